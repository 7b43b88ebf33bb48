"""The diary card on paper: one page, a column for each day, in the hand of the sheet."""

from collections.abc import Iterator
from typing import Final

from sessiondesk.prepsheet.card import Card, CardRow, CardSection
from sessiondesk.prepsheet.card_material import DAYS, CardPart
from sessiondesk.prepsheet.fitting import Fit, Handwriting, Section, fit, shorten
from sessiondesk.prepsheet.sheet import Line
from sessiondesk.ui.paper import sheet_items
from sessiondesk.ui.paper.marks import Align, Group, Mark, Page, Path, Shape, Words, rule
from sessiondesk.ui.paper.measures import (
    CAPTION,
    CELL,
    CELL_HEAD,
    CELL_NAME,
    FOOT,
    INK,
    NOTE,
    OWN,
    OWN_SMALL,
    RULE,
    SESSION,
    SIDE_MARGIN,
    SOURCE,
    TITLE,
    WHEN,
    PaperSize,
)
from sessiondesk.ui.paper.sheet_items import Item
from sessiondesk.ui.paper.sheet_layout import LaidOut

_TITLE_TOP: Final = 14.0
_SESSION_TOP: Final = 14.8
_SOURCE_TOP: Final = 25.2
_HEAD_RULE: Final = 29.6
_BODY_TOP: Final = 33.2
_FOOT_RULE_TO_EDGE: Final = 13.5
_SHARE_OF_TITLE: Final = 0.5
_GAP: Final = 3.4
_TITLE: Final = 5.4
_HANDWRITING_PITCH: Final = 8.5

_NAME: Final = 50.0
_COUNT: Final = 13.0
_ROW: Final = 5.6
_FORM_ROW: Final = 7.6
_HEADS: Final = 9.6
_INSET: Final = 0.9
_CELL_PADDING: Final = 0.6
_NAME_GAP: Final = 2.0
_MOST_NAME_LINES: Final = 3
_MOST_CELL_LINES: Final = 2
_DATE_COLUMN: Final = 20.0
_MOST_WORD_LINES: Final = 2
_BETWEEN_WORDS: Final = 1.0
_LINE: Final = 0.25


def lay_out(card: Card, size: PaperSize = PaperSize.A4) -> LaidOut:
    """Set ``card`` on one page. What finds no room is left out from the end, and counted.

    Args:
        card: What stands on it.
        size: The paper.
    """
    parts = [part for part in card.printed if part.id is not CardPart.LINES]
    measured = [list(_items(part, card, size)) for part in parts]
    heads = _heads(card, size)
    sections = [
        Section(gap=0.0, head=0.0, items=sheet_items.pieces([heads])),
        *(
            Section(
                gap=_GAP,
                head=_TITLE,
                items=sheet_items.pieces(items),
            )
            for items in measured
        ),
    ]
    wants_lines = card.part(CardPart.LINES).is_printed
    writing = Handwriting(gap=_GAP, head=_TITLE, pitch=_HANDWRITING_PITCH)
    placed = fit(
        sections,
        [size.body_end - _BODY_TOP],
        writing if wants_lines else None,
        line_height=OWN.line_mm,
    )
    groups = [_head(card, size), _foot(card, placed, size), *_moved(heads, _BODY_TOP)]
    for part, items, place in zip(parts, measured, placed.sections[1:], strict=True):
        if place.head is None:
            continue
        top = _BODY_TOP + place.head.top
        groups += _titled(part.title, part.note, top, size)
        for item, where in zip(items, place.items, strict=False):
            groups += _moved(item, _BODY_TOP + where.top)
    if placed.handwriting is not None:
        top = _BODY_TOP + placed.handwriting.top
        groups += _titled(card.part(CardPart.LINES).title, "", top, size)
        groups.append(_empty_lines(placed.lines, top, size))
    return LaidOut(pages=[Page(size=size, groups=groups)], fit=placed)


def _moved(item: Item, top: float) -> Iterator[Group]:
    for group in item.groups:
        yield Group(x=group.x + SIDE_MARGIN, y=group.y + top, marks=group.marks)


def _titled(title: str, note: str, top: float, size: PaperSize) -> Iterator[Group]:
    # No rule above it: the grid has enough of them.
    return _moved(sheet_items.title(title, note, size.text_width), top)


def _empty_lines(lines: int, top: float, size: PaperSize) -> Group:
    first = top + _TITLE
    return Group(
        x=SIDE_MARGIN,
        marks=[
            rule(0, first + number * _HANDWRITING_PITCH, size.text_width, 0.35)
            for number in range(1, lines + 1)
        ],
    )


# The grid.


def _cell(size: PaperSize) -> float:
    return (size.text_width - _NAME - _COUNT) / DAYS


def _grid(height: float, size: PaperSize) -> Iterator[Mark]:
    """Yield the rules around the days of one row, and those above and below it."""
    yield rule(0, 0, size.text_width, _LINE)
    for place in range(DAYS + 1):
        x = _NAME + place * _cell(size)
        yield Path(points=((x, 0), (x, height)), points_wide=_LINE, grey=RULE)
    yield rule(0, height, size.text_width, _LINE)


