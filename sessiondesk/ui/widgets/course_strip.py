"""One therapy on a strip: a lane for each kind of thing, and time from left to right."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
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
from sessiondesk.ui.widgets.notice import announce


class CourseStrip(QWidget):
    """Draws one therapy.

    Left and Right go from mark to mark, Home and End to both ends, Esc lets go, Enter opens what
    is read. The pointer reads the mark that is nearest; a click stays with it.

    Signals:
        read: The line that belongs to the mark that is read; empty where there is none.
        stepped: Another mark is read by a key or a click; its line should be in view.
        opened: The place of a mark among those shown: the person wants to see its record.
    """

    read = Signal(str)
    stepped = Signal()
    opened = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture: StripPicture | None = None
        self._cursor: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty(painting.RING, 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_picture(self, picture: StripPicture) -> None:
        """Show something else; the cursor stays on its mark, if that is still there."""
        before = None
        if self._picture is not None and self._cursor is not None:
            before = self._picture.marks[self._cursor]
        self._picture = picture
        self._cursor = picture.marks.index(before) if before in picture.marks else None
        self._hovered = None
        self.setAccessibleName(picture.says)
        self.updateGeometry()
        self._tell()

    @property
    def cursor_place(self) -> int | None:
        """The place of the mark the cursor is on; None where it is on none."""
        return self._cursor

    @property
    def reading(self) -> str:
        """The line that belongs to the mark that is read; empty where there is none."""
        place = self._read_now()
        if self._picture is None or place is None:
            return ""
        return self._picture.marks[place].says

    @override
    def sizeHint(self) -> QSize:
        lanes = 1 if self._picture is None else max(1, len(self._picture.lanes))
        px = self._theme.px
        return QSize(px(480), px(TOP) + lanes * px(LANE) + px(FOOT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(280), self.sizeHint().height())

    # What the person does.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = 0 if self._picture is None else len(self._picture.marks)
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        # The first key shows where one is: at the latest mark.
        here = count - 1 if self._cursor is None else self._cursor
        by = 0 if self._cursor is None else 1
        match event.key():
            case Qt.Key.Key_Left:
                self._go(max(0, here - by))
            case Qt.Key.Key_Right:
                self._go(min(count - 1, here + by))
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(count - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._cursor is not None:
                self.opened.emit(self._cursor)
            case Qt.Key.Key_Escape if self._cursor is not None:
                self._go(None)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(self._mark_at(event.position()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self._mark_at(event.position()))

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
            self.stepped.emit()

    def _read_now(self) -> int | None:
        return self._cursor if self._hovered is None else self._hovered

    def _tell(self) -> None:
        self.setAccessibleDescription(self.reading)
        self.read.emit(self.reading)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    # Where things are.

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _layout(self, picture: StripPicture) -> StripGeometry:
        return StripGeometry(picture, self._theme, self.width(), is_mirrored=self._is_mirrored)

    def _mark_at(self, point: QPointF) -> int | None:
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
        ).paint(self._read_now())
        painter.end()
