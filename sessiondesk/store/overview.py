"""What a file holds, in a few numbers: to tell whether it changed, and how much is in it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind

# Built from the names of the kinds alone, once.
_STATES: Final = {
    # Sums rather than the newest ones: a clock may have been set back since.
    kind: "SELECT count(*), count(removed_at), coalesce(max(rowid), 0),"
    " coalesce(sum(unixepoch(changed_at)), 0), coalesce(sum(unixepoch(removed_at)), 0)"
    " FROM " + kind
    for kind in Kind
}
# What the program brings along, and what a person would not call an entry.
_NOT_WRITTEN: Final = frozenset({Kind.SCALE, Kind.TAG, Kind.INSIGHT})
# The program says dozens of things a week, in place of those it said before: among them nobody
# would notice that what a person wrote is gone.
_NOT_COUNTED: Final = Kind.INSIGHT
_EXISTS: Final = "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?)"
_NEWEST_DAY: Final = {
    **{
        kind: "SELECT max(day) FROM " + kind + " WHERE removed_at IS NULL"
        for kind in (
            Kind.CHECKIN,
            Kind.PRACTICE_LOG,
            Kind.GOAL_VALUE,
            Kind.WIN,
            Kind.SIGN,
            Kind.ASSESSMENT,
            Kind.FORM_TOTAL,
            Kind.REVIEW,
            Kind.RECALL,
        )
    },
    Kind.THERAPY_SESSION: """
        SELECT max(day) FROM therapy_session
        WHERE removed_at IS NULL AND outcome <> 'planned'
        """,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The state of all records at one moment.

    Attributes:
        fingerprint: Is another one when a record was made, changed, removed or brought back.
            Settings and drafts do not count.
        records: Records outside the bin; scales and tags, which are there to begin with, and
            what the program said of the record, are left out.
        rows: Records of all kinds, the bin included, but for what the program said.
    """

    fingerprint: str
    records: int
    rows: int


def overview(db: Connection) -> Overview:
    """Return the state of all records in the file, which may be of an older version.

    Looks at every record once, which takes some ten milliseconds for a large file.
    """
    states = {
        kind: db.execute(_STATES[kind]).fetchone()
        for kind in Kind
        if db.execute(_EXISTS, (kind,)).fetchone()[0]
    }
    text = msgspec.json.encode(sorted((kind.value, *state) for kind, state in states.items()))
    return Overview(
        fingerprint=hashlib.sha256(text).hexdigest(),
        records=sum(
            state[0] - state[1] for kind, state in states.items() if kind not in _NOT_WRITTEN
        ),
        rows=sum(state[0] for kind, state in states.items() if kind is not _NOT_COUNTED),
    )


def kept(db: Connection) -> Mapping[str, int]:
    """Return how many records of each kind there are outside the bin, by the kind's value.

    A kind that the file, being of an older version, does not know is left out.
    """
    found = {}
    for kind in Kind:
        if db.execute(_EXISTS, (kind,)).fetchone()[0]:
            (count, removed, *_) = db.execute(_STATES[kind]).fetchone()
            found[kind.value] = int(count) - int(removed)
    return found


def newest_day(db: Connection) -> date | None:
    """Return the day of the newest entry outside the bin; None without any.

    An appointment that is only planned is no entry. The file may be of an older version.
    """
    days = [
        db.execute(statement).fetchone()[0]
        for kind, statement in _NEWEST_DAY.items()
        if db.execute(_EXISTS, (kind,)).fetchone()[0]
    ]
    newest = max((day for day in days if day is not None), default=None)
    return None if newest is None else date.fromisoformat(newest)
