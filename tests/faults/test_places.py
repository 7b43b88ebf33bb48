"""A restore, a repair or a migration is hit: one journal stands at the place, and it is whole."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.store import migrations
from sessiondesk.store.errors import NewerStoreError
from sessiondesk.vault import opening, restoring
from sessiondesk.vault.backing_up import try_out_with
from sessiondesk.vault.key_slots import SlotKind
from tests.faults import acts, disk
from tests.faults.conftest import copy
from tests.faults.counts import note, some_of, times
from tests.faults.injector import ERRORS, KILL
from tests.faults.power import watch

FEW = 12
FEW_REPAIRS = 4
MOST_REPAIRS = 40
AT_MOST = 120
STATES = times(24, 300)
FORMER, RESTORED = acts.states()[acts.SHORT], acts.states()[0]


@pytest.fixture(autouse=True)
def _state_folder(monkeypatch, tmp_path):
    """Backups are looked into in a folder of the test's own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="module")
def advanced_original(original, tmp_path_factory) -> Path:
    """A journal that has gone on from its backup. Copy it, and leave it as it is."""
    place = copy(original, tmp_path_factory.mktemp("advanced") / "place")
    acts.advance(place)
    return place


@pytest.fixture
def advanced(advanced_original, tmp_path) -> Callable[[], Path]:
    """Copy a place with a journal that has gone on from its backup, as often as is wanted."""
    return partial(copy, advanced_original, tmp_path / "advanced")


@pytest.fixture
def damaged(advanced) -> Callable[[], Path]:
    """The same, and a page of the journal is destroyed."""

    def copy_and_damage() -> Path:
        place: Path = advanced()
        acts.damage(place)
        return place

    return copy_and_damage


def found_at(place: Path, folder: Path) -> acts.State:
    """Open the journal in ``folder``, assert that it is sound, and return what is in it."""
    unsealed = opening.unseal(folder, acts.recovery_key(place), SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=acts.LATER) as vault:
        assert vault.check().is_sound
        return acts.found_in(journal_of(vault))


def finish(place: Path) -> bool:
    """Finish what was cut in two, as is offered at the next start; tell whether it was."""
    interrupted = restoring.find_interrupted(acts.vault_in(place))
    if acts.vault_in(place).exists():
        assert interrupted is None
        return False
    assert interrupted is not None
    restoring.finish(interrupted)
    return True


def beside(place: Path, word: str) -> list[Path]:
    return [each for each in (place / acts.DISK).iterdir() if f" ({word}" in each.name]


def judge_restored(place: Path) -> bool:
    """Assert that what stands at the place is whole; return whether it is the backup."""
    found = found_at(place, acts.vault_in(place))
    assert found in (FORMER, RESTORED)
    is_restored = found == RESTORED
    assert try_out_with(acts.the_backup(place), acts.recovery_key(place), SlotKind.RECOVERY).rows[
        "checkin"
    ]
    if is_restored:
        # What stood there is not lost.
        (former,) = beside(place, "before restore")
        assert found_at(place, former) == FORMER
    return is_restored


@pytest.mark.parametrize("how", [(KILL,), ERRORS], ids=["ended", "refused"])
def test_a_restore_leaves_the_former_journal_or_the_restored_one(injector, advanced, how):
    hits = some_of(injector.hits("restore", advanced(), *how), times(FEW, AT_MOST))
    outcomes: Counter[bool] = Counter()

    for hit, place, outcome in injector.each("restore", advanced, hits):
        assert outcome.code <= 1, (hit, outcome)
        was_cut = finish(place)
        assert outcome.is_killed or not was_cut, (hit, outcome)
        is_restored = judge_restored(place)
        assert is_restored or not (outcome.is_done or outcome.kept), (hit, outcome)
        outcomes[is_restored] += 1

    assert outcomes[False], outcomes
    note(f"a restore {'/'.join(how)}", hits=len(hits), lost=0)


