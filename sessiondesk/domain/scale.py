"""Scales: what a person can be asked at a check-in."""

from dataclasses import dataclass, field
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import ScaleId, new_id

LOWEST = 0
HIGHEST = 10


class ScaleKind(StrEnum):
    """How a scale is answered."""

    RATING = "rating"
    """A number from 0 to 10."""
    YES_NO = "yes_no"
    """Yes (1) or no (0)."""


class Better(StrEnum):
    """Which way a person would want the readings to go."""

    HIGHER = "higher"
    LOWER = "lower"


class About(StrEnum):
    """What a reading is about."""

    DAY = "day"
    NIGHT = "night"
    """The night before the day of the check-in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One question that is answered again and again.

    Attributes:
        label: Short name, shown beside the strip.
        question: The question in full; may be empty.
        low_text: What 0 means, in words; may be empty.
        high_text: What 10 means, in words; may be empty.
        kind: Number or yes / no. Fixed after the first reading, as are the next three.
        better: Which way is better. None where neither is, or nobody said.
        none_at_zero: Whether 0 means "none at all"; only then may a percentage be said.
        about: The day itself or the night before it.
        is_shown: Whether it is asked at check-in. A hidden scale keeps its readings.
        position: Place among the scales, from 0.
        is_built_in: Whether the program brought it.
        id: Identity; the built-in ones have a short word.
    """

    label: str = field(repr=False)
    question: str = field(default="", repr=False)
    low_text: str = field(default="", repr=False)
    high_text: str = field(default="", repr=False)
    kind: ScaleKind = ScaleKind.RATING
    better: Better | None = None
    none_at_zero: bool = False
    about: About = About.DAY
    is_shown: bool = True
    position: int = 0
    is_built_in: bool = False
    id: ScaleId = field(default_factory=lambda: ScaleId(new_id()))

    def __post_init__(self) -> None:
        if not self.label.strip():
            raise InvalidFieldError("label", "Give the scale a name.")

    @property
    def highest(self) -> int:
        """The largest reading: 10, or 1 for yes / no."""
        return HIGHEST if self.kind is ScaleKind.RATING else 1
