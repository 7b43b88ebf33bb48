"""Locking by itself when nobody has touched the window for a while.

The time is counted by a clock that goes on while the computer sleeps, so that a wake after
the deadline locks at once.
"""

import ctypes
import sys
import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from typing_extensions import override

WARNING_SECONDS: Final = 30
_POLL_MILLISECONDS: Final = 1000
_SECONDS_PER_MINUTE: Final = 60

# What a hand does. Moving the pointer counts: somebody is there.
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


def boot_seconds() -> float:
    """Return the seconds since this computer was started, sleep included."""
    if sys.platform == "win32":
        milliseconds: int = ctypes.windll.kernel32.GetTickCount64()
        return milliseconds / 1000
    elif sys.platform == "darwin":  # noqa: RET505 - a type checker drops whole branches only
        # Of the clocks that Python offers there, only this one goes on during sleep.
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    else:
        return time.clock_gettime(time.CLOCK_BOOTTIME)


class Autolock(QObject):
    """Says when the journal should lock because nobody is there.

    Signals:
        due: The time is over: lock now.
        warned: So many whole seconds are left; said each second towards the end.
        calmed: Somebody is there again after a warning.
    """

    due = Signal()
    warned = Signal(int)
    calmed = Signal()

    def __init__(
        self, minutes: int, *, seconds: Callable[[], float], parent: QObject | None = None
    ) -> None:
        """Count with ``seconds``, a clock that never goes back and knows of sleep."""
        super().__init__(parent)
        self._seconds = seconds
        self._allowed = minutes * _SECONDS_PER_MINUTE
        self._touched_at = seconds()
        self._has_warned = False
        self._is_running = False
        self._timer = QTimer(self)
        self._timer.setInterval(_POLL_MILLISECONDS)
        self._timer.timeout.connect(self.poll)

    @property
    def seconds_left(self) -> float:
        """How long until it is due; below zero when the time is over."""
        return self._allowed - (self._seconds() - self._touched_at)

    def start(self) -> None:
        """Begin to count, from now."""
        self._touched_at = self._seconds()
        self._is_running = True
        self._timer.start()

    def stop(self) -> None:
        """Count no longer."""
        self._is_running = False
        self._timer.stop()

    def set_minutes(self, minutes: int) -> None:
        """Allow so many minutes without a touch from now on."""
        self._allowed = minutes * _SECONDS_PER_MINUTE
        self.touch()

    def touch(self) -> None:
        """Take note that somebody is there."""
        self._touched_at = self._seconds()
        if self._has_warned:
            self._has_warned = False
            self.calmed.emit()

    @Slot()
    def poll(self) -> None:
        """Look at the clock: warn, lock, or do nothing."""
        if not self._is_running:
            return
        left = self.seconds_left
        if left <= 0:
            self.stop()
            self.due.emit()
        elif left <= WARNING_SECONDS:
            self._has_warned = True
            self.warned.emit(max(1, round(left)))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear what reaches a window that this was installed on."""
        if not self._is_running or event.type() not in _SIGNS_OF_LIFE:
            return False
        if self.seconds_left <= 0:
            # The first touch after a sleep must not reach what should be locked by now.
            self.poll()
            return True
        self.touch()
        return False
