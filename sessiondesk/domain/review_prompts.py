"""What is asked in a progress review, as data."""

from dataclasses import dataclass
from string import Formatter
from typing import Final

from sessiondesk.domain.prompt_parts import require_id, require_text, require_unique

_PLACES: Final = frozenset({"a", "date", "n", "k", "m"})


@dataclass(frozen=True, slots=True, kw_only=True)
class MovementQuestion:
    """One question with an answer on either side; both may be ticked.

    Attributes:
        id: What is kept: ASCII, unique in its list.
        ask: What the person reads.
        hard: The answer that says "this is hard".
        not_right: The answer that says "this isn't right".
    """

    id: str
    ask: str
    hard: str
    not_right: str

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.ask, self.hard, self.not_right)


@dataclass(frozen=True, slots=True, kw_only=True)
class HardOrNotRightPrompts:
    """Is this hard, or is it not right? There is no total.

    Attributes:
        title: Heads the part.
        intro: How it is done.
        questions: The pairs, in their order.
        ending: Asks for the person's own sentence.
    """

    title: str
    intro: str
    questions: tuple[MovementQuestion, ...]
    ending: str

    def __post_init__(self) -> None:
        require_text(self.title, self.intro, self.ending)
        require_unique(each.id for each in self.questions)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPrompt:
    """Something that can be done when nothing moves.

    Attributes:
        id: What is kept: ASCII, unique in its list.
        label: A few words.
        text: What it means.
    """

    id: str
    label: str
    text: str

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.label, self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepPrompts:
    """What can be done when nothing moves.

    Attributes:
        title: Heads the list.
        steps: The choices, in their order.
        order_note: What the order means, and what not.
    """

    title: str
    steps: tuple[StepPrompt, ...]
    order_note: str

    def __post_init__(self) -> None:
        require_text(self.title, self.order_note)
        require_unique(each.id for each in self.steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPrompts:
    """The words around a review.

    Attributes:
        title: What it is called.
        minutes: About how long it takes, in minutes, above 0.
        agenda: What can be gone through together, in its order.
        sentence: Where things stand. ``{a}`` is the number of the session at the beginning,
            ``{date}`` its day, ``{n}`` how often they met since, ``{k}`` of ``{m}`` the
            appointments that were kept.
    """

    title: str
    minutes: int
    agenda: tuple[str, ...]
    sentence: str

    def __post_init__(self) -> None:
        require_text(self.title, *self.agenda, self.sentence)
        if self.minutes < 1:
            raise ValueError("a review takes some time")
        places = {name for _, name, _, _ in Formatter().parse(self.sentence) if name is not None}
        if places != _PLACES:
            raise ValueError("the sentence has other places than {a}, {date}, {n}, {k} and {m}")
