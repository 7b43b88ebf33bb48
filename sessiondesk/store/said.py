"""The table of what was said about the record, day by day."""

from collections.abc import Iterable, Sequence
from datetime import date

from sessiondesk.domain.ids import InsightId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind

_Row = tuple[str, str, str, str, int, str]


def save(db: Connection, insight: Insight, *, at: str) -> None:
    """Keep ``insight``, new or changed; ``at`` is the UTC stamp of now."""
    save_all(db, [insight], at=at)


def save_all(db: Connection, insights: Iterable[Insight], *, at: str) -> None:
    """Keep several; what was said on the same day about the same gives way."""
    db.executemany(
        """
        INSERT INTO insight (id, day, asked, subject, method, claim, made_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            day = excluded.day, asked = excluded.asked, subject = excluded.subject,
            method = excluded.method, claim = excluded.claim, changed_at = excluded.changed_at
        """,
        [
            (
                each.id,
                each.day.isoformat(),
                each.asked,
                each.subject,
                each.method,
                each.claim,
                at,
                at,
            )
            for each in insights
        ],
    )


def find(db: Connection, insight_id: InsightId) -> Insight | None:
    """Return the insight of that id, in the bin or not; None if there is none."""
    row = db.execute(
        "SELECT id, day, asked, subject, method, claim FROM insight WHERE id = ?", (insight_id,)
    ).fetchone()
    return _from_row(row) if row else None


def days(db: Connection) -> Sequence[date]:
    """Return the days on which something was said, oldest first."""
    rows = db.execute("SELECT DISTINCT day FROM insight WHERE removed_at IS NULL ORDER BY day")
    return [date.fromisoformat(day) for (day,) in rows]


def on(db: Connection, day: date) -> Sequence[Insight]:
    """Return what was said on that day, in the order it was kept."""
    rows = db.execute(
        """
        SELECT id, day, asked, subject, method, claim FROM insight
        WHERE day = ? AND removed_at IS NULL
        ORDER BY rowid
        """,
        (day.isoformat(),),
    )
    return [_from_row(row) for row in rows]


def forget(db: Connection, day: date) -> None:
    """Delete what was said on that day: it is about to be worked out anew."""
    db.execute(
        """
        DELETE FROM version
        WHERE kind = ? AND record_id IN (SELECT id FROM insight WHERE day = ?)
        """,
        (Kind.INSIGHT, day.isoformat()),
    )
    db.execute("DELETE FROM insight WHERE day = ?", (day.isoformat(),))


def is_behind(db: Connection, day: date) -> bool:
    """Return whether a check-in or a therapy session is newer than what was said on that day.

    New, changed, or removed: what was said on a day before any of that may be said otherwise.
    """
    (said_at,) = db.execute(
        "SELECT max(changed_at) FROM insight WHERE day = ?", (day.isoformat(),)
    ).fetchone()
    if said_at is None:
        return False
    (found,) = db.execute(
        """
        SELECT
            EXISTS (
                SELECT 1 FROM checkin
                WHERE max(changed_at, coalesce(removed_at, '')) > :said_at
            )
            OR EXISTS (
                SELECT 1 FROM therapy_session
                WHERE max(changed_at, coalesce(removed_at, '')) > :said_at
            )
        """,
        {"said_at": said_at},
    ).fetchone()
    return bool(found)


def _from_row(row: _Row) -> Insight:
    id_, day, asked, subject, method, claim = row
    return Insight(
        id=InsightId(id_),
        day=date.fromisoformat(day),
        asked=Asked(asked),
        subject=subject,
        method=method,
        claim=claim,
    )
