"""Which tags and patterns an entry is linked to, where some were merged into others.

An entry that is read names what stands for them today. What is in its rows stays as it was
given, so that two that were merged can be parted again, and every step can be taken back.
"""

from dataclasses import replace
from typing import TypeVar

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store.connection import Connection

_TAGS = "SELECT id, merged_into FROM tag WHERE merged_into IS NOT NULL"
_PATTERNS = "SELECT id, merged_into FROM pattern WHERE merged_into IS NOT NULL"

_Id = TypeVar("_Id", bound=str)


def checkin_as_kept(db: Connection, checkin: CheckIn, before: CheckIn) -> CheckIn:
    """Return ``checkin`` with the links of its rows where they stand for the same.

    Args:
        db: Open connection.
        checkin: What is to be kept, naming what stands today.
        before: What its rows hold so far.
    """
    return replace(
        checkin,
        tags=_as_kept(db, _TAGS, checkin.tags, before.tags),
        patterns=_as_kept(db, _PATTERNS, checkin.patterns, before.patterns),
    )


def session_as_kept(
    db: Connection, session: TherapySession, before: TherapySession
) -> TherapySession:
    """Return ``session`` with the links of its rows where they stand for the same."""
    patterns = _as_kept(db, _PATTERNS, session.patterns, before.patterns)
    return replace(session, patterns=patterns)


def _as_kept(
    db: Connection, merged: str, given: frozenset[_Id], before: frozenset[_Id]
) -> frozenset[_Id]:
    if given == before:
        return given
    stands = dict(db.execute(merged).fetchall())
    kept = {each for each in before if each in given or stands.get(each) in given}
    told = {stands.get(each, each) for each in kept}
    return frozenset(kept | {each for each in given if stands.get(each, each) not in told})
