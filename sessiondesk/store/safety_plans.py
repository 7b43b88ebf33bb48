"""The table of the safety plan: one row, or none yet."""

from sessiondesk.domain.ids import SafetyPlanId
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.store.connection import Connection


def save(db: Connection, plan: SafetyPlan, *, at: str) -> None:
    """Keep ``plan``; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO safety_plan (
            id, warning_signs, helps_me_wait, places_and_people, people_to_ask, professionals,
            safer_room, worth_living_for, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            warning_signs = excluded.warning_signs, helps_me_wait = excluded.helps_me_wait,
            places_and_people = excluded.places_and_people,
            people_to_ask = excluded.people_to_ask, professionals = excluded.professionals,
            safer_room = excluded.safer_room, worth_living_for = excluded.worth_living_for,
            changed_at = excluded.changed_at
        """,
        (
            plan.id,
            plan.warning_signs,
            plan.helps_me_wait,
            plan.places_and_people,
            plan.people_to_ask,
            plan.professionals,
            plan.safer_room,
            plan.worth_living_for,
            at,
            at,
        ),
    )


def find(db: Connection, plan_id: SafetyPlanId) -> SafetyPlan | None:
    """Return the plan, in the bin or not; None if none was written yet."""
    row = db.execute(
        """
        SELECT id, warning_signs, helps_me_wait, places_and_people, people_to_ask,
            professionals, safer_room, worth_living_for
        FROM safety_plan
        WHERE id = ?
        """,
        (plan_id,),
    ).fetchone()
    if row is None:
        return None
    id_, signs, waiting, places, people, professionals, room, living = row
    return SafetyPlan(
        id=SafetyPlanId(id_),
        warning_signs=signs,
        helps_me_wait=waiting,
        places_and_people=places,
        people_to_ask=people,
        professionals=professionals,
        safer_room=room,
        worth_living_for=living,
    )
