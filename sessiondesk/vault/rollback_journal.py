"""What the engine would put back into a database after a crash, read without the engine.

Where a file system has no shared memory, a database keeps a rollback journal instead of a
log: the pages as they were before a step, beside it, until the step is done. After a crash the
engine writes them back. It knows the journal by its name alone, so one of another database
would be written over this one.
"""

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_END: Final = "-journal"
_MAGIC: Final = bytes.fromhex("d9d505f920a163d7")
_HEADER: Final = struct.Struct(">8s5I")
_PAGE: Final = 4096
_RECORD_BYTES: Final = 4 + _PAGE + 4
_AS_MANY_AS_THERE_ARE: Final = 0xFFFFFFFF
_SECTORS: Final = frozenset(1 << power for power in range(5, 17))
# The sum of a page is made of every 200th byte of it, from its end.
_SUMMED: Final = slice(_PAGE - 200, 0, -200)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rollback:
    """What a rollback journal would make of its database.

    Attributes:
        count: How many pages the database is to have.
        pages: What is to be written back, by the number of the page, from 1.
        is_readable: Whether its pages have the size of ours.
    """

    count: int
    pages: Mapping[int, bytes] = field(repr=False)
    is_readable: bool


def waits(database: Path) -> bool:
    """Tell whether the engine would put anything back into ``database``.

    Raises:
        OSError: The journal cannot be read.
    """
    path = database.with_name(database.name + _END)
    if not path.is_file():
        return path.exists()  # the engine would open a pipe, and wait for ever
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def read(database: Path) -> Rollback | None:
    """Return what the engine would put back into ``database``; None if nothing.

    Raises:
        OSError: The journal cannot be read.
    """
    if not waits(database):
        return None
    path = database.with_name(database.name + _END)
    if not path.is_file():
        return Rollback(count=0, pages={}, is_readable=False)
    return _parsed(path.read_bytes())


def _parsed(data: bytes) -> Rollback | None:
    pages: dict[int, bytes] = {}
    count = start = 0
    is_first = True
    while len(data) >= start + _HEADER.size:
        magic, records, nonce, before, sector, page_bytes = _HEADER.unpack_from(data, start)
        if magic != _MAGIC or sector not in _SECTORS:
            break
        if is_first:
            count, is_first = before, False
        if page_bytes != _PAGE:
            return Rollback(count=count, pages={}, is_readable=False)
        start += sector
        if records == _AS_MANY_AS_THERE_ARE:
            records = max(len(data) - start, 0) // _RECORD_BYTES
        for _ in range(records):
            page = _page(data[start : start + _RECORD_BYTES], nonce)
            if page is None:
                return Rollback(count=count, pages=pages, is_readable=True)
            if page[0] <= count:
                pages[page[0]] = page[1]
            start += _RECORD_BYTES
        start += -start % sector
    return None if is_first else Rollback(count=count, pages=pages, is_readable=True)


def _page(record: bytes, nonce: int) -> tuple[int, bytes] | None:
    """Return the number of a page and the page; None where what was written ends."""
    if len(record) < _RECORD_BYTES:
        return None
    (number,), (found,) = struct.unpack_from(">I", record), struct.unpack_from(">I", record, 4100)
    page = record[4 : 4 + _PAGE]
    if not number or found != (nonce + sum(page[_SUMMED])) & 0xFFFFFFFF:
        return None
    return number, page
