"""What can go wrong between a folder and an open journal.

Each class says what happened, what is safe and what to do; the words on screen are made from
that in the window's code. None of them ever carries a passphrase, a key or a path.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Final

from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreGoneError,
    StoreIOError,
    StoreReadOnlyError,
)

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
NOT_ALLOWED: Final = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class VaultError(Exception):
    """The journal could not be made or opened."""

    def __init__(self) -> None:
        # The class is the message: nothing a person typed can get into a log this way.
        super().__init__((self.__doc__ or "").partition("\n")[0])


# Opening.


class NotAVaultError(VaultError):
    """This folder or file is not a journal of this program.

    Nothing was changed. Choose the journal's folder, or any file in it.
    """


class VaultNotFoundError(NotAVaultError):
    """There is nothing at this place.

    The journal may have been moved or renamed, or the drive it is on is not connected.
    """


class FolderUnreadableError(VaultError):
    """This account may not read the journal's folder.

    Nothing was changed. Ask the owner of the folder, or change its permissions.
    """


class AlreadyOpenError(VaultError):
    """The journal is already open in another window.

    Nothing was changed. Go to that window, or close it and try again.
    """


class WrongPassphraseError(VaultError):
    """That passphrase does not open this journal.

    Nothing has been lost. Check Caps Lock, the keyboard layout and spaces, and try again.
    """


class WrongRecoveryKeyError(VaultError):
    """That recovery key does not open this journal.

    It is well formed, so it probably belongs to another journal or was replaced by a newer
    one. Nothing has been lost.
    """


class NoRecoveryKeyError(WrongRecoveryKeyError):
    """This journal has no recovery key.

    Only the passphrase opens it. Nothing has been lost.
    """


class KeyFileDamagedError(VaultError):
    """Both copies of the journal's key file are damaged.

    What was typed may well have been right. The entries are untouched; a key file from a
    backup opens them again.
    """


class KeyFileMissingError(KeyFileDamagedError):
    """The journal's key files are not in its folder.

    The entries are untouched; a key file from a backup or from a copy of the folder opens
    them again.
    """


class BorrowedKeyRefusedError(KeyFileDamagedError):
    """There is no usable key file in the folder, and this opens none of those in its backups.

    The entries are untouched. Check what was typed. If the passphrase was changed since the
    newest backup, try the one from before, or the recovery key.
    """


class MismatchedKeyFileError(VaultError):
    """The key file and the database in this folder do not belong together.

    One of them comes from another journal. Nothing was changed. Put the right key file back,
    from a backup or from a copy of the folder.
    """


class NewerVaultError(VaultError):
    """The journal was made by a newer version of the program.

    Nothing was read or changed. Open it with that version.
    """


class NotEnoughMemoryError(VaultError):
    """There is not enough free memory to open the journal.

    Nothing was changed. Close other programs and try again.

    Attributes:
        needed_mebibytes: How much has to be free, in MiB.
    """

    def __init__(self, needed_mebibytes: int) -> None:
        super().__init__()
        self.needed_mebibytes = needed_mebibytes


class UnfinishedLogError(VaultError):
    """The journal was not closed properly, and its folder cannot be written.

    Its last changes are still in a second file and cannot be brought in here. Nothing is
    lost: copy the whole folder to a place that may be written, and open the copy.
    """


# Changing keys.


class PassphraseNeededError(VaultError):
    """The recovery key cannot be removed with itself.

    Nothing was changed. Give the passphrase: without a recovery key only it opens the
    journal, so it has to be known.
    """


class KeysNotChangedError(VaultError):
    """The journal could not be put under a new key.

    Nothing was changed: it opens with what opened it before, and the new recovery key opens
    nothing. Look whether there is room on the disk and whether the journal is sound.
    """


class KeyChangeUnfinishedError(VaultError):
    """The change of keys could neither be finished nor be undone.

    The entries are untouched. The new passphrase or key may open the journal already, and
    the one before may still open it. The next opening finishes what was begun.
    """


# Backups.


class BackupError(VaultError):
    """A backup could not be made or read.

    The journal and the other backups are as they were. Try again, or choose another place.
    """


class NotABackupError(BackupError):
    """This file is not a backup of a journal.

    Nothing was changed. Choose a file whose name ends in .sdbackup.
    """


class BackupMissingError(NotABackupError):
    """There is no backup at this place.

    It may have been moved, or the drive it is on is not connected.
    """


class BackupUnreadableError(BackupError):
    """This account may not read the backup.

    Nothing was changed. Ask the owner of the file, or change its permissions.
    """


class BackupDamagedError(BackupError):
    """The backup is damaged.

    The journal is untouched, and so are the other backups. Choose another one.
    """


class NewerBackupError(BackupError):
    """The backup was made by a newer version of the program.

    Nothing was read or changed. Open it with that version.
    """


class OtherBackupError(BackupError):
    """The backup cannot be opened with the keys of this journal.

    It belongs to another journal, or to this one before all its keys were changed. The
    passphrase or the recovery key of that time opens it.
    """


class BackupNoRoomError(BackupError):
    """There is not enough room on the disk for a backup.

    The journal and the backups made before are as they were. Free some space and try again.

    Attributes:
        needed_mebibytes: How much room it takes, in MiB; 0 when that is not known.
    """

    def __init__(self, needed_mebibytes: int = 0) -> None:
        super().__init__()
        self.needed_mebibytes = needed_mebibytes


class BackupNotVerifiedError(BackupError):
    """The backup did not read back as it was written, so it was thrown away.

    The journal and the backups made before are as they were. The disk may be failing: make a
    backup on another drive.
    """


class BackupPlaceMissingError(BackupError):
    """The folder for backups is not there.

    Nothing was written. The drive it is on may not be connected; plug it in and try again,
    or choose another folder.
    """


class BackupPlaceReadOnlyError(BackupError):
    """This account may not write in the folder for backups.

    Nothing was written. Choose another folder, or change its permissions.
    """


class BackupPlaceInsideError(BackupError):
    """The folder for backups lies inside of the journal's own folder.

    Nothing was written. Whatever befalls the journal would befall them too: choose a folder
    outside of it, best on another drive.
    """


class MigrationRefusedError(VaultError):
    """The journal comes from an older version, and no backup of it could be made first.

    Nothing was changed. Free some space on the disk and try again, or copy the journal's
    folder to another drive and open the copy.
    """


class NothingReadableError(VaultError):
    """Not one record of the damaged journal can be read any more.

    Nothing was changed; the damaged files are all there. Restore the newest backup instead.
    """


# Making a new one.


class FolderNotEmptyError(VaultError):
    """There is already a folder with something in it at this place.

    It was left as it is. Choose another name.
    """


class FileInTheWayError(VaultError):
    """There is already a file with this name at this place.

    It was left as it is. Choose another name.
    """


class ParentMissingError(VaultError):
    """The folder in which the journal should be made is not there.

    Nothing was made. Choose a folder that exists.
    """


class NotWritableError(VaultError):
    """This account may not write in the folder in which the journal should be made.

    Nothing was made. Choose another folder.
    """


class BadNameError(VaultError):
    """The disk does not accept this name for a folder.

    Nothing was made. Choose a shorter or plainer name.
    """


# Secrets as they are typed.


class Refusal(StrEnum):
    """Why a passphrase cannot be used."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    UNKNOWN_CHARACTER = "unknown_character"


