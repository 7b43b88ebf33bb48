"""Goals, their values over time, their adjustments, and wins."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import (
    AdjustmentId,
    GoalId,
    GoalValueId,
    PracticeId,
    TagId,
    WinId,
    new_id,
)
from sessiondesk.domain.period import check_moment
from sessiondesk.domain.scale import HIGHEST


class Horizon(StrEnum):
    """How far away a goal is."""

    SHORT = "short"
    """Weeks."""
    LONG = "long"
    """Months."""


class Measure(StrEnum):
    """How the way to a goal is measured."""

    OWN_RATING = "own_rating"
    """0 (as far away as at the start) to 10 (reached)."""
    PRACTICE_DAYS = "practice_days"
    """Days a week on which a practice was logged."""
    TAG_DAYS = "tag_days"
    """Days a week on which a tag was set."""
    COUNT = "count"
    """A number the person enters."""

    @property
    def is_entered(self) -> bool:
        """Whether the person gives its values, instead of the record."""
        return self in {Measure.OWN_RATING, Measure.COUNT}


class GoalState(StrEnum):
    """Where a goal is in its life."""

    ACTIVE = "active"
    PAUSED = "paused"
    REACHED = "reached"
    LET_GO = "let_go"

    @property
    def is_on_shelf(self) -> bool:
        """Whether it is over, one way or the other."""
        return self in {GoalState.REACHED, GoalState.LET_GO}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Something to work towards, in the person's own words.

    Attributes:
        text: The goal as it is worded now; not empty.
        began_on: The day it was set.
        horizon: Weeks or months.
        serves_id: The long-term goal that this short-term one serves. None: none.
        measure: How it is measured.
        practice_id: The practice counted; needed for PRACTICE_DAYS, else None.
        tag_id: The tag counted; needed for TAG_DAYS, else None.
        aim: Value aimed at, 0 or more; up to 10 for an own rating, up to 7 for days a week.
            None: no number.
        review_on: The day to look at it again. None: not planned.
        state: Active, paused, reached or let go.
        closing_words: What the person said when it was reached or let go; may be empty.
        id: Identity.
    """

    text: str = field(repr=False)
    began_on: date
    horizon: Horizon = Horizon.SHORT
    serves_id: GoalId | None = None
    measure: Measure = Measure.OWN_RATING
    practice_id: PracticeId | None = None
    tag_id: TagId | None = None
    aim: float | None = None
    review_on: date | None = None
    state: GoalState = GoalState.ACTIVE
    closing_words: str = field(default="", repr=False)
    id: GoalId = field(default_factory=lambda: GoalId(new_id()))

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidFieldError("text", "Write down the goal.")
        if self.serves_id == self.id:
            raise InvalidFieldError("serves_id", "A goal cannot serve itself.")
        if (self.measure is Measure.PRACTICE_DAYS) != (self.practice_id is not None):
            raise InvalidFieldError("practice_id", "Choose the practice to count.")
        if (self.measure is Measure.TAG_DAYS) != (self.tag_id is not None):
            raise InvalidFieldError("tag_id", "Choose the tag to count.")
        if self.aim is not None:
            if not (math.isfinite(self.aim) and 0 <= self.aim <= highest_value(self.measure)):
                raise InvalidFieldError("aim", "The aim is outside of what can be measured.")
            object.__setattr__(self, "aim", float(self.aim))


def highest_value(measure: Measure) -> float:
    """Return the largest value that ``measure`` can have; infinity for a count."""
    return _HIGHEST[measure]


_HIGHEST: Final[Mapping[Measure, float]] = {
    Measure.OWN_RATING: HIGHEST,
    Measure.PRACTICE_DAYS: 7,
    Measure.TAG_DAYS: 7,
    Measure.COUNT: math.inf,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalValue:
    """Where a goal stood at one moment, as the person entered it.

    Attributes:
        goal_id: The goal.
        noted_at: When, with its UTC offset.
        day: The day it counts for.
        value: 0 or more, finite; up to 10 for an own rating.
        id: Identity.
    """

    goal_id: GoalId
    noted_at: datetime
    day: date
    value: float
    id: GoalValueId = field(default_factory=lambda: GoalValueId(new_id()))

    def __post_init__(self) -> None:
        check_moment("noted_at", self.noted_at)
        if not (math.isfinite(self.value) and self.value >= 0):
            raise InvalidFieldError("value", "Choose 0 or more.")
        object.__setattr__(self, "value", float(self.value))


class Adjusted(StrEnum):
    """What an adjustment changed."""

    AIM = "aim"
    WORDING = "wording"
    HORIZON = "horizon"
    MEASURE = "measure"
    REVIEW = "review"
    SERVES = "serves"
    STATE = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adjustment:
    """One change of a goal, kept with the reason.

    Attributes:
        goal_id: The goal.
        made_on: The day of the change.
        what: What was changed.
        before: The former value as text: words, a number, an id or an ISO date; empty: none.
        after: The new value, likewise.
        reason: Why, in the person's words; may be empty.
        id: Identity.
    """

    goal_id: GoalId
    made_on: date
    what: Adjusted
    before: str = field(default="", repr=False)
    after: str = field(default="", repr=False)
    reason: str = field(default="", repr=False)
    id: AdjustmentId = field(default_factory=lambda: AdjustmentId(new_id()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Win:
    """Something that went well on the way to a goal.

    Attributes:
        goal_id: The goal.
        day: The day of the win.
        text: What it was, in the person's words; not empty.
        id: Identity.
    """

    goal_id: GoalId
    day: date
    text: str = field(repr=False)
    id: WinId = field(default_factory=lambda: WinId(new_id()))

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidFieldError("text", "Write down what went well.")
