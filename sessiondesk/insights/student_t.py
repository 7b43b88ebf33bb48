"""The one quantile that every likely range here needs."""

import math

# t at 97.5 % for 1/df = 0, 1/16, 2/16 ... 1. A table because it is asked for hundreds of times
# for one chart: a numerical inverse takes a millisecond each, these seventeen values none.
_STEPS = 16
_QUANTILES = (
    *(1.959964, 2.119905, 2.306004, 2.523002, 2.776445, 3.072829, 3.419770, 3.826208, 4.302653),
    *(4.861473, 5.517245, 6.287175, 7.191585, 8.254515, 9.504417, 10.974997, 12.706205),
)
_LOGARITHMS = tuple(math.log(each) for each in _QUANTILES)


def two_sided_95(df: float) -> float:
    """Return the 97.5 % quantile of Student's t, within 0.1 %.

    Args:
        df: Degrees of freedom, 1 or more; need not be whole.

    Source:
        Student's t distribution; the logarithm of its quantile is nearly straight in 1/df, so
        it is read between the values of a table.
    """
    place = _STEPS / df
    below = min(int(place), _STEPS - 1)
    share = place - below
    return math.exp(_LOGARITHMS[below] * (1 - share) + _LOGARITHMS[below + 1] * share)
