"""Q4: when was something noticed first? No statistics: three dates, and how often since."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstNoticed:
    """When a pattern was named, linked and written about.

    Attributes:
        named_on: The day it was given its name. None: words were looked for, not a pattern.
        first_linked: The day of the earliest entry that the person linked to it. None: none is.
        first_written: The day of the earliest entry with one of its words, found by search and
            never asserted. None: there is none before the first linked one.
        by_month: (First day of the month, entries linked in it) for each month from the first
            link to the last, months without any as well. Where words were looked for, the
            entries that have them.
    """

    named_on: date | None
    first_linked: date | None
    first_written: date | None
    by_month: tuple[tuple[date, int], ...]


def first_noticed(
    named_on: date | None, linked: Iterable[date], written: Iterable[date]
) -> FirstNoticed:
    """Put the dates together.

    Args:
        named_on: The day it was given its name. None: words were looked for, not a pattern.
        linked: The days of the entries that are linked to it.
        written: The days of the entries in which search finds one of its words, and which the
            person has not said no to.
    """
    days, found_on = sorted(linked), sorted(written)
    first = days[0] if days else None
    found = found_on[0] if found_on else None
    is_earlier = found is not None and (first is None or found < first)
    return FirstNoticed(
        named_on=named_on,
        first_linked=first,
        first_written=found if is_earlier else None,
        by_month=tuple(_months(days if named_on is not None else found_on)),
    )


def _months(days: Sequence[date]) -> Iterable[tuple[date, int]]:
    if not days:
        return
    counted: Counter[date] = Counter()
    # Thousands of entries have some hundreds of days.
    for day, count in Counter(days).items():
        counted[day.replace(day=1)] += count
    month, last = days[0].replace(day=1), days[-1].replace(day=1)
    while month <= last:
        yield month, counted[month]
        month = _after(month)


def _after(month: date) -> date:
    if month.month == 12:  # noqa: PLR2004 - December
        return month.replace(year=month.year + 1, month=1)
    return month.replace(month=month.month + 1)
