import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.store.connection import create, transaction
from sessiondesk.vault import btree, pages

KEY, ID = bytes(range(32)), bytes(range(16))


class Tables:
    """A database of its own, and its pages once it is closed."""

    def __init__(self, path):
        self.path = path
        self.db = create(path, KEY.hex(), ID.hex())

    def closed(self):
        """Close it and return its pages, to be damaged at will, and where its trees begin."""
        self.db.close()
        found = pages.read(self.path, KEY, ID)
        plain = {number: found.plain(number) for number in range(1, found.count + 1)}
        master = btree.read(plain.get, 1)
        return plain, {row[1]: row[3] for row in master.rows.values()}


@pytest.fixture
def tables(tmp_path):
    return Tables(tmp_path / "tables.db")


values = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.sampled_from([0, 1, -1, 127, 128, 2**15, 2**23, 2**31, 2**47, -(2**47) - 1]),
    st.floats(allow_nan=False),
    st.text(max_size=60),
    st.integers(600, 5000).map(lambda size: "aé\N{OCTOPUS}" * size),
    st.binary(max_size=300),
)
rowids = st.one_of(st.integers(-(2**63), 2**63 - 1), st.integers(0, 300))


@settings(max_examples=20, deadline=None)
@given(rows=st.dictionaries(rowids, st.tuples(values, values), max_size=12))
def test_whatever_is_in_a_row_is_read_as_it_was_written(tmp_path_factory, rows):
    tables = Tables(tmp_path_factory.mktemp("rows") / "tables.db")
    tables.db.execute("CREATE TABLE one (a, b)")
    tables.db.execute("CREATE INDEX of_one ON one (b, a)")
    with transaction(tables.db):
        for rowid, row in rows.items():
            tables.db.execute("INSERT INTO one (rowid, a, b) VALUES (?, ?, ?)", (rowid, *row))

    plain, roots = tables.closed()

    table, index = (btree.read(plain.get, roots[name]) for name in ("one", "of_one"))
    assert table.rows == rows
    assert index.rows == {rowid: (b, a) for rowid, (a, b) in rows.items()}
    assert table.is_complete
    assert index.is_complete
    assert table.lost == index.lost == set()


@pytest.fixture
def many(tables):
    """A table of some levels, with an index of some levels, and with long rows."""
    tables.db.execute("CREATE TABLE many (id TEXT PRIMARY KEY, text TEXT) STRICT")
    with transaction(tables.db):
        for number in range(1, 3001):
            text = "x" * 20_000 if number % 500 == 0 else f"words {number} " * 9
            tables.db.execute("INSERT INTO many VALUES (?, ?)", (f"{number:032x}", text))
    return tables.closed()


def test_trees_of_many_pages_are_read_in_full(many):
    plain, roots = many

    table = btree.read(plain.get, roots["many"])
    index = btree.read(plain.get, roots["sqlite_autoindex_many_1"])

    assert sorted(table.rows) == sorted(index.rows) == list(range(1, 3001))
    assert table.is_complete
    assert index.is_complete
    assert all(index.rows[rowid] == (row[0],) for rowid, row in table.rows.items())
    assert len(table.visited) > 50


def leaf_of(plain, tree):
    return next(number for number in sorted(tree.visited) if plain[number][0] == 0x0D)


def test_a_leaf_that_is_gone_takes_only_its_own_rows(many):
    plain, roots = many
    whole = btree.read(plain.get, roots["many"])
    del plain[leaf_of(plain, whole)]

    tree = btree.read(plain.get, roots["many"])

    assert not tree.is_complete
    assert 2900 < len(tree.rows) < 3000
    assert tree.rows.items() <= whole.rows.items()


def test_leaves_that_nothing_leads_to_are_found(many):
    plain, roots = many
    whole = btree.read(plain.get, roots["many"])
    del plain[roots["many"]]
    tree = btree.read(plain.get, roots["many"])
    assert tree.rows == {}

    others = set().union(*(btree.read(plain.get, root).visited for root in (1, *roots.values())))
    found = {}
    for leaf in btree.leaves_beside(plain.get, max(plain), others):
        found.update(leaf)

    assert found == whole.rows


def test_a_leaf_on_the_first_page_is_found_as_well(tables):
    tables.db.execute("CREATE TABLE one (a)")
    plain, _ = tables.closed()

    (leaf, *_) = btree.leaves_beside(plain.get, 1, set())

    assert [row[:3] for row in leaf.values()] == [("table", "one", "one")]


