"""The rows of a questionnaire: by digit, by arrow, by mouse, by ear, in little room."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGroupBox, QPushButton, QRadioButton

from sessiondesk.ui.widgets.questionnaire import Questionnaire

LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
Key = Qt.Key
WHICH = ("core10", "gad7", "k10", "pcl5", "phq15", "phq4", "phq8", "phq9", "who5")
SIZES = ((100, 700), (100, 420), (150, 1000), (150, 420))


@pytest.fixture
def ask(theme, show, instruments):
    """Show the rows of an instrument, with the keyboard on the first one."""

    def ask_(id_, *, width=760):
        asked = Questionnaire(instruments.find(id_), theme)
        show(asked, QPushButton("After it"), width=width, height=1000)
        asked.focus_first_open()
        return asked

    return ask_


def focused():
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys, modifier=Qt.KeyboardModifier.NoModifier):
    for key in keys:
        QTest.keyClick(focused(), key, modifier)


def digits(text):
    press(*(getattr(Key, f"Key_{each}") for each in text))


def rows(asked):
    return [each for each in asked.findChildren(QGroupBox) if each.isVisible()]


def current(asked):
    """Return the place of the row that the keyboard is in, from 1."""
    return next(n for n, row in enumerate(rows(asked), 1) if row.isAncestorOf(focused()))


def radio(asked, name):
    (found,) = (each for each in asked.findChildren(QRadioButton) if each.accessibleName() == name)
    return found


@pytest.mark.parametrize("id_", WHICH)
def test_every_answer_is_called_by_its_question_and_its_words(ask, instruments, audit, id_):
    instrument = instruments.find(id_)

    asked = ask(id_)

    spoken = [each.accessibleName() for each in asked.findChildren(QRadioButton)]
    wanted = [
        f"{item.text}: {option.text}" for item in instrument.items for option in instrument.options
    ]
    assert spoken[: len(wanted)] == wanted
    named = [
        QAccessible.queryAccessibleInterface(row).text(QAccessible.Text.Name)
        for row in rows(asked)
    ]
    count = len(instrument.items)
    assert named == [f"{item.n} of {count}: {item.text}" for item in instrument.items]
    assert audit(asked) == []


def test_a_digit_answers_and_moves_on(ask):
    asked = ask("phq9")

    digits("012")

    assert asked.answers == {1: 0, 2: 1, 3: 2}
    assert current(asked) == 4


def test_a_digit_that_is_no_answer_changes_nothing(ask):
    asked = ask("phq9")

    digits("479")

    assert asked.answers == {}
    assert current(asked) == 1


def test_a_digit_on_a_keyboard_that_has_them_with_shift_answers_as_well(ask):
    asked = ask("phq9")

    QTest.keyClick(focused(), Key.Key_2, Qt.KeyboardModifier.ShiftModifier)

    assert asked.answers == {1: 2}


def test_a_key_that_is_held_down_answers_one_row_only(ask):
    asked = ask("phq9")
    held = QKeyEvent(
        QEvent.Type.KeyPress, Key.Key_1, Qt.KeyboardModifier.NoModifier, "1", autorep=True
    )

    digits("1")
    QApplication.sendEvent(focused(), held)

    assert asked.answers == {1: 1}


def test_the_digits_are_those_that_are_printed(ask, instruments):
    asked = ask("who5")

    digits("5")
    assert asked.answers == {1: 5}
    first = instruments.find("who5").options[0]
    item = instruments.find("who5").items[0]
    assert radio(asked, f"{item.text}: {first.text}").isChecked()


def test_the_digits_begin_at_1_where_the_answers_do(ask):
    asked = ask("k10")

    digits("0")
    assert asked.answers == {}
    digits("15")
    assert asked.answers == {1: 1, 2: 5}


def test_arrows_go_through_the_rows_and_stop_at_both_ends(ask):
    asked = ask("phq9")

    press(Key.Key_Up)
    assert current(asked) == 1
    press(Key.Key_Down, Key.Key_Down)
    assert current(asked) == 3
    press(Key.Key_End)
    assert current(asked) == 9
    press(Key.Key_Down)
    assert current(asked) == 9
    press(Key.Key_Home)
    assert current(asked) == 1
    assert asked.answers == {}


def test_left_and_right_choose_the_neighbour_and_none_is_skipped(ask):
    asked = ask("phq9")

    press(Key.Key_Right)
    assert asked.answers == {1: 0}
    press(Key.Key_Right, Key.Key_Right)
    assert asked.answers == {1: 2}
    press(Key.Key_Left)
    assert asked.answers == {1: 1}
    assert current(asked) == 1


def test_left_and_right_are_as_they_look_in_a_language_from_right_to_left(ask):
    asked = ask("phq9")
    asked.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    digits("1")
    press(Key.Key_Up, Key.Key_Left)

    assert asked.answers == {1: 2}
    marks = [each.x() for each in rows(asked)[0].findChildren(QRadioButton)]
    assert marks == sorted(marks, reverse=True)


@pytest.mark.parametrize("key", [Key.Key_Backspace, Key.Key_Delete])
def test_an_answer_can_be_taken_back_by_key(ask, key):
    asked = ask("phq9")
    digits("2")
    press(Key.Key_Up)

    press(key)

    assert asked.answers == {}
    assert current(asked) == 1


def test_undo_takes_back_one_answer_after_the_other_and_redo_gives_them_again(ask):
    asked = ask("gad7")
    digits("12")
    press(Key.Key_Up)
    digits("3")
    ctrl = Qt.KeyboardModifier.ControlModifier

    press(Key.Key_Z, modifier=ctrl)
    assert asked.answers == {1: 1, 2: 2}
    assert current(asked) == 2
    press(Key.Key_Z, Key.Key_Z, Key.Key_Z, modifier=ctrl)
    assert asked.answers == {}
    assert current(asked) == 1
    press(*[Key.Key_Z] * 4, modifier=ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert asked.answers == {1: 1, 2: 3}


def test_the_answer_to_the_last_question_is_taken_back_as_well(ask):
    asked = ask("gad7")
    digits("00000012")
    press(Key.Key_Up, Key.Key_Down)

    press(Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)

    assert asked.functional is None
    assert len(asked.answers) == 7


def test_tab_stops_at_each_row_once_and_then_leaves(ask, qtbot):
    asked = ask("phq4")
    digits("1")
    press(Key.Key_Home)

    stops = []
    for _ in range(4):
        stops.append(current(asked))
        press(Key.Key_Tab)
    assert stops == [1, 2, 3, 4]
    assert not asked.isAncestorOf(focused())


def test_a_click_answers_and_a_click_on_the_answer_takes_it_back(ask, instruments):
    asked = ask("phq9")
    instrument = instruments.find("phq9")
    name = f"{instrument.items[2].text}: {instrument.options[1].text}"

    QTest.mouseClick(radio(asked, name), LEFT)
    assert asked.answers == {3: 1}
    assert current(asked) == 3
    QTest.mouseClick(radio(asked, name), LEFT)
    assert asked.answers == {}


def test_the_second_click_of_a_shaky_hand_takes_nothing_back(ask, instruments):
    asked = ask("phq9")
    instrument = instruments.find("phq9")
    mark = radio(asked, f"{instrument.items[2].text}: {instrument.options[1].text}")

    QTest.mouseClick(mark, LEFT)
    QTest.mouseDClick(mark, LEFT)

    assert asked.answers == {3: 1}


def test_the_whole_column_of_a_row_can_be_clicked(ask):
    asked = ask("phq9")
    row = rows(asked)[7]
    mark = row.findChildren(QRadioButton)[3]

    QTest.mouseClick(row, LEFT, pos=QPoint(mark.geometry().center().x(), 2))

    assert asked.answers == {8: 3}


def test_a_click_on_the_question_goes_to_its_row_and_answers_nothing(ask):
    asked = ask("phq9")

    QTest.mouseClick(rows(asked)[4], LEFT, pos=QPoint(60, 20))

    assert current(asked) == 5
    assert asked.answers == {}


def test_the_last_question_comes_up_once_an_answer_is_above_0(ask, instruments):
    asked = ask("gad7")
    functional = instruments.find("gad7").functional

    digits("0")
    assert len(rows(asked)) == 7
    digits("1")
    assert len(rows(asked)) == 8
    name = QAccessible.queryAccessibleInterface(rows(asked)[-1]).text(QAccessible.Text.Name)
    assert name == functional.text
    press(Key.Key_Up, Key.Key_Up, Key.Key_Down)
    digits("0")
    assert len(rows(asked)) == 7


def test_the_last_question_is_answered_by_digit_and_is_no_row(ask, qtbot):
    asked = ask("gad7")
    digits("0000001")
    assert current(asked) == 8

    with qtbot.waitSignal(asked.went_past):
        digits("2")

    assert asked.functional == 2
    assert asked.answers == {1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0, 7: 1}
    press(Key.Key_Up)
    assert current(asked) == 7
    press(Key.Key_Down, Key.Key_Down)
    assert current(asked) == 8


def test_an_answer_to_a_question_that_is_not_asked_any_more_does_not_count(ask):
    asked = ask("gad7")
    digits("00000012")
    assert asked.functional == 2

    press(Key.Key_Up)
    digits("0")

    assert asked.functional is None


def test_the_way_is_free_after_the_last_row_where_nothing_more_is_asked(ask, qtbot):
    asked = ask("phq9")

    with qtbot.waitSignal(asked.went_past):
        digits("000000000")

    assert len(asked.answers) == 9


def test_answers_are_shown_without_being_told(ask, qtbot):
    asked = ask("phq9")

    with qtbot.assertNotEmitted(asked.answered):
        asked.show_answers({2: 3, 9: 0}, 1)

    assert asked.answers == {2: 3, 9: 0}
    assert asked.functional == 1
    asked.focus_first_open()
    assert current(asked) == 1
    asked.go_to(7)
    assert current(asked) == 7


def test_one_that_may_be_left_out_says_so(ask):
    asked = ask("phq15")

    said = [
        QAccessible.queryAccessibleInterface(row).text(QAccessible.Text.Description)
        for row in rows(asked)
    ]

    assert said[3] == "May be left out."
    assert not any(said[:3] + said[4:])


def test_where_there_is_no_room_the_answers_stand_below_the_question(ask):
    asked = ask("who5", width=440)

    marks = [each.geometry() for each in rows(asked)[0].findChildren(QRadioButton)]

    assert len({each.x() for each in marks}) == 1
    assert all(lower.top() >= upper.bottom() for upper, lower in pairwise(marks))
    QTest.mouseClick(rows(asked)[0].findChildren(QRadioButton)[1], LEFT)
    assert asked.answers == {1: 4}


@pytest.mark.parametrize("id_", ["pcl5", "phq9", "who5"])
@pytest.mark.parametrize(("percent", "width"), SIZES)
def test_everything_keeps_inside_of_its_row_at_every_size(  # noqa: PLR0917 - fixtures
    ask, theme, qtbot, id_, percent, width
):
    theme.set_text_percent(percent)
    asked = ask(id_, width=width)
    asked.show_answers({1: 1}, None)

    def is_inside():
        return all(
            row.rect().contains(each.geometry())
            for row in rows(asked)
            for each in row.findChildren(QRadioButton)
        )

    # What has just come up is given its place a moment later.
    qtbot.waitUntil(is_inside, timeout=PATIENCE)
    for row in rows(asked):
        marks = [each.geometry() for each in row.findChildren(QRadioButton)]
        apart = (
            not one.intersects(other) for at, one in enumerate(marks) for other in marks[at + 1 :]
        )
        assert all(apart)
        assert all(min(each.width(), each.height()) >= 28 for each in marks)


def test_rows_grow_with_the_text(ask, theme):
    asked = ask("phq9", width=1000)
    before = [row.sizeHint().height() for row in rows(asked)]

    theme.set_text_percent(150)

    assert all(row.sizeHint().height() > was for row, was in zip(rows(asked), before, strict=True))


def test_no_row_changes_its_height_when_it_becomes_the_current_one(ask, qtbot):
    asked = ask("phq9", width=560)
    before = [row.height() for row in rows(asked)]

    for _ in range(8):
        press(Key.Key_Down)

    assert [row.height() for row in rows(asked)] == before
