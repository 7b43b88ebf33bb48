"""A process is ended, or the disk refuses, at each call for files in turn."""

from collections import Counter

import pytest

from sessiondesk.cli.opened import journal_of
from tests.faults import acts
from tests.faults.counts import note, some_of, times
from tests.faults.injector import ERRORS, KILL

FEW = 10
AT_MOST = 200


def hits_of(injector, act, place, *how):
    """Return where ``act`` is hit: at all places in a full run, else at some."""
    found = injector.hits(act, place, *how)
    return some_of(found, times(FEW, AT_MOST) * len(how))


def assert_holds(place, *allowed):
    """Assert that the journal opens, is sound, and holds one of ``allowed``."""
    with acts.opened(place) as vault:
        assert vault.check().is_sound
        found = acts.found_in(journal_of(vault))
    assert found in allowed


@pytest.mark.parametrize("how", [(KILL,), ERRORS], ids=["ended", "refused"])
def test_a_vault_is_made_as_a_whole_or_not_at_all(injector, empty, how):
    chosen = hits_of(injector, "create", empty(), *how)
    came_to_be: Counter[bool] = Counter()

    for hit, place, outcome in injector.each("create", empty, chosen):
        assert outcome.is_killed or outcome.is_refused or outcome.is_done, (hit, outcome)
        is_there = acts.vault_in(place).exists()
        if outcome.is_done or outcome.kept is not None:
            assert is_there, (hit, outcome)
        if is_there:
            assert_holds(place, ({}, {}))
        elif outcome.is_refused:
            assert list((place / acts.DISK).iterdir()) == [], hit
        came_to_be[is_there] += 1

    assert came_to_be[True], came_to_be
    assert came_to_be[False], came_to_be
    note(f"making a vault, {'/'.join(how)}", hits=len(chosen), broken=0)


def test_what_was_kept_before_the_end_is_there(injector, copied):
    chosen = hits_of(injector, "save", copied(), KILL)
    expected = acts.states()
    ended = 0

    for _, place, outcome in injector.each("save", copied, chosen):
        kept = outcome.kept or 0
        assert_holds(place, *expected[kept : kept + 2])
        ended += outcome.is_killed

    assert ended > len(chosen) * 0.9
    note("ended while saving", hits=len(chosen), lost=0)


def test_what_the_disk_refused_once_is_kept_at_the_next_try(injector, copied):
    chosen = hits_of(injector, "save_again", copied(), *ERRORS)
    expected = acts.states()
    outcomes: Counter[int] = Counter()

    for hit, place, outcome in injector.each("save_again", copied, chosen):
        assert outcome.is_done or outcome.is_refused, (hit, outcome)
        kept = outcome.kept or 0
        if outcome.error == "StoreDamagedError":
            # A page that could not be read once cannot be told from a damaged one: nothing more
            # is kept until the journal is opened again, and then all of it is there.
            assert_holds(place, *expected[kept : kept + 2])
            continue
        # Otherwise it is refused before the first step or after the last, never in between.
        assert kept in {0, acts.SHORT}, (hit, outcome)
        assert outcome.is_refused or kept == acts.SHORT, (hit, outcome)
        assert_holds(place, expected[kept])
        outcomes[kept] += 1

    assert outcomes[acts.SHORT], outcomes
    note("disk errors while saving", hits=len(chosen), lost=0)
