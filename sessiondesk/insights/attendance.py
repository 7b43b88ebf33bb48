"""Attendance: what became of the therapy sessions that were offered. Counts, no judgement."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sessiondesk.domain.therapy_session import Outcome, TherapySession


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """How many therapy sessions there were, by what became of them.

    Attributes:
        attended: Held, on time.
        late: Held, with a late start.
        cancelled_by_me: Called off by the person.
        cancelled_by_therapist: Called off by the therapist.
        missed: Neither held nor called off.
        planned: Still to come, or not yet said.
    """

    attended: int
    late: int
    cancelled_by_me: int
    cancelled_by_therapist: int
    missed: int
    planned: int

    @property
    def held(self) -> int:
        """How many took place."""
        return self.attended + self.late

    @property
    def offered(self) -> int:
        """How many could have been kept: all past ones but those the therapist called off."""
        return self.held + self.cancelled_by_me + self.missed


def attendance(sessions: Iterable[TherapySession]) -> Attendance:
    """Count ``sessions`` by outcome."""
    count = Counter(each.outcome for each in sessions)
    return Attendance(
        attended=count[Outcome.ATTENDED],
        late=count[Outcome.LATE],
        cancelled_by_me=count[Outcome.CANCELLED_BY_ME],
        cancelled_by_therapist=count[Outcome.CANCELLED_BY_THERAPIST],
        missed=count[Outcome.MISSED],
        planned=count[Outcome.PLANNED],
    )
