"""How it has been, measured: the own judgement, the chart beside the table, what is said."""

from collections.abc import Sequence
from typing import Final

from sessiondesk.prepsheet.sheet import Chart, Line, Panel
from sessiondesk.ui.paper import chart
from sessiondesk.ui.paper.marks import Align, Shape, Words, rule
from sessiondesk.ui.paper.marks import Mark as Drawn
from sessiondesk.ui.paper.measures import CAPTION, CELL, CELL_HEAD, CELL_NAME, OWN_LARGE
from sessiondesk.ui.paper.sheet_items import Item, beside, item, own, sentence, worded

_ROW: Final = 5.2
_JUDGEMENT: Final = 8.0
_ABOVE_CAPTION: Final = 1.7
_PANEL_GAP: Final = 6.0
_BELOW_PANEL: Final = 2.4
_CELL_WIDTHS: Final = (19.0, 21.5)
_CIRCLES: Final = 7.0
_CIRCLE_LEFT: Final = 40.0
_CIRCLE_STEP: Final = 11.0


def panel(content: Panel, width: float, continues: str) -> Sequence[Item]:
    """Return how it has been: the line to fill in, then the chart beside the table."""
    items = []
    if content.judgement.is_on:
        items.append(_judgement(content, width, continues))
    drawn = content.printed_chart
    rows = content.printed_rows
    box = None if drawn is None else chart.box(drawn, width)
    left = None if drawn is None or box is None else _chart(drawn, box)
    if left is not None and rows and box == chart.BESIDE_TABLE:
        table_left = chart.BESIDE_TABLE.width + _PANEL_GAP
        table = _table(content.heads, rows, width - table_left)
        items.append(beside(left, table, x=table_left))
    else:
        items += [] if left is None else [left]
        items += [_table(content.heads, rows, width / 2)] if rows else []
    items += [sentence(line, width) for line in content.printed_sentences]
    items += [_circles(name) for name in content.circles]
    return items


def _chart(drawn: Chart, box: chart.Box) -> Item:
    # Below the names of the months its box is empty.
    marks = chart.draw(drawn, box)
    return item(box.height - _BELOW_PANEL, marks, below=_BELOW_PANEL)


def _judgement(content: Panel, width: float, continues: str) -> Item:
    label = Shape(content.judgement.text, CELL_NAME)
    start = label.width + 2
    if not content.said:
        line = rule(start, label.height + 1.2, width - start, 0.35)
        marks: list[Drawn] = [Words(shape=label, x=0, y=1.0), line]
        if not content.judgement.caption:
            return item(_JUDGEMENT, marks)
        rated = Shape(content.judgement.caption, CAPTION, width=width - start)
        marks.append(Words(shape=rated, x=start, y=_JUDGEMENT - _ABOVE_CAPTION))
        return item(_JUDGEMENT - _ABOVE_CAPTION + rated.height, marks, below=_ABOVE_CAPTION)
    shape = own(content.said, OWN_LARGE, width - start, continues)
    words = worded(shape, content.judgement.caption, 0.0, width - start, None)
    # Both stand on one line.
    before = item(label.height, [Words(shape=label, x=0, y=shape.baseline - label.baseline)])
    return beside(before, words, x=start)


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
    return item(top, marks, below=_BELOW_PANEL)


def _circles(name: str) -> Item:
    shape = Shape(name, CELL_NAME, width=_CIRCLE_LEFT - 2, keep_to=1)
    marks = [Words(shape=shape, x=0, y=1.0)]
    marks += [
        Words(shape=Shape(str(number), CELL), x=_CIRCLE_LEFT + number * _CIRCLE_STEP, y=1.0)
        for number in range(11)
    ]
    return item(_CIRCLES, marks)
