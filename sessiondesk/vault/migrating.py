"""Bringing an older journal up to date, with a backup of it first."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sessiondesk.store import migrations
from sessiondesk.store.connection import Connection, outside_causes
from sessiondesk.store.errors import (
    NewerStoreError,
    OlderStoreError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
)
from sessiondesk.vault.backup_source import BackupSource
from sessiondesk.vault.errors import BackupError, MigrationRefusedError
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import SubKeys


def bring_up_to_date(
    db: Connection, database: Path, used: KeyFile, keys: SubKeys, *, now: datetime
) -> None:
    """Raise the tables to what this program reads. Nothing to do in the ordinary case.

    Args:
        db: The open database, on this thread.
        database: Its file.
        used: The key file that opened it.
        keys: What was in it.
        now: The moment, for the name of the backup.

    Raises:
        MigrationRefusedError: No backup could be made first, so nothing was changed.
        NewerStoreError: A newer version of the program wrote it.
        StoreDamagedError: It is damaged.
        StoreError: Another outside cause; the step that failed left nothing behind.
    """
    with outside_causes():
        version = migrations.version_of(db)
    if 0 < version < migrations.CURRENT_VERSION:
        # A spoiled copy of the key file opens the vault, and must not go into the backup.
        genuine = used
        if not used.is_sealed_by(keys.mac):
            genuine = replace(used, generation=used.generation + 1).sealed(keys.mac)
        _back_up(
            BackupSource(folder=database.parent, database=database, key_file=genuine, keys=keys),
            now,
        )
    with outside_causes():
        migrations.migrate(db, to=migrations.CURRENT_VERSION)


def refuse_other_version(db: Connection, *, is_full: bool) -> None:
    """Refuse tables of another version, where nothing can be written.

    Args:
        db: The open database.
        is_full: Whether that is because the disk is full.

    Raises:
        NewerStoreError: A newer version of the program wrote them.
        StoreFullError: An older one did, and there is no room to bring them up to date.
        OlderStoreError: An older one did, and the folder may not be written.
        StoreError: An outside cause.
    """
    with outside_causes():
        version = migrations.version_of(db)
    if version > migrations.CURRENT_VERSION:
        raise NewerStoreError
    if version < migrations.CURRENT_VERSION:
        raise StoreFullError if is_full else OlderStoreError


def _back_up(source: BackupSource, now: datetime) -> None:
    from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - not at every start
    from sessiondesk.vault.backup_making import back_up  # noqa: PLC0415 - as above

    try:
        back_up(source, Reason.BEFORE_MIGRATION, now=now)
    except StoreDamagedError:
        raise
    except (BackupError, StoreError) as error:
        raise MigrationRefusedError from error
