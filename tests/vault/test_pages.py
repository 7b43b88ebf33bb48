import random
import shutil
import sqlite3
import struct

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.vault import pages, shape
from tests.vault.a_year import (
    PAGE,
    damaged,
    flip,
    opened,
    overwrite,
    read_pages,
    rows_of,
    unsealed,
    year,
)

__all__ = ["damaged", "unsealed", "year"]


def with_plain_engine(found):
    """Return all rows as the standard engine, which knows no encryption, reads the pages."""
    db = sqlite3.connect(":memory:")
    image = b"".join((found.plain(n + 1) or b"").ljust(PAGE, b"\0") for n in range(found.count))
    # A database in memory has no log.
    db.deserialize(image[:18] + b"\1\1" + image[20:])
    rows = {
        name: set(db.execute(f'SELECT rowid, * FROM "{name}"').fetchall())
        for name in shape.of_version()
        if name != "meta"
    }
    db.close()
    return rows


def test_what_is_read_from_the_pages_is_what_the_engine_reads(unsealed):
    found = read_pages(unsealed)

    assert with_plain_engine(found) == rows_of(unsealed)
    assert found.is_exact
    assert (found.bad, found.mended) == ([], [])
    assert b"".join(found.sealed()) == (unsealed.folder / "vault.db").read_bytes()


def test_the_pages_show_nothing_of_themselves(unsealed):
    found = read_pages(unsealed)

    assert unsealed.keys.database.hex() not in repr(found)
    assert "crypt" not in repr(found)


@pytest.fixture
def unfinished(unsealed, tmp_path):
    """The vault as it lies there while it is open, with changes in its log."""
    vault = opened(unsealed)
    reader = vault.connect_worker()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM tag").fetchone()
    for number in range(30):
        with transaction(vault.db):
            vault.db.execute("INSERT INTO meta VALUES (?, ?)", (f"n{number}", "owl " * 900))
            vault.db.execute("UPDATE tag SET name = name || ?", (str(number % 10),))
    # Begun and not committed when the machine stops.
    vault.db.execute("PRAGMA cache_spill = 1")
    vault.db.execute("PRAGMA cache_size = 1")
    vault.db.execute("BEGIN IMMEDIATE")
    vault.db.execute("UPDATE meta SET value = value || 'never'")
    copy = shutil.copytree(unsealed.folder, tmp_path / "killed.sdesk")
    vault.db.execute("ROLLBACK")
    expected = set(vault.db.execute("SELECT rowid, * FROM meta").fetchall())
    reader.execute("ROLLBACK")
    reader.close()
    vault.close()
    return copy, expected


def killed(unsealed, unfinished, **options):
    copy, _ = unfinished
    return pages.read(copy / "vault.db", unsealed.keys.database, unsealed.used.vault_id, **options)


def test_what_was_committed_to_the_log_counts_and_nothing_else(unsealed, unfinished):
    found = killed(unsealed, unfinished)

    assert found.bad == []
    assert found.count > (unfinished[0] / "vault.db").stat().st_size // PAGE
    db = sqlite3.connect(":memory:")
    image = b"".join(found.plain(n + 1).ljust(PAGE, b"\0") for n in range(found.count))
    db.deserialize(image[:18] + b"\1\1" + image[20:])
    assert set(db.execute("SELECT rowid, * FROM meta").fetchall()) == unfinished[1]
    db.close()


def test_pages_put_together_with_the_log_are_a_database_without_one(unsealed, unfinished):
    found = killed(unsealed, unfinished)
    whole = unsealed.folder.parent / "whole"
    whole.mkdir()
    (whole / "vault.db").write_bytes(b"".join(found.sealed()))

    assert rows_of(unsealed, whole)["tag"] == rows_of(unsealed)["tag"]


@pytest.mark.parametrize("cut", [31, 32, 40, 32 + 24 + PAGE - 1, 100_000])
def test_a_log_that_ends_early_counts_up_to_its_last_whole_step(unsealed, unfinished, cut):
    log = unfinished[0] / "vault.db-wal"
    log.write_bytes(log.read_bytes()[:cut])

    found = killed(unsealed, unfinished)

    assert found.bad == []
    with_plain_engine(found)


def resealed(log, header):
    """Return the log with another header, whose sums are right."""
    sums = pages._checksum(
        "<" if header[0] == 0x377F0682 else ">", struct.pack(">6I", *header), (0, 0)
    )
    return struct.pack(">8I", *header, *sums) + log[32:]


