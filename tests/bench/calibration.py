"""How often the answers about a record are wrong, and how much they find: by simulation.

Run it by itself: ``.venv/bin/python -m tests.bench.calibration``. Made-up diaries in which nothing
changes are asked everything, with days that resemble the day before more or less and with days
missing; then diaries in which something does change. ``--runs N`` sets the diaries of each cell
(500 unless told otherwise), ``--write`` puts the tables into resources/docs/honesty.md. From the
same seed it prints the same numbers. 1 where one is beyond its limit.
"""

import argparse
import sys
import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

import numpy as np

from sessiondesk import paths
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Better
from sessiondesk.insights.after_session import after_sessions
from sessiondesk.insights.association import _marks, _tested, associations
from sessiondesk.insights.change import Change, change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.frequency import frequency_change
from sessiondesk.insights.trend import trend
from sessiondesk.insights.turning_point import turning_point
from sessiondesk.insights.weekday import weekdays
from sessiondesk.insights.weekly import weekly
from sessiondesk.insights.weeks_table import WeeksTable

RUNS: Final = 500
PHIS: Final = (0.0, 0.2, 0.4, 0.7)
MISSING: Final = (0.0, 0.3)
MIDDLE: Final = 5.0
SPREAD: Final = 1.8
MONDAY: Final = date(2025, 1, 6)
BEGIN: Final = "<!-- numbers: begin -->"
END: Final = "<!-- numbers: end -->"

Values = dict[date, float]
Chance = np.random.Generator


def diary(  # one argument for each thing that differs between diaries
    chance: Chance,
    *,
    weeks: int,
    phi: float,
    missing: float,
    level: Callable[[int], float] = lambda _day: 0.0,
) -> Values:
    """Return the answered days of a made-up rating, whole numbers from 0 to 10.

    Args:
        chance: Where it comes from.
        weeks: How long it is.
        phi: How much a day is like the one before it.
        missing: The share of days without an answer.
        level: What is added to the middle of each day.
    """
    steps = chance.normal(0, 1, 7 * weeks)
    answered = chance.random(7 * weeks) >= missing
    found, state = {}, steps[0]
    for at, step in enumerate(steps):
        state = phi * state + (1 - phi * phi) ** 0.5 * step if at else step
        if answered[at]:
            value = round(MIDDLE + level(at) + SPREAD * float(state))
            found[MONDAY + timedelta(days=at)] = float(min(10, max(0, value)))
    return found


def tagged(chance: Chance, weeks: int, share: Callable[[int], float]) -> set[date]:
    """Return the days with a made-up tag."""
    draws = chance.random(7 * weeks)
    return {MONDAY + timedelta(days=at) for at in range(7 * weeks) if draws[at] < share(at)}


def weekly_means(values: Values) -> Sequence[tuple[date, float]]:
    """Return what trend and turn are asked about."""
    whole = Period(first=min(values), last=max(values))
    return [(each.monday, each.mean) for each in weekly(values, whole) if each.mean is not None]


# What a diary is asked: each returns whether it was so.


def moved(chance: Chance, phi: float, missing: float, by: float = 0.0) -> bool:
    """Q1: is a direction named, four weeks against the four before, half a year of days?"""
    return change_of(chance, phi, missing, by).ending.is_direction


def left_out(chance: Chance, phi: float, missing: float) -> bool:
    """Q1: does the likely range leave out the change that there was, none?"""
    interval = change_of(chance, phi, missing, 0.0).interval
    return interval is not None and interval.excludes_nothing


def change_of(chance: Chance, phi: float, missing: float, by: float) -> Change:
    """Return the answer for a diary that moves by so much before the newer window."""
    weeks = 26
    now, then = default_windows(MONDAY + timedelta(days=7 * weeks - 1))
    first = (now.first - MONDAY).days
    values = diary(
        chance,
        weeks=weeks,
        phi=phi,
        missing=missing,
        level=lambda at: by if at >= first else 0.0,
    )
    return change(values, now, then, none_at_zero=False)


def more_often(chance: Chance, phi: float, missing: float, by: float = 0.0) -> bool:
    """Q2: is a direction named for the days at 6 or more?"""
    weeks = 26
    now, then = default_windows(MONDAY + timedelta(days=7 * weeks - 1))
    first = (now.first - MONDAY).days
    values = diary(
        chance,
        weeks=weeks,
        phi=phi,
        missing=missing,
        level=lambda at: by if at >= first else 0.0,
    )
    was_so = {day: value >= 6 for day, value in values.items()}
    return frequency_change(was_so, now, then).ending.is_direction


def rising(chance: Chance, phi: float, missing: float, by: float = 0.0) -> bool:
    """Q6: is a direction named over 34 weeks?"""
    return trend_of(chance, phi, missing, by, 34).ending.is_direction


