"""Who reads the sheet, in which order its parts stand, whose names are on it, what was taken."""

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QMenu

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.kept_sheet import SheetLayout, TakenAs
from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage
from sessiondesk.ui.pages.prep_sheet_page.fit_card import FitCard
from sessiondesk.ui.widgets.grip import Grip
from tests.conftest import NOON, ZONE

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
TODAY = NOON.date()
PATIENCE = 15_000
PREVIEW = "The sheet as it will print, page 1 of 1"
SECRET = "The message I nearly sent"


@pytest.fixture
def written(journal):
    """A month of days, a session to come, and two things to say of which one is private."""
    course = Course(started_on=date(2026, 3, 1))
    with journal.batch():
        journal.courses.record(course)
        for back, outcome in ((5, Outcome.ATTENDED), (-2, Outcome.PLANNED)):
            when = datetime.combine(TODAY - timedelta(days=back), time(14))
            journal.sessions.record(
                TherapySession(course_id=course.id, planned_for=when, zone=ZONE, outcome=outcome)
            )
        for back in range(20):
            win = NoteLine(text="Told Anna what I wanted", kind=LineKind.WIN)
            journal.checkins.record(
                CheckIn(
                    felt_at=NOON - timedelta(days=back),
                    day=TODAY - timedelta(days=back),
                    ratings={ScaleId("mood"): 6},
                    lines=(win,) if back == 1 else (),
                )
            )
        journal.bring_ups.add("Why Anna’s review set me off")
        journal.bring_ups.record(BringUp(text=SECRET, stays_private=True, rank=1))
    return journal


@pytest.fixture
def make_page(qtbot, theme, tmp_path):
    """Show the page of a journal."""
    jobs = Jobs()

    def make(journal):
        page = PrepSheetPage(journal, theme=theme, jobs=jobs, documents=lambda: tmp_path)
        qtbot.addWidget(page)
        page.resize(1280, 1100)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield make
    jobs.finish()


@pytest.fixture
def page(make_page, written):
    return make_page(written)


@pytest.fixture
def on_paper(control):
    """Return the page as a screen reader hears it."""
    return lambda page: control(page, PREVIEW).accessibleDescription()


@pytest.fixture
def until(qtbot):
    return lambda is_so: qtbot.waitUntil(lambda: bool(is_so()), timeout=PATIENCE)


def texts(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def comes_before(text, one, other):
    return 0 <= text.find(one) < text.find(other)


# Order.


def test_alt_and_an_arrow_move_a_part_which_keeps_the_keyboard(
    *, qtbot, page, control, on_paper, until, written
):
    wins = control(page, "Wins and hurdles")
    wins.setFocus()

    for _ in range(3):
        before = written.settings.value.sheet_order
        qtbot.keyClick(wins, Qt.Key.Key_Up, ALT)
        until(lambda before=before: written.settings.value.sheet_order != before)
        until(lambda: not page._soon.isActive())

    until(lambda: comes_before(on_paper(page), "Told Anna", "Why Anna"))
    assert wins.hasFocus()
    qtbot.keyClick(wins, Qt.Key.Key_Down, ALT)
    until(lambda: comes_before(on_paper(page), "Why Anna", "Told Anna"))


def test_the_first_part_goes_no_further_up(qtbot, page, control, written):
    first = control(page, "To bring up")
    qtbot.keyClick(first, Qt.Key.Key_Up, ALT)
    assert written.settings.value.sheet_order == ()


def ask_menu(tick):
    """Press the menu key on a part and return its menu."""
    at = QPoint(4, 4)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, tick.mapToGlobal(at))
    QApplication.sendEvent(tick, event)
    return QApplication.activePopupWidget()


def test_the_menu_of_a_part_moves_it_and_opens_it(page, control, until, written):
    menu = ask_menu(control(page, "To bring up"))
    assert isinstance(menu, QMenu)
    up, down, opens = (each for each in menu.actions() if not each.isSeparator())
    assert not up.isEnabled()
    assert opens.text() == "Show its lines"

    down.trigger()
    menu.close()

    until(lambda: written.settings.value.sheet_order.index("to_bring_up") > 1)


