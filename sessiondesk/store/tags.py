"""The table of tags."""

from collections.abc import Mapping, Sequence

from sessiondesk.domain.ids import TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.store.connection import Connection


def save(db: Connection, tag: Tag, *, at: str) -> None:
    """Keep ``tag``, new, renamed or merged; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO tag (id, name, merged_into, made_at, changed_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, merged_into = excluded.merged_into,
            changed_at = excluded.changed_at
        """,
        (tag.id, tag.name, tag.merged_into, at, at),
    )


def find(db: Connection, tag_id: TagId) -> Tag | None:
    """Return the tag of that id, in the bin or not; None if there is none."""
    row = db.execute("SELECT id, name, merged_into FROM tag WHERE id = ?", (tag_id,)).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Tag]:
    """Return all tags, those on most check-ins first, then by name.

    One that was merged into another is not in there; that one counts for both.
    """
    rows = db.execute(
        """
        SELECT tag.id, tag.name, tag.merged_into
        FROM tag
        LEFT JOIN (
            -- Counted within the index first: one row for each tag, not for each use of it.
            SELECT coalesce(own.merged_into, own.id) AS stands, sum(times) AS times
            FROM (SELECT tag_id, count(*) AS times FROM checkin_tag GROUP BY tag_id)
            JOIN tag AS own ON own.id = tag_id
            GROUP BY 1
        ) ON stands = tag.id
        WHERE tag.removed_at IS NULL AND tag.merged_into IS NULL
        ORDER BY coalesce(times, 0) DESC, tag.name COLLATE NOCASE, tag.id
        """
    )
    return [_from_row(row) for row in rows]


def counts(db: Connection) -> Mapping[TagId, int]:
    """Return how many check-ins outside the bin have each tag that has any.

    One that was merged into another counts with that.
    """
    rows = db.execute(
        """
        SELECT coalesce(tag.merged_into, tag.id), count(DISTINCT checkin.id)
        FROM checkin_tag
        JOIN tag ON tag.id = checkin_tag.tag_id
        JOIN checkin ON checkin.id = checkin_tag.checkin_id
        WHERE checkin.removed_at IS NULL
        GROUP BY 1
        """
    )
    return {TagId(tag_id): int(count) for tag_id, count in rows}


def merged_into(db: Connection, tag_id: TagId) -> Sequence[Tag]:
    """Return the tags that were merged into that one, by name."""
    rows = db.execute(
        """
        SELECT id, name, merged_into FROM tag
        WHERE merged_into = ? AND removed_at IS NULL
        ORDER BY name COLLATE NOCASE, id
        """,
        (tag_id,),
    )
    return [_from_row(row) for row in rows]


def all_merged(db: Connection) -> Sequence[Tag]:
    """Return all tags that were merged into another, by name."""
    rows = db.execute(
        """
        SELECT id, name, merged_into FROM tag
        WHERE merged_into IS NOT NULL AND removed_at IS NULL
        ORDER BY name COLLATE NOCASE, id
        """
    )
    return [_from_row(row) for row in rows]


def _from_row(row: tuple[str, str, str | None]) -> Tag:
    id_, name, merged = row
    return Tag(id=TagId(id_), name=name, merged_into=None if merged is None else TagId(merged))
