"""Ratings from 0 to 10: by mouse, by key, by ear, and left open."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sessiondesk.ui.widgets.scale import Placed, Scale

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def scale(theme, show):
    scale = Scale("Anxiety", "calm", "overwhelming", theme)
    show(scale)
    return scale


@pytest.fixture
def focused(scale, qtbot):
    scale.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: scale.window().focusWidget() is not None)
    return scale


def test_a_strip_starts_without_an_answer(scale):
    assert scale.value is None


def test_a_click_answers(qtbot, scale, control):
    with qtbot.waitSignal(scale.picked) as picked, qtbot.assertNotEmitted(scale.answered):
        qtbot.mouseClick(control(scale, "Anxiety: 7 of 10"), LEFT)

    assert picked.args == [7]
    assert scale.value == 7


def test_clicking_the_chosen_number_clears_it(qtbot, scale, control):
    scale.value = 7

    with qtbot.waitSignal(scale.picked) as picked:
        qtbot.mouseClick(control(scale, "Anxiety: 7 of 10"), LEFT)

    assert picked.args == [None]
    assert scale.value is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        (Qt.Key.Key_0, 0),
        (Qt.Key.Key_9, 9),
        (Qt.Key.Key_T, 10),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_Home, 0),
    ],
)
def test_a_key_answers_and_lets_the_page_move_on(qtbot, focused, key, value):
    with qtbot.waitSignals([focused.picked, focused.answered], order="strict"):
        qtbot.keyClick(focused.window().focusWidget(), key)

    assert focused.value == value


@pytest.mark.parametrize(
    ("start", "key", "value"),
    [
        (5, Qt.Key.Key_Right, 6),
        (5, Qt.Key.Key_Left, 4),
        (10, Qt.Key.Key_Right, 10),
        (0, Qt.Key.Key_Left, 0),
        (None, Qt.Key.Key_Right, 0),
        (5, Qt.Key.Key_Backspace, None),
        (None, Qt.Key.Key_Backspace, None),
    ],
)
def test_arrows_and_backspace_change_the_answer_and_stay(qtbot, focused, start, key, value):
    focused.value = start

    with qtbot.assertNotEmitted(focused.answered):
        qtbot.keyClick(focused.window().focusWidget(), key)

    assert focused.value == value


def test_a_shortcut_is_not_an_answer(qtbot, focused):
    qtbot.keyClick(focused.window().focusWidget(), Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)

    assert focused.value is None


def test_the_keyboard_stays_in_the_strip_after_an_answer(qtbot, focused, control):
    qtbot.keyClick(focused.window().focusWidget(), Qt.Key.Key_4)

    assert control(focused, "Anxiety: 4 of 10").hasFocus()


@pytest.mark.parametrize("value", [None, 0, 6])
def test_a_strip_is_one_stop_of_tab(qtbot, theme, show, value):
    first, second = Scale("Mood", "low", "high", theme), Scale("Energy", "none", "full", theme)
    window = show(first, second)
    first.value = value
    first.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)

    assert second.isAncestorOf(window.focusWidget())


def test_a_screen_reader_hears_a_group_of_radio_buttons(scale, control):
    cell = QAccessible.queryAccessibleInterface(control(scale, "Anxiety: 3 of 10"))

    assert cell.role() == QAccessible.Role.RadioButton
    assert cell.parent().role() == QAccessible.Role.Grouping
    assert not cell.state().checked


def test_the_group_says_its_answer_and_its_ends(scale, control):
    assert control(scale, "Anxiety, not answered, from calm to overwhelming")

    scale.value = 3

    assert control(scale, "Anxiety, 3 of 10, from calm to overwhelming")


def test_setting_an_answer_tells_nobody(qtbot, scale):
    with qtbot.assertNotEmitted(scale.picked):
        scale.value = 4


def test_everything_can_be_reached_and_hit(scale, audit):
    assert audit(scale.window()) == []


def test_in_its_narrowest_form_no_cell_gets_too_small(theme, show, audit):
    scale = Scale("I felt understood", "not at all", "fully", theme, placed=Placed.ABOVE)
    show(scale, width=370)

    assert audit(scale.window()) == []
