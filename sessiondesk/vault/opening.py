"""From a folder and a secret to an open journal.

In two steps, because the first is slow and the second belongs to the thread that will use
the database: `unseal` proves the secret without touching the database, `open_vault` opens.
"Wrong passphrase" is only ever said by the first; whatever goes wrong in the second has
another cause.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, connect
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreMissingError,
    StoreReadOnlyError,
)
from sessiondesk.vault import (
    healing,
    key_file,
    layout,
    left_over,
    lock_file,
    migrating,
    passphrase,
    recovery_key,
)
from sessiondesk.vault.checking import CheckResult, check
from sessiondesk.vault.errors import (
    FolderUnreadableError,
    KeyFileDamagedError,
    KeyFileMissingError,
    MismatchedKeyFileError,
    NewerVaultError,
    NoRecoveryKeyError,
    UnfinishedLogError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
    file_causes,
)
from sessiondesk.vault.healing import Notice
from sessiondesk.vault.key_file import Copy, KeyFile, State
from sessiondesk.vault.key_slots import Slot, SlotKind, SubKeys, unwrap
from sessiondesk.vault.lock_file import LockFile
from sessiondesk.vault.opened import OpenVault

__all__ = [
    "CheckResult",
    "Notice",
    "OpenVault",
    "SlotKind",
    "Unsealed",
    "check",
    "open_vault",
    "unseal",
    "unseal_with",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsealed:
    """A vault whose secret was proven, before its database is opened.

    Attributes:
        folder: The vault.
        used: The key file that the secret opened.
        slot: The slot of it that did.
        keys: What was in it.
    """

    folder: Path
    used: KeyFile = field(repr=False)
    slot: Slot = field(repr=False)
    keys: SubKeys = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """A readable copy of the key file, and the first bytes of the database it names."""

    key_file: KeyFile
    is_whole: bool
    header: bytes | None

    @property
    def belongs(self) -> bool:
        return self.header == self.key_file.vault_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An open database, the key file as it is to be, and what there is to tell."""

    db: Connection
    current: KeyFile
    is_read_only: bool
    notices: tuple[Notice, ...]


def unseal(folder: Path, secret: str, kind: SlotKind) -> Unsealed:
    """Prove that ``secret`` opens the vault. Slow for a passphrase: call it from a worker.

    Args:
        folder: The vault, or any file in it.
        secret: What the person typed, as they typed it.
        kind: Whether it is the passphrase or the recovery key.

    Raises:
        PassphraseRefusedError: The passphrase has a NUL in it.
        RecoveryKeyMistypedError: A group of the recovery key cannot be right.
        NotAVaultError: There is no vault here.
        FolderUnreadableError: This account may not read it.
        AlreadyOpenError: It is open in another window.
        WrongPassphraseError: The passphrase does not open it.
        WrongRecoveryKeyError: The recovery key does not open it.
        KeyFileDamagedError: There is no usable copy of the key file.
        MismatchedKeyFileError: The key file belongs to another vault.
        NewerVaultError: A newer version of the program made it.
        NotEnoughMemoryError: Too little memory is free.
        StoreMissingError: The database is not there, or it is empty.
        StoreError: The disk gave another answer than expected.
    """
    plain = _plain(secret, kind)
    folder = layout.find(folder)
    candidates = _candidates(folder)
    for candidate, slot in _slots(candidates, kind):
        unsealed = _tried(folder, candidate.key_file, slot, plain)
        if unsealed is not None:
            return unsealed
    whole = [candidate for candidate in candidates if candidate.is_whole]
    if not whole:
        raise KeyFileDamagedError
    if not any(candidate.belongs for candidate in whole):
        raise MismatchedKeyFileError
    if kind is SlotKind.PASSPHRASE:
        raise WrongPassphraseError
    raise WrongRecoveryKeyError if any(_slots(whole, kind)) else NoRecoveryKeyError


