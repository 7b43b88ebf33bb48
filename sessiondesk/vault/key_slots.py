"""One data key, wrapped once for the passphrase and once for the recovery key."""

import hmac
import os
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sessiondesk.vault.errors import NotEnoughMemoryError

KEY_BYTES: Final = 32
ID_BYTES: Final = 16
SALT_BYTES: Final = 32
NONCE_BYTES: Final = 12
WRAPPED_BYTES: Final = KEY_BYTES + 16

# Below, a stolen file is too cheap to guess at; above, a spoiled file could stop a computer.
MEMORY_MIN_KIB: Final = 64 * 1024
MEMORY_MAX_KIB: Final = 2 * 1024 * 1024
PASSES_MIN: Final = 2
PASSES_MAX: Final = 64
LANES_MIN: Final = 1
LANES_MAX: Final = 16

_AAD_HEAD: Final = b"SDKEYS\0\1"
_TOO_SLOW_SECONDS: Final = 1.5
_TOO_QUICK_SECONDS: Final = 0.5
_MEBIBYTE: Final = 1024  # in KiB


class SlotKind(StrEnum):
    """What a person opens the journal with."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a kind
    RECOVERY = "recovery"


_KIND_BYTES: Final = {SlotKind.PASSPHRASE: 1, SlotKind.RECOVERY: 2}


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess at a passphrase costs.

    Attributes:
        m: Memory in KiB, 65 536 to 2 097 152.
        t: Passes over it, 2 to 64.
        p: Lanes, 1 to 16.
    """

    m: int
    t: int
    p: int

    def __post_init__(self) -> None:
        if not (
            MEMORY_MIN_KIB <= self.m <= MEMORY_MAX_KIB
            and PASSES_MIN <= self.t <= PASSES_MAX
            and LANES_MIN <= self.p <= LANES_MAX
        ):
            raise ValueError("The cost is out of range.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """The data key, wrapped under one secret.

    Attributes:
        id: 16 random bytes, new at every wrap.
        kind: Which secret opens it. It decides the derivation: Argon2id for a passphrase,
            HKDF for a recovery key, which has 140 random bits of its own.
        cost: What a guess costs; None for a recovery key.
        salt: 32 random bytes, new at every wrap.
        nonce: 12 random bytes, new at every wrap.
        wrapped: The data key, sealed: 32 bytes and a tag of 16.
    """

    id: bytes
    kind: SlotKind
    cost: Cost | None
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)

    def __post_init__(self) -> None:
        lengths = (len(self.id), len(self.salt), len(self.nonce), len(self.wrapped))
        if lengths != (ID_BYTES, SALT_BYTES, NONCE_BYTES, WRAPPED_BYTES):
            raise ValueError("A part of the slot has the wrong length.")
        if (self.cost is None) != (self.kind is SlotKind.RECOVERY):
            raise ValueError("Only a passphrase has a cost, and it always has one.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubKeys:
    """What is made from the data key, one key for each use.

    Attributes:
        database: Key of the database.
        mac: Key that seals the key file.
        rescue: Key for what is written when a lock cannot write to the journal.
    """

    database: bytes = field(repr=False)
    mac: bytes = field(repr=False)
    rescue: bytes = field(repr=False)

    @classmethod
    def of(cls, data_key: bytes, vault_id: bytes) -> "SubKeys":
        """Return the keys made from ``data_key`` for the vault ``vault_id``."""
        return cls(
            database=_expand(data_key, vault_id, b"SessionDesk db key v1"),
            mac=_expand(data_key, vault_id, b"SessionDesk header mac v1"),
            rescue=_expand(data_key, vault_id, b"SessionDesk rescue v1"),
        )


def wrap(data_key: bytes, secret: bytes, vault_id: bytes, *, cost: Cost | None) -> Slot:
    """Wrap ``data_key`` so that ``secret`` opens it.

    Args:
        data_key: 32 bytes.
        secret: The passphrase in its normal form, or the 28 symbols of a recovery key.
        vault_id: 16 bytes; the slot opens in this vault only.
        cost: What a guess costs, for a passphrase; None makes a slot for a recovery key.

    Raises:
        NotEnoughMemoryError: The cost asks for more memory than is free.
    """
    kind = SlotKind.RECOVERY if cost is None else SlotKind.PASSPHRASE
    id_, salt, nonce = os.urandom(ID_BYTES), os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    key = _key_from(secret, cost, salt)
    wrapped = AESGCM(key).encrypt(nonce, data_key, _bound(vault_id, id_, kind, cost, salt))
    return Slot(id=id_, kind=kind, cost=cost, salt=salt, nonce=nonce, wrapped=wrapped)


def unwrap(slot: Slot, secret: bytes, vault_id: bytes) -> bytes | None:
    """Return the data key, or None if ``secret`` does not open ``slot``.

    Slow for a passphrase: about as long as was measured when it was set.

    Raises:
        NotEnoughMemoryError: The cost asks for more memory than is free.
    """
    key = _key_from(secret, slot.cost, slot.salt)
    bound = _bound(vault_id, slot.id, slot.kind, slot.cost, slot.salt)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.wrapped, bound)
    except InvalidTag:
        return None


def seconds_for(cost: Cost) -> float:
    """Return how long one derivation at ``cost`` takes here.

    Raises:
        MemoryError: There is not enough free memory for it.
    """
    begun = time.perf_counter()
    _argon2(b"", bytes(SALT_BYTES), cost)
    return time.perf_counter() - begun


def calibrate(seconds: Callable[[Cost], float] = seconds_for) -> Cost:
    """Return a cost that takes about 0.5 to 1.5 seconds on this computer.

    Never below 64 MiB, and never above 512 MiB, so that the journal opens on another,
    smaller computer too.

    Args:
        seconds: Measures one derivation; `MemoryError` counts as too slow.

    Raises:
        NotEnoughMemoryError: Not even the smallest cost can be paid.
    """
    cost = Cost(m=256 * _MEBIBYTE, t=3, p=4)
    taken = _measure(seconds, cost)
    if taken > _TOO_SLOW_SECONDS:
        for mebibytes in (128, 64):
            cost = Cost(m=mebibytes * _MEBIBYTE, t=3, p=4)
            taken = _measure(seconds, cost)
            if taken <= _TOO_SLOW_SECONDS:
                break
        if taken == _NO_MEMORY:
            raise NotEnoughMemoryError(cost.m // _MEBIBYTE)
    elif taken < _TOO_QUICK_SECONDS:
        for passes in (3, 4, 5, 6):
            dearer = Cost(m=512 * _MEBIBYTE, t=passes, p=4)
            taken = _measure(seconds, dearer)
            if taken > _TOO_SLOW_SECONDS:
                break
            cost = dearer
            if taken >= _TOO_QUICK_SECONDS:
                break
    return cost


def same(one: bytes, other: bytes) -> bool:
    """Compare two codes in a time that does not depend on where they differ."""
    return hmac.compare_digest(one, other)


_NO_MEMORY: Final = float("inf")


def _measure(seconds: Callable[[Cost], float], cost: Cost) -> float:
    try:
        return seconds(cost)
    except MemoryError:
        return _NO_MEMORY


def _key_from(secret: bytes, cost: Cost | None, salt: bytes) -> bytes:
    if cost is None:
        return _expand(secret, salt, b"SessionDesk recovery v1")
    try:
        return _argon2(secret, salt, cost)
    except MemoryError as error:
        raise NotEnoughMemoryError(cost.m // _MEBIBYTE) from error


def _argon2(secret: bytes, salt: bytes, cost: Cost) -> bytes:
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.t, lanes=cost.p, memory_cost=cost.m
    ).derive(secret)


def _expand(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=salt, info=info).derive(key)


def _bound(vault_id: bytes, id_: bytes, kind: SlotKind, cost: Cost | None, salt: bytes) -> bytes:
    """Return what the tag also covers: no field of a slot can be changed on its own."""
    number = _KIND_BYTES[kind]  # the derivation follows from the kind and has the same number
    m, t, p = (0, 0, 0) if cost is None else (cost.m, cost.t, cost.p)
    return _AAD_HEAD + vault_id + id_ + struct.pack(">BBIII", number, number, m, t, p) + salt