def grip_of(control, page, title):
    return next(
        each for each in control(page, title).parentWidget().findChildren(Grip) if each.isVisible()
    )


def test_a_part_is_dragged_to_its_place(page, control, on_paper, until):
    grip = grip_of(control, page, "Wins and hurdles")
    target = control(page, "To bring up")
    start = QPoint(5, 5)
    end = grip.mapFromGlobal(target.mapToGlobal(QPoint(5, -4)))

    QTest.mousePress(grip, LEFT, pos=start)
    QTest.mouseMove(grip, start + QPoint(0, -2))
    QTest.mouseMove(grip, end)
    QTest.mouseRelease(grip, LEFT, pos=end)

    until(lambda: comes_before(on_paper(page), "Told Anna", "Why Anna"))


def test_a_click_on_the_grip_offers_up_and_down(page, control):
    grip = grip_of(control, page, "Wins and hurdles")

    QTest.mouseClick(grip, LEFT)

    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()


# Readers.


def test_what_was_put_on_for_the_therapist_is_not_on_for_a_doctor_and_comes_back(
    *, qtbot, page, control, on_paper, until
):
    qtbot.mouseClick(control(page, "Show the lines of To bring up"), LEFT)
    until(lambda: control(page, SECRET).height() > 20)
    qtbot.mouseClick(control(page, SECRET), LEFT)
    until(lambda: SECRET in on_paper(page))

    qtbot.mouseClick(control(page, "Who reads it: Doctor"), LEFT)
    until(lambda: SECRET not in on_paper(page) and "Why Anna" not in on_paper(page))

    qtbot.mouseClick(control(page, "Who reads it: Therapist"), LEFT)
    until(lambda: SECRET in on_paper(page))


def test_as_it_was_made_is_one_click_away_and_so_is_the_way_back(
    *, qtbot, page, control, on_paper, until, written
):
    qtbot.mouseClick(control(page, "Wins and hurdles"), LEFT)
    until(lambda: "Told Anna" not in on_paper(page))

    qtbot.mouseClick(control(page, "As it was made for a therapist"), LEFT)
    until(lambda: "Told Anna" in on_paper(page))
    qtbot.mouseClick(control(page, "As I had it"), LEFT)

    until(lambda: "Told Anna" not in on_paper(page))
    assert written.settings.value.sheet_off == {"wins_hurdles"}


def test_the_diary_card_is_shown_in_the_same_place(qtbot, page, control, on_paper, until):
    qtbot.mouseClick(control(page, "Which page: Diary card"), LEFT)
    until(lambda: "Diary card" in on_paper(page))
    # A card is always one page, so no room is left for a choice of pages.
    fit = page.findChild(FitCard)
    assert all(each.text() for each in fit.findChildren(QLabel) if each.isVisible())
    assert "Why Anna" not in on_paper(page)
    ratings = control(page, "How it was, 0 to 10")

    qtbot.mouseClick(ratings, LEFT)

    until(lambda: "Mood" not in on_paper(page))


# Names.


def test_names_are_initials_on_paper_and_whole_in_the_list(
    *, qtbot, page, control, on_paper, until, written
):
    written.settings.change(person_names=(PersonName(name="Anna"),))

    until(lambda: "Why A.’s review" in on_paper(page))
    assert "Told A. what" in on_paper(page)
    qtbot.mouseClick(control(page, "Show the lines of To bring up"), LEFT)
    assert control(page, "Why Anna’s review set me off").isVisible()


def test_names_are_added_and_changed_over_the_page(
    *, qtbot, page, control, on_paper, until, written
):
    page._asides.open_names()
    (dialog,) = page.findChildren(QDialog)
    qtbot.mouseClick(control(dialog, "Add a name"), LEFT)
    field = control(dialog, "Add a name")
    qtbot.keyClicks(field, "Anna")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    until(lambda: "Told A. what" in on_paper(page))

    short = control(dialog, "Stands on paper for Anna")
    short.setText("my sister")
    qtbot.keyClick(short, Qt.Key.Key_Return)

    until(lambda: "Told my sister what" in on_paper(page))
    qtbot.mouseClick(control(dialog, "Take Anna off the list"), LEFT)
    assert written.settings.value.person_names == ()


