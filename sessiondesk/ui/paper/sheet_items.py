"""The pieces of a sheet, measured: titles, lines with their marks, the table, the panel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sessiondesk.prepsheet.fitting import shorten
from sessiondesk.prepsheet.sheet import Block, Column, Line, Mark, Panel
from sessiondesk.ui.paper import chart
from sessiondesk.ui.paper.marks import Align, Box, Group, Shape, Words, rule
from sessiondesk.ui.paper.marks import Mark as Drawn
from sessiondesk.ui.paper.measures import (
    CAPTION,
    CELL,
    CELL_HEAD,
    CELL_NAME,
    NOTE,
    OWN,
    OWN_LARGE,
    OWN_SMALL,
    SECTION,
    Style,
)

TITLE_TO_CONTENT: Final = 6.0
MOST_LINES: Final = 12

_TICK_SIDE: Final = 3.6
_TICK_INDENT: Final = 6.4
_DASH_INDENT: Final = 4.2
_BETWEEN_LINES: Final = 1.7
_ROW: Final = 5.2
_ROW_CAPTION_SHARE: Final = 0.42
_ROW_GAP: Final = 3.0
_FIGURE: Final = 7.6
_BEFORE_WORDS: Final = 2.4
_WORDS_SHARE: Final = 0.385
_CELL_INSET: Final = 0.7
_ABOVE_NOTE: Final = 0.8
_BELOW_SENTENCE: Final = 0.6
_JUDGEMENT: Final = 8.0
_PANEL_GAP: Final = 6.0
_CELL_WIDTHS: Final = (19.0, 21.5)
_CIRCLES: Final = 7.0
_CIRCLE_LEFT: Final = 40.0
_CIRCLE_STEP: Final = 11.0
_MOST_CAPTION_LINES: Final = 3
_MOST_NAME_LINES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that is never split.

    Attributes:
        height: How much room it takes, the gap below it included.
        groups: What is drawn, measured from its own top left corner.
    """

    height: float
    groups: Sequence[Group]


def item(height: float, marks: Sequence[Drawn]) -> Item:
    """Return an item of one group."""
    return Item(height=height, groups=(Group(marks=marks),))


def stacked(items: Iterable[Item], *, x: float = 0.0) -> Item:
    """Return ``items`` one below the other, as one."""
    groups: list[Group] = []
    top = 0.0
    for each in items:
        groups += (
            Group(x=group.x + x, y=group.y + top, marks=group.marks) for group in each.groups
        )
        top += each.height
    return Item(height=top, groups=groups)


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
    """Return the lines of a column that are printed, and its empty ones."""
    if content.mark is Mark.TABLE:
        return _table_with_heads(content, width)
    set_line, set_empty = {
        Mark.TICK: (_ticked, _empty_tick),
        Mark.DASH: (_dashed, _empty_dash),
        Mark.ROW: (_row, _empty_dash),
    }[content.mark]
    items = [set_line(line, width, continues) for line in content.printed]
    items += [set_empty(width) for _ in range(content.blanks)]
    if content.more:
        shape = Shape(content.more, CAPTION)
        marks = [Words(shape=shape, x=_DASH_INDENT, y=0)]
        items.append(item(shape.height + _BETWEEN_LINES, marks))
    return items


def _own(text: str, style: Style, width: float, continues: str) -> Shape:
    """Shape the person's words, cut at a sentence where they are longer than twelve lines."""

    def fits(candidate: str) -> bool:
        return Shape(candidate, style, width=width).lines <= MOST_LINES

    return Shape(shorten(text, fits, continues), style, width=width)


def _worded(line: Line, style: Style, indent: float, width: float, continues: str) -> Item:
    shape = _own(line.text, style, width - indent, continues)
    marks = [Words(shape=shape, x=indent, y=0)]
    height = shape.height
    if line.caption:
        caption = Shape(line.caption, CAPTION, width=width - indent, keep_to=_MOST_CAPTION_LINES)
        marks.append(Words(shape=caption, x=indent, y=height))
        height += caption.height
    return item(height + _BETWEEN_LINES, marks)


def _ticked(line: Line, width: float, continues: str) -> Item:
    words = _worded(line, OWN_LARGE, _TICK_INDENT, width, continues)
    return Item(height=words.height, groups=(*_tick().groups, *words.groups))


def _tick() -> Item:
    pitch = OWN_LARGE.line_mm
    return item(pitch, [Box(x=0, y=(pitch - _TICK_SIDE) / 2, side=_TICK_SIDE)])


def _empty_tick(width: float) -> Item:
    pitch = OWN_LARGE.line_mm
    line = rule(_TICK_INDENT, pitch - 0.3, width - _TICK_INDENT, 0.35)
    tick = _tick()
    return Item(height=pitch + _BETWEEN_LINES, groups=(*tick.groups, Group(marks=[line])))


