"""The record from one therapy session to the next: a second axis beside the calendar."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from sessiondesk.domain.period import Period, ending
from sessiondesk.insights.weekly import FEWEST_DAYS

DAYS_BEFORE: Final = 28
"""So many days before the first session are its "before"."""

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The days that belong to one session.

    Attributes:
        session: The place of the session among those given, from 0. None: before the first.
        days: From the day of the session to the day before the next one. None: there are none,
            because another session was on the same day.
    """

    session: int | None
    days: Period | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchMean:
    """What was answered in one stretch.

    Attributes:
        mean: Average of its answered days, in the unit of the values. None: fewer than
            ``FEWEST_DAYS`` were answered, too few to say.
        days: How many of its days were answered.
    """

    mean: float | None
    days: int


def stretches(sessions: Sequence[date], until: date) -> Sequence[Stretch]:
    """Return the stretches between sessions: the days before the first, then one for each.

    Args:
        sessions: The days of the sessions that took place, oldest first.
        until: The last day that counts; the stretch of the last session ends there, or on the
            day of that session where that is later.

    Returns:
        One more than there are sessions; none where there are no sessions.
    """
    if not sessions:
        return []
    found = [Stretch(session=None, days=ending(sessions[0] - _A_DAY, days=DAYS_BEFORE))]
    ends = [*(day - _A_DAY for day in sessions[1:]), max(until, sessions[-1])]
    for place, (first, last) in enumerate(zip(sessions, ends, strict=True)):
        days = Period(first=first, last=last) if first <= last else None
        found.append(Stretch(session=place, days=days))
    return found


def answered(values: Mapping[date, float], over: Collection[Stretch]) -> Sequence[StretchMean]:
    """Return the average of each stretch.

    Args:
        values: The value of each answered day, in any order.
        over: The stretches.
    """
    days = sorted(values)
    ordered = [values[day] for day in days]
    found: list[StretchMean] = []
    for each in over:
        inside = (
            ordered[bisect_left(days, each.days.first) : bisect_right(days, each.days.last)]
            if each.days is not None
            else []
        )
        mean = fmean(inside) if len(inside) >= FEWEST_DAYS else None
        found.append(StretchMean(mean=mean, days=len(inside)))
    return found
