"""What a document is made of, as plain values: they can go to a worker and be read as text."""

from dataclasses import dataclass, field
from enum import Enum


class Before(Enum):
    """What stands before a line."""

    NOTHING = "nothing"
    DASH = "dash"
    TICK = "tick"
    """An empty box, to be ticked by hand."""
    TICKED = "ticked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A stretch of text.

    Attributes:
        text: What it says; line breaks in it are kept.
        caption: Small, below it; may be empty.
        is_own: Whether the person wrote it: then it stands in the serif.
        before: What stands before it.
    """

    text: str = field(repr=False)
    caption: str = field(default="", repr=False)
    is_own: bool = False
    before: Before = Before.NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table.

    Attributes:
        heads: One for each column; the first may be empty.
        rows: As many cells as heads each. The first cell is the row's name.
        figures: The columns, counted from 0, whose cells are figures and stand at the right.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...] = field(repr=False)
    figures: frozenset[int] = frozenset()


Content = Paragraph | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled part.

    Attributes:
        title: Its title; empty: none.
        note: Small, at the right of the title; may be empty.
        content: What follows, in order. A section without content is left out.
    """

    title: str
    note: str = ""
    content: tuple[Content, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is put on paper.

    Attributes:
        title: Its title, which is also that of its PDF.
        when: At the right of the title: "Sunday 22 November 2026".
        source: Below the title: where it comes from, in one line; may be empty.
        sections: Its parts.
        foot: At the foot of every page. Empty: the words of the prep sheet.
    """

    title: str
    when: str
    source: str = ""
    sections: tuple[Section, ...] = ()
    foot: str = ""
