"""What one therapy session has to know of the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.therapy_session import Appointment, Outcome, numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The other sessions of a course, as far as they matter to one of them.

    Attributes:
        numbers: The numbers of those that have one.
        coming: The next one planned. None: no appointment is noted.
    """

    numbers: Mapping[TherapySessionId, int] = field(default_factory=dict)
    coming: Appointment | None = None

    def is_next(self, session: Appointment) -> bool:
        """Whether ``session`` is the next one planned."""
        return self.coming is not None and self.coming.id == session.id


def look(course: Course, sessions: Sequence[Appointment], now: datetime) -> Around:
    """Return what is around the sessions of ``course``, which are given oldest first."""
    planned = (each for each in sessions if each.outcome is Outcome.PLANNED)
    return Around(
        numbers=numbers(course, sessions),
        coming=next((each for each in planned if each.ends_at > now), None),
    )


def came_for(sessions: Sequence[Appointment], now: datetime) -> Appointment:
    """Return the one a person came for: the latest that has begun, else the first to come."""
    return next((each for each in reversed(sessions) if each.starts_at <= now), sessions[0])
