"""Weeks begin on the day on which they begin for the person."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCalendarWidget

from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.sessions_page.repeat_fields import RepeatFields
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.month_calendar import MonthCalendar
from tests.ui.conftest import spoken_name, tab_stops

TODAY = date(2026, 5, 12)
PLACES = [
    (QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom), Qt.DayOfWeek.Monday, "Mon"),
    (QLocale(QLocale.Language.English, QLocale.Country.UnitedStates), Qt.DayOfWeek.Sunday, "Sun"),
    (QLocale(QLocale.Language.Arabic, QLocale.Country.Egypt), Qt.DayOfWeek.Saturday, "Sat"),
]


@pytest.fixture(params=PLACES, ids=["Monday", "Sunday", "Saturday"])
def place(request):
    """Where the person lives: its first day of the week, and that day in short."""
    before = QLocale()
    locale, first, name = request.param
    QLocale.setDefault(locale)
    yield first, name
    QLocale.setDefault(before)


def nothing(_first, _last):
    return {}


def test_a_week_has_its_days_in_order(place):
    first, _ = place

    week = wording_sessions.week()

    assert week[0] == first.value - 1
    assert sorted(week) == list(range(7))
    assert all((after - before) % 7 == 1 for before, after in pairwise(week))


def test_the_days_on_which_something_repeats_begin_with_it(qtbot, theme, place):
    _, name = place
    fields = RepeatFields(TODAY, theme)
    qtbot.addWidget(fields)
    fields._often.value = "1"
    fields._show()
    fields.show()

    (days,) = fields.findChildren(ChipGroup)
    chips = [each for each in tab_stops(fields) if days.isAncestorOf(each)]

    assert spoken_name(chips[0]) == name
    assert len(chips) == 7


def test_calendars_begin_with_it(qtbot, theme, place):
    first, _ = place
    months = MonthCalendar("Calendar of entries", nothing, theme, today=TODAY)
    picker = DayPicker("Day", TODAY, theme)
    for each in (months, picker):
        qtbot.addWidget(each)

    for each in (months, picker):
        (calendar,) = each.findChildren(QCalendarWidget)
        assert calendar.firstDayOfWeek() is first
