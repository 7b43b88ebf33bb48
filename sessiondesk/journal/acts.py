"""Acts: what a person does, as one step that can be taken back."""

from dataclasses import dataclass
from enum import StrEnum

from sessiondesk.journal.topics import TOPIC_OF, Topic
from sessiondesk.store import records, versions
from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind
from sessiondesk.store.records import Record


class Did(StrEnum):
    """What happened to a record."""

    MADE = "made"
    CHANGED = "changed"
    REMOVED = "removed"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to one record.

    Attributes:
        did: What happened.
        kind: Kind of the record.
        record_id: Its identity.
        version: Number of the version that holds what was before. 0 unless it was changed.
    """

    did: Did
    kind: Kind
    record_id: str
    version: int = 0


class Act:
    """Collects the steps of one act, inside its transaction.

    Attributes:
        steps: What was done so far, in order.
    """

    def __init__(self, db: Connection, *, at: str) -> None:
        self._db = db
        self._at = at
        self.steps: list[Step] = []

    @property
    def topics(self) -> list[Topic]:
        """What changed, each topic once, in the order of the steps."""
        return list(dict.fromkeys(TOPIC_OF[step.kind] for step in self.steps))

    def save(self, record: Record) -> None:
        """Keep ``record``; what it was before becomes a version. No change is no step.

        A record in the bin comes out of it: what is kept is kept.
        """
        kind = records.kind_of(record)
        before = records.find(self._db, kind, record.id)
        if before is None:
            records.save(self._db, record, at=self._at)
            self.steps.append(Step(Did.MADE, kind, record.id))
            return
        self._keep(records.as_kept(self._db, record, before), before)

    def remove(self, kind: Kind, record_id: str) -> None:
        """Put a record into the bin. One that is there already, or unknown, is no step."""
        if records.is_kept(self._db, kind, record_id):
            records.remove(self._db, kind, record_id, at=self._at)
            self.steps.append(Step(Did.REMOVED, kind, record_id))

    def restore(self, kind: Kind, record_id: str) -> None:
        """Take a record out of the bin."""
        records.restore(self._db, kind, record_id)
        self.steps.append(Step(Did.RESTORED, kind, record_id))

    def take_back(self, step: Step) -> None:
        """Do the opposite of ``step``, as a step of this act.

        What was deleted for good since does not come back by this, and neither does what
        cannot be without it.
        """
        before = records.find(self._db, step.kind, step.record_id)
        match step.did:
            case _ if before is None:
                return
            case Did.MADE | Did.RESTORED:
                self.remove(step.kind, step.record_id)
            case Did.REMOVED:
                self.restore(step.kind, step.record_id)
            case Did.CHANGED:
                value = versions.value(self._db, step.version)
                former = records.decode(step.kind, value) if value is not None else None
                left = records.without_the_gone(self._db, former) if former else None
                if left is not None:
                    self._keep(left, before)

    def _keep(self, record: Record, before: Record) -> None:
        kind = records.kind_of(record)
        if not records.is_kept(self._db, kind, record.id):
            self.restore(kind, record.id)
        # As text: two moments are equal across time zones, but the wall clock counts as well.
        if records.encode(before) == records.encode(record):
            return
        number = versions.add(self._db, kind, record.id, records.encode(before), at=self._at)
        records.save(self._db, record, at=self._at)
        self.steps.append(Step(Did.CHANGED, kind, record.id, number))
