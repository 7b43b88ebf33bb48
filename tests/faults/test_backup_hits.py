"""A backup is hit while it is made: the journal and the backups before are as they were."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.vault.backing_up import try_out_with
from sessiondesk.vault.backup_file import SUFFIX
from sessiondesk.vault.key_slots import SlotKind
from tests.faults import acts
from tests.faults.conftest import copy
from tests.faults.counts import note, some_of, times
from tests.faults.injector import ERRORS, KILL
from tests.faults.power import watch

AT_MOST = 150
STATES = times(24, 400)
HONEST = {
    "BackupNoRoomError",
    "BackupNotVerifiedError",
    "BackupPlaceReadOnlyError",
    "FolderUnreadableError",
    "StoreBusyError",
    "StoreDamagedError",
    "StoreFullError",
    "StoreIOError",
    "StoreReadOnlyError",
    "UnfinishedLogError",
}


@pytest.fixture(autouse=True)
def _state_folder(monkeypatch, tmp_path):
    """Backups are looked into in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="module")
def backed_up_original(original, tmp_path_factory) -> Path:
    """A journal of which a backup was made before. Copy it, and leave it as it is."""
    place = copy(original, tmp_path_factory.mktemp("backed-up") / "place")
    acts.back_up(place, acts.NOW)
    return place


@pytest.fixture
def backed_up(backed_up_original, tmp_path) -> Callable[[], Path]:
    """Copy a place in which one backup was made before, as often as is wanted."""
    return partial(copy, backed_up_original, tmp_path / "backed-up")


def backups(place: Path) -> set[str]:
    return {each.name for each in (acts.vault_in(place) / "backups").glob(f"*{SUFFIX}")}


def parts(place: Path) -> list[Path]:
    return [each for each in (acts.vault_in(place) / "backups").iterdir() if "part" in each.name]


def judge(place: Path, before: set[str]) -> int:
    """Assert that journal and backups are whole, and return how many backups were added."""
    with acts.opened(place) as vault:
        assert vault.check().is_sound
        assert acts.found_in(journal_of(vault)) == acts.states()[0]
    after = backups(place)
    assert before <= after
    for name in after:
        path = acts.vault_in(place) / "backups" / name
        tried = try_out_with(path, acts.recovery_key(place), SlotKind.RECOVERY)
        assert tried.rows["checkin"] == acts.BEFORE
    return len(after - before)


@pytest.mark.parametrize("how", [(KILL,), ERRORS], ids=["ended", "refused"])
def test_a_backup_is_whole_or_not_there(injector, backed_up, how):
    hits = some_of(injector.hits("back_up", backed_up(), *how), times(12, AT_MOST))
    outcomes: Counter[int] = Counter()

    before = backups(backed_up())
    for hit, place, outcome in injector.each("back_up", backed_up, hits):
        assert outcome.code <= 1, (hit, outcome)
        added = judge(place, before)
        assert added or not (outcome.is_done or outcome.kept), (hit, outcome)
        if outcome.is_refused:
            assert outcome.error in HONEST, (hit, outcome)
        outcomes[added] += 1
        # What was left lying about goes when the next one is made.
        acts.back_up(place, acts.LATER)
        assert parts(place) == [], hit

    assert set(outcomes) == {0, 1}
    note(f"a backup {'/'.join(how)}", hits=len(hits), spoiled=0)


def test_a_backup_that_was_told_of_outlives_a_power_cut(injector, backed_up):
    place = backed_up()
    before = backups(place)
    watched = watch(injector, "back_up", place)
    outcomes: Counter[int] = Counter()

    for remains in watched.cuts(STATES):
        added = judge(place, before)
        assert added or remains.kept is None, remains
        outcomes[added] += 1

    assert set(outcomes) == {0, 1}
    note("power cut while a backup is made", states=STATES, spoiled=0)
