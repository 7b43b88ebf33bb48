"""Copies taken while the journal is written to: a backup is complete, a copy of files is told."""

import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.vault import restoring
from sessiondesk.vault.backing_up import back_up
from sessiondesk.vault.backup_file import BackupFile, Reason
from sessiondesk.vault.key_slots import SlotKind
from tests.faults import acts, saver
from tests.faults.counts import note, times

BACKUPS = times(4, 40)
COPIES = times(15, 40)


@dataclass
class Taken:
    """Backups that were taken, each with how many steps were kept before it was begun."""

    backups: list[tuple[int, BackupFile]] = field(default_factory=list)
    errors: list[BaseException] = field(default_factory=list)


@pytest.fixture(autouse=True)
def _state_folder(monkeypatch, tmp_path):
    """Backups are looked into in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_a_backup_taken_while_saving_goes_on_is_complete(copied, tmp_path):
    place = copied()
    taken = Taken()
    kept = 0
    with acts.opened(place) as vault:
        source = vault.backup_source()

        def take() -> None:
            try:
                for _ in range(BACKUPS):
                    before = kept
                    into = tmp_path / f"{len(taken.backups)}"
                    into.mkdir()
                    made = back_up(source, Reason.ASKED, now=acts.LATER, into=into)
                    taken.backups.append((before, made))
            except BaseException as error:  # noqa: BLE001 - raised again below
                taken.errors.append(error)

        journal = journal_of(vault)
        worker = Thread(target=take)
        worker.start()
        while worker.is_alive() and kept < acts.STEPS:
            acts.step(journal, kept)
            kept += 1
        worker.join()
        journal.close()

    assert taken.errors == []
    assert len(taken.backups) == BACKUPS
    expected = acts.states()
    for number, (before, backup) in enumerate(taken.backups):
        assert found_in(place, backup, tmp_path / f"restored-{number}") in expected[before:]
    note("backups while saving goes on", backups=BACKUPS, incomplete=0)


def found_in(place: Path, backup: BackupFile, into: Path) -> acts.State:
    """Make a journal of a backup, and return what is in it."""
    root = into / acts.DISK
    root.mkdir(parents=True)
    shutil.copy(place / acts.PAPER, into)
    key = acts.recovery_key(place)
    unpacked = restoring.unpack(
        backup.path, acts.vault_in(into), key, SlotKind.RECOVERY, now=acts.LATER
    )
    restoring.put_in_place(unpacked, now=acts.LATER)
    with acts.opened(into) as vault:
        return acts.found_in(journal_of(vault))


def test_files_copied_while_saving_goes_on_are_not_taken_for_sound_when_they_are_not(
    copied, tmp_path
):
    place = copied()
    chance = Random(20)
    outcomes: Counter[str] = Counter()

    with saving(place):
        for number in range(COPIES):
            copy = tmp_path / f"copy-{number}"
            (acts.vault_in(copy)).mkdir(parents=True)
            shutil.copy(place / acts.PAPER, copy)
            files = [each for each in acts.vault_in(place).iterdir() if each.is_file()]
            # In whatever order a program that copies may take them.
            for file in chance.sample(files, len(files)):
                if file.exists():
                    shutil.copy(file, acts.vault_in(copy))
            outcomes[outcome_of_copy(copy)] += 1
            shutil.rmtree(copy)

    assert sum(outcomes.values()) == COPIES
    note("files copied while saving goes on", **outcomes, taken_wrongly=0)


@contextmanager
def saving(place: Path) -> Iterator[None]:
    """Have another process save without end, until the block is left."""
    command = [sys.executable, "-P", saver.__file__]
    with subprocess.Popen(
        [*command, str(acts.vault_in(place)), acts.recovery_key(place)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as spawner:
        assert spawner.stdin is not None
        assert spawner.stdout is not None
        spawner.stdin.write("1\n")
        spawner.stdin.flush()
        process = int(spawner.stdout.readline())
        spawner.stdout.readline()
        # Nobody listens to what else it says, and it must not wait for that.
        listener = Thread(target=spawner.stdout.read)
        listener.start()
        try:
            yield
        finally:
            os.kill(process, signal.SIGKILL)
            spawner.stdin.close()
            listener.join()


def outcome_of_copy(copy: Path) -> str:
    """Open a copy; assert that all that is in it is as it was written, if it is sound."""
    try:
        with acts.opened(copy) as vault:
            if not vault.check().is_sound:
                return "found_to_be_damaged"
            found, _ = acts.found_in(journal_of(vault))
    except StoreDamagedError:
        return "refused_as_damaged"
    for checkin in found.values():
        run, number = int(checkin.id[:16], 16), int(checkin.id[16:], 16)
        assert checkin == saver.made_of(run, number)
    return "sound"
