"""The tables of what happens on the way to a goal: values, adjustments and wins."""

from collections.abc import Sequence
from datetime import date, datetime

from sessiondesk.domain.goal import Adjusted, Adjustment, GoalValue, Win
from sessiondesk.domain.ids import AdjustmentId, GoalId, GoalValueId, WinId
from sessiondesk.store.connection import Connection


def save_value(db: Connection, value: GoalValue, *, at: str) -> None:
    """Keep one value, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO goal_value (id, goal_id, noted_at, day, value, made_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            noted_at = excluded.noted_at, day = excluded.day, value = excluded.value,
            changed_at = excluded.changed_at
        """,
        (
            value.id,
            value.goal_id,
            value.noted_at.isoformat(),
            value.day.isoformat(),
            value.value,
            at,
            at,
        ),
    )


def find_value(db: Connection, value_id: GoalValueId) -> GoalValue | None:
    """Return the value of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, goal_id, noted_at, day, value FROM goal_value
        WHERE id = ?
        """,
        (value_id,),
    ).fetchone()
    return _value_from_row(row) if row else None


def values(db: Connection, goal_id: GoalId) -> Sequence[GoalValue]:
    """Return the values of a goal, oldest first."""
    rows = db.execute(
        """
        SELECT id, goal_id, noted_at, day, value FROM goal_value
        WHERE goal_id = ? AND removed_at IS NULL
        ORDER BY day, unixepoch(noted_at), rowid
        """,
        (goal_id,),
    )
    return [_value_from_row(row) for row in rows]


def save_adjustment(db: Connection, adjustment: Adjustment, *, at: str) -> None:
    """Keep one adjustment, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO goal_adjustment (
            id, goal_id, made_on, what, before, after, reason, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            made_on = excluded.made_on, what = excluded.what, before = excluded.before,
            after = excluded.after, reason = excluded.reason, changed_at = excluded.changed_at
        """,
        (
            adjustment.id,
            adjustment.goal_id,
            adjustment.made_on.isoformat(),
            adjustment.what,
            adjustment.before,
            adjustment.after,
            adjustment.reason,
            at,
            at,
        ),
    )


def find_adjustment(db: Connection, adjustment_id: AdjustmentId) -> Adjustment | None:
    """Return the adjustment of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, goal_id, made_on, what, before, after, reason FROM goal_adjustment
        WHERE id = ?
        """,
        (adjustment_id,),
    ).fetchone()
    return _adjustment_from_row(row) if row else None


def adjustments(db: Connection, goal_id: GoalId) -> Sequence[Adjustment]:
    """Return the adjustments of a goal, newest first."""
    rows = db.execute(
        """
        SELECT id, goal_id, made_on, what, before, after, reason FROM goal_adjustment
        WHERE goal_id = ? AND removed_at IS NULL
        ORDER BY made_on DESC, rowid DESC
        """,
        (goal_id,),
    )
    return [_adjustment_from_row(row) for row in rows]


def save_win(db: Connection, win: Win, *, at: str) -> None:
    """Keep one win, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO win (id, goal_id, day, text, made_at, changed_at) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            day = excluded.day, text = excluded.text, changed_at = excluded.changed_at
        """,
        (win.id, win.goal_id, win.day.isoformat(), win.text, at, at),
    )


def find_win(db: Connection, win_id: WinId) -> Win | None:
    """Return the win of that id, in the bin or not; None if there is none."""
    row = db.execute("SELECT id, goal_id, day, text FROM win WHERE id = ?", (win_id,)).fetchone()
    return _win_from_row(row) if row else None


def wins(db: Connection, goal_id: GoalId) -> Sequence[Win]:
    """Return the wins of a goal, newest first."""
    rows = db.execute(
        """
        SELECT id, goal_id, day, text FROM win
        WHERE goal_id = ? AND removed_at IS NULL
        ORDER BY day DESC, rowid DESC
        """,
        (goal_id,),
    )
    return [_win_from_row(row) for row in rows]


def _value_from_row(row: tuple[str, str, str, str, float]) -> GoalValue:
    id_, goal_id, noted_at, day, value = row
    return GoalValue(
        id=GoalValueId(id_),
        goal_id=GoalId(goal_id),
        noted_at=datetime.fromisoformat(noted_at),
        day=date.fromisoformat(day),
        value=value,
    )


def _adjustment_from_row(row: tuple[str, str, str, str, str, str, str]) -> Adjustment:
    id_, goal_id, made_on, what, before, after, reason = row
    return Adjustment(
        id=AdjustmentId(id_),
        goal_id=GoalId(goal_id),
        made_on=date.fromisoformat(made_on),
        what=Adjusted(what),
        before=before,
        after=after,
        reason=reason,
    )


def _win_from_row(row: tuple[str, str, str, str]) -> Win:
    id_, goal_id, day, text = row
    return Win(id=WinId(id_), goal_id=GoalId(goal_id), day=date.fromisoformat(day), text=text)