def test_a_crash_between_the_two_renames_is_found_and_finished(injector, advanced):
    renames = [hit for hit in injector.hits("restore", advanced(), KILL) if hit.name == "rename"]
    place = advanced()

    assert injector.do("restore", place, renames[-1]).is_killed

    assert not acts.vault_in(place).exists()
    assert finish(place)
    assert judge_restored(place)


def test_a_restore_outlives_a_power_cut(injector, advanced):
    watched = watch(injector, "restore", advanced())
    outcomes: Counter[bool] = Counter()

    for remains in watched.cuts(STATES):
        finish(watched.place)
        is_restored = judge_restored(watched.place)
        assert is_restored or remains.kept is None, remains
        outcomes[is_restored] += 1

    assert outcomes[False], outcomes
    note("power cut while restoring", states=STATES, lost=0)


@pytest.mark.parametrize("how", [(KILL,), ERRORS], ids=["ended", "refused"])
def test_a_repair_leaves_the_damaged_journal_or_a_whole_one(injector, damaged, how):
    place = damaged()
    hits = some_of(injector.hits("repair", place, *how), times(FEW_REPAIRS, MOST_REPAIRS))
    repaired = found_at(place, acts.vault_in(place))
    outcomes: Counter[bool] = Counter()

    before = disk.read(acts.vault_in(damaged()))
    for hit, place, outcome in injector.each("repair", damaged, hits):
        assert outcome.code <= 1, (hit, outcome)
        finish(place)
        is_repaired = judge_repaired(place, before, repaired)
        assert is_repaired or not (outcome.is_done or outcome.kept), (hit, outcome)
        outcomes[is_repaired] += 1

    assert outcomes[False], outcomes
    note(f"a repair {'/'.join(how)}", hits=len(hits), lost=0)


def judge_repaired(place: Path, before: dict[str, bytes], repaired: acts.State) -> bool:
    """Assert that the damaged journal or the whole one is there; return whether it is whole."""
    now = disk.read(acts.vault_in(place))
    if now[acts.DATABASE] == before[acts.DATABASE]:
        return False
    assert found_at(place, acts.vault_in(place)) == repaired
    # The damaged one stays, as it was.
    kept = [
        disk.read(each) for word in ("damaged", "before repair") for each in beside(place, word)
    ]
    assert any(each.get(acts.DATABASE) == before[acts.DATABASE] for each in kept)
    return True


@pytest.mark.parametrize("how", [(KILL,), ERRORS], ids=["ended", "refused"])
def test_a_migration_is_done_or_not_and_a_backup_comes_first(injector, copied, monkeypatch, how):
    hits = some_of(injector.hits("migrate", copied(), *how), times(FEW, AT_MOST))
    outcomes: Counter[bool] = Counter()

    for hit, place, outcome in injector.each("migrate", copied, hits):
        assert outcome.code <= 1, (hit, outcome)
        is_done = judge_migrated(place, monkeypatch)
        assert is_done or not (outcome.is_done or outcome.kept), (hit, outcome)
        outcomes[is_done] += 1

    assert set(outcomes) == {True, False}, outcomes
    note(f"a migration {'/'.join(how)}", hits=len(hits), lost=0)


def judge_migrated(place: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Assert that the journal is whole in one version or the other; return whether the newer."""
    try:
        assert found_at(place, acts.vault_in(place)) == RESTORED
    except NewerStoreError:
        pass
    else:
        return False
    (backup,) = (acts.vault_in(place) / "backups").glob("*-before-migration.sdbackup")
    tried = try_out_with(backup, acts.recovery_key(place), SlotKind.RECOVERY)
    assert tried.rows["checkin"] == acts.BEFORE
    with monkeypatch.context() as patched:
        for name in ("MIGRATIONS", "CURRENT_VERSION"):
            patched.setattr(migrations, name, getattr(migrations, name))
        acts.be_newer()
        assert found_at(place, acts.vault_in(place)) == RESTORED
    return True
