"""The key file: the wrapped data key and what belongs to it, in two copies.

Either copy is enough. Each is checked for itself from the first byte to the last, so that
damage to one never keeps the other from being tried.
"""

import hashlib
import hmac
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.store.errors import StoreIOError
from sessiondesk.vault.canonical import as_bytes, as_count, as_text, canonical, decode, pretty
from sessiondesk.vault.errors import KeyChangeUnfinishedError, file_causes
from sessiondesk.vault.key_slots import ID_BYTES, Cost, Slot, SlotKind, same

VERSION: Final = 1
NAMES: Final = ("vault.keys", "vault.keys.copy")
SLOTS_MAX: Final = 8
_FORMAT: Final = "sessiondesk-keys"
_LONGEST_FILE: Final = 64 * 1024
_MAC_BYTES: Final = 32
_KDF: Final = {SlotKind.PASSPHRASE: "argon2id", SlotKind.RECOVERY: "hkdf-sha256"}
_NORM: Final = {SlotKind.PASSPHRASE: "nfkc", SlotKind.RECOVERY: "ascii"}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """What a key file says.

    Attributes:
        vault_id: 16 random bytes; also the salt in the first bytes of the database.
        db_file: Name of the database in the same folder.
        epoch: Counts data keys, from 1.
        generation: Counts writes of the key file, from 1.
        slots: The data key, wrapped 1 to 8 times.
        mac: Seal made with a key that only the data key yields; 32 bytes.
    """

    vault_id: bytes
    db_file: str
    epoch: int
    generation: int
    slots: tuple[Slot, ...]
    mac: bytes = field(default=bytes(_MAC_BYTES), repr=False)

    def sealed(self, mac_key: bytes) -> "KeyFile":
        """Return this key file with the seal that ``mac_key`` makes."""
        return replace(self, mac=self._seal(mac_key))

    def is_sealed_by(self, mac_key: bytes) -> bool:
        """Tell whether nothing was changed since ``mac_key`` sealed it."""
        return same(self.mac, self._seal(mac_key))

    def to_bytes(self) -> bytes:
        """Return the file's content: JSON, one value a line, keys in order."""
        values = {**self._values(), "mac": self.mac.hex()}
        values["sum"] = _sum(values)
        return pretty(values)

    def _seal(self, mac_key: bytes) -> bytes:
        return hmac.digest(mac_key, canonical(self._values()), "sha256")

    def _values(self) -> dict[str, object]:
        return {
            "format": _FORMAT,
            "version": VERSION,
            "vault_id": self.vault_id.hex(),
            "db_file": self.db_file,
            "epoch": self.epoch,
            "generation": self.generation,
            "slots": [_slot_values(slot) for slot in self.slots],
        }


