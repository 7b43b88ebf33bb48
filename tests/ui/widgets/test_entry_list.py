"""The list of entries, however many there are."""

from datetime import date, timedelta
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from sessiondesk.ui.widgets.entry_list import EntryList
from sessiondesk.ui.widgets.entry_row import Face

TODAY = date(2026, 5, 12)


class Key(NamedTuple):
    number: int
    day: date


def keys(*days_ago):
    return [Key(number, TODAY - timedelta(days=days)) for number, days in enumerate(days_ago)]


class Fetch:
    """Says what entries say, and remembers which ones were asked for."""

    def __init__(self):
        self.asked = []

    def __call__(self, found):
        self.asked += found
        return [Face(words=f"entry {key.number}", facts=(("Mood 6", "mood"),)) for key in found]


@pytest.fixture
def fetch():
    return Fetch()


@pytest.fixture
def entries(qtbot, theme, fetch):
    widget = EntryList("Entries", theme, fetch)
    qtbot.addWidget(widget)
    widget.resize(396, 600)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


def rows(entries):
    model = entries.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_months_head_their_entries(entries):
    entries.show_places(keys(0, 1, 40, 400), today=TODAY)

    assert rows(entries) == [
        "May",
        "Tuesday 12 May, entry 0, Mood 6",
        "Monday 11 May, entry 1, Mood 6",
        "April",
        "Thursday 2 April, entry 2, Mood 6",
        "April 2025",
        "Monday 7 April 2025, entry 3, Mood 6",
    ]
    assert entries.count == 4


def test_going_through_it_passes_the_months_over(entries):
    found = keys(0, 40)
    entries.show_places(found, today=TODAY, chosen=found[0])

    entries.go_by(1)
    assert entries.current_key == found[1]
    entries.go_by(1)
    assert entries.current_key == found[1]
    entries.go_by(-5)
    assert entries.current_key == found[0]


def test_what_is_chosen_by_the_page_is_not_told(qtbot, entries):
    found = keys(0, 1, 2)
    told: list[Key] = []
    entries.picked.connect(told.append)

    entries.show_places(found, today=TODAY, chosen=found[1])
    assert entries.choose(found[2])
    assert not entries.choose(Key(99, TODAY))

    assert told == []
    entries.go_by(-1)
    assert told == [found[1]]


def test_a_click_picks_an_entry_and_none_picks_a_month(qtbot, entries):
    found = keys(0, 1)
    entries.show_places(found, today=TODAY)

    def press(row):
        where = entries.visualRect(entries.model().index(row, 0)).center()
        qtbot.mouseClick(entries.viewport(), Qt.MouseButton.LeftButton, pos=where)

    press(0)
    assert entries.current_key is None
    press(2)
    assert entries.current_key == found[1]


def test_a_day_can_be_gone_to(entries):
    found = keys(0, 3, 3, 5)
    entries.show_places(found, today=TODAY)

    assert entries.go_to_day(TODAY - timedelta(days=3))
    assert entries.current_key == found[1]
    assert not entries.go_to_day(TODAY - timedelta(days=4))


def test_rows_stand_under_each_other_whatever_was_shown_before(entries):
    entries.show_places(keys(*range(0, 400, 20)), today=TODAY)
    entries.show_places(keys(*range(30)), today=TODAY)
    model = entries.model()

    heights = {entries.rowHeight(row) for row in range(model.rowCount()) if row}

    months = {row for row in range(model.rowCount()) if "," not in model.index(row, 0).data()}
    assert len(months) == 2
    assert len(heights - {entries.rowHeight(0)}) == 1


def test_only_what_comes_into_view_is_fetched(entries, fetch):
    entries.show_places(keys(*range(20_000)), today=TODAY)

    entries.viewport().grab()

    assert 0 < len(fetch.asked) < 100
    fetch.asked.clear()
    entries.go_by(20_000)
    entries.viewport().grab()
    assert 0 < len(fetch.asked) < 100
    assert entries.current_key.number == 19_999


def test_a_refresh_asks_again(entries, fetch):
    entries.show_places(keys(0), today=TODAY)
    entries.viewport().grab()
    fetch.asked.clear()

    entries.refresh()
    entries.viewport().grab()

    assert len(fetch.asked) == 1


def test_a_screen_reader_hears_the_name_and_the_rows(entries):
    entries.show_places(keys(0), today=TODAY)

    spoken = QAccessible.queryAccessibleInterface(entries)

    assert spoken.text(QAccessible.Text.Name) == "Entries"
    cells = [spoken.child(place) for place in range(spoken.childCount())]
    heard = [cell.text(QAccessible.Text.Name) for cell in cells]
    assert "Tuesday 12 May, entry 0, Mood 6" in heard


@pytest.mark.parametrize(
    "face",
    [
        Face(),
        Face(words="😀 \u202eabc\n" * 50, spans=((0, 1), (3, 600)), more="a tag " * 40),
        Face(words="said", kind="Session", icon="messages-square", more="family"),
        Face(kind="A very long kind of entry that cannot fit into the row at all", icon=""),
    ],
)
def test_any_face_can_be_painted(qtbot, theme, face):
    entries = EntryList("Entries", theme, lambda found: [face for _ in found])
    qtbot.addWidget(entries)
    entries.resize(200, 300)
    found = keys(0, 1)
    entries.show_places(found, today=TODAY, chosen=found[0])
    entries.show()

    assert not entries.viewport().grab().isNull()
