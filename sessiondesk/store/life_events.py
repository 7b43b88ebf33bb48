"""The table of life events and medicines."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.ids import ImportId, LifeEventId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, str, str, str | None, int, str, str]


def save(db: Connection, event: LifeEvent, *, at: str, import_id: ImportId | None = None) -> None:
    """Keep ``event``, new or changed; ``at`` is the UTC stamp of now.

    A change by hand leaves the import it came from as it was.
    """
    db.execute(
        """
        INSERT INTO life_event (
            id, title, kind, first_day, last_day, goes_on, dose, words, made_at, changed_at,
            import_id
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            title = excluded.title, kind = excluded.kind, first_day = excluded.first_day,
            last_day = excluded.last_day, goes_on = excluded.goes_on, dose = excluded.dose,
            words = excluded.words, changed_at = excluded.changed_at
        """,
        (
            event.id,
            event.title,
            event.kind,
            event.first.isoformat(),
            None if event.last is None else event.last.isoformat(),
            event.goes_on,
            event.dose,
            event.words,
            at,
            at,
            import_id,
        ),
    )


def find(db: Connection, event_id: LifeEventId) -> LifeEvent | None:
    """Return the event of that id, in the bin or not; None if there is none."""
    row = db.execute(
        """
        SELECT id, title, kind, first_day, last_day, goes_on, dose, words FROM life_event
        WHERE id = ?
        """,
        (event_id,),
    ).fetchone()
    return _from_row(row) if row else None


def between(db: Connection, first: date, last: date) -> Sequence[LifeEvent]:
    """Return the events that touch the days ``first`` to ``last``, both included, oldest first.

    One that goes on touches every day from its first.
    """
    rows = db.execute(
        """
        SELECT id, title, kind, first_day, last_day, goes_on, dose, words FROM life_event
        WHERE first_day <= ? AND (goes_on = 1 OR coalesce(last_day, first_day) >= ?)
            AND removed_at IS NULL
        ORDER BY first_day, rowid
        """,
        (last.isoformat(), first.isoformat()),
    )
    return [_from_row(row) for row in rows]


def _from_row(row: _Row) -> LifeEvent:
    id_, title, kind, first, last, goes_on, dose, words = row
    return LifeEvent(
        id=LifeEventId(id_),
        title=title,
        kind=LifeEventKind(kind),
        first=date.fromisoformat(first),
        last=None if last is None else date.fromisoformat(last),
        goes_on=bool(goes_on),
        dose=dose,
        words=words,
    )
