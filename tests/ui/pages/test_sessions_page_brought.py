"""What was brought to a session: where a line went, and the way back."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Topic
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import Link
from sessiondesk.ui.pages.sessions_page.around import Around
from sessiondesk.ui.pages.sessions_page.brought_card import BroughtCard

LEFT = Qt.MouseButton.LeftButton
LEAST = 28
WAIT = 20_000
MARCH = date(2026, 3, 19)


@pytest.fixture
def held(journal):
    course = Course(started_on=MARCH)
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime(2026, 5, 5, 14),
        zone="Europe/Berlin",
        outcome=Outcome.ATTENDED,
    )
    journal.sessions.record(session)
    return session


class Under(QWidget):
    """Stands in for the page: it holds the card and shows again what changed."""

    def __init__(self, journal, theme, session):
        super().__init__()
        self.card = BroughtCard(journal, theme)
        self.links: list[Link] = []
        self._session = session
        column = QVBoxLayout(self)
        column.addWidget(self.card)
        column.addStretch(1)
        self.card.opens.connect(self.links.append)
        journal.changed.connect(self.on_changed)
        self.card.show_session(session, Around())

    def on_changed(self, topic):
        if topic is Topic.BRING_UPS:
            self.card.show_session(self._session, Around())


@pytest.fixture
def open_page(qtbot, theme, journal, held):
    def open_():
        page = Under(journal, theme, held)
        qtbot.addWidget(page)
        page.resize(480, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


@pytest.fixture
def choose(qtbot, control):
    def choose_(page, line, text):
        """Take an entry of the menu of a line."""
        button = control(page, f"More for: {line}")
        qtbot.waitUntil(lambda: button.height() >= LEAST, timeout=WAIT)
        qtbot.mouseClick(button, LEFT)
        (found,) = (
            each
            for menu in page.findChildren(QMenu)
            for each in menu.actions()
            if each.text() == text
        )
        found.trigger()
        for menu in page.findChildren(QMenu):
            menu.close()

    return choose_


@pytest.fixture
def letter(journal, held):
    brought = BringUp(text="the letter", state=BringUpState.BROUGHT_UP, session_id=held.id)
    journal.bring_ups.record(brought)
    return brought


def test_a_line_is_carried_over_let_go_of_and_taken_up_again(
    journal, held, letter, open_page, choose
):
    page = open_page()

    def state():
        found = journal.bring_ups.find(letter.id)
        return found.state, found.session_id

    choose(page, "the letter", "Carry it over")
    assert state() == (BringUpState.CARRIED_OVER, held.id)
    choose(page, "the letter", "Let it go")
    assert state() == (BringUpState.LET_GO, held.id)
    choose(page, "the letter", "Take it up again")
    assert state() == (BringUpState.OPEN, None)


def test_where_it_came_from_is_opened_from_a_session_too(
    journal, held, open_page, choose, control
):
    goal = Goal(text="Speak up", began_on=MARCH)
    journal.goals.record(goal)
    journal.bring_ups.record(
        BringUp(
            text="the meeting",
            state=BringUpState.LET_GO,
            session_id=held.id,
            source=SourceKind.GOAL,
            source_id=goal.id,
        )
    )
    page = open_page()
    said = control(page, "the meeting").accessibleDescription()
    assert said == "Let go. From the goal “Speak up”"

    choose(page, "the meeting", "Open where it came from")

    assert page.links == [Link(kind=Kind.GOAL, id=goal.id)]


def test_many_lines_of_a_session_come_in_pieces(qtbot, journal, held, open_page, control):
    for n in range(30):
        journal.bring_ups.record(
            BringUp(text=f"thing {n}", rank=n, state=BringUpState.LET_GO, session_id=held.id)
        )
    page = open_page()
    assert len(page.card._list.ids) == 24

    qtbot.mouseClick(control(page, "Show more of 30"), LEFT)

    assert len(page.card._list.ids) == 30


def test_the_card_can_be_used_by_ear_and_by_keyboard(letter, open_page, audit):
    assert audit(open_page()) == []
