"""A page as an outline: titles, lists, tables and charts, which any plain form can be made of.

The web page and the text for whoever listens are made of the same outline, so that neither can
hold what the other leaves out.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Sign(StrEnum):
    """What stands before an entry of a list, or how it is set."""

    DASH = "dash"
    TICK = "tick"
    """An empty box, to be ticked by hand."""
    TICKED = "ticked"
    ROW = "row"
    """The words, and beside them what is said of them."""
    QUOTE = "quote"
    """A sentence to say."""
    DATED = "dated"
    """What is said of the words is their day, and stands before them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A paragraph.

    Attributes:
        text: What it says; line breaks in it are kept.
        caption: What the program adds to it; may be empty.
        is_own: Whether the person wrote it.
        is_small: Whether it is only to be kept in mind.
    """

    text: str = field(repr=False)
    caption: str = field(default="", repr=False)
    is_own: bool = False
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a list.

    Attributes:
        text: What it says; line breaks in it are kept.
        caption: What the program adds to it; may be empty.
        is_own: Whether the person wrote it.
    """

    text: str = field(repr=False)
    caption: str = field(default="", repr=False)
    is_own: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list.

    Attributes:
        sign: How its entries are set.
        entries: What is in it.
        blanks: How many empty ones follow, to be filled by hand.
        says: What these are, for whoever cannot see them.
    """

    sign: Sign
    entries: tuple[Entry, ...] = ()
    blanks: int = 0
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table.

    Attributes:
        name: Says what it is, for whoever cannot see where it stands; may be empty.
        heads: One for each column; the first may be empty.
        rows: As many cells as heads each. The first cell is the row's name.
        figures: The columns, counted from 0, whose cells are figures.
        own: The rows, counted from 0, whose name the person wrote.
    """

    name: str = ""
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    figures: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """One line of a chart.

    Attributes:
        name: What it is called.
        dots: Days, counted from the chart's first, and values from 0 to 10.
        lines: The same for its lines, piece by piece; nothing joins two pieces.
    """

    name: str
    dots: tuple[tuple[int, float], ...] = field(repr=False)
    lines: tuple[tuple[tuple[int, float], ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart, with everything in it once more in words and figures.

    Attributes:
        says: What is drawn, in a sentence.
        alt: What the picture is, for whoever cannot see it.
        days: How many days it shows, 2 or more.
        traces: Its lines, the first one drawn solid.
        ticks: Days, counted from the first, and whether something was held on them.
        ticks_name: What these are.
        months: Days, counted from the first, on which a month begins, with its name.
        grid: Its figures.
    """

    says: str
    alt: str
    days: int
    traces: tuple[Trace, ...]
    ticks: tuple[tuple[int, bool], ...] = ()
    ticks_name: str = ""
    months: tuple[tuple[int, str], ...] = ()
    grid: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Empty lines to write on.

    Attributes:
        lines: How many.
        says: What it is, for whoever cannot see it.
    """

    lines: int
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circles:
    """Numbers of which one is to be circled by hand.

    Attributes:
        names: What is rated, a row for each.
        low: The lowest number.
        high: The highest number.
    """

    names: tuple[str, ...] = field(repr=False)
    low: int = 0
    high: int = 10


Content = Words | Listing | Grid | Figure | Room | Circles


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A titled part.

    Attributes:
        title: Its title; empty: none.
        note: How it is read; may be empty.
        content: What follows, in order.
    """

    title: str
    note: str = ""
    content: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A page.

    Attributes:
        title: Its title, and all that the file says of itself.
        session: Which appointment it is for; may be empty.
        when: When that is, or the page's date.
        source: Where all of it comes from; may be empty.
        parts: Its parts.
        foot: What kind of page it is.
    """

    title: str
    session: str = ""
    when: str = ""
    source: str = ""
    parts: tuple[Part, ...] = ()
    foot: str = ""
