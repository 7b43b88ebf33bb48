"""The questions of an instrument, row under row, with their exact words."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.instrument import Instrument, Option
from sessiondesk.insights import scoring
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Hairline
from sessiondesk.ui.widgets.questionnaire_cell import HEAD_GAP, START, Columns, Face
from sessiondesk.ui.widgets.questionnaire_row import QuestionRow
from sessiondesk.ui.widgets.text_block import TextBlock

_UNDO: Final = QKeySequence.StandardKey.Undo
_REDO: Final = QKeySequence.StandardKey.Redo

_Ticks = tuple[dict[int, int], int | None]


class Questionnaire(QWidget):
    """Takes the answers to an instrument; knows nothing of what they add up to.

    The digit printed before an answer gives it and moves on, Up and Down move, Home and End
    go to the first and the last row. The question on how hard things were comes up once an
    answer is above 0. Undo takes back one answer after the other, and nothing else, as long
    as something was answered here.

    Signals:
        answered: An answer was given or taken back, to a row or to the last question.
        went_past: The last row was answered by a key: the way is free to move on.
    """

    answered = Signal()
    went_past = Signal()

    def __init__(
        self, instrument: Instrument, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._instrument = instrument
        self._theme = theme
        columns = self._columns = Columns(theme, instrument.options)
        self._head = Head(instrument.options, columns, theme)
        count = len(instrument.items)
        self._rows = [
            QuestionRow(
                item.text,
                instrument.options,
                columns,
                theme,
                number=str(item.n),
                spoken=self.tr("{n} of {count}: {question}").format(
                    n=item.n, count=count, question=item.text
                ),
                caption=self.tr("May be left out.") if item.may_be_left_out else "",
                is_sunken=item.n % 2 == 1,
            )
            for item in instrument.items
        ]
        for place, row in enumerate(self._rows):
            row.typed.connect(partial(self._on_typed, place))
            row.stepped.connect(partial(self._on_stepped, place))
            self._follow(row)
        self._line = Hairline(theme)
        self._functional = self._make_functional()
        self.setAccessibleName(instrument.stem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        for row in self._rows:
            column.addWidget(row)
        column.addSpacing(theme.px(6))
        column.addWidget(self._line)
        if self._functional is not None:
            column.addSpacing(theme.px(6))
            column.addWidget(self._functional)
        # What was ticked before each step, and what was taken back of it.
        self._past: list[_Ticks] = []
        self._future: list[_Ticks] = []
        self._now: _Ticks = ({}, None)
        self._show_functional()

    @property
    def answers(self) -> dict[int, int]:
        """What is ticked, by number of the item, as ticked."""
        return {n: row.value for n, row in enumerate(self._rows, start=1) if row.value is not None}

    @property
    def functional(self) -> int | None:
        """The answer on how hard things were; None where it is not asked, or not answered."""
        if self._functional is None or not scoring.asks_functional(self._instrument, self.answers):
            return None
        return self._functional.value

    def show_answers(self, answers: Mapping[int, int], functional: int | None) -> None:
        """Show these answers, and tell nobody."""
        self._past.clear()
        self._future.clear()
        self._show(answers, functional)

    def _show(self, answers: Mapping[int, int], functional: int | None) -> None:
        for n, row in enumerate(self._rows, start=1):
            row.value = answers.get(n)
        if self._functional is not None:
            self._functional.value = functional
        self._now = self._ticks()
        self._show_functional()

    def go_to(self, n: int) -> None:
        """Put the keyboard on the row of item ``n``."""
        self._rows[n - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_first_open(self) -> None:
        """Put the keyboard on the first row without an answer, or on the first of all."""
        open_rows = (row for row in self._rows if row.value is None)
        next(open_rows, self._rows[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def make_head(self) -> "Head":
        """Return the head of the columns once more, for a place that does not scroll away."""
        return Head(self._instrument.options, self._columns, self._theme)

    @property
    def has_columns(self) -> bool:
        """Whether the answers stand in columns, under their head."""
        return self._columns.fit(self.width())

    @property
    def rows_end(self) -> int:
        """Where the rows of these columns end, from the top."""
        return self._rows[-1].geometry().bottom()

    @override
    def event(self, event: QEvent) -> bool:
        # Before the window takes back something that was kept elsewhere.
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (self._past or self._future)
            and (event.matches(_UNDO) or event.matches(_REDO))
        ):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(_UNDO) and (self._past or self._future):
            self._step(self._past, self._future)
        elif event.matches(_REDO) and (self._past or self._future):
            self._step(self._future, self._past)
        else:
            super().keyPressEvent(event)

    def _step(self, source: list[_Ticks], other: list[_Ticks]) -> None:
        """Show what was ticked a step away, with the keyboard where that is."""
        if not source:
            return
        before, after = self._now, source.pop()
        other.append(before)
        self._show(*after)
        moved = [n for n in range(1, len(self._rows) + 1) if before[0].get(n) != after[0].get(n)]
        if moved:
            self.go_to(moved[0])
        self.answered.emit()

    def _ticks(self) -> _Ticks:
        return self.answers, None if self._functional is None else self._functional.value

    def _make_functional(self) -> QuestionRow | None:
        asked = self._instrument.functional
        if asked is None:
            return None
        columns = Columns(self._theme, asked.options)
        row = QuestionRow(asked.text, asked.options, columns, self._theme, face=Face.UNDER)
        row.typed.connect(self.went_past)
        row.stepped.connect(self._on_functional_stepped)
        self._follow(row)
        return row

    def _follow(self, row: QuestionRow) -> None:
        row.picked.connect(self._on_picked)
        row.ended.connect(self._on_ended)
        row.focused.connect(partial(self._on_focused, row))

    def _show_functional(self) -> None:
        is_asked = scoring.asks_functional(self._instrument, self.answers)
        self._line.setVisible(is_asked)
        if self._functional is not None:
            self._functional.setVisible(is_asked)

    @Slot(object)
    def _on_picked(self, _value: int | None) -> None:
        self._past.append(self._now)
        self._future.clear()
        self._now = self._ticks()
        self._show_functional()
        self.answered.emit()

    def _on_typed(self, place: int) -> None:
        if place + 1 < len(self._rows):
            self._focus(self._rows[place + 1])
        elif self._functional is not None and not self._functional.isHidden():
            self._focus(self._functional)
        else:
            self.went_past.emit()

    def _on_stepped(self, place: int, by: int) -> None:
        wanted = place + by
        if 0 <= wanted < len(self._rows):
            self._focus(self._rows[wanted])
        elif by > 0 and self._functional is not None and not self._functional.isHidden():
            self._focus(self._functional)

    @Slot(int)
    def _on_functional_stepped(self, by: int) -> None:
        if by < 0:
            self._focus(self._rows[-1])

    @Slot(bool)
    def _on_ended(self, is_last: bool) -> None:  # noqa: FBT001 - a slot
        self._focus(self._rows[-1 if is_last else 0])

    def _on_focused(self, row: QuestionRow) -> None:
        for each in (*self._rows, self._functional):
            if each is not None and each.is_current is not (each is row):
                each.is_current = each is row

    @staticmethod
    def _focus(row: QuestionRow) -> None:
        row.setFocus(Qt.FocusReason.ShortcutFocusReason)


class Head(QWidget):
    """The words of the answers over their columns, with the digits where one has to know them."""

    def __init__(
        self,
        options: Sequence[Option],
        columns: Columns,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = columns
        self._theme = theme
        middle = Qt.AlignmentFlag.AlignHCenter
        self._words = [
            TextBlock(theme, Role.GROUP, each.text, weight=500, alignment=middle)
            for each in options
        ]
        values = [each.value for each in options]
        # From 0 up they go without saying.
        digits = [""] * len(values) if values == list(range(len(values))) else map(str, values)
        self._digits = [
            TextBlock(theme, Role.CAPTION, digit, alignment=middle) for digit in digits
        ]
        keys = self.tr("Keys {first} to {last} answer and move on").format(
            first=min(values), last=max(values)
        )
        self._keys = TextBlock(theme, Role.CAPTION, keys)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        if not self._columns.fit(self.width()):
            return QSize(px(260), self._keys.height(self.width()) + px(8))
        return QSize(px(260), self._words_height() + self._digit_height() + px(10))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        painter = painting.begin(self)
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        width = self.width()
        fits = self._columns.fit(width)
        start = px(START)
        room = self._columns.left(0, width) - start if fits else width - 2 * start
        high = self._keys.height(room)
        left = width - start - room if is_mirrored else start
        self._keys.paint(painter, QRectF(left, (self.height() - high) / 2, room, high))
        if fits:
            wide = self._columns.wide
            room = self._head_room()
            for place, (words, digit) in enumerate(zip(self._words, self._digits, strict=True)):
                at = self._columns.left(place, width)
                left = width - at - wide if is_mirrored else at
                high = words.height(room)
                bottom = self.height() - self._digit_height() - px(4)
                words.paint(painter, QRectF(left + px(HEAD_GAP), bottom - high, room, high))
                digit.paint(painter, QRectF(left, bottom, wide, self._digit_height()))
        painter.end()

    def _words_height(self) -> int:
        return max(words.height(self._head_room()) for words in self._words)

    def _head_room(self) -> int:
        return self._columns.wide - 2 * self._theme.px(HEAD_GAP)

    def _digit_height(self) -> int:
        if all(digit.is_empty for digit in self._digits):
            return 0
        return round(self._theme.line_height(Role.CAPTION))

    @Slot()
    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
