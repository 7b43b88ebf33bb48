"""The tables of the forms that a therapist uses, and of their totals."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import FormId, FormTotalId, ImportId
from sessiondesk.domain.scale import Better
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str | None, float | None, float | None]
_TotalRow = tuple[str, str, str, float]


def save(db: Connection, form: Form, *, at: str, import_id: ImportId | None = None) -> None:
    """Keep ``form``, new or changed; ``at`` is the UTC stamp of now.

    A change by hand leaves the import it came from as it was.
    """
    db.execute(
        """
        INSERT INTO form (id, name, better, low, high, made_at, changed_at, import_id)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, better = excluded.better, low = excluded.low,
            high = excluded.high, changed_at = excluded.changed_at
        """,
        (form.id, form.name, form.better, form.low, form.high, at, at, import_id),
    )


def find(db: Connection, form_id: FormId) -> Form | None:
    """Return the form of that id, in the bin or not; None if there is none."""
    row = db.execute(
        "SELECT id, name, better, low, high FROM form WHERE id = ?", (form_id,)
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection) -> Sequence[Form]:
    """Return all forms, the one that was added first first."""
    rows = db.execute(
        "SELECT id, name, better, low, high FROM form WHERE removed_at IS NULL ORDER BY rowid"
    )
    return [_from_row(row) for row in rows]


def save_total(
    db: Connection, total: FormTotal, *, at: str, import_id: ImportId | None = None
) -> None:
    """Keep ``total``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO form_total (id, form_id, day, total, made_at, changed_at, import_id)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            form_id = excluded.form_id, day = excluded.day, total = excluded.total,
            changed_at = excluded.changed_at
        """,
        (total.id, total.form_id, total.day.isoformat(), total.total, at, at, import_id),
    )


def find_total(db: Connection, total_id: FormTotalId) -> FormTotal | None:
    """Return the total of that id, in the bin or not; None if there is none."""
    row = db.execute(
        "SELECT id, form_id, day, total FROM form_total WHERE id = ?", (total_id,)
    ).fetchone()
    return _total_from_row(row) if row else None


def totals(db: Connection, form_id: FormId) -> Sequence[FormTotal]:
    """Return the totals of one form, oldest first."""
    rows = db.execute(
        """
        SELECT id, form_id, day, total FROM form_total
        WHERE form_id = ? AND removed_at IS NULL
        ORDER BY day, rowid
        """,
        (form_id,),
    )
    return [_total_from_row(row) for row in rows]


def _from_row(row: _Row) -> Form:
    id_, name, better, low, high = row
    return Form(
        id=FormId(id_),
        name=name,
        better=None if better is None else Better(better),
        low=low,
        high=high,
    )


def _total_from_row(row: _TotalRow) -> FormTotal:
    id_, form_id, day, total = row
    return FormTotal(
        id=FormTotalId(id_), form_id=FormId(form_id), day=date.fromisoformat(day), total=total
    )
