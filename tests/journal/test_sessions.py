from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.afterwards import (
    AboutTheTime,
    Afterwards,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.kinds import Kind

TODAY = date(2026, 5, 12)  # as the clock of these tests has it


@pytest.fixture
def course(journal):
    course = Course(started_on=date(2020, 1, 1))
    journal.courses.record(course)
    return course


@pytest.fixture
def on(journal, course):
    """Keep a session on a day."""

    def on_(when, outcome=Outcome.ATTENDED, **fields):
        given = {"course_id": course.id, "planned_for": when, "zone": "Europe/Berlin"}
        session = TherapySession(**(given | fields), outcome=outcome)
        journal.sessions.record(session)
        return session

    return on_


def ids(sessions):
    return [each.id for each in sessions]


def test_the_outline_tells_of_each_session_what_the_session_tells_without_its_words(journal, on):
    session = on(
        datetime(2026, 5, 7, 14),
        Outcome.CANCELLED_BY_ME,
        moved_from=(datetime(2026, 5, 6, 14),),
        cancelled_at=datetime.fromisoformat("2026-05-06T10:00:00+02:00"),
        notes="words",
    )
    (outlined,) = journal.sessions.outline()

    assert type(outlined) is not TherapySession
    for name in outlined.__dataclass_fields__:
        assert getattr(outlined, name) == getattr(session, name)


def test_the_outline_follows_every_change(journal, course, on):
    first = on(datetime(2026, 5, 7, 14))
    assert ids(journal.sessions.outline()) == [first.id]
    second = on(datetime(2026, 5, 1, 14))
    assert ids(journal.sessions.outline()) == [second.id, first.id]
    journal.sessions.record(replace(first, outcome=Outcome.MISSED))
    assert journal.sessions.outline()[1].outcome is Outcome.MISSED
    journal.sessions.remove(second.id)
    assert ids(journal.sessions.outline(course.id)) == [first.id]
    journal.undo()
    assert ids(journal.sessions.outline()) == [second.id, first.id]
    journal.courses.remove(course.id)
    assert journal.sessions.outline() == []


def test_what_was_read_amid_an_act_that_failed_is_forgotten(journal, on):
    kept = on(datetime(2026, 5, 7, 14))

    def fail():
        with journal.act() as act:
            act.remove(Kind.THERAPY_SESSION, kept.id)
            assert journal.sessions.outline() == []
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert ids(journal.sessions.outline()) == [kept.id]


def test_what_another_connection_writes_is_seen(journal, on, open_journal):
    kept = on(datetime(2026, 5, 7, 14))
    assert len(journal.sessions.outline()) == 1

    open_journal().sessions.remove(kept.id)

    assert journal.sessions.outline() == []


def test_sessions_of_two_zones_stand_in_the_order_in_which_they_begin(journal, on):
    berlin = on(datetime(2026, 5, 7, 14))
    tokyo = on(datetime(2026, 5, 7, 20), zone="Asia/Tokyo")
    chicago = on(datetime(2026, 5, 7, 9), zone="America/Chicago")

    assert ids(journal.sessions.outline()) == [tokyo.id, berlin.id, chicago.id]
    assert ids(journal.sessions.all()) == [tokyo.id, berlin.id, chicago.id]
    assert list(journal.sessions.numbers(berlin.course_id).values()) == [1, 2, 3]


def test_a_period_of_the_outline_is_one_of_days(journal, on):
    days = [on(datetime(2026, 5, day, 14)) for day in (5, 6, 7)]
    period = Period(first=date(2026, 5, 6), last=date(2026, 5, 6))

    assert ids(journal.sessions.outline(period=period)) == [days[1].id]


def test_the_next_the_unwritten_and_the_last_held_come_with_their_words(journal, on):
    now = journal.now()
    long_ago = on(datetime(2021, 3, 4, 14), notes="long ago")
    assert journal.sessions.last_held(now) == long_ago
    assert journal.sessions.unwritten(now) is None
    assert journal.sessions.coming(now) is None

    unwritten = on(datetime(2026, 5, 11, 14), Outcome.PLANNED, notes="to remember")
    coming = on(datetime(2026, 5, 12, 14), Outcome.PLANNED, notes="ahead")
    on(datetime(2026, 5, 19, 14), Outcome.PLANNED)
    assert journal.sessions.unwritten(now) == unwritten
    assert journal.sessions.coming(now) == coming
    assert journal.sessions.last_held(now) == long_ago
    assert journal.sessions.last_held(long_ago.starts_at) is None


# The day after.


def test_the_day_after_is_that_of_a_session_held_yesterday(journal, on):
    on(datetime(2026, 5, 10, 14))
    on(datetime(2026, 5, 11, 9), Outcome.MISSED)
    assert journal.sessions.day_after(TODAY) is None
    on(datetime(2026, 5, 11, 10))
    late = on(datetime(2026, 5, 11, 18), Outcome.LATE)

    assert journal.sessions.day_after(TODAY) == late
    assert journal.sessions.day_after(TODAY + timedelta(days=1)) is None
    assert journal.sessions.day_after(date.min) is None


# Several made in one go.


def test_later_ones_are_those_of_the_series_that_are_still_planned(journal, on):
    first, second, third, fourth = (
        on(datetime(2026, 5, day, 14), Outcome.PLANNED, series_id="s") for day in (1, 8, 15, 22)
    )
    on(datetime(2026, 5, 29, 14), Outcome.PLANNED, series_id="another")
    journal.sessions.record(replace(third, outcome=Outcome.CANCELLED_BY_ME))

    assert journal.sessions.later_in_series(first) == [second, fourth]
    assert journal.sessions.later_in_series(fourth) == []
    assert journal.sessions.later_in_series(replace(first, series_id=None)) == []


def test_several_are_kept_and_removed_in_one_step(journal, course):
    made = [
        TherapySession(
            course_id=course.id, planned_for=datetime(2026, 5, day, 14), zone="Europe/Berlin"
        )
        for day in (14, 21)
    ]
    journal.sessions.record_all(made)
    assert journal.sessions.all() == made
    journal.sessions.remove_all(ids(made))
    assert journal.sessions.all() == []
    journal.undo()
    assert journal.sessions.all() == made
    journal.undo()
    assert journal.sessions.all() == []


def test_topics_are_told_the_most_frequent_first(journal, on):
    for day, topics in ((1, ("work",)), (2, ("work", "money")), (3, ()), (4, ("sleep",))):
        on(datetime(2026, 5, day, 14), topics=topics)
    gone = on(datetime(2026, 5, 5, 14), topics=("gone",))
    journal.sessions.remove(gone.id)

    assert journal.sessions.topics() == ["work", "sleep", "money"]


# Afterwards.


def test_what_is_noted_afterwards_is_found_by_its_own_identity(journal, on):
    session = on(datetime(2026, 5, 7, 14))
    noted = Afterwards(session_id=session.id, leaving=4, words="words")
    journal.afterwards.record(noted)

    assert journal.afterwards.find(noted.id) == noted
    journal.afterwards.remove(noted.id)
    assert journal.afterwards.find(noted.id) is None
    assert journal.afterwards.of(session.id).is_empty
    journal.undo()
    assert journal.afterwards.of(session.id) == noted


def test_every_answer_comes_back_as_it_was_given(journal, on):
    session = on(datetime(2026, 5, 7, 14))
    noted = Afterwards(
        session_id=session.id,
        fit={item: place for place, item in enumerate(FitItem)},
        held_back=HeldBack.IMPORTANT,
        held_back_what="the money",
        held_back_why=frozenset(HeldBackWhy),
        arriving=0,
        leaving=10,
        leaving_feelings=frozenset({Feeling(family="sad"), Feeling(family="calm", word="safe")}),
        next_day=5,
        day_after=DayAfter.STIRRED_CLEAR,
        same_ground=SameGround.SAME_PLACE,
        about_the_time=frozenset(AboutTheTime),
        words="words",
    )
    journal.afterwards.record(noted)

    assert journal.afterwards.of(session.id) == noted


@pytest.mark.parametrize(
    "answers", [{"fit": {FitItem.HEARD: 11}}, {"arriving": -1}, {"leaving": 11}, {"next_day": 11}]
)
def test_an_answer_lies_between_0_and_10(on, answers):
    with pytest.raises(InvalidFieldError, match="0 to 10"):
        Afterwards(session_id=on(datetime(2026, 5, 7, 14)).id, **answers)


def test_patterns_seen_in_a_session_stay_with_it(journal, on):
    pattern = Pattern(name="going blank", named_on=TODAY)
    journal.patterns.record(pattern)
    session = on(datetime(2026, 5, 7, 14), patterns=frozenset({pattern.id}))

    assert journal.sessions.find(session.id).patterns == {pattern.id}


def test_a_break_of_a_course_ends_no_earlier_than_it_begins(journal, course):
    with pytest.raises(InvalidFieldError, match="before the beginning"):
        Break(first=TODAY, last=TODAY - timedelta(days=1))
    away = Break(first=TODAY, reason="holiday")
    long_ago = Break(first=date(2025, 1, 1), last=date(2025, 1, 8))
    journal.courses.record(replace(course, breaks=(away, long_ago)))

    assert journal.courses.find(course.id).breaks == (long_ago, away)
