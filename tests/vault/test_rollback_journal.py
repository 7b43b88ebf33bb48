"""The pages that the engine would write back into a database after a crash."""

import os
import shutil
import struct

import pytest

from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.vault import layout, opening, pages, repairing, rollback_journal
from sessiondesk.vault.errors import MismatchedKeyFileError, UnfinishedLogError
from sessiondesk.vault.key_slots import SlotKind

PAGE = 4096
SECTOR = 512
MAGIC = bytes.fromhex("d9d505f920a163d7")
NONCE = 0xFFFFFF00


def record(number, page, nonce=NONCE):
    total = (nonce + sum(page[place] for place in range(PAGE - 200, 0, -200))) & 0xFFFFFFFF
    return struct.pack(">I", number) + page + struct.pack(">I", total)


def header(records, count, *, sector=SECTOR, page_bytes=PAGE):
    packed = struct.pack(">8s5I", MAGIC, records, NONCE, count, sector, page_bytes)
    return packed.ljust(sector, b"\0")


def page_of(folder, number):
    data = (folder / "vault.db").read_bytes()
    return data[(number - 1) * PAGE : number * PAGE]


def count_of(folder):
    return (folder / "vault.db").stat().st_size // PAGE


def journal_of(folder, *numbers):
    """What the engine writes beside the database before it changes these pages."""
    records = b"".join(record(number, page_of(folder, number)) for number in numbers)
    return header(len(numbers), count_of(folder)) + records


def put(folder, data):
    path = folder / "vault.db-journal"
    path.write_bytes(data)
    return path


def wipe(folder, *numbers):
    """Leave a step half done, as a crash would."""
    with (folder / "vault.db").open("r+b") as file:
        for number in numbers:
            file.seek((number - 1) * PAGE)
            file.write(b"\xaa" * PAGE)


@pytest.fixture
def unsealed(folder, recovery_key):
    return opening.unseal(folder, recovery_key, SlotKind.RECOVERY)


# Its own.


def test_its_own_is_written_back_by_the_engine(folder, open_, word):
    path = put(folder, journal_of(folder, 2, 3))
    wipe(folder, 2, 3)

    vault = open_()

    assert word(vault) == "kept"
    assert vault.check().is_sound
    assert not path.exists()


def test_its_own_counts_when_pages_are_read_without_the_engine(folder, unsealed):
    put(folder, journal_of(folder, 2, 3))
    count = count_of(folder)
    wipe(folder, 2, 3, count + 1)

    found = pages.read(folder / "vault.db", unsealed.keys.database, unsealed.used.vault_id)

    assert (found.bad, found.count) == ([], count)


def test_a_page_that_was_never_written_may_be_in_it(folder, unsealed):
    data = header(2, count_of(folder)) + record(2, page_of(folder, 2)) + record(3, bytes(PAGE))
    put(folder, data)

    assert not pages.has_foreign_log(
        folder / "vault.db", unsealed.keys.database, unsealed.used.vault_id
    )


def test_a_step_that_had_changed_nothing_is_no_matter(folder, open_, word):
    put(folder, header(0, count_of(folder)))

    assert word(open_()) == "kept"


def test_what_the_engine_has_emptied_is_no_matter(folder, open_, word):
    put(folder, bytes(SECTOR))

    assert word(open_()) == "kept"


def test_where_nothing_can_be_written_it_is_refused(folder, open_, monkeypatch):
    put(folder, journal_of(folder, 2))
    monkeypatch.setattr(layout, "can_write", lambda *_: False)

    with pytest.raises(UnfinishedLogError):
        open_()


# Another's.


@pytest.mark.parametrize("kind", ["pages", "size alone", "pages of another size"])
def test_anothers_is_told_as_damage_and_nothing_is_written(folder, open_, other, kind):
    data = {
        "pages": journal_of(other[0], 2, 3),
        "size alone": header(0, 1),
        "pages of another size": header(0, count_of(folder), page_bytes=1024),
    }[kind]
    path = put(folder, data)
    before = (folder / "vault.db").read_bytes()

    with pytest.raises(StoreDamagedError):
        open_()

    assert (folder / "vault.db").read_bytes() == before
    assert path.read_bytes() == data


def test_a_repair_leaves_anothers_out_and_loses_nothing(folder, unsealed, other, open_, now):
    put(folder, journal_of(other[0], 2, 3))

    repaired = repairing.repair(unsealed, now=now, backup=None)

    assert repaired.way is repairing.Way.MENDED
    assert open_().check().is_sound


def test_a_whole_database_of_another_vault_does_not_belong(folder, unsealed, other, now):
    shutil.copy(other[0] / "vault.db", folder)
    put(folder, journal_of(other[0], 2))

    with pytest.raises(MismatchedKeyFileError):
        opening.open_vault(unsealed, now=now)


def test_a_pipe_in_its_place_keeps_nobody_waiting(folder, unsealed, open_):
    os.mkfifo(folder / "vault.db-journal")

    with pytest.raises(StoreDamagedError):
        open_()

    found = pages.read(folder / "vault.db", unsealed.keys.database, unsealed.used.vault_id)
    assert found.bad == []


def test_a_device_in_the_place_of_the_database_keeps_nobody_waiting(folder, unsealed):
    (folder / "vault.db").unlink()
    (folder / "vault.db").symlink_to("/dev/zero")

    with pytest.raises(FileNotFoundError):
        pages.read(folder / "vault.db", unsealed.keys.database, unsealed.used.vault_id)


# As it is read.


def read(folder, data):
    put(folder, data)
    return rollback_journal.read(folder / "vault.db")


def test_without_one_there_is_nothing_to_put_back(folder):
    assert rollback_journal.read(folder / "vault.db") is None


def test_what_comes_after_a_second_header_counts_as_well(folder):
    first = header(1, 9) + record(2, b"b" * PAGE)
    second = header(1, 9) + record(3, b"c" * PAGE)
    data = first.ljust(-len(first) % SECTOR + len(first), b"\0") + second

    found = read(folder, data)

    assert (found.count, dict(found.pages)) == (9, {2: b"b" * PAGE, 3: b"c" * PAGE})


def test_a_number_of_records_may_be_left_out(folder):
    found = read(folder, header(0xFFFFFFFF, 9) + record(2, b"b" * PAGE) + b"half a record")

    assert dict(found.pages) == {2: b"b" * PAGE}
    assert read(folder, header(0xFFFFFFFF, 9)[:100]).pages == {}


def test_a_page_beyond_the_end_is_left_out(folder):
    assert read(folder, header(1, 2) + record(3, b"c" * PAGE)).pages == {}


@pytest.mark.parametrize(
    "end",
    [record(3, b"c" * PAGE, nonce=1), record(0, b"c" * PAGE)],
    ids=["wrong sum", "no number"],
)
def test_what_comes_after_a_record_that_was_not_written_is_left_out(folder, end):
    data = header(3, 9) + record(2, b"b" * PAGE) + end + record(4, b"d" * PAGE)

    assert dict(read(folder, data).pages) == {2: b"b" * PAGE}


def test_a_record_that_is_cut_short_is_left_out(folder):
    data = header(2, 9) + record(2, b"b" * PAGE) + record(3, b"c" * PAGE)[:-1]

    assert dict(read(folder, data).pages) == {2: b"b" * PAGE}


@pytest.mark.parametrize("sector", [0, 31, 33, 131072])
def test_a_header_that_cannot_be_is_nothing(folder, sector):
    packed = struct.pack(">8s5I", MAGIC, 1, NONCE, 9, sector, PAGE)

    assert read(folder, packed.ljust(SECTOR, b"\0")) is None
