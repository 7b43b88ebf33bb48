"""Passphrases and recovery keys: from a file, from standard input, or asked for at a terminal.

Never from the command line or the environment, which other programs can read.
"""

import getpass
import secrets
import sys
from argparse import Namespace
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sessiondesk.cli.refusals import RefusedError, file_problem
from sessiondesk.cli.telling import remark
from sessiondesk.vault import recovery_key
from sessiondesk.vault.key_slots import SlotKind

# Far above the longest passphrase; a file without end must not fill the memory.
_MOST_BYTES: Final = 1024 * 1024
_STANDARD_INPUT: Final = "-"
_ASKED_BACK: Final = 2
_TRIES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """What opens a journal.

    Attributes:
        text: As it was typed.
        kind: Whether it is the passphrase or the recovery key.
        is_asked: Whether somebody typed it at a terminal just now.
    """

    text: str = field(repr=False)
    kind: SlotKind
    is_asked: bool = False


def to_open(arguments: Namespace) -> Secret:
    """Return what the person gives to open a journal.

    Raises:
        RefusedError: Nothing was given, or the file cannot be read.
    """
    if arguments.recovery_key_file:
        text = _from_file("The recovery key", arguments.recovery_key_file)
        return Secret(text=text, kind=SlotKind.RECOVERY)
    if arguments.passphrase_file:
        return Secret(text=from_file(arguments.passphrase_file), kind=SlotKind.PASSPHRASE)
    return Secret(text=_asked("Passphrase: "), kind=SlotKind.PASSPHRASE, is_asked=True)


def for_new(arguments: Namespace) -> str:
    """Return the passphrase of a new journal.

    Raises:
        RefusedError: Nothing was given, the file cannot be read, or the two differ.
    """
    if arguments.passphrase_file:
        return from_file(arguments.passphrase_file)
    first = _asked("Passphrase for the new journal: ")
    if _asked("The same once more: ") != first:
        raise RefusedError("The two passphrases are not the same. Nothing was made. Try again.")
    return first


def for_change(arguments: Namespace) -> str:
    """Return the passphrase that is to take the place of another.

    Raises:
        RefusedError: Nothing was given, the file cannot be read, or the two differ.
    """
    path = arguments.new_passphrase_file
    others = {arguments.passphrase_file, arguments.recovery_key_file}
    if path == _STANDARD_INPUT and path in others:
        raise RefusedError(
            "Two secrets cannot both come from standard input. Nothing was changed."
        )
    if path:
        return from_file(path)
    first = _asked("New passphrase: ", option="--new-passphrase-file")
    if _asked("The same once more: ") != first:
        raise RefusedError("The two passphrases are not the same. Nothing was changed. Try again.")
    return first


def for_pdf(arguments: Namespace) -> str:
    """Return the password that a PDF is to be locked with.

    Raises:
        RefusedError: The file cannot be read.
    """
    others = {arguments.passphrase_file, arguments.recovery_key_file}
    if arguments.password_file == _STANDARD_INPUT and _STANDARD_INPUT in others:
        raise RefusedError(
            "Two secrets cannot both come from standard input. Nothing was written."
        )
    return _from_file("The password", arguments.password_file)


def ask_back(key: str) -> None:
    """Have two groups of a recovery key typed back from paper, at a terminal.

    Raises:
        RefusedError: One was not typed rightly.
    """
    symbols = recovery_key.parse(key)
    groups = range(1, recovery_key.GROUPS + 1)
    for number in sorted(secrets.SystemRandom().sample(groups, _ASKED_BACK)):
        for _ in range(_TRIES):
            if recovery_key.is_group(_asked(f"Group {number} from your paper: "), number, symbols):
                break
            remark("That is not what was shown.")
        else:
            raise RefusedError("The recovery key was not typed back. Nothing was changed.")


def from_file(path: str) -> str:
    """Return the passphrase in a file, or from standard input for ``-``.

    Raises:
        RefusedError: It cannot be read.
    """
    return _from_file("The passphrase", path)


def _from_file(what: str, path: str) -> str:
    try:
        if path == _STANDARD_INPUT:
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(path).open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise file_problem(f"{what} file", Path(path), error) from error
    except ValueError:
        raise RefusedError(f"{what} file has no possible name. Nothing was changed.") from None
    if len(data) > _MOST_BYTES:
        raise RefusedError(f"{what} file is larger than any passphrase. Nothing was changed.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Without the cause: it carries what was read.
        raise RefusedError(f"{what} file is not UTF-8 text. Nothing was changed.") from None
    return text.removesuffix("\n").removesuffix("\r") if text.endswith("\n") else text


def _asked(prompt: str, *, option: str = "--passphrase-file") -> str:
    if not sys.stdin.isatty():
        raise RefusedError(
            "No passphrase was given, and there is no terminal to ask at. Nothing was changed. "
            f"Give a file with {option}; - is standard input."
        )
    try:
        return getpass.getpass(prompt)
    except EOFError:
        raise RefusedError("No passphrase was given. Nothing was changed.") from None
