"""The power fails: whatever of the last writes reached the disk, what was kept is there.

Every call of a process is followed. At some of them the power is cut, and the disk is left as
a disk may leave it; then the journal is opened as on any other day.
"""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.store.errors import StoreError
from sessiondesk.vault import key_file
from sessiondesk.vault.errors import VaultError
from tests.faults import acts
from tests.faults.counts import note, times
from tests.faults.disk import Cut
from tests.faults.power import watch

WHILE_SAVING = times(300, 4000)
WHILE_MAKING = times(60, 600)
WHILE_CHANGING_KEYS = times(60, 600)
WITHOUT_PROMISES = 60


def read(place: Path) -> acts.State:
    """Open the journal, look whether it is sound, and return what is in it."""
    with acts.opened(place) as vault:
        assert vault.check().is_sound
        return acts.found_in(journal_of(vault))


@pytest.fixture(scope="module")
def saved(injector, original, tmp_path_factory):
    """A journal that was changed step by step, and each call of it."""
    place = tmp_path_factory.mktemp("saved") / "place"
    return watch(injector, "save", shutil.copytree(original, place))


def test_what_was_kept_outlives_a_power_cut(saved):
    expected = acts.states()
    tried: Counter[Cut] = Counter()
    told: set[int] = set()

    for remains in saved.cuts(WHILE_SAVING):
        kept = remains.kept or 0
        # The step under way may be there as well: whole, or not at all.
        assert read(saved.place) in expected[kept : kept + 2], remains
        tried[remains.cut] += 1
        told.add(kept)

    assert set(tried) == set(Cut)
    assert len(told) > acts.STEPS / 2
    note("power cut while saving", states=WHILE_SAVING, lost=0)


def test_a_disk_that_breaks_its_promises_is_found_out(saved):
    expected = acts.states()
    lost = 0

    for remains in saved.cuts(WITHOUT_PROMISES, keeps_promises=False):
        kept = remains.kept or 0
        try:
            lost += read(saved.place) not in expected[kept : kept + 2]
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


def test_either_key_file_is_whole_after_a_power_cut(injector, copied):
    watched = watch(injector, "change_passphrase", copied())
    generations: Counter[int] = Counter()

    for remains in watched.cuts(WHILE_CHANGING_KEYS):
        assert read(watched.place) == acts.states()[0], remains
        # Opening has made both copies the same: the one of before, or the one of after.
        first, second = key_file.read_copies(acts.vault_in(watched.place))
        assert first == second, remains
        assert first.key_file is not None
        generations[first.key_file.generation] += 1
        assert first.key_file.generation == 2 or remains.kept is None, remains

    assert set(generations) == {1, 2}
    note("power cut while the passphrase is changed", states=WHILE_CHANGING_KEYS, shut_out=0)
