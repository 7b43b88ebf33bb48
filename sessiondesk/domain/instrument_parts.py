"""What an instrument is made of: questions, answers, rules and where they are from."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiondesk.domain.prompt_parts import require_text, require_unique


class ScoringMethod(StrEnum):
    """How a total is made of the answers."""

    SUM = "sum"
    """The sum of the values, some of them turned round first."""
    SUM_TIMES_4 = "sum_times_4"
    """The same, times four: a percentage of the highest sum (WHO-5)."""

    @property
    def factor(self) -> int:
        """What a sum is multiplied by."""
        return 4 if self is ScoringMethod.SUM_TIMES_4 else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question.

    Attributes:
        n: Its number, from 1.
        text: Its exact words.
        loinc: Its code in LOINC; may be empty.
        may_be_left_out: Whether it is not for everybody; left out, it counts 0.
    """

    n: int
    text: str
    loinc: str = ""
    may_be_left_out: bool = False

    def __post_init__(self) -> None:
        require_text(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer.

    Attributes:
        value: What it counts, and what is kept when it is ticked. 0 or more.
        text: Its exact words.
        loinc: Its code in LOINC; may be empty.
    """

    value: int
    text: str
    loinc: str = ""

    def __post_init__(self) -> None:
        require_text(self.text)
        if self.value < 0:
            raise ValueError("an answer counts less than nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionalItem:
    """The question after the others, on how hard things were: recorded, and never scored.

    It is asked when any answer before it is above 0.

    Attributes:
        text: Its exact words.
        options: Its answers.
        loinc: Its code in LOINC; may be empty.
    """

    text: str
    options: tuple[Option, ...]
    loinc: str = ""

    def __post_init__(self) -> None:
        require_text(self.text)
        require_options(self.options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A range of totals to which the publication gives a word.

    Attributes:
        first: Its lowest total.
        last: Its highest total.
        label: The word, as published.
    """

    first: int
    last: int
    label: str

    def __post_init__(self) -> None:
        require_text(self.label)
        if self.last < self.first:
            raise ValueError("a range ends before it begins")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How answers become a total.

    Attributes:
        method: The rule.
        low: The lowest total.
        high: The highest total.
        reversed_items: Numbers of the items that are turned round before they are summed:
            highest answer plus lowest answer minus the value that was ticked.
    """

    method: ScoringMethod
    low: int
    high: int
    reversed_items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliableChange:
    """The published size of a change that is more than measurement noise.

    Attributes:
        points: In points of the total; a change of so much or more counts.
        source: Where it was published.
    """

    points: int
    source: str

    def __post_init__(self) -> None:
        require_text(self.source)
        if self.points < 1:
            raise ValueError("a reliable change is at least one point")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Some of the items, which the publication sums apart from the others.

    Attributes:
        name: What they are about, in the words of the publication: "anxiety".
        items: Their numbers.
    """

    name: str
    items: tuple[int, ...]

    def __post_init__(self) -> None:
        require_text(self.name)
        if not self.items:
            raise ValueError("there is no item in it")


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """The published edge of the range in which a clinician would look closer.

    Attributes:
        points: The first total inside of that range: on the worse side it begins here.
        source: Where it was published.
        ordinary: The first total that counts as back in the ordinary range, coming from that
            one. None: the next one beyond ``points``.
        pairs: Groups of items; where there are any, the edge is for the sum of one of them
            and not for the total.
    """

    points: int
    source: str
    ordinary: int | None = None
    pairs: tuple[Pair, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.source)
        require_unique(pair.name for pair in self.pairs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The stretch that the questions are about.

    Attributes:
        days: Its length, counted back from the day of the answers.
        text: Its words: "the last 2 weeks".
    """

    days: int
    text: str

    def __post_init__(self) -> None:
        require_text(self.text)
        if self.days < 1:
            raise ValueError("the questions are about no day at all")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """How often it is filled in.

    Attributes:
        default_days: Days from one time to the next, unless the person chooses otherwise.
        min_days: The fewest that make sense.
        max_days: The most that make sense.
    """

    default_days: int
    min_days: int
    max_days: int

    def __post_init__(self) -> None:
        if not 1 <= self.min_days <= self.default_days <= self.max_days:
            raise ValueError("the interval is not between its own ends")


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """Under what conditions the words may be shown. The whole notice is in a file beside it.

    Attributes:
        name: In a few words: "No permission required", "CC BY-ND 4.0".
        attribution: The line that is shown with the questions.
        where: Addresses at which it was read.
    """

    name: str
    attribution: str
    where: tuple[str, ...]

    def __post_init__(self) -> None:
        require_text(self.name, self.attribution, *self.where)
        if not self.where:
            raise ValueError("nobody can look the licence up")


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportItem:
    """A question on thoughts of death or of self-harm: any answer above 0 brings support.

    Attributes:
        item: Its number.
        words: What the card says that was marked.
    """

    item: int
    words: str

    def __post_init__(self) -> None:
        require_text(self.words)


def require_options(options: Sequence[Option]) -> None:
    """Refuse, with ``ValueError``, answers that are too few, or two that count the same."""
    values = [option.value for option in options]
    if len(values) < 2:  # noqa: PLR2004 - a question with one answer is none
        raise ValueError("there are fewer than two answers")
    if sorted(values) != list(range(min(values), max(values) + 1)):
        raise ValueError("the values of the answers have a gap, or one is there twice")
