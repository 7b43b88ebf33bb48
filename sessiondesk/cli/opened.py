"""A journal opened for one command, and closed whatever happens."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from PySide6.QtCore import QTimeZone

from sessiondesk import paths
from sessiondesk.cli import secret
from sessiondesk.cli.secret import Secret
from sessiondesk.cli.telling import remark
from sessiondesk.journal import Journal, program_files
from sessiondesk.vault import opening
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.opening import Notice

_NOTICES: Final = {
    Notice.KEY_FILE_CHANGED_OUTSIDE: "The key file was changed outside of SessionDesk. What "
    "opened the journal was genuine all the same, and the key file was written again.",
    Notice.OLDER_KEY_FILE: "An older key file had been put back: a former passphrase may have "
    "opened this journal.",
    Notice.KEY_CHANGE_FINISHED: "A change of the passphrase or the recovery key had been "
    "interrupted, or a copy of the key file from before it put back. It is finished now: from now "
    "on only the newer one opens this journal.",
    Notice.KEY_FILE_HEALED: "A copy of the key file was missing, damaged or out of date. It was "
    "written again.",
    Notice.KEY_FILE_NOT_HEALED: "A copy of the key file is missing, damaged or out of date, and "
    "could not be written again. The next opening tries once more.",
    Notice.DATABASE_HEALED: "The first bytes of the database were damaged. They were written "
    "again.",
    Notice.READ_ONLY_FOLDER: "The journal's folder cannot be written: it can be read, and nothing "
    "can be kept.",
    Notice.NO_ROOM: "There is no room left on the disk: the journal can be read, and nothing can "
    "be kept. Free some space and try again.",
}


def now() -> datetime:
    """Return the moment on this computer's clock."""
    return datetime.now().astimezone()


def journal_of(vault: OpenVault) -> Journal:
    """Return the journal in an open vault.

    Raises:
        StoreError: It cannot be read, or not shown without a file of the program.
    """
    ours = program_files.load(paths.resources())
    if ours.damaged:
        remark(
            "Questionnaires were left out, because these files of the program are damaged: "
            f"{', '.join(ours.damaged)}. Installing the program again brings them back."
        )
    return Journal(
        vault.db,
        now=now,
        zone=_zone(),
        prompts=ours.prompts,
        instruments=ours.instruments,
        is_read_only=vault.is_read_only,
    )


@contextmanager
def open_vault(arguments: Namespace) -> Iterator[OpenVault]:
    """Open the vault that a command names, with what the person gives.

    Raises:
        RefusedError: Nothing was given to open it with.
        VaultError: It cannot be opened.
        StoreError: Its file cannot be read.
    """
    with open_with(arguments.journal, secret.to_open(arguments)) as vault:
        yield vault


@contextmanager
def open_with(folder: Path, given: Secret) -> Iterator[OpenVault]:
    """Open the vault in ``folder`` with what the person gave.

    Raises:
        VaultError: It cannot be opened.
        StoreError: Its file cannot be read.
    """
    unsealed = opening.unseal(folder, given.text, given.kind)
    with opening.open_vault(unsealed, now=now()) as vault:
        for notice in vault.notices:
            remark(_NOTICES[notice])
        yield vault


@contextmanager
def open_journal(arguments: Namespace) -> Iterator[Journal]:
    """Open the journal that a command names, with what the person gives.

    Raises:
        RefusedError: Nothing was given to open it with.
        VaultError: It cannot be opened.
        StoreError: Its file cannot be read.
    """
    with open_vault(arguments) as vault:
        journal = journal_of(vault)
        yield journal
        journal.close()


def _zone() -> str:
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"
    return name