def _dashed(line: Line, width: float, continues: str) -> Item:
    words = _worded(line, OWN, _DASH_INDENT, width, continues)
    dash = Group(marks=[Words(shape=Shape("\N{EN DASH}", OWN), x=0, y=0)])
    return Item(height=words.height, groups=(dash, *words.groups))


def _empty_dash(width: float) -> Item:
    return item(OWN.line_mm + 2 * _BETWEEN_LINES, [rule(0, OWN.line_mm, width, 0.35)])


def _row(line: Line, width: float, continues: str) -> Item:
    caption = Shape(
        line.caption,
        CELL,
        width=width * _ROW_CAPTION_SHARE,
        align=Align.RIGHT,
        keep_to=_MOST_CAPTION_LINES,
    )
    words = _own(line.text, OWN, width - caption.width - _ROW_GAP, continues)
    height = max(words.height, caption.height + 0.6) + 0.5
    marks: list[Drawn] = [
        Words(shape=words, x=0, y=0),
        Words(shape=caption, x=width - width * _ROW_CAPTION_SHARE, y=0.75),
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
        rows.append(item(note.height + _ABOVE_NOTE + _BETWEEN_LINES, marks))
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


def panel(content: Panel, width: float) -> Sequence[Item]:
    """Return how it has been: the line to fill in, then the chart beside the table."""
    items = []
    if content.judgement.is_on:
        items.append(_judgement(content.judgement.text, width))
    drawn = content.printed_chart
    rows = content.printed_rows
    left = None if drawn is None else item(chart.HEIGHT, chart.draw(drawn))
    if left is not None and rows:
        table_left = chart.WIDTH + _PANEL_GAP
        table = _table(content.heads, rows, width - table_left)
        items.append(beside(left, table, x=table_left))
    elif left is not None:
        items.append(left)
    elif rows:
        items.append(_table(content.heads, rows, width / 2))
    items += [_sentence(line, width) for line in content.printed_sentences]
    items += [_circles(name) for name in content.circles]
    return items


def _sentence(line: Line, width: float) -> Item:
    words = Shape(line.text, CELL, width=width, keep_to=_MOST_CAPTION_LINES)
    marks: list[Drawn] = [Words(shape=words, x=0, y=_ABOVE_NOTE)]
    height = _ABOVE_NOTE + words.height
    if line.caption:
        caption = Shape(line.caption, NOTE, width=width, keep_to=1)
        marks.append(Words(shape=caption, x=0, y=height))
        height += caption.height
    return item(height + _BELOW_SENTENCE, marks)


def _judgement(question: str, width: float) -> Item:
    shape = Shape(question, CELL_NAME)
    start = shape.width + 2
    return item(
        _JUDGEMENT,
        [Words(shape=shape, x=0, y=1.0), rule(start, shape.height + 1.2, width - start, 0.35)],
    )


def _table(heads: tuple[str, str, str], rows: Sequence[Line], width: float) -> Item:
    marks: list[Drawn] = []
    top = 0.0
    name_width = width - sum(_CELL_WIDTHS)
    for text, values, name_style, style in (
        (heads[0], heads[1:], CELL_HEAD, CELL_HEAD),
        *((row.text, row.cells, CELL_NAME, CELL) for row in rows),
    ):
        name = Shape(text, name_style, width=name_width, keep_to=2)
        height = max(_ROW, name.height + 1.4)
        marks.append(Words(shape=name, x=0, y=top + (height - name.height) / 2))
        left = name_width
        for value, cell_width in zip(values, _CELL_WIDTHS, strict=True):
            shape = Shape(value, style, width=cell_width, align=Align.RIGHT)
            marks.append(Words(shape=shape, x=left, y=top + (height - shape.height) / 2))
            left += cell_width
        top += height
        marks.append(rule(0, top, width, 0.25))
    return item(top, marks)


def _circles(name: str) -> Item:
    shape = Shape(name, CELL_NAME, width=_CIRCLE_LEFT - 2, keep_to=1)
    marks = [Words(shape=shape, x=0, y=1.0)]
    marks += [
        Words(shape=Shape(str(number), CELL), x=_CIRCLE_LEFT + number * _CIRCLE_STEP, y=1.0)
        for number in range(11)
    ]
    return item(_CIRCLES, marks)


def columns_of(block: Block, width: float, continues: str) -> Sequence[Sequence[Item]]:
    """Return the columns of a block that have something in them, each with its own title."""
    return [
        [title(content.title, "", width), *column(content, width, continues)]
        for content in block.columns
        if not content.is_empty
    ]
