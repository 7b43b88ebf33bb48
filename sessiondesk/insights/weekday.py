"""Q9: are some weekdays harder?"""

from collections.abc import Mapping
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from sessiondesk.insights.claims import Weekdays
from sessiondesk.insights.weeks_table import Table, WeeksTable

FEWEST_WEEKS: Final = 8
_LEVEL: Final = 0.01
_SHUFFLES: Final = 4999
_SEED: Final = 20_260_514


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
    chance = np.random.default_rng(_SEED)
    known = counts > 0
    actual = _spread(table.deviations.sum(axis=0), counts, known)
    as_far = 0
    for _ in range(_SHUFFLES):
        # Answered days change places among themselves: the others sort behind them, in place.
        keys = chance.random(table.answered.shape) + 2.0 * (1.0 - table.answered)
        order = np.argsort(keys, axis=1)
        places = np.argsort(1.0 - table.answered, axis=1, kind="stable")
        shuffled = np.zeros_like(table.deviations)
        np.put_along_axis(
            shuffled, places, np.take_along_axis(table.deviations, order, axis=1), axis=1
        )
        as_far += _spread(shuffled.sum(axis=0), counts, known) >= actual - 1e-12
    return (1 + as_far) / (1 + _SHUFFLES)


def _spread(sums: Table, counts: Table, known: npt.NDArray[np.bool_]) -> float:
    return float(np.std(sums[known] / counts[known]))
