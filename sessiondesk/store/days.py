"""What each day holds, over all its check-ins: one query for any number of years.

The day's value of a rating is the mean of its readings; a yes / no is yes if any was yes;
hours slept and the question about sleep are the last answer of the day.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Final, Literal

import msgspec

from sessiondesk.domain.checkin import Interference, LineKind, SleepInterference
from sessiondesk.domain.ids import ScaleId, TagId
from sessiondesk.domain.period import Period
from sessiondesk.store.connection import Connection

_Link = Literal["tag", "pattern"]

_LINKS: Final[tuple[_Link, ...]] = ("tag", "pattern")
_LINKED: Final = {
    kind: f"""
        SELECT DISTINCT stands.id, checkin.day
        FROM checkin
        JOIN checkin_{kind} AS link ON link.checkin_id = checkin.id
        JOIN {kind} AS linked ON linked.id = link.{kind}_id
        JOIN {kind} AS stands ON stands.id = coalesce(linked.merged_into, linked.id)
        WHERE checkin.day BETWEEN ? AND ? AND checkin.removed_at IS NULL
            AND stands.removed_at IS NULL
        """
    for kind in _LINKS
}


def recorded(db: Connection, first: date, last: date) -> Sequence[date]:
    """Return the days from ``first`` to ``last`` that have a check-in, oldest first."""
    rows = db.execute(
        """
        SELECT DISTINCT day FROM checkin
        WHERE day BETWEEN ? AND ? AND removed_at IS NULL
        ORDER BY day
        """,
        (first.isoformat(), last.isoformat()),
    )
    return [date.fromisoformat(day) for (day,) in rows]


def extent(db: Connection) -> Period | None:
    """Return the stretch from the first to the last day with a check-in; None without any."""
    # One by one each is a look at the end of the index; together they are a walk along it.
    first, last = db.execute(
        """
        SELECT
            (SELECT min(day) FROM checkin WHERE removed_at IS NULL),
            (SELECT max(day) FROM checkin WHERE removed_at IS NULL)
        """
    ).fetchone()
    if first is None:
        return None
    return Period(first=date.fromisoformat(first), last=date.fromisoformat(last))


def ratings(
    db: Connection, scale_ids: Sequence[ScaleId], first: date, last: date
) -> Mapping[ScaleId, Mapping[date, float]]:
    """Return the value of each day for each scale asked for, days oldest first.

    A day on which the scale was not answered is not in there. Both ends are included.
    """
    found: dict[ScaleId, dict[date, float]] = {scale_id: {} for scale_id in scale_ids}
    rows = db.execute(
        """
        SELECT
            reading.scale_id,
            checkin.day,
            CASE scale.kind WHEN 'yes_no' THEN max(reading.value) ELSE avg(reading.value) END
        FROM checkin
        -- From the days to their readings, never the other way: a day is quick in any record.
        CROSS JOIN reading ON reading.checkin_id = checkin.id
        JOIN scale ON scale.id = reading.scale_id
        WHERE checkin.day BETWEEN ? AND ? AND checkin.removed_at IS NULL
            AND reading.scale_id IN (SELECT value FROM json_each(?))
        GROUP BY checkin.day, reading.scale_id
        ORDER BY checkin.day
        """,
        (first.isoformat(), last.isoformat(), msgspec.json.encode(list(scale_ids)).decode()),
    )
    for scale_id, day, value in rows:
        found[ScaleId(scale_id)][date.fromisoformat(day)] = value
    return found


def sleep_hours(db: Connection, first: date, last: date) -> Mapping[date, float]:
    """Return the hours slept in the night before each day that has an answer."""
    rows = db.execute(
        """
        SELECT day, sleep_hours FROM checkin
        WHERE day BETWEEN ? AND ? AND removed_at IS NULL AND sleep_hours IS NOT NULL
        ORDER BY day, unixepoch(felt_at), id
        """,
        (first.isoformat(), last.isoformat()),
    )
    # A later answer of the same day takes the place of an earlier one.
    return {date.fromisoformat(day): hours for day, hours in rows}


def sleep_interference(
    db: Connection, first: date, last: date
) -> Mapping[date, SleepInterference]:
    """Return how far anxiety got in the way of sleep, for each day that has an answer."""
    rows = db.execute(
        """
        SELECT day, sleep_interference FROM checkin
        WHERE day BETWEEN ? AND ? AND removed_at IS NULL AND sleep_interference IS NOT NULL
        ORDER BY day, unixepoch(felt_at), id
        """,
        (first.isoformat(), last.isoformat()),
    )
    return {date.fromisoformat(day): SleepInterference(answer) for day, answer in rows}


def interference(db: Connection, first: date, last: date) -> Mapping[date, Interference]:
    """Return how far feelings kept the person from something: the strongest answer of a day."""
    strength = {each: place for place, each in enumerate(Interference)}
    rows = db.execute(
        """
        SELECT day, interference FROM checkin
        WHERE day BETWEEN ? AND ? AND removed_at IS NULL AND interference IS NOT NULL
        ORDER BY day
        """,
        (first.isoformat(), last.isoformat()),
    )
    found: dict[date, Interference] = {}
    for text, answer in rows:
        day, given = date.fromisoformat(text), Interference(answer)
        found[day] = max(found.get(day, given), given, key=strength.__getitem__)
    return found


def all_linked(
    db: Connection, kind: _Link, first: date, last: date
) -> Mapping[str, Collection[date]]:
    """Return the days with each tag, or pattern, that stands at a check-in, by its id.

    What was merged into another counts for the other.
    """
    rows = db.execute(_LINKED[kind], (first.isoformat(), last.isoformat()))
    found: dict[str, set[date]] = defaultdict(set)
    for id_, day in rows:
        found[id_].add(date.fromisoformat(day))
    return found


def all_felt(db: Connection, first: date, last: date) -> Mapping[str, Collection[date]]:
    """Return the days with any feeling of each family that was picked, by the family's id."""
    rows = db.execute(
        """
        SELECT DISTINCT checkin_feeling.family, checkin.day
        FROM checkin
        JOIN checkin_feeling ON checkin_feeling.checkin_id = checkin.id
        WHERE checkin.day BETWEEN ? AND ? AND checkin.removed_at IS NULL
        """,
        (first.isoformat(), last.isoformat()),
    )
    found: dict[str, set[date]] = defaultdict(set)
    for family, day in rows:
        found[family].add(date.fromisoformat(day))
    return found


