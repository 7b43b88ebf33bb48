"""Means of days, with the number of days they rest on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from sessiondesk.domain.period import Period

ENOUGH_DAYS: Final = 14

_ONE_DECIMAL: Final = Decimal("0.1")
# A day's value may be a third; what is left of its rounding must not decide a tie.
_BEYOND_DOUBT: Final = Decimal("0.000000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mean:
    """A mean, or the reason why there is none.

    Attributes:
        value: The mean of the days' values, to one decimal. None: too few days.
        days: On how many days it rests, 0 or more.
    """

    value: Decimal | None
    days: int


def mean_of(daily: Mapping[date, float], period: Period) -> Mean:
    """Return the mean of the days' values within ``period``.

    A day that was not answered is left out: it is not zero. Below fourteen answered days
    no mean is given. Halves are rounded up.
    """
    values = [Decimal(repr(float(value))) for day, value in daily.items() if day in period]
    if len(values) < ENOUGH_DAYS:
        return Mean(value=None, days=len(values))
    exact = (sum(values, Decimal()) / len(values)).quantize(_BEYOND_DOUBT, ROUND_HALF_UP)
    return Mean(value=exact.quantize(_ONE_DECIMAL, ROUND_HALF_UP), days=len(values))
