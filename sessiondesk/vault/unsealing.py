"""The proof that a secret opens a vault, without touching its database.

"Wrong passphrase" is only ever said here; whatever goes wrong afterwards has another cause.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sessiondesk.store.errors import StoreFullError, StoreMissingError, StoreReadOnlyError
from sessiondesk.vault import (
    key_file,
    layout,
    lock_file,
    passphrase,
    recovery_key,
)
from sessiondesk.vault.errors import (
    BorrowedKeyRefusedError,
    FolderUnreadableError,
    KeyFileDamagedError,
    KeyFileMissingError,
    MismatchedKeyFileError,
    NewerVaultError,
    NoRecoveryKeyError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
    file_causes,
)
from sessiondesk.vault.healing import Notice
from sessiondesk.vault.key_file import Copy, KeyFile, State
from sessiondesk.vault.key_slots import Slot, SlotKind, SubKeys, unwrap
from sessiondesk.vault.lock_file import LockFile


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
        KeyFileDamagedError: There is no usable copy of the key file, in the backups neither.
        MismatchedKeyFileError: The key file belongs to another vault.
        NewerVaultError: A newer version of the program made it.
        NotEnoughMemoryError: Too little memory is free.
        StoreMissingError: The database is not there, or it is empty.
        StoreError: The disk gave another answer than expected.
    """
    plain = _plain(secret, kind)
    folder = layout.find(folder)
    try:
        candidates = _candidates(folder)
    except KeyFileDamagedError as error:
        return _with_borrowed(folder, plain, kind, error)
    for candidate, slot in _slots(candidates, kind):
        unsealed = _tried(folder, candidate.key_file, slot, plain)
        if unsealed is not None:
            return unsealed
    whole = [candidate for candidate in candidates if candidate.is_whole]
    if not whole:
        return _with_borrowed(folder, plain, kind, KeyFileDamagedError())
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


def _with_borrowed(
    folder: Path, plain: bytes, kind: SlotKind, error: KeyFileDamagedError
) -> Unsealed:
    """Open with the key file of a backup; raise ``error`` if there is none.

    The opening that follows writes it, or the newer one that the database remembers, into
    its places again.
    """
    # Backups are archives, which take a while to import.
    from sessiondesk.vault import borrowing  # noqa: PLC0415 - when both copies are gone only

    borrowed = borrowing.key_files(folder)
    if not borrowed:
        raise error
    found = [
        _Candidate(key_file=each, is_whole=True, header=header(folder / each.db_file))
        for each in borrowed
    ]
    if not any(candidate.header for candidate in found):
        raise StoreMissingError
    for candidate, slot in _slots(found, kind):
        unsealed = _tried(folder, candidate.key_file, slot, plain)
        if unsealed is not None:
            return unsealed
    # Not called wrong: it may be newer than the backups.
    raise BorrowedKeyRefusedError


def _candidates(folder: Path) -> Sequence[_Candidate]:
    """Return the readable key files, the most promising first."""
    lock, _ = hold(folder, folder)
    try:
        copies = key_file.read_copies(folder)
        _refuse_hopeless(copies)
        found = [
            _Candidate(
                key_file=copy.key_file,
                is_whole=copy.state is State.WHOLE,
                header=header(folder / copy.key_file.db_file),
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


def header(database: Path) -> bytes | None:
    """Return the first bytes of the database; only while no connection is open on it.

    Raises:
        FolderUnreadableError: This account may not read it.
        StoreError: The disk did not answer as it should.
    """
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


def hold(folder: Path, database: Path) -> tuple[LockFile | None, Notice | None]:
    """Take the lock; return what keeps the journal from being written, if anything does.

    Raises:
        AlreadyOpenError: It is open in another window.
        StoreError: The disk did not answer as it should.
    """
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
