"""The Sessions page: what is entered into its dialogs outlives a crash and a lock."""

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLabel, QMenu, QWidget

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store import drafts, records
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.sessions_page import SessionsPage
from tests.ui.conftest import spoken_name

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 30_000
NAME = "Name or initials, if you want"
WHY = "Why, if you want"


@pytest.fixture
def course(journal):
    """A therapy with one session held in March."""
    course = Course(started_on=date(2026, 3, 12), therapist="A. B.", rhythm="weekly")
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 3, 12, 14),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    return course


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page: QWidget, name: str) -> None:
        found = self.find(page, name)
        self._qtbot.waitUntil(lambda: found.width() > 0 and found.height() > 0, timeout=PATIENCE)
        self._qtbot.mouseClick(found, LEFT)

    def choose(self, page: QWidget, text: str) -> QDialog:
        """Open a dialog from the menu of the therapy."""
        self.click(page, "More for this therapy")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        action = next(each for each in menu.actions() if each.text() == text)
        menu.hide()
        action.trigger()
        return dialog()

    def type(self, page: QWidget, name: str, words: str) -> None:
        field = self.find(page, name)
        field.clear()
        self._qtbot.keyClicks(field, words)

    def pick(self, page: QWidget, name: str, text: str) -> None:
        (box,) = (each for each in page.findChildren(QComboBox) if spoken_name(each) == name)
        box.setCurrentIndex(box.findText(text))
        box.activated.emit(box.currentIndex())


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


@pytest.fixture
def open_page(qtbot, theme, prompts):
    def open_(journal):
        page = SessionsPage(journal, theme=theme, prompts=prompts)
        page.resize(1112, 900)
        qtbot.addWidget(page)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(
            lambda: page.isActiveWindow() and not page._sheet.is_being_made, timeout=PATIENCE
        )
        return page

    return open_


@pytest.fixture
def crash(open_journal, open_page):
    """Begin again as after a crash: nothing was said to the dialog that was open."""

    def crash_(page):
        for each in page.findChildren(QDialog):
            each.hide()
        page.hide()
        return open_page(open_journal())

    return crash_


def dialog() -> QDialog:
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found


def texts(page: QWidget) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def no_room(*_args, **_fields):
    raise StoreFullError


def test_what_is_entered_about_a_therapy_comes_back_after_a_crash(
    journal, course, open_page, hands, crash
):
    page = open_page(journal)
    form = hands.choose(page, "About this therapy…")
    hands.type(form, NAME, "C. D.")
    hands.click(form, "This therapy has ended")
    hands.find(form, "Last session").setDate(QDate(2026, 5, 7))
    page.settle()

    again = crash(page)
    form = hands.choose(again, "About this therapy…")

    assert hands.find(form, NAME).text() == "C. D."
    assert hands.find(form, "This therapy has ended").isChecked()
    assert hands.find(form, "Last session").date() == QDate(2026, 5, 7)
    hands.click(form, "Keep")
    (kept,) = again._journal.courses.all()
    assert (kept.therapist, kept.ended_on) == ("C. D.", date(2026, 5, 7))
    assert kept.id == course.id
    assert journal.drafts.all() == []


def test_a_first_therapy_that_was_half_entered_comes_back(journal, open_page, hands, crash):
    page = open_page(journal)
    hands.type(page, NAME, "C. D.")
    page.settle()

    again = crash(page)
    assert hands.find(again, NAME).text() == "C. D."
    hands.click(again, "Begin")

    assert [each.therapist for each in again._journal.courses.all()] == ["C. D."]
    form = hands.choose(again, "Another therapy…")
    assert hands.find(form, NAME).text() == ""


def test_nobody_has_to_ask_for_the_draft(qtbot, journal, course, open_page, hands):
    page = open_page(journal)
    form = hands.choose(page, "About this therapy…")

    hands.type(form, NAME, "C. D.")

    qtbot.waitUntil(
        lambda: "C. D." in str(journal.drafts.find("course.form", course.id)), timeout=PATIENCE
    )
    assert page.unsaved() == []


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("way", ["button", "Esc"])
def test_a_form_that_was_left_on_purpose_says_what_is_kept(qtbot, journal, open_page, hands, way):
    page = open_page(journal)
    form = hands.choose(page, "About this therapy…")
    hands.type(form, NAME, "C. D.")
    page.settle()
    assert len(journal.drafts.all()) == 1

    if way == "Esc":
        qtbot.keyClick(form, Qt.Key.Key_Escape)
    else:
        hands.click(form, "Leave it as it is")

    assert journal.drafts.all() == []
    assert page.unsaved() == []
    form = hands.choose(page, "About this therapy…")
    assert hands.find(form, NAME).text() == "A. B."


