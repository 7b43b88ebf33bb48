"""What was said about the record, put on the sheet by hand."""

from datetime import datetime, time, timedelta

import pytest

from sessiondesk.domain.course import Course
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.keeping import encode
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.journal import sheet_insights
from sessiondesk.journal.sheet import gather
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
CLAIM = MissingDays(gaps=9, difference=-1.2, follow_harder_days=True)


@pytest.fixture
def insight(journal):
    """One that was said today."""
    kept = Insight(day=TODAY, asked=Asked.MISSING, subject="mood", claim=encode(CLAIM))
    journal.insights.keep(TODAY, [kept])
    return kept


def test_what_is_put_on_the_sheet_stands_there(journal, insight):
    assert not sheet_insights.is_on(journal, insight)

    sheet_insights.put(journal, insight)

    assert sheet_insights.is_on(journal, insight)
    (told,) = gather(journal, TODAY).told
    assert (told.day, told.subject, told.claim) == (TODAY, "mood", CLAIM)


def test_it_can_be_taken_off_again(journal, insight):
    sheet_insights.put(journal, insight)

    sheet_insights.take_off(journal, insight)

    assert not sheet_insights.is_on(journal, insight)
    assert gather(journal, TODAY).told == ()


def test_left_out_on_the_sheet_it_is_not_on_it_until_it_is_put_there_again(journal, insight):
    sheet_insights.put(journal, insight)
    (told,) = gather(journal, TODAY).told
    journal.settings.change(sheet_lines_off=frozenset({told.key}))
    assert not sheet_insights.is_on(journal, insight)

    sheet_insights.put(journal, insight)

    assert sheet_insights.is_on(journal, insight)
    assert len(journal.settings.value.sheet_insights) == 1


def test_after_the_next_session_it_is_no_longer_there(journal, insight, clock):
    course = Course(started_on=TODAY - timedelta(days=60))
    journal.courses.record(course)
    sheet_insights.put(journal, insight)
    met_on = TODAY + timedelta(days=2)
    journal.sessions.record(
        TherapySession(
            course_id=course.id,
            planned_for=datetime.combine(met_on, time(14)),
            zone=ZONE,
            outcome=Outcome.ATTENDED,
        )
    )
    clock.pass_(days=3)

    assert gather(journal, journal.today()).told == ()


def test_the_one_put_there_last_comes_first(journal, insight, clock):
    sheet_insights.put(journal, insight)
    clock.pass_(days=1)
    later = Insight(
        day=journal.today(), asked=Asked.MISSING, subject="anxiety", claim=encode(CLAIM)
    )
    journal.insights.keep(journal.today(), [later])
    sheet_insights.put(journal, later)

    assert [each.subject for each in gather(journal, journal.today()).told] == ["anxiety", "mood"]


@pytest.mark.parametrize("kept", ["no day", "2026-05-12 gone", "2026-05-12"])
def test_what_makes_no_sense_is_passed_over(journal, kept):
    journal.settings.change(sheet_insights=frozenset({kept}))

    assert gather(journal, TODAY).told == ()


def test_what_another_version_worked_out_is_left_out(journal):
    strange = Insight(day=TODAY, asked=Asked.MISSING, subject="mood", claim='{"new": 1}')
    journal.insights.keep(TODAY, [strange])
    sheet_insights.put(journal, strange)

    assert gather(journal, TODAY).told == ()
