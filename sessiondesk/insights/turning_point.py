"""Q10: was there a turning point? Only when somebody asks, and at most one."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np

from sessiondesk.insights.claims import TurningPoint

FEWEST: Final = 16
_LEVEL: Final = 0.01


def turning_point(means: Sequence[tuple[date, float]]) -> TurningPoint:
    """Look for one change of level.

    U_t = sum over i <= t < j of sign(x_i - x_j); K = max |U_t|; p = 2 exp(-6 K^2 / (n^3 + n^2)),
    and p < 0.01.

    Args:
        means: (Monday, mean) of each week that counts, oldest first; or results and their days.

    Source:
        Pettitt (1979), J. R. Stat. Soc. C 28, 126-135.
    """
    n = len(means)
    if n < FEWEST:
        return TurningPoint(points=n, at=None, is_enough=False)
    values = np.array([mean for _, mean in means])
    signs = np.sign(values[:, None] - values[None, :])
    # Going one on takes its own row in; what it has with those before it falls away by itself.
    reached = np.cumsum(signs.sum(axis=1))[:-1]
    turn = int(np.argmax(np.abs(reached)))
    k = float(abs(reached[turn]))
    p = min(1.0, 2 * math.exp(-6 * k * k / (n**3 + n**2)))
    return TurningPoint(points=n, at=means[turn + 1][0] if p < _LEVEL else None, is_enough=True)
