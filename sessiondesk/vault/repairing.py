"""From a damaged vault to a whole one in its place; the damaged one stays beside it.

A copy of all files comes first, always. Then, best first: pages with a single wrong bit are
put right from their seals, and when that is all, nothing is lost. Else a new database is made
of what can be read, and where that has gaps, of the newest good backup. It has the same keys,
so the passphrase stays and the backups go on belonging to it.
"""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.store.connection import Connection, connect, create
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreMissingError,
)
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import migrate
from sessiondesk.vault import (
    backing_up,
    backup_archive,
    backup_file,
    beside,
    checking,
    creating,
    layout,
    merging,
    opening,
    pages,
    rebuilding,
    restoring,
    salvage,
)
from sessiondesk.vault.backup_archive import Progress
from sessiondesk.vault.backup_file import BackupFile
from sessiondesk.vault.backup_making import shares, tell_nobody
from sessiondesk.vault.backup_source import BackupSource
from sessiondesk.vault.beside import Mark
from sessiondesk.vault.checking import CheckResult
from sessiondesk.vault.copying import copy_all, let_go
from sessiondesk.vault.errors import BackupError, NothingReadableError, file_causes
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.merging import Affect, AffectedRecord, Merged
from sessiondesk.vault.opening import Unsealed
from sessiondesk.vault.pages import Pages
from sessiondesk.vault.rebuilding import Rebuilt
from sessiondesk.vault.restoring import held, let_go_for_rename
from sessiondesk.vault.salvage import Salvaged

__all__ = [
    "Affect",
    "AffectedRecord",
    "Repaired",
    "Way",
    "copy_all",
    "newest_good_backup",
    "repair",
    "rescue",
]

# The pages put right, the backup taken out of its archive, the new database and its log.
_ROOM: Final = 4
_SPARE_BYTES: Final = 1024 * 1024
_IMAGE: Final = "image.db"
_BACKUP: Final = "backup.db"


class Way(StrEnum):
    """How a damaged journal was put right, best first."""

    # Every damaged page was put right from its own seal, or none of them was in use.
    MENDED = "mended"
    # What can be read, and for the rest the newest good backup.
    BACKUP_AND_SALVAGE = "backup_and_salvage"
    # All that the database engine can read.
    SALVAGE = "salvage"
    # Also what only the pages themselves still tell.
    PAGES = "pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class Repaired:
    """What came of a repair.

    Attributes:
        folder: The whole journal.
        copy: The damaged one, as it was.
        way: How it was done.
        kept: How many records are in the journal now, those in the bin included.
        total: How many there were; None where nobody can know.
        affected: Records that something was done to.
        backup: The backup that gaps were filled from; None if none was needed.
    """

    folder: Path
    copy: Path
    way: Way
    kept: int
    total: int | None
    affected: Sequence[AffectedRecord] = field(repr=False)
    backup: Path | None

    @property
    def lost(self) -> int:
        """How many records are not there any more."""
        return sum(each.state is Affect.LOST for each in self.affected)


def newest_good_backup(
    folder: Path, unsealed: Unsealed, *, progress: Progress | None = None
) -> BackupFile | None:
    """Return the newest backup in the vault that is whole, looked at to its last page.

    Slow: call it from a worker.
    """
    used = unsealed.used
    source = BackupSource(
        folder=folder, database=folder / used.db_file, key_file=used, keys=unsealed.keys
    )
    for backup in backup_file.all_in(source.backups):
        with suppress(BackupError, StoreError):
            backing_up.try_out(backup.path, source, progress=progress)
            return backup
    return None


