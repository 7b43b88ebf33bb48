"""The pieces of a document on paper: titles, paragraphs and the rows of tables, measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sessiondesk.ui.paper import sheet_items
from sessiondesk.ui.paper.document_model import Before, Paragraph, Section, Table
from sessiondesk.ui.paper.marks import Align, Box, Group, Shape, Words, rule
from sessiondesk.ui.paper.marks import Mark as Drawn
from sessiondesk.ui.paper.measures import (
    CAPTION,
    CELL,
    CELL_HEAD,
    CELL_NAME,
    OWN,
    PaperSize,
    Style,
)
from sessiondesk.ui.paper.sheet_items import Item

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


@dataclass(frozen=True, slots=True)
class Piece:
    """Something that is not split over two pages, and whether it may stand last on one."""

    item: Item
    leads_on: bool = False


def pieces(section: Section, size: PaperSize, *, most: float) -> Iterator[Piece]:
    """Yield what a section is made of, its title first.

    Args:
        section: What is set.
        size: The paper.
        most: How high a paragraph may be that is not parted, in millimetres.
    """
    width = size.text_width
    if section.title or section.note:
        yield Piece(sheet_items.title(section.title, section.note, width), leads_on=True)
    for content in section.content:
        if isinstance(content, Table):
            yield from _table(content, width)
        else:
            yield from _paragraph(content, width, most)


def _paragraph(content: Paragraph, across: float, most: float) -> Iterator[Piece]:
    indent = {Before.NOTHING: 0.0, Before.DASH: _DASH_INDENT}.get(content.before, _TICK_INDENT)
    style = OWN if content.is_own else _PROGRAM
    width = across - indent
    shapes = list(_shapes(content.text, style, width, most=most))
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
        yield Piece(Item(height=height, groups=groups))


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


def _table(table: Table, width: float) -> Iterator[Piece]:
    lefts, widths = _columns(table, width)
    rows = [_row(row, table, lefts, widths, width) for row in table.rows]
    if any(table.heads):
        yield Piece(_heads(table, lefts, widths), leads_on=True)
    for place, row in enumerate(rows):
        yield Piece(row if place < len(rows) - 1 else _with_gap(row))


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
