"""Weeks: the average of each, from Monday to Sunday."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from sessiondesk.domain.period import Period

FEWEST_DAYS = 3
"""Below this many answered days the average of a week is not shown."""

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week's average.

    Attributes:
        monday: The day the week begins with.
        mean: Average of its answered days, in the unit of the values. None: fewer than
            ``FEWEST_DAYS`` were answered, too few to say.
        days: How many of its days were answered, 0 to 7.
    """

    monday: date
    mean: float | None
    days: int


def monday_of(day: date) -> date:
    """Return the Monday of the week that ``day`` lies in."""
    return day - timedelta(days=day.weekday())


def mondays(period: Period) -> Sequence[date]:
    """Return the Monday of every week that ``period`` touches, oldest first."""
    first = monday_of(period.first)
    count = (monday_of(period.last) - first).days // 7 + 1
    return [first + n * _WEEK for n in range(count)]


def weekly(values: Mapping[date, float], period: Period) -> Sequence[Week]:
    """Return every week that ``period`` touches, oldest first, empty ones as well.

    Of a week at either end only the days inside ``period`` count.
    """
    found: dict[date, list[float]] = {monday: [] for monday in mondays(period)}
    for day, value in values.items():
        if day in period:
            found[monday_of(day)].append(value)
    return [
        Week(
            monday=monday,
            mean=fmean(inside) if len(inside) >= FEWEST_DAYS else None,
            days=len(inside),
        )
        for monday, inside in found.items()
    ]
