"""Q6: which way is it going over the whole time, or has it stopped moving?"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

import numpy as np

from sessiondesk.insights.claim import Ending, Interval
from sessiondesk.insights.claims import FEWEST_WEEKS, Trend
from sessiondesk.insights.material import Unit
from sessiondesk.insights.selection import are_discoveries

FEWEST_FOR_STEADY: Final = 12
LEAST: Final = 0.5
"""The smallest change over the whole time that is named, in the unit of the values."""

STEADY_WITHIN: Final = 1.5
STEADY_HOURS: Final = 1.0
_LEVEL: Final = 0.05
_Z95: Final = 1.959964
_Z90: Final = 1.644854


def steady_within(unit: Unit) -> float:
    """Return how much either way counts as steady, in ``unit``."""
    return STEADY_HOURS if unit is Unit.HOURS else STEADY_WITHIN


def trend(means: Sequence[tuple[date, float]], *, within: float = STEADY_WITHIN) -> Trend:
    """Look for a direction.

    Mann-Kendall on the weekly means, ties corrected, with continuity; the size is the median of
    the slopes of all pairs of weeks times the span. A direction is named where p < 0.05 and the
    whole change is half a unit or more; steady is 12 weeks or more whose change lies within
    ``within`` either way at 90 %.

    Args:
        means: (Monday, mean) of the weeks with three check-ins or more, oldest first.
        within: So much either way counts as steady, as of ``steady_within``.

    Source:
        Mann (1945), Econometrica 13, 245-259; Kendall (1975), Rank Correlation Methods; Sen
        (1968), JASA 63, 1379-1389 for the slope and its interval.
    """
    weeks = tuple(monday for monday, _ in means)
    if len(means) < FEWEST_WEEKS:
        return Trend(weeks=weeks, within=within, ending=Ending.NOT_ENOUGH)
    at = np.array([(monday - weeks[0]).days / 7 for monday in weeks])
    values = np.array([mean for _, mean in means])
    one, other = np.triu_indices(len(values), k=1)
    steps = values[other] - values[one]
    slopes = np.sort(steps / (at[other] - at[one]))
    spread = math.sqrt(_variance(values.tolist()))
    span = float(at[-1])
    size = float(np.median(slopes)) * span
    found = Trend(
        weeks=weeks,
        change=size,
        interval=_interval(slopes, spread, _Z95, span),
        narrow=_interval(slopes, spread, _Z90, span),
        p=_p(float(np.sign(steps).sum()), spread),
        within=within,
        ending=Ending.CANT_TELL,
    )
    return replace(found, ending=_ending(found, is_clear=found.p < _LEVEL))


def together(trends: Sequence[Trend]) -> Sequence[Trend]:
    """Return the trends as they may be said side by side: directions corrected for their number.

    Source:
        Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289-300, at 5 %.
    """
    tested = [each for each in trends if each.change is not None]
    clear = are_discoveries([each.p for each in tested], level=_LEVEL)
    endings = {
        id(each): _ending(each, is_clear=is_clear)
        for each, is_clear in zip(tested, clear, strict=True)
    }
    return [replace(each, ending=endings.get(id(each), each.ending)) for each in trends]


def _ending(found: Trend, *, is_clear: bool) -> Ending:
    assert found.change is not None and found.narrow is not None  # noqa: S101, PT018 - 8 weeks
    if is_clear and abs(found.change) >= LEAST:
        return Ending.HIGHER if found.change > 0 else Ending.LOWER
    if len(found.weeks) >= FEWEST_FOR_STEADY and found.narrow.is_inside(found.within):
        return Ending.ABOUT_THE_SAME
    return Ending.CANT_TELL


def _variance(values: Sequence[float]) -> float:
    """Return the variance of Kendall's S, with ties among the values."""

    def term(n: int) -> int:
        return n * (n - 1) * (2 * n + 5)

    ties = sum(term(count) for count in Counter(values).values())
    return (term(len(values)) - ties) / 18


def _p(s: float, spread: float) -> float:
    if spread == 0:
        return 1.0
    z = max(abs(s) - 1, 0.0) / spread
    return math.erfc(z / math.sqrt(2))


def _interval(
    slopes: "np.ndarray[tuple[int], np.dtype[np.float64]]", spread: float, z: float, span: float
) -> Interval:
    count = len(slopes)
    low = max(round((count - z * spread) / 2) - 1, 0)
    high = min(round((count + z * spread) / 2), count - 1)
    return Interval(low=float(slopes[low]) * span, high=float(slopes[high]) * span)
