"""The sheet of small signs: how far each fits the last four weeks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.prompt_parts import Choice
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.record_prompts import SignGroup
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.journal import Journal
from sessiondesk.journal.signs import ASKED_EVERY
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_signs
from sessiondesk.ui.pages.signs_page.example import Example, SessionChoice
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.fields import ChoiceBox
from sessiondesk.ui.widgets.segmented import Segmented

_KEYS = "123"
_AT_ONCE = 1


class SmallSigns(QWidget):
    """Shows one sheet; an answer is kept as it is given.

    Signals:
        failed: Something could not be kept: (the error, what tries again).
        brings_up: An example should be brought up; carries a ``BringUpOffer``.
        refresh_wanted: Another sheet was chosen and has to be read.
    """

    failed = Signal(object, object)
    brings_up = Signal(object)
    refresh_wanted = Signal()

    def __init__(self, journal: Journal, theme: Theme, prompts: Prompts) -> None:
        super().__init__()
        self._journal = journal
        self._theme = theme
        self._day: date | None = None
        self._rows: list[_Row] = []
        self._answers = prompts.signs.answers
        self._found: Mapping[str, Sign] = {}
        self._choices: Sequence[SessionChoice] = ()
        # Thirty signs at once would keep the window waiting: the first ones are there at once.
        self._still_to_make = list(prompts.signs.groups)
        self._clock = QTimer(self)
        self._clock.setInterval(0)
        self._clock.timeout.connect(self._make_next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(self._make_head(prompts))
        self._column = column
        for _ in range(_AT_ONCE):
            self._make_next()

    def show_sheet(self, choices: Sequence[SessionChoice]) -> None:
        """Read the sheet again: the chosen one, else the one that is due.

        Raises:
            StoreError: It could not be read.
        """
        today = self._journal.today()
        days = self._journal.signs.days(SignSide.PROGRESS)
        if self._day is None or (self._day not in days and self._day != today):
            is_fresh = bool(days) and today - days[-1] < ASKED_EVERY
            self._day = days[-1] if is_fresh else today
        signs = self._journal.signs.on(SignSide.PROGRESS, self._day)
        self._found = {each.item: each for each in signs}
        self._choices = choices
        for row in self._rows:
            row.show_sign(self._found.get(row.item), choices)
        self._offer_days(days, today)

    def show_day(self, day: date) -> None:
        """Let the sheet of that day be the one that is read next."""
        self._day = day

    def focus_first(self) -> None:
        """Put the focus on the first sign without an answer, as far as they are made."""
        open_ = [row for row in self._rows if not row.is_answered]
        (open_ or self._rows)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def settle(self) -> None:
        """Keep what is being typed.

        Raises:
            StoreError: Something was not kept; it stays in its place.
        """
        for row in self._rows:
            row.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not kept, as drafts."""
        return [draft for row in self._rows for draft in row.unsaved()]

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._still_to_make:
            self._clock.start()

    @Slot()
    def _make_next(self) -> None:
        """Make the next group of signs."""
        if self._still_to_make:
            self._make_group(self._still_to_make.pop(0))
        if not self._still_to_make:
            self._clock.stop()

    def _make_group(self, group: SignGroup) -> None:
        theme = self._theme
        card = Card(theme, group.label)
        card.body.setSpacing(theme.px(8))
        for item in group.items:
            row = _Row(item, self._answers, self._journal, theme)
            row.answered.connect(partial(self._on_answered, row))
            row.moved_on.connect(partial(self._on_moved_on, row))
            row.example_failed.connect(self.failed)
            row.brings_up.connect(self.brings_up)
            card.body.addWidget(row)
            self._rows.append(row)
            try:
                row.show_sign(self._found.get(row.item), self._choices)
            except StoreError as error:
                self.failed.emit(error, self.refresh_wanted.emit)
        self._column.addWidget(card)

    def _make_head(self, prompts: Prompts) -> QVBoxLayout:
        theme = self._theme
        self._sheets = ChoiceBox(self.tr("Sheet"), [], theme, hides_label=True)
        self._sheets.setMinimumWidth(theme.px(240))
        self._sheets.picked.connect(self._on_sheet_picked)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(
            labels.caption(self.tr("Keys 1 to 3 answer and move on"), theme, wraps=False)
        )
        row.addStretch(1)
        row.addWidget(self._sheets)
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addWidget(labels.quiet(prompts.signs.how, theme))
        column.addLayout(row)
        return column

    def _offer_days(self, days: Sequence[date], today: date) -> None:
        offered = sorted({*days, today, self._day or today}, reverse=True)
        self._sheets.set_choices(
            [(each.isoformat(), wording_signs.sheet(each, today=today)) for each in offered],
            (self._day or today).isoformat(),
        )

    # What the person does.

    def _on_sheet_picked(self, day: str) -> None:
        try:
            self.settle()
        except StoreError as error:
            self.failed.emit(error, self.settle)
            return
        self._day = date.fromisoformat(day)
        self.refresh_wanted.emit()

    def _on_answered(self, row: "_Row", value: str | None) -> None:
        try:
            self._keep(row, value)
        except StoreError as error:
            row.show_answer_again()
            self.failed.emit(error, partial(self._keep, row, value))

    def _keep(self, row: "_Row", value: str | None) -> None:
        sign, signs = row.sign, self._journal.signs
        if value is None:
            if sign is not None:
                signs.remove([sign.id])
            return
        answer = SignAnswer(value)
        if sign is not None:
            # Its example, as it is on disk, has to stay.
            signs.record(replace(signs.find(sign.id) or sign, answer=answer))
            return
        day = self._day or self._journal.today()
        signs.record(Sign(item=row.item, side=SignSide.PROGRESS, day=day, answer=answer))

    def _on_moved_on(self, row: "_Row") -> None:
        if row.asks_for_example:
            row.focus_example()
            return
        following = self._rows[self._rows.index(row) + 1 :]
        if following:
            following[0].setFocus(Qt.FocusReason.TabFocusReason)


