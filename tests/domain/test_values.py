import math
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
)
from sessiondesk.domain.course import Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.goal import Goal, GoalState, GoalValue, Measure, Win, highest_value
from sessiondesk.domain.ids import GoalId, PracticeId, ScaleId, TagId, TherapySessionId, new_id
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession, numbers

NOON = datetime(2026, 5, 12, 12, tzinfo=timezone(timedelta(hours=2)))
TODAY = NOON.date()
MOOD = ScaleId("mood")
COURSE = Course(started_on=TODAY, sessions_before=3)


def a_session(day=12, outcome=Outcome.PLANNED, **fields):
    given = {
        "course_id": COURSE.id,
        "planned_for": datetime(2026, 5, day, 14, 0),
        "zone": "Europe/Berlin",
        "outcome": outcome,
    }
    return TherapySession(**(given | fields))


def test_identities_are_never_the_same():
    assert len({new_id() for _ in range(1000)}) == 1000
    assert all(len(new_id()) == 32 for _ in range(9))


@pytest.mark.parametrize("value", [-0.1, 10.1, math.nan, math.inf])
def test_a_reading_lies_between_0_and_10(value):
    with pytest.raises(InvalidFieldError) as caught:
        CheckIn(felt_at=NOON, day=TODAY, ratings={MOOD: value})

    assert caught.value.field == "ratings"


@pytest.mark.parametrize("hours", [-0.5, 24.5, math.nan])
def test_a_night_has_0_to_24_hours(hours):
    with pytest.raises(InvalidFieldError, match="sleep_hours"):
        CheckIn(felt_at=NOON, day=TODAY, sleep_hours=hours)


def test_a_line_of_a_note_is_one_line():
    with pytest.raises(InvalidFieldError, match="text"):
        NoteLine(text="one\ntwo")


@pytest.mark.parametrize(
    "answered",
    [
        {"ratings": {MOOD: 0}},
        {"sleep_hours": 0},
        {"sleep_interference": SleepInterference.NO},
        {"interference": Interference.NO},
        {"interference_areas": frozenset({"work"})},
        {"feelings": frozenset({Feeling(family="calm")})},
        {"body": frozenset({"headache"})},
        {"tags": frozenset({TagId("a")})},
        {"lines": (NoteLine(text="word"),)},
    ],
)
def test_any_answer_at_all_makes_a_check_in_count(answered):
    assert not CheckIn(felt_at=NOON, day=TODAY, **answered).is_empty


def test_a_check_in_with_nothing_but_blanks_is_empty():
    lines = (NoteLine(text="  "), NoteLine(text="", kind=LineKind.WIN))

    assert CheckIn(felt_at=NOON, day=TODAY, lines=lines).is_empty


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: Scale(label=" "), "label"),
        (lambda: Tag(name=""), "name"),
        (lambda: Tag(name=" work"), "name"),
        (lambda: Course(started_on=TODAY, ended_on=TODAY - timedelta(days=1)), "ended_on"),
        (lambda: Course(started_on=TODAY, sessions_before=-1), "sessions_before"),
        (lambda: Course(started_on=TODAY, expected_sessions=0), "expected_sessions"),
        (lambda: Course(started_on=TODAY, review_every=0), "review_every"),
        (lambda: a_session(planned_for=NOON), "planned_for"),
        (lambda: a_session(moved_from=(datetime(2026, 5, 12, 14, 0, 1),)), "planned_for"),
        (lambda: a_session(zone="Europe/Nowhere"), "zone"),
        (lambda: a_session(zone="../etc/passwd"), "zone"),
        (lambda: a_session(minutes=0), "minutes"),
        (lambda: a_session(planned_for=datetime(9999, 12, 31, 23, 30)), "planned_for"),
        (lambda: a_session(cancelled_at=datetime(2026, 5, 12)), "cancelled_at"),
        (lambda: BringUp(text="\n"), "text"),
        (lambda: Practice(text="", agreed_on=TODAY), "text"),
        (lambda: Practice(text="walk", agreed_on=TODAY, days_a_week=8), "days_a_week"),
        (
            lambda: PracticeLog(practice_id=PracticeId("a"), done_at=NOON, day=TODAY, helped=11),
            "helped",
        ),
        (lambda: Goal(text="", began_on=TODAY), "text"),
        (lambda: Goal(text="a", began_on=TODAY, id=GoalId("a"), serves_id=GoalId("a")), "serves"),
        (lambda: Goal(text="a", began_on=TODAY, measure=Measure.PRACTICE_DAYS), "practice_id"),
        (lambda: Goal(text="a", began_on=TODAY, tag_id=TagId("a")), "tag_id"),
        (lambda: Goal(text="a", began_on=TODAY, aim=10.5), "aim"),
        (lambda: Goal(text="a", began_on=TODAY, measure=Measure.COUNT, aim=math.inf), "aim"),
        (lambda: GoalValue(goal_id=GoalId("a"), noted_at=NOON, day=TODAY, value=-1), "value"),
        (
            lambda: GoalValue(goal_id=GoalId("a"), noted_at=NOON, day=TODAY, value=math.inf),
            "value",
        ),
        (lambda: Win(goal_id=GoalId("a"), day=TODAY, text=" "), "text"),
    ],
)
def test_a_value_that_makes_no_sense_cannot_exist(make, field):
    with pytest.raises(InvalidFieldError, match=field) as caught:
        make()

    assert caught.value.problem.endswith(".")


def test_a_yes_no_ends_at_1():
    assert Scale(label="a").highest == 10
    assert Scale(label="a", kind=ScaleKind.YES_NO).highest == 1


def test_days_a_week_end_at_7_and_a_count_never():
    assert [highest_value(each) for each in Measure] == [10, 7, 7, math.inf]
    assert [each.is_entered for each in Measure] == [True, False, False, True]


def test_a_goal_is_on_the_shelf_when_it_is_over():
    assert [each.is_on_shelf for each in GoalState] == [False, False, True, True]


def test_a_bring_up_carried_over_is_still_to_be_said():
    carried = BringUp(text="that", state=BringUpState.CARRIED_OVER)

    assert carried.is_open
    assert not replace(carried, state=BringUpState.LET_GO).is_open


def test_an_appointment_keeps_its_wall_clock_when_the_offset_changes():
    winter = a_session(planned_for=datetime(2026, 1, 8, 14, 0))
    summer = a_session(planned_for=datetime(2026, 7, 9, 14, 0))

    assert winter.starts_at.isoformat() == "2026-01-08T14:00:00+01:00"
    assert summer.starts_at.isoformat() == "2026-07-09T14:00:00+02:00"
    assert summer.ends_at.isoformat() == "2026-07-09T14:50:00+02:00"
    assert summer.day == date(2026, 7, 9)


def test_sessions_are_numbered_by_those_held():
    held = a_session(5, Outcome.ATTENDED)
    cancelled = a_session(6, Outcome.CANCELLED_BY_ME)
    late = a_session(7, Outcome.LATE)
    coming, after = a_session(14), a_session(21)
    elsewhere = a_session(4, Outcome.ATTENDED, course_id=Course(started_on=TODAY).id)

    found = numbers(COURSE, [after, coming, late, cancelled, held, elsewhere])

    assert found == {held.id: 4, late.id: 5, coming.id: 6}


def test_without_a_planned_session_no_number_is_given_away():
    missed = a_session(5, Outcome.MISSED, id=TherapySessionId("a"))

    assert numbers(COURSE, [missed]) == {}
