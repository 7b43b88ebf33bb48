"""The plain average of a stretch of days, with how many days it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from sessiondesk.domain.period import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowMean:
    """An average and what it rests on.

    Attributes:
        mean: Average of the answered days, in the unit of the values. None: no day was.
        days: How many days were answered, 0 or more.
    """

    mean: float | None
    days: int


def window_mean(values: Mapping[date, float], period: Period) -> WindowMean:
    """Return the average of the days of ``period`` that are in ``values``.

    Each day counts once, however often it was answered; days without an answer are left out,
    never filled in.
    """
    inside = [value for day, value in values.items() if day in period]
    return WindowMean(mean=fmean(inside) if inside else None, days=len(inside))
