"""The word beside Measures: there while a questionnaire is due, and quiet otherwise."""

from datetime import date, timedelta

import pytest
from PySide6.QtWidgets import QRadioButton

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.store.errors import StoreIOError
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.due_badge import DueBadge
from sessiondesk.ui.widgets.sidebar import NavItem, Sidebar

TODAY = date(2026, 5, 12)


@pytest.fixture
def sidebar(qtbot, theme):
    items = [
        NavItem(id=PageName.TODAY, label="Today", icon="sun"),
        NavItem(id=PageName.MEASURES, label="Measures", icon="clipboard-list"),
    ]
    sidebar = Sidebar(items, theme)
    qtbot.addWidget(sidebar)
    return sidebar


@pytest.fixture
def badge(journal, sidebar):
    return DueBadge(journal, sidebar)


@pytest.fixture
def said(sidebar):
    """Return what a screen reader adds to the name of the page."""

    def said():
        (entry,) = (
            each for each in sidebar.findChildren(QRadioButton) if each.text() == "Measures"
        )
        return entry.accessibleDescription()

    return said


def fill_in(journal, id_, days_ago):
    day = TODAY - timedelta(days=days_ago)
    journal.measures.record(Assessment(instrument=id_, version=1, day=day, total=8))


def test_it_counts_what_is_due_as_it_changes(journal, badge, said):
    assert said() == ""

    fill_in(journal, "phq9", 14)
    assert said() == "1 due"
    fill_in(journal, "gad7", 14)
    assert said() == "2 due"
    fill_in(journal, "phq9", 0)
    assert said() == "1 due"
    journal.undo()
    assert said() == "2 due"


def test_not_today_makes_it_quiet_until_tomorrow(journal, badge, said, clock):
    fill_in(journal, "phq9", 14)

    journal.measures.put_off()
    assert said() == ""

    badge.look_at_clock()
    assert said() == ""
    clock.pass_(days=1)
    badge.look_at_clock()
    assert said() == "1 due"


def test_a_day_that_begins_while_the_window_is_open_brings_it(journal, badge, said, clock):
    fill_in(journal, "phq9", 13)
    assert said() == ""

    clock.pass_(days=1)
    badge.look_at_clock()

    assert said() == "1 due"


def test_it_follows_what_is_chosen_for_the_therapy_in_force(journal, badge, said):
    fill_in(journal, "phq9", 14)
    course = Course(started_on=TODAY - timedelta(days=30))

    journal.courses.record(course)
    journal.measures.plan(
        MeasurePlan(instrument="phq9", course_id=course.id, is_on=True, every_days=28)
    )
    assert said() == ""

    journal.undo()
    journal.undo()
    assert said() == "1 due"


def test_what_cannot_be_read_is_no_number(journal, badge, said, monkeypatch):
    fill_in(journal, "phq9", 14)

    def fails():
        raise StoreIOError

    monkeypatch.setattr(journal.measures, "due", fails)
    badge.refresh()

    assert said() == ""


@pytest.mark.parametrize("is_rail", [False, True])
def test_it_is_drawn_in_both_forms_of_the_sidebar(journal, badge, sidebar, is_rail):
    sidebar.set_rail(is_rail)
    sidebar.resize(sidebar.width(), 600)
    without = sidebar.grab().toImage()

    fill_in(journal, "phq9", 14)

    assert sidebar.grab().toImage() != without
