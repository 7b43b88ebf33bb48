"""The chart of one goal."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from sessiondesk.domain.period import Period
from sessiondesk.ui.widgets.goal_chart import GoalChart, GoalDrawing, Mark
from sessiondesk.ui.widgets.timeline_model import EventMark

FIRST = date(2026, 3, 23)
NEARLY = 60


def marks(*values):
    before = (None, *values)
    return [
        Mark(
            day=FIRST + timedelta(weeks=place),
            value=value,
            is_joined=value is not None and before[place] is not None,
            says=f"week {place}",
        )
        for place, value in enumerate(values)
    ]


def drawing(*values, aims=(), gaps=()):
    return GoalDrawing(
        marks=marks(*values),
        aims=aims,
        gaps=gaps,
        gap_says="paused",
        high=7,
        labelled=(0, 7),
        now_says="now",
        aim_says="aim" if aims else "",
        says="Days a week.",
    )


@pytest.fixture
def chart(show, theme):
    chart = GoalChart(theme)
    show(chart, width=260)
    chart.show_drawing(drawing(1, 2, None, 4))
    return chart


def count(chart, colour):
    """Return how many pixels have about this colour; smoothed edges have not quite."""
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = (
        image.pixelColor(left, top)
        for left in range(image.width())
        for top in range(image.height())
    )
    return sum(
        max(
            abs(each.red() - colour.red()),
            abs(each.green() - colour.green()),
            abs(each.blue() - colour.blue()),
        )
        < NEARLY
        for each in found
    )


def test_it_is_spoken_as_one_sentence(chart):
    assert chart.accessibleName() == "Days a week."


def test_the_first_key_reads_the_latest_week(qtbot, chart):
    with qtbot.waitSignal(chart.read) as heard:
        qtbot.keyClick(chart, Qt.Key.Key_Right)

    assert heard.args == ["week 3"]
    assert chart.accessibleDescription() == "week 3"


@pytest.mark.parametrize(
    ("keys", "reads"),
    [
        ((Qt.Key.Key_Left, Qt.Key.Key_Left), "week 2"),
        ((Qt.Key.Key_Home, Qt.Key.Key_Left), "week 0"),
        ((Qt.Key.Key_Home, Qt.Key.Key_Right), "week 1"),
        ((Qt.Key.Key_End, Qt.Key.Key_Right), "week 3"),
        ((Qt.Key.Key_End, Qt.Key.Key_Escape), ""),
    ],
)
def test_keys_go_week_by_week_and_no_further(qtbot, chart, keys, reads):
    for key in keys:
        qtbot.keyClick(chart, key)

    assert chart.reading == reads


def test_a_click_reads_the_week_beneath(qtbot, chart):
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(30, 100))

    assert chart.reading == "week 0"


def test_the_cursor_stays_on_its_day_while_that_is_drawn(qtbot, chart):
    qtbot.keyClick(chart, Qt.Key.Key_Home)

    chart.show_drawing(drawing(1, 2))
    assert chart.reading == "week 0"
    later = GoalDrawing(marks=marks(1, 2)[1:], high=7, labelled=(0, 7), says="")
    chart.show_drawing(later)

    assert chart.reading == ""


def test_a_gap_draws_less_than_a_line_through_it(chart, theme):
    with_a_gap = count(chart, theme.colour("accent"))

    chart.show_drawing(drawing(1, 2, 3, 4))

    assert count(chart, theme.colour("accent")) > with_a_gap > 0


def test_an_aim_that_changes_is_drawn_and_no_aim_is_not(chart, theme):
    without = count(chart, theme.colour("ink2"))
    after = FIRST + timedelta(days=10)

    chart.show_drawing(drawing(1, 2, 3, 4, aims=[(FIRST, 7.0), (after, None)]))
    half = count(chart, theme.colour("ink2"))
    chart.show_drawing(drawing(1, 2, 3, 4, aims=[(FIRST, 7.0), (after, 5.0)]))

    assert count(chart, theme.colour("ink2")) > half > without


@pytest.mark.parametrize("weeks", [1, 30, 60, 104])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_it_draws_one_week_and_two_years_both_ways(chart, theme, weeks, direction):
    chart.setLayoutDirection(direction)
    gap = Period(first=FIRST + timedelta(weeks=1), last=FIRST + timedelta(weeks=9))

    chart.show_drawing(drawing(*([3] * weeks), aims=[(FIRST, 3.0)], gaps=[gap]))

    assert count(chart, theme.colour("accent")) > 0


# Life events.


def event_columns(chart, theme):
    image = chart.grab().toImage()
    wanted = theme.colour("event").rgb()
    high = image.height() // 2
    return [x for x in range(image.width()) if image.pixel(x, high) == wanted]


def test_what_was_going_on_is_a_band_behind_its_weeks(qtbot, theme):
    shown = GoalChart(theme)
    qtbot.addWidget(shown)
    shown.resize(600, 200)
    weeks = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(10)]
    drawn = GoalDrawing(
        marks=[Mark(day=day, value=2.0, is_joined=n > 0, says="") for n, day in enumerate(weeks)],
        high=10.0,
        labelled=[0.0, 10.0],
        events=(
            EventMark(key="e", name="Moving", first=weeks[4], last=weeks[6]),
            EventMark(key="f", name="Pills", first=weeks[1], last=weeks[9], goes_on=True),
            EventMark(key="g", name="Before", first=date(2025, 1, 1), last=date(2025, 2, 1)),
        ),
        says="",
    )
    shown.show_drawing(drawn)
    shown.show()
    qtbot.waitExposed(shown)

    columns = event_columns(shown, theme)

    assert columns
    # From the fifth week to the seventh, of ten.
    assert 0.35 < min(columns) / shown.width() < 0.55
    assert 0.55 < max(columns) / shown.width() < 0.75


def test_a_name_is_not_cut_where_something_else_begins(qtbot, theme):
    shown = GoalChart(theme)
    qtbot.addWidget(shown)
    shown.resize(600, 200)
    weeks = [date(2026, 3, 2) + timedelta(weeks=n) for n in range(10)]
    moving = EventMark(key="e", name="Moving to a flat", first=weeks[0], last=weeks[9])
    beside = EventMark(key="f", name="An exam", first=weeks[1], last=weeks[2])

    def names(*events):
        shown.show_drawing(
            GoalDrawing(
                marks=[Mark(day=day, value=2.0, is_joined=True, says="") for day in weeks],
                high=10.0,
                labelled=[0.0, 10.0],
                events=events,
                says="",
            )
        )
        return shown.grab().toImage().copy(0, 0, shown.width(), theme.px(16))

    # There is room for one name only, and all of it is there on the same ground.
    assert names(moving, beside) == names(moving)
    assert names(moving) != names(replace(moving, name=""))


def test_a_long_name_stays_inside_of_a_narrow_chart(qtbot, theme):
    shown = GoalChart(theme)
    qtbot.addWidget(shown)
    shown.resize(110, 200)
    event = EventMark(key="e", name="A name that is far too long", first=FIRST, last=FIRST)
    shown.show_drawing(replace(drawing(1, 2), events=(event,), now_says=""))

    image = shown.grab().toImage()
    ground = image.pixel(image.width() - 1, 0)
    beyond = [
        image.pixel(x, y)
        for x in range(image.width() - theme.px(4), image.width())
        for y in range(theme.px(16))
    ]

    assert set(beyond) == {ground}
