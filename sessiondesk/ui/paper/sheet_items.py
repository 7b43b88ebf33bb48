"""The pieces of a sheet, measured: titles, lines with their marks, and tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sessiondesk.prepsheet.fitting import Piece, shorten
from sessiondesk.prepsheet.sheet import Block, Column, Line, Mark
from sessiondesk.ui.paper.marks import Align, Box, Group, Shape, Words, rule, runs_left
from sessiondesk.ui.paper.marks import Mark as Drawn
from sessiondesk.ui.paper.measures import (
    CAPTION,
    CELL,
    CELL_HEAD,
    NOTE,
    OWN,
    OWN_LARGE,
    OWN_SMALL,
    QUOTE,
    SECTION,
    Style,
)

TITLE_TO_CONTENT: Final = 6.0
MOST_LINES: Final = 12
MOST_CAPTION_LINES: Final = 3

_TICK_SIDE: Final = 3.6
_TICK_INDENT: Final = 6.4
_DASH_INDENT: Final = 4.2
_DATE_COLUMN: Final = 17.0
_BETWEEN_LINES: Final = 1.7
_BELOW_SENTENCE: Final = 0.9
# Where nothing but a hand writes, lines are as far apart as those for handwriting.
_EMPTY: Final = 8.5
_ROW: Final = 5.2
_ROW_CAPTION_SHARE: Final = 0.42
_ROW_GAP: Final = 3.0
_FIGURE: Final = 7.6
_ABOVE_NOTE: Final = 0.8
_BEFORE_WORDS: Final = 2.4
_WORDS_SHARE: Final = 0.385
_CELL_INSET: Final = 0.7
_MOST_NAME_LINES: Final = 8
_QUOTATION_MARKS: Final = "“”„«»‹›‘’\"'「」『』"  # noqa: RUF001 - they are meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is never split.

    Attributes:
        height: How much room it takes, the gap below it included.
        groups: What is drawn, measured from its own top left corner.
        below: How much of the height is that gap: it needs none where nothing follows.
    """

    height: float
    groups: Sequence[Group]
    below: float = 0.0


def item(height: float, marks: Sequence[Drawn], *, below: float = 0.0) -> Item:
    """Return an item of one group, and a gap below it."""
    return Item(height=height + below, groups=(Group(marks=marks),), below=below)


def pieces(items: Iterable[Item]) -> tuple[Piece, ...]:
    """Return the measures of ``items``."""
    return tuple(Piece(each.height - each.below, each.below) for each in items)


def ended(items: Sequence[Item]) -> Sequence[Item]:
    """Return ``items`` with room below the last, so that no two rules seem to be one."""
    *others, last = items
    more = max(0.0, _BETWEEN_LINES - last.below)
    return [*others, replace(last, height=last.height + more, below=last.below + more)]


def stacked(items: Iterable[Item], *, x: float = 0.0) -> Item:
    """Return ``items`` one below the other, as one."""
    groups: list[Group] = []
    top = below = 0.0
    for each in items:
        groups += (
            Group(x=group.x + x, y=group.y + top, marks=group.marks) for group in each.groups
        )
        top += each.height
        below = each.below
    return Item(height=top, groups=groups, below=below)


def beside(left: Item, right: Item, *, x: float) -> Item:
    """Return two items side by side, the second one at ``x``."""
    moved = (Group(x=group.x + x, y=group.y, marks=group.marks) for group in right.groups)
    return Item(height=max(left.height, right.height), groups=(*left.groups, *moved))


def title(text: str, note: str, width: float) -> Item:
    """Return the title of a section, with its note at the right."""
    shape = Shape(text, SECTION)
    marks: list[Drawn] = [Words(shape=shape, x=0, y=0)]
    if note:
        small = Shape(note, NOTE, width=width, align=Align.RIGHT, keep_to=1)
        # Both stand on one line.
        marks.append(Words(shape=small, x=0, y=shape.height * 0.82 - small.height * 0.8))
    return item(TITLE_TO_CONTENT, marks)