def _heads(card: Card, size: PaperSize) -> Item:
    """Return the heads of the columns; on a form they are left to be written."""
    width = _cell(size) - 2 * _CELL_PADDING
    note = Shape(card.note or " ", NOTE, width=_NAME - _NAME_GAP, keep_to=2)
    marks: list[Mark] = [Words(shape=note, x=0, y=_INSET)]
    for place, day in enumerate(card.days):
        left = _NAME + place * _cell(size) + _CELL_PADDING
        top = _INSET
        for text, style in ((day.name, CELL_NAME), (day.short, CELL_HEAD)):
            if text:
                shape = Shape(text, style)
                x = left + max((width - shape.width) / 2, 0)
                marks.append(Words(shape=shape, x=x, y=top))
                top += shape.height
    if card.days_head:
        shape = Shape(card.days_head, CELL_HEAD, width=_COUNT, align=Align.RIGHT, keep_to=1)
        x = size.text_width - _COUNT
        marks.append(Words(shape=shape, x=x, y=_HEADS - shape.height - _INSET))
    return sheet_items.item(_HEADS, [*marks, *_grid(_HEADS, size)])


def _items(part: CardSection, card: Card, size: PaperSize) -> Iterator[Item]:
    for row in part.printed_rows:
        yield _row(row, card, size)
    for line in part.printed_lines:
        yield _words(line, card, size)


def _row(row: CardRow, card: Card, size: PaperSize) -> Item:
    width = _NAME - _NAME_GAP
    style = OWN_SMALL if row.is_own else CELL_NAME
    names = [Shape(row.name, style, width=width, keep_to=_MOST_NAME_LINES)]
    if row.caption:
        names.append(Shape(row.caption, NOTE, width=width, keep_to=1))
    tall = sum(name.height for name in names)
    width = _cell(size) - 2 * _CELL_PADDING
    shapes = [
        Shape(cell, CELL, width=width, keep_to=_MOST_CELL_LINES) if cell else None
        for cell in row.cells
    ]
    tallest = max((shape.height for shape in shapes if shape is not None), default=0.0)
    least = _FORM_ROW if card.is_form else _ROW
    height = max(least, max(tall, tallest) + 2 * _INSET)
    marks: list[Mark] = []
    top = (height - tall) / 2
    for name in names:
        marks.append(Words(shape=name, x=0, y=top))
        top += name.height
    for place, shape in enumerate(shapes):
        if shape is not None:
            left = _NAME + place * _cell(size) + _CELL_PADDING
            x = left + max((width - shape.width) / 2, 0)
            marks.append(Words(shape=shape, x=x, y=(height - shape.height) / 2))
    if row.days:
        count = Shape(row.days, CELL, width=_COUNT, align=Align.RIGHT, keep_to=1)
        y = (height - count.height) / 2
        marks.append(Words(shape=count, x=size.text_width - _COUNT, y=y))
    return sheet_items.item(height, [*marks, *_grid(height, size)])


def _words(line: Line, card: Card, size: PaperSize) -> Item:
    width = size.text_width - _DATE_COLUMN
    date = Shape(line.caption, CAPTION, width=_DATE_COLUMN, keep_to=1)

    def fits(text: str) -> bool:
        return Shape(text, OWN, width=width).lines <= _MOST_WORD_LINES

    words = Shape(shorten(line.text, fits, card.continues), OWN, width=width)
    marks = [Words(shape=date, x=0, y=_INSET), Words(shape=words, x=_DATE_COLUMN, y=0)]
    return sheet_items.item(words.height + _BETWEEN_WORDS, marks)


# What stands above and below.


def _head(card: Card, size: PaperSize) -> Group:
    width = size.text_width
    share = width * _SHARE_OF_TITLE
    marks: list[Mark] = [
        Words(shape=Shape(card.title, TITLE, width=share, keep_to=1), x=0, y=_TITLE_TOP),
        Words(shape=Shape(card.source, SOURCE, width=width, keep_to=1), x=0, y=_SOURCE_TOP),
        rule(0, _HEAD_RULE, width, 0.9, INK),
    ]
    top = _SESSION_TOP
    for text, style in ((card.session, SESSION), (card.when, WHEN)):
        if text:
            shape = Shape(text, style, width=width - share, align=Align.RIGHT, keep_to=1)
            marks.append(Words(shape=shape, x=share, y=top))
            top += shape.height * 0.92
    return Group(x=SIDE_MARGIN, marks=marks)


def _foot(card: Card, placed: Fit, size: PaperSize) -> Group:
    top = size.height - _FOOT_RULE_TO_EDGE
    width = size.text_width
    page = Shape(card.page, FOOT, width=width, align=Align.RIGHT)
    says = card.foot if placed.is_whole else card.foot_cut
    return Group(
        x=SIDE_MARGIN,
        marks=[
            rule(0, top, width, 0.3),
            Words(shape=Shape(says, FOOT), x=0, y=top + 1.2),
            Words(shape=page, x=0, y=top + 1.2),
        ],
    )
