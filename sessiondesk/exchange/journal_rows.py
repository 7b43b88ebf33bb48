"""One row of each table of a journal, as the complete export holds it."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from sessiondesk.domain.bring_up import BringUp, BringUpState, SourceKind, Want
from sessiondesk.domain.checkin import CheckIn, Interference, LineKind, SleepInterference, Tried
from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import (
    Adjusted,
    Adjustment,
    Goal,
    GoalState,
    GoalValue,
    Horizon,
    Measure,
    Win,
)
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession
from sessiondesk.exchange.journal_row import (
    Counted,
    Hours,
    Name,
    Reading,
    RecordRow,
    Row,
    Whole,
)
from sessiondesk.exchange.journal_texts import Day, Identity, Moment, Stamp, Wall


class SettingRow(Row, frozen=True):
    """A setting that was chosen."""

    keyed_by = ("name",)
    name: Name
    value: msgspec.Raw


class ImportRunRow(Row, frozen=True):
    """One time that something came in from a file."""

    id: Identity
    source: str
    made_at: Stamp


class ImportKeyRow(Row, frozen=True):
    """A row of such a file, known by its key for good."""

    keyed_by = ("key",)
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run"}
    key: Name
    import_id: Identity
    record_id: Identity


class VersionRow(Row, frozen=True):
    """What a record was before it was changed."""

    keyed_by = ("number",)
    number: Counted
    kind: Name
    record_id: Identity
    at: Stamp
    value: msgspec.Raw


class DraftRow(Row, frozen=True):
    """Words that are not yet part of their record."""

    keyed_by = ("editor", "record_id")
    editor: Name
    record_kind: str
    record_id: str
    text: str
    at: Stamp


class ScaleRow(RecordRow, frozen=True, kw_only=True):
    """A question that is answered again and again."""

    record = Scale
    label: str
    question: str
    low_text: str
    high_text: str
    kind: ScaleKind
    better: Better | None
    none_at_zero: bool
    about: About
    is_shown: bool
    position: Whole
    is_built_in: bool


class TagRow(RecordRow, frozen=True, kw_only=True):
    """A word that can be put on a check-in."""

    record = Tag
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "merged_into": "tag"}
    name: str
    merged_into: Identity | None = None


class CheckInRow(RecordRow, frozen=True, kw_only=True):
    """A self-rating; its parts are in the tables of the part rows."""

    record = CheckIn
    felt_at: Moment
    day: Day
    sleep_hours: Hours | None
    sleep_interference: SleepInterference | None
    interference: Interference | None
    is_entered_later: bool
    tried: Tried | None = None


class PartRow(Row, frozen=True, kw_only=True):
    """A row that is a part of a check-in."""

    part_of = ("checkin_id", "checkin")
    refers: ClassVar[Mapping[str, str]] = {"checkin_id": "checkin"}
    checkin_id: Identity


class ReadingRow(PartRow, frozen=True, kw_only=True):
    """What was answered on a scale."""

    keyed_by = ("checkin_id", "scale_id")
    refers: ClassVar[Mapping[str, str]] = {"checkin_id": "checkin", "scale_id": "scale"}
    scale_id: Identity
    value: Reading


class AreaRow(PartRow, frozen=True, kw_only=True):
    """An area of life that feelings got in the way of."""

    keyed_by = ("checkin_id", "area")
    area: str


class FeelingRow(PartRow, frozen=True, kw_only=True):
    """A feeling that was picked."""

    keyed_by = ("checkin_id", "family", "word")
    family: str
    word: str


class BodyRow(PartRow, frozen=True, kw_only=True):
    """What was noticed in the body."""

    keyed_by = ("checkin_id", "sign")
    sign: str


class CheckInTagRow(PartRow, frozen=True, kw_only=True):
    """A tag that was set."""

    keyed_by = ("checkin_id", "tag_id")
    refers: ClassVar[Mapping[str, str]] = {"checkin_id": "checkin", "tag_id": "tag"}
    tag_id: Identity


class CheckInPatternRow(PartRow, frozen=True, kw_only=True):
    """A pattern that was seen."""

    keyed_by = ("checkin_id", "pattern_id")
    refers: ClassVar[Mapping[str, str]] = {"checkin_id": "checkin", "pattern_id": "pattern"}
    pattern_id: Identity


class LineRow(PartRow, frozen=True, kw_only=True):
    """A line of the note."""

    keyed_by = ("checkin_id", "position")
    position: Whole
    kind: LineKind
    text: str


class CourseRow(RecordRow, frozen=True, kw_only=True):
    """A therapy."""

    record = Course
    started_on: Day
    ended_on: Day | None
    approach: str
    rhythm: str
    therapist: str
    sessions_before: Whole
    expected_sessions: Whole | None
    review_every: Whole | None


class TherapySessionRow(RecordRow, frozen=True, kw_only=True):
    """A meeting with the therapist."""

    record = TherapySession
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "course_id": "course"}
    course_id: Identity
    planned_for: Wall
    zone: str
    day: Day
    minutes: Whole
    moved_from: tuple[Wall, ...]
    place: Place | None
    outcome: Outcome
    cancelled_at: Moment | None
    notes: str
    topics: tuple[str, ...]
    to_keep: str
    left_open: str
    first_said: str
    series_id: Identity | None = None


class BringUpRow(RecordRow, frozen=True, kw_only=True):
    """A thing to say."""

    record = BringUp
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "session_id": "therapy_session",
    }
    text: str
    want: Want | None
    rank: Whole
    state: BringUpState
    session_id: Identity | None
    source: SourceKind | None
    source_id: str
    stays_private: bool


class PracticeRow(RecordRow, frozen=True, kw_only=True):
    """Something agreed."""

    record = Practice
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "session_id": "therapy_session",
    }
    text: str
    agreed_on: Day
    days_a_week: Whole | None
    session_id: Identity | None
    state: PracticeState
    ended_on: Day | None


class PracticeLogRow(RecordRow, frozen=True, kw_only=True):
    """One time that it was done, or was meant to be."""

    record = PracticeLog
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "practice_id": "practice"}
    practice_id: Identity
    done_at: Moment
    day: Day
    helped: Whole | None
    obstacle: str


class GoalRow(RecordRow, frozen=True, kw_only=True):
    """Something to work towards."""

    record = Goal
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "serves_id": "goal",
        "practice_id": "practice",
        "tag_id": "tag",
    }
    text: str
    began_on: Day
    horizon: Horizon
    serves_id: Identity | None
    measure: Measure
    practice_id: Identity | None
    tag_id: Identity | None
    aim: float | None
    review_on: Day | None
    state: GoalState
    closing_words: str


class GoalValueRow(RecordRow, frozen=True, kw_only=True):
    """Where a goal stood."""

    record = GoalValue
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "goal_id": "goal"}
    goal_id: Identity
    noted_at: Moment
    day: Day
    value: float


class AdjustmentRow(RecordRow, frozen=True, kw_only=True):
    """A change of a goal."""

    record = Adjustment
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "goal_id": "goal"}
    goal_id: Identity
    made_on: Day
    what: Adjusted
    before: str
    after: str
    reason: str


class WinRow(RecordRow, frozen=True, kw_only=True):
    """Something that went well."""

    record = Win
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "goal_id": "goal"}
    goal_id: Identity
    day: Day
    text: str
