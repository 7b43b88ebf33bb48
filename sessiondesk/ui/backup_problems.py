"""What can be wrong with a backup or a change of keys, in sentences for a person."""

from PySide6.QtCore import QCoreApplication

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.problems import Problem
from sessiondesk.vault.errors import (
    BackupDamagedError,
    BackupError,
    BackupMissingError,
    BackupNoRoomError,
    BackupNotVerifiedError,
    BackupPlaceInsideError,
    BackupPlaceMissingError,
    BackupPlaceReadOnlyError,
    BackupUnreadableError,
    KeyChangeUnfinishedError,
    KeysNotChangedError,
    MigrationRefusedError,
    NewerBackupError,
    NotABackupError,
    NothingReadableError,
    OtherBackupError,
    PassphraseNeededError,
    VaultError,
)


def describe(error: VaultError | StoreError) -> Problem | None:
    """Say what happened, what is safe and what to do; None when it is about something else."""
    return _reading(error) or _making(error) or _changing(error)


def _tr(text: str, **values: object) -> str:
    translated = QCoreApplication.translate("VaultWords", text)
    return translated.format(**values) if values else translated


def _reading(error: VaultError | StoreError) -> Problem | None:  # noqa: PLR0911 - a table
    untouched = _tr("The journal is as it was.")
    match error:
        case BackupMissingError():
            return Problem(
                _tr("The backup is not there any more."),
                untouched,
                _tr("It may have been moved, or its drive is not connected."),
            )
        case NotABackupError():
            return Problem(
                _tr("This file is not a backup of a journal."),
                untouched,
                _tr("Choose a file whose name ends in .sdbackup."),
            )
        case BackupUnreadableError():
            return Problem(
                _tr("Your account may not read this backup."),
                untouched,
                _tr("Change the permissions of the file, or ask its owner."),
            )
        case BackupDamagedError():
            return Problem(
                _tr("This backup is damaged."),
                _tr("The journal and the other backups are as they were."),
                _tr("Choose another backup."),
            )
        case NewerBackupError():
            return Problem(
                _tr("This backup was made by a newer version of SessionDesk."),
                untouched,
                _tr("Open it with that version."),
            )
        case OtherBackupError():
            return Problem(
                _tr("The keys of this journal do not open this backup."),
                _tr("Nothing was changed."),
                _tr(
                    "It belongs to another journal, or to this one before its keys were changed. "
                    "The passphrase of that time opens it."
                ),
            )
        case _:
            return None


def _making(error: VaultError | StoreError) -> Problem | None:  # noqa: PLR0911 - a table
    as_before = _tr("The journal and the earlier backups are as they were.")
    match error:
        case BackupNoRoomError():
            advice = (
                _tr("It needs {count} MiB. Free some space and try again.", count=needed)
                if (needed := error.needed_mebibytes)
                else _tr("Free some space and try again.")
            )
            return Problem(_tr("There is not enough room for a backup."), as_before, advice)
        case BackupNotVerifiedError():
            return Problem(
                _tr("The backup did not read back as it was written, so it was thrown away."),
                as_before,
                _tr("The disk may be failing: make a backup on another drive."),
            )
        case BackupPlaceMissingError():
            return Problem(
                _tr("The folder for backups is not there."),
                _tr("Nothing was written."),
                _tr("Connect its drive and try again, or choose another folder."),
            )
        case BackupPlaceReadOnlyError():
            return Problem(
                _tr("Your account may not write in the folder for backups."),
                _tr("Nothing was written."),
                _tr("Choose another folder, or change its permissions."),
            )
        case BackupPlaceInsideError():
            return Problem(
                _tr("This folder lies inside of the journal’s own."),
                _tr("Nothing was written."),
                _tr("Choose one outside of it, best on another drive."),
            )
        case BackupError():
            return Problem(
                _tr("The backup could not be made or read."), as_before, _tr("Try again.")
            )
        case _:
            return None


def _changing(error: VaultError | StoreError) -> Problem | None:
    match error:
        case PassphraseNeededError():
            return Problem(
                _tr("The recovery key cannot be removed with itself."),
                _tr("Nothing was changed."),
                _tr("Type the passphrase: without a recovery key only it opens the journal."),
            )
        case KeysNotChangedError():
            return Problem(
                _tr("The journal could not be put under a new key."),
                _tr(
                    "Nothing was changed: what opened it before opens it, and the new recovery "
                    "key opens nothing."
                ),
                _tr("There may be too little room on the disk. Free some and try again."),
            )
        case NothingReadableError():
            return Problem(
                _tr("Nothing in the journal’s file could be read."),
                _tr("Nothing was changed: what is damaged is all still there."),
                _tr("Go back to a backup, if there is one on this computer or on another drive."),
            )
        case KeyChangeUnfinishedError():
            return Problem(
                _tr("The change could neither be finished nor be taken back."),
                _tr("Your entries are untouched."),
                _tr(
                    "What opened the journal before may still open it, or the new one may "
                    "already. The next opening finishes it."
                ),
            )
        case MigrationRefusedError():
            return Problem(
                _tr("This journal is from an older version, and no backup of it could be made."),
                _tr("So nothing was changed."),
                _tr(
                    "Free some space and try again, or copy the journal’s folder to another drive "
                    "and open the copy."
                ),
            )
        case _:
            return None
