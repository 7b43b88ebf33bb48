"""What Windows says to a window: the session is locked, sleep is near. Not tried by us."""

import ctypes
import sys
from typing import Final

from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject
from typing_extensions import override

from sessiondesk.ui.system_signals import SystemSignals

_WM_POWERBROADCAST: Final = 0x0218
_PBT_APMSUSPEND: Final = 4
_WM_WTSSESSION_CHANGE: Final = 0x02B1
# Another person took the screen, here or from afar; or it was locked.
_WTS_AWAY: Final = frozenset({2, 4, 7})
_THIS_SESSION_ONLY: Final = 0


class WindowSignals(SystemSignals):
    """Listens to what Windows tells one window."""

    def __init__(self, window: int, parent: QObject | None = None) -> None:
        """Listen through ``window``, its native number."""
        super().__init__(parent)
        self._window = window
        self._ear = _Ear(self)
        application = QCoreApplication.instance()
        if sys.platform == "win32" and application is not None:
            application.installNativeEventFilter(self._ear)
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(
                ctypes.c_void_p(window), _THIS_SESSION_ONLY
            )

    @override
    def close(self) -> None:
        application = QCoreApplication.instance()
        if sys.platform == "win32" and application is not None:
            application.removeNativeEventFilter(self._ear)
            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(ctypes.c_void_p(self._window))


class _Message(ctypes.Structure):
    """The beginning of the system's MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wide", ctypes.c_size_t),
        ("long", ctypes.c_ssize_t),
    )


class _Ear(QAbstractNativeEventFilter):
    """Hears each message before Qt does, and lets it pass."""

    def __init__(self, signals: SystemSignals) -> None:
        super().__init__()
        self._signals = signals

    @override
    def nativeEventFilter(
        self, eventType: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        told = _Message.from_address(int(message))
        if is_away(told.message, told.wide):
            self._signals.left.emit()
        return False, 0


def is_away(message: int, detail: int) -> bool:
    """Tell whether a message of Windows means that the person is away."""
    if message == _WM_POWERBROADCAST:
        return detail == _PBT_APMSUSPEND
    return message == _WM_WTSSESSION_CHANGE and detail in _WTS_AWAY
