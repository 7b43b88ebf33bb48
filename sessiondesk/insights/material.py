"""What the questions about a record are asked of: the whole record, as plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.domain.afterwards import DayAfter, FitItem, HeldBack, SameGround
from sessiondesk.domain.scale import About, Better
from sessiondesk.domain.therapy_session import Outcome

SLEEP: Final = "sleep"
"""Stands for hours slept where a scale has its identity."""

SLEEP_INTERFERENCE: Final = "sleep_interference"
INTERFERENCE: Final = "interference"
"""Stand for the two questions whose answers run from nothing to much."""


class Unit(StrEnum):
    """What the values of a series are."""

    POINTS = "points"
    """0 to 10."""
    HOURS = "hours"
    YES_NO = "yes_no"
    """0 or 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One thing that is answered again and again, with the value of each answered day.

    Attributes:
        key: Identity of the scale, or ``SLEEP``.
        unit: What the values are.
        better: Which way is better. None: neither, or nobody said.
        none_at_zero: Whether 0 means "none at all", so that a percentage may be said.
        about: The day, or the night before it.
        is_main: Whether it is built in, or hours slept, and asked at the moment.
        values: By day. A day that is not in there was not answered.
    """

    key: str
    unit: Unit
    better: Better | None
    none_at_zero: bool
    about: About
    is_main: bool
    values: Mapping[date, float] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSeen:
    """A therapy session of the past, with what was noted after it.

    Attributes:
        day: Its day.
        course_id: The therapy it belongs to.
        number: Its number. None: it was not held.
        outcome: What became of it.
        fit: Answers to the six sentences, 0 to 10; one not in here was not answered.
        held_back: Whether something was held back. None: not answered.
        same_ground: Whether it was ground covered before. None: not answered.
        arriving: Mood on the way there, 0 to 10. None: not answered.
        leaving: Mood when leaving. None: not answered.
        next_day: Mood the day after. None: not answered.
        day_after: How that day was, in words. None: not answered.
        said_first: Whether something was said aloud for the first time.
        crossed_a_line: Whether it was noted that something crossed a line.
    """

    day: date
    course_id: str
    number: int | None
    outcome: Outcome
    fit: Mapping[FitItem, int] = field(default_factory=dict)
    held_back: HeldBack | None = None
    same_ground: SameGround | None = None
    arriving: int | None = None
    leaving: int | None = None
    next_day: int | None = None
    day_after: DayAfter | None = None
    said_first: bool = False
    crossed_a_line: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The record as the questions need it.

    Attributes:
        today: The reference day, included.
        recorded: The days with a check-in, up to today.
        series: Ratings, yes / no questions and hours slept, in the order of the check-in;
            those that are hidden come last.
        graded: Whether the day counted as one with it, by key: ``SLEEP_INTERFERENCE`` and
            ``INTERFERENCE``.
        tags: The days with each tag ("tag:" and its identity), pattern ("pattern:") and
            practice ("practice:").
        sessions: All therapy sessions up to today but those still planned, oldest first.
        feelings: The days with any feeling of each family ("feeling:" and its id).
    """

    today: date
    recorded: Collection[date] = field(repr=False)
    series: tuple[Series, ...]
    graded: Mapping[str, Mapping[date, bool]] = field(repr=False)
    tags: Mapping[str, Collection[date]] = field(repr=False)
    sessions: tuple[SessionSeen, ...] = field(repr=False)
    feelings: Mapping[str, Collection[date]] = field(default_factory=dict, repr=False)

    def find(self, key: str) -> Series | None:
        """Return the series of that key, or None."""
        return next((each for each in self.series if each.key == key), None)

    def rated(self) -> Mapping[str, Mapping[date, float]]:
        """Return the values of each rating that has any, by key: what tags are seen beside.

        Those that are hidden as well: what they went together with is not forgotten.
        """
        return {
            each.key: each.values
            for each in self.series
            if each.unit is Unit.POINTS and each.values
        }

    def held(self, course_id: str | None = None) -> tuple[SessionSeen, ...]:
        """Return the sessions that took place, of one therapy or of all, oldest first."""
        return tuple(
            each
            for each in self.sessions
            if each.outcome.is_held and course_id in {None, each.course_id}
        )


def at_least(series: Series, least: float) -> Mapping[date, bool]:
    """Tell of each answered day whether its value was ``least`` or more."""
    return {day: value >= least for day, value in series.values.items()}


def marked(recorded: Collection[date], days: Collection[date]) -> Mapping[date, bool]:
    """Tell of each day with a check-in whether it is one of ``days``.

    A tag that is not on a check-in was not there; without a check-in nobody knows.
    """
    known = frozenset(days)
    return {day: day in known for day in recorded}
