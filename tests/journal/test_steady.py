"""The pieces that tell whether a therapy has stopped moving, read from a journal."""

from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.afterwards import Afterwards, SameGround
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import steady
from tests.conftest import ZONE

TODAY = date(2026, 5, 12)
MOOD = ScaleId("mood")
BEGAN = TODAY - timedelta(weeks=14)


@pytest.fixture
def course(journal):
    course = Course(started_on=BEGAN - timedelta(days=3))
    journal.courses.record(course)
    return course


def hold(journal, course, day, ground=None):
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(day.year, day.month, day.day, 14),
        zone=ZONE,
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    if ground is not None:
        journal.afterwards.record(Afterwards(session_id=session.id, same_ground=ground))


def fill_in(journal, instrument, total, day):
    journal.measures.record(Assessment(instrument=instrument, version=1, day=day, total=total))


def answer(journal):
    reading = steady.reading(journal)
    assert reading is not None
    return reading.answer(journal.db, journal.looking_back.gather())


def forms(journal, *, on=TODAY):
    return steady.forms_now(journal.db, journal.measures.instruments, BEGAN, on)


def test_without_a_therapy_there_is_nothing_to_ask(journal):
    assert steady.reading(journal) is None


def test_a_therapy_that_is_yet_to_begin_is_not_asked_about(journal):
    journal.courses.record(Course(started_on=TODAY + timedelta(days=2)))

    assert steady.reading(journal) is None


def test_a_therapy_without_a_session_has_only_its_identity(journal, course):
    found = answer(journal)

    assert found.subject == course.id
    assert (found.claim.sessions, found.claim.weeks, found.claim.is_said) == (0, 0, False)


def test_all_pieces_together_may_be_said(journal, course):
    for week in range(14):
        ground = SameGround.SAME_PLACE if week % 2 else SameGround.FURTHER_IN
        hold(journal, course, BEGAN + timedelta(weeks=week), ground)
    for ago in range((TODAY - BEGAN).days + 1):
        felt_at = journal.now() - timedelta(days=ago)
        journal.checkins.record(
            CheckIn(
                felt_at=felt_at,
                day=TODAY - timedelta(days=ago),
                ratings={MOOD: 4 + ago % 3},
            )
        )
    fill_in(journal, "phq9", 14, BEGAN)
    fill_in(journal, "phq9", 13, TODAY)

    claim = answer(journal).claim

    assert (claim.sessions, claim.steady, claim.moving) == (14, ("mood",), ())
    assert (claim.same_place, claim.answered) == (3, 6)
    assert (claim.forms_better, claim.forms_above) == (0, 1)
    assert claim.weeks >= 12
    assert claim.is_said


def test_days_before_the_first_session_are_not_of_this_therapy(journal, course):
    hold(journal, course, TODAY - timedelta(days=6))
    for ago in range(60):
        felt_at = journal.now() - timedelta(days=ago)
        journal.checkins.record(
            CheckIn(felt_at=felt_at, day=TODAY - timedelta(days=ago), ratings={MOOD: 5})
        )

    assert answer(journal).claim.weeks <= 2


# Where the questionnaires stand.


def test_a_questionnaire_that_fell_by_its_threshold_is_better(journal):
    fill_in(journal, "phq9", 16, BEGAN)
    fill_in(journal, "phq9", 9, TODAY)
    fill_in(journal, "gad7", 5, BEGAN)
    fill_in(journal, "gad7", 12, TODAY)

    assert forms(journal) == steady.FormsNow(better=1, worse=1, above=1)


def test_what_was_filled_in_later_does_not_count(journal):
    fill_in(journal, "phq9", 16, BEGAN)
    fill_in(journal, "phq9", 4, TODAY)

    assert forms(journal, on=TODAY - timedelta(days=1)) == steady.FormsNow(
        better=0, worse=0, above=1
    )


def test_two_that_are_about_the_same_days_are_not_compared(journal):
    fill_in(journal, "phq9", 16, TODAY - timedelta(days=3))
    fill_in(journal, "phq9", 4, TODAY)

    assert forms(journal).better == 0


def test_one_from_long_before_the_therapy_is_no_start(journal):
    fill_in(journal, "phq9", 20, BEGAN - timedelta(days=100))

    assert forms(journal) == steady.FormsNow(better=0, worse=0, above=1)


def test_where_more_is_better_a_low_result_is_the_one_to_look_at(journal):
    fill_in(journal, "who5", 40, TODAY)
    assert forms(journal).above == 1

    fill_in(journal, "who5", 60, TODAY + timedelta(days=0))
    assert forms(journal).above == 0


def test_one_without_a_published_cut_off_is_in_no_range(journal):
    fill_in(journal, "phq4", 12, TODAY)
    fill_in(journal, "phq15", 2, TODAY)

    assert forms(journal).above == 0
