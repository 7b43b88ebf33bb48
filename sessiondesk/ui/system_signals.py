"""What the system says about the person's being away: the screen is locked, sleep is near."""

import os
import sys

from PySide6.QtCore import QObject, Signal


class SystemSignals(QObject):
    """Listens to the system, each in its own way.

    Signals:
        left: The person is away: the screen was locked, another person's session is in
            front, or the computer is about to sleep.
    """

    left = Signal()

    def close(self) -> None:
        """Listen no longer; to be called before this goes."""


def listen(window: int, parent: QObject) -> SystemSignals:
    """Return what listens to this system.

    Args:
        window: The number of the native window; Windows tells windows only.
        parent: The owner.
    """
    if sys.platform == "win32":
        from sessiondesk.ui.system_signals_windows import WindowSignals  # noqa: PLC0415

        return WindowSignals(window, parent)
    elif sys.platform == "darwin":  # noqa: RET505 - a type checker drops whole branches only
        from sessiondesk.ui.system_signals_mac import CentreSignals  # noqa: PLC0415

        return CentreSignals(parent)
    else:
        # After the window was painted: an empty window does without it.
        from sessiondesk.ui import system_signals_linux as buses  # noqa: PLC0415

        return buses.BusSignals(
            session=buses.session_address(os.environ),
            system=buses.system_address(os.environ),
            parent=parent,
        )
