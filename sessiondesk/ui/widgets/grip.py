"""What a line is dragged by, and the mark that shows where it would go."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.icon_mark import IconMark


class Grip(QWidget):
    """What a line is dragged by; whoever does not drag uses the keys.

    Signals:
        held: The mouse was pressed on it.
        dragged: The mouse moved: (where on the screen).
        dropped: The mouse was let go: (where on the screen).
    """

    held = Signal()
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, theme: Theme, hint: str) -> None:
        super().__init__()
        mark = IconMark("grip-vertical", theme, colour="ink3")
        mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(hint)
        self.setFixedWidth(theme.px(20))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(2), theme.px(6), theme.px(2), 0)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        column.addStretch(1)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.held.emit()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(event.globalPosition().toPoint())

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.dropped.emit(event.globalPosition().toPoint())


class DropMark(QWidget):
    """A line between two lines: there it would go."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAutoFillBackground(True)
        self.hide()

    def show_at(self, height: int) -> None:
        """Show the line at a height of the list."""
        palette = self.palette()
        palette.setColor(self.backgroundRole(), self._theme.colour("accent"))
        self.setPalette(palette)
        thick = self._theme.px(2)
        whole = self._over.rect()
        top = max(0, min(height - thick // 2, whole.height() - thick))
        self.setGeometry(0, top, whole.width(), thick)
        self.raise_()
        self.show()
