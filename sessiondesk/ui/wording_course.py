"""How one therapy is told: its sums, and what stands on its strip. QtCore only."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.course import Course
from sessiondesk.domain.form import FormTotal
from sessiondesk.domain.therapy_session import Appointment, Outcome
from sessiondesk.insights.course_strip import Attendance, Story, Strip
from sessiondesk.ui import wording_measure_changes, wording_measures, wording_sessions
from sessiondesk.ui.wording import day_in_words
from sessiondesk.ui.wording_measures import figure

_DAY: Final = "d MMMM yyyy"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_course", text, "", count)


def day(value: date) -> str:
    """Return "12 May 2026"."""
    return day_in_words(value, _DAY)


# The sums.


def so_far(strip: Strip) -> str:
    """Return "14 sessions since 12 March 2026, 4 of them before this record."."""
    course, held = strip.course, strip.held
    count = _tr("One session") if held == 1 else _tr("%n sessions", held)
    if not held:
        count = _tr("No session")
    began = day(course.started_on)
    if course.ended_on is not None and course.ended_on <= strip.period.last:
        ended = day(course.ended_on)
        said = _tr("{count} from {first} to {last}").format(count=count, first=began, last=ended)
    elif not held:
        said = _tr("No session yet; it began on {day}").format(day=began)
    else:
        said = _tr("{count} since {day}").format(count=count, day=began)
    if course.sessions_before:
        before = _tr("%n of them before this record", course.sessions_before)
        return f"{said}, {before}."
    return f"{said}."


def expected(strip: Strip) -> str:
    """Return "20 were agreed or expected."; empty where nobody said."""
    number = strip.course.expected_sessions
    if number is None:
        return ""
    if number == 1:
        return _tr("One was agreed or expected.")
    return _tr("%n were agreed or expected.", number)


def coming(strip: Strip) -> str:
    """Return "The next one is on 14 May 2026."; empty where none is noted."""
    if strip.next_on is None:
        return ""
    return _tr("The next one is on {day}.").format(day=day(strip.next_on))


def usual() -> str:
    """Say, vaguely, how many sessions therapies take, and what that is worth."""
    return _tr(
        "Studies put the number of sessions after which half of people are clearly better "
        "anywhere from a handful to about 20. They differ widely, and so do people: it is no "
        "measure for one therapy."
    )


def attendance(value: Attendance, *, on_paper: bool = False) -> str:
    """Return "14 of 16 appointments kept: one cancelled by you, one missed.".

    Args:
        value: What became of the appointments.
        on_paper: Whether the person says it: "by me".
    """
    if not value.offered:
        return _tr("Nothing written down yet.")
    if value.kept == value.offered == 1:
        return _tr("One appointment, and it was kept.")
    if value.kept == value.offered:
        return _tr("All %n appointments kept.", value.offered)
    kept = _tr("{kept} of {offered} appointments kept").format(
        kept=value.kept, offered=value.offered
    )
    return _tr("{kept}: {reasons}.").format(
        kept=kept, reasons=", ".join(_reasons(value, on_paper=on_paper))
    )


def _reasons(value: Attendance, *, on_paper: bool) -> Sequence[str]:
    me, therapist = (
        (_tr("by me"), _tr("by my therapist"))
        if on_paper
        else (_tr("by you"), _tr("by your therapist"))
    )
    reasons = [
        (_tr("one cancelled {who}") if count == 1 else _tr("%n cancelled {who}", count)).format(
            who=who
        )
        for count, who in ((value.cancelled_by_me, me), (value.cancelled_by_therapist, therapist))
        if count
    ]
    if value.missed:
        reasons.append(_tr("one missed") if value.missed == 1 else _tr("%n missed", value.missed))
    return reasons


def reviews(days: Sequence[date]) -> str:
    """Return "2 reviews: 12 May 2026 and 3 July 2026."."""
    if not days:
        return _tr("No review yet.")
    said = wording_measures.listed([day(each) for each in days])
    if len(days) == 1:
        return _tr("One review: {days}.").format(days=said)
    return _tr("%n reviews: {days}.", len(days)).format(days=said)


def score_story(story: Story) -> str:
    """Say how a questionnaire went, by its own rule and no other."""
    last = story.results[-1]
    if story.change is not None:
        since = wording_measure_changes.since_when(story.baseline, has_course=True)
        said = wording_measure_changes.change_sentence(
            story.instrument, story.change, since=since, is_overlapping=story.is_overlapping
        )
        count = len(story.results)
        return _tr("{change} %n results, the last on {day}.", count).format(
            change=said, day=day(last.day)
        )
    score = wording_measures.score_line(last, story.instrument)
    return _tr("{score}, on {day}. Nothing to compare it with yet.").format(
        score=score, day=day(last.day)
    )


def form_story(totals: Sequence[FormTotal]) -> str:
    """Say how the totals of a therapist's form went; nothing is made of them."""
    last = totals[-1]
    if len(totals) == 1:
        return _tr("{total} on {day}.").format(total=figure(last.total), day=day(last.day))
    return _tr("{first} on {first_day}, {last} on {last_day}.").format(
        first=figure(totals[0].total),
        first_day=day(totals[0].day),
        last=figure(last.total),
        last_day=day(last.day),
    )


def no_goal_reached() -> str:
    """Say that no goal was marked as reached; that is no verdict."""
    return _tr("No goal is marked as reached in this time.")


def goal_state(on: date) -> str:
    """Return "Reached on 12 May 2026"."""
    return _tr("Reached on {day}").format(day=day(on))


def goal_reached(text: str, on: date) -> str:
    """Return "“Go to the choir”, reached on 12 May 2026"."""
    return _tr("“{goal}”, reached on {day}").format(goal=text, day=day(on))


# One mark.


def appointment(each: Appointment, number: int | None) -> str:
    """Return "Session 8, 7 May 2026: attended"."""
    return _tr("{name}, {day}: {became}").format(
        name=wording_sessions.therapy_session_name(number, each.outcome),
        day=day(each.day),
        became=became(each.outcome),
    )


def became(outcome: Outcome) -> str:
    """Say what became of an appointment: "cancelled by you"."""
    return {
        Outcome.ATTENDED: _tr("attended"),
        Outcome.LATE: _tr("attended, late"),
        Outcome.CANCELLED_BY_ME: _tr("cancelled by you"),
        Outcome.CANCELLED_BY_THERAPIST: _tr("cancelled by your therapist"),
        Outcome.MISSED: _tr("missed"),
        Outcome.PLANNED: _tr("planned"),
    }[outcome]


def review(on: date) -> str:
    """Return "Review, 12 May 2026"."""
    return _tr("Review, {day}").format(day=day(on))


def result(name: str, on: date, score: str, *, is_ringed: bool) -> str:
    """Return "PHQ-9, 12 May 2026: 9, in the range the questionnaire calls mild."."""
    said = _tr("{name}, {day}: {score}.").format(name=name, day=day(on), score=score)
    if is_ringed:
        return said + " " + _tr("It differs from the start by more than the form’s own wobble.")
    return said


def beyond_wobble() -> str:
    """Say, in a cell, that a score differs from the start by a reliable change."""
    return _tr("beyond the form’s own wobble")


# The strip as a whole.


def summary(course: Course, strip: Strip, *, today: date) -> str:
    """Return what the strip is called, and all that it shows, in one breath."""
    name = wording_sessions.course_name(course, today=today)
    parts = [so_far(strip), attendance(strip.attendance)]
    return f"{name}. {' '.join(parts)}"
