import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from sessiondesk.domain.period import Period
from sessiondesk.insights.local_average import Point
from sessiondesk.ui.theme import Scheme
from sessiondesk.ui.widgets.line_chart import LineChart
from sessiondesk.ui.widgets.timeline_model import (
    EventMark,
    Line,
    SessionMark,
    Shows,
    Stop,
    Timeline,
    Windows,
    place_day,
    styles,
)

FIRST = date(2026, 3, 2)
LAST = date(2026, 5, 12)
PERIOD = Period(first=FIRST, last=LAST)
# Empty days in the middle of the record.
GAP = Period(first=date(2026, 4, 1), last=date(2026, 4, 14))


def stretch(first, last, mean):
    days = Period(first=first, last=last).days()
    return tuple(Point(day=day, mean=mean, low=mean - 0.5, high=mean + 0.5) for day in days)


def a_line(key="mood", mean=5.0, *, values=None, is_hours=False):
    segments = (stretch(FIRST, date(2026, 3, 31), mean), stretch(date(2026, 4, 15), LAST, mean))
    return Line(
        key=key,
        name=key.capitalize(),
        style=styles([key])[key],
        values=values or {},
        segments=segments,
        is_hours=is_hours,
    )


def a_timeline(*lines, **keywords):
    return Timeline(period=PERIOD, lines=lines, gaps=(GAP,), **keywords)


@pytest.fixture
def chart(qtbot, theme):
    chart = LineChart(theme)
    qtbot.addWidget(chart)
    chart.resize(900, 400)
    chart.show()
    qtbot.waitExposed(chart)
    return chart


class Seen:
    """What is on the chart, pixel by pixel."""

    def __init__(self, chart):
        image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        raw = np.frombuffer(image.constBits(), np.uint8)
        self.pixels = raw.reshape(image.height(), image.width(), 4)[:, :, 2::-1].astype(int)

    def places(self, colour):
        """Return row and column of each pixel of exactly this colour."""
        wanted = np.array([colour.red(), colour.green(), colour.blue()])
        return np.argwhere((abs(self.pixels - wanted) <= 2).all(axis=2))


def column_of(chart, day):
    view = chart._view
    spot = view.mapViewToScene(QPointF(day.toordinal(), 5))
    return chart._plot.mapFromScene(spot).x()


def row_of(chart, value):
    spot = chart._view.mapViewToScene(QPointF(LAST.toordinal(), value))
    return chart._plot.mapFromScene(spot).y()


def test_a_line_is_drawn_where_its_average_is(chart, theme):
    chart.show_timeline(a_timeline(a_line(mean=5.0)))

    rows = Seen(chart).places(theme.colour("mood"))[:, 0]

    # The name at the end of the line has the same colour, and the same height.
    assert abs(np.median(rows) - row_of(chart, 5.0)) <= 2


def test_a_line_never_crosses_a_gap(chart, theme):
    chart.show_timeline(a_timeline(a_line()))

    columns = Seen(chart).places(theme.colour("mood"))[:, 1]

    left, right = (column_of(chart, day) for day in (GAP.first, GAP.last))
    assert columns.min() < left - 50
    assert columns.max() > right + 50
    assert not ((columns > left) & (columns < right)).any()


def test_a_gap_says_no_check_ins(chart):
    chart.show_timeline(a_timeline(a_line()))

    (word,) = (each for each in chart._words if each.toPlainText() == "no check-ins")

    middle = (GAP.first.toordinal() + GAP.last.toordinal()) / 2
    assert word.pos().x() == pytest.approx(middle)


def test_the_words_of_two_gaps_never_overlap(chart):
    gaps = [Period(first=FIRST + timedelta(n), last=FIRST + timedelta(n + 3)) for n in (5, 10, 40)]

    chart.show_timeline(Timeline(period=PERIOD, lines=(a_line(),), gaps=tuple(gaps)))

    words = [each for each in chart._words if each.toPlainText() == "no check-ins"]
    assert len(words) == 2


@pytest.mark.parametrize("mean", [1.0, 9.5])
def test_the_whole_of_zero_to_ten_is_always_in_view(chart, mean):
    chart.show_timeline(a_timeline(a_line(mean=mean)))

    low, high = chart._view.viewRange()[1]

    assert low < 0
    assert high > 10
    assert [text for _, text in chart._item.getAxis("left")._tickLevels[0]] == [
        "0",
        "2",
        "4",
        "6",
        "8",
        "10",
    ]


