"""Another data key, for when somebody may know the passphrase or the recovery key.

Setting another passphrase does not help then: whoever opened the key file once can open every
later database with what was in it. So the database is written again under a key that was
never in any file before, beside the one in use, and the key file that names it is the switch.
"""

import shutil
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from sessiondesk.store.connection import Connection, connect, create, transaction
from sessiondesk.store.errors import StoreDamagedError, StoreError, StoreFullError, StoreIOError
from sessiondesk.store.page_copy import copy_pages
from sessiondesk.vault import checking, creating, healing, key_file, layout, left_over
from sessiondesk.vault.backing_up import back_up
from sessiondesk.vault.backup_archive import Progress
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.backup_making import tell_nobody
from sessiondesk.vault.creating import NewVault
from sessiondesk.vault.errors import KeyChangeUnfinishedError, VaultError, file_causes
from sessiondesk.vault.key_slots import Cost
from sessiondesk.vault.opened import ClosedVault, OpenVault
from sessiondesk.vault.opening import Unsealed, open_vault

# The copy, the log it is written through, and room to go on afterwards.
_ROOM: Final = 2.2
_WAIT_MS: Final = 2000

NewKeys = NewVault
"""The keys that a vault is put under. The same as those of a vault that is made anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Switched:
    """What came of a change of the data key, which is done in any case.

    Attributes:
        backup: The first backup under the new key; None if none could be made now.
        backups_left: Backups under the former key that are still there. They go by themselves
            at an opening that finds a newer backup, but for those that wait for a decision.
        is_former_gone: Whether the former database could be removed; if not, the next opening
            tries again.
    """

    backup: BackupFile | None
    backups_left: int
    is_former_gone: bool


def prepare(folder: Path, new_passphrase: str, *, cost: Cost | None = None) -> NewKeys:
    """Make the new keys, and change nothing. Slow: call it from a worker.

    Have the recovery key confirmed before `switch`: the former ones open nothing afterwards.

    Args:
        folder: The vault, which may be open.
        new_passphrase: As the person typed it.
        cost: What a guess at it should cost; None measures it here.

    Raises:
        PassphraseRefusedError: It could not be typed again, with the reason.
        NotEnoughMemoryError: Too little memory is free.
        StoreFullError: There is no room on the disk for a second database.
        StoreError: The disk gave another answer than expected.
    """
    databases = [path for path in folder.glob("*.db") if layout.is_database(path)]
    with file_causes():
        _refuse_without_room(folder, max((path.stat().st_size for path in databases), default=0))
    new = creating.prepare(new_passphrase, calibration=cost)
    if not new.is_opened_by(new_passphrase):
        raise StoreIOError
    return new


def switch(
    vault: OpenVault, new: NewKeys, *, now: datetime, progress: Progress | None = None
) -> Switched:
    """Close the vault and put it under the new keys, all in the calling thread.

    As `switch_closed`, which does the slow part in another thread.
    """
    return switch_closed(vault.close_but_hold(), new, now=now, progress=progress)


def switch_closed(
    closed: ClosedVault, new: NewKeys, *, now: datetime, progress: Progress | None = None
) -> Switched:
    """Put a vault under the new keys. Slow: call it from a worker.

    Whatever comes of it, the vault is closed afterwards and let go.

    Args:
        closed: The vault, from `OpenVault.close_but_hold`.
        new: The new keys, from `prepare`.
        now: The moment.
        progress: Is told how far it is. What it raises is passed on, and nothing was changed.

    Raises:
        StoreFullError: There is no room for the second database; nothing was changed.
        StoreDamagedError: The database is damaged; nothing was changed. Repair it first.
        KeyChangeUnfinishedError: The key file was written in one place only.
        StoreError: Another outside cause; nothing was changed.
    """
    try:
        unsealed = _unsealed(closed, new)
        _write(closed, unsealed, progress)
        is_former_gone = _clean(closed, unsealed)
    finally:
        closed.release()
    backup = _first_backup(unsealed, now)
    left = left_over.backups_of(closed.folder, closed.key_file.vault_id)
    return Switched(backup=backup, backups_left=len(left), is_former_gone=is_former_gone)


def _unsealed(closed: ClosedVault, new: NewKeys) -> Unsealed:
    """Return the new keys under the first number that is free."""
    former = closed.key_file
    epoch = former.epoch + 1
    while (closed.folder / layout.database_of(epoch)).exists():
        epoch += 1
    return new.unsealed(closed.folder, epoch=epoch, generation=former.generation + 1)


def _write(closed: ClosedVault, unsealed: Unsealed, progress: Progress | None) -> None:
    database = closed.folder / unsealed.used.db_file
    try:
        with file_causes():
            _refuse_without_room(closed.folder, closed.database.stat().st_size)
            left_over.mark_unused(database)
            with closing(_connect(closed)) as source:
                _copy(source, database, unsealed, closed, progress)
        _refuse_unless_written(database, unsealed)
        key_file.replace_copies(
            closed.folder,
            unsealed.used,
            former=closed.key_file,
            opens=lambda found: found.is_sealed_by(unsealed.keys.mac),
        )
    except KeyChangeUnfinishedError:
        raise  # one copy names the new database: both have to stay
    except BaseException:
        with suppress(OSError):
            left_over.remove(database)
        raise


def _refuse_without_room(folder: Path, size: int) -> None:
    if shutil.disk_usage(folder).free < size * _ROOM:
        raise StoreFullError


def _connect(closed: ClosedVault) -> Connection:
    return connect(
        closed.database,
        closed.keys.database.hex(),
        closed.key_file.vault_id.hex(),
        busy_timeout_ms=_WAIT_MS,
        read_only=True,
    )


def _copy(
    source: Connection,
    database: Path,
    unsealed: Unsealed,
    closed: ClosedVault,
    progress: Progress | None,
) -> None:
    used = unsealed.used
    # What a damaged page leaves in a copy has a seal of its own there: it has to be found here.
    if checking.bad_pages(source):
        raise StoreDamagedError
    target = create(database, unsealed.keys.database.hex(), used.vault_id.hex())
    with closing(target):
        copy_pages(source, target, tell=progress or tell_nobody)
        with transaction(target):
            left_over.remember_replaced(target, closed.key_file)
        healing.remember(target, used)
        found = checking.check(target)
        if not found.is_sound or _records(found.rows) != _records(checking.rows(source)):
            raise StoreDamagedError


def _records(rows: Mapping[str, int]) -> Mapping[str, int]:
    # The one table that the switch itself writes to.
    return {table: count for table, count in rows.items() if table != "meta"}


def _refuse_unless_written(database: Path, unsealed: Unsealed) -> None:
    with file_causes():
        if layout.read_header(database) != unsealed.used.vault_id:
            raise StoreIOError


def _clean(closed: ClosedVault, unsealed: Unsealed) -> bool:
    """Remove what was replaced. The switch is done: nothing that fails here undoes it."""
    with suppress(OSError):
        left_over.mark_used(closed.folder / unsealed.used.db_file)
        left_over.remove(closed.database)
    return not closed.database.exists()


def _first_backup(unsealed: Unsealed, now: datetime) -> BackupFile | None:
    """Make a backup under the new key, so that those under the former one can go."""
    try:
        with open_vault(unsealed, now=now) as vault:
            backup = back_up(vault.backup_source(), Reason.ASKED, now=now)
            vault.note_backup(backup)
            left_over.clear(vault.folder, vault.db, unsealed.used)
            return backup
    except (VaultError, StoreError, OSError):
        return None
