"""Words for feelings that a person added to those the program brings."""

from dataclasses import dataclass, field

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import FeelingWordId, new_id


@dataclass(frozen=True, slots=True, kw_only=True)
class FeelingWord:
    """A finer word of the person's own.

    Attributes:
        family: Id of the family it belongs to.
        text: The word or words; not empty, without blanks at the ends.
        is_shown: Whether it is offered. A hidden one stays on the entries that have it.
        id: Identity; what a check-in's feeling holds as its word.
    """

    family: str
    text: str = field(repr=False)
    is_shown: bool = True
    id: FeelingWordId = field(default_factory=lambda: FeelingWordId(new_id()))

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidFieldError("text", "Write down the word.")
        if self.text != self.text.strip():
            raise InvalidFieldError("text", "The word has blanks at its ends.")
