"""The folders beside a vault: one that is being made, and those that were set aside.

Nothing is ever written over a vault. What is to take its place is made beside it under a
name of no meaning, gets a telling name once it is whole, and then two renames change places:
the former vault to its new name, the new one to the place. A crash between the two leaves no
vault at the place, and beside it both, under names that say what they are.
"""

import errno
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.store.errors import StoreIOError, StoreReadOnlyError
from sessiondesk.vault import layout
from sessiondesk.vault.errors import (
    BadNameError,
    NotWritableError,
    ParentMissingError,
    file_causes,
)

_PART: Final = ".sessiondesk-{}.part"
_BAD_NAME: Final = frozenset({errno.ENAMETOOLONG, errno.EINVAL, errno.EILSEQ})
_LEFT_BEHIND: Final = timedelta(days=1)
_KNOWS_EFFECTIVE_IDS: Final = os.access in os.supports_effective_ids
# What most disks take for a name, in bytes.
_LONGEST_NAME: Final = 255
_CHUNK: Final = 1024 * 1024


class Mark(StrEnum):
    """What a folder beside a vault is, as its name says; the values never change."""

    RESTORED = "restored"
    REPAIRED = "repaired"
    BEFORE_RESTORE = "before restore"
    BEFORE_REPAIR = "before repair"
    DAMAGED = "damaged"

    @property
    def is_new(self) -> bool:
        """Whether the folder is whole and on its way to the vault's place."""
        return self in {Mark.RESTORED, Mark.REPAIRED}

    @property
    def is_former(self) -> bool:
        """Whether the folder was the vault until another took its place."""
        return self in {Mark.BEFORE_RESTORE, Mark.BEFORE_REPAIR}


