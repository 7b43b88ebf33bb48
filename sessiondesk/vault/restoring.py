"""From a backup to a vault, beside the one that stands there, and never over it.

In two steps with the person's word between them: `unpack` makes a whole vault beside the
place and says how far both go, `put_in_place` changes places. The former vault stays, under a
name that says what it is.
"""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreFullError,
)
from sessiondesk.vault import (
    backup_archive,
    beside,
    key_file,
    layout,
    lock_file,
    opening,
    pages,
    salvage,
)
from sessiondesk.vault.backing_up import TriedBackup, looked_into
from sessiondesk.vault.backup_archive import Manifest, Progress
from sessiondesk.vault.backup_making import tell_nobody
from sessiondesk.vault.beside import Mark
from sessiondesk.vault.errors import (
    BackupDamagedError,
    FileInTheWayError,
    FolderNotEmptyError,
    VaultError,
    file_causes,
)
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.lock_file import LockFile
from sessiondesk.vault.opening import Unsealed

_SPARE_BYTES: Final = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A backup made into a whole vault that is not at its place yet.

    Attributes:
        folder: Where it is now.
        place: Where it is to be.
        made_at: When the backup was made, in UTC.
        rows: Records of each kind outside the bin, by the name of the table.
        last_entry: Day of the newest entry in it; None without one.
        last_entry_there: The same of the journal that stands at the place; None when nothing
            stands there or it cannot be read.
    """

    folder: Path
    place: Path
    made_at: datetime
    rows: Mapping[str, int] = field(repr=False)
    last_entry: date | None
    last_entry_there: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A backup that took its place.

    Attributes:
        folder: The journal.
        before: Where the former one is now; None if there was none.
    """

    folder: Path
    before: Path | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interrupted:
    """A change of places that a crash cut in two: nothing stands at the place.

    Attributes:
        place: Where a journal stood.
        folder: The one that is to stand there: the new one, or the former one when there is
            no new one any more.
        is_former: Whether it is the former one.
        before: Where the former one is; None if it is not there.
    """

    place: Path
    folder: Path
    is_former: bool
    before: Path | None


def unpack(
    backup: Path,
    place: Path,
    secret: str,
    kind: SlotKind,
    *,
    now: datetime,
    progress: Progress | None = None,
) -> Unpacked:
    """Make a whole vault of ``backup`` beside ``place``, checked to its last page.

    Slow: call it from a worker. What ``progress`` raises ends the work, and then nothing is
    left of it.

    Args:
        backup: The backup.
        place: The journal whose place it is to take, or any file in it; or where one is to be
            made. There ``.sdesk`` is added to the name.
        secret: What opens the backup, as the person typed it.
        kind: Whether it is the passphrase or the recovery key.
        now: The moment, for the name of the folder.
        progress: Is told the share done, 0 to 1.

    Raises:
        BackupError: It is no backup, it is damaged, or a newer version made it.
        WrongPassphraseError: The passphrase does not open it; others as `opening.unseal`.
        AlreadyOpenError: The journal at the place is open in a window.
        FolderNotEmptyError: At the place is a folder with other things in it.
        FileInTheWayError: There is a file at the place.
        ParentMissingError: The folder around the place is not there.
        NotWritableError: This account may not write in it.
        BadNameError: No folder can have this name.
        StoreError: The disk is full, or it failed.
    """
    place = _place(place)
    beside.refuse_surroundings(place)
    _is_vault(place)
    report = progress or tell_nobody
    manifest = backup_archive.read_manifest(backup)
    found = backup_archive.key_file_of(backup)
    with held(place):
        pass
    with file_causes():
        needed = manifest.database.size + _SPARE_BYTES
        if shutil.disk_usage(place.parent).free < needed:
            raise StoreFullError
    report(0)
    unsealed = opening.unseal_with(found, secret, kind, folder=place)
    beside.clear_parts(place.parent, now)
    part = beside.new_part(place)
    try:
        database = part / found.db_file

        def extracted(share: float) -> None:
            report(share * 0.5)

        backup_archive.extract_database(backup, database, progress=extracted)
        report(0.5)
        tried = _checked(database, unsealed, manifest)
        report(0.8)
        write_rest(part, unsealed)
        last_entry_there = _last_entry_at(place, unsealed, secret, kind)
        report(0.95)
        tag = beside.free_tag(place, Mark.RESTORED, Mark.BEFORE_RESTORE, now=now)
        folder = beside.named(place, Mark.RESTORED, tag)
        beside.change_places(part, folder, None)
    except BaseException:
        beside.remove_part(part)
        raise
    return Unpacked(
        folder=folder,
        place=place,
        made_at=manifest.made_at,
        rows=tried.rows,
        last_entry=tried.newest_day,
        last_entry_there=last_entry_there,
    )


