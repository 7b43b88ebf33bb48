"""Q1: how much has something changed from one stretch of time to another?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from sessiondesk.domain.period import Period, ending
from sessiondesk.insights.claim import Ending, Interval, Window, ending_of
from sessiondesk.insights.effective_days import effective_days
from sessiondesk.insights.persistence import persistence
from sessiondesk.insights.student_t import two_sided_95
from sessiondesk.insights.within import until, within

WINDOW_DAYS: Final = 28
FEWEST_DAYS: Final = 14
"""Answered days in each window; and at least half of its days."""

SHORTEST_WINDOW: Final = 14
LEAST: Final = 0.5
"""The smallest difference that is named: half a point, or half an hour."""

SAME: Final = 1.0
_LOWEST_FOR_PERCENT: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A comparison of two means.

    Attributes:
        now: The newer window.
        then: The older one.
        mean_now: Mean of its answered days, in the unit of the values. None: no day.
        mean_then: The same of the older one.
        interval: Where the difference of the means likely lies (95 %), now minus then. None:
            not enough days.
        percent: The difference in per cent of the older mean, -100 and up. None: not enough
            days, a scale whose 0 is not "none at all", or an older mean below 1.
        percent_interval: Where that likely lies. None: as ``percent``, or one mean is 0.
        ending: How it ends.
    """

    now: Window
    then: Window
    mean_now: float | None
    mean_then: float | None
    interval: Interval | None = None
    percent: float | None = None
    percent_interval: Interval | None = None
    ending: Ending

    @property
    def difference(self) -> float | None:
        """Now minus then, in the unit of the values; None without a day on either side."""
        if self.mean_now is None or self.mean_then is None:
            return None
        return self.mean_now - self.mean_then


def default_windows(on: date) -> tuple[Period, Period]:
    """Return the last 28 days, ending with ``on``, and the 28 days before them."""
    now = ending(on, days=WINDOW_DAYS)
    return now, ending(now.first - timedelta(days=1), days=WINDOW_DAYS)


def change(
    values: Mapping[date, float], now: Period, then: Period, *, none_at_zero: bool
) -> Change:
    """Compare the mean of ``now`` with that of ``then``.

    With n answered days of mean square deviation s^2 in a window and n_eff effective days:

        v = s^2 / (n_eff - 1)
        difference = mean_now - mean_then, +- t * sqrt(v_now + v_then)

    with t at Welch's degrees of freedom, n_eff - 1 for each side. A percentage is the same on
    the logarithms of the means, with v / mean^2, turned back.

    Args:
        values: The value of each answered day, of the whole record: days before the windows say
            how much a day is like the one before it.
        now: The newer window, 14 days or more.
        then: The older one, 14 days or more; the two share no day.
        none_at_zero: Whether 0 means "none at all", so that a percentage may be said.

    Raises:
        ValueError: The windows overlap, are the wrong way round, or are too short.

    Source:
        Welch (1947), Biometrika 34, 28-35, with the effective number of days in place of n.
    """
    if then.last >= now.first:
        raise ValueError("The older window ends before the newer one begins.")
    if min(now.length, then.length) < SHORTEST_WINDOW:
        raise ValueError("A window is 14 days or longer.")
    phi = persistence(until(values, now.last))
    newer, older = (_Side.of(values, window, phi) for window in (now, then))
    if not (newer.is_enough and older.is_enough):
        return Change(
            now=newer.window,
            then=older.window,
            mean_now=newer.mean,
            mean_then=older.mean,
            ending=Ending.NOT_ENOUGH,
        )
    assert newer.mean is not None and older.mean is not None  # noqa: S101, PT018 - enough days
    difference = newer.mean - older.mean
    margin = _margin(newer.v, newer.effective, older.v, older.effective)
    interval = Interval(low=difference - margin, high=difference + margin)
    percent, percent_interval = None, None
    if none_at_zero and older.mean >= _LOWEST_FOR_PERCENT:
        percent = 100 * (newer.mean / older.mean - 1)
        percent_interval = _percent_interval(newer, older)
    return Change(
        now=newer.window,
        then=older.window,
        mean_now=newer.mean,
        mean_then=older.mean,
        interval=interval,
        percent=percent,
        percent_interval=percent_interval,
        ending=ending_of(difference, interval, least=LEAST, same=SAME),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    window: Window
    mean: float | None
    v: float
    effective: float

    @classmethod
    def of(cls, values: Mapping[date, float], period: Period, phi: float) -> "_Side":
        inside = within(values, period)
        window = Window(period=period, answered=len(inside))
        if not inside:
            return cls(window=window, mean=None, v=0.0, effective=0.0)
        mean = fmean(inside.values())
        effective = effective_days(inside, phi)
        spread = fmean((value - mean) ** 2 for value in inside.values())
        return cls(window=window, mean=mean, v=spread / (effective - 1), effective=effective)

    @property
    def is_enough(self) -> bool:
        return self.window.answered >= FEWEST_DAYS and 2 * self.window.answered >= self.window.days


def _margin(v1: float, n1: float, v0: float, n0: float) -> float:
    """Return half the width of Welch's interval."""
    both = v1 + v0
    if both == 0:
        return 0.0
    freedom = both**2 / (v1**2 / (n1 - 1) + v0**2 / (n0 - 1))
    return two_sided_95(max(freedom, 1.0)) * math.sqrt(both)


def _percent_interval(newer: _Side, older: _Side) -> Interval | None:
    if not newer.mean or not older.mean:
        return None
    ratio = math.log(newer.mean / older.mean)
    margin = _margin(
        newer.v / newer.mean**2, newer.effective, older.v / older.mean**2, older.effective
    )
    low, high = (100 * math.expm1(ratio + each) for each in (-margin, margin))
    return Interval(low=low, high=high)
