"""The pages of a database, opened one by one without the database engine.

For a file that the engine refuses. A page of SQLCipher 4 is 4,096 bytes: what it holds,
encrypted with AES-256-CBC; 16 bytes to begin the decryption with; and a seal of 64 bytes,
HMAC-SHA512, which also covers the page's number. In place of its first 16 bytes the first
page has the vault's id.

The seal does more than find damage. A page with one wrong bit is put right by trying each
bit until the seal fits, and then it is known to be what was written. Nothing is taken from a
page whose seal does not fit, and nothing in here is ever written to a disk unencrypted.
"""

import errno
import hashlib
import hmac
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES256
from cryptography.hazmat.primitives.ciphers.modes import CBC

from sessiondesk.vault import rollback_journal
from sessiondesk.vault.key_slots import same
from sessiondesk.vault.rollback_journal import Rollback

PAGE_BYTES: Final = 4096
USABLE_BYTES: Final = 4016
_VECTOR_BYTES: Final = 16
_SEAL_AT: Final = USABLE_BYTES + _VECTOR_BYTES
_ID_BYTES: Final = 16
_PLAIN_START: Final = b"SQLite format 3\0"

_LOG_HEADER: Final = struct.Struct(">8I")
_FRAME_HEADER: Final = struct.Struct(">6I")
_LOG_MAGIC: Final = {0x377F0682: "<", 0x377F0683: ">"}

# A seal with so few wrong bits was damaged itself; by chance some 256 would be wrong.
_WRONG_IN_SEAL: Final = 32
# What looks in vain through this many pages on end is not looking at single wrong bits.
_VAIN_TRIES: Final = 24
_SECTOR_BYTES: Final = 512
_HASH_BLOCK: Final = 128

