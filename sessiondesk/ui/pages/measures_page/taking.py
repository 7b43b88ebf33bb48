"""Filling in a questionnaire, and its result in the same place."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.ids import AssessmentId
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_sessions
from sessiondesk.ui.line_book import LineBook
from sessiondesk.ui.pages.measures_page import measure_material, taking_draft, taking_words
from sessiondesk.ui.pages.measures_page.answers_in_hand import AnswersInHand
from sessiondesk.ui.pages.measures_page.result import Result, upto
from sessiondesk.ui.pages.measures_page.support_place import SupportPlace
from sessiondesk.ui.pages.measures_page.taking_draft import HalfFilled
from sessiondesk.ui.pages.measures_page.taking_form import TakingForm
from sessiondesk.ui.pages.measures_page.taking_frame import TakingFrame
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import reveal


class Taking(QWidget):
    """A questionnaire with its exact words: answered, kept as it goes, scored when asked for.

    Signals:
        left: The person wants back; what is half filled in is kept.
        kept: A result was kept; carries the id of the assessment.
        wants: The name of a page to go to.
    """

    left = Signal()
    kept = Signal(str)
    wants = Signal(str)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        make_book: Callable[[], LineBook] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Make the view, with nothing in it yet.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program says beside a change.
            make_book: Returns the crisis lines at hand; without it there are only words.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        # At most one of the two: what is being answered, or what was kept.
        self._hand: AnswersInHand | None = None
        self._result_of: tuple[Instrument, Assessment] | None = None
        self._taken_back: Assessment | None = None
        self._form: TakingForm | None = None
        self._frame = TakingFrame(theme)
        self._result = Result(theme, prompts)
        self._support = SupportPlace(journal, theme, make_book, self)
        self._frame.questions.addWidget(self._result)
        self._result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._connect()

    # What the page asks.

    def begin(self, instrument_id: str) -> None:
        """Begin a questionnaire, or go on with the one that is half filled in."""
        instrument = self._journal.measures.instruments.find(instrument_id)
        if instrument is None:
            self.left.emit()
            return
        if self._hand is not None and self._hand.half.instrument is instrument:
            self.focus_first()
            return
        try:
            self.settle()
            half = taking_draft.find(self._journal, instrument)
            lines = taking_words.before(self._journal, instrument, half)
        except StoreError as error:
            self._frame.failed(error, partial(self.begin, instrument_id))
            return
        today = self._journal.today()
        self._show_form(half or HalfFilled(instrument=instrument, begun_on=today), lines)

    def show_result(self, assessment_id: str) -> None:
        """Show the result of one that is kept."""
        try:
            self.settle()
            found = self._journal.measures.find(AssessmentId(assessment_id))
        except StoreError as error:
            self._frame.failed(error, partial(self.show_result, assessment_id))
            return
        instrument = (
            None if found is None else self._journal.measures.instruments.find(found.instrument)
        )
        if found is None or instrument is None:
            self.left.emit()
            return
        self._show_result(instrument, found)
        self._result.focus_first()

    @Slot()
    def refresh(self) -> None:
        """Read again what is shown; another day may have begun."""
        try:
            if self._hand is not None:
                half = self._hand.half
                self._frame.tell(taking_words.before(self._journal, half.instrument, half))
            elif self._result_of is not None:
                self._read_again(*self._result_of)
        except StoreError as error:
            self._frame.failed(error, self.refresh)

    def settle(self) -> None:
        """Keep what is half filled in.

        Raises:
            StoreError: It was not kept; the answers are still in their place.
        """
        if self._hand is None:
            return
        try:
            self._hand.keep()
        except StoreError as error:
            self._frame.failed(error, self._hand.keep)
            raise
        self._frame.all_is_kept()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return [] if self._hand is None else self._hand.unsaved()

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        if self._form is not None:
            self._form.focus_first_open()
        elif self._result_of is not None:
            self._result.focus_first()

    # Parts.

    def _connect(self) -> None:
        self._frame.left.connect(self._on_leave)
        self._frame.fitted.connect(self._show_support)
        self._result.done.connect(self._on_leave)
        self._result.change_wanted.connect(self._on_change_wanted)
        self._support.wants.connect(self.wants)
        self._support.put_on_sheet.connect(self._on_put_on_sheet)
        self._journal.changed.connect(self._on_journal_changed)

    def _show_form(self, half: HalfFilled, lines: Sequence[str]) -> None:
        self._clear()
        self._hand = AnswersInHand(self._journal, half)
        instrument = half.instrument
        self._frame.say(
            instrument.title,
            instrument.stem,
            can_wait=half.changes is None,
            keeps_side=instrument.support is not None or not taking_words.is_long(instrument),
        )
        form = self._form = TakingForm(instrument, self._theme)
        form.show_answers(half)
        form.answered.connect(self._on_answered)
        form.result_wanted.connect(self._on_result_wanted)
        form.clear_wanted.connect(self._on_clear)
        form.left.connect(self._on_back)
        self._frame.questions.insertWidget(0, form)
        form.show()
        self._frame.pin_head_of(form.questions)
        if self._journal.is_read_only:
            form.set_read_only()
        self._frame.tell(lines)
        self._show_support()
        self._frame.scroll_to_top()
        form.focus_first_open()

    def _show_result(self, instrument: Instrument, assessment: Assessment) -> None:
        try:
            results = upto(self._journal.measures.of(instrument.id), assessment)
            material = measure_material.gather(self._journal, instrument, results=results)
        except StoreError as error:
            problems.show(self, error)
            return
        self._clear()
        self._result_of = instrument, assessment
        day = wording_sessions.long_day(assessment.day, today=self._journal.today())
        self._frame.say(instrument.title, day, can_wait=False)
        can_change = not self._journal.is_read_only
        self._result.show_result(material, assessment, can_change=can_change)
        self._result.show()
        self._show_support()
        self._frame.scroll_to_top()

    def _clear(self) -> None:
        """Show nothing; what was half filled in is kept by now."""
        self._hand = self._result_of = None
        self._support.take_away()
        self._frame.tell(())
        self._result.hide()
        self._frame.pin_head_of(None)
        if self._form is not None:
            self._form.hide()
            self._form.deleteLater()
            self._form = None

    @Slot()
    def _show_support(self) -> None:
        """Show the card on whom to turn to where an answer brings it."""
        if self._hand is not None and self._form is not None:
            half, slot = self._hand.half, self._form.slot
            shown = half.instrument, half.answers
            on_sheet = half.on_sheet
        elif self._result_of is not None:
            (instrument, kept), slot = self._result_of, self._result.slot
            shown, on_sheet = (instrument, kept.answers), kept.on_sheet
        else:
            return
        if self._frame.has_side:
            slot = self._frame.beside
        self._support.show(*shown, slot, on_sheet=on_sheet, can_alter=self._form is not None)

    # What the person does.

    @Slot()
    def _on_answered(self) -> None:
        hand, form = self._hand, self._form
        if hand is None or form is None:
            return
        had_support = hand.half.brings_support
        hand.give(form.answers, form.functional)
        form.count(hand.half)
        self._show_support()
        card = self._support.card
        if card is not None and not had_support:
            card.announce()
            if not self._frame.has_side:
                reveal(card.urgent)
        self._frame.attempt(hand.keep)

    @Slot()
    def _on_clear(self) -> None:
        if self._hand is None or self._form is None:
            return
        before = self._hand.half
        self._hand.give({}, None)
        self._form.show_answers(self._hand.half)
        self._show_support()
        back = self._frame.offer(self.tr("All answers are cleared."), self.tr("Put them back"))
        back.clicked.connect(partial(self._put_back, before))
        self._form.focus_first_open()
        self._frame.attempt(self._hand.keep)

    def _put_back(self, half: HalfFilled) -> None:
        if self._frame.attempt(partial(taking_draft.keep, self._journal, half)):
            self._show_form(half, ())

    @Slot(bool)
    def _on_put_on_sheet(self, on_sheet: bool) -> None:  # noqa: FBT001 - a slot
        if self._hand is not None:
            self._hand.put_on_sheet(on_sheet=on_sheet)
            self._frame.attempt(self._hand.keep)
        elif self._result_of is not None:
            self._frame.attempt(partial(self._mark_result, on_sheet))

    def _mark_result(self, on_sheet: bool) -> None:  # noqa: FBT001 - as above
        if self._result_of is not None:
            self._journal.measures.record(replace(self._result_of[1], on_sheet=on_sheet))

    @Slot()
    def _on_result_wanted(self) -> None:
        if self._hand is None or self._form is None:
            return
        missing = self._hand.half.missing
        if missing:
            self._form.name_open(missing)
        else:
            self._frame.attempt(self._keep_result)

    def _keep_result(self) -> None:
        if self._hand is None:
            return
        instrument = self._hand.half.instrument
        assessment = self._hand.make_record()
        self._taken_back = None
        self._show_result(instrument, assessment)
        self._result.focus_first()
        self._result.announce()
        self.kept.emit(assessment.id)

    @Slot()
    def _on_back(self) -> None:
        if self._hand is None or self._hand.half.changes is None:
            self._on_leave()
        elif self._frame.attempt(self._hand.forget):
            self.show_result(self._hand.half.changes)

    @Slot()
    def _on_leave(self) -> None:
        try:
            self.settle()
        except StoreError:
            # The answers stay in their place, which goes on being shown.
            return
        self._clear()
        self._taken_back = None
        self.left.emit()

    @Slot()
    def _on_change_wanted(self) -> None:
        if self._result_of is None:
            return
        instrument, kept = self._result_of
        try:
            half = taking_draft.find_change(self._journal, instrument, kept)
        except StoreError as error:
            self._frame.failed(error, self._on_change_wanted)
            return
        self._show_form(half or taking_draft.of_record(instrument, kept), ())

    # Acts that were taken back.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if topic is not Topic.MEASURES:
            return
        try:
            if self._result_of is not None:
                self._read_again(*self._result_of)
            elif self._taken_back is not None:
                self._bring_back(self._taken_back)
        except StoreError as error:
            self._frame.failed(error, self.refresh)

    def _read_again(self, instrument: Instrument, kept: Assessment) -> None:
        """Follow what the journal says of the result by now.

        One that is gone was taken back: then its answers stand there again, to be altered.
        """
        found = self._journal.measures.find(kept.id)
        if found == kept:
            return
        if found is not None:
            self._show_result(instrument, found)
        elif self.isVisible():
            half = replace(
                taking_draft.of_record(instrument, kept),
                begun_on=self._journal.today(),
                changes=None,
            )
            taking_draft.keep(self._journal, half)
            self._show_form(half, ())
            self._taken_back = kept
        else:
            self._clear()
            self.left.emit()

    def _bring_back(self, kept: Assessment) -> None:
        """Show the result again, where the record is back and its answers were left alone."""
        hand = self._hand
        if hand is None or self._journal.measures.find(kept.id) is None:
            return
        self._taken_back = None
        if dict(hand.half.answers) == dict(kept.answers):
            hand.forget()
            self.show_result(kept.id)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._on_leave()
        else:
            super().keyPressEvent(event)
