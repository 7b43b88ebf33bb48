"""The table of questionnaires as they were filled in, with the single answers of each."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

import msgspec

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.ids import AssessmentId
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, int, str, str | None, int | None, float, str, int, int, str]

# The answers of a form come as one text: ten years of them are ten thousand rows.
_FORMS: Final = """
    SELECT id, instrument, version, day, taken_at, functional, total, band, on_sheet,
        is_entered_later,
        (
            SELECT json_group_object(item, value) FROM assessment_answer
            WHERE assessment_id = assessment.id
        )
    FROM assessment
    """
_OLDEST_FIRST: Final = " ORDER BY day, coalesce(unixepoch(taken_at), 0), rowid"
_ONE: Final = _FORMS + " WHERE id = ?"
_OF_ONE_INSTRUMENT: Final = _FORMS + " WHERE instrument = ? AND removed_at IS NULL" + _OLDEST_FIRST
_ALL: Final = _FORMS + " WHERE removed_at IS NULL" + _OLDEST_FIRST
_ON_SHEET: Final = (
    _FORMS + " WHERE on_sheet = 1 AND day <= ? AND removed_at IS NULL" + _OLDEST_FIRST
)
_ENDS: Final = f"""
    {_FORMS}
    WHERE id IN (
        SELECT id FROM (
            SELECT
                id,
                row_number() OVER (
                    PARTITION BY instrument
                    ORDER BY day, coalesce(unixepoch(taken_at), 0), rowid
                ) AS from_first,
                row_number() OVER (
                    PARTITION BY instrument
                    ORDER BY day DESC, coalesce(unixepoch(taken_at), 0) DESC, rowid DESC
                ) AS from_last
            FROM assessment
            WHERE day BETWEEN ? AND ? AND removed_at IS NULL
        )
        WHERE from_first <= 2 OR from_last <= 2
    )
    {_OLDEST_FIRST}
    """
_ANSWERS: Final = msgspec.json.Decoder(dict[int, int])


def save(db: Connection, assessment: Assessment, *, at: str) -> None:
    """Keep ``assessment``, new or changed; ``at`` is the UTC stamp of now."""
    taken_at = assessment.taken_at
    db.execute(
        """
        INSERT INTO assessment (
            id, instrument, version, day, taken_at, functional, total, band, on_sheet,
            is_entered_later, made_at, changed_at
        )
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET
            instrument = excluded.instrument, version = excluded.version, day = excluded.day,
            taken_at = excluded.taken_at, functional = excluded.functional,
            total = excluded.total, band = excluded.band, on_sheet = excluded.on_sheet,
            is_entered_later = excluded.is_entered_later, changed_at = excluded.changed_at
        """,
        (
            assessment.id,
            assessment.instrument,
            assessment.version,
            assessment.day.isoformat(),
            None if taken_at is None else taken_at.isoformat(timespec="seconds"),
            assessment.functional,
            assessment.total,
            assessment.band,
            assessment.on_sheet,
            assessment.is_entered_later,
            at,
            at,
        ),
    )
    db.execute("DELETE FROM assessment_answer WHERE assessment_id = ?", (assessment.id,))
    db.executemany(
        "INSERT INTO assessment_answer (assessment_id, item, value) VALUES (?, ?, ?)",
        [(assessment.id, item, value) for item, value in assessment.answers.items()],
    )


def find(db: Connection, assessment_id: AssessmentId) -> Assessment | None:
    """Return the assessment of that id, in the bin or not; None if there is none."""
    row = db.execute(_ONE, (assessment_id,)).fetchone()
    return _from_row(row) if row else None


def of(db: Connection, instrument: str) -> Sequence[Assessment]:
    """Return what was filled in of one instrument, oldest first."""
    rows = db.execute(_OF_ONE_INSTRUMENT, (instrument,))
    return [_from_row(row) for row in rows]


def all_(db: Connection) -> Sequence[Assessment]:
    """Return everything that was filled in, oldest first."""
    return [_from_row(row) for row in db.execute(_ALL)]


def ends(db: Connection, first: date, last: date) -> Sequence[Assessment]:
    """Return the two earliest and the two latest of each instrument, oldest first.

    Args:
        db: Open connection.
        first: The first day that counts.
        last: The last day that counts, included.
    """
    rows = db.execute(_ENDS, (first.isoformat(), last.isoformat()))
    return [_from_row(row) for row in rows]


def on_sheet(db: Connection, last: date) -> Sequence[Assessment]:
    """Return those up to ``last`` of which an answer was put on the prep sheet, oldest first."""
    return [_from_row(row) for row in db.execute(_ON_SHEET, (last.isoformat(),))]


def last_days(db: Connection) -> Mapping[str, date]:
    """Return the day on which each instrument was filled in last, by its id."""
    rows = db.execute(
        """
        SELECT instrument, max(day) FROM assessment
        WHERE removed_at IS NULL
        GROUP BY instrument
        ORDER BY instrument
        """
    )
    return {instrument: date.fromisoformat(day) for instrument, day in rows}


def _from_row(row: _Row) -> Assessment:
    id_, instrument, version, day, taken_at, functional, total, band, on_sheet, later, ticked = row
    return Assessment(
        id=AssessmentId(id_),
        instrument=instrument,
        version=version,
        day=date.fromisoformat(day),
        taken_at=None if taken_at is None else datetime.fromisoformat(taken_at),
        answers=_ANSWERS.decode(ticked),
        functional=functional,
        total=total,
        band=band,
        on_sheet=bool(on_sheet),
        is_entered_later=bool(later),
    )
