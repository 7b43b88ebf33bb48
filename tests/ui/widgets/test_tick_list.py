"""A list with ticks: moved by keys and by the mouse, and letters that mean something."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sessiondesk.ui.widgets.grip import Grip
from sessiondesk.ui.widgets.tick_list import TickLine, TickList

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def make(qtbot, theme):
    shown = []

    def make_(*words, **more):
        beneath = QWidget()
        qtbot.addWidget(beneath)
        shown.append(beneath)
        column = QVBoxLayout(beneath)
        made = TickList(theme, more_name="More for: {line}", **more)
        column.addWidget(made)
        made.show_lines([TickLine(id=each, text=each) for each in words])
        beneath.resize(320, 240)
        with qtbot.waitExposed(beneath):
            beneath.show()
        beneath.activateWindow()
        return made

    yield make_
    shown.clear()


@pytest.fixture
def moves(make):
    made = make("one", "two", "three", can_move=True, keys="u5")
    heard = []
    made.moved.connect(lambda id_, place: heard.append((id_, place)))
    return made, heard


def press(widget, key, held=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, key, held)


def drag(made, place, to):
    """Drag a line by its grip to a height of the list."""
    grip = made.findChildren(Grip)[place]
    start = QPoint(4, 8)
    end = grip.mapFromGlobal(made.mapToGlobal(QPoint(300, to)))
    QTest.mousePress(grip, LEFT, pos=start)
    QTest.mouseMove(grip, end)
    QTest.mouseRelease(grip, LEFT, pos=end)


def test_alt_and_an_arrow_move_a_line_but_not_beyond_the_ends(moves, control):
    made, heard = moves

    press(control(made, "two"), Qt.Key.Key_Up, ALT)
    press(control(made, "two"), Qt.Key.Key_Down, ALT)
    press(control(made, "one"), Qt.Key.Key_Up, ALT)
    press(control(made, "three"), Qt.Key.Key_Down, ALT)

    assert heard == [("two", 0), ("two", 2)]


def test_a_line_is_dragged_to_where_it_is_dropped(moves):
    made, heard = moves

    drag(made, 0, made.height() + 40)
    drag(made, 2, -20)

    assert heard == [("one", 2), ("three", 0)]


def test_a_line_dropped_where_it_was_stays_there(moves, control):
    made, heard = moves
    here = control(made, "two").parentWidget().geometry()

    drag(made, 1, here.center().y())
    drag(made, 1, here.bottom())

    assert heard == []


def test_a_list_that_changes_under_the_hand_lets_go_of_what_is_dragged(moves):
    made, heard = moves
    grip = made.findChildren(Grip)[0]
    QTest.mousePress(grip, LEFT, pos=QPoint(4, 8))

    made.show_lines([TickLine(id="four", text="four")])
    QTest.mouseRelease(grip, LEFT, pos=QPoint(4, 300))

    assert heard == []


def test_letters_mean_something_on_a_line_and_nothing_with_ctrl(moves, control):
    made, _ = moves
    heard = []
    made.keyed.connect(lambda id_, key: heard.append((id_, key)))
    line = control(made, "two")

    press(line, Qt.Key.Key_U)
    press(line, Qt.Key.Key_5)
    press(line, Qt.Key.Key_X)
    press(line, Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)

    assert heard == [("two", "u"), ("two", "5")]
    assert not line.isChecked()


def test_without_leave_to_move_there_is_no_grip_and_alt_does_nothing(make, control):
    made = make("one", "two")
    heard = []
    made.moved.connect(lambda *told: heard.append(told))

    press(control(made, "two"), Qt.Key.Key_Up, ALT)

    assert heard == []
    assert made.findChildren(Grip) == []


def test_the_keyboard_follows_a_line_that_moved_and_stays_in_place_of_one_that_went(
    moves, control
):
    made, _ = moves
    made.focus_line("two")

    made.show_lines([TickLine(id=each, text=each) for each in ("two", "one", "three")])
    assert QApplication.focusWidget() is control(made, "two")

    made.show_lines([TickLine(id=each, text=each) for each in ("one", "three")])
    assert QApplication.focusWidget() is control(made, "one")


def test_the_keyboard_stays_on_the_button_for_more(moves, control):
    made, _ = moves
    control(made, "More for: three").setFocus()

    made.show_lines([TickLine(id=each, text=each) for each in ("three", "one")])

    assert QApplication.focusWidget() is control(made, "More for: three")


def test_a_list_can_be_used_by_ear_and_by_keyboard(moves, audit):
    made, _ = moves

    assert audit(made) == []
