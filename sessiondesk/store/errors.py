"""What the world around the program can do to the journal's file.

Each class says what happened, what is safe and what to do; the words on screen are made from
that in the window's code. None of them ever carries a value, a path or a key.
"""


class StoreError(Exception):
    """The journal's file could not be read or written, for a reason outside the program."""

    def __init__(self) -> None:
        # The class is the message: nothing a person wrote can get into a log this way.
        super().__init__((self.__doc__ or "").partition("\n")[0])


class StoreBusyError(StoreError):
    """Another program is using the journal's file.

    Nothing was written and nothing is lost. Close the other program, or wait, and try again.
    """


class StoreFullError(StoreError):
    """There is no room left on the disk.

    This was not kept; everything kept before is safe. Free some space and try again.
    """


class StoreDamagedError(StoreError):
    """The journal's file is damaged.

    The passphrase is right: the key was proven before the file was read. Nothing more is
    written to it. A backup, or a repair from a copy, is the way on.
    """


class StoreMissingError(StoreDamagedError):
    """The journal's database is not in its folder, or it is empty.

    The keys are still there. An empty journal is never made in its place: put the database
    back, or restore a backup.
    """


class StoreReadOnlyError(StoreError):
    """The journal's file may not be written.

    This was not kept; everything kept before is safe. Move the folder to a place that may be
    written, or change its permissions, and try again.
    """


class StoreIOError(StoreError):
    """The disk did not answer as it should.

    This was not kept; what was kept before is on the disk as far as the disk can be trusted.
    Plug the drive in again or try again, and copy the folder to another drive.
    """


class StoreGoneError(StoreIOError):
    """The journal's folder is no longer where it was opened.

    This was not kept; what was kept before is wherever the folder is now. Plug the drive in
    again, or put the folder back where it was, and try again.
    """


class NewerStoreError(StoreError):
    """The journal was written by a newer version of the program.

    Nothing was read or changed. Open it with that version.
    """


class OlderStoreError(StoreError):
    """The journal comes from an older version and cannot be brought up to date where it is.

    Its folder may only be read. Copy the whole folder to a place that may be written, and
    open the copy.
    """


class ProgramFileError(StoreError):
    """A file that comes with the program is damaged or missing.

    The journal was not changed, and all that was kept is safe. Install the program again.
    """


class EncryptionMissingError(StoreError):
    """The database driver on this computer cannot encrypt.

    Nothing was opened or written, so nothing is lost. Install the program again.
    """
