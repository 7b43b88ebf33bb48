"""Which backups stay and which go, so that there is one of each stretch of time.

The last three of the newest day, the last one of each of seven days, of five weeks and of
twelve months. Days, weeks and months without any backup do not count: after a long pause the
ones from before it stay. What was made before a step that could go wrong stays for 90 days,
what is pinned for as long as it is.

Clocks go wrong. What seems to be made in the future is left alone and does not count, so
that a clock set back by mistake drops nothing, and one that was ahead for a while does not
push out what comes after it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from sessiondesk import paths
from sessiondesk.store.errors import StoreError
from sessiondesk.vault.backup_archive import check_whole, read_manifest
from sessiondesk.vault.backup_file import BackupFile, all_in
from sessiondesk.vault.errors import BackupError

_LAST_OF_DAY: Final = 3
_DAYS: Final = 7
_WEEKS: Final = 5
_MONTHS: Final = 12
_BEFORE_STEPS: Final = timedelta(days=90)
# A clock that is ahead by years for an hour makes all of them seem old. Only when backups of
# so many days tell the same is it believed.
_DAYS_THAT_TELL: Final = 3


def surplus(backups: Iterable[BackupFile], *, now: datetime) -> Sequence[BackupFile]:
    """Return those of ``backups`` that may go, newest first. Looks at nothing but the values.

    Args:
        backups: In any order. Give only those that are whole.
        now: The moment, with the offset whose midnight ends a day.
    """
    zone = now.tzinfo
    known = sorted(
        (each for each in backups if each.made_at <= now),
        key=lambda each: (each.made_at, each.number, each.stem),
        reverse=True,
    )
    days = {each.path: each.made_at.astimezone(zone).date() for each in known}

    def day(backup: BackupFile) -> date:
        return days[backup.path]

    def week(backup: BackupFile) -> Hashable:
        return day(backup).isocalendar()[:2]

    def month(backup: BackupFile) -> Hashable:
        return (day(backup).year, day(backup).month)

    newest_day = [each for each in known if day(each) == day(known[0])]
    stay = {
        each.path
        for kept in (
            newest_day[:_LAST_OF_DAY],
            _last_of_each(known, day, _DAYS),
            _last_of_each(known, week, _WEEKS),
            _last_of_each(known, month, _MONTHS),
            [each for each in known if each.is_pinned or each.reason is None],
            [each for each in known if _is_before_recent_step(each, known, now)],
        )
        for each in kept
    }
    return [each for each in known if each.path not in stay]


def rotate(
    folder: Path, vault_id: bytes, *, now: datetime, whole: BackupFile
) -> Sequence[BackupFile]:
    """Remove the backups of a vault in ``folder`` that are not needed any more.

    Backups of other vaults are never touched. Nothing goes unless the next newer one that
    stays was read from its first byte to its last: a spoiled one never pushes out a good one.

    Args:
        folder: Where they are.
        vault_id: Of the vault.
        now: The moment, with the offset whose midnight ends a day.
        whole: The one that was just made and checked. It stays in any case.

    Returns:
        What was removed.
    """
    found = [each for each in all_in(folder) if is_of(each.path, vault_id)]
    checked = {whole.path}
    while True:
        going = [each for each in surplus(found, now=now) if each.path != whole.path]
        doubtful = _first_spoiled(found, going, checked)
        if doubtful is None:
            break
        found.remove(doubtful)
    removed = []
    for backup in going:
        with suppress(OSError):
            backup.path.unlink()
            removed.append(backup)
    if removed:
        with suppress(OSError):
            paths.sync_folder(folder)
    return removed


def _last_of_each(
    newest_first: Sequence[BackupFile], stretch: Callable[[BackupFile], Hashable], most: int
) -> Sequence[BackupFile]:
    """Return the newest backup of each of the newest stretches of time that have any."""
    last: dict[Hashable, BackupFile] = {}
    for backup in newest_first:
        last.setdefault(stretch(backup), backup)
    return list(last.values())[:most]


def _is_before_recent_step(backup: BackupFile, known: Sequence[BackupFile], now: datetime) -> bool:
    if backup.reason is None or not backup.reason.is_before_step:
        return False
    over = backup.made_at + _BEFORE_STEPS
    if over > now:
        return True
    days = {each.made_at.date() for each in known if each.made_at >= over}
    return len(days) < _DAYS_THAT_TELL


def _first_spoiled(
    found: Sequence[BackupFile], going: Sequence[BackupFile], checked: set[Path]
) -> BackupFile | None:
    """Return a backup that stays in place of one that goes, and should not be relied on."""
    gone = {each.path for each in going}
    staying = [each for each in found if each.path not in gone]  # newest first
    for backup in going:
        heir = [each for each in staying if each.made_at >= backup.made_at][-1]
        if heir.path in checked:
            continue
        try:
            check_whole(heir.path)
        except (BackupError, StoreError):
            return heir
        checked.add(heir.path)
    return None


def is_of(path: Path, vault_id: bytes) -> bool:
    """Tell whether there is a readable backup of the vault at ``path``."""
    try:
        return read_manifest(path).vault_id == vault_id
    except (BackupError, StoreError):
        return False
