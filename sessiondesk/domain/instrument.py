"""Instruments: published questionnaires, with their exact words and their published rules.

What an instrument says is data, one file each; these are the classes that the files have to
fit. A value that exists has no gap: whoever scores it need not check it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sessiondesk.domain.prompt_parts import require_id, require_text, require_unique
from sessiondesk.domain.scale import Better


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A questionnaire in one version of its words.

    Attributes:
        id: Short word that is kept with each answer sheet: "phq9".
        place: Its place among the others, from 1.
        version: Version of the words, from 1. Kept with each answer sheet as well.
        title: Short name: "PHQ-9".
        long_title: Whole name.
        measures: What it is about, in a few words: "low mood".
        better: Which way is better.
        is_on: Whether it is used unless the person says otherwise.
        instead_of: Id of the one whose place it can take; empty where there is none.
        minutes: About how long it takes.
        source: Where it was published.
        licence: Under what conditions it may be shown.
        recall: The stretch that it is about.
        intro: Paragraphs before the questions, in their exact words; mostly none.
        stem: The line above the questions, in its exact words.
        items: The questions.
        options: The answers, in the order they are printed in.
        functional: The question after them. None: there is none.
        scoring: How the answers become a total.
        bands: The published words for ranges of the total. Empty: none are published.
        reliable_change: None: no threshold is published, so no change is ever called that.
        cut_off: None: none is published.
        interval: How often it is filled in.
        support: The question that brings support. None: it has none.
        loinc_panel: Its code in LOINC; may be empty.
        loinc_total: The code of its total; may be empty.
    """

    id: str
    place: int
    version: int
    title: str
    long_title: str
    measures: str
    better: Better
    is_on: bool
    minutes: int
    source: str
    licence: Licence
    recall: Recall
    stem: str
    items: tuple[Item, ...]
    options: tuple[Option, ...]
    scoring: Scoring
    interval: Interval
    instead_of: str = ""
    intro: tuple[str, ...] = ()
    functional: FunctionalItem | None = None
    bands: tuple[Band, ...] = ()
    reliable_change: ReliableChange | None = None
    cut_off: CutOff | None = None
    support: SupportItem | None = None
    loinc_panel: str = ""
    loinc_total: str = ""

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(
            self.title, self.long_title, self.measures, self.source, self.stem, *self.intro
        )
        if self.version < 1:
            raise ValueError("versions are counted from 1")
        if self.place < 1 or self.minutes < 1:
            raise ValueError("its place and its minutes are counted from 1")
        self._require_items()
        low, high = self._require_range()
        if self.reliable_change is not None and self.reliable_change.points > high - low:
            raise ValueError("reliable_change is more than its whole range")
        if self.cut_off is not None:
            self._require_cut_off(self.cut_off)

    def _require_items(self) -> None:
        numbers = [item.n for item in self.items]
        if numbers != list(range(1, len(numbers) + 1)) or not numbers:
            raise ValueError("the items are not numbered from 1 without a gap")
        require_options(self.options)
        self._require_known("reversed_items", self.scoring.reversed_items)
        if self.support is not None:
            self._require_known("support", (self.support.item,))
        # Both go by answers above 0: what is left out is none, and none is not above it.
        if self.lowest > 0 and self.support is not None:
            raise ValueError("support goes by answers above 0, and every answer here is")
        if self.lowest > 0 and any(item.may_be_left_out for item in self.items):
            raise ValueError("an item left out counts 0, which is none of the answers")
        if all(item.may_be_left_out for item in self.items):
            raise ValueError("every item may be left out")

    def _require_range(self) -> tuple[int, int]:
        low, high = self.scoring.low, self.scoring.high
        steps = len(self.items) * self.scoring.method.factor
        if (low, high) != (self.lowest * steps, self.highest * steps):
            ends = f"{self.lowest * steps} to {self.highest * steps}"
            raise ValueError(f"the answers make {ends}, which is not its range")
        edge = low
        for band in self.bands:
            if band.first != edge:
                raise ValueError(f"the bands have a gap or an overlap at {edge}")
            edge = band.last + 1
        if self.bands and edge != high + 1:
            raise ValueError("the bands do not reach the end of the range")
        return low, high

    def _require_cut_off(self, cut_off: CutOff) -> None:
        ends = [(self.scoring.low, self.scoring.high)]
        if cut_off.pairs:
            ends = [
                (self.lowest * len(p.items), self.highest * len(p.items)) for p in cut_off.pairs
            ]
        for pair in cut_off.pairs:
            self._require_known("cut_off", pair.items)
        edges = (
            [cut_off.points] if cut_off.ordinary is None else [cut_off.points, cut_off.ordinary]
        )
        if not all(low <= edge <= high for low, high in ends for edge in edges):
            raise ValueError("cut_off is beyond its range")
        if cut_off.ordinary is None:
            return
        is_lower = cut_off.ordinary < cut_off.points
        if cut_off.ordinary == cut_off.points or is_lower != (self.better is Better.LOWER):
            raise ValueError("cut_off calls ordinary what lies on its worse side")

    @property
    def lowest(self) -> int:
        """The least that an answer counts."""
        return min(option.value for option in self.options)

    @property
    def highest(self) -> int:
        """The most that an answer counts."""
        return max(option.value for option in self.options)

    def item(self, n: int) -> Item:
        """Return the question of that number; raises ``IndexError`` where there is none."""
        if n < 1:
            raise IndexError(n)
        return self.items[n - 1]

    def option(self, value: int) -> Option | None:
        """Return the answer that counts ``value``, or None."""
        return next((each for each in self.options if each.value == value), None)

    def band(self, total: float) -> str:
        """Return the published word for the range of ``total``; empty where there is none."""
        return next((each.label for each in self.bands if each.first <= total <= each.last), "")

    def _require_known(self, place: str, numbers: Sequence[int]) -> None:
        for n in numbers:
            if not 1 <= n <= len(self.items):
                raise ValueError(f"{place} names item {n}, which is not there")


def require_options(options: Sequence[Option]) -> None:
    """Refuse, with ``ValueError``, answers that are too few, or two that count the same."""
    values = [option.value for option in options]
    if len(values) < 2:  # noqa: PLR2004 - a question with one answer is none
        raise ValueError("there are fewer than two answers")
    if sorted(values) != list(range(min(values), max(values) + 1)):
        raise ValueError("the values of the answers have a gap, or one is there twice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """All instruments that come with the program.

    Attributes:
        all: In the order in which they are offered.
    """

    all: tuple[Instrument, ...]

    def __post_init__(self) -> None:
        require_unique(each.id for each in self.all)

    def find(self, id_: str) -> Instrument | None:
        """Return the instrument of that id, or None."""
        return next((each for each in self.all if each.id == id_), None)
