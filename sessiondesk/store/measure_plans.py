"""The table of plans of measuring: which instruments are filled in, and how often."""

from collections.abc import Sequence

from sessiondesk.domain.ids import CourseId, MeasurePlanId
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str | None, int, int]


def save(db: Connection, plan: MeasurePlan, *, at: str) -> None:
    """Keep ``plan``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO measure_plan (
            id, instrument, course_id, is_on, every_days, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            instrument = excluded.instrument, course_id = excluded.course_id,
            is_on = excluded.is_on, every_days = excluded.every_days,
            changed_at = excluded.changed_at
        """,
        (plan.id, plan.instrument, plan.course_id, plan.is_on, plan.every_days, at, at),
    )


def find(db: Connection, plan_id: MeasurePlanId) -> MeasurePlan | None:
    """Return the plan of that id, in the bin or not; None if there is none."""
    row = db.execute(
        "SELECT id, instrument, course_id, is_on, every_days FROM measure_plan WHERE id = ?",
        (plan_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[MeasurePlan]:
    """Return all plans, in the order they were made."""
    rows = db.execute(
        """
        SELECT id, instrument, course_id, is_on, every_days FROM measure_plan
        WHERE removed_at IS NULL
        ORDER BY rowid
        """
    )
    return [_from_row(row) for row in rows]


def _from_row(row: _Row) -> MeasurePlan:
    id_, instrument, course_id, is_on, every_days = row
    return MeasurePlan(
        id=MeasurePlanId(id_),
        instrument=instrument,
        course_id=None if course_id is None else CourseId(course_id),
        is_on=bool(is_on),
        every_days=every_days,
    )
