"""Keeping the window out of screenshots and recordings, where the system offers that.

Windows does. macOS takes a similar wish and no longer heeds it, X11 and Wayland have none:
there, whatever can record the screen can record this window, and the privacy page says so.
"""

import ctypes
import sys
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_EVERYWHERE: Final = 0x00
_NOT_IN_CAPTURES: Final = 0x11  # WDA_EXCLUDEFROMCAPTURE


def is_possible() -> bool:
    """Tell whether this system lets a program keep its windows out of captures."""
    return sys.platform == "win32"


class CaptureShield(QObject):
    """Holds over each window of the program, dialogs included. Not tried by us on Windows."""

    def __init__(self, application: QGuiApplication, *, is_up: bool) -> None:
        """Hold the shield over every window that comes to the front while it is up."""
        super().__init__(application)
        self._is_up = is_up
        if is_possible():
            application.focusWindowChanged.connect(self._on_front)

    def set_up(self, *, is_up: bool) -> None:
        """Hold it, or put it down to share the screen with somebody."""
        self._is_up = is_up
        for window in QGuiApplication.topLevelWindows():
            self._on_front(window)

    @Slot(object)
    def _on_front(self, window: QWindow | None) -> None:
        if sys.platform == "win32" and window is not None and isValid(window):
            affinity = _NOT_IN_CAPTURES if self._is_up else _EVERYWHERE
            ctypes.windll.user32.SetWindowDisplayAffinity(int(window.winId()), affinity)
