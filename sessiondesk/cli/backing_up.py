"""``backup`` and ``test-backup``: one file that holds the whole journal, and what is in it."""

from argparse import Namespace
from typing import Final

from sessiondesk.cli import secret
from sessiondesk.cli.opened import now, open_vault
from sessiondesk.cli.refusals import in_words
from sessiondesk.cli.telling import NAMES, progress, remark, say
from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.vault import second_place
from sessiondesk.vault.backing_up import back_up, try_out_with
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.opened import OpenVault

_KILOBYTE: Final = 1000
_MEGABYTE: Final = 1000 * _KILOBYTE


def backup(arguments: Namespace) -> int:
    """Make a backup of a journal, among its own or in another folder."""
    with open_vault(arguments) as vault:
        with progress("Backing up") as tell:
            made = back_up(
                vault.backup_source(),
                Reason.ASKED,
                now=now(),
                into=arguments.to,
                progress=tell,
            )
        vault.note_backup(made)
        say(f"The backup is in {made.path}, {size_in_words(made.size)}.")
        say("It was read back, and everything in it is as it is in the journal.")
        if arguments.to is None:
            _copy_to_second_place(vault, made)
    return 0


def test_backup(arguments: Namespace) -> int:
    """Open a backup, check it from end to end, and say what is in it."""
    given = secret.to_open(arguments)
    with progress("Testing") as tell:
        found = try_out_with(arguments.file, given.text, given.kind, progress=tell)
    say(f"The backup was made on {found.made_at:%Y-%m-%d at %H:%M} UTC.")
    say("Newest entry: " + (found.newest_day.isoformat() if found.newest_day else "none") + ".")
    for kind, (_, name) in NAMES.items():
        say(f"{name.capitalize()}: {found.rows.get(kind, 0)}")
    say(f"Sound: all {found.pages} pages have their seals, and nothing is missing.")
    return 0


def back_up_first(vault: OpenVault, journal: Journal) -> None:
    """Make a backup before something is brought in, unless there is nothing yet to lose.

    Raises:
        VaultError: It could not be made.
        StoreError: The same, for an outside cause.
    """
    # The scales are those that the program brings.
    if any(count for kind, count in journal.counts().items() if kind != Kind.SCALE):
        with progress("Backing up") as tell:
            made = back_up(vault.backup_source(), Reason.BEFORE_IMPORT, now=now(), progress=tell)
        vault.note_backup(made)


def _copy_to_second_place(vault: OpenVault, made: BackupFile) -> None:
    folder = vault.backup_state(now()).second_place
    if folder is None:
        return
    try:
        with progress("Copying") as tell:
            at = second_place.copy_to(vault.backup_source(), made, folder, progress=tell)
        second_place.note_second(vault, at)
    except (VaultError, StoreError) as error:
        # The backup is there all the same.
        remark(f"sessiondesk: There is no second copy in {folder}: {in_words(error)}")
    else:
        say(f"A second copy is in {folder}.")


def size_in_words(size: int) -> str:
    """Return a size in words. No backup has less than some kilobytes."""
    if size >= _MEGABYTE:
        return f"{size / _MEGABYTE:.1f} MB"
    return f"{size / _KILOBYTE:.0f} kB"
