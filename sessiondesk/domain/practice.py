"""Practices: what was agreed to try between appointments, and the log of doing it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import PracticeId, PracticeLogId, TherapySessionId, new_id
from sessiondesk.domain.period import check_moment
from sessiondesk.domain.scale import HIGHEST, LOWEST

DAYS_IN_A_WEEK = 7


class PracticeState(StrEnum):
    """What became of an agreed thing."""

    GOING_ON = "going_on"
    PAUSED = "paused"
    """Put aside for a while, to be taken up again."""
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """Something agreed: to do once, or again and again.

    Attributes:
        text: What it is, in the person's words; not empty.
        agreed_on: The day it was agreed.
        days_a_week: On how many days a week, 1 to 7. None: once.
        session_id: The therapy session it was agreed in. None: the person's own idea.
        state: Going on, paused, done or dropped.
        ended_on: The day it was done or dropped. None while it goes on or is paused.
        id: Identity.
    """

    text: str = field(repr=False)
    agreed_on: date
    days_a_week: int | None = None
    session_id: TherapySessionId | None = None
    state: PracticeState = PracticeState.GOING_ON
    ended_on: date | None = None
    id: PracticeId = field(default_factory=lambda: PracticeId(new_id()))

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidFieldError("text", "Write down what was agreed.")
        if self.days_a_week is not None and not 1 <= self.days_a_week <= DAYS_IN_A_WEEK:
            raise InvalidFieldError("days_a_week", "A week has 1 to 7 days.")

    @property
    def is_over(self) -> bool:
        """Whether it is done or dropped."""
        return self.state in {PracticeState.DONE, PracticeState.DROPPED}


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLog:
    """One time a practice was done, or was meant to be.

    Attributes:
        practice_id: The practice.
        done_at: When, with its UTC offset.
        day: The day it counts for.
        helped: How much it helped, 0 (not at all) to 10 (a lot). None: not said.
        obstacle: What got in the way, in the person's words; may be empty.
        id: Identity.
    """

    practice_id: PracticeId
    done_at: datetime
    day: date
    helped: int | None = None
    obstacle: str = field(default="", repr=False)
    id: PracticeLogId = field(default_factory=lambda: PracticeLogId(new_id()))

    def __post_init__(self) -> None:
        check_moment("done_at", self.done_at)
        if self.helped is not None and not LOWEST <= self.helped <= HIGHEST:
            raise InvalidFieldError("helped", "Choose a number from 0 to 10.")
