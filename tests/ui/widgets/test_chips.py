"""Chips: any number of choices, in lines that wrap, and more to be added."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sessiondesk.ui.widgets.chips import Chip, ChipGroup, OpeningChip

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def tags(theme, show):
    choices = [("a", "work"), ("b", "M&S and <b>me</b>"), ("c", "review meeting")]
    tags = ChipGroup("Tags", choices, theme, add_text="Add tag")
    show(tags)
    return tags


def test_a_click_switches_one_on_and_off(qtbot, tags, control):
    with qtbot.waitSignal(tags.toggled) as toggled:
        qtbot.mouseClick(control(tags, "work"), LEFT)
    assert toggled.args == ["a", True]
    assert tags.value == {"a"}

    qtbot.mouseClick(control(tags, "work"), LEFT)

    assert tags.value == frozenset()


def test_space_does_what_a_click_does(qtbot, tags, control):
    qtbot.keyClick(control(tags, "review meeting"), Qt.Key.Key_Space)

    assert tags.value == {"c"}


def test_a_persons_own_words_are_not_read_as_shortcut_or_markup(tags, control):
    assert control(tags, "M&S and <b>me</b>")


def test_a_screen_reader_hears_a_check_box_and_its_state(tags, control):
    tags.value = {"a"}

    chip = QAccessible.queryAccessibleInterface(control(tags, "work"))

    assert chip.role() == QAccessible.Role.CheckBox
    assert chip.state().checked


def test_setting_the_value_tells_nobody(qtbot, tags):
    with qtbot.assertNotEmitted(tags.toggled):
        tags.value = {"a", "b"}

    assert tags.value == {"a", "b"}


def test_a_new_one_is_typed_and_entered(qtbot, tags, control):
    qtbot.mouseClick(control(tags, "Add tag"), LEFT)

    with qtbot.waitSignal(tags.added) as added:
        qtbot.keyClicks(control(tags, "Add tag"), "  Sunday dread ")
        qtbot.keyClick(control(tags, "Add tag"), Qt.Key.Key_Return)

    assert added.args == ["Sunday dread"]


def test_escape_adds_nothing(qtbot, tags, control):
    qtbot.mouseClick(control(tags, "Add tag"), LEFT)
    qtbot.keyClicks(control(tags, "Add tag"), "not this")

    with qtbot.assertNotEmitted(tags.added):
        qtbot.keyClick(control(tags, "Add tag"), Qt.Key.Key_Escape)

    assert isinstance(control(tags, "Add tag"), OpeningChip)


def test_what_was_added_is_offered_and_reached_before_the_adding_chip(qtbot, tags, control):
    tags.add_choice("d", "Sunday dread", chosen=True)
    assert tags.value == {"d"}
    qtbot.waitUntil(
        lambda: len(tags.findChildren(Chip)) == 4 and tags.findChildren(Chip)[3].isVisible()
    )
    control(tags, "Sunday dread").setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(control(tags, "Sunday dread"), Qt.Key.Key_Tab)

    assert control(tags, "Add tag").hasFocus()


def test_chips_wrap_where_the_line_ends(qtbot, tags):
    wide = tags.sizeHint().height()

    tags.window().resize(220, 400)

    qtbot.waitUntil(lambda: tags.height() > wide)
    assert max(chip.geometry().right() for chip in tags.findChildren(Chip)) <= tags.width()


def test_a_chip_that_opens_says_so(theme, show):
    chip = OpeningChip("Afraid", theme, opens=True)
    show(chip)

    chip.set_chosen(True)
    chip.set_open(True)

    assert chip.accessibleDescription() == "chosen, open"


def test_everything_can_be_reached_and_hit(tags, audit):
    assert audit(tags.window()) == []