def steady(chance: Chance, phi: float, missing: float, by: float = 2.0) -> bool:
    """Q6: is a diary called steady that moves by ``by`` over 20 weeks?"""
    return trend_of(chance, phi, missing, by, 20).ending is Ending.ABOUT_THE_SAME


def trend_of(chance: Chance, phi: float, missing: float, by: float, weeks: int) -> Trend:
    """Return the trend of a diary that moves by so much, evenly."""
    days = 7 * weeks
    values = diary(chance, weeks=weeks, phi=phi, missing=missing, level=lambda at: by * at / days)
    return trend(weekly_means(values))


def goes_together(chance: Chance, phi: float, missing: float) -> bool:
    """Q8: is p below 0.05 for a tag on a fifth of the days?"""
    weeks = 26
    values = diary(chance, weeks=weeks, phi=phi, missing=missing)
    return is_small(values, tagged(chance, weeks, lambda _at: 0.2))


def goes_together_in_time(chance: Chance, phi: float, missing: float) -> bool:
    """Q8: the same where rating and tag both become more, week by week."""
    weeks = 26
    days = 7 * weeks
    values = diary(
        chance, weeks=weeks, phi=phi, missing=missing, level=lambda at: 3 * at / days - 1.5
    )
    return is_small(values, tagged(chance, weeks, lambda at: 0.05 + 0.3 * at / days))


def goes_together_by_weekday(chance: Chance, phi: float, missing: float) -> bool:
    """Q8: the same where rating and tag both are higher at weekends."""
    weeks = 26
    values = diary(
        chance, weeks=weeks, phi=phi, missing=missing, level=lambda at: 1.0 if at % 7 > 4 else 0.0
    )
    return is_small(values, tagged(chance, weeks, lambda at: 0.5 if at % 7 > 4 else 0.1))


def is_small(values: Values, days: set[date]) -> bool:
    """Return whether p is below 0.05."""
    tables = {"rating": WeeksTable.of(values)}
    marks = _marks(tables, {"tag": days}, next_day=False)
    return any(each.p < 0.05 for each in _tested(tables, marks, None))


def anything_together(chance: Chance, phi: float, missing: float) -> bool:
    """Q8: is anything told of two ratings and twelve tags, corrected for their number?"""
    weeks = 26
    ratings = {
        name: diary(chance, weeks=weeks, phi=phi, missing=missing) for name in ("one", "two")
    }
    tags = {f"tag {n}": tagged(chance, weeks, lambda _at: 0.2) for n in range(12)}
    return bool(associations(ratings, tags).found)


def finds_a_tag(chance: Chance, phi: float, missing: float, by: float) -> bool:
    """Q8: is a tag found, alone, that makes so much of a difference?"""
    weeks = 26
    days = tagged(chance, weeks, lambda _at: 0.2)
    values = diary(
        chance,
        weeks=weeks,
        phi=phi,
        missing=missing,
        level=lambda at: by if MONDAY + timedelta(days=at) in days else 0.0,
    )
    return bool(associations({"rating": values}, {"tag": days}).found)


def hard_weekday(chance: Chance, phi: float, missing: float) -> bool:
    """Q9: do the weekdays differ?"""
    return weekdays(diary(chance, weeks=26, phi=phi, missing=missing)).is_clear


def turned(chance: Chance, phi: float, missing: float) -> bool:
    """Q10: is a turn named?"""
    values = diary(chance, weeks=26, phi=phi, missing=missing)
    return turning_point(weekly_means(values)).at is not None


