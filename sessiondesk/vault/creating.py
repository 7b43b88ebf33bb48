"""A new vault: its keys first, then, once they are safe on paper, its folder."""

import errno
import os
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sessiondesk import paths
from sessiondesk.store.connection import create, outside_causes, transaction
from sessiondesk.store.migrations import migrate
from sessiondesk.vault import beside, healing, key_file, layout, recovery_key
from sessiondesk.vault.errors import (
    FileInTheWayError,
    FolderNotEmptyError,
    file_causes,
)
from sessiondesk.vault.key_file import KeyFile
from sessiondesk.vault.key_slots import (
    ID_BYTES,
    KEY_BYTES,
    Cost,
    Slot,
    SlotKind,
    SubKeys,
    unwrap,
    wrap,
)
from sessiondesk.vault.key_slots import calibrate as measure
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.opening import Unsealed, open_vault
from sessiondesk.vault.passphrase import check_new, normalised


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVault:
    """The keys of a vault that is not on disk yet. Shows nothing of itself.

    Attributes:
        recovery_key: The recovery key as it is put on paper; None without one.
    """

    recovery_key: str | None = field(repr=False)
    _vault_id: bytes = field(repr=False)
    _data_key: bytes = field(repr=False)
    _slots: tuple[Slot, ...] = field(repr=False)

    def without_recovery_key(self) -> "NewVault":
        """Return the same vault, opened by its passphrase only."""
        slots = tuple(slot for slot in self._slots if slot.kind is not SlotKind.RECOVERY)
        return replace(self, recovery_key=None, _slots=slots)

    def is_opened_by(self, typed: str) -> bool:
        """Find out whether the passphrase ``typed`` opens what was made. Slow.

        Raises:
            NotEnoughMemoryError: Too little memory is free.
        """
        found = unwrap(self._slots[0], normalised(typed), self._vault_id)
        return found == self._data_key

    def unsealed(self, folder: Path, *, epoch: int = 1, generation: int = 1) -> Unsealed:
        """Return what opens this vault once it stands in ``folder``.

        Args:
            folder: Where.
            epoch: Number of its data key, from 1.
            generation: Number of the key file, from 1.
        """
        keys = SubKeys.of(self._data_key, self._vault_id)
        used = KeyFile(
            vault_id=self._vault_id,
            db_file=layout.database_of(epoch),
            epoch=epoch,
            generation=generation,
            slots=self._slots,
        )
        return Unsealed(folder=folder, used=used.sealed(keys.mac), slot=self._slots[0], keys=keys)


def prepare(passphrase: str, *, calibration: Cost | None = None) -> NewVault:
    """Make the keys of a new vault. Slow: call it from a worker.

    Args:
        passphrase: As the person typed it.
        calibration: What a guess should cost; None measures it here.

    Raises:
        PassphraseRefusedError: It could not be typed again, with the reason.
        NotEnoughMemoryError: Too little memory is free.
    """
    check_new(passphrase)
    cost = calibration or measure()
    vault_id, data_key = os.urandom(ID_BYTES), os.urandom(KEY_BYTES)
    symbols = recovery_key.generate()
    return NewVault(
        recovery_key=recovery_key.grouped(symbols),
        _vault_id=vault_id,
        _data_key=data_key,
        _slots=(
            wrap(data_key, normalised(passphrase), vault_id, cost=cost),
            wrap(data_key, symbols.encode("ascii"), vault_id, cost=None),
        ),
    )


def refuse_place(folder: Path) -> None:
    """Refuse a place where no vault can be made. Quick, for while a place is being chosen.

    Raises:
        FolderNotEmptyError: There is a folder with something in it.
        FileInTheWayError: There is a file.
        ParentMissingError: The folder around it is not there.
        NotWritableError: This account may not write there, or not look.
        BadNameError: No folder can have this name.
    """
    with beside.place_causes():
        if folder.is_dir():
            if any(folder.iterdir()):
                raise FolderNotEmptyError
        elif os.path.lexists(folder):
            raise FileInTheWayError
    # Before a person has copied the recovery key of a journal that cannot come to be.
    beside.refuse_surroundings(folder.absolute())


def write(folder: Path, new: NewVault, *, now: datetime) -> OpenVault:
    """Make the vault in ``folder`` and open it.

    It is built beside its place and moved there in one step, so that at any moment there is
    no vault or a complete one. ``folder`` may be there if it is empty.

    Raises:
        VaultError: As `refuse_place`.
        StoreError: The disk is full, or it failed.
    """
    folder = folder.absolute()
    refuse_place(folder)
    beside.clear_parts(folder.parent, now)
    part = beside.new_part(folder)
    try:
        with file_causes():
            _fill(part, new, now)
        _move(part, folder)
    except BaseException:
        beside.remove_part(part)
        raise
    with file_causes():
        paths.sync_folder(folder.parent)
    layout.keep_out_of_search(folder)
    return open_vault(new.unsealed(folder), now=now)


def _fill(part: Path, new: NewVault, now: datetime) -> None:
    unsealed = new.unsealed(part)
    used = unsealed.used
    paths.write_whole(part / layout.README, layout.README_TEXT.encode())
    paths.write_whole(part / layout.NEVER_INDEX, b"")
    database = part / used.db_file
    db = create(database, unsealed.keys.database.hex(), used.vault_id.hex())
    try:
        with outside_causes():
            migrate(db)
        with transaction(db):
            db.execute(
                "INSERT INTO meta (name, value) VALUES ('made_at', ?)",
                (now.isoformat(timespec="seconds"),),
            )
        healing.remember(db, used)
    finally:
        db.close()
    for name in key_file.NAMES:
        paths.write_whole(part / name, used.to_bytes())
    if layout.read_header(database) != used.vault_id:
        raise OSError(errno.EIO, "The database was not written as it should.")
    paths.sync_folder(part)


def _move(part: Path, folder: Path) -> None:
    with beside.place_causes():
        try:
            if sys.platform == "win32":
                # There a folder is not put in the place of an empty one.
                with suppress(FileNotFoundError):
                    folder.rmdir()
            part.rename(folder)
        except OSError as error:
            # Something got there while the keys were made.
            if error.errno in {errno.ENOTEMPTY, errno.EEXIST}:
                raise FolderNotEmptyError from error
            if error.errno == errno.ENOTDIR:
                raise FileInTheWayError from error
            raise
