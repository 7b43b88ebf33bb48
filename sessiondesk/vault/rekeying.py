"""Another passphrase or recovery key for the same data key.

Nothing here touches the database: it may be open meanwhile, in the window's thread. Each
change is written into both copies of the key file and read back from both before it counts;
a crash on the way leaves at least one whole copy, and the next opening makes both the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from sessiondesk.store.errors import StoreError
from sessiondesk.vault import backup_file, key_file, layout, passphrase, recovery_key
from sessiondesk.vault.backup_archive import Progress
from sessiondesk.vault.backup_writing import replace_key_file
from sessiondesk.vault.errors import (
    BackupError,
    KeyFileDamagedError,
    KeyFileMissingError,
    NewerVaultError,
    NoRecoveryKeyError,
    OtherBackupError,
    PassphraseNeededError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.key_file import KeyFile, State
from sessiondesk.vault.key_slots import Cost, Slot, SlotKind, SubKeys, unwrap, wrap
from sessiondesk.vault.key_slots import calibrate as measure


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRecoveryKey:
    """A recovery key that opens nothing yet. Shows nothing of itself.

    Attributes:
        recovery_key: As it is put on paper: seven groups of five, with dashes.
    """

    recovery_key: str = field(repr=False)
    _folder: Path = field(repr=False)
    _slot: Slot = field(repr=False)
    _data_key: bytes = field(repr=False)
    _vault_id: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What came of giving backups another key file.

    Attributes:
        count: Backups that have it now, and open with what opens the journal.
        failed: Backups that go on opening with what opened them before, if with anything.
    """

    count: int
    failed: Sequence[Path]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proven:
    """The newest genuine key file of a folder, and the data key that a secret gave."""

    current: KeyFile
    data_key: bytes
    mac_key: bytes


def prove(folder: Path, proof: str, kind: SlotKind) -> None:
    """Find out whether ``proof`` opens the vault, which may be open. Slow: for a worker.

    Raises:
        VaultError: It does not, as `change_passphrase`.
    """
    _prove(folder, proof, kind)


def change_passphrase(
    folder: Path, proof: str, kind: SlotKind, new: str, *, cost: Cost | None = None
) -> KeyFile:
    """Set another passphrase; the one before opens this folder no longer. Slow: for a worker.

    Copies and backups made before go on opening with the one before.

    Args:
        folder: The vault. It may be open; no other window may have it open.
        proof: The passphrase or the recovery key, as the person typed it.
        kind: Which of them it is.
        new: The new passphrase, as the person typed it.
        cost: What a guess at it should cost; None measures it here.

    Returns:
        The key file that stands in both places now: give it to `OpenVault.adopt`.

    Raises:
        PassphraseRefusedError: The new one could not be typed again, or the proof cannot be.
        RecoveryKeyMistypedError: A group of the recovery key cannot be right.
        WrongPassphraseError: The proof does not open the vault.
        WrongRecoveryKeyError: The same.
        KeyFileDamagedError: No copy of the key file can be used.
        NewerVaultError: A newer version of the program made it.
        NotEnoughMemoryError: Too little memory is free.
        KeyChangeUnfinishedError: It was written in one place only.
        StoreError: The folder cannot be written; nothing was changed.
    """
    passphrase.check_new(new)
    proven = _prove(folder, proof, kind)
    secret = passphrase.normalised(new)
    slot = wrap(proven.data_key, secret, proven.current.vault_id, cost=cost or measure())
    others = [each for each in proven.current.slots if each.kind is not SlotKind.PASSPHRASE]
    return _put(folder, proven, [slot, *others], _opener(proven, slot, secret))


def prepare_recovery_key(folder: Path, proof: str, kind: SlotKind) -> PreparedRecoveryKey:
    """Make a recovery key and change nothing. Slow: for a worker.

    Raises:
        VaultError: The proof does not open the vault, as `change_passphrase`.
    """
    proven = _prove(folder, proof, kind)
    symbols = recovery_key.generate()
    vault_id = proven.current.vault_id
    return PreparedRecoveryKey(
        recovery_key=recovery_key.grouped(symbols),
        _folder=folder,
        _slot=wrap(proven.data_key, symbols.encode("ascii"), vault_id, cost=None),
        _data_key=proven.data_key,
        _vault_id=vault_id,
    )


def put_recovery_key(prepared: PreparedRecoveryKey) -> KeyFile:
    """Let the recovery key that is on paper by now open the vault, and the one before no more.

    Returns:
        The key file that stands in both places now: give it to `OpenVault.adopt`.

    Raises:
        KeyFileDamagedError: No copy of the key file can be used.
        KeyChangeUnfinishedError: It was written in one place only.
        StoreError: The folder cannot be written; nothing was changed.
    """
    mac_key = SubKeys.of(prepared._data_key, prepared._vault_id).mac  # noqa: SLF001 - our own
    # Read again: the passphrase may have been changed while the key was written down.
    current = _newest(_readable(prepared._folder), prepared._vault_id, mac_key)  # noqa: SLF001
    if current is None:
        raise KeyFileDamagedError
    proven = _Proven(current=current, data_key=prepared._data_key, mac_key=mac_key)  # noqa: SLF001
    slot = prepared._slot  # noqa: SLF001
    secret = recovery_key.parse(prepared.recovery_key).encode("ascii")
    others = [each for each in current.slots if each.kind is not SlotKind.RECOVERY]
    return _put(prepared._folder, proven, [*others, slot], _opener(proven, slot, secret))  # noqa: SLF001


