"""One set of rows out of two: what a damaged database still tells, and a backup of it.

What was read of the damaged one counts. The backup fills the gaps, and only those: what is
surely gone from the journal because the person removed it does not come back.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.vault import shape
from sessiondesk.vault.btree import Row, Value
from sessiondesk.vault.salvage import Salvaged
from sessiondesk.vault.shape import Table

Key = tuple[Value, ...]
# Words that were being typed. An old one would stand over what became of it since.
_OURS_ONLY: Final = frozenset({"draft"})


class Affect(StrEnum):
    """What damage did to a record."""

    # Nothing of it is there any more but the knowledge that there was one.
    LOST = "lost"
    # It is there, and something of it is missing or was put in for what could not be read.
    PARTLY = "partly"
    # It is there as a backup or an earlier version has it. A change made since is missing.
    EARLIER = "earlier"


@dataclass(frozen=True, slots=True, kw_only=True)
class AffectedRecord:
    """A record that damage did something to.

    Attributes:
        kind: Its kind, which is the name of its table.
        id: Its identity.
        day: The day it is of; None where it has none or that is not known.
        state: What was done to it.
    """

    kind: str
    id: str
    day: date | None
    state: Affect


@dataclass(slots=True, kw_only=True)
class Merged:
    """The rows of a database to be, and what became of its records.

    Attributes:
        version: Version of its tables.
        rows: The values of each row by table and key, with the rowid; None for a free one.
        affected: What was done to records, by table and id.
        days: Days of records that cannot be read, as far as they are known.
        owners: The records that others belong to and go with, by table and id of the others.
        total: How many records there were; None where nobody can know.
        uses_backup: Whether anything came from the backup.
    """

    version: int
    rows: dict[str, dict[Key, tuple[int | None, Row]]] = field(repr=False)
    affected: dict[tuple[str, str], Affect] = field(default_factory=dict)
    days: dict[tuple[str, str], str] = field(default_factory=dict)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)
    total: int | None = None
    uses_backup: bool = False

    @property
    def records(self) -> int:
        """How many records are among the rows."""
        tables = shape.of_version(self.version)
        return sum(len(rows) for name, rows in self.rows.items() if tables[name].is_record)


def merge(damaged: Salvaged, backup: Salvaged | None) -> Merged:
    """Return the rows of both, at their best.

    Args:
        damaged: What was read of the damaged database.
        backup: What a whole backup of it holds, with the same version of its tables.
    """
    return _Merging(damaged, backup).merged


class _Side:
    """One of the two, by keys."""

    def __init__(self, found: Salvaged | None, tables: Iterable[Table]) -> None:
        self.rows: Final[dict[str, dict[Key, tuple[int, Row]]]] = {
            table.name: {
                tuple(row[table.place(column)] for column in table.key): (rowid, row)
                for rowid, row in (found.rows[table.name].items() if found else ())
            }
            for table in tables
        }

    def parts(self, table: Table, column: str) -> Mapping[Value, set[Key]]:
        """Return the keys of the rows that are part of each record."""
        found: dict[Value, set[Key]] = defaultdict(set)
        for key, (_, row) in self.rows[table.name].items():
            found[row[table.place(column)]].add(key)
        return found


class _Merging:
    def __init__(self, damaged: Salvaged, backup: Salvaged | None) -> None:
        tables = shape.of_version(damaged.version).values()
        self._damaged = damaged
        self._ours = _Side(damaged, tables)
        self._theirs = _Side(backup, tables)
        self.merged: Final = Merged(
            version=damaged.version, rows={table.name: {} for table in tables}
        )
        self._taken: dict[str, set[int]] = {
            table.name: {rowid for rowid, _ in self._ours.rows[table.name].values()}
            for table in tables
        }
        for table in tables:
            if table.part_of is None:
                self._take_rows(table)
        for table in tables:
            if table.part_of is not None:
                self._take_parts(table, *table.part_of)
        records = [table for table in tables if table.is_record]
        if all(self._is_listed(table) for table in records):
            self.merged.total = sum(
                len(self._ours.rows[table.name].keys() | self._known(table)) for table in records
            )

    def _is_listed(self, table: Table) -> bool:
        """Tell whether it is known of every row whether it was there."""
        return table.name in self._damaged.whole | self._damaged.listed

    def _known(self, table: Table) -> set[Key]:
        """Return the keys that the indexes tell of."""
        wanted = set(table.key)
        return {
            tuple(told[column] for column in table.key)
            for told in self._damaged.known[table.name].values()
            if wanted <= told.keys()
        }

    def _take_rows(self, table: Table) -> None:
        ours, theirs = self._ours.rows[table.name], self._theirs.rows[table.name]
        rows = self.merged.rows[table.name]
        rows.update(ours)
        gone = self._known(table) - ours.keys() if table.name not in self._damaged.whole else set()
        wanted = gone if self._is_listed(table) else gone | theirs.keys() - ours.keys()
        for key in wanted if table.name not in _OURS_ONLY else ():
            if key in theirs:
                self._take_theirs(table, key)
            if table.is_record:
                name = (table.name, str(key[0]))
                self.merged.affected[name] = Affect.EARLIER if key in theirs else Affect.LOST
        if table.is_record:
            self._note(table, table.day, self.merged.days)
            self._note(table, table.owner, self.merged.owners)

    def _note(self, table: Table, column: str | None, into: dict[tuple[str, str], str]) -> None:
        for told in self._damaged.known[table.name].values():
            if column is not None and {"id", column} <= told.keys():
                into[table.name, str(told["id"])] = str(told[column])

    def _take_theirs(self, table: Table, key: Key) -> None:
        rowid, row = self._theirs.rows[table.name][key]
        taken = self._taken[table.name]
        is_free = rowid not in taken
        taken.add(rowid)
        self.merged.rows[table.name][key] = (rowid if is_free else None, row)
        self.merged.uses_backup = True

    def _take_parts(self, table: Table, column: str, parent: str) -> None:
        ours = self._ours.parts(table, column)
        theirs = self._theirs.parts(table, column)
        gone: dict[Value, set[Key]] = defaultdict(set)
        if table.name not in self._damaged.whole:
            for key in self._known(table) - self._ours.rows[table.name].keys():
                gone[key[table.key.index(column)]].add(key)
        self.merged.rows[table.name].update(self._ours.rows[table.name])
        for record in gone.keys() | theirs.keys():
            name = (parent, str(record))
            if name not in self.merged.affected and (record,) not in self.merged.rows[parent]:
                continue  # removed since the backup, and its parts with it
            is_same = self._is_same(parent, record)
            wanted = set(gone[record])
            if not self._is_listed(table) and (is_same or name in self.merged.affected):
                # What hangs on it in the backup hung on it here too, as far as is known.
                wanted |= theirs[record] - ours[record]
            for key in wanted & theirs[record]:
                self._take_theirs(table, key)
            if gone[record] and not (is_same and gone[record] <= theirs[record]):
                self.merged.affected.setdefault(name, Affect.PARTLY)

    def _is_same(self, parent: str, record: Value) -> bool:
        """Tell whether the backup has this record as it was last."""
        table = shape.of_version(self.merged.version)[parent]
        ours = self._ours.rows[parent].get((record,))
        theirs = self._theirs.rows[parent].get((record,))
        place = table.place("changed_at")
        return ours is not None and theirs is not None and ours[1][place] == theirs[1][place]
