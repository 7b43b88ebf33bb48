"""Progress reviews: is this working?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CourseId, ReviewId, TherapySessionId, new_id
from sessiondesk.domain.insight import Asked


class SpeaksFor(StrEnum):
    """Which of the two lists a finding stands in."""

    MOVEMENT = "movement"
    AGAINST = "against"
    """Speaks against movement, or is unclear."""


class Movement(StrEnum):
    """The six questions about what is hard and what is not right. Ids are never changed."""

    MOVEMENT = "movement"
    POINT = "point"
    TRUST = "trust"
    HONEST = "honest"
    AFTER = "after"
    SAID = "said"


class Step(StrEnum):
    """What can be done when nothing moves: an order of steps, not of worth."""

    TALK = "talk"
    REVIEW = "review"
    EXPECT = "expect"
    WAY = "way"
    SECOND = "second"
    PAUSE = "pause"
    CHANGE = "change"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One piece of evidence, as it stood on the day of the review.

    Attributes:
        side: The list it stands in.
        asked: The question it answers.
        subject: What it is about; see ``Insight.subject``.
        method: Version of the computation, from 1.
        claim: The answer as JSON.
        is_aside: Whether the person put it aside as not relevant. It is still listed.
    """

    side: SpeaksFor
    asked: Asked
    subject: str = field(default="", repr=False)
    method: int = 1
    claim: str = field(repr=False)
    is_aside: bool = False

    def __post_init__(self) -> None:
        if self.method < 1:
            raise InvalidFieldError("method", "Methods are counted from 1.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A look at one therapy, kept as it stood.

    Attributes:
        day: The day of the review.
        course_id: The therapy. None: it was deleted for good since, or there was none.
        session_id: The last session held before it. None: none, or deleted for good.
        findings: The evidence, in the order it was listed.
        hard: The questions to which the person ticked "this is hard".
        not_right: The questions to which "this isn't right" was ticked; both may be.
        hard_words: Own words on the one; may be empty.
        not_right_words: Own words on the other; may be empty.
        own_words: The sentence at the end, "in my own words, today"; may be empty.
        decisions: What is changed, what is kept, when to look again; may be empty.
        steps: Steps that the person thinks of taking.
        id: Identity.
    """

    day: date
    course_id: CourseId | None = None
    session_id: TherapySessionId | None = None
    findings: tuple[Finding, ...] = ()
    hard: frozenset[Movement] = frozenset()
    not_right: frozenset[Movement] = frozenset()
    hard_words: str = field(default="", repr=False)
    not_right_words: str = field(default="", repr=False)
    own_words: str = field(default="", repr=False)
    decisions: str = field(default="", repr=False)
    steps: frozenset[Step] = frozenset()
    id: ReviewId = field(default_factory=lambda: ReviewId(new_id()))
