"""Q7: is it worse after sessions? And how long until it is as before?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from sessiondesk.domain.scale import Better

REACH_DAYS: Final = 2
"""The days looked at on either side; the session's own day is left out."""

WORSE_BY: Final = 1.0
LOOKED_AT: Final = 6
CONSISTENT_FROM: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterOne:
    """What followed one session.

    Attributes:
        day: The day of the session.
        difference: Mean of the two days after minus mean of the two days before, in points.
        is_worse: Whether it moved a full point or more to the worse side.
    """

    day: date
    difference: float
    is_worse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AfterSessions:
    """What followed the sessions that have check-ins on both sides.

    Attributes:
        sessions: The last six of them at most, oldest first.
        known: How many there are in all.
        worse: After how many of ``sessions`` it was worse.
        is_enough: Whether there are six, so that anything can be said.
        is_consistent: Whether it was worse after five of the last six. Chance alone does that
            at 1 to 2 % of looks, so it is a prompt to talk and not a finding.
    """

    sessions: tuple[AfterOne, ...]
    known: int
    worse: int
    is_enough: bool
    is_consistent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePoint:
    """One day of the recovery curve.

    Attributes:
        offset: Days after the session; negative before it, 0 its own day.
        mean: Mean over sessions of the day's value minus the mean of the two days before the
            session, in points.
        sessions: How many sessions have a value on that day.
    """

    offset: int
    mean: float
    sessions: int


def after_sessions(
    values: Mapping[date, float], session_days: Sequence[date], *, better: Better
) -> AfterSessions:
    """Look at what followed each session.

    One answered day on each side is enough. Sessions without one do not count.

    Args:
        values: The day's value of each answered day.
        session_days: The days of the sessions that were held, in any order.
        better: Which way is better.
    """
    turn = 1 if better is Better.HIGHER else -1
    found = []
    for day in sorted(set(session_days)):
        before, after = _before(values, day), _mean(values, day, range(1, REACH_DAYS + 1))
        if before is None or after is None:
            continue
        difference = after - before
        found.append(
            AfterOne(day=day, difference=difference, is_worse=turn * difference <= -WORSE_BY)
        )
    last = tuple(found[-LOOKED_AT:])
    worse = sum(each.is_worse for each in last)
    is_enough = len(last) == LOOKED_AT
    return AfterSessions(
        sessions=last,
        known=len(found),
        worse=worse,
        is_enough=is_enough,
        is_consistent=is_enough and worse >= CONSISTENT_FROM,
    )


def recovery_curve(
    values: Mapping[date, float], session_days: Sequence[date], *, first: int = -2, last: int = 6
) -> Sequence[CurvePoint]:
    """Return the days around sessions, pooled, each session against its own days before.

    Args:
        values: The day's value of each answered day.
        session_days: The days of the sessions that were held.
        first: The first day, counted from the session; negative is before it.
        last: The last day.

    Returns:
        A point for each day that any session has a value on.
    """
    levels = {day: _before(values, day) for day in set(session_days)}
    points = []
    for offset in range(first, last + 1):
        found = [
            values[at] - level
            for day, level in levels.items()
            if level is not None and (at := day + timedelta(days=offset)) in values
        ]
        if found:
            points.append(CurvePoint(offset=offset, mean=fmean(found), sessions=len(found)))
    return points


def _before(values: Mapping[date, float], day: date) -> float | None:
    return _mean(values, day, range(-REACH_DAYS, 0))


def _mean(values: Mapping[date, float], day: date, offsets: range) -> float | None:
    days = (day + timedelta(days=each) for each in offsets)
    found = [values[each] for each in days if each in values]
    return fmean(found) if found else None
