"""A layout that sets things side by side and goes on in the next line, as text does."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

_Line = list[tuple[QLayoutItem, QSize]]


class FlowLayout(QLayout):
    """Lays its widgets out in lines, each as wide as it wishes."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 8, at_end: bool = False
    ) -> None:
        """Make an empty layout.

        Args:
            parent: The widget it lays out.
            spacing: What is left free between two widgets, and between two lines.
            at_end: Whether lines end where there is no more room, rather than begin together;
                they are then about equally long.
        """
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._is_at_end = at_end
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put ``widget`` before what is now at ``place``."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_trial=True)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_trial=False)

    @override
    def sizeHint(self) -> QSize:
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        if not shown:
            return QSize(0, 0)
        width = sum(size.width() for size in shown) + self.spacing() * (len(shown) - 1)
        return QSize(width, max(size.height() for size in shown))

    @override
    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not item.isEmpty()]
        if not shown:
            return QSize(0, 0)
        return QSize(max(s.width() for s in shown), max(s.height() for s in shown))

    def _arrange(self, rect: QRect, *, is_trial: bool) -> int:
        """Set the items into ``rect`` unless it is a trial; return the height they take."""
        lines = self._lines(rect.width())
        top = rect.top()
        widget = self.parentWidget()
        is_mirrored = widget and widget.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for line in lines:
            height = max((size.height() for _, size in line), default=0)
            left = rect.left()
            if self._is_at_end:
                left += max(0, rect.width() - self._length(line))
            for item, size in line:
                if not is_trial:
                    at = rect.left() + rect.right() - left - size.width() + 1
                    start = at if is_mirrored else left
                    middle = top + (height - size.height()) // 2
                    item.setGeometry(QRect(QPoint(start, middle), size))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return top - self.spacing() - rect.top() if lines else 0

    def _lines(self, width: int) -> list[_Line]:
        """Return what stands in each line; no line is empty."""
        shown: _Line = []
        for item in self._items:
            if not item.isEmpty():
                size = item.sizeHint()
                size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
                shown.append((item, size))
        lines = self._broken(shown, width)
        if not self._is_at_end:
            return lines
        # As narrow as it can be without another line: no single thing stands below a full line.
        runs = (
            self._length(shown[begin:end])
            for begin in range(len(shown))
            for end in range(begin + 1, len(shown) + 1)
        )
        narrower = (self._broken(shown, most) for most in sorted(runs) if most <= width)
        return next((each for each in narrower if len(each) == len(lines)), lines)

    def _broken(self, shown: _Line, width: int) -> list[_Line]:
        """Return ``shown`` in lines, each with as much as has room."""
        lines: list[_Line] = []
        for each in shown:
            if lines and self._length([*lines[-1], each]) <= width:
                lines[-1].append(each)
            else:
                lines.append([each])
        return lines

    def _length(self, line: _Line) -> int:
        return sum(size.width() + self.spacing() for _, size in line) - self.spacing()


class Flow(QWidget):
    """A widget with a flow layout whose height follows its width, however deep it is nested."""

    def __init__(
        self, *, spacing: int = 8, at_end: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, spacing=spacing, at_end=at_end)
        self._width: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, widget: QWidget) -> None:
        """Put ``widget`` at the end."""
        self._flow.addWidget(widget)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put ``widget`` before what is now at ``place``."""
        self._flow.insert(place, widget)

    def clear(self) -> None:
        """Take everything out and let it go."""
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    @override
    def sizeHint(self) -> QSize:
        hint = self._flow.sizeHint()
        return QSize(hint.width(), self._flow.heightForWidth(self._width or hint.width()))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._flow.minimumSize().width(), self.sizeHint().height())

    @override
    def hasHeightForWidth(self) -> bool:
        return False

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._width != self.width():
            self._width = self.width()
            self.updateGeometry()
