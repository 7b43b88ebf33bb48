"""One therapy on a strip: each thing at its day, and the plain sums."""

from datetime import date, datetime, timedelta

import pytest

from sessiondesk import paths
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.period import Period
from sessiondesk.domain.review import Review
from sessiondesk.domain.therapy_session import Appointment, Outcome
from sessiondesk.exchange import instrument_file
from sessiondesk.insights.course_strip import Attendance, MarkOf, Record, strip
from sessiondesk.insights.questionnaire_change import ChangeClass

BEGAN = date(2026, 3, 2)
TODAY = date(2026, 6, 1)
PHQ9 = instrument_file.load(paths.resources() / "instruments").find("phq9")
COURSE = Course(started_on=BEGAN)


def after(days):
    return BEGAN + timedelta(days=days)


def met(days, outcome=Outcome.ATTENDED, course=COURSE):
    planned = datetime.combine(after(days), datetime.min.time()).replace(hour=14)
    return Appointment(
        course_id=course.id, planned_for=planned, zone="Europe/Berlin", outcome=outcome
    )


def scored(days, total):
    return Assessment(instrument="phq9", version=1, day=after(days), total=total)


def of_phq9(*results):
    assert PHQ9 is not None
    return Record(results=((PHQ9, results),))


def test_a_therapy_without_anything_in_it_goes_from_its_start_to_today():
    found = strip(COURSE, Record(), today=TODAY)

    assert found.period == Period(first=BEGAN, last=TODAY)
    assert found.marks == ()
    assert found.held == 0
    assert found.next_on is None
    assert found.attendance == Attendance(
        kept=0, offered=0, cancelled_by_me=0, cancelled_by_therapist=0, missed=0
    )


def test_sessions_are_counted_by_what_became_of_them():
    sessions = [
        met(0),
        met(7, Outcome.LATE),
        met(14, Outcome.CANCELLED_BY_ME),
        met(21, Outcome.CANCELLED_BY_THERAPIST),
        met(28, Outcome.MISSED),
        met(35),
        met(200, Outcome.PLANNED),
    ]
    found = strip(COURSE, Record(sessions=sessions), today=TODAY)

    assert found.attendance == Attendance(
        kept=3, offered=6, cancelled_by_me=1, cancelled_by_therapist=1, missed=1
    )
    assert found.held == 3
    assert [each.number for each in found.of(MarkOf.SESSION)] == [1, 2, 3]
    assert [each.number for each in found.of(MarkOf.NOT_HELD)] == [None, None, None]
    assert [each.outcome for each in found.of(MarkOf.NOT_HELD)] == [
        Outcome.CANCELLED_BY_ME,
        Outcome.CANCELLED_BY_THERAPIST,
        Outcome.MISSED,
    ]
    assert found.next_on == after(200)


def test_sessions_before_the_record_count_among_those_so_far():
    course = Course(started_on=BEGAN, sessions_before=12)
    found = strip(course, Record(sessions=[met(0, course=course)]), today=TODAY)

    assert found.held == 13
    assert found.of(MarkOf.SESSION)[0].number == 13
    # They were not offered within the record, so nobody knows about those that fell out.
    assert found.attendance.offered == 1


def test_what_belongs_to_another_therapy_is_left_out():
    other = Course(started_on=BEGAN)
    record = Record(
        sessions=[met(0, course=other)],
        reviews=[Review(day=after(3), course_id=other.id), Review(day=after(4))],
    )

    assert strip(COURSE, record, today=TODAY).marks == ()


def test_an_appointment_that_is_over_or_beyond_the_end_is_not_the_next_one():
    ended = Course(started_on=BEGAN, ended_on=after(50))
    planned = [met(40, Outcome.PLANNED, ended), met(200, Outcome.PLANNED, ended)]

    assert strip(ended, Record(sessions=planned), today=TODAY).next_on is None


def test_a_session_that_is_later_than_today_is_not_shown_whatever_it_says():
    found = strip(COURSE, Record(sessions=[met(300)]), today=TODAY)

    assert found.marks == ()
    assert found.held == 0


def test_a_therapy_that_is_over_ends_with_its_last_day():
    ended = Course(started_on=BEGAN, ended_on=after(50))
    late = met(60, course=ended)

    assert strip(ended, Record(), today=TODAY).period.last == after(50)
    # A last session noted after the end is part of it all the same.
    assert strip(ended, Record(sessions=[late]), today=TODAY).period.last == after(60)


def test_a_therapy_that_has_not_begun_is_one_day_long():
    coming = Course(started_on=TODAY + timedelta(days=10))

    found = strip(coming, Record(), today=TODAY)

    assert found.period.first == found.period.last == coming.started_on


def test_a_session_before_the_noted_start_moves_the_beginning():
    found = strip(COURSE, Record(sessions=[met(-7)]), today=TODAY)

    assert found.period.first == after(-7)


