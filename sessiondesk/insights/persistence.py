"""How much a day is like the day before it."""

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from operator import mul
from statistics import fmean

_BLOCK_DAYS = 28
_FEWEST_IN_BLOCK = 8
_FEWEST_PAIRS = 10
_HIGHEST = 0.8


def persistence(values: Mapping[date, float]) -> float:
    """Return phi, the correlation of a day's value with that of the next day.

    Days that resemble their neighbours say less than as many unlike days would; phi is what
    the likely range of an average is widened by.

    Args:
        values: The value of each answered day; a day that is not in here was not answered.

    Returns:
        0 (each day stands alone) to 0.8. It is 0 where fewer than ten pairs of neighbouring
        days were answered, or all values are the same.

    Source:
        Lag-one autocorrelation within blocks of 28 calendar days counted back from the last
        day (blocks with 8 answers or more, each minus its own mean, so that a slow rise is not
        taken for persistence), raised by (1 + 3r) / (mean answers per block): the small-sample
        bias of r, Kendall (1954), Biometrika 41, 403-404; Marriott & Pope, ibid. 390-402.
    """
    last = max(values, default=date.min).toordinal()
    # Each block has a slot for each of its days; what was not answered is None.
    blocks: dict[int, list[float | None]] = {}
    for day, value in values.items():
        block, slot = divmod(last - day.toordinal(), _BLOCK_DAYS)
        if block not in blocks:
            blocks[block] = [None] * _BLOCK_DAYS
        blocks[block][slot] = value
    products: list[float] = []
    squares: list[float] = []
    kept = 0
    for slots in blocks.values():
        inside = [value for value in slots if value is not None]
        if len(inside) < _FEWEST_IN_BLOCK:
            continue
        kept += 1
        mean = fmean(inside)
        own = [value - mean for value in inside]
        squares += map(mul, own, own)
        if len(own) == _BLOCK_DAYS:
            products += map(mul, own, own[1:])
        else:
            products += [
                (value - mean) * (after - mean)
                for after, value in pairwise(slots)
                if value is not None and after is not None
            ]
    if len(products) < _FEWEST_PAIRS:
        return 0.0
    mean_square = fmean(squares)
    if mean_square == 0:
        return 0.0
    r = fmean(products) / mean_square
    per_block = len(squares) / kept
    return min(max(r + (1 + 3 * r) / per_block, 0.0), _HIGHEST)
