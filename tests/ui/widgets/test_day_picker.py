"""A day chosen by keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from sessiondesk.ui.widgets.day_picker import DayPicker

MONDAY = date(2013, 4, 8)
FIRST = date(2013, 4, 1)


@pytest.fixture
def field(show, theme, control):
    def field_(day, **limits):
        picker = DayPicker("Day", day, theme, **limits)
        window = show(picker)
        found = control(window, "Day")
        found.setFocus(Qt.FocusReason.TabFocusReason)
        return picker, found

    return field_


def test_an_arrow_goes_from_a_monday_to_the_sunday_before(qtbot, field):
    picker, found = field(MONDAY)

    qtbot.keyClick(found, Qt.Key.Key_Down)

    assert picker.day == date(2013, 4, 7)


def test_an_arrow_goes_from_the_first_of_a_month_to_the_month_before(qtbot, field):
    picker, found = field(FIRST)

    qtbot.keyClick(found, Qt.Key.Key_Down)
    assert picker.day == date(2013, 3, 31)
    qtbot.keyClick(found, Qt.Key.Key_Up)
    qtbot.keyClick(found, Qt.Key.Key_Up)

    assert picker.day == date(2013, 4, 2)


def test_arrows_go_no_further_than_the_limits(qtbot, field):
    picker, found = field(MONDAY, first=date(2013, 4, 7), last=date(2013, 4, 9))

    for _ in range(3):
        qtbot.keyClick(found, Qt.Key.Key_Down)
    assert picker.day == date(2013, 4, 7)
    for _ in range(4):
        qtbot.keyClick(found, Qt.Key.Key_Up)

    assert picker.day == date(2013, 4, 9)


def test_the_month_is_a_step_of_its_own(qtbot, field):
    picker, found = field(MONDAY)
    found.setSelectedSection(found.Section.MonthSection)

    qtbot.keyClick(found, Qt.Key.Key_Down)

    assert picker.day == date(2013, 3, 8)
