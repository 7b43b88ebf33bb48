"""What every claim about the record has in common: how it ends, and what it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from sessiondesk.domain.period import Period


class Ending(StrEnum):
    """The endings of a comparison. The values are kept with what was said: they never change."""

    HIGHER = "higher"
    LOWER = "lower"
    ABOUT_THE_SAME = "about_the_same"
    CANT_TELL = "cant_tell"
    """The days vary so much that it may be chance."""
    NOT_ENOUGH = "not_enough"
    """Too few days to compare at all."""

    @property
    def is_direction(self) -> bool:
        """Whether a direction is named."""
        return self in {Ending.HIGHER, Ending.LOWER}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A likely range.

    Attributes:
        low: Its lower end.
        high: Its upper end.
    """

    low: float
    high: float

    def is_inside(self, reach: float) -> bool:
        """Return whether all of it lies within ``reach`` around nothing."""
        return -reach <= self.low and self.high <= reach

    @property
    def excludes_nothing(self) -> bool:
        """Whether no change at all lies outside of it."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days that a figure rests on.

    Attributes:
        period: From when to when.
        answered: How many of its days were answered.
    """

    period: Period
    answered: int

    @property
    def days(self) -> int:
        """How many days it has, answered or not."""
        return self.period.length


def ending_of(difference: float, interval: Interval, *, least: float, same: float) -> Ending:
    """Return how a comparison ends.

    A direction has two gates: the interval excludes no change, and the change is large enough
    to be felt.

    Args:
        difference: Now minus then.
        interval: Where it likely lies (95 %).
        least: The smallest difference that is named, in the unit of the difference.
        same: Within so much either way it is about the same.
    """
    if interval.excludes_nothing and abs(difference) >= least:
        return Ending.HIGHER if difference > 0 else Ending.LOWER
    return Ending.ABOUT_THE_SAME if interval.is_inside(same) else Ending.CANT_TELL
