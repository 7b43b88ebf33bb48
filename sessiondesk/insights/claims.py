"""Answers whose working out needs numpy, as data: they can be read and said without it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sessiondesk.insights.claim import Ending, Interval

FEWEST_WEEKS: Final = 8
"""So many weeks are needed before a direction is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Where weekly means are going.

    Attributes:
        weeks: The Mondays of the weeks that count, oldest first.
        change: Theil-Sen slope times the span from the first week to the last, in the unit of
            the values. None: fewer than 8 weeks.
        interval: Where that likely lies (95 %).
        narrow: The same at 90 %, which decides whether it is steady.
        p: Two-sided p of the Mann-Kendall test. Never shown; several trends together are
            corrected by it.
        within: So much either way counts as steady, in the unit of the values.
        ending: A direction, ABOUT_THE_SAME where it is steady, and the others.
    """

    weeks: tuple[date, ...]
    change: float | None = None
    interval: Interval | None = None
    narrow: Interval | None = None
    p: float = 1.0
    within: float = 1.5
    ending: Ending

    @property
    def missing_weeks(self) -> int:
        """How many more weeks are needed before a direction can be looked for."""
        return max(0, FEWEST_WEEKS - len(self.weeks))


@dataclass(frozen=True, slots=True, kw_only=True)
class Association:
    """A tag and a rating that go together.

    Attributes:
        tag: Which tag, by its key.
        rating: Which rating, by its key.
        difference: Mean on tagged days minus mean on other days of the same weeks, in points.
        tagged: How many answered days had the tag.
        others: How many had not.
        p: Of the shuffles; never shown.
    """

    tag: str
    rating: str
    difference: float
    tagged: int
    others: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Associations:
    """What was found among all that was looked at.

    Attributes:
        found: At most five, the largest difference first.
        tested: How many pairs of a tag and a rating could be tested.
        tags_without: How many tags show nothing, or have not enough days.
        weeks: How many weeks the record has; from 12 on it is looked at.
    """

    found: tuple[Association, ...]
    tested: int
    tags_without: int
    weeks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekdays:
    """The seven weekdays, each against the mean of its weeks.

    Attributes:
        means: From Monday on, in points above or below the mean of the week. None: never
            answered.
        days: How many answered days each rests on.
        weeks: How many weeks the record has.
        is_clear: Whether the weekdays differ by more than shuffling them within their weeks
            would make them; only from 8 weeks on. Otherwise the bars stand without a sentence.
    """

    means: tuple[float | None, ...]
    days: tuple[int, ...]
    weeks: int
    is_clear: bool

    @property
    def lowest(self) -> int:
        """The weekday with the lowest mean, 0 for Monday; only where one was answered."""
        return min(self._known, key=lambda at: self.means[at] or 0.0)

    @property
    def highest(self) -> int:
        """The weekday with the highest mean, 0 for Monday; only where one was answered."""
        return max(self._known, key=lambda at: self.means[at] or 0.0)

    @property
    def _known(self) -> list[int]:
        return [at for at, mean in enumerate(self.means) if mean is not None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TurningPoint:
    """The clearest single turn.

    Attributes:
        points: How many weeks, or results, were looked at.
        at: The first week, or the first result, after the turn. None: none stands out, or
            there are too few.
        is_enough: Whether there were 16 or more.
    """

    points: int
    at: date | None
    is_enough: bool
