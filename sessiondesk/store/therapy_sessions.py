"""The table of therapy sessions."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

import msgspec

from sessiondesk.domain.ids import CourseId, PatternId, TherapySessionId
from sessiondesk.domain.therapy_session import (
    Appointment,
    Outcome,
    Place,
    TherapySession,
    in_order,
)
from sessiondesk.store.connection import Connection
from sessiondesk.store.entry_sources import BLANKS

# In the order of the index that holds all of it.
_Outline = tuple[str, str, str, int, str, str | None, str, str | None, str]
_Row = tuple[
    str,
    str,
    str,
    str,
    int,
    str,
    str | None,
    str,
    str | None,
    str,
    str,
    str,
    str,
    str,
    str | None,
]


def save(db: Connection, session: TherapySession, *, at: str) -> None:
    """Keep ``session``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO therapy_session (
            id, course_id, planned_for, zone, day, minutes, moved_from, place, outcome,
            cancelled_at, notes, topics, to_keep, left_open, first_said, series_id, made_at,
            changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            course_id = excluded.course_id, planned_for = excluded.planned_for,
            zone = excluded.zone, day = excluded.day, minutes = excluded.minutes,
            moved_from = excluded.moved_from, place = excluded.place,
            outcome = excluded.outcome, cancelled_at = excluded.cancelled_at,
            notes = excluded.notes, topics = excluded.topics, to_keep = excluded.to_keep,
            left_open = excluded.left_open, first_said = excluded.first_said,
            series_id = excluded.series_id, changed_at = excluded.changed_at
        """,
        (
            session.id,
            session.course_id,
            session.planned_for.isoformat(timespec="minutes"),
            session.zone,
            session.day.isoformat(),
            session.minutes,
            _as_json([each.isoformat(timespec="minutes") for each in session.moved_from]),
            session.place,
            session.outcome,
            None if session.cancelled_at is None else session.cancelled_at.isoformat(),
            session.notes,
            _as_json(session.topics),
            session.to_keep,
            session.left_open,
            session.first_said,
            session.series_id,
            at,
            at,
        ),
    )
    db.execute("DELETE FROM therapy_session_pattern WHERE session_id = ?", (session.id,))
    db.executemany(
        "INSERT INTO therapy_session_pattern (session_id, pattern_id) VALUES (?, ?)",
        [(session.id, pattern_id) for pattern_id in sorted(session.patterns)],
    )


def find(
    db: Connection, session_id: TherapySessionId, *, is_as_kept: bool = False
) -> TherapySession | None:
    """Return the session of that id, in the bin or not; None if there is none.

    Args:
        db: Open connection.
        session_id: Its identity.
        is_as_kept: Name the patterns it was given, also those that were merged since.
    """
    row = db.execute(
        """
        SELECT id, course_id, planned_for, zone, minutes, moved_from, place, outcome,
            cancelled_at, notes, topics, to_keep, left_open, first_said, series_id
        FROM therapy_session
        WHERE id = ?
        """,
        (session_id,),
    ).fetchone()
    return _with_patterns(db, [row], is_as_kept=is_as_kept)[0] if row else None


def between(db: Connection, first: date, last: date) -> Sequence[TherapySession]:
    """Return the sessions of the days ``first`` to ``last``, both included, oldest first.

    Sessions of a course that was removed are not in there.
    """
    rows = db.execute(
        """
        SELECT therapy_session.id, course_id, planned_for, zone, minutes, moved_from, place,
            outcome, cancelled_at, notes, topics, to_keep, left_open, first_said, series_id
        FROM therapy_session
        JOIN course ON course.id = therapy_session.course_id
        WHERE day BETWEEN ? AND ? AND therapy_session.removed_at IS NULL
            AND course.removed_at IS NULL
        """,
        (first.isoformat(), last.isoformat()),
    )
    # By the instant: only here is the offset of a wall clock time known.
    return in_order(_with_patterns(db, rows.fetchall()))


def outline(db: Connection) -> Sequence[Appointment]:
    """Return all appointments, oldest first, without words.

    Those of a course that was removed are not in there.
    """
    rows = db.execute(
        """
        SELECT course_id, planned_for, zone, minutes, moved_from, place, outcome, cancelled_at,
            therapy_session.id
        FROM therapy_session
        WHERE removed_at IS NULL
            AND course_id IN (SELECT id FROM course WHERE removed_at IS NULL)
        """
    )
    return in_order(_appointment(row) for row in rows.fetchall())


def in_series(db: Connection, series_id: str, first: date) -> Sequence[TherapySession]:
    """Return the sessions made in one go that are still planned, from ``first`` on."""
    rows = db.execute(
        """
        SELECT id, course_id, planned_for, zone, minutes, moved_from, place, outcome,
            cancelled_at, notes, topics, to_keep, left_open, first_said, series_id
        FROM therapy_session
        WHERE series_id = ? AND day >= ? AND outcome = 'planned' AND removed_at IS NULL
        """,
        (series_id, first.isoformat()),
    )
    return in_order(_with_patterns(db, rows.fetchall()))


def with_first_said(db: Connection) -> Collection[TherapySessionId]:
    """Return the sessions in which something was said aloud for the first time."""
    rows = db.execute(
        """
        SELECT id FROM therapy_session
        WHERE trim(first_said, ?) <> '' AND removed_at IS NULL
        """,
        (BLANKS,),
    )
    return frozenset(TherapySessionId(id_) for (id_,) in rows)


def topics(db: Connection, *, latest: int) -> Sequence[str]:
    """Return what the ``latest`` sessions with topics were about, the most frequent first."""
    rows = db.execute(
        """
        SELECT topic.value
        FROM (
            SELECT topics, day FROM therapy_session
            WHERE topics <> '[]' AND removed_at IS NULL
            ORDER BY day DESC
            LIMIT ?
        ) AS session, json_each(session.topics) AS topic
        GROUP BY topic.value
        ORDER BY count(*) DESC, max(session.day) DESC, topic.value
        """,
        (latest,),
    )
    return [text for (text,) in rows]


def _as_json(texts: Sequence[str]) -> str:
    return msgspec.json.encode(texts).decode()


def _from_json(text: str) -> tuple[str, ...]:
    return msgspec.json.decode(text, type=tuple[str, ...])


def _appointment(row: _Outline) -> Appointment:
    course_id, planned_for, zone, minutes, moved_from, place, outcome, cancelled_at, id_ = row
    return Appointment(
        id=TherapySessionId(id_),
        course_id=CourseId(course_id),
        planned_for=datetime.fromisoformat(planned_for),
        zone=zone,
        minutes=minutes,
        # Nearly all were never moved.
        moved_from=tuple(datetime.fromisoformat(each) for each in _from_json(moved_from))
        if moved_from != "[]"
        else (),
        place=None if place is None else Place(place),
        outcome=Outcome(outcome),
        cancelled_at=None if cancelled_at is None else datetime.fromisoformat(cancelled_at),
    )


def _with_patterns(
    db: Connection, rows: Sequence[_Row], *, is_as_kept: bool = False
) -> Sequence[TherapySession]:
    found: dict[str, set[PatternId]] = defaultdict(set)
    for own, pattern_id in db.execute(
        """
        SELECT session_id, iif(?, pattern.id, coalesce(pattern.merged_into, pattern.id))
        FROM therapy_session_pattern
        JOIN pattern ON pattern.id = therapy_session_pattern.pattern_id
        WHERE session_id IN (SELECT value FROM json_each(?))
        """,
        (is_as_kept, _as_json([row[0] for row in rows])),
    ):
        found[own].add(PatternId(pattern_id))
    return [_from_row(row, frozenset(found.get(row[0], ()))) for row in rows]


def _from_row(row: _Row, patterns: frozenset[PatternId]) -> TherapySession:
    (
        id_,
        course_id,
        planned_for,
        zone,
        minutes,
        moved_from,
        place,
        outcome,
        cancelled_at,
        notes,
        topics,
        to_keep,
        left_open,
        first_said,
        series_id,
    ) = row
    return TherapySession(
        id=TherapySessionId(id_),
        course_id=CourseId(course_id),
        planned_for=datetime.fromisoformat(planned_for),
        zone=zone,
        minutes=minutes,
        moved_from=tuple(datetime.fromisoformat(each) for each in _from_json(moved_from)),
        place=None if place is None else Place(place),
        outcome=Outcome(outcome),
        cancelled_at=None if cancelled_at is None else datetime.fromisoformat(cancelled_at),
        notes=notes,
        topics=_from_json(topics),
        to_keep=to_keep,
        left_open=left_open,
        first_said=first_said,
        series_id=series_id,
        patterns=patterns,
    )
