"""Putting what an export holds beside what is there: who stays, who comes in, who makes way.

A record is the same when its identity is. What is not there comes in; what is there with the
same content stays. Where the content differs, the one changed later stands and the other stays
as an earlier version of it. Nothing goes to the bin by this: what one of the two has outside
of the bin is outside of it afterwards. Where each of the two merged tags or patterns in its own
way, all of them lead to one that stands.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from sessiondesk.exchange.journal_faults import JournalFileError
from sessiondesk.exchange.journal_json import Contents, Progress
from sessiondesk.exchange.journal_tables import PARTS, RECORDS
from sessiondesk.journal.settings import is_valid
from sessiondesk.journal.transfer import Brought
from sessiondesk.store import records, whole
from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind
from sessiondesk.store.whole import Table, Value

_AT_ONCE: Final = 2000
# What a row says of how it was kept, and not of the person.
_OF_KEEPING: Final = frozenset({"made_at", "changed_at", "removed_at", "import_id"})
_MEANING: Final = ("kind", "better", "none_at_zero", "about")
_BESIDE: Final = ("import_run", "import_key", "draft")
_MADE_UP: Final = "is_made_up"
_CAN_BE_MERGED: Final = (Kind.TAG, Kind.PATTERN)
# What tells of a day as it was. An appointment may lie ahead, and so may a sheet for it.
_OF_A_DAY: Final = frozenset(
    {
        *("checkin", "practice_log", "goal_value", "win", "sign", "assessment", "form_total"),
        *("review", "recall"),
    }
)
_CAME: Final = frozenset({"new", "changed", "restored"})

_Row = Mapping[str, Value]
_Former = tuple[str, str, str, str]  # an earlier version: kind, record, at, value


class Merge:
    """What there is to write, worked out before anything is written.

    Attributes:
        brought: What it comes to.
    """

    def __init__(self, db: Connection, contents: Contents, *, at: str) -> None:
        """Compare ``contents`` with what is in the file.

        Args:
            db: The open file.
            contents: What an export holds.
            at: UTC stamp of now.

        Raises:
            JournalFileError: The two cannot be put together.
        """
        self._db = db
        self._contents = contents
        self._at = at
        self._tables = whole.tables(db)
        self._there = _Side({name: _as_rows(table) for name, table in self._tables.items()})
        self._here = _Side(
            {
                name: [_in_order(table, row) for row in contents.rows[name]]
                for name, table in self._tables.items()
            }
        )
        self._puts: dict[str, list[_Row]] = defaultdict(list)
        self._taken: dict[str, set[Value]] = defaultdict(set)
        self._formers: list[_Former] = []
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        # By no clock on earth is it later than that.
        tomorrow = date.fromisoformat(at[:10]) + timedelta(days=1)
        for name in RECORDS:
            for n, row in enumerate(self._here.rows[name]):
                outcome = self._merge(name, row, place=f"{name}[{n}]")
                counts[outcome][name] += 1
                if (
                    outcome in _CAME
                    and name in _OF_A_DAY
                    and str(row["day"]) > tomorrow.isoformat()
                    and not row["removed_at"]
                ):
                    counts["ahead"][name] += 1
        for kind in _CAN_BE_MERGED:
            self._lead_to_one(kind)
        self._merge_the_rest()
        self.brought = Brought(
            new=counts["new"],
            changed=counts["changed"],
            earlier=counts["earlier"],
            restored=counts["restored"],
            same=counts["same"],
            ahead=counts["ahead"],
            is_made_up=self._here.settings.get(_MADE_UP) == "true",
        )

    def write(self, progress: Progress) -> None:
        """Write it, inside a transaction.

        Args:
            progress: Told the share that is done. What it raises has to end the transaction.
        """
        whole.let_point_ahead(self._db)
        for name, (column, parent) in PARTS.items():
            whole.drop(self._db, self._tables[name], column, self._taken[parent])
        formers = self._tables["version"]
        numbers, self._puts["version"] = self._numbered()
        whole.drop(self._db, formers, "number", numbers)
        total = sum(len(rows) for rows in self._puts.values()) or 1
        done = 0
        for name, table in self._tables.items():
            rows = self._puts[name]
            for start in range(0, len(rows), _AT_ONCE):
                chunk = rows[start : start + _AT_ONCE]
                whole.put(self._db, table, chunk)
                done += len(chunk)
                progress(done / total)

    def _merge(self, name: str, row: _Row, *, place: str) -> str:
        """Decide about one record, and return what becomes of it: a name in `Brought`."""
        own = str(row["id"])
        former = self._there.records[name].get(own)
        if former is None:
            self._take(name, row)
            return "new"
        is_same = self._here.content(name, own) == self._there.content(name, own)
        is_brought_by_program = self._there.is_untouched(name, own)
        may_go_to_bin = former["removed_at"] or (
            is_brought_by_program and own not in self._there.answered
        )
        to_take = row if may_go_to_bin else {**row, "removed_at": None}
        if is_same and is_brought_by_program:
            self._take(name, to_take)  # for its dates
            return "same"
        if not is_same and self._stands(name, row, former, place):
            if not is_brought_by_program:
                self._formers.append((name, own, self._at, self._encoded_there(name, own)))
            self._take(name, to_take)
            return "changed"
        outcome = "same"
        if not is_same and not self._here.is_untouched(name, own):
            value = records.encode(self._contents.records[name][own])
            if (name, own, value) not in self._there.values:
                self._formers.append((name, own, str(row["changed_at"]), value))
                outcome = "earlier"
        if former["removed_at"] and not row["removed_at"]:
            self._puts[name].append({**former, "removed_at": None})
            outcome = "restored" if outcome == "same" else outcome
        return outcome

    def _stands(self, name: str, row: _Row, former: _Row, place: str) -> bool:
        """Tell whether what came is to stand, and not what is there and differs."""
        own = str(row["id"])
        if name == Kind.SCALE and any(row[each] != former[each] for each in _MEANING):
            # Answers have to stay with what they meant when they were given.
            is_answered_here = own in self._here.answered
            is_answered_there = own in self._there.answered
            if is_answered_here and is_answered_there:
                raise JournalFileError(
                    place,
                    "This scale is in the journal with another meaning, and both were answered: "
                    "the two cannot be put together.",
                )
            if is_answered_here != is_answered_there:
                return is_answered_here
        if self._there.is_untouched(name, own) or self._here.is_untouched(name, own):
            return self._there.is_untouched(name, own)
        return str(row["changed_at"]) > str(former["changed_at"])

    def _take(self, name: str, row: _Row) -> None:
        self._puts[name].append(row)
        self._taken[name].add(row["id"])

    def _encoded_there(self, name: str, own: str) -> str:
        former = records.find(self._db, Kind(name), own)
        assert former is not None  # noqa: S101 - its row was just read
        return records.encode(former)

    def _lead_to_one(self, name: str) -> None:
        """Let what was merged lead to what stands, also when that was merged elsewhere."""
        rows = self._there.records[name] | {str(row["id"]): row for row in self._puts[name]}
        leads = {own: str(row["merged_into"]) for own, row in rows.items() if row["merged_into"]}
        for own, former in leads.items():
            end = _end(own, leads, rows)
            if end == former:
                continue
            if own in self._taken[name]:
                value = records.encode(self._contents.records[name][own])
                self._formers.append((name, own, str(rows[own]["changed_at"]), value))
            else:
                self._formers.append((name, own, self._at, self._encoded_there(name, own)))
            self._puts[name].append({**rows[own], "merged_into": end})

    def _merge_the_rest(self) -> None:
        for name, (column, parent) in PARTS.items():
            self._puts[name] = [
                row for row in self._here.rows[name] if row[column] in self._taken[parent]
            ]
        for name in _BESIDE:
            there = self._tables[name].by_key()
            key = self._tables[name].key
            self._puts[name] = [
                row
                for row in self._here.rows[name]
                if tuple(row[column] for column in key) not in there
            ]
        for row in self._here.rows["setting"]:
            name, value = str(row["name"]), str(row["value"])
            # A real journal does not turn into one to try things with.
            is_out_of_place = name == _MADE_UP and self._there.is_in_use
            is_chosen_here = name in self._there.settings
            if not (is_chosen_here or is_out_of_place) and is_valid(name, value):
                self._puts["setting"].append(row)

    def _numbered(self) -> tuple[Sequence[Value], list[_Row]]:
        """Return which earlier versions make way, by number, and which are to be written.

        The larger number has to be the later version, so those of a record are numbered anew
        where some come between.
        """
        there = self._there.rows["version"]
        if not there and not self._formers:
            return (), list(self._here.rows["version"])
        known = set(self._there.formers)
        fresh: dict[tuple[str, str], list[_Former]] = defaultdict(list)
        for former in (*self._here.formers, *self._formers):
            if former not in known:
                fresh[former[:2]].append(former)
        numbers = []
        old: dict[tuple[str, str], list[_Former]] = defaultdict(list)
        for row, former in zip(there, self._there.formers, strict=True):
            if former[:2] in fresh:
                numbers.append(row["number"])
                old[former[:2]].append(former)
        rows: list[_Row] = [
            {"number": None, "kind": kind, "record_id": own, "at": at, "value": value}
            for group, added in fresh.items()
            for kind, own, at, value in sorted((*old[group], *added), key=lambda former: former[2])
        ]
        return numbers, rows


class _Side:
    """One of the two: its rows by table, each by column in the order of the file."""

    def __init__(self, rows: Mapping[str, Sequence[_Row]]) -> None:
        self.rows = rows
        self.records = {name: {str(row["id"]): row for row in rows[name]} for name in RECORDS}
        self.settings = {str(row["name"]): str(row["value"]) for row in rows["setting"]}
        self.answered = {
            str(row["scale_id"]) for name in ("reading", "recall_rating") for row in rows[name]
        }
        self.formers: list[_Former] = [
            (str(row["kind"]), str(row["record_id"]), str(row["at"]), str(row["value"]))
            for row in rows["version"]
        ]
        self.values = {(kind, own, value) for kind, own, _, value in self.formers}
        self._changed = {(kind, own) for kind, own, _, _ in self.formers}
        self._parts: dict[tuple[str, str], set[tuple[Value, ...]]] = defaultdict(set)
        for name, (column, parent) in PARTS.items():
            for row in rows[name]:
                self._parts[parent, str(row[column])].add((name, *row.values()))

    def content(self, name: str, own: str) -> object:
        """Return what the person put into a record, to compare."""
        row = self.records[name][own]
        values = [value for column, value in row.items() if column not in _OF_KEEPING]
        return values, self._parts.get((name, own))

    def is_untouched(self, name: str, own: str) -> bool:
        """Tell whether the program brought a record and the person never changed it."""
        row = self.records[name][own]
        return (
            bool(row.get("is_built_in"))
            and row["made_at"] == row["changed_at"]
            and row["removed_at"] is None
            and (name, own) not in self._changed
        )

    @property
    def is_in_use(self) -> bool:
        """Whether there is any record of the person's."""
        return any(
            not self.is_untouched(name, own) for name in RECORDS for own in self.records[name]
        )


def _end(own: str, leads: Mapping[str, str], rows: Mapping[str, _Row]) -> str | None:
    """Return what stands at the end of where ``own`` leads; None when that is itself."""
    way = [own]
    while (further := leads.get(way[-1])) is not None and further not in way:
        way.append(further)
    if further is None:
        return way[-1]
    # Each was merged into another in a ring. The one changed last is the one that stands.
    ring = way[way.index(further) :]
    stands = max(ring, key=lambda each: (str(rows[each]["changed_at"]), each))
    return None if stands == own else stands


def _as_rows(table: Table) -> Sequence[_Row]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _in_order(table: Table, row: _Row) -> _Row:
    return {column: row[column] for column in table.columns}
