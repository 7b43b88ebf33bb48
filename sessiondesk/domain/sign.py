"""Signs: small signs of progress, and signs that are worth a closer look."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import SignId, TherapySessionId, new_id


class SignSide(StrEnum):
    """Which of the two lists a sign is from."""

    PROGRESS = "progress"
    WARNING = "warning"


class SignAnswer(StrEnum):
    """How far it fits the last four weeks."""

    NOT_YET = "not_yet"
    ONCE_OR_TWICE = "once_or_twice"
    MORE_AND_MORE = "more_and_more"
    TICKED = "ticked"
    """The one answer to a warning sign. One tick means nothing by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign as it was answered on one day.

    Attributes:
        item: Id of the sentence.
        side: The list it is from.
        day: The day of the answer.
        answer: How far it fits.
        example: An example in the person's words; may be empty.
        session_id: The therapy session it has to do with. None: none.
        id: Identity.
    """

    item: str
    side: SignSide
    day: date
    answer: SignAnswer
    example: str = field(default="", repr=False)
    session_id: TherapySessionId | None = None
    id: SignId = field(default_factory=lambda: SignId(new_id()))

    def __post_init__(self) -> None:
        if (self.side is SignSide.WARNING) != (self.answer is SignAnswer.TICKED):
            raise InvalidFieldError("answer", "This list has other answers.")
