"""Whether everything finds room, and what gives way first. All lengths in millimetres.

Lines for handwriting give way first, but not below three; then the gaps between sections
shrink to four fifths; then the lines are left out. Text never gets smaller: what still has
no room is counted, so that the person can decide.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

FEWEST_LINES: Final = 3
LEAST_GAP: Final = 0.8

# Longer texts are cut before anybody measures them: a note may have a million characters,
# and no character is so thin that so many fit into twelve lines.
_MOST_CHARACTERS: Final = 6000
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s)|[。！？]+[」』）]*|\n")  # noqa: RUF001
_WORD_END: Final = re.compile(r"(?<=\S)(?=\s)")
# Rounding in the sums must not push out a section that fits to the hair.
_HAIR: Final = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A measured block.

    Attributes:
        gap: Room above it; none at the top of a page.
        head: Height of its title, which is never left alone at a page's foot.
        items: Heights of what follows, none of which is ever split.
    """

    gap: float
    head: float
    items: tuple[float, ...]

    @property
    def first(self) -> float:
        """The height that has to stay together."""
        return self.head + sum(self.items[:1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Handwriting:
    """The block of empty lines.

    Attributes:
        gap: Room above it.
        head: Height of its title.
        pitch: Distance of two lines.
    """

    gap: float
    head: float
    pitch: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands.

    Attributes:
        page: The page, from 0.
        top: Distance from the top of that page's room.
    """

    page: int
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedSection:
    """Where a section stands.

    Attributes:
        head: Its title. None: it found no room at all.
        items: Its items, as many as found room.
    """

    head: Place | None
    items: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How everything stands.

    Attributes:
        sections: One for each that was given.
        pages: How many pages there are, 1 or more.
        handwriting: Where the block of empty lines begins. None: it is left out.
        lines: How many empty lines there are.
        gap_factor: What the gaps were multiplied by, 0.8 or 1.
        lines_over: How many lines of text found no room, 0 or more.
        lines_to_spare: How many more would find room, 0 or more.
        share: How much of the room is used, 0 to 1.
    """

    sections: tuple[PlacedSection, ...]
    pages: int
    handwriting: Place | None
    lines: int
    gap_factor: float
    lines_over: int
    lines_to_spare: int
    share: float

    @property
    def is_whole(self) -> bool:
        """Whether everything found room."""
        return self.lines_over == 0


def fit(
    sections: Sequence[Section],
    rooms: Sequence[float],
    handwriting: Handwriting | None,
    *,
    line_height: float,
) -> Fit:
    """Place ``sections`` on as few pages as possible, at most one for each of ``rooms``.

    Args:
        sections: The blocks, in order.
        rooms: The height for them on each page that may be used.
        handwriting: The block of empty lines, which takes what is left. None: not wanted.
        line_height: Height of a line of text, to count in.
    """
    # A second page is taken before the lines are given up.
    for lines_wanted in (handwriting, None) if handwriting is not None else (None,):
        for pages in range(1, len(rooms) + 1):
            for gap_factor in (1.0, LEAST_GAP):
                flow = _Flow(sections, rooms[:pages], gap_factor)
                found = _finish(flow, lines_wanted, line_height)
                if found is not None:
                    return found
    return _overfull(_Flow(sections, rooms, LEAST_GAP), line_height)


class _Flow:
    """Sections set one under the other, page after page, until there is no more room."""

    def __init__(
        self, sections: Sequence[Section], rooms: Sequence[float], gap_factor: float
    ) -> None:
        self.rooms = rooms
        self.gap_factor = gap_factor
        self.page = 0
        self.top = 0.0
        self.over = 0.0
        self.sections = tuple(self._place(section) for section in sections)

    @property
    def left(self) -> float:
        """The room left on the last page that was begun."""
        return self.rooms[self.page] - self.top

    @property
    def used(self) -> float:
        """How much of all pages is taken, the rest of a page that was turned included."""
        return sum(self.rooms[: self.page]) + self.top

    def gap(self, gap: float) -> float:
        """Return the gap as it is here: none at the top of a page."""
        return 0.0 if self.top == 0 else gap * self.gap_factor

    def turn(self) -> bool:
        """Begin the next page, if there is one."""
        if self.page + 1 == len(self.rooms):
            return False
        self.page += 1
        self.top = 0.0
        return True

    def _place(self, section: Section) -> PlacedSection:
        if self._make_room(self.gap(section.gap) + section.first, section.first):
            self.top += self.gap(section.gap)
            head = Place(page=self.page, top=self.top)
            self.top += section.head
        else:
            head = None
            self.over += section.gap * self.gap_factor + section.head
        placed = []
        for height in section.items:
            if self._make_room(height, height):
                placed.append(Place(page=self.page, top=self.top))
                self.top += height
            else:
                self.over += height
        return PlacedSection(head=head, items=tuple(placed))

    def _make_room(self, height: float, on_new_page: float) -> bool:
        if self.over:
            # What comes after a thing that was left out is left out as well: a hole in the
            # middle of the sheet would look as if nothing was missing.
            return False
        if height <= self.left + _HAIR:
            return True
        return self.turn() and on_new_page <= self.left + _HAIR


def _finish(flow: _Flow, handwriting: Handwriting | None, line_height: float) -> Fit | None:
    if flow.over:
        return None
    if handwriting is None:
        return Fit(
            sections=flow.sections,
            pages=flow.page + 1,
            handwriting=None,
            lines=0,
            gap_factor=flow.gap_factor,
            lines_over=0,
            lines_to_spare=math.floor(flow.left / line_height + _HAIR),
            share=flow.used / sum(flow.rooms),
        )
    least = handwriting.head + FEWEST_LINES * handwriting.pitch
    if flow.gap(handwriting.gap) + least > flow.left + _HAIR and not flow.turn():
        return None
    used = flow.used + flow.gap(handwriting.gap) + least
    top = flow.top + flow.gap(handwriting.gap)
    spare = flow.rooms[flow.page] - top - least
    return Fit(
        sections=flow.sections,
        pages=flow.page + 1,
        handwriting=Place(page=flow.page, top=top),
        lines=FEWEST_LINES + math.floor(spare / handwriting.pitch + _HAIR),
        gap_factor=flow.gap_factor,
        lines_over=0,
        lines_to_spare=math.floor(spare / line_height + _HAIR),
        share=used / sum(flow.rooms),
    )


def _overfull(flow: _Flow, line_height: float) -> Fit:
    return Fit(
        sections=flow.sections,
        pages=flow.page + 1,
        handwriting=None,
        lines=0,
        gap_factor=flow.gap_factor,
        lines_over=max(1, math.ceil((flow.over - flow.left) / line_height - _HAIR)),
        lines_to_spare=0,
        share=1.0,
    )


def shorten(text: str, fits: Callable[[str], bool], continues: str) -> str:
    """Return ``text``, or as many of its sentences as fit with ``continues`` behind them.

    Args:
        text: The person's words.
        fits: Whether a text finds room.
        continues: Says that the text goes on in the journal.
    """
    if len(text) <= _MOST_CHARACTERS and fits(text):
        return text
    head = text[:_MOST_CHARACTERS]
    for ends in (_SENTENCE_END, _WORD_END):
        cut = _longest(head, [match.end() for match in ends.finditer(head)], fits, continues)
        if cut is not None:
            return cut
    # One single word: it breaks anywhere.
    cut = _longest(head, list(range(1, len(head))), fits, continues)
    return continues if cut is None else cut


def _longest(
    text: str, ends: Sequence[int], fits: Callable[[str], bool], continues: str
) -> str | None:
    found = None
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        candidate = f"{text[: ends[middle]].rstrip()} {continues}"
        if fits(candidate):
            found = candidate
            low = middle + 1
        else:
            high = middle
    return found
