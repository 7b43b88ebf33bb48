"""Slow work that can be stopped, and that tells what really came of it."""

from collections.abc import Callable
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from sessiondesk.ui.jobs import Jobs, Progress

Report = Callable[[float], None]


class StoppedError(Exception):
    """The person stopped the work, and it left nothing behind."""


class SlowWork(QObject):
    """Runs one piece of work at a time beside the window.

    A job that was cancelled says nothing any more. That is not enough where files are moved:
    whoever pressed Stop has to be told whether it came in time.

    Signals:
        progressed: The share that is done, 0 to 1.
        done: What it returned; it may be done although it was told to stop.
        failed: What it raised.
        stopped: It was told to stop, and stopped in time.
        given_up: All work was given up, for a lock; whether it was done nobody knows.
    """

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    stopped = Signal()
    given_up = Signal()

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._stop = Event()
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether work is under way."""
        return self._is_busy

    @property
    def is_stop_wanted(self) -> bool:
        """Whether the last work was told to stop."""
        return self._stop.is_set()

    def begin(self, work: Callable[[Report], object]) -> None:
        """Run ``work`` with a function that takes the share done, and may raise to stop it."""
        stop = self._stop = Event()
        self._is_busy = True

        def run(progress: Progress) -> object:
            def report(share: float) -> None:
                if stop.is_set():
                    raise StoppedError
                progress.report(share)

            return work(report)

        self._jobs.run(run, self._on_done, self._on_failed, self._on_progressed, self._on_given_up)

    def stop(self) -> None:
        """Ask the work to stop as soon as it can."""
        self._stop.set()

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        self.progressed.emit(share)

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self._is_busy = False
        self.done.emit(result)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        # Its frames may hold a secret.
        error = error.with_traceback(None)
        if isinstance(error, StoppedError):
            self.stopped.emit()
        else:
            self.failed.emit(error)

    @Slot()
    def _on_given_up(self) -> None:
        self._is_busy = False
        self.given_up.emit()
