"""Check-ins: one self-rating at one moment."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CheckInId, PatternId, ScaleId, TagId, new_id
from sessiondesk.domain.period import check_moment
from sessiondesk.domain.scale import HIGHEST, LOWEST

LONGEST_SLEEP_HOURS = 24


class SleepInterference(StrEnum):
    """How far worry or anxiety got in the way of last night's sleep."""

    NO = "no"
    A_LITTLE = "a_little"
    CLEARLY = "clearly"
    KEPT_AWAKE = "kept_awake"


class Interference(StrEnum):
    """What the way a person felt kept them from that day."""

    NO = "no"
    COST_MORE = "cost_more"
    PUT_OFF = "put_off"
    COULD_NOT = "could_not"


class Tried(StrEnum):
    """Whether something from therapy was tried that day."""

    NO = "no"
    THOUGHT_OF_IT = "thought_of_it"
    A_LITTLE = "a_little"
    YES = "yes"


class LineKind(StrEnum):
    """What a line of a note is."""

    PLAIN = "plain"
    THOUGHT = "thought"
    WIN = "win"
    HURDLE = "hurdle"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """One line of a note, in the person's own words.

    Attributes:
        text: The words; may be empty, never holds a line break.
        kind: Plain, or marked as a thought, a win or a hurdle.
    """

    text: str = field(repr=False)
    kind: LineKind = LineKind.PLAIN

    def __post_init__(self) -> None:
        if "\n" in self.text:
            raise InvalidFieldError("text", "A line of a note holds no line break.")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Feeling:
    """A feeling that was picked: a family, or a finer word within it.

    Attributes:
        family: Id of the family.
        word: Id of the finer word, or identity of one of the person's own; empty when the
            family alone was picked.
    """

    family: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """How a person felt at one moment, as they rated it themselves. Nothing is required.

    Attributes:
        felt_at: When it was felt, to the second, with its UTC offset: the person's own
            wall clock counts, also when travelling.
        day: The day it counts for, fixed when the check-in was made.
        ratings: Readings by scale: 0 to 10, or 0 and 1 for yes / no. A scale that is not
            in here was not answered, which is not the same as 0.
        sleep_hours: Hours slept in the night before, 0 to 24. None: not answered.
        sleep_interference: Whether anxiety got in the way of that sleep. None: not answered.
        interference: Whether feelings kept the person from something. None: not answered.
        interference_areas: Ids of the areas of life it was in.
        feelings: What was picked from the families of feelings.
        body: Ids of what was noticed in the body.
        tags: Identities of the tags.
        tried: Whether something from therapy was tried; which, and whether it helped, is in
            the log of the practice. None: not answered.
        patterns: Identities of the patterns seen in it, then or on a later look.
        lines: The note, line by line; left out of repr().
        is_entered_later: Written on another day than the one it is about.
        id: Identity, given at birth and kept through every edit.
    """

    felt_at: datetime
    day: date
    ratings: Mapping[ScaleId, float] = field(default_factory=dict)
    sleep_hours: float | None = None
    sleep_interference: SleepInterference | None = None
    interference: Interference | None = None
    interference_areas: frozenset[str] = frozenset()
    feelings: frozenset[Feeling] = frozenset()
    body: frozenset[str] = frozenset()
    tags: frozenset[TagId] = frozenset()
    tried: Tried | None = None
    patterns: frozenset[PatternId] = frozenset()
    lines: tuple[NoteLine, ...] = field(default=(), repr=False)
    is_entered_later: bool = False
    id: CheckInId = field(default_factory=lambda: CheckInId(new_id()))

    def __post_init__(self) -> None:
        check_moment("felt_at", self.felt_at)
        # Our own copy, and numbers of the kind the file gives back.
        ratings = {scale_id: float(value) for scale_id, value in self.ratings.items()}
        object.__setattr__(self, "ratings", ratings)
        if self.sleep_hours is not None:
            object.__setattr__(self, "sleep_hours", float(self.sleep_hours))
        for value in ratings.values():
            if not (math.isfinite(value) and LOWEST <= value <= HIGHEST):
                raise InvalidFieldError("ratings", "Choose a number from 0 to 10.")
        if self.sleep_hours is not None and not 0 <= self.sleep_hours <= LONGEST_SLEEP_HOURS:
            raise InvalidFieldError("sleep_hours", "A night has 0 to 24 hours.")

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was answered or written."""
        return not (
            self.ratings
            or self.sleep_hours is not None
            or self.sleep_interference is not None
            or self.interference is not None
            or self.interference_areas
            or self.feelings
            or self.body
            or self.tags
            or self.tried is not None
            or self.patterns
            or any(line.text.strip() for line in self.lines)
        )
