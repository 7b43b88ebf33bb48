"""Backups of an open journal: making them, trying them out, and what follows from them.

All of this is for a worker's thread. What is noted about it in the journal itself,
`sessiondesk.vault.backup_state` does on the journal's own.
"""

import hmac
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.store import migrations, overview
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.errors import StoreDamagedError, StoreIOError, StoreMissingError
from sessiondesk.vault import checking, layout, parts
from sessiondesk.vault.backup_archive import (
    Manifest,
    Progress,
    extract_database,
    key_file_of,
    read_manifest,
)
from sessiondesk.vault.backup_making import (
    back_up,
    is_good,
    place_causes,
    reading,
    shares,
    tell_nobody,
)
from sessiondesk.vault.backup_source import BackupSource
from sessiondesk.vault.backup_state import BackupState, keep, let_rotate, remove
from sessiondesk.vault.backup_writing import seal
from sessiondesk.vault.errors import (
    BackupDamagedError,
    BackupNoRoomError,
    NewerBackupError,
    OtherBackupError,
)
from sessiondesk.vault.key_slots import SlotKind, SubKeys
from sessiondesk.vault.opening import unseal_with

__all__ = [
    "BackupSource",
    "BackupState",
    "TriedBackup",
    "back_up",
    "keep",
    "let_rotate",
    "remove",
    "try_out",
    "try_out_with",
]

_UNPACKED: Final = 0.5
_ROOM: Final = 1.1  # times the size of the database


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedBackup:
    """What was found in a backup that was opened and checked from end to end.

    Attributes:
        made_at: When it was made, in UTC.
        rows: Records of each kind outside the bin, by the name of the table.
        newest_day: Day of the newest entry; None without any.
        pages: Pages of the database; each has its seal.
    """

    made_at: datetime
    rows: Mapping[str, int]
    newest_day: date | None
    pages: int


def try_out(path: Path, source: BackupSource, *, progress: Progress | None = None) -> TriedBackup:
    """Open a backup with the keys of the open journal, and check it from end to end.

    Args:
        path: The backup.
        source: The open vault.
        progress: Is told the share that is done; what it raises ends the work.

    Raises:
        OtherBackupError: The keys do not open it.
        BackupError: It is no backup, or it is damaged.
        StoreError: The disk did not answer as it should.
    """
    key_file = key_file_of(path)
    if key_file.vault_id != source.vault_id or not key_file.is_sealed_by(source.keys.mac):
        raise OtherBackupError
    places = (source.backups, path.parent, paths.state_folder())
    return _tried(path, source.keys, places, progress or tell_nobody)


def try_out_with(
    path: Path, secret: str, kind: SlotKind, *, progress: Progress | None = None
) -> TriedBackup:
    """Open a backup with what a person gives, and check it from end to end.

    Args:
        path: The backup.
        secret: What the person typed, as they typed it.
        kind: Whether it is the passphrase or the recovery key.
        progress: Is told the share that is done; what it raises ends the work.

    Raises:
        WrongPassphraseError: The passphrase does not open it.
        WrongRecoveryKeyError: The recovery key does not open it.
        VaultError: As `opening.unseal_with`.
        BackupError: It is no backup, or it is damaged.
        StoreError: The disk did not answer as it should.
    """
    key_file = key_file_of(path)
    unsealed = unseal_with(key_file, secret, kind, folder=path)
    if not key_file.is_sealed_by(unsealed.keys.mac):
        raise BackupDamagedError
    places = (paths.state_folder(), path.parent)
    return _tried(path, unsealed.keys, places, progress or tell_nobody)


def _tried(path: Path, keys: SubKeys, places: Sequence[Path], tell: Progress) -> TriedBackup:
    manifest = read_manifest(path)
    if manifest.schema > migrations.CURRENT_VERSION:
        raise NewerBackupError
    with _room_for(manifest, places) as database:
        extract_database(path, database, progress=shares(tell, 0, _UNPACKED))
        try:
            tried = looked_into(database, keys, manifest)
        except StoreMissingError as error:
            raise StoreIOError from error  # taken away just now: no word about the backup
        except StoreDamagedError as error:
            raise BackupDamagedError from error
    tell(1)
    return tried


def looked_into(database: Path, keys: SubKeys, manifest: Manifest) -> TriedBackup:
    """Check a database that was taken out of a backup, and return what is in it.

    Raises:
        BackupDamagedError: It is not what was put in.
        StoreError: It cannot be read.
    """
    with reading(database, keys, manifest.vault_id) as db, outside_causes():
        found = checking.check(db)
        is_sealed = hmac.compare_digest(seal(manifest, found.rows, keys.mac), manifest.rows_mac)
        if not is_good(found) or not is_sealed or migrations.version_of(db) != manifest.schema:
            raise BackupDamagedError
        return TriedBackup(
            made_at=manifest.made_at,
            rows=overview.kept(db),
            newest_day=overview.newest_day(db),
            pages=found.pages,
        )


@contextmanager
def _room_for(manifest: Manifest, places: Sequence[Path]) -> Iterator[Path]:
    """Yield a path for the database while it is looked at. It stays encrypted there."""
    needed = int(manifest.database.size * _ROOM)
    for place in places:
        if _has_room(place, needed):
            # Elsewhere another window, which has the journal open, may be making a backup.
            if place == paths.state_folder():
                parts.clear(place, manifest.vault_id)
            with place_causes(place), parts.part(place, manifest.vault_id, ".db") as path:
                yield path
            return
    raise BackupNoRoomError(-(-needed // (1024 * 1024)))


def _has_room(place: Path, needed: int) -> bool:
    try:
        if place == paths.state_folder():
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return layout.can_write(place, place) and shutil.disk_usage(place).free >= needed
    except OSError:
        return False
