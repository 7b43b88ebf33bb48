"""The weekly look at the record: worked out beside the window, kept, and told."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from sessiondesk.domain.insight import Insight
from sessiondesk.insights.keeping import METHOD, encode
from sessiondesk.journal import Journal, steady
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.jobs import Job, Jobs, Progress

if TYPE_CHECKING:
    from sessiondesk.journal.looking_back import Reading

# Reading is about so much of the work.
_READ = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Unkept:
    """Answers that could be worked out and not kept.

    Attributes:
        insights: The answers, in the order they are told.
        error: Why they were not kept.
    """

    insights: Sequence[Insight] = field(repr=False)
    error: StoreError


class WeeklyWork(QObject):
    """Answers everything that is answered without being asked.

    The record is read on the worker through a connection of its own; only keeping the answers
    happens on the window's thread.

    Signals:
        worked_out: The answers are there: kept, or in ``unkept``.
        failed: The record could not be read: the error.
        progressed: The share that is done, 0 to 1.
    """

    worked_out = Signal()
    failed = Signal(object)
    progressed = Signal(float)

    def __init__(
        self,
        journal: Journal,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._jobs = jobs
        self._connect = connect
        self._job: Job | None = None
        self._unkept: Unkept | None = None

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for it."""
        return self._job is not None

    @property
    def unkept(self) -> Unkept | None:
        """The last answers, where they could not be kept."""
        return self._unkept

    def start(self) -> None:
        """Look at the record as it stands; once at a time."""
        if self._job is not None:
            return
        journal = self._journal
        try:
            therapy = steady.reading(journal)
        except StoreError as error:
            self.failed.emit(error)
            return
        work = partial(_look, journal.looking_back.reading(), therapy, self._connect)
        self._job = self._jobs.run(
            work,
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
    def _on_done(self, found: tuple[date, Sequence[Insight]]) -> None:
        self._job = None
        day, insights = found
        self._unkept = None
        try:
            self._journal.insights.keep(day, insights)
        except StoreError as error:
            self._unkept = Unkept(insights=insights, error=error)
        self.worked_out.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._job = None
        if not isinstance(error, StoreError):
            raise error
        self.failed.emit(error)

    @Slot()
    def _on_given_up(self) -> None:
        # All work was given up, for a lock or a change of keys; else it was given up here, and
        # another may have been started since.
        if self._job is not None and self._job.is_cancelled:
            self._job = None

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        self.progressed.emit(share)


def _look(
    reading: "Reading",
    therapy: steady.SteadyReading | None,
    connect: Callable[[], Connection],
    progress: Progress,
) -> tuple[date, Sequence[Insight]]:
    # It needs numpy, which comes in here and never on the window's thread.
    weekly_look: Any = importlib.import_module("sessiondesk.insights.weekly_look")
    db = connect()
    try:
        material = reading.material(db)
        progress.report(_READ)
        answers = list(weekly_look.look(material, progress=partial(_rest, progress)))
        if therapy is not None:
            answers.append(therapy.answer(db, material))
    finally:
        db.close()
    return reading.today, [
        Insight(
            day=reading.today,
            asked=each.asked,
            subject=each.subject,
            method=METHOD,
            claim=encode(each.claim),
        )
        for each in answers
    ]


def _rest(progress: Progress, share: float) -> None:
    progress.report(_READ + (1 - _READ) * share)
