"""The journal's life events and medicines."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.ids import LifeEventId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.journal.part import Part
from sessiondesk.store import life_events, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class LifeEvents(Part):
    """What else was going on."""

    def all(self) -> Sequence[LifeEvent]:
        """Return all events, oldest first."""
        return self.between(Period(first=date.min, last=date.max))

    def between(self, period: Period) -> Sequence[LifeEvent]:
        """Return the events that touch ``period``, oldest first."""
        with outside_causes():
            return life_events.between(self._db, period.first, period.last)

    def find(self, event_id: LifeEventId) -> LifeEvent | None:
        """Return the event of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.LIFE_EVENT, event_id)
            return life_events.find(self._db, event_id) if is_kept else None

    def record(self, event: LifeEvent) -> None:
        """Keep ``event``, new or changed."""
        with self._journal.act() as act:
            act.save(event)

    def remove(self, event_id: LifeEventId) -> None:
        """Put an event into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.LIFE_EVENT, event_id)
