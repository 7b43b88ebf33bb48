"""Slow work beside the window: one thing at a time, values in, values out."""

import gc
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from typing_extensions import override


class JobCancelledError(Exception):
    """The work was given up because nobody waits for it any more."""


class Progress:
    """What work uses to say how far it is, and to learn that it may stop."""

    def __init__(self, report: Callable[[float], None], cancelled: Event) -> None:
        self._report = report
        self._cancelled = cancelled

    @property
    def is_cancelled(self) -> bool:
        """Whether nobody waits for the result any more."""
        return self._cancelled.is_set()

    def report(self, share: float) -> None:
        """Say that ``share`` of the work is done, 0 to 1.

        Raises:
            JobCancelledError: Nobody waits any more; let it pass.
        """
        if self.is_cancelled:
            raise JobCancelledError
        self._report(share)


class Job:
    """Work that is waiting or under way."""

    def __init__(self, cancelled: Event) -> None:
        self._cancelled = cancelled

    @property
    def is_cancelled(self) -> bool:
        """Whether it was given up."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Give it up: from now on neither ``done`` nor ``failed`` is called for it.

        Work that never looks at its progress runs to its end unseen.
        """
        self._cancelled.set()


class Jobs(QObject):
    """Runs slow work one piece at a time, outside the GUI thread.

    Work receives and returns plain values. It never touches a widget, nor the journal's
    connection, which belongs to the GUI thread.

    While work is open, Python's collector of reference cycles stands still. It runs on whatever
    thread happens to allocate, and a widget that it finds there dies on the wrong thread: Qt
    then takes the whole process down.

    Signals:
        giving_up: Everything is given up; for work that does not look at its progress.
    """

    giving_up = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: set[_Relay] = set()

    @property
    def is_busy(self) -> bool:
        """Whether something is waiting, under way, or done but not told yet."""
        return bool(self._open)

    def run(
        self,
        work: Callable[[Progress], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
        progressed: Callable[[float], None] | None = None,
        given_up: Callable[[], None] | None = None,
    ) -> Job:
        """Run ``work`` in its turn, then call ``done`` or ``failed`` on the GUI thread.

        Give bound methods of a QObject: Qt drops the call if that object is gone by then. What
        ``failed`` does not know it raises again, so that a mistake of ours is seen as one.

        Args:
            work: Called on another thread with a ``Progress``.
            done: Called with what it returned.
            failed: Called with what it raised.
            progressed: Called with the share that is done, 0 to 1, as often as it is told.
            given_up: Called when work that was cancelled has come to its end, whichever way.

        Returns:
            The job, to cancel it with.
        """
        cancelled = Event()
        # The relay belongs to us, not to the page that asked: a page may be closed while its
        # work runs, and emitting from a deleted object is an error.
        relay = _Relay(cancelled, self)
        relay.done.connect(done)
        relay.failed.connect(failed)
        if progressed is not None:
            relay.progressed.connect(progressed)
        if given_up is not None:
            relay.given_up.connect(given_up)
        relay.ended.connect(self._on_ended)
        self._open.add(relay)
        gc.disable()
        self._pool.start(_Work(work, relay, cancelled))
        return Job(cancelled)

    def give_up(self) -> None:
        """Cancel everything that is waiting or under way, and go on."""
        for relay in self._open:
            relay.cancelled.set()
        self.giving_up.emit()

    def wait(self, milliseconds: int) -> bool:
        """Wait until the worker stands still, but not longer; tell whether it does."""
        return self._pool.waitForDone(milliseconds)

    def finish(self) -> None:
        """Give up everything and wait until the worker stands still; call before quitting."""
        self.give_up()
        self._pool.waitForDone()
        gc.enable()

    def _on_ended(self) -> None:
        relay = self.sender()
        if isinstance(relay, _Relay):
            self._open.discard(relay)
            relay.deleteLater()
        if not self._open:
            gc.enable()


class _Relay(QObject):
    """Carries what happened from the worker to the GUI thread, where it lives.

    The worker emits the ``work_`` signals; they arrive here on the GUI thread, so a job that
    was cancelled in between says nothing.
    """

    work_progressed = Signal(float)
    work_done = Signal(object)
    work_failed = Signal(object)
    work_cancelled = Signal()

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    given_up = Signal()
    ended = Signal()

    def __init__(self, cancelled: Event, parent: QObject) -> None:
        super().__init__(parent)
        self.cancelled = cancelled
        self.work_progressed.connect(self._on_progressed)
        self.work_done.connect(self._on_done)
        self.work_failed.connect(self._on_failed)
        self.work_cancelled.connect(self._on_cancelled)

    def _on_progressed(self, share: float) -> None:
        if not self.cancelled.is_set():
            self.progressed.emit(share)

    def _on_done(self, result: object) -> None:
        if self.cancelled.is_set():
            self._on_cancelled()
            return
        self.ended.emit()
        self.done.emit(result)

    def _on_failed(self, error: Exception) -> None:
        if self.cancelled.is_set():
            self._on_cancelled()
            return
        self.ended.emit()
        self.failed.emit(error)

    def _on_cancelled(self) -> None:
        self.ended.emit()
        self.given_up.emit()


class _Work(QRunnable):
    """The worker's side of one job."""

    def __init__(self, work: Callable[[Progress], Any], relay: _Relay, cancelled: Event) -> None:
        super().__init__()
        self._work = work
        self._relay = relay
        self._cancelled = cancelled

    @override
    def run(self) -> None:
        if self._cancelled.is_set():
            self._relay.work_cancelled.emit()
            return
        try:
            result = self._work(Progress(self._relay.work_progressed.emit, self._cancelled))
        except JobCancelledError:
            self._relay.work_cancelled.emit()
        except Exception as error:  # noqa: BLE001 - whoever asked sorts it, on the GUI thread
            self._relay.work_failed.emit(error)
        else:
            self._relay.work_done.emit(result)
