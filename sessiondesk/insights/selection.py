"""Which of many findings stand when all that was looked at is counted."""

from collections.abc import Sequence


def are_discoveries(p_values: Sequence[float], *, level: float) -> Sequence[bool]:
    """Tell of each p whether it stands, so that among those that do few are false.

    The largest k with p_(k) <= k / m * level is found; the k smallest stand.

    Args:
        p_values: One p of each comparison that was made, those without a result as well.
        level: The share of false ones that is accepted, 0 to 1.

    Source:
        Benjamini & Hochberg (1995), J. R. Stat. Soc. B 57, 289-300.
    """
    m = len(p_values)
    limit = max(
        (p for k, p in enumerate(sorted(p_values), start=1) if p <= k / m * level), default=-1.0
    )
    return [p <= limit for p in p_values]
