"""The rows of what came with version 3 of the tables."""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from msgspec import Meta

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.measure_plan import LONGEST_DAYS, MeasurePlan
from sessiondesk.domain.scale import Better
from sessiondesk.exchange.journal_row import Counted, Name, RecordRow, Row, Ticked
from sessiondesk.exchange.journal_texts import Day, Identity, Moment


class AssessmentRow(RecordRow, frozen=True, kw_only=True):
    """A questionnaire as it was filled in."""

    record = Assessment
    instrument: Name
    version: Counted
    day: Day
    taken_at: Moment | None
    functional: Ticked | None
    total: float
    band: str
    on_sheet: bool
    is_entered_later: bool


class AnswerRow(Row, frozen=True, kw_only=True):
    """A single answer of it, as it was ticked."""

    keyed_by = ("assessment_id", "item")
    refers: ClassVar[Mapping[str, str]] = {"assessment_id": "assessment"}
    part_of = ("assessment_id", "assessment")
    assessment_id: Identity
    item: Counted
    value: Ticked


class FormRow(RecordRow, frozen=True, kw_only=True):
    """A form that a therapist uses."""

    record = Form
    name: str
    better: Better | None
    low: float | None
    high: float | None


class FormTotalRow(RecordRow, frozen=True, kw_only=True):
    """A total of such a form."""

    record = FormTotal
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "form_id": "form"}
    form_id: Identity
    day: Day
    total: float


class MeasurePlanRow(RecordRow, frozen=True, kw_only=True):
    """Whether an instrument is filled in, and how often."""

    record = MeasurePlan
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "course_id": "course"}
    instrument: Name
    course_id: Identity | None
    is_on: bool
    every_days: Annotated[int, Meta(ge=1, le=LONGEST_DAYS)]
