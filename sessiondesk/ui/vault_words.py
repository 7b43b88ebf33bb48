"""Why a journal could not be opened or made, in sentences for the person in front of it."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from sessiondesk.store.errors import (
    EncryptionMissingError,
    NewerStoreError,
    OlderStoreError,
    ProgramFileError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreGoneError,
    StoreMissingError,
    StoreReadOnlyError,
)
from sessiondesk.ui import backup_problems, wording_backups
from sessiondesk.ui.problems import Problem
from sessiondesk.vault import backup_file, layout
from sessiondesk.vault.errors import (
    AlreadyOpenError,
    BadNameError,
    BorrowedKeyRefusedError,
    FileInTheWayError,
    FolderNotEmptyError,
    FolderUnreadableError,
    KeyFileDamagedError,
    KeyFileMissingError,
    MismatchedKeyFileError,
    NewerVaultError,
    NoRecoveryKeyError,
    NotAVaultError,
    NotEnoughMemoryError,
    NotWritableError,
    ParentMissingError,
    PassphraseRefusedError,
    RecoveryKeyMistypedError,
    Refusal,
    UnfinishedLogError,
    VaultError,
    VaultNotFoundError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
    is_eased_by_backup,
)


def is_about_secret(error: Exception) -> bool:
    """Tell whether the way on is to type something else."""
    return isinstance(
        error,
        WrongPassphraseError
        | WrongRecoveryKeyError
        | RecoveryKeyMistypedError
        | BorrowedKeyRefusedError
        | PassphraseRefusedError,
    )


def is_about_place(error: Exception) -> bool:
    """Tell whether it helps to know which file is meant."""
    return isinstance(
        error, StoreDamagedError | KeyFileDamagedError | MismatchedKeyFileError | NotAVaultError
    )


def is_damage(error: Exception) -> bool:
    """Tell whether there is a file, and it is damaged: something to repair."""
    return isinstance(error, StoreDamagedError) and not isinstance(error, StoreMissingError)


def is_mended_by_backup(error: Exception) -> bool:
    """Tell whether a backup is a way on."""
    return isinstance(error, StoreDamagedError | KeyFileDamagedError | MismatchedKeyFileError)


def safe_in_backup(error: Exception, folder: Path, now: datetime) -> str:
    """Say up to when the entries are safe in a backup beside the journal.

    Args:
        error: Why the journal in ``folder`` was not opened.
        folder: The journal.
        now: The clock: aware, on the person's own wall clock.

    Returns:
        A sentence; empty without a backup, and where nothing suggests that one is needed.
    """
    if not is_eased_by_backup(error):
        return ""
    newest = next(iter(backup_file.all_in(folder / layout.BACKUPS)), None)
    if newest is None:
        return ""
    when = wording_backups.when(newest.made_at, now)
    return _tr("Your entries up to {when} are safe in a backup.", when=when)


def describe(error: VaultError | StoreError) -> Problem:
    """Say what happened, what is safe and what to do next."""
    found = (
        backup_problems.describe(error)
        or _secret(error)
        or _making(error)
        or _opening(error)
        or _file(error)
    )
    if found is None:
        found = Problem(
            _tr("The journal could not be opened."),
            _tr("Nothing was changed."),
            _tr("Try again. If it stays like this, copy the journal’s folder to another drive."),
        )
    return found


def _tr(text: str, **values: object) -> str:
    translated = QCoreApplication.translate("VaultWords", text)
    return translated.format(**values) if values else translated


def _secret(error: VaultError | StoreError) -> Problem | None:  # noqa: PLR0911 - a table
    match error:
        case WrongPassphraseError():
            return Problem(
                _tr("That passphrase does not open this journal."),
                _tr("Nothing has been lost."),
                _tr("Worth checking: Caps Lock, the keyboard layout, spaces between the words."),
            )
        case BorrowedKeyRefusedError():
            return Problem(
                _tr("The key files are gone, and this opens none of those in the backups."),
                _tr("Your entries are untouched."),
                _tr(
                    "Worth checking: what was typed, the passphrase from before the last change, "
                    "or the recovery key."
                ),
            )
        case NoRecoveryKeyError():
            return Problem(
                _tr("This journal was made without a recovery key."),
                _tr("Nothing has been lost."),
                _tr("Only the passphrase opens it."),
            )
        case WrongRecoveryKeyError():
            return Problem(
                _tr("That recovery key does not open this journal."),
                _tr("Nothing has been lost."),
                _tr("It is well formed, so it may belong to another journal."),
            )
        case RecoveryKeyMistypedError():
            return Problem(
                _tr("Group {group} cannot be right.", group=error.group),
                _tr("Nothing has been lost."),
                _tr("Compare it with the paper: each group has five symbols."),
            )
        case PassphraseRefusedError():
            return Problem(_refused(error.refusal), "", _tr("Choose another one."))
        case _:
            return None


def _refused(refusal: Refusal) -> str:
    match refusal:
        case Refusal.TOO_SHORT:
            return _tr("A passphrase needs at least eight characters.")
        case Refusal.TOO_LONG:
            return _tr("This passphrase is longer than ten thousand characters.")
        case Refusal.CONTROL_CHARACTER:
            return _tr("There is a character in it that cannot be typed, such as a tab.")
        case Refusal.UNKNOWN_CHARACTER:
            return _tr("There is a character in it that this computer does not know.")


def _making(error: VaultError | StoreError) -> Problem | None:
    nothing_made = _tr("Nothing was made or changed.")
    match error:
        case FolderNotEmptyError() | FileInTheWayError():
            return Problem(
                _tr("There is already something with this name in this place."),
                _tr("It was left as it is."),
                _tr("Choose another name or another place."),
            )
        case ParentMissingError():
            return Problem(
                _tr("This place is not there any more."),
                nothing_made,
                _tr("Choose a folder that exists. Is the drive connected?"),
            )
        case NotWritableError():
            return Problem(
                _tr("Your account may not write in this place."),
                nothing_made,
                _tr("Choose another place."),
            )
        case BadNameError():
            return Problem(
                _tr("The disk does not accept this name."),
                nothing_made,
                _tr("Choose a shorter or plainer one."),
            )
        case _:
            return None


def _opening(error: VaultError | StoreError) -> Problem | None:  # noqa: C901, PLR0911 - a table
    untouched = _tr("Nothing was changed.")
    match error:
        case VaultNotFoundError():
            return Problem(
                _tr("The journal is not where it was."),
                untouched,
                _tr("It may have been moved or renamed, or its drive is not connected."),
            )
        case NotAVaultError():
            return Problem(
                _tr("This is not a journal of this program."),
                untouched,
                _tr("Choose the folder that ends in .sdesk, or any file in it."),
            )
        case FolderUnreadableError():
            return Problem(
                _tr("Your account may not read the journal’s folder."),
                untouched,
                _tr("Change the permissions of the folder, or ask its owner."),
            )
        case AlreadyOpenError() | StoreBusyError():
            return Problem(
                _tr("The journal is already open in another window."),
                untouched,
                _tr("Go to that window, or close it and try again."),
            )
        case KeyFileMissingError():
            return Problem(
                _tr("The key files are not in the journal’s folder."),
                _tr("Your entries are untouched."),
                _tr(
                    "A backup has them, and so has a copy of the folder: open a backup, or put "
                    "“vault.keys” back and try again."
                ),
            )
        case KeyFileDamagedError():
            return Problem(
                _tr("Both copies of the journal’s key file are damaged."),
                _tr("Your entries are untouched, and what you typed may well have been right."),
                _tr("A backup opens them again, or “vault.keys” from a copy of the folder."),
            )
        case MismatchedKeyFileError():
            return Problem(
                _tr("The key file and the database in this folder do not belong together."),
                untouched,
                _tr("One of them comes from another journal. Put the right one back."),
            )
        case NewerVaultError() | NewerStoreError():
            return Problem(
                _tr("This journal was written by a newer version of SessionDesk."),
                untouched,
                _tr("Open it with that version."),
            )
        case NotEnoughMemoryError():
            return Problem(
                _tr("There is not enough free memory to open the journal."),
                untouched,
                _tr(
                    "It needs {count} MiB. Close other programs and try again.",
                    count=error.needed_mebibytes,
                ),
            )
        case UnfinishedLogError():
            return Problem(
                _tr("The journal was not closed properly, and its folder cannot be written."),
                _tr("Nothing is lost."),
                _tr("Copy the whole folder to a place that may be written and open the copy."),
            )
        case _:
            return None


def _file(error: VaultError | StoreError) -> Problem | None:  # noqa: PLR0911 - a table
    match error:
        case StoreMissingError():
            return Problem(
                _tr("The journal’s database is not in its folder, or it is empty."),
                _tr("The keys are still there, and nothing was made in its place."),
                _tr("Go back to a backup, or put the file back from a copy of the folder."),
            )
        case StoreDamagedError():
            return Problem(
                _tr("The journal’s file is damaged."),
                _tr("It is not a matter of the passphrase. Nothing more is written to the file."),
                _tr("Type the passphrase to go on to the repair, or go back to a backup."),
            )
        case OlderStoreError():
            return Problem(
                _tr("This journal comes from an older version and its folder is read-only."),
                _tr("Nothing was changed."),
                _tr("Copy the whole folder to a place that may be written and open the copy."),
            )
        case StoreFullError():
            return Problem(
                _tr("There is no room left on the disk."),
                _tr("Everything kept before is safe."),
                _tr("Free some space and try again."),
            )
        case StoreReadOnlyError():
            return Problem(
                _tr("The journal’s file may not be written."),
                _tr("Everything kept before is safe."),
                _tr("Change its permissions, or move the folder, and try again."),
            )
        case EncryptionMissingError():
            return Problem(
                _tr("The database on this computer cannot encrypt."),
                _tr("Nothing was opened or written."),
                _tr("Install the program again."),
            )
        case ProgramFileError():
            return Problem(
                _tr("A file that comes with SessionDesk is damaged or missing."),
                _tr("Your journal was not changed, and all that was kept is safe."),
                _tr("Install SessionDesk again, then open the journal."),
            )
        case StoreGoneError():
            return Problem(
                _tr("The journal’s folder is no longer where it was."),
                _tr("What was kept before is wherever the folder is now."),
                _tr("Connect its drive again, or put the folder back, and try again."),
            )
        case StoreError():
            return Problem(
                _tr("The disk did not answer as it should."),
                _tr("What was kept before is on the disk, as far as the disk can be trusted."),
                _tr("Connect the drive again, or copy the folder to another one."),
            )
        case _:
            return None
