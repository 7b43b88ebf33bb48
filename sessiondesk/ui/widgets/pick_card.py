"""A card that is a choice: a place to keep the journal, a goal in a list, a row."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.tick import paint_radio

_RADIUS = 10


class PickCard(QRadioButton):
    """A card of which one among its siblings is chosen; ``clicked`` and ``toggled`` as usual.

    Up and Down choose the neighbour. What is inside is for looking at only: put labels,
    icons and sparklines into ``body``, never a control.

    Attributes:
        body: The column inside the card.
    """

    def __init__(
        self,
        name: str,
        theme: Theme,
        *,
        shows_mark: bool = False,
        padding: tuple[int, int] = (16, 12),
        parent: QWidget | None = None,
    ) -> None:
        """Make an unchosen card.

        Args:
            name: What a screen reader says; may be a person's own words.
            theme: The look in force.
            shows_mark: Whether a radio mark is shown instead of the bar at the side.
            padding: Across and down, in pixels of the design.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._shows_mark = shows_mark
        self._padding = padding
        self._inside = QWidget(self)
        self._inside.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.body = QVBoxLayout(self._inside)
        self.body.setSpacing(theme.px(4))
        self.setAccessibleName(name)
        self.setProperty(painting.RING, _RADIUS)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._inside)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._fit()
        theme.changed.connect(self._fit)

    def add_words(self, title: str, caption: str = "", *, role: Role = Role.LABEL) -> None:
        """Add a line and, under it, a caption."""
        self.body.addWidget(Label(title, self._theme, role))
        if caption:
            self.body.addWidget(Label(caption, self._theme, Role.CAPTION))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._inside.minimumSizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        whole = QRectF(self.rect())
        radius = theme.px(_RADIUS)
        chosen = self.isChecked()
        fill = "accent_soft" if chosen else "hover" if painting.is_lit(self) else "card"
        edge = theme.colour("accent" if chosen else "line")
        painting.box(painter, whole, radius, fill=theme.colour(fill), edge=edge)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        if self._shows_mark:
            size = theme.px(20)
            left = theme.px(self._padding[0])
            left = self.width() - left - size if is_mirrored else left
            mark = QRectF(left, (self.height() - size) / 2, size, size)
            paint_radio(painter, theme, mark, self)
        elif chosen:
            bar = theme.px(4)
            side = QRectF(self.width() - bar if is_mirrored else 0, 0, bar, self.height())
            painter.setClipRect(side)
            painting.box(painter, whole, radius, fill=edge)
        painter.end()

    def _fit(self) -> None:
        px = self._theme.px
        across, down = px(self._padding[0]), px(self._padding[1])
        start = across + (px(20 + 14) if self._shows_mark else 0)
        self.body.setContentsMargins(start, down, across, down)
        self.updateGeometry()
        self.update()
