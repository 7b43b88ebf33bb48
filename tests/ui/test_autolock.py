"""Locking by itself, with a clock that the test turns."""

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from typing_extensions import override

from sessiondesk.ui.autolock import Autolock, boot_seconds


class Clock:
    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def autolock(qapp, clock):
    autolock = Autolock(5, seconds=clock)
    autolock.start()
    return autolock


@pytest.fixture
def heard(autolock):
    heard = []
    autolock.due.connect(lambda: heard.append("due"))
    autolock.warned.connect(heard.append)
    autolock.calmed.connect(lambda: heard.append("calmed"))
    return heard


@pytest.fixture
def window(qapp, autolock, qtbot):
    window = QWindow()
    window.installEventFilter(autolock)
    window.show()
    yield window
    window.destroy()


class Receiver(QWindow):
    """Counts the keys that reach it."""

    pressed = 0

    @override
    def keyPressEvent(self, event):
        self.pressed += 1


def test_it_is_due_after_the_minutes_without_a_touch(autolock, clock, heard):
    clock.seconds += 5 * 60 - 31
    autolock.poll()
    assert heard == []

    clock.seconds += 31
    autolock.poll()

    assert heard == ["due"]


def test_it_is_said_once_only(autolock, clock, heard):
    clock.seconds += 5 * 60
    autolock.poll()
    autolock.poll()

    assert heard == ["due"]


def test_the_last_thirty_seconds_are_counted_aloud(autolock, clock, heard):
    clock.seconds += 5 * 60 - 30
    autolock.poll()
    clock.seconds += 1
    autolock.poll()

    assert heard == [30, 29]


@pytest.mark.parametrize(
    "touch",
    [
        lambda window: QTest.keyClick(window, Qt.Key.Key_Shift),
        lambda window: QTest.mouseClick(window, Qt.MouseButton.LeftButton),
    ],
    ids=["a key", "the mouse"],
)
def test_a_touch_after_the_warning_starts_again(autolock, clock, heard, window, touch):
    clock.seconds += 5 * 60 - 10
    autolock.poll()

    touch(window)

    assert heard == [10, "calmed"]
    assert autolock.seconds_left == 5 * 60


def test_the_first_key_after_a_sleep_locks_and_goes_no_further(autolock, clock, heard, window):
    receiver = Receiver()
    receiver.installEventFilter(autolock)
    receiver.show()
    QTest.keyClick(receiver, Qt.Key.Key_A)
    assert receiver.pressed == 1
    clock.seconds += 12 * 3600

    QTest.keyClick(receiver, Qt.Key.Key_A)

    assert heard == ["due"]
    assert receiver.pressed == 1
    receiver.destroy()


def test_nothing_happens_before_the_start_and_after_the_stop(autolock, clock, heard, window):
    autolock.stop()
    clock.seconds += 12 * 3600

    autolock.poll()
    QTest.keyClick(window, Qt.Key.Key_A)

    assert heard == []


def test_other_minutes_count_from_now(autolock, clock, heard):
    clock.seconds += 4 * 60

    autolock.set_minutes(1)

    assert autolock.seconds_left == 60


def test_it_looks_at_the_clock_by_itself(qtbot, autolock, clock):
    clock.seconds += 3600

    with qtbot.waitSignal(autolock.due, timeout=3000):
        pass


def test_the_clock_of_this_computer_goes_forward():
    first = boot_seconds()

    assert boot_seconds() >= first
    # It counts from the start of the computer, sleep included, so it is never behind this one.
    assert boot_seconds() >= time.monotonic() - 1
