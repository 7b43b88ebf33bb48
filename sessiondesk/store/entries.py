"""The list of all entries by day, and what its rows show."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import msgspec

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import ScaleId
from sessiondesk.store.connection import Connection
from sessiondesk.store.entry_sources import BLANKS, SOURCES
from sessiondesk.store.kinds import Kind

# Without the list: the same from the records themselves, which takes longer.
_FROM_RECORDS: Final = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, id AS record_id, day, wall, is_shown, 0 AS number"
    f" FROM ({source.rows})"
    for kind, source in SOURCES.items()
)
_LISTED_FROM_RECORDS: Final = f"""
    SELECT coalesce(search_entry.number, 0), entry.kind, entry.record_id, entry.day, entry.wall
    FROM ({_FROM_RECORDS}) AS entry
    LEFT JOIN search_entry USING (kind, record_id)
    WHERE entry.is_shown = 1
    ORDER BY entry.day, entry.wall, entry.kind, entry.record_id
"""
_WALLS: Final = {
    kind: f"""
        SELECT id, wall FROM ({source.rows})
        WHERE id IN (SELECT value FROM json_each(:ids))
        """
    for kind, source in SOURCES.items()
}
_NAMES: Final = {
    table: f"""
        SELECT standing.id, {table}.name
        FROM {table}
        JOIN {table} AS standing ON standing.id = coalesce({table}.merged_into, {table}.id)
        WHERE standing.removed_at IS NULL
        """
    for table in (Kind.TAG, Kind.PATTERN)
}
_KINDS: Final = {kind.value: kind for kind in SOURCES}

Listed = tuple[int, Kind, str, str, str]
"""Number of its words, kind, identity, day, and wall clock."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of one entry.

    Attributes:
        open: Those of the entry itself.
        private: Those kept to oneself, after a session.
    """

    open: str = field(repr=False)
    private: str = field(repr=False)


def listed(db: Connection) -> Sequence[Listed]:
    """Return all entries that are shown, the earliest first, from the list."""
    rows = db.execute(
        """
        SELECT number, kind, record_id, day, wall FROM search_entry
        WHERE is_shown = 1
        ORDER BY day, wall, kind, record_id
        """
    )
    kinds = _KINDS
    return [(number, kinds[kind], own, day, wall) for number, kind, own, day, wall in rows]


def listed_from_records(db: Connection) -> Sequence[Listed]:
    """Return the same without the list, for when it is not up to date.

    The numbers are those of the words that can be found already, and 0 for the others.
    """
    rows = db.execute(
        _LISTED_FROM_RECORDS,
        {"blanks": BLANKS},
    )
    return [(number, _KINDS[kind], own, day, wall) for number, kind, own, day, wall in rows]


def listed_of(db: Connection, own_ids: Sequence[str]) -> Sequence[Listed]:
    """Return those of these that are shown, from the list."""
    rows = db.execute(
        """
        SELECT number, kind, record_id, day, wall
        FROM json_each(?1) AS kinds
        CROSS JOIN json_each(?2) AS ids
        CROSS JOIN search_entry ON kind = kinds.value AND record_id = ids.value
        WHERE is_shown = 1
        """,
        (_as_json(_KINDS), _as_json(own_ids)),
    )
    return [(number, _KINDS[kind], own, day, wall) for number, kind, own, day, wall in rows]


def walls(db: Connection, kind: Kind, own_ids: Sequence[str]) -> Mapping[str, str]:
    """Return the wall clock of each of those entries, empty where only the day is known."""
    rows = db.execute(_WALLS[kind], {"ids": _as_json(own_ids), "blanks": BLANKS})
    return dict(rows.fetchall())


def words(db: Connection, kind: Kind, own_ids: Sequence[str]) -> Mapping[str, Words]:
    """Return the words of each of those entries that has any."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for own, open_words, private in db.execute(SOURCES[kind].words, {"ids": _as_json(own_ids)}):
        found[own].append((open_words, private))
    return {
        own: Words(
            open="\n".join(text for text, _ in texts),
            private="\n".join(text for _, text in texts if text),
        )
        for own, texts in found.items()
    }


