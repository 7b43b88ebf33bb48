"""Which appointments matter today, from one reading of the therapy sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.therapy_session import Appointment, Outcome, numbers
from sessiondesk.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointments:
    """The appointments around one moment.

    Attributes:
        coming: The one going on, or else the next. None: no appointment is noted.
        unwritten: The latest one that is over and still says planned. None: there is none.
        numbers: The numbers of the sessions of all courses that have one.
    """

    coming: Appointment | None
    unwritten: Appointment | None
    numbers: Mapping[TherapySessionId, int]

    def number_of(self, session: Appointment) -> int | None:
        """Return the number of ``session``; None if it has none."""
        return self.numbers.get(session.id)


def around(journal: Journal, now: datetime) -> Appointments:
    """Return the appointments around ``now``.

    Raises:
        StoreError: They could not be read.
    """
    sessions = journal.sessions.outline()
    planned = [each for each in sessions if each.outcome is Outcome.PLANNED]
    found: dict[TherapySessionId, int] = {}
    for course in journal.courses.all():
        found |= numbers(course, sessions)
    return Appointments(
        coming=next((each for each in planned if each.ends_at > now), None),
        unwritten=next((each for each in reversed(planned) if each.ends_at <= now), None),
        numbers=found,
    )
