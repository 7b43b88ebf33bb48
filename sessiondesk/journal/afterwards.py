"""The journal's notes after a session, which are always private."""

from collections.abc import Iterable, Mapping, Sequence

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.ids import AfterwardsId, TherapySessionId
from sessiondesk.journal.part import Part
from sessiondesk.store import afterwards, drafts, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Afterwardses(Part):
    """What was noted after sessions, for oneself alone."""

    def of(self, session_id: TherapySessionId) -> Afterwards:
        """Return what was noted after that session; an empty one where there is nothing yet."""
        found = self.of_all([session_id])
        return found.get(session_id) or Afterwards(session_id=session_id)

    def find(self, afterwards_id: AfterwardsId) -> Afterwards | None:
        """Return what was noted under that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.AFTERWARDS, afterwards_id)
            return afterwards.find(self._db, afterwards_id) if is_kept else None

    def of_all(
        self, session_ids: Sequence[TherapySessionId]
    ) -> Mapping[TherapySessionId, Afterwards]:
        """Return what was noted after each of those sessions that has something."""
        with outside_causes():
            return afterwards.of_sessions(self._db, session_ids)

    def record(self, noted: Afterwards, *, settles: Iterable[str] = ()) -> None:
        """Keep ``noted``, new or changed.

        Args:
            noted: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(noted)
            for editor in settles:
                drafts.drop(self._db, editor, noted.id)

    def remove(self, afterwards_id: AfterwardsId) -> None:
        """Put what was noted after a session into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.AFTERWARDS, afterwards_id)
