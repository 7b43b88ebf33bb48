"""The days of a stretch, out of the days of the whole record."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from sessiondesk.domain.period import Period

_Value = TypeVar("_Value")


def within(values: Mapping[date, _Value], period: Period) -> Mapping[date, _Value]:
    """Return what ``values`` has on the days of ``period``, in whichever order."""
    if period.length < len(values):
        # Four weeks out of ten years are looked up, not looked for.
        return {day: values[day] for day in period.days() if day in values}
    first, last = period.first, period.last
    return {day: value for day, value in values.items() if first <= day <= last}


def until(values: Mapping[date, _Value], last: date) -> Mapping[date, _Value]:
    """Return what ``values`` has on the days up to ``last``, included."""
    if max(values, default=last) <= last:
        return values
    return {day: value for day, value in values.items() if day <= last}
