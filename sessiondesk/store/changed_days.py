"""On which days a check-in was written, changed, removed or brought back since something was read.

The notes are made by the file itself, whichever way a change comes, and stand in the memory of
one connection only. What others write is told by ``PRAGMA data_version``.
"""

from collections.abc import Collection
from datetime import date
from typing import Final

from sessiondesk.store.connection import Connection

# A reading never changes without its check-in, which is written first. Of each day the latest
# change is enough, so that bringing in ten years leaves no more than ten years of days.
_NOTE: Final = """
    INSERT INTO changed_day (day, number)
    VALUES ({day}, (SELECT coalesce(max(number), 0) + 1 FROM changed_day))
    ON CONFLICT (day) DO UPDATE SET number = excluded.number;
    """
_NOTES: Final = (
    """
    CREATE TEMP TABLE IF NOT EXISTS changed_day (
        day TEXT NOT NULL PRIMARY KEY,
        number INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX IF NOT EXISTS temp.changed_day_in_order ON changed_day (number)",
    f"""
    CREATE TEMP TRIGGER IF NOT EXISTS checkin_made AFTER INSERT ON main.checkin
    BEGIN {_NOTE.format(day="new.day")} END
    """,
    f"""
    CREATE TEMP TRIGGER IF NOT EXISTS checkin_changed AFTER UPDATE ON main.checkin
    BEGIN {_NOTE.format(day="old.day")} {_NOTE.format(day="new.day")} END
    """,
    f"""
    CREATE TEMP TRIGGER IF NOT EXISTS checkin_deleted AFTER DELETE ON main.checkin
    BEGIN {_NOTE.format(day="old.day")} END
    """,
)


def watch(db: Connection) -> bool:
    """Note from now on which days change through ``db``, outside a transaction.

    Returns:
        False where nothing can be written through ``db``, so that there is nothing to note.
    """
    (is_kept_from,) = db.execute("PRAGMA query_only").fetchone()
    if is_kept_from:
        return False
    for statement in _NOTES:
        db.execute(statement)
    return True


def newest(db: Connection) -> int:
    """Return the number of the latest change there was since ``watch``; 0 before the first."""
    (number,) = db.execute("SELECT coalesce(max(number), 0) FROM changed_day").fetchone()
    return int(number)


def since(db: Connection, number: int) -> Collection[date]:
    """Return the days that changed after the change of that number."""
    rows = db.execute("SELECT day FROM changed_day WHERE number > ?", (number,))
    return [date.fromisoformat(day) for (day,) in rows]
