"""What a record has in tables of its own: read together with its row."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sessiondesk.domain.checkin import Feeling, NoteLine
from sessiondesk.domain.course import Break
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import PatternId, ScaleId, TagId
from sessiondesk.domain.review import Finding
from sessiondesk.exchange.journal_faults import JournalFileError
from sessiondesk.exchange.journal_measure_rows import AssessmentRow
from sessiondesk.exchange.journal_more_rows import AfterwardsRow
from sessiondesk.exchange.journal_review_rows import RecallRow, ReviewRow
from sessiondesk.exchange.journal_row import Row, compact
from sessiondesk.exchange.journal_rows import CheckInRow, CourseRow, TherapySessionRow
from sessiondesk.exchange.journal_tables import PARTS

_GAP: Final = "The lines of a note are counted from 0 without a gap."
_GAP_OF_FINDINGS: Final = "The findings of a review are counted from 0 without a gap."
_GAP_OF_BREAKS: Final = "The breaks of a therapy are counted from 0 without a gap."

# A row with its place in the array of its table.
_Placed = tuple[int, Any]


class Parts:
    """The parts of all records of a document."""

    def __init__(self, rows: Mapping[str, Sequence[Row]]) -> None:
        """Sort the rows of the tables of parts by the record they belong to."""
        self._found: dict[str, dict[str, list[_Placed]]] = {}
        for table, (column, _) in PARTS.items():
            of_table = self._found[table] = defaultdict(list)
            for n, row in enumerate(rows[table]):
                of_table[getattr(row, column)].append((n, row))

    def of(self, row: Row) -> Mapping[str, object]:  # noqa: PLR0911 - one for each kind
        """Return the values of the record of ``row`` that are not in the row itself.

        Raises:
            JournalFileError: They do not go together.
        """
        match row:
            case CheckInRow():
                return self._of_checkin(row.id)
            case CourseRow():
                return {"breaks": tuple(self._breaks(row.id))}
            case TherapySessionRow():
                return {"patterns": self._patterns("therapy_session_pattern", row.id)}
            case AssessmentRow():
                return {
                    "answers": {
                        each.item: each.value for _, each in self._all("assessment_answer", row.id)
                    }
                }
            case AfterwardsRow():
                return {
                    "fit": {each.item: each.value for _, each in self._all("fit_rating", row.id)},
                    "held_back_why": frozenset(row.held_back_why),
                    "leaving_feelings": frozenset(
                        Feeling(family=family, word=word) for family, word in row.leaving_feelings
                    ),
                    "about_the_time": frozenset(row.about_the_time),
                }
            case ReviewRow():
                return {
                    "hard": frozenset(row.hard),
                    "not_right": frozenset(row.not_right),
                    "steps": frozenset(row.steps),
                    "findings": tuple(self._findings(row.id)),
                }
            case RecallRow():
                return {
                    "ratings": {
                        ScaleId(str(each.scale_id)): each.value
                        for _, each in self._all("recall_rating", row.id)
                    }
                }
            case _:
                return {}

    def _all(self, table: str, own: str) -> Sequence[_Placed]:
        return self._found[table].get(own, ())

    def _in_order(self, table: str, own: str, problem: str) -> Sequence[_Placed]:
        found = sorted(self._all(table, own), key=lambda each: each[1].position)
        for position, (n, row) in enumerate(found):
            if row.position != position:
                raise JournalFileError.of_field(f"{table}[{n}]", "position", problem)
        return found

    def _patterns(self, table: str, own: str) -> frozenset[PatternId]:
        return frozenset(PatternId(str(row.pattern_id)) for _, row in self._all(table, own))

    def _of_checkin(self, own: str) -> Mapping[str, object]:
        lines = []
        for n, row in self._in_order("checkin_line", own, _GAP):
            try:
                lines.append(NoteLine(kind=row.kind, text=row.text))
            except InvalidFieldError as error:
                raise JournalFileError.of_field(
                    f"checkin_line[{n}]", error.field, error.problem
                ) from None
        return {
            "ratings": {
                ScaleId(str(row.scale_id)): row.value for _, row in self._all("reading", own)
            },
            "interference_areas": frozenset(row.area for _, row in self._all("checkin_area", own)),
            "feelings": frozenset(
                Feeling(family=row.family, word=row.word)
                for _, row in self._all("checkin_feeling", own)
            ),
            "body": frozenset(row.sign for _, row in self._all("checkin_body", own)),
            "tags": frozenset(TagId(str(row.tag_id)) for _, row in self._all("checkin_tag", own)),
            "patterns": self._patterns("checkin_pattern", own),
            "lines": tuple(lines),
        }

    def _findings(self, own: str) -> Sequence[Finding]:
        return [
            Finding(
                side=row.side,
                asked=row.asked,
                subject=row.subject,
                method=row.method,
                claim=compact(row.claim),
                is_aside=row.is_aside,
            )
            for _, row in self._in_order("review_finding", own, _GAP_OF_FINDINGS)
        ]

    def _breaks(self, own: str) -> Sequence[Break]:
        breaks = []
        for n, row in self._in_order("course_break", own, _GAP_OF_BREAKS):
            last = row.last_day
            try:
                breaks.append(
                    Break(
                        first=row.first_day.value,
                        last=None if last is None else last.value,
                        reason=row.reason,
                    )
                )
            except InvalidFieldError as error:
                raise JournalFileError.of_field(
                    f"course_break[{n}]", "last_day", error.problem
                ) from None
        return breaks