@pytest.mark.parametrize("spoil", ["magic", "page size", "salt", "sums", "frame"])
def test_a_log_that_does_not_belong_is_left_out(unsealed, unfinished, spoil):
    path = unfinished[0] / "vault.db-wal"
    log = path.read_bytes()
    header = list(struct.unpack_from(">6I", log))
    match spoil:
        case "magic":
            log = b"\0\0\0\0" + log[4:]
        case "page size":
            header[2] = 8192
            log = resealed(log, header)
        case "salt":
            header[4] ^= 1
            log = resealed(log, header)
        case "sums":
            log = log[:24] + bytes(8) + log[32:]
        case _:
            log = log[:60] + bytes([log[60] ^ 1]) + log[61:]
    path.write_bytes(log)

    found = killed(unsealed, unfinished)

    assert (found.bad, found.count) == ([], (unfinished[0] / "vault.db").stat().st_size // PAGE)


def test_a_log_of_the_other_byte_order_counts_as_well(unsealed, unfinished):
    # Written by a computer with the high byte first: only the sums differ.
    path = unfinished[0] / "vault.db-wal"
    log = path.read_bytes()
    header = list(struct.unpack_from(">6I", log))
    order = {0x377F0682: 0x377F0683, 0x377F0683: 0x377F0682}
    header[0] = order[header[0]]
    before = killed(unsealed, unfinished)
    frames = bytearray(resealed(log, header))
    sums = struct.unpack_from(">2I", frames, 24)
    for start in range(32, len(frames) - 24 - PAGE + 1, 24 + PAGE):
        covered = bytes(frames[start : start + 8] + frames[start + 24 : start + 24 + PAGE])
        sums = pages._checksum("<" if header[0] == 0x377F0682 else ">", covered, sums)
        struct.pack_into(">2I", frames, start + 16, *sums)
    path.write_bytes(frames)

    after = killed(unsealed, unfinished)

    assert b"".join(after.sealed()) == b"".join(before.sealed())


@pytest.mark.parametrize("place", [16, 500, 4015, 4016, 4031, 4032, 4095])
@pytest.mark.parametrize("number", [1, 7])
def test_one_wrong_bit_is_found_and_put_right(unsealed, number, place):
    path = unsealed.folder / "vault.db"
    good = path.read_bytes()
    flip(path, (number - 1) * PAGE + place, bit=place % 8)

    found = read_pages(unsealed)

    assert (found.bad, found.mended) == ([], [number])
    assert b"".join(found.sealed()) == good


def test_wrong_bits_in_many_pages_are_put_right(unsealed):
    path = unsealed.folder / "vault.db"
    good = path.read_bytes()
    dice = random.Random(7)
    numbers = sorted(dice.sample(range(1, len(good) // PAGE + 1), 8))
    for number in numbers:
        flip(path, (number - 1) * PAGE + dice.randrange(16, PAGE), bit=dice.randrange(8))

    found = read_pages(unsealed)

    assert (found.bad, found.mended) == ([], numbers)
    assert b"".join(found.sealed()) == good


def test_two_wrong_bits_are_not_guessed_at(unsealed):
    path = unsealed.folder / "vault.db"
    flip(path, 6 * PAGE + 100)
    flip(path, 6 * PAGE + 2000)

    found = read_pages(unsealed)

    assert (found.bad, found.mended) == ([7], [])
    assert found.plain(7) is None
    # What cannot be read is written as nothing at all.
    assert list(found.sealed())[6] == bytes(PAGE)


def test_a_page_with_an_empty_part_is_not_searched_for_a_wrong_bit(unsealed):
    with (unsealed.folder / "vault.db").open("r+b") as file:
        file.seek(6 * PAGE + 512)
        file.write(bytes(512))

    assert read_pages(unsealed).bad == [7]


def test_the_search_for_wrong_bits_is_given_up_where_it_is_of_no_use(unsealed, monkeypatch):
    monkeypatch.setattr(pages, "_VAIN_TRIES", 1)
    overwrite(unsealed.folder, [5], random.Random(5).randbytes(PAGE))
    flip(unsealed.folder / "vault.db", 6 * PAGE + 100)

    assert read_pages(unsealed).bad == [5, 7]


def test_the_search_can_be_left_out(unsealed):
    flip(unsealed.folder / "vault.db", 6 * PAGE + 100)

    assert read_pages(unsealed, mends=False).bad == [7]


def test_damage_to_the_first_bytes_is_no_damage_to_the_page(unsealed):
    path = unsealed.folder / "vault.db"
    good = path.read_bytes()
    flip(path, 3)

    found = read_pages(unsealed)

    assert (found.bad, found.mended) == ([], [])
    assert b"".join(found.sealed()) == good


def test_bytes_after_the_end_are_noticed_and_left_out(unsealed):
    path = unsealed.folder / "vault.db"
    good = path.read_bytes()
    path.write_bytes(good + bytes(5000))

    found = read_pages(unsealed)

    assert (found.bad, found.is_exact) == ([], False)
    assert b"".join(found.sealed()) == good


@pytest.mark.parametrize("missing", [1, PAGE, 3 * PAGE])
def test_pages_that_are_missing_at_the_end_are_bad(unsealed, missing):
    path = unsealed.folder / "vault.db"
    good = path.read_bytes()
    count = len(good) // PAGE
    path.write_bytes(good[:-missing])

    found = read_pages(unsealed)

    gone = -(-missing // PAGE)
    assert found.count == count
    assert found.bad == list(range(count - gone + 1, count + 1))
    assert not found.is_exact


def test_without_the_first_page_the_file_itself_tells_how_many_there_are(unsealed):
    overwrite(unsealed.folder, [1])

    found = read_pages(unsealed)

    assert (found.bad, found.count) == ([1], (unsealed.folder / "vault.db").stat().st_size // PAGE)


def test_an_empty_file_has_no_pages(unsealed):
    (unsealed.folder / "vault.db").write_bytes(b"")

    found = read_pages(unsealed)

    assert (found.count, found.bad, list(found.sealed())) == (0, [], [])


def test_another_key_opens_no_page(unsealed):
    found = pages.read(
        unsealed.folder / "vault.db", bytes(32), unsealed.used.vault_id, mends=False
    )

    assert len(found.bad) == found.count


def test_the_reading_can_be_called_off(unsealed):
    class StopError(Exception):
        pass

    def stop(_share):
        raise StopError

    with pytest.raises(StopError):
        read_pages(unsealed, progress=stop)


def test_the_share_done_only_grows(unsealed):
    shares: list[float] = []
    flip(unsealed.folder / "vault.db", 6 * PAGE + 100)

    read_pages(unsealed, progress=shares.append)

    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
