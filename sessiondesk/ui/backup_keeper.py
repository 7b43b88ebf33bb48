"""Backups of the open journal: made beside the window, by themselves and when asked for."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.store.drafts import Draft
    from sessiondesk.vault.backing_up import BackupSource, BackupState, TriedBackup
    from sessiondesk.vault.backup_file import BackupFile, Reason
    from sessiondesk.vault.opened import OpenVault

# The window paints first, and the person has begun to look at it.
_AFTER_OPENING_MS: Final = 3000
# At the lock the window is hidden already, and has two seconds to be gone.
_QUICK_BYTES: Final = 48 * 2**20
# Of the bar, when a second copy follows.
_SHARE_OF_BACKUP: Final = 0.6

Outside = (VaultError, StoreError)
Failed = Callable[[VaultError | StoreError], None]
"""Is told what stood in the way; a bound method of a QObject."""


class BackupKeeper(QObject):
    """Makes, copies, tries out and removes backups, and knows how they stand.

    Everything slow runs through the jobs; what is written into the journal about it is written
    on the GUI thread. One thing at a time: what is asked for while something runs is refused.

    Signals:
        changed: The state is another one: something began, ended, or was chosen.
        progressed: The share that is done of what is under way, 0 to 1.
        done: The ``BackupFile`` that was just made.
        copied: The second copy was written and read back.
        failed: What could not be done: a ``VaultError`` or ``StoreError``.
    """

    changed = Signal()
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
        super().__init__(parent)
        self._vault = vault
        self._journal = journal
        self._jobs = jobs
        self._now = now
        self._job: Job | None = None
        self._task: _Task | None = None
        self._waiting: list[Callable[[], object]] = []
        self._is_over = False
        self.share = 0.0
        self.copy_problem: VaultError | StoreError | None = None

    # How it stands.

    @property
    def is_possible(self) -> bool:
        """Whether anything can be noted in this journal, so that backups make sense."""
        return not (self._is_over or self._vault.is_read_only or self._journal.is_read_only)

    @property
    def is_busy(self) -> bool:
        """Whether something is under way."""
        return self._job is not None

    @property
    def folder(self) -> Path:
        """The folder of the journal itself."""
        return self._vault.folder

    @property
    def state(self) -> "BackupState | None":
        """How the backups stand now; None when the journal cannot be read, or is closed."""
        if self._is_over:
            return None
        try:
            return self._vault.backup_state(self._now())
        except Outside:
            return None

    def backups(self) -> "Sequence[BackupFile]":
        """Return the backups in the journal's own folder, newest first."""
        from sessiondesk.vault import backup_file, layout  # noqa: PLC0415 - not at the start

        return backup_file.all_in(self._vault.folder / layout.BACKUPS)

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
        from sessiondesk.vault import backing_up  # noqa: PLC0415 - not at the start
        from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - as above

        state = self.state
        if not self.is_possible or state is None or not state.is_due or not self._is_quick():
            return
        source = self._vault.backup_source()
        self._vault.note_backup(backing_up.back_up(source, Reason.LOCK, now=self._now()))

    def _is_quick(self) -> bool:
        return self._vault.database.stat().st_size <= _QUICK_BYTES

    @Slot()
    def _on_started(self) -> None:
        from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - not at the start

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
        if self.is_busy or self._is_over:
            return False
        state = self.state
        second = state.second_place if state is not None else None
        making = _Making(
            source=self._vault.backup_source(), reason=reason, at=self._now(), second=second
        )
        self._begin(making.work, self._on_made, then, failed)
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
        if self.is_busy or self._is_over:
            return False
        source, at = self._vault.backup_source(), self._now()

        def work(progress: Progress) -> object:
            from sessiondesk.vault import backing_up  # noqa: PLC0415 - not at the start
            from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - as above

            return backing_up.back_up(
                source, Reason.ASKED, now=at, into=folder, words=words, progress=progress.report
            )

        self._begin(work, self._on_saved_elsewhere, then, failed)
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
        if self.is_busy or self._is_over:
            return False
        source = self._vault.backup_source()

        def work(progress: Progress) -> object:
            from sessiondesk.vault import backing_up  # noqa: PLC0415 - not at the start

            return backing_up.try_out(path, source, progress=progress.report)

        self._begin(work, self._on_ended_well, then, failed)
        return True

    @Slot()
    def cancel(self) -> None:
        """Give up what is under way; nothing is left behind of it."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    # What is there.

    def remove(self, backup: "BackupFile") -> bool:
        """Remove one backup for good; false when it is the only one that can be read.

        Raises:
            StoreError: It could not be removed.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at the start

        is_gone = backup_state.remove(backup)
        self.changed.emit()
        return is_gone

    def remove_others(self, newest: "BackupFile") -> None:
        """Remove every backup but ``newest``, and in the second place all but its copy.

        Raises:
            VaultError, StoreError: Some could not be removed.
        """
        from sessiondesk.vault import backup_file, backup_state, rotation  # noqa: PLC0415 - as above

        going = [each for each in self.backups() if each.stem != newest.stem]
        state = self.state
        if state is not None and state.second_place is not None:
            vault_id = self._vault.backup_source().vault_id
            going += [
                each
                for each in backup_file.all_in(state.second_place)
                if each.stem != newest.stem and rotation.is_of(each.path, vault_id)
            ]
        for each in going:
            backup_state.remove(each)
        self.changed.emit()

    def keep_held(self) -> None:
        """Leave the backup from before much went away, and do not ask about it again.

        Raises:
            StoreError: It could not be noted.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at the start

        held = self._held()
        if held is not None:
            backup_state.keep(self._vault, held)
            self.changed.emit()

    def let_held_go(self) -> None:
        """Let that backup go in its turn, like any other.

        Raises:
            StoreError: It could not be done.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at the start

        held = self._held()
        if held is not None:
            backup_state.let_rotate(self._vault, held)
            self.changed.emit()

    def _held(self) -> "BackupFile | None":
        state = self.state
        return state.held if state is not None else None

    # The second place.

    def is_on_same_device(self, place: Path) -> bool:
        """Whether ``place`` is on the device that the journal is on."""
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

        return second_place.is_same_device(self._vault.folder, place)

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

    def decline_second_place(self) -> None:
        """Keep no second copies, and do not ask again.

        Raises:
            StoreError: It was not noted.
        """
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

        second_place.decline(self._vault)
        self.copy_problem = None
        self.changed.emit()

    def copy(self) -> bool:
        """Copy the newest backup to the second place.

        Returns:
            Whether it was begun.
        """
        state = self.state
        if self.is_busy or state is None or state.last is None or state.second_place is None:
            return False
        source, backup, second = self._vault.backup_source(), state.last, state.second_place

        def work(progress: Progress) -> object:
            from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

            return second_place.copy_to(source, backup, second, progress=progress.report)

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
    def _on_made(self, made: "_Made") -> None:
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

        try:
            self._vault.note_backup(made.backup)
            if made.copied_at is not None:
                second_place.note_second(self._vault, made.copied_at)
        except Outside as error:
            self._on_failed(error)
            return
        self.copy_problem = made.copy_problem
        self.done.emit(made.backup)
        if made.copied_at is not None:
            self.copied.emit()
        self._on_ended_well(made.backup)

    @Slot(object)
    def _on_saved_elsewhere(self, backup: "BackupFile") -> None:
        self._on_ended_well(backup)

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


