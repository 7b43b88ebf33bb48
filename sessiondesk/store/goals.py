"""The table of goals."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.goal import Goal, GoalState, Horizon, Measure
from sessiondesk.domain.ids import GoalId, PracticeId, TagId
from sessiondesk.store.connection import Connection

_Row = tuple[
    str,
    str,
    str,
    str,
    str | None,
    str,
    str | None,
    str | None,
    float | None,
    str | None,
    str,
    str,
]


def save(db: Connection, goal: Goal, *, at: str) -> None:
    """Keep ``goal``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO goal (
            id, text, began_on, horizon, serves_id, measure, practice_id, tag_id, aim,
            review_on, state, closing_words, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            text = excluded.text, began_on = excluded.began_on, horizon = excluded.horizon,
            serves_id = excluded.serves_id, measure = excluded.measure,
            practice_id = excluded.practice_id, tag_id = excluded.tag_id,
            aim = excluded.aim, review_on = excluded.review_on, state = excluded.state,
            closing_words = excluded.closing_words, changed_at = excluded.changed_at
        """,
        (
            goal.id,
            goal.text,
            goal.began_on.isoformat(),
            goal.horizon,
            goal.serves_id,
            goal.measure,
            goal.practice_id,
            goal.tag_id,
            goal.aim,
            None if goal.review_on is None else goal.review_on.isoformat(),
            goal.state,
            goal.closing_words,
            at,
            at,
        ),
    )


def find(db: Connection, goal_id: GoalId) -> Goal | None:
    """Return the goal of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, text, began_on, horizon, serves_id, measure, practice_id, tag_id, aim,
            review_on, state, closing_words
        FROM goal
        WHERE id = ?
        """,
        (goal_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Goal]:
    """Return all goals, those over too, the one set first first."""
    rows = db.execute(
        """
        SELECT id, text, began_on, horizon, serves_id, measure, practice_id, tag_id, aim,
            review_on, state, closing_words
        FROM goal
        WHERE removed_at IS NULL
        ORDER BY began_on, rowid
        """
    )
    return [_from_row(row) for row in rows]


def _from_row(row: _Row) -> Goal:
    (
        id_,
        text,
        began_on,
        horizon,
        serves_id,
        measure,
        practice_id,
        tag_id,
        aim,
        review_on,
        state,
        closing_words,
    ) = row
    return Goal(
        id=GoalId(id_),
        text=text,
        began_on=date.fromisoformat(began_on),
        horizon=Horizon(horizon),
        serves_id=None if serves_id is None else GoalId(serves_id),
        measure=Measure(measure),
        practice_id=None if practice_id is None else PracticeId(practice_id),
        tag_id=None if tag_id is None else TagId(tag_id),
        aim=aim,
        review_on=None if review_on is None else date.fromisoformat(review_on),
        state=GoalState(state),
        closing_words=closing_words,
    )
