"""A fresh process in the place of this one: the only way to be sure that nothing is left.

What a person wrote is copied all over the memory of a program with a window, by Python, by Qt
and by the database. None of it can be reached to be wiped, so the memory is given up whole.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NoReturn

_LOCKED: Final = "--locked"
_RESTORE: Final = "--restore"
_REPAIR: Final = "--repair"
_TROUBLE: Final = "--trouble"
_BEHIND: Final = "--behind"
_SMALL: Final = "--small"
_FIRST_OF_OTHERS: Final = 3

# Without it a packaged program would look for the files of the process it replaces.
_PACKAGE_VARIABLE: Final = "PYINSTALLER_RESET_ENVIRONMENT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """How the window comes up again in the process that replaces this one.

    Attributes:
        folder: The journal that was open a moment ago, and is locked now.
        backup: A backup that the person wants to go back to. None when they only locked.
        trouble: Name of the class of error that something ended with while it was locked, to be
            told now; empty when all went well.
        repairs: Whether the person wants to have it repaired.
        is_in_front: Whether the window had the keyboard, so that it may take it again. A
            program that locks by itself must not catch what is typed elsewhere.
        is_small: Whether the window was minimised.
    """

    folder: Path
    backup: Path | None = None
    trouble: str = ""
    repairs: bool = False
    is_in_front: bool = True
    is_small: bool = False

    def words(self) -> list[str]:
        """Return the command line that says so; it is no part of what a person is offered."""
        backup = [] if self.backup is None else [_RESTORE, str(self.backup)]
        trouble = [_TROUBLE, self.trouble] if self.trouble else []
        marks = {_REPAIR: self.repairs, _BEHIND: not self.is_in_front, _SMALL: self.is_small}
        is_so = [each for each, holds in marks.items() if holds]
        return [_LOCKED, str(self.folder), *backup, *trouble, *is_so]


def read(words: list[str]) -> Return | None:
    """Return what a command line without the program's name says, or None if it is not ours."""
    if words[:1] != [_LOCKED]:
        return None
    rest = list(words)
    told: dict[str, str] = {}
    for name in (_LOCKED, _RESTORE, _TROUBLE):
        if rest[:1] == [name] and len(rest) > 1:
            told[name] = rest[1]
            rest = rest[2:]
    if _LOCKED not in told or not {_REPAIR, _BEHIND, _SMALL}.issuperset(rest):
        return None
    return Return(
        folder=Path(told[_LOCKED]),
        backup=Path(told[_RESTORE]) if _RESTORE in told else None,
        trouble=told.get(_TROUBLE, ""),
        repairs=_REPAIR in rest,
        is_in_front=_BEHIND not in rest,
        is_small=_SMALL in rest,
    )


def how_started() -> list[str]:
    """Return the command that started this process, without the words that were meant for it."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    # Options of the interpreter, -m or the path of a script, and then what the program was told.
    told = len(sys.argv) - 1
    return [sys.executable, *sys.orig_argv[1 : len(sys.orig_argv) - told]]


def replace(words: Sequence[str]) -> NoReturn:
    """Put a fresh process in the place of this one; nothing of the memory is left.

    Whatever is still running beside this thread ends where it stands.

    Args:
        words: The command line of the fresh process, without the program's name.

    Raises:
        OSError: There is no fresh process, and this one goes on.
    """
    command = [*how_started(), *words]
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()
    environ = dict(os.environ)
    if getattr(sys, "frozen", False):
        environ[_PACKAGE_VARIABLE] = "1"
    if sys.platform in {"win32", "darwin"}:
        _start_and_end(command, environ)
    else:
        keep_open_files_here()
        os.execve(command[0], command, environ)  # noqa: S606 - our own program, no shell


def keep_open_files_here() -> None:
    """Have every file closed when this process is replaced, the standard streams apart.

    Python's own are already. Libraries open some without saying so.
    """
    for name in os.listdir("/proc/self/fd"):  # noqa: PTH208 - numbers, not paths
        if int(name) >= _FIRST_OF_OTHERS:
            # The listing itself was one of them.
            with suppress(OSError):
                os.set_inheritable(int(name), False)


def _start_and_end(command: Sequence[str], environ: dict[str, str]) -> NoReturn:
    """Start the fresh process beside this one and end. Not tried by us: see the privacy page."""
    import subprocess  # noqa: PLC0415 - on these systems only

    subprocess.Popen(command, env=environ, close_fds=True)  # noqa: S603 - our own program
    # At once: an orderly end would take its time with the memory that is to go.
    os._exit(0)
