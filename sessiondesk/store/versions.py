"""The table of versions: what a record was before it was changed, as JSON."""

from collections.abc import Iterable, Sequence

from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind


def add(db: Connection, kind: Kind, record_id: str, value: str, *, at: str) -> int:
    """Keep a former value and return its number; numbers only grow."""
    cursor = db.execute(
        "INSERT INTO version (kind, record_id, at, value) VALUES (?, ?, ?, ?)",
        (kind, record_id, at, value),
    )
    number = cursor.lastrowid
    assert number is not None  # noqa: S101 - always set after an insert
    return number


def value(db: Connection, number: int) -> str | None:
    """Return the JSON of the version of that number; None if it went with its record."""
    row = db.execute("SELECT value FROM version WHERE number = ?", (number,)).fetchone()
    return None if row is None else str(row[0])


def of_record(db: Connection, kind: Kind, record_id: str) -> Sequence[tuple[str, str]]:
    """Return (UTC stamp of the change, JSON of what was before it), newest first."""
    rows = db.execute(
        """
        SELECT at, value FROM version WHERE kind = ? AND record_id = ? ORDER BY number DESC
        """,
        (kind, record_id),
    )
    return rows.fetchall()


def of_kind(db: Connection, kind: Kind) -> Sequence[str]:
    """Return the JSON of every version of every record of that kind, oldest first."""
    rows = db.execute("SELECT value FROM version WHERE kind = ? ORDER BY number", (kind,))
    return [str(value) for (value,) in rows]


def count_after(db: Connection, kind: Kind, record_id: str, *, after: int) -> int:
    """Return how many versions of a record have a number above ``after``."""
    (found,) = db.execute(
        "SELECT count(*) FROM version WHERE kind = ? AND record_id = ? AND number > ?",
        (kind, record_id, after),
    ).fetchone()
    return int(found)


def newest(db: Connection) -> int:
    """Return the largest number so far; 0 without any."""
    (found,) = db.execute("SELECT coalesce(max(number), 0) FROM version").fetchone()
    return int(found)


def coalesce(db: Connection, *, after: int, made: Iterable[tuple[Kind, str]]) -> None:
    """Leave one version per record of those numbered above ``after``: the oldest.

    Args:
        db: Open connection, inside a transaction.
        after: The newest number of the sitting before.
        made: Records made since then. What they were while they came about is of no use.
    """
    db.execute(
        """
        DELETE FROM version
        WHERE number > ? AND number NOT IN (
            SELECT min(number) FROM version WHERE number > ? GROUP BY kind, record_id
        )
        """,
        (after, after),
    )
    db.executemany(
        "DELETE FROM version WHERE number > ? AND kind = ? AND record_id = ?",
        [(after, kind, record_id) for kind, record_id in made],
    )