def column(content: Column, width: float, continues: str) -> Sequence[Item]:
    """Return the lines of a column that are printed, its empty ones, and what is said below."""
    if content.mark is Mark.TABLE:
        return _table_with_heads(content, width)
    set_line = {
        Mark.TICK: _ticked,
        Mark.DASH: _dashed,
        Mark.ROW: _row,
        Mark.QUOTE: _quoted,
        Mark.DATED: _dated,
        Mark.SENTENCE: _sentence,
    }[content.mark]
    printed = content.printed
    items = [set_line(line, width, continues) for line in printed]
    set_empty = _empty_tick if content.mark is Mark.TICK else _empty_line
    items += [set_empty(width, is_alone=not printed) for _ in range(content.blanks)]
    for text, left in ((content.more, _DASH_INDENT), (content.note, 0.0)):
        if text:
            shape = Shape(text, CAPTION, width=width - left)
            items.append(
                item(shape.height, [Words(shape=shape, x=left, y=0)], below=_BETWEEN_LINES)
            )
    return items


def own(text: str, style: Style, width: float, continues: str) -> Shape:
    """Shape the person's words, cut at a sentence where they are longer than twelve lines."""

    def fits(candidate: str) -> bool:
        # As many line breaks are as many lines: they need not be measured.
        if candidate.strip().count("\n") >= MOST_LINES:
            return False
        return Shape(candidate, style, width=width).lines <= MOST_LINES

    return Shape(shorten(text, fits, continues), style, width=width)


def worded(shape: Shape, caption: str, indent: float, width: float, mark: Drawn | None) -> Item:
    """Return a person's words with a caption below, set in from the side where they begin."""
    left = 0.0 if shape.runs_left else indent
    marks: list[Drawn] = [] if mark is None else [mark]
    marks.append(Words(shape=shape, x=left, y=0))
    height = shape.height
    if caption:
        below = Shape(
            caption,
            CAPTION,
            width=width - indent,
            align=Align.RIGHT if shape.runs_left else Align.LEFT,
            keep_to=MOST_CAPTION_LINES,
        )
        marks.append(Words(shape=below, x=left, y=height))
        height += below.height
    return item(height, marks, below=_BETWEEN_LINES)


def _ticked(line: Line, width: float, continues: str) -> Item:
    shape = own(line.text, OWN_LARGE, width - _TICK_INDENT, continues)
    tick = _tick(width - _TICK_SIDE if shape.runs_left else 0.0)
    return worded(shape, line.caption, _TICK_INDENT, width, tick)


def _tick(x: float) -> Box:
    return Box(x=x, y=(OWN_LARGE.line_mm - _TICK_SIDE) / 2, side=_TICK_SIDE)


def _empty_tick(width: float, *, is_alone: bool) -> Item:
    pitch = OWN_LARGE.line_mm
    line = rule(_TICK_INDENT, pitch - 0.3, width - _TICK_INDENT, 0.35)
    below = _EMPTY - pitch if is_alone else _BETWEEN_LINES
    return item(pitch, [_tick(0.0), line], below=below)


def _dashed(line: Line, width: float, continues: str) -> Item:
    shape = own(line.text, OWN, width - _DASH_INDENT, continues)
    dash = Shape("\N{EN DASH}", OWN)
    x = width - dash.width if shape.runs_left else 0.0
    return worded(shape, line.caption, _DASH_INDENT, width, Words(shape=dash, x=x, y=0))


def _empty_line(width: float, *, is_alone: bool) -> Item:
    below = _EMPTY - OWN.line_mm if is_alone else 2 * _BETWEEN_LINES
    return item(OWN.line_mm, [rule(0, OWN.line_mm, width, 0.35)], below=below)


def _quoted(line: Line, width: float, continues: str) -> Item:
    text = line.text.strip()
    # Other scripts have neither italics nor these marks, which would not turn with them.
    is_turned = runs_left(text)
    if text[:1] not in _QUOTATION_MARKS:
        text = f'"{text}"' if is_turned else f"“{text}”"
    shape = own(text, OWN if is_turned else QUOTE, width, continues)
    return worded(shape, line.caption, 0.0, width, None)


def _dated(line: Line, width: float, continues: str) -> Item:
    shape = own(line.text, OWN, width - _DATE_COLUMN, continues)
    day = Shape(line.caption, CAPTION, width=_DATE_COLUMN - 1.0, keep_to=MOST_CAPTION_LINES)
    # Both stand on one line.
    marks = [
        Words(shape=day, x=0, y=shape.baseline - day.baseline),
        Words(shape=shape, x=_DATE_COLUMN, y=0),
    ]
    return item(max(shape.height, day.height), marks, below=_BETWEEN_LINES)


