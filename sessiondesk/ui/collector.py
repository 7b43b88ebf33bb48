"""Python's collector of reference cycles, at moments when nothing can go wrong."""

import gc
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot

from sessiondesk.ui.jobs import Jobs

_EVERY_MS: Final = 2000
# A look through all that is there costs more than one through what is new.
_TICKS_TO_A_WHOLE_LOOK: Final = 10


class Collector(QObject):
    """Collects between events, on the GUI thread, while no work is open.

    Left to itself, Python collects whenever something is allocated: on a worker, or in the
    middle of the events of the very window that it finds to be garbage. Qt takes the whole
    process down for either. So from here on it never does so by itself.
    """

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.collect)

    @Slot()
    def start(self) -> None:
        """Take over. What is there by now stays to the end, and is never looked through again."""
        gc.disable()
        gc.freeze()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect, if there is enough that is new and no worker is busy."""
        is_little = gc.get_count()[0] <= gc.get_threshold()[0]
        if is_little or self._jobs.is_busy:
            return
        self._ticks += 1
        gc.collect(1 if self._ticks % _TICKS_TO_A_WHOLE_LOOK else 2)
