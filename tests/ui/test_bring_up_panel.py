"""The line for something to bring up: what it came from, what for, and how to begin."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from sessiondesk.domain.bring_up import SourceKind, Want
from sessiondesk.domain.goal import Goal
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.bring_up_panel import BringUpPanel
from sessiondesk.ui.openers import Openers
from sessiondesk.ui.page import BringUpOffer

LEFT = Qt.MouseButton.LeftButton
LINE = "Something to bring up"
SENTENCES = "Sentences to start with"
LEAST = 28
WAIT = 20_000


@pytest.fixture
def goal(journal):
    goal = Goal(text="Speak up", began_on=date(2026, 3, 19))
    journal.goals.record(goal)
    return goal


@pytest.fixture
def offer(goal):
    return BringUpOffer(text=goal.text, source=SourceKind.GOAL, source_id=goal.id)


@pytest.fixture
def under(qtbot, theme, prompts, journal):
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    panel = BringUpPanel(journal, theme, openers=prompts.openers)
    column.addWidget(panel)
    column.addStretch(1)
    page.resize(1000, 600)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.fixture
def panel(under):
    return under.findChild(BringUpPanel)


class Hands:
    """What a person does, by spoken names."""

    def __init__(self, qtbot, control, panel):
        self._qtbot = qtbot
        self._panel = panel
        self._control = control

    def find(self, name):
        return self._control(self._panel, name)

    def click(self, name):
        widget = self.find(name)
        # What was opened a moment ago has yet to get its place.
        self._qtbot.waitUntil(lambda: widget.height() >= LEAST, timeout=WAIT)
        self._qtbot.mouseClick(widget, LEFT)

    def key(self, key):
        """Press a key where the keyboard is."""
        self._qtbot.keyClick(self.focused(), key)

    def focused(self):
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def type(self, words):
        self._qtbot.keyClicks(self.find(LINE), words)

    @property
    def line(self):
        return self.find(LINE).text()

    def says(self):
        return [each.text() for each in self._panel.findChildren(QLabel) if each.isVisible()]


@pytest.fixture
def hands(qtbot, control, panel):
    return Hands(qtbot, control, panel)


def test_what_a_page_offers_is_kept_with_where_it_came_from(journal, panel, hands, goal, offer):
    panel.bring(offer)
    assert hands.line == "Speak up"
    assert "From the goal “Speak up”" in hands.says()

    hands.type(", in the big meeting")
    hands.key(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert (kept.text, kept.source, kept.source_id) == (
        "Speak up, in the big meeting",
        SourceKind.GOAL,
        goal.id,
    )
    hands.type("something else")
    hands.key(Qt.Key.Key_Return)
    assert [each.source for each in journal.bring_ups.open()] == [SourceKind.GOAL, None]


def test_the_link_can_be_taken_off_before_it_is_kept(journal, panel, hands, offer):
    panel.bring(offer)

    hands.click("Keep it without where it came from")
    hands.key(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert (kept.text, kept.source, kept.source_id) == ("Speak up", None, "")


def test_a_line_that_is_begun_is_not_replaced_by_an_offer(panel, hands, offer):
    panel.bring()
    hands.type("the letter")

    panel.bring(offer)

    assert hands.line == "the letter"
    assert "Keep this line first, then bring up the next" in hands.says()


def test_what_was_only_proposed_goes_with_the_panel(panel, hands, offer):
    panel.bring(offer)
    hands.key(Qt.Key.Key_Escape)
    panel.bring()
    assert hands.line == ""

    hands.type("the letter")
    hands.key(Qt.Key.Key_Escape)
    panel.bring()
    assert hands.line == "the letter"


def test_what_is_wanted_is_said_by_a_letter_and_enter_keeps_it_from_there(journal, panel, hands):
    panel.bring()
    hands.type("the letter")
    hands.key(Qt.Key.Key_Tab)
    while "What I want from it" not in hands.focused().accessibleName():
        hands.key(Qt.Key.Key_Tab)

    hands.key(Qt.Key.Key_H)
    hands.key(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert (kept.text, kept.want) == ("the letter", Want.BE_HEARD)
    assert hands.find(LINE).hasFocus()
    hands.type("the next")
    hands.key(Qt.Key.Key_Return)
    assert journal.bring_ups.open()[1].want is None


def test_a_sentence_to_start_with_is_picked_changed_and_kept(journal, panel, hands, prompts):
    group = prompts.openers.groups[0]
    panel.bring()
    hands.click(SENTENCES)
    hands.click(f"{SENTENCES}: {group.label}")
    hands.click(group.lines[0].text)
    assert hands.line == group.lines[0].text
    hands.click(group.lines[1].text)
    assert hands.line == group.lines[1].text

    hands.type(" I mean it.")
    hands.find(LINE).setFocus()
    hands.key(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert kept.text == f"{group.lines[1].text} I mean it."
    assert (kept.source, kept.source_id) == (SourceKind.OPENER, group.lines[1].id)


def test_a_sentence_goes_behind_the_words_that_are_there(journal, panel, hands, prompts):
    group = prompts.openers.groups[1]
    panel.bring()
    hands.type("Before we begin:")
    hands.click(SENTENCES)
    hands.click(f"{SENTENCES}: {group.label}")
    hands.click(group.lines[0].text)

    assert hands.line == f"Before we begin: {group.lines[0].text}"
    panel.settle()
    (draft,) = journal.drafts.all()
    assert draft.text == hands.line


def test_a_sentence_is_picked_by_keyboard_alone(journal, panel, hands, prompts):
    panel.bring()
    hands.find(SENTENCES).setFocus()
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_1)
    hands.key(Qt.Key.Key_Tab)
    hands.key(Qt.Key.Key_Space)
    hands.key(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert kept.text == prompts.openers.groups[0].lines[0].text


def test_a_full_disk_keeps_line_link_and_wish(journal, panel, hands, offer, monkeypatch):
    def refuse():
        raise StoreFullError

    panel.bring(offer)
    hands.find("What I want from it: Decide").click()
    with monkeypatch.context() as broken:
        broken.setattr(journal, "act", refuse)
        hands.find(LINE).setFocus()
        hands.key(Qt.Key.Key_Return)
    assert hands.line == "Speak up"
    assert journal.bring_ups.open() == []

    hands.key(Qt.Key.Key_Return)

    (kept,) = journal.bring_ups.open()
    assert (kept.source, kept.want) == (SourceKind.GOAL, Want.DECIDE)


def test_the_panel_can_be_used_by_ear_and_by_keyboard(panel, hands, prompts, offer, audit):
    group = prompts.openers.groups[2]
    panel.bring(offer)
    hands.click(SENTENCES)
    hands.click(f"{SENTENCES}: {group.label}")
    for line in group.lines:
        hands.click(line.text)

    assert audit(panel) == []


def test_without_sentences_there_is_no_way_to_them(qtbot, theme, journal, control):
    panel = BringUpPanel(journal, theme)
    qtbot.addWidget(panel)
    panel.bring()

    assert not any(each.isVisible() for each in panel.findChildren(Openers))
    with pytest.raises(AssertionError, match="0 controls"):
        control(panel, SENTENCES)