def sentence(line: Line, width: float) -> Item:
    """Return what the program says, with when it was said below."""
    words = Shape(line.text, CELL, width=width, keep_to=MOST_CAPTION_LINES)
    marks: list[Drawn] = [Words(shape=words, x=0, y=0)]
    height = words.height
    if line.caption:
        caption = Shape(line.caption, NOTE, width=width, keep_to=1)
        marks.append(Words(shape=caption, x=0, y=height))
        height += caption.height
    return item(height, marks, below=_BELOW_SENTENCE)


def _sentence(line: Line, width: float, _continues: str) -> Item:
    return sentence(line, width)


def _row(line: Line, width: float, continues: str) -> Item:
    caption = Shape(
        line.caption,
        CELL,
        width=width * _ROW_CAPTION_SHARE,
        align=Align.RIGHT,
        keep_to=MOST_CAPTION_LINES,
    )
    words = own(line.text, OWN, width - caption.width - _ROW_GAP, continues)
    # Both stand on one line.
    below = words.baseline - caption.baseline
    height = max(words.height, below + caption.height) + 0.5
    marks: list[Drawn] = [
        Words(shape=words, x=0, y=0),
        Words(shape=caption, x=width * (1 - _ROW_CAPTION_SHARE), y=below),
        rule(0, height - 0.2, width, 0.25),
    ]
    return item(height, marks)


def _table_with_heads(content: Column, width: float) -> Sequence[Item]:
    """Return a row for each line, the heads with the first of them, and the note."""
    rows = [_row_of_cells(line, width) for line in content.printed]
    if rows:
        rows[0] = stacked([_heads(content.printed_heads, width), rows[0]])
    if content.note:
        note = Shape(content.note, NOTE, width=width)
        marks = [Words(shape=note, x=0, y=_ABOVE_NOTE)]
        rows.append(item(note.height + _ABOVE_NOTE, marks, below=_BETWEEN_LINES))
    return rows


def _heads(heads: Sequence[str], width: float) -> Item:
    marks: list[Drawn] = []
    height = 0.0
    for (left, wide, align), head in zip(_cells(len(heads), width), heads, strict=True):
        shape = Shape(head, CELL_HEAD, width=wide, align=align)
        marks.append(Words(shape=shape, x=left, y=_ABOVE_NOTE))
        height = max(height, shape.height)
    return item(height + _ABOVE_NOTE + 0.6, marks)


def _row_of_cells(line: Line, width: float) -> Item:
    cells = _cells(len(line.cells), width)
    name_width = cells[0][0] - 1.0
    # Among them may be a form that the person named.
    name = Shape(line.text, OWN_SMALL, width=name_width, keep_to=_MOST_NAME_LINES)
    marks: list[Drawn] = [Words(shape=name, x=0, y=_CELL_INSET - 0.3)]
    height = name.height
    for (left, wide, align), cell in zip(cells, line.cells, strict=True):
        shape = Shape(cell, CELL, width=wide, align=align)
        marks.append(Words(shape=shape, x=left, y=_CELL_INSET))
        height = max(height, shape.height)
    height = max(_ROW, height + 2 * _CELL_INSET)
    marks.append(rule(0, height - 0.1, width, 0.25))
    return item(height, marks)


def _cells(count: int, width: float) -> Sequence[tuple[float, float, Align]]:
    """Return left edge, width and side of each cell: figures, and at the end words."""
    words = width * _WORDS_SHARE
    figures = count - 1
    first = width - words - _BEFORE_WORDS - figures * _FIGURE
    return [
        *((first + place * _FIGURE, _FIGURE, Align.RIGHT) for place in range(figures)),
        (width - words, words, Align.LEFT),
    ]


def columns_of(block: Block, width: float, continues: str) -> Sequence[Sequence[Item]]:
    """Return the columns of a block that have something in them, each with its own title."""
    return [
        ended([title(content.title, "", width), *column(content, width, continues)])
        for content in block.columns
        if not content.is_empty
    ]
