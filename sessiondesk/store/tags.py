"""The table of tags."""

from collections.abc import Mapping, Sequence

from sessiondesk.domain.ids import TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.store import link_counts
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
    return [tag for tag, _ in counted(db)]


def names(db: Connection) -> Mapping[TagId, str]:
    """Return the names of the tags that ``all_`` returns, in order; nothing is counted."""
    rows = db.execute(
        """
        SELECT id, name FROM tag
        WHERE removed_at IS NULL AND merged_into IS NULL
        ORDER BY name COLLATE NOCASE, id
        """
    )
    return {TagId(own): name for own, name in rows}


def has_any(db: Connection) -> bool:
    """Return whether there is a tag outside the bin."""
    (found,) = db.execute(
        "SELECT EXISTS (SELECT 1 FROM tag WHERE removed_at IS NULL AND merged_into IS NULL)"
    ).fetchone()
    return bool(found)


def counted(db: Connection) -> Sequence[tuple[Tag, int]]:
    """Return what ``all_`` does, each with the number of its check-ins outside the bin."""
    rows = db.execute(
        "SELECT id, name, merged_into FROM tag WHERE removed_at IS NULL AND merged_into IS NULL"
    )
    counts = link_counts.counts(db, "tag")
    found = [(_from_row(row), counts.get(row[0], 0)) for row in rows]
    return sorted(found, key=_most_first)


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


def _most_first(counted: tuple[Tag, int]) -> tuple[int, str, str]:
    tag, count = counted
    return -count, tag.name.casefold(), tag.id


def _from_row(row: tuple[str, str, str | None]) -> Tag:
    id_, name, merged = row
    return Tag(id=TagId(id_), name=name, merged_into=None if merged is None else TagId(merged))
