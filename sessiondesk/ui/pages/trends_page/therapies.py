"""The record by session: a step for each therapy session instead of one for each day."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sessiondesk.domain.course import Course
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.insights.by_session import Stretch, StretchMean, answered, stretches
from sessiondesk.insights.gaps import GAP_DAYS
from sessiondesk.insights.local_average import Point, Segment, local_average
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.life_event_marks import event_marks
from sessiondesk.ui.pages.trends_page.record import (
    LONGEST_NIGHT,
    Range,
    Record,
    SessionRow,
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

# Four sessions to either side: with one a week about as far as the average over days reaches.
_HALF_WIDTH: Final = 4
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
        segments: The local average over the sessions, by key; a day for each stretch, the first
            one being ``place_day(0)``.
    """

    course: Course
    sessions: tuple[SessionRow, ...]
    stretches: Sequence[Stretch]
    noted: Sequence[int]
    means: Mapping[str, Sequence[StretchMean]] = field(repr=False)
    segments: Mapping[str, Sequence[Segment]] = field(repr=False)


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
    noted = [_count(record.recorded, each) for each in whole]
    means = {each.key: answered(each.values, whole) for each in record.asked}
    empty = {n for n, each in enumerate(whole) if _is_gap(each, noted[n])}
    segments = {
        each.key: _average(
            means[each.key], empty, highest=LONGEST_NIGHT if each.is_hours else HIGHEST
        )
        for each in record.drawable
    }
    return Therapy(
        course=course,
        sessions=held,
        stretches=whole,
        noted=noted,
        means=means,
        segments=segments,
    )


def _count(recorded: Sequence[date], stretch: Stretch) -> int:
    days = stretch.days
    return (
        0
        if days is None
        else bisect_right(recorded, days.last) - bisect_left(recorded, days.first)
    )


def _is_gap(stretch: Stretch, noted: int) -> bool:
    return stretch.days is not None and stretch.days.length >= GAP_DAYS and not noted


def _average(
    means: Sequence[StretchMean], empty: Collection[int], *, highest: float
) -> Sequence[Segment]:
    """Return the local average over sessions; as over days it never crosses a gap."""
    places = {place_day(n): each.mean for n, each in enumerate(means) if each.mean is not None}
    found = local_average(
        list(places), list(places.values()), half_width=_HALF_WIDTH, highest=highest
    )
    holes = sorted(place_day(n) for n in empty)
    return [part for segment in found for part in _split(segment, holes)]


def _split(segment: Segment, holes: Sequence[date]) -> Iterable[Segment]:
    part: list[Point] = []
    for point in segment:
        if part and bisect_left(holes, point.day) > bisect_left(holes, part[-1].day):
            yield tuple(part)
            part = []
        part.append(point)
    yield tuple(part)


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

    def shifted(self, segments: Sequence[Segment]) -> Iterable[Segment]:
        by = place_day(self.place - self.first) - place_day(0)
        start = place_day(self.first)
        for each in segments:
            part = tuple(
                Point(day=point.day + by, mean=point.mean, low=point.low, high=point.high)
                for point in each
                if point.day >= start
            )
            if part:
                yield part


def session_timeline(
    record: Record, worked_out: Sequence[Therapy], chosen: Collection[str], span: Range
) -> Timeline:
    """Return the chart of the ``chosen`` lines with a step for each session of a range.

    Several therapies stand one after the other. What was going on stands behind the sessions
    after which it was.
    """
    period = record.period(span)
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
            segment
            for part in shown
            for segment in part.shifted(part.therapy.segments.get(each.key, ()))
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
        gaps=tuple(_gaps(shown)),
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


def _gaps(shown: Sequence[_Shown]) -> Iterable[Period]:
    """Return the runs of sessions after which nothing was noted at all."""
    for part in shown:
        therapy = part.therapy
        run: list[int] = []
        for n in range(part.first, len(therapy.stretches)):
            # What lies before the first session is not part of the record of a therapy.
            if n and _is_gap(therapy.stretches[n], therapy.noted[n]):
                run.append(n)
                continue
            if run:
                yield Period(first=part.move(run[0]), last=part.move(run[-1]))
                run = []
        if run:
            yield Period(first=part.move(run[0]), last=part.move(run[-1]))


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
            yield EventMark(
                key=mark.key, name=mark.name, first=inside[0], last=max(stops), goes_on=True
            )
            continue
        run = [inside[0]]
        for place in inside[1:]:
            if (place - run[-1]).days > 1:
                yield EventMark(key=mark.key, name=mark.name, first=run[0], last=run[-1])
                run = []
            run.append(place)
        yield EventMark(key=mark.key, name=mark.name, first=run[0], last=run[-1])
