"""What a progress review reads: one therapy and what is around it."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.afterwards import AboutTheTime, Afterwards, FitItem
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUpState, SourceKind
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Adjusted, Goal, GoalState, GoalValue, Measure, Win
from sessiondesk.domain.practice import Practice, PracticeState
from sessiondesk.domain.review import Review
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.working import Line, Says

TODAY = date(2026, 5, 12)


@pytest.fixture
def course(journal):
    found = Course(started_on=date(2026, 3, 1), sessions_before=2)
    journal.courses.record(found)
    return found


@pytest.fixture
def held(journal, course):
    """Keep one session a week, from 5 March on, and return them."""

    def held_(count):
        sessions = [
            TherapySession(
                course_id=course.id,
                planned_for=datetime(2026, 3, 5, 14) + timedelta(weeks=week),
                zone="Europe/Berlin",
                outcome=Outcome.ATTENDED,
            )
            for week in range(count)
        ]
        for each in sessions:
            journal.sessions.record(each)
        return sessions

    return held_


@pytest.fixture
def material(journal, db):
    def material_(**asked):
        return journal.reviews.evidence_reading(**asked).material(db)

    return material_


def test_the_therapy_that_goes_on_is_looked_at_else_the_latest(journal, course):
    older = Course(started_on=date(2020, 1, 1), ended_on=date(2021, 1, 1))
    journal.courses.record(older)
    assert journal.reviews.course() == course
    assert journal.reviews.course(older.id) == older

    journal.courses.record(replace(course, ended_on=date(2026, 4, 1)))

    ended = journal.reviews.course()
    assert ended is not None
    assert ended.id == course.id


def test_of_another_day_the_therapy_of_that_day_is_looked_at(journal, course, material):
    older = Course(started_on=date(2020, 1, 1), ended_on=date(2021, 1, 1))
    journal.courses.record(older)

    for on, which in (
        (date(2020, 6, 1), older),
        (date(2021, 6, 1), older),
        (course.started_on, course),
    ):
        assert journal.reviews.course(on=on) == which
        assert material(on=on).course_id == which.id
    assert journal.reviews.course(on=date(2019, 1, 1)) is None


def test_practices_that_are_over_are_known_from_the_day_on(journal, material):
    over = Practice(
        text="Walk",
        agreed_on=date(2026, 1, 5),
        state=PracticeState.DONE,
        ended_on=TODAY - timedelta(days=1),
    )
    for each in (over, Practice(text="Breathe", agreed_on=date(2026, 1, 5))):
        journal.practices.record(each)

    assert material().ended == {f"practice:{over.id}"}
    assert material(on=TODAY - timedelta(days=2)).ended == frozenset()


def test_without_a_therapy_the_record_is_looked_at_alone(journal, db, material):
    journal.signs.record(
        Sign(item="judged", side=SignSide.WARNING, day=TODAY, answer=SignAnswer.TICKED)
    )

    found = material()

    assert (found.course_id, found.began_on, found.since_session) == (None, None, None)
    assert [each.item for each in found.warned] == ["judged"]
    evidence = journal.reviews.evidence_reading().evidence(db)
    assert evidence.sessions == 0
    assert evidence.working.lines[0] == (Line.FORMS, Says.CANT_TELL)


def test_it_began_with_its_first_session_else_with_the_day_that_was_said(material, held, course):
    assert material().began_on == course.started_on
    assert material().since_session is None

    held(1)

    found = material()
    assert found.began_on == date(2026, 3, 5)
    assert (found.sessions_before, found.since_session) == (2, (3, date(2026, 3, 5)))


def test_it_is_counted_from_the_last_review_of_this_therapy(journal, material, held, course):
    sessions = held(4)
    journal.reviews.record(
        Review(day=date(2026, 3, 13), course_id=course.id, session_id=sessions[1].id)
    )
    journal.reviews.record(Review(day=date(2026, 3, 20), session_id=sessions[2].id))

    assert material().since_session == (4, date(2026, 3, 12))


def test_questionnaires_stand_in_the_order_they_are_offered_up_to_the_day(journal, material):
    for id_, day in (("gad7", 1), ("phq9", 1), ("phq9", 9), ("phq9", 12)):
        journal.measures.record(
            Assessment(instrument=id_, version=1, day=date(2026, 5, day), total=5)
        )

    found = material(on=date(2026, 5, 10)).scores

    assert [(each.instrument.id, len(each.results)) for each in found] == [
        ("phq9", 2),
        ("gad7", 1),
    ]


def test_goals_are_those_of_this_therapy_that_were_not_let_go(journal, clock, material, course):
    def goal(text, **more):
        found = Goal(text=text, began_on=date(2026, 3, 1), **more)
        journal.goals.record(found)
        return found

    rated = goal("rated")
    tag = Tag(name="walked")
    journal.tags.record(tag)
    journal.checkins.record(
        CheckIn(felt_at=journal.now(), day=TODAY, tags=frozenset({tag.id}), sleep_hours=7)
    )
    counted = goal("counted", measure=Measure.TAG_DAYS, tag_id=tag.id, aim=3)
    reached = goal("reached")
    let_go = goal("let go")
    later = replace(goal("later"), began_on=date(2026, 6, 1))
    journal.goals.record(later)
    for value in (2, 5):
        journal.goals.log(
            GoalValue(goal_id=rated.id, noted_at=journal.now(), day=TODAY, value=value)
        )
    journal.goals.adjust(replace(reached, state=GoalState.REACHED))
    journal.goals.adjust(replace(let_go, state=GoalState.LET_GO))

    found = {each.id: each for each in material().goals}

    assert set(found) == {rated.id, counted.id, reached.id}
    assert found[rated.id].rated == (2, 5)
    assert (found[counted.id].days, found[counted.id].aim) == ({TODAY}, 3)
    assert found[reached.id].reached_on == TODAY

    journal.courses.record(replace(course, started_on=date(2026, 5, 13)))
    assert reached.id not in {each.id for each in material().goals}


def test_ratings_before_a_goal_was_measured_so_mean_another_thing(journal, clock, material):
    goal = Goal(text="Open the post", began_on=date(2026, 3, 1), measure=Measure.COUNT)
    journal.goals.record(goal)
    journal.goals.log(GoalValue(goal_id=goal.id, noted_at=journal.now(), day=TODAY, value=9))
    clock.pass_(hours=1)
    journal.goals.adjust(replace(goal, measure=Measure.OWN_RATING))
    clock.pass_(hours=1)
    journal.goals.log(GoalValue(goal_id=goal.id, noted_at=journal.now(), day=TODAY, value=4))

    (found,) = material().goals

    assert [each.what for each in journal.goals.adjustments(goal.id)] == [Adjusted.MEASURE]
    assert (found.rated, found.since) == ((4,), TODAY)


def test_what_is_answered_within_two_weeks_is_one_sheet_of_signs(journal, material, course):
    def answered(day, item, answer=SignAnswer.MORE_AND_MORE):
        journal.signs.record(Sign(item=item, side=SignSide.PROGRESS, day=day, answer=answer))

    answered(date(2025, 12, 1), "habit")
    answered(date(2026, 4, 1), "habit")
    answered(date(2026, 4, 8), "body")
    answered(date(2026, 4, 8), "pause", SignAnswer.NOT_YET)
    answered(date(2026, 5, 1), "habit", SignAnswer.ONCE_OR_TWICE)
    answered(date(2026, 5, 20), "body")

    assert material().sheets == (2, 1)


def test_wins_of_eight_weeks_are_those_of_check_ins_and_of_goals(journal, material):
    goal = Goal(text="Open the post", began_on=date(2026, 3, 1))
    journal.goals.record(goal)
    journal.goals.add_win(Win(goal_id=goal.id, day=date(2026, 5, 1), text="Opened it"))
    journal.goals.add_win(Win(goal_id=goal.id, day=date(2026, 1, 1), text="Long ago"))
    journal.checkins.record(
        CheckIn(
            felt_at=journal.now(),
            day=TODAY,
            lines=(
                NoteLine(kind=LineKind.WIN, text="Went out"),
                NoteLine(kind=LineKind.PLAIN, text="Rain"),
            ),
        )
    )

    assert sorted(material().wins) == [date(2026, 5, 1), TODAY]


def test_it_is_counted_over_how_many_sessions_something_was_carried(journal, material, held):
    sessions = held(3)
    said = journal.bring_ups.add("Money")
    for each in sessions:
        journal.bring_ups.record(
            replace(said, state=BringUpState.CARRIED_OVER, session_id=each.id)
        )
    once = journal.bring_ups.add("Holidays")
    gone = journal.bring_ups.add("Work")
    journal.bring_ups.record(replace(gone, state=BringUpState.LET_GO))

    assert material().carried == {said.id: 3, once.id: 0}


def test_sentences_to_start_with_are_counted_by_what_became_of_them(journal, material):
    for state in (BringUpState.BROUGHT_UP, BringUpState.OPEN):
        said = journal.bring_ups.add("x", source=SourceKind.OPENER, source_id="fit_1")
        journal.bring_ups.record(replace(said, state=state))
    journal.bring_ups.add("y")

    assert material().openers == (1, 2)


def test_a_boundary_counts_wherever_it_was_noted(journal, material, held):
    (session,) = held(1)
    journal.signs.record(
        Sign(
            item="boundary",
            side=SignSide.WARNING,
            day=date(2026, 1, 1),
            answer=SignAnswer.TICKED,
        )
    )
    # That was before this therapy.
    assert not material().has_crossed

    journal.afterwards.record(
        Afterwards(session_id=session.id, about_the_time=frozenset({AboutTheTime.CROSSED_A_LINE}))
    )

    assert material().has_crossed


def test_the_evidence_is_the_same_through_another_connection(journal, db, connect, held):
    for each in held(12):
        journal.afterwards.record(Afterwards(session_id=each.id, fit={FitItem.HEARD: 8}))
    reading = journal.reviews.evidence_reading()
    other = connect()
    try:
        told: list[float] = []
        found = reading.evidence(other, progress=told.append)
    finally:
        other.close()

    assert found == reading.evidence(db)
    assert told == [0.7]
    assert found.sessions == 12
