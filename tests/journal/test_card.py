from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn, Interference, NoteLine, SleepInterference
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal.card import gather
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
MOOD = ScaleId("mood")


def day(back):
    return TODAY - timedelta(days=back)


def at(back, hours=0):
    return NOON - timedelta(days=back) + timedelta(hours=hours)


@pytest.fixture
def check_in(journal):
    """Keep a check-in, so many days back."""

    def check_in(back, hours=0, **rest):
        checkin = CheckIn(felt_at=at(back, hours), day=day(back), **rest)
        journal.checkins.record(checkin)
        return checkin

    return check_in


@pytest.fixture
def meet(journal):
    """Keep a session, so many days back."""
    course = Course(started_on=date(2026, 1, 8), sessions_before=2)
    journal.courses.record(course)

    def meet(back, outcome=Outcome.ATTENDED):
        session = TherapySession(
            course_id=course.id,
            planned_for=datetime.combine(day(back), time(14)),
            zone=ZONE,
            outcome=outcome,
        )
        journal.sessions.record(session)
        return session

    return meet


def test_the_days_of_the_week_and_no_others_are_read(journal, check_in):
    for back in (0, 6, 7):
        check_in(back, ratings={MOOD: 4})
    check_in(6, hours=3, ratings={MOOD: 5}, sleep_hours=7)

    found = gather(journal, TODAY)

    assert (found.period.first, found.period.last) == (day(6), TODAY)
    assert found.days_recorded == {day(6), TODAY}
    assert found.daily[MOOD] == {day(6): 4.5, TODAY: 4}
    assert found.sleep_hours == {day(6): 7}


def test_the_strongest_answer_of_a_day_counts(journal, check_in):
    check_in(1, interference=Interference.PUT_OFF)
    check_in(1, hours=2, interference=Interference.COST_MORE)
    check_in(0, sleep_interference=SleepInterference.CLEARLY)

    found = gather(journal, TODAY)

    assert found.interference == {day(1): Interference.PUT_OFF}
    assert found.sleep_question == {TODAY: SleepInterference.CLEARLY}


def test_a_hidden_scale_is_there_only_where_it_was_answered(journal, check_in):
    used, unused = Scale(label="Used", is_shown=True), Scale(label="Unused", is_shown=False)
    journal.scales.add(used)
    journal.scales.add(unused)
    check_in(0, ratings={used.id: 3})
    journal.scales.record(replace(journal.scales.find(used.id), is_shown=False))

    labels = [each.label for each in gather(journal, TODAY).scales]

    assert "Used" in labels
    assert "Unused" not in labels


def test_what_is_asked_follows_the_settings(journal):
    journal.settings.change(
        asks_sleep_hours=False, asks_sleep_interference=False, asks_interference=False
    )

    found = gather(journal, TODAY)

    assert not found.asks_sleep_hours
    assert not found.asks_sleep_question
    assert not found.asks_interference


def test_practices_that_go_on_and_those_that_were_done_are_there(journal):
    going_on = Practice(text="Goes on", agreed_on=day(30), days_a_week=5)
    done = Practice(text="Done", agreed_on=day(9), state=PracticeState.DONE, ended_on=day(2))
    over = Practice(text="Over", agreed_on=day(90), state=PracticeState.DONE, ended_on=day(60))
    later = Practice(text="Later", agreed_on=TODAY + timedelta(days=1))
    for practice in (going_on, done, over, later):
        journal.practices.record(practice)
    for practice, back, helped in (
        (going_on, 1, 4),
        (going_on, 1, None),
        (going_on, 8, 9),
        (done, 2, None),
    ):
        journal.practices.log(
            PracticeLog(practice_id=practice.id, done_at=at(back), day=day(back), helped=helped)
        )

    found = gather(journal, TODAY).practices

    assert [(each.practice.text, each.days) for each in found] == [
        ("Goes on", {day(1): 4}),
        ("Done", {day(2): None}),
    ]


def test_tags_come_with_their_days_and_the_one_of_most_days_first(journal, check_in):
    rain, work, deadline = (journal.tags.named(name) for name in ("rain", "work", "deadline"))
    for tag in (rain, work, deadline):
        journal.tags.record(tag)
    check_in(0, tags=frozenset({rain.id, work.id}))
    check_in(1, tags=frozenset({deadline.id}))
    check_in(9, tags=frozenset({rain.id}))
    journal.tags.merge(deadline.id, into=work.id)

    found = gather(journal, TODAY).tags

    assert [(each.tag.name, sorted(each.days)) for each in found] == [
        ("work", [day(1), TODAY]),
        ("rain", [TODAY]),
    ]


def test_one_line_a_day_is_offered_the_first_that_says_something(journal, check_in):
    first = check_in(0, lines=(NoteLine(text=" "), NoteLine(text="One"), NoteLine(text="Two")))
    check_in(0, hours=2, lines=(NoteLine(text="Three"),))
    check_in(1)

    (line,) = gather(journal, TODAY).words

    assert (line.key, line.day, line.text) == (f"{first.id}:1", TODAY, "One")


def test_the_sessions_of_the_week_and_the_one_to_come(journal, meet):
    held = meet(3)
    meet(8)
    cancelled = meet(1, Outcome.CANCELLED_BY_ME)
    coming = meet(-2, Outcome.PLANNED)

    found = gather(journal, TODAY)

    assert [each.id for each in found.sessions] == [held.id, cancelled.id]
    assert found.coming is not None
    assert (found.coming.id, found.coming_number) == (coming.id, 5)


def test_a_card_of_the_past_is_for_the_session_that_was_held_since(journal, meet):
    meet(9)
    held = meet(3)

    found = gather(journal, day(4))

    assert found.coming is not None
    assert found.coming.id == held.id
    assert gather(journal, TODAY).coming is None


def test_an_empty_journal_gives_an_empty_week(journal):
    found = gather(journal, TODAY)

    assert found.days_recorded == frozenset()
    assert (found.tags, found.practices, found.sessions, found.words) == ((), (), (), ())
