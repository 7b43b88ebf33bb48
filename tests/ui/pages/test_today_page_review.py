"""Today offers a progress review quietly, and only where a rhythm for it was chosen."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from sessiondesk.domain.course import Course
from sessiondesk.domain.review import Review
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.ui.pages.today_page import TodayPage

PATIENCE = 60_000
OFFER = "Look: Is this working?"


@pytest.fixture
def course(journal):
    """A therapy of five sessions, the last of them last Thursday."""
    found = Course(started_on=date(2026, 4, 9), review_every=5)
    journal.courses.record(found)
    for week in range(5):
        journal.sessions.record(
            TherapySession(
                course_id=found.id,
                planned_for=datetime(2026, 4, 9, 14) + timedelta(weeks=week),
                zone="Europe/Berlin",
                outcome=Outcome.ATTENDED,
            )
        )
    return found


@pytest.fixture
def page(qtbot, theme, prompts, journal, course):
    shown = TodayPage(journal, theme=theme, prompts=prompts)
    shown.resize(1072, 1400)
    qtbot.addWidget(shown)
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def offers(page):
    return any(
        each.text() == "Is this working?" for each in page.findChildren(QLabel) if each.isVisible()
    )


def test_a_review_is_offered_after_as_many_sessions_as_were_chosen(qtbot, page, control):
    with qtbot.waitSignal(page.wants, timeout=PATIENCE) as wanted:
        qtbot.mouseClick(control(page, OFFER), Qt.MouseButton.LeftButton)

    assert wanted.args == ["review"]


def test_it_is_no_longer_offered_once_there_is_one(qtbot, page, journal, course):
    last = journal.sessions.outline()[-1]
    journal.reviews.record(Review(day=date(2026, 5, 12), course_id=course.id, session_id=last.id))

    qtbot.waitUntil(lambda: not offers(page), timeout=PATIENCE)


def test_without_a_rhythm_nothing_is_offered(qtbot, page, journal, course):
    journal.courses.record(replace(course, review_every=None))

    qtbot.waitUntil(lambda: not offers(page), timeout=PATIENCE)
