"""What was noted around sessions: the curve, and the last of them in a small table."""

from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.afterwards import Afterwards, DayAfter
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal.around_sessions import AroundReading
from tests.conftest import ZONE

TODAY = date(2026, 5, 12)
MOOD = ScaleId("mood")


@pytest.fixture
def course(journal):
    course = Course(started_on=date(2026, 1, 7), sessions_before=2)
    journal.courses.record(course)
    return course


@pytest.fixture
def hold(journal, course):
    """Hold a session so many days ago."""

    def hold_(ago, outcome=Outcome.ATTENDED):
        day = TODAY - timedelta(days=ago)
        session = TherapySession(
            course_id=course.id,
            planned_for=datetime(day.year, day.month, day.day, 14),
            zone=ZONE,
            outcome=outcome,
        )
        journal.sessions.record(session)
        return session

    return hold_


def note(journal, ago, mood):
    felt_at = journal.now() - timedelta(days=ago)
    day = TODAY - timedelta(days=ago)
    journal.checkins.record(CheckIn(felt_at=felt_at, day=day, ratings={MOOD: mood}))


def read(journal, connect, *, on=TODAY, days=()):
    db = connect()
    try:
        return AroundReading(on=on, scale="mood", session_days=days).read(db)
    finally:
        db.close()


def test_a_journal_without_anything_has_nothing_around(journal, connect):
    around = read(journal, connect)

    assert (around.curve, around.rows, around.are_close) == ((), (), False)


def test_the_days_around_sessions_are_pooled(journal, connect, hold):
    for ago in (30, 20):
        hold(ago)
        for away, mood in ((2, 6), (1, 6), (-1, 4), (-2, 5)):
            note(journal, ago + away, mood)

    around = read(journal, connect)

    found = {each.offset: (each.mean, each.sessions) for each in around.curve}
    assert found == {-2: (0, 2), -1: (0, 2), 1: (-2, 2), 2: (-1, 2)}


def test_the_curve_ends_where_the_answer_ended(journal, connect, hold):
    hold(5)
    for away, mood in ((2, 6), (-1, 4), (-3, 1)):
        note(journal, 5 + away, mood)

    around = read(journal, connect, on=TODAY - timedelta(days=4))

    assert [each.offset for each in around.curve] == [-2, 1]


def test_the_last_six_sessions_come_with_what_was_noted_the_latest_first(journal, connect, hold):
    sessions = [hold(ago) for ago in range(70, 0, -10)]
    journal.afterwards.record(
        Afterwards(
            session_id=sessions[-1].id,
            arriving=3,
            leaving=5,
            next_day=4,
            day_after=DayAfter.STIRRED_CLEAR,
        )
    )

    rows = read(journal, connect).rows

    assert [each.day for each in rows] == [each.day for each in reversed(sessions[1:])]
    assert [each.number for each in rows] == [9, 8, 7, 6, 5, 4]
    latest = rows[0]
    assert (latest.arriving, latest.leaving, latest.next_day) == (3, 5, 4)
    assert latest.day_after is DayAfter.STIRRED_CLEAR
    assert (rows[1].arriving, rows[1].day_after) == (None, None)


def test_sessions_can_be_asked_for_by_their_days(journal, connect, hold):
    asked = [hold(ago) for ago in (70, 60)]
    hold(10)

    rows = read(journal, connect, days=[each.day for each in asked]).rows

    assert [each.day for each in rows] == [each.day for each in reversed(asked)]


def test_sessions_that_were_not_held_are_left_out(journal, connect, hold):
    held = hold(20)
    hold(10, Outcome.CANCELLED_BY_ME)
    hold(0, Outcome.PLANNED)

    assert [each.day for each in read(journal, connect).rows] == [held.day]


@pytest.mark.parametrize(("apart", "are_close"), [(7, True), (14, False)])
def test_sessions_a_week_apart_are_close(journal, connect, hold, apart, are_close):
    for number in range(4):
        hold(number * apart)

    assert read(journal, connect).are_close is are_close
