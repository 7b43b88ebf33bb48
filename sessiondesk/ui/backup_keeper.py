"""Backups of the open journal: made beside the window, by themselves and when asked for."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.backup_shelf import BackupShelf
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.store.drafts import Draft
    from sessiondesk.ui.backup_work import Made
    from sessiondesk.vault.backing_up import BackupState, TriedBackup
    from sessiondesk.vault.backup_file import BackupFile, Reason
    from sessiondesk.vault.opened import OpenVault

# The window paints first, and the person has begun to look at it.
_AFTER_OPENING_MS: Final = 3000
# At the lock the window is hidden already, and what is in memory should be gone soon.
_QUICK_BYTES: Final = 48 * 2**20
_QUICK_SECONDS: Final = 2.5

Outside = (VaultError, StoreError)
Failed = Callable[[VaultError | StoreError], None]
"""Is told what stood in the way; a bound method of a QObject."""


class BackupKeeper(BackupShelf):
    """Makes, copies and tries out backups, besides all that can be done with those there are.

    Everything slow runs through the jobs; what is written into the journal about it is written
    on the GUI thread. One thing at a time: what is asked for while something runs is refused.

    Signals:
        progressed: The share that is done of what is under way, 0 to 1.
        done: The ``BackupFile`` that was just made.
        copied: The second copy was written and read back.
        failed: What could not be done: a ``VaultError`` or ``StoreError``.
    """

    progressed = Signal(float)
    done = Signal(object)
    copied = Signal()
    failed = Signal(object)

    def __init__(
        self,
        vault: "OpenVault",
        journal: Journal,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """Keep the backups of ``vault``.

        Args:
            vault: The open vault, on this thread.
            journal: The journal over it.
            jobs: Where backups are made.
            now: The clock: aware, on the person's own wall clock.
            parent: The owner.
        """
        super().__init__(vault, journal, now=now, parent=parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._task: _Task | None = None
        self._waiting: list[Callable[[], object]] = []
        self.share = 0.0

    @property
    def is_busy(self) -> bool:
        """Whether something is under way; not what was given up with all else, for a lock."""
        return self._job is not None and not self._job.is_cancelled

    # By themselves.

    def start(self) -> None:
        """Look after the backups of the day, a little after the window was painted."""
        QTimer.singleShot(_AFTER_OPENING_MS, self, self._on_started)

    def at_close(self) -> None:
        """Make the backup that is due, if it is quick; never raises.

        Called when the window is hidden already and the journal is about to be closed. What
        was to come by itself does not come any more.
        """
        self._waiting.clear()
        self.cancel()
        try:
            self._back_up_now()
        except Exception:  # noqa: BLE001 - nothing, our own mistakes included, may stop a lock
            return
        finally:
            self._is_over = True

    def _back_up_now(self) -> None:
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        state = self.state
        if self.is_possible and state is not None and state.is_due and self._is_quick():
            backup_work.make_now(self._vault, at=self._now(), seconds=_QUICK_SECONDS)

    def _is_quick(self) -> bool:
        return self._vault.database.stat().st_size <= _QUICK_BYTES

    @Slot()
    def _on_started(self) -> None:
        from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - not at the start

        if self._vault.is_closed:
            return
        state = self.state
        if state is None or self.is_busy or not self.is_possible:
            return
        today = self._now().date()
        last = state.last
        is_new_day = last is None or last.made_at.astimezone().date() != today
        if state.is_due and is_new_day:
            self.back_up(Reason.DAILY)
        elif self._wants_copy(state):
            self.copy()

    def _wants_copy(self, state: "BackupState") -> bool:
        if state.last is None or state.second_place is None:
            return False
        is_behind = state.second_last is None or state.second_last < state.last.made_at
        # A stick that is not there is no news: Today says so when it was missing for long.
        return is_behind and state.second_place.is_dir()

    # When asked for.

    def back_up(
        self,
        reason: "Reason",
        then: "Callable[[BackupFile], None] | None" = None,
        failed: Failed | None = None,
    ) -> bool:
        """Make a backup beside the window, and the second copy of it where there is a place.

        Args:
            reason: Why it is made.
            then: A bound method of a QObject, called with the backup when it is there.
            failed: The same, called with what stood in the way; without it, ``failed`` is
                emitted.

        Returns:
            Whether it was begun: not while something else is under way.
        """
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        if self.is_busy or self._is_over:
            return False
        state = self.state
        second = state.second_place if state is not None else None
        source = self._vault.backup_source()
        work = backup_work.making(source, reason, at=self._now(), second=second)
        self._begin(work, self._on_made, then, failed)
        return True

    def back_up_before(
        self,
        reason: "Reason",
        then: "Callable[[BackupFile], None]",
        failed: Failed,
    ) -> None:
        """Make the backup that a dangerous step waits for; what is under way comes first."""
        if not self.back_up(reason, then, failed) and not self._is_over:
            self._waiting.append(partial(self.back_up, reason, then, failed))

    def back_up_into(
        self,
        folder: Path,
        words: "Sequence[Draft]" = (),
        then: "Callable[[BackupFile], None] | None" = None,
        failed: Failed | None = None,
    ) -> bool:
        """Make a backup in ``folder``, with ``words`` in it that the disk did not take.

        Returns:
            Whether it was begun.
        """
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        if self.is_busy or self._is_over:
            return False
        source = self._vault.backup_source()
        work = backup_work.saving_elsewhere(source, folder, words, at=self._now())
        self._begin(work, self._on_ended_well, then, failed)
        return True

    def try_out(
        self,
        path: Path,
        then: "Callable[[TriedBackup], None]",
        failed: Failed,
    ) -> bool:
        """Open a backup from memory, read only, and count what is in it.

        Returns:
            Whether it was begun.
        """
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        if self.is_busy or self._is_over:
            return False
        work = backup_work.trying_out(self._vault.backup_source(), path)
        self._begin(work, self._on_ended_well, then, failed)
        return True

    @Slot()
    def cancel(self) -> None:
        """Give up what is under way; nothing is left behind of it."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    # The second place.

    def choose_second_place(self, folder: Path) -> bool:
        """Keep second copies in ``folder`` from now on, and make the first at once.

        Returns:
            Whether the first copy was begun.

        Raises:
            VaultError, StoreError: It was not chosen.
        """
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start
        from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - as above

        second_place.choose(self._vault, folder)
        self.copy_problem = None
        self.changed.emit()
        state = self.state
        if state is not None and state.last is not None and not state.is_due:
            return self.copy()
        return self.back_up(Reason.ASKED)

    def copy(self) -> bool:
        """Copy the newest backup to the second place.

        Returns:
            Whether it was begun.
        """
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        state = self.state
        if self.is_busy or state is None or state.last is None or state.second_place is None:
            return False
        source = self._vault.backup_source()
        work = backup_work.copying(source, state.last, state.second_place)
        self._begin(work, self._on_copied, None, None)
        return True

    # Ends.

    def _begin(
        self,
        work: Callable[[Progress], object],
        on_done: Callable[[Any], None],
        then: Callable[[Any], None] | None,
        failed: Failed | None,
    ) -> None:
        if self._job is not None:
            # It was given up for a lock that could not be: what waited for it is forgotten.
            self._waiting.clear()
            self._end()
        self._task = _Task(self)
        if then is not None:
            self._task.done.connect(then)
        self._task.failed.connect(failed or self.failed)
        self.share = 0.0
        self._job = self._jobs.run(work, on_done, self._on_failed, self._on_progressed)
        self.changed.emit()

    def _end(self) -> "_Task | None":
        task, self._task, self._job = self._task, None, None
        if task is not None:
            task.deleteLater()
        self.changed.emit()
        if self._waiting and not self._is_over:
            QTimer.singleShot(0, self, self._on_free)
        return task

    @Slot()
    def _on_free(self) -> None:
        if self._waiting and not self.is_busy:
            self._waiting.pop(0)()

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        self.share = share
        self.progressed.emit(share)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        task = self._end()
        if not isinstance(error, Outside):
            raise error
        if task is not None:
            task.failed.emit(error)

    @Slot(object)
    def _on_ended_well(self, result: object) -> None:
        task = self._end()
        if task is not None:
            task.done.emit(result)

    @Slot(object)
    def _on_made(self, made: "Made") -> None:
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        try:
            backup_work.note(self._vault, made)
        except Outside as error:
            self._on_failed(error)
            return
        self.copy_problem = made.copy_problem
        self.done.emit(made.backup)
        if made.copied_at is not None:
            self.copied.emit()
        self._on_ended_well(made.backup)

    @Slot(object)
    def _on_copied(self, at: datetime) -> None:
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

        try:
            second_place.note_second(self._vault, at)
        except Outside as error:
            self._on_failed(error)
            return
        self.copy_problem = None
        self.copied.emit()
        self._on_ended_well(at)


class _Task(QObject):
    """Whom to tell: Qt forgets a listener that is gone by then."""

    done = Signal(object)
    failed = Signal(object)
