"""The answers of a questionnaire: radio buttons, and the columns that they stand in."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QWidget
from typing_extensions import override

from sessiondesk.domain.instrument import Option
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.text_block import TextBlock
from sessiondesk.ui.widgets.tick import paint_radio

START: Final = 14
AIR: Final = 8
CELL: Final = 32
HEAD_GAP: Final = 4
RADIUS: Final = 8
_COLUMN: Final = 68
_END: Final = 6
_NUMBER: Final = 26
_LEAST_TEXT: Final = 190
_MARK: Final = 22


class Face(Enum):
    """How an answer looks."""

    MARK = "mark"
    """The mark alone; its words are at the head of the column."""
    UNDER = "under"
    """The words under the mark."""
    BESIDE = "beside"
    """The words beside the mark, as wide as the row."""


class Columns:
    """Where the columns of a questionnaire are; the rows and their head share it.

    Attributes:
        count: How many there are.
    """

    def __init__(self, theme: Theme, options: Sequence[Option]) -> None:
        self._theme = theme
        self._heads = [TextBlock(theme, Role.GROUP, option.text, weight=500) for option in options]
        self.count = len(options)
        self._percent = 0
        self._wide = 0

    @property
    def wide(self) -> int:
        """The width of one column: no word of its head is broken."""
        # It is asked for a thousand times while a long questionnaire takes its place.
        if self._percent != self._theme.text_percent:
            self._percent = self._theme.text_percent
            words = max(head.longest_word() for head in self._heads)
            room = words + 2 + 2 * self._theme.px(HEAD_GAP)
            self._wide = max(self._theme.px(_COLUMN), room)
        return self._wide

    def fit(self, width: int) -> bool:
        """Whether there is room for the columns beside the question."""
        return self.text_room(width) >= self._theme.px(_LEAST_TEXT)

    def text_start(self) -> int:
        """Return where the question begins."""
        return self._theme.px(START + _NUMBER)

    def text_room(self, width: int) -> int:
        """Return the room for the question beside the columns."""
        air = self._theme.px(AIR)
        return width - self.text_start() - self.count * self.wide - self._theme.px(_END) - air

    def left(self, place: int, width: int) -> int:
        """Return where a column begins, read from the left."""
        return width - self._theme.px(_END) - (self.count - place) * self.wide


class Cell(QRadioButton):
    """One answer; the row decides what a key means.

    Signals:
        focused: The keyboard came here.

    Attributes:
        option: The answer.
    """

    focused = Signal()

    def __init__(
        self,
        option: Option,
        theme: Theme,
        *,
        take_key: Callable[[QKeyEvent], bool],
        parent: QWidget,
    ) -> None:
        """Make an answer that is not chosen.

        Args:
            option: The answer.
            theme: The look in force.
            take_key: Deals with a key; False leaves it to Qt.
            parent: The row.
        """
        super().__init__(parent)
        self.option = option
        self._theme = theme
        self._take_key = take_key
        self._face = Face.MARK
        self.setProperty(painting.RING, CELL // 2)
        self._words = TextBlock(theme, Role.BODY, option.text)
        self._under = TextBlock(
            theme,
            Role.CAPTION,
            option.text,
            colour="ink2",
            alignment=Qt.AlignmentFlag.AlignHCenter,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_as(self, face: Face) -> None:
        """Look like this from now on."""
        if face is self._face:
            return
        self._face = face
        self.setProperty(painting.RING, CELL // 2 if face is Face.MARK else RADIUS)
        self.update()

    def height_in(self, width: int) -> int:
        """Return the height that it needs."""
        px = self._theme.px
        if self._face is Face.MARK:
            return self._theme.target(CELL)
        if self._face is Face.UNDER:
            return self._theme.target(CELL) + self._under.height(width) + px(2)
        return max(self._theme.target(CELL), self._words.height(width - px(CELL)) + px(8))

    @override
    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    @override
    def sizeHint(self) -> QSize:
        return self.size()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # The second click of a shaky hand would take the answer of the first one back.
        event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = painting.begin(self)
        mark, box = px(_MARK), theme.target(CELL)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        faint = "" if self.isEnabled() else "disabled"
        if self._face is Face.BESIDE:
            gap = (box - mark) / 2
            left = self.width() - mark - gap if is_mirrored else gap
            top = (self.height() - mark) / 2
            room = self.width() - px(CELL)
            high = self._words.height(room)
            words = QRectF(0 if is_mirrored else px(CELL), (self.height() - high) / 2, room, high)
            self._words.paint(painter, words, colour=faint)
        else:
            left = (self.width() - mark) / 2
            top = (min(box, self.height()) - mark) / 2
            if self._face is Face.UNDER:
                below = QRectF(0, box, self.width(), self.height() - box)
                self._under.paint(painter, below, colour=faint)
        paint_radio(painter, theme, QRectF(left, top, mark, mark), self)
        painter.end()
