"""The table of drafts: words that are still being typed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sessiondesk.store.connection import Connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Words that were typed and are not yet part of their record.

    Attributes:
        editor: Stable name of the field they were typed in.
        record_kind: Kind of the record they belong to.
        record_id: Its identity; it need not exist yet.
        text: The words.
    """

    editor: str
    record_kind: str
    record_id: str
    text: str = field(repr=False)


def save(db: Connection, draft: Draft, *, at: str) -> None:
    """Keep ``draft`` in place of the former one of that editor and record."""
    db.execute(
        """
        INSERT INTO draft (editor, record_kind, record_id, text, at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (editor, record_id) DO UPDATE SET
            record_kind = excluded.record_kind, text = excluded.text, at = excluded.at
        """,
        (draft.editor, draft.record_kind, draft.record_id, draft.text, at),
    )


def find(db: Connection, editor: str, record_id: str) -> Draft | None:
    """Return the draft of that editor for that record, or None."""
    row = db.execute(
        """
        SELECT editor, record_kind, record_id, text FROM draft
        WHERE editor = ? AND record_id = ?
        """,
        (editor, record_id),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Draft]:
    """Return all drafts, the one typed in last first."""
    rows = db.execute(
        "SELECT editor, record_kind, record_id, text FROM draft ORDER BY at DESC, rowid DESC"
    )
    return [_from_row(row) for row in rows]


def drop(db: Connection, editor: str, record_id: str) -> None:
    """Forget the draft of that editor for that record, if there is one."""
    db.execute("DELETE FROM draft WHERE editor = ? AND record_id = ?", (editor, record_id))


def _from_row(row: tuple[str, str, str, str]) -> Draft:
    editor, record_kind, record_id, text = row
    return Draft(editor=editor, record_kind=record_kind, record_id=record_id, text=text)
