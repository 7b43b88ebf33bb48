"""The attendance strip: one mark a session, one Tab stop for all, the sum in words."""

import pytest
from PySide6.QtCore import Qt

from sessiondesk.ui.widgets.attendance_strip import AttendanceStrip, Mark, MarkKind

LEFT = Qt.MouseButton.LeftButton


def marks(count: int) -> list[Mark]:
    kinds = list(MarkKind)
    return [
        Mark(
            id=f"s{number}",
            kind=kinds[number % len(kinds)],
            day=f"{number}",
            says=f"Session {number}",
        )
        for number in range(1, count + 1)
    ]


@pytest.fixture
def strip(theme, show):
    strip = AttendanceStrip(theme)
    strip.set_marks(marks(9), "8 of 9 attended since 12 March", "One cancelled a day ahead")
    show(strip, width=900)
    return strip


def test_a_click_goes_to_that_session(qtbot, strip, control):
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.mouseClick(control(strip, "Session 4"), LEFT)

    assert chosen.args == ["s4"]


def test_the_newest_is_the_tab_stop_and_arrows_lead_to_the_others(qtbot, strip, control):
    newest = control(strip, "Session 9")
    newest.setFocus(Qt.FocusReason.TabFocusReason)

    qtbot.keyClick(newest, Qt.Key.Key_Left)
    qtbot.keyClick(control(strip, "Session 8"), Qt.Key.Key_Left)
    with qtbot.waitSignal(strip.chosen) as chosen:
        qtbot.keyClick(control(strip, "Session 7"), Qt.Key.Key_Return)

    assert chosen.args == ["s7"]


def test_the_sum_is_spoken(strip, control):
    assert control(strip, "8 of 9 attended since 12 March, One cancelled a day ahead")


def test_without_room_for_all_the_newest_are_shown(strip, control, theme):
    strip.set_marks(marks(200), "150 of 200 attended")

    assert control(strip, "Session 200")
    with pytest.raises(AssertionError):
        control(strip, "Session 1")


def test_no_session_is_no_mark(strip, audit):
    strip.set_marks([], "No session yet")

    assert audit(strip) == []


def test_everything_can_be_reached_and_hit(strip, audit):
    assert audit(strip) == []
