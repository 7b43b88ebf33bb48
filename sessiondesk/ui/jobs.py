"""Slow work beside the window: one thing at a time, values in, values out."""

from collections.abc import Callable
from enum import Enum, auto
from functools import partial
from itertools import count
from threading import Event
from typing import Any, Final

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot
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


class _Ending(Enum):
    """How a piece of work came to its end."""

    DONE = auto()
    FAILED = auto()
    CANCELLED = auto()


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

    Nothing of Qt's may die on the worker, for Qt then takes the whole process down. The worker
    speaks through this object, which outlives it, and has let go of the work and of what came of
    it before it tells that it ended: a page whose method the work is, or an error that remembers
    it, goes on the GUI thread. See ``collector`` too.

    Signals:
        giving_up: Everything is given up; for work that does not look at its progress.
    """

    giving_up = Signal()
    # From the worker, with the number of the work.
    _went_on = Signal(int, float)
    _ended = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._open: dict[int, _Relay] = {}
        self._numbers = count()
        self._went_on.connect(self._on_went_on)
        self._ended.connect(self._on_ended)

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
        # The relay belongs to us, not to the page that asked: a page may be closed while its
        # work runs, and emitting from a deleted object is an error.
        relay = _Relay(work, self)
        relay.done.connect(done)
        relay.failed.connect(failed)
        if progressed is not None:
            relay.progressed.connect(progressed)
        if given_up is not None:
            relay.given_up.connect(given_up)
        number = next(self._numbers)
        self._open[number] = relay
        self._pool.start(
            _Work(
                relay.box,
                Progress(partial(self._went_on.emit, number), relay.cancelled),
                ended=partial(self._ended.emit, number),
            )
        )
        return Job(relay.cancelled)

    def give_up(self) -> None:
        """Cancel everything that is waiting or under way, and go on."""
        for relay in self._open.values():
            relay.cancelled.set()
        self.giving_up.emit()

    def wait(self, milliseconds: int) -> bool:
        """Wait until the worker stands still, but not longer; tell whether it does."""
        return self._pool.waitForDone(milliseconds)

    def finish(self) -> None:
        """Give up everything and wait until the worker stands still; call before quitting."""
        self.give_up()
        self._pool.waitForDone()

    @Slot(int, float)
    def _on_went_on(self, number: int, share: float) -> None:
        relay = self._open[number]
        if not relay.cancelled.is_set():
            relay.progressed.emit(share)

    @Slot(int)
    def _on_ended(self, number: int) -> None:
        relay = self._open.pop(number)
        relay.deleteLater()
        relay.tell()


class _Box:
    """Where the work lies, and then what came of it. Whoever takes it out has it alone."""

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        self._work: Callable[[Progress], Any] | None = work
        self._outcome: tuple[_Ending, Any] = (_Ending.CANCELLED, None)

    def do(self, progress: Progress) -> None:
        """Do the work, unless it was given up before its turn."""
        work, self._work = self._work, None
        if work is None or progress.is_cancelled:
            return
        try:
            self._outcome = _Ending.DONE, work(progress)
        except JobCancelledError:
            pass
        except Exception as error:  # noqa: BLE001 - whoever asked sorts it, on the GUI thread
            self._outcome = _Ending.FAILED, error

    def open(self) -> tuple[_Ending, Any]:
        """Take out what came of it."""
        outcome, self._outcome = self._outcome, (_Ending.CANCELLED, None)
        return outcome


class _Relay(QObject):
    """Tells what became of one piece of work to whoever asked; lives on the GUI thread."""

    progressed = Signal(float)
    done = Signal(object)
    failed = Signal(object)
    given_up = Signal()

    def __init__(self, work: Callable[[Progress], Any], parent: QObject) -> None:
        super().__init__(parent)
        self.cancelled: Final = Event()
        self.box: Final = _Box(work)
        # So that the worker's own reference to it is never the last.
        self._work: Callable[[Progress], Any] | None = work

    def tell(self) -> None:
        """Tell what came of it; of work that was given up, only that it ended."""
        self._work = None
        ending, what = self.box.open()
        if ending is _Ending.CANCELLED or self.cancelled.is_set():
            self.given_up.emit()
        elif ending is _Ending.DONE:
            self.done.emit(what)
        else:
            self.failed.emit(what)


class _Work(QRunnable):
    """The worker's side of one job."""

    def __init__(self, box: _Box, progress: Progress, ended: Callable[[], None]) -> None:
        super().__init__()
        self._box = box
        self._progress = progress
        self._tell_end = ended

    @override
    def run(self) -> None:
        self._box.do(self._progress)
        self._tell_end()
