"""What a progress review is asked of: one therapy, as plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.instrument import Instrument
from sessiondesk.insights.material import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalSeen:
    """A goal, as far as it can be counted.

    Attributes:
        id: Its identity.
        rated: Own ratings since it is measured the way it is now, 0 (as far away as at the
            start) to 10 (reached), oldest first; empty where it has none.
        days: The days counted for it. None: it is not measured in days a week.
        aim: Days a week aimed at. None: it is not measured so, or has no number.
        since: The day from which on it is measured so.
        reached_on: The day it was said to be reached. None: it is not.
    """

    id: str
    rated: tuple[float, ...] = field(default=(), repr=False)
    days: Collection[date] | None = field(default=None, repr=False)
    aim: float | None = None
    since: date
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoresSeen:
    """What was filled in of one questionnaire.

    Attributes:
        instrument: Which one.
        results: Oldest first.
    """

    instrument: Instrument
    results: tuple[Assessment, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """A sign that is worth a closer look, and when it was ticked.

    Attributes:
        item: Id of the sentence.
        days: Oldest first; not empty.
        needs_outside_help: Whether it is no question of fit.
    """

    item: str
    days: tuple[date, ...]
    needs_outside_help: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMaterial:
    """One therapy and the record around it.

    Attributes:
        record: The whole record up to the day of the review.
        course_id: The therapy. None: there is none, and sessions do not count.
        began_on: The day of its first session, as far as known. None: there is no therapy.
        sessions_before: Sessions held before the record began.
        since_session: Number and day of the session after which the last review was; the
            first one in the record without a review. None: no session was held.
        scores: The questionnaires that were filled in, in their order.
        goals: Goals that were not over before this therapy began.
        sheets: How many small signs were there on each four-weekly sheet, oldest first.
        warned: What was ticked in this therapy, in the order of the list.
        wins: The days of the wins that were noted.
        carried: How often each thing still to be said was carried over, by its identity.
        openers: Of the sentences that were chosen to start a conversation with: how many
            were brought up, and how many were chosen.
        ended: Keys of the practices that are done, or that were let go.
    """

    record: Material
    course_id: str | None = None
    began_on: date | None = None
    sessions_before: int = 0
    since_session: tuple[int, date] | None = None
    scores: tuple[ScoresSeen, ...] = ()
    goals: tuple[GoalSeen, ...] = ()
    sheets: tuple[int, ...] = ()
    warned: tuple[Warned, ...] = ()
    wins: Collection[date] = field(default=(), repr=False)
    carried: Mapping[str, int] = field(default_factory=dict)
    openers: tuple[int, int] = (0, 0)
    ended: Collection[str] = ()

    @property
    def has_crossed(self) -> bool:
        """Whether it was noted, in either place, that something crossed a boundary."""
        ticked = any(each.needs_outside_help for each in self.warned)
        return ticked or (
            self.course_id is not None
            and any(each.crossed_a_line for each in self.record.held(self.course_id))
        )
