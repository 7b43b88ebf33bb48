"""The files of a vault and their names.

::

    <name>.sdesk/             0700; the display name is the folder's name without .sdesk
      vault.db                the database; its first 16 bytes are the vault's id. After a
                              change of the data key it is vault-2.db, and so on: the key
                              file names it
      vault-2.db.new          only while such a change is made or after a crash: empty; says
                              that the database was not used yet
      vault.db-wal, -shm      only while open or after a crash
      vault.lock              empty; held while the journal is open
      vault.keys              the key file
      vault.keys.copy         the same, written second
      README.txt              what this is and how to open it without the program
      .metadata_never_index   empty; asks search engines to keep out
      backups/                what was set aside, one .sdbackup each
"""

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from sessiondesk.vault import key_file, rollback_journal
from sessiondesk.vault.errors import FolderUnreadableError, NotAVaultError, VaultNotFoundError

SUFFIX: Final = ".sdesk"
DATABASE: Final = "vault.db"
LOCK: Final = "vault.lock"
README: Final = "README.txt"
NEVER_INDEX: Final = ".metadata_never_index"
BACKUPS: Final = "backups"
HEADER_BYTES: Final = 16
_MARKS: Final = (*key_file.NAMES, DATABASE)
_DATABASE_NAME: Final = re.compile(r"vault(-[1-9][0-9]*)?\.db")

# Anybody who can write a program has to get along with these words alone, in years to come.
_RECIPE: Final = """\
1.  vault.keys is JSON. In it, find the slot whose kind is "passphrase" or "recovery".
    vault_id, and in the slot id, salt, nonce and wrapped, are bytes in hexadecimal.
2.  Make the wrapping key, 32 bytes:
      passphrase  Argon2id (version 0x13) of the passphrase (Unicode NFKC, then UTF-8) with
                  the slot's salt, m KiB of memory, t passes and p lanes.
      recovery    HKDF-SHA256 of the 28 symbols of the key as ASCII text (capital letters; the
                  fifth symbol of each group left out) with the slot's salt and the info
                  "SessionDesk recovery v1".
3.  Open "wrapped" with AES-256-GCM, the wrapping key and the slot's nonce; its last 16 bytes
    are the tag. The associated data are, one after the other: "SDKEYS" and the bytes 0 and 1;
    vault_id; the slot's id; one byte for the kind (1 passphrase, 2 recovery); the same byte
    once more; m, t and p as four bytes each, the highest first; the slot's salt. The result
    is the data key, 32 bytes.
4.  The database key is HKDF-SHA256 of the data key with vault_id as salt and the info
    "SessionDesk db key v1", 32 bytes.
5.  Open the database with the sqlcipher command, version 4, all settings as they come:
      sqlcipher vault.db
      PRAGMA key = "x'<the database key in hexadecimal, 64 digits>'";
      SELECT * FROM checkin;

Both derivations, the pages of the database, and a way to read them without the sqlcipher
command are told byte by byte on the page "The format of a journal" (resources/docs/format.md)
in the source code of SessionDesk.
"""

README_TEXT: Final = (
    """\
This folder is a journal made with SessionDesk. Everything in it is encrypted.

To read it, open this folder with SessionDesk and type the passphrase or the recovery key.
Keep the folder as it is, and copy it as a whole while the journal is closed.

If SessionDesk is not to be had any more, the journal can still be read, by someone who
writes programs, with the passphrase or the recovery key and ordinary tools. The
database is vault.db, or the other name that "db_file" in vault.keys gives it. The file
vault.keys.copy is the same as vault.keys, in case one of them is damaged.

"""
    + _RECIPE
)

BACKUP_README_TEXT: Final = (
    """\
This file came out of a backup of a journal made with SessionDesk. A backup is a ZIP archive
without compression; vault.db and vault.keys in it are encrypted, and manifest.json says when
the backup was made and what the other two files have to be, but nothing of what is in them.

To read it, choose "Restore from a backup" in SessionDesk's first window, with the archive as
it was, and type the passphrase or the recovery key that opened the journal on that day.

If SessionDesk is not to be had any more, unpack the archive. What is in it can still be read,
by someone who writes programs, with the passphrase or the recovery key and ordinary tools.
The database is vault.db, whatever "db_file" in vault.keys calls it.

"""
    + _RECIPE
)


def find(path: Path) -> Path:
    """Return the vault's folder, given the folder or any of its files.

    Raises:
        VaultNotFoundError: There is nothing at ``path``.
        NotAVaultError: What is there is no vault and not in one.
        FolderUnreadableError: This account may not look.
    """
    if not _is_there(path):
        raise VaultNotFoundError
    folder = path if path.is_dir() else path.parent
    if not any(_is_there(folder / mark) for mark in _MARKS) and not _has_database(folder):
        raise NotAVaultError
    return folder


def database_of(epoch: int) -> str:
    """Return what the database under data key number ``epoch``, from 1, is called."""
    return DATABASE if epoch == 1 else f"vault-{epoch}.db"


def is_database(path: Path) -> bool:
    """Tell whether ``path`` has the name of a vault's database."""
    return _DATABASE_NAME.fullmatch(path.name) is not None


def display_name(folder: Path) -> str:
    """Return what the journal is called on screen."""
    return folder.absolute().name.removesuffix(SUFFIX) or folder.absolute().name


def read_header(database: Path) -> bytes | None:
    """Return the first 16 bytes of ``database``; None if it is missing or has none.

    Only while no connection of this process is open on it: closing this file would drop
    the locks of that connection.

    Raises:
        OSError: The file cannot be read.
    """
    if not database.is_file():
        return None
    with database.open("rb") as file:
        return file.read(HEADER_BYTES) or None


def has_unfinished_log(database: Path) -> bool:
    """Tell whether changes wait beside ``database`` that are not in it, or not all of them."""
    log = database.with_name(database.name + "-wal")
    return (log.is_file() and log.stat().st_size > 0) or rollback_journal.waits(database)


def can_write(folder: Path, database: Path) -> bool:
    """Tell whether the journal in ``folder`` may be changed by this account."""
    return _may_write(folder) and _may_write(database)


def keep_out_of_search(folder: Path) -> None:
    """Ask the system not to index ``folder``, where asking takes more than a file."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - on Windows only

        not_content_indexed = 0x2000
        with suppress(OSError):
            ctypes.windll.kernel32.SetFileAttributesW(str(folder), not_content_indexed)


def _is_there(path: Path) -> bool:
    try:
        path.lstat()
    except PermissionError as error:
        raise FolderUnreadableError from error
    except (OSError, ValueError):
        return False  # a name that is too long, or has a NUL in it, cannot be there either
    return True


def _has_database(folder: Path) -> bool:
    try:
        return any(is_database(path) for path in folder.iterdir())
    except OSError:
        return False


def _may_write(path: Path) -> bool:
    # With the rights this process has now, not with those it could have taken.
    if os.access in os.supports_effective_ids:
        return os.access(path, os.W_OK, effective_ids=True)
    return os.access(path, os.W_OK)
