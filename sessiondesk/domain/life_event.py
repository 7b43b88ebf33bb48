"""Life events and medicines: what else was going on, drawn on every chart."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import LifeEventId, new_id


class LifeEventKind(StrEnum):
    """What kind of thing it was."""

    MOVE = "move"
    ILLNESS = "illness"
    LOSS = "loss"
    WORK = "work"
    STUDY = "study"
    RELATIONSHIP = "relationship"
    FAMILY = "family"
    HOLIDAY = "holiday"
    MEDICINE_STARTED = "medicine_started"
    MEDICINE_CHANGED = "medicine_changed"
    MEDICINE_STOPPED = "medicine_stopped"
    OTHER = "other"

    @property
    def is_medicine(self) -> bool:
        """Whether it is about a medicine, and so may name a dose."""
        return self in {
            LifeEventKind.MEDICINE_STARTED,
            LifeEventKind.MEDICINE_CHANGED,
            LifeEventKind.MEDICINE_STOPPED,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeEvent:
    """Something that happened, for a day or for longer.

    Attributes:
        title: What it was, in a word or a few; not empty.
        kind: What kind of thing.
        first: The day it began, or was.
        last: The day it ended. None: a single day, or it goes on.
        goes_on: Whether it goes on; then there is no last day.
        dose: Dose of a medicine in the person's words ("50 mg, before: 25 mg"); may be empty.
        words: More about it; may be empty.
        id: Identity.
    """

    title: str = field(repr=False)
    kind: LifeEventKind
    first: date
    last: date | None = None
    goes_on: bool = False
    dose: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    id: LifeEventId = field(default_factory=lambda: LifeEventId(new_id()))

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise InvalidFieldError("title", "Give it a word or two.")
        if self.last is not None and self.last < self.first:
            raise InvalidFieldError("last", "The end is before the beginning.")
        if self.goes_on and self.last is not None:
            raise InvalidFieldError("last", "What goes on has no end yet.")