class State(Enum):
    """What one copy of the key file is worth."""

    WHOLE = auto()
    SPOILED = auto()  # readable, but its sum is not that of its content
    DAMAGED = auto()
    NEWER = auto()
    NEWER_SPOILED = auto()  # or a flipped bit in the version of one of ours
    UNREADABLE = auto()  # for this account
    MISSING = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of the key file, as it was found.

    Attributes:
        state: What it is worth.
        key_file: What it says, if it can be read: WHOLE and SPOILED only.
    """

    state: State
    key_file: KeyFile | None = None


def read_copies(folder: Path) -> tuple[Copy, ...]:
    """Read both copies in ``folder``, first the one that is written first."""
    return tuple(_read(folder / name) for name in NAMES)


def replace_copies(
    folder: Path, new: KeyFile, *, former: KeyFile, opens: Callable[[KeyFile], bool]
) -> None:
    """Write ``new`` in both places, and find that it opens as it is read back from both.

    Args:
        folder: The vault.
        new: What is to stand there.
        former: What is put back if that cannot be done.
        opens: Tells whether what was read back opens the vault. Slow for a passphrase; asked
            once, because by then both copies are known to be the same.

    Raises:
        KeyChangeUnfinishedError: It could neither be finished nor be undone.
        NotEnoughMemoryError: Too little memory is free to open it; nothing was changed.
        StoreError: Nothing was changed.
    """
    try:
        with file_causes():
            for name in NAMES:
                paths.write_whole(folder / name, new.to_bytes())
        _prove(folder, new, opens)
    except BaseException as error:
        _put_back(folder, former)
        if not _is_undone(folder, new, former):
            raise KeyChangeUnfinishedError from error
        raise


def _prove(folder: Path, new: KeyFile, opens: Callable[[KeyFile], bool]) -> None:
    if not _stands(folder, new) or not opens(new):
        raise StoreIOError


def _put_back(folder: Path, former: KeyFile) -> None:
    for name, copy in zip(NAMES, read_copies(folder), strict=True):
        if copy.key_file != former or copy.state is not State.WHOLE:
            with suppress(OSError):
                paths.write_whole(folder / name, former.to_bytes())


def _is_undone(folder: Path, new: KeyFile, former: KeyFile) -> bool:
    """Tell whether the folder is as good as before: one copy may have been missing then."""
    found = [copy.key_file for copy in read_copies(folder)]
    return former in found and new not in found


def _stands(folder: Path, expected: KeyFile) -> bool:
    whole = Copy(state=State.WHOLE, key_file=expected)
    return all(copy == whole for copy in read_copies(folder))


def parse(data: bytes) -> Copy:
    """Read the content of a key file, whatever it may be."""
    try:
        values = decode(data)
        # Versions to come keep `format`, `version` and `sum` where they are.
        if values["format"] != _FORMAT:
            return Copy(state=State.DAMAGED)
        if as_count(values["version"]) > VERSION:
            is_whole = values.get("sum") == _sum(values)
            return Copy(state=State.NEWER if is_whole else State.NEWER_SPOILED)
        key_file = _validated(values)
    except Exception:  # noqa: BLE001 - whatever a spoiled copy leads to, the other is tried
        return Copy(state=State.DAMAGED)
    is_whole = values["sum"] == _sum(values)
    return Copy(state=State.WHOLE if is_whole else State.SPOILED, key_file=key_file)


def _read(path: Path) -> Copy:
    try:
        # Looked at first: opening a pipe with this name would wait for ever.
        if not path.is_file():
            return Copy(state=State.MISSING)
        with path.open("rb") as file:
            data = file.read(_LONGEST_FILE + 1)
    except PermissionError:
        return Copy(state=State.UNREADABLE)
    except OSError:
        return Copy(state=State.DAMAGED)
    if len(data) > _LONGEST_FILE:
        return Copy(state=State.DAMAGED)
    return parse(data)


def _validated(values: dict[str, object]) -> KeyFile:
    known = {"format", "version", "vault_id", "db_file", "epoch", "generation", "slots"}
    if values.keys() != known | {"mac", "sum"} or values["version"] != VERSION:
        raise ValueError("other keys")
    slots = values["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= SLOTS_MAX:
        raise ValueError("no slots, or too many")
    as_bytes(values["sum"], _MAC_BYTES)
    return KeyFile(
        vault_id=as_bytes(values["vault_id"], ID_BYTES),
        db_file=as_text(values["db_file"], "[A-Za-z0-9][A-Za-z0-9.-]{0,63}"),
        epoch=as_count(values["epoch"]),
        generation=as_count(values["generation"]),
        slots=tuple(_slot(slot) for slot in slots),
        mac=as_bytes(values["mac"], _MAC_BYTES),
    )


def _slot(values: dict[str, object]) -> Slot:
    kind = SlotKind(as_text(values["kind"], "[a-z]+"))
    cost = None
    if kind is SlotKind.PASSPHRASE:
        cost = Cost(m=as_count(values["m"]), t=as_count(values["t"]), p=as_count(values["p"]))
    slot = Slot(
        id=as_bytes(values["id"]),
        kind=kind,
        cost=cost,
        salt=as_bytes(values["salt"]),
        nonce=as_bytes(values["nonce"]),
        wrapped=as_bytes(values["wrapped"]),
    )
    # Written out again it has to be the same: no other field, no other spelling.
    if canonical(_slot_values(slot)) != canonical(values):
        raise ValueError("other values")
    return slot


def _slot_values(slot: Slot) -> dict[str, object]:
    cost = slot.cost
    return {
        "id": slot.id.hex(),
        "kind": str(slot.kind),
        "kdf": _KDF[slot.kind],
        "norm": _NORM[slot.kind],
        "m": cost.m if cost else 0,
        "t": cost.t if cost else 0,
        "p": cost.p if cost else 0,
        "salt": slot.salt.hex(),
        "nonce": slot.nonce.hex(),
        "wrapped": slot.wrapped.hex(),
    }


def _sum(values: dict[str, object]) -> str:
    rest = {name: value for name, value in values.items() if name != "sum"}
    return hashlib.sha256(canonical(rest)).hexdigest()
