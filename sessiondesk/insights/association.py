"""Q8: what goes together with better or worse days? Never why."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Final

import numpy as np

from sessiondesk.insights.claims import Association, Associations
from sessiondesk.insights.selection import are_discoveries
from sessiondesk.insights.weeks_table import Table, WeeksTable

SHUFFLES: Final = 4999
FEWEST_TAGGED: Final = 8
FEWEST_WEEKS: Final = 12
LEAST: Final = 0.5
MOST_SHOWN: Final = 5
_LEVEL: Final = 0.10
_SEED: Final = 20_260_514


def associations(
    ratings: Mapping[str, Mapping[date, float]],
    tags: Mapping[str, Collection[date]],
    *,
    next_day: bool = False,
) -> Associations:
    """Look at every tag with every rating.

    The rating minus the mean of its week, on tagged days minus on other days; p from 4,999
    shuffles of the tag's whole weeks, weekdays kept, from a fixed seed. All pairs tested are
    corrected for together, at 10 %; a difference below half a point is not told.

    Args:
        ratings: The day's values of each rating, by any key.
        tags: The days with each tag, by any key.
        next_day: Look at the rating of the following day instead.

    Source:
        Randomisation of whole blocks: Edgington & Onghena (2007), Randomization Tests, with
        p = (1 + shuffles at least as far from 0) / (1 + shuffles); Benjamini & Hochberg (1995),
        J. R. Stat. Soc. B 57, 289-300.
    """
    tested: list[Association] = []
    weeks = 0
    for rating, values in ratings.items():
        if not values:
            continue
        table = WeeksTable.of(values)
        weeks = max(weeks, table.weeks)
        if table.weeks < FEWEST_WEEKS:
            continue
        orders = _orders(len(table.answered))
        for tag, days in tags.items():
            seen = [day + timedelta(days=1) for day in days] if next_day else days
            pair = _pair(table, table.marked(seen), orders)
            if pair is not None:
                difference, tagged, others, p = pair
                tested.append(
                    Association(
                        tag=tag,
                        rating=rating,
                        difference=difference,
                        tagged=tagged,
                        others=others,
                        p=p,
                    )
                )
    stand = are_discoveries([each.p for each in tested], level=_LEVEL)
    clear = [
        each
        for each, stands in zip(tested, stand, strict=True)
        if stands and abs(each.difference) >= LEAST
    ]
    clear.sort(key=lambda each: (-abs(each.difference), each.tag, each.rating))
    shown = tuple(clear[:MOST_SHOWN])
    named = {each.tag for each in clear}
    return Associations(
        found=shown, tested=len(tested), tags_without=len(tags) - len(named), weeks=weeks
    )


def _orders(weeks: int) -> "np.ndarray[tuple[int, int], np.dtype[np.intp]]":
    """Return one order of the weeks for each shuffle, the same for the same number of weeks."""
    chance = np.random.default_rng(_SEED)
    return chance.permuted(np.tile(np.arange(weeks), (SHUFFLES, 1)), axis=1)


def _pair(
    table: WeeksTable, marked: Table, orders: "np.ndarray[tuple[int, int], np.dtype[np.intp]]"
) -> tuple[float, int, int, float] | None:
    days = float(table.answered.sum())
    tagged = float((marked * table.answered).sum())
    if min(tagged, days - tagged) < FEWEST_TAGGED:
        return None
    total = float(table.deviations.sum())
    # What week w would say if it had the tags of week v: sums over its days, and their number.
    sums = table.deviations @ marked.T
    counts = table.answered @ marked.T
    here = np.arange(len(sums))
    shuffled_sums = sums[here, orders].sum(axis=1)
    shuffled_counts = counts[here, orders].sum(axis=1)
    actual = _difference(float(np.trace(sums)), tagged, total, days)
    # A shuffle that leaves no day on one side says nothing; it counts against the finding.
    with np.errstate(divide="ignore", invalid="ignore"):
        shuffled = shuffled_sums / shuffled_counts - (total - shuffled_sums) / (
            days - shuffled_counts
        )
    as_far = np.count_nonzero(~(np.abs(shuffled) < abs(actual) - 1e-12))
    return actual, int(tagged), int(days - tagged), float((1 + as_far) / (1 + SHUFFLES))


def _difference(inside: float, tagged: float, total: float, days: float) -> float:
    return inside / tagged - (total - inside) / (days - tagged)
