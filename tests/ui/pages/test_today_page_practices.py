"""Practices on the day's page, and one practice with its weeks and its log."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.course import Course
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Topic
from sessiondesk.store.errors import StoreError, StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.today_page.practice_card import PracticeCard
from sessiondesk.ui.practice_dialog import PracticeDialog
from sessiondesk.ui.practice_view import PracticeView
from sessiondesk.ui.reword_dialog import RewordDialog

LEFT = Qt.MouseButton.LeftButton
LEAST = 28
WAIT = 20_000
MARCH = date(2026, 3, 19)
HTML = "<b>breathe</b> & count"


class Under(QWidget):
    """Stands in for the page: it holds the card and reads again what changed."""

    def __init__(self, journal, theme):
        super().__init__()
        self.card = PracticeCard(journal, theme)
        self.failures: list[tuple[StoreError, object]] = []
        self.links: list[Link] = []
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        column.addStretch(1)
        self.card.failed.connect(self.on_failed)
        self.card.opens.connect(self.links.append)
        journal.changed.connect(self.on_changed)
        self.card.refresh()

    def on_changed(self, topic):
        if topic is Topic.PRACTICES:
            self.card.refresh()

    def on_failed(self, error, again):
        self.failures.append((error, again))


@pytest.fixture
def open_page(qtbot, theme, journal):
    def open_(size=(360, 640)):
        page = Under(journal, theme)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


@pytest.fixture
def breathing(journal):
    practice = Practice(text="breathing", agreed_on=MARCH, days_a_week=5)
    journal.practices.record(practice)
    return practice


class Hands:
    """What a person does, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page, name):
        widget = self.find(page, name)
        # What was made a moment ago has yet to get its place.
        self._qtbot.waitUntil(lambda: widget.height() >= LEAST, timeout=WAIT)
        self._qtbot.mouseClick(widget, LEFT)

    def key(self, page, name, which):
        widget = self.find(page, name)
        widget.setFocus()
        self._qtbot.keyClick(widget, which)

    def type(self, page, name, words):
        self._qtbot.keyClicks(self.find(page, name), words)

    def until_focused(self, page, name):
        widget = self.find(page, name)
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is widget, timeout=WAIT)

    def dialog(self, page, kind=PracticeDialog):
        """Return the dialog that is open over a page, with the keyboard in it."""
        (found,) = (each for each in page.findChildren(kind) if each.isVisible())
        found.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is found, timeout=WAIT)
        return found


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


@pytest.fixture
def full_disk(journal):
    """Let nothing be kept until it is put right."""

    def refuse(*_args, **_more):
        raise StoreFullError

    broken = pytest.MonkeyPatch()
    broken.setattr(journal, "act", refuse)
    yield broken
    broken.undo()


def choose(page, text):
    """Trigger the one entry of that text in a menu that is open or was filled last."""
    (found,) = (
        each
        for menu in page.findChildren(QMenu)
        for each in menu.actions()
        if isinstance(each, QAction) and each.text() == text
    )
    found.trigger()
    for menu in page.findChildren(QMenu):
        menu.close()


def words_on(widget):
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible()]


def logs(journal, practice):
    return journal.practices.last_logs(practice.id, most=50)


def logged(journal, clock, practice, days_ago, **more):
    moment = clock.moment - timedelta(days=days_ago)
    entry = PracticeLog(practice_id=practice.id, done_at=moment, day=moment.date(), **more)
    journal.practices.log(entry)
    return entry


def test_one_key_logs_a_practice_and_takes_it_back(journal, clock, open_page, breathing, hands):
    page = open_page()

    hands.key(page, "breathing", Qt.Key.Key_Space)
    (entry,) = logs(journal, breathing)
    assert (entry.day, entry.helped, entry.obstacle) == (clock.moment.date(), None, "")

    hands.key(page, "breathing", Qt.Key.Key_Space)
    assert logs(journal, breathing) == []


def test_a_digit_logs_it_and_says_how_much_it_helped(journal, open_page, breathing, hands):
    page = open_page()

    hands.key(page, "breathing", Qt.Key.Key_6)
    assert [each.helped for each in logs(journal, breathing)] == [6]
    assert hands.find(page, "breathing").isChecked()

    hands.key(page, "breathing", Qt.Key.Key_T)
    assert [each.helped for each in logs(journal, breathing)] == [10]
    assert "helped 10 of 10" in hands.find(page, "breathing").accessibleDescription()


