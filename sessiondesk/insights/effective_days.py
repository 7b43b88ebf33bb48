"""How many independent days a set of days is worth."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final

FEWEST: Final = 2.0


def effective_days(days: Iterable[date], phi: float) -> float:
    """Return the number of independent days that would say as much about a mean.

    Args:
        days: The answered days.
        phi: How much a day is like the one before it, 0 to 0.8, as of ``persistence``.

    Returns:
        n_eff = n^2 / sum_ij phi^|d_i - d_j|, at least 2; n where phi is 0.

    Source:
        Variance of the mean of a first-order autoregressive series observed at the given days:
        s^2 / n_eff. Bayley & Hammersley (1946), Suppl. J. R. Stat. Soc. 8, 184-197.
    """
    ordered = sorted(set(days))
    shared = total = 0.0
    for before, day in pairwise(ordered):
        # What a day shares with all days before it fades by phi for each day that goes by.
        shared = (shared + 1.0) * phi ** (day - before).days
        total += shared
    n = len(ordered)
    return max(n * n / (n + 2 * total), FEWEST) if n else FEWEST
