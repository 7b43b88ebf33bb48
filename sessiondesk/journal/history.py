"""What a record was before it was changed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sessiondesk.store import records, versions
from sessiondesk.store.connection import Connection, outside_causes
from sessiondesk.store.kinds import Kind
from sessiondesk.store.records import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """One earlier version of a record.

    Attributes:
        at: Until when it stood, in UTC: the moment it was changed.
        value: The record as it was.
    """

    at: datetime
    value: Record = field(repr=False)


def earlier(db: Connection, kind: Kind, record_id: str) -> Sequence[Earlier]:
    """Return the earlier versions of a record, the one that stood last first."""
    with outside_causes():
        return [
            Earlier(at=datetime.fromisoformat(at), value=records.decode(kind, text))
            for at, text in versions.of_record(db, kind, record_id)
        ]
