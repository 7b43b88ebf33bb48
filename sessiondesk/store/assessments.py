"""The table of questionnaires as they were filled in, with the single answers of each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.ids import AssessmentId
from sessiondesk.store.connection import Connection

_Row = tuple[str, str, int, str, str | None, int | None, float, str, int, int]


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
    rows = db.execute(
        """
        SELECT id, instrument, version, day, taken_at, functional, total, band, on_sheet,
            is_entered_later
        FROM assessment
        WHERE id = ?
        """,
        (assessment_id,),
    )
    found = _with_answers(db, rows.fetchall())
    return found[0] if found else None


def of(db: Connection, instrument: str) -> Sequence[Assessment]:
    """Return what was filled in of one instrument, oldest first."""
    rows = db.execute(
        """
        SELECT id, instrument, version, day, taken_at, functional, total, band, on_sheet,
            is_entered_later
        FROM assessment
        WHERE instrument = ? AND removed_at IS NULL
        ORDER BY day, coalesce(unixepoch(taken_at), 0), rowid
        """,
        (instrument,),
    )
    return _with_answers(db, rows.fetchall())


def all_(db: Connection) -> Sequence[Assessment]:
    """Return everything that was filled in, oldest first."""
    rows = db.execute(
        """
        SELECT id, instrument, version, day, taken_at, functional, total, band, on_sheet,
            is_entered_later
        FROM assessment
        WHERE removed_at IS NULL
        ORDER BY day, coalesce(unixepoch(taken_at), 0), rowid
        """
    )
    return _with_answers(db, rows.fetchall())


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


def _with_answers(db: Connection, rows: Sequence[_Row]) -> Sequence[Assessment]:
    answers: dict[str, dict[int, int]] = defaultdict(dict)
    for own, item, value in db.execute(
        """
        SELECT assessment_id, item, value FROM assessment_answer
        WHERE assessment_id IN (SELECT value FROM json_each(?))
        ORDER BY assessment_id, item
        """,
        (msgspec.json.encode([row[0] for row in rows]).decode(),),
    ):
        answers[own][item] = value
    return [_from_row(row, answers.get(row[0], {})) for row in rows]


def _from_row(row: _Row, answers: Mapping[int, int]) -> Assessment:
    id_, instrument, version, day, taken_at, functional, total, band, on_sheet, later = row
    return Assessment(
        id=AssessmentId(id_),
        instrument=instrument,
        version=version,
        day=date.fromisoformat(day),
        taken_at=None if taken_at is None else datetime.fromisoformat(taken_at),
        answers=answers,
        functional=functional,
        total=total,
        band=band,
        on_sheet=bool(on_sheet),
        is_entered_later=bool(later),
    )
