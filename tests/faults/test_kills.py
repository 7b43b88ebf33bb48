"""A process that saves without end is killed, again and again: what it said is kept is there."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import pytest

from sessiondesk.cli.opened import journal_of
from tests.faults import acts, saver
from tests.faults.counts import note, times

ROUNDS = 200
LAPS = times(1, 10)
LOOKS_EVERY = 20
LONGEST_WAIT = 0.004


@pytest.mark.parametrize("lap", range(LAPS))
def test_every_save_that_was_acknowledged_is_there_and_whole(copied, lap):
    place = copied()
    chance = random.Random(20 + lap)
    command = [sys.executable, "-P", saver.__file__]
    told: list[int] = []
    with subprocess.Popen(
        [*command, str(acts.vault_in(place)), acts.recovery_key(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as spawner:
        assert spawner.stdin is not None
        assert spawner.stdout is not None
        for run in range(ROUNDS):
            told.append(one_round(spawner.stdin, spawner.stdout, run + 1, chance))
            if (run + 1) % LOOKS_EVERY == 0:
                assert_all_there(place, told)
        spawner.stdin.close()

    assert sum(told) > ROUNDS
    note("kills while saving", kills=ROUNDS, acknowledged=sum(told), lost=0)


def one_round(asks: IO[str], told: IO[str], run: int, chance: random.Random) -> int:
    """Have a process save, kill it at some moment, and return how many saves it has told of."""
    asks.write(f"{run}\n")
    asks.flush()
    process = int(told.readline())
    kept = 0
    for _ in range(chance.randint(1, 12)):
        assert told.readline() == f"{kept}\n"
        kept += 1
    # The next save is under way; where it is hit is left to chance.
    until = time.perf_counter() + chance.random() * LONGEST_WAIT
    while time.perf_counter() < until:
        pass
    os.kill(process, signal.SIGKILL)
    # It may have told of more before it was hit.
    while (line := told.readline()) != f"{saver.ENDED}\n":
        assert line == f"{kept}\n"
        kept += 1
    return kept


def assert_all_there(place: Path, told: Sequence[int]) -> None:
    with acts.opened(place) as vault:
        assert vault.check().is_sound
        found, _ = acts.found_in(journal_of(vault))
    expected, _ = acts.states()[0]
    for run, count in enumerate(told, start=1):
        for number in range(count + 1):
            each = saver.made_of(run, number)
            # One more may be on disk than could be told of: whole, or not at all.
            if number < count or each.id in found:
                expected[each.id] = each
    assert found == expected
