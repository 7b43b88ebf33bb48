"""The dialog for a result from paper: item by item, or the total alone."""

from contextlib import suppress
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights import questionnaire_change, scoring
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import wording_measures, wording_sessions
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.keep_dialog import KeepDialog, TallBody
from sessiondesk.ui.pages.measures_page import older_result_draft, typed_number
from sessiondesk.ui.pages.measures_page.older_result_draft import EDITOR, OlderDraft
from sessiondesk.ui.pages.measures_page.older_result_form import HelpLine, OlderResultForm
from sessiondesk.ui.pages.measures_page.pinned_head import PinnedHead
from sessiondesk.ui.theme import Theme

_WIDTH: Final = 720
_AROUND: Final = 48
_LEAST_LINES: Final = 8


class OlderResultDialog(KeepDialog):
    """Asks for a result of another day. What stands in it is a draft until it is kept.

    Signals:
        kept: A result is on disk; carries the id of the assessment.
        wants: The name of a page to go to; the dialog is closed, and its draft kept.
    """

    kept = Signal(str)
    wants = Signal(str)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        parent: QWidget,
        instrument: Instrument | None = None,
        *,
        assessment: Assessment | None = None,
    ) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            journal: The open journal.
            theme: The look in force.
            parent: The page beneath.
            instrument: The questionnaire proposed. None: the one that was begun, or the first.
            assessment: A result that is to be put right. None: a new one.

        Raises:
            StoreError: The journal could not be read.
        """
        super().__init__(
            self.tr("Add an older result") if assessment is None else self.tr("Put it right"),
            self.tr("From paper, or from memory of another day. The day is what it counts for."),
            theme,
            verb=self.tr("Keep this result") if assessment is None else self.tr("Change it"),
            keep=self.tr("Not now") if assessment is None else self.tr("Leave it as it is"),
            width=_WIDTH,
            parent=parent,
        )
        # Larger text in a small window must not push the buttons out of it.
        self.setFixedWidth(min(theme.px(_WIDTH), max(1, parent.window().width() - _AROUND)))
        self._journal = journal
        self._theme = theme
        self._pinned: PinnedHead | None = None
        self._changes = assessment
        self._is_ahead = False
        self._has_warned = False
        self._results: list[Assessment] = []
        known = journal.measures.instruments
        wanted = known.find(assessment.instrument) if assessment is not None else instrument
        first = self._instrument = wanted or self._begun() or known.all[0]
        can_choose = assessment is None
        self._form = OlderResultForm(
            known.all, first, theme, today=journal.today(), can_choose=can_choose
        )
        self._tall = TallBody(self._form, theme)
        # Outside of what scrolls: it is to be seen wherever one is among the rows.
        self._help = HelpLine(theme)
        self.body.addWidget(self._tall)
        self.body.addWidget(self._help)
        self._help.hide()
        self.close_body()
        self._show(first)
        self._form.edited.connect(self._on_edited)
        self._form.chosen.connect(self._on_chosen)
        self._help.plan_wanted.connect(self._on_plan_wanted)
        self._form.went_past.connect(self._on_went_past)
        self._form.resized.connect(self._fit_later)
        self.no.clicked.disconnect(self.reject)
        self.no.clicked.connect(self._on_leave)
        self._form.focus_first()

    # What the page asks.

    @override
    def settle(self) -> None:
        super().settle()
        if self._is_ahead:
            self._keep_draft()

    def unsaved(self) -> list[Draft]:
        """Return what the disk did not take, as a draft."""
        if not self._is_ahead:
            return []
        return [self._form.told.as_draft(self._instrument, self._changes)]

    @override
    def keep(self) -> None:
        assessment = self._assessment()
        self._journal.measures.record(assessment, settles=(EDITOR,) if self._is_new else ())
        self._is_ahead = False
        if not self._is_new:
            with suppress(StoreError):
                self._drop_draft()
        self.kept.emit(assessment.id)

    @override
    def accept(self) -> None:
        self._form.say_total_wrong("")
        super().accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._on_leave()
        else:
            super().keyPressEvent(event)

    @override
    def say_wrong(self, sentence: str) -> None:
        if self._form.is_total_only and self._form.told.day <= self._journal.today():
            # It is said at the field, which gets the keyboard next.
            self._form.say_total_wrong(sentence)
        else:
            super().say_wrong(sentence)
        self._fit_later()

    @override
    def focus_field(self, field: str) -> None:
        self._form.focus_field(field)

    @override
    def sentence_for(self, error: InvalidFieldError) -> str:
        return error.problem

    # What is told.

    @property
    def _is_new(self) -> bool:
        return self._changes is None

    def _assessment(self) -> Assessment:
        """Return the result as the fields say it.

        Raises:
            InvalidFieldError: Something is missing, or cannot be so.
        """
        told, instrument = self._form.told, self._instrument
        if told.day > self._journal.today():
            raise InvalidFieldError("day", self.tr("This day has not come yet."))
        total = self._total(told)
        known = Assessment(
            instrument=instrument.id,
            version=instrument.version,
            day=told.day,
            answers={} if told.is_total_only else told.answers,
            functional=None if told.is_total_only else told.functional,
            total=total,
            band=instrument.band(total),
            is_entered_later=True,
        )
        before = self._changes
        if before is None:
            return known
        return replace(
            known,
            id=before.id,
            taken_at=before.taken_at if before.day == known.day else None,
            on_sheet=before.on_sheet and self._form.brings_support,
        )

    def _total(self, told: OlderDraft) -> float:
        if told.is_total_only:
            total = typed_number.read(told.total, "total")
            if total is None:
                raise InvalidFieldError("total", self.tr("Write the total."))
            scoring.require_total(self._instrument, total)
            return total
        score = scoring.score(self._instrument, told.answers)
        if score.total is None:
            raise InvalidFieldError(
                f"item {score.missing[0]}", wording_measures.missing_line(score.missing)
            )
        return score.total

    # What is shown.

    def _begun(self) -> Instrument | None:
        """Return the questionnaire whose paper was begun last, or None."""
        for draft in self._journal.drafts.all():
            if draft.editor == EDITOR:
                return self._journal.measures.instruments.find(draft.record_id)
        return None

    def _show(self, instrument: Instrument) -> None:
        """Show a questionnaire, with what was typed into it and not kept."""
        self._instrument = instrument
        self._results = list(self._journal.measures.of(instrument.id))
        found = self._journal.drafts.find(*older_result_draft.place_of(instrument, self._changes))
        draft = None if found is None else older_result_draft.read(found, instrument)
        if draft is None and self._changes is not None:
            draft = older_result_draft.of_record(self._changes)
        if self._pinned is not None:
            self._pinned.let_go()
        self._form.show_fields(instrument, draft or OlderDraft(day=self._form.told.day))
        self._pinned = PinnedHead(self._form.questions, self._tall, self._theme)
        self._say_neighbours()
        self._show_help()

    def _show_help(self) -> None:
        """Show where the plan is, where an answer brings it."""
        is_wanted = self._form.brings_support
        if is_wanted and self._help.isHidden():
            self._help.announce()
        self._help.setVisible(is_wanted)
        self._fit_later()

    def _say_neighbours(self) -> None:
        """Say which other results are of the same days; they do not stand in the way."""
        day = self._form.told.day
        others = [
            each for each in self._results if self._changes is None or each.id != self._changes.id
        ]
        near = [
            each
            for each in others
            if questionnaire_change.overlaps(self._instrument, each.day, day)
        ]
        title = self._instrument.title
        if any(each.day == day for each in near):
            says = self.tr("There is a result of {title} of this day already. Both are kept.")
        elif near:
            nearest = min(near, key=lambda each: abs((each.day - day).days))
            says = self.tr(
                "Another result of {title} is of {day}. The two describe some of the same days; "
                "both are kept."
            ).replace(
                "{day}",
                wording_sessions.day_and_month(nearest.day, today=self._journal.today()),
            )
        else:
            says = ""
        self._form.say_neighbours(says.replace("{title}", title))

    @Slot()
    def _fit_later(self) -> None:
        # The form asks for another height only once its layout has been told.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        # What comes up below the rows takes its room from them, not from below the window.
        below = (self._help, self._wrong, self._not_saved)
        shown = [each.sizeHint().height() for each in below if not each.isHidden()]
        room = sum(shown) + self.body.spacing() * len(shown)
        least = self.fontMetrics().height() * _LEAST_LINES
        self._tall.setMaximumHeight(max(least, self._tall.sizeHint().height() - room))
        self._tall.updateGeometry()
        self.adjustSize()

    # What the person does.

    @Slot()
    def _on_edited(self) -> None:
        self._is_ahead = True
        self._has_warned = False
        self._say_neighbours()
        self._show_help()
        try:
            self._keep_draft()
        except StoreError as error:
            self.show_problem(error)

    @Slot(str)
    def _on_chosen(self, instrument_id: str) -> None:
        instrument = self._journal.measures.instruments.find(instrument_id)
        if instrument is None:
            return
        try:
            self.settle()
            self._show(instrument)
        except StoreError as error:
            self._form.choose(self._instrument)
            self.show_problem(error)

    @Slot()
    def _on_plan_wanted(self) -> None:
        # Nothing stands in the way of it, not even a full disk.
        self.reject()
        self.wants.emit(PageName.SAFETY_PLAN.value)

    @Slot()
    def _on_went_past(self) -> None:
        self.yes.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_leave(self) -> None:
        """Go, with the draft on disk; where it is not, say so first and stay once."""
        try:
            self.settle()
        except StoreError as error:
            self.show_problem(error)
            if not self._has_warned:
                self._has_warned = True
                return
        self.reject()

    def _keep_draft(self) -> None:
        draft = self._form.told.as_draft(self._instrument, self._changes)
        if self._form.told == self._kept_fields():
            self._journal.drafts.drop(draft.editor, draft.record_id)
        else:
            self._journal.drafts.keep(draft.editor, draft.record_kind, draft.record_id, draft.text)
        self._is_ahead = False

    def _kept_fields(self) -> OlderDraft:
        """Return what needs no draft: nothing at all, or what is kept already."""
        if self._changes is not None:
            return older_result_draft.of_record(self._changes)
        told = self._form.told
        return told if told.is_empty else replace(told, total="", answers={}, functional=None)

    def _drop_draft(self) -> None:
        self._journal.drafts.drop(*older_result_draft.place_of(self._instrument, self._changes))
