from dataclasses import replace
from datetime import date, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QMenu, QWidget

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.ui.pages.sessions_page import SessionsPage

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000


@pytest.fixture
def course(journal):
    """A therapy with one session held in March."""
    course = Course(started_on=date(2026, 3, 12), therapist="A. B.", rhythm="weekly")
    journal.courses.record(course)
    held(journal, course, datetime(2026, 3, 12, 14))
    return course


@pytest.fixture
def other(journal, course):
    """Another therapy that goes on at the same time, with one session of its own."""
    other = Course(started_on=date(2026, 4, 1), approach="group")
    journal.courses.record(other)
    held(journal, other, datetime(2026, 4, 8, 18))
    return other


def held(journal, course, when):
    session = TherapySession(
        course_id=course.id, planned_for=when, zone="Europe/Berlin", outcome=Outcome.ATTENDED
    )
    journal.sessions.record(session)
    return session


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal, *, width=1112, height=900):
        page = SessionsPage(journal, theme=theme, prompts=prompts)
        page.resize(width, height)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(
            lambda: page.isActiveWindow() and not page._sheet.is_being_made, timeout=PATIENCE
        )
        return page

    return open_


@pytest.fixture
def click(qtbot, control):
    def click_(page: QWidget, name: str) -> None:
        found = control(page, name)
        qtbot.waitUntil(lambda: found.width() > 0 and found.height() > 0, timeout=PATIENCE)
        qtbot.mouseClick(found, LEFT)

    return click_


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def choose(text: str) -> None:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    action = next(each for each in menu.actions() if each.text() == text)
    menu.hide()
    action.trigger()


# Several.


def test_one_goes_from_one_therapy_to_the_other(journal, course, other, open_page, click):
    page = open_page(journal)
    assert "1 of 1 attended since 8 April" in texts(page)

    click(page, "Which therapy: group, since 1 April")
    choose("A. B., since 12 March")

    assert "1 of 1 attended since 12 March" in texts(page)
    assert "weekly, with A. B." in texts(page)


def test_with_one_therapy_there_is_nothing_to_switch(journal, course, open_page):
    page = open_page(journal)

    assert [
        each
        for each in page.findChildren(QWidget)
        if "Which therapy" in each.accessibleName() and each.isVisible()
    ] == []


def test_a_record_of_another_therapy_is_shown_with_it(journal, course, other, open_page):
    page = open_page(journal)
    first = journal.sessions.outline(course.id)[0]

    page.open_session(first.id)

    assert "weekly, with A. B." in texts(page)
    assert page._sheet.session.id == first.id


def test_a_therapy_is_removed_with_its_sessions_and_comes_back(
    *, journal, course, other, open_page, click
):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("Remove this therapy…")
    click(dialog(), "Keep it")
    assert len(journal.courses.all()) == 2
    click(page, "More for this therapy")
    choose("Remove this therapy…")
    click(dialog(), "Remove it")

    assert journal.courses.all() == [course]
    assert "weekly, with A. B." in texts(page)
    assert len(journal.sessions.all()) == 1
    journal.undo()
    assert journal.courses.all() == [other, course]
    assert len(journal.sessions.all()) == 2


def test_an_ended_therapy_says_so(journal, course, open_page):
    journal.courses.record(replace(course, ended_on=date(2026, 4, 30)))

    assert "weekly, with A. B., ended on 30 April" in texts(open_page(journal))


def test_what_is_expected_is_kept_and_can_be_left_open(
    *, journal, course, open_page, click, control
):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("About this therapy…")
    control(dialog(), "Sessions agreed or expected").setValue(25)
    control(dialog(), "Look back after so many sessions").setValue(5)
    click(dialog(), "Keep")
    kept = journal.courses.find(course.id)
    assert (kept.expected_sessions, kept.review_every) == (25, 5)

    click(page, "More for this therapy")
    choose("About this therapy…")
    control(dialog(), "Sessions agreed or expected").setValue(0)
    click(dialog(), "Keep")
    assert journal.courses.find(course.id).expected_sessions is None


# Breaks.


