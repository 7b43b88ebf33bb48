"""How stretches of time were remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessiondesk.journal.part import Part
from sessiondesk.store import drafts, recalls, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sessiondesk.domain.ids import RecallId
    from sessiondesk.domain.recall import Recall


class Recalls(Part):
    """What a person said about a time before looking at the record of it."""

    def all(self) -> Sequence[Recall]:
        """Return all of them, the one said first first."""
        with outside_causes():
            return recalls.all_(self._db)

    def find(self, recall_id: RecallId) -> Recall | None:
        """Return the one of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.RECALL, recall_id)
            return recalls.find(self._db, recall_id) if is_kept else None

    def record(self, recall: Recall, *, settles: Iterable[str] = ()) -> None:
        """Keep ``recall``, new or changed.

        Args:
            recall: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(recall)
            for editor in settles:
                drafts.drop(self._db, editor, recall.id)

    def remove(self, recall_id: RecallId) -> None:
        """Put one into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.RECALL, recall_id)
