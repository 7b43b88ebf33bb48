"""Opening the encrypted file, and doing several writes as one."""

import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sessiondesk.store import driver
from sessiondesk.store.driver import Connection
from sessiondesk.store.errors import (
    EncryptionMissingError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreIOError,
    StoreMissingError,
    StoreReadOnlyError,
)

__all__ = [
    "APPLICATION_ID",
    "Connection",
    "cause_of",
    "connect",
    "create",
    "create_copy",
    "finish_copy",
    "outside_causes",
    "transaction",
]

APPLICATION_ID: Final = 0x5344534B  # "SDSK"
_ROOM_TO_OPEN: Final = 128 * 1024
_PAGE: Final = 4096
_CACHE_KIB: Final = 32_000

# What the world around us can do to a file. Any other driver error is our own mistake
# and must surface as one.
_OUTSIDE_CAUSES: Final[dict[int, type[StoreError]]] = {
    driver.SQLITE_BUSY: StoreBusyError,
    driver.SQLITE_CANTOPEN: StoreReadOnlyError,
    driver.SQLITE_CORRUPT: StoreDamagedError,
    driver.SQLITE_FULL: StoreFullError,
    driver.SQLITE_IOERR: StoreIOError,
    driver.SQLITE_NOTADB: StoreDamagedError,  # the key is proven before we get here
    driver.SQLITE_PERM: StoreReadOnlyError,
    driver.SQLITE_PROTOCOL: StoreBusyError,  # the race for the write-ahead log was lost
    driver.SQLITE_READONLY: StoreReadOnlyError,
}


@contextmanager
def outside_causes() -> Iterator[None]:
    """Turn driver errors with a cause outside the program into a `StoreError`."""
    try:
        yield
    except driver.Error as error:
        cause = cause_of(getattr(error, "sqlite_errorcode", 0))
        if cause is None:
            raise
        raise cause from error


def cause_of(code: int) -> type[StoreError] | None:
    """Return the error for a code of the driver with a cause outside the program, or None."""
    # The low byte holds the cause; an extended code only adds detail above it.
    return _OUTSIDE_CAUSES.get(code & 0xFF)


@contextmanager
def transaction(db: Connection) -> Iterator[None]:
    """Make everything inside one step: all of it is kept, or none of it.

    When this returns, what was written survives a power cut.

    Raises:
        StoreError: Nothing of it was kept.
        RuntimeError: A transaction is already open; one thing a person does is one step.
    """
    if db.in_transaction:
        raise RuntimeError("A transaction is already open.")
    with outside_causes():
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        except BaseException:
            _roll_back(db)
            raise
    # The step is on disk already. This only keeps the main file close behind the log, so
    # its failure is not a failure of the save, and the next save tries again.
    with suppress(driver.Error):
        db.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _roll_back(db: Connection) -> None:
    # A full disk ends the transaction by itself; a second ROLLBACK would hide why.
    if db.in_transaction:
        db.execute("ROLLBACK")


def create(path: Path, key_hex: str, vault_id_hex: str) -> Connection:
    """Make a new, empty encrypted file that only its owner may read, and open it.

    Args:
        path: Where; nothing may be there yet.
        key_hex: Database key, 64 digits of 0-9a-f.
        vault_id_hex: Salt of the file and id of the vault, 32 digits of 0-9a-f.

    Raises:
        FileExistsError: Something is there.
        OSError: The file cannot be made.
        StoreError: The file cannot be written.
    """
    path.touch(mode=0o600, exist_ok=False)
    return _open(path, key_hex, vault_id_hex, is_new=True)


def create_copy(path: Path, key_hex: str, vault_id_hex: str) -> Connection:
    """Make a new, empty encrypted file for another one to be copied into, and open it.

    It keeps no log of its own and never waits for the disk, because a copy that a crash cut
    short is thrown away: call `sync_copy` when it is complete.

    Args:
        path: Where; nothing may be there yet.
        key_hex: Database key, 64 digits of 0-9a-f.
        vault_id_hex: Salt of the file and id of the vault, 32 digits of 0-9a-f.

    Raises:
        FileExistsError: Something is there.
        OSError: The file cannot be made.
        StoreError: The file cannot be written.
    """
    path.touch(mode=0o600, exist_ok=False)
    return _open(path, key_hex, vault_id_hex, is_new=True, is_copy=True)


def finish_copy(db: Connection) -> None:
    """Make a copy a file of its own that opens where nothing can be written.

    What was copied says of itself that it has a log beside it.
    """
    db.execute("PRAGMA journal_mode = DELETE")