def unseal_with(found: KeyFile, secret: str, kind: SlotKind, *, folder: Path) -> Unsealed:
    """Prove that ``secret`` opens a key file that was read elsewhere. As slow as `unseal`.

    Args:
        found: The key file, from a backup for example.
        secret: What the person typed, as they typed it.
        kind: Whether it is the passphrase or the recovery key.
        folder: Where the vault that it opens is, or is to be.

    Raises:
        PassphraseRefusedError: The passphrase has a NUL in it.
        RecoveryKeyMistypedError: A group of the recovery key cannot be right.
        WrongPassphraseError: The passphrase does not open it.
        WrongRecoveryKeyError: The recovery key does not open it.
        NotEnoughMemoryError: Too little memory is free.
    """
    plain = _plain(secret, kind)
    slots = [slot for slot in found.slots if slot.kind is kind]
    for slot in slots:
        unsealed = _tried(folder, found, slot, plain)
        if unsealed is not None:
            return unsealed
    if kind is SlotKind.PASSPHRASE:
        raise WrongPassphraseError
    raise WrongRecoveryKeyError if slots else NoRecoveryKeyError


def open_vault(unsealed: Unsealed, *, now: datetime) -> OpenVault:
    """Open the database of a vault whose secret was proven, and mend its key files.

    A folder that cannot be written, or that is on a full disk, is opened for reading only.
    Call it from the thread that will use the journal.

    Raises:
        AlreadyOpenError: It is open in another window.
        MismatchedKeyFileError: The database belongs to another key file.
        UnfinishedLogError: It was not closed properly, and its folder cannot be written.
        StoreDamagedError: The database is damaged. Never a matter of the passphrase.
        NewerStoreError: A newer version of the program wrote it.
        OlderStoreError: An older version wrote it, and its folder cannot be written.
        MigrationRefusedError: An older version wrote it, and no backup could be made first.
        StoreError: Another outside cause.
    """
    folder = unsealed.folder
    database = folder / unsealed.used.db_file
    lock, hindrance = _hold(folder, database)
    try:
        found = _open_database(database, unsealed, hindrance, now)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    return OpenVault(
        folder=folder,
        database=database,
        db=found.db,
        current=found.current,
        keys=unsealed.keys,
        lock=lock,
        is_read_only=found.is_read_only,
        notices=found.notices,
        opened_at=now,
    )


def _plain(secret: str, kind: SlotKind) -> bytes:
    if kind is SlotKind.PASSPHRASE:
        return passphrase.normalised(secret)
    return recovery_key.parse(secret).encode("ascii")


def _tried(folder: Path, found: KeyFile, slot: Slot, plain: bytes) -> Unsealed | None:
    data_key = unwrap(slot, plain, found.vault_id)
    if data_key is None:
        return None
    keys = SubKeys.of(data_key, found.vault_id)
    return Unsealed(folder=folder, used=found, slot=slot, keys=keys)


def _candidates(folder: Path) -> Sequence[_Candidate]:
    """Return the readable key files, the most promising first."""
    lock, _ = _hold(folder, folder)
    try:
        copies = key_file.read_copies(folder)
        _refuse_hopeless(copies)
        found = [
            _Candidate(
                key_file=copy.key_file,
                is_whole=copy.state is State.WHOLE,
                header=_header(folder / copy.key_file.db_file),
            )
            for copy in copies
            if copy.key_file
        ]
    finally:
        if lock is not None:
            lock.release()
    if not any(candidate.header for candidate in found):
        raise StoreMissingError
    return sorted(
        _current(found),
        key=lambda each: (each.is_whole, each.belongs, each.key_file.generation),
        reverse=True,
    )


def _current(found: Sequence[_Candidate]) -> Sequence[_Candidate]:
    """Leave out what a change of the data key has replaced and a crash has left there.

    Such a change is for when somebody knows the former passphrase: from the moment that one
    copy names the new database, the former keys open nothing.
    """
    ready = [each for each in found if each.is_whole and each.belongs]
    newest = max((each.key_file for each in ready), key=lambda each: each.epoch, default=None)
    if newest is None:
        return found
    return [
        each
        for each in found
        if each.key_file.vault_id == newest.vault_id or each.key_file.epoch >= newest.epoch
    ]


