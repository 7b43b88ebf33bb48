"""One row of a questionnaire: a question, and its answers as radio buttons in columns."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGroupBox, QSizePolicy
from typing_extensions import override

from sessiondesk.domain.instrument import Option
from sessiondesk.ui.theme import LEAST_TARGET, Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.questionnaire_cell import (
    AIR,
    CELL,
    RADIUS,
    START,
    Cell,
    Columns,
    Face,
)
from sessiondesk.ui.widgets.text_block import TextBlock

_NUMBER: Final = 26
_LEAST_ROW: Final = 44
_WISHED: Final = 640
_CLEARS: Final = {Qt.Key.Key_Backspace, Qt.Key.Key_Delete}


class QuestionRow(QGroupBox):
    """A question and its answers; at most one is chosen.

    One Tab stop. The digit printed before an answer gives it, Left and Right choose the
    neighbour, Backspace and Delete take the answer back, as does a click on the chosen one.
    Where there is no room for columns, the answers stand below the question in full.

    Signals:
        picked: The value chosen by the person, or None when they took it back.
        typed: A digit gave the answer outright: the way is free to move on.
        stepped: The row after this one (1) or before it (-1) is wanted.
        ended: The first row (False) or the last one (True) is wanted.
        focused: The keyboard came here.
    """

    picked = Signal(object)
    typed = Signal()
    stepped = Signal(int)
    ended = Signal(bool)
    focused = Signal()

    def __init__(
        self,
        text: str,
        options: Sequence[Option],
        columns: Columns,
        theme: Theme,
        *,
        number: str = "",
        spoken: str = "",
        caption: str = "",
        face: Face = Face.MARK,
        is_sunken: bool = False,
    ) -> None:
        """Make a row, unanswered.

        Args:
            text: The question, in its exact words.
            options: The answers, in the order of the columns.
            columns: Where the columns are.
            theme: The look in force.
            number: Shown before the question.
            spoken: What a screen reader calls the row; the question unless told otherwise.
            caption: A quiet line below the question.
            face: How the answers look where there is room for columns.
            is_sunken: Whether it stands on the second ground.
        """
        super().__init__()
        self._theme = theme
        self._columns = columns
        self._wide_face = face
        self._is_sunken = is_sunken
        self._is_current = False
        self._value: int | None = None
        self._width: int | None = None
        self._pressed: Cell | None = None
        self._number = TextBlock(theme, Role.BODY, number, colour="ink3")
        self._usual = TextBlock(theme, Role.BODY, text, colour="ink")
        self._bold = TextBlock(theme, Role.STRONG, text, colour="ink")
        self._caption = TextBlock(theme, Role.CAPTION, caption)
        self._cells = [
            Cell(option, theme, take_key=self.take_key, parent=self) for option in options
        ]
        self._group = QButtonGroup(self)
        for place, cell in enumerate(self._cells):
            cell.setAccessibleName(f"{text}: {cell.option.text}")
            cell.setAccessibleDescription(caption)
            cell.focused.connect(self.focused)
            self._group.addButton(cell, place)
        self._group.idClicked.connect(self._on_clicked)
        self.setAccessibleName(spoken or text)
        self.setAccessibleDescription(caption)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._set_tab_stop()
        theme.changed.connect(self._on_theme_changed)

    @property
    def value(self) -> int | None:
        """The answer chosen; None is not answered."""
        return self._value

    @value.setter
    def value(self, value: int | None) -> None:
        # Exclusive buttons do not let go of the one that is chosen.
        self._group.setExclusive(False)
        self._value = None
        for cell in self._cells:
            is_chosen = value is not None and cell.option.value == value
            cell.setChecked(is_chosen)
            if is_chosen:
                self._value = value
        self._group.setExclusive(True)
        self._set_tab_stop()

    @property
    def is_current(self) -> bool:
        """Whether it is the row that is being answered."""
        return self._is_current

    @is_current.setter
    def is_current(self, is_current: bool) -> None:
        self._is_current = is_current
        self.update()

    def take_key(self, event: QKeyEvent) -> bool:
        """Deal with a key; False leaves it to others."""
        shift, keypad = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.KeypadModifier
        # On some keyboards the digits are where others have signs, with Shift.
        if event.text().isdecimal() and not event.modifiers() & ~(shift | keypad):
            # A key that is held down would answer all rows that are left.
            if not event.isAutoRepeat():
                self._take_digit(int(event.text()))
            return True
        if event.modifiers() & ~keypad:
            return False
        forward = 1 if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else -1
        match event.key():
            case Qt.Key.Key_Right:
                self._step(forward)
            case Qt.Key.Key_Left:
                self._step(-forward)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_Home | Qt.Key.Key_End:
                self.ended.emit(event.key() == Qt.Key.Key_End)
            case key if key in _CLEARS:
                self._pick(None)
            case _:
                return False
        return True

    @override
    def sizeHint(self) -> QSize:
        wished = self._theme.px(_WISHED)
        return QSize(wished, self._height_in(self._width or wished))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(260), self.sizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before = self.sizeHint().height()
        self._width = self.width()
        self._place_cells()
        if self._height_in(self._width) != before:
            self.updateGeometry()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_cells()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = self._cell_at(event.position().toPoint())
        if self._pressed is None:
            self._stop().setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed is self._cell_at(event.position().toPoint()):
            pressed.setFocus(Qt.FocusReason.MouseFocusReason)
            pressed.click()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = painting.begin(self)
        ground = "accent_soft" if self._is_current else "sunken" if self._is_sunken else ""
        if ground:
            painting.box(painter, QRectF(self.rect()), theme.px(RADIUS), fill=theme.colour(ground))
        faint = "" if self.isEnabled() else "disabled"
        text = self._bold if self._is_current else self._usual
        room = self._text_room()
        words, caption = text.height(room), self._caption.height(room)
        top = (self._text_area() - words - caption) / 2
        start = self._columns.text_start()
        number = QRectF(self._mirrored(px(START), px(_NUMBER)), top, px(_NUMBER), words)
        self._number.paint(painter, number, colour=faint)
        left = self._mirrored(start, room)
        text.paint(painter, QRectF(left, top, room, words), colour=faint)
        self._caption.paint(painter, QRectF(left, top + words, room, caption), colour=faint)
        painter.end()

    # Where things are.

    def _fits(self) -> bool:
        return self._columns.fit(self._width or self._theme.px(_WISHED))

    def _text_room(self) -> int:
        width = self._width or self._theme.px(_WISHED)
        if self._columns.fit(width):
            return self._columns.text_room(width)
        return width - self._columns.text_start() - self._theme.px(START)

    def _text_height(self, width: int) -> int:
        room = (
            self._columns.text_room(width)
            if self._columns.fit(width)
            else width - self._columns.text_start() - self._theme.px(START)
        )
        # As high as when it is the current one: nothing moves while one goes through them.
        words = max(self._usual.height(room), self._bold.height(room))
        return words + self._caption.height(room)

    def _text_area(self) -> int:
        """Return the height in which the question stands in the middle."""
        if self._fits():
            return self.height()
        return self._text_height(self.width()) + 2 * self._theme.px(AIR)

    def _height_in(self, width: int) -> int:
        px = self._theme.px
        text = self._text_height(width) + 2 * px(AIR)
        if self._columns.fit(width):
            wide = self._columns.wide - px(4)
            cells = max(cell.height_in(wide) for cell in self._cells) + 2 * px(4)
            return max(px(_LEAST_ROW), text, cells)
        room = width - self._columns.text_start() - px(START)
        return text + sum(cell.height_in(room) for cell in self._cells) + px(AIR)

    def _place_cells(self) -> None:
        width = self._width or self._theme.px(_WISHED)
        if self._columns.fit(width):
            self._place_in_columns(width)
        else:
            self._place_below(width)

    def _place_in_columns(self, width: int) -> None:
        high = self._height_in(width)
        wide = self._columns.wide - self._theme.px(4)
        if self._wide_face is Face.MARK:
            wide = self._theme.target(CELL)
        for cell in self._cells:
            cell.show_as(self._wide_face)
        # All marks on one line, however long the words below them are.
        tall = max(LEAST_TARGET, *(cell.height_in(wide) for cell in self._cells))
        for place, cell in enumerate(self._cells):
            left = self._columns.left(place, width) + (self._columns.wide - wide) // 2
            cell.setGeometry(self._mirrored(left, wide), (high - tall) // 2, wide, tall)

    def _place_below(self, width: int) -> None:
        px = self._theme.px
        start = self._columns.text_start()
        room = width - start - px(START)
        top = self._text_height(width) + 2 * px(AIR) - px(4)
        for cell in self._cells:
            cell.show_as(Face.BESIDE)
            tall = cell.height_in(room)
            cell.setGeometry(self._mirrored(start, room), top, room, tall)
            top += tall

    def _cell_at(self, pos: QPoint) -> Cell | None:
        """Return the answer whose column, or line, holds ``pos``."""
        width = self.width()
        for place, cell in enumerate(self._cells):
            if self._fits():
                left = self._mirrored(self._columns.left(place, width), self._columns.wide)
                area = QRect(left, 0, self._columns.wide, self.height())
            else:
                area = cell.geometry()
            if area.contains(pos):
                return cell
        return None

    def _mirrored(self, left: int, width: int) -> int:
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        return (self._width or self.width()) - left - width if is_mirrored else left

    # What the person does.

    def _take_digit(self, value: int) -> None:
        if any(cell.option.value == value for cell in self._cells):
            self._pick(value)
            self.typed.emit()

    def _step(self, by: int) -> None:
        chosen = [at for at, cell in enumerate(self._cells) if cell.option.value == self._value]
        if chosen:
            at = max(0, min(len(self._cells) - 1, chosen[0] + by))
        else:
            # From rest the first press answers where the focus is: nothing is skipped unseen.
            focused = [at for at, cell in enumerate(self._cells) if cell.hasFocus()]
            at = focused[0] if focused else 0
        self._pick(self._cells[at].option.value)

    @Slot(int)
    def _on_clicked(self, place: int) -> None:
        value = self._cells[place].option.value
        self._pick(None if value == self._value else value)

    def _pick(self, value: int | None) -> None:
        had_focus = any(cell.hasFocus() for cell in self._cells)
        before = self._value
        self.value = value
        if had_focus:
            self._stop().setFocus(Qt.FocusReason.OtherFocusReason)
        if self._value != before:
            self.picked.emit(self._value)

    def _stop(self) -> Cell:
        chosen = (cell for cell in self._cells if cell.option.value == self._value)
        return next(chosen, self._cells[0])

    def _set_tab_stop(self) -> None:
        """Make one answer the row's Tab stop; Qt would stop at every one while none is chosen."""
        stop = self._stop()
        for cell in self._cells:
            is_stop = cell is stop
            policy = Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus
            cell.setFocusPolicy(policy)
        self.setFocusProxy(stop)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._place_cells()
        self.updateGeometry()
        self.update()
