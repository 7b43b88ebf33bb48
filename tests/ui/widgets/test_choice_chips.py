"""Chips of which one may be chosen: by click, arrow and digit, and taken back again."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sessiondesk.ui.widgets.choice_chips import ChoiceChips

LEFT = Qt.MouseButton.LeftButton
Key = Qt.Key


@pytest.fixture
def chips(theme, show):
    chips = ChoiceChips("How it was", [("a", "Lighter"), ("b", "R & D"), ("c", "Worse")], theme)
    show(chips)
    return chips


@pytest.fixture
def picked(chips):
    told: list[object] = []
    chips.picked.connect(told.append)
    return told


def test_one_is_chosen_and_another_replaces_it(qtbot, chips, control, picked):
    qtbot.mouseClick(control(chips, "How it was: Lighter"), LEFT)
    qtbot.mouseClick(control(chips, "How it was: R & D"), LEFT)

    assert picked == ["a", "b"]
    assert chips.value == "b"
    assert not control(chips, "How it was: Lighter").isChecked()


def test_the_chosen_one_pressed_again_is_taken_back(qtbot, chips, control, picked):
    qtbot.mouseClick(control(chips, "How it was: Worse"), LEFT)
    qtbot.mouseClick(control(chips, "How it was: Worse"), LEFT)

    assert picked == ["c", None]
    assert chips.value is None


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ([Key.Key_2], "b"),
        ([Key.Key_Right], "a"),
        ([Key.Key_Right, Key.Key_Right], "b"),
        ([Key.Key_3, Key.Key_Left], "b"),
        ([Key.Key_3, Key.Key_Down], "c"),
        ([Key.Key_Space], "a"),
        ([Key.Key_Return, Key.Key_Return], None),
        ([Key.Key_2, Key.Key_Backspace], None),
        ([Key.Key_9], None),
    ],
)
def test_keys_answer(qtbot, chips, keys, value):
    chips.setFocus()
    for key in keys:
        qtbot.keyClick(QApplication.focusWidget(), key)

    assert chips.value == value


def test_arrows_follow_the_direction_of_reading(qtbot, chips, control):
    chips.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chips.value = "a"

    qtbot.keyClick(control(chips, "How it was: Lighter"), Key.Key_Left)

    assert chips.value == "b"


def test_an_answer_that_is_none_of_these_is_left_alone(chips, picked):
    chips.value = "something of a later version"

    assert chips.value is None
    assert picked == []


def test_everything_can_be_reached_and_heard(chips, audit):
    assert audit(chips) == []
