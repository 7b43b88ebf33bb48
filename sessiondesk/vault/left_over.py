"""What a change of the data key leaves behind, and when that may go.

The change writes a second database beside the first. Until the key file names it, a file
beside it says that it was never used. Once it is in use, it remembers itself which database
it replaced. So whatever moment a crash picks, the next opening knows what it may remove, and
a database that was ever written to is never taken for one that was not.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiondesk import paths
from sessiondesk.store.connection import Connection, outside_causes, transaction
from sessiondesk.store.errors import StoreError
from sessiondesk.vault import layout, parts
from sessiondesk.vault.errors import BackupError
from sessiondesk.vault.key_file import KeyFile

if TYPE_CHECKING:
    from sessiondesk.vault.backup_file import BackupFile

_UNUSED: Final = ".new"
_REPLACED: Final = "replaced"
_PART: Final = re.compile(r"\.vault[A-Za-z0-9.-]*\.[0-9a-f]{8}\.part")
_BESIDE: Final = ("-wal", "-shm", "-journal")


def mark_unused(database: Path) -> None:
    """Say that ``database``, which is about to be made, holds nothing of its own yet.

    Raises:
        OSError: That could not be written.
    """
    paths.write_whole(_mark_of(database), b"")


def mark_used(database: Path) -> None:
    """Say that ``database`` is the one in use from now on.

    Raises:
        OSError: That could not be written.
    """
    mark = _mark_of(database)
    if mark.exists():
        mark.unlink()
        paths.sync_folder(database.parent)


def remember_replaced(db: Connection, former: KeyFile) -> None:
    """Let the new database, within a transaction, remember which one it takes the place of."""
    db.execute(
        "INSERT INTO meta (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (_REPLACED, f"{former.db_file} {former.vault_id.hex()}"),
    )


def clear(folder: Path, db: Connection, current: KeyFile) -> None:
    """Remove what crashes and changes of keys left, as far as that is possible now.

    Call it once the database that ``current`` names is open for writing, and both copies of
    the key file say the same.
    """
    with suppress(OSError):
        _clear_parts(folder)
    with suppress(OSError):
        _clear_unused(folder, current)
    with suppress(OSError, StoreError):
        _clear_replaced(folder, db, current)


def remove(database: Path) -> None:
    """Remove a database that nothing names any more, and what is beside it.

    Raises:
        OSError: It could not be removed.
    """
    # The database goes first: what is beside it means nothing without it.
    for path in (database, *(database.with_name(database.name + end) for end in _BESIDE)):
        path.unlink(missing_ok=True)
    _mark_of(database).unlink(missing_ok=True)
    paths.sync_folder(database.parent)


def backups_of(folder: Path, vault_id: bytes) -> Sequence["BackupFile"]:
    """Return those of the vault's own backups that were made of the vault ``vault_id``."""
    from sessiondesk.vault import backup_file  # noqa: PLC0415 - not at every start

    return [
        each
        for each in backup_file.all_in(folder / layout.BACKUPS)
        if _vault_of(each.path) == vault_id
    ]


def _mark_of(database: Path) -> Path:
    return database.with_name(database.name + _UNUSED)


def _clear_parts(folder: Path) -> None:
    """Remove what a crash left of a file that was being written: a key may be in it."""
    for path in list(folder.iterdir()):
        if _PART.fullmatch(path.name):
            path.unlink()


def _clear_unused(folder: Path, current: KeyFile) -> None:
    for mark in sorted(folder.glob(f"*{_UNUSED}")):
        database = mark.with_name(mark.name.removesuffix(_UNUSED))
        if layout.is_database(database) and database.name != current.db_file:
            remove(database)


def _clear_replaced(folder: Path, db: Connection, current: KeyFile) -> None:
    with outside_causes():
        row = db.execute("SELECT value FROM meta WHERE name = ?", (_REPLACED,)).fetchone()
    if row is None:
        return
    name, _, id_ = str(row[0]).partition(" ")
    former, former_id = folder / name, bytes.fromhex(id_)
    if name != current.db_file and layout.read_header(former) == former_id:
        remove(former)
    old = backups_of(folder, former_id)
    # What a person has still to decide about waits for that.
    going = [each for each in old if not each.is_pinned]
    if going and not _has_whole_backup(folder, current.vault_id):
        return  # the only good backups there are, until the next one is made
    for each in going:
        each.path.unlink()
    parts.clear(folder / layout.BACKUPS, former_id)
    if len(going) == len(old):
        with transaction(db):
            db.execute("DELETE FROM meta WHERE name = ?", (_REPLACED,))


def _has_whole_backup(folder: Path, vault_id: bytes) -> bool:
    from sessiondesk.vault.backup_archive import check_whole  # noqa: PLC0415 - as above

    for each in backups_of(folder, vault_id):
        with suppress(BackupError, StoreError):
            check_whole(each.path)
            return True
    return False


def _vault_of(path: Path) -> bytes | None:
    from sessiondesk.vault.backup_archive import read_manifest  # noqa: PLC0415 - as above

    try:
        return read_manifest(path).vault_id
    except (BackupError, StoreError):
        return None
