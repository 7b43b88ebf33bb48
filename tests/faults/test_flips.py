"""Bits flip and files end early: it is found and said, or it does no harm."""

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from sessiondesk.store.errors import StoreDamagedError, StoreMissingError
from sessiondesk.vault import key_file, opening
from sessiondesk.vault.errors import (
    KeyFileDamagedError,
    MismatchedKeyFileError,
    NewerVaultError,
)
from sessiondesk.vault.key_slots import SlotKind
from tests.faults import acts
from tests.faults.counts import note, times

BITS = times(1, 8)
PAGE = 4096
PAGES = times(100, 2000)
LENGTHS = times(60, 600)
DATABASE = "vault.db"
# A bit in the name of the database makes it another name, of a file that is not there.
DAMAGE = (KeyFileDamagedError, NewerVaultError, StoreMissingError)
ENDED_EARLY = (StoreDamagedError, StoreMissingError, MismatchedKeyFileError)


def flipped(data: bytes, place: int, bit: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1 << bit]) + data[place + 1 :]


def bits(size: int) -> list[tuple[int, int]]:
    """Return every byte of ``size`` with one of its bits; with all of them in a full run."""
    chance = Random(25)
    return [(place, bit) for place in range(size) for bit in chance.sample(range(8), BITS)]


def unseal(place: Path) -> opening.Unsealed:
    return opening.unseal(acts.vault_in(place), acts.recovery_key(place), SlotKind.RECOVERY)


@pytest.mark.parametrize("name", key_file.NAMES)
def test_every_byte_of_one_copy_of_the_key_file(copied, name):
    place = copied()
    path = acts.vault_in(place) / name
    good = path.read_bytes()
    keys = unseal(place).keys

    for byte, bit in bits(len(good)):
        path.write_bytes(flipped(good, byte, bit))
        assert unseal(place).keys == keys, (byte, bit)

    note(
        "flips in one copy of the key file",
        bytes=len(good),
        flips=len(bits(len(good))),
        shut_out=0,
    )


def test_every_byte_of_both_copies_of_the_key_file(copied):
    place = copied()
    paths = [acts.vault_in(place) / name for name in key_file.NAMES]
    good = paths[0].read_bytes()
    keys = unseal(place).keys
    outcomes: Counter[str] = Counter()

    for byte, bit in bits(len(good)):
        for path in paths:
            path.write_bytes(flipped(good, byte, bit))
        try:
            found = unseal(place)
        except DAMAGE:
            outcomes["refused"] += 1
        else:
            outcomes["opened_rightly"] += 1
            assert found.keys == keys, (byte, bit)

    # Of damage nobody is told that what they typed was wrong: that would have got this far.
    assert set(outcomes) == {"refused", "opened_rightly"}
    note("flips in both copies of the key file alike", **outcomes, opened_wrongly=0)


def test_a_flip_in_any_page_is_found_by_its_number(copied):
    place = copied()
    path = acts.vault_in(place) / DATABASE
    good = path.read_bytes()
    chance = Random(27)
    outcomes: Counter[str] = Counter()

    for _ in range(PAGES):
        byte, bit = chance.randrange(len(good)), chance.randrange(8)
        path.write_bytes(flipped(good, byte, bit))
        outcomes[outcome_of_flip(place, byte)] += 1

    assert outcomes["found"], outcomes
    note(
        "flips in the database",
        flips=PAGES,
        found=PAGES - outcomes["healed"],
        healed=outcomes["healed"],
    )


def outcome_of_flip(place: Path, byte: int) -> str:
    try:
        with acts.opened(place) as vault:
            bad = vault.check().bad_pages
            if byte < 16:
                # The salt is known from the key file as well, and was written again.
                assert vault.notices
                assert not bad
                return "healed"
    except StoreDamagedError:
        return "refused"
    assert bad == (byte // PAGE + 1,)
    return "found"


def test_a_database_that_ends_early_is_never_taken_for_whole(copied):
    place = copied()
    path = acts.vault_in(place) / DATABASE
    good = path.read_bytes()
    chance = Random(30)
    lengths = [0, 1, 15, 16, 17, PAGE - 1, PAGE, PAGE + 1, len(good) - PAGE, len(good) - 1]
    lengths += [chance.randrange(len(good)) for _ in range(LENGTHS)]

    for length in lengths:
        path.write_bytes(good[:length])
        assert not is_whole(place), length
        # Nor was anything made in the place of what is missing.
        assert path.stat().st_size <= length

    note("databases that end early", tried=len(lengths), taken_for_whole=0)


def is_whole(place: Path) -> bool:
    try:
        with acts.opened(place) as vault:
            return vault.check().is_sound
    except ENDED_EARLY:
        return False
