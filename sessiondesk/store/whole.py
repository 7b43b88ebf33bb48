"""All tables side by side, as plain rows: for what takes a journal out whole, or brings one in.

Which tables there are, and which columns, the file itself is asked. So a table that comes with
a later version is never forgotten here. The index of search is left out: it is made of the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import is_made_again

Value = None | int | float | str
Row = tuple[Value, ...]

# What belongs to this one file and not to the record in it.
_OF_THE_FILE = frozenset({"meta"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with something of the person's in it.

    Attributes:
        name: Its name.
        columns: The names of its columns, in order.
        key: The columns that identify a row.
        rows: Its rows, the one kept first first.
    """

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    rows: Sequence[Row] = field(repr=False)

    def by_key(self) -> Mapping[Row, Row]:
        """Return the rows by the values of their key."""
        places = [self.columns.index(column) for column in self.key]
        return {tuple(row[place] for place in places): row for row in self.rows}


def tables(db: Connection) -> Mapping[str, Table]:
    """Return every table with its rows, one that others point into before those others.

    What is read belongs together only inside of a transaction.
    """
    names = db.execute(
        """
        SELECT name FROM sqlite_schema
        WHERE type = 'table' AND name NOT LIKE 'sqlite%'
        ORDER BY rowid
        """
    ).fetchall()
    return {
        name: _table(db, name)
        for (name,) in names
        if name not in _OF_THE_FILE and not is_made_again(name)
    }


def put(db: Connection, table: Table, rows: Iterable[Mapping[str, Value]]) -> None:
    """Keep ``rows``, each in the place of the one that has the same key, if there is one.

    Args:
        db: Open connection, inside a transaction.
        table: Where.
        rows: A value for each column.
    """
    db.executemany(
        _upsert(table), [tuple(row[column] for column in table.columns) for row in rows]
    )


def drop(db: Connection, table: Table, column: str, values: Iterable[Value]) -> None:
    """Delete the rows that have one of ``values`` in ``column``."""
    db.executemany(_delete(table, column), [(value,) for value in values])


def let_point_ahead(db: Connection) -> None:
    """Look at references at the end of this transaction only: rows may come in any order."""
    db.execute("PRAGMA defer_foreign_keys = ON")


def _table(db: Connection, name: str) -> Table:
    found = db.execute(
        "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", (name,)
    ).fetchall()
    columns = tuple(column for column, _ in found)
    key = sorted((place, column) for column, place in found if place)
    # In the order in which they were made: what was written first is told first.
    rows = db.execute(_select(name, columns))
    return Table(
        name=name,
        columns=columns,
        key=tuple(column for _, column in key),
        rows=rows.fetchall(),
    )


# Statements are made of the names in the file's own schema alone; values are bound.


def _select(name: str, columns: Sequence[str]) -> str:
    return "SELECT " + ", ".join(columns) + " FROM " + name + " ORDER BY rowid"


def _upsert(table: Table) -> str:
    rest = [column for column in table.columns if column not in table.key]
    changes = ", ".join(column + " = excluded." + column for column in rest)
    return (
        "INSERT INTO " + table.name + " (" + ", ".join(table.columns) + ") "
        "VALUES (" + ", ".join("?" for _ in table.columns) + ") "
        "ON CONFLICT (" + ", ".join(table.key) + ") "
        "DO " + ("UPDATE SET " + changes if changes else "NOTHING")
    )


def _delete(table: Table, column: str) -> str:
    return "DELETE FROM " + table.name + " WHERE " + column + " = ?"