def repair(
    unsealed: Unsealed, *, now: datetime, backup: Path | None, progress: Progress | None = None
) -> Repaired:
    """Put a whole vault in the place of a damaged one. Slow: call it from a worker.

    Args:
        unsealed: The damaged vault, with its keys. No window may have it open.
        now: The moment.
        backup: A good backup of it to fill gaps from; None for none.
        progress: Is told the share done; what it raises ends the work, and then nothing is
            changed. It is told nothing any more once places are changed.

    Raises:
        AlreadyOpenError: A window has it open.
        StoreMissingError: Its database is not there, or is empty.
        NothingReadableError: Not one record can be read.
        NewerStoreError: A newer version of the program wrote it.
        NotWritableError: This account may not write beside it.
        StoreError: The disk is full, or it failed.
    """
    report = progress or tell_nobody
    folder = layout.find(unsealed.folder).absolute()
    database = folder / unsealed.used.db_file
    if not (database.is_file() and database.stat().st_size):
        raise StoreMissingError
    _refuse_too_little_room(folder, database)
    copy = copy_all(folder, now=now, progress=shares(report, 0.0, 0.15))
    with held(folder) as lock:
        part = beside.new_part(folder)
        try:
            work = _Work(part, unsealed, now)
            source = copy / unsealed.used.db_file
            way, rebuilt = work.best(source, backup, progress=shares(report, 0.15, 0.9))
            work.finish()
            report(0.95)
            tag = beside.free_tag(folder, Mark.REPAIRED, Mark.BEFORE_REPAIR, now=now)
            new = beside.named(folder, Mark.REPAIRED, tag)
            beside.bring_backups(folder, part)
            report(1.0)
            beside.change_places(part, new, None)
        except BaseException:
            beside.remove_part(part)
            raise
        former = beside.named(folder, Mark.BEFORE_REPAIR, tag)
        let_go_for_rename(lock)
        beside.change_places(new, folder, former)
    layout.keep_out_of_search(folder)
    # The same twice is no use: it stays as the copy that was made first.
    let_go(former, copy)
    return Repaired(
        folder=folder,
        copy=copy,
        way=way,
        kept=rebuilt.kept,
        total=rebuilt.total,
        affected=rebuilt.affected,
        backup=backup if way is Way.BACKUP_AND_SALVAGE else None,
    )


def rescue(
    folder: Path,
    secret: str,
    kind: SlotKind,
    out: Path,
    *,
    now: datetime,
    progress: Progress | None = None,
) -> Repaired:
    """Make a new vault of what the pages of a damaged one hold, without its engine's help.

    The damaged vault is only read. Slow: call it from a worker.

    Args:
        folder: The damaged vault, or any file in it.
        secret: What opens it, as the person typed it.
        kind: Whether it is the passphrase or the recovery key.
        out: Where the new one is to be.
        now: The moment.
        progress: Is told the share done; what it raises ends the work without a trace.

    Raises:
        VaultError: As `opening.unseal` for the damaged one, `creating.refuse_place` for the
            new one.
        NothingReadableError: Not one record can be read.
        NewerStoreError: A newer version of the program wrote it.
        StoreError: The disk is full, or it failed.
    """
    report = progress or tell_nobody
    out = out.absolute()
    creating.refuse_place(out)
    unsealed = opening.unseal(folder, secret, kind)
    folder = unsealed.folder.absolute()
    part = beside.new_part(out)
    try:
        work = _Work(part, unsealed, now)
        with held(folder), file_causes():
            found = work.pages(folder / unsealed.used.db_file, progress=shares(report, 0.0, 0.6))
        rebuilt = work.rebuild(merging.merge(salvage.from_pages(found), None))
        report(0.9)
        work.finish()
        report(1.0)
        beside.change_places(part, out, None)
    except BaseException:
        beside.remove_part(part)
        raise
    layout.keep_out_of_search(out)
    return Repaired(
        folder=out,
        copy=folder,
        way=Way.PAGES,
        kept=rebuilt.kept,
        total=rebuilt.total,
        affected=rebuilt.affected,
        backup=None,
    )


