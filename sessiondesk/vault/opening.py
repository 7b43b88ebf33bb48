"""From a folder and a secret to an open journal.

In two steps, because the first is slow and the second belongs to the thread that will use
the database: `unseal` proves the secret without touching the database, `open_vault` opens.
"Wrong passphrase" is only ever said by the first; whatever goes wrong in the second has
another cause.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, connect
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreMissingError,
)
from sessiondesk.vault import (
    healing,
    layout,
    left_over,
    migrating,
    unsealing,
)
from sessiondesk.vault.checking import CheckResult, check
from sessiondesk.vault.errors import (
    MismatchedKeyFileError,
    UnfinishedLogError,
    file_causes,
)
from sessiondesk.vault.healing import Notice
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.unsealing import Unsealed, unseal, unseal_with

__all__ = [
    "CheckResult",
    "Notice",
    "OpenVault",
    "SlotKind",
    "Unsealed",
    "check",
    "open_vault",
    "unseal",
    "unseal_with",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An open database, the key file as it is to be, and what there is to tell."""

    db: Connection
    current: KeyFile
    is_read_only: bool
    notices: tuple[Notice, ...]


def open_vault(unsealed: Unsealed, *, now: datetime) -> OpenVault:
    """Open the database of a vault whose secret was proven, and mend its key files.

    A folder that cannot be written, or that is on a full disk, is opened for reading only.
    Call it from the thread that will use the journal.

    Raises:
        AlreadyOpenError: It is open in another window.
        MismatchedKeyFileError: The database belongs to another key file: not a page of it was
            sealed with this one's key.
        UnfinishedLogError: It was not closed properly, and its folder cannot be written.
        StoreDamagedError: The database is damaged. Never a matter of the passphrase.
        NewerStoreError: A newer version of the program wrote it.
        OlderStoreError: An older version wrote it, and its folder cannot be written.
        MigrationRefusedError: An older version wrote it, and no backup could be made first.
        StoreError: Another outside cause.
    """
    folder = unsealed.folder
    database = folder / unsealed.used.db_file
    lock, hindrance = unsealing.hold(folder, database)
    try:
        found = _open_database(database, unsealed, hindrance, now)
        with file_causes():
            return OpenVault(
                folder=folder,
                database=database,
                db=found.db,
                current=found.current,
                keys=unsealed.keys,
                lock=lock,
                is_read_only=found.is_read_only,
                notices=found.notices,
                opened_at=now,
            )
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _open_database(
    database: Path, unsealed: Unsealed, hindrance: Notice | None, now: datetime
) -> _Found:
    if hindrance is None:
        try:
            return _open_for_writing(database, unsealed, now)
        except StoreFullError:
            hindrance = Notice.NO_ROOM
    return _open_for_reading(database, unsealed, hindrance)


def _open_for_writing(database: Path, unsealed: Unsealed, now: datetime) -> _Found:
    # Read before the database is opened, and never after: see layout.read_header.
    is_start_damaged = unsealing.header(database) != unsealed.used.vault_id
    _refuse_foreign_log(database, unsealed, is_start_damaged=is_start_damaged)
    db = _connect(database, unsealed, is_start_damaged=is_start_damaged)
    try:
        # Before anything is written to it that is nowhere else.
        with suppress(OSError):
            left_over.mark_used(database)
        if is_start_damaged:
            healing.rewrite_start(db)
        migrating.bring_up_to_date(db, database, unsealed.used, unsealed.keys, now=now)
        # Emptying the log can wait if the disk is full just now.
        with suppress(driver.Error):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        current, notices = healing.heal_key_files(
            unsealed.folder, db, unsealed.used, unsealed.slot, unsealed.keys.mac
        )
        if Notice.KEY_FILE_NOT_HEALED not in notices:
            left_over.clear(unsealed.folder, db, current)
    except BaseException:
        db.close()
        raise
    if is_start_damaged:
        notices = (Notice.DATABASE_HEALED, *notices)
    return _Found(db=db, current=current, is_read_only=False, notices=notices)


def _refuse_foreign_log(database: Path, unsealed: Unsealed, *, is_start_damaged: bool) -> None:
    """Refuse a database beside which the log of another one lies, before it is opened."""
    with file_causes():
        if not layout.has_unfinished_log(database):
            return
        from sessiondesk.vault import pages  # noqa: PLC0415 - after a crash only

        if pages.has_foreign_log(database, unsealed.keys.database, unsealed.used.vault_id):
            # With another vault's bytes at the front, all of it is another vault's.
            raise MismatchedKeyFileError if is_start_damaged else StoreDamagedError


def _open_for_reading(database: Path, unsealed: Unsealed, hindrance: Notice) -> _Found:
    is_start_damaged = unsealing.header(database) != unsealed.used.vault_id
    is_full = hindrance is Notice.NO_ROOM
    with file_causes():
        is_unfinished = layout.has_unfinished_log(database)
    if is_unfinished:
        raise StoreFullError if is_full else UnfinishedLogError
    db = _connect(database, unsealed, is_start_damaged=is_start_damaged, immutable=True)
    try:
        migrating.refuse_other_version(db, is_full=is_full)
    except BaseException:
        db.close()
        raise
    return _Found(db=db, current=unsealed.used, is_read_only=True, notices=(hindrance,))


def _connect(
    database: Path, unsealed: Unsealed, *, is_start_damaged: bool, immutable: bool = False
) -> Connection:
    try:
        return connect(
            database,
            unsealed.keys.database.hex(),
            unsealed.used.vault_id.hex(),
            immutable=immutable,
        )
    except StoreMissingError:
        raise
    except StoreDamagedError as error:
        # The key is right for this key file. With another vault's bytes at the front, the
        # database is another vault's, unless some of its pages were sealed with the key.
        if is_start_damaged and not _has_pages_of(database, unsealed):
            raise MismatchedKeyFileError from error
        raise


def _has_pages_of(database: Path, unsealed: Unsealed) -> bool:
    from sessiondesk.vault import pages  # noqa: PLC0415 - when the first page is destroyed only

    with file_causes():
        return pages.has_any(database, unsealed.keys.database, unsealed.used.vault_id)
