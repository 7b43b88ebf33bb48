"""The page "Is this working?"."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.domain.ids import ReviewId
from sessiondesk.domain.prompts import Prompts
from sessiondesk.domain.review import Movement, Review
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.connection import Connection
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import problems, wording_review
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.review_page.beforehand import Beforehand, LeavingWorse
from sessiondesk.ui.pages.review_page.closer_card import CloserCard
from sessiondesk.ui.pages.review_page.earlier_card import EarlierCard
from sessiondesk.ui.pages.review_page.evidence_section import BESIDE_IT, EvidenceSection
from sessiondesk.ui.pages.review_page.form_in_hand import FormInHand
from sessiondesk.ui.pages.review_page.keep_row import KeepRow
from sessiondesk.ui.pages.review_page.openers_card import OpenersCard
from sessiondesk.ui.pages.review_page.reading import ReviewReader
from sessiondesk.ui.pages.review_page.review_form import ReviewForm
from sessiondesk.ui.pages.review_page.review_out import ReviewOut
from sessiondesk.ui.pages.review_page.review_record import ReviewRecord
from sessiondesk.ui.print_service import load_printing
from sessiondesk.ui.problems import NotSavedBar
from sessiondesk.ui.review_pieces import Piece
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.wording_review import Source

_RECORDS: Final = {Source.GOALS: Kind.GOAL, Source.PATTERNS: Kind.PATTERN}


class ReviewPage(QWidget):
    """Is this working? Evidence for and against, side by side, with the person's own words.

    Signals:
        wants: The name of a page to go to.
        opens: A record should be shown; carries a ``Link``.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
        plans_break: A break should be planned.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)
    plans_break = Signal()

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        jobs: Jobs,
        connect: Callable[[], Connection],
        documents: Callable[[], Path] = paths.documents_folder,
        printing: Callable[[], Any] = load_printing,
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; the evidence is worked out when it is shown.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: The questions, the steps and the sentences to start with.
            jobs: Where the evidence is worked out and PDFs are written.
            connect: Opens a connection of its own, for whoever works beside the window.
            documents: Where Save PDF proposes to put it.
            printing: Returns what talks to printers, when somebody prints.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._prompts = prompts
        self._retry: Callable[[], None] | None = None
        self._is_stale = True
        self._is_keeping = False
        self._record: ReviewRecord | None = None
        self._wished: Callable[[Review, str], None] | None = None
        self._frame = PageFrame(
            self.tr("Is this working?"),
            theme,
            self.tr("A progress review, useful every four to six sessions."),
        )
        self._save = buttons.second(self.tr("Save PDF…"), theme, icon="file-down")
        self._print = buttons.second(self.tr("Print…"), theme, icon="printer")
        self._not_saved = NotSavedBar(theme)
        self._notices = QVBoxLayout()
        self._first = Beforehand(prompts, theme)
        self._section = EvidenceSection(journal, prompts, theme, jobs, connect)
        self._form = ReviewForm(prompts, theme)
        self._in_hand = FormInHand(journal, self._form, self)
        self._leaving = LeavingWorse(theme)
        self._closer = CloserCard(journal, prompts, theme)
        self._openers = OpenersCard(journal, prompts, theme)
        self._keep = KeepRow(theme)
        self._earlier = EarlierCard(theme)
        self._out = ReviewOut(
            journal,
            prompts,
            theme,
            jobs,
            self,
            notices=self._notices,
            documents=documents,
            printing=printing,
        )
        self._reader = ReviewReader(journal, prompts, theme, self._out, self)
        self._lay_out()
        self._connect()
        self.refresh()

    # What the window asks.

    @Slot()
    def refresh(self) -> None:
        """Read again what there is; the evidence is worked out anew where it may be another."""
        try:
            self._read()
        except StoreError as error:
            problems.show(self, error)
        if self.isVisible():
            self._look()

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept; it stays in its place.
        """
        try:
            self._in_hand.settle()
            self._openers.settle()
        except StoreError as error:
            self._on_failed(error, self.settle)
            raise
        self._forget_trouble()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return [*self._in_hand.unsaved(), *self._openers.unsaved()]

    def focus_first(self) -> None:
        """Put the focus at the top, where reading begins."""
        self._save.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show a review as it stood; one that is gone is passed over."""
        found = None if self._record is None else self._record.find(record_id)
        if kind is Kind.REVIEW and found is not None and self._record is not None:
            self._reader.read(found, self._record.name(found))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._wished = None
        self._section.cancel()

    # Parts.

    def _lay_out(self) -> None:
        theme, prompts, body = self._theme, self._prompts, self._frame.body
        self._frame.add_action(self._save)
        self._frame.add_action(self._print)
        self._frame.put_above(self._not_saved)
        body.addLayout(self._notices)
        for part in (self._first, self._section, labels.quiet(prompts.wondering, theme)):
            body.addWidget(part)
        for each in (self._form, self._leaving, self._closer, self._openers, self._keep):
            body.addWidget(each)
        body.addWidget(labels.caption(prompts.with_insights, theme))
        body.addWidget(self._earlier)
        body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    def _connect(self) -> None:
        self._save.clicked.connect(self._on_save)
        self._print.clicked.connect(self._on_print)
        self._not_saved.retry.connect(self._on_retry)
        self._section.worked_out.connect(self._on_worked_out)
        self._section.put_aside.connect(self._form.put_aside)
        self._section.put_back.connect(self._form.take_back)
        self._section.source_wanted.connect(self._on_source)
        self._form.changed.connect(self._on_form_changed)
        self._in_hand.failed.connect(self._on_failed)
        self._form.steps.breaks_wanted.connect(self.plans_break)
        self._first.help_wanted.connect(partial(self.wants.emit, "safety_plan"))
        self._closer.signs_wanted.connect(partial(self.wants.emit, "signs"))
        self._closer.failed.connect(self._on_failed)
        self._openers.failed.connect(self._on_failed)
        self._keep.wanted.connect(self._on_keep)
        self._earlier.picked.connect(self._on_picked)
        self._reader.removed.connect(self._on_removed)
        self._journal.changed.connect(self._on_journal_changed)
        for keys, slot in (("Ctrl+P", self._on_print), ("Ctrl+Shift+S", self._on_save)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _read(self) -> None:
        """Read what is on disk; what is being ticked and typed stays."""
        is_first = self._record is None
        record = ReviewRecord.read(self._journal, self._in_hand.begun)
        self._record = record
        self._frame.set_title(
            self.tr("Is this working?"),
            self.tr("A progress review, useful every four to six sessions. {last}")
            .format(last=record.last_one)
            .rstrip(),
        )
        self._earlier.show_reviews(
            [(each.id, record.name(each)) for each in reversed(record.reviews)]
        )
        if is_first:
            self._openers.put_back()
        self._openers.show_openers(record.in_hand.id)
        since = None if record.course is None else record.course.started_on
        self._closer.show_signs(since)
        self._in_hand.show(record.in_hand, is_kept=record.is_kept)
        self._section.show_aside(self._form.aside)
        self._show_state()

    def _show_state(self) -> None:
        found = self._section.evidence
        record = self._record
        self._keep.show_state(
            has_evidence=found is not None,
            is_kept=record is not None and record.is_kept,
            is_read_only=self._journal.is_read_only,
        )
        in_session = found is not None and found.crossed_in_session
        has_crossed = self._closer.has_crossed or in_session
        self._first.show_crossed(has_crossed=has_crossed)
        self._section.show_crossed(has_crossed=has_crossed)
        is_said = self._closer.leaves_worse or Movement.AFTER in self._form.questions.not_right
        self._leaving.show_if(is_wanted=is_said and not has_crossed)

    def _look(self) -> None:
        """Work the evidence out where it may be another than what is shown."""
        found = self._section.evidence
        is_old = found is not None and found.day != self._journal.today()
        if (self._is_stale or is_old) and not self._section.is_busy:
            self._section.look()

    @Slot()
    def _on_worked_out(self) -> None:
        self._is_stale = False
        found = self._section.evidence
        if found is None:
            return
        self._form.questions.show_beside(found.beside)
        hoped_for = None
        if self._record is not None and self._record.course is not None:
            hoped_for = self._record.course.expected_sessions
        self._form.steps.say_so_far(wording_review.expected(found.sessions, hoped_for))
        if self._section.moves_little and not found.has_crossed:
            self._form.steps.open()
        self._first.show_worse(wording_review.worse(self._section.worse))
        self._show_state()
        wished, self._wished = self._wished, None
        if wished is not None:
            self._hand_on(wished)

    # What the person does.

    @Slot(object)
    def _on_journal_changed(self, topic: Topic) -> None:
        if self._is_keeping:
            return
        if topic not in BESIDE_IT:
            self._is_stale = True
        try:
            if topic is Topic.BRING_UPS and self._record is not None:
                self._openers.show_openers(self._record.in_hand.id)
            elif topic in {Topic.REVIEWS, Topic.SIGNS, Topic.SESSIONS, Topic.COURSES}:
                self._read()
        except StoreError as error:
            problems.show(self, error)

    @Slot()
    def _on_form_changed(self) -> None:
        self._section.show_aside(self._form.aside)
        self._show_state()

    @Slot()
    def _on_keep(self) -> None:
        review = self._as_it_stands()
        if review is None:
            return
        self._is_keeping = True
        try:
            self._in_hand.keep(review)
            self._read()
        except StoreError as error:
            self._on_failed(error, self._on_keep)
        else:
            self._forget_trouble()
        finally:
            self._is_keeping = False

    @Slot(str)
    def _on_picked(self, review_id: str) -> None:
        self.show_record(Kind.REVIEW, review_id)

    @Slot(str)
    def _on_removed(self, review_id: str) -> None:
        remove = partial(self._remove, ReviewId(review_id))
        try:
            remove()
        except StoreError as error:
            self._on_failed(error, remove)

    def _remove(self, review_id: ReviewId) -> None:
        if self._record is not None and self._record.in_hand.id == review_id:
            # It is not to go on in the form as if it had been begun anew.
            self._in_hand.clear()
        self._journal.reviews.remove(review_id)

    @Slot(object)
    def _on_source(self, piece: Piece) -> None:
        kind = _RECORDS.get(piece.told.source)
        own = piece.finding.subject.rpartition(":")[2]
        if kind is None or not own:
            self.wants.emit(piece.told.source.value)
        else:
            self.opens.emit(Link(kind=kind, id=own))

    @Slot()
    def _on_save(self) -> None:
        self._hand_on(self._out.save)

    @Slot()
    def _on_print(self) -> None:
        self._hand_on(self._out.print)

    def _as_it_stands(self) -> Review | None:
        """Return the review in hand with all that is ticked and written; None without evidence."""
        base = self._in_hand.review
        if base is None or self._section.evidence is None:
            return None
        return self._form.review(base, self._section.findings)

    def _hand_on(self, does: Callable[[Review, str], None]) -> None:
        """Put the review in hand on paper as it stands, kept or not."""
        review = self._as_it_stands()
        if review is None or self._record is None:
            # The record is still being read: it is done as soon as it has been.
            self._wished = does
            return
        try:
            does(review, self._record.name(review))
        except StoreError as error:
            problems.show(self, error)

    # What could not be kept.

    @Slot(object, object)
    def _on_failed(self, error: StoreError, again: Callable[[], None]) -> None:
        self._retry = again
        self._not_saved.show_problem(error)

    def _forget_trouble(self) -> None:
        self._retry = None
        self._not_saved.clear()

    @Slot()
    def _on_retry(self) -> None:
        if self._retry is None:
            return
        try:
            self._retry()
        except StoreError as error:
            self._not_saved.show_problem(error)
        else:
            self._forget_trouble()