def put_in_place(unpacked: Unpacked, *, now: datetime) -> Restored:
    """Let what was unpacked take the place; what stood there gets another name.

    Raises:
        AlreadyOpenError: The journal there is open in a window.
        VaultError: As `unpack`. Everything is as it was.
        StoreError: The disk failed. Everything is as it was.
    """
    place = unpacked.place
    before = None
    with held(place) as lock:
        if _is_vault(place):
            tag = beside.free_tag(place, Mark.BEFORE_RESTORE, now=now)
            before = beside.named(place, Mark.BEFORE_RESTORE, tag)
            beside.bring_backups(place, unpacked.folder)
        let_go_for_rename(lock)
        beside.change_places(unpacked.folder, place, before)
    layout.keep_out_of_search(place)
    return Restored(folder=place, before=before)


def discard(unpacked: Unpacked) -> None:
    """Remove what was unpacked and is not wanted, as far as possible."""
    beside.remove_part(unpacked.folder)


def find_interrupted(place: Path) -> Interrupted | None:
    """Return the change of places at ``place`` that a crash cut in two, if there is one."""
    place = place.absolute()
    if os.path.lexists(place):
        return None
    found = [each for each in beside.marked(place) if _looks_whole(each.folder)]
    new = next((each.folder for each in found if each.mark.is_new), None)
    before = next((each.folder for each in found if each.mark.is_former), None)
    folder = new or before
    if folder is None:
        return None
    return Interrupted(place=place, folder=folder, is_former=new is None, before=before)


def finish(interrupted: Interrupted) -> Path:
    """Finish the change of places; return the vault's folder.

    Raises:
        NotWritableError: This account may not.
        StoreError: The disk did not answer as it should.
    """
    beside.change_places(interrupted.folder, interrupted.place, None)
    layout.keep_out_of_search(interrupted.place)
    return interrupted.place


@contextmanager
def held(folder: Path) -> Iterator[LockFile | None]:
    """Hold the vault in ``folder``, if one is there, so that no window opens it meanwhile.

    Raises:
        AlreadyOpenError: A window has it open.
    """
    lock = None
    if _has_marks(folder):
        # Where nothing can be written, nobody can have it open for writing either.
        with suppress(StoreError):
            lock = lock_file.take(folder / layout.LOCK)
    try:
        yield lock
    finally:
        if lock is not None:
            lock.release()


def let_go_for_rename(lock: LockFile | None) -> None:
    """Release ``lock`` where a folder with an open file in it cannot be renamed."""
    if sys.platform == "win32":
        if lock is not None:
            lock.release()


def write_rest(part: Path, unsealed: Unsealed) -> None:
    """Write what belongs into a vault beside its database.

    Raises:
        StoreError: The disk is full, or it failed.
    """
    with file_causes():
        for name in key_file.NAMES:
            paths.write_whole(part / name, unsealed.used.to_bytes())
        paths.write_whole(part / layout.README, layout.README_TEXT.encode())
        paths.write_whole(part / layout.NEVER_INDEX, b"")
        paths.sync_folder(part)


def newest_day_in(database: Path, unsealed: Unsealed) -> date | None:
    """Return the day of the newest entry in ``database``, read without touching it.

    Raises:
        OSError: It cannot be read.
        StoreError: It was written by a newer version.
    """
    found = pages.read(database, unsealed.keys.database, unsealed.used.vault_id, mends=False)
    day = salvage.newest_day(found)
    return None if day is None else date.fromisoformat(day)


def _place(place: Path) -> Path:
    place = place.absolute()
    with suppress(VaultError):
        return layout.find(place)
    if place.suffix == layout.SUFFIX or os.path.lexists(place):
        return place
    return place.with_name(place.name + layout.SUFFIX)


def _is_vault(place: Path) -> bool:
    """Tell whether a vault stands at ``place``, whole or not; refuse what else may be there."""
    with beside.place_causes():
        if _has_marks(place):
            return True
        if place.is_dir():
            if any(place.iterdir()):
                raise FolderNotEmptyError
        elif os.path.lexists(place):
            raise FileInTheWayError
    return False


def _has_marks(folder: Path) -> bool:
    names = (*key_file.NAMES, layout.DATABASE, layout.BACKUPS)
    return any(os.path.lexists(folder / name) for name in names)


def _looks_whole(folder: Path) -> bool:
    copies = key_file.read_copies(folder)
    return any(copy.key_file and (folder / copy.key_file.db_file).is_file() for copy in copies)


def _checked(database: Path, unsealed: Unsealed, manifest: Manifest) -> TriedBackup:
    try:
        return looked_into(database, unsealed.keys, manifest)
    except StoreDamagedError as error:
        raise BackupDamagedError from error


def _last_entry_at(place: Path, unsealed: Unsealed, secret: str, kind: SlotKind) -> date | None:
    """Return how far the journal goes that stands at the place, if that can be found out."""
    try:
        copies = key_file.read_copies(place)
        there = [copy.key_file for copy in copies if copy.key_file]
        same = [each for each in there if each.vault_id == unsealed.used.vault_id]
        opened = unsealed if same else opening.unseal(place, secret, kind)
        name = same[0].db_file if same else opened.used.db_file
        with held(place):
            return newest_day_in(place / name, opened)
    except (VaultError, StoreError, OSError, ValueError):
        return None
