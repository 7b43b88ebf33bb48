"""The local average: the line through a chart's daily marks, and where it likely lies.

Standard library only: the same line goes on paper, and the sheet should not wait for numpy.
A year of days takes about 5 ms, ten years in steps of ten days about 6 ms.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import mul

from sessiondesk.insights.gaps import GAP_DAYS
from sessiondesk.insights.persistence import persistence
from sessiondesk.insights.student_t import two_sided_95

HALF_WIDTH_DAYS = 21
"""How far a day's average reaches to either side: days this far away count no more."""

FEWEST_DAYS = 3
"""With fewer answered days in reach there is no average, as for a week."""

_FEWEST_EFFECTIVE = 2.0
# An answer in whole steps stands for anything up to half a step either way. Without this, three
# days that were all a 5 would be drawn as if nothing could be more certain.
_ROUNDING_VARIANCE = 1 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The local average at one day.

    Attributes:
        day: The day, always one that was answered.
        mean: The average around it, in the unit of the values.
        low: Lower end of the likely range of that average.
        high: Upper end.
    """

    day: date
    mean: float
    low: float
    high: float


Segment = tuple[Point, ...]


def local_average(
    days: Sequence[date],
    values: Sequence[float],
    *,
    half_width: int = HALF_WIDTH_DAYS,
    every: int = 1,
    lowest: float = 0.0,
    highest: float = 10.0,
) -> Sequence[Segment]:
    """Return the local average, as unbroken stretches that never cross a gap.

    At each answered day t it is the mean of the days around t, weighted by

        w(d) = (1 - (|d - t| / (half_width + 1))^2)^2

    and 0 beyond: near days count most (the middle half of the weight lies within about six days
    either side), and nothing is drawn beyond the first and the last answer. A mean rather than a
    fitted slope: it cannot leave the scale, needs no more than the days themselves, and is what
    the word says.

    Its likely range (95 %, for one point at a time) is mean +- t * sqrt(v), with the weights
    scaled to sum 1 and phi the persistence of the whole series:

        n_eff = 1 / sum_ij w_i w_j phi^|d_i - d_j|, at least 2
        v     = s2 * n_eff / (n_eff - 1) / n_eff = s2 / (n_eff - 1),  s2 = sum_i w_i (y_i - mean)^2

    with t at n_eff - 1 degrees of freedom. Equal weights give the range that a comparison of
    two periods uses. It speaks about the average of those days, not about single days, and does
    not contain what averaging itself flattens.

    Args:
        days: Answered days, each once, in any order.
        values: The value of each, in any unit; as long as ``days``.
        half_width: How many days to either side count, 1 or more.
        every: Least distance of two points in days, 1 or more: 1 gives every answered day. The
            first and the last day of a stretch always have a point.
        lowest: Smallest value there can be; the range does not go below it.
        highest: Largest value there can be; the range does not go above it.

    Returns:
        Stretches, oldest first, each with one point or more. A new one begins after
        ``GAP_DAYS`` days or more without an answer, and after days that have fewer than
        ``FEWEST_DAYS`` answers in reach.

    Source:
        Kernel regression: Nadaraya (1964), Theory Probab. Appl. 9, 141-142; Watson (1964),
        Sankhya A 26, 359-372; biweight kernel as in Cleveland (1979), JASA 74, 829-836. Variance
        of a weighted mean of days with correlation phi^distance: measurement of persistence as
        in ``persistence``.
    """
    ordered = dict(sorted(zip(days, values, strict=True)))
    if not ordered:
        return []
    kernel = _Kernel(half_width, persistence(ordered))
    first = min(ordered).toordinal()
    # One slot a calendar day, with room at both ends, so that each window is a plain slice.
    slots = max(ordered).toordinal() - first + 1 + 2 * half_width
    here = [0.0] * slots
    filled = [0.0] * slots
    for day, value in ordered.items():
        slot = day.toordinal() - first + half_width
        here[slot] = 1.0
        filled[slot] = value
    stretches: list[list[Point]] = []
    for run in _runs(list(ordered)):
        stretch: list[Point] = []
        for day in _thinned(run, every):
            start = day.toordinal() - first
            window = slice(start, start + 2 * half_width + 1)
            found = kernel.mean_and_margin(here[window], filled[window])
            if found is None:
                stretches.append(stretch)
                stretch = []
                continue
            mean, margin = found
            # The mean too: rounding can lift an average of tens above 10 by a hair.
            low, mid, high = (
                min(max(each, lowest), highest) for each in (mean - margin, mean, mean + margin)
            )
            stretch.append(Point(day=day, mean=mid, low=low, high=high))
        stretches.append(stretch)
    return [tuple(stretch) for stretch in stretches if stretch]


class _Kernel:
    """The weights around a day, and what they make of the days that were answered."""

    def __init__(self, half_width: int, phi: float) -> None:
        reach = half_width + 1
        self._weights = [(1 - (n / reach) ** 2) ** 2 for n in range(-half_width, half_width + 1)]
        self._phi = phi

    def mean_and_margin(
        self, here: Sequence[float], filled: Sequence[float]
    ) -> tuple[float, float] | None:
        """Return the mean and half the likely range, or None where the days are too few.

        Args:
            here: 1 for each day of the window that was answered, else 0.
            filled: The values, 0 where there is none.
        """
        if sum(here) < FEWEST_DAYS:
            return None
        weights = list(map(mul, self._weights, here))
        total = sum(weights)
        mean = sum(map(mul, weights, filled)) / total
        spread = sum(w * (y - mean) ** 2 for w, y in zip(weights, filled, strict=True)) / total
        # The double sum in one pass: what each day shares with all days before it fades by phi.
        squares = crossed = shared = 0.0
        for weight in weights:
            squares += weight * weight
            crossed += weight * shared
            shared = (shared + weight) * self._phi
        effective = max(total * total / (squares + 2 * crossed), _FEWEST_EFFECTIVE)
        variance = max(spread, _ROUNDING_VARIANCE) / (effective - 1)
        return mean, two_sided_95(effective - 1) * math.sqrt(variance)


def _runs(days: Sequence[date]) -> Sequence[Sequence[date]]:
    """Split ``days``, oldest first, at every gap."""
    runs = [[days[0]]]
    for before, day in pairwise(days):
        if (day - before).days > GAP_DAYS:
            runs.append([])
        runs[-1].append(day)
    return runs


def _thinned(run: Sequence[date], every: int) -> Sequence[date]:
    """Return days of ``run`` at least ``every`` apart, the first and the last among them."""
    kept = [run[0]]
    for day in run[1:-1]:
        if (day - kept[-1]).days >= every and (run[-1] - day).days >= every:
            kept.append(day)
    if len(run) > 1:
        kept.append(run[-1])
    return kept
