"""How a stretch of time is remembered, before the record of it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import RecallId, ScaleId, new_id
from sessiondesk.domain.scale import HIGHEST, LOWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What a person says about the days since some day, without looking.

    Attributes:
        day: The day it was said.
        first: The first day that was looked back on.
        last: The last one.
        words: One line about it; may be empty.
        ratings: How it was all in all, 0 to 10 by scale. A scale not in here was not answered.
        id: Identity.
    """

    day: date
    first: date
    last: date
    words: str = field(default="", repr=False)
    ratings: Mapping[ScaleId, float] = field(default_factory=dict)
    id: RecallId = field(default_factory=lambda: RecallId(new_id()))

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidFieldError("last", "The end is before the beginning.")
        if not self.words.strip() and not self.ratings:
            raise InvalidFieldError("words", "Say in a line or a number how it was.")
        if any(not LOWEST <= each <= HIGHEST for each in self.ratings.values()):
            raise InvalidFieldError("ratings", "Choose 0 to 10.")
