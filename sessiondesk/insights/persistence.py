"""How much a day is like the day before it."""

from collections.abc import Mapping
from datetime import date
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
    blocks: dict[int, dict[int, float]] = {}
    for day, value in values.items():
        back = last - day.toordinal()
        blocks.setdefault(back // _BLOCK_DAYS, {})[back] = value
    products: list[float] = []
    squares: list[float] = []
    kept = 0
    for inside in blocks.values():
        if len(inside) < _FEWEST_IN_BLOCK:
            continue
        kept += 1
        mean = fmean(inside.values())
        own = {back: value - mean for back, value in inside.items()}
        squares += [each * each for each in own.values()]
        following = ((each, own.get(back - 1)) for back, each in own.items())
        products += [each * after for each, after in following if after is not None]
    if len(products) < _FEWEST_PAIRS:
        return 0.0
    mean_square = fmean(squares)
    if mean_square == 0:
        return 0.0
    r = fmean(products) / mean_square
    per_block = len(squares) / kept
    return min(max(r + (1 + 3 * r) / per_block, 0.0), _HIGHEST)
