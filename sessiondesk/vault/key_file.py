"""The key file: the wrapped data key and what belongs to it, in two copies.

Either copy is enough. Each is checked for itself from the first byte to the last, so that
damage to one never keeps the other from being tried.
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from pathlib import Path
from typing import Final

from sessiondesk.vault.key_slots import ID_BYTES, Cost, Slot, SlotKind, same

VERSION: Final = 1
NAMES: Final = ("vault.keys", "vault.keys.copy")
SLOTS_MAX: Final = 8
_FORMAT: Final = "sessiondesk-keys"
_LONGEST_FILE: Final = 64 * 1024
_LARGEST_COUNT: Final = 2**53
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
        return json.dumps(values, indent=1, sort_keys=True).encode("ascii") + b"\n"

    def _seal(self, mac_key: bytes) -> bytes:
        return hmac.digest(mac_key, _canonical(self._values()), "sha256")

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


def parse(data: bytes) -> Copy:
    """Read the content of a key file, whatever it may be."""
    try:
        values = _decode(data)
        # Versions to come keep `format`, `version` and `sum` where they are.
        if values["format"] != _FORMAT:
            return Copy(state=State.DAMAGED)
        if _count(values["version"]) > VERSION:
            is_whole = values.get("sum") == _sum(values)
            return Copy(state=State.NEWER if is_whole else State.NEWER_SPOILED)
        key_file = _validated(values)
    except Exception:  # noqa: BLE001 - whatever a spoiled copy leads to, the other is tried
        return Copy(state=State.DAMAGED)
    is_whole = values["sum"] == _sum(values)
    return Copy(state=State.WHOLE if is_whole else State.SPOILED, key_file=key_file)


def _read(path: Path) -> Copy:
    # Looked at first: opening a pipe with this name would wait for ever.
    if not path.is_file():
        return Copy(state=State.MISSING)
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST_FILE + 1)
    except PermissionError:
        return Copy(state=State.UNREADABLE)
    except OSError:
        return Copy(state=State.DAMAGED)
    if len(data) > _LONGEST_FILE:
        return Copy(state=State.DAMAGED)
    return parse(data)


def _decode(data: bytes) -> dict[str, object]:
    values = json.loads(
        data.decode("ascii"),
        object_pairs_hook=_without_doubles,
        parse_float=_refuse,
        parse_constant=_refuse,
    )
    if not isinstance(values, dict):
        raise TypeError("not an object")
    return values


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key twice")
    return values


def _refuse(_: str) -> object:
    raise ValueError("not a whole number")


def _validated(values: dict[str, object]) -> KeyFile:
    known = {"format", "version", "vault_id", "db_file", "epoch", "generation", "slots"}
    if values.keys() != known | {"mac", "sum"} or values["version"] != VERSION:
        raise ValueError("other keys")
    slots = values["slots"]
    if not isinstance(slots, list) or not 1 <= len(slots) <= SLOTS_MAX:
        raise ValueError("no slots, or too many")
    _hex(values["sum"], _MAC_BYTES)
    return KeyFile(
        vault_id=_hex(values["vault_id"], ID_BYTES),
        db_file=_matching(values["db_file"], "[A-Za-z0-9][A-Za-z0-9.-]{0,63}"),
        epoch=_count(values["epoch"]),
        generation=_count(values["generation"]),
        slots=tuple(_slot(slot) for slot in slots),
        mac=_hex(values["mac"], _MAC_BYTES),
    )


def _slot(values: dict[str, object]) -> Slot:
    kind = SlotKind(_matching(values["kind"], "[a-z]+"))
    cost = None
    if kind is SlotKind.PASSPHRASE:
        cost = Cost(m=_count(values["m"]), t=_count(values["t"]), p=_count(values["p"]))
    slot = Slot(
        id=_bytes(values["id"]),
        kind=kind,
        cost=cost,
        salt=_bytes(values["salt"]),
        nonce=_bytes(values["nonce"]),
        wrapped=_bytes(values["wrapped"]),
    )
    # Written out again it has to be the same: no other field, no other spelling.
    if _canonical(_slot_values(slot)) != _canonical(values):
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


def _canonical(values: dict[str, object]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def _sum(values: dict[str, object]) -> str:
    rest = {name: value for name, value in values.items() if name != "sum"}
    return hashlib.sha256(_canonical(rest)).hexdigest()


def _matching(value: object, pattern: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise ValueError("text of another form")
    return value


def _bytes(value: object) -> bytes:
    return bytes.fromhex(_matching(value, "(?:[0-9a-f]{2})+"))


def _hex(value: object, length: int) -> bytes:
    data = _bytes(value)
    if len(data) != length:
        raise ValueError("another length")
    return data


def _count(value: object) -> int:
    if type(value) is not int or not 1 <= value <= _LARGEST_COUNT:
        raise ValueError("not a count")
    return value
