"""Whether something fits: a bar, and the words that say the same."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.icon_mark import IconMark
from sessiondesk.ui.widgets.labels import Label


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self._fits = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_share(self, share: float, *, fits: bool) -> None:
        self._share = max(0.0, min(1.0, share))
        self._fits = fits
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(8))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painting.box(painter, whole, radius, fill=theme.colour("card"), edge=theme.colour("edge"))
        filled = whole.adjusted(0, 0, -(1 - self._share) * whole.width(), 0)
        if filled.width() >= whole.height():
            fill = theme.colour("accent" if self._fits else "care_ink")
            painting.box(painter, filled, radius, fill=fill)
        painter.end()


class FitMeter(QWidget):
    """Says "Fits on one page, 7 lines to spare", with a bar that shows the same."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self._mark = IconMark("check", theme, size=18, colour="accent", stroke=2.25)
        self._says = Label("", theme, Role.STRONG, colour="accent")
        self._rest = Label("", theme, Role.BODY_QUIET, wraps=False)
        self._bar = _Bar(theme)
        words = QHBoxLayout()
        words.setSpacing(px(8))
        words.addWidget(self._mark)
        words.addWidget(self._says, 1)
        words.addWidget(self._rest)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addLayout(words)
        column.addWidget(self._bar)

    def set_fit(self, says: str, rest: str, share: float, *, fits: bool) -> None:
        """Show how full it is.

        Args:
            says: "Fits on one page", or "4 lines too many for one page".
            rest: "7 lines to spare"; may be empty.
            share: How much of the room is taken, 0 to 1; more counts as 1.
            fits: Whether it fits.
        """
        colour = "accent" if fits else "care_ink"
        self._mark.set_icon("check" if fits else "circle-alert", colour)
        self._says.setText(says)
        self._says.set_colour(colour)
        self._rest.setText(rest)
        self._bar.show_share(share, fits=fits)
        self.setAccessibleName(", ".join(part for part in (says, rest) if part))
