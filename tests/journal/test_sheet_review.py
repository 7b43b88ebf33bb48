"""What a sheet is told of the work together, and what a review adds."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from sessiondesk.domain.afterwards import Afterwards, FitItem
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.review import Review
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.claims import Weekdays
from sessiondesk.insights.keeping import encode
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.journal.sheet import gather
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
DAY = timedelta(days=1)


def gathered(journal, on: date) -> Any:
    """Return what a sheet is told; a test may look into what can be missing."""
    return gather(journal, on)


@pytest.fixture
def course(journal):
    course = Course(started_on=TODAY - 100 * DAY, review_every=4)
    journal.courses.record(course)
    return course


@pytest.fixture
def meet(journal, course):
    """Keep a session, so many days back."""

    def meet(back, outcome=Outcome.ATTENDED, of=course):
        session = TherapySession(
            course_id=of.id,
            planned_for=datetime.combine(TODAY - back * DAY, time(14)),
            zone=ZONE,
            outcome=outcome,
        )
        journal.sessions.record(session)
        return session

    return meet


# When it is time.


def test_it_is_time_for_a_review_when_the_rhythm_says_so(journal, meet):
    for back in (30, 23, 16):
        meet(back)
    assert not gathered(journal, TODAY).is_review

    meet(9)

    assert gathered(journal, TODAY).is_review
    # Of a day that is past nobody can say so any more.
    assert not gathered(journal, TODAY - DAY).is_review


def test_after_a_review_it_stays_so_until_the_next_session(journal, course, meet):
    last = meet(9)
    journal.reviews.record(Review(day=TODAY - 2 * DAY, course_id=course.id, session_id=last.id))
    assert gathered(journal, TODAY).is_review

    meet(1)

    assert not gathered(journal, TODAY).is_review


def test_a_review_of_another_therapy_is_none_of_this_one(journal, meet):
    other = Course(started_on=TODAY - 400 * DAY, ended_on=TODAY - 200 * DAY)
    journal.courses.record(other)
    meet(9)
    journal.reviews.record(Review(day=TODAY - 2 * DAY, course_id=other.id))
    assert not gathered(journal, TODAY).is_review


def test_a_review_without_a_therapy_counts_where_there_is_none(journal):
    assert not gathered(journal, TODAY).is_review
    journal.reviews.record(Review(day=TODAY))
    assert gathered(journal, TODAY).is_review


# The sums.


def test_the_sums_are_those_of_this_therapy(journal, course, meet):
    other = Course(started_on=TODAY - 90 * DAY)
    journal.courses.record(other)
    meet(20)
    meet(13, Outcome.MISSED)
    meet(6)
    meet(5, of=other)
    meet(-2, Outcome.PLANNED)

    therapy = gathered(journal, TODAY).therapy

    assert (therapy.course.id, therapy.held) == (course.id, 2)
    assert (therapy.attendance.kept, therapy.attendance.offered) == (2, 3)


def test_without_a_therapy_there_are_no_sums(journal):
    found = gathered(journal, TODAY)
    assert (found.therapy, found.after, found.together, found.afterwards) == (None, None, (), ())


# What was noted for oneself.


def test_what_was_noted_after_the_last_session_comes_line_by_line(journal, meet):
    meet(20)
    last = meet(6)
    journal.afterwards.record(
        Afterwards(
            session_id=last.id,
            fit={FitItem.SAFE: 4, FitItem.HEARD: 8},
            held_back_what="Money",
            words="Walked home",
        )
    )

    found = gathered(journal, TODAY).afterwards

    assert [(each.text, each.rating, each.is_held_back) for each in found] == [
        ("Money", None, True),
        ("Walked home", None, False),
        ("I felt listened to and understood.", 8, False),
        ("I could have said anything that was on my mind.", 4, False),
    ]
    assert all(last.id in each.key for each in found)


def test_nothing_noted_leaves_nothing(journal, meet):
    last = meet(6)
    assert gathered(journal, TODAY).afterwards == ()
    journal.afterwards.record(Afterwards(session_id=last.id, held_back_what=" ", arriving=4))
    assert gathered(journal, TODAY).afterwards == ()


def test_the_ratings_of_the_last_six_sessions_stand_one_after_the_other(journal, course, meet):
    other = Course(started_on=TODAY - 90 * DAY)
    journal.courses.record(other)
    for n, back in enumerate(range(80, 10, -8)):
        session = meet(back)
        fit = {FitItem.HEARD: n} if n != 4 else {FitItem.SAFE: 1}
        journal.afterwards.record(Afterwards(session_id=session.id, fit=fit))
    elsewhere = meet(5, of=other)
    journal.afterwards.record(Afterwards(session_id=elsewhere.id, fit={FitItem.HEARD: 10}))
    last = meet(2)

    heard, safe = gathered(journal, TODAY).together

    assert (heard.ratings, safe.ratings) == ((3, 5, 6, 7, 8), (1,))
    before = heard.key
    journal.afterwards.record(Afterwards(session_id=last.id, fit={FitItem.HEARD: 9}))
    # What was put on paper once is asked about again when there is more in it.
    assert gathered(journal, TODAY).together[0].key != before
    assert gathered(journal, TODAY).together[0].ratings[-1] == 9


# What followed sessions, and what else there was.


def test_what_followed_the_sessions_of_this_therapy_is_worked_out(journal, meet):
    for back in range(48, 0, -8):
        meet(back)
        for offset, mood in ((-1, 6), (1, 3)):
            felt_at = NOON - (back - offset) * DAY
            checkin = CheckIn(felt_at=felt_at, day=felt_at.date(), ratings={ScaleId("mood"): mood})
            journal.checkins.record(checkin)

    found = gathered(journal, TODAY)

    assert found.mood.id == "mood"
    assert (found.after.worse, found.after.is_consistent) == (6, True)


def test_where_mood_is_not_asked_nothing_is_said_of_it(journal, meet):
    meet(5)
    (mood,) = (each for each in journal.scales.all() if each.id == "mood")
    journal.scales.record(replace(mood, is_shown=False))
    found = gathered(journal, TODAY)
    assert (found.mood, found.after) == (None, None)


def test_life_events_of_six_months_come_the_latest_first(journal):
    for back, title in ((181, "edge"), (10, "new"), (182, "too old"), (-1, "to come")):
        event = LifeEvent(title=title, kind=LifeEventKind.MOVE, first=TODAY - back * DAY)
        journal.life_events.record(event)
    assert [each.title for each in gathered(journal, TODAY).events] == ["new", "edge"]


def said(journal, back, *claims):
    day = TODAY - back * DAY
    journal.insights.keep(
        day,
        [Insight(day=day, asked=asked, subject="mood", claim=claim) for asked, claim in claims],
    )


WEEKDAYS = Weekdays(weeks=12, means=(0.0,) * 7, days=(12,) * 7, is_clear=False)


def test_what_was_said_last_is_there_to_be_chosen_from(journal):
    said(journal, 9, (Asked.WEEKDAYS, encode(WEEKDAYS)))
    missing = MissingDays(gaps=9, difference=-1.2, follow_harder_days=True)
    said(
        journal,
        2,
        (Asked.MISSING, encode(missing)),
        (Asked.WEEKDAYS, encode(WEEKDAYS)),
        (Asked.TREND, "{}"),
    )

    (found,) = gathered(journal, TODAY).insights

    assert (found.day, found.subject, found.claim) == (TODAY - 2 * DAY, "mood", WEEKDAYS)
    assert gathered(journal, TODAY - 3 * DAY).insights[0].day == TODAY - 9 * DAY


def test_what_was_said_long_ago_is_not_said_again(journal):
    said(journal, 28, (Asked.WEEKDAYS, encode(WEEKDAYS)))
    assert gathered(journal, TODAY).insights == ()
