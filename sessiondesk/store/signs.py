"""The table of signs, of progress and worth a closer look."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.ids import SignId, TherapySessionId
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, str, str, str, str | None]


def save(db: Connection, sign: Sign, *, at: str) -> None:
    """Keep ``sign``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO sign (id, item, side, day, answer, example, session_id, made_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            item = excluded.item, side = excluded.side, day = excluded.day,
            answer = excluded.answer, example = excluded.example,
            session_id = excluded.session_id, changed_at = excluded.changed_at
        """,
        (
            sign.id,
            sign.item,
            sign.side,
            sign.day.isoformat(),
            sign.answer,
            sign.example,
            sign.session_id,
            at,
            at,
        ),
    )


def find(db: Connection, sign_id: SignId) -> Sign | None:
    """Return the sign of that id, in the bin or not; None if there is none."""
    row = db.execute(
        "SELECT id, item, side, day, answer, example, session_id FROM sign WHERE id = ?",
        (sign_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection, side: SignSide) -> Sequence[Sign]:
    """Return all signs of one side, oldest first."""
    rows = db.execute(
        """
        SELECT id, item, side, day, answer, example, session_id FROM sign
        WHERE side = ? AND removed_at IS NULL
        ORDER BY day, rowid
        """,
        (side,),
    )
    return [_from_row(row) for row in rows]


def since(db: Connection, side: SignSide, day: date) -> Sequence[Sign]:
    """Return the signs of one side answered on ``day`` or later, oldest first."""
    rows = db.execute(
        """
        SELECT id, item, side, day, answer, example, session_id FROM sign
        WHERE side = ? AND day >= ? AND removed_at IS NULL
        ORDER BY day, rowid
        """,
        (side, day.isoformat()),
    )
    return [_from_row(row) for row in rows]


def on(db: Connection, side: SignSide, day: date) -> Sequence[Sign]:
    """Return the signs of one side that were answered on that day, as they were made."""
    rows = db.execute(
        """
        SELECT id, item, side, day, answer, example, session_id FROM sign
        WHERE side = ? AND day = ? AND removed_at IS NULL
        ORDER BY rowid
        """,
        (side, day.isoformat()),
    )
    return [_from_row(row) for row in rows]


def days(db: Connection, side: SignSide) -> Sequence[date]:
    """Return the days on which one side was answered, oldest first."""
    rows = db.execute(
        "SELECT DISTINCT day FROM sign WHERE side = ? AND removed_at IS NULL ORDER BY day",
        (side,),
    )
    return [date.fromisoformat(day) for (day,) in rows]


def _from_row(row: _Row) -> Sign:
    id_, item, side, day, answer, example, session_id = row
    return Sign(
        id=SignId(id_),
        item=item,
        side=SignSide(side),
        day=date.fromisoformat(day),
        answer=SignAnswer(answer),
        example=example,
        session_id=None if session_id is None else TherapySessionId(session_id),
    )
