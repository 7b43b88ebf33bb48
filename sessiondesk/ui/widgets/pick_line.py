"""A button whose words wrap: an example to begin with, another goal to go to."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import LEAST_TARGET, Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.buttons import press_by_enter
from sessiondesk.ui.widgets.text_block import TextBlock

_RADIUS = 8
_DOWN = 5
_ACROSS = 8
_LEAST = 120


class PickLine(QPushButton):
    """Words to press; ``clicked`` as usual. They may be a person's own, and are never markup."""

    def __init__(
        self, text: str, theme: Theme, *, caption: str = "", parent: QWidget | None = None
    ) -> None:
        """Make a line.

        Args:
            text: The words.
            theme: The look in force.
            caption: A second, quiet line.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._words = TextBlock(theme, Role.OWN_LINE, text)
        self._caption = TextBlock(theme, Role.CAPTION, caption)
        self._width: int | None = None
        self.setText(text.replace("&", "&&"))
        self.setAutoDefault(False)
        self.setProperty(painting.RING, _RADIUS)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @override
    def sizeHint(self) -> QSize:
        across = 2 * self._theme.px(_ACROSS)
        widest = max(self._words.natural_width(), self._caption.natural_width())
        wished = widest + across
        return QSize(wished, self._height_in(self._width or wished))

    @override
    def minimumSizeHint(self) -> QSize:
        least = min(self._words.longest_word(), self._theme.px(_LEAST))
        return QSize(least + 2 * self._theme.px(_ACROSS), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != self.width():
            self._width = self.width()
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(self, event):
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        if painting.is_lit(self):
            radius = theme.px(_RADIUS)
            painting.box(painter, QRectF(self.rect()), radius, fill=theme.colour("hover"))
        room = self.width() - 2 * theme.px(_ACROSS)
        words, below = self._words.height(room), self._below(room)
        top = (self.height() - words - below) / 2
        place = QRectF(theme.px(_ACROSS), top, room, words)
        self._words.paint(painter, place, colour="accent" if self._caption.is_empty else "")
        if below:
            self._caption.paint(painter, place.translated(0, words))
        painter.end()

    def _height_in(self, width: int) -> int:
        room = width - 2 * self._theme.px(_ACROSS)
        words = self._words.height(room) + self._below(room)
        return max(self._theme.target(LEAST_TARGET), words + 2 * self._theme.px(_DOWN))

    def _below(self, room: int) -> int:
        return 0 if self._caption.is_empty else self._caption.height(room)
