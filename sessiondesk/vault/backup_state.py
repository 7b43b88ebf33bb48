"""How the backups of an open journal stand, and what the journal itself notes of them.

The notes are in the journal's database, so they are as private as all that is in it. They
are read and written on the thread of the journal's own connection.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakKeyDictionary

import msgspec

from sessiondesk import paths
from sessiondesk.store import overview
from sessiondesk.store.connection import Connection, outside_causes, transaction
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import stamp
from sessiondesk.vault import layout
from sessiondesk.vault.backup_file import BackupFile, Extent, all_in, of_path, read_manifest
from sessiondesk.vault.errors import BackupError, file_causes

if TYPE_CHECKING:
    from sessiondesk.vault.opened import OpenVault

_LAST: Final = "last_backup"
_SECOND: Final = "second_place"
_KEPT: Final = "kept_backups"
_MADE_AT: Final = "made_at"

_DUE_AFTER: Final = timedelta(minutes=30)
_OVERDUE_AFTER: Final = timedelta(hours=48)
_SECOND_OVERDUE_AFTER: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How the backups of a journal stand at one moment.

    Attributes:
        last: The newest backup in the journal's own folder; None without any.
        count: How many there are.
        is_due: Whether something changed since the last one, and that is half an hour ago.
        is_overdue: Whether something changed since, and that is two days ago.
        held: One that is kept because much less was in the next, until somebody decides.
        second_place: Where second copies are kept; None when no place was chosen.
        second_is_declined: Whether the person wants none.
        second_last: Of when the newest second copy is, in UTC; None without any.
        second_is_overdue: Whether there is something newer, and that copy is a week old.
    """

    last: BackupFile | None
    count: int
    is_due: bool
    is_overdue: bool
    held: BackupFile | None
    second_place: Path | None
    second_is_declined: bool
    second_last: datetime | None
    second_is_overdue: bool


class _LastNote(msgspec.Struct, frozen=True):
    stem: str
    fingerprint: str
    records: int
    rows: int


