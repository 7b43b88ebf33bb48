"""The recovery key: made to be written on paper and typed from it.

28 random symbols, 140 bits, in seven groups of four. Each group carries a fifth symbol that
shows whether the group was copied rightly, and that differs for the same group elsewhere.
"""

import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import Final

from sessiondesk.vault.errors import RecoveryKeyMistypedError

GROUPS: Final = 7
_SYMBOLS_IN_GROUP: Final = 4
GROUP_LENGTH: Final = _SYMBOLS_IN_GROUP + 1
# Crockford's base 32: no I, L, O or U.
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_ALIKE: Final = str.maketrans("OIL", "011")
_GAPS: Final = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


def generate() -> str:
    """Return 28 random symbols, without groups."""
    return "".join(secrets.choice(ALPHABET) for _ in range(GROUPS * _SYMBOLS_IN_GROUP))


def grouped(symbols: str) -> str:
    """Return ``symbols`` as they are put on paper: seven groups of five, with dashes."""
    starts = range(0, GROUPS * _SYMBOLS_IN_GROUP, _SYMBOLS_IN_GROUP)
    groups = (symbols[start : start + _SYMBOLS_IN_GROUP] for start in starts)
    return "-".join(
        group + _check_symbol(number, group) for number, group in enumerate(groups, start=1)
    )


def parse(typed: str) -> str:
    """Return the 28 symbols of a key typed from paper.

    Small letters, blanks and dashes anywhere or nowhere, O for 0, and I or L for 1 are all
    taken as meant.

    Raises:
        RecoveryKeyMistypedError: With the first group that cannot be right.
    """
    groups = _groups(typed)
    for number in range(1, GROUPS + 1):
        if number > len(groups) or not _is_right(number, groups[number - 1]):
            raise RecoveryKeyMistypedError(number)
    if len(groups) > GROUPS:
        raise RecoveryKeyMistypedError(GROUPS)
    return "".join(group[:_SYMBOLS_IN_GROUP] for group in groups)


def wrong_groups(typed: str) -> Sequence[int]:
    """Return the numbers of the finished groups that cannot be right, while typing goes on.

    A group that is still too short at the end of the text is not finished.
    """
    groups = _groups(typed)
    if groups and len(groups[-1]) < GROUP_LENGTH:
        groups.pop()
    return [
        number
        for number, group in enumerate(groups, start=1)
        if number > GROUPS or not _is_right(number, group)
    ]


def is_group(typed: str, number: int, symbols: str) -> bool:
    """Tell whether ``typed`` is group ``number``, 1 to 7, of the key ``symbols``.

    For the two groups a person types back from paper.
    """
    return _plain(typed) == grouped(symbols).split("-")[number - 1]


def _groups(typed: str) -> list[str]:
    pieces = [_plain(piece) for piece in _GAPS.split(typed.strip()) if piece]
    # With the seven groups set apart, a symbol too few spoils one group only.
    if len(pieces) == GROUPS:
        return pieces
    text = "".join(pieces)
    return [text[start : start + GROUP_LENGTH] for start in range(0, len(text), GROUP_LENGTH)]


def _plain(typed: str) -> str:
    return _GAPS.sub("", typed).upper().translate(_ALIKE)


def _is_right(number: int, group: str) -> bool:
    symbols, check = group[:_SYMBOLS_IN_GROUP], group[_SYMBOLS_IN_GROUP:]
    return set(symbols) <= set(ALPHABET) and check == _check_symbol(number, symbols)


def _check_symbol(number: int, symbols: str) -> str:
    digest = hashlib.sha256(f"{number}{symbols}".encode("ascii")).digest()
    return ALPHABET[digest[0] & 31]
