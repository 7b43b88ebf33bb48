"""The table twin: read by arrow keys, copied as text."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLineEdit

from sessiondesk.ui.widgets.table import Cell, Column, DataTable

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def table(theme, show):
    table = DataTable("Weekly averages", theme)
    table.set_table(
        [Column(title="Week from"), Column(title="Mood", is_figure=True)],
        [["4 May", "6.4"], ["27 April", Cell(text="too few", is_faint=True)]],
    )
    table.setMinimumHeight(150)
    after = QLineEdit()
    after.setAccessibleName("After")
    show(table, after)
    table.setFocus(Qt.FocusReason.TabFocusReason)
    return table


def test_arrow_keys_move(qtbot, table):
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_Right)

    assert table.currentIndex().data() == "too few"


def test_tab_leaves(qtbot, table, control):
    qtbot.keyClick(table, Qt.Key.Key_Tab)

    assert control(table.window(), "After").hasFocus()


def test_nothing_is_marked_in_a_table_that_is_only_read(qtbot, table, theme, control):
    def is_marked():
        picture = table.viewport().grab().toImage()
        marked = theme.colour("accent_soft").rgb()
        return any(picture.pixel(x, 6) == marked for x in range(picture.width()))

    qtbot.waitUntil(is_marked, timeout=30_000)
    control(table.window(), "After").setFocus(Qt.FocusReason.OtherFocusReason)

    qtbot.waitUntil(lambda: not is_marked(), timeout=30_000)


def test_with_one_cell_chosen_the_whole_table_is_copied(qtbot, table):
    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == ("Week from\tMood\n4 May\t6.4\n27 April\ttoo few")


def test_several_cells_chosen_are_copied_alone(qtbot, table):
    qtbot.keyClick(table, Qt.Key.Key_Right, SHIFT)

    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "4 May\t6.4"


def test_a_screen_reader_finds_a_table_with_heads(table):
    found = QAccessible.queryAccessibleInterface(table)

    assert found.role() == QAccessible.Role.Table
    assert found.text(QAccessible.Text.Name) == "Weekly averages"
    heads = [
        found.child(place).text(QAccessible.Text.Name)
        for place in range(found.childCount())
        if found.child(place).role() == QAccessible.Role.ColumnHeader
    ]
    assert heads == ["Week from", "Mood"]


def test_an_empty_table_can_be_looked_at(qtbot, table):
    table.set_table([Column(title="Week from")], [])

    qtbot.keyClick(table, Qt.Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == "Week from"


def test_everything_can_be_reached_and_hit(table, audit):
    assert audit(table.window()) == []
