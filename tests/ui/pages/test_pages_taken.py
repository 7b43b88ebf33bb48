"""Reviews and hand-overs that went out from their own pages stand among the earlier sheets."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPlainTextEdit

from sessiondesk.domain.afterwards import Afterwards, HeldBack
from sessiondesk.domain.course import Course
from sessiondesk.domain.kept_sheet import SheetLayout, TakenAs
from sessiondesk.domain.review import Review
from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.course_page import CoursePage
from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage
from sessiondesk.ui.pages.review_page import ReviewPage
from tests.conftest import NOON, ZONE
from tests.ui.printers import Printer

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
TODAY = NOON.date()
PATIENCE = 60_000
HELD_BACK = "You held something back in 4 of 4 sessions"


@pytest.fixture
def written(journal):
    """A therapy of four sessions in which things were held back, and a review of April."""
    course = Course(started_on=date(2026, 3, 5))
    journal.courses.record(course)
    for week in range(4):
        session = TherapySession(
            course_id=course.id,
            planned_for=datetime(2026, 4, 2, 14) + timedelta(weeks=week),
            zone=ZONE,
            outcome=Outcome.ATTENDED,
        )
        journal.sessions.record(session)
        journal.afterwards.record(Afterwards(session_id=session.id, held_back=HeldBack.A_LITTLE))
    journal.reviews.record(
        Review(
            day=date(2026, 4, 20),
            course_id=course.id,
            session_id=journal.sessions.outline()[2].id,
            decisions="Ask Anna in May.",
        )
    )
    journal.settings.change(person_names=(PersonName(name="Anna"),))
    return journal


@pytest.fixture
def printer():
    return Printer()


@pytest.fixture
def jobs():
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def until(qtbot):
    return lambda met: qtbot.waitUntil(lambda: bool(met()), timeout=PATIENCE)


@pytest.fixture
def show(qtbot):
    def show_(page):
        page.resize(1280, 1100)
        qtbot.addWidget(page)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    return show_


@pytest.fixture
def review_page(*, show, written, theme, prompts, jobs, connect, tmp_path, printer, until):
    page = show(
        ReviewPage(
            written,
            theme=theme,
            prompts=prompts,
            jobs=jobs,
            connect=connect,
            documents=lambda: tmp_path,
            printing=printer,
        )
    )
    until(lambda: "Five lines, side by side" in texts(page))
    return page


@pytest.fixture
def handover_page(*, show, written, theme, prompts, jobs, tmp_path, printer, control):
    page = show(
        CoursePage(
            written,
            theme=theme,
            prompts=prompts,
            jobs=jobs,
            documents=lambda: tmp_path,
            printing=printer,
        )
    )
    QTest.mouseClick(control(page, "Write a hand-over…"), LEFT)
    return page


@pytest.fixture
def sheets(*, show, written, theme, tmp_path, until, jobs):
    """Show the Prep sheet page, where what was taken is listed."""

    def show_():
        page = show(PrepSheetPage(written, theme=theme, jobs=jobs, documents=lambda: tmp_path))
        until(lambda: "Earlier sheets" in texts(page))
        return page

    return show_


@pytest.fixture
def on_paper(until):
    def on_paper_(page):
        until(page._stage._preview.accessibleDescription)
        return page._stage._preview.accessibleDescription()

    return on_paper_


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def dialogs(page, kind=QDialog):
    return [each for each in page.findChildren(kind) if each.isVisible()]


def taken(journal):
    return [(each.layout, each.taken_as, each.day) for each in journal.sheets.all()]


# A review.


def test_a_review_that_was_saved_is_found_again_as_it_was(
    *, review_page, written, click_go_on, sheets, on_paper, control, until, tmp_path
):
    QTest.mouseClick(control(review_page, "Save PDF…"), LEFT)
    click_go_on(review_page)
    until(lambda: dialogs(review_page, QFileDialog))
    dialogs(review_page, QFileDialog)[0].accept()
    path = tmp_path / "review-2026-05-12.pdf"
    until(lambda: any(path.name in each for each in texts(review_page)))

    assert path.exists()
    assert taken(written) == [(SheetLayout.REVIEW, TakenAs.PDF, TODAY)]
    page = sheets()
    QTest.mouseClick(control(page, "Taken on 12 May: review, as a PDF"), LEFT)
    until(lambda: "Taken on 12 May: review, as a PDF" in texts(page))
    until(lambda: "Progress review" in on_paper(page))
    assert HELD_BACK not in on_paper(page)


def test_a_review_is_printed_and_kept_by_keyboard_alone(
    *, review_page, written, until, printer, control
):
    control(review_page, "Print…").setFocus()
    QTest.keyClick(review_page, Key.Key_P, CTRL)
    (asking,) = dialogs(review_page)
    switch = control(asking, HELD_BACK)
    switch.setFocus()
    QTest.keyClick(switch, Key.Key_Space)
    go_on = control(asking, "Go on")
    go_on.setFocus()
    QTest.keyClick(go_on, Key.Key_Return)
    until(control(review_page, "Choose a printer…").hasFocus)
    QTest.keyClick(control(review_page, "Choose a printer…"), Key.Key_Space)
    until(lambda: printer.dialogs)
    assert taken(written) == []
    printer.dialogs[0].accept()

    assert taken(written) == [(SheetLayout.REVIEW, TakenAs.PRINTED, TODAY)]
    # What was put on by hand lies on paper, and so in what is kept.
    assert HELD_BACK in written.sheets.all()[0].content


def test_an_earlier_review_is_kept_of_the_day_it_was_printed_with_initials(
    *, review_page, written, until, printer, control, sheets, on_paper
):
    (earlier,) = written.reviews.all()
    review_page.show_record(Kind.REVIEW, earlier.id)
    (reading,) = dialogs(review_page)
    QTest.mouseClick(control(reading, "Print this review…"), LEFT)
    until(lambda: "Printers may keep copies" in texts(review_page))
    QTest.mouseClick(control(review_page, "Choose a printer…"), LEFT)
    until(lambda: printer.dialogs)
    printer.dialogs[0].accept()

    (kept,) = written.sheets.all()
    assert taken(written) == [(SheetLayout.REVIEW, TakenAs.PRINTED, TODAY)]
    # It was taken to none of the sessions before it.
    assert kept.session_id is None
    page = sheets()
    page.show_record(Kind.SHEET, kept.id)
    until(lambda: "Ask A. in May." in on_paper(page))


def test_a_review_whose_private_lines_were_not_decided_is_not_kept(
    *, review_page, written, control, until
):
    QTest.mouseClick(control(review_page, "Print…"), LEFT)
    (asking,) = dialogs(review_page)
    QTest.keyClick(asking, Key.Key_Escape)

    until(lambda: not dialogs(review_page))
    assert taken(written) == []
    assert "Printers may keep copies" not in texts(review_page)


def test_a_review_that_is_saved_meanwhile_leaves_no_question_about_another(
    *, review_page, written, control, click_go_on, until
):
    (earlier,) = written.reviews.all()
    review_page.show_record(Kind.REVIEW, earlier.id)
    QTest.mouseClick(control(dialogs(review_page)[0], "Print this review…"), LEFT)
    until(lambda: "Printers may keep copies" in texts(review_page))

    QTest.mouseClick(control(review_page, "Save PDF…"), LEFT)
    click_go_on(review_page)

    until(lambda: dialogs(review_page, QFileDialog))
    assert "Printers may keep copies" not in texts(review_page)
    dialogs(review_page, QFileDialog)[0].reject()


@pytest.fixture
def click_go_on(control):
    def click(page):
        (asking,) = dialogs(page)
        QTest.mouseClick(control(asking, "Go on"), LEFT)

    return click


# A hand-over.


def test_a_hand_over_that_was_printed_is_found_again_as_it_was(
    *, handover_page, written, until, printer, control, sheets, on_paper
):
    QTest.mouseClick(control(handover_page, "Print…"), LEFT)
    QTest.mouseClick(control(handover_page, "Choose a printer…"), LEFT)
    until(lambda: printer.dialogs)
    assert taken(written) == []
    printer.dialogs[0].accept()

    assert taken(written) == [(SheetLayout.HANDOVER, TakenAs.PRINTED, TODAY)]
    page = sheets()
    QTest.mouseClick(control(page, "Taken on 12 May: hand-over, printed"), LEFT)
    until(lambda: on_paper(page).startswith("Hand-over\nTuesday 12 May 2026"))


def test_a_hand_over_is_saved_and_kept_by_keyboard_alone(
    *, handover_page, written, until, control, tmp_path
):
    field = control(handover_page, "What I would like next, in my own words")
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    QTest.keyClicks(field, "somebody like Anna")
    QTest.keyClick(field, Key.Key_S, CTRL | SHIFT)
    until(lambda: dialogs(handover_page, QFileDialog))
    (asked,) = dialogs(handover_page, QFileDialog)
    until(lambda: (at := QApplication.focusWidget()) is not None and asked.isAncestorOf(at))
    at = QApplication.focusWidget()
    assert at is not None
    QTest.keyClick(at, Key.Key_Return)
    path = tmp_path / "hand-over-2026-05-12.pdf"
    until(lambda: any(path.name in each for each in texts(handover_page)))

    assert path.exists()
    assert taken(written) == [(SheetLayout.HANDOVER, TakenAs.PDF, TODAY)]
    (kept,) = written.sheets.all()
    assert "somebody like A." in kept.content
    assert kept.pages == 2


def test_seeing_a_hand_over_without_printing_it_keeps_nothing(handover_page, written, control):
    QTest.mouseClick(control(handover_page, "Print…"), LEFT)
    QTest.mouseClick(control(handover_page, "Back to the therapy"), LEFT)

    assert taken(written) == []