class _SecondNote(msgspec.Struct, frozen=True):
    folder: str | None = None
    is_declined: bool = False
    copied: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What was found when the records were looked at last."""

    since: tuple[int, str | None, _LastNote | None]
    writes: tuple[int, int]
    is_changed: bool


_known: "WeakKeyDictionary[OpenVault, _Known]" = WeakKeyDictionary()
_Note = TypeVar("_Note")


def state_of(vault: "OpenVault", now: datetime) -> BackupState:
    """Return how the backups of ``vault`` stand.

    Raises:
        StoreError: The journal cannot be read.
    """
    backups = all_in(vault.folder / layout.BACKUPS)
    last = _last(backups, now)
    with outside_causes():
        note = _read(vault.db, _LAST, _LastNote)
        second = _read(vault.db, _SECOND, _SecondNote) or _SecondNote()
        kept = _read(vault.db, _KEPT, list[str]) or []
        age = _age(last.made_at if last else None, now)
        copied = _moment(second.copied)
        second_age = _age(copied, now)
        is_changed = False
        if age >= _DUE_AFTER or second_age >= _SECOND_OVERDUE_AFTER:
            is_changed = _is_changed_by_now(vault, last, note)
        # A journal without any backup is not overdue on the day it was made.
        overdue_age = age if last else _age(_moment(_text(vault.db, _MADE_AT)), now)
    has_newer = is_changed or (last is not None and (copied is None or last.made_at > copied))
    return BackupState(
        last=last,
        count=len(backups),
        is_due=is_changed and age >= _DUE_AFTER,
        is_overdue=is_changed and overdue_age >= _OVERDUE_AFTER,
        held=next((each for each in backups if each.is_pinned and each.stem not in kept), None),
        second_place=Path(second.folder) if second.folder else None,
        second_is_declined=second.is_declined,
        second_last=copied,
        second_is_overdue=bool(second.folder)
        and has_newer
        and second_age >= _SECOND_OVERDUE_AFTER,
    )


def note_backup(vault: "OpenVault", backup: BackupFile) -> None:
    """Note in the journal that ``backup`` was just made of it.

    Nothing is noted of one that is not in the journal's own folder of backups, nor where the
    journal may only be read.

    Raises:
        StoreError: It could not be noted. The backup is there all the same.
    """
    extent = backup.extent
    if extent is None or vault.is_read_only or backup.path.parent != vault.backups:
        return
    note = _LastNote(
        stem=backup.stem,
        fingerprint=extent.fingerprint,
        records=extent.records,
        rows=extent.rows,
    )
    write(vault.db, _LAST, note)


def noted(db: Connection) -> tuple[str, Extent] | None:
    """Return the stem of the backup noted last, and how much was in it.

    Raises:
        StoreError: The journal cannot be read.
    """
    with outside_causes():
        note = _read(db, _LAST, _LastNote)
    if note is None:
        return None
    extent = Extent(fingerprint=note.fingerprint, records=note.records, rows=note.rows)
    return note.stem, extent


def note_second(vault: "OpenVault", *, folder: Path | None, is_declined: bool) -> None:
    """Note where second copies are to be kept, or that none are wanted.

    When the newest was made is kept for as long as the place stays the same.

    Raises:
        StoreError: It could not be noted.
    """
    with outside_causes():
        before = _read(vault.db, _SECOND, _SecondNote) or _SecondNote()
    where = None if folder is None else str(folder)
    write(
        vault.db,
        _SECOND,
        _SecondNote(
            folder=where,
            is_declined=is_declined,
            copied=before.copied if before.folder == where else None,
        ),
    )


def note_copied(vault: "OpenVault", at: datetime) -> None:
    """Note that the newest second copy is of the moment ``at``.

    Raises:
        StoreError: It could not be noted.
    """
    with outside_causes():
        before = _read(vault.db, _SECOND, _SecondNote) or _SecondNote()
    write(vault.db, _SECOND, msgspec.structs.replace(before, copied=stamp(at)))


def keep(vault: "OpenVault", backup: BackupFile) -> None:
    """Leave a pinned backup pinned, and do not ask about it again.

    Raises:
        StoreError: It could not be noted.
    """
    with outside_causes():
        kept = _read(vault.db, _KEPT, list[str]) or []
    write(vault.db, _KEPT, [*(each for each in kept if each != backup.stem), backup.stem])


def let_rotate(vault: "OpenVault", backup: BackupFile) -> BackupFile:
    """Let a pinned backup go in its turn, like any other.

    Returns:
        The backup under its new name.

    Raises:
        StoreError: It could not be noted or renamed.
    """
    with outside_causes():
        kept = _read(vault.db, _KEPT, list[str]) or []
    if backup.stem in kept:
        write(vault.db, _KEPT, [each for each in kept if each != backup.stem])
    with file_causes():
        if backup.is_pinned:
            paths.put(backup.path, backup.plain_path)
    return of_path(backup.plain_path)


def remove(backup: BackupFile) -> bool:
    """Remove a backup for good, unless it is the only readable one in its folder.

    Returns:
        Whether it was removed.

    Raises:
        StoreError: It could not be removed.
    """
    others = [each for each in all_in(backup.path.parent) if each.path != backup.path]
    if not any(_is_readable(each.path) for each in others):
        return False
    with file_causes():
        backup.path.unlink(missing_ok=True)
        paths.sync_folder(backup.path.parent)
    return True


def write(db: Connection, name: str, note: object) -> None:
    """Keep ``note`` under ``name``.

    Raises:
        StoreError: It could not be kept.
    """
    with transaction(db):
        db.execute(
            """
            INSERT INTO meta (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """,
            (name, msgspec.json.encode(note).decode()),
        )


def _is_readable(path: Path) -> bool:
    try:
        read_manifest(path)
    except (BackupError, StoreError):
        return False
    return True


def _last(backups: Sequence[BackupFile], now: datetime) -> BackupFile | None:
    """Return the newest backup; what a clock that was ahead has made comes last."""
    past = [each for each in backups if each.made_at <= now]
    return next(iter([*past, *backups]), None)


def _is_changed_by_now(
    vault: "OpenVault", last: BackupFile | None, note: _LastNote | None
) -> bool:
    """Tell whether something changed since ``last``, looking at the records when need be.

    What changed stays changed until the next backup, and without a write nothing changes. For
    a large journal looking takes a moment that the window would notice at every question.
    """
    db = vault.db
    since = (id(db), last.stem if last else None, note)
    # Through this connection, and by others, such as a worker's.
    writes = (db.total_changes, db.execute("PRAGMA data_version").fetchone()[0])
    known = _known.get(vault)
    if known is None or known.since != since or not (known.is_changed or known.writes == writes):
        known = _Known(since=since, writes=writes, is_changed=_is_changed(db, last, note))
        _known[vault] = known
    return known.is_changed


def _is_changed(db: Connection, last: BackupFile | None, note: _LastNote | None) -> bool:
    found = overview.overview(db)
    if last is None:
        return found.records > 0
    return note is None or (note.stem, note.fingerprint) != (last.stem, found.fingerprint)


def _age(moment: datetime | None, now: datetime) -> timedelta:
    """Return how long ago it is; for ever, when it seems to lie in the future."""
    if moment is None or moment > now:
        return timedelta.max
    return now - moment


def _moment(text: str | None) -> datetime | None:
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo else None


def _read(db: Connection, name: str, kind: type[_Note]) -> _Note | None:
    """Return the note of that name; None without a readable one."""
    try:
        return msgspec.json.decode(_text(db, name) or "", type=kind)
    except msgspec.MsgspecError:
        return None


def _text(db: Connection, name: str) -> str | None:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])
