"""What opens the journal, changed from inside it: passphrase, recovery key, and the key itself.

The slow part of each change runs beside the window and touches no more than the key file and
the backups; what stands in the files afterwards is made known to the open vault here.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.backup_keeper import BackupKeeper, Failed
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.recovery_paper import PaperWays
from sessiondesk.vault import new_data_key, rekeying
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.errors import KeysNotChangedError, VaultError
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.new_data_key import NewKeys
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.rekeying import PreparedRecoveryKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What a person typed to prove that the journal is theirs.

    Attributes:
        secret: As it was typed.
        kind: Whether it is the passphrase or the recovery key.
    """

    secret: str = field(repr=False)
    kind: SlotKind


class Keys(QObject):
    """Changes what opens the journal. Each change is whole or did not happen.

    Give bound methods of a QObject as ``done`` and ``failed``: Qt drops the call if that
    object is gone by then. ``failed`` gets a ``VaultError`` or ``StoreError``.

    Signals:
        changed: Something else opens the journal now.

    Attributes:
        paper: How the page with a recovery key leaves the window.
    """

    changed = Signal()

    def __init__(
        self,
        vault: OpenVault,
        jobs: Jobs,
        keeper: BackupKeeper,
        *,
        paper: PaperWays,
        now: Callable[[], datetime],
        lock_after: Callable[[Callable[[OpenVault], None]], None],
        cost: Cost | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make what changes the keys of ``vault``.

        Args:
            vault: The open vault, on this thread.
            jobs: Where slow work runs.
            keeper: Makes the backup that comes first.
            paper: How the page with a recovery key leaves the window.
            now: The clock: aware, on the person's own wall clock.
            lock_after: Locks the journal; what it is given closes the vault.
            cost: What a guess at a new passphrase should cost; None measures it here.
            parent: The owner.
        """
        super().__init__(parent)
        self._vault = vault
        self._jobs = jobs
        self._keeper = keeper
        self._now = now
        self._lock_after = lock_after
        self._cost = cost
        self.paper = paper

    @property
    def is_possible(self) -> bool:
        """Whether anything can be changed in this folder."""
        return self._keeper.is_possible

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key opens the journal."""
        return self._vault.has_recovery_key

    @property
    def name(self) -> str:
        """What the journal is called on screen."""
        return self._vault.name

    @property
    def today(self) -> date:
        """The day that stands on a page with a recovery key."""
        return self._now().date()

    @property
    def second_place(self) -> Path | None:
        """Where second copies of backups lie, as far as it is known."""
        state = self._keeper.state
        return state.second_place if state is not None else None

    def prove(self, proof: Proof, done: Callable[[object], None], failed: Failed) -> None:
        """Find out whether what was typed opens the journal; change nothing."""
        work = partial(rekeying.prove, self._vault.folder, proof.secret, proof.kind)
        self._run(partial(_plainly, work), None, done, failed)

    def change_passphrase(
        self, proof: Proof, new: str, done: Callable[[object], None], failed: Failed
    ) -> None:
        """Set another passphrase, after a backup."""
        work = partial(
            rekeying.change_passphrase,
            self._vault.folder,
            proof.secret,
            proof.kind,
            new,
            cost=self._cost,
        )
        self._after_backup(partial(_plainly, work), self._on_key_file, done, failed)

    def prepare_recovery_key(
        self, proof: Proof, done: Callable[[PreparedRecoveryKey], None], failed: Failed
    ) -> None:
        """Make a recovery key that opens nothing yet."""
        work = partial(rekeying.prepare_recovery_key, self._vault.folder, proof.secret, proof.kind)
        self._run(partial(_plainly, work), None, done, failed)

    def put_recovery_key(
        self, prepared: PreparedRecoveryKey, done: Callable[[object], None], failed: Failed
    ) -> None:
        """Let that recovery key open the journal, and the one before no more."""
        work = partial(rekeying.put_recovery_key, prepared)
        self._after_backup(partial(_plainly, work), self._on_key_file, done, failed)

    def remove_recovery_key(
        self, proof: Proof, done: Callable[[object], None], failed: Failed
    ) -> None:
        """Leave the passphrase as the only way in, after a backup."""
        work = partial(rekeying.remove_recovery_key, self._vault.folder, proof.secret, proof.kind)
        self._after_backup(partial(_plainly, work), self._on_key_file, done, failed)

    def rewrite_in_backups(self, done: Callable[[Any], None], failed: Failed) -> None:
        """Give the backups in the journal's folder the key file that is in force."""
        work = partial(rekeying.rewrite_in_backups, self._vault.folder, self._vault.key_file)
        self._run(partial(_plainly, work), None, done, failed)

    def prepare_new_keys(self, new: str, done: Callable[[NewKeys], None], failed: Failed) -> None:
        """Make a new data key, sealed by ``new`` and by a new recovery key; change nothing."""
        work = partial(new_data_key.prepare, self._vault.folder, new, cost=self._cost)
        self._run(partial(_plainly, work), None, done, failed)

    def switch_to(self, new: NewKeys) -> None:
        """Seal the journal anew and lock it."""
        self._lock_after(partial(_switch, new, self._now()))

    # How it goes.

    def _after_backup(
        self,
        work: Callable[[Progress], Any],
        known: Callable[[Any], None] | None,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        change = _Change(partial(self._run, work, known, done, failed), self)
        change.failed.connect(failed)
        self._keeper.back_up_before(
            Reason.BEFORE_KEY_CHANGE, change.on_backed_up, change.on_failed
        )

    def _run(
        self,
        work: Callable[[Progress], Any],
        known: Callable[[Any], None] | None,
        done: Callable[[Any], None],
        failed: Failed,
    ) -> None:
        sorting = _Sorting(known, self)
        sorting.done.connect(done)
        sorting.failed.connect(failed)
        self._jobs.run(work, sorting.on_done, sorting.on_failed)

    @Slot(object)
    def _on_key_file(self, key_file: KeyFile) -> None:
        self._vault.adopt(key_file)
        self.changed.emit()


class _Change(QObject):
    """What waits for the backup that comes first; it holds secrets, so it goes in any case."""

    failed = Signal(object)

    def __init__(self, go_on: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._go_on = go_on

    @Slot(object)
    def on_backed_up(self, _backup: BackupFile) -> None:
        """Do it: the backup is there."""
        self.deleteLater()
        self._go_on()

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Leave it: without a backup nothing is changed."""
        self.deleteLater()
        self.failed.emit(error)


class _Sorting(QObject):
    """Tells what can happen to a file from a mistake of ours, and passes on the rest."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, known: Callable[[Any], None] | None, parent: QObject) -> None:
        super().__init__(parent)
        self._known = known

    @Slot(object)
    def on_done(self, result: object) -> None:
        """Make it known to the open vault, then to whoever asked."""
        self.deleteLater()
        try:
            if self._known is not None:
                self._known(result)
        except (VaultError, StoreError) as error:
            self.failed.emit(error)
        else:
            self.done.emit(result)

    @Slot(object)
    def on_failed(self, error: Exception) -> None:
        """Pass on what came from outside."""
        self.deleteLater()
        if not isinstance(error, VaultError | StoreError):
            raise error
        # Its frames hold a secret.
        self.failed.emit(error.with_traceback(None))


def _plainly(work: Callable[[], Any], _progress: Progress) -> Any:  # noqa: ANN401 - passed on
    return work()


def _switch(new: NewKeys, at: datetime, vault: OpenVault) -> None:
    try:
        new_data_key.switch(vault, new, now=at)
    except StoreError as error:
        # Told in front of the closed door, by somebody who does not know what was being done.
        raise KeysNotChangedError from error
