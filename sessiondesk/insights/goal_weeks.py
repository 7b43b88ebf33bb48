"""Where a goal stood, week by week. A week begins on Monday."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from sessiondesk.domain.period import Period
from sessiondesk.insights.weekly import monday_of, mondays


def days_each_week(days: Iterable[date], period: Period) -> Sequence[tuple[date, float]]:
    """Count different days, week by week.

    Args:
        days: Days on which it happened, in any order, also more than once.
        period: What to look at; days outside it are left out.

    Returns:
        (Monday, number of days 0 to 7) for each week that ``period`` touches, oldest first.
    """
    counted = Counter(monday_of(day) for day in set(days) if day in period)
    return [(monday, counted[monday]) for monday in mondays(period)]


def last_of_each_week(values: Iterable[tuple[date, float]]) -> Sequence[tuple[date, float]]:
    """Return (Monday, last value of that week) for the weeks that have one, oldest first.

    Args:
        values: (Day, value), oldest first.
    """
    return list({monday_of(day): value for day, value in values}.items())
