"""A document of titled sections on paper: as many sheets as it needs, in the hand of the sheet.

What stands in it are plain values, so that it can be set on a worker, read as text, and be the
same in the preview, in a PDF and from the printer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import ceil
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui.paper import sheet_items
from sessiondesk.ui.paper.marks import Align, Box, Group, Page, Shape, Words, rule
from sessiondesk.ui.paper.marks import Mark as Drawn
from sessiondesk.ui.paper.measures import (
    CAPTION,
    CELL,
    CELL_HEAD,
    CELL_NAME,
    FOOT,
    INK,
    OWN,
    RUNNING_HEAD,
    SIDE_MARGIN,
    SOURCE,
    TITLE,
    WHEN,
    PaperSize,
    Style,
)
from sessiondesk.ui.paper.sheet_items import Item

_TITLE_TOP: Final = 14.0
_WHEN_TOP: Final = 15.6
_SOURCE_TOP: Final = 25.2
_HEAD_RULE: Final = 29.6
_BODY_TOP: Final = 33.2
_RUNNING_HEAD_TOP: Final = 15.2
_RUNNING_RULE: Final = 20.5
_LATER_TOP: Final = 24.1
_FOOT_RULE: Final = 13.5
_ABOVE_RULE: Final = 0.8
_BELOW_RULE: Final = 3.4
_BETWEEN: Final = 1.7
_PROGRAM: Final = Style(points=9, line=1.36)
_DASH_INDENT: Final = 4.2
_TICK: Final = 3.6
_TICK_INDENT: Final = 6.4
_ROW: Final = 5.2
_CELL_INSET: Final = 0.7
_CELL_GAP: Final = 3.0
_NAME_SHARE: Final = 0.4
_MOST_NAME_LINES: Final = 4
_MOST_CELL_LINES: Final = 4
# Title and date stand beside each other on one line.
_SHARE_OF_TITLE: Final = 0.6


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A document with everything at its place.

    Attributes:
        pages: What is painted.
        filled: How much of the room on each page is taken, in millimetres.
        rooms: How much room each page has.
    """

    pages: Sequence[Page]
    filled: tuple[float, ...]
    rooms: tuple[float, ...]

    def lines_over(self, most: int) -> int:
        """Return how many lines are too many for ``most`` pages; 0: it fits."""
        return ceil(sum(self.filled[most:]) / OWN.line_mm)

    def lines_to_spare(self, most: int) -> int:
        """Return how many more lines there is room for on ``most`` pages; 0 where it is full."""
        if len(self.pages) > most:
            return 0
        unused = (most - len(self.pages)) * _later_room(self.pages[0].size)
        return int((self.rooms[-1] - self.filled[-1] + unused) / OWN.line_mm)

    def share(self, most: int) -> float:
        """Return how much of ``most`` pages is taken; above 1 where it does not fit."""
        whole = self.rooms[0] + (most - 1) * _later_room(self.pages[0].size)
        return sum(self.filled) / whole


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that is not split over two pages, and whether it may stand last on one."""

    item: Item
    leads_on: bool = False


def lay_out(document: Document, size: PaperSize = PaperSize.A4) -> LaidOut:
    """Set ``document`` on as many pages as it needs.

    A title never stands alone at the foot of a page, and nothing is split that fits on one; a
    paragraph that is longer than half a page goes on upon the next one.

    Args:
        document: What stands on it.
        size: The paper.
    """
    sheets: list[list[Group]] = [[]]
    tops = [_BODY_TOP]
    for number, section in enumerate(_filled(document.sections)):
        pieces = list(_pieces(section, size))
        gap = _ABOVE_RULE + _BELOW_RULE if number else 0.0
        for place, piece in enumerate(pieces):
            above = gap if place == 0 and sheets[-1] else 0.0
            need = above + _with_what_follows(pieces[place:])
            if tops[-1] + need > size.body_end and sheets[-1]:
                sheets.append([])
                tops.append(_LATER_TOP)
                above = 0.0
            top = tops[-1] + above
            if above:
                line = rule(0, 0, size.text_width, 0.3)
                sheets[-1].append(Group(x=SIDE_MARGIN, y=top - _BELOW_RULE, marks=[line]))
            sheets[-1] += (
                Group(x=SIDE_MARGIN + each.x, y=top + each.y, marks=each.marks)
                for each in piece.item.groups
            )
            tops[-1] = top + piece.item.height
    starts = [_BODY_TOP, *([_LATER_TOP] * (len(sheets) - 1))]
    return LaidOut(
        pages=[
            Page(
                size=size,
                groups=[
                    _running_head(document, size) if place else _head(document, size),
                    *groups,
                    _foot(document, place, len(sheets), size),
                ],
            )
            for place, groups in enumerate(sheets)
        ],
        filled=tuple(top - start for top, start in zip(tops, starts, strict=True)),
        rooms=tuple(size.body_end - start for start in starts),
    )


def as_text(document: Document) -> str:
    """Return the same as plain text, for whoever listens."""
    parts = ["\n".join(each for each in (document.title, document.when, document.source) if each)]
    for section in _filled(document.sections):
        head = ", ".join(each for each in (section.title, section.note) if each)
        lines = [line for each in section.content for line in _read(each)]
        parts.append("\n".join([head, *lines] if head else lines))
    parts.append(document.foot or _usual_foot())
    return "\n\n".join(parts)


def _read(content: Content) -> Iterator[str]:
    if isinstance(content, Table):
        for row in content.rows:
            cells = zip(content.heads[1:], row[1:], strict=True)
            said = ", ".join(f"{head}: {cell}" if head else cell for head, cell in cells if cell)
            yield f"{row[0]}: {said}" if said else row[0]
        return
    dash = "" if content.before is Before.NOTHING else "\N{EN DASH} "
    yield f"{dash}{content.text}"
    if content.caption:
        yield content.caption


def _filled(sections: Iterable[Section]) -> Iterator[Section]:
    return (each for each in sections if each.content)


def _with_what_follows(pieces: Sequence[_Piece]) -> float:
    """Return the height of the first piece and of all that it must not be parted from."""
    height = 0.0
    for piece in pieces:
        height += piece.item.height
        if not piece.leads_on:
            break
    return height


def _later_room(size: PaperSize) -> float:
    return size.body_end - _LATER_TOP


# The pieces of a section.


def _pieces(section: Section, size: PaperSize) -> Iterator[_Piece]:
    width = size.text_width
    if section.title or section.note:
        yield _Piece(sheet_items.title(section.title, section.note, width), leads_on=True)
    for content in section.content:
        if isinstance(content, Table):
            yield from _table(content, width)
        else:
            yield from _paragraph(content, size)


def _paragraph(content: Paragraph, size: PaperSize) -> Iterator[_Piece]:
    indent = {Before.NOTHING: 0.0, Before.DASH: _DASH_INDENT}.get(content.before, _TICK_INDENT)
    style = OWN if content.is_own else _PROGRAM
    width = size.text_width - indent
    shapes = list(_shapes(content.text, style, width, most=_later_room(size) / 2))
    for place, shape in enumerate(shapes):
        marks: list[Drawn] = [Words(shape=shape, x=indent, y=0)]
        groups = [Group(marks=marks)]
        height = shape.height
        if not place:
            groups += _mark(content.before, style)
        is_last = place == len(shapes) - 1
        if is_last and content.caption:
            caption = Shape(content.caption, CAPTION, width=width)
            marks.append(Words(shape=caption, x=indent, y=height))
            height += caption.height
        height += _BETWEEN if is_last else 0.0
        yield _Piece(Item(height=height, groups=groups))


def _shapes(text: str, style: Style, width: float, *, most: float) -> Iterator[Shape]:
    """Shape a text as one, or in pieces where it is too long to stand on one page."""
    shape = Shape(text, style, width=width)
    if shape.height <= most or len(text) < 2:  # noqa: PLR2004 - nothing to part
        yield shape
        return
    for part in _parted(text):
        yield from _shapes(part, style, width, most=most)


def _parted(text: str) -> tuple[str, str]:
    """Part a long text near its middle: between lines, else sentences, else words."""
    middle = len(text) // 2
    for end in ("\n", ". ", " "):
        at = text.rfind(end, len(text) // 4, middle)
        if at > 0:
            return text[: at + len(end)], text[at + len(end) :]
    return text[:middle], text[middle:]


def _mark(before: Before, style: Style) -> Iterator[Group]:
    pitch = style.line_mm
    match before:
        case Before.NOTHING:
            return
        case Before.DASH:
            yield Group(marks=[Words(shape=Shape("\N{EN DASH}", style), x=0, y=0)])
        case Before.TICK | Before.TICKED:
            yield Group(marks=[Box(x=0, y=(pitch - _TICK) / 2, side=_TICK)])
            if before is Before.TICKED:
                cross = Shape("\N{MULTIPLICATION SIGN}", CELL_NAME)
                x, y = (_TICK - cross.width) / 2, (pitch - cross.height) / 2
                yield Group(marks=[Words(shape=cross, x=x, y=y)])


def _table(table: Table, width: float) -> Iterator[_Piece]:
    lefts, widths = _columns(table, width)
    rows = [_row(row, table, lefts, widths, width) for row in table.rows]
    if any(table.heads):
        yield _Piece(_heads(table, lefts, widths), leads_on=True)
    for place, row in enumerate(rows):
        yield _Piece(row if place < len(rows) - 1 else _with_gap(row))


def _with_gap(item: Item) -> Item:
    return Item(height=item.height + _BETWEEN, groups=item.groups)


def _columns(table: Table, width: float) -> tuple[Sequence[float], Sequence[float]]:
    """Give figures the room they need, words an equal part of the rest, the name the most."""
    count = len(table.heads)
    needed = [
        max(
            Shape(table.heads[place], CELL_HEAD).width,
            *(Shape(row[place], CELL).width for row in table.rows),
        )
        if place in table.figures
        else 0.0
        for place in range(count)
    ]
    figures = sum(need + _CELL_GAP for need in needed if need)
    words = [place for place in range(1, count) if place not in table.figures]
    rest = max(width - figures, width / 2)
    name = rest * (_NAME_SHARE if words else 1.0)
    each = (rest - name) / len(words) if words else 0.0
    widths = [name - _CELL_GAP if words else name]
    widths += [needed[place] or each - _CELL_GAP for place in range(1, count)]
    lefts = [0.0]
    for place in range(1, count):
        lefts.append(lefts[-1] + widths[place - 1] + _CELL_GAP)
    return lefts, widths


def _side(table: Table, place: int) -> Align:
    return Align.RIGHT if place in table.figures else Align.LEFT


def _heads(table: Table, lefts: Sequence[float], widths: Sequence[float]) -> Item:
    marks: list[Drawn] = []
    height = 0.0
    for place, head in enumerate(table.heads):
        shape = Shape(head, CELL_HEAD, width=widths[place], align=_side(table, place), keep_to=2)
        marks.append(Words(shape=shape, x=lefts[place], y=0))
        height = max(height, shape.height)
    return sheet_items.item(height + 0.6, marks)


def _row(
    row: Sequence[str],
    table: Table,
    lefts: Sequence[float],
    widths: Sequence[float],
    width: float,
) -> Item:
    marks: list[Drawn] = []
    height = 0.0
    for place, cell in enumerate(row):
        shape = Shape(
            cell,
            CELL if place else CELL_NAME,
            width=widths[place],
            align=_side(table, place),
            keep_to=_MOST_CELL_LINES if place else _MOST_NAME_LINES,
        )
        marks.append(Words(shape=shape, x=lefts[place], y=_CELL_INSET))
        height = max(height, shape.height)
    height = max(_ROW, height + 2 * _CELL_INSET)
    marks.append(rule(0, height - 0.1, width, 0.25))
    return sheet_items.item(height, marks)


# What stands on every page.


def _head(document: Document, size: PaperSize) -> Group:
    width = size.text_width
    share = width * _SHARE_OF_TITLE
    title = Shape(document.title, TITLE, width=share, keep_to=1)
    when = Shape(document.when, WHEN, width=width - share, align=Align.RIGHT, keep_to=1)
    source = Shape(document.source, SOURCE, width=width, keep_to=1)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            Words(shape=title, x=0, y=_TITLE_TOP),
            Words(shape=when, x=share, y=_WHEN_TOP),
            Words(shape=source, x=0, y=_SOURCE_TOP),
            rule(0, _HEAD_RULE, width, 0.9, INK),
        ],
    )


def _running_head(document: Document, size: PaperSize) -> Group:
    width = size.text_width
    share = width * _SHARE_OF_TITLE
    left = Shape(document.title, RUNNING_HEAD, width=share, keep_to=1)
    right = Shape(document.when, RUNNING_HEAD, width=width - share, align=Align.RIGHT, keep_to=1)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            Words(shape=left, x=0, y=_RUNNING_HEAD_TOP),
            Words(shape=right, x=share, y=_RUNNING_HEAD_TOP),
            rule(0, _RUNNING_RULE, width, 0.9, INK),
        ],
    )


def _foot(document: Document, place: int, count: int, size: PaperSize) -> Group:
    width = size.text_width
    top = size.height - _FOOT_RULE
    number = _tr("page {page} of {pages}").format(page=place + 1, pages=count)
    right = Shape(number, FOOT, width=width, align=Align.RIGHT)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            rule(0, top, width, 0.3),
            Words(shape=Shape(document.foot or _usual_foot(), FOOT), x=0, y=top + 1.2),
            Words(shape=right, x=0, y=top + 1.2),
        ],
    )


def _usual_foot() -> str:
    return _tr("Private. Self-reported, not a diagnosis.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("document", text)