class _Work:
    """A vault in the making."""

    def __init__(self, part: Path, unsealed: Unsealed, now: datetime) -> None:
        self._part = part
        self._unsealed = unsealed
        self._now = now
        self._database = part / unsealed.used.db_file
        self._rows: int | None = None

    def best(
        self, source: Path, backup: Path | None, *, progress: Progress
    ) -> tuple[Way, Rebuilt]:
        """Make the database in the best way there is."""
        with file_causes():
            found = self.pages(source, progress=shares(progress, 0.0, 0.5))
            image = self._part / _IMAGE
            paths.write_new(image, found.sealed())
        progress(0.55)
        mended = self._mended(image, found)
        if mended is not None:
            return Way.MENDED, mended
        salvaged, way = self._salvaged(image, found)
        progress(0.7)
        theirs = None if backup is None else self._of_backup(backup, salvaged.version)
        progress(0.8)
        merged = merging.merge(salvaged, theirs)
        if merged.uses_backup:
            way = Way.BACKUP_AND_SALVAGE
        rebuilt = self.rebuild(merged)
        for file in self._part.glob(f"{_IMAGE}*"):
            file.unlink()
        progress(1.0)
        return way, rebuilt

    def pages(self, source: Path, *, progress: Progress) -> Pages:
        """Read the pages of the damaged database."""
        keys, vault_id = self._unsealed.keys, self._unsealed.used.vault_id
        return pages.read(source, keys.database, vault_id, progress=progress)

    def rebuild(self, merged: Merged) -> Rebuilt:
        """Make the database out of rows, and look at all of it."""
        db = create(self._database, *self._key())
        try:
            rebuilt = rebuilding.fill(db, merged, now=self._now)
            found = checking.check(db)
        finally:
            db.close()
        if not found.is_sound:
            raise StoreDamagedError
        if rebuilt.is_empty:
            # An empty journal in the place of a damaged one would look like a repair.
            raise NothingReadableError
        return rebuilt

    def finish(self) -> None:
        """Write what else belongs into a vault."""
        restoring.write_rest(self._part, self._unsealed)

    def _mended(self, image: Path, found: Pages) -> Rebuilt | None:
        """Take the image as it is, if no page is missing and everything in it is sound."""
        if found.bad:
            return None
        with suppress(StoreDamagedError):
            db = connect(image, *self._key())
            try:
                result = checking.check(db)
                records = _records(result)
            finally:
                db.close()
            if result.is_sound:
                image.rename(self._database)
                return Rebuilt(kept=records, is_empty=False, total=records, affected=())
        return None

    def _salvaged(self, image: Path, found: Pages) -> tuple[Salvaged, Way]:
        """Return the rows that can be read, and how they were."""
        from_engine = None
        with suppress(StoreDamagedError):
            from_engine = salvage.through_engine(lambda: self._connected(image))
            if from_engine.is_whole:
                return from_engine, Way.SALVAGE
        from_pages = salvage.from_pages(found)
        if from_engine is None:
            return from_pages, Way.PAGES
        both = salvage.joined(from_engine, from_pages)
        more = sum(map(len, both.rows.values())) - sum(map(len, from_engine.rows.values()))
        return both, Way.PAGES if more else Way.SALVAGE

    def _of_backup(self, backup: Path, version: int) -> Salvaged | None:
        """Return what a good backup holds, brought to the version of the damaged one."""
        extracted = self._part / _BACKUP
        try:
            backup_archive.extract_database(backup, extracted)
            db = connect(extracted, *self._key())
            try:
                migrate(db, to=version)
            finally:
                db.close()
            found = salvage.through_engine(lambda: self._connected(extracted))
        except (BackupError, StoreDamagedError):
            return None
        finally:
            for file in self._part.glob(f"{_BACKUP}*"):
                file.unlink()
        return found if found.version == version and found.is_whole else None

    def _connected(self, database: Path) -> Connection:
        return connect(database, *self._key(), immutable=True)

    def _key(self) -> tuple[str, str]:
        return self._unsealed.keys.database.hex(), self._unsealed.used.vault_id.hex()


def _refuse_too_little_room(folder: Path, database: Path) -> None:
    with file_causes():
        needed = database.stat().st_size * _ROOM + _SPARE_BYTES
        if shutil.disk_usage(folder.parent).free < needed:
            raise StoreFullError


def _records(result: CheckResult) -> int:

    return sum(result.rows.get(kind, 0) for kind in Kind)