def remove_recovery_key(folder: Path, proof: str, kind: SlotKind) -> KeyFile:
    """Leave the passphrase as the only way in. Slow: for a worker.

    Returns:
        The key file that stands in both places now: give it to `OpenVault.adopt`.

    Raises:
        PassphraseNeededError: The proof is the recovery key: whether anybody still knows the
            passphrase has to be seen first.
        NoRecoveryKeyError: There is none.
        VaultError: As `change_passphrase`.
        StoreError: The folder cannot be written; nothing was changed.
    """
    if kind is SlotKind.RECOVERY:
        raise PassphraseNeededError
    proven = _prove(folder, proof, kind)
    kept = [each for each in proven.current.slots if each.kind is not SlotKind.RECOVERY]
    if len(kept) == len(proven.current.slots):
        raise NoRecoveryKeyError
    return _put(folder, proven, kept, lambda _: True)


def rewrite_in_backups(
    folder: Path, current: KeyFile, *, progress: Progress | None = None
) -> Rewritten:
    """Give the backups in the vault's own folder the key file that is in force. Slow.

    Each is put in the place of its former self once it is whole. Backups of another vault or
    another data key are left as they are.

    Args:
        folder: The vault.
        current: The key file that stands in it now.
        progress: Is told the share that is done; what it raises ends the work between two
            backups.
    """
    backups = backup_file.all_in(folder / layout.BACKUPS)
    count, failed = 0, []
    for number, backup in enumerate(backups):
        if progress is not None:
            progress(number / len(backups))
        try:
            replace_key_file(backup.path, current)
        except OtherBackupError:
            continue
        except (BackupError, StoreError):
            failed.append(backup.path)
        else:
            count += 1
    return Rewritten(count=count, failed=tuple(failed))


def _put(
    folder: Path, proven: _Proven, slots: Sequence[Slot], opens: Callable[[KeyFile], bool]
) -> KeyFile:
    current = proven.current
    new = replace(current, generation=current.generation + 1, slots=tuple(slots))
    new = new.sealed(proven.mac_key)
    key_file.replace_copies(folder, new, former=current, opens=opens)
    return new


def _opener(proven: _Proven, slot: Slot, secret: bytes) -> Callable[[KeyFile], bool]:
    """Return what finds out whether ``secret`` opens a key file as it was read back."""

    def opens(found: KeyFile) -> bool:
        written = next(each for each in found.slots if each.id == slot.id)
        return unwrap(written, secret, found.vault_id) == proven.data_key

    return opens


def _prove(folder: Path, proof: str, kind: SlotKind) -> _Proven:
    if kind is SlotKind.PASSPHRASE:
        secret = passphrase.normalised(proof)
    else:
        secret = recovery_key.parse(proof).encode("ascii")
    found = _readable(folder)
    for one, slot in _slots(found, kind):
        data_key = unwrap(slot, secret, one.vault_id)
        if data_key is None:
            continue
        mac_key = SubKeys.of(data_key, one.vault_id).mac
        # If nothing is genuine, what was opened is as good as any: nobody without the data
        # key can put a slot into it.
        current = _newest(found, one.vault_id, mac_key) or one
        if slot in current.slots:
            return _Proven(current=current, data_key=data_key, mac_key=mac_key)
    if kind is SlotKind.PASSPHRASE:
        raise WrongPassphraseError
    has_one = any(slot.kind is kind for each in found for slot in each.slots)
    raise WrongRecoveryKeyError if has_one else NoRecoveryKeyError


def _readable(folder: Path) -> Sequence[KeyFile]:
    """Return what the copies say, the most promising first."""
    copies = key_file.read_copies(folder)
    states = {copy.state for copy in copies}
    if State.NEWER in states:
        raise NewerVaultError
    found = [
        ((copy.state is State.WHOLE, copy.key_file.epoch, copy.key_file.generation), copy.key_file)
        for copy in copies
        if copy.key_file
    ]
    if not found:
        raise KeyFileMissingError if states == {State.MISSING} else KeyFileDamagedError
    return [each for _, each in sorted(found, key=lambda pair: pair[0], reverse=True)]


def _newest(found: Sequence[KeyFile], vault_id: bytes, mac_key: bytes) -> KeyFile | None:
    genuine = [each for each in found if each.vault_id == vault_id and each.is_sealed_by(mac_key)]
    return max(genuine, key=lambda each: each.generation, default=None)


def _slots(found: Sequence[KeyFile], kind: SlotKind) -> Iterator[tuple[KeyFile, Slot]]:
    """Yield the slots to try, each once: the two copies hold the same ones as a rule."""
    tried: set[tuple[bytes, Slot]] = set()
    for each in found:
        for slot in each.slots:
            if slot.kind is kind and (each.vault_id, slot) not in tried:
                tried.add((each.vault_id, slot))
                yield each, slot
