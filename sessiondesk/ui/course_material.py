"""What the journal says of one therapy: its strip, its sums and their words. QtCore only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjusted, Goal, GoalState
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.insights import course_strip
from sessiondesk.insights.course_strip import Mark, MarkOf, Record, Strip
from sessiondesk.journal import Journal
from sessiondesk.ui import (
    wording_course,
    wording_life_events,
    wording_measures,
    wording_sessions,
)
from sessiondesk.ui.wording_measures import figure


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
    name, score = name_and_score(material, mark)
    return wording_course.result(name, mark.first, score, is_ringed=mark.is_ringed)


def name_and_score(material: CourseMaterial, mark: Mark) -> tuple[str, str]:
    """Return what a form is called, and its result."""
    total = material.totals.get(mark.key)
    if total is not None:
        name = next(each.name for each in material.forms if each.id == mark.scale)
        return " ".join(name.split()), figure(total.total)
    story = next(each for each in material.strip.stories if each.instrument.id == mark.scale)
    score = wording_measures.score_line(material.assessments[mark.key], story.instrument)
    return story.instrument.title, score


def _tr(text: str) -> str:
    return QCoreApplication.translate("course_material", text)
