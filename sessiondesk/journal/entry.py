"""One entry of the list of all entries, and what can be asked of the list."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import PatternId, ScaleId, TagId
from sessiondesk.domain.period import Period
from sessiondesk.store import query
from sessiondesk.store.entries import Words
from sessiondesk.store.kinds import Kind

PASSAGE: Final = 160
"""How many characters of an entry its row shows, about."""

_BEFORE_HIT: Final = 40
_BLANK: Final = re.compile(r"\s+")


class EntryKey(NamedTuple):
    """Which entry it is; light, so that there can be one for each entry of twenty years."""

    kind: Kind
    id: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the list.

    Attributes:
        kind: Its kind.
        id: Its identity.
        day: The day it counts for.
        at: What the wall clock said then and there, without offset. None: only the day is
            known.
        words: Its first words, or those around what was searched for; in one line.
        private: Likewise for what is kept to oneself, noted after a session; only where that
            was searched for and found, or where there are no other words.
        ratings: The readings of a check-in.
        tags: The names of a check-in's tags.
    """

    kind: Kind
    id: str
    day: date
    at: datetime | None = None
    words: str = field(default="", repr=False)
    private: str = field(default="", repr=False)
    ratings: Mapping[ScaleId, float] = field(default_factory=dict)
    tags: tuple[str, ...] = field(default=(), repr=False)

    @property
    def key(self) -> EntryKey:
        """Which entry it is."""
        return EntryKey(self.kind, self.id, self.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which entries to show: those for which all of it is true. What is empty asks nothing.

    Attributes:
        text: Words as they were typed. Each is the beginning of a word of the entry, or of the
            name of its tag, pattern, feeling or questionnaire; what stands in quotation marks
            stands so there.
        period: Its day is one of these.
        kinds: It is of one of these kinds.
        tags: It has any of these tags.
        feelings: It has any of these feelings; a family without a word is any of the family.
        patterns: It has any of these patterns.
        scale_ranges: It has a reading of every one of these scales, lowest to highest.
    """

    text: str = field(default="", repr=False)
    period: Period | None = None
    kinds: frozenset[Kind] = frozenset()
    tags: frozenset[TagId] = frozenset()
    feelings: frozenset[Feeling] = frozenset()
    patterns: frozenset[PatternId] = frozenset()
    scale_ranges: Mapping[ScaleId, tuple[float, float]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked."""
        return self == Filters()


def passages(words: Words, text: str) -> tuple[str, str]:
    """Return the passages to show of an entry: of its words, and of what is kept to oneself."""
    if text:
        hit = _first_hit(words.open, text)
        private_hit = None if hit is not None else _first_hit(words.private, text)
        if private_hit is not None:
            return _passage(words.open, 0), _passage(words.private, private_hit)
        return _passage(words.open, hit or 0), ""
    return _passage(words.open, 0), "" if words.open.strip() else _passage(words.private, 0)


def _first_hit(words: str, text: str) -> int | None:
    span = query.first_span(words, text)
    return span[0] if span else None


def _passage(words: str, hit: int) -> str:
    """Return some words around a place, in one line, with an ellipsis where more was cut."""
    start = 0
    if hit > _BEFORE_HIT:
        # From the beginning of a word, if there is one near.
        blank = _BLANK.search(words, hit - _BEFORE_HIT, hit)
        start = blank.end() if blank else hit
    there = " ".join(words[start : start + 2 * PASSAGE].split())
    end = len(there)
    if end > PASSAGE:
        # At the end of a word, if there is one near.
        end = max(there.rfind(" ", PASSAGE // 2, PASSAGE), 0) or PASSAGE
    is_cut = end < len(there) or start + 2 * PASSAGE < len(words)
    return ("…" if start else "") + there[:end] + ("…" if is_cut else "")