def test_hours_alone_have_their_own_range(chart):
    chart.show_timeline(a_timeline(a_line("sleep", 7.0, is_hours=True), highest=12))

    assert chart._item.getAxis("left")._tickLevels[0][-1] == (12.0, "12")


def test_names_stand_at_the_line_ends_and_are_pushed_apart(chart):
    chart.show_timeline(a_timeline(a_line("mood", 5.0), a_line("anxiety", 5.1)))

    words = {each.toPlainText(): each for each in chart._words}
    rows = [row_of(chart, words[name].pos().y()) for name in ("Anxiety", "Mood")]

    assert all(words[name].pos().x() > LAST.toordinal() for name in ("Mood", "Anxiety"))
    assert rows[1] - rows[0] == pytest.approx(16, abs=1)


def test_names_are_never_cut_off(chart):
    chart.show_timeline(
        a_timeline(a_line("overwhelm"), sessions=(SessionMark(day=LAST, is_held=True),))
    )

    edge = chart._view.viewRange()[0][1]
    for word in chart._words:
        width = chart._view.mapSceneToView(QPointF(word.boundingRect().width(), 0)).x()
        start = chart._view.mapSceneToView(QPointF(0, 0)).x()
        assert word.pos().x() + (width - start) * (1 - word.anchor[0]) <= edge + 1


def test_sessions_held_and_not_held_stand_below_zero_and_differ(chart, theme):
    marks = (
        SessionMark(day=date(2026, 3, 12), is_held=True, number=1),
        SessionMark(day=date(2026, 4, 9), is_held=False),
    )
    chart.show_timeline(a_timeline(sessions=marks))
    seen = Seen(chart)
    below = row_of(chart, 0) + 5

    solid = [
        (row, column)
        for row, column in seen.places(theme.colour("ink2"))
        if row > below and abs(column - column_of(chart, marks[0].day)) <= 2
    ]
    dotted = [
        (row, column)
        for row, column in seen.places(theme.colour("ink3"))
        if row > below and abs(column - column_of(chart, marks[1].day)) <= 2
    ]

    tall = {row for row, _ in solid}
    short = {row for row, _ in dotted}
    assert len(tall) == pytest.approx(9, abs=1)
    assert 0 < len(short) < len(tall)


def test_the_cursor_marks_the_day_and_its_values(chart, theme):
    day = date(2026, 3, 20)
    chart.show_timeline(a_timeline(a_line(values={day: 8.0})))
    before = len(Seen(chart).places(theme.colour("mood")))

    chart.show_cursor(day)

    seen = Seen(chart)
    line = seen.places(theme.colour("ink2"))
    assert abs(np.median(line[:, 1]) - column_of(chart, day)) <= 1
    # A circle of 11 pixels less its outline.
    assert len(seen.places(theme.colour("mood"))) - before > 50


def test_a_day_without_an_answer_has_a_cursor_and_no_mark(chart, theme):
    chart.show_timeline(a_timeline(a_line(values={date(2026, 3, 20): 8.0})))
    before = len(Seen(chart).places(theme.colour("mood")))

    chart.show_cursor(date(2026, 3, 21))

    assert len(Seen(chart).places(theme.colour("mood"))) <= before
    assert len(Seen(chart).places(theme.colour("ink2"))) > 100


def test_another_timeline_takes_away_lines_that_are_not_in_it(chart, theme):
    chart.show_timeline(a_timeline(a_line("mood", 5.0), a_line("anxiety", 3.0)))
    chart.show_timeline(a_timeline(a_line("mood", 5.0)))

    assert len(Seen(chart).places(theme.colour("anx"))) == 0


def test_a_night_beyond_the_range_is_drawn_at_its_edge(chart):
    day = date(2026, 3, 20)

    chart.show_timeline(a_timeline(a_line("sleep", 7.0, values={day: 13.0}, is_hours=True)))

    assert chart._drawn[0]._marks.getData()[1].tolist() == [10.0]


def test_the_mouse_neither_zooms_nor_moves_the_chart(qtbot, chart):
    chart.show_timeline(a_timeline(a_line()))
    before = chart._view.viewRange()
    viewport = chart._plot.viewport()

    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(300, 200))
    qtbot.mouseMove(viewport, QPoint(500, 250))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(500, 250))

    assert chart._view.viewRange() == before


