"""From a session to the sheet that was taken to it."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt

from sessiondesk.domain.course import Course
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.sessions_page import SessionsPage

WAIT = 20_000


@pytest.fixture
def held(journal):
    course = Course(started_on=date(2026, 3, 19))
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 5, 14),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    return session


@pytest.fixture
def page(qtbot, theme, prompts, journal, held):
    page = SessionsPage(journal, theme=theme, prompts=prompts)
    qtbot.addWidget(page)
    page.resize(1072, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.refresh()
    page.open_session(held.id)
    return page


def taken(session, day):
    return KeptSheet(
        day=date(2026, 5, day), session_id=session.id, taken_as=TakenAs.PRINTED, content="{}"
    )


def test_the_sheet_that_was_taken_is_one_click_away(qtbot, page, journal, held, control):
    sheet = taken(held, 4)
    journal.sheets.record(sheet)
    link = control(page, "The sheet I took, 4 May")

    with qtbot.waitSignal(page.opens, timeout=WAIT) as opened:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    assert opened.args == [Link(kind=Kind.SHEET, id=sheet.id)]


def test_of_several_the_latest_is_offered_and_without_any_there_is_no_link(
    page, journal, held, control
):
    first, second = taken(held, 4), taken(held, 5)
    for sheet in (first, second):
        journal.sheets.record(sheet)
    assert control(page, "The sheet I took, 5 May, and earlier ones").isVisible()

    for sheet in (first, second):
        journal.sheets.remove(sheet.id)

    with pytest.raises(AssertionError):
        control(page, "The sheet I took, 5 May, and earlier ones")
