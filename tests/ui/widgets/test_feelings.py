"""Feelings: the family is enough, a finer word stands for it, all can be searched."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from sessiondesk.ui.widgets.chips import Chip
from sessiondesk.ui.widgets.feelings import Feelings

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def feelings(theme, prompts, show):
    first = ("afraid", "sad", "angry", "ashamed", "calm", "glad")
    feelings = Feelings(prompts.feelings, theme, first=first)
    show(feelings, QLineEdit())
    return feelings


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
