"""The list of a page's sections: by mouse, by keyboard, beside the page and above it."""

import pytest
from PySide6.QtCore import Qt

from sessiondesk.ui.widgets.section_list import SectionList

LEFT = Qt.MouseButton.LeftButton
TITLES = ["Appearance", "Check-in", "Backups", "About"]


@pytest.fixture
def sections(qtbot, theme):
    sections = SectionList("Sections of the settings", TITLES, theme)
    qtbot.addWidget(sections)
    with qtbot.waitExposed(sections):
        sections.show()
    return sections


def test_a_click_names_the_place_of_a_section(qtbot, sections, control):
    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.mouseClick(control(sections, "Backups"), LEFT)

    assert chosen.args == [2]
    assert sections.current == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_arrows_go_through_it_and_a_key_goes_there(qtbot, sections, control, key):
    control(sections, "Appearance").setFocus()
    with qtbot.assertNotEmitted(sections.chosen):
        qtbot.keyClick(sections.focusWidget(), Qt.Key.Key_Down)
        qtbot.keyClick(sections.focusWidget(), Qt.Key.Key_Right)
    assert control(sections, "Backups").hasFocus()

    with qtbot.waitSignal(sections.chosen) as chosen:
        qtbot.keyClick(sections.focusWidget(), key)

    assert chosen.args == [2]


def test_the_ends_are_a_key_away_and_nothing_lies_beyond_them(qtbot, sections, control):
    control(sections, "Check-in").setFocus()

    for key in (Qt.Key.Key_End, Qt.Key.Key_Down):
        qtbot.keyClick(sections.focusWidget(), key)
    assert control(sections, "About").hasFocus()

    for key in (Qt.Key.Key_Home, Qt.Key.Key_Up):
        qtbot.keyClick(sections.focusWidget(), key)
    assert control(sections, "Appearance").hasFocus()


def test_what_is_read_is_marked_and_nothing_is_sent(qtbot, sections, control):
    with qtbot.assertNotEmitted(sections.chosen):
        sections.set_current(1)

    assert control(sections, "Check-in").isChecked()
    assert not control(sections, "Appearance").isChecked()


def test_it_is_one_tab_stop_in_either_form(sections, audit):
    assert audit(sections) == []

    sections.set_row(True)

    assert audit(sections) == []


def test_above_a_page_it_takes_a_few_lines_and_goes_back_to_a_column(qtbot, sections, control):
    sections.resize(sections.width(), 300)
    sections.set_row(True)
    sections.resize(600, sections.sizeHint().height())
    qtbot.waitUntil(lambda: control(sections, "About").y() == control(sections, "Appearance").y())

    sections.set_row(False)

    qtbot.waitUntil(lambda: control(sections, "About").y() > control(sections, "Backups").y())
    qtbot.waitUntil(lambda: control(sections, "About").width() == sections.width())
