"""The evidence of a review: read and weighed beside the window."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.jobs import Job, Jobs, Progress

if TYPE_CHECKING:
    from sessiondesk.insights.evidence import Evidence
    from sessiondesk.journal.evidence import EvidenceReading


class EvidenceWork(QObject):
    """Works the evidence out on the worker, through a connection of its own.

    Signals:
        worked_out: The ``Evidence``.
        failed: The record could not be read: the error.
        progressed: The share that is done, 0 to 1.
    """

    worked_out = Signal(object)
    failed = Signal(object)
    progressed = Signal(float)

    def __init__(
        self, jobs: Jobs, connect: Callable[[], Connection], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._connect = connect
        self._job: Job | None = None

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for it."""
        return self._job is not None

    def start(self, reading: "EvidenceReading") -> None:
        """Work it out anew; what was under way is no longer wanted."""
        self.cancel()
        self._job = self._jobs.run(
            partial(_weigh, reading, self._connect),
            done=self._on_done,
            failed=self._on_failed,
            progressed=self._on_progressed,
            given_up=self._on_given_up,
        )

    def cancel(self) -> None:
        """Give it up: nobody waits for it any more."""
        if self._job is not None:
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _on_done(self, found: "Evidence") -> None:
        self._job = None
        self.worked_out.emit(found)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, StoreError):
            raise error
        self.failed.emit(error)

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        self.progressed.emit(share)

    @Slot()
    def _on_given_up(self) -> None:
        # All work was given up, for a lock or a change of keys; else it was given up here, and
        # another may have been started since.
        if self._job is not None and self._job.is_cancelled:
            self._job = None


def _weigh(
    reading: "EvidenceReading", connect: Callable[[], Connection], progress: Progress
) -> "Evidence":
    db = connect()
    try:
        return reading.evidence(db, progress=progress.report)
    finally:
        db.close()