def connect(
    path: Path,
    key_hex: str,
    vault_id_hex: str,
    *,
    busy_timeout_ms: int = 250,
    read_only: bool = False,
    immutable: bool = False,
) -> Connection:
    """Open an encrypted file that exists, ready for use; never make one.

    The schema is neither looked at nor changed: see `sessiondesk.store.migrations`.

    Args:
        path: The database.
        key_hex: Database key, 64 digits of 0-9a-f.
        vault_id_hex: Salt of the file and id of the vault, 32 digits of 0-9a-f.
        busy_timeout_ms: How long a statement waits for another connection. The window
            waits with its own connection, so it waits briefly; workers may give 2000.
        read_only: Refuse every write on this connection. For workers.
        immutable: Open a file on a medium that cannot be written, without locks and
            without a write-ahead log. Implies ``read_only``.

    Raises:
        StoreMissingError: There is no such file, or it has no bytes.
        StoreDamagedError: The first page does not belong to the key, or is not all there.
        StoreError: Another outside cause.
    """
    # Looked at by name only. While any connection is open, no other descriptor of the file
    # may be opened and closed in this process: closing it would drop SQLite's own locks.
    try:
        size = path.stat().st_size if path.is_file() else 0
    except FileNotFoundError as error:
        raise StoreMissingError from error
    except PermissionError as error:
        raise StoreReadOnlyError from error
    except OSError as error:
        raise StoreIOError from error
    if not size:
        raise StoreMissingError
    if size < _PAGE:
        # Taken for a new file, it would be written to.
        raise StoreDamagedError
    return _open(
        path,
        key_hex,
        vault_id_hex,
        busy_timeout_ms=busy_timeout_ms,
        read_only=read_only or immutable,
        immutable=immutable,
    )


def _open(
    path: Path,
    key_hex: str,
    vault_id_hex: str,
    *,
    busy_timeout_ms: int = 250,
    read_only: bool = False,
    immutable: bool = False,
    is_new: bool = False,
    is_copy: bool = False,
) -> Connection:
    if not re.fullmatch("[0-9a-f]{64}", key_hex) or not re.fullmatch("[0-9a-f]{32}", vault_id_hex):
        raise ValueError("A key or an id has the wrong form.")
    access = "mode=ro&immutable=1" if immutable else "mode=rw"
    try:
        with outside_causes():
            db = driver.connect(
                f"{path.absolute().as_uri()}?{access}",
                uri=True,
                isolation_level=None,
                timeout=busy_timeout_ms / 1000,
            )
            try:
                _unlock(db, key_hex, vault_id_hex)
                if is_new:
                    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                _prepare(db, immutable=immutable, is_copy=is_copy)
                _try_out(db, read_only=read_only)
            except BaseException:
                db.close()
                raise
    except StoreIOError as error:
        # A full disk cannot hold the shared memory either, and that is told as a disk error.
        if _is_full(path.parent):
            raise StoreFullError from error
        raise
    return db


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < _ROOM_TO_OPEN
    except OSError:
        return False  # a disk that does not say even that has another trouble


def _unlock(db: Connection, key_hex: str, vault_id_hex: str) -> None:
    # Asked before the key is given: a driver without encryption would take the key for a
    # comment, and then call a whole journal damaged.
    if not _answer(db, "cipher_version"):
        raise EncryptionMissingError
    db.execute("PRAGMA cipher_log_level = NONE")
    # The salt is given along with the key, so that damage to the first bytes can be mended.
    db.execute(f"PRAGMA key = \"x'{key_hex}{vault_id_hex}'\"")
    db.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if (_answer(db, "cipher_use_hmac"), _answer(db, "cipher_page_size")) != ("1", "4096"):
        raise EncryptionMissingError


def _prepare(db: Connection, *, immutable: bool, is_copy: bool) -> None:
    if is_copy:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
    elif not immutable:
        # Odd file systems cannot share memory; there the rollback journal is emptied, not
        # deleted, because a deleted one comes back after a power cut.
        if _answer(db, "journal_mode = WAL") == "wal":
            db.execute("PRAGMA synchronous = FULL")
        else:
            db.execute("PRAGMA journal_mode = TRUNCATE")
            db.execute("PRAGMA synchronous = EXTRA")
        if sys.platform == "darwin":
            db.execute("PRAGMA fullfsync = ON")
            db.execute("PRAGMA checkpoint_fullfsync = ON")
    db.execute("PRAGMA foreign_keys = ON")
    db.execute("PRAGMA trusted_schema = OFF")
    db.execute("PRAGMA cell_size_check = ON")
    db.execute("PRAGMA secure_delete = ON")
    db.execute("PRAGMA temp_store = MEMORY")
    db.execute("PRAGMA mmap_size = 0")
    # Ten dense years do not fit into the 8 MB that are usual, and each page of the file that is
    # not at hand any more has to be decrypted again. It takes no more than the file has.
    db.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
    if _answer(db, "application_id") != APPLICATION_ID:
        raise StoreDamagedError


def _try_out(db: Connection, *, read_only: bool) -> None:
    if read_only:
        db.execute("PRAGMA query_only = ON")
    else:
        # Whoever else holds the file is found now, not at the first save.
        db.execute("BEGIN IMMEDIATE")
        db.execute("COMMIT")


def _answer(db: Connection, pragma: str) -> object:
    row = db.execute(f"PRAGMA {pragma}").fetchone()
    return row[0] if row else None
