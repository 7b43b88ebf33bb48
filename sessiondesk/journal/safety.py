"""The journal's safety plan."""

from collections.abc import Iterable

from sessiondesk.domain.safety_plan import THE_ONE, SafetyPlan
from sessiondesk.journal.part import Part
from sessiondesk.store import drafts, records, safety_plans
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Safety(Part):
    """The plan written on a calmer day."""

    def plan(self) -> SafetyPlan:
        """Return the plan; an empty one where none was written yet."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.SAFETY_PLAN, THE_ONE)
            return (safety_plans.find(self._db, THE_ONE) if is_kept else None) or SafetyPlan()

    def record(self, plan: SafetyPlan, *, settles: Iterable[str] = ()) -> None:
        """Keep ``plan``.

        Args:
            plan: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(plan)
            for editor in settles:
                drafts.drop(self._db, editor, plan.id)
