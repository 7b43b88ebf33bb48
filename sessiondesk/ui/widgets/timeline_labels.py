"""Which words stand on the axis of a timeline, and how labels keep out of each other's way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.period import Period

_TICK_CANDIDATES: Final = (1, 2, 3, 6, 12, 24, 60, 120)
_WEEKS_UP_TO_DAYS: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A word on the time axis.

    Attributes:
        day: Where it stands.
        has_day: Whether the day of the month is said.
        has_month: Whether the month is said.
        has_year: Whether the year is said.
    """

    day: date
    has_day: bool
    has_month: bool
    has_year: bool


def ticks(period: Period, most: int) -> Sequence[Tick]:
    """Return the words of the time axis, oldest first.

    Up to some three months they are Mondays, beyond that first days of months, then of every
    second, third, sixth month, and of years. The first word of a year says the year, as does
    the very first where the period spans more than one.

    Args:
        period: The days of the axis.
        most: How many words there is room for, 1 or more.
    """
    if period.length <= _WEEKS_UP_TO_DAYS:
        return _weekly_ticks(period, most)
    spread = _month_number(period.last) - _month_number(period.first)
    apart = next((each for each in _TICK_CANDIDATES if spread / each <= most), 240)
    first = -(-(_month_number(period.first - timedelta(days=1)) + 1) // apart) * apart
    found: list[Tick] = []
    for number in range(first, _month_number(period.last) + 1, apart):
        day = date(number // 12, number % 12 + 1, 1)
        is_new_year = not found or found[-1].day.year != day.year
        has_month = apart < 12  # noqa: PLR2004 - months in a year
        found.append(
            Tick(
                day=day,
                has_day=False,
                has_month=has_month,
                has_year=not has_month or (is_new_year and bool(found or day.month == 1)),
            )
        )
    return found


def _weekly_ticks(period: Period, most: int) -> Sequence[Tick]:
    first = period.first + timedelta(days=-period.first.weekday() % 7)
    weeks = ((period.last - first).days // 7) + 1
    apart = max(1, -(-weeks // most))
    return [
        Tick(day=first + timedelta(days=7 * n), has_day=True, has_month=True, has_year=False)
        for n in range(0, weeks, apart)
    ]


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def apart(wished: Sequence[float], distance: float, lowest: float, highest: float) -> list[float]:
    """Return the places of labels, moved as little as needed to be ``distance`` apart.

    Args:
        wished: Where each would stand, in any order; the answer keeps that order.
        distance: Least distance of two labels.
        lowest: No label stands below this.
        highest: No label stands above this, unless there is no room.
    """
    # Labels that would touch form a block, which stands around the middle of their wishes.
    blocks: list[tuple[float, list[int]]] = []
    for index in sorted(range(len(wished)), key=wished.__getitem__):
        members = [index]
        while True:
            half = (len(members) - 1) * distance / 2
            middle = sum(wished[each] for each in members) / len(members)
            block = max(min(middle, highest - half), lowest + half), members
            if not blocks or not _touch(blocks[-1], block, distance):
                break
            members = blocks.pop()[1] + members
        blocks.append(block)
    places = [0.0] * len(wished)
    for middle, members in blocks:
        for n, each in enumerate(members):
            places[each] = middle + (n - (len(members) - 1) / 2) * distance
    return places


def _touch(below: tuple[float, list[int]], above: tuple[float, list[int]], least: float) -> bool:
    reach = (len(below[1]) + len(above[1])) / 2 * least
    return above[0] - below[0] < reach