def worse_after(chance: Chance, phi: float, missing: float) -> bool:
    """Q7: is it worse after five of six sessions?"""
    values = diary(chance, weeks=9, phi=phi, missing=missing)
    days = [MONDAY + timedelta(days=7 * week + 2) for week in range(1, 8)]
    return after_sessions(values, days, better=Better.HIGHER).is_consistent


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A row of the first table.

    Attributes:
        what: What is called for by mistake.
        asked: Whether a diary is answered so.
        limits: The highest share for each of ``PHIS``, beyond which it is a fault.
    """

    what: str
    asked: Callable[[Chance, float, float], bool]
    limits: tuple[float, float, float, float]


FALSE: Final = (
    Held(what="Q1 a direction between four weeks and four", asked=moved, limits=(0.07,) * 4),
    Held(what="Q1 a likely range that misses the truth", asked=left_out, limits=(0.08,) * 4),
    Held(
        what="Q2 a direction in days a week",
        asked=more_often,
        limits=(0.07, 0.07, 0.08, 0.12),
    ),
    Held(what="Q6 a direction over 34 weeks", asked=rising, limits=(0.07, 0.07, 0.09, 0.14)),
    Held(
        what="Q6 called steady, though it moved by 2 points in 20 weeks",
        asked=steady,
        limits=(0.04, 0.04, 0.04, 0.05),
    ),
    Held(what="Q7 worse after sessions", asked=worse_after, limits=(0.05,) * 4),
    Held(what="Q8 one tag, p below 0.05", asked=goes_together, limits=(0.08,) * 4),
    Held(
        what="Q8 the same, both rising for half a year",
        asked=goes_together_in_time,
        limits=(0.08,) * 4,
    ),
    Held(
        what="Q8 the same, both higher at weekends",
        asked=goes_together_by_weekday,
        limits=(0.08,) * 4,
    ),
    Held(
        what="Q8 anything told of 2 ratings and 12 tags",
        asked=anything_together,
        limits=(0.13,) * 4,
    ),
    Held(what="Q9 weekdays that differ", asked=hard_weekday, limits=(0.03,) * 4),
    Held(what="Q10 a turn", asked=turned, limits=(0.03, 0.03, 0.05, 0.12)),
)
"""What is promised. Limits leave room for chance: 500 diaries lie within 2 % of the truth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A row of the second table.

    Attributes:
        what: What there is to find.
        asked: Whether it is found, for a change of that size.
        sizes: The sizes, in points.
    """

    what: str
    asked: Callable[[Chance, float, float, float], bool]
    sizes: tuple[float, ...]


TRUE: Final = (
    Found(what="Q1 a move of {size} points", asked=moved, sizes=(0.5, 1.0, 1.5, 2.0)),
    Found(what="Q2 a move of {size} points", asked=more_often, sizes=(1.0, 2.0)),
    Found(what="Q6 a rise of {size} points over 34 weeks", asked=rising, sizes=(0.5, 1.0, 2.0)),
    Found(
        what="Q8 a tag on a fifth of the days that makes {size}",
        asked=finds_a_tag,
        sizes=(0.5, 1.0, 1.5),
    ),
)


def share(asked: Callable[[Chance], bool], runs: int, *seed: object) -> float:
    """Return the share of diaries of which it is so, from a seed of its own."""
    chance = np.random.default_rng(zlib.crc32(repr(seed).encode()))
    return sum(asked(chance) for _ in range(runs)) / runs


def false_share(held: Held, phi: float, missing: float, runs: int) -> float:
    """Return how often ``held`` is said by mistake."""
    return share(lambda chance: held.asked(chance, phi, missing), runs, held.what, phi, missing)


def true_share(row: Found, size: float, phi: float, missing: float, runs: int) -> float:
    """Return how often a change of that size is found."""
    return share(lambda chance: row.asked(chance, phi, missing, size), runs, row.what, phi, size)


def false_rows(runs: int) -> Iterable[tuple[str, Sequence[str], bool]]:
    """Yield (what, cells, whether all are within their limits)."""
    for held in FALSE:
        cells, is_within = [], True
        for phi, limit in zip(PHIS, held.limits, strict=True):
            for missing in MISSING:
                found = false_share(held, phi, missing, runs)
                cells.append(f"{100 * found:.1f}")
                is_within = is_within and found <= limit
        yield held.what, cells, is_within


def true_rows(runs: int) -> Iterable[tuple[str, Sequence[str]]]:
    """Yield (what, cells), with 15 % of days missing."""
    missing = 0.15
    for row in TRUE:
        for size in row.sizes:
            cells = []
            for phi in PHIS:
                found = true_share(row, size, phi, missing, runs)
                cells.append(f"{100 * found:.0f}")
            yield row.what.format(size=f"{size:g}"), cells


def main() -> int:
    """Print the tables; 1 where a share is beyond its limit."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--runs", type=int, default=RUNS)
    reader.add_argument("--write", action="store_true")
    said = reader.parse_args()
    lines, is_within = [], True

    def tell(line: str) -> None:
        lines.append(line)
        print(line, flush=True)

    tell(f"Said of diaries in which it is not so, in per cent of {said.runs:,} diaries a cell:")
    tell("")
    heads = [f"phi {phi:g}, {missing:.0%} missing" for phi in PHIS for missing in MISSING]
    tell(f"| | {' | '.join(heads)} |")
    tell(f"| --- |{' ---: |' * len(heads)}")
    for what, cells, is_fine in false_rows(said.runs):
        tell(f"| {what} | {' | '.join(cells)} |")
        is_within = is_within and is_fine
        if not is_fine:
            print("  beyond its limit", file=sys.stderr)
    tell("")
    tell(f"Found where it is so, in per cent of {said.runs:,} diaries a cell, 15% missing:")
    tell("")
    tell(f"| | {' | '.join(f'phi {phi:g}' for phi in PHIS)} |")
    tell(f"| --- |{' ---: |' * len(PHIS)}")
    for what, cells in true_rows(said.runs):
        tell(f"| {what} | {' | '.join(cells)} |")
    if said.write and is_within:
        path = paths.resources() / "docs" / "honesty.md"
        before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
        _, _, after = rest.partition(END)
        table = "\n".join(lines)
        path.write_text(f"{before}{BEGIN}\n\n{table}\n\n{END}{after}", encoding="utf-8")
    return 0 if is_within else 1


if __name__ == "__main__":
    sys.exit(main())