def test_what_was_agreed_once_is_done_and_stays_in_view_for_the_day(
    journal, clock, open_page, hands
):
    letter = Practice(text="write the letter", agreed_on=MARCH)
    journal.practices.record(letter)
    page = open_page()

    hands.key(page, "write the letter", Qt.Key.Key_Space)
    assert journal.practices.find(letter.id).state is PracticeState.DONE
    assert hands.find(page, "write the letter").isChecked()

    hands.key(page, "write the letter", Qt.Key.Key_Space)
    assert journal.practices.find(letter.id).state is PracticeState.GOING_ON
    hands.key(page, "write the letter", Qt.Key.Key_Space)
    clock.moment += timedelta(days=1)
    page.card.refresh()
    assert page.card.isHidden()


def test_what_got_in_the_way_is_said_beside_it_and_can_be_put_otherwise(
    journal, open_page, breathing, hands
):
    page = open_page()
    hands.click(page, "More for: breathing")
    choose(page, "How it went…")
    dialog = hands.dialog(page)

    QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_4)
    hands.type(dialog, "What got in the way, if anything", "the phone")
    hands.click(dialog, "Log it")
    (entry,) = logs(journal, breathing)
    assert (entry.helped, entry.obstacle) == (4, "the phone")

    hands.click(page, "More for: breathing")
    choose(page, "How it went…")
    again = hands.dialog(page)
    hands.type(again, "What got in the way, if anything", ", twice")
    hands.click(again, "Keep it")
    assert [(each.helped, each.obstacle) for each in logs(journal, breathing)] == [
        (4, "the phone, twice")
    ]


def test_an_earlier_day_is_logged_for_that_day(journal, clock, open_page, breathing, hands):
    page = open_page()
    hands.click(page, "More for: breathing")
    choose(page, "Log an earlier day…")
    dialog = hands.dialog(page)

    hands.click(dialog, "Log it")

    (entry,) = logs(journal, breathing)
    yesterday = clock.moment.date() - timedelta(days=1)
    assert (entry.day, journal.day_of(entry.done_at)) == (yesterday, yesterday)


def test_a_paused_practice_goes_from_view_and_can_be_taken_up_from_there(
    journal, open_page, breathing, hands
):
    page = open_page()
    hands.click(page, "More for: breathing")
    choose(page, "Pause it")
    assert page.card._list.ids == []

    hands.click(page, "Paused (1)")
    assert "Paused" in hands.find(page, "breathing").accessibleDescription()
    hands.click(page, "More for: breathing")
    choose(page, "Take it up again")

    assert journal.practices.find(breathing.id) == breathing
    assert page.card._list.ids == [breathing.id]
    assert journal.undo()
    hands.click(page, "Hide what is paused")
    assert page.card._list.ids == []


def test_letting_go_keeps_it_in_view_for_the_day_so_that_it_can_be_taken_up(
    journal, open_page, breathing, hands
):
    page = open_page()
    hands.click(page, "More for: breathing")
    choose(page, "Let it go")
    assert journal.practices.find(breathing.id).state is PracticeState.DROPPED

    hands.click(page, "More for: breathing")
    choose(page, "Take it up again")
    assert journal.practices.find(breathing.id) == breathing


def test_a_full_disk_takes_no_tick_and_no_word(journal, open_page, breathing, full_disk, hands):
    page = open_page()

    hands.key(page, "breathing", Qt.Key.Key_Space)
    assert not hands.find(page, "breathing").isChecked()
    assert len(page.failures) == 1

    hands.click(page, "More for: breathing")
    choose(page, "How it went…")
    dialog = hands.dialog(page)
    hands.type(dialog, "What got in the way, if anything", "the phone")
    hands.click(dialog, "Log it")
    assert dialog.isVisible()
    full_disk.undo()
    hands.click(dialog, "Log it")
    assert [each.obstacle for each in logs(journal, breathing)] == ["the phone"]


def test_a_long_list_is_shown_in_part_until_asked_for(journal, open_page, hands):
    for n in range(9):
        journal.practices.record(Practice(text=f"number {n}", agreed_on=MARCH, days_a_week=1))
    page = open_page()
    assert "number 5" not in page.card._list.ids
    assert len(page.card._list.ids) == 5

    hands.click(page, "Show all 9")

    assert len(page.card._list.ids) == 9
    assert hands.find(page, "number 8").isVisible()