class _Row(QWidget):
    """One sign: its sentence, the three answers, and the example below."""

    answered = Signal(object)
    moved_on = Signal()
    example_failed = Signal(object, object)
    brings_up = Signal(object)

    def __init__(
        self, item: Choice, answers: Sequence[Choice], journal: Journal, theme: Theme
    ) -> None:
        super().__init__()
        self.item = item.id
        self.sign: Sign | None = None
        self._sentence = item.text
        self._journal = journal
        self._theme = theme
        self._example: Example | None = None
        self._strip = Segmented(
            item.text,
            [(each.id, each.text) for each in answers],
            theme,
            keys=_KEYS,
            can_clear=True,
        )
        self._strip.picked.connect(self.answered)
        self._strip.answered.connect(self.moved_on)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(labels.body(item.text, theme), 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._strip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))
        self._column.addLayout(row)
        self.setFocusProxy(self._strip)

    @property
    def is_answered(self) -> bool:
        """Whether there is an answer."""
        return self.sign is not None

    @property
    def asks_for_example(self) -> bool:
        """Whether the answer is one that an example can be given for."""
        return self._example is not None and self._example.isVisible()

    def show_sign(self, sign: Sign | None, choices: Sequence[SessionChoice]) -> None:
        """Show another answer, or none."""
        self.sign = sign
        self.show_answer_again()
        can_have = sign is not None and (
            sign.answer is not SignAnswer.NOT_YET or bool(sign.example)
        )
        if sign is not None and can_have:
            if self._example is None:
                self._example = self._make_example()
            self._example.show_sign(sign, choices)
        if self._example is not None:
            self._example.setVisible(can_have)

    def show_answer_again(self) -> None:
        """Show the answer that is on disk."""
        self._strip.value = None if self.sign is None else self.sign.answer

    def focus_example(self) -> None:
        """Put the cursor into the example."""
        if self._example is not None:
            self._example.setFocus(Qt.FocusReason.TabFocusReason)

    def settle(self) -> None:
        """Keep what is being typed."""
        for example in self._examples():
            example.settle()

    def unsaved(self) -> list[Draft]:
        """Return the words that are not kept, as drafts."""
        return [draft for example in self._examples() for draft in example.unsaved()]

    def _examples(self) -> Iterator[Example]:
        # The example of an answer that was taken back goes with it, into the bin.
        if self._example is not None and self.sign is not None:
            yield self._example

    def _make_example(self) -> Example:
        example = Example(self._sentence, self._journal, self._theme, can_be_brought_up=True)
        example.failed.connect(self.example_failed)
        example.brings_up.connect(self.brings_up)
        self._column.addWidget(example)
        return example
