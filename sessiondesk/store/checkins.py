"""The table of check-ins, with the readings, feelings, tags and lines of each."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

import msgspec

from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
    Tried,
)
from sessiondesk.domain.ids import CheckInId, ImportId, PatternId, ScaleId, TagId
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, float | None, str | None, str | None, int, str | None]


def save(db: Connection, checkin: CheckIn, *, at: str, import_id: ImportId | None = None) -> None:
    """Keep ``checkin``, new or changed, with everything that hangs on it.

    Args:
        db: Open connection, inside a transaction.
        checkin: What to keep.
        at: UTC stamp of now, as ``kinds.stamp`` makes it.
        import_id: The import it comes from. A change by hand leaves the origin as it was.
    """
    db.execute(
        """
        INSERT INTO checkin (
            id, felt_at, day, sleep_hours, sleep_interference, interference, is_entered_later,
            tried, made_at, changed_at, import_id
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            felt_at = excluded.felt_at, day = excluded.day, sleep_hours = excluded.sleep_hours,
            sleep_interference = excluded.sleep_interference,
            interference = excluded.interference,
            is_entered_later = excluded.is_entered_later, tried = excluded.tried,
            changed_at = excluded.changed_at
        """,
        (
            checkin.id,
            checkin.felt_at.isoformat(),
            checkin.day.isoformat(),
            checkin.sleep_hours,
            checkin.sleep_interference,
            checkin.interference,
            checkin.is_entered_later,
            checkin.tried,
            at,
            at,
            import_id,
        ),
    )
    _save_parts(db, checkin)


def _save_parts(db: Connection, checkin: CheckIn) -> None:
    own = checkin.id
    db.execute("DELETE FROM reading WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO reading (checkin_id, scale_id, value) VALUES (?, ?, ?)",
        [(own, scale_id, value) for scale_id, value in checkin.ratings.items()],
    )
    db.execute("DELETE FROM checkin_area WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO checkin_area (checkin_id, area) VALUES (?, ?)",
        [(own, area) for area in sorted(checkin.interference_areas)],
    )
    db.execute("DELETE FROM checkin_feeling WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO checkin_feeling (checkin_id, family, word) VALUES (?, ?, ?)",
        [(own, each.family, each.word) for each in sorted(checkin.feelings)],
    )
    db.execute("DELETE FROM checkin_body WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO checkin_body (checkin_id, sign) VALUES (?, ?)",
        [(own, sign) for sign in sorted(checkin.body)],
    )
    db.execute("DELETE FROM checkin_tag WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO checkin_tag (checkin_id, tag_id) VALUES (?, ?)",
        [(own, tag_id) for tag_id in sorted(checkin.tags)],
    )
    db.execute("DELETE FROM checkin_pattern WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO checkin_pattern (checkin_id, pattern_id) VALUES (?, ?)",
        [(own, pattern_id) for pattern_id in sorted(checkin.patterns)],
    )
    db.execute("DELETE FROM checkin_line WHERE checkin_id = ?", (own,))
    db.executemany(
        "INSERT INTO checkin_line (checkin_id, position, kind, text) VALUES (?, ?, ?, ?)",
        [(own, n, line.kind, line.text) for n, line in enumerate(checkin.lines)],
    )


def find(db: Connection, checkin_id: CheckInId, *, is_as_kept: bool = False) -> CheckIn | None:
    """Return the check-in of that id, in the bin or not; None if there is none.

    Args:
        db: Open connection.
        checkin_id: Its identity.
        is_as_kept: Name the tags and patterns it was given, also those that were merged into
            others since.
    """
    rows = db.execute(
        """
        SELECT id, felt_at, day, sleep_hours, sleep_interference, interference,
            is_entered_later, tried
        FROM checkin
        WHERE id = ?
        """,
        (checkin_id,),
    )
    found = _with_parts(db, rows.fetchall(), is_as_kept=is_as_kept)
    return found[0] if found else None


def between(db: Connection, first: date, last: date) -> Sequence[CheckIn]:
    """Return the check-ins of the days ``first`` to ``last``, both included, oldest first."""
    rows = db.execute(
        """
        SELECT id, felt_at, day, sleep_hours, sleep_interference, interference,
            is_entered_later, tried
        FROM checkin
        WHERE day BETWEEN ? AND ? AND removed_at IS NULL
        ORDER BY unixepoch(felt_at), id
        """,
        (first.isoformat(), last.isoformat()),
    )
    return _with_parts(db, rows.fetchall())


def last_before(db: Connection, day: date) -> CheckIn | None:
    """Return the latest check-in of the days before ``day``, or None."""
    rows = db.execute(
        """
        SELECT id, felt_at, day, sleep_hours, sleep_interference, interference,
            is_entered_later, tried
        FROM checkin
        WHERE day < ? AND removed_at IS NULL
        ORDER BY day DESC, unixepoch(felt_at) DESC, id
        LIMIT 1
        """,
        (day.isoformat(),),
    )
    found = _with_parts(db, rows.fetchall())
    return found[0] if found else None


def _with_parts(
    db: Connection, rows: Sequence[_Row], *, is_as_kept: bool = False
) -> Sequence[CheckIn]:
    ids = msgspec.json.encode([row[0] for row in rows]).decode()
    ratings: dict[str, dict[ScaleId, float]] = defaultdict(dict)
    for own, scale_id, value in db.execute(
        """
        SELECT checkin_id, scale_id, value FROM reading
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (ids,),
    ):
        ratings[own][ScaleId(scale_id)] = value
    areas: dict[str, set[str]] = defaultdict(set)
    for own, area in db.execute(
        """
        SELECT checkin_id, area FROM checkin_area
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (ids,),
    ):
        areas[own].add(area)
    feelings: dict[str, set[Feeling]] = defaultdict(set)
    for own, family, word in db.execute(
        """
        SELECT checkin_id, family, word FROM checkin_feeling
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (ids,),
    ):
        feelings[own].add(Feeling(family=family, word=word))
    body: dict[str, set[str]] = defaultdict(set)
    for own, sign in db.execute(
        """
        SELECT checkin_id, sign FROM checkin_body
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (ids,),
    ):
        body[own].add(sign)
    tags: dict[str, set[TagId]] = defaultdict(set)
    for own, tag_id in db.execute(
        """
        SELECT checkin_id, iif(?, tag.id, coalesce(tag.merged_into, tag.id))
        FROM checkin_tag
        JOIN tag ON tag.id = checkin_tag.tag_id
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (is_as_kept, ids),
    ):
        tags[own].add(TagId(tag_id))
    patterns: dict[str, set[PatternId]] = defaultdict(set)
    for own, pattern_id in db.execute(
        """
        SELECT checkin_id, iif(?, pattern.id, coalesce(pattern.merged_into, pattern.id))
        FROM checkin_pattern
        JOIN pattern ON pattern.id = checkin_pattern.pattern_id
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        """,
        (is_as_kept, ids),
    ):
        patterns[own].add(PatternId(pattern_id))
    lines: dict[str, list[NoteLine]] = defaultdict(list)
    for own, kind, text in db.execute(
        """
        SELECT checkin_id, kind, text FROM checkin_line
        WHERE checkin_id IN (SELECT value FROM json_each(?))
        ORDER BY checkin_id, position
        """,
        (ids,),
    ):
        lines[own].append(NoteLine(kind=LineKind(kind), text=text))
    return [
        CheckIn(
            id=CheckInId(id_),
            felt_at=datetime.fromisoformat(felt_at),
            day=date.fromisoformat(day),
            ratings=ratings.get(id_, {}),
            sleep_hours=sleep_hours,
            sleep_interference=(
                None if sleep_interference is None else SleepInterference(sleep_interference)
            ),
            interference=None if interference is None else Interference(interference),
            interference_areas=frozenset(areas.get(id_, ())),
            feelings=frozenset(feelings.get(id_, ())),
            body=frozenset(body.get(id_, ())),
            tags=frozenset(tags.get(id_, ())),
            tried=None if tried is None else Tried(tried),
            patterns=frozenset(patterns.get(id_, ())),
            lines=tuple(lines.get(id_, ())),
            is_entered_later=bool(is_entered_later),
        )
        for (
            id_,
            felt_at,
            day,
            sleep_hours,
            sleep_interference,
            interference,
            is_entered_later,
            tried,
        ) in rows
    ]
