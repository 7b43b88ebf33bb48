"""Where a goal stood, week by week. A week begins on Monday."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sessiondesk.domain.period import Period

_WEEK = timedelta(days=7)


def monday_of(day: date) -> date:
    """Return the Monday of the week of ``day``."""
    return day - timedelta(days=day.weekday())


def days_each_week(days: Iterable[date], period: Period) -> Sequence[tuple[date, float]]:
    """Count different days, week by week.

    Args:
        days: Days on which it happened, in any order, also more than once.
        period: What to look at; days outside it are left out.

    Returns:
        (Monday, number of days 0 to 7) for each week that ``period`` touches, oldest first.
    """
    counted = Counter(monday_of(day) for day in set(days) if day in period)
    monday = monday_of(period.first)
    weeks: list[tuple[date, float]] = []
    while monday <= period.last:
        weeks.append((monday, counted[monday]))
        monday += _WEEK
    return weeks


def last_of_each_week(values: Iterable[tuple[date, float]]) -> Sequence[tuple[date, float]]:
    """Return (Monday, last value of that week) for the weeks that have one, oldest first.

    Args:
        values: (Day, value), oldest first.
    """
    return list({monday_of(day): value for day, value in values}.items())
