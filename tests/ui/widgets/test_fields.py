"""Fields for a day, a time, a number and one of many."""

from datetime import date, time

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit

from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker
from sessiondesk.ui.widgets.fields import ChoiceBox, NumberField

PLACES = [("room", "In the room"), ("video", "By video"), ("phone", "By phone")]


def test_one_of_many_is_chosen_by_key(qtbot, theme, show, control):
    box = ChoiceBox("Where", PLACES, theme, value="video")
    show(box)

    with qtbot.waitSignal(box.picked) as picked:
        qtbot.keyClick(control(box, "Where"), Qt.Key.Key_Down)

    assert picked.args == ["phone"]


def test_setting_a_choice_tells_nobody(qtbot, theme, show):
    box = ChoiceBox("Where", PLACES, theme)
    show(box)

    with qtbot.assertNotEmitted(box.picked):
        box.value = "phone"

    assert box.value == "phone"


def test_scrolling_past_changes_no_answer(theme, show):
    box = ChoiceBox("Where", PLACES, theme, value="room")
    day = DayPicker("Day", date(2026, 5, 14), theme)
    show(box, day)

    for field in (*box.findChildren(QComboBox), *day.findChildren(QDateEdit)):
        turned = QWheelEvent(
            QPointF(5, 5),
            QPointF(5, 5),
            QPoint(0, 0),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, turned)

    assert (box.value, day.day) == ("room", date(2026, 5, 14))


def test_a_day_is_picked_and_told_as_a_date(qtbot, theme, show, control):
    picker = DayPicker("Day", date(2026, 5, 14), theme, last=date(2026, 5, 20))
    show(picker)

    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(control(picker, "Day"), Qt.Key.Key_Up)

    assert isinstance(picked.args[0], date)
    assert picker.day == picked.args[0] != date(2026, 5, 14)


def test_a_day_outside_the_limits_cannot_be_set(theme, show):
    picker = DayPicker("Day", date(2026, 5, 14), theme, last=date(2026, 5, 20))
    show(picker)

    picker.day = date(2027, 1, 1)

    assert picker.day == date(2026, 5, 20)


def test_a_time_is_told_to_the_minute(qtbot, theme, show, control):
    picker = TimePicker("Time", time(14, 0), theme)
    show(picker)

    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(control(picker, "Time"), Qt.Key.Key_Up)

    assert picked.args == [picker.time_of_day]
    assert picker.time_of_day == time(15, 0)


def test_a_number_stays_within_its_limits(qtbot, theme, show, control):
    field = NumberField("Length", theme, low=5, high=300, value=298, step=5, unit=" minutes")
    show(field)

    with qtbot.waitSignal(field.picked) as picked:
        qtbot.keyClick(control(field, "Length"), Qt.Key.Key_Up)

    assert picked.args == [300.0]


def test_everything_can_be_reached_and_hit(theme, show, audit):
    window = show(
        ChoiceBox("Where", PLACES, theme, help_text="Where you meet."),
        DayPicker("Day", date(2026, 5, 14), theme),
        TimePicker("Time", time(14, 0), theme),
        NumberField("Length", theme, low=5, high=300, value=50),
    )

    assert audit(window) == []
