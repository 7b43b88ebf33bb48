"""Missing days: whether they come after harder days, so that averages look too good."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import fmean
from typing import Final

from sessiondesk.domain.scale import Better

GAP_DAYS: Final = 2
FEWEST_GAPS: Final = 8
WORSE_BY: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingDays:
    """The days before gaps against all other days.

    Attributes:
        gaps: How many gaps of two days or more there are.
        difference: Mean of the days before them minus mean of the other days, in points. None:
            there is no day on one side.
        follow_harder_days: Whether check-ins tend to be skipped after harder days: 8 gaps or
            more, and a full point or more worse before them.
    """

    gaps: int
    difference: float | None
    follow_harder_days: bool


def missing_days(values: Mapping[date, float], *, better: Better) -> MissingDays:
    """Look at the days before gaps.

    Args:
        values: The value of each answered day.
        better: Which way is better.
    """
    days = sorted(values)
    before = {
        day for day, following in pairwise(days) if following - day > timedelta(days=GAP_DAYS)
    }
    others = [value for day, value in values.items() if day not in before]
    if not before or not others:
        return MissingDays(gaps=len(before), difference=None, follow_harder_days=False)
    difference = fmean(values[day] for day in before) - fmean(others)
    worse = difference if better is Better.LOWER else -difference
    return MissingDays(
        gaps=len(before),
        difference=difference,
        follow_harder_days=len(before) >= FEWEST_GAPS and worse >= WORSE_BY,
    )
