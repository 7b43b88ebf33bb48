"""The calendar of months."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCalendarWidget

from sessiondesk.ui.widgets.month_calendar import MonthCalendar

TODAY = date(2026, 5, 12)
PATIENCE = 20_000


@pytest.fixture
def asked():
    return []


@pytest.fixture
def calendar(qtbot, theme, asked):
    def counts(first, last):
        asked.append((first, last))
        return {date(2026, 5, 11): 2, date(2026, 4, 3): 1}

    widget = MonthCalendar("Calendar of entries", counts, theme, today=TODAY)
    qtbot.addWidget(widget)
    widget.resize(396, 340)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


def test_enter_picks_the_day_that_the_arrows_went_to(qtbot, calendar, control):
    days = control(calendar, "Calendar of entries")
    qtbot.keyClick(days, Qt.Key.Key_Left)

    with qtbot.waitSignal(calendar.picked) as picked:
        qtbot.keyClick(days, Qt.Key.Key_Return)

    assert picked.args == [date(2026, 5, 11)]


def test_another_month_is_asked_for_when_it_is_shown(qtbot, calendar, control, asked):
    asked.clear()

    qtbot.mouseClick(control(calendar, "Earlier month"), Qt.MouseButton.LeftButton)

    (first, last) = asked[-1]
    assert first <= date(2026, 4, 1) <= date(2026, 4, 30) <= last


def test_days_say_what_they_have(qtbot, calendar, control, monkeypatch):
    said = []
    monkeypatch.setattr(
        QAccessible, "updateAccessibility", lambda event: said.append(type(event).__name__)
    )
    days = control(calendar, "Calendar of entries")
    days.setFocus()
    qtbot.waitUntil(days.hasFocus, timeout=PATIENCE)

    qtbot.keyClick(days, Qt.Key.Key_Left)

    inside = calendar.findChild(QCalendarWidget)
    assert inside.accessibleDescription() == "Monday 11 May, 2 entries"
    assert "QAccessibleAnnouncementEvent" in said
    qtbot.keyClick(days, Qt.Key.Key_Left)
    assert inside.accessibleDescription() == "Sunday 10 May, no entry"


def test_a_day_is_shown_without_telling_anybody(qtbot, calendar, asked):
    told: list[date] = []
    calendar.picked.connect(told.append)

    calendar.show_day(date(2026, 4, 3))

    assert told == []
    assert asked[-1][0] <= date(2026, 4, 3) <= asked[-1][1]


def test_marked_days_look_unlike_others_in_both_themes(qtbot, theme, calendar):
    before = calendar.grab().toImage()

    calendar.findChild(QCalendarWidget).counts = {}
    calendar.findChild(QCalendarWidget).updateCells()

    assert calendar.grab().toImage() != before


def test_every_control_has_a_name_and_a_size(calendar, audit):
    calendar.refresh(today=date(2026, 5, 13))

    assert audit(calendar) == []
