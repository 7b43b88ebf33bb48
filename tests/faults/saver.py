"""Saves one check-in after the other and says each one that is kept, until it is killed.

Called with the vault's folder and its recovery key. For each number on standard input it
begins again in a new process, which says its own number first, and waits for its end.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.ids import CheckInId, ScaleId
from sessiondesk.vault import opening
from sessiondesk.vault.key_slots import SlotKind

BEGAN = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)
ENDED = "ended"


def made_of(run: int, number: int) -> CheckIn:
    """Return the check-in with this number, the same in every process."""
    felt_at = BEGAN + timedelta(days=run, seconds=number)
    words = f"Round {run}, number {number}. " * (1 + number * 37 % 200)
    return CheckIn(
        id=CheckInId(f"{run:016x}{number:016x}"),
        felt_at=felt_at,
        day=felt_at.date(),
        ratings={ScaleId("mood"): number % 11, ScaleId("anxiety"): run % 11},
        sleep_hours=number % 12 / 2,
        lines=tuple(NoteLine(text=words, kind=kind) for kind in LineKind),
    )


def save(folder: Path, recovery_key: str, run: int) -> None:
    """Save without end; what is on disk is said by its number."""
    os.write(1, f"{os.getpid()}\n".encode())
    unsealed = opening.unseal(folder, recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=BEGAN) as vault:
        journal = journal_of(vault)
        for number in count():
            journal.checkins.record(made_of(run, number))
            os.write(1, f"{number}\n".encode())


def main(folder: Path, recovery_key: str) -> None:
    """Begin once for each number that is asked for."""
    for line in iter(sys.stdin.readline, ""):
        process = os.fork()
        if process == 0:
            save(folder, recovery_key, int(line))
        os.waitpid(process, 0)
        os.write(1, f"{ENDED}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
