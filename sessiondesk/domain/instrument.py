"""Instruments: published questionnaires, with their exact words and their published rules.

What an instrument says is data, one file each; these are the classes that the files have to
fit. A value that exists has no gap: whoever scores it need not check it again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sessiondesk.domain.instrument_parts import (
    Band,
    CutOff,
    FunctionalItem,
    Interval,
    Item,
    Licence,
    Option,
    Pair,
    Recall,
    ReliableChange,
    Scoring,
    ScoringMethod,
    SupportItem,
    require_options,
)
from sessiondesk.domain.prompt_parts import require_id, require_text, require_unique
from sessiondesk.domain.scale import Better

__all__ = [
    "Band",
    "CutOff",
    "FunctionalItem",
    "Instrument",
    "Instruments",
    "Interval",
    "Item",
    "Licence",
    "Option",
    "Pair",
    "Recall",
    "ReliableChange",
    "Scoring",
    "ScoringMethod",
    "SupportItem",
    "require_options",
]


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
