"""Making a backup.

Nothing gets the name of a backup before it was opened, counted and compared: a spoiled one
must never push out a good one. All of this is for a worker's thread; what is noted about it
in the journal, `sessiondesk.vault.backup_state` does on the journal's own.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Final

from sessiondesk import paths
from sessiondesk.store import drafts, overview
from sessiondesk.store.connection import (
    Connection,
    connect,
    create_copy,
    finish_copy,
    outside_causes,
    transaction,
)
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreGoneError,
    StoreIOError,
    StoreReadOnlyError,
)
from sessiondesk.store.kinds import stamp
from sessiondesk.store.migrations import version_of
from sessiondesk.store.page_copy import copy_pages
from sessiondesk.vault import checking, parts, rotation
from sessiondesk.vault.backup_archive import (
    Manifest,
    Member,
    Progress,
    check_whole,
    key_file_of,
)
from sessiondesk.vault.backup_file import BackupFile, Extent, Reason, all_in, free_path, of_path
from sessiondesk.vault.backup_source import BackupSource
from sessiondesk.vault.backup_state import noted
from sessiondesk.vault.backup_writing import (
    forget_what_was_read,
    keys_member,
    member_of,
    pieces,
    seal,
    write_archive,
)
from sessiondesk.vault.checking import CheckResult
from sessiondesk.vault.errors import (
    BackupError,
    BackupNoRoomError,
    BackupNotVerifiedError,
    BackupPlaceInsideError,
    BackupPlaceMissingError,
    BackupPlaceReadOnlyError,
    file_causes,
)
from sessiondesk.vault.key_slots import SubKeys

_ROOM: Final = 2.2  # times the size of the database: the copy, the archive made of it, and some
_MEBIBYTE: Final = 1024 * 1024
# A copy of what had so much less in it than the one before may be what is left of a mishap.
_LEFT_AFTER_A_FALL: Final = 2 / 3

# What each step takes, as a share of the whole.
_COPIED: Final = 0.45
_CHECKED: Final = 0.65
_PACKED: Final = 0.8

_naming = Lock()


def back_up(
    source: BackupSource,
    reason: Reason,
    *,
    now: datetime,
    into: Path | None = None,
    words: Sequence[Draft] = (),
    progress: Progress | None = None,
) -> BackupFile:
    """Make a backup of one moment of the journal, while others may go on using it.

    Args:
        source: The open vault.
        reason: Why; it becomes part of the name.
        now: The moment, with the offset whose midnight ends a day.
        into: A folder to make it in. None is the vault's own folder of backups, where those
            that are not needed any more are removed afterwards.
        words: Drafts to put into the copy: what the journal itself could not take.
        progress: Is told the share that is done; what it raises ends the work, and nothing is
            left behind.

    Returns:
        The backup. Give it to ``OpenVault.note_backup`` on the journal's own thread.

    Raises:
        BackupError: There is no room or no right to it, or the copy did not read back.
        StoreDamagedError: The journal itself is damaged.
        StoreError: Another outside cause. Whatever the error: all that was there is as it was.
    """
    now = now.replace(microsecond=0)
    source = source.up_to_date()
    tell = progress or tell_nobody
    folder = source.backups if into is None else into
    with place_causes(folder):
        if into is None:
            _make_own_folder(source)
        else:
            refuse_place(source.folder, into)
        parts.clear(folder, source.vault_id)
        made = _make(source, reason, folder, now=now, words=words, tell=tell)
    if into is None:
        _keep_before_a_fall(source, made)
        rotation.rotate(folder, source.vault_id, now=now, whole=made.backup)
    return made.backup


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A backup, and what the journal knew of the one before it."""

    backup: BackupFile
    extent: Extent
    before: tuple[str, Extent] | None


