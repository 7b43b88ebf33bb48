from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal, GoalState, GoalValue, Measure, Win
from sessiondesk.domain.ids import GoalId, ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal.sheet import gather
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
MOOD = ScaleId("mood")


def day(back):
    return TODAY - timedelta(days=back)


def at(back):
    return NOON - timedelta(days=back)


def ids(session):
    return None if session is None else session.id


@pytest.fixture
def course(journal):
    course = Course(started_on=date(2026, 1, 8), sessions_before=2)
    journal.courses.record(course)
    return course


@pytest.fixture
def meet(journal, course):
    """Keep a session, so many days back."""

    def meet(back, outcome=Outcome.ATTENDED, **rest):
        session = TherapySession(
            course_id=rest.pop("course_id", course.id),
            planned_for=datetime.combine(day(back), time(14)),
            zone=ZONE,
            outcome=outcome,
            **rest,
        )
        journal.sessions.record(session)
        return session

    return meet


@pytest.fixture
def check_in(journal):
    """Keep a check-in, so many days back."""

    def check_in(back, mood=None, **rest):
        ratings = {} if mood is None else {MOOD: mood}
        checkin = CheckIn(felt_at=at(back), day=day(back), ratings=ratings, **rest)
        journal.checkins.record(checkin)
        return checkin

    return check_in


def test_an_empty_journal_has_four_weeks_and_nothing_in_them(journal):
    found = gather(journal, TODAY)

    assert (found.coming, found.last) == (None, None)
    assert found.since == Period(first=day(27), last=TODAY)
    assert found.days_recorded == frozenset()
    assert [scale.id for scale in found.scales][:2] == ["mood", "anxiety"]


def test_the_sheet_is_for_the_next_appointment_and_looks_back_to_the_last_session(journal, meet):
    meet(12)
    last = meet(5)
    meet(3, Outcome.MISSED)
    coming = meet(-2, Outcome.PLANNED)
    meet(-9, Outcome.PLANNED)

    found = gather(journal, TODAY)

    assert (ids(found.coming), found.coming_number, found.last) == (coming.id, 5, last)
    assert found.since == Period(first=day(5), last=TODAY)
    assert [session.day for session in found.sessions] == [day(12), day(5), day(3)]


def test_an_appointment_of_today_counts_until_it_was_held(journal, meet):
    today = meet(0, Outcome.PLANNED)
    next_week = meet(-7, Outcome.PLANNED)
    assert ids(gather(journal, TODAY).coming) == today.id

    journal.sessions.record(replace(today, outcome=Outcome.ATTENDED))

    found = gather(journal, TODAY)
    assert (ids(found.coming), ids(found.last)) == (next_week.id, today.id)


def test_a_sheet_for_a_day_of_the_past_is_for_the_session_that_followed(journal, meet):
    before = meet(14)
    meet(8, Outcome.CANCELLED_BY_ME)
    then = meet(7)

    found = gather(journal, day(10))

    assert (ids(found.coming), found.coming_number, found.last) == (then.id, 4, before)


def test_a_session_of_another_therapy_is_not_the_last_one(journal, meet):
    other = Course(started_on=date(2026, 1, 1))
    journal.courses.record(other)
    last = meet(9)
    meet(2, course_id=other.id)
    meet(-2, Outcome.PLANNED)

    assert gather(journal, TODAY).last == last


def test_means_and_days_come_from_the_record(journal, check_in):
    check_in(0, 6, sleep_hours=7.5)
    check_in(55, 2)
    check_in(181, 3)
    check_in(300, 9)

    found = gather(journal, TODAY)

    assert found.daily[MOOD] == {day(0): 6.0, day(55): 2.0, day(181): 3.0}
    assert found.sleep_hours == {day(0): 7.5}
    assert found.days_recorded == {day(0), day(55)}


def test_the_average_breaks_at_a_gap(journal, check_in):
    for back in (*range(3), *range(10, 14)):
        check_in(back, 5)

    first, second = gather(journal, TODAY).averages[MOOD]

    assert [len(first), len(second)] == [4, 3]
    assert (first[0][0], round(first[0][1], 9)) == (day(13), 5)


def test_a_last_session_long_ago_counts_all_days_since(journal, meet, check_in):
    meet(100)
    check_in(90, 5)
    assert day(90) in gather(journal, TODAY).days_recorded


def test_wins_and_hurdles_since_the_last_session_come_newest_first(journal, meet, check_in):
    meet(5)
    lines = (
        NoteLine(text="only a thought", kind=LineKind.THOUGHT),
        NoteLine(text="older win", kind=LineKind.WIN),
        NoteLine(text=" ", kind=LineKind.WIN),
        NoteLine(text="a hurdle", kind=LineKind.HURDLE),
    )
    checkin = check_in(5, lines=lines)
    check_in(6, lines=(NoteLine(text="too old", kind=LineKind.WIN),))
    goal = Goal(text="say what I want", began_on=day(60))
    journal.goals.record(goal)
    journal.goals.add_win(Win(goal_id=goal.id, day=day(1), text="newer win"))
    journal.goals.add_win(Win(goal_id=goal.id, day=day(7), text="old win"))

    found = gather(journal, TODAY)

    assert [win.text for win in found.wins] == ["newer win", "older win"]
    assert [(hurdle.text, hurdle.key) for hurdle in found.hurdles] == [
        ("a hurdle", f"{checkin.id}:3")
    ]


