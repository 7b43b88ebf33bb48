"""The table of the person's own words for feelings."""

from collections.abc import Sequence

from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import FeelingWordId
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, int]


def save(db: Connection, word: FeelingWord, *, at: str) -> None:
    """Keep ``word``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO feeling_word (id, family, text, is_shown, made_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            family = excluded.family, text = excluded.text, is_shown = excluded.is_shown,
            changed_at = excluded.changed_at
        """,
        (word.id, word.family, word.text, word.is_shown, at, at),
    )


def find(db: Connection, word_id: FeelingWordId) -> FeelingWord | None:
    """Return the word of that id, in the bin or not; None if there is none."""
    row = db.execute(
        "SELECT id, family, text, is_shown FROM feeling_word WHERE id = ?", (word_id,)
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[FeelingWord]:
    """Return all own words, hidden ones too, the one added first first."""
    rows = db.execute(
        """
        SELECT id, family, text, is_shown FROM feeling_word
        WHERE removed_at IS NULL
        ORDER BY rowid
        """
    )
    return [_from_row(row) for row in rows]


def _from_row(row: _Row) -> FeelingWord:
    id_, family, text, is_shown = row
    return FeelingWord(id=FeelingWordId(id_), family=family, text=text, is_shown=bool(is_shown))
