"""The table of progress reviews, with the evidence as it stood."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

import msgspec

from sessiondesk.domain.ids import CourseId, ReviewId, TherapySessionId
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str | None, str | None, str, str, str, str, str, str, str]


def save(db: Connection, review: Review, *, at: str) -> None:
    """Keep ``review``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO review (
            id, day, course_id, session_id, hard, not_right, hard_words, not_right_words,
            own_words, decisions, steps, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            day = excluded.day, course_id = excluded.course_id,
            session_id = excluded.session_id, hard = excluded.hard,
            not_right = excluded.not_right, hard_words = excluded.hard_words,
            not_right_words = excluded.not_right_words, own_words = excluded.own_words,
            decisions = excluded.decisions, steps = excluded.steps,
            changed_at = excluded.changed_at
        """,
        (
            review.id,
            review.day.isoformat(),
            review.course_id,
            review.session_id,
            _as_json(review.hard),
            _as_json(review.not_right),
            review.hard_words,
            review.not_right_words,
            review.own_words,
            review.decisions,
            _as_json(review.steps),
            at,
            at,
        ),
    )
    db.execute("DELETE FROM review_finding WHERE review_id = ?", (review.id,))
    db.executemany(
        """
        INSERT INTO review_finding (
            review_id, position, side, asked, subject, method, claim, is_aside
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            (
                review.id,
                position,
                each.side,
                each.asked,
                each.subject,
                each.method,
                each.claim,
                each.is_aside,
            )
            for position, each in enumerate(review.findings)
        ],
    )


def find(db: Connection, review_id: ReviewId) -> Review | None:
    """Return the review of that id, in the bin or not; None if there is none."""
    rows = db.execute(
        """
        SELECT id, day, course_id, session_id, hard, not_right, hard_words, not_right_words,
            own_words, decisions, steps
        FROM review
        WHERE id = ?
        """,
        (review_id,),
    )
    found = _with_findings(db, rows.fetchall())
    return found[0] if found else None


def all_(db: Connection) -> Sequence[Review]:
    """Return all reviews, oldest first."""
    rows = db.execute(
        """
        SELECT id, day, course_id, session_id, hard, not_right, hard_words, not_right_words,
            own_words, decisions, steps
        FROM review
        WHERE removed_at IS NULL
        ORDER BY day, rowid
        """
    )
    return _with_findings(db, rows.fetchall())


def _with_findings(db: Connection, rows: Sequence[_Row]) -> Sequence[Review]:
    findings: dict[str, list[Finding]] = defaultdict(list)
    found = db.execute(
        """
        SELECT review_id, side, asked, subject, method, claim, is_aside FROM review_finding
        WHERE review_id IN (SELECT value FROM json_each(?))
        ORDER BY review_id, position
        """,
        (msgspec.json.encode([row[0] for row in rows]).decode(),),
    )
    for review_id, side, asked, subject, method, claim, is_aside in found:
        findings[review_id].append(
            Finding(
                side=SpeaksFor(side),
                asked=Asked(asked),
                subject=subject,
                method=method,
                claim=claim,
                is_aside=bool(is_aside),
            )
        )
    return [_from_row(row, tuple(findings[row[0]])) for row in rows]


def _from_row(row: _Row, findings: tuple[Finding, ...]) -> Review:
    (
        id_,
        day,
        course_id,
        session_id,
        hard,
        not_right,
        hard_words,
        not_right_words,
        own_words,
        decisions,
        steps,
    ) = row
    return Review(
        id=ReviewId(id_),
        day=date.fromisoformat(day),
        course_id=None if course_id is None else CourseId(course_id),
        session_id=None if session_id is None else TherapySessionId(session_id),
        findings=findings,
        hard=msgspec.json.decode(hard, type=frozenset[Movement]),
        not_right=msgspec.json.decode(not_right, type=frozenset[Movement]),
        hard_words=hard_words,
        not_right_words=not_right_words,
        own_words=own_words,
        decisions=decisions,
        steps=msgspec.json.decode(steps, type=frozenset[Step]),
    )


def _as_json(ids: frozenset[Movement] | frozenset[Step]) -> str:
    return msgspec.json.encode(sorted(ids)).decode()
