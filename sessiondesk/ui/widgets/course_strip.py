"""One therapy on a strip: a lane for each kind of thing, and time from left to right."""

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.course_strip_model import (
    FOOT,
    LANE,
    TOP,
    StripGeometry,
    StripPicture,
)
from sessiondesk.ui.widgets.course_strip_painting import StripPainting
from sessiondesk.ui.widgets.reading_chart import ReadingChart

_RING_ROOM: Final = 6


class CourseStrip(ReadingChart):
    """Draws one therapy. Its steps are its marks; Enter opens the one the cursor is on.

    Signals:
        stepped: Another mark is read by a key or a click; its line should be in view.
        opened: The place of a mark among those shown: the person wants to see its record.
    """

    stepped = Signal()
    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        # The names of the lanes line up with the title above, and are not crowded by the ring.
        self.setProperty(painting.RING_ROOM, _RING_ROOM)
        self._picture: StripPicture | None = None

    def show_picture(self, picture: StripPicture) -> None:
        """Show something else; the cursor stays on its mark, if that is still there."""
        before = None
        if self._picture is not None and self._cursor is not None:
            before = self._picture.marks[self._cursor]
        self._picture = picture
        self.updateGeometry()
        after = picture.marks.index(before) if before in picture.marks else None
        self._show_steps(picture.says, after)

    @override
    def sizeHint(self) -> QSize:
        lanes = 1 if self._picture is None else max(1, len(self._picture.lanes))
        px = self._theme.px
        return QSize(px(480), px(TOP) + lanes * px(LANE) + px(FOOT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self.sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if is_enter and is_plain and self._cursor is not None:
            self.opened.emit(self._cursor)
        else:
            super().keyPressEvent(event)

    @override
    def _go(self, place: int | None) -> None:
        super()._go(place)
        if place is not None:
            self.stepped.emit()

    # Its steps, and where they are.

    @override
    def _count(self) -> int:
        return 0 if self._picture is None else len(self._picture.marks)

    @override
    def _line(self, place: int) -> str:
        return "" if self._picture is None else self._picture.marks[place].says

    def _layout(self, picture: StripPicture) -> StripGeometry:
        return StripGeometry(picture, self._theme, self.width(), is_mirrored=self._is_mirrored)

    @override
    def _step_at(self, point: QPointF) -> int | None:
        return None if self._picture is None else self._layout(self._picture).at(point)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            return
        painter = painting.begin(self)
        StripPainting(
            painter,
            self._picture,
            self._layout(self._picture),
            self._theme,
            width=self.width(),
            is_mirrored=self._is_mirrored,
        ).paint(self.place_read)
        painter.end()
