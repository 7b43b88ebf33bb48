"""The power fails: whatever of the last writes reached the disk, what was kept is there.

Every call of a process is followed. At some of them the power is cut, and the disk is left as
a disk may leave it; then the journal is opened as on any other day.
"""

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.store.errors import StoreError
from sessiondesk.vault.errors import VaultError
from tests.faults import acts, disk
from tests.faults.calls import Call
from tests.faults.counts import note, times
from tests.faults.disk import Cut, Disk
from tests.faults.injector import Injector, is_in, marked

WHILE_SAVING = times(300, 5000)
WHILE_MAKING = times(60, 1000)
WITHOUT_PROMISES = 60


@dataclass(frozen=True, kw_only=True)
class Remains:
    """What a disk holds after a cut.

    Attributes:
        files: The path of each file, and its bytes.
        kept: How many steps the process had been told are kept; None before it was told.
        cut: What of the writes under way reached the disk.
    """

    files: dict[str, bytes] = field(repr=False)
    kept: int | None
    cut: Cut


@dataclass(frozen=True, kw_only=True)
class Watched:
    """An act that was followed.

    Attributes:
        root: The disk it was done on.
        before: What was on it before.
        calls: Each call for files.
    """

    root: Path
    before: dict[str, bytes] = field(repr=False)
    calls: Sequence[Call] = field(repr=False)

    def cuts(self, count: int, *, keeps_promises: bool = True) -> Iterator[Remains]:
        """Cut the power ``count`` times, at any call, and put what is left on the disk."""
        chance = Random(11)
        # Between two calls that are about other things nothing is different.
        moments = [
            number
            for number, call in enumerate(self.calls)
            if is_in(call, self.root) or marked(call) is not None
        ]
        chosen = Counter(chance.choices(moments, k=count))
        left = Disk(self.root, self.before, keeps_promises=keeps_promises)
        for number, call in enumerate(self.calls):
            left.follow(call)
            for _ in range(chosen[number]):
                cut = chance.choice(list(Cut))
                remains = Remains(files=left.after(cut, chance), kept=left.kept, cut=cut)
                shutil.rmtree(self.root)
                disk.write(remains.files, self.root)
                yield remains


def watch(injector: Injector, act: str, place: Path) -> Watched:
    """Have ``act`` done in ``place`` and follow every call of it."""
    root = place / acts.DISK
    before = disk.read(root)
    outcome = injector.do(act, place)
    assert outcome.is_done, outcome
    # Nothing was missed only if a disk that was told of the calls, and of nothing else, holds
    # what the real one holds.
    told = Disk(root, before)
    for call in outcome.calls:
        told.follow(call)
    assert without_memory(told.now()) == without_memory(disk.read(root))
    return Watched(root=root, before=before, calls=outcome.calls)


def without_memory(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in files.items() if not name.endswith(disk.SHARED_MEMORY)}


def read(place: Path) -> acts.State:
    """Open the journal, look whether it is sound, and return what is in it."""
    with acts.opened(place) as vault:
        assert vault.check().is_sound
        return acts.found_in(journal_of(vault))


@pytest.fixture(scope="module")
def saved(injector, original, tmp_path_factory):
    """A journal that was changed step by step, and how."""
    place = tmp_path_factory.mktemp("saved") / "place"
    shutil.copytree(original, place)
    return place, watch(injector, "save", place)


def test_what_was_kept_outlives_a_power_cut(saved):
    place, watched = saved
    expected = acts.states()
    tried: Counter[Cut] = Counter()
    told: set[int] = set()

    for remains in watched.cuts(WHILE_SAVING):
        kept = remains.kept or 0
        # The step under way may be there as well: whole, or not at all.
        assert read(place) in expected[kept : kept + 2], remains
        tried[remains.cut] += 1
        told.add(kept)

    assert set(tried) == set(Cut)
    assert len(told) > acts.STEPS / 2
    note("power cut while saving", states=WHILE_SAVING, lost=0)


def test_a_disk_that_breaks_its_promises_is_found_out(saved):
    place, watched = saved
    expected = acts.states()
    lost = 0

    for remains in watched.cuts(WITHOUT_PROMISES, keeps_promises=False):
        kept = remains.kept or 0
        try:
            lost += read(place) not in expected[kept : kept + 2]
        except (AssertionError, StoreError, VaultError):
            lost += 1

    # So the test above would fail if the program asked for too few.
    assert lost > WITHOUT_PROMISES / 10


def test_a_vault_is_made_as_a_whole_or_not_at_all_when_the_power_fails(injector, empty):
    place = empty()
    watched = watch(injector, "create", place)
    came_to_be: Counter[bool] = Counter()

    for remains in watched.cuts(WHILE_MAKING):
        is_there = acts.vault_in(place).exists()
        if is_there:
            assert read(place) == ({}, {}), remains
        assert is_there or remains.kept is None, remains
        came_to_be[is_there] += 1

    assert came_to_be[True], came_to_be
    assert came_to_be[False], came_to_be
    note("power cut while a vault is made", states=WHILE_MAKING, lost=0)
