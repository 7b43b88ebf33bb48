"""What macOS tells all programs: the screen is locked, or its saver runs. Not tried by us.

Sleep has no notice that plain C can hear. A Mac that asks for a password after sleep locks its
screen; where it does not, the idle clock goes on during sleep and locks at the wake.
"""

import ctypes
import ctypes.util
import sys
from typing import Final

from PySide6.QtCore import QObject
from typing_extensions import override

from sessiondesk.ui.system_signals import SystemSignals

_NOTICES: Final = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
_UTF8: Final = 0x08000100
_DELIVER_AT_ONCE: Final = 4

_Callback = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p
)


class CentreSignals(SystemSignals):
    """Listens to the centre that hands notices from program to program."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Kept: the centre knows only its address.
        self._callback = _Callback(self._on_notice)
        self._foundation: ctypes.CDLL | None = None
        if sys.platform == "darwin":
            self._foundation = _foundation()
            centre = self._foundation.CFNotificationCenterGetDistributedCenter()
            for notice in _NOTICES:
                name = self._foundation.CFStringCreateWithCString(None, notice.encode(), _UTF8)
                self._foundation.CFNotificationCenterAddObserver(
                    centre, self._mark(), self._callback, name, None, _DELIVER_AT_ONCE
                )

    @override
    def close(self) -> None:
        if self._foundation is not None:
            centre = self._foundation.CFNotificationCenterGetDistributedCenter()
            self._foundation.CFNotificationCenterRemoveEveryObserver(centre, self._mark())

    def _mark(self) -> ctypes.c_void_p:
        """Return what the centre knows us by."""
        return ctypes.cast(self._callback, ctypes.c_void_p)

    def _on_notice(self, *_what: object) -> None:
        # The main thread's own loop calls this.
        self.left.emit()


def _foundation() -> ctypes.CDLL:
    foundation = ctypes.CDLL(ctypes.util.find_library("CoreFoundation"))
    pointer = ctypes.c_void_p
    foundation.CFNotificationCenterGetDistributedCenter.restype = pointer
    foundation.CFStringCreateWithCString.restype = pointer
    foundation.CFStringCreateWithCString.argtypes = (pointer, ctypes.c_char_p, ctypes.c_uint32)
    foundation.CFNotificationCenterAddObserver.argtypes = (
        pointer,
        pointer,
        _Callback,
        pointer,
        pointer,
        ctypes.c_long,
    )
    foundation.CFNotificationCenterRemoveEveryObserver.argtypes = (pointer, pointer)
    return foundation
