"""What a chart over time shows, as plain values: nothing here draws."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum
from typing import Final

from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.insights.local_average import Segment

MOST_LINES: Final = 3
"""More lines than this cannot be told apart at a glance."""

_TICK_CANDIDATES: Final = (1, 2, 3, 6, 12, 24, 60, 120)
_WEEKS_UP_TO_DAYS: Final = 100


class Marker(StrEnum):
    """The shape of a daily mark; with the colour and the name it tells the lines apart."""

    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    SQUARE = "square"
    PLUS = "plus"
    TRIANGLE_DOWN = "triangle_down"
    PENTAGON = "pentagon"
    STAR = "star"


class Dash(Enum):
    """The pattern of a line, drawn and left out by turns in pixels, for who asks for patterns."""

    SOLID = ()
    DASHED = (6.0, 3.0)
    DOTTED = (2.4, 3.0)
    DASH_DOT = (8.0, 3.0, 2.4, 3.0)
    LONG_DASH = (13.0, 4.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStyle:
    """How a line looks.

    Attributes:
        colour: Name of its colour in the theme.
        marker: Shape of its daily marks.
        dash: Its pattern, used where patterns are asked for.
    """

    colour: str
    marker: Marker
    dash: Dash


_OWN_STYLES: Final[Mapping[str, LineStyle]] = {
    "mood": LineStyle(colour="mood", marker=Marker.CIRCLE, dash=Dash.SOLID),
    "anxiety": LineStyle(colour="anx", marker=Marker.DIAMOND, dash=Dash.DASHED),
    "energy": LineStyle(colour="energy", marker=Marker.TRIANGLE, dash=Dash.DOTTED),
    "sleep": LineStyle(colour="sleep", marker=Marker.SQUARE, dash=Dash.DASH_DOT),
    "overwhelm": LineStyle(colour="over", marker=Marker.PLUS, dash=Dash.LONG_DASH),
}
_LOANS: Final = tuple(_OWN_STYLES.values())
_LOAN_MARKERS: Final = (Marker.TRIANGLE_DOWN, Marker.PENTAGON, Marker.STAR)


def styles(keys: Sequence[str]) -> Mapping[str, LineStyle]:
    """Return how each of the lines shown together looks.

    Five have a look of their own. Any other borrows a colour and a pattern that none of those
    beside it has, with a marker that none of the five uses.
    """
    found = {key: _OWN_STYLES[key] for key in keys if key in _OWN_STYLES}
    taken = {style.colour for style in found.values()}
    free = [style for style in _LOANS if style.colour not in taken]
    others = [key for key in keys if key not in _OWN_STYLES]
    for key, loan, marker in zip(others, free, _LOAN_MARKERS, strict=False):
        found[key] = LineStyle(colour=loan.colour, marker=marker, dash=loan.dash)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing that was asked again and again.

    Attributes:
        key: Identity: that of the scale, or "sleep".
        name: What stands at the end of the line.
        style: How it looks.
        values: Its marks: a value for each answered day, or for each week by its Monday.
        segments: The local average, inside the period only.
        is_hours: Whether the values are hours rather than points from 0 to 10.
    """

    key: str
    name: str = field(repr=False)
    style: LineStyle
    values: Mapping[date, float] = field(repr=False)
    segments: Sequence[Segment] = field(repr=False)
    is_hours: bool = False

    @property
    def end(self) -> tuple[date, float] | None:
        """Where the line ends: its last average, else its last mark. None: nothing to show."""
        if self.segments:
            point = self.segments[-1][-1]
            return point.day, point.mean
        if self.values:
            day = max(self.values)
            return day, self.values[day]
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionMark:
    """A therapy session on the time axis.

    Attributes:
        day: When it was.
        is_held: Whether it took place; if not, it was cancelled or missed.
        number: Its number, if it has one.
    """

    day: date
    is_held: bool
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMark:
    """Something that was going on, behind the lines.

    Attributes:
        key: Identity of the life event.
        name: What stands on the chart.
        first: The day it began; it may lie before the period.
        last: The day it ended. Of what goes on, the last day of the period.
        goes_on: Whether it goes on: then only its beginning reaches down into the lines.
    """

    key: str
    name: str = field(repr=False)
    first: date
    last: date
    goes_on: bool = False

    def touches(self, span: Period) -> bool:
        """Whether any of its days is in ``span``."""
        return self.first <= span.last and self.last >= span.first


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A chart over time.

    Attributes:
        period: The days it covers; its marks and lines lie inside.
        lines: What is shown, three at most.
        recorded: The days with a check-in of any kind, oldest first.
        gaps: Stretches without any check-in, oldest first; they carry words.
        sessions: The therapy sessions of the period, oldest first.
        events: What else was going on in the period, oldest first.
        highest: Upper end of the vertical range; the lower one is 0.
        days_a_step: 1, or 7 where each mark stands for a week.
    """

    period: Period
    lines: tuple[Line, ...] = ()
    recorded: Sequence[date] = field(default=(), repr=False)
    gaps: tuple[Period, ...] = ()
    sessions: tuple[SessionMark, ...] = ()
    events: tuple[EventMark, ...] = ()
    highest: int = HIGHEST
    days_a_step: int = 1

    @property
    def labelled(self) -> Sequence[int]:
        """The values that have a line and a number, 0 and ``highest`` among them."""
        step = 2 if self.highest <= 2 * HIGHEST - HIGHEST // 2 else 4
        return range(0, self.highest + 1, step)

    def step_of(self, day: date) -> date:
        """Return the step that ``day`` lies in: the day itself, or the Monday of its week.

        A day outside the period counts as the nearest one inside.
        """
        inside = min(max(day, self.period.first), self.period.last)
        return inside if self.days_a_step == 1 else inside - timedelta(days=inside.weekday())

    def span_of(self, step: date) -> Period:
        """Return the days that ``step`` stands for, those outside the period left out."""
        last = step + timedelta(days=self.days_a_step - 1)
        return Period(first=max(step, self.period.first), last=min(last, self.period.last))

    def moved(self, step: date, by: int) -> date:
        """Return the step ``by`` steps later, or as far as there is one."""
        return self.step_of(self.step_of(step) + timedelta(days=by * self.days_a_step))

    def at_session(self, step: date, by: int) -> date:
        """Return the step of the next therapy session (``by`` 1) or of the one before (-1).

        Where there is none in that direction, it is ``step`` itself.
        """
        steps = sorted({self.step_of(each.day) for each in self.sessions})
        place = bisect_right(steps, step) if by > 0 else bisect_left(steps, step) - 1
        return steps[place] if 0 <= place < len(steps) else step

    def sessions_in(self, span: Period) -> Sequence[SessionMark]:
        """Return the therapy sessions of ``span``."""
        return [each for each in self.sessions if each.day in span]

    def events_in(self, span: Period) -> Sequence[EventMark]:
        """Return what was going on on any day of ``span``."""
        return [each for each in self.events if each.touches(span)]

    def recorded_in(self, span: Period) -> int:
        """Return on how many days of ``span`` there was a check-in."""
        return bisect_right(self.recorded, span.last) - bisect_left(self.recorded, span.first)


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
