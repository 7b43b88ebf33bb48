"""A whole database made of rows that were salvaged.

Rows keep their rowid. A record that is only known by name comes back as it was before its
last change, if that is still there. What hung on a record that cannot be read, such as the
words of a check-in, is never thrown away for that: the record is put there again, with as
much as is known of it. Only answers of a questionnaire go, where nobody knows which one it was:
they would say nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Final

import msgspec

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form
from sessiondesk.domain.goal import Goal
from sessiondesk.domain.ids import (
    AfterwardsId,
    CheckInId,
    CourseId,
    FormId,
    GoalId,
    PatternId,
    PracticeId,
    RecallId,
    ReviewId,
    ScaleId,
    TagId,
    TherapySessionId,
    new_id,
)
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store import driver, records
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.kinds import Kind, stamp
from sessiondesk.store.migrations import migrate
from sessiondesk.store.records import Record
from sessiondesk.vault import shape
from sessiondesk.vault.merging import Affect, AffectedRecord, Merged
from sessiondesk.vault.salvage import insert

# Stands where words stood that cannot be read.
UNREADABLE: Final = "(could not be read)"

_OUT_OF_THE_WAY: Final = 1_000_000_000
# By identity, day, and what is known of the record that it belonged to.
_PUT_AGAIN: Final[Mapping[Kind, Callable[[str, date, str], Record]]] = {
    Kind.AFTERWARDS: lambda id_, _day, session: Afterwards(
        id=AfterwardsId(id_), session_id=TherapySessionId(session)
    ),
    Kind.CHECKIN: lambda id_, day, _: CheckIn(
        id=CheckInId(id_),
        felt_at=datetime.combine(day, time(12), tzinfo=UTC),
        day=day,
        is_entered_later=True,
    ),
    Kind.COURSE: lambda id_, day, _: Course(id=CourseId(id_), started_on=day),
    Kind.FORM: lambda id_, _day, _: Form(id=FormId(id_), name=UNREADABLE),
    Kind.GOAL: lambda id_, day, _: Goal(id=GoalId(id_), text=UNREADABLE, began_on=day),
    Kind.PATTERN: lambda id_, day, _: Pattern(id=PatternId(id_), name=UNREADABLE, named_on=day),
    Kind.PRACTICE: lambda id_, day, _: Practice(
        id=PracticeId(id_), text=UNREADABLE, agreed_on=day
    ),
    Kind.RECALL: lambda id_, day, _: Recall(
        id=RecallId(id_), day=day, first=day, last=day, words=UNREADABLE
    ),
    Kind.REVIEW: lambda id_, day, _: Review(id=ReviewId(id_), day=day, own_words=UNREADABLE),
    Kind.SCALE: lambda id_, _day, _: Scale(id=ScaleId(id_), label=UNREADABLE, is_shown=False),
    Kind.TAG: lambda id_, _day, _: Tag(id=TagId(id_), name=UNREADABLE),
    # Something was noted after it, so it was held.
    Kind.THERAPY_SESSION: lambda id_, day, course: TherapySession(
        id=TherapySessionId(id_),
        course_id=CourseId(course),
        planned_for=datetime.combine(day, time(12)),
        zone="UTC",
        outcome=Outcome.ATTENDED,
        notes=UNREADABLE,
    ),
}
# What such a record cannot be without. It is put there in turn, if it is lost as well.
_BELONGS_TO: Final[Mapping[str, str]] = {
    Kind.AFTERWARDS: "session_id",
    Kind.THERAPY_SESSION: "course_id",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """What a database that was rebuilt holds.

    Attributes:
        kept: How many records there are, those in the bin included.
        is_empty: Whether not one of them was read.
        total: How many there were; None where nobody can know.
        affected: Those that something was done to.
    """

    kept: int
    is_empty: bool
    total: int | None
    affected: Sequence[AffectedRecord]


def fill(db: Connection, merged: Merged, *, now: datetime) -> Rebuilt:
    """Put the rows of ``merged`` into a new, empty database and make them agree.

    Args:
        db: A database without tables.
        merged: What is to be in it.
        now: The moment; stands for the day of what has lost its own.

    Raises:
        StoreError: The disk is full, or it failed.
    """
    db.execute("PRAGMA foreign_keys = OFF")
    migrate(db, to=merged.version)
    with transaction(db):
        # What the steps put into a new file is among the rows as well, as far as it was kept.
        for name in shape.of_version(merged.version):
            statement = f'DELETE FROM "{name}"'
            db.execute(statement)
        _insert(db, merged)
    migrate(db)
    filling = _Filling(db, merged, now)
    with transaction(db):
        filling.bring_back()
        filling.settle_references()
        filling.close_gaps()
    db.execute("PRAGMA foreign_keys = ON")
    return filling.rebuilt()


def _insert(db: Connection, merged: Merged) -> None:
    for name, table in shape.of_version(merged.version).items():
        rows = merged.rows[name].items()
        for key, (rowid, row) in sorted(rows, key=lambda each: (each[1][0] is None, each[1][0])):
            try:
                insert(db, table, rowid, row)
            except driver.IntegrityError:
                # Two pages told of the same; the first is in.
                if table.is_record:
                    merged.affected.setdefault((name, str(key[0])), Affect.PARTLY)


class _Filling:
    """The second half: records that are missing, and references to them."""

    def __init__(self, db: Connection, merged: Merged, now: datetime) -> None:
        self._db = db
        self._merged = merged
        self._now = now
        self._at = stamp(now)
        self._put: set[tuple[str, str]] = set()

    def bring_back(self) -> None:
        """Save what is lost as it was before its last change, where that was kept."""
        for (table, id_), state in list(self._merged.affected.items()):
            if state is Affect.LOST and self._save_version(table, id_):
                self._merged.affected[table, id_] = Affect.EARLIER
        missing = self._db.execute("SELECT DISTINCT kind, record_id FROM version").fetchall()
        for kind, id_ in missing:
            if kind in set(Kind) and records.made_at(self._db, Kind(kind), id_) is None:
                found = self._save_version(kind, id_)
                state = Affect.EARLIER if found else Affect.LOST
                self._merged.affected.setdefault((kind, id_), state)

    def settle_references(self) -> None:
        """Make every reference lead to a row that is there."""
        while bad := self._db.execute("PRAGMA foreign_key_check").fetchall():
            for table, rowid, parent, number in bad:
                self._settle(table, rowid, parent, number)

    def close_gaps(self) -> None:
        """Count the lines of a note and the like anew, where one between them is lost."""
        for table in shape.of_version().values():
            if table.part_of is None or "position" not in table.columns:
                continue
            name, owner = table.name, table.part_of[0]
            # In two steps, so that no two have the same place on the way.
            away = f"""
                UPDATE "{name}" SET position = position + ?1
                WHERE "{owner}" IN (
                    SELECT "{owner}" FROM "{name}" GROUP BY 1 HAVING max(position) >= count(*)
                )
                """
            self._db.execute(away, (_OUT_OF_THE_WAY,))
            back = f"""
                UPDATE "{name}" AS mine SET position = (
                    SELECT count(*) FROM "{name}" AS other
                    WHERE other."{owner}" = mine."{owner}" AND other.position < mine.position
                )
                WHERE position >= ?1
                """
            self._db.execute(back, (_OUT_OF_THE_WAY,))

    def rebuilt(self) -> Rebuilt:
        """Return what came of it."""
        affected = self._merged.affected
        rows = sum(records.counts(self._db).values())
        lost = sum(state is Affect.LOST for state in affected.values())
        total = self._merged.total
        return Rebuilt(
            kept=rows,
            is_empty=rows == len(self._put),
            total=None if total is None else max(total, rows + lost),
            affected=[
                AffectedRecord(kind=kind, id=id_, day=self._day_of(kind, id_), state=state)
                for (kind, id_), state in sorted(affected.items())
            ],
        )

    def _settle(self, table: str, rowid: int, parent: str, number: int) -> None:
        column, on_delete = self._db.execute(
            'SELECT "from", on_delete FROM pragma_foreign_key_list(?) WHERE id = ?',
            (table, number),
        ).fetchone()
        statement = f'SELECT "{column}" FROM "{table}" WHERE rowid = ?'
        row = self._db.execute(statement, (rowid,)).fetchone()
        if row is None or self._is_there(parent, row[0]):
            return  # settled with another one of this round
        if on_delete == "SET NULL":
            statement = f'UPDATE "{table}" SET "{column}" = NULL WHERE rowid = ?'
            self._db.execute(statement, (rowid,))
        elif not self._put_again(parent, str(row[0]), table, column):
            self._merged.affected.setdefault((parent, str(row[0])), Affect.LOST)
            statement = f'DELETE FROM "{table}" WHERE rowid = ?'
            self._db.execute(statement, (rowid,))

    def _is_there(self, table: str, id_: str) -> bool:
        statement = f'SELECT count(*) FROM "{table}" WHERE id = ?'
        return bool(self._db.execute(statement, (id_,)).fetchone()[0])

    def _put_again(self, table: str, id_: str, child: str, column: str) -> bool:
        """Put a record there for what hangs on it; tell whether there is such a record."""
        if table == "import_run":
            self._db.execute(
                "INSERT INTO import_run (id, source, made_at) VALUES (?, '', ?)", (id_, self._at)
            )
            return True
        if table not in _PUT_AGAIN:
            return False
        day = self._merged.days.get((table, id_)) or self._likely_day(table, id_, child, column)
        record = _PUT_AGAIN[Kind(table)](
            id_,
            self._now.date() if day is None else date.fromisoformat(day),
            self._owner_of(table, id_),
        )
        self._save(record, table, id_)
        self._merged.affected[table, id_] = Affect.PARTLY
        self._put.add((table, id_))
        return True

    def _owner_of(self, table: str, id_: str) -> str:
        """Return what a lost record belonged to, as the indexes tell; else a new identity."""
        if table not in _BELONGS_TO:
            return ""
        return self._merged.owners.get((table, id_), new_id())

    def _likely_day(self, table: str, id_: str, child: str, column: str) -> str | None:
        """Return the day of what hangs on a record, or of what was written next to it."""
        own = shape.of_version()[child].day
        if own is not None:
            statement = f'SELECT min("{own}") FROM "{child}" WHERE "{column}" = ?'
            row = self._db.execute(statement, (id_,)).fetchone()
        elif (day := shape.of_version()[table].day) is not None:
            # Parts of records are written one after the other, as the records are.
            statement = f"""
                SELECT near."{day}" FROM "{child}" mine
                JOIN "{child}" other ON other."{column}" <> mine."{column}"
                JOIN "{table}" near ON near.id = other."{column}"
                WHERE mine."{column}" = ? ORDER BY abs(other.rowid - mine.rowid) LIMIT 1
                """
            row = self._db.execute(statement, (id_,)).fetchone()
        else:
            row = None
        return None if row is None else row[0]

    def _save_version(self, kind: str, id_: str) -> bool:
        rows = self._db.execute(
            "SELECT value FROM version WHERE kind = ? AND record_id = ? ORDER BY number DESC",
            (kind, id_),
        ).fetchall()
        for (value,) in rows:
            try:
                record = records.decode(Kind(kind), value)
            except (msgspec.MsgspecError, ValueError):
                continue
            self._save(record, kind, id_)
            return True
        return False

    def _save(self, record: Record, table: str, id_: str) -> None:
        """Save ``record``; those of its parts that were read count more than its own."""
        read: dict[str, list[Any]] = {}
        parts = {
            each.name: (each, each.part_of[0])
            for each in shape.of_version().values()
            if each.part_of is not None and each.part_of[1] == table
        }
        for name, (each, column) in parts.items():
            columns = ", ".join(f'"{name}"' for name in each.columns)
            statement = f'SELECT rowid, {columns} FROM "{name}" WHERE "{column}" = ?'
            read[name] = self._db.execute(statement, (id_,)).fetchall()
        records.save(self._db, record, at=self._at)
        for name, (each, column) in parts.items():
            if read[name]:
                statement = f'DELETE FROM "{name}" WHERE "{column}" = ?'
                self._db.execute(statement, (id_,))
                for rowid, *values in read[name]:
                    insert(self._db, each, rowid, tuple(values))

    def _day_of(self, table: str, id_: str) -> date | None:
        column = shape.of_version()[table].day
        if column is None:
            return None
        statement = f'SELECT "{column}" FROM "{table}" WHERE id = ?'
        row = self._db.execute(statement, (id_,)).fetchone()
        day = row[0] if row else self._merged.days.get((table, id_))
        return None if day is None else date.fromisoformat(day)
