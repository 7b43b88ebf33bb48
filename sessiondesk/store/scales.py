"""The table of scales."""

from collections.abc import Sequence

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, str, str, str, str | None, int, str, int, int, int]


def save(db: Connection, scale: Scale, *, at: str) -> None:
    """Keep ``scale``, new or changed.

    Args:
        db: Open connection, inside a transaction.
        scale: What to keep.
        at: UTC stamp of now, as ``kinds.stamp`` makes it.
    """
    db.execute(
        """
        INSERT INTO scale (
            id, label, question, low_text, high_text, kind, better, none_at_zero, about,
            is_shown, position, is_built_in, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            label = excluded.label, question = excluded.question,
            low_text = excluded.low_text, high_text = excluded.high_text,
            kind = excluded.kind, better = excluded.better,
            none_at_zero = excluded.none_at_zero, about = excluded.about,
            is_shown = excluded.is_shown, position = excluded.position,
            changed_at = excluded.changed_at
        """,
        (
            scale.id,
            scale.label,
            scale.question,
            scale.low_text,
            scale.high_text,
            scale.kind,
            scale.better,
            scale.none_at_zero,
            scale.about,
            scale.is_shown,
            scale.position,
            scale.is_built_in,
            at,
            at,
        ),
    )


def find(db: Connection, scale_id: ScaleId) -> Scale | None:
    """Return the scale of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, label, question, low_text, high_text, kind, better, none_at_zero, about,
            is_shown, position, is_built_in
        FROM scale
        WHERE id = ?
        """,
        (scale_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Scale]:
    """Return all scales, hidden ones too, in the order in which they are asked."""
    rows = db.execute(
        """
        SELECT id, label, question, low_text, high_text, kind, better, none_at_zero, about,
            is_shown, position, is_built_in
        FROM scale
        WHERE removed_at IS NULL
        ORDER BY position, rowid
        """
    )
    return [_from_row(row) for row in rows]


def has_reading(db: Connection, scale_id: ScaleId) -> bool:
    """Return whether the scale was ever answered, removed check-ins included."""
    (found,) = db.execute(
        "SELECT EXISTS (SELECT 1 FROM reading WHERE scale_id = ?)", (scale_id,)
    ).fetchone()
    return bool(found)


def _from_row(row: _Row) -> Scale:
    (
        id_,
        label,
        question,
        low_text,
        high_text,
        kind,
        better,
        none_at_zero,
        about,
        is_shown,
        position,
        is_built_in,
    ) = row
    return Scale(
        id=ScaleId(id_),
        label=label,
        question=question,
        low_text=low_text,
        high_text=high_text,
        kind=ScaleKind(kind),
        better=None if better is None else Better(better),
        none_at_zero=bool(none_at_zero),
        about=About(about),
        is_shown=bool(is_shown),
        position=position,
        is_built_in=bool(is_built_in),
    )