@pytest.mark.parametrize("spot", [(300, 200), (5, 200), (300, 392)], ids=["plot", "left", "below"])
def test_the_wheel_is_left_to_the_page(chart, spot):
    chart.show_timeline(a_timeline(a_line()))
    before = chart._view.viewRange()
    wheel = QWheelEvent(
        QPointF(*spot),
        QPointF(*spot),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(chart._plot.viewport(), wheel)

    assert not wheel.isAccepted()
    assert chart._view.viewRange() == before


def test_a_click_picks_the_nearest_day(qtbot, chart):
    chart.show_timeline(a_timeline(a_line()))
    spot = QPoint(round(column_of(chart, date(2026, 4, 20))), 150)

    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.mouseClick(chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    assert picked.args == [date(2026, 4, 20)]


def test_a_click_beyond_the_record_picks_its_last_day(qtbot, chart):
    chart.show_timeline(a_timeline(a_line()))

    with qtbot.waitSignal(chart.picked) as picked:
        qtbot.mouseClick(chart._plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(880, 150))

    assert picked.args == [LAST]


# Life events.

MOVE = EventMark(key="e", name="Moving flat", first=date(2026, 3, 20), last=date(2026, 3, 28))
PILLS = EventMark(key="f", name="Pills", first=date(2026, 4, 20), last=LAST, goes_on=True)


def test_an_event_is_a_band_behind_its_days(chart, theme):
    chart.show_timeline(a_timeline(a_line(), events=(MOVE,)))

    columns = Seen(chart).places(theme.colour("event"))[:, 1]

    assert abs(columns.min() - column_of(chart, MOVE.first)) <= 10
    assert abs(columns.max() - column_of(chart, MOVE.last)) <= 10
    (name,) = (each for each in chart._words if each.toPlainText() == "Moving flat")
    assert MOVE.first.toordinal() - 9 <= name.pos().x() <= MOVE.last.toordinal()


def test_what_goes_on_leaves_the_lines_their_ground(chart, theme):
    chart.show_timeline(a_timeline(a_line(), events=(PILLS,)))

    places = Seen(chart).places(theme.colour("event"))

    assert places[:, 0].max() < row_of(chart, 10)
    assert places[:, 1].max() >= column_of(chart, LAST) - 2


def test_a_single_day_is_wide_enough_to_be_seen(chart, theme):
    day = EventMark(key="e", name="Loss", first=date(2026, 3, 20), last=date(2026, 3, 20))
    chart.resize(220, 300)
    chart.show_timeline(a_timeline(events=(day,)))

    columns = Seen(chart).places(theme.colour("event"))[:, 1]

    # Three pixels, of which the outer ones may be half covered.
    assert columns.max() - columns.min() >= 1


def test_a_long_name_ends_in_dots(chart):
    long = EventMark(key="e", name="Moving " * 20, first=FIRST, last=LAST)
    chart.show_timeline(a_timeline(events=(long,)))

    (name,) = (each for each in chart._words if each.toPlainText().startswith("Moving"))
    assert name.toPlainText().endswith("…")


def test_names_one_above_the_other_do_not_stand_on_the_lines(chart):
    same = [
        EventMark(key=str(n), name=f"Event {n}", first=MOVE.first, last=MOVE.last)
        for n in range(3)
    ]
    chart.show_timeline(a_timeline(a_line(mean=10.0), events=tuple(same)))

    lowest = min(each.pos().y() for each in chart._words if "Event" in each.toPlainText())
    assert lowest > 10


def test_an_event_that_is_gone_leaves_nothing(chart, theme):
    chart.show_timeline(a_timeline(events=(MOVE, PILLS)))
    chart.show_timeline(a_timeline(a_line()))

    assert len(Seen(chart).places(theme.colour("event"))) == 0


FOUR_WEEKS = Windows(
    now=Period(first=LAST - timedelta(days=27), last=LAST),
    then=Period(first=LAST - timedelta(days=55), last=LAST - timedelta(days=28)),
)


def words_of(chart):
    return {each.toPlainText(): each for each in chart._words}


def test_the_earlier_period_is_a_band_with_its_name_and_the_newer_one_has_a_name_only(
    chart, theme
):
    chart.show_timeline(a_timeline(a_line(), windows=FOUR_WEEKS))

    columns = Seen(chart).places(theme.colour("prev"))[:, 1]

    then = FOUR_WEEKS.then
    assert columns.min() == pytest.approx(column_of(chart, then.first), abs=12)
    assert columns.max() == pytest.approx(column_of(chart, then.last), abs=12)
    found = words_of(chart)
    assert found["Four weeks before"].pos().x() < then.last.toordinal()
    assert found["Last four weeks"].pos().x() > then.last.toordinal()


def test_two_periods_of_ones_own_are_called_by_their_days(chart):
    others = Windows(
        now=Period(first=date(2026, 4, 15), last=date(2026, 5, 5)),
        then=Period(first=date(2026, 3, 4), last=date(2026, 4, 10)),
    )

    chart.show_timeline(a_timeline(a_line(), windows=others))

    assert {"4 Mar to 10 Apr 2026", "15 Apr to 5 May 2026"} <= set(words_of(chart))


@pytest.mark.parametrize(
    "keywords",
    [
        {"windows": FOUR_WEEKS, "shows": Shows(earlier=False)},
        {
            "windows": Windows(
                now=FOUR_WEEKS.now,
                then=Period(first=date(2025, 1, 1), last=date(2025, 1, 28)),
            )
        },
        {"windows": FOUR_WEEKS, "stops": {FIRST: Stop(day=FIRST, number=1, span=None)}},
        {},
    ],
)
def test_the_earlier_period_is_left_out(chart, theme, keywords):
    chart.show_timeline(a_timeline(a_line(), **keywords))

    assert not len(Seen(chart).places(theme.colour("prev")))
    assert "Last four weeks" not in words_of(chart)


def test_periods_of_a_few_pixels_have_no_names(chart):
    years = Period(first=date(2016, 5, 12), last=LAST)

    chart.show_timeline(Timeline(period=years, lines=(a_line(),), windows=FOUR_WEEKS))

    assert "Four weeks before" not in words_of(chart)


def test_names_wider_than_their_periods_do_not_stand_on_each_other(chart):
    year = Period(first=LAST - timedelta(days=300), last=LAST)

    chart.show_timeline(Timeline(period=year, lines=(a_line(),), windows=FOUR_WEEKS))

    found = words_of(chart)
    earlier, later = found["Four weeks before"], found["Last four weeks"]
    day = (chart._view.viewRange()[0][1] - chart._view.viewRange()[0][0]) / chart._view.width()
    ends = earlier.pos().x() + earlier.boundingRect().width() * day
    assert ends <= FOUR_WEEKS.then.last.toordinal() + 1
    assert later.pos().x() >= FOUR_WEEKS.now.first.toordinal() - 1


def test_marks_sessions_and_events_can_be_left_out(chart, theme):
    day = date(2026, 3, 9)
    event = EventMark(key="e", name="Moving flat", first=day, last=day)
    whole = a_timeline(
        a_line(values={day: 1.0}),
        sessions=(SessionMark(day=date(2026, 3, 18), is_held=True),),
        events=(event,),
    )
    chart.show_timeline(whole)
    assert {"Sessions", "Moving flat"} <= set(words_of(chart))

    chart.show_timeline(replace(whole, shows=Shows(marks=False, sessions=False, events=False)))

    assert not {"Sessions", "Moving flat"} & set(words_of(chart))
    seen = Seen(chart)
    assert not len(seen.places(theme.colour("event")))
    assert not len(seen.places(theme.colour("ink2")))
    assert not chart._drawn[0]._marks.isVisible()


def test_each_of_four_lines_is_drawn_in_a_strip_of_its_own(chart, theme):
    keys = ("mood", "anxiety", "energy", "overwhelm")
    colours = ("mood", "anx", "energy", "over")
    chart.show_timeline(a_timeline(*(a_line(key, 5.0) for key in keys)))

    seen = Seen(chart)
    rows = [np.median(seen.places(theme.colour(colour))[:, 0]) for colour in colours]

    apart = np.diff(rows)
    assert (apart > 40).all()
    assert apart == pytest.approx([apart[0]] * 3, abs=2)
    assert len(chart._item.getAxis("left")._tickLevels[0]) == 12


def test_back_to_three_lines_it_is_one_plot_again(chart, theme):
    keys = ("mood", "anxiety", "energy", "overwhelm")
    lines = [a_line(key, 5.0) for key in keys]
    chart.show_timeline(a_timeline(*lines))

    chart.show_timeline(a_timeline(*lines[:3]))

    assert len(chart._item.getAxis("left")._tickLevels[0]) == 6
    assert not len(Seen(chart).places(theme.colour("over")))


def test_a_strip_without_an_answer_keeps_its_name(chart):
    empty = replace(a_line("overwhelm"), segments=())

    chart.show_timeline(a_timeline(*(a_line(key) for key in ("mood", "anxiety", "energy")), empty))

    assert "Overwhelm" in words_of(chart)


def test_by_session_the_axis_has_their_numbers_and_says_what_was_before(chart):
    stops = {
        place_day(n): Stop(day=FIRST + timedelta(weeks=n), number=n or None, span=None)
        for n in range(9)
    }
    chart.show_timeline(Timeline(period=Period(first=min(stops), last=max(stops)), stops=stops))

    said = [words for _, words in chart._item.getAxis("bottom")._tickLevels[0]]
    assert said == ["1", "2", "3", "4", "5", "6", "7", "8"]
    assert words_of(chart)["before"].pos().x() == place_day(0).toordinal()
    assert "Sessions" in words_of(chart)


def test_many_sessions_have_fewer_numbers(chart):
    stops = {place_day(n): Stop(day=FIRST, number=n + 1, span=None) for n in range(300)}

    chart.show_timeline(Timeline(period=Period(first=min(stops), last=max(stops)), stops=stops))

    said = [int(words) for _, words in chart._item.getAxis("bottom")._tickLevels[0]]
    assert 10 < len(said) < 40
    assert len(set(np.diff(said))) == 1


def test_what_was_before_many_sessions_is_not_cut_off_at_the_edge(chart):
    stops = {place_day(n): Stop(day=FIRST, number=n or None, span=None) for n in range(300)}

    chart.show_timeline(Timeline(period=Period(first=min(stops), last=max(stops)), stops=stops))

    left, right = chart._view.viewRange()[0]
    day = (right - left) / chart._view.width()
    word = words_of(chart)["before"]
    assert word.pos().x() - word.boundingRect().width() / 2 * day >= left - day


def test_a_spot_on_the_chart_is_a_day(chart):
    assert chart.day_at(QPoint(10, 10)) is None
    chart.show_timeline(a_timeline(a_line()))

    spot = QPoint(round(column_of(chart, date(2026, 4, 20))), 100)
    assert chart.day_at(spot) == date(2026, 4, 20)
    assert chart.day_at(QPoint(0, 0)) == FIRST


def test_a_change_of_theme_redraws_everything(chart, theme):
    chart.show_timeline(a_timeline(a_line()))

    theme.set_scheme(Scheme.DARK)

    seen = Seen(chart)
    assert len(seen.places(theme.colour("mood"))) > 500
    assert len(seen.places(QColor("#1F6F78"))) == 0
    assert len(seen.places(theme.colour("card"))) > 100_000


def test_patterns_leave_parts_of_a_line_out(chart, theme):
    chart.show_timeline(a_timeline(a_line("anxiety")))
    solid = len(Seen(chart).places(theme.colour("anx")))

    theme.set_distinguish_by_pattern(True)
    dashed = len(Seen(chart).places(theme.colour("anx")))
    theme.set_distinguish_by_pattern(False)

    assert dashed < 0.85 * solid


def test_the_plot_is_no_stop_for_the_keyboard(chart, nameless):
    assert chart._plot.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert nameless(chart) == []


def test_a_very_small_chart_does_no_harm(chart):
    chart.resize(40, 30)

    chart.show_timeline(a_timeline(a_line(), sessions=(SessionMark(day=LAST, is_held=True),)))

    assert not chart.grab().isNull()


IN_A_PROCESS_OF_ITS_OWN = """
import sys

for name in ("socket", "_socket", "ssl", "_ssl"):
    sys.modules[name] = None
from PySide6.QtWidgets import QApplication
from sessiondesk import paths
from sessiondesk.ui.theme import Theme

application = QApplication(["chart"])
from sessiondesk.ui.widgets.line_chart import LineChart

chart = LineChart(Theme(paths.resources()))
print(chart.devicePixelRatioF(), chart._pen("mood", 2.4).widthF())
"""


def test_the_chart_comes_up_without_sockets_and_its_pens_know_the_density(monkeypatch):
    monkeypatch.setenv("QT_SCALE_FACTOR", "2")

    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", IN_A_PROCESS_OF_ITS_OWN],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.split() == ["2.0", "4.8"]
