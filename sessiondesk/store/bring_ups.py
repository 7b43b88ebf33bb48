"""The table of bring-ups."""

from collections.abc import Mapping, Sequence

from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.ids import BringUpId, TherapySessionId
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str | None, int, str, str | None, str | None, str, int]


def save(db: Connection, bring_up: BringUp, *, at: str) -> None:
    """Keep ``bring_up``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO bring_up (
            id, text, want, rank, state, session_id, source, source_id, stays_private,
            made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            text = excluded.text, want = excluded.want, rank = excluded.rank,
            state = excluded.state, session_id = excluded.session_id,
            source = excluded.source, source_id = excluded.source_id,
            stays_private = excluded.stays_private, changed_at = excluded.changed_at
        """,
        (
            bring_up.id,
            bring_up.text,
            bring_up.want,
            bring_up.rank,
            bring_up.state,
            bring_up.session_id,
            bring_up.source,
            bring_up.source_id,
            bring_up.stays_private,
            at,
            at,
        ),
    )


def find(db: Connection, bring_up_id: BringUpId) -> BringUp | None:
    """Return the bring-up of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, text, want, rank, state, session_id, source, source_id, stays_private
        FROM bring_up
        WHERE id = ?
        """,
        (bring_up_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[BringUp]:
    """Return all bring-ups, whatever became of them, by rank."""
    rows = db.execute(
        """
        SELECT id, text, want, rank, state, session_id, source, source_id, stays_private
        FROM bring_up
        WHERE removed_at IS NULL
        ORDER BY rank, rowid
        """
    )
    return [_from_row(row) for row in rows]


def texts(db: Connection) -> Mapping[BringUpId, str]:
    """Return the text of each of the bring-ups that ``all_`` returns, and no more of them."""
    rows = db.execute("SELECT id, text FROM bring_up WHERE removed_at IS NULL")
    return {BringUpId(own): text for own, text in rows}


def open_(db: Connection) -> Sequence[BringUp]:
    """Return what is still to be said, by rank."""
    rows = db.execute(
        """
        SELECT id, text, want, rank, state, session_id, source, source_id, stays_private
        FROM bring_up
        WHERE state IN ('open', 'carried_over') AND removed_at IS NULL
        ORDER BY rank, rowid
        """
    )
    return [_from_row(row) for row in rows]


def of_session(db: Connection, session_id: TherapySessionId) -> Sequence[BringUp]:
    """Return what was brought up in a session, carried over from it or let go there, by rank."""
    rows = db.execute(
        """
        SELECT id, text, want, rank, state, session_id, source, source_id, stays_private
        FROM bring_up
        WHERE session_id = ? AND removed_at IS NULL
        ORDER BY rank, rowid
        """,
        (session_id,),
    )
    return [_from_row(row) for row in rows]


def last_rank(db: Connection) -> int:
    """Return the highest rank there is outside the bin; -1 without any bring-up."""
    (rank,) = db.execute("SELECT max(rank) FROM bring_up WHERE removed_at IS NULL").fetchone()
    return -1 if rank is None else int(rank)


def _from_row(row: _Row) -> BringUp:
    id_, text, want, rank, state, session_id, source, source_id, stays_private = row
    return BringUp(
        id=BringUpId(id_),
        text=text,
        want=None if want is None else Want(want),
        rank=rank,
        state=BringUpState(state),
        session_id=None if session_id is None else TherapySessionId(session_id),
        source=None if source is None else SourceKind(source),
        source_id=source_id,
        stays_private=bool(stays_private),
    )
