"""A copy of all files of a damaged vault, made before anything else is done with it."""

import filecmp
import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Final

from sessiondesk.store.errors import StoreFullError
from sessiondesk.vault import beside, layout
from sessiondesk.vault.backup_archive import Progress
from sessiondesk.vault.backup_making import tell_nobody
from sessiondesk.vault.beside import Mark
from sessiondesk.vault.errors import file_causes
from sessiondesk.vault.restoring import held

_SPARE_BYTES: Final = 1024 * 1024


def copy_all(folder: Path, *, now: datetime, progress: Progress | None = None) -> Path:
    """Copy all files of a vault to a folder beside it, before anything else is done.

    Backups become second names of the same files where the disk has that. A copy that was
    made before and is still the same byte for byte counts.

    Args:
        folder: The vault; no window may have it open.
        now: The moment, for the name of the copy.
        progress: Is told the share done; what it raises ends the work without a trace.

    Raises:
        AlreadyOpenError: A window has it open.
        NotWritableError: This account may not write beside it.
        StoreError: The disk is full, or it failed.
    """
    folder = layout.find(folder).absolute()
    beside.refuse_surroundings(folder)
    report = progress or tell_nobody
    with held(folder):
        for each in beside.marked(folder):
            if each.mark is Mark.DAMAGED and _is_same(folder, each.folder):
                return each.folder
        return _copied(folder, now, report)


def _copied(folder: Path, now: datetime, report: Progress) -> Path:
    with file_causes():
        files = _files(folder)
        size = sum(file.stat().st_size for file in files if file.parent == folder)
        if shutil.disk_usage(folder.parent).free < size + _SPARE_BYTES:
            raise StoreFullError
    part = beside.new_part(folder)
    try:
        with file_causes():
            for done, file in enumerate(files):
                report(done / len(files))
                target = part / file.relative_to(folder)
                target.parent.mkdir(mode=0o700, exist_ok=True)
                if file.parent == folder:
                    beside.copy(file, target)
                else:
                    beside.link_or_copy(file, target)
            _refuse_difference(folder, part)
        report(1.0)
        tag = beside.free_tag(folder, Mark.DAMAGED, now=now)
        copy = beside.named(folder, Mark.DAMAGED, tag)
        beside.change_places(part, copy, None)
    except BaseException:
        beside.remove_part(part)
        raise
    return copy


def _files(folder: Path) -> list[Path]:
    """Return what belongs to a vault, the lock and half-made files left out."""
    return sorted(
        file
        for file in (*folder.iterdir(), *(folder / layout.BACKUPS).glob("*"))
        if file.is_file() and file.name != layout.LOCK and not file.name.endswith(".part")
    )


def _is_same(folder: Path, copy: Path) -> bool:
    """Tell whether every file in ``folder`` is in ``copy`` as well, byte for byte."""
    filecmp.clear_cache()
    try:
        return all(_is_equal(file, copy / file.relative_to(folder)) for file in _files(folder))
    except OSError:
        return False


def _refuse_difference(folder: Path, copy: Path) -> None:
    if not _is_same(folder, copy):
        raise OSError("What was copied does not read back.")


def _is_equal(file: Path, other: Path) -> bool:
    return other.is_file() and (file.samefile(other) or filecmp.cmp(file, other, shallow=False))


def let_go(former: Path, copy: Path) -> None:
    """Remove of ``former`` what is in ``copy`` byte for byte. Anything else stays."""
    with suppress(OSError):
        for file in _files(former):
            if _is_equal(file, copy / file.relative_to(former)):
                file.unlink()
        (former / layout.LOCK).unlink(missing_ok=True)
        with suppress(FileNotFoundError):
            (former / layout.BACKUPS).rmdir()
        former.rmdir()
