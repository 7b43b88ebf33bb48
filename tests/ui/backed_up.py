"""A journal with entries, a backup of it, and entries from after the backup."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sessiondesk import paths
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.vault import backing_up, creating, opening
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.key_slots import Cost, SlotKind
from sessiondesk.vault.opened import OpenVault

PASSPHRASE = "harbour quilt ninety pebble"
CHEAP = Cost(m=65_536, t=2, p=1)
PAGE = 4096


@dataclass(frozen=True, kw_only=True)
class BackedUp:
    """What was made.

    Attributes:
        folder: The vault, closed.
        recovery_key: Opens it without waiting.
        backup: The one backup of it.
        before: Number of check-ins that the backup holds.
        after: Number of check-ins that were made after it.
    """

    folder: Path
    recovery_key: str
    backup: Path
    before: int
    after: int


def make(folder: Path, now: datetime, *, before: int = 40, after: int = 3) -> BackedUp:
    """Make a vault in ``folder``: a check-in a day, and a backup before the last few days.

    Args:
        folder: Where.
        now: The moment of the last check-in.
        before: How many check-ins the backup holds.
        after: How many are made after it.
    """
    new = creating.prepare(PASSPHRASE, calibration=CHEAP)
    first = now - timedelta(days=before + after - 1)
    with creating.write(folder, new, now=first) as vault:
        clock = _Clock(first)
        journal = journal_over(vault, clock)
        for _ in range(before):
            keep(journal, clock)
        made_at = clock.moment - timedelta(days=1)
        backup = backing_up.back_up(vault.backup_source(), Reason.LOCK, now=made_at)
        for _ in range(after):
            keep(journal, clock)
        journal.close()
    assert new.recovery_key is not None
    return BackedUp(
        folder=folder,
        recovery_key=new.recovery_key,
        backup=backup.path,
        before=before,
        after=after,
    )


class _Clock:
    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment


def journal_over(vault: OpenVault, now: Callable[[], datetime]) -> Journal:
    """Return the journal in an open vault."""
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    return Journal(vault.db, now=now, zone="Europe/Berlin", prompts=prompts)


def keep(journal: Journal, clock: _Clock) -> None:
    """Keep a check-in with words that fill about half a page, and let a day go by."""
    moment = clock.moment
    words = f"{moment:%A} in the garden. " * 80
    journal.checkins.record(
        CheckIn(
            felt_at=moment,
            day=moment.date(),
            lines=(NoteLine(kind=LineKind.PLAIN, text=words),),
        )
    )
    clock.moment += timedelta(days=1)


def count(folder: Path, recovery_key: str, now: datetime) -> int:
    """Return how many check-ins the journal in ``folder`` holds."""
    unsealed = opening.unseal(folder, recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=now) as vault:
        (number,) = vault.db.execute("SELECT count(*) FROM checkin").fetchone()
        return int(number)


def spoil(path: Path, *pages: int) -> None:
    """Change some bytes of each of these pages, counted from 1."""
    content = bytearray(path.read_bytes())
    for page in pages:
        for at in (100, 1000, 2000):
            content[(page - 1) * PAGE + at] ^= 0x55
    path.write_bytes(content)
