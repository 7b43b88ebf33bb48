"""Recently deleted: what was removed, for thirty days."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import TOPIC_OF
from sessiondesk.store import records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind, stamp
from sessiondesk.store.records import Record

STAYS = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedRecord:
    """One record in the bin.

    Attributes:
        kind: Its kind.
        id: Its identity.
        removed_at: When it was removed, in UTC. After ``STAYS`` it goes for good.
        value: The record as it was.
    """

    kind: Kind
    id: str
    removed_at: datetime
    value: Record = field(repr=False)


class Bin(Part):
    """Gives back what was removed, or lets it go for good."""

    def all(self) -> Sequence[RemovedRecord]:
        """Return what is in the bin, removed last first."""
        with outside_causes():
            found = [
                RemovedRecord(
                    kind=kind,
                    id=record_id,
                    removed_at=datetime.fromisoformat(removed_at),
                    value=value,
                )
                for kind in Kind
                for record_id, removed_at in records.removed(self._db, kind)
                if (value := records.find(self._db, kind, record_id)) is not None
            ]
        return sorted(found, key=lambda each: each.removed_at, reverse=True)

    def restore(self, kind: Kind, record_id: str) -> None:
        """Take a record out of the bin."""
        with self._journal.act() as act:
            act.restore(kind, record_id)

    def remove_for_good(self, kind: Kind, record_id: str) -> bool:
        """Delete a record with its parts and versions. Backups may still hold it.

        Returns:
            False when another record still counts with it; then it stays in the bin.
        """
        with self._journal.writing():
            is_gone = records.purge(self._db, kind, record_id)
        self._journal.changed.emit(TOPIC_OF[kind])
        return is_gone

    def purge(self) -> None:
        """Delete for good what was removed more than thirty days ago."""
        limit = stamp(self._journal.now() - STAYS)
        with outside_causes():
            old = [
                (kind, record_id)
                for kind in Kind
                for record_id, removed_at in records.removed(self._db, kind)
                if removed_at < limit
            ]
        if old:
            with self._journal.writing():
                for kind, record_id in old:
                    records.purge(self._db, kind, record_id)
