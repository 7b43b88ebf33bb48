"""The lines of a part: made when it is opened, as they are by then, where Tab expects them."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from sessiondesk.ui.pages.prep_sheet_page.part_list import PartList
from sessiondesk.ui.pages.prep_sheet_page.parts import Part, PartLine
from sessiondesk.ui.widgets.tick import Switch
from tests.ui import focus_chain
from tests.ui.conftest import spoken_name


def part(title, *texts, is_on=True, off=()):
    lines = tuple(
        PartLine(key=each, text=each, is_on=each not in off, is_own=True, stays_private=True)
        for each in texts
    )
    return Part(id=title, title=title, how_much=f"{len(texts)} lines", is_on=is_on, lines=lines)


WINS = part("Wins", "Went there", "Stayed")
HURDLES = part("Hurdles", "Slept badly")


@pytest.fixture
def parts(qtbot, theme):
    found = PartList(theme)
    qtbot.addWidget(found)
    found.show_parts([WINS, HURDLES])
    found.resize(500, 400)
    found.show()
    return found


@pytest.fixture
def turn(qtbot, parts, control):
    """Open or close a part by keyboard."""
    return lambda title: qtbot.keyClick(control(parts, title), Qt.Key.Key_Return)


def lines(parts):
    return {each.text(): each for each in parts.findChildren(Switch) if each.isVisible()}


def in_order_of_tab(parts, control):
    first = control(parts, "Wins")
    stops = [first, *focus_chain.others(first)]
    return [
        spoken_name(each)
        for each in stops
        if each.isVisible() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


def test_lines_that_nobody_looks_at_are_not_made(parts, turn):
    assert parts.findChildren(Switch) == []

    turn("Wins")

    assert set(lines(parts)) == {"Went there", "Stayed"}
    assert len(parts.findChildren(Switch)) == 2


def test_tab_goes_from_a_part_to_its_lines_whichever_was_opened_first(parts, control, turn):
    turn("Hurdles")
    turn("Wins")

    named = in_order_of_tab(parts, control)
    found = [each.partition(",")[0] for each in named]
    wanted = ["Wins", "Went there", "Stayed", "Hurdles", "Slept badly"]
    assert [each for each in found if each in wanted] == wanted


def test_tab_finds_lines_that_came_while_a_part_was_open(qtbot, parts, control, turn):
    turn("Wins")
    turn("Hurdles")

    parts.show_parts([part("Wins", "Asked for help", "Went there", "Stayed"), HURDLES])
    qtbot.waitUntil(lambda: len(lines(parts)) == 4, timeout=30_000)

    found = [each.partition(",")[0] for each in in_order_of_tab(parts, control)]
    wanted = ["Wins", "Asked for help", "Went there", "Stayed", "Hurdles", "Slept badly"]
    assert [each for each in found if each in wanted] == wanted


def test_the_keyboard_stays_on_its_line_when_others_come(qtbot, parts, turn):
    turn("Wins")
    parts.activateWindow()
    lines(parts)["Stayed"].setFocus()
    qtbot.waitUntil(lines(parts)["Stayed"].hasFocus, timeout=30_000)

    parts.show_parts([part("Wins", "Asked for help", "Stayed"), HURDLES])

    assert lines(parts)["Stayed"].hasFocus()


def test_what_changed_while_a_part_was_closed_is_there_when_it_is_opened(parts, turn):
    turn("Wins")
    turn("Wins")
    assert lines(parts) == {}

    parts.show_parts([part("Wins", "Stayed", "Said no", off={"Stayed"}), HURDLES])
    turn("Wins")

    assert {text: each.isChecked() for text, each in lines(parts).items()} == {
        "Stayed": False,
        "Said no": True,
    }


def test_of_a_part_that_was_left_out_while_it_was_closed_no_line_can_be_switched(parts, turn):
    turn("Wins")
    turn("Wins")

    parts.show_parts([replace(WINS, is_on=False), HURDLES])
    turn("Wins")

    assert not any(each.isEnabled() for each in lines(parts).values())


def test_a_part_whose_last_line_went_closes(parts, control, turn):
    turn("Wins")

    parts.show_parts([part("Wins"), HURDLES])

    assert lines(parts) == {}
    assert "Enter" not in control(parts, "Wins").accessibleDescription()
    turn("Wins")
    assert lines(parts) == {}


def test_every_line_has_its_name_and_its_place(parts, audit, turn):
    turn("Wins")
    turn("Hurdles")

    assert audit(parts) == []
