"""What can still be read of a damaged database: all rows but those that are gone.

Twice over, because each way sees what the other does not: through the engine, in ranges of
rowids and with a new connection after every fault; and from the pages themselves, which
needs no tree to be whole and finds leaves that nothing leads to any more.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection, outside_causes
from sessiondesk.store.errors import NewerStoreError, StoreDamagedError
from sessiondesk.store.kinds import is_made_again
from sessiondesk.store.migrations import CURRENT_VERSION
from sessiondesk.vault import btree, shape
from sessiondesk.vault.btree import Row, Value
from sessiondesk.vault.pages import Pages
from sessiondesk.vault.shape import Index, Table

# The same as in the overview of a journal that can be opened.
_ENTRIES: Final = (
    *("checkin", "practice_log", "goal_value", "win", "therapy_session"),
    *("sign", "assessment", "form_total", "review", "recall"),  # since version 2, 3 or 4
)
_PLANNED: Final = "planned"
_MASTER_ROOT: Final = 1
_MASTER_COLUMNS: Final = 5
_VERSION_AT: Final = slice(60, 64)
# Above, the search for single rows costs more than the pages themselves will tell.
_MOST_PROBES: Final = 300
_FINEST: Final = 8
_SMALLEST_ROWID: Final = -(2**63)
_LARGEST_ROWID: Final = 2**63 - 1
_TYPES: Final[Mapping[str, type | tuple[type, ...]]] = {
    "TEXT": str,
    "INTEGER": int,
    "REAL": (int, float),
}
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged:
    """What was read of a database.

    Attributes:
        version: Version of its tables.
        rows: The values of each row, in the order of the columns, by table and rowid.
        whole: Names of the tables of which every row was read.
        known: What indexes tell of rows, read or not: values of columns, by table and rowid.
        listed: Names of the tables whose rows are all in ``known``.
    """

    version: int
    rows: Mapping[str, Mapping[int, Row]] = field(repr=False)
    whole: frozenset[str]
    known: Mapping[str, Mapping[int, Mapping[str, Value]]] = field(repr=False)
    listed: frozenset[str]

    @property
    def is_whole(self) -> bool:
        """Whether every row of every table was read."""
        return self.whole == shape.of_version(self.version).keys()


def joined(one: Salvaged, other: Salvaged) -> Salvaged:
    """Return what either tells; where both have a row, that of ``one``."""
    return Salvaged(
        version=one.version,
        rows={name: {**other.rows[name], **one.rows[name]} for name in one.rows},
        whole=one.whole | other.whole,
        known=other.known,
        listed=other.listed,
    )


def through_engine(connect: Callable[[], Connection]) -> Salvaged:
    """Read what the engine can read.

    Args:
        connect: Opens the database anew. After one bad page a connection reads nothing more.

    Raises:
        StoreDamagedError: It cannot even be opened.
        NewerStoreError: A newer version of the program wrote it.
        StoreError: Another outside cause.
    """
    db = connect()
    try:
        with outside_causes():
            (version,) = db.execute("PRAGMA user_version").fetchone()
    finally:
        db.close()
    tables = shape.of_version(_possible(version))
    rows: dict[str, Mapping[int, Row]] = {}
    whole: set[str] = set()
    for name, table in tables.items():
        reading = _Ranges(connect, table)
        rows[name] = reading.rows
        if reading.is_whole:
            whole.add(name)
    return Salvaged(
        version=version,
        rows=rows,
        whole=frozenset(whole),
        known={name: {} for name in tables},
        listed=frozenset(),
    )


def from_pages(pages: Pages) -> Salvaged:
    """Read what the pages hold, whatever the engine says of them.

    Raises:
        NewerStoreError: A newer version of the program wrote it.
    """
    reading = _Trees(pages)
    for table in shape.of_version(reading.version).values():
        reading.read(table)
    if pages.bad:
        reading.read_strays()
    return Salvaged(
        version=reading.version,
        rows=reading.rows,
        whole=frozenset(reading.whole),
        known=reading.known,
        listed=frozenset(reading.listed),
    )


def newest_day(pages: Pages) -> str | None:
    """Return the day of the newest entry outside the bin, as far as pages can be read.

    An appointment that is only planned is no entry.
    """
    tables = shape.of_version(_version_in(pages))
    roots, _ = _roots(pages)
    days: list[str] = []
    for table in (tables[name] for name in _ENTRIES if name in tables):
        name = table.name
        rows = btree.read(pages.plain, roots[name]).rows.values() if name in roots else ()
        day, removed = table.place("day"), table.place("removed_at")
        outcome = table.place("outcome") if "outcome" in table.columns else removed
        days.extend(
            str(row[day]) for row in rows if row[removed] is None and row[outcome] != _PLANNED
        )
    return max(days, default=None)


class _Ranges:
    """One table, read through the engine in ranges that close in on what is bad."""

    def __init__(self, connect: Callable[[], Connection], table: Table) -> None:
        self.rows: Final[dict[int, Row]] = {}
        self.is_whole = True
        self._connect = connect
        columns = ", ".join(f'"{column}"' for column in table.columns)
        rows = f'SELECT rowid, {columns} FROM "{table.name}" WHERE rowid'
        self._up = f"{rows} BETWEEN ? AND ? ORDER BY rowid"
        self._left = _MOST_PROBES
        waiting = [(_SMALLEST_ROWID, _LARGEST_ROWID)]
        while waiting:
            waiting.extend(self._between(*waiting.pop()))

    def _between(self, first: int, last: int) -> Sequence[tuple[int, int]]:
        """Read a range from both ends; return what is left of it, in two halves."""
        upper = self._read(self._up, first, last)
        if upper is None:
            return ()
        self.is_whole = False
        lower = self._read(f"{self._up} DESC", upper, last)
        if lower is None or self._left <= 0 or lower - upper < _FINEST:
            return ()
        # Neither end can be read. What lies between them may be.
        middle = (upper + lower) // 2
        return [(upper, middle), (middle + 1, lower)]

    def _read(self, sql: str, first: int, last: int) -> int | None:
        """Read on to the first fault; return the rowid where to look next, or None."""
        reached = self._take(sql, first, last)
        if reached is None:
            return None
        # The driver gives up the row before a fault as well. Asked for alone, it is there.
        if sql.endswith("DESC"):
            self._take(f"{sql} LIMIT 1", first, reached)
        else:
            self._take(f"{sql} LIMIT 1", reached, last)
        return reached

    def _take(self, sql: str, first: int, last: int) -> int | None:
        """Take in rows; return from where on there are faults, or None without any."""
        self._left -= 1
        is_down = "DESC" in sql
        reached = last if is_down else first
        try:
            db = self._connect()
            try:
                with outside_causes():
                    for rowid, *values in db.execute(sql, (first, last)):
                        self.rows[rowid] = tuple(values)
                        reached = rowid - 1 if is_down else rowid + 1
            finally:
                db.close()
        except StoreDamagedError:
            return reached
        return None


class _Trees:
    """All tables, read from the pages."""

    def __init__(self, pages: Pages) -> None:
        self.version: Final = _version_in(pages)
        self.rows: Final[dict[str, dict[int, Row]]] = {}
        self.known: Final[dict[str, dict[int, dict[str, Value]]]] = {}
        self.whole: Final[set[str]] = set()
        self.listed: Final[set[str]] = set()
        self._pages = pages
        self._roots, self._visited = _roots(pages)
        for name, root in self._roots.items():
            if is_made_again(name):
                self._visited |= btree.read(pages.plain, root).visited

    def read(self, table: Table) -> None:
        """Take in a table and what its indexes tell of it."""
        rows = self.rows[table.name] = {}
        if table.name in self._roots:
            tree = btree.read(self._pages.plain, self._roots[table.name])
            self._visited |= tree.visited
            rows.update((rowid, _named(table, rowid, row)) for rowid, row in tree.rows.items())
            if tree.is_complete:
                self.whole.add(table.name)
        known = self.known[table.name] = {}
        for index in table.indexes:
            if index.name in self._roots:
                self._read_index(table, index, known)
        # Where an index holds every column, the row can be read from there.
        for rowid, told in known.items():
            if rowid not in rows and set(table.columns) <= told.keys():
                rows[rowid] = tuple(told[column] for column in table.columns)
        if table.name in self.listed and rows.keys() >= known.keys():
            self.whole.add(table.name)

    def read_strays(self) -> None:
        """Take in the leaves that no tree leads to any more."""
        db = shape.empty(self.version)
        db.execute("PRAGMA foreign_keys = OFF")
        tables = shape.of_version(self.version)
        leaves = [
            leaf
            for leaf in btree.leaves_beside(self._pages.plain, self._pages.count, self._visited)
            if leaf
        ]
        try:
            # Records first: what hangs on them is told by their ids.
            for names in (
                {name for name, table in tables.items() if table.is_record},
                tables.keys(),
            ):
                judge = _Judge(self, [tables[name] for name in names - self.whole], db)
                leaves = [leaf for leaf in leaves if not self._take(leaf, judge)]
        finally:
            db.close()

    def _take(self, leaf: Mapping[int, Row], judge: "_Judge") -> bool:
        table = judge.table_of(leaf)
        if table is None:
            return False
        rows = self.rows[table.name]
        for rowid, row in leaf.items():
            rows.setdefault(rowid, _named(table, rowid, row))
        return True

    def _read_index(self, table: Table, index: Index, known: dict[int, dict[str, Value]]) -> None:
        tree = btree.read(self._pages.plain, self._roots[index.name])
        for rowid, row in tree.rows.items():
            known.setdefault(rowid, {}).update(zip(index.columns, row, strict=False))
        if tree.is_complete and set(table.key) <= set(index.columns):
            self.listed.add(table.name)


class _Judge:
    """Tells which table a leaf belongs to that no tree leads to."""

    def __init__(self, trees: _Trees, tables: Sequence[Table], db: Connection) -> None:
        self._tables = sorted(tables, key=lambda table: table.name)
        self._trees = trees
        self._db = db
        self._ids = {
            name: {row[table.place("id")] for row in trees.rows[name].values()}
            for name, table in shape.of_version(trees.version).items()
            if "id" in table.columns
        }

    def table_of(self, rows: Mapping[int, Row]) -> Table | None:
        """Return the table that the rows of a leaf belong to, if one can be told."""
        best, table = max(
            ((self._score(table, rows), table) for table in self._tables),
            key=lambda each: each[0],
            default=((0, 0), None),
        )
        return table if any(best) else None

    def _fits(self, table: Table, rowid: int, row: Row) -> bool:
        """Tell whether ``row`` could stand in ``table``, by its columns, types and rules."""
        if not table.fewest <= len(row) <= len(table.columns):
            return False
        named = _named(table, rowid, row)
        for column, kind, value in zip(table.columns, table.types, named, strict=True):
            # The engine would make a text of a number, and take any text for a day.
            is_time = column == table.day or column.endswith(("_at", "_on"))
            if value is not None and not (
                isinstance(value, _TYPES[kind]) and (not is_time or _DAY.match(str(value)))
            ):
                return False
        self._db.execute("BEGIN")
        try:
            insert(self._db, table, rowid, named)
        except driver.IntegrityError:
            return False
        else:
            return True
        finally:
            self._db.execute("ROLLBACK")

    def _score(self, table: Table, rows: Mapping[int, Row]) -> tuple[int, int]:
        if not all(self._fits(table, rowid, row) for rowid, row in rows.items()):
            return 0, 0
        known = self._trees.known[table.name]
        # An index or a record that names the same is worth more than any likeness.
        sure = 0
        for rowid, row in rows.items():
            named = _named(table, rowid, row)
            told = known.get(rowid)
            if told is not None:
                sure += all(named[table.place(each)] == value for each, value in told.items())
            sure += sum(
                named[table.place(column)] in self._ids.get(parent, ())
                for column, parent in table.references
            )
        return sure, len(rows)


def insert(db: Connection, table: Table, rowid: int | None, row: Row) -> None:
    """Put one row into a table under its rowid; None is a free one."""
    columns = [f'"{column}"' for column in table.columns]
    values: list[Value] = list(row)
    if table.rowid_column is None:
        columns.append("rowid")
        values.append(rowid)
    marks = ", ".join("?" * len(values))
    statement = f'INSERT INTO "{table.name}" ({", ".join(columns)}) VALUES ({marks})'
    db.execute(statement, values)


def _named(table: Table, rowid: int, row: Row) -> Row:
    """Return ``row`` with a value for each column, the rowid in the one that is its name."""
    # A column that was added to the table later is not in rows that were written before.
    row = (*row, *(None,) * (len(table.columns) - len(row)))
    if table.rowid_column is None:
        return row
    place = table.place(table.rowid_column)
    return (*row[:place], rowid, *row[place + 1 :])


def _roots(pages: Pages) -> tuple[dict[str, int], set[int]]:
    """Return where each table and index begins, and the pages that told so."""
    tree = btree.read(pages.plain, _MASTER_ROOT)
    told = list(tree.rows.values())
    if not tree.is_complete:
        for leaf in btree.leaves_beside(pages.plain, pages.count, tree.visited):
            told.extend(row for row in leaf.values() if _is_of_master(row))
    roots = {str(row[1]): row[3] for row in told if _is_of_master(row) and isinstance(row[3], int)}
    return roots, tree.visited


def _is_of_master(row: Row) -> bool:
    return (
        len(row) == _MASTER_COLUMNS
        and row[0] in {"table", "index"}
        and isinstance(row[3], int)
        and row[3] > _MASTER_ROOT
    )


def _version_in(pages: Pages) -> int:
    first = pages.plain(1)
    if first is None:
        return CURRENT_VERSION
    return _possible(int.from_bytes(first[_VERSION_AT], "big"))


def _possible(version: int) -> int:
    if version > CURRENT_VERSION:
        raise NewerStoreError
    return version
