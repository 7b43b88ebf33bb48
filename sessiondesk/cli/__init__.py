"""The command line: the composition root without a window.

Exit codes: 0; 1 refused, with a sentence on standard error; 2 the command makes no sense; 130
ended by Ctrl+C. What a command needs is imported when it runs, so that help is there at once.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import Final

from sessiondesk.cli import arguments, telling
from sessiondesk.guard import Enforced

__all__ = ["run", "wants_window"]

REFUSED: Final = 1
INTERRUPTED: Final = 130


def wants_window(words: Sequence[str]) -> bool:
    """Return whether the command line asks for the window: nothing, or a journal."""
    if not words:
        return True
    return len(words) == 1 and words[0] not in arguments.COMMANDS and not words[0].startswith("-")


def run(words: Sequence[str], *, enforced: Enforced) -> int:
    """Do what the command line says.

    Args:
        words: The command line without the program's name.
        enforced: What the guard found to hold for this process.

    Returns:
        The exit code.
    """
    telling.prepare()
    try:
        said = arguments.read(list(words))
    except SystemExit as told:
        return told.code if isinstance(told.code, int) else REFUSED
    try:
        code = _refusable(said, enforced)
        telling.send()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _let_go_of_answer()
        return REFUSED
    except OSError as error:
        # Only the answer itself is written without a sentence of its own.
        _let_go_of_answer()
        telling.remark(f"sessiondesk: The answer could not be written: {error.strerror}.")
        return REFUSED
    return code


def _refusable(said: Namespace, enforced: Enforced) -> int:
    if said.command == "doctor":
        from sessiondesk.cli.doctor import doctor

        return doctor(said, enforced)
    from sessiondesk.cli import refusals

    try:
        return _command(said)
    except refusals.OUTSIDE as error:
        telling.send()
        telling.remark(f"sessiondesk: {refusals.in_words(error, getattr(said, 'journal', None))}")
        return REFUSED


def _command(said: Namespace) -> int:  # noqa: C901, PLR0912 - one case for each command
    match said.command:
        case "create":
            from sessiondesk.cli.making import create as command
        case "demo":
            from sessiondesk.cli.making import make_demo as command
        case "backup":
            from sessiondesk.cli.backing_up import backup as command
        case "test-backup":
            from sessiondesk.cli.backing_up import test_backup as command
        case "check":
            from sessiondesk.cli.looking import check as command
        case "show":
            from sessiondesk.cli.looking import show as command
        case "export":
            from sessiondesk.cli.transferring import export as command
        case "import" if said.map is None:
            from sessiondesk.cli.transferring import bring_in as command
        case "import":
            from sessiondesk.cli.importing import import_ as command
        case "passphrase":
            from sessiondesk.cli.keys import passphrase as command
        case "recovery-key":
            from sessiondesk.cli.keys import recovery_key as command
        case "restore":
            from sessiondesk.cli.restoring import restore as command
        case "rescue":
            from sessiondesk.cli.restoring import rescue as command
        case "score":
            from sessiondesk.cli.measuring import score as command
        case "change":
            from sessiondesk.cli.measuring import change as command
        case "ask":
            from sessiondesk.cli.asking import ask as command
        case "instruments":
            from sessiondesk.cli.measuring import instruments as command
        case _:
            from sessiondesk.cli.sheet import prep_sheet as command
    return command(said)


def _let_go_of_answer() -> None:
    """Send what is still to be written nowhere: the interpreter would try again at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
