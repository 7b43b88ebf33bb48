"""JSON that two computers write the same, and that is read without trusting it.

Keys sorted, no blanks, ASCII only: sums and seals are made over this form. The readers here
raise ``ValueError`` and its kin for anything else than what was meant; whoever reads a file
takes every exception for damage.
"""

import json
import re
from collections.abc import Mapping
from typing import Final

LARGEST_COUNT: Final = 2**53


def canonical(values: Mapping[str, object]) -> bytes:
    """Return the one form of ``values`` that sums are made over."""
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode("ascii")


def pretty(values: Mapping[str, object]) -> bytes:
    """Return ``values`` for people to look at: one value a line, keys in order."""
    return json.dumps(values, indent=1, sort_keys=True).encode("ascii") + b"\n"


def decode(data: bytes) -> dict[str, object]:
    """Return the object in ``data``: no key twice, no number with a point."""
    return as_object(
        json.loads(
            data.decode("ascii"),
            object_pairs_hook=_without_doubles,
            parse_float=_refuse,
            parse_constant=_refuse,
        )
    )


def as_object(value: object) -> dict[str, object]:
    """Return ``value``, which has to be an object."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def as_text(value: object, pattern: str) -> str:
    """Return ``value``, which has to be text of the form ``pattern``."""
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise ValueError("text of another form")
    return value


def as_bytes(value: object, length: int | None = None) -> bytes:
    """Return the bytes that ``value`` is the hexadecimal of, ``length`` of them if given."""
    data = bytes.fromhex(as_text(value, "(?:[0-9a-f]{2})+"))
    if length is not None and len(data) != length:
        raise ValueError("another length")
    return data


def as_count(value: object) -> int:
    """Return ``value``, which has to be a whole number from 1 up."""
    if type(value) is not int or not 1 <= value <= LARGEST_COUNT:
        raise ValueError("not a count")
    return value


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values = dict(pairs)
    if len(values) != len(pairs):
        raise ValueError("a key twice")
    return values


def _refuse(_: str) -> object:
    raise ValueError("not a whole number")
