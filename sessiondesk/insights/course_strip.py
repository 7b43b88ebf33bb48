"""One therapy on a strip: what happened in it, in order of time, and the plain sums. Q11.

Nothing is inferred here but what the rule of a questionnaire says of its own score.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.instrument import Instrument
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.review import Review
from sessiondesk.domain.therapy_session import Appointment, Outcome, in_order, numbers
from sessiondesk.insights import questionnaire_change
from sessiondesk.insights.questionnaire_change import Baseline, ChangeClass, ScoreChange

_CHANGED: Final = {ChangeClass.IMPROVED, ChangeClass.WORSENED}


class MarkOf(Enum):
    """What a mark on the strip stands for, in the order in which marks of one day are read."""

    SESSION = "session"
    """A session that was held."""
    NOT_HELD = "not_held"
    """One that was cancelled or missed; ``outcome`` says which."""
    BREAK = "break"
    REVIEW = "review"
    GOAL_REACHED = "goal_reached"
    SCORE = "score"
    """A result of a questionnaire, or a total of a form."""
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One thing on the strip.

    Attributes:
        of: What it stands for.
        key: Identity of the record; that of the therapy for a break.
        first: Its day, or the first of them; never before the strip begins.
        last: The last of its days within the strip.
        number: The number of a session that was held. None: it has none, or is no session.
        outcome: What became of a session. None: it is no session.
        scale: What a score is of: the id of the questionnaire or of the form; else empty.
        is_ringed: Whether a score differs from the level at the start by a reliable change.
    """

    of: MarkOf
    key: str
    first: date
    last: date
    number: int | None = None
    outcome: Outcome | None = None
    scale: str = ""
    is_ringed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance:
    """What became of the appointments that are past. Those still planned do not count.

    Attributes:
        kept: How many were held, also late.
        offered: How many there were.
        cancelled_by_me: How many the person cancelled.
        cancelled_by_therapist: How many the therapist cancelled.
        missed: How many were missed.
    """

    kept: int
    offered: int
    cancelled_by_me: int
    cancelled_by_therapist: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """How one questionnaire went in this therapy.

    Attributes:
        instrument: The questionnaire.
        results: Its results that count for this therapy, oldest first; one or more.
        baseline: The level at the start.
        change: The last result against it. None: there is none after it.
        is_overlapping: Whether both are about some of the same days: nothing is made of it.
    """

    instrument: Instrument
    results: tuple[Assessment, ...] = field(repr=False)
    baseline: Baseline
    change: ScoreChange | None
    is_overlapping: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """One therapy, from its first day to its last or to today.

    Attributes:
        course: The therapy.
        period: The days that it covers.
        marks: All there is, by their first day.
        attendance: What became of the appointments.
        held: Sessions so far, with those from before this record.
        next_on: The day of the next appointment. None: none is noted, or the therapy is over.
        stories: How the questionnaires went, in their order.
    """

    course: Course
    period: Period
    marks: tuple[Mark, ...]
    attendance: Attendance
    held: int
    next_on: date | None
    stories: tuple[Story, ...]

    def of(self, *kinds: MarkOf) -> Sequence[Mark]:
        """Return the marks of these kinds, the earliest first."""
        return [each for each in self.marks if each.of in kinds]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a strip is made of: everything, of whichever therapy.

    Attributes:
        sessions: All appointments.
        reviews: All reviews.
        reached: Goals that were reached, each with the day it was.
        results: Results of questionnaires, each with its questionnaire, oldest first.
        totals: Totals of a therapist's own forms, each with its form, oldest first.
        events: Life events.
    """

    sessions: Sequence[Appointment] = ()
    reviews: Sequence[Review] = ()
    reached: Collection[tuple[Goal, date]] = ()
    results: Sequence[tuple[Instrument, Sequence[Assessment]]] = field(default=(), repr=False)
    totals: Sequence[tuple[Form, Sequence[FormTotal]]] = field(default=(), repr=False)
    events: Sequence[LifeEvent] = ()


def strip(course: Course, record: Record, *, today: date) -> Strip:
    """Return the strip of one therapy.

    Goals, questionnaires and life events belong to no therapy: those of its days are shown.

    Args:
        course: The therapy.
        record: What there is.
        today: The reference day; what is later is not shown.
    """
    mine = in_order(each for each in record.sessions if each.course_id == course.id)
    past = [each for each in mine if each.outcome is not Outcome.PLANNED and each.day <= today]
    stories = tuple(_stories(course, record.results, today))
    period = _period(course, past, stories, today)
    counted = numbers(course, mine)
    over_on = course.ended_on or date.max
    marks = [
        *(_session(each, counted) for each in past),
        *_breaks(course, period),
        *(
            _point(MarkOf.REVIEW, each.id, each.day)
            for each in record.reviews
            if each.course_id == course.id and each.day in period
        ),
        *(
            _point(MarkOf.GOAL_REACHED, goal.id, day)
            for goal, day in record.reached
            if day in period
        ),
        *(mark for each in stories for mark in _scores(each)),
        *(
            _point(MarkOf.SCORE, each.id, each.day, scale=form.id)
            for form, totals in record.totals
            for each in totals
            if each.day in period
        ),
        *_events(record.events, period),
    ]
    order = list(MarkOf)
    return Strip(
        course=course,
        period=period,
        marks=tuple(sorted(marks, key=lambda each: (each.first, order.index(each.of)))),
        attendance=_attendance(past),
        held=course.sessions_before + sum(each.outcome.is_held for each in past),
        next_on=next(
            (
                each.day
                for each in mine
                if each.outcome is Outcome.PLANNED and today <= each.day <= over_on
            ),
            None,
        ),
        stories=stories,
    )


def _end(course: Course, today: date) -> date:
    return today if course.ended_on is None else min(course.ended_on, today)


def _period(
    course: Course, past: Sequence[Appointment], stories: Sequence[Story], today: date
) -> Period:
    days = [each.day for each in past]
    first = min([course.started_on, *days, *(each.results[0].day for each in stories)])
    return Period(first=first, last=max([first, _end(course, today), *days]))


def _stories(
    course: Course, record: Sequence[tuple[Instrument, Sequence[Assessment]]], today: date
) -> Iterator[Story]:
    """Yield what counts for a therapy: results from shortly before it to its end."""
    earliest = course.started_on - questionnaire_change.BEFORE_FIRST_SESSION
    for instrument, results in record:
        counting = [each for each in results if earliest <= each.day <= _end(course, today)]
        baseline = questionnaire_change.baseline(counting, course.started_on)
        if baseline is not None:
            yield _story(instrument, counting, baseline)


def _story(instrument: Instrument, results: Sequence[Assessment], baseline: Baseline) -> Story:
    last = results[-1]
    has_later = len(results) > len(baseline.days)
    return Story(
        instrument=instrument,
        results=tuple(results),
        baseline=baseline,
        change=questionnaire_change.change(instrument, baseline.value, last.total)
        if has_later
        else None,
        is_overlapping=has_later
        and questionnaire_change.overlaps(instrument, baseline.days[-1], last.day),
    )


def _scores(story: Story) -> Sequence[Mark]:
    return [
        _point(
            MarkOf.SCORE,
            each.id,
            each.day,
            scale=story.instrument.id,
            is_ringed=_is_ringed(story, each),
        )
        for each in story.results
    ]


def _is_ringed(story: Story, result: Assessment) -> bool:
    start = story.baseline
    if result.day <= start.days[-1]:
        return False
    change = questionnaire_change.change(story.instrument, start.value, result.total)
    return change.judged in _CHANGED and not questionnaire_change.overlaps(
        story.instrument, start.days[-1], result.day
    )


def _session(each: Appointment, counted: Mapping[TherapySessionId, int]) -> Mark:
    is_held = each.outcome.is_held
    return Mark(
        of=MarkOf.SESSION if is_held else MarkOf.NOT_HELD,
        key=each.id,
        first=each.day,
        last=each.day,
        number=counted.get(each.id) if is_held else None,
        outcome=each.outcome,
    )


def _breaks(course: Course, period: Period) -> Sequence[Mark]:
    found = []
    for each in course.breaks:
        last = period.last if each.last is None else min(each.last, period.last)
        first = max(each.first, period.first)
        if first <= last:
            found.append(Mark(of=MarkOf.BREAK, key=course.id, first=first, last=last))
    return found


def _events(events: Sequence[LifeEvent], period: Period) -> Sequence[Mark]:
    found = []
    for each in events:
        end = period.last if each.goes_on else each.last or each.first
        first, last = max(each.first, period.first), min(end, period.last)
        if first <= last:
            found.append(Mark(of=MarkOf.EVENT, key=each.id, first=first, last=last))
    return found


def _point(of: MarkOf, key: str, day: date, *, scale: str = "", is_ringed: bool = False) -> Mark:
    return Mark(of=of, key=key, first=day, last=day, scale=scale, is_ringed=is_ringed)


def _attendance(past: Sequence[Appointment]) -> Attendance:
    counts = {value: sum(each.outcome is value for each in past) for value in Outcome}
    return Attendance(
        kept=sum(each.outcome.is_held for each in past),
        offered=len(past),
        cancelled_by_me=counts[Outcome.CANCELLED_BY_ME],
        cancelled_by_therapist=counts[Outcome.CANCELLED_BY_THERAPIST],
        missed=counts[Outcome.MISSED],
    )
