"""A part of the page as a row: its name, and how much there is of it."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QPushButton

from sessiondesk.ui.pages.prep_sheet_page.parts import Part
from sessiondesk.ui.pages.prep_sheet_page.sections import SectionRow

PATIENCE = 30_000


@pytest.fixture
def row(qtbot, theme):
    """A row with the longest name there is, 700 wide."""
    part = Part(
        id="moments",
        title="One hard and one good moment",
        how_much="none of 3",
        lines=(),
        is_on=True,
    )
    row = SectionRow(part, theme)
    qtbot.addWidget(row)
    row.resize(700, row.sizeHint().height())
    row.show()
    return row


def how_much(row):
    (label,) = (each for each in row.findChildren(QLabel) if each.text() == "none of 3")
    return label


def middle(row, widget):
    return widget.mapTo(row, QPoint(0, widget.height() // 2)).y()


def test_how_much_there_is_stands_beside_the_name_where_both_have_room(row):
    assert how_much(row).isVisible()
    assert middle(row, how_much(row)) == pytest.approx(middle(row, row.tick), abs=2)


def test_how_much_there_is_stands_below_the_name_rather_than_break_it(qtbot, row):
    before = row.tick.height()
    row.resize(360, 60)

    qtbot.waitUntil(lambda: not how_much(row).isVisible(), timeout=PATIENCE)
    qtbot.waitUntil(lambda: row.tick.height() > before, timeout=PATIENCE)
    assert "none of 3" in row.tick.accessibleDescription()

    chevron = row.findChild(QPushButton)
    qtbot.waitUntil(lambda: middle(row, chevron) < middle(row, row.tick), timeout=PATIENCE)

    row.resize(700, 60)
    qtbot.waitUntil(lambda: how_much(row).isVisible(), timeout=PATIENCE)
