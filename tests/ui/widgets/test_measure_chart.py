"""The chart of a questionnaire."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sessiondesk.ui.theme import Scheme
from sessiondesk.ui.widgets.measure_chart import MeasureChart
from sessiondesk.ui.widgets.measure_geometry import Geometry, Room, day_labels
from sessiondesk.ui.widgets.measure_model import BandMark, Level, MeasureHistory, Point
from sessiondesk.ui.widgets.measure_painting import labelled
from sessiondesk.ui.widgets.timeline_model import EventMark

FIRST = date(2026, 1, 20)
A_FORTNIGHT = timedelta(days=14)
NEARLY = 40
WORDS = ("none or minimal", "mild", "moderate", "moderately severe", "severe")
BANDS = [
    BandMark(first=first, label=word)
    for first, word in zip((0, 5, 10, 15, 20), WORDS, strict=True)
]
Key = Qt.Key


def points(*totals, ringed=(), apart=A_FORTNIGHT):
    return [
        Point(
            key=str(place),
            day=FIRST + place * apart,
            total=total,
            is_ringed=place in ringed,
        )
        for place, total in enumerate(totals)
    ]


def history(*totals, ringed=(), apart=A_FORTNIGHT, **more):
    shown = MeasureHistory(
        points=points(*totals, ringed=ringed, apart=apart),
        low=0,
        high=27,
        bands=BANDS,
        tell=lambda point: f"result {point.key}",
        says="PHQ-9, all of it.",
    )
    return replace(shown, **more)


@pytest.fixture
def chart(show, theme):
    chart = MeasureChart(theme)
    show(chart, width=600)
    chart.show_history(history(15, 17, 16, 9))
    return chart


def colours(chart):
    """Return how many pixels there are of each colour."""
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(image.constBits()).cast("I"))


def count(chart, colour):
    """Return how many pixels have about this colour; smoothed edges have not quite."""
    wanted = (colour.red(), colour.green(), colour.blue())
    return sum(
        number
        for pixel, number in colours(chart).items()
        if max(
            abs((pixel >> shift & 0xFF) - part)
            for shift, part in zip((16, 8, 0), wanted, strict=True)
        )
        < NEARLY
    )


def exactly(chart, colour):
    return colours(chart)[colour.rgb()]


# By ear and by keyboard.


def test_it_is_spoken_as_one_sentence(chart):
    assert chart.accessibleName() == "PHQ-9, all of it."


def test_the_first_key_reads_the_latest_result(qtbot, chart):
    with qtbot.waitSignal(chart.read) as heard:
        qtbot.keyClick(chart, Key.Key_Left)

    assert heard.args == ["result 3"]
    assert chart.accessibleDescription() == "result 3"


@pytest.mark.parametrize(
    ("keys", "reads"),
    [
        ((Key.Key_Left, Key.Key_Left), "result 2"),
        ((Key.Key_Home, Key.Key_Left), "result 0"),
        ((Key.Key_Home, Key.Key_Right), "result 1"),
        ((Key.Key_End, Key.Key_Right), "result 3"),
        ((Key.Key_End, Key.Key_Escape), ""),
    ],
)
def test_keys_go_from_result_to_result_and_no_further(qtbot, chart, keys, reads):
    for key in keys:
        qtbot.keyClick(chart, key)

    assert chart.reading == reads


def test_other_keys_are_left_to_the_page(qtbot, chart):
    qtbot.keyClick(chart, Key.Key_A)
    qtbot.keyClick(chart, Key.Key_Left, Qt.KeyboardModifier.ControlModifier)

    assert chart.reading == ""


def test_without_results_there_is_nothing_to_read(qtbot, chart):
    chart.show_history(history())

    qtbot.keyClick(chart, Key.Key_Left)
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))

    assert chart.reading == ""


def test_a_click_reads_the_nearest_result(qtbot, chart):
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(45, 100))

    assert chart.reading == "result 0"


def test_another_button_of_the_mouse_reads_nothing(qtbot, chart):
    qtbot.mouseClick(chart, Qt.MouseButton.RightButton, pos=QPoint(45, 100))

    assert chart.reading == ""


def test_the_pointer_reads_until_it_leaves(qtbot, chart):
    qtbot.keyClick(chart, Key.Key_End)
    QTest.mouseMove(chart, QPoint(45, 100))
    qtbot.waitUntil(lambda: chart.reading == "result 0", timeout=20_000)

    QApplication.sendEvent(chart, QEvent(QEvent.Type.Leave))

    assert chart.reading == "result 3"


def test_the_cursor_stays_on_its_result_while_that_is_there(qtbot, chart):
    qtbot.keyClick(chart, Key.Key_Home)

    chart.show_history(history(15, 17))
    assert chart.reading == "result 0"
    chart.show_history(MeasureHistory(points=points(15, 17)[1:], low=0, high=27, says=""))

    assert chart.reading == ""


def test_nothing_is_painted_or_read_before_there_is_a_history(qtbot, show, theme):
    chart = MeasureChart(theme)
    show(chart)

    QTest.mouseMove(chart, QPoint(60, 60))
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(45, 100))
    qtbot.keyClick(chart, Key.Key_Left)

    assert chart.reading == ""
    assert count(chart, theme.colour("accent")) == 0


# What is drawn.


def test_every_band_has_its_own_ground(chart, theme):
    grounds = [exactly(chart, theme.colour(f"band{number}")) for number in range(1, 6)]

    assert all(each > 1000 for each in grounds)
    assert exactly(chart, theme.colour("band6")) == 0


def test_without_bands_there_is_no_ground(chart, theme):
    chart.show_history(history(15, 17, bands=()))

    assert exactly(chart, theme.colour("band3")) == 0


def test_a_result_that_passes_the_line_has_a_ring(chart, theme):
    chart.show_history(history(15, 17, 16, 9))
    assert exactly(chart, theme.colour("accent")) == 0

    chart.show_history(history(15, 17, 16, 9, ringed=(3,)))
    one = exactly(chart, theme.colour("accent"))
    chart.show_history(history(15, 17, 9, 9, ringed=(2, 3)))

    assert exactly(chart, theme.colour("accent")) > one > 0


def test_levels_are_drawn_with_their_words(chart, theme):
    plain = count(chart, theme.colour("ink"))

    chart.show_history(
        history(
            15,
            17,
            16,
            9,
            baseline=Level(value=16, label="before therapy began"),
            baseline_from=FIRST + A_FORTNIGHT,
        )
    )
    with_start = count(chart, theme.colour("ink"))
    chart.show_history(
        history(
            15,
            17,
            16,
            9,
            baseline=Level(value=16, label="before therapy began"),
            baseline_from=FIRST + A_FORTNIGHT,
            reliable=[
                Level(value=10, label="6 points lower"),
                Level(value=22, label="6 points higher"),
            ],
        )
    )

    assert count(chart, theme.colour("ink")) > with_start > plain


def test_a_cut_off_is_a_quiet_line(chart, theme):
    before = count(chart, theme.colour("edge"))

    chart.show_history(history(15, 17, 16, 9, cut_off=Level(value=8, label="closer look from 8")))

    assert count(chart, theme.colour("edge")) > before


def with_events():
    return history(
        15,
        17,
        16,
        9,
        sessions=[FIRST + timedelta(days=7 * week) for week in range(6)],
        events=(
            EventMark(
                key="e", name="Moving", first=FIRST + A_FORTNIGHT, last=FIRST + 2 * A_FORTNIGHT
            ),
        ),
    )


def test_life_events_and_sessions_are_marked_in_the_large_one_only(chart, show, theme):
    chart.show_history(with_events())
    compact = MeasureChart(theme, is_compact=True)
    show(compact, width=600)
    compact.show_history(with_events())

    assert exactly(chart, theme.colour("event")) > 1000
    assert exactly(compact, theme.colour("event")) == 0
    assert compact.sizeHint().height() < chart.sizeHint().height()


@pytest.mark.parametrize("number", [0, 1, 2, 30, 260])
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("compact", [False, True])
def test_it_draws_nothing_one_and_ten_years_both_ways(
    *, show, theme, number, direction, compact, qtbot
):
    chart = MeasureChart(theme, is_compact=compact)
    show(chart, width=600)
    chart.setLayoutDirection(direction)
    totals = [place % 28 for place in range(number)]
    chart.show_history(
        history(
            *totals,
            ringed=range(2, number, 3),
            baseline=Level(value=27, label="at the start") if number > 1 else None,
            baseline_from=FIRST if number > 1 else None,
            reliable=[Level(value=21, label="6 points lower")] if number > 1 else (),
            sessions=[FIRST + timedelta(days=7 * week) for week in range(2 * number)],
        )
    )

    qtbot.keyClick(chart, Key.Key_End)

    assert chart.reading == (f"result {number - 1}" if number else "")
    has_ink = count(chart, theme.colour("ink"))
    assert has_ink > 0


def test_it_follows_the_theme(chart, theme):
    light = exactly(chart, theme.colour("band2"))
    was = theme.colour("band2")

    theme.set_scheme(Scheme.DARK)
    theme.set_text_percent(150)

    assert exactly(chart, theme.colour("band2")) > light / 4
    assert exactly(chart, was) == 0


# Geometry.


def geometry(shown, *, mirrored=False):
    return Geometry(shown, QRectF(40, 10, 400, 270), before=20, after=100, is_mirrored=mirrored)


def test_totals_and_days_have_their_place():
    layout = geometry(history(0, 27))

    assert layout.spots == [QPointF(60, 280), QPointF(340, 10)]
    assert layout.y(-5) == 280
    assert layout.y(99) == 10
    assert layout.x(FIRST - A_FORTNIGHT) == 60
    assert layout.ends == (60, 340)


def test_mirrored_time_runs_from_right_to_left():
    layout = geometry(history(0, 27), mirrored=True)

    assert [spot.x() for spot in layout.spots] == [420, 140]
    assert layout.ends == (420, 140)


def test_a_single_day_stands_in_the_middle():
    layout = geometry(history(9, 9, apart=timedelta()))

    assert [spot.x() for spot in layout.spots] == [200, 200]
    assert layout.crosses(QRectF(190, 185, 20, 10))


def test_the_line_is_known_to_run_through_a_place():
    layout = geometry(history(0, 27))

    assert layout.crosses(QRectF(195, 140, 10, 10))
    assert not layout.crosses(QRectF(195, 20, 10, 10))
    assert not layout.crosses(QRectF(380, 10, 10, 270))


def test_a_label_takes_the_first_place_that_is_free():
    layout = geometry(history(0, 27))
    room = Room(layout, [7, 7])
    on_the_line = QRectF(195, 140, 10, 10)
    free, other = QRectF(195, 20, 40, 16), QRectF(300, 200, 40, 16)
    outside = QRectF(435, 100, 40, 16)

    assert room.find([outside, on_the_line, free]) == free
    assert room.find([free, other]) == other
    assert room.find([free, outside]) is None
    assert room.find([free], must=True) == free
    assert room.find([outside], must=True) is None


def test_a_label_above_the_top_is_moved_inside():
    room = Room(geometry(history()), [])

    assert room.find([QRectF(100, 2, 40, 16)]) == QRectF(100, 10, 40, 16)


def named(shown, *, wide=60):
    layout = geometry(shown)
    found = day_labels(shown, layout.x, lambda _words: wide, (0, 500))
    return [words for _, words in found]


def test_the_last_day_is_always_named_and_so_is_the_start():
    shown = history(*[9] * 12, baseline_from=FIRST + 3 * A_FORTNIGHT)

    assert "23 Jun" in named(shown)
    assert "3 Mar" in named(shown)


@pytest.mark.parametrize(
    ("apart", "wide", "expected"),
    [
        (14, 50, ["20 Jan", "3 Feb", "17 Feb"]),
        (100, 50, ["Mar 2026", "May", "Jul"]),
        (80, 50, ["20 Jan", "10 Apr", "29 Jun"]),
        (290, 50, ["Jul", "Jan 2027", "Jul"]),
        (500, 250, ["2028"]),
        (1500, 30, [str(year) for year in range(2027, 2035)]),
        (1500, 60, ["2028", "2030", "2032", "2034"]),
    ],
)
def test_long_times_are_named_by_even_months_or_years(apart, wide, expected):
    assert named(history(9, 9, 9, apart=timedelta(days=apart)), wide=wide) == expected


def test_days_never_overlap_each_other():
    shown = history(*[9] * 40)
    layout = geometry(shown)

    found = day_labels(shown, layout.x, lambda _words: 48, (0, 500))

    spots = [layout.x(day) for day, _ in found]
    assert all(after - before >= 48 for before, after in pairwise(spots))


def test_nothing_is_named_without_results():
    assert named(history()) == []


def test_edges_of_bands_have_figures_and_a_bare_range_is_cut_in_four():
    assert labelled(history()) == [0, 5, 10, 15, 20, 27]
    assert labelled(history(high=80, bands=())) == [0, 20, 40, 60, 80]