def test_only_what_is_still_to_be_said_is_brought_up(journal, meet):
    session = meet(5)
    journal.bring_ups.record(
        BringUp(text="said", state=BringUpState.BROUGHT_UP, session_id=session.id)
    )
    first = journal.bring_ups.add("first")
    second = journal.bring_ups.add("second")
    journal.bring_ups.rank([second.id, first.id])

    assert [each.text for each in gather(journal, TODAY).bring_ups] == ["second", "first"]


def test_what_was_agreed_last_time_comes_first_whatever_became_of_it(journal, meet):
    last = meet(5)
    for text, rest in {
        "earlier, going on": {"agreed_on": day(30)},
        "earlier, done": {"agreed_on": day(30), "state": PracticeState.DONE},
        "dropped": {
            "agreed_on": day(5),
            "session_id": last.id,
            "state": PracticeState.DROPPED,
        },
        "not yet agreed": {"agreed_on": day(-1)},
    }.items():
        journal.practices.record(Practice(text=text, **rest))

    found = gather(journal, TODAY).agreed

    assert [each.practice.text for each in found] == ["dropped", "earlier, going on"]


def test_a_practice_says_how_often_how_helpful_and_what_got_in_the_way(journal, meet):
    meet(5)
    practice = Practice(text="breathing", agreed_on=day(30), days_a_week=5)
    journal.practices.record(practice)
    for back, helped, obstacle in (
        (10, 1, "long ago"),
        (6, 2, ""),
        (4, 6, "meeting"),
        (4, None, ""),
        (1, 8, "tired"),
        (0, None, " "),
    ):
        journal.practices.log(
            PracticeLog(
                practice_id=practice.id,
                done_at=at(back),
                day=day(back),
                helped=helped,
                obstacle=obstacle,
            )
        )

    (found,) = gather(journal, TODAY).agreed

    assert (found.days_done, found.last_done_on) == (4, TODAY)
    assert (found.helped, found.obstacle) == ((6, 8), "tired")


def test_a_goal_says_its_first_and_its_latest_value_up_to_the_day(journal):
    goal = Goal(text="rest", began_on=day(60))
    later = Goal(text="not yet", began_on=day(-1))
    over = Goal(text="over", began_on=day(60), state=GoalState.REACHED)
    for each in (goal, later, over):
        journal.goals.record(each)
    assert [standing.goal.text for standing in gather(journal, TODAY).goals] == ["rest"]

    for back, value in ((30, 2), (20, 4), (0, 7)):
        journal.goals.log(
            GoalValue(goal_id=goal.id, noted_at=at(back), day=day(back), value=value)
        )

    (standing,) = gather(journal, TODAY).goals
    assert (standing.first, standing.last) == (2, 7)
    (standing,) = gather(journal, day(10)).goals
    assert (standing.first, standing.last) == (2, 4)
    (standing,) = gather(journal, day(30)).goals
    assert (standing.first, standing.last) == (2, None)
    (standing,) = gather(journal, day(31)).goals
    assert (standing.first, standing.last) == (None, None)


def test_values_from_before_a_change_of_measure_stay_off_the_sheet(journal, clock):
    goal = Goal(text="rest", began_on=day(60), measure=Measure.COUNT)
    journal.goals.record(goal)
    clock.moment = at(30)
    journal.goals.log(GoalValue(goal_id=goal.id, noted_at=at(30), day=day(30), value=40))
    clock.moment = at(20)
    journal.goals.adjust(replace(goal, measure=Measure.OWN_RATING))
    for back, value in ((10, 3), (0, 6)):
        clock.moment = at(back)
        journal.goals.log(
            GoalValue(goal_id=goal.id, noted_at=at(back), day=day(back), value=value)
        )

    (standing,) = gather(journal, TODAY).goals

    assert (standing.first, standing.last) == (3, 6)


def test_a_goal_in_days_a_week_compares_its_first_week_with_the_last(journal, check_in):
    tag = journal.tags.named("walk")
    practice = Practice(text="breathing", agreed_on=day(60))
    journal.practices.record(practice)
    by_tag = Goal(text="walk", began_on=day(20), measure=Measure.TAG_DAYS, tag_id=tag.id)
    by_practice = Goal(
        text="breathe",
        began_on=day(13),
        measure=Measure.PRACTICE_DAYS,
        practice_id=practice.id,
    )
    new = replace(by_tag, id=GoalId("ab" * 16), began_on=day(12), text="new")
    for goal in (by_tag, by_practice, new):
        journal.goals.record(goal)
    for back in (20, 14, 8, 3, 2, 1):
        check_in(back, tags=frozenset({tag.id}))
    for back in (13, 6):
        journal.practices.log(
            PracticeLog(practice_id=practice.id, done_at=at(back), day=day(back))
        )

    found = {each.goal.text: (each.first, each.last) for each in gather(journal, TODAY).goals}

    assert found == {"walk": (2, 3), "breathe": (1, 1), "new": (3, None)}


def test_yes_and_no_are_not_averaged(journal):
    (first, *_) = journal.scales.all()
    yes_no = replace(first, id="ab" * 16, label="Ate", kind="yes_no", position=0)
    journal.scales.record(yes_no)
    assert "Ate" not in [scale.label for scale in gather(journal, TODAY).scales]
