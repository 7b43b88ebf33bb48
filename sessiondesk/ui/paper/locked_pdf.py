"""A PDF that asks for a password: AES-256 as PDF 2.0 has it, made in memory.

What it needs is an extra, which is not there for every system: ask ``is_available`` first.
"""

import io
import stringprep
import unicodedata
from enum import StrEnum
from importlib.util import find_spec
from typing import Final

SHORTEST: Final = 8
MOST_BYTES: Final = 127
"""Readers leave out what is beyond."""

_NOT_EVERYWHERE: Final = (
    stringprep.in_table_b1,  # left out by some
    stringprep.in_table_c12,  # blanks that become an ordinary one
    stringprep.in_table_c21_c22,  # controls
    stringprep.in_table_c3,  # set aside for private use
    stringprep.in_table_c4,  # no characters
    stringprep.in_table_c5,  # half a character
    stringprep.in_table_c6,
    stringprep.in_table_c7,
    stringprep.in_table_c8,  # marks of direction
    stringprep.in_table_c9,
)


class PasswordProblem(StrEnum):
    """Why a password cannot be used."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNCERTAIN = "uncertain"
    """There is a character in it that one reader takes for what another does not."""


class UnfitPasswordError(ValueError):
    """A password that cannot be used. It carries the reason and never the password."""

    def __init__(self, problem: PasswordProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class LockingMissingError(RuntimeError):
    """What makes a locked PDF is not installed."""


def is_available() -> bool:
    """Return whether PDFs can be locked on this computer."""
    return find_spec("pikepdf") is not None


def problem_of(password: str) -> PasswordProblem | None:
    """Return why ``password`` cannot be used; None where it can."""
    plain = unicodedata.normalize("NFC", password)
    if len(plain) < SHORTEST:
        return PasswordProblem.TOO_SHORT
    if any(is_in(letter) for letter in plain for is_in in _NOT_EVERYWHERE):
        return PasswordProblem.UNCERTAIN
    # Some readers make letters that look alike the same before they try, others do not.
    if unicodedata.normalize("NFKC", plain) != plain:
        return PasswordProblem.UNCERTAIN
    return PasswordProblem.TOO_LONG if len(plain.encode()) > MOST_BYTES else None


def lock(data: bytes, password: str) -> bytes:
    """Return a PDF that opens with ``password`` only.

    What can be done with it once it is open is not restricted: such wishes protect nothing, and
    a screen reader needs the text.

    Args:
        data: The PDF, as the program makes it.
        password: What opens it, as it was typed.

    Raises:
        UnfitPasswordError: The password cannot be used.
        LockingMissingError: The extra is not installed.
    """
    problem = problem_of(password)
    if problem is not None:
        raise UnfitPasswordError(problem)
    try:
        import pikepdf  # noqa: PLC0415 - a quarter of a second, and only for who locks one
    except ImportError as error:
        raise LockingMissingError from error
    plain = unicodedata.normalize("NFC", password)
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            locked,
            # An owner's password that is empty would open it for everybody.
            encryption=pikepdf.Encryption(owner=plain, user=plain, R=6, aes=True, metadata=True),
            # Neither the hour nor a digest of it gets into the file.
            static_id=True,
            fix_metadata_version=False,
        )
    return locked.getvalue()
