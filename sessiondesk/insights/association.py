"""Q8: what goes together with better or worse days? Never why."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from sessiondesk.insights.claims import Association, Associations
from sessiondesk.insights.selection import are_discoveries
from sessiondesk.insights.weeks_table import Table, WeeksTable

Progress = Callable[[float], None]

SHUFFLES: Final = 4999
FEWEST_TAGGED: Final = 8
FEWEST_WEEKS: Final = 12
LEAST: Final = 0.5
MOST_SHOWN: Final = 5
_LEVEL: Final = 0.10
_SEED: Final = 20_260_514
_BLOCK: Final = 250
"""So many shuffles at a time: as many numbers as stay close to the processor."""


def associations(
    ratings: Mapping[str, Mapping[date, float]],
    tags: Mapping[str, Collection[date]],
    *,
    next_day: bool = False,
    progress: Progress | None = None,
) -> Associations:
    """Look at every tag with every rating.

    The rating minus the mean of its week, on tagged days minus on other days; p from 4,999
    shuffles of the tag's whole weeks, weekdays kept, from a fixed seed. All pairs tested are
    corrected for together, at 10 %; a difference below half a point is not told.

    Args:
        ratings: The day's values of each rating, by any key.
        tags: The days with each tag, by any key.
        next_day: Look at the rating of the following day instead.
        progress: Told again and again how much is done, 0 to 1; what it raises ends the work.

    Source:
        Randomisation of whole blocks: Edgington & Onghena (2007), Randomization Tests, with
        p = (1 + shuffles at least as far from 0) / (1 + shuffles); Benjamini & Hochberg (1995),
        J. R. Stat. Soc. B 57, 289-300.
    """
    tables = {rating: WeeksTable.of(values) for rating, values in ratings.items() if values}
    weeks = max((table.weeks for table in tables.values()), default=0)
    groups = _answered_alike(
        {rating: table for rating, table in tables.items() if table.weeks >= FEWEST_WEEKS}
    )
    tested: list[Association] = []
    for at, group in enumerate(groups):
        part = _part(progress, at, len(groups))
        tested += _tested(group, _marks(group, tags, next_day=next_day), part)
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


def _answered_alike(tables: Mapping[str, WeeksTable]) -> Sequence[Mapping[str, WeeksTable]]:
    """Return them in groups that were answered on the same days: those share their shuffles."""
    found: dict[tuple[date, bytes], dict[str, WeeksTable]] = {}
    for rating, table in tables.items():
        found.setdefault((table.first, table.answered.tobytes()), {})[rating] = table
    return list(found.values())


def _marks(
    tables: Mapping[str, WeeksTable], tags: Mapping[str, Collection[date]], *, next_day: bool
) -> Mapping[str, Table]:
    """Return what each tag marks, of those with enough days on both sides."""
    table = next(iter(tables.values()))
    days = table.answered.sum()
    found = {}
    for tag, seen in tags.items():
        marked = table.marked(seen, later=int(next_day))
        tagged = (marked * table.answered).sum()
        if min(tagged, days - tagged) >= FEWEST_TAGGED:
            found[tag] = marked
    return found


def _tested(
    tables: Mapping[str, WeeksTable], marks: Mapping[str, Table], progress: Progress | None
) -> list[Association]:
    """Test each tag with each of the ratings, which were answered on the same days."""
    if not marks:
        return []
    marked = np.array([each.ravel() for each in marks.values()]).T
    answered = next(iter(tables.values())).answered
    tagged = answered.ravel() @ marked
    differences = np.array(
        [
            _differences(table, table.deviations.ravel() @ marked, tagged)
            for table in tables.values()
        ]
    )
    as_far = _as_far(list(tables.values()), marked, differences, progress)
    return [
        Association(
            tag=tag,
            rating=rating,
            difference=float(differences[row, column]),
            tagged=int(tagged[column]),
            others=int(answered.sum() - tagged[column]),
            p=float((1 + as_far[row, column]) / (1 + SHUFFLES)),
        )
        for row, rating in enumerate(tables)
        for column, tag in enumerate(marks)
    ]


def _as_far(
    tables: Sequence[WeeksTable], marked: Table, differences: Table, progress: Progress | None
) -> npt.NDArray[np.intp]:
    """Count for each pair the shuffles whose difference is at least as far from 0.

    A pair is counted no further once its p is beyond the level: it cannot stand any more,
    nor make another stand, however many shuffles follow.

    Returns:
        One row for each rating, one column for each tag.
    """
    chance = np.random.default_rng(_SEED)
    found = np.zeros(differences.shape, dtype=np.intp)
    narrow = marked.astype(np.float32)
    answered = tables[0].answered.astype(np.float32)  # whole numbers, which it holds exactly
    for done in range(0, SHUFFLES, _BLOCK):
        _tell(progress, done / SHUFFLES)
        is_open = 1 + found <= _LEVEL * (1 + SHUFFLES)
        tags = np.flatnonzero(is_open.any(axis=0))
        if not len(tags):
            break
        rows = min(_BLOCK, SHUFFLES - done)
        orders = chance.permuted(np.tile(np.arange(len(answered)), (rows, 1)), axis=1)
        # Each shuffle lets the tags of every week meet the days of another one.
        met = np.take(answered, orders, axis=0).reshape(rows, -1) @ narrow[:, tags]
        for row, table in enumerate(tables):
            own = is_open[row, tags]
            columns = tags[own]
            if not len(columns):
                continue
            moved = np.take(table.deviations, orders, axis=0).reshape(rows, -1)
            sums = moved @ marked[:, columns]
            shuffled = np.abs(_differences(table, sums, met[:, own].astype(np.float64)))
            # One that leaves no day on a side says nothing; it counts against the finding.
            is_nearer = shuffled < np.abs(differences[row, columns]) - 1e-12
            found[row, columns] += np.count_nonzero(~is_nearer, axis=0)
    return found


def _differences(table: WeeksTable, sums: Table, counts: Table) -> Table:
    """Return the mean of the tagged days minus that of the others, NaN where there are none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Table = sums / counts - (table.deviations.sum() - sums) / (
            table.answered.sum() - counts
        )
    return found


def _tell(progress: Progress | None, share: float) -> None:
    if progress is not None:
        progress(share)


def _part(progress: Progress | None, at: int, of: int) -> Progress | None:
    """Return what tells how far all of it is from how far part ``at`` is."""
    if progress is None:
        return None
    return lambda share: progress((at + share) / of)
