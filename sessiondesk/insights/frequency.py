"""Q2 and Q3: on how many days a week?"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.period import Period, ending
from sessiondesk.insights.claim import Ending, Interval, Window, ending_of
from sessiondesk.insights.effective_days import effective_days
from sessiondesk.insights.persistence import persistence
from sessiondesk.insights.within import until, within

COUNTS_FROM: Final = 6.0
"""A rating counts from so much on, of 10, unless another number is asked for."""

FEWEST_TO_COMPARE: Final = 14
FEWEST_ALONE: Final = 7
LEAST: Final = 0.5
"""The smallest difference that is named, in days a week."""

SAME: Final = 1.0
_WEEK: Final = 7
_Z: Final = 1.959964
"""Two-sided 5 % of a standard normal."""

_THREE_MONTHS_BACK: Final = 78


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """How often something was so, in one window.

    Attributes:
        window: The days it rests on.
        counted: On how many of the answered days it was so.
        a_week: Days a week, 0 to 7. None: fewer than 7 days were answered.
        interval: Where that likely lies (95 %). None: likewise.
        at_least: From which value on a day counted. None: it is not a matter of a number, or
            nobody said.
    """

    window: Window
    counted: int
    a_week: float | None
    interval: Interval | None
    at_least: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequencyChange:
    """How often something was so, then and now.

    Attributes:
        now: The newer window.
        then: The older one.
        difference: Now minus then, in days a week. None: not enough days.
        interval: Where that likely lies (95 %). None: likewise.
        ending: How it ends.
    """

    now: Frequency
    then: Frequency
    difference: float | None
    interval: Interval | None
    ending: Ending


def three_months_ago(on: date) -> Period:
    """Return the 28 days around 13 weeks before ``on``: 105 to 78 days back.

    Weeks and not months, so that every weekday counts as often.
    """
    return ending(on - timedelta(days=_THREE_MONTHS_BACK), days=28)


def frequency(was_so: Mapping[date, bool], window: Period) -> Frequency:
    """Count in one window.

    The interval is Wilson's, with the effective number of days in place of n.

    Args:
        was_so: Whether it was so, for each answered day of the whole record.
        window: What to look at.

    Source:
        Wilson (1927), JASA 22, 209-212.
    """
    return _frequency(was_so, window, _Share.of(was_so, window, _phi(was_so, window.last)))


def frequency_change(was_so: Mapping[date, bool], now: Period, then: Period) -> FrequencyChange:
    """Compare two windows.

    The interval of the difference is Newcombe's method 10, of two Wilson intervals with the
    effective numbers of days.

    Args:
        was_so: Whether it was so, for each answered day of the whole record.
        now: The newer window.
        then: The older one; the two share no day.

    Raises:
        ValueError: The windows overlap, or are the wrong way round.

    Source:
        Newcombe (1998), Statistics in Medicine 17, 873-890, method 10.
    """
    if then.last >= now.first:
        raise ValueError("The older window ends before the newer one begins.")
    # Each for itself by the record up to its own end, which is all that was known then.
    phi, earlier = _phi(was_so, now.last), _phi(was_so, then.last)
    one = _Share.of(was_so, now, phi)
    newer = _frequency(was_so, now, one)
    older = _frequency(was_so, then, _Share.of(was_so, then, earlier))
    if min(newer.window.answered, older.window.answered) < FEWEST_TO_COMPARE:
        return FrequencyChange(
            now=newer, then=older, difference=None, interval=None, ending=Ending.NOT_ENOUGH
        )
    # Against each other both by the record up to the end of the newer window.
    two = _Share.of(was_so, then, phi)
    difference = _WEEK * (one.p - two.p)
    apart = _apart(one, two)
    interval = Interval(low=_WEEK * apart.low, high=_WEEK * apart.high)
    return FrequencyChange(
        now=newer,
        then=older,
        difference=difference,
        interval=interval,
        ending=ending_of(difference, interval, least=LEAST, same=SAME),
    )


@dataclass(frozen=True, slots=True)
class _Share:
    p: float
    low: float
    high: float

    @classmethod
    def of(cls, was_so: Mapping[date, bool], window: Period, phi: float) -> "_Share":
        inside = within(was_so, window)
        if not inside:
            return cls(0.0, 0.0, 1.0)
        return cls.wilson(sum(inside.values()) / len(inside), effective_days(inside, phi))

    @classmethod
    def wilson(cls, p: float, n: float) -> "_Share":
        middle = p + _Z**2 / (2 * n)
        reach = _Z * math.sqrt(p * (1 - p) / n + _Z**2 / (4 * n * n))
        whole = 1 + _Z**2 / n
        # Rounding may leave an end a hair beyond what bounds it.
        low, high = (middle - reach) / whole, (middle + reach) / whole
        return cls(p, max(0.0, min(p, low)), min(1.0, max(p, high)))


def _apart(one: _Share, two: _Share) -> Interval:
    """Return where the difference of two shares likely lies."""
    difference = one.p - two.p
    return Interval(
        low=difference - math.hypot(one.p - one.low, two.high - two.p),
        high=difference + math.hypot(one.high - one.p, two.p - two.low),
    )


def _frequency(was_so: Mapping[date, bool], window: Period, share: _Share) -> Frequency:
    inside = within(was_so, window)
    is_enough = len(inside) >= FEWEST_ALONE
    return Frequency(
        window=Window(period=window, answered=len(inside)),
        counted=sum(inside.values()),
        a_week=_WEEK * share.p if is_enough else None,
        interval=Interval(low=_WEEK * share.low, high=_WEEK * share.high) if is_enough else None,
    )


def _phi(was_so: Mapping[date, bool], last: date) -> float:
    return persistence(until(was_so, last))
