"""What the tables of a version look like, as its migrations make them.

A damaged file may not be able to tell itself. So this is read from an empty database in
memory, made by the same steps as every real one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from sessiondesk.store import driver
from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import is_made_again
from sessiondesk.store.migrations import CURRENT_VERSION, migrate

_DAYS: Final = (
    "day",
    "agreed_on",
    "began_on",
    "made_on",
    "started_on",
    "named_on",
    "first_day",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """An index that covers every row of its table.

    Attributes:
        name: In the list of tables and indexes.
        columns: What it is made of, in order.
    """

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table.

    Attributes:
        name: Its name.
        columns: Its columns, in the order in which a row keeps their values.
        fewest: So many of them a row has at least. One written before a later version added
            the others has none of those, which stands for NULL.
        types: Their types: TEXT, INTEGER, REAL.
        key: The columns of its primary key.
        rowid_column: The column that is another name of the rowid; None without one.
        indexes: Those that cover every row.
        references: The columns that name a row of another table, and that table.
        owner: The column that names the record its rows go with, when that goes for good;
            None for a table whose rows go with nothing.
        part_of: That column and the table of that record, where its rows are parts of it;
            None for a table whose rows stand for themselves.
    """

    name: str
    columns: tuple[str, ...]
    fewest: int
    types: tuple[str, ...]
    key: tuple[str, ...]
    rowid_column: str | None
    indexes: tuple[Index, ...]
    references: tuple[tuple[str, str], ...]
    owner: str | None
    part_of: tuple[str, str] | None

    @property
    def is_record(self) -> bool:
        """Whether its rows are records: made and changed by the person, with an identity."""
        return {"id", "changed_at"} <= set(self.columns)

    @property
    def day(self) -> str | None:
        """The column with the day that a record is of; None without one."""
        return next((column for column in _DAYS if column in self.columns), None)

    def place(self, column: str) -> int:
        """Return where ``column`` stands in a row."""
        return self.columns.index(column)


Shape = Mapping[str, Table]


def empty(version: int = CURRENT_VERSION) -> Connection:
    """Return an empty database in memory with the tables of ``version``."""
    db = driver.connect(":memory:", isolation_level=None)
    migrate(db, to=version)
    return db


@cache
def of_version(version: int = CURRENT_VERSION) -> Shape:
    """Return the tables of ``version`` by their names, without the index of search."""
    before = of_version(version - 1) if version > 1 else {}
    db = empty(version)
    try:
        names = db.execute(
            """
            SELECT name FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
            ORDER BY name
            """
        ).fetchall()
        return {
            name: _table(db, name, before.get(name))
            for (name,) in names
            if not is_made_again(name)
        }
    finally:
        db.close()


def _table(db: Connection, name: str, before: Table | None) -> Table:
    columns = db.execute(
        "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (name,)
    ).fetchall()
    key = tuple(
        column for _, column in sorted((place, column) for column, _, place in columns if place)
    )
    is_rowid = len(key) == 1 and any(kind == "INTEGER" and place for _, kind, place in columns)
    goes_with = dict(
        db.execute(
            """
            SELECT "from", "table" FROM pragma_foreign_key_list(?) WHERE on_delete = 'CASCADE'
            """,
            (name,),
        ).fetchall()
    )
    # What links two records is a part of the one that its key begins with.
    owner = key[0] if key[0] in goes_with else next(iter(goes_with), None)
    return Table(
        name=name,
        columns=tuple(column for column, _, _ in columns),
        fewest=before.fewest if before else len(columns),
        types=tuple(kind for _, kind, _ in columns),
        key=key,
        rowid_column=key[0] if is_rowid else None,
        indexes=_indexes(db, name),
        references=tuple(
            db.execute('SELECT "from", "table" FROM pragma_foreign_key_list(?)', (name,))
        ),
        owner=owner,
        part_of=(key[0], goes_with[key[0]]) if key[0] in goes_with else None,
    )


def _indexes(db: Connection, table: str) -> tuple[Index, ...]:
    names = db.execute("SELECT name FROM pragma_index_list(?) WHERE partial = 0", (table,))
    return tuple(
        Index(
            name=name,
            columns=tuple(
                column
                for (column,) in db.execute(
                    "SELECT name FROM pragma_index_info(?) ORDER BY seqno", (name,)
                )
            ),
        )
        for (name,) in names.fetchall()
    )