def _make(
    source: BackupSource,
    reason: Reason,
    folder: Path,
    *,
    now: datetime,
    words: Sequence[Draft],
    tell: Progress,
) -> _Made:
    vault_id = source.vault_id
    with parts.part(folder, vault_id, ".db") as copy, parts.part(folder, vault_id) as archive:
        copied = _copy(source, copy, words=words, now=now, tell=tell)
        manifest = _manifest(source, copied, member_of(copy), now)
        packing = shares(tell, _CHECKED, _PACKED)
        write_archive(archive, pieces(copy, packing), source.key_file, manifest)
        if folder != source.backups:
            forget_what_was_read(archive)
        _check_archive(archive, source, manifest, shares(tell, _PACKED, 1))
        path = _name(archive, folder, now, reason)
    extent = copied.extent
    backup = replace(of_path(path), extent=extent)
    return _Made(backup=backup, extent=extent, before=copied.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Copied:
    """What is in the copy of the database."""

    schema: int
    rows: Mapping[str, int]
    extent: Extent
    before: tuple[str, Extent] | None


def _copy(
    source: BackupSource, to: Path, *, words: Sequence[Draft], now: datetime, tell: Progress
) -> _Copied:
    """Copy one moment of the database to ``to``, and check the copy."""
    db = source.connect()
    try:
        with outside_causes():
            db.execute("BEGIN")
            # The first read settles which moment it is.
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            (page_size,) = db.execute("PRAGMA cipher_page_size").fetchone()
            refuse_without_room(to.parent, int(int(pages) * int(page_size) * _ROOM))
            was = checking.rows(db)
            rows = _copy_pages(db, to, source, words=words, now=now, tell=tell)
            # Unsaved words are more drafts than there were; nothing else may differ.
            more = {"draft": rows["draft"]} if words else {}
            if rows != {**was, **more} or not _is_right(to, source, rows):
                # Pages are copied as they are: what spoiled the copy may be in the journal.
                raise StoreDamagedError if _is_damaged(db) else BackupNotVerifiedError
            tell(_CHECKED)
            state = overview.overview(db)
            return _Copied(
                schema=version_of(db),
                rows=rows,
                extent=Extent(
                    fingerprint=state.fingerprint, records=state.records, rows=state.rows
                ),
                before=noted(db),
            )
    finally:
        db.close()


def _copy_pages(
    db: Connection,
    to: Path,
    source: BackupSource,
    *,
    words: Sequence[Draft],
    now: datetime,
    tell: Progress,
) -> Mapping[str, int]:
    """Copy page by page, and return the number of rows in each table of the copy."""
    copy = create_copy(to, source.keys.database.hex(), source.vault_id.hex())
    try:
        copy_pages(db, copy, tell=shares(tell, 0, _COPIED))
        finish_copy(copy)
        if words:
            with transaction(copy):
                for draft in words:
                    drafts.save(copy, draft, at=stamp(now))
        return checking.rows(copy)
    finally:
        copy.close()


def _is_right(copy: Path, source: BackupSource, rows: Mapping[str, int]) -> bool:
    """Tell whether a finished copy can be relied on, looking at every page of it."""
    try:
        with reading(copy, source.keys, source.vault_id) as db:
            found = checking.check(db)
    except StoreDamagedError:
        return False
    return is_good(found) and found.rows == rows


def _is_damaged(db: Connection) -> bool:
    """Tell whether the journal itself is damaged, on the connection that copies it."""
    db.execute("ROLLBACK")
    return not is_good(checking.check(db))


def _manifest(source: BackupSource, copied: _Copied, database: Member, now: datetime) -> Manifest:
    key_file = source.key_file
    manifest = Manifest(
        vault_id=key_file.vault_id,
        epoch=key_file.epoch,
        made_at=now.astimezone(UTC),
        schema=copied.schema,
        db_file=key_file.db_file,
        database=database,
        keys=keys_member(key_file),
        rows_mac=b"",
    )
    return replace(manifest, rows_mac=seal(manifest, copied.rows, source.keys.mac))


def _check_archive(
    archive: Path, source: BackupSource, manifest: Manifest, tell: Progress
) -> None:
    try:
        is_same = check_whole(archive, progress=tell) == manifest
        key_file = key_file_of(archive)
    except BackupError as error:
        raise BackupNotVerifiedError from error
    if not is_same or key_file != source.key_file or not key_file.is_sealed_by(source.keys.mac):
        raise BackupNotVerifiedError


def _name(archive: Path, folder: Path, now: datetime, reason: Reason) -> Path:
    """Give a finished backup the first name that is free."""
    with _naming:
        path = free_path(folder, now, reason)
        paths.put(archive, path)
    return path


def _keep_before_a_fall(source: BackupSource, made: _Made) -> None:
    """Pin the backup before this one if much less is in this one, until somebody decides."""
    if made.before is None:
        return
    stem, before = made.before
    now = made.extent
    is_fallen = any(
        left < had * _LEFT_AFTER_A_FALL
        for left, had in ((now.records, before.records), (now.rows, before.rows))
    )
    if is_fallen:
        for backup in all_in(source.backups):
            if backup.stem == stem and not backup.is_pinned:
                with suppress(OSError):
                    paths.put(backup.path, backup.pinned_path)


@contextmanager
def reading(database: Path, keys: SubKeys, vault_id: bytes) -> Iterator[Connection]:
    """Open a finished copy of a database, for as long as it is looked at.

    Raises:
        StoreError: It cannot be opened.
    """
    db = connect(database, keys.database.hex(), vault_id.hex(), immutable=True)
    try:
        yield db
    finally:
        db.close()


def is_good(found: CheckResult) -> bool:
    """Tell whether a copy can be relied on.

    A reference to a row that is not there is no damage: all rows that are can be read.
    """
    return not found.bad_pages and not found.structure_problems and -1 not in found.rows.values()


def shares(tell: Progress, first: float, last: float) -> Progress:
    """Return what tells the share of one step as a share of the whole."""

    def report(share: float) -> None:
        tell(first + (last - first) * share)

    return report


def tell_nobody(_share: float) -> None:
    """Be the progress that nobody waits for."""


def _make_own_folder(source: BackupSource) -> None:
    if not source.folder.is_dir():
        raise StoreGoneError
    source.backups.mkdir(mode=0o700, exist_ok=True)


def refuse_place(vault_folder: Path, folder: Path) -> None:
    """Refuse a folder in which backups of the vault cannot be, or should not.

    Raises:
        BackupPlaceMissingError: It is not there.
        BackupPlaceInsideError: It is inside of the vault.
        OSError: It cannot be looked at.
    """
    if not folder.is_dir():
        raise BackupPlaceMissingError
    if vault_folder.resolve() in (folder.resolve(), *folder.resolve().parents):
        raise BackupPlaceInsideError


def refuse_without_room(folder: Path, needed: int) -> None:
    """Refuse a folder with less than ``needed`` bytes of room.

    Raises:
        BackupNoRoomError: There is less.
        OSError: It cannot be looked at.
    """
    if shutil.disk_usage(folder).free < needed:
        raise BackupNoRoomError(-(-needed // _MEBIBYTE))


@contextmanager
def place_causes(folder: Path) -> Iterator[None]:
    """Turn what is wrong with a folder for backups into its own error."""
    try:
        with file_causes():
            yield
    except StoreFullError as error:
        raise BackupNoRoomError from error
    except StoreReadOnlyError as error:
        raise BackupPlaceReadOnlyError from error
    except StoreGoneError:
        raise
    except StoreIOError as error:
        if not folder.is_dir():
            raise BackupPlaceMissingError from error
        raise