def test_a_break_is_added_with_its_reason(*, qtbot, journal, course, open_page, click, control):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("Breaks…")
    control(dialog(), "First day without sessions").setDate(QDate(2026, 5, 11))
    control(dialog(), "Last day without sessions").setDate(QDate(2026, 5, 31))
    qtbot.keyClicks(control(dialog(), "Why, if you want"), "holiday")
    click(dialog(), "Keep")

    assert journal.courses.find(course.id).breaks == (
        Break(first=date(2026, 5, 11), last=date(2026, 5, 31), reason="holiday"),
    )
    assert "weekly, with A. B., in a break until 31 May" in texts(page)
    assert control(page, "Break, 11 May to 31 May: holiday")
    journal.undo()
    assert journal.courses.find(course.id).breaks == ()


def test_a_break_is_planned_for_the_therapy_that_goes_on_whichever_is_shown(
    *, qtbot, journal, course, other, open_page, click, control
):
    ended = replace(course, ended_on=date(2026, 4, 30))
    journal.courses.record(ended)
    page = open_page(journal)
    page.open_session(journal.sessions.outline(course.id)[0].id)
    page.plan_break()
    control(dialog(), "First day without sessions").setDate(QDate(2026, 5, 11))
    control(dialog(), "Last day without sessions").setDate(QDate(2026, 5, 31))
    click(dialog(), "Keep")

    assert journal.courses.find(course.id).breaks == ()
    assert journal.courses.find(other.id).breaks == (
        Break(first=date(2026, 5, 11), last=date(2026, 5, 31)),
    )
    assert control(page, "Break, 11 May to 31 May")


@pytest.mark.parametrize(
    ("last", "rows"), [(date(2026, 4, 5), 2), (date(2026, 5, 20), 1), (None, 1)]
)
def test_a_new_break_is_proposed_unless_one_lies_ahead(journal, course, open_page, last, rows):
    journal.courses.record(
        replace(course, breaks=(Break(first=date(2026, 4, 1), last=last, reason="Easter"),))
    )
    page = open_page(journal)
    page.plan_break()

    ticks = [each.text() for each in dialog().findChildren(QCheckBox) if not each.isHidden()]
    assert ticks.count("It goes on, or its end is not known") == rows


def test_without_a_therapy_there_is_no_break_to_plan(journal, open_page):
    page = open_page(journal)
    page.plan_break()

    assert QApplication.activeModalWidget() is None


def test_a_break_without_an_end_is_changed_from_its_mark_on_the_strip(
    *, journal, course, open_page, click, control
):
    journal.courses.record(replace(course, breaks=(Break(first=date(2026, 4, 1)),)))
    page = open_page(journal)
    assert "weekly, with A. B., in a break" in texts(page)

    click(page, "Break since 1 April")
    click(dialog(), "It goes on, or its end is not known")
    control(dialog(), "Last day without sessions").setDate(QDate(2026, 4, 20))
    click(dialog(), "Keep")

    assert journal.courses.find(course.id).breaks == (
        Break(first=date(2026, 4, 1), last=date(2026, 4, 20)),
    )


def test_one_of_several_breaks_is_removed(journal, course, open_page, click):
    breaks = tuple(
        Break(first=date(2026, month, 1), last=date(2026, month, 8)) for month in (3, 4)
    )
    journal.courses.record(replace(course, breaks=breaks))
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("Breaks…")
    click(dialog(), "Remove the break from 1 March")
    click(dialog(), "Keep")

    assert journal.courses.find(course.id).breaks == breaks[1:]


def test_a_break_cannot_end_before_it_begins(journal, course, open_page, click, control):
    page = open_page(journal)
    click(page, "More for this therapy")
    choose("Breaks…")
    control(dialog(), "Last day without sessions").setDate(QDate(2026, 5, 1))
    click(dialog(), "Keep")

    assert "The end is before the beginning." in texts(dialog())
    assert journal.courses.find(course.id).breaks == ()


def test_the_dialogs_can_be_heard_and_reached(
    *, qtbot, journal, course, other, open_page, click, audit
):
    page = open_page(journal)
    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)
    for line in ("About this therapy…", "Breaks…", "Another therapy…", "Remove this therapy…"):
        click(page, "More for this therapy")
        choose(line)
        qtbot.waitUntil(lambda: audit(dialog()) == [], timeout=PATIENCE)
        dialog().reject()


def test_the_pages_about_the_whole_therapy_are_led_to(journal, course, open_page, click):
    page = open_page(journal)
    wanted: list[str] = []
    page.wants.connect(wanted.append)

    click(page, "Is this working?")
    click(page, "More for this therapy")
    choose("The whole therapy")

    assert wanted == ["review", "course"]
