"""How a prep sheet is put together for one reader, and how names are shortened on paper."""

from dataclasses import dataclass, field
from enum import StrEnum

from sessiondesk.domain.errors import InvalidFieldError


class Audience(StrEnum):
    """Who reads the sheet."""

    THERAPIST = "therapist"
    DOCTOR = "doctor"
    MYSELF = "myself"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPreset:
    """What was chosen for one reader, remembered.

    Attributes:
        blocks_off: Ids of the blocks that stay off.
        order: Ids of the blocks in the person's own order; empty: as they come.
        lines_off: Keys of single lines left out.
        lines_on: Keys of lines put on by hand.
        pages: Pages allowed, 1 or 2.
        layout: "sheet", or "card" for the last week as a grid.
    """

    blocks_off: frozenset[str] = frozenset()
    order: tuple[str, ...] = ()
    lines_off: frozenset[str] = frozenset()
    lines_on: frozenset[str] = frozenset()
    pages: int = 1
    layout: str = "sheet"

    def __post_init__(self) -> None:
        if self.pages not in {1, 2}:
            raise InvalidFieldError("pages", "A sheet has one page or two.")
        if self.layout not in {"sheet", "card"}:
            raise InvalidFieldError("layout", "Choose the sheet or the diary card.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name that stands as initials on paper.

    Attributes:
        name: As it is written in the record; not empty.
        initials: What stands in its place; empty: made of its first letters.
    """

    name: str = field(repr=False)
    initials: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFieldError("name", "Write the name as it stands in your notes.")

    @property
    def short(self) -> str:
        """What stands on paper: "M.", "M. K."."""
        if self.initials.strip():
            return self.initials
        return " ".join(f"{part[0].upper()}." for part in self.name.split())
