"""Gaps in the record, so that nothing is drawn or averaged where nothing was written."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from sessiondesk.domain.period import Period

GAP_DAYS = 4
"""From this many days without an answer in a row, a line breaks."""


def gaps(days: Iterable[date]) -> Sequence[Period]:
    """Return the stretches without any of ``days`` between the first and the last of them.

    Args:
        days: Days with something in them, in any order.

    Returns:
        Every stretch of ``GAP_DAYS`` or more empty days, oldest first; each from the first
        empty day to the last one.
    """
    ordered = sorted(set(days))
    return [
        Period(first=before + timedelta(days=1), last=after - timedelta(days=1))
        for before, after in pairwise(ordered)
        if (after - before).days > GAP_DAYS
    ]
