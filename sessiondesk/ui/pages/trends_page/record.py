"""What the Trends page shows, read once and cut to a range as often as asked.

Everything is read at once and beside the window, as ten years of days take some tenths of a
second; the local averages are worked out there as well. A change of the range, or of what is
shown, is then only a cut.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from itertools import chain
from typing import Final

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import HIGHEST, ScaleKind
from sessiondesk.domain.therapy_session import Outcome, numbers
from sessiondesk.insights.gaps import GAP_DAYS, gaps
from sessiondesk.insights.local_average import HALF_WIDTH_DAYS, Segment, local_average
from sessiondesk.insights.weekly import weekly
from sessiondesk.journal.charted import Charted
from sessiondesk.ui.life_event_marks import event_marks
from sessiondesk.ui.widgets.timeline_model import Line, SessionMark, Timeline, Windows, styles

SLEEP: Final = "sleep"

_LONGEST_NIGHT: Final = 24
_USUAL_NIGHT: Final = 12
_LEAST_DAYS: Final = 28
_YEAR: Final = 366
# Beyond a year three weeks either side are a few pixels; six follow the seasons.
_COARSE_HALF_WIDTH: Final = 42
_COARSE_POINTS: Final = 360
_COARSE_EVERY: Final = 7


class Range(StrEnum):
    """How far back the page looks."""

    FOUR_WEEKS = "four_weeks"
    THREE_MONTHS = "three_months"
    SIX_MONTHS = "six_months"
    ALL = "all"


class Axis(StrEnum):
    """What the steps of the chart are."""

    DATE = "date"
    SESSION = "session"


_DAYS: Final = {Range.FOUR_WEEKS: 28, Range.THREE_MONTHS: 91, Range.SIX_MONTHS: 182}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that is asked at check-in, with the answer of each day.

    Attributes:
        key: Identity of the scale, or "sleep".
        name: What it is called.
        kind: Rating or yes / no. Hours slept count as a rating that has hours.
        is_hours: Whether the values are hours.
        values: The day's value: 0 to 10, 0 or 1, or hours. A day that is not in there was not
            answered.
    """

    key: str
    name: str = field(repr=False)
    kind: ScaleKind = ScaleKind.RATING
    is_hours: bool = False
    values: Mapping[date, float] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """A therapy session, as much of it as a chart needs.

    Attributes:
        day: When it was or will be.
        number: Its number, if it has one.
        outcome: What became of it.
        course_id: The therapy it belongs to.
    """

    day: date
    number: int | None
    outcome: Outcome
    course_id: CourseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything the page shows, whatever the range.

    Attributes:
        today: The day it was read.
        first: The first day with a check-in. None: there is none at all.
        asked: What is asked, in the order of the check-in.
        recorded: The days with a check-in, oldest first.
        sessions: All therapy sessions, oldest first.
        courses: The therapies, in any order.
        events: What else was going on, oldest first.
    """

    today: date
    first: date | None
    asked: tuple[Asked, ...]
    recorded: Sequence[date] = field(repr=False)
    sessions: tuple[SessionRow, ...]
    courses: tuple[Course, ...] = ()
    events: tuple[LifeEvent, ...] = ()

    def period(self, chosen: Range) -> Period:
        """Return the days of a range; it ends today."""
        if chosen is not Range.ALL or self.first is None:
            return ending(self.today, days=_DAYS.get(chosen, _LEAST_DAYS))
        least = ending(self.today, days=_LEAST_DAYS).first
        return Period(first=min(self.first, least), last=self.today)

    @property
    def drawable(self) -> Sequence[Asked]:
        """What can be a line: yes / no has a table column only."""
        return [each for each in self.asked if each.kind is ScaleKind.RATING]


@dataclass(frozen=True, slots=True, kw_only=True)
class Averages:
    """The local averages of everything that can be a line.

    Attributes:
        daily: Of the last year, by key, with a point for each answered day.
        coarse: Of the whole record, by key, with a point about every ten days; empty where
            the record is not longer than a year.
        weeks: The averages of weeks by their Monday, by key; empty as ``coarse`` is.
    """

    daily: Mapping[str, Sequence[Segment]] = field(repr=False)
    coarse: Mapping[str, Sequence[Segment]] = field(repr=False)
    weeks: Mapping[str, Mapping[date, float]] = field(repr=False)


def is_beyond_a_year(period: Period) -> bool:
    """Whether marks stand for weeks, and lines for more days, because it is so long."""
    return period.length > _YEAR


def four_weeks_each(today: date) -> Windows:
    """Return the two periods that are compared unless others are chosen."""
    now = ending(today, days=_LEAST_DAYS)
    then = ending(now.first - timedelta(days=1), days=_LEAST_DAYS)
    return Windows(now=now, then=then)


def record_of(charted: Charted, *, sleep_name: str) -> Record:
    """Return what was read as the page shows it."""
    asked = [
        Asked(key=each.id, name=each.label, kind=each.kind, values=charted.daily.get(each.id, {}))
        for each in charted.scales
    ]
    if charted.has_nights:
        asked.append(Asked(key=SLEEP, name=sleep_name, is_hours=True, values=charted.nights))
    counted = {
        id_: number
        for course in charted.courses
        for id_, number in numbers(course, charted.sessions).items()
    }
    return Record(
        today=charted.today,
        first=charted.first,
        asked=tuple(asked),
        recorded=charted.recorded,
        sessions=tuple(
            SessionRow(
                day=each.day,
                number=counted.get(each.id),
                outcome=each.outcome,
                course_id=each.course_id,
            )
            for each in charted.sessions
        ),
        courses=tuple(charted.courses),
        events=tuple(charted.events),
    )


def averages(record: Record) -> Averages:
    """Work out the lines of everything that can be one. Slow; needs nothing but values."""
    # The days before the year count as well for the average of its first days.
    since = record.today - timedelta(days=_YEAR + HALF_WIDTH_DAYS)
    daily: dict[str, Sequence[Segment]] = {}
    coarse: dict[str, Sequence[Segment]] = {}
    weeks: dict[str, Mapping[date, float]] = {}
    whole = record.period(Range.ALL)
    for each in record.drawable:
        most = _LONGEST_NIGHT if each.is_hours else HIGHEST
        late = {day: value for day, value in each.values.items() if day >= since}
        daily[each.key] = local_average(list(late), list(late.values()), highest=most)
        if is_beyond_a_year(whole):
            found = weekly(each.values, whole)
            weeks[each.key] = {week.monday: week.mean for week in found if week.mean is not None}
            coarse[each.key] = local_average(
                list(each.values),
                list(each.values.values()),
                half_width=_COARSE_HALF_WIDTH,
                every=max(_COARSE_EVERY, whole.length // _COARSE_POINTS),
                highest=most,
            )
    return Averages(daily=daily, coarse=coarse, weeks=weeks)


def timeline(
    record: Record, worked_out: Averages, chosen: Collection[str], span: Range
) -> Timeline:
    """Return the chart of the ``chosen`` lines over a range.

    Beyond a year the marks are the averages of weeks. Hours slept share the numbers 0 to 10
    with ratings, so that there is one axis only; a longer night is drawn at 10. Alone they have
    a range of their own, 0 to 12 or as far as the longest night goes.
    """
    period = record.period(span)
    is_long = is_beyond_a_year(period)
    drawn = [each for each in record.drawable if each.key in chosen]
    looks = styles([each.key for each in drawn])
    segments = worked_out.coarse if is_long else worked_out.daily
    lines = tuple(
        Line(
            key=each.key,
            name=each.name,
            style=looks[each.key],
            values=(
                worked_out.weeks.get(each.key, {}) if is_long else _inside(each.values, period)
            ),
            segments=_cut(segments.get(each.key, ()), period),
            is_hours=each.is_hours,
            highest=highest_of([each.values.values()]) if each.is_hours else HIGHEST,
        )
        for each in drawn
    )
    return Timeline(
        period=period,
        lines=lines,
        recorded=record.recorded[
            bisect_left(record.recorded, period.first) : bisect_right(record.recorded, period.last)
        ],
        gaps=tuple(gaps_in(record.recorded, period)),
        sessions=tuple(
            SessionMark(day=each.day, is_held=each.outcome.is_held, number=each.number)
            for each in record.sessions
            if each.day in period and each.outcome is not Outcome.PLANNED
        ),
        events=event_marks(record.events, period),
        highest=highest(lines),
        days_a_step=7 if is_long else 1,
    )


def _inside(values: Mapping[date, float], period: Period) -> Mapping[date, float]:
    first, last = period.first, period.last
    return {day: value for day, value in values.items() if first <= day <= last}


def _cut(segments: Sequence[Segment], period: Period) -> Sequence[Segment]:
    cut: list[Segment] = []
    for each in segments:
        if period.first <= each[0].day and each[-1].day <= period.last:
            cut.append(each)
        elif part := tuple(point for point in each if point.day in period):
            cut.append(part)
    return cut


def gaps_in(recorded: Sequence[date], period: Period) -> Sequence[Period]:
    """Return the gaps of the record inside ``period``, one that lasts until today among them."""
    found = list(gaps(recorded))
    if recorded and (period.last - recorded[-1]).days > GAP_DAYS:
        found.append(Period(first=recorded[-1] + timedelta(days=1), last=period.last))
    return [
        Period(first=max(each.first, period.first), last=min(each.last, period.last))
        for each in found
        if each.last >= period.first and each.first <= period.last
    ]


def highest_of(values: Iterable[Iterable[float]]) -> int:
    """Return the upper end of a range of hours: that of usual nights, or the longest night."""
    longest = max(chain.from_iterable(values), default=0)
    # Even, so that the numbered lines come out even.
    return max(_USUAL_NIGHT, 2 * -(-int(-(-longest // 1)) // 2))


def highest(lines: Sequence[Line]) -> int:
    """Return the upper end of the range that ``lines`` share; hours alone have their own."""
    if not lines or not all(line.is_hours for line in lines):
        return HIGHEST
    return highest_of(line.values.values() for line in lines)
