"""What to bring to the next appointment: put in order, said what for, and traced back."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal, GoalState
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Topic
from sessiondesk.store.errors import StoreError, StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import bring_up_origin
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.today_page import due
from sessiondesk.ui.pages.today_page.appointment_card import AppointmentCard
from sessiondesk.ui.pages.today_page.moment_card import MomentCard
from sessiondesk.ui.reword_dialog import RewordDialog

LEFT = Qt.MouseButton.LeftButton
LEAST = 28
WAIT = 20_000
MARCH = date(2026, 3, 19)
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


class Under(QWidget):
    """Stands in for the page: it holds the card and reads again what changed."""

    def __init__(self, journal, theme):
        super().__init__()
        self.card = AppointmentCard(journal, theme)
        self.failures: list[StoreError] = []
        self.links: list[Link] = []
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        column.addStretch(1)
        self.card.failed.connect(self.on_failed)
        self.card.opens.connect(self.links.append)
        journal.changed.connect(self.on_changed)
        self.card.refresh()

    def on_changed(self, topic):
        if topic is Topic.BRING_UPS:
            self.card.refresh()

    def on_failed(self, error, _again):
        self.failures.append(error)


@pytest.fixture
def open_page(qtbot, theme, journal):
    def open_():
        page = Under(journal, theme)
        qtbot.addWidget(page)
        page.resize(420, 900)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


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

    def key(self, page, name, which, held=NONE):
        widget = self.find(page, name)
        widget.setFocus()
        self._qtbot.keyClick(widget, which, held)

    def choose(self, page, line, text):
        """Take an entry of the menu of a line."""
        self.click(page, f"More for: {line}")
        (found,) = (
            each
            for menu in page.findChildren(QMenu)
            for each in menu.actions()
            if each.text() == text
        )
        found.trigger()
        for menu in page.findChildren(QMenu):
            menu.close()

    def has_focus(self, page, name):
        widget = self.find(page, name)
        self._qtbot.waitUntil(lambda: QApplication.focusWidget() is widget, timeout=WAIT)


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


@pytest.fixture
def three(journal):
    return [journal.bring_ups.add(text) for text in ("the letter", "money", "my sister")]


def in_order(journal):
    return [each.text for each in journal.bring_ups.open()]


def wants(journal):
    return [each.want for each in journal.bring_ups.open()]


def test_a_line_is_moved_up_with_alt_and_keeps_the_keyboard(journal, three, open_page, hands):
    page = open_page()

    hands.key(page, "my sister", Qt.Key.Key_Up, ALT)
    assert in_order(journal) == ["the letter", "my sister", "money"]
    hands.has_focus(page, "my sister")

    hands.key(page, "my sister", Qt.Key.Key_Up, ALT)
    assert in_order(journal) == ["my sister", "the letter", "money"]
    assert journal.undo()
    assert in_order(journal) == ["the letter", "my sister", "money"]


def test_a_letter_says_what_is_wanted_from_a_line_and_takes_it_back(
    journal, three, open_page, hands
):
    page = open_page()

    hands.key(page, "money", Qt.Key.Key_D)
    hands.key(page, "my sister", Qt.Key.Key_H)
    hands.key(page, "the letter", Qt.Key.Key_U)
    hands.key(page, "the letter", Qt.Key.Key_P)
    assert wants(journal) == [Want.PRACTISE, Want.DECIDE, Want.BE_HEARD]
    said = hands.find(page, "money").accessibleDescription()
    assert said == "I want to decide"

    hands.key(page, "money", Qt.Key.Key_D)
    assert wants(journal) == [Want.PRACTISE, None, Want.BE_HEARD]


def test_a_line_is_reworded_let_go_and_removed_from_its_menu(
    journal, three, open_page, hands, qtbot
):
    page = open_page()
    hands.choose(page, "money", "Change the words…")
    (dialog,) = page.findChildren(RewordDialog)
    words = hands.find(dialog, "Words")
    words.clear()
    qtbot.keyClicks(words, "money, and why")
    hands.click(dialog, "Change it")
    assert in_order(journal) == ["the letter", "money, and why", "my sister"]

    hands.choose(page, "the letter", "Let it go")
    assert journal.bring_ups.find(three[0].id).state is BringUpState.LET_GO
    hands.choose(page, "my sister", "Remove")
    assert in_order(journal) == ["money, and why"]


def test_the_menu_moves_a_line_says_what_for_and_keeps_it_private(
    journal, three, open_page, hands
):
    page = open_page()

    hands.choose(page, "money", "Move up")
    hands.choose(page, "the letter", "Move down")
    hands.choose(page, "money", "I want to be heard")
    hands.choose(page, "money", "Stays private")

    assert in_order(journal) == ["money", "my sister", "the letter"]
    first = journal.bring_ups.open()[0]
    assert (first.want, first.stays_private) == (Want.BE_HEARD, True)
    hands.choose(page, "money", "Not said")
    hands.choose(page, "money", "Stays private")
    assert journal.bring_ups.open()[0] == replace(first, want=None, stays_private=False)


def test_a_full_disk_leaves_every_line_as_it_was(journal, three, open_page, hands, monkeypatch):
    page = open_page()

    def refuse():
        raise StoreFullError

    monkeypatch.setattr(journal, "act", refuse)
    hands.key(page, "my sister", Qt.Key.Key_Up, ALT)
    hands.key(page, "money", Qt.Key.Key_D)
    hands.click(page, "the letter")
    hands.choose(page, "money", "Change the words…")
    (dialog,) = page.findChildren(RewordDialog)
    hands.click(dialog, "Change it")

    assert dialog.isVisible()
    assert len(page.failures) == 3
    assert in_order(journal) == ["the letter", "money", "my sister"]
    assert not hands.find(page, "the letter").isChecked()
    monkeypatch.undo()


def test_where_a_line_came_from_is_said_and_opened(journal, clock, open_page, hands):
    checkin = CheckIn(felt_at=clock.moment, day=clock.moment.date())
    journal.checkins.record(checkin)
    journal.bring_ups.add("that day", source=SourceKind.CHECKIN, source_id=checkin.id)
    page = open_page()
    assert "From your check-in of" in hands.find(page, "that day").accessibleDescription()

    hands.choose(page, "that day", "Open where it came from")

    assert page.links == [Link(kind=Kind.CHECKIN, id=checkin.id)]


def test_every_origin_is_said_in_words_until_it_is_gone(journal, clock):
    course = Course(started_on=MARCH)
    session = TherapySession(
        course_id=course.id, planned_for=datetime(2026, 5, 5, 14), zone="Europe/Berlin"
    )
    goal = Goal(text="Speak   up", began_on=MARCH)
    pattern = Pattern(name="people pleasing", named_on=MARCH)
    sign = Sign(item="anything", side=SignSide.PROGRESS, day=MARCH, answer=SignAnswer.NOT_YET)
    for each in (course, session, goal, pattern, sign):
        with journal.act() as act:
            act.save(each)

    def said(source, id_):
        found = bring_up_origin.origin(journal, source, id_)
        return found and (found.words, found.link and found.link.kind)

    assert said(None, "") is None
    assert said(SourceKind.OPENER, "x") == ("From the sentences to start with", None)
    assert said(SourceKind.REVIEW, "x") == ("From a progress review", None)
    assert said(SourceKind.SESSION, session.id) == (
        "From the session of 5 May",
        Kind.THERAPY_SESSION,
    )
    assert said(SourceKind.SIGN, sign.id) == ("From a sign noted on 19 March", Kind.SIGN)
    assert said(SourceKind.GOAL, goal.id) == ("From the goal “Speak up”", Kind.GOAL)
    assert said(SourceKind.PATTERN, pattern.id) == (
        "From the pattern “people pleasing”",
        Kind.PATTERN,
    )
    for source in set(SourceKind) - {SourceKind.OPENER, SourceKind.REVIEW}:
        assert said(source, "gone") is None


def test_a_list_of_hundreds_is_shown_in_pieces(journal, open_page, hands):
    for n in range(40):
        journal.bring_ups.add(f"thing {n}")
    page = open_page()
    assert hands.find(page, "thing 5").isVisible()
    assert "thing 6" not in page.card._list.ids
    assert len(page.card._list.ids) == 6

    hands.click(page, "Show 14 more")
    assert len(page.card._list.ids) == 20
    hands.click(page, "Show 14 more")
    assert len(page.card._list.ids) == 34
    hands.click(page, "Show all 40")
    assert len(page.card._list.ids) == 40


def test_the_list_can_be_used_by_ear_and_by_keyboard(journal, three, open_page, audit):
    assert audit(open_page()) == []


# What is due.


def buttons_of(card):
    return [each.accessibleName() for each in card.findChildren(QPushButton) if each.isVisible()]


def test_at_most_three_reviews_are_due_and_one_can_wait_until_tomorrow(
    qtbot, journal, theme, control
):
    today = journal.today()
    for n, text in enumerate(("one", "two", "three", "four", "later", "paused")):
        journal.goals.record(
            Goal(
                text=text,
                began_on=MARCH + timedelta(days=n),
                review_on=today + timedelta(days=1) if text == "later" else today,
                state=GoalState.PAUSED if text == "paused" else GoalState.ACTIVE,
            )
        )
    found = due.find(journal, today, hidden=())
    assert [each.title for each in found] == ["one", "two", "three"]
    assert {each.detail for each in found} == {"Review due today"}
    card = MomentCard(journal, theme)
    qtbot.addWidget(card)
    card.refresh()
    with qtbot.waitExposed(card):
        card.show()

    with qtbot.waitSignal(card.opens) as opens:
        qtbot.mouseClick(control(card, "Look: two"), LEFT)
    assert opens.args == [Link(kind=Kind.GOAL, id=found[1].id)]
    control(card, "Look: one").parentWidget().findChild(QMenu).actions()[0].trigger()
    qtbot.waitUntil(lambda: "Look: four" in buttons_of(card))
    assert "Look: one" not in buttons_of(card)

    rest = due.find(journal, today, hidden={found[0].id})
    assert [each.title for each in rest] == ["two", "three", "four"]