class _Made:
    """What the worker brings back.

    Attributes:
        backup: The backup.
        copied_at: When the second copy was read back; None when there is none.
        copy_problem: Why there is none although there is a place for it.
    """

    def __init__(
        self,
        backup: "BackupFile",
        copied_at: datetime | None,
        copy_problem: VaultError | StoreError | None,
    ) -> None:
        self.backup = backup
        self.copied_at = copied_at
        self.copy_problem = copy_problem


class _Making:
    """One backup with its second copy, for the worker; never shown in a log or a trace."""

    def __init__(
        self, *, source: "BackupSource", reason: "Reason", at: datetime, second: Path | None
    ) -> None:
        self._source = source
        self._reason = reason
        self._at = at
        self._second = second
        self._report: Callable[[float], None] | None = None

    def work(self, progress: Progress) -> _Made:
        """Make it, then copy it; a copy that fails leaves the backup as it is."""
        from sessiondesk.vault import backing_up, second_place  # noqa: PLC0415 - not at the start

        self._report = progress.report
        backup = backing_up.back_up(
            self._source, self._reason, now=self._at, progress=self._on_backup_progressed
        )
        if self._second is None:
            return _Made(backup, None, None)
        try:
            copied_at = second_place.copy_to(
                self._source, backup, self._second, progress=self._on_copy_progressed
            )
        except Outside as error:
            return _Made(backup, None, error)
        return _Made(backup, copied_at, None)

    def _on_backup_progressed(self, share: float) -> None:
        if self._report is not None:
            self._report(share * (_SHARE_OF_BACKUP if self._second is not None else 1.0))

    def _on_copy_progressed(self, share: float) -> None:
        if self._report is not None:
            self._report(_SHARE_OF_BACKUP + share * (1 - _SHARE_OF_BACKUP))
