"""Bits flip and files end early: it is found and said, or it does no harm."""

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from sessiondesk.cli.opened import journal_of
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.store.connection import transaction
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
LOG_LENGTHS = times(40, 600)
DATABASE = "vault.db"
LOG = "vault.db-wal"
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


@pytest.fixture
def killed(copied, tmp_path) -> Path:
    """A place as a killed process leaves it, with some steps that only the log has."""
    place = copied()
    left: Path = tmp_path / "killed"
    with acts.opened(place) as vault:
        # While somebody reads, the log cannot be emptied.
        reader = vault.connect_worker()
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM checkin").fetchone()
        journal = journal_of(vault)
        for number in range(acts.SHORT):
            acts.step(journal, number)
        shutil.copytree(place, left)
        reader.close()
    return left


def test_a_log_that_ends_early_or_is_damaged_counts_up_to_there(killed):
    folder = acts.vault_in(killed)
    database, log = (folder / DATABASE).read_bytes(), (folder / LOG).read_bytes()
    chance = Random(30)
    spoiled = [log[: chance.randrange(len(log))] for _ in range(LOG_LENGTHS)]
    spoiled += [flipped(log, chance.randrange(len(log)), 3) for _ in range(LOG_LENGTHS)]
    steps: Counter[int] = Counter()

    for each in [log, *spoiled]:
        (folder / DATABASE).write_bytes(database)
        (folder / LOG).write_bytes(each)
        with acts.opened(killed) as vault:
            assert vault.check().is_sound
            steps[acts.states().index(acts.found_in(journal_of(vault)))] += 1

    # Nothing is half there, and a whole log is there in full.
    assert set(steps) >= {0, acts.SHORT}
    note("logs that end early or are damaged", tried=2 * LOG_LENGTHS, half_steps=0)


def test_without_its_log_a_killed_journal_is_as_at_the_last_checkpoint(killed):
    (acts.vault_in(killed) / LOG).unlink()

    with acts.opened(killed) as vault:
        assert vault.check().is_sound
        assert acts.found_in(journal_of(vault)) == acts.states()[0]


def test_an_older_version_of_a_page_put_back_is_not_noticed(copied):
    """No seal can tell: the older page was once as genuine as the newer one."""
    place = copied()
    path = acts.vault_in(place) / DATABASE
    before = path.read_bytes()
    with acts.opened(place) as vault, transaction(vault.db):
        (root,) = vault.db.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'checkin'"
        ).fetchone()
        vault.db.execute("UPDATE checkin SET sleep_hours = 1.5")
    after = path.read_bytes()

    at = (root - 1) * PAGE
    assert before[at : at + PAGE] != after[at : at + PAGE]
    path.write_bytes(after[:at] + before[at : at + PAGE] + after[at + PAGE :])

    with acts.opened(place) as vault:
        assert vault.check().is_sound
        found, _ = acts.found_in(journal_of(vault))
    assert {each.sleep_hours for each in found.values() if isinstance(each, CheckIn)} != {1.5}


def test_an_older_copy_of_the_whole_folder_put_back_opens(copied, tmp_path):
    place = copied()
    folder = acts.vault_in(place)
    shutil.copytree(folder, tmp_path / "older")
    with acts.opened(place) as vault:
        acts.step(journal_of(vault), 0)

    shutil.rmtree(folder)
    (tmp_path / "older").rename(folder)

    with acts.opened(place) as vault:
        assert (vault.notices, vault.check().is_sound) == ((), True)
        assert acts.found_in(journal_of(vault)) == acts.states()[0]
