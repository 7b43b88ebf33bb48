"""The rows of what came with version 4 of the tables."""

from collections.abc import Mapping
from typing import ClassVar

import msgspec

from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Movement, Review, SpeaksFor, Step
from sessiondesk.exchange.journal_row import Counted, Reading, RecordRow, Row, Whole
from sessiondesk.exchange.journal_texts import Day, Identity


class InsightRow(RecordRow, frozen=True, kw_only=True):
    """What was said about the record."""

    record = Insight
    day: Day
    asked: Asked
    subject: str
    method: Counted
    claim: msgspec.Raw


class ReviewRow(RecordRow, frozen=True, kw_only=True):
    """A progress review; its evidence is in rows of its own."""

    record = Review
    refers: ClassVar[Mapping[str, str]] = {
        "import_id": "import_run",
        "course_id": "course",
        "session_id": "therapy_session",
    }
    day: Day
    course_id: Identity | None
    session_id: Identity | None
    hard: tuple[Movement, ...]
    not_right: tuple[Movement, ...]
    hard_words: str
    not_right_words: str
    own_words: str
    decisions: str
    steps: tuple[Step, ...]


class FindingRow(Row, frozen=True, kw_only=True):
    """One piece of evidence of a review."""

    keyed_by = ("review_id", "position")
    refers: ClassVar[Mapping[str, str]] = {"review_id": "review"}
    part_of = ("review_id", "review")
    review_id: Identity
    position: Whole
    side: SpeaksFor
    asked: Asked
    subject: str
    method: Counted
    claim: msgspec.Raw
    is_aside: bool


class RecallRow(RecordRow, frozen=True, kw_only=True):
    """How a stretch of time was remembered; its ratings are in rows of their own."""

    record = Recall
    named: ClassVar[Mapping[str, str]] = {"first_day": "first", "last_day": "last"}
    day: Day
    first_day: Day
    last_day: Day
    words: str


class RecallRatingRow(Row, frozen=True, kw_only=True):
    """A rating of it."""

    keyed_by = ("recall_id", "scale_id")
    refers: ClassVar[Mapping[str, str]] = {"recall_id": "recall", "scale_id": "scale"}
    part_of = ("recall_id", "recall")
    recall_id: Identity
    scale_id: Identity
    value: Reading
