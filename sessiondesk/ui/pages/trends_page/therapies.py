"""The record by session: a step for each therapy session instead of one for each day."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.course import Course
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.insights.by_session import Stretch, StretchMean, answered, stretches
from sessiondesk.insights.local_average import Point, Segment
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.life_event_marks import event_marks
from sessiondesk.ui.pages.trends_page.record import (
    Averages,
    Range,
    Record,
    SessionRow,
    gaps_in,
    highest,
    highest_of,
    is_beyond_a_year,
)
from sessiondesk.ui.widgets.timeline_model import (
    EventMark,
    Line,
    Stop,
    Timeline,
    place_day,
    styles,
)

_BETWEEN: Final = 2


@dataclass(frozen=True, slots=True)
class Along:
    """The local average at a session.

    Attributes:
        segment: The place of the segment it lies in; where that changes, the line breaks.
        mean: The average, in the unit of the values.
        low: Lower end of its likely range.
        high: Upper end.
    """

    segment: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Therapy:
    """One course of therapy, cut where its sessions were.

    Attributes:
        course: The course.
        sessions: Its sessions that took place, oldest first.
        stretches: The days before the first of them, then those of each.
        noted: How many days of each stretch have a check-in.
        means: What was answered in each stretch, by key.
        daily: The local average over the days of the last year in the middle of each stretch,
            by key.
        coarse: The same over the whole record, where that is longer than a year.
    """

    course: Course
    sessions: tuple[SessionRow, ...]
    stretches: Sequence[Stretch]
    noted: Sequence[int]
    means: Mapping[str, Sequence[StretchMean]] = field(repr=False)
    daily: Mapping[str, Sequence[Along | None]] = field(repr=False)
    coarse: Mapping[str, Sequence[Along | None]] = field(repr=False)


def therapies(record: Record, lines: Averages) -> Sequence[Therapy]:
    """Work out every therapy that had a session, the earliest first. Slow, as averages are."""
    found: list[Therapy] = []
    for course in record.courses:
        held = tuple(
            each
            for each in record.sessions
            if each.course_id == course.id and each.outcome.is_held and each.day <= record.today
        )
        if held:
            found.append(_therapy(record, lines, course, held))
    return sorted(found, key=_began)


def _began(therapy: Therapy) -> date:
    return therapy.sessions[0].day


def _therapy(
    record: Record, lines: Averages, course: Course, held: tuple[SessionRow, ...]
) -> Therapy:
    until = min(record.today, course.ended_on or record.today)
    whole = stretches([each.day for each in held], until)
    return Therapy(
        course=course,
        sessions=held,
        stretches=whole,
        noted=[_count(record.recorded, each) for each in whole],
        means={each.key: answered(each.values, whole) for each in record.asked},
        daily=_along(lines.daily, whole),
        coarse=_along(lines.coarse, whole),
    )


def _along(
    lines: Mapping[str, Sequence[Segment]], whole: Sequence[Stretch]
) -> Mapping[str, Sequence[Along | None]]:
    found: dict[str, Sequence[Along | None]] = {}
    for key, segments in lines.items():
        average = _Average(segments)
        found[key] = [average.in_the_middle(each.days) for each in whole]
    return found


def _count(recorded: Sequence[date], stretch: Stretch) -> int:
    days = stretch.days
    return (
        0
        if days is None
        else bisect_right(recorded, days.last) - bisect_left(recorded, days.first)
    )


class _Shown:
    """The part of a therapy that is in view, and where its stretches stand on the axis.

    Attributes:
        therapy: The therapy.
        first: The first of its stretches in view.
        places: The days that stand for the places of those in view.
    """

    def __init__(self, therapy: Therapy, first: int, place: int) -> None:
        self.therapy = therapy
        self.first = first
        count = len(therapy.stretches) - first
        self.places = [place_day(place + n) for n in range(count)]

    def means(self, key: str) -> Iterable[tuple[date, StretchMean]]:
        """Return the averages in view with their places."""
        return zip(self.places, self.therapy.means[key][self.first :], strict=True)

    def line(self, key: str, *, is_long: bool) -> Iterable[Segment]:
        """Yield the local average of the sessions in view; it breaks where that of days does."""
        known = (self.therapy.coarse if is_long else self.therapy.daily).get(key, ())
        run: list[Point] = []
        segment = -1
        for place, found in zip(self.places, known[self.first :], strict=False):
            if run and (found is None or found.segment != segment):
                yield tuple(run)
                run = []
            if found is not None:
                segment = found.segment
                point = Point(day=place, mean=found.mean, low=found.low, high=found.high)
                run.append(point)
        if run:
            yield tuple(run)


class _Average:
    """The local average over the days, to be asked at days that have no point of their own."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._firsts = [each[0].day for each in segments]
        self._lasts = [each[-1].day for each in segments]
        self._days: dict[int, Sequence[date]] = {}

    def in_the_middle(self, days: Period | None) -> Along | None:
        """Return the average in the middle of ``days``.

        Where the middle lies in a gap, it is the end of the segment that is nearest, among
        those that touch the days at all.
        """
        if days is None:
            return None
        touching = range(
            bisect_left(self._lasts, days.first), bisect_right(self._firsts, days.last)
        )
        if not touching:
            return None
        middle = days.first + (days.last - days.first) / 2
        place = min(touching, key=lambda n: self._away(n, middle))
        segment = self._segments[place]
        at = min(max(middle, self._firsts[place]), self._lasts[place])
        if place not in self._days:
            self._days[place] = [point.day for point in segment]
        right = bisect_left(self._days[place], at)
        after, before = segment[right], segment[max(right - 1, 0)]
        if after.day == at:
            return Along(place, after.mean, after.low, after.high)
        share = (at - before.day) / (after.day - before.day)
        return Along(
            place,
            before.mean + share * (after.mean - before.mean),
            before.low + share * (after.low - before.low),
            before.high + share * (after.high - before.high),
        )

    def _away(self, place: int, day: date) -> timedelta:
        return max(self._firsts[place] - day, day - self._lasts[place], timedelta(0))


