"""Second copies of backups, in a folder that the person chose, best on another device.

A backup beside the journal is of no help when the disk fails or the computer is gone. A copy
here counts only when it was read back from the device itself.
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sessiondesk import paths
from sessiondesk.store.errors import StoreError, StoreIOError
from sessiondesk.vault import backup_state, layout, parts, rotation
from sessiondesk.vault.backup_archive import Progress, check_whole, read_manifest
from sessiondesk.vault.backup_file import BackupFile, Reason, all_in, free_path, of_path
from sessiondesk.vault.backup_making import (
    place_causes,
    refuse_place,
    refuse_without_room,
    shares,
    tell_nobody,
)
from sessiondesk.vault.backup_source import BackupSource
from sessiondesk.vault.backup_writing import forget_what_was_read, pieces
from sessiondesk.vault.errors import (
    BackupError,
    BackupNotVerifiedError,
    BackupPlaceReadOnlyError,
)
from sessiondesk.vault.rotation import is_of

if TYPE_CHECKING:
    from sessiondesk.vault.opened import OpenVault

_COPIED: Final = 0.6


def is_same_device(vault_folder: Path, folder: Path) -> bool:
    """Tell whether ``folder`` is on the same device as the vault, and would be lost with it.

    False also where one of them is not there.
    """
    try:
        return vault_folder.stat().st_dev == folder.stat().st_dev
    except OSError:
        return False


def choose(vault: "OpenVault", folder: Path) -> None:
    """Keep second copies in ``folder`` from now on. Nothing is copied yet.

    Raises:
        BackupPlaceMissingError: It is not there.
        BackupPlaceInsideError: It is inside of the journal's folder.
        BackupPlaceReadOnlyError: This account may not write there.
        StoreError: It could not be noted.
    """
    folder = folder.absolute()
    with place_causes(folder):
        refuse_place(vault.folder, folder)
        if not layout.can_write(folder, folder):
            raise BackupPlaceReadOnlyError
    backup_state.note_second(vault, folder=folder, is_declined=False)


def decline(vault: "OpenVault") -> None:
    """Keep no second copies, and do not ask again. Those that were made stay.

    Raises:
        StoreError: It could not be noted.
    """
    backup_state.note_second(vault, folder=None, is_declined=True)


def note_second(vault: "OpenVault", at: datetime) -> None:
    """Note what `copy_to` returned, on the journal's own thread.

    Raises:
        StoreError: It could not be noted. The copy is there all the same.
    """
    backup_state.note_copied(vault, at)


def copy_to(
    source: BackupSource, backup: BackupFile, folder: Path, *, progress: Progress | None = None
) -> datetime:
    """Copy a backup to ``folder``, read it back, and let go there what is not needed any more.

    Backups of other journals in ``folder`` are never touched.

    Args:
        source: The open vault.
        backup: One of it.
        folder: The second place.
        progress: Is told the share that is done; what it raises ends the work, and nothing is
            left behind.

    Returns:
        The moment of the backup that is there now.

    Raises:
        BackupPlaceMissingError: The folder is not there; its drive may not be connected.
        BackupError: There is no room or no right to it, or the copy did not read back, or
            ``backup`` itself is spoiled.
        StoreError: Another outside cause.
    """
    tell = progress or tell_nobody
    with place_causes(folder):
        refuse_place(source.folder, folder)
        parts.clear(folder, source.vault_id)
        path = _place_for(backup, folder, source.vault_id)
        if not _is_there(path, backup):
            refuse_without_room(folder, backup.size)
            with parts.part(folder, source.vault_id) as part:
                paths.write_new(part, pieces(backup.path, shares(tell, 0, _COPIED)))
                _read_back(part, backup, shares(tell, _COPIED, 1))
                paths.put(part, path)
        stem = of_path(path).stem
        _pin_alike(source, folder)
        copy = next((each for each in all_in(folder) if each.stem == stem), None)
        if copy is None:
            raise StoreIOError  # it was read back, and went away since
        rotation.rotate(folder, source.vault_id, now=backup.made_at, whole=copy)
    tell(1)
    return backup.made_at


def _place_for(backup: BackupFile, folder: Path, vault_id: bytes) -> Path:
    """Return where the copy is to stand: its own name, unless that is somebody else's."""
    for path in (folder / backup.plain_path.name, folder / backup.pinned_path.name):
        if path.exists():
            if is_of(path, vault_id):
                return path
            return free_path(folder, backup.made_at, backup.reason or Reason.ASKED)
    return folder / backup.path.name


def _is_there(path: Path, backup: BackupFile) -> bool:
    """Tell whether the copy was made before and can be read from its device."""
    if not path.exists():
        return False
    forget_what_was_read(path)
    try:
        return check_whole(path) == read_manifest(backup.path)
    except (BackupError, StoreError):
        return False


def _read_back(part: Path, backup: BackupFile, tell: Progress) -> None:
    forget_what_was_read(part)
    try:
        if check_whole(part, progress=tell) == read_manifest(backup.path):
            return
    except BackupError:
        # Unless it was spoiled before it was copied.
        check_whole(backup.path)
    raise BackupNotVerifiedError


def _pin_alike(source: BackupSource, folder: Path) -> None:
    """Let the copies stay, or go in their turn, as the backups they are copies of."""
    pinned = {each.stem: each.is_pinned for each in all_in(source.backups)}
    for copy in all_in(folder):
        is_pinned = pinned.get(copy.stem, copy.is_pinned)
        if is_pinned != copy.is_pinned and is_of(copy.path, source.vault_id):
            with suppress(OSError):
                paths.put(copy.path, copy.pinned_path if is_pinned else copy.plain_path)
