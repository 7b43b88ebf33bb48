from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.therapy_session import TherapySession

TODAY = date(2026, 5, 12)


@pytest.fixture
def check_in(journal):
    def note(day=TODAY):
        felt_at = datetime(day.year, day.month, day.day, 9, tzinfo=journal.now().tzinfo)
        made = CheckIn(felt_at=felt_at, day=day, ratings={ScaleId("mood"): 5.0})
        journal.checkins.record(made)
        return made

    return note


@pytest.fixture
def said(journal, clock):
    """Something was said today, and an hour has gone by since."""
    journal.insights.keep(
        TODAY, [Insight(day=TODAY, asked=Asked.TREND, subject="mood", claim="{}")]
    )
    clock.pass_(hours=1)


def test_where_nothing_was_said_nothing_is_behind(journal, check_in):
    check_in()

    assert not journal.insights.is_behind(TODAY)


def test_what_was_said_after_the_last_change_is_not_behind(journal, check_in, clock):
    check_in()
    clock.pass_(minutes=1)
    journal.insights.keep(
        TODAY, [Insight(day=TODAY, asked=Asked.TREND, subject="mood", claim="{}")]
    )

    assert not journal.insights.is_behind(TODAY)


@pytest.mark.usefixtures("said")
def test_a_later_check_in_leaves_it_behind_whatever_day_it_is_about(journal, check_in):
    check_in(TODAY - timedelta(days=40))

    assert journal.insights.is_behind(TODAY)


def test_a_check_in_that_is_removed_leaves_it_behind(journal, check_in, clock):
    made = check_in()
    clock.pass_(hours=1)
    journal.insights.keep(
        TODAY, [Insight(day=TODAY, asked=Asked.TREND, subject="mood", claim="{}")]
    )
    clock.pass_(hours=1)

    journal.checkins.remove(made.id)

    assert journal.insights.is_behind(TODAY)


@pytest.mark.usefixtures("said")
def test_a_later_therapy_session_leaves_it_behind(journal):
    course = Course(started_on=date(2026, 4, 1))
    journal.courses.record(course)
    assert not journal.insights.is_behind(TODAY)

    journal.sessions.record(
        TherapySession(
            course_id=course.id, planned_for=datetime(2026, 4, 2, 14), zone="Europe/Berlin"
        )
    )

    assert journal.insights.is_behind(TODAY)