def ratings(db: Connection, checkin_ids: Sequence[str]) -> Mapping[str, Mapping[ScaleId, float]]:
    """Return the readings of those check-ins that have any."""
    found: dict[str, dict[ScaleId, float]] = defaultdict(dict)
    for own, scale_id, value in db.execute(
        """
        SELECT checkin_id, scale_id, value FROM reading
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (_as_json(checkin_ids),),
    ):
        found[own][ScaleId(scale_id)] = value
    return found


def tag_names(db: Connection, checkin_ids: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the names of the tags on those check-ins, each once, in order of the names."""
    found: dict[str, list[str]] = defaultdict(list)
    for own, name in db.execute(
        """
        SELECT DISTINCT checkin_id, tag.name
        FROM checkin_tag
        JOIN tag AS given ON given.id = checkin_tag.tag_id
        JOIN tag ON tag.id = coalesce(given.merged_into, given.id)
        WHERE tag.removed_at IS NULL AND checkin_id IN (SELECT value FROM json_each(?))
        ORDER BY tag.name COLLATE NOCASE, tag.id
        """,
        (_as_json(checkin_ids),),
    ):
        found[own].append(name)
    return found


def with_tags(db: Connection, tag_ids: Iterable[str]) -> Collection[str]:
    """Return the ids of the check-ins that have any of those tags, or one merged into it."""
    return _ids(
        db,
        """
        SELECT checkin_id FROM checkin_tag
        WHERE tag_id IN (
            SELECT id FROM tag
            WHERE coalesce(merged_into, id) IN (SELECT value FROM json_each(?))
        )
        """,
        _as_json(tag_ids),
    )


def with_patterns(db: Connection, pattern_ids: Iterable[str]) -> Collection[str]:
    """Return the ids of what has any of those patterns, or one merged into it.

    Check-ins and therapy sessions.
    """
    return _ids(
        db,
        """
        WITH wanted AS (
            SELECT id FROM pattern
            WHERE coalesce(merged_into, id) IN (SELECT value FROM json_each(?))
        )
        SELECT checkin_id FROM checkin_pattern WHERE pattern_id IN wanted
        UNION ALL
        SELECT session_id FROM therapy_session_pattern WHERE pattern_id IN wanted
        """,
        _as_json(pattern_ids),
    )


def with_feelings(db: Connection, feelings: Iterable[Feeling]) -> Collection[str]:
    """Return the ids of the check-ins that have any of those feelings.

    A family without a word stands for all of its words.
    """
    return _ids(
        db,
        """
        SELECT checkin_id FROM json_each(?1) AS wanted
        CROSS JOIN checkin_feeling ON family = wanted.value ->> 0
        WHERE wanted.value ->> 1 = ''
        UNION ALL
        SELECT checkin_id FROM json_each(?1) AS wanted
        CROSS JOIN checkin_feeling
            ON family = wanted.value ->> 0 AND word = wanted.value ->> 1
        WHERE wanted.value ->> 1 <> ''
        """,
        _as_json([each.family, each.word] for each in feelings),
    )


def with_rating(db: Connection, scale_id: ScaleId, low: float, high: float) -> Collection[str]:
    """Return the ids of the check-ins with a reading of that scale from ``low`` to ``high``."""
    rows = db.execute(
        "SELECT checkin_id FROM reading WHERE scale_id = ? AND value BETWEEN ? AND ?",
        (scale_id, low, high),
    )
    return {own for (own,) in rows}


def of_instruments(db: Connection, instruments: Iterable[str]) -> Collection[str]:
    """Return the ids of the assessments of any of those instruments, by their ids."""
    return _ids(
        db,
        "SELECT id FROM assessment WHERE instrument IN (SELECT value FROM json_each(?))",
        _as_json(instruments),
    )


def names_of_tags(db: Connection) -> Sequence[tuple[str, str]]:
    """Return (id, name) of all tags that stand, and of those merged into one, under its id."""
    return db.execute(_NAMES[Kind.TAG]).fetchall()


def names_of_patterns(db: Connection) -> Sequence[tuple[str, str]]:
    """Return (id, name) of all patterns that stand, and of those merged into one likewise."""
    return db.execute(_NAMES[Kind.PATTERN]).fetchall()


def _ids(db: Connection, sql: str, wanted: str) -> Collection[str]:
    return {own for (own,) in db.execute(sql, (wanted,))}


def _as_json(values: Iterable[object]) -> str:
    return msgspec.json.encode(list(values)).decode()