_MARKED: Final = re.compile(
    rf".* \(({'|'.join(Mark)}) (\d{{4}}-\d\d-\d\d(?: [1-9]\d*)?)\)(?:{re.escape(layout.SUFFIX)})?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A folder beside a vault with a name that says what it is.

    Attributes:
        folder: Where it is.
        mark: What it is.
        tag: When it came to be, and its number where there is more than one of a day.
    """

    folder: Path
    mark: Mark
    tag: str

    @property
    def order(self) -> tuple[str, int]:
        """Larger for a later one."""
        day, _, number = self.tag.partition(" ")
        return day, int(number or 1)


def named(place: Path, mark: Mark, tag: str) -> Path:
    """Return the path of the folder beside ``place`` that ``mark`` and ``tag`` tell."""
    stem, suffix = _parts(place)
    end = f" ({mark} {tag}){suffix}"
    # Cut where the disk would refuse it, never in the middle of a character.
    room = _LONGEST_NAME - len(os.fsencode(end))
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return place.with_name(stem + end)


def free_tag(place: Path, *marks: Mark, now: datetime) -> str:
    """Return today's date, with a number where one of the names with it is taken."""
    day = now.date().isoformat()
    tag, number = day, 1
    while any(os.path.lexists(named(place, mark, tag)) for mark in marks):
        number += 1
        tag = f"{day} {number}"
    return tag


def marked(place: Path) -> Sequence[Marked]:
    """Return the folders beside ``place`` that belong to it, the latest first.

    Nothing, where the folder around it cannot be read.
    """
    found = []
    with suppress(OSError):
        for folder in place.parent.iterdir():
            parts = _MARKED.fullmatch(folder.name)
            if parts is None:
                continue
            mark, tag = Mark(parts.group(1)), parts.group(2)
            if folder == named(place, mark, tag) and folder.is_dir():
                found.append(Marked(folder=folder, mark=mark, tag=tag))
    return sorted(found, key=lambda each: each.order, reverse=True)


def refuse_surroundings(place: Path) -> None:
    """Refuse a place whose surroundings do not allow for a folder. Quick.

    Raises:
        ParentMissingError: The folder around it is not there.
        NotWritableError: This account may not write there, or not look.
        BadNameError: No folder can have this name.
    """
    with place_causes():
        if not place.parent.is_dir():
            raise ParentMissingError
        os.path.lexists(place)
        rights = os.W_OK | os.X_OK
        if not os.access(place.parent, rights, effective_ids=_KNOWS_EFFECTIVE_IDS):
            raise NotWritableError


def new_part(place: Path) -> Path:
    """Make an empty folder beside ``place``, to be filled and then renamed.

    Raises:
        VaultError: As `refuse_surroundings`.
        StoreError: The disk is full, or it failed.
    """
    part = place.with_name(_PART.format(os.urandom(8).hex()))
    with place_causes():
        part.mkdir(mode=0o700)
    return part


def clear_parts(parent: Path, now: datetime) -> None:
    """Remove what crashes left of folders that were never whole. No vault is among them."""
    with suppress(OSError):
        for part in parent.glob(_PART.format("*")):
            if now.timestamp() - part.stat().st_mtime > _LEFT_BEHIND.total_seconds():
                remove_part(part)


def remove_part(part: Path) -> None:
    """Remove a folder that was never whole, or that nobody wants, as far as possible."""
    shutil.rmtree(part, ignore_errors=True)


def bring_backups(old: Path, new: Path) -> None:
    """Put the backups of the vault ``old`` into ``new`` as well.

    As second names of the same files where the disk has that, else as copies. What there is
    no room for stays where it is, and with ``old`` it is not lost.
    """
    source, target = old / layout.BACKUPS, new / layout.BACKUPS
    with suppress(OSError):
        files = [file for file in source.iterdir() if file.is_file() and file.name[0] != "."]
        target.mkdir(mode=0o700, exist_ok=True)
        for file in files:
            # One that cannot come along is no reason for the others to stay.
            with suppress(OSError):
                link_or_copy(file, target / file.name)
        paths.sync_folder(target)


def link_or_copy(file: Path, to: Path) -> None:
    """Give ``file`` a second name, or where that cannot be, make a copy that is whole.

    Raises:
        OSError: Neither can be.
    """
    try:
        os.link(file, to)
    except OSError:
        copy(file, to)


def copy(file: Path, to: Path) -> None:
    """Copy ``file`` to ``to``, which is not there yet, and wait until it is on the disk.

    Raises:
        OSError: It cannot be copied; nothing is left behind.
    """
    with file.open("rb") as source:
        paths.write_new(to, iter(lambda: source.read(_CHUNK), b""))


def change_places(new: Path, place: Path, former: Path | None) -> None:
    """Put ``new`` in the place of ``place``, which becomes ``former``. Two renames.

    Args:
        new: The whole folder that is to stand at ``place``.
        place: May be missing, or an empty folder, where ``former`` is None.
        former: The new name of what stands at ``place`` now.

    Raises:
        NotWritableError: This account may not.
        StoreError: The disk did not answer as it should. What stood there stands there again.
    """
    with place_causes():
        if former is not None:
            place.rename(former)
        try:
            if sys.platform == "win32":
                # There a folder is not put in the place of an empty one.
                with suppress(FileNotFoundError):
                    place.rmdir()
            new.rename(place)
        except BaseException:
            if former is not None:
                former.rename(place)
            raise
        paths.sync_folder(place.parent)


@contextmanager
def place_causes() -> Iterator[None]:
    """Turn what is wrong with a place into its own error, and the rest into a `StoreError`."""
    try:
        with file_causes():
            yield
    except StoreReadOnlyError as error:
        raise NotWritableError from error
    except StoreIOError as error:
        cause = error.__cause__
        if isinstance(cause, OSError) and cause.errno in _BAD_NAME:
            raise BadNameError from error
        raise
    except ValueError as error:  # a NUL in the name
        raise BadNameError from error


def _parts(place: Path) -> tuple[str, str]:
    name = place.name
    if name.endswith(layout.SUFFIX) and name != layout.SUFFIX:
        return name.removesuffix(layout.SUFFIX), layout.SUFFIX
    return name, ""
