"""Q9: are some weekdays harder?"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import permutations
from typing import Final

import numpy as np
import numpy.typing as npt

from sessiondesk.insights.claims import Weekdays
from sessiondesk.insights.weeks_table import Table, WeeksTable

FEWEST_WEEKS: Final = 8
_LEVEL: Final = 0.01
_SHUFFLES: Final = 4999
_SEED: Final = 20_260_514
_WEEKDAYS: Final = 7


def weekdays(values: Mapping[date, float]) -> Weekdays:
    """Compare the weekdays of a rating.

    The spread (standard deviation) of the means of the weekdays against that of 4,999 shuffles
    of the answered days within each week, from a fixed seed; p < 0.01.

    Args:
        values: The value of each answered day.

    Source:
        As for ``associations``.
    """
    if not values:
        return Weekdays(means=(None,) * 7, days=(0,) * 7, weeks=0, is_clear=False)
    table = WeeksTable.of(values)
    counts = table.answered.sum(axis=0)
    sums = table.deviations.sum(axis=0)
    means = tuple(
        float(total / count) if count else None for total, count in zip(sums, counts, strict=True)
    )
    return Weekdays(
        means=means,
        days=tuple(int(each) for each in counts),
        weeks=table.weeks,
        is_clear=table.weeks >= FEWEST_WEEKS and _p(table, counts) < _LEVEL,
    )


def _p(table: WeeksTable, counts: Table) -> float:
    known = counts > 0
    actual = _spread(table.deviations.sum(axis=0), counts, known)
    as_far = np.count_nonzero(_spread(_shuffled(table), counts, known) >= actual - 1e-12)
    return float((1 + as_far) / (1 + _SHUFFLES))


def _shuffled(table: WeeksTable) -> Table:
    """Return the sums of the weekdays, one row for each shuffle."""
    chance = np.random.default_rng(_SEED)
    found = np.zeros((_SHUFFLES, _WEEKDAYS))
    patterns, kinds = np.unique(table.answered > 0, axis=0, return_inverse=True)
    for kind, pattern in enumerate(patterns):
        answered = np.flatnonzero(pattern)
        orders = _orders(len(answered))
        sums = np.zeros((_SHUFFLES, len(answered)))
        for week in table.deviations[kinds.ravel() == kind]:
            # Every order that this week could have, and one of them for each shuffle.
            possible = week[answered][orders]
            sums += possible.take(chance.integers(len(orders), size=_SHUFFLES), axis=0)
        found[:, answered] += sums
    return found


@cache
def _orders(n: int) -> npt.NDArray[np.intp]:
    """Return every order of ``n`` things, one a row; nobody writes to it."""
    return np.array(list(permutations(range(n))), dtype=np.intp)


def _spread(sums: Table, counts: Table, known: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    found: npt.NDArray[np.float64] = np.std(sums[..., known] / counts[known], axis=-1)
    return found
