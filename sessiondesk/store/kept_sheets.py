"""The table of sheets that were taken."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.ids import KeptSheetId, TherapySessionId
from sessiondesk.domain.kept_sheet import KeptSheet, SheetLayout, TakenAs
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str | None, str, str, str, int, str]


def save(db: Connection, sheet: KeptSheet, *, at: str) -> None:
    """Keep ``sheet``, new or changed; ``at`` is the UTC stamp of now."""
    db.execute(
        """
        INSERT INTO sheet (
            id, day, session_id, layout, taken_as, paper, pages, content, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            day = excluded.day, session_id = excluded.session_id, layout = excluded.layout,
            taken_as = excluded.taken_as, paper = excluded.paper, pages = excluded.pages,
            content = excluded.content, changed_at = excluded.changed_at
        """,
        (
            sheet.id,
            sheet.day.isoformat(),
            sheet.session_id,
            sheet.layout,
            sheet.taken_as,
            sheet.paper,
            sheet.pages,
            sheet.content,
            at,
            at,
        ),
    )


def find(db: Connection, sheet_id: KeptSheetId) -> KeptSheet | None:
    """Return the sheet of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, day, session_id, layout, taken_as, paper, pages, content FROM sheet
        WHERE id = ?
        """,
        (sheet_id,),
    ).fetchone()
    return _from_row(row) if row else None


def all_(db: Connection, *, most: int | None = None) -> Sequence[KeptSheet]:
    """Return the sheets, the one taken last first.

    Args:
        db: Open connection.
        most: No more than that many; None: all of them.
    """
    rows = db.execute(
        """
        SELECT id, day, session_id, layout, taken_as, paper, pages, content FROM sheet
        WHERE removed_at IS NULL
        ORDER BY day DESC, made_at DESC, rowid DESC LIMIT ?
        """,
        (-1 if most is None else most,),
    )
    return [_from_row(row) for row in rows]


def of_session(db: Connection, session_id: TherapySessionId) -> Sequence[KeptSheet]:
    """Return the sheets taken to that session, the one taken last first."""
    rows = db.execute(
        """
        SELECT id, day, session_id, layout, taken_as, paper, pages, content FROM sheet
        WHERE session_id = ? AND removed_at IS NULL
        ORDER BY day DESC, made_at DESC, rowid DESC
        """,
        (session_id,),
    )
    return [_from_row(row) for row in rows]


def _from_row(row: _Row) -> KeptSheet:
    id_, day, session_id, layout, taken_as, paper, pages, content = row
    return KeptSheet(
        id=KeptSheetId(id_),
        day=date.fromisoformat(day),
        session_id=None if session_id is None else TherapySessionId(session_id),
        layout=SheetLayout(layout),
        taken_as=TakenAs(taken_as),
        paper=paper,
        pages=pages,
        content=content,
    )