def tagged(db: Connection, tag_id: TagId, first: date, last: date) -> Sequence[date]:
    """Return the days with that tag, or one merged into it, on any check-in, oldest first."""
    rows = db.execute(
        """
        SELECT DISTINCT checkin.day
        FROM checkin_tag
        JOIN checkin ON checkin.id = checkin_tag.checkin_id
        WHERE checkin_tag.tag_id IN (SELECT id FROM tag WHERE id = ?1 OR merged_into = ?1)
            AND checkin.day BETWEEN ?2 AND ?3
            AND checkin.removed_at IS NULL
        ORDER BY checkin.day
        """,
        (tag_id, first.isoformat(), last.isoformat()),
    )
    return [date.fromisoformat(day) for (day,) in rows]


def lines(db: Connection, kind: LineKind, first: date, last: date) -> Sequence[tuple[date, str]]:
    """Return the lines of that kind with their days, oldest first, each as it was written."""
    rows = db.execute(
        """
        SELECT checkin.day, checkin_line.text
        FROM checkin
        JOIN checkin_line ON checkin_line.checkin_id = checkin.id
        WHERE checkin_line.kind = ? AND checkin.day BETWEEN ? AND ?
            AND checkin.removed_at IS NULL AND checkin_line.text <> ''
        ORDER BY checkin.day, unixepoch(checkin.felt_at), checkin.id, checkin_line.position
        """,
        (kind, first.isoformat(), last.isoformat()),
    )
    return [(date.fromisoformat(day), text) for day, text in rows]
