"""Fills a small disk again and again while a journal on it is written to.

Called with the folder on which the disk stands, and how often. What came of it is said as
JSON. Anything that is not as promised ends the process with the line that found it.
"""

import json
import os
import random
import sys
from collections import Counter
from contextlib import suppress
from pathlib import Path

from sessiondesk.cli.opened import journal_of
from sessiondesk.store.errors import StoreFullError
from tests.faults import acts


class Disk:
    """A disk that can be filled up to some bytes, and emptied again."""

    def __init__(self, root: Path) -> None:
        self._filler = root / "filler"

    def fill(self, but: int) -> None:
        """Fill it until there is room for ``but`` bytes only."""
        with self._filler.open("ab", buffering=0) as file:
            for size in (1 << 16, 1 << 12, 1):
                with suppress(OSError):
                    while True:
                        file.write(b"x" * size)
        os.truncate(self._filler, max(0, self._filler.stat().st_size - but))

    def empty(self) -> None:
        """Make room."""
        self._filler.unlink(missing_ok=True)


def save_until_full(place: Path, disk: Disk, chance: random.Random, tally: Counter[str]) -> None:
    """Save on a disk that fills up; what was not kept is kept once there is room."""
    states = acts.states()
    with acts.opened(place) as vault:
        journal = journal_of(vault)
        disk.fill(chance.randrange(300_000))
        for number in range(acts.STEPS):
            try:
                acts.step(journal, number)
            except StoreFullError:
                tally["refused"] += 1
                # What was kept before can be read on a full disk, and nothing else is there.
                assert acts.found_in(journal) == states[number]
                disk.empty()
                acts.step(journal, number)
                disk.fill(chance.randrange(300_000))
            tally["kept"] += 1
            assert acts.found_in(journal) == states[number + 1]
        disk.fill(0)
        with suppress(StoreFullError):
            journal.close()
    # Locked on a full disk; now it is unlocked on one.
    assert_opens(place, tally)
    disk.empty()
    with acts.opened(place) as vault:
        assert not vault.is_read_only
        assert vault.check().is_sound
        assert acts.found_in(journal_of(vault)) == states[-1]


def assert_opens(place: Path, tally: Counter[str]) -> None:
    """Assert that a journal on a full disk can be read, or that the disk is named."""
    try:
        vault = acts.opened(place)
    except StoreFullError:
        tally["not opened while full"] += 1
        return
    with vault:
        tally["read only while full" if vault.is_read_only else "opened while full"] += 1
        assert acts.found_in(journal_of(vault)) == acts.states()[-1]


def main(root: Path, rounds: int) -> None:
    """Make a journal on the disk, then fill the disk in every round."""
    chance = random.Random(13)
    tally: Counter[str] = Counter()
    disk = Disk(root)
    for number in range(rounds):
        place = root / f"{number}"
        (place / acts.DISK).mkdir(parents=True)
        acts.create(place)
        acts.fill(place)
        save_until_full(place, disk, chance, tally)
        for path in sorted(place.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
    sys.stdout.write(json.dumps(tally))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
