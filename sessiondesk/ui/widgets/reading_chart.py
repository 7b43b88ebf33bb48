"""What all charts that are read step by step have in common: keys, pointer, and a line to read."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.notice import announce

_RING: Final = 6


class ReadingChart(QWidget):
    """A chart that is one Tab stop, with a line for each of its steps.

    Left and Right go from step to step, Home and End to both ends, Esc lets go. The pointer
    reads the step that is nearest; a click stays with it. What a step is, and where it stands,
    each chart says for itself.

    Signals:
        read: The line that belongs to the step that is read; empty where there is none.
    """

    read = Signal(str)

    def __init__(
        self, theme: Theme, *, starts_at_end: bool = True, parent: QWidget | None = None
    ) -> None:
        """Make an empty chart.

        Args:
            theme: The look in force.
            starts_at_end: Whether the arrow keys begin at the last step, or at the first.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._starts_at_end = starts_at_end
        self._cursor: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty(painting.RING, _RING)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def cursor_place(self) -> int | None:
        """The place of the step the cursor is on, from 0; None where it is on none."""
        return self._cursor

    @property
    def place_read(self) -> int | None:
        """The place of the step that is read, under the pointer or else at the cursor."""
        return self._cursor if self._hovered is None else self._hovered

    @property
    def reading(self) -> str:
        """The line that belongs to the step that is read; empty where there is none."""
        place = self.place_read
        return "" if place is None else self._line(place)

    # What each chart says for itself.

    def _count(self) -> int:
        """Return how many steps there are."""
        raise NotImplementedError

    def _line(self, place: int) -> str:
        """Return what is read at a step."""
        raise NotImplementedError

    def _step_at(self, point: QPointF) -> int | None:
        """Return the step that is meant by a point; asked only where there are steps."""
        raise NotImplementedError

    # What the charts ask of this.

    def _show_steps(self, says: str, cursor: int | None) -> None:
        """Say that there are other steps now.

        Args:
            says: The whole chart in a sentence.
            cursor: Where the step with the cursor is now; None where it is gone.
        """
        self._cursor, self._hovered = cursor, None
        self.setAccessibleName(says)
        self._tell()

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _room(self, *, before: float, after: float, above: float, below: float) -> QRectF:
        """Return what is left for the plot; ``before`` is the side where reading begins."""
        left, right = (after, before) if self._is_mirrored else (before, after)
        return QRectF(self.rect()).adjusted(left, above, -right, -below)

    # What the person does.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = self._count()
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        last = count - 1
        # The first key only shows where one is.
        by = 0 if self._cursor is None else 1
        here = self._cursor
        if here is None:
            here = last if self._starts_at_end else 0
        match event.key():
            case Qt.Key.Key_Left:
                self._go(max(0, here - by))
            case Qt.Key.Key_Right:
                self._go(min(last, here + by))
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(last)
            case Qt.Key.Key_Escape if self._cursor is not None:
                self._go(None)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._count() or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(self._step_at(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._count():
            self._hover(self._step_at(event.position()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self._tell()

    def _go(self, place: int | None) -> None:
        self._cursor, self._hovered = place, None
        self._tell()
        if place is not None:
            announce(self, self.reading)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.reading)
        self.read.emit(self.reading)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