def test_what_is_put_back_by_hand_leaves_no_draft(journal, course, open_page, hands):
    page = open_page(journal)
    form = hands.choose(page, "About this therapy…")
    hands.type(form, NAME, "C. D.")
    page.settle()

    hands.type(form, NAME, "A. B.")
    page.settle()

    assert journal.drafts.all() == []


def test_a_full_disk_keeps_the_form_open_and_hands_over_what_is_in_it(
    monkeypatch, journal, course, open_page, hands
):
    page = open_page(journal)
    form = hands.choose(page, "About this therapy…")
    hands.type(form, NAME, "C. D.")

    with monkeypatch.context() as full:
        full.setattr(drafts, "save", no_room)
        full.setattr(records, "save", no_room)
        with pytest.raises(StoreFullError):
            page.settle()
        (draft,) = page.unsaved()
        assert "C. D." in draft.text
        hands.click(form, "Keep")
        assert form.isVisible()
        assert any("no room" in words for words in texts(form))
    hands.click(form, "Try again")

    assert journal.courses.find(course.id).therapist == "C. D."
    assert not form.isVisible()
    assert page.unsaved() == []


def test_an_end_before_the_beginning_is_said_and_nothing_is_lost(
    journal, course, open_page, hands
):
    page = open_page(journal)
    form = hands.choose(page, "About this therapy…")
    hands.click(form, "This therapy has ended")
    hands.find(form, "Last session").setDate(QDate(2026, 3, 1))

    hands.click(form, "Keep")

    assert form.isVisible()
    assert journal.courses.find(course.id) == course
    page.settle()
    assert len(journal.drafts.all()) == 1


def test_breaks_come_back_row_by_row(journal, course, open_page, hands, crash):
    page = open_page(journal)
    form = hands.choose(page, "Breaks…")
    hands.type(form, WHY, "holiday")
    hands.find(form, "First day without sessions").setDate(QDate(2026, 6, 1))
    hands.find(form, "Last day without sessions").setDate(QDate(2026, 6, 14))
    hands.click(form, "Add a break")
    page.settle()

    again = crash(page)
    form = hands.choose(again, "Breaks…")
    removes = [
        each for each in form.findChildren(QWidget)
        if each.isVisible() and spoken_name(each).startswith("Remove the break from")
    ]  # fmt: skip
    assert len(removes) == 2
    removes[1].click()
    hands.click(form, "Keep")

    (kept,) = again._journal.courses.all()
    assert kept.breaks == (
        Break(first=date(2026, 6, 1), last=date(2026, 6, 14), reason="holiday"),
    )
    assert journal.drafts.all() == []


def test_an_appointment_comes_back_with_how_it_repeats(journal, course, open_page, hands, crash):
    page = open_page(journal)
    hands.click(page, "Add appointment")
    form = dialog()
    hands.find(form, "Day").setDate(QDate(2026, 5, 20))
    hands.find(form, "Time").setTime(QTime(9, 30))
    hands.pick(form, "Repeats", wording_sessions.every_weeks(2))
    hands.find(form, "Times").setValue(3)
    page.settle()

    again = crash(page)
    hands.click(again, "Add appointment")
    form = dialog()
    assert hands.find(form, "Day").date() == QDate(2026, 5, 20)
    hands.click(form, "Add it")

    added = [each.planned_for for each in again._journal.sessions.all()][1:]
    assert [each.date() for each in added] == [
        date(2026, 5, 20), date(2026, 6, 3), date(2026, 6, 17)
    ]  # fmt: skip
    assert {each.time() for each in added} == {time(9, 30)}
    assert journal.drafts.all() == []


@pytest.mark.parametrize(
    "text",
    [
        "no JSON at all",
        "[1, 2]",
        '{"day": "soon", "time": 7, "minutes": "many", "repeats": {"weekdays": 3, "times": []}}',
    ],
)
def test_an_odd_draft_of_an_appointment_does_no_harm(journal, course, open_page, hands, text):
    journal.drafts.keep("appointment.add", "therapy_session", course.id, text)
    page = open_page(journal)

    hands.click(page, "Add appointment")

    assert hands.find(dialog(), "Time").time() == QTime(14, 0)
    hands.click(dialog(), "Add it")
    assert len(journal.sessions.all()) == 2
    assert journal.drafts.all() == []
