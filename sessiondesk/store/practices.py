"""The tables of practices and of the log of doing them."""

from collections.abc import Sequence
from datetime import date, datetime

from sessiondesk.domain.ids import PracticeId, PracticeLogId, TherapySessionId
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, int | None, str | None, str, str | None]
_LogRow = tuple[str, str, str, str, int | None, str]


def save(db: Connection, practice: Practice, *, at: str) -> None:
    """Keep ``practice``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO practice (
            id, text, agreed_on, days_a_week, session_id, state, ended_on, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            text = excluded.text, agreed_on = excluded.agreed_on,
            days_a_week = excluded.days_a_week, session_id = excluded.session_id,
            state = excluded.state, ended_on = excluded.ended_on,
            changed_at = excluded.changed_at
        """,
        (
            practice.id,
            practice.text,
            practice.agreed_on.isoformat(),
            practice.days_a_week,
            practice.session_id,
            practice.state,
            None if practice.ended_on is None else practice.ended_on.isoformat(),
            at,
            at,
        ),
    )


def find(db: Connection, practice_id: PracticeId) -> Practice | None:
    """Return the practice of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, text, agreed_on, days_a_week, session_id, state, ended_on
        FROM practice
        WHERE id = ?
        """,
        (practice_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Practice]:
    """Return all practices, the one agreed first first."""
    rows = db.execute(
        """
        SELECT id, text, agreed_on, days_a_week, session_id, state, ended_on
        FROM practice
        WHERE removed_at IS NULL
        ORDER BY agreed_on, rowid
        """
    )
    return [_from_row(row) for row in rows]


def for_day(db: Connection, day: date) -> Sequence[Practice]:
    """Return the practices that go on, and those that ended on ``day``, as agreed."""
    rows = db.execute(
        """
        SELECT id, text, agreed_on, days_a_week, session_id, state, ended_on
        FROM practice
        WHERE (state = 'going_on' OR ended_on = ?) AND removed_at IS NULL
        ORDER BY agreed_on, rowid
        """,
        (day.isoformat(),),
    )
    return [_from_row(row) for row in rows]


def paused(db: Connection) -> Sequence[Practice]:
    """Return the practices that are put aside for a while, the one agreed first first."""
    rows = db.execute(
        """
        SELECT id, text, agreed_on, days_a_week, session_id, state, ended_on
        FROM practice
        WHERE state = 'paused' AND removed_at IS NULL
        ORDER BY agreed_on, rowid
        """
    )
    return [_from_row(row) for row in rows]


def of_session(db: Connection, session_id: TherapySessionId) -> Sequence[Practice]:
    """Return what was agreed in a session, in the order it was written down."""
    rows = db.execute(
        """
        SELECT id, text, agreed_on, days_a_week, session_id, state, ended_on
        FROM practice
        WHERE session_id = ? AND removed_at IS NULL
        ORDER BY agreed_on, rowid
        """,
        (session_id,),
    )
    return [_from_row(row) for row in rows]


def save_log(db: Connection, entry: PracticeLog, *, at: str) -> None:
    """Keep one entry of the log, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO practice_log (
            id, practice_id, done_at, day, helped, obstacle, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            done_at = excluded.done_at, day = excluded.day, helped = excluded.helped,
            obstacle = excluded.obstacle, changed_at = excluded.changed_at
        """,
        (
            entry.id,
            entry.practice_id,
            entry.done_at.isoformat(),
            entry.day.isoformat(),
            entry.helped,
            entry.obstacle,
            at,
            at,
        ),
    )


def find_log(db: Connection, log_id: PracticeLogId) -> PracticeLog | None:
    """Return the entry of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, practice_id, done_at, day, helped, obstacle
        FROM practice_log
        WHERE id = ?
        """,
        (log_id,),
    ).fetchone()
    return _from_log_row(row) if row else None


def logs(
    db: Connection, practice_id: PracticeId, first: date, last: date
) -> Sequence[PracticeLog]:
    """Return the log of a practice for the days ``first`` to ``last``, oldest first."""
    rows = db.execute(
        """
        SELECT id, practice_id, done_at, day, helped, obstacle
        FROM practice_log
        WHERE practice_id = ? AND day BETWEEN ? AND ? AND removed_at IS NULL
        ORDER BY unixepoch(done_at), rowid
        """,
        (practice_id, first.isoformat(), last.isoformat()),
    )
    return [_from_log_row(row) for row in rows]


def last_logs(db: Connection, practice_id: PracticeId, *, most: int) -> Sequence[PracticeLog]:
    """Return the log of a practice, newest first, at most ``most`` entries of it."""
    rows = db.execute(
        """
        SELECT id, practice_id, done_at, day, helped, obstacle
        FROM practice_log
        WHERE practice_id = ? AND removed_at IS NULL
        ORDER BY day DESC, unixepoch(done_at) DESC, rowid DESC
        LIMIT ?
        """,
        (practice_id, most),
    )
    return [_from_log_row(row) for row in rows]


def days(db: Connection, practice_id: PracticeId, first: date, last: date) -> Sequence[date]:
    """Return the days from ``first`` to ``last`` with an entry in the log, oldest first."""
    rows = db.execute(
        """
        SELECT DISTINCT day FROM practice_log
        WHERE practice_id = ? AND day BETWEEN ? AND ? AND removed_at IS NULL
        ORDER BY day
        """,
        (practice_id, first.isoformat(), last.isoformat()),
    )
    return [date.fromisoformat(day) for (day,) in rows]


def count_logs(db: Connection, practice_id: PracticeId) -> int:
    """Return how many entries the log of a practice has."""
    (count,) = db.execute(
        "SELECT count(*) FROM practice_log WHERE practice_id = ? AND removed_at IS NULL",
        (practice_id,),
    ).fetchone()
    return int(count)


def _from_row(row: _Row) -> Practice:
    id_, text, agreed_on, days_a_week, session_id, state, ended_on = row
    return Practice(
        id=PracticeId(id_),
        text=text,
        agreed_on=date.fromisoformat(agreed_on),
        days_a_week=days_a_week,
        session_id=None if session_id is None else TherapySessionId(session_id),
        state=PracticeState(state),
        ended_on=None if ended_on is None else date.fromisoformat(ended_on),
    )


def _from_log_row(row: _LogRow) -> PracticeLog:
    id_, practice_id, done_at, day, helped, obstacle = row
    return PracticeLog(
        id=PracticeLogId(id_),
        practice_id=PracticeId(practice_id),
        done_at=datetime.fromisoformat(done_at),
        day=date.fromisoformat(day),
        helped=helped,
        obstacle=obstacle,
    )
