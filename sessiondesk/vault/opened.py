"""A vault while it is open."""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, connect
from sessiondesk.vault import layout
from sessiondesk.vault.checking import CheckResult, check
from sessiondesk.vault.healing import Notice
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import SlotKind, SubKeys
from sessiondesk.vault.lock_file import LockFile

_WORKER_TIMEOUT_MS: Final = 2000


class OpenVault:
    """An open journal's folder, connection and keys. Belongs to the thread that opened it.

    Leaving a ``with`` block closes it.

    Attributes:
        folder: The vault.
        name: What the journal is called on screen.
        db: The one connection of the window or the command line.
        is_read_only: Whether nothing can be kept, because the folder cannot be written or the
            disk is full.
        has_recovery_key: Whether a recovery key opens it.
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
        self.db: Final = db
        self.is_read_only: Final = is_read_only
        self.has_recovery_key: Final = any(
            slot.kind is SlotKind.RECOVERY for slot in current.slots
        )
        self.notices: Final = notices
        self.opened_at: Final = opened_at
        self._database = database
        self._vault_id = current.vault_id
        self._keys: SubKeys | None = keys
        self._lock = lock

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def connect_worker(self) -> Connection:
        """Return a second connection that reads only, for the thread that calls this.

        Close it in that thread, and before the vault is closed.

        Raises:
            StoreError: An outside cause.
            RuntimeError: The vault is closed.
        """
        if self._keys is None:
            raise RuntimeError("The vault is closed.")
        return connect(
            self._database,
            self._keys.database.hex(),
            self._vault_id.hex(),
            busy_timeout_ms=_WORKER_TIMEOUT_MS,
            read_only=True,
            immutable=self.is_read_only,
        )

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

    def close(self) -> None:
        """Close the journal and forget its keys. A second call does nothing."""
        if self._keys is None:
            return
        self._keys = None
        self.checkpoint()
        self.db.close()
        if self._lock is not None:
            self._lock.release()
