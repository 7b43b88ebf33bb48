"""All kinds of record side by side: what undo, versions and the bin need to know of each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, replace
from datetime import datetime
from functools import partial
from typing import Any

import msgspec

from sessiondesk.domain.afterwards import Afterwards, id_after
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjustment, Goal, GoalValue, Win
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.insight import Insight
from sessiondesk.domain.kept_sheet import KeptSheet
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Review
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.sign import Sign
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import (
    afterwards,
    assessments,
    bring_ups,
    checkins,
    courses,
    feeling_words,
    forms,
    goal_steps,
    goals,
    kept_sheets,
    life_events,
    links,
    measure_plans,
    patterns,
    practices,
    recalls,
    reviews,
    safety_plans,
    said,
    scales,
    search,
    signs,
    tags,
    therapy_sessions,
)
from sessiondesk.store.connection import Connection
from sessiondesk.store.kinds import Kind

Record = (
    Scale
    | Tag
    | CheckIn
    | Course
    | TherapySession
    | BringUp
    | Practice
    | PracticeLog
    | Goal
    | GoalValue
    | Adjustment
    | Win
    | Pattern
    | FeelingWord
    | Afterwards
    | Sign
    | LifeEvent
    | SafetyPlan
    | Assessment
    | Form
    | FormTotal
    | MeasurePlan
    | Insight
    | Review
    | Recall
    | KeptSheet
)


@dataclass(frozen=True, slots=True)
class _Table:
    kind: Kind
    value: type[Record]
    # The kind decides the type, which the checker cannot follow through a mapping.
    save: Callable[..., None]
    find: Callable[[Connection, Any], Record | None]


_TABLES = (
    _Table(Kind.SCALE, Scale, scales.save, scales.find),
    _Table(Kind.TAG, Tag, tags.save, tags.find),
    _Table(Kind.CHECKIN, CheckIn, checkins.save, partial(checkins.find, is_as_kept=True)),
    _Table(Kind.COURSE, Course, courses.save, courses.find),
    _Table(
        Kind.THERAPY_SESSION,
        TherapySession,
        therapy_sessions.save,
        partial(therapy_sessions.find, is_as_kept=True),
    ),
    _Table(Kind.BRING_UP, BringUp, bring_ups.save, bring_ups.find),
    _Table(Kind.PRACTICE, Practice, practices.save, practices.find),
    _Table(Kind.PRACTICE_LOG, PracticeLog, practices.save_log, practices.find_log),
    _Table(Kind.GOAL, Goal, goals.save, goals.find),
    _Table(Kind.GOAL_VALUE, GoalValue, goal_steps.save_value, goal_steps.find_value),
    _Table(
        Kind.GOAL_ADJUSTMENT, Adjustment, goal_steps.save_adjustment, goal_steps.find_adjustment
    ),
    _Table(Kind.WIN, Win, goal_steps.save_win, goal_steps.find_win),
    _Table(Kind.PATTERN, Pattern, patterns.save, patterns.find),
    _Table(Kind.FEELING_WORD, FeelingWord, feeling_words.save, feeling_words.find),
    _Table(Kind.AFTERWARDS, Afterwards, afterwards.save, afterwards.find),
    _Table(Kind.SIGN, Sign, signs.save, signs.find),
    _Table(Kind.LIFE_EVENT, LifeEvent, life_events.save, life_events.find),
    _Table(Kind.SAFETY_PLAN, SafetyPlan, safety_plans.save, safety_plans.find),
    _Table(Kind.ASSESSMENT, Assessment, assessments.save, assessments.find),
    _Table(Kind.FORM, Form, forms.save, forms.find),
    _Table(Kind.FORM_TOTAL, FormTotal, forms.save_total, forms.find_total),
    _Table(Kind.MEASURE_PLAN, MeasurePlan, measure_plans.save, measure_plans.find),
    _Table(Kind.INSIGHT, Insight, said.save, said.find),
    _Table(Kind.REVIEW, Review, reviews.save, reviews.find),
    _Table(Kind.RECALL, Recall, recalls.save, recalls.find),
    _Table(Kind.SHEET, KeptSheet, kept_sheets.save, kept_sheets.find),
)
_BY_KIND: Mapping[Kind, _Table] = {table.kind: table for table in _TABLES}
_BY_TYPE: Mapping[type, _Table] = {table.value: table for table in _TABLES}

# Built from the names of the kinds alone, once; values are bound.
_REMOVE = {kind: "UPDATE " + kind + " SET removed_at = ? WHERE id = ?" for kind in Kind}
_RESTORE = {kind: "UPDATE " + kind + " SET removed_at = NULL WHERE id = ?" for kind in Kind}
_IS_KEPT = {
    kind: "SELECT EXISTS (SELECT 1 FROM " + kind + " WHERE id = ? AND removed_at IS NULL)"
    for kind in Kind
}
_REMOVED = {
    kind: "SELECT id, removed_at FROM " + kind + " WHERE removed_at IS NOT NULL" for kind in Kind
}
_MADE_AT = {kind: "SELECT made_at FROM " + kind + " WHERE id = ?" for kind in Kind}
_NEWEST = {kind: "SELECT made_at FROM " + kind + " ORDER BY rowid DESC LIMIT 1" for kind in Kind}
_COUNT = {kind: "SELECT count(*) FROM " + kind for kind in Kind}
_PURGE = {kind: "DELETE FROM " + kind + " WHERE id = ?" for kind in Kind}
_DRAFTED = " UNION ALL ".join(
    "SELECT id FROM " + kind + " WHERE id IN (SELECT record_id FROM draft)" for kind in Kind
)
_ORPHANS = {
    kind: "DELETE FROM version WHERE kind = ? AND record_id NOT IN (SELECT id FROM " + kind + ")"
    for kind in Kind
}

# The fields that name other records, and their kind.
_REFERENCES: Mapping[str, Kind] = {
    "ratings": Kind.SCALE,
    "tags": Kind.TAG,
    "patterns": Kind.PATTERN,
    "course_id": Kind.COURSE,
    "session_id": Kind.THERAPY_SESSION,
    "practice_id": Kind.PRACTICE,
    "goal_id": Kind.GOAL,
    "serves_id": Kind.GOAL,
    "tag_id": Kind.TAG,
    "form_id": Kind.FORM,
}

# A record that others still count with stays in the bin, however old it is there.
_NEEDED = {
    Kind.SCALE: """
        SELECT EXISTS (SELECT 1 FROM reading WHERE scale_id = ?1)
            OR EXISTS (SELECT 1 FROM recall_rating WHERE scale_id = ?1)
        """,
    Kind.TAG: """
        SELECT EXISTS (SELECT 1 FROM checkin_tag WHERE tag_id = ?1)
            OR EXISTS (SELECT 1 FROM goal WHERE tag_id = ?1)
            OR EXISTS (SELECT 1 FROM tag WHERE merged_into = ?1)
        """,
    Kind.FEELING_WORD: """
        SELECT EXISTS (SELECT 1 FROM checkin_feeling WHERE word = ?1)
            OR EXISTS (SELECT 1 FROM afterwards WHERE instr(leaving_feelings, ?1) > 0)
        """,
    Kind.PATTERN: "SELECT EXISTS (SELECT 1 FROM pattern WHERE merged_into = ?)",
    Kind.PRACTICE: "SELECT EXISTS (SELECT 1 FROM goal WHERE practice_id = ?)",
}


def kind_of(record: Record) -> Kind:
    """Return the kind of ``record``."""
    return _BY_TYPE[type(record)].kind


def save(db: Connection, record: Record, *, at: str) -> None:
    """Keep ``record`` in its table, new or changed; ``at`` is the UTC stamp of now."""
    _BY_TYPE[type(record)].save(db, record, at=at)


def find(db: Connection, kind: Kind, record_id: str) -> Record | None:
    """Return the record of that kind and id, in the bin or not, or None.

    It is as its rows hold it: with the tags and patterns it was given, merged or not.
    """
    return _BY_KIND[kind].find(db, record_id)


def as_kept(db: Connection, record: Record, before: Record) -> Record:
    """Return ``record`` as its rows are to hold it.

    Args:
        db: Open connection.
        record: What a person made of it, naming the tags and patterns that stand today.
        before: What ``find`` returns for it.
    """
    match record, before:
        case CheckIn(), CheckIn():
            return links.checkin_as_kept(db, record, before)
        case TherapySession(), TherapySession():
            return links.session_as_kept(db, record, before)
        case _:
            return record


def without_the_gone(db: Connection, record: Record) -> Record | None:
    """Return ``record`` without what it names and what was deleted for good since.

    Returns:
        None when it cannot be without that.
    """

    def is_there(kind: Kind, record_id: str) -> bool:
        return db.execute(_MADE_AT[kind], (record_id,)).fetchone() is not None

    left: dict[str, Any] = {}
    for each in fields(record):
        # What something was merged into is of its own kind.
        own_kind = kind_of(record) if each.name == "merged_into" else None
        kind = _REFERENCES.get(each.name, own_kind)
        named = getattr(record, each.name)
        if kind is None or not named:
            continue
        if isinstance(named, frozenset):
            left[each.name] = frozenset(own for own in named if is_there(kind, own))
        elif isinstance(named, Mapping):
            left[each.name] = {own: named[own] for own in named if is_there(kind, own)}
        elif not is_there(kind, named):
            if each.default is MISSING:
                return None
            left[each.name] = None
    try:
        return replace(record, **left)
    except InvalidFieldError:
        return None


def is_kept(db: Connection, kind: Kind, record_id: str) -> bool:
    """Return whether there is such a record outside the bin."""
    (found,) = db.execute(_IS_KEPT[kind], (record_id,)).fetchone()
    return bool(found)


def encode(record: Record) -> str:
    """Return ``record`` as JSON: field names of the domain, moments with their offsets."""
    if isinstance(record, Assessment):
        # Its answers are in order already, and numbers cannot be put into one here.
        return msgspec.json.encode(record).decode()
    return msgspec.json.encode(record, order="deterministic").decode()


def decode(kind: Kind, text: str) -> Record:
    """Return the record that ``encode`` made ``text`` of."""
    return msgspec.json.decode(text, type=_BY_KIND[kind].value)


def remove(db: Connection, kind: Kind, record_id: str, *, at: str) -> None:
    """Put a record into the bin; ``at`` is the UTC stamp of now."""
    db.execute(_REMOVE[kind], (at, record_id))


def restore(db: Connection, kind: Kind, record_id: str) -> None:
    """Take a record out of the bin."""
    db.execute(_RESTORE[kind], (record_id,))


def made_at(db: Connection, kind: Kind, record_id: str) -> datetime | None:
    """Return when a record was made, in UTC; None if there is none."""
    row = db.execute(_MADE_AT[kind], (record_id,)).fetchone()
    return datetime.fromisoformat(row[0]) if row else None


def newest_made_at(db: Connection) -> datetime | None:
    """Return when the newest record was made, in UTC; None if there is none."""
    rows = [db.execute(_NEWEST[kind]).fetchone() for kind in Kind]
    return max((datetime.fromisoformat(row[0]) for row in rows if row), default=None)


def removed(db: Connection, kind: Kind) -> Sequence[tuple[str, str]]:
    """Return (id, UTC stamp of the removal) for each record of that kind in the bin."""
    return db.execute(_REMOVED[kind]).fetchall()


def purge(db: Connection, kind: Kind, record_id: str) -> bool:
    """Delete a record with all its parts and versions, for good.

    Returns:
        False when another record still counts with it; then nothing is deleted.
    """
    if kind in _NEEDED:
        (needed,) = db.execute(_NEEDED[kind], (record_id,)).fetchone()
        if needed:
            return False
    drafted = _drafted(db)
    db.execute(_PURGE[kind], (record_id,))
    # What hung on it went by cascade; the drafts and versions of all of that go as well.
    for own in drafted - _drafted(db):
        db.execute("DELETE FROM draft WHERE record_id = ?", (own,))
    for each in Kind:
        db.execute(_ORPHANS[each], (each,))
    search.forget(db)
    return True


def _drafted(db: Connection) -> set[str]:
    """Return the ids with a draft that are those of a record, or of what is noted after one."""
    drafted = {own for (own,) in db.execute("SELECT record_id FROM draft")}
    if not drafted:
        return set()
    sessions = db.execute("SELECT id FROM therapy_session").fetchall()
    noted = {id_after(TherapySessionId(own)) for (own,) in sessions}
    there = {own for (own,) in db.execute(_DRAFTED)}
    return drafted & (noted | there)


def counts(db: Connection) -> Mapping[Kind, int]:
    """Return how many records of each kind the file holds, the bin included."""
    return {kind: int(db.execute(_COUNT[kind]).fetchone()[0]) for kind in Kind}
