"""What a chart over time shows, as plain values: nothing here draws."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, StrEnum
from itertools import chain, cycle
from typing import Final

from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.insights.local_average import Segment

MOST_LINES: Final = 3
"""More lines than this cannot be told apart at a glance: each then has a strip to itself."""

# The day of the first place of an axis that has none; nobody sees it.
_FIRST_PLACE: Final = date(2000, 1, 1).toordinal()


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
    beside it has, with a marker that none of the five uses. Beyond five, where each line has a
    strip to itself, colours come again.
    """
    found = {key: _OWN_STYLES[key] for key in keys if key in _OWN_STYLES}
    taken = {style.colour for style in found.values()}
    free = [style for style in _LOANS if style.colour not in taken]
    others = [key for key in keys if key not in _OWN_STYLES]
    loans = chain(free, cycle(_LOANS))
    for key, loan, marker in zip(others, loans, cycle(_LOAN_MARKERS), strict=False):
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
        highest: Upper end of its range where it has a strip to itself.
    """

    key: str
    name: str = field(repr=False)
    style: LineStyle
    values: Mapping[date, float] = field(repr=False)
    segments: Sequence[Segment] = field(repr=False)
    is_hours: bool = False
    highest: int = HIGHEST

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
class Stop:
    """A step of an axis whose steps are therapy sessions.

    Attributes:
        day: When the session was; of what lies before the first one, the last day before it.
        number: The number of the session. None: the days before the first one.
        span: The days it stands for. None: none, another session was on the same day.
        noted: How many of them have a check-in.
        course: Which therapy it belongs to, where the axis has several; else empty.
    """

    day: date
    number: int | None
    span: Period | None
    noted: int = 0
    course: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Two periods that are compared, marked on the chart.

    Attributes:
        now: The newer one.
        then: The earlier one.
    """

    now: Period
    then: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Shows:
    """What a person wants to see of a chart; all of it can be read all the same.

    Attributes:
        marks: The daily marks.
        sessions: The therapy sessions.
        events: What else was going on.
        earlier: The periods that are compared.
    """

    marks: bool = True
    sessions: bool = True
    events: bool = True
    earlier: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A chart over time.

    On an axis of sessions each step has a place, and a day stands for each place: one day after
    the other from ``place_day(0)`` on, with days left out between two therapies. What is real
    about a step, its days, is in ``stops``.

    Attributes:
        period: The days it covers; its marks and lines lie inside.
        lines: What is shown; beyond ``MOST_LINES`` each in a strip of its own.
        recorded: The days with a check-in of any kind, oldest first.
        gaps: Stretches without any check-in, oldest first; they carry words.
        sessions: The therapy sessions of the period, oldest first.
        events: What else was going on in the period, oldest first.
        windows: Two periods that are compared, if any.
        shows: What of it is drawn.
        highest: Upper end of the vertical range; the lower one is 0.
        days_a_step: 1, or 7 where each mark stands for a week.
        stops: The steps of an axis of sessions by the days of their places, in order. None: the
            axis is the calendar.
    """

    period: Period
    lines: tuple[Line, ...] = ()
    recorded: Sequence[date] = field(default=(), repr=False)
    gaps: tuple[Period, ...] = ()
    sessions: tuple[SessionMark, ...] = ()
    events: tuple[EventMark, ...] = ()
    windows: Windows | None = None
    shows: Shows = Shows()
    highest: int = HIGHEST
    days_a_step: int = 1
    stops: Mapping[date, Stop] | None = field(default=None, repr=False)

    @property
    def is_apart(self) -> bool:
        """Whether each line has a strip to itself."""
        return len(self.lines) > MOST_LINES

    @property
    def labelled(self) -> Sequence[int]:
        """The values that have a line and a number, 0 and ``highest`` among them."""
        step = 2 if self.highest <= 2 * HIGHEST - HIGHEST // 2 else 4
        return range(0, self.highest + 1, step)

    def step_of(self, day: date) -> date:
        """Return the step that ``day`` lies in: the day itself, or the Monday of its week.

        A day outside the period counts as the nearest one inside; on an axis of sessions it is
        the nearest place that has one.
        """
        inside = min(max(day, self.period.first), self.period.last)
        if self.stops is not None:
            return min(self.stops, key=lambda each: abs(each - inside), default=inside)
        return inside if self.days_a_step == 1 else inside - timedelta(days=inside.weekday())

    def span_of(self, step: date) -> Period:
        """Return the part of the axis that ``step`` takes, what is outside the period left out."""
        last = step + timedelta(days=self.days_a_step - 1)
        return Period(first=max(step, self.period.first), last=min(last, self.period.last))

    def days_of(self, step: date) -> Period | None:
        """Return the days that ``step`` stands for; None on an axis without any session."""
        if self.stops is None:
            return self.span_of(step)
        stop = self.stops.get(step)
        if stop is None:
            return None
        return stop.span or Period(first=stop.day, last=stop.day)

    def moved(self, step: date, by: int) -> date:
        """Return the step ``by`` steps later, or as far as there is one."""
        if self.stops:
            places = list(self.stops)
            there = places.index(self.step_of(step)) + by
            return places[min(max(there, 0), len(places) - 1)]
        return self.step_of(self.step_of(step) + timedelta(days=by * self.days_a_step))

    def at_session(self, step: date, by: int) -> date:
        """Return the step of the next therapy session (``by`` 1) or of the one before (-1).

        Where there is none in that direction, it is ``step`` itself.
        """
        if self.stops is not None:
            return self.moved(step, by)
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


def place_day(place: int) -> date:
    """Return the day that stands for a place on an axis of sessions."""
    return date.fromordinal(_FIRST_PLACE + place)
