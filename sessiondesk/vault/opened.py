"""A vault while it is open."""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, connect
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import (
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreGoneError,
    StoreReadOnlyError,
)
from sessiondesk.vault import healing, layout, lock_file, rescue_draft
from sessiondesk.vault.backup_source import BackupSource
from sessiondesk.vault.checking import CheckResult, check
from sessiondesk.vault.errors import AlreadyOpenError
from sessiondesk.vault.healing import Notice
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import SlotKind, SubKeys
from sessiondesk.vault.lock_file import LockFile

if TYPE_CHECKING:
    from sessiondesk.vault.backup_file import BackupFile
    from sessiondesk.vault.backup_state import BackupState


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedVault:
    """A vault that was closed and is still held, so that no other window opens it.

    May be given to another thread.

    Attributes:
        folder: The vault.
        database: Its database.
        key_file: The key file as it stands.
        keys: What opens the database.
    """

    folder: Path
    database: Path
    key_file: KeyFile = field(repr=False)
    keys: SubKeys = field(repr=False)
    _lock: LockFile = field(repr=False)

    def release(self) -> None:
        """Let it be opened again. A second call does nothing."""
        self._lock.release()


class OpenVault:
    """An open journal's folder, connection and keys. Belongs to the thread that opened it.

    Leaving a ``with`` block closes it.

    Attributes:
        folder: The vault.
        name: What the journal is called on screen.
        db: The one connection of the window or the command line; another one after
            `reconnect`.
        is_read_only: Whether nothing can be kept, because the folder cannot be written or the
            disk is full.
        notices: What opening it brought to light, for the person to read.
        opened_at: When it was opened.
    """

    def __init__(
        self,
        *,
        folder: Path,
        database: Path,
        db: Connection,
        current: KeyFile,
        keys: SubKeys,
        lock: LockFile | None,
        is_read_only: bool,
        notices: tuple[Notice, ...],
        opened_at: datetime,
    ) -> None:
        self.folder: Final = folder
        self.name: Final = layout.display_name(folder)
        self.db = db
        self.is_read_only: Final = is_read_only
        self.notices: Final = notices
        self.opened_at: Final = opened_at
        self._database = database
        self._vault_id = current.vault_id
        self._current = current
        self._keys: SubKeys | None = keys
        self._lock = lock
        self._found = database.stat()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def database(self) -> Path:
        """The file of the database. To be asked for its size, never to be opened."""
        return self._database

    @property
    def key_file(self) -> KeyFile:
        """The key file that opens it now."""
        return self._current

    @property
    def backups(self) -> Path:
        """Its own folder of backups; it may not be there yet."""
        return self.folder / layout.BACKUPS

    @property
    def is_closed(self) -> bool:
        """Whether it was closed, and nothing can be asked of it any more."""
        return self._keys is None

    @property
    def has_recovery_key(self) -> bool:
        """Whether a recovery key opens it."""
        return any(slot.kind is SlotKind.RECOVERY for slot in self._current.slots)

    def adopt(self, changed: KeyFile) -> None:
        """Take up the key file that a change of keys has put in place.

        The database remembers it, so that an older one put back later is noticed. Where it
        cannot just now, the next opening does.

        Raises:
            RuntimeError: The vault is closed.
            ValueError: It is the key file of another vault.
        """
        if self._keys is None:
            raise RuntimeError("The vault is closed.")
        if changed.vault_id != self._vault_id or not changed.is_sealed_by(self._keys.mac):
            raise ValueError("The key file is not one of this vault.")
        self._current = changed
        with suppress(StoreError):
            healing.remember(self.db, changed)

    def backup_source(self) -> BackupSource:
        """Return what a worker needs to make backups of it, for as long as it is open.

        Raises:
            RuntimeError: The vault is closed.
        """
        if self._keys is None:
            raise RuntimeError("The vault is closed.")
        return BackupSource(
            folder=self.folder,
            database=self._database,
            key_file=self._current,
            keys=self._keys,
            is_read_only=self.is_read_only,
        )

    def backup_state(self, now: datetime) -> "BackupState":
        """Return how its backups stand.

        Raises:
            StoreError: The journal cannot be read.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at every start

        return backup_state.state_of(self, now)

    def note_backup(self, backup: "BackupFile") -> None:
        """Note that ``backup`` was just made of it.

        Raises:
            StoreError: It could not be noted. The backup is there all the same.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - as above

        backup_state.note_backup(self, backup)

    def connect_worker(self) -> Connection:
        """Return a second connection that reads only, for the thread that calls this.

        Close it in that thread, and before the vault is closed.

        Raises:
            StoreError: An outside cause.
            RuntimeError: The vault is closed.
        """
        return self.backup_source().connect()

    def connect_writer(self) -> Connection:
        """Return a second connection that writes, for the thread that calls this.

        See to it that nothing is written through the vault's own meanwhile, and close it in
        that thread. What it has not committed when the process ends was never there.

        Raises:
            StoreReadOnlyError: Its files cannot be written.
            StoreError: Another outside cause.
            RuntimeError: The vault is closed.
        """
        if self.is_read_only:
            raise StoreReadOnlyError
        return self.backup_source().connect(read_only=False)

    def is_in_place(self) -> bool:
        """Tell whether the database that was opened is still where it was opened.

        A drive that was pulled, or a folder that was moved, takes it away; what is written
        then goes to a place that nobody looks in, or nowhere.
        """
        try:
            # By name only: a second descriptor would drop the locks of the first when closed.
            return os.path.samestat(self._found, self._database.stat())
        except OSError:
            return False

    def reconnect(self) -> Connection:
        """Open the database again where it was, after it was away, and return the connection.

        Raises:
            StoreGoneError: It is not there, or another one is in its place.
            StoreError: It is there and cannot be opened yet; the former connection stays.
            RuntimeError: The vault is closed.
        """
        if self._keys is None:
            raise RuntimeError("The vault is closed.")
        lock = self._lock_again()
        try:
            db = connect(self._database, self._keys.database.hex(), self._vault_id.hex())
            found = self._database.stat()
        except (StoreDamagedError, FileNotFoundError) as error:
            # The key is right, so this is another database, half of one, or none.
            raise StoreGoneError from error
        finally:
            self._lock = lock
        with suppress(driver.Error):
            self.db.close()
        self.db, self._found = db, found
        return db

    def put_aside(self, words: Sequence[Draft], folder: Path, *, at: str) -> None:
        """Seal ``words`` that cannot be written here into a file in ``folder``.

        Raises:
            OSError: They could not be written there either.
            RuntimeError: The vault is closed.
        """
        if self._keys is None:
            raise RuntimeError("The vault is closed.")
        key, vault_id = self._keys.rescue, self._vault_id
        rescue_draft.put_aside(folder, words, at=at, key=key, vault_id=vault_id)

    def bring_back(self, folder: Path, *, join: rescue_draft.Join) -> rescue_draft.Rescued:
        """Make drafts again of what was put aside in ``folder``, and tell what came of it.

        Raises:
            RuntimeError: The vault is closed.
        """
        if self._keys is None:
            raise RuntimeError("The vault is closed.")
        key, vault_id = self._keys.rescue, self._vault_id
        return rescue_draft.bring_back(self.db, folder, key=key, vault_id=vault_id, join=join)

    def check(self) -> CheckResult:
        """Check everything in the file, on the vault's own connection.

        Raises:
            StoreError: The file cannot be read at all.
        """
        return check(self.db)

    def checkpoint(self) -> None:
        """Bring what is in the log into the main file, as far as that is possible now.

        Everything kept is safe before and after. So a full disk is no reason to complain.
        """
        if not self.is_read_only:
            with suppress(driver.Error):
                self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _lock_again(self) -> LockFile | None:
        """Hold the lock file that is there now, which may be another one after a remount."""
        path = self.folder / layout.LOCK
        if self._lock is None or self._lock.is_at(path):
            return self._lock
        if not self.folder.is_dir():
            raise StoreGoneError
        try:
            lock = lock_file.take(path)
        except AlreadyOpenError as error:
            raise StoreBusyError from error
        self._lock.release()
        return lock

    def close_but_hold(self) -> ClosedVault:
        """Close the journal for work on its files, and keep other windows out meanwhile.

        Raises:
            StoreReadOnlyError: Its files cannot be written.
            RuntimeError: The vault is closed already.
        """
        keys, lock = self._keys, self._lock
        if keys is None:
            raise RuntimeError("The vault is closed.")
        if lock is None or self.is_read_only:
            raise StoreReadOnlyError
        self._lock = None
        self.close()
        return ClosedVault(
            folder=self.folder,
            database=self._database,
            key_file=self._current,
            keys=keys,
            _lock=lock,
        )

    def close(self) -> None:
        """Close the journal and forget its keys. A second call does nothing."""
        if self._keys is None:
            return
        self._keys = None
        self.checkpoint()
        self.db.close()
        if self._lock is not None:
            self._lock.release()