def test_breaks_are_cut_to_the_strip():
    course = Course(
        started_on=BEGAN,
        ended_on=after(60),
        breaks=(
            Break(first=after(-30), last=after(-20)),
            Break(first=after(10), last=after(20)),
            Break(first=after(55), last=after(80)),
            Break(first=after(58)),
            Break(first=after(90)),
        ),
    )
    found = strip(course, Record(), today=TODAY)

    assert [(each.first, each.last) for each in found.of(MarkOf.BREAK)] == [
        (after(10), after(20)),
        (after(55), after(60)),
        (after(58), after(60)),
    ]


def test_reviews_and_goals_reached_stand_at_their_day():
    goal = Goal(text="Go to the choir", began_on=after(1))
    review = Review(day=after(30), course_id=COURSE.id)
    found = strip(
        COURSE,
        Record(reviews=[review], reached=[(goal, after(40)), (goal, after(-100))]),
        today=TODAY,
    )

    assert [(each.of, each.key, each.first) for each in found.marks] == [
        (MarkOf.REVIEW, review.id, after(30)),
        (MarkOf.GOAL_REACHED, goal.id, after(40)),
    ]


def test_a_review_before_the_first_day_is_not_drawn_outside_of_the_strip():
    early = Review(day=after(-5), course_id=COURSE.id)

    assert strip(COURSE, Record(reviews=[early]), today=TODAY).marks == ()


def test_life_events_are_those_of_its_days():
    def event(first, last=None, *, goes_on=False):
        return LifeEvent(
            title="x",
            kind=LifeEventKind.WORK,
            first=after(first),
            last=None if last is None else after(last),
            goes_on=goes_on,
        )

    events = [event(-9), event(-9, 3), event(5), event(8, goes_on=True), event(500)]
    found = strip(COURSE, Record(events=events), today=TODAY)

    assert [(each.first, each.last) for each in found.of(MarkOf.EVENT)] == [
        (BEGAN, after(3)),
        (after(5), after(5)),
        (after(8), TODAY),
    ]


def test_one_result_is_a_start_and_no_change():
    (story,) = strip(COURSE, of_phq9(scored(-3, 16)), today=TODAY).stories

    assert story.baseline.value == 16
    assert story.baseline.is_before_therapy
    assert story.change is None
    assert not story.is_overlapping


def test_the_last_result_is_judged_against_the_start():
    (story,) = strip(
        COURSE, of_phq9(scored(0, 16), scored(20, 14), scored(60, 8)), today=TODAY
    ).stories

    # From the third result on, the start is the mean of the first two.
    assert story.baseline.value == 15
    assert story.change is not None
    assert story.change.judged is ChangeClass.IMPROVED
    assert not story.is_overlapping


def test_results_too_close_together_are_not_judged_by_a_ring():
    found = strip(COURSE, of_phq9(scored(0, 20), scored(3, 4)), today=TODAY)

    assert found.stories[0].is_overlapping
    assert [each.is_ringed for each in found.of(MarkOf.SCORE)] == [False, False]


def test_a_result_beyond_the_margin_of_the_form_is_ringed():
    found = strip(
        COURSE,
        of_phq9(scored(0, 16), scored(20, 16), scored(40, 15), scored(60, 10), scored(80, 22)),
        today=TODAY,
    )

    assert [each.is_ringed for each in found.of(MarkOf.SCORE)] == [
        False,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("days", [-29, 92])
def test_results_long_before_it_and_after_its_end_are_not_part_of_it(days):
    found = strip(COURSE, of_phq9(scored(days, 16)), today=TODAY)

    assert found.stories == ()
    assert found.marks == ()


def test_a_result_from_shortly_before_it_begins_the_strip():
    found = strip(COURSE, of_phq9(scored(-28, 16)), today=TODAY)

    assert found.period.first == after(-28)


def test_totals_of_a_form_of_the_therapist_are_never_ringed():
    form = Form(name="A form")
    totals = [
        FormTotal(form_id=form.id, day=after(-60), total=60),
        FormTotal(form_id=form.id, day=after(2), total=60),
        FormTotal(form_id=form.id, day=after(62), total=2),
    ]
    found = strip(COURSE, Record(totals=((form, totals),)), today=TODAY)

    assert [(each.scale, each.is_ringed) for each in found.of(MarkOf.SCORE)] == [
        (form.id, False),
        (form.id, False),
    ]


def test_marks_come_by_day_and_those_of_one_day_sessions_first():
    event = LifeEvent(title="x", kind=LifeEventKind.MOVE, first=after(7))
    review = Review(day=after(7), course_id=COURSE.id)
    record = Record(sessions=[met(14), met(7)], reviews=[review], events=[event])

    assert [each.of for each in strip(COURSE, record, today=TODAY).marks] == [
        MarkOf.SESSION,
        MarkOf.REVIEW,
        MarkOf.EVENT,
        MarkOf.SESSION,
    ]
