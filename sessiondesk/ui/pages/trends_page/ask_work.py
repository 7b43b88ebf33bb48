"""Answers questions beside the window: the record is read once, and kept until it changes."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from sessiondesk.insights.asked import Answered, Question
from sessiondesk.insights.claim import Ending
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.jobs import Job, Jobs, Progress

if TYPE_CHECKING:
    from sessiondesk.insights.material import Material
    from sessiondesk.journal.looking_back import Reading

# Reading is about so much of the work.
_READ = 0.8

Asked = Mapping[str, Sequence[Question]]


class AskWork(QObject):
    """Takes questions and brings answers.

    Signals:
        began: Somebody waits for an answer, or for one more.
        ended: Nobody does any more.
        answered: Name of who asked, the question that was answered, and the answer.
        failed: The record could not be read: the error.
        given_up: All work beside the window was given up; what was asked is not answered.
        progressed: The share that is done, 0 to 1.
    """

    began = Signal()
    ended = Signal()
    answered = Signal(str, object, object)
    failed = Signal(object)
    given_up = Signal()
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
        self._open: dict[str, Sequence[Question]] = {}
        self._material: Material | None = None

    def ask(self, who: str, questions: Sequence[Question]) -> None:
        """Ask, in place of what ``who`` asked before.

        Args:
            who: Name of who asks.
            questions: The question, and perhaps another one that is asked in its place where
                there are not days enough for it.
        """
        self._open[who] = questions
        self._start()

    def drop(self, who: str) -> None:
        """Give up what ``who`` asked."""
        if self._open.pop(who, None) is None:
            return
        if self._open:
            self._start()
        else:
            self.cancel()

    def forget(self) -> None:
        """Read the record again for the next question: it has changed."""
        self._material = None

    def cancel(self) -> None:
        """Give everything up: nobody waits any more."""
        self._open.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = None
            self.ended.emit()

    def _start(self) -> None:
        if self._job is not None:
            self._job.cancel()
        today = self._journal.today()
        if self._material is not None and self._material.today != today:
            self._material = None
        work = partial(
            _answer,
            dict(self._open),
            self._material,
            self._journal.looking_back.reading(),
            self._connect,
        )
        self._job = self._jobs.run(
            work,
            done=self._on_done,
            failed=self._on_failed,
            progressed=self.progressed.emit,
            given_up=self._on_given_up,
        )
        self.began.emit()

    @Slot(object)
    def _on_done(
        self, result: "tuple[Material, Sequence[tuple[str, Question, Answered]]]"
    ) -> None:
        self._job = None
        self._open.clear()
        self._material, found = result
        for who, question, answer in found:
            self.answered.emit(who, question, answer)
        self.ended.emit()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._open.clear()
        self.ended.emit()
        if not isinstance(error, StoreError):
            raise error
        self.failed.emit(error)

    @Slot()
    def _on_given_up(self) -> None:
        # All work was given up, for a lock or a change of keys; what was given up here has
        # another in its place, or nobody waits.
        if self._job is not None and self._job.is_cancelled:
            self._job = None
            self._open.clear()
            self.ended.emit()
            self.given_up.emit()


def _answer(
    asked: Asked,
    material: "Material | None",
    reading: "Reading",
    connect: Callable[[], Connection],
    progress: Progress,
) -> "tuple[Material, Sequence[tuple[str, Question, Answered]]]":
    """Answer, on the worker, where numpy may come in and a connection of its own reads."""
    answering = importlib.import_module("sessiondesk.insights.answering")
    progress.report(0.0)
    if material is None:
        db = connect()
        try:
            material = reading.material(db)
        finally:
            db.close()
    found = []
    for place, (who, questions) in enumerate(asked.items()):
        progress.report(_READ + (1 - _READ) * place / len(asked))
        question, *others = questions
        answer: Answered = answering.answer(question, material)
        if others and getattr(answer.claim, "ending", None) is Ending.NOT_ENOUGH:
            question = others[0]
            answer = answering.answer(question, material)
        found.append((who, question, answer))
    return material, found
