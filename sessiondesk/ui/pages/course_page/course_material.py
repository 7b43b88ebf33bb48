"""What the journal says of one therapy: its strip, its table, its sums and their words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjusted, Goal, GoalState
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.therapy_session import Appointment, Outcome
from sessiondesk.insights import course_strip
from sessiondesk.insights.course_strip import Mark, MarkOf, Record, Strip
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import (
    wording_course,
    wording_life_events,
    wording_measures,
    wording_sessions,
)
from sessiondesk.ui.page import Link
from sessiondesk.ui.widgets.course_strip_model import Look, StripMark, StripPicture
from sessiondesk.ui.widgets.table import Cell, Column
from sessiondesk.ui.wording_measures import figure

_MOST_EVENT_LANES: Final = 4
_KINDS: Final = {
    MarkOf.SESSION: Kind.THERAPY_SESSION,
    MarkOf.NOT_HELD: Kind.THERAPY_SESSION,
    MarkOf.REVIEW: Kind.REVIEW,
    MarkOf.GOAL_REACHED: Kind.GOAL,
    MarkOf.EVENT: Kind.LIFE_EVENT,
}
_LOOKS: Final = {
    MarkOf.SESSION: Look.HELD,
    MarkOf.BREAK: Look.BREAK,
    MarkOf.REVIEW: Look.REVIEW,
    MarkOf.GOAL_REACHED: Look.GOAL,
    MarkOf.SCORE: Look.SCORE,
    MarkOf.EVENT: Look.EVENT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseMaterial:
    """Everything that is shown of one therapy.

    Attributes:
        strip: What happened in it, and its sums.
        today: The day it was read.
        appointments: By identity.
        goals: Goals that were reached, by identity.
        events: Life events, by identity.
        assessments: Results of questionnaires, by identity.
        totals: Totals of forms, by identity.
        forms: Forms of the therapist that have a total within it.
    """

    strip: Strip
    today: date
    appointments: Mapping[str, Appointment]
    goals: Mapping[str, Goal]
    events: Mapping[str, LifeEvent]
    assessments: Mapping[str, Assessment] = field(repr=False)
    totals: Mapping[str, FormTotal] = field(repr=False)
    forms: Sequence[Form]

    @property
    def course(self) -> Course:
        """The therapy."""
        return self.strip.course

    def totals_of(self, form: Form) -> Sequence[FormTotal]:
        """Return the totals of a form within the therapy, oldest first."""
        marks = self.strip.of(MarkOf.SCORE)
        return [self.totals[each.key] for each in marks if each.scale == form.id]

    def reached(self) -> Sequence[tuple[Goal, date]]:
        """Return the goals that were reached within it, each with the day."""
        marks = self.strip.of(MarkOf.GOAL_REACHED)
        return [(self.goals[each.key], each.first) for each in marks]

    def events_within(self) -> Sequence[LifeEvent]:
        """Return the life events of its days, the earliest first."""
        return [self.events[each.key] for each in self.strip.of(MarkOf.EVENT)]


def read(journal: Journal, course: Course) -> CourseMaterial:
    """Read what there is of ``course``.

    Raises:
        StoreError: It could not be read.
    """
    today = journal.today()
    sessions = journal.sessions.outline()
    taken = journal.measures.all()
    forms = [(form, journal.measures.totals(form.id)) for form in journal.measures.forms()]
    reached = [
        (goal, day)
        for goal in journal.goals.on_shelf()
        if goal.state is GoalState.REACHED and (day := _reached_on(journal, goal)) is not None
    ]
    events = journal.life_events.all()
    strip = course_strip.strip(
        course,
        Record(
            sessions=sessions,
            reviews=journal.reviews.all(),
            reached=reached,
            results=[
                (instrument, [each for each in taken if each.instrument == instrument.id])
                for instrument in journal.measures.instruments.all
            ],
            totals=forms,
            events=events,
        ),
        today=today,
    )
    drawn = {each.scale for each in strip.of(MarkOf.SCORE)}
    return CourseMaterial(
        strip=strip,
        today=today,
        appointments={each.id: each for each in sessions if each.course_id == course.id},
        goals={goal.id: goal for goal, _ in reached},
        events={each.id: each for each in events},
        assessments={each.id: each for each in taken},
        totals={each.id: each for _, totals in forms for each in totals},
        forms=[form for form, _ in forms if form.id in drawn],
    )


def _reached_on(journal: Journal, goal: Goal) -> date | None:
    days = [
        each.made_on
        for each in journal.goals.adjustments(goal.id)
        if each.what is Adjusted.STATE and each.after == GoalState.REACHED
    ]
    return max(days, default=None)


def link(material: CourseMaterial, mark: Mark) -> Link | None:
    """Return where the record behind a mark is shown; None for a break, which has no page."""
    if mark.of is MarkOf.SCORE:
        is_total = mark.key in material.totals
        return Link(kind=Kind.FORM_TOTAL if is_total else Kind.ASSESSMENT, id=mark.key)
    kind = _KINDS.get(mark.of)
    return None if kind is None else Link(kind=kind, id=mark.key)


# What is read.


def says(material: CourseMaterial, mark: Mark) -> str:
    """Return the line that is read of a mark."""
    match mark.of:
        case MarkOf.SESSION | MarkOf.NOT_HELD:
            return wording_course.appointment(material.appointments[mark.key], mark.number)
        case MarkOf.BREAK:
            return _break(material, mark)
        case MarkOf.REVIEW:
            return wording_course.review(mark.first)
        case MarkOf.GOAL_REACHED:
            goal = " ".join(material.goals[mark.key].text.split())
            return wording_course.goal_reached(goal, mark.first)
        case MarkOf.SCORE:
            return _result(material, mark)
        case MarkOf.EVENT:
            event = material.events[mark.key]
            words = " ".join(wording_life_events.on_chart(event).split())
            return f"{words}, {wording_life_events.span(event)}"


def _break(material: CourseMaterial, mark: Mark) -> str:
    found = next(
        each
        for each in material.course.breaks
        if max(each.first, material.strip.period.first) == mark.first
        and min(each.last or date.max, material.strip.period.last) == mark.last
    )
    return " ".join(wording_sessions.therapy_break(found, today=material.today).split())


def _result(material: CourseMaterial, mark: Mark) -> str:
    name, score = _name_and_score(material, mark)
    return wording_course.result(name, mark.first, score, is_ringed=mark.is_ringed)


def _name_and_score(material: CourseMaterial, mark: Mark) -> tuple[str, str]:
    total = material.totals.get(mark.key)
    if total is not None:
        name = next(each.name for each in material.forms if each.id == mark.scale)
        return " ".join(name.split()), figure(total.total)
    story = next(each for each in material.strip.stories if each.instrument.id == mark.scale)
    score = wording_measures.score_line(material.assessments[mark.key], story.instrument)
    return story.instrument.title, score


# The strip and its table.


def picture(material: CourseMaterial) -> StripPicture:
    """Return what the strip shows; its marks are those of ``material.strip``, in their order."""
    strip = material.strip
    lanes = _Lanes(material)
    return StripPicture(
        first=strip.period.first,
        last=strip.period.last,
        marks=[
            StripMark(
                look=_look(each),
                lane=lanes.of(each),
                first=each.first,
                last=each.last,
                says=says(material, each),
                label=_label(material, each),
            )
            for each in strip.marks
        ],
        lanes=lanes.names,
        says=wording_course.summary(strip.course, strip, today=material.today),
    )


class _Lanes:
    """Which lane each mark stands in; life events that overlap stand below one another."""

    def __init__(self, material: CourseMaterial) -> None:
        strip = material.strip
        self.names = [_tr("Sessions")]
        self._lanes: dict[MarkOf, int] = {}
        for of, name in ((MarkOf.REVIEW, _tr("Reviews")), (MarkOf.GOAL_REACHED, _tr("Goals"))):
            if strip.of(of):
                self._lanes[of] = self._add(name)
        self._scales = {
            each.instrument.id: self._add(each.instrument.title) for each in strip.stories
        }
        for form in material.forms:
            self._scales[form.id] = self._add(" ".join(form.name.split()))
        self._events: dict[str, int] = {}
        self._pack(strip.of(MarkOf.EVENT))

    def of(self, mark: Mark) -> int:
        """Return the place of the lane of a mark."""
        if mark.of is MarkOf.SCORE:
            return self._scales[mark.scale]
        if mark.of is MarkOf.EVENT:
            return self._events[mark.key]
        return self._lanes.get(mark.of, 0)

    def _add(self, name: str) -> int:
        self.names.append(name)
        return len(self.names) - 1

    def _pack(self, events: Sequence[Mark]) -> None:
        ends: list[date] = []
        first = len(self.names)
        for each in events:
            free = next((n for n, end in enumerate(ends) if end < each.first), len(ends))
            row = min(free, _MOST_EVENT_LANES - 1)
            if row == len(ends):
                self._add("" if ends else _tr("Life events"))
                ends.append(each.last)
            ends[row] = max(ends[row], each.last)
            self._events[each.key] = first + row


def _look(mark: Mark) -> Look:
    if mark.of is MarkOf.NOT_HELD:
        return Look.MISSED if mark.outcome is Outcome.MISSED else Look.CANCELLED
    if mark.is_ringed:
        return Look.RINGED
    return _LOOKS[mark.of]


def _label(material: CourseMaterial, mark: Mark) -> str:
    if mark.of is MarkOf.BREAK:
        return _tr("Break")
    if mark.of is MarkOf.EVENT:
        return wording_life_events.on_chart(material.events[mark.key])
    return ""


def table(material: CourseMaterial) -> tuple[Sequence[Column], Sequence[Sequence[Cell | str]]]:
    """Return columns and rows with all that stands on the strip, newest first."""
    columns = [Column(title=_tr("Day")), Column(title=_tr("What")), Column(title=_tr("In words"))]
    rows = [
        [wording_course.day(each.first), *_cells(material, each)]
        for each in reversed(material.strip.marks)
    ]
    return columns, rows


def _cells(material: CourseMaterial, mark: Mark) -> tuple[str, str]:
    """Return what something is, and what there is to say of it."""
    match mark.of:
        case MarkOf.SESSION | MarkOf.NOT_HELD:
            each = material.appointments[mark.key]
            name = wording_sessions.therapy_session_name(mark.number, each.outcome)
            return name, wording_course.became(each.outcome)
        case MarkOf.BREAK:
            return _tr("Break"), says(material, mark)
        case MarkOf.REVIEW:
            return _tr("Review"), _tr("a look at the therapy")
        case MarkOf.GOAL_REACHED:
            return _tr("Goal reached"), " ".join(material.goals[mark.key].text.split())
        case MarkOf.SCORE:
            name, score = _name_and_score(material, mark)
            return name, f"{score}; {wording_course.beyond_wobble()}" if mark.is_ringed else score
        case MarkOf.EVENT:
            event = material.events[mark.key]
            return wording_life_events.kind(event.kind), says(material, mark)


def _tr(text: str) -> str:
    return QCoreApplication.translate("course_material", text)
