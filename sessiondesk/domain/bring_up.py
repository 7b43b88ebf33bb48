"""Bring-ups: things to say at the next appointment."""

from dataclasses import dataclass, field
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import BringUpId, TherapySessionId, new_id


class Want(StrEnum):
    """What a person wants from bringing something up."""

    UNDERSTAND = "understand"
    DECIDE = "decide"
    PRACTISE = "practise"
    BE_HEARD = "be_heard"


class BringUpState(StrEnum):
    """What became of a bring-up."""

    OPEN = "open"
    BROUGHT_UP = "brought_up"
    CARRIED_OVER = "carried_over"
    """Not reached in a session; still to be said."""
    LET_GO = "let_go"


class SourceKind(StrEnum):
    """What a bring-up came from."""

    CHECKIN = "checkin"
    REVIEW = "review"
    OPENER = "opener"
    SESSION = "session"
    PATTERN = "pattern"
    SIGN = "sign"
    GOAL = "goal"


@dataclass(frozen=True, slots=True, kw_only=True)
class BringUp:
    """A thing to say.

    Attributes:
        text: What it is, in the person's words; not empty.
        want: What is wanted from it. None: not said.
        rank: Place in the list, from 0; the first is said first.
        state: What became of it.
        session_id: The therapy session it was brought up in, or carried over from last. None:
            in none so far, or that session was deleted for good.
        source: What it came from, with ``source_id``. None: written by itself.
        source_id: Identity of the record it came from; for an opener the id of its line.
        stays_private: Kept off the sheet until the person puts it there.
        id: Identity.
    """

    text: str = field(repr=False)
    want: Want | None = None
    rank: int = 0
    state: BringUpState = BringUpState.OPEN
    session_id: TherapySessionId | None = None
    source: SourceKind | None = None
    source_id: str = ""
    stays_private: bool = False
    id: BringUpId = field(default_factory=lambda: BringUpId(new_id()))

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise InvalidFieldError("text", "Write down what to bring up.")

    @property
    def is_open(self) -> bool:
        """Whether it is still to be said."""
        return self.state in {BringUpState.OPEN, BringUpState.CARRIED_OVER}
