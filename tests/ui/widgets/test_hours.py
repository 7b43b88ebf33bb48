"""Hours slept: whole, in halves, ten and more, and left open."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDoubleSpinBox

from sessiondesk.ui.widgets.hours import Hours

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def hours(theme, show):
    hours = Hours("Sleep last night", "hours, dot adds a half", theme)
    show(hours)
    hours.setFocus(Qt.FocusReason.TabFocusReason)
    return hours


def press(qtbot, hours, key):
    qtbot.keyClick(hours.window().focusWidget(), key)


def test_a_digit_answers_in_whole_hours(qtbot, hours):
    with qtbot.waitSignal(hours.picked) as picked:
        press(qtbot, hours, Qt.Key.Key_6)

    assert picked.args == [6.0]


def test_the_dot_adds_half_an_hour_and_takes_it_back(qtbot, hours):
    press(qtbot, hours, Qt.Key.Key_6)

    press(qtbot, hours, Qt.Key.Key_Period)
    assert hours.value == 6.5
    press(qtbot, hours, Qt.Key.Key_Period)
    assert hours.value == 6.0


def test_the_dot_says_nothing_before_there_is_an_hour(qtbot, hours):
    with qtbot.assertNotEmitted(hours.picked):
        press(qtbot, hours, Qt.Key.Key_Period)


def test_a_second_click_on_the_right_half_adds_half_an_hour(qtbot, hours, control):
    six = control(hours, "Sleep last night: 6 hours")
    right = QPoint(six.width() - 4, six.height() // 2)
    qtbot.mouseClick(six, LEFT, pos=right)
    assert hours.value == 6.0

    qtbot.mouseClick(six, LEFT, pos=right)

    assert hours.value == 6.5


def test_a_second_click_on_the_left_half_clears(qtbot, hours, control):
    hours.value = 6.5

    qtbot.mouseClick(control(hours, "Sleep last night: 6 hours"), LEFT, pos=QPoint(4, 15))

    assert hours.value is None


def test_ten_and_more_opens_a_field_up_to_a_whole_day(qtbot, hours, control):
    press(qtbot, hours, Qt.Key.Key_T)
    assert hours.value == 10.0
    field = control(hours, "Sleep last night: exact hours")
    assert isinstance(field, QDoubleSpinBox)

    with qtbot.waitSignal(hours.picked) as picked:
        field.setValue(11.5)

    assert picked.args == [11.5]
    assert field.maximum() == 24
    assert control(hours, "Sleep last night, 11½ hours")


def test_the_field_goes_when_the_answer_does(qtbot, hours):
    hours.value = 12

    press(qtbot, hours, Qt.Key.Key_Backspace)

    assert hours.value is None
    assert not any(field.isVisible() for field in hours.findChildren(QDoubleSpinBox))


def test_a_night_without_sleep_is_an_answer(qtbot, hours, control):
    press(qtbot, hours, Qt.Key.Key_0)

    assert hours.value == 0.0
    assert control(hours, "Sleep last night, 0 hours")


def test_everything_can_be_reached_and_hit(hours, audit):
    hours.value = 12

    assert audit(hours.window()) == []
