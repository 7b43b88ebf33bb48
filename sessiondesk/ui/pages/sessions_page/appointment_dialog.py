"""The dialogs that add an appointment, move it, or correct what is known about it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.course import Course
from sessiondesk.domain.therapy_session import (
    LONGEST_MINUTES,
    Outcome,
    Place,
    TherapySession,
)
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField

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


class AppointmentDialog(Question):
    """Asks for day, time, length and place of an appointment.

    Signals:
        given: The therapy session to keep.
    """

    given = Signal(object)

    def __init__(
        self,
        therapy_session: TherapySession,
        theme: Theme,
        *,
        asks: Asks,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        """Make the dialog.

        Args:
            therapy_session: What the fields show at first.
            theme: The look in force.
            asks: What it is opened for.
            now: The clock: an appointment in the past is asked how it went.
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
            parent=parent,
        )
        self._session = therapy_session
        self._asks = asks
        self._now = now
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
        self._lay_out(theme)
        self._day.picked.connect(self._on_time)
        self._time.picked.connect(self._on_time)
        self.accepted.connect(self._on_accepted)
        self._on_time()
        self._day.setFocus()

    @property
    def value(self) -> TherapySession:
        """The therapy session as the fields say it."""
        place = self._place.value
        told = replace(
            self._session,
            planned_for=datetime.combine(self._day.day, self._time.time_of_day),
            minutes=int(self._minutes.value),
            place=Place(place) if place else None,
        )
        if self._asks is Asks.MOVE and told.planned_for != self._session.planned_for:
            earlier = (*self._session.moved_from, self._session.planned_for)
            told = replace(told, moved_from=earlier, outcome=Outcome.PLANNED, cancelled_at=None)
        if self._asks_outcome(told):
            told = replace(told, outcome=Outcome(self._outcome.value))
        return told

    def _asks_outcome(self, told: TherapySession) -> bool:
        return self._asks is Asks.ADD and told.ends_at <= self._now()

    def _lay_out(self, theme: Theme) -> None:
        px = theme.px
        for pair in ((self._day, self._time), (self._minutes, self._place)):
            row = QHBoxLayout()
            row.setSpacing(px(16))
            row.addWidget(pair[0], 3)
            row.addWidget(pair[1], 2)
            self.body.addLayout(row)
        self.body.addWidget(self._outcome)

    def _on_time(self) -> None:
        planned = datetime.combine(self._day.day, self._time.time_of_day)
        told = replace(self._session, planned_for=planned, minutes=int(self._minutes.value))
        self._outcome.setVisible(self._asks_outcome(told))

    def _on_accepted(self) -> None:
        self.given.emit(self.value)


def proposed(
    course: Course, sessions: Sequence[TherapySession], *, now: datetime, zone: str
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