def session_timeline(
    record: Record,
    worked_out: Sequence[Therapy],
    chosen: Collection[str],
    span: Range,
) -> Timeline:
    """Return the chart of the ``chosen`` lines with a step for each session of a range.

    Several therapies stand one after the other. What was going on stands behind the sessions
    after which it was.
    """
    period = record.period(span)
    is_long = is_beyond_a_year(period)
    shown = _shown(worked_out, period)
    stops = _stops(record, shown)
    last = max(stops, default=place_day(0))
    axis = Period(first=place_day(0), last=last)
    drawn = [each for each in record.drawable if each.key in chosen]
    looks = styles([each.key for each in drawn])
    lines: list[Line] = []
    for each in drawn:
        values = {
            place: found.mean
            for part in shown
            for place, found in part.means(each.key)
            if found.mean is not None
        }
        segments = [segment for part in shown for segment in part.line(each.key, is_long=is_long)]
        lines.append(
            Line(
                key=each.key,
                name=each.name,
                style=looks[each.key],
                values=values,
                segments=segments,
                is_hours=each.is_hours,
                highest=highest_of([values.values()]) if each.is_hours else HIGHEST,
            )
        )
    return Timeline(
        period=axis,
        lines=tuple(lines),
        gaps=tuple(_gaps(record, period, stops)),
        events=tuple(_events(record.events, shown, period)),
        highest=highest(lines),
        stops=stops,
    )


def _shown(worked_out: Sequence[Therapy], period: Period) -> Sequence[_Shown]:
    found: list[_Shown] = []
    place = 0
    for therapy in worked_out:
        days = [each.day for each in therapy.sessions]
        first = bisect_left(days, period.first)
        if first < len(days):
            # The days before the first session are shown where that one is.
            part = _Shown(therapy, first + 1 if first else 0, place)
            found.append(part)
            place += len(part.places) + _BETWEEN
    return found


def _stops(record: Record, shown: Sequence[_Shown]) -> Mapping[date, Stop]:
    has_several = len(shown) > 1
    found: dict[date, Stop] = {}
    for part in shown:
        therapy = part.therapy
        name = wording_sessions.course_name(therapy.course, today=record.today)
        for n, place in enumerate(part.places, part.first):
            stretch = therapy.stretches[n]
            session = None if stretch.session is None else therapy.sessions[stretch.session]
            # The days before the first session are always there.
            day = session.day if session else stretch.days.last if stretch.days else record.today
            found[place] = Stop(
                day=day,
                number=session.number if session else None,
                span=stretch.days,
                noted=therapy.noted[n],
                course=name if has_several else "",
            )
    return found


def _gaps(record: Record, period: Period, stops: Mapping[date, Stop]) -> Iterable[Period]:
    """Yield the gaps of the record as they lie between the sessions shown."""
    spans = [(place, stop.span) for place, stop in stops.items() if stop.span is not None]
    for gap in gaps_in(record.recorded, period):
        inside = [
            n
            for n, (_, span) in enumerate(spans)
            if span.first <= gap.last and span.last >= gap.first
        ]
        if not inside:
            continue
        first, last = inside[0], inside[-1]
        if first == last:
            # Inside the days of one session: to that side of its mark on which they were.
            span = spans[first][1]
            is_early = gap.first - span.first < span.last - gap.last
            first, last = (max(first - 1, 0), last) if is_early else (first, last + 1)
        last = min(last, len(spans) - 1)
        yield Period(first=spans[first][0], last=spans[last][0])


def _events(
    events: Sequence[LifeEvent], shown: Sequence[_Shown], period: Period
) -> Iterable[EventMark]:
    """Yield each event where the sessions are after which it was; in two therapies, twice."""
    for part in shown:
        spans = [
            (place, each.days)
            for place, each in zip(part.places, part.therapy.stretches[part.first :], strict=True)
            if each.days is not None
        ]
        firsts = [span.first for _, span in spans]
        lasts = [span.last for _, span in spans]
        whole = Period(first=min(firsts[0], period.first), last=period.last)
        for mark in event_marks(events, whole):
            inside = slice(bisect_left(lasts, mark.first), bisect_right(firsts, mark.last))
            places = [place for place, _ in spans[inside]]
            if places:
                # What began before the first session shown has no beginning on the axis.
                is_older = mark.goes_on and mark.first < firsts[0]
                first = place_day(-1) if is_older else places[0]
                yield EventMark(
                    key=mark.key,
                    name=mark.name,
                    first=first,
                    last=places[-1],
                    goes_on=mark.goes_on,
                )
