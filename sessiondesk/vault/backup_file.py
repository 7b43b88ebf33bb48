"""A backup as it lies in a folder: its name, and what the name tells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from sessiondesk.vault.backup_archive import (
    SUFFIX,
    Manifest,
    check_whole,
    extract_database,
    key_file_of,
    outside,
    read_manifest,
)
from sessiondesk.vault.errors import BackupMissingError

__all__ = [
    "SUFFIX",
    "BackupFile",
    "Extent",
    "Manifest",
    "Reason",
    "all_in",
    "check_whole",
    "extract_database",
    "file_name",
    "free_path",
    "key_file_of",
    "of_path",
    "read_manifest",
]

_NAME_TIME: Final = "%Y%m%dT%H%M%SZ"
_PINNED: Final = "-pinned"


class Reason(StrEnum):
    """Why a backup was made. Part of its name, so the values never change."""

    LOCK = "lock"
    DAILY = "daily"
    ASKED = "asked"
    BEFORE_MIGRATION = "before-migration"
    BEFORE_RESTORE = "before-restore"
    BEFORE_REPAIR = "before-repair"
    BEFORE_IMPORT = "before-import"
    BEFORE_REMOVAL = "before-removal"
    BEFORE_KEY_CHANGE = "before-key-change"

    @property
    def is_before_step(self) -> bool:
        """Whether it was made before a step that could go wrong."""
        return self.value.startswith("before-")


_NAME: Final = re.compile(
    rf"(\d{{8}}T\d{{6}}Z)-({'|'.join(Reason)})(?:-([1-9]\d{{0,3}}))?({_PINNED})?"
    + re.escape(SUFFIX),
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much was in a journal at the moment of a backup, to compare later moments with.

    Attributes:
        fingerprint: Is another one when a record was made, changed or removed.
        records: Records outside the bin.
        rows: Records with those in the bin.
    """

    fingerprint: str
    records: int
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A backup as it lies in a folder, known by its name.

    Attributes:
        path: Where it is.
        made_at: When it was made, in UTC to the second.
        reason: Why; None when it was given another name by hand.
        number: Tells apart those of one second and reason, from 1.
        size: In bytes.
        is_pinned: Whether it stays for as long as nobody decides otherwise.
        extent: How much is in it; known of one that was just made, else None.
    """

    path: Path
    made_at: datetime
    reason: Reason | None
    size: int
    is_pinned: bool = False
    number: int = 1
    extent: Extent | None = field(default=None, repr=False, compare=False)

    @property
    def stem(self) -> str:
        """Its name without what pinning changes; the same for a copy in another folder."""
        return self.path.name.removesuffix(SUFFIX).removesuffix(_PINNED)

    @property
    def pinned_path(self) -> Path:
        """Where it is, or would be, when it is pinned."""
        return self.path.with_name(f"{self.stem}{_PINNED}{SUFFIX}")

    @property
    def plain_path(self) -> Path:
        """Where it is, or would be, when it is not pinned."""
        return self.path.with_name(f"{self.stem}{SUFFIX}")


def file_name(made_at: datetime, reason: Reason, number: int = 1) -> str:
    """Return the name of a backup in its folder."""
    more = f"-{number}" if number > 1 else ""
    return f"{made_at.astimezone(UTC).strftime(_NAME_TIME)}-{reason}{more}{SUFFIX}"


def free_path(folder: Path, made_at: datetime, reason: Reason) -> Path:
    """Return where a new backup can go without taking the name of another one."""
    number = 1
    while True:
        path = folder / file_name(made_at, reason, number)
        if not path.exists() and not path.with_name(f"{path.stem}{_PINNED}{SUFFIX}").exists():
            return path
        number += 1


def of_path(path: Path) -> BackupFile:
    """Return the backup at ``path``; one with a name of its own is asked when it was made.

    Raises:
        BackupError: There is none, or it cannot be read.
        StoreError: The disk did not answer as it should.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise outside(error) from error
    except ValueError as error:  # a NUL in the name
        raise BackupMissingError from error
    found = _NAME.fullmatch(path.name)
    made_at = _time(found.group(1)) if found else None
    if found is None or made_at is None:
        return BackupFile(path=path, made_at=read_manifest(path).made_at, reason=None, size=size)
    return BackupFile(
        path=path,
        made_at=made_at,
        reason=Reason(found.group(2)),
        number=int(found.group(3) or 1),
        size=size,
        is_pinned=bool(found.group(4)),
    )


def all_in(folder: Path) -> Sequence[BackupFile]:
    """Return the backups in ``folder``, newest first.

    They are known by their names, and not looked into. What has the name of no backup and
    cannot be read as one is left out; so is everything when the folder is not there.
    """
    found = []
    try:
        files = [each for each in folder.iterdir() if each.suffix == SUFFIX and each.is_file()]
    except (OSError, ValueError):
        return ()
    for path in files:
        try:
            found.append(of_path(path))
        except Exception:  # noqa: BLE001, S112 - the others are there all the same
            continue
    return sorted(found, key=lambda each: (each.made_at, each.number, each.stem), reverse=True)


def _time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _NAME_TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
