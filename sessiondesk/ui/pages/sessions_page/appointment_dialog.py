"""The dialogs that add an appointment, move it, or correct what is known about it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.ids import new_id
from sessiondesk.domain.repeating import moved, repeated
from sessiondesk.domain.therapy_session import (
    LONGEST_MINUTES,
    Appointment,
    Outcome,
    Place,
    TherapySession,
)
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import form_draft, wording_sessions
from sessiondesk.ui.form_draft import DraftedDialog, FormDraft
from sessiondesk.ui.keep_dialog import TallBody
from sessiondesk.ui.pages.sessions_page.repeat_fields import RepeatFields
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField
from sessiondesk.ui.widgets.tick import Tick

_NOT_SAID: Final = ""
_MINUTES_STEP: Final = 5
_WEEK: Final = timedelta(days=7)


class Asks(Enum):
    """What the dialog is opened for."""

    ADD = "add"
    MOVE = "move"
    """To another time; the earlier one is remembered."""
    CORRECT = "correct"
    """It was written down wrongly; nothing is remembered."""


class AppointmentDialog(DraftedDialog):
    """Asks for day, time, length and place of an appointment, and whether it repeats.

    Signals:
        kept: The id of the therapy session that was asked about, which is on disk.
    """

    kept = Signal(str)

    def __init__(
        self,
        therapy_session: TherapySession,
        journal: Journal,
        theme: Theme,
        *,
        asks: Asks,
        later: Sequence[TherapySession] = (),
        breaks: Sequence[Break] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            therapy_session: What the fields show at first.
            journal: The open journal. By its clock an appointment in the past is asked about
                how it went.
            theme: The look in force.
            asks: What it is opened for.
            later: The later ones that were made in one go with it.
            breaks: Breaks of the therapy, in which nothing repeats.
            parent: The window beneath.
        """
        titles = {
            Asks.ADD: self.tr("Add an appointment"),
            Asks.MOVE: self.tr("Move this appointment"),
            Asks.CORRECT: self.tr("Correct this appointment"),
        }
        verbs = {
            Asks.ADD: self.tr("Add it"),
            Asks.MOVE: self.tr("Move it"),
            Asks.CORRECT: self.tr("Correct it"),
        }
        says = {
            Asks.ADD: self.tr("Times are those of this computer: {zone}."),
            Asks.MOVE: self.tr("The earlier time stays written down beside it."),
            Asks.CORRECT: self.tr("Times are those of {zone}."),
        }
        super().__init__(
            titles[asks],
            says[asks].format(zone=therapy_session.zone.replace("_", " ")),
            theme,
            verb=verbs[asks],
            keep=self.tr("Never mind"),
            width=540,
            parent=parent,
        )
        self._session = therapy_session
        self._asks = asks
        self._journal = journal
        self._later = later
        planned = therapy_session.planned_for
        self._day = DayPicker(self.tr("Day"), planned.date(), theme)
        self._time = TimePicker(self.tr("Time"), planned.time(), theme)
        self._minutes = NumberField(
            self.tr("Minutes"),
            theme,
            low=1,
            high=LONGEST_MINUTES,
            step=_MINUTES_STEP,
            value=therapy_session.minutes,
        )
        places = [(place.value, wording_sessions.by_place(place).capitalize()) for place in Place]
        self._place = ChoiceBox(
            self.tr("Where"),
            [(_NOT_SAID, self.tr("Not said")), *places],
            theme,
            value=_NOT_SAID if therapy_session.place is None else therapy_session.place.value,
        )
        outcomes = [each for each in Outcome if each is not Outcome.PLANNED]
        self._outcome = ChoiceBox(
            self.tr("What became of it"),
            [(each.value, wording_sessions.outcome(each)) for each in outcomes],
            theme,
            value=Outcome.ATTENDED.value,
        )
        self._repeats = RepeatFields(planned.date(), theme, breaks=breaks)
        self._all_later = Tick(wording_sessions.and_all_later(len(later)), theme)
        self._lay_out(theme)
        self._bring_back()
        self._day.picked.connect(self._on_time)
        self._time.picked.connect(self._on_time)
        self._repeats.picked.connect(self._fit_later)
        self.accepted.connect(self._on_accepted)
        self._on_time()
        self._day.setFocus()

    @property
    def value(self) -> Sequence[TherapySession]:
        """The therapy sessions as the fields say it, the one asked about first."""
        place = self._place.value
        told = replace(
            self._session,
            minutes=int(self._minutes.value),
            place=Place(place) if place else None,
        )
        planned = datetime.combine(self._day.day, self._time.time_of_day)
        by = planned - self._session.planned_for
        is_move = self._asks is Asks.MOVE
        told = moved(told, by) if is_move else replace(told, planned_for=planned)
        if self._asks is not Asks.ADD:
            return [told, *(self._follows(each, told, by) for each in self._later_chosen())]
        if self._asks_outcome(told):
            told = replace(told, outcome=Outcome(self._outcome.value))
        if self._repeats.value is None:
            return [told]
        return repeated(told, self._repeats.days, series_id=new_id())

    @override
    def keep_form(self) -> None:
        self._journal.sessions.record_all(self.value)

    def _bring_back(self) -> None:
        """Show the fields as they were when they were lost, where they were."""
        fields: form_draft.Fields = {
            "day": self._day,
            "time": self._time,
            "minutes": self._minutes,
            "place": self._place,
            "outcome": self._outcome,
            "all_later": self._all_later,
        }
        self._fields = fields
        is_new = self._asks is Asks.ADD
        draft = FormDraft(
            self._journal,
            f"appointment.{self._asks.value}",
            Kind.THERAPY_SESSION,
            self._session.course_id if is_new else self._session.id,
            reads=self._entered,
            parent=self,
        )
        found = draft.found()
        if isinstance(found, dict):
            form_draft.put_back(fields, found)
            self._repeats.set_first(self._day.day)
            self._repeats.put_back(found.get("repeats"))
        form_draft.watch(fields, draft.touch)
        self._repeats.picked.connect(draft.touch)
        self.draft_with(draft)

    def _entered(self) -> object:
        return {**form_draft.entered(self._fields), "repeats": self._repeats.entered}

    def _later_chosen(self) -> Sequence[TherapySession]:
        return self._later if self._all_later.isChecked() else ()

    def _follows(
        self, each: TherapySession, told: TherapySession, by: timedelta
    ) -> TherapySession:
        """Return a later one changed as the one asked about was."""
        changed = replace(each, minutes=told.minutes, place=told.place)
        if self._asks is Asks.MOVE:
            return moved(changed, by)
        return replace(changed, planned_for=each.planned_for + by)

    def _asks_outcome(self, told: TherapySession) -> bool:
        return self._asks is Asks.ADD and told.ends_at <= self._journal.now()

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(12))
        for pair in ((self._day, self._time), (self._minutes, self._place)):
            row = QHBoxLayout()
            row.setSpacing(px(16))
            row.addWidget(pair[0], 3)
            row.addWidget(pair[1], 2)
            column.addLayout(row)
        for widget in (self._outcome, self._repeats, self._all_later):
            column.addWidget(widget)
        column.addStretch(1)
        self._repeats.setVisible(self._asks is Asks.ADD)
        self._all_later.setVisible(bool(self._later))
        self._tall = TallBody(form, theme)
        self.body.addWidget(self._tall)
        self.close_body()

    def _on_time(self) -> None:
        planned = datetime.combine(self._day.day, self._time.time_of_day)
        told = replace(self._session, planned_for=planned, minutes=int(self._minutes.value))
        self._outcome.setVisible(self._asks_outcome(told))
        self._repeats.set_first(self._day.day)
        self._fit_later()

    def _fit_later(self) -> None:
        # The form asks for another height only once its layout has been told.
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        self._tall.updateGeometry()
        self.adjustSize()

    def _on_accepted(self) -> None:
        self.kept.emit(self._session.id)


def proposed(
    course: Course, sessions: Sequence[Appointment], *, now: datetime, zone: str
) -> TherapySession:
    """Propose the next appointment: weeks after the latest one, else the next full hour."""
    wall = now.replace(tzinfo=None, second=0)
    latest = max(sessions, key=lambda each: each.planned_for, default=None)
    if latest is None:
        hour = wall.replace(minute=0) + timedelta(hours=1)
        return TherapySession(course_id=course.id, planned_for=hour, zone=zone)
    planned = latest.planned_for + _WEEK
    while planned < wall:
        planned += _WEEK
    return TherapySession(
        course_id=course.id,
        planned_for=planned,
        zone=zone,
        minutes=latest.minutes,
        place=latest.place,
    )
