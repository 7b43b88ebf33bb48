"""What is asked for a prep sheet where the record is thin, as data."""

from dataclasses import dataclass
from enum import StrEnum

from sessiondesk.domain.prompt_parts import require_id, require_text, require_unique


class GoesTo(StrEnum):
    """Where on the sheet an answer stands. Identities are made of these: they never change."""

    HOW_IT_HAS_BEEN = "how_it_has_been"
    MOMENTS = "moments"
    FROM_LAST_TIME = "from_last_time"
    TO_BRING_UP = "to_bring_up"
    TO_BRING_UP_IF_WANTED = "to_bring_up_if_wanted"
    """Only if the person puts it there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinSheetQuestion:
    """One of the questions.

    Attributes:
        id: ASCII, unique in its list.
        text: What the person reads.
        goes_to: Where the answer stands.
    """

    id: str
    text: str
    goes_to: GoesTo

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThinSheetPrompts:
    """A few questions for a sheet.

    Attributes:
        title: Heads them.
        how: When they are asked, and what becomes of the answers.
        questions: The questions, in their order; each goes to another place.
    """

    title: str
    how: str
    questions: tuple[ThinSheetQuestion, ...]

    def __post_init__(self) -> None:
        require_text(self.title, self.how)
        require_unique(each.id for each in self.questions)
        require_unique(each.goes_to for each in self.questions)
