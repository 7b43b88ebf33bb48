"""Whether everything finds room, and what gives way first. All lengths in millimetres.

Lines for handwriting give way first, but not below three; then the gaps between sections
shrink to four fifths; then the lines are left out. Text never gets smaller: what still has
no room is counted, so that the person can decide.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

FEWEST_LINES: Final = 3
LEAST_GAP: Final = 0.8

# Longer texts are cut before anybody measures them: a note may have a million characters,
# and no character is so thin that so many fit into twelve lines.
_MOST_CHARACTERS: Final = 6000
_SENTENCE_END: Final = re.compile(r"[.!?…]+[\"'”’»)]*(?=\s)|[。！？]+[」』）]*|\n")  # noqa: RUF001
_WORD_END: Final = re.compile(r"(?<=\S)(?=\s)")
# Rounding in the sums must not push out a section that fits to the hair.
_HAIR: Final = 1e-6


class Piece(NamedTuple):
    """Something measured that is never split.

    Attributes:
        height: Its height.
        below: The gap below it, where anything follows on the same page.
    """

    height: float
    below: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A measured block.

    Attributes:
        gap: Room above it; none at the top of a page.
        head: Height of its title, which is never left alone at a page's foot.
        items: What follows.
        beside: What stands in a second column, beside the items.
        is_overleaf: Whether it begins a page of its own where there is one for it.
    """

    gap: float
    head: float
    items: tuple[Piece, ...]
    beside: tuple[Piece, ...] = ()
    is_overleaf: bool = False

    @property
    def first(self) -> float:
        """The height that has to stay together."""
        begins = (*self.items[:1], *self.beside[:1])
        return self.head + max((piece.height for piece in begins), default=0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handwriting:
    """The block of empty lines.

    Attributes:
        gap: Room above it.
        head: Height of its title.
        pitch: Distance of two lines.
        place: How many sections stand before it. None: all of them.
    """

    gap: float
    head: float
    pitch: float
    place: int | None = None


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
        beside: The same for its second column.
    """

    head: Place | None
    items: tuple[Place, ...]
    beside: tuple[Place, ...] = ()


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
            for turns in (True, False) if pages > 1 else (False,):
                for gap_factor in (1.0, LEAST_GAP):
                    room = _Room(rooms[:pages], gap_factor, line_height, turns)
                    found = _whole(sections, room, lines_wanted)
                    if found is not None:
                        return found
    flow = _Flow(sections, _Room(rooms, LEAST_GAP, line_height, turns=False))
    return flow.fit(None, 0, lines_over=flow.lines_over)


@dataclass(frozen=True, slots=True)
class _Room:
    """What there is to stand in.

    Attributes:
        rooms: The height of each page.
        gap_factor: What gaps are multiplied by.
        line_height: Height of a line of text.
        turns: Whether a section that wants a page of its own gets one.
    """

    rooms: Sequence[float]
    gap_factor: float
    line_height: float
    turns: bool


@dataclass(slots=True)
class _End:
    """How far a column has come.

    Attributes:
        page: The page it is on.
        top: Where on that page the last thing ends.
        below: The gap below that.
        over: The height of all that found no room.
    """

    page: int = 0
    top: float = 0.0
    below: float = 0.0
    over: float = 0.0

    def gap(self, gap: float, factor: float) -> float:
        """Return the gap below the last thing and ``gap`` more; none at the top of a page."""
        return 0.0 if self.top == 0 else (self.below + gap) * factor


class _Flow:
    """Sections set one under the other, page after page, until there is no more room."""

    def __init__(self, sections: Sequence[Section], room: _Room) -> None:
        self._room = room
        self._end = _End()
        self.sections = tuple(self._place(section) for section in sections)

    @property
    def is_whole(self) -> bool:
        """Whether everything found room."""
        return not self._end.over

    @property
    def lines_over(self) -> int:
        """How many lines found no room, 1 or more: for a flow that is not whole."""
        over = self._end.over - self._left(self._end)
        return max(1, math.ceil(over / self._room.line_height - _HAIR))

    def fit(self, handwriting: int | None, lines: int, *, lines_over: int = 0) -> Fit:
        """Return how everything stands.

        Args:
            handwriting: Which of the sections are the empty lines. None: none of them.
            lines: How many empty lines there are.
            lines_over: How many lines of text found no room.
        """
        rooms, end = self._room.rooms, self._end
        sections = list(self.sections)
        place = None if handwriting is None else sections.pop(handwriting).head
        left = 0.0 if lines_over else self._left(end)
        return Fit(
            sections=tuple(sections),
            pages=end.page + 1,
            handwriting=place,
            lines=lines,
            gap_factor=self._room.gap_factor,
            lines_over=lines_over,
            lines_to_spare=math.floor(left / self._room.line_height + _HAIR),
            share=1.0 if lines_over else (sum(rooms[: end.page]) + end.top) / sum(rooms),
        )

    def _left(self, end: _End) -> float:
        return self._room.rooms[end.page] - end.top

    def _place(self, section: Section) -> PlacedSection:
        end, factor = self._end, self._room.gap_factor
        if self._room.turns and section.is_overleaf and end.top > 0:
            self._turn(end)
        head = None
        if self._make_room(end, section.gap, section.first):
            end.top += end.gap(section.gap, factor)
            head = Place(page=end.page, top=end.top)
            end.top += section.head
        else:
            end.over += (end.below + section.gap) * factor + section.head
        end.below = 0.0
        other = replace(end)
        items = self._column(section.items, end)
        beside = self._column(section.beside, other)
        # What comes next stands below the longer one.
        if self._reach(other) > self._reach(end):
            self._end = other
        return PlacedSection(head=head, items=items, beside=beside)

    def _column(self, pieces: Sequence[Piece], end: _End) -> tuple[Place, ...]:
        factor = self._room.gap_factor
        placed = []
        for piece in pieces:
            if self._make_room(end, 0.0, piece.height):
                end.top += end.gap(0.0, factor)
                placed.append(Place(page=end.page, top=end.top))
                end.top += piece.height
            else:
                end.over += end.below * factor + piece.height
            end.below = piece.below
        return tuple(placed)

    def _reach(self, end: _End) -> tuple[bool, float, int, float]:
        over = end.over - self._left(end) if end.over else 0.0
        return bool(end.over), over, end.page, end.top

    def _make_room(self, end: _End, gap: float, height: float) -> bool:
        if end.over:
            # What comes after a thing that was left out is left out as well: a hole in the
            # middle of the sheet would look as if nothing was missing.
            return False
        if end.gap(gap, self._room.gap_factor) + height <= self._left(end) + _HAIR:
            return True
        return self._turn(end) and height <= self._left(end) + _HAIR

    def _turn(self, end: _End) -> bool:
        if end.page + 1 == len(self._room.rooms):
            return False
        end.page += 1
        end.top = end.below = 0.0
        return True


def _whole(
    sections: Sequence[Section], room: _Room, handwriting: Handwriting | None
) -> Fit | None:
    """Return how everything stands with as many empty lines as there is room for, if it does."""
    if handwriting is None:
        flow = _Flow(sections, room)
        return flow.fit(None, 0) if flow.is_whole else None
    place = len(sections) if handwriting.place is None else handwriting.place

    def with_lines(count: int) -> _Flow:
        lines = Section(
            gap=handwriting.gap, head=handwriting.head, items=(Piece(count * handwriting.pitch),)
        )
        return _Flow([*sections[:place], lines, *sections[place:]], room)

    least = with_lines(FEWEST_LINES)
    if not least.is_whole:
        return None
    # Text comes first: lines take only what it leaves, and push none of it overleaf.
    count = FEWEST_LINES
    flow, more = least, with_lines(count + 1)
    while more.is_whole and _pages(more) == _pages(least):
        flow = more
        count += 1
        more = with_lines(count + 1)
    asked = least.fit(place, count)
    return replace(flow.fit(place, count), lines_to_spare=asked.lines_to_spare, share=asked.share)


def _pages(flow: _Flow) -> list[int]:
    """Return the page of everything that has one."""
    return [
        place.page
        for section in flow.sections
        for place in (section.head, *section.items, *section.beside)
        if place is not None
    ]


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
