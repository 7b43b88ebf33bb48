"""The table of courses of therapy."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str | None, str, str, str, int, int | None, int | None]


def save(db: Connection, course: Course, *, at: str) -> None:
    """Keep ``course``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO course (
            id, started_on, ended_on, approach, rhythm, therapist, sessions_before,
            expected_sessions, review_every, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            started_on = excluded.started_on, ended_on = excluded.ended_on,
            approach = excluded.approach, rhythm = excluded.rhythm,
            therapist = excluded.therapist, sessions_before = excluded.sessions_before,
            expected_sessions = excluded.expected_sessions,
            review_every = excluded.review_every, changed_at = excluded.changed_at
        """,
        (
            course.id,
            course.started_on.isoformat(),
            None if course.ended_on is None else course.ended_on.isoformat(),
            course.approach,
            course.rhythm,
            course.therapist,
            course.sessions_before,
            course.expected_sessions,
            course.review_every,
            at,
            at,
        ),
    )
    db.execute("DELETE FROM course_break WHERE course_id = ?", (course.id,))
    db.executemany(
        """
        INSERT INTO course_break (course_id, position, first_day, last_day, reason)
        VALUES (?, ?, ?, ?, ?)
        """,
        [
            (
                course.id,
                n,
                each.first.isoformat(),
                None if each.last is None else each.last.isoformat(),
                each.reason,
            )
            for n, each in enumerate(course.breaks)
        ],
    )


def find(db: Connection, course_id: CourseId) -> Course | None:
    """Return the course of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, started_on, ended_on, approach, rhythm, therapist, sessions_before,
            expected_sessions, review_every
        FROM course
        WHERE id = ?
        """,
        (course_id,),
    ).fetchone()
    return _from_row(db, row) if row else None


def all_(db: Connection) -> Sequence[Course]:
    """Return all courses, the one that started last first."""
    rows = db.execute(
        """
        SELECT id, started_on, ended_on, approach, rhythm, therapist, sessions_before,
            expected_sessions, review_every
        FROM course
        WHERE removed_at IS NULL
        ORDER BY started_on DESC, rowid DESC
        """
    )
    return [_from_row(db, row) for row in rows.fetchall()]


def _from_row(db: Connection, row: _Row) -> Course:
    (
        id_,
        started_on,
        ended_on,
        approach,
        rhythm,
        therapist,
        sessions_before,
        expected_sessions,
        review_every,
    ) = row
    return Course(
        id=CourseId(id_),
        started_on=date.fromisoformat(started_on),
        ended_on=None if ended_on is None else date.fromisoformat(ended_on),
        approach=approach,
        rhythm=rhythm,
        therapist=therapist,
        sessions_before=sessions_before,
        expected_sessions=expected_sessions,
        review_every=review_every,
        breaks=_breaks(db, id_),
    )


def _breaks(db: Connection, course_id: str) -> tuple[Break, ...]:
    rows = db.execute(
        """
        SELECT first_day, last_day, reason FROM course_break
        WHERE course_id = ?
        ORDER BY position
        """,
        (course_id,),
    )
    return tuple(
        Break(
            first=date.fromisoformat(first),
            last=None if last is None else date.fromisoformat(last),
            reason=reason,
        )
        for first, last, reason in rows
    )
