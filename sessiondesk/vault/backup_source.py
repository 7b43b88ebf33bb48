"""What a worker needs to make backups of an open vault."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from sessiondesk.store.connection import Connection, connect
from sessiondesk.store.errors import StoreGoneError, StoreMissingError
from sessiondesk.vault import key_file, layout
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import SubKeys

WORKER_TIMEOUT_MS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSource:
    """A vault that was unlocked, with its keys in hand. Shows nothing of them.

    Use it while the vault is open: then no other process changes it.

    Attributes:
        folder: The vault.
        database: Its database.
        key_file: The key file that stands in it now.
        keys: What was in it.
        is_read_only: Whether the folder cannot be written.
    """

    folder: Path
    database: Path
    key_file: KeyFile = field(repr=False)
    keys: SubKeys = field(repr=False)
    is_read_only: bool = False

    @property
    def vault_id(self) -> bytes:
        """The vault's id, 16 bytes."""
        return self.key_file.vault_id

    @property
    def backups(self) -> Path:
        """The vault's own folder of backups; it may not be there yet."""
        return self.folder / layout.BACKUPS

    def up_to_date(self) -> "BackupSource":
        """Return the same with the key file that stands in the vault by now.

        Between asking for a backup and making it the passphrase may have been changed; what is
        made after that must not open with the one before.
        """
        found = [copy.key_file for copy in key_file.read_copies(self.folder) if copy.key_file]
        genuine = [
            each
            for each in found
            if each.vault_id == self.vault_id and each.is_sealed_by(self.keys.mac)
        ]
        newest = max([self.key_file, *genuine], key=lambda each: each.generation)
        return replace(self, key_file=newest)

    def connect(self, *, read_only: bool = True) -> Connection:
        """Return a connection for the thread that calls this.

        Args:
            read_only: Whether it refuses every write.

        Raises:
            StoreGoneError: The database is not where it was: its drive may have been pulled.
            StoreError: Another outside cause.
        """
        try:
            return connect(
                self.database,
                self.keys.database.hex(),
                self.vault_id.hex(),
                busy_timeout_ms=WORKER_TIMEOUT_MS,
                read_only=read_only,
                immutable=self.is_read_only,
            )
        except StoreMissingError as error:
            raise StoreGoneError from error
