"""Weekdays: how Mondays were, and Tuesdays, up to Sundays. A description, not a claim."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from sessiondesk.domain.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekday:
    """All Mondays of a period, or all Tuesdays, and so on.

    Attributes:
        number: 0 for Monday to 6 for Sunday.
        mean: Average of the answered days, in the unit of the values. None: no day was.
        days: How many days were answered, 0 or more.
    """

    number: int
    mean: float | None
    days: int


def weekdays(values: Mapping[date, float], period: Period) -> Sequence[Weekday]:
    """Return the average of each weekday over ``period``, Monday first, always seven."""
    found: list[list[float]] = [[] for _ in range(7)]
    for day, value in values.items():
        if day in period:
            found[day.weekday()].append(value)
    return [
        Weekday(number=number, mean=fmean(inside) if inside else None, days=len(inside))
        for number, inside in enumerate(found)
    ]
