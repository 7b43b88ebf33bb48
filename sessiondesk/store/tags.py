"""The table of tags."""

from collections.abc import Sequence

from sessiondesk.domain.ids import TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.store.connection import Connection


def save(db: Connection, tag: Tag, *, at: str) -> None:
    """Keep ``tag``, new or renamed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO tag (id, name, made_at, changed_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, changed_at = excluded.changed_at
        """,
        (tag.id, tag.name, at, at),
    )


def find(db: Connection, tag_id: TagId) -> Tag | None:
    """Return the tag of that id, in the bin or not; None if there is none."""
    row = db.execute("SELECT id, name FROM tag WHERE id = ?", (tag_id,)).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Tag]:
    """Return all tags, those on most check-ins first, then by name."""
    rows = db.execute(
        """
        SELECT tag.id, tag.name
        FROM tag
        LEFT JOIN checkin_tag ON checkin_tag.tag_id = tag.id
        WHERE tag.removed_at IS NULL
        GROUP BY tag.id
        ORDER BY count(checkin_tag.checkin_id) DESC, tag.name COLLATE NOCASE, tag.id
        """
    )
    return [_from_row(row) for row in rows]


def _from_row(row: tuple[str, str]) -> Tag:
    id_, name = row
    return Tag(id=TagId(id_), name=name)
