"""The rows of what came with version 2 of the tables."""

from collections.abc import Mapping
from typing import ClassVar

from sessiondesk.domain.afterwards import (
    AboutTheTime,
    Afterwards,
    DayAfter,
    FitItem,
    HeldBack,
    HeldBackWhy,
    SameGround,
)
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.exchange.journal_row import Rating, RecordRow, Row, Whole
from sessiondesk.exchange.journal_texts import Day, Identity


class PatternRow(RecordRow, frozen=True, kw_only=True):
    """Something that comes again."""

    record = Pattern
    refers: ClassVar[Mapping[str, str]] = {"import_id": "import_run", "merged_into": "pattern"}
    name: str
    named_on: Day
    sets_off: str
    notice_first: str
    what_i_do: str
    may_protect: str
    rather_do: str
    merged_into: Identity | None


class FeelingWordRow(RecordRow, frozen=True, kw_only=True):
    """A finer word of the person's own."""

    record = FeelingWord
    family: str
    text: str
    is_shown: bool


class BreakRow(Row, frozen=True, kw_only=True):
    """A stretch without sessions."""

    keyed_by = ("course_id", "position")
    refers: ClassVar[Mapping[str, str]] = {"course_id": "course"}
    part_of = ("course_id", "course")
    course_id: Identity
    position: Whole
    first_day: Day
    last_day: Day | None
    reason: str


class SessionPatternRow(Row, frozen=True, kw_only=True):
    """A pattern that was seen in a therapy session."""

    keyed_by = ("session_id", "pattern_id")
    refers: ClassVar[Mapping[str, str]] = {
        "session_id": "therapy_session",
        "pattern_id": "pattern",
    }
    part_of = ("session_id", "therapy_session")
    session_id: Identity
    pattern_id: Identity


class AfterwardsRow(RecordRow, frozen=True, kw_only=True):
    """What was noted after a session, for oneself alone."""

    record = Afterwards
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "session_id": "therapy_session",
    }
    session_id: Identity
    held_back: HeldBack | None
    held_back_what: str
    held_back_why: tuple[HeldBackWhy, ...]
    arriving: Rating | None
    leaving: Rating | None
    leaving_feelings: tuple[tuple[str, str], ...]
    next_day: Rating | None
    day_after: DayAfter | None
    same_ground: SameGround | None
    about_the_time: tuple[AboutTheTime, ...]
    words: str


class FitRow(Row, frozen=True, kw_only=True):
    """An answer to one of the sentences about a session."""

    keyed_by = ("afterwards_id", "item")
    refers: ClassVar[Mapping[str, str]] = {"afterwards_id": "afterwards"}
    part_of = ("afterwards_id", "afterwards")
    afterwards_id: Identity
    item: FitItem
    value: Rating


class SignRow(RecordRow, frozen=True, kw_only=True):
    """A sign, as it was answered on one day."""

    record = Sign
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "session_id": "therapy_session",
    }
    item: str
    side: SignSide
    day: Day
    answer: SignAnswer
    example: str
    session_id: Identity | None


class LifeEventRow(RecordRow, frozen=True, kw_only=True):
    """Something that happened, for a day or for longer."""

    record = LifeEvent
    named: ClassVar[Mapping[str, str]] = {"first_day": "first", "last_day": "last"}
    title: str
    kind: LifeEventKind
    first_day: Day
    last_day: Day | None
    goes_on: bool
    dose: str
    words: str


class SafetyPlanRow(RecordRow, frozen=True, kw_only=True):
    """The safety plan."""

    record = SafetyPlan
    warning_signs: str
    helps_me_wait: str
    places_and_people: str
    people_to_ask: str
    professionals: str
    safer_room: str
    worth_living_for: str