def _refuse_hopeless(copies: Sequence[Copy]) -> None:
    states = {copy.state for copy in copies}
    if State.NEWER in states:
        raise NewerVaultError
    if any(copy.key_file for copy in copies):
        return
    if State.NEWER_SPOILED in states:
        raise NewerVaultError
    if State.UNREADABLE in states:
        raise FolderUnreadableError
    if states == {State.MISSING}:
        raise KeyFileMissingError
    raise KeyFileDamagedError


def _header(database: Path) -> bytes | None:
    try:
        with file_causes():
            return layout.read_header(database)
    except StoreReadOnlyError as error:
        raise FolderUnreadableError from error


def _slots(candidates: Sequence[_Candidate], kind: SlotKind) -> Iterator[tuple[_Candidate, Slot]]:
    """Yield the slots to try, each once: the two copies hold the same ones as a rule."""
    tried: set[tuple[bytes, Slot]] = set()
    for candidate in candidates:
        for slot in candidate.key_file.slots:
            attempt = (candidate.key_file.vault_id, slot)
            if slot.kind is kind and attempt not in tried:
                tried.add(attempt)
                yield candidate, slot


def _hold(folder: Path, database: Path) -> tuple[LockFile | None, Notice | None]:
    """Take the lock; return what keeps the journal from being written, if anything does."""
    try:
        lock = lock_file.take(folder / layout.LOCK)
    except StoreReadOnlyError:
        return None, Notice.READ_ONLY_FOLDER
    except StoreFullError:
        return None, Notice.NO_ROOM
    if layout.can_write(folder, database):
        return lock, None
    lock.release()
    return None, Notice.READ_ONLY_FOLDER


def _open_database(
    database: Path, unsealed: Unsealed, hindrance: Notice | None, now: datetime
) -> _Found:
    if hindrance is None:
        try:
            return _open_for_writing(database, unsealed, now)
        except StoreFullError:
            hindrance = Notice.NO_ROOM
    return _open_for_reading(database, unsealed, hindrance)


def _open_for_writing(database: Path, unsealed: Unsealed, now: datetime) -> _Found:
    # Read before the database is opened, and never after: see layout.read_header.
    is_start_damaged = _header(database) != unsealed.used.vault_id
    db = _connect(database, unsealed, is_start_damaged=is_start_damaged)
    try:
        # Before anything is written to it that is nowhere else.
        with suppress(OSError):
            left_over.mark_used(database)
        if is_start_damaged:
            healing.rewrite_start(db)
        migrating.bring_up_to_date(db, database, unsealed.used, unsealed.keys, now=now)
        # Emptying the log can wait if the disk is full just now.
        with suppress(driver.Error):
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        current, notices = healing.heal_key_files(
            unsealed.folder, db, unsealed.used, unsealed.slot, unsealed.keys.mac
        )
        if Notice.KEY_FILE_NOT_HEALED not in notices:
            left_over.clear(unsealed.folder, db, current)
    except BaseException:
        db.close()
        raise
    if is_start_damaged:
        notices = (Notice.DATABASE_HEALED, *notices)
    return _Found(db=db, current=current, is_read_only=False, notices=notices)


def _open_for_reading(database: Path, unsealed: Unsealed, hindrance: Notice) -> _Found:
    is_start_damaged = _header(database) != unsealed.used.vault_id
    is_full = hindrance is Notice.NO_ROOM
    with file_causes():
        is_unfinished = layout.has_unfinished_log(database)
    if is_unfinished:
        raise StoreFullError if is_full else UnfinishedLogError
    db = _connect(database, unsealed, is_start_damaged=is_start_damaged, immutable=True)
    try:
        migrating.refuse_other_version(db, is_full=is_full)
    except BaseException:
        db.close()
        raise
    return _Found(db=db, current=unsealed.used, is_read_only=True, notices=(hindrance,))


def _connect(
    database: Path, unsealed: Unsealed, *, is_start_damaged: bool, immutable: bool = False
) -> Connection:
    try:
        return connect(
            database,
            unsealed.keys.database.hex(),
            unsealed.used.vault_id.hex(),
            immutable=immutable,
        )
    except StoreMissingError:
        raise
    except StoreDamagedError as error:
        # The key is right for this key file. With another vault's bytes at the front, the
        # database is another vault's.
        if is_start_damaged:
            raise MismatchedKeyFileError from error
        raise