# What was taken.


def save_web_page(page, control, path):
    page._more.web_page_wanted.emit()
    dialog = page.findChild(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.done(0)


def test_what_was_saved_is_kept_and_can_be_opened_again_as_it_was(
    *, page, control, on_paper, until, written, tmp_path, qtbot
):
    written.settings.change(person_names=(PersonName(name="Anna"),))
    until(lambda: "Told A. what" in on_paper(page))
    save_web_page(page, control, tmp_path / "prep.html")
    until(written.sheets.all)
    (kept,) = written.sheets.all()
    assert (kept.layout, kept.taken_as) == (SheetLayout.SHEET, TakenAs.WEB_PAGE)
    assert SECRET not in kept.content
    assert "Anna" not in kept.content
    assert "Told A. what" in (tmp_path / "prep.html").read_text()
    written.bring_ups.add("Something new")
    until(lambda: "Something new" in on_paper(page))

    qtbot.mouseClick(control(page, "Taken on 12 May: as a web page, for session 2"), LEFT)

    until(lambda: "Something new" not in on_paper(page))
    assert "Told A. what" in on_paper(page)
    qtbot.mouseClick(control(page, "Back to the page I am making"), LEFT)
    until(lambda: "Something new" in on_paper(page))


def test_the_same_page_saved_twice_is_kept_once(page, control, until, written, tmp_path):
    for name in ("one.html", "two.html"):
        save_web_page(page, control, tmp_path / name)
        until((tmp_path / name).exists)
        until(lambda name=name: any(name in text for text in texts(page)))
    assert len(written.sheets.all()) == 1


def test_a_sheet_that_was_taken_is_removed_and_brought_back(
    *, page, control, until, written, tmp_path, qtbot
):
    save_web_page(page, control, tmp_path / "prep.html")
    until(written.sheets.all)
    page.show_record(Kind.SHEET, written.sheets.all()[0].id)

    qtbot.mouseClick(control(page, "Remove it"), LEFT)

    until(lambda: control(page, "To bring up").isVisible())
    assert written.sheets.all() == []
    written.undo()
    until(lambda: "Earlier sheets" in texts(page))


# A thin record.


def test_a_thin_record_is_asked_a_few_questions_and_gives_a_sheet(
    *, qtbot, journal, make_page, control, on_paper, until
):
    page = make_page(journal)
    qtbot.mouseClick(control(page, "Answer them…"), LEFT)
    (dialog,) = page.findChildren(QDialog)
    questions = journal.looking_back.prompts.thin_sheet.questions
    for place, question in enumerate(questions, start=1):
        assert f"Question {place} of {len(questions)}" in texts(dialog)
        qtbot.keyClicks(control(dialog, question.text), f"My answer {place}")
        is_last = place == len(questions)
        qtbot.mouseClick(control(dialog, "Put them on the sheet" if is_last else "Next"), LEFT)

    until(lambda: "My answer 1" in on_paper(page))
    assert "Answer them…" not in texts(page)


def test_words_of_the_questions_wait_as_drafts(qtbot, journal, make_page, control):
    page = make_page(journal)
    question = journal.looking_back.prompts.thin_sheet.questions[0]
    page._asides.open_questions()
    (dialog,) = page.findChildren(QDialog)
    qtbot.keyClicks(control(dialog, question.text), "Half an answer")

    page.settle()

    assert journal.drafts.find(f"sheet.{question.id}", "") == "Half an answer"


def test_all_of_it_can_be_used_by_ear_and_by_keyboard(
    *, qtbot, page, control, audit, until, tmp_path, written
):
    save_web_page(page, control, tmp_path / "prep.html")
    until(written.sheets.all)
    until(lambda: audit(page) == [])
    page._asides.open_names()
    (dialog,) = (each for each in page.findChildren(QDialog) if each.isVisible())
    until(lambda: audit(dialog) == [])