def test_a_long_row_with_a_page_missing_is_lost_and_named(many):
    plain, roots = many
    whole = btree.read(plain.get, roots["many"])
    trees = set().union(*(btree.read(plain.get, root).visited for root in (1, *roots.values())))
    further = next(number for number in sorted(plain) if number not in trees)
    del plain[further]

    tree = btree.read(plain.get, roots["many"])

    (lost,) = tree.lost
    assert lost % 500 == 0
    assert not tree.is_complete
    assert tree.rows == {rowid: row for rowid, row in whole.rows.items() if rowid != lost}


def test_an_entry_that_cannot_be_read_makes_an_index_incomplete(tables):
    tables.db.execute("CREATE TABLE one (a)")
    tables.db.execute("CREATE INDEX of_one ON one (a)")
    tables.db.execute("INSERT INTO one VALUES (?)", ("x" * 20_000,))
    plain, roots = tables.closed()
    trees = {1, *roots.values()}
    for number in set(plain) - trees:
        del plain[number]

    index = btree.read(plain.get, roots["of_one"])

    assert (index.rows, index.is_complete) == ({}, False)


def damaged(plain, number, place, content):
    page = plain[number]
    return {**plain, number: page[:place] + content + page[place + len(content) :]}


@pytest.fixture
def small(tables):
    """A table on one page, with one row."""
    tables.db.execute("CREATE TABLE one (a TEXT)")
    tables.db.execute("INSERT INTO one VALUES ('word')")
    plain, roots = tables.closed()
    return plain, roots["one"]


@pytest.mark.parametrize(
    ("place", "content"),
    [
        (0, b"\x07"),  # no kind of page
        (3, b"\xff\xff"),  # more rows than a page could name
        (8, b"\xff\xff"),  # a row that begins after the end
        (8, (4015).to_bytes(2, "big")),  # a row that ends after the end
    ],
)
def test_a_page_that_makes_no_sense_yields_nothing(small, place, content):
    plain, root = small

    tree = btree.read(damaged(plain, root, place, content).get, root)

    assert (tree.rows, tree.is_complete) == ({}, False)


def test_the_row_is_read_before_it_is_damaged(small):
    plain, root = small

    assert btree.read(plain.get, root).rows == {1: ("word",)}


@pytest.mark.parametrize(
    "payload",
    [
        b"\x02\x0aword",  # a type that is not used
        b"\x02\x15wor\xff",  # no text
        b"\x02\x17word",  # text that is longer than the row
        b"\x09\x15word",  # a header that is longer than the row
    ],
)
def test_a_row_that_makes_no_sense_is_lost_and_named(small, payload):
    plain, root = small
    page = plain[root]
    at = int.from_bytes(page[8:10], "big")
    assert page[at : at + 8] == b"\x06\x01\x02\x15word"

    tree = btree.read(damaged(plain, root, at + 2, payload).get, root)

    assert (tree.rows, tree.lost, tree.is_complete) == ({}, {1}, False)


def test_a_row_that_ends_outside_its_page_is_lost(small):
    plain, root = small
    page = plain[root]
    at = int.from_bytes(page[8:10], "big")

    tree = btree.read(damaged(plain, root, at, b"\x40").get, root)

    assert (tree.rows, tree.lost) == ({}, {1})


def test_an_entry_without_a_rowid_is_passed_over(tables):
    tables.db.execute("CREATE TABLE one (a TEXT)")
    tables.db.execute("CREATE INDEX of_one ON one (a)")
    tables.db.execute("INSERT INTO one VALUES ('word')")
    plain, roots = tables.closed()
    root = roots["of_one"]
    at = int.from_bytes(plain[root][8:10], "big")
    assert plain[root][at : at + 8] == b"\x07\x03\x15\x09word"[:8]

    # The rowid, 1, becomes a text without letters.
    tree = btree.read(damaged(plain, root, at + 3, b"\x0d").get, root)

    assert tree.rows == {}


def test_a_tree_that_leads_back_to_itself_comes_to_an_end(many):
    plain, roots = many
    root = roots["many"]
    back = damaged(plain, root, 8, root.to_bytes(4, "big"))

    tree = btree.read(back.get, root)

    assert not tree.is_complete
    assert len(tree.rows) > 1000
