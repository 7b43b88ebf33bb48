"""What is done about backups, for the worker and for the files: imported when it is needed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Final

from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.jobs import Progress
from sessiondesk.vault import backing_up, backup_file, backup_state, rotation, second_place
from sessiondesk.vault.backing_up import BackupSource, BackupState, TriedBackup
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.opened import OpenVault

# Of the bar, when a second copy follows.
_SHARE_OF_BACKUP: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the worker brings back.

    Attributes:
        backup: The backup.
        copied_at: Of when the second copy is that was read back; None when there is none.
        copy_problem: Why there is none although there is a place for it.
    """

    backup: BackupFile
    copied_at: datetime | None = None
    copy_problem: VaultError | StoreError | None = None


# For the worker.


def making(
    source: BackupSource, reason: Reason, *, at: datetime, second: Path | None
) -> Callable[[Progress], Made]:
    """Return the work of making a backup and copying it to ``second``, if there is a place.

    A copy that fails leaves the backup as it is.
    """

    def work(progress: Progress) -> Made:
        share = _SHARE_OF_BACKUP if second is not None else 1.0
        report = partial(_report, progress, 0.0, share)
        backup = backing_up.back_up(source, reason, now=at, progress=report)
        if second is None:
            return Made(backup=backup)
        report = partial(_report, progress, share, 1.0)
        try:
            copied_at = second_place.copy_to(source, backup, second, progress=report)
        except (VaultError, StoreError) as error:
            return Made(backup=backup, copy_problem=error)
        return Made(backup=backup, copied_at=copied_at)

    return work


def saving_elsewhere(
    source: BackupSource, folder: Path, words: Sequence[Draft], *, at: datetime
) -> Callable[[Progress], BackupFile]:
    """Return the work of making a backup in ``folder``, with ``words`` in it as drafts."""

    def work(progress: Progress) -> BackupFile:
        return backing_up.back_up(
            source, Reason.ASKED, now=at, into=folder, words=words, progress=progress.report
        )

    return work


def trying_out(source: BackupSource, path: Path) -> Callable[[Progress], TriedBackup]:
    """Return the work of opening a backup from memory and counting what is in it."""

    def work(progress: Progress) -> TriedBackup:
        return backing_up.try_out(path, source, progress=progress.report)

    return work


def copying(
    source: BackupSource, backup: BackupFile, second: Path
) -> Callable[[Progress], datetime]:
    """Return the work of copying ``backup`` to the second place."""

    def work(progress: Progress) -> datetime:
        return second_place.copy_to(source, backup, second, progress=progress.report)

    return work


def _report(progress: Progress, begin: float, end: float, share: float) -> None:
    progress.report(begin + share * (end - begin))


# On the thread of the journal.


def make_now(vault: OpenVault, *, at: datetime, seconds: float) -> None:
    """Make the backup at the lock and note it, unless that takes too long."""
    made = backing_up.back_up(
        vault.backup_source(), Reason.LOCK, now=at, progress=_Deadline(seconds).look
    )
    vault.note_backup(made)


def note(vault: OpenVault, made: Made) -> None:
    """Note in the journal what was made.

    Raises:
        StoreError: It could not be noted. What was made is there all the same.
    """
    vault.note_backup(made.backup)
    if made.copied_at is not None:
        second_place.note_second(vault, made.copied_at)


def remove_others(vault: OpenVault, newest: BackupFile, state: BackupState | None) -> None:
    """Remove every backup of the journal but ``newest``, and in the second place its copy.

    Raises:
        StoreError: Some could not be removed.
    """
    going = [each for each in backup_file.all_in(vault.backups) if each.stem != newest.stem]
    if state is not None and state.second_place is not None:
        vault_id = vault.backup_source().vault_id
        going += [
            each
            for each in backup_file.all_in(state.second_place)
            if each.stem != newest.stem and rotation.is_of(each.path, vault_id)
        ]
    for each in going:
        backup_state.remove(each)


class _TookTooLongError(Exception):
    """The disk is slower than thought; the backup of the day will do."""


class _Deadline:
    """Ends work that is not done in time."""

    def __init__(self, seconds: float) -> None:
        self._over_at = monotonic() + seconds

    def look(self, _share: float) -> None:
        """Raise when the time is over."""
        if monotonic() > self._over_at:
            raise _TookTooLongError
