"""On how many check-ins each tag, or each pattern, is."""

from typing import Literal

from sessiondesk.store.connection import Connection

# What an index knows by itself, but for the few check-ins that are in the bin: reading every
# check-in to ask whether it is there takes ten times as long.
_COUNTS = {
    "tag": """
        SELECT tag_id, count(*) FROM checkin_tag
        WHERE checkin_id NOT IN (SELECT id FROM checkin WHERE removed_at IS NOT NULL)
        GROUP BY 1
        """,
    "pattern": """
        SELECT pattern_id, count(*) FROM checkin_pattern
        WHERE checkin_id NOT IN (SELECT id FROM checkin WHERE removed_at IS NOT NULL)
        GROUP BY 1
        """,
}
_MERGED = {
    "tag": "SELECT id, merged_into FROM tag WHERE merged_into IS NOT NULL",
    "pattern": "SELECT id, merged_into FROM pattern WHERE merged_into IS NOT NULL",
}
_OF_BOTH = {
    "tag": """
        SELECT count(DISTINCT checkin_id) FROM checkin_tag
        WHERE tag_id IN (SELECT id FROM tag WHERE id = ?1 OR merged_into = ?1)
            AND checkin_id NOT IN (SELECT id FROM checkin WHERE removed_at IS NOT NULL)
        """,
    "pattern": """
        SELECT count(DISTINCT checkin_id) FROM checkin_pattern
        WHERE pattern_id IN (SELECT id FROM pattern WHERE id = ?1 OR merged_into = ?1)
            AND checkin_id NOT IN (SELECT id FROM checkin WHERE removed_at IS NOT NULL)
        """,
}


def counts(db: Connection, kind: Literal["tag", "pattern"]) -> dict[str, int]:
    """Return how many check-ins outside the bin each tag or pattern is on that is on any.

    One that was merged into another counts with that, each check-in once.
    """
    found: dict[str, int] = dict(db.execute(_COUNTS[kind]).fetchall())
    merged: dict[str, str] = dict(db.execute(_MERGED[kind]).fetchall())
    for own in merged:
        found.pop(own, None)
    for stands in set(merged.values()):
        (count,) = db.execute(_OF_BOTH[kind], (stands,)).fetchone()
        found[stands] = count
    return {own: count for own, count in found.items() if count}
