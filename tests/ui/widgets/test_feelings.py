"""Feelings: the family is enough, a finer word stands for it, all can be searched."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QWidget

from sessiondesk.ui.widgets.chips import Chip
from sessiondesk.ui.widgets.feelings import Feelings

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def feelings(theme, prompts, show):
    first = ("afraid", "sad", "angry", "ashamed", "calm", "glad")
    feelings = Feelings(prompts.feelings, theme, first=first)
    show(feelings, QLineEdit())
    return feelings


@pytest.fixture
def shown_names():
    """Return what the visible controls are called."""

    def names(widget: QWidget) -> set[str]:
        return {
            QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name)
            for each in widget.findChildren(QWidget)
            if each.isVisible()
        }

    return names


def test_the_family_alone_is_fine(qtbot, feelings, control):
    with qtbot.waitSignal(feelings.picked):
        qtbot.mouseClick(control(feelings, "Afraid"), LEFT)

    assert feelings.value == {("afraid", "")}
    assert control(feelings, "worried").isVisible()


def test_a_finer_word_stands_for_its_family(qtbot, feelings, control):
    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)

    qtbot.mouseClick(control(feelings, "worried"), LEFT)
    qtbot.mouseClick(control(feelings, "on edge"), LEFT)

    assert feelings.value == {("afraid", "worried"), ("afraid", "on_edge")}
    assert control(feelings, "Afraid").accessibleDescription() == "chosen, open"


def test_taking_the_last_word_back_leaves_the_family(qtbot, feelings, control):
    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)
    qtbot.mouseClick(control(feelings, "worried"), LEFT)

    qtbot.mouseClick(control(feelings, "worried"), LEFT)

    assert feelings.value == {("afraid", "")}


def test_a_second_press_takes_the_family_back(qtbot, feelings, control):
    qtbot.mouseClick(control(feelings, "Sad"), LEFT)

    qtbot.mouseClick(control(feelings, "Sad"), LEFT)

    assert feelings.value == frozenset()


def test_a_second_press_never_takes_finer_words(qtbot, feelings, control):
    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)
    qtbot.mouseClick(control(feelings, "worried"), LEFT)

    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)

    assert feelings.value == {("afraid", "worried")}


def test_opening_another_family_keeps_what_was_chosen(qtbot, feelings, control):
    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)
    qtbot.mouseClick(control(feelings, "worried"), LEFT)

    qtbot.mouseClick(control(feelings, "Calm"), LEFT)

    assert feelings.value == {("afraid", "worried"), ("calm", "")}


def test_more_shows_the_other_families(qtbot, feelings, control):
    qtbot.mouseClick(control(feelings, "More"), LEFT)

    assert control(feelings, "Overwhelmed").hasFocus()


def test_a_family_that_was_chosen_is_shown_without_asking(feelings, control):
    feelings.value = {("overwhelmed", "swamped")}

    assert control(feelings, "Overwhelmed")


def test_f_searches_all_words_and_enter_takes_the_first(qtbot, feelings, control):
    qtbot.keyClick(control(feelings, "Sad"), Qt.Key.Key_F)
    search = control(feelings, "Search all feelings")
    assert search.hasFocus()

    qtbot.keyClicks(search, "swam")
    with qtbot.waitSignal(feelings.picked):
        qtbot.keyClick(search, Qt.Key.Key_Return)

    assert feelings.value == {("overwhelmed", "swamped")}


def test_the_letter_f_can_be_typed_into_the_search(qtbot, feelings, control):
    qtbot.keyClick(control(feelings, "Sad"), Qt.Key.Key_F)

    qtbot.keyClicks(control(feelings, "Search all feelings"), "free")

    qtbot.waitUntil(feelings.findChildren(Chip)[-1].isVisible)
    assert control(feelings, "free")


def test_escape_closes_and_the_focus_goes_back(qtbot, feelings, control):
    qtbot.keyClick(control(feelings, "Angry"), Qt.Key.Key_Space)

    qtbot.keyClick(control(feelings, "irritated"), Qt.Key.Key_Escape)

    assert control(feelings, "Angry").hasFocus()
    assert feelings.value == {("angry", "")}


def test_the_finer_words_come_after_the_families_and_before_what_follows(qtbot, feelings, control):
    qtbot.keyClick(control(feelings, "Angry"), Qt.Key.Key_Space)
    control(feelings, "More").setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(control(feelings, "More"), Qt.Key.Key_Tab)

    assert control(feelings, "irritated").hasFocus()


def test_everything_can_be_reached_and_hit(qtbot, feelings, control, audit):
    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)

    assert audit(feelings) == []


# Own words.


@dataclass(frozen=True)
class Word:
    family: str
    text: str
    id: str
    is_shown: bool = True


@pytest.fixture
def growing(theme, prompts, show):
    """Feelings to which words can be added; each gets an id and comes back."""
    feelings = Feelings(prompts.feelings, theme, adds_words=True)
    added: list[Word] = []

    def keep(family: str, text: str) -> None:
        added.append(Word(family, text, f"own{len(added)}"))
        feelings.take_word(added[-1])

    feelings.word_added.connect(keep)
    show(feelings, QLineEdit())
    return feelings


def test_where_nobody_keeps_them_no_word_can_be_added(qtbot, feelings, control, shown_names):
    qtbot.mouseClick(control(feelings, "Afraid"), LEFT)
    assert "Add a word" not in shown_names(feelings)

    qtbot.keyClick(control(feelings, "Sad"), Qt.Key.Key_F)
    qtbot.keyClicks(control(feelings, "Search all feelings"), "like a hare")

    assert "Add the word like a hare" not in shown_names(feelings)


def test_a_word_is_added_to_the_family_that_is_open_and_picked(qtbot, growing, control):
    qtbot.keyClick(control(growing, "Afraid"), Qt.Key.Key_Space)
    qtbot.keyClick(control(growing, "Add a word"), Qt.Key.Key_Space)
    with qtbot.waitSignal(growing.picked):
        qtbot.keyClicks(control(growing, "Add a word"), "like a hare\r")

    assert growing.value == {("afraid", "own0")}
    assert control(growing, "like a hare").isChecked()
    assert control(growing, "like a hare").hasFocus()


def test_a_word_that_is_there_already_is_picked_and_not_added(qtbot, growing, control):
    qtbot.keyClick(control(growing, "Afraid"), Qt.Key.Key_Space)
    qtbot.keyClick(control(growing, "Add a word"), Qt.Key.Key_Space)
    qtbot.keyClicks(control(growing, "Add a word"), "Worried\r")

    assert growing.value == {("afraid", "worried")}


def test_what_the_search_does_not_find_is_added_by_keys_alone(qtbot, growing, control):
    qtbot.keyClick(control(growing, "Sad"), Qt.Key.Key_F)
    qtbot.keyClicks(control(growing, "Search all feelings"), "wistful\r")
    assert control(growing, "Add wistful to Afraid").hasFocus()

    qtbot.keyClick(control(growing, "Add wistful to Afraid"), Qt.Key.Key_Tab)
    qtbot.keyClick(control(growing, "Add wistful to Sad"), Qt.Key.Key_Space)

    assert growing.value == {("sad", "own0")}


def test_own_words_are_found_by_the_search(qtbot, growing, control):
    growing.set_own_words([Word("glad", "tingly & light", "w1")])

    qtbot.keyClick(control(growing, "Sad"), Qt.Key.Key_F)
    qtbot.keyClicks(control(growing, "Search all feelings"), "tingly\r")

    assert growing.value == {("glad", "w1")}


def test_a_hidden_own_word_is_shown_only_where_it_was_picked(qtbot, growing, control, shown_names):
    growing.set_own_words([Word("sad", "grey", "w1", is_shown=False)])
    qtbot.mouseClick(control(growing, "Sad"), LEFT)
    assert "grey" not in shown_names(growing)

    growing.value = {("sad", "w1")}
    qtbot.mouseClick(control(growing, "Sad"), LEFT)

    assert control(growing, "grey").isChecked()


def test_words_that_come_while_a_family_is_open_appear_in_it(qtbot, growing, control):
    qtbot.mouseClick(control(growing, "Sad"), LEFT)

    growing.set_own_words([Word("sad", "grey", "w1")])

    assert control(growing, "grey")


def test_adding_can_be_reached_and_hit(qtbot, growing, control, audit):
    qtbot.mouseClick(control(growing, "Sad"), LEFT)
    assert audit(growing) == []

    qtbot.keyClick(control(growing, "Sad"), Qt.Key.Key_F)
    qtbot.keyClicks(control(growing, "Search all feelings"), "wistful")
    assert audit(growing) == []
    qtbot.mouseClick(control(growing, "Add the word wistful"), LEFT)
    assert audit(growing) == []