Report = Callable[[float], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages of one database as they were last kept, its log included.

    Attributes:
        count: How many there should be.
        bad: Numbers, from 1, of those that cannot be read.
        mended: Numbers of those that had one wrong bit, and have it no more.
        is_exact: Whether the file ends where it should.
    """

    count: int
    bad: Sequence[int]
    mended: Sequence[int]
    is_exact: bool
    _sealed: dict[int, bytes] = field(repr=False)
    _crypt: "_Crypt" = field(repr=False)

    def plain(self, number: int) -> bytes | None:
        """Return what page ``number`` holds, 4,016 bytes; None if it cannot be read."""
        sealed = self._sealed.get(number)
        return None if sealed is None else self._crypt.opened(number, sealed)

    def sealed(self) -> Iterator[bytes]:
        """Yield each page as it is to be on a disk; zeros for one that cannot be read."""
        for number in range(1, self.count + 1):
            sealed = self._sealed.get(number, bytes(PAGE_BYTES))
            yield self._crypt.vault_id + sealed[_ID_BYTES:] if number == 1 else sealed


def read(
    database: Path,
    key: bytes,
    vault_id: bytes,
    *,
    mends: bool = True,
    progress: Report | None = None,
) -> Pages:
    """Read the pages of ``database`` and what waits in its log. Changes nothing.

    Args:
        database: The file; no connection of this process may be open on it.
        key: Database key, 32 bytes.
        vault_id: Salt of the file, 16 bytes, in case its own copy is damaged.
        mends: Whether to look for single wrong bits, about a quarter of a second for each page.
        progress: Is told the share done; what it raises comes through.

    Raises:
        OSError: A file cannot be read.
    """
    crypt = _Crypt(key, vault_id)
    main = _content(database)
    newer, count = _from_log(_log_of(database))
    if not _all_whole(crypt, newer):
        newer, count = {}, 0  # another database's, which the engine would take for its own
    rollback = rollback_journal.read(database)
    if rollback is not None and not newer and _is_own(crypt, rollback, len(main)):
        newer, count = dict(rollback.pages), rollback.count
    found = {
        number: main[start : start + PAGE_BYTES]
        for number, start in enumerate(range(0, len(main), PAGE_BYTES), start=1)
    }
    good: dict[int, bytes] = {}
    mended: list[int] = []
    vain = 0
    found |= newer
    for done, (number, sealed) in enumerate(sorted(found.items())):
        is_whole = crypt.is_whole(number, sealed)
        if progress and not (is_whole and done % 256):
            progress(done / len(found))
        if is_whole:
            good[number] = sealed
        elif mends and vain < _VAIN_TRIES:
            corrected = crypt.corrected(number, sealed)
            vain = 0 if corrected else vain + 1
            if corrected:
                good[number] = corrected
                mended.append(number)
    count = count or _count_in(crypt, good) or len(main) // PAGE_BYTES
    return Pages(
        count=count,
        bad=[number for number in range(1, count + 1) if number not in good],
        mended=[number for number in mended if number <= count],
        is_exact=bool(newer) or len(main) == count * PAGE_BYTES,
        _sealed=good,
        _crypt=crypt,
    )


def has_foreign_log(database: Path, key: bytes, vault_id: bytes) -> bool:
    """Tell whether pages of another database wait in the log or journal beside ``database``.

    The engine knows either by the name alone. It would take them for its own, and write them
    into the database, even if it could not read a single page.

    Args:
        database: The file; no connection of this process may be open on it.
        key: Database key, 32 bytes.
        vault_id: Salt of the file, 16 bytes.

    Raises:
        OSError: The log cannot be read.
    """
    crypt = _Crypt(key, vault_id)
    newer, _ = _from_log(_log_of(database))
    rollback = rollback_journal.read(database)
    if rollback is not None and not _is_own(crypt, rollback, database.stat().st_size):
        return True
    return not _all_whole(crypt, newer)


def has_any(database: Path, key: bytes, vault_id: bytes) -> bool:
    """Tell whether a page of ``database`` was sealed with this key, whatever its first is like.

    Args:
        database: The file; no connection of this process may be open on it.
        key: Database key, 32 bytes.
        vault_id: Salt of the file, 16 bytes.

    Raises:
        OSError: It cannot be read.
    """
    crypt = _Crypt(key, vault_id)
    with database.open("rb") as file:
        found = iter(lambda: file.read(PAGE_BYTES), b"")
        return any(crypt.is_whole(number, page) for number, page in enumerate(found, start=1))


def _content(database: Path) -> bytes:
    # Looked at first: a pipe or a device in its place has no end.
    if not database.is_file():
        raise FileNotFoundError(errno.ENOENT, "no such file")
    return database.read_bytes()


def _log_of(database: Path) -> bytes:
    log = database.with_name(database.name + "-wal")
    return log.read_bytes() if log.is_file() else b""


class _Crypt:
    """The keys of one database, put to use on its pages."""

    def __init__(self, key: bytes, vault_id: bytes) -> None:
        self.vault_id: Final = vault_id
        self._key = key
        salt = bytes(byte ^ 0x3A for byte in vault_id)
        self._seal_key = hashlib.pbkdf2_hmac("sha512", key, salt, 2, len(key))

    def is_whole(self, number: int, sealed: bytes) -> bool:
        if len(sealed) != PAGE_BYTES:
            return False
        return same(self._seal(number, sealed), sealed[_SEAL_AT:])

    def opened(self, number: int, sealed: bytes) -> bytes:
        start = _ID_BYTES if number == 1 else 0
        decryptor = Cipher(AES256(self._key), CBC(sealed[USABLE_BYTES:_SEAL_AT])).decryptor()
        plain = decryptor.update(sealed[start:USABLE_BYTES]) + decryptor.finalize()
        return _PLAIN_START + plain if number == 1 else plain

    def corrected(self, number: int, sealed: bytes) -> bytes | None:
        """Return the page with its one wrong bit put right, if that is all."""
        if len(sealed) != PAGE_BYTES or _has_empty_sector(sealed):
            return None
        seal = self._seal(number, sealed)
        wrong = int.from_bytes(seal, "big") ^ int.from_bytes(sealed[_SEAL_AT:], "big")
        if wrong.bit_count() <= _WRONG_IN_SEAL:
            return sealed[:_SEAL_AT] + seal
        start = _ID_BYTES if number == 1 else 0
        body = self._flipped(sealed[start:_SEAL_AT], struct.pack("<I", number), sealed[_SEAL_AT:])
        return None if body is None else sealed[:start] + body + sealed[_SEAL_AT:]

    def _flipped(self, body: bytes, number: bytes, seal: bytes) -> bytes | None:
        """Return ``body`` with the one bit flipped that makes ``seal`` fit."""
        padded = self._seal_key.ljust(_HASH_BLOCK, b"\0")
        inner = hashlib.sha512(bytes(byte ^ 0x36 for byte in padded))
        outer = hashlib.sha512(bytes(byte ^ 0x5C for byte in padded))
        # What comes before the bit is hashed once for all bits of a block.
        for block in range(0, len(body), _HASH_BLOCK):
            tail = bytearray(body[block:] + number)
            for place in range(min(_HASH_BLOCK, len(body) - block)):
                for bit in range(8):
                    tail[place] ^= 1 << bit
                    tried = inner.copy()
                    tried.update(tail)
                    whole = outer.copy()
                    whole.update(tried.digest())
                    if whole.digest() == seal:
                        return body[:block] + bytes(tail[: len(body) - block])
                    tail[place] ^= 1 << bit
            inner.update(body[block : block + _HASH_BLOCK])
        return None

    def _seal(self, number: int, sealed: bytes) -> bytes:
        start = _ID_BYTES if number == 1 else 0
        covered = sealed[start:_SEAL_AT] + struct.pack("<I", number)
        return hmac.digest(self._seal_key, covered, "sha512")


def _has_empty_sector(sealed: bytes) -> bool:
    """Tell whether a part of the page was never written, or wiped: no single bit."""
    empty = bytes(_SECTOR_BYTES)
    return any(
        sealed[start : start + _SECTOR_BYTES] == empty
        for start in range(0, PAGE_BYTES, _SECTOR_BYTES)
    )


def _all_whole(crypt: _Crypt, pages: Mapping[int, bytes]) -> bool:
    return all(crypt.is_whole(number, page) for number, page in pages.items())


def _is_own(crypt: _Crypt, rollback: Rollback, size: int) -> bool:
    """Tell whether what the engine would put back comes from the database, which has ``size``."""
    if not rollback.pages:
        # Nothing was changed by then, so it can only say how large the database is.
        return rollback.is_readable and rollback.count * PAGE_BYTES == size
    # A page that was free and never written is all zeros.
    return _all_whole(crypt, {n: page for n, page in rollback.pages.items() if any(page)})


def _from_log(log: bytes) -> tuple[dict[int, bytes], int]:
    """Return the newest pages that a log committed, and how many the database then had."""
    newest: dict[int, bytes] = {}
    count = 0
    pending: dict[int, bytes] = {}
    for number, size, page in _frames(log):
        pending[number] = page
        if size:
            newest.update(pending)
            pending.clear()
            count = size
    return {number: page for number, page in newest.items() if number <= count}, count


def _frames(log: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the frames up to the first that does not follow from the one before."""
    if len(log) < _LOG_HEADER.size:
        return
    magic, _, page_bytes, _, salt, more_salt, *sums = _LOG_HEADER.unpack_from(log)
    order = _LOG_MAGIC.get(magic)
    if order is None or page_bytes != PAGE_BYTES:
        return
    running = _checksum(order, log[: _LOG_HEADER.size - 8], (0, 0))
    if list(running) != sums:
        return
    frame_bytes = _FRAME_HEADER.size + PAGE_BYTES
    for start in range(_LOG_HEADER.size, len(log) - frame_bytes + 1, frame_bytes):
        number, size, *salts, one, other = _FRAME_HEADER.unpack_from(log, start)
        page = log[start + _FRAME_HEADER.size : start + frame_bytes]
        running = _checksum(order, log[start : start + 8] + page, running)
        if salts != [salt, more_salt] or running != (one, other):
            return
        yield number, size, page


def _checksum(order: str, data: bytes, before: tuple[int, int]) -> tuple[int, int]:
    one, other = before
    for first, second in struct.iter_unpack(f"{order}2I", data):
        one = (one + first + other) & 0xFFFFFFFF
        other = (other + second + one) & 0xFFFFFFFF
    return one, other


def _count_in(crypt: _Crypt, good: dict[int, bytes]) -> int:
    """Return the number of pages that the first page tells; 0 if it does not."""
    if 1 not in good:
        return 0
    first = crypt.opened(1, good[1])
    return int.from_bytes(first[28:32], "big")
