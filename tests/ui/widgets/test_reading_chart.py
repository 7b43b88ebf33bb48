"""What all charts that are read step by step have in common."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from sessiondesk.journal.patterns import Month
from sessiondesk.ui.pages.patterns_page.month_bars import MonthBars
from sessiondesk.ui.widgets.goal_chart import GoalChart, GoalDrawing, Mark
from sessiondesk.ui.widgets.reading_chart import ReadingChart

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
STEP = 50


class Words(ReadingChart):
    """Reads a word every 50 pixels."""

    def __init__(self, theme, *words, starts_at_end):
        super().__init__(theme, starts_at_end=starts_at_end)
        self.words = words
        self._show_steps(" ".join(words), None)

    @override
    def sizeHint(self):
        return QSize(3 * STEP, STEP)

    def room(self):
        return self._room(before=10, after=20, above=3, below=4)

    @override
    def _count(self):
        return len(self.words)

    @override
    def _line(self, place):
        return self.words[place]

    @override
    def _step_at(self, point):
        place = int(point.x() / STEP)
        return place if place < len(self.words) else None


@pytest.fixture
def make(show, theme):
    def make(*words, starts_at_end=True):
        chart = Words(theme, *words, starts_at_end=starts_at_end)
        show(chart, width=4 * STEP)
        return chart

    return make


@pytest.fixture
def chart(make):
    return make("one", "two", "three")


@pytest.fixture
def point():
    """Move the pointer there."""

    def point(chart, x, y=20):
        spot = QPointF(x, y)
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            spot,
            chart.mapToGlobal(spot),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(chart, moved)

    return point


def leave(chart):
    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))


@pytest.mark.parametrize(("starts_at_end", "reads"), [(True, "three"), (False, "one")])
@pytest.mark.parametrize("key", [Key.Key_Left, Key.Key_Right])
def test_the_first_arrow_key_only_shows_where_one_is(qtbot, make, starts_at_end, reads, key):
    chart = make("one", "two", "three", starts_at_end=starts_at_end)

    qtbot.keyClick(chart, key)

    assert chart.reading == reads
    assert chart.accessibleDescription() == reads


@pytest.mark.parametrize(
    ("keys", "reads"),
    [
        ((Key.Key_Home,), "one"),
        ((Key.Key_End,), "three"),
        ((Key.Key_Home, Key.Key_Left), "one"),
        ((Key.Key_Home, Key.Key_Right), "two"),
        ((Key.Key_End, Key.Key_Left), "two"),
        ((Key.Key_End, Key.Key_Right), "three"),
        ((Key.Key_End, Key.Key_Escape), ""),
    ],
)
def test_keys_go_step_by_step_and_no_further(qtbot, chart, keys, reads):
    for key in keys:
        qtbot.keyClick(chart, key)

    assert chart.reading == reads


def test_what_is_read_is_told_with_every_step(qtbot, chart):
    told: list[str] = []
    chart.read.connect(told.append)

    for key in (Key.Key_Home, Key.Key_Right, Key.Key_Escape):
        qtbot.keyClick(chart, key)

    assert told == ["one", "two", ""]


def test_keys_with_others_held_down_are_left_to_the_page(qtbot, chart):
    qtbot.keyClick(chart, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert chart.reading == ""

    qtbot.keyClick(chart, Key.Key_Home, Qt.KeyboardModifier.KeypadModifier)
    assert chart.reading == "one"


def test_the_pointer_reads_until_it_leaves_and_a_click_stays(qtbot, chart, point):
    qtbot.mouseClick(chart, LEFT, pos=QPoint(STEP + 5, 20))
    assert (chart.reading, chart.cursor_place) == ("two", 1)

    point(chart, 2 * STEP + 5)
    assert (chart.reading, chart.cursor_place) == ("three", 1)
    assert chart.accessibleDescription() == "three"

    leave(chart)
    assert (chart.reading, chart.cursor_place) == ("two", 1)


def test_the_pointer_tells_only_of_another_step(chart, point):
    told: list[str] = []
    chart.read.connect(told.append)

    for x in (1, 2, 3, STEP + 1, STEP + 2):
        point(chart, x)

    assert told == ["one", "two"]


def test_a_key_goes_on_from_the_cursor_and_not_from_the_pointer(qtbot, chart, point):
    qtbot.keyClick(chart, Key.Key_Home)
    point(chart, 2 * STEP + 5)

    qtbot.keyClick(chart, Key.Key_Right)

    assert chart.reading == "two"


def test_a_click_beside_every_step_lets_go(qtbot, chart):
    qtbot.keyClick(chart, Key.Key_Home)

    qtbot.mouseClick(chart, LEFT, pos=QPoint(3 * STEP + 5, 20))

    assert chart.reading == ""


def test_another_button_reads_nothing(qtbot, chart):
    qtbot.mouseClick(chart, Qt.MouseButton.RightButton, pos=QPoint(5, 20))

    assert chart.reading == ""


def test_without_steps_there_is_nothing_to_read(qtbot, make, point):
    chart = make()

    for key in (Key.Key_Left, Key.Key_Home, Key.Key_End, Key.Key_Escape):
        qtbot.keyClick(chart, key)
    qtbot.mouseClick(chart, LEFT, pos=QPoint(5, 20))
    point(chart, 5)
    leave(chart)

    assert chart.reading == ""


def test_the_plot_keeps_its_figures_on_the_side_where_reading_begins(chart):
    room = QRectF(chart.rect())
    assert chart.room() == room.adjusted(10, 3, -20, -4)

    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    assert chart.room() == room.adjusted(20, 3, -10, -4)


def test_it_is_one_stop_with_a_name_and_a_ring(chart, audit):
    assert chart.accessibleName() == "one two three"
    assert chart.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert audit(chart) == []


def test_the_chart_of_a_goal_is_read_under_the_pointer(show, theme, point):
    chart = GoalChart(theme)
    show(chart, width=300)
    marks = [
        Mark(day=date(2026, 3, day), value=day, is_joined=False, says=f"the {day}th")
        for day in (9, 16, 23)
    ]
    chart.show_drawing(GoalDrawing(marks=marks, high=30, labelled=(0, 30), says="Weeks."))
    before = chart.grab().toImage()

    point(chart, chart.width() - 8)

    assert chart.reading == "the 23th"
    assert chart.grab().toImage() != before
    leave(chart)
    assert chart.reading == ""
    assert chart.grab().toImage() == before


def test_the_months_of_a_pattern_are_read_under_the_pointer(show, theme, point):
    chart = MonthBars(theme)
    show(chart, width=300)
    months = [Month(first=date(2026, each, 1), linked=each, entries=9) for each in (1, 2, 3)]
    chart.show_months(months)
    before = chart.grab().toImage()

    point(chart, chart.width() - 8)

    assert "March 2026" in chart.reading
    assert chart.grab().toImage() != before
    leave(chart)
    assert chart.reading == ""
    assert chart.grab().toImage() == before
