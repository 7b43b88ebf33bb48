"""The days around sessions as a curve, and as a table."""

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sessiondesk.insights.after_session import CurvePoint
from sessiondesk.ui.theme import Scheme
from sessiondesk.ui.widgets.chart_and_table import ChartAndTable
from sessiondesk.ui.widgets.recovery_curve import RecoveryCurve
from sessiondesk.ui.widgets.stepped_chart import reach_for
from sessiondesk.ui.widgets.table import Column, DataTable

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton
MOOD = ("Mood", "mood")


def points(*means, sessions=12, first=-2):
    return [
        CurvePoint(offset=offset, mean=mean, sessions=sessions)
        for offset, mean in enumerate(means, start=first)
    ]


@pytest.fixture
def curve(show, theme):
    curve = RecoveryCurve(theme)
    show(curve, width=600)
    curve.show_curve(points(0.1, -0.1, 0.2, -0.9, -0.4, 0.0), *MOOD)
    return curve


def pixels(chart, colour):
    """Return how many pixels have just this colour."""
    image = chart.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return Counter(memoryview(image.constBits()).cast("I"))[colour.rgb()]


def test_it_is_spoken_as_one_sentence(curve):
    assert curve.accessibleName() == (
        "Mood around 12 sessions, each against the two days before it: lowest the day after "
        "(\N{MINUS SIGN}0.9), highest on the day itself (+0.2)."
    )


@pytest.mark.parametrize(
    ("keys", "begins"),
    [
        ((Key.Key_Right,), "2 days before"),
        ((Key.Key_Right, Key.Key_Right), "The day before"),
        ((Key.Key_End,), "3 days after"),
        ((Key.Key_End, Key.Key_Right), "3 days after"),
        ((Key.Key_End, Key.Key_Home), "2 days before"),
        ((Key.Key_Home, Key.Key_Left), "2 days before"),
        ((Key.Key_End, Key.Key_Left), "2 days after"),
    ],
)
def test_keys_go_from_day_to_day_and_no_further(qtbot, curve, keys, begins):
    for key in keys:
        qtbot.keyClick(curve, key)

    assert curve.reading.startswith(begins)
    assert curve.accessibleDescription() == curve.reading


def test_escape_lets_go_and_other_keys_are_left_to_the_page(qtbot, curve):
    qtbot.keyClick(curve, Key.Key_Right)
    qtbot.keyClick(curve, Key.Key_Escape)
    assert curve.reading == ""

    qtbot.keyClick(curve, Key.Key_A)
    qtbot.keyClick(curve, Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert curve.reading == ""


def test_a_click_reads_the_nearest_day_and_the_pointer_until_it_leaves(qtbot, curve):
    qtbot.mouseClick(curve, LEFT, pos=QPoint(60, 100))
    assert curve.reading.startswith("2 days before")

    QTest.mouseMove(curve, QPoint(curve.width() - 20, 100))
    qtbot.waitUntil(lambda: curve.reading.startswith("3 days after"), timeout=20_000)

    QApplication.sendEvent(curve, QEvent(QEvent.Type.Leave))
    assert curve.reading.startswith("2 days before")


def test_another_button_reads_nothing(qtbot, curve):
    qtbot.mouseClick(curve, Qt.MouseButton.RightButton, pos=QPoint(60, 100))

    assert curve.reading == ""


def test_without_days_there_is_nothing_to_read(qtbot, curve):
    curve.show_curve([], *MOOD)

    qtbot.keyClick(curve, Key.Key_Right)
    qtbot.mouseClick(curve, LEFT, pos=QPoint(60, 100))
    curve.grab()

    assert curve.reading == ""


def test_it_draws_its_days_in_either_theme(curve, theme):
    assert pixels(curve, theme.colour("mood")) > 100

    theme.set_scheme(Scheme.DARK)

    assert pixels(curve, theme.colour("mood")) > 100


def test_days_with_few_sessions_are_rings_without_a_line(curve, theme):
    many = pixels(curve, theme.colour("mood"))

    curve.show_curve(points(0.1, -0.1, 0.2, -0.9, -0.4, 0.0, sessions=2), *MOOD)

    assert 0 < pixels(curve, theme.colour("mood")) < many / 2


def test_no_line_crosses_a_day_that_nobody_noted(curve, theme):
    whole = points(0, 0, 0, 0, 0, 0, 0)
    curve.show_curve(whole, *MOOD)
    joined = pixels(curve, theme.colour("mood"))

    curve.show_curve([*whole[:2], *whole[5:]], *MOOD)

    assert pixels(curve, theme.colour("mood")) < joined


def test_it_can_be_read_from_right_to_left(qtbot, curve):
    curve.setLayoutDirection(Qt.LayoutDirection.RightToLeft)

    qtbot.mouseClick(curve, LEFT, pos=QPoint(curve.width() - 60, 100))
    curve.grab()

    assert curve.reading.startswith("2 days before")


@pytest.mark.parametrize(
    ("values", "reach"),
    [([], 1.0), ([0.1, -0.2], 1.0), ([1.0], 1.0), ([1.2, -0.1], 1.5), ([-3.6], 4.0)],
)
def test_small_differences_do_not_fill_the_plot(values, reach):
    assert reach_for(values) == reach


# Its twin.


@pytest.fixture
def twin(show, theme, curve):
    twin = ChartAndTable(curve, "Around sessions", theme)
    twin.set_table([Column(title="Day")], [["The day after"], ["2 days after"]])
    show(twin)
    return twin


def test_the_table_takes_the_place_of_the_chart(qtbot, twin, curve, control):
    curve.setFocus()
    twin.show_table(True)

    (table,) = twin.findChildren(DataTable)
    assert twin.is_table
    assert (table.isVisible(), curve.isVisible()) == (True, False)
    assert table.hasFocus()

    qtbot.mouseClick(control(twin, "Around sessions: As a chart"), LEFT)
    assert (table.isVisible(), curve.isVisible()) == (False, True)


def test_the_whole_table_is_in_view(twin):
    twin.show_table(True)

    (table,) = twin.findChildren(DataTable)
    assert table.verticalScrollBar().maximum() == 0


def test_what_is_read_stands_below_the_chart(qtbot, twin, curve, control):
    qtbot.keyClick(curve, Key.Key_End)

    assert control(twin, curve.reading).isVisible()
