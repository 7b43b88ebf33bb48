"""Rows read from the pages of a database, as far as the pages can be read.

A table is a tree of pages: rows stand in its leaves, in the order of their rowid, and long
ones go on in a chain of further pages. An index is a tree of its own, whose entries end with
the rowid. Whatever cannot be read is left out and told; nothing that is read can lead astray,
because each page was sealed by the engine that wrote it.

The form is that of SQLite's database files: https://sqlite.org/fileformat2.html.
"""

import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from sessiondesk.vault.pages import USABLE_BYTES

Value = None | int | float | str | bytes
Row = tuple[Value, ...]
Plain = Callable[[int], bytes | None]

_INDEX_INNER: Final = 0x02
_TABLE_INNER: Final = 0x05
_INDEX_LEAF: Final = 0x0A
_TABLE_LEAF: Final = 0x0D
_FILE_HEADER: Final = 100
_TABLE_LOCAL_MAX: Final = USABLE_BYTES - 35
_INDEX_LOCAL_MAX: Final = (USABLE_BYTES - 12) * 64 // 255 - 23
_LOCAL_MIN: Final = (USABLE_BYTES - 12) * 32 // 255 - 23
_INTEGER_BYTES: Final = (0, 1, 2, 3, 4, 6, 8)
_FLOAT: Final = 7
_ZERO: Final = 8
_ONE: Final = 9
_FIRST_BYTES: Final = 12
_VARINT_BYTES: Final = 9


@dataclass(slots=True, kw_only=True)
class Tree:
    """What could be read of a table or an index.

    Attributes:
        rows: The values of each row by its rowid, in the order of the columns. The rowid of
            an entry of an index is not among its values.
        lost: Rowids of rows that are known to be there and cannot be read.
        is_complete: Whether all of it was read.
        visited: Numbers of the pages it is made of, the chains of long rows left out.
    """

    rows: dict[int, Row] = field(default_factory=dict, repr=False)
    lost: set[int] = field(default_factory=set)
    is_complete: bool = True
    visited: set[int] = field(default_factory=set)


class _UnreadableError(Exception):
    """A page is missing, or is not what it should be."""


def read(plain: Plain, root: int) -> Tree:
    """Return what can be read of the table or index whose tree begins at page ``root``."""
    tree = Tree()
    _walk(plain, root, tree)
    return tree


def leaves_beside(plain: Plain, count: int, visited: set[int]) -> Iterator[dict[int, Row]]:
    """Yield the rows of each leaf of a table that no tree led to.

    Args:
        plain: Gives a page by its number.
        count: How many pages there are.
        visited: Numbers of the pages that some tree is made of.
    """
    for number in range(1, count + 1):
        page = None if number in visited else plain(number)
        if page is not None and page[_start_of(number)] == _TABLE_LEAF:
            tree = Tree()
            _walk(plain, number, tree)
            yield tree.rows


def _walk(plain: Plain, number: int, tree: Tree) -> None:
    waiting = [number]
    while waiting:
        number = waiting.pop()
        page = None if number in tree.visited else plain(number)
        tree.visited.add(number)
        if page is None:
            tree.is_complete = False
            continue
        try:
            waiting.extend(_read_page(plain, number, page, tree))
        except (_UnreadableError, IndexError, struct.error):
            tree.is_complete = False


def _read_page(plain: Plain, number: int, page: bytes, tree: Tree) -> Sequence[int]:
    """Take in the rows of one page; return the pages below it."""
    start = _start_of(number)
    kind = page[start]
    if kind not in {_INDEX_INNER, _TABLE_INNER, _INDEX_LEAF, _TABLE_LEAF}:
        raise _UnreadableError
    is_inner = kind in {_INDEX_INNER, _TABLE_INNER}
    (cells,) = struct.unpack_from(">H", page, start + 3)
    pointers = struct.unpack_from(f">{cells}H", page, start + (12 if is_inner else 8))
    below = []
    if is_inner:
        below.append(int.from_bytes(page[start + 8 : start + 12], "big"))
        below.extend(int.from_bytes(page[at : at + 4], "big") for at in pointers)
    for at in pointers:
        if kind == _TABLE_LEAF:
            _take_row(plain, page, at, tree)
        elif kind != _TABLE_INNER:
            _take_entry(plain, page, at + (4 if is_inner else 0), tree)
    return below


def _take_row(plain: Plain, page: bytes, at: int, tree: Tree) -> None:
    size, at = _varint(page, at)
    rowid, at = _varint(page, at)
    rowid = _signed(rowid)
    try:
        tree.rows[rowid] = _values(_payload(plain, page, at, size, _TABLE_LOCAL_MAX))
    except (_UnreadableError, IndexError, struct.error, UnicodeDecodeError):
        tree.lost.add(rowid)
        tree.is_complete = False


def _take_entry(plain: Plain, page: bytes, at: int, tree: Tree) -> None:
    size, at = _varint(page, at)
    try:
        *values, rowid = _values(_payload(plain, page, at, size, _INDEX_LOCAL_MAX))
    except (_UnreadableError, IndexError, struct.error, UnicodeDecodeError):
        tree.is_complete = False
    else:
        if isinstance(rowid, int):
            tree.rows[rowid] = tuple(values)


def _payload(plain: Plain, page: bytes, at: int, size: int, local_max: int) -> bytes:
    if size <= local_max:
        return _exactly(page[at : at + size], size)
    local = _LOCAL_MIN + (size - _LOCAL_MIN) % (USABLE_BYTES - 4)
    if local > local_max:
        local = _LOCAL_MIN
    parts = [page[at : at + local]]
    left = size - local
    number = int.from_bytes(page[at + local : at + local + 4], "big")
    while left > 0:
        further = plain(number)
        if further is None:
            raise _UnreadableError
        parts.append(further[4 : 4 + min(left, USABLE_BYTES - 4)])
        left -= len(parts[-1])
        number = int.from_bytes(further[:4], "big")
    return _exactly(b"".join(parts), size)


def _values(payload: bytes) -> Row:
    header_bytes, at = _varint(payload, 0)
    types = []
    while at < header_bytes:
        kind, at = _varint(payload, at)
        types.append(kind)
    values = []
    for kind in types:
        size = _size(kind)
        values.append(_value(kind, _exactly(payload[at : at + size], size)))
        at += size
    return tuple(values)


def _size(kind: int) -> int:
    if kind >= _FIRST_BYTES:
        return (kind - _FIRST_BYTES) // 2
    if kind < len(_INTEGER_BYTES):
        return _INTEGER_BYTES[kind]
    return 8 if kind == _FLOAT else 0


def _value(kind: int, data: bytes) -> Value:
    if kind >= _FIRST_BYTES:
        return data.decode() if kind % 2 else data
    if kind == 0:
        return None
    if kind in {_ZERO, _ONE}:
        return kind - _ZERO
    if kind == _FLOAT:
        return float(struct.unpack(">d", data)[0])
    if kind > _ONE:
        raise _UnreadableError
    return int.from_bytes(data, "big", signed=True)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    number = 0
    for place in range(at, at + _VARINT_BYTES - 1):
        number = number << 7 | data[place] & 0x7F
        if data[place] < 0x80:  # noqa: PLR2004 - the high bit says that more follows
            return number, place + 1
    return number << 8 | data[at + _VARINT_BYTES - 1], at + _VARINT_BYTES


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number


def _exactly(data: bytes, size: int) -> bytes:
    if len(data) != size:
        raise _UnreadableError
    return data


def _start_of(number: int) -> int:
    return _FILE_HEADER if number == 1 else 0
