"""Why a command was refused, in sentences: what happened, what is safe, what to do."""

import errno
import os
from pathlib import Path
from typing import Final

from sessiondesk.exchange.csv_import import CsvFileError
from sessiondesk.exchange.csv_map import ImportMapError
from sessiondesk.exchange.journal_faults import JournalFileError
from sessiondesk.store.errors import StoreError
from sessiondesk.vault import backup_file, layout
from sessiondesk.vault.errors import (
    BackupNoRoomError,
    NotEnoughMemoryError,
    PassphraseRefusedError,
    RecoveryKeyMistypedError,
    Refusal,
    VaultError,
    is_eased_by_backup,
)

_REASONS: Final = {
    Refusal.TOO_SHORT: "It needs at least eight characters.",
    Refusal.TOO_LONG: "It is longer than ten thousand characters.",
    Refusal.CONTROL_CHARACTER: "There is a character in it that cannot be typed, such as NUL, a "
    "tab or a second line.",
    Refusal.UNKNOWN_CHARACTER: "There is a character in it that this version of Python does not "
    "know.",
}
_SYSTEM: Final = {
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "it is not there",
    errno.EACCES: "this account has no right to it",
    errno.EPERM: "this account has no right to it",
    errno.EROFS: "the disk may only be read",
    errno.EISDIR: "it is a folder",
    errno.ENOSPC: "there is no room left on the disk",
    errno.EDQUOT: "there is no room left on the disk",
    errno.ENAMETOOLONG: "its name is too long",
}


class RefusedError(Exception):
    """A command cannot be done, for a reason outside the program.

    Attributes:
        sentences: What to tell the person.
    """

    def __init__(self, sentences: str) -> None:
        super().__init__(sentences)
        self.sentences = sentences


OUTSIDE: Final = (
    RefusedError,
    VaultError,
    StoreError,
    ImportMapError,
    CsvFileError,
    JournalFileError,
)
"""What can go wrong without a fault of the program."""


def in_words(error: Exception, journal: Path | None = None) -> str:
    """Return what to tell the person about one of the ``OUTSIDE`` errors.

    Args:
        error: What went wrong.
        journal: The journal that the command was about, or any file in it; None if about none.
    """
    return f"{_safe_in_backup(error, journal)}{_in_words(error)}"


def _safe_in_backup(error: Exception, journal: Path | None) -> str:
    """Say first up to when the entries are safe, where that is in doubt."""
    if journal is None or not is_eased_by_backup(error):
        return ""
    folder = journal if journal.is_dir() else journal.parent
    newest = next(iter(backup_file.all_in(folder / layout.BACKUPS)), None)
    if newest is None:
        return ""
    when = newest.made_at.astimezone()
    return f"Your entries up to {when:%Y-%m-%d %H:%M} are safe in {newest.path}. "


def _in_words(error: Exception) -> str:
    match error:
        case RefusedError():
            return error.sentences
        case ImportMapError() | CsvFileError() | JournalFileError():
            return f"{error} Nothing was brought in."
        case PassphraseRefusedError():
            return f"{_told(error)} {_REASONS[error.refusal]}"
        case RecoveryKeyMistypedError():
            return f"{_told(error)} It is group {error.group} of 7."
        case NotEnoughMemoryError() | BackupNoRoomError() if error.needed_mebibytes:
            return f"{_told(error)} It takes {error.needed_mebibytes} MiB."
        case _:
            return _told(error)


def file_problem(what: str, path: Path, error: OSError) -> RefusedError:
    """Return the refusal for a file that the system does not give or take.

    Args:
        what: What the file is, with a capital letter: "The map".
        path: Where it was looked for.
        error: What the system said.
    """
    reason = _SYSTEM.get(error.errno or 0, os.strerror(error.errno or errno.EIO))
    return RefusedError(f"{what} cannot be used: {path}: {reason}. Nothing was changed.")


def _told(error: Exception) -> str:
    """Return what the class of ``error`` says of itself, up to its list of attributes."""
    text = (type(error).__doc__ or type(error).__name__).partition("Attributes:")[0]
    return " ".join(text.split())
