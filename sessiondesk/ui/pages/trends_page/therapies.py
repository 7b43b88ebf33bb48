"""The record by session: a step for each therapy session instead of one for each day."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Therapy:
    """One course of therapy, cut where its sessions were.

    Attributes:
        course: The course.
        sessions: Its sessions that took place, oldest first.
        stretches: The days before the first of them, then those of each.
        noted: How many days of each stretch have a check-in.
        means: What was answered in each stretch, by key.
    """

    course: Course
    sessions: tuple[SessionRow, ...]
    stretches: Sequence[Stretch]
    noted: Sequence[int]
    means: Mapping[str, Sequence[StretchMean]] = field(repr=False)


def therapies(record: Record) -> Sequence[Therapy]:
    """Work out every therapy that had a session, the earliest first. Slow, as averages are."""
    found: list[Therapy] = []
    for course in record.courses:
        held = tuple(
            each
            for each in record.sessions
            if each.course_id == course.id and each.outcome.is_held and each.day <= record.today
        )
        if held:
            found.append(_therapy(record, course, held))
    return sorted(found, key=_began)


def _began(therapy: Therapy) -> date:
    return therapy.sessions[0].day


def _therapy(record: Record, course: Course, held: tuple[SessionRow, ...]) -> Therapy:
    until = min(record.today, course.ended_on or record.today)
    whole = stretches([each.day for each in held], until)
    return Therapy(
        course=course,
        sessions=held,
        stretches=whole,
        noted=[_count(record.recorded, each) for each in whole],
        means={each.key: answered(each.values, whole) for each in record.asked},
    )


def _count(recorded: Sequence[date], stretch: Stretch) -> int:
    days = stretch.days
    return (
        0
        if days is None
        else bisect_right(recorded, days.last) - bisect_left(recorded, days.first)
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """The part of a therapy that is in view, and where it begins on the axis."""

    therapy: Therapy
    first: int
    place: int

    @property
    def count(self) -> int:
        return len(self.therapy.stretches) - self.first

    def move(self, n: int) -> date:
        """Return where a stretch of the therapy stands."""
        return place_day(self.place + n - self.first)

    def along(self, segments: Sequence[Segment]) -> Iterable[Segment]:
        """Yield the local average over the days as it is in the middle of each stretch.

        A line that breaks between two days breaks between their sessions.
        """
        run: list[Point] = []
        place = -1
        for n in range(self.first, len(self.therapy.stretches)):
            found = _in_the_middle(segments, self.therapy.stretches[n].days)
            if run and (found is None or found[0] != place):
                yield tuple(run)
                run = []
            if found is not None:
                place, point = found
                run.append(replace(point, day=self.move(n)))
        if run:
            yield tuple(run)


def _in_the_middle(segments: Sequence[Segment], days: Period | None) -> tuple[int, Point] | None:
    """Return the local average in the middle of some days, and which segment that is in."""
    if days is None:
        return None
    middle = days.first + (days.last - days.first) / 2
    touching = [
        (n, each)
        for n, each in enumerate(segments)
        if each[0].day <= days.last and each[-1].day >= days.first
    ]
    if not touching:
        return None
    place, segment = min(touching, key=lambda each: _away(each[1], middle))
    at = min(max(middle, segment[0].day), segment[-1].day)
    right = bisect_left([point.day for point in segment], at)
    after = segment[right]
    before = segment[max(right - 1, 0)]
    share = (at - before.day) / (after.day - before.day) if after.day > before.day else 0.0
    mean, low, high = (
        getattr(before, name) + share * (getattr(after, name) - getattr(before, name))
        for name in ("mean", "low", "high")
    )
    return place, Point(day=at, mean=mean, low=low, high=high)


def _away(segment: Segment, day: date) -> timedelta:
    return max(segment[0].day - day, day - segment[-1].day, timedelta(0))


def session_timeline(
    record: Record,
    worked_out: Sequence[Therapy],
    lines_over_days: Averages,
    chosen: Collection[str],
    span: Range,
) -> Timeline:
    """Return the chart of the ``chosen`` lines with a step for each session of a range.

    Several therapies stand one after the other. What was going on stands behind the sessions
    after which it was.
    """
    period = record.period(span)
    averaged = lines_over_days.over(period)
    shown = _shown(worked_out, period)
    stops = _stops(record, shown)
    last = max(stops, default=place_day(0))
    axis = Period(first=place_day(0), last=last)
    drawn = [each for each in record.drawable if each.key in chosen]
    looks = styles([each.key for each in drawn])
    lines: list[Line] = []
    for each in drawn:
        values = {
            part.move(n): mean
            for part in shown
            for n, mean in _means(part.therapy, each.key, part.first)
        }
        segments = [
            segment for part in shown for segment in part.along(averaged.get(each.key, ()))
        ]
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
        events=tuple(_events(record.events, stops, period)),
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
            place += part.count + _BETWEEN
    return found


def _stops(record: Record, shown: Sequence[_Shown]) -> Mapping[date, Stop]:
    has_several = len(shown) > 1
    found: dict[date, Stop] = {}
    for part in shown:
        therapy = part.therapy
        name = wording_sessions.course_name(therapy.course, today=record.today)
        for n in range(part.first, len(therapy.stretches)):
            stretch = therapy.stretches[n]
            session = None if stretch.session is None else therapy.sessions[stretch.session]
            # The days before the first session are always there.
            day = session.day if session else stretch.days.last if stretch.days else record.today
            found[part.move(n)] = Stop(
                day=day,
                number=session.number if session else None,
                span=stretch.days,
                noted=therapy.noted[n],
                course=name if has_several else "",
            )
    return found


def _means(therapy: Therapy, key: str, first: int) -> Iterable[tuple[int, float]]:
    for n, each in enumerate(therapy.means.get(key, ())):
        if n >= first and each.mean is not None:
            yield n, each.mean


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
    events: Sequence[LifeEvent], stops: Mapping[date, Stop], period: Period
) -> Iterable[EventMark]:
    """Return each event where the sessions are after which it was; in two therapies, twice."""
    spans = [(place, stop.span) for place, stop in stops.items() if stop.span is not None]
    if not spans:
        return
    first = min(span.first for _, span in spans)
    whole = Period(first=min(first, period.first), last=period.last)
    for mark in event_marks(events, whole):
        inside = [place for place, span in spans if mark.touches(span)]
        if not inside:
            continue
        if mark.goes_on:
            # One that began before the first session shown has no beginning on the axis.
            is_older = mark.first < first
            begins = place_day(-1) if is_older else inside[0]
            yield EventMark(
                key=mark.key, name=mark.name, first=begins, last=max(stops), goes_on=True
            )
            continue
        run = [inside[0]]
        for place in inside[1:]:
            if (place - run[-1]).days > 1:
                yield EventMark(key=mark.key, name=mark.name, first=run[0], last=run[-1])
                run = []
            run.append(place)
        yield EventMark(key=mark.key, name=mark.name, first=run[0], last=run[-1])
