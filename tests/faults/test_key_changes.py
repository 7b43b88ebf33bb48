"""A change of the passphrase or of the recovery key is hit: the old one opens, or the new one."""

from collections import Counter
from pathlib import Path

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.vault import key_file, opening
from sessiondesk.vault.errors import VaultError, WrongPassphraseError, WrongRecoveryKeyError
from sessiondesk.vault.key_slots import SlotKind
from tests.faults import acts
from tests.faults.counts import note, some_of, times
from tests.faults.injector import ERRORS, KILL, Outcome
from tests.faults.power import watch

FEW = {"change_passphrase": 10, "change_recovery_key": 20, "change_data_key": 14}
AT_MOST = 150
STATES = times(16, 200)
NEW_DATABASE = "vault-2.db"
# Pages that a disk did not give once look like damaged ones, and nothing was changed then.
HONEST = {"StoreFullError", "StoreIOError", "StoreReadOnlyError", "StoreDamagedError"}
PASSPHRASES = (acts.PASSPHRASE, acts.NEW_PASSPHRASE)


def opens(place: Path, secret: str, kind: SlotKind) -> bool:
    try:
        opening.unseal(acts.vault_in(place), secret, kind)
    except (WrongPassphraseError, WrongRecoveryKeyError):
        return False
    return True


def is_changed(place: Path) -> bool:
    """Open the journal, which makes both copies the same, and tell which key file they are."""
    papers = [acts.PAPER]
    if (place / acts.NEW_PAPER).exists():
        papers.append(acts.NEW_PAPER)
    opening_ones = [
        paper
        for paper in papers
        if opens(place, acts.recovery_key(place, paper), SlotKind.RECOVERY)
    ]
    with acts.opened(place, opening_ones[0]) as vault:
        assert vault.check().is_sound
        assert acts.found_in(journal_of(vault)) == acts.states()[0]
    first, second = key_file.read_copies(acts.vault_in(place))
    assert first == second
    assert first.key_file is not None
    return first.key_file.generation > 1


def judge_passphrase(place: Path) -> bool:
    """Assert that just the passphrase that counts opens the journal; return which."""
    has_changed = is_changed(place)
    assert opens(place, PASSPHRASES[has_changed], SlotKind.PASSPHRASE)
    return has_changed


def judge_recovery_key(place: Path) -> bool:
    """Assert that just the recovery key that counts opens the journal; return which."""
    has_changed = is_changed(place)
    assert opens(place, acts.recovery_key(place), SlotKind.RECOVERY) is not has_changed
    if has_changed:
        assert opens(place, acts.recovery_key(place, acts.NEW_PAPER), SlotKind.RECOVERY)
    return has_changed


def judge_telling(outcome: Outcome, *, has_changed: bool) -> None:
    """Assert that what the person was told is so."""
    assert outcome.code <= 1, outcome
    if outcome.is_done or outcome.kept:
        assert has_changed, outcome
    elif outcome.is_refused:
        assert outcome.error in HONEST, outcome
        assert not has_changed, outcome


def judge_data_key(place: Path) -> bool:
    """Assert that one journal is there, under the former keys or the new ones; return which."""
    has_changed = judge_recovery_key(place)
    # What the other was to be, or was, is gone; so are all traces of the change.
    left = {each.name for each in acts.vault_in(place).iterdir()} - {"backups"}
    database = NEW_DATABASE if has_changed else acts.DATABASE
    assert left == {database, "vault.lock", "README.txt", ".metadata_never_index", *key_file.NAMES}
    return has_changed


CHANGES = {
    "change_passphrase": judge_passphrase,
    "change_recovery_key": judge_recovery_key,
    "change_data_key": judge_data_key,
}


@pytest.mark.parametrize("how", [(KILL,), ERRORS], ids=["ended", "refused"])
@pytest.mark.parametrize("act", CHANGES)
def test_the_old_one_opens_or_the_new_one(injector, copied, act, how):
    hits = some_of(injector.hits(act, copied(), *how), times(FEW[act], AT_MOST))
    outcomes: Counter[bool] = Counter()

    for _, place, outcome in injector.each(act, copied, hits):
        has_changed = CHANGES[act](place)
        judge_telling(outcome, has_changed=has_changed)
        outcomes[has_changed] += 1

    # Some came before the change, and some after it.
    assert set(outcomes) == {True, False}
    note(f"{act}, {'/'.join(how)}", hits=len(hits), shut_out=0)


def test_the_old_passphrase_is_refused_by_both_copies_after_a_change(injector, copied):
    place = copied()

    assert injector.do("change_passphrase", place).is_done

    for name in key_file.NAMES:
        (acts.vault_in(place) / name).rename(place / name)
        with pytest.raises(VaultError) as refused:
            opening.unseal(acts.vault_in(place), acts.PASSPHRASE, SlotKind.PASSPHRASE)
        assert refused.type is WrongPassphraseError
        (place / name).rename(acts.vault_in(place) / name)


def test_a_change_of_the_data_key_outlives_a_power_cut(injector, copied):
    watched = watch(injector, "change_data_key", copied())
    outcomes: Counter[bool] = Counter()

    for remains in watched.cuts(STATES):
        has_changed = judge_data_key(watched.place)
        assert has_changed or remains.kept is None, remains
        outcomes[has_changed] += 1

    assert set(outcomes) == {True, False}
    note("power cut while the data key is changed", states=STATES, shut_out=0)
