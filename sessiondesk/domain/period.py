"""Days, and stretches of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sessiondesk.domain.errors import InvalidFieldError

DEFAULT_DAY_END_HOUR = 4
LATEST_DAY_END_HOUR = 12
EARLIEST_DAY = date(1900, 1, 1)
"""Nobody who writes today remembers an earlier one: a year before it is a slip."""


def day_of(moment: datetime, day_end_hour: int) -> date:
    """Return the day that ``moment`` counts for.

    Args:
        moment: When it was, on the person's own wall clock.
        day_end_hour: The hour at which a day ends, 0 to 12: at 4, half past one in the
            night still counts for the day before.
    """
    day = moment.date()
    return day - timedelta(days=1) if moment.hour < day_end_hour else day


def check_moment(field: str, moment: datetime) -> None:
    """Refuse a moment that could not be written down and read back as it was.

    Raises:
        InvalidFieldError: It has no offset, an offset with seconds, or parts of a second, or
            it lies before ``EARLIEST_DAY``.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise InvalidFieldError(field, "The time has no time zone.")
    if offset.total_seconds() % 60 or moment.microsecond:
        raise InvalidFieldError(field, "The time is finer than it can be kept.")
    if moment.date() < EARLIEST_DAY:
        raise InvalidFieldError(field, "The time is before the year 1900.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days.

    Attributes:
        first: The first day, included.
        last: The last day, included; never before ``first``.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidFieldError("last", "The last day is before the first.")

    @property
    def length(self) -> int:
        """How many days there are, both ends included; at least 1."""
        return (self.last - self.first).days + 1

    def days(self) -> Iterator[date]:
        """Yield each day, first to last."""
        return (self.first + timedelta(days=n) for n in range(self.length))

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def ending(last: date, *, days: int) -> Period:
    """Return the ``days`` days that end with ``last``, included."""
    return Period(first=last - timedelta(days=days - 1), last=last)