def test_the_follow_up_of_a_check_in_asks_about_the_one_practice(
    journal, open_page, breathing, hands
):
    page = open_page()

    page.card.log_one()
    hands.click(hands.dialog(page), "Log it")

    assert len(logs(journal, breathing)) == 1


def test_the_follow_up_of_a_check_in_goes_to_the_list_of_several(
    journal, open_page, breathing, hands
):
    journal.practices.record(Practice(text="walk", agreed_on=MARCH, days_a_week=2))
    page = open_page()

    page.card.log_one()

    hands.until_focused(page, "breathing")


def test_a_name_is_never_read_as_markup_and_all_is_reached_by_keyboard(
    journal, open_page, breathing, audit
):
    journal.practices.record(Practice(text=HTML, agreed_on=MARCH, days_a_week=2))

    assert audit(open_page()) == []


# One practice with its weeks and its log.


@pytest.fixture
def under(open_page):
    return open_page((1000, 760))


@pytest.fixture
def view(journal, clock, theme, under, breathing):
    logged(journal, clock, breathing, 9, helped=2, obstacle="the bus")
    logged(journal, clock, breathing, 1, helped=6)
    view = PracticeView(breathing.id, journal, theme, under)
    view.open()
    view.activateWindow()
    return view


def test_a_practice_shows_its_weeks_and_what_got_in_the_way(view):
    said = words_on(view)

    assert "breathing" in said
    assert "the bus" in said
    rows = view._table.as_text().splitlines()
    assert rows[1].endswith("1 day\t6.0 (1)")
    assert rows[2].endswith("1 day\t2.0 (1)") or rows[3].endswith("1 day\t2.0 (1)")


def test_an_entry_of_the_log_is_changed_and_removed(journal, clock, view, breathing, hands):
    day = next(each for each in words_on(view) if "helped 2 of 10" in each)
    hands.click(view, f"More for {day}")
    choose(view, "Change…")
    dialog = hands.dialog(view)
    hands.type(dialog, "What got in the way, if anything", " again")
    hands.click(dialog, "Keep it")
    assert [each.obstacle for each in logs(journal, breathing)] == ["", "the bus again"]

    hands.click(view, f"More for {day}")
    choose(view, "Remove")
    assert [each.helped for each in logs(journal, breathing)] == [6]
    assert journal.undo()
    assert "the bus again" in words_on(view)


def test_how_often_and_the_words_can_be_changed(journal, view, breathing, hands):
    hands.key(view, "How often", Qt.Key.Key_Down)
    assert journal.practices.find(breathing.id).days_a_week == 6

    hands.click(view, "More for this practice")
    choose(view, "Change the words…")
    dialog = hands.dialog(view, RewordDialog)
    dialog._words.text = "breathing\nin and out"
    hands.click(dialog, "Change it")
    assert journal.practices.find(breathing.id).text == "breathing\nin and out"


def test_a_practice_is_paused_taken_up_and_removed_from_its_view(journal, view, breathing, hands):
    hands.click(view, "More for this practice")
    choose(view, "Pause it")
    assert journal.practices.find(breathing.id).state is PracticeState.PAUSED
    assert any("Paused" in each for each in words_on(view))

    hands.click(view, "More for this practice")
    choose(view, "Take it up again")
    hands.click(view, "More for this practice")
    choose(view, "Remove")
    assert journal.practices.find(breathing.id) is None


def test_the_view_leads_to_the_session_it_was_agreed_in(
    journal, theme, open_page, breathing, hands
):
    course = Course(started_on=MARCH)
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id, planned_for=datetime(2026, 5, 5, 14), zone="Europe/Berlin", minutes=50
    )
    journal.sessions.record(session)
    journal.practices.record(replace(breathing, session_id=session.id))
    page = open_page((1000, 760))
    view = PracticeView(breathing.id, journal, theme, page)
    view.open()
    heard: list[Link] = []
    view.opens.connect(heard.append)

    hands.click(view, "Open the session")

    assert heard == [Link(kind=Kind.THERAPY_SESSION, id=session.id)]


def test_a_long_log_is_read_in_pieces(journal, clock, view, breathing, hands):
    for days in range(2, 40):
        logged(journal, clock, breathing, days, helped=days % 11)
    assert sum("of 10" in each for each in words_on(view)) == 10

    hands.click(view, "Show older entries")

    assert sum("of 10" in each for each in words_on(view)) == 30


def test_the_view_can_be_used_by_ear_and_by_keyboard(view, audit):
    assert audit(view) == []
