"""The table of how a stretch of time was remembered."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from sessiondesk.domain.ids import RecallId, ScaleId
from sessiondesk.domain.recall import Recall
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, str, str]


def save(db: Connection, recall: Recall, *, at: str) -> None:
    """Keep ``recall``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO recall (id, day, first_day, last_day, words, made_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            day = excluded.day, first_day = excluded.first_day, last_day = excluded.last_day,
            words = excluded.words, changed_at = excluded.changed_at
        """,
        (
            recall.id,
            recall.day.isoformat(),
            recall.first.isoformat(),
            recall.last.isoformat(),
            recall.words,
            at,
            at,
        ),
    )
    db.execute("DELETE FROM recall_rating WHERE recall_id = ?", (recall.id,))
    db.executemany(
        "INSERT INTO recall_rating (recall_id, scale_id, value) VALUES (?, ?, ?)",
        [(recall.id, scale_id, value) for scale_id, value in recall.ratings.items()],
    )


def find(db: Connection, recall_id: RecallId) -> Recall | None:
    """Return the recall of that id, in the bin or not; None if there is none."""
    rows = db.execute(
        "SELECT id, day, first_day, last_day, words FROM recall WHERE id = ?", (recall_id,)
    )
    found = _with_ratings(db, rows.fetchall())
    return found[0] if found else None


def all_(db: Connection) -> Sequence[Recall]:
    """Return all of them, the one said first first."""
    rows = db.execute(
        """
        SELECT id, day, first_day, last_day, words FROM recall
        WHERE removed_at IS NULL
        ORDER BY day, rowid
        """
    )
    return _with_ratings(db, rows.fetchall())


def _with_ratings(db: Connection, rows: Sequence[_Row]) -> Sequence[Recall]:
    ratings: dict[str, dict[ScaleId, float]] = defaultdict(dict)
    found = db.execute(
        """
        SELECT recall_id, scale_id, value FROM recall_rating
        WHERE recall_id IN (SELECT value FROM json_each(?))
        ORDER BY recall_id, scale_id
        """,
        (msgspec.json.encode([row[0] for row in rows]).decode(),),
    )
    for recall_id, scale_id, value in found:
        ratings[recall_id][ScaleId(scale_id)] = value
    return [
        Recall(
            id=RecallId(id_),
            day=date.fromisoformat(day),
            first=date.fromisoformat(first),
            last=date.fromisoformat(last),
            words=words,
            ratings=ratings[id_],
        )
        for id_, day, first, last, words in rows
    ]
