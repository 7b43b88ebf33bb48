from dataclasses import replace

import pytest

from sessiondesk.store import overview
from sessiondesk.store.errors import NewerStoreError, StoreDamagedError
from sessiondesk.store.migrations import CURRENT_VERSION
from sessiondesk.vault import btree, salvage, shape
from tests.vault.a_year import (
    damaged,
    database,
    overwrite,
    read_pages,
    rows_of,
    tree_of,
    unsealed,
    year,
)

__all__ = ["damaged", "unsealed", "year"]


def through_engine(unsealed):
    return salvage.through_engine(lambda: database(unsealed))


def from_pages(unsealed):
    return salvage.from_pages(read_pages(unsealed, mends=False))


def as_sets(found):
    return {
        name: {(rowid, *row) for rowid, row in rows.items()}
        for name, rows in found.rows.items()
        if name != "meta"
    }


BOTH = pytest.mark.parametrize("read", [through_engine, from_pages])


@BOTH
def test_of_a_whole_database_every_row_is_read(unsealed, read):
    found = read(unsealed)

    assert as_sets(found) == rows_of(unsealed)
    assert found.is_whole
    assert found.version == CURRENT_VERSION


def test_indexes_tell_of_every_row(unsealed):
    found = from_pages(unsealed)

    assert found.listed == shape.of_version().keys()
    table = shape.of_version()["checkin"]
    assert {
        rowid: (told["id"], told["day"]) for rowid, told in found.known["checkin"].items()
    } == {
        rowid: (row[table.place("id")], row[table.place("day")])
        for rowid, row in found.rows["checkin"].items()
    }


def leaves(unsealed, name):
    plain = read_pages(unsealed).plain
    return {
        number: rows
        for number in tree_of(unsealed, name)
        if (page := plain(number)) and page[0] == 0x0D
        for rows in [btree.read(plain, number).rows]
    }


@BOTH
def test_a_page_that_is_gone_takes_only_its_own_rows(unsealed, read):
    rows = rows_of(unsealed)
    some = leaves(unsealed, "checkin_line")
    number = sorted(some)[1]
    overwrite(unsealed.folder, [number])

    found = read(unsealed)

    gone = {(rowid, *row) for rowid, row in some[number].items()}
    assert len(gone) > 20
    assert as_sets(found) == {**rows, "checkin_line": rows["checkin_line"] - gone}
    assert found.whole == shape.of_version().keys() - {"checkin_line"}
    assert not found.is_whole


@BOTH
def test_two_pages_that_are_gone_take_only_their_own_rows(unsealed, read):
    rows = rows_of(unsealed)
    some = leaves(unsealed, "checkin_line")
    numbers = sorted(some)[1], sorted(some)[4]
    overwrite(unsealed.folder, numbers)

    found = read(unsealed)

    gone = {(rowid, *row) for number in numbers for rowid, row in some[number].items()}
    assert as_sets(found)["checkin_line"] == rows["checkin_line"] - gone


def test_the_search_between_two_faults_is_given_up_where_it_would_go_on_for_long(
    unsealed, monkeypatch
):
    monkeypatch.setattr(salvage, "_MOST_PROBES", 2)
    some = leaves(unsealed, "reading")
    numbers = sorted(some)
    overwrite(unsealed.folder, (numbers[1], numbers[-2]))

    found = through_engine(unsealed)

    # What lies before the first and after the last is there.
    read = set(found.rows["reading"])
    assert len(set(some[numbers[0]]) - read) <= 1
    assert len(set(some[numbers[-1]]) - read) <= 1
    assert set(some[numbers[3]]) & read == set()


def test_both_ways_together_have_what_either_has(unsealed):
    rows = rows_of(unsealed)
    overwrite(unsealed.folder, [tree_of(unsealed, "reading")[0]])

    engine, pages = through_engine(unsealed), from_pages(unsealed)
    both = salvage.joined(engine, pages)

    assert engine.rows["reading"] == {}
    assert as_sets(both) == rows
    assert both.known == pages.known


@pytest.mark.parametrize("name", ["reading", "checkin", "checkin_line", "version"])
def test_leaves_whose_tree_is_gone_are_put_where_they_belong(unsealed, name):
    rows = rows_of(unsealed)
    root = tree_of(unsealed, name)[0]
    is_inner = (read_pages(unsealed).plain(root) or b"")[:1] == b"\x05"
    overwrite(unsealed.folder, [root])

    found = from_pages(unsealed)

    assert as_sets(found) == (rows if is_inner else {**rows, name: set()})


def test_without_the_first_page_everything_else_is_read(unsealed):
    rows = rows_of(unsealed)
    overwrite(unsealed.folder, [1])

    with pytest.raises(StoreDamagedError):
        through_engine(unsealed)
    assert as_sets(from_pages(unsealed)) == rows


def test_without_the_list_of_tables_the_rows_tell_where_they_belong(unsealed):
    rows = rows_of(unsealed)
    overwrite(unsealed.folder, master_pages(unsealed))

    found = as_sets(from_pages(unsealed))

    # An index can no longer help; two tables that look alike may be taken for one another.
    for name in ("checkin", "reading", "therapy_session", "goal_value", "practice_log"):
        assert found[name] == rows[name]


def master_pages(unsealed):
    return sorted(btree.read(read_pages(unsealed).plain, 1).visited)


@pytest.mark.parametrize("name", ["checkin_tag", "reading"])
def test_rows_that_an_index_holds_in_full_are_read_from_there(unsealed, name):
    rows = rows_of(unsealed)
    overwrite(unsealed.folder, tree_of(unsealed, name))

    found = from_pages(unsealed)

    assert as_sets(found) == rows
    assert name in found.whole


def test_an_index_that_is_gone_is_no_loss(unsealed):
    rows = rows_of(unsealed)
    overwrite(unsealed.folder, tree_of(unsealed, "sqlite_autoindex_checkin_line_1"))

    assert as_sets(through_engine(unsealed)) == rows
    found = from_pages(unsealed)
    assert as_sets(found) == rows
    assert "checkin_line" not in found.listed


def test_where_nothing_can_be_read_there_is_nothing(unsealed):
    count = read_pages(unsealed).count
    overwrite(unsealed.folder, range(1, count + 1))

    found = from_pages(unsealed)

    assert not any(found.rows.values())
    assert found.whole == found.listed == set()


def test_the_newest_day_is_the_one_of_the_overview(unsealed):
    db = database(unsealed)
    expected = overview.newest_day(db)
    db.close()

    assert salvage.newest_day(read_pages(unsealed)) == str(expected)


def test_the_newest_day_is_not_known_where_nothing_can_be_read(unsealed):
    overwrite(unsealed.folder, range(1, read_pages(unsealed).count + 1))

    assert salvage.newest_day(read_pages(unsealed, mends=False)) is None


@BOTH
def test_a_database_of_a_newer_version_is_left_alone(unsealed, read, monkeypatch):
    monkeypatch.setattr(salvage, "CURRENT_VERSION", CURRENT_VERSION - 1)

    with pytest.raises(NewerStoreError):
        read(unsealed)


def test_a_row_shows_nothing_of_itself(unsealed):
    found = from_pages(unsealed)

    assert "rows=" not in repr(found)
    assert "known=" not in repr(replace(found, version=1))