class PassphraseRefusedError(VaultError):
    """This passphrase cannot be used.

    Nothing was made or changed. Choose another one.

    Attributes:
        refusal: Why.
    """

    def __init__(self, refusal: Refusal) -> None:
        super().__init__()
        self.refusal = refusal


class RecoveryKeyMistypedError(VaultError):
    """The recovery key has a slip of the pen in it.

    Nothing was tried. Compare the group named with the one on paper.

    Attributes:
        group: Number of the first group that cannot be right, 1 to 7.
    """

    def __init__(self, group: int) -> None:
        super().__init__()
        self.group = group


def is_eased_by_backup(error: Exception) -> bool:
    """Tell whether, after ``error``, it helps to know that there is a backup."""
    if isinstance(error, StoreGoneError):
        return False  # the backups are gone with the journal
    return isinstance(
        error,
        StoreDamagedError
        | StoreFullError
        | StoreReadOnlyError
        | StoreIOError
        | KeyFileDamagedError
        | MismatchedKeyFileError
        | UnfinishedLogError,
    )


@contextmanager
def file_causes() -> Iterator[None]:
    """Turn errors of the file system into the `StoreError` with the same cause."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StoreFullError from error
        if error.errno in NOT_ALLOWED:
            raise StoreReadOnlyError from error
        raise StoreIOError from error
