"""What locking does to the screen, before anything is asked of the disk.

A disk may take its time, or never answer. So the words are gone from the screen itself when
`hide` returns: painting waits for no loop of events, and nothing here can fail.
"""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from sessiondesk.ui.frame import Frame

_MOST_POPUPS = 100


def hide(frame: Frame) -> None:
    """Leave nothing in sight but an empty window: no page, no dialog, no menu."""
    with nothing_kept():
        frame.blank()
        hide_others(frame)
        frame.repaint()
        send_to_screen()


def hide_others(frame: Frame) -> list[QWidget]:
    """Take every window but ``frame`` off the screen, and return those that are no menus."""
    for _ in range(_MOST_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        # A menu that is open waits in a loop of its own: hidden, it ends.
        popup.hide()
    others = [
        window
        for window in QApplication.topLevelWidgets()
        if window is not frame and window.isVisible()
    ]
    for window in others:
        window.hide()
    return others


@contextmanager
def nothing_kept() -> Iterator[None]:
    """Let an editor lose the keyboard without telling: it would have its words kept first."""
    focused = QApplication.focusWidget()
    if focused is None:
        yield
        return
    was_quiet = focused.blockSignals(True)
    try:
        yield
    finally:
        if isValid(focused):
            focused.blockSignals(was_quiet)


def is_in_front() -> bool:
    """Tell whether what is typed now reaches this program."""
    return QApplication.activeWindow() is not None


def let_go_of_dialogs(*owners: QWidget) -> None:
    """Close every dialog over these widgets for good, without a question."""
    for owner in owners:
        for dialog in owner.findChildren(QDialog):
            dialog.close()


def send_to_screen() -> None:
    """Have the screen told now: what is painted waits in the program for the next turn."""
    application = QGuiApplication.instance()
    if not isinstance(application, QGuiApplication):
        return
    # Which kind of screen it belongs to is not known to the stubs.
    native: Any = application.nativeInterface()
    with suppress(OSError, AttributeError):
        match application.platformName():
            case "xcb":
                flush = ctypes.CDLL("libxcb.so.1").xcb_flush
                flush(ctypes.c_void_p(int(native.connection())))
            case "wayland" | "wayland-egl":
                flush = ctypes.CDLL("libwayland-client.so.0").wl_display_flush
                flush(ctypes.c_void_p(int(native.display())))
