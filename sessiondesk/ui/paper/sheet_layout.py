"""A prep sheet on its pages, ready to be painted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sessiondesk.prepsheet.fitting import Fit, Handwriting, Section, fit
from sessiondesk.prepsheet.sheet import Block, BlockId, Sheet
from sessiondesk.prepsheet.words import Words as SheetWords
from sessiondesk.ui.paper import sheet_items
from sessiondesk.ui.paper.marks import Align, Group, Mark, Page, Shape, Words, rule
from sessiondesk.ui.paper.measures import (
    COLUMN_GAP,
    FOOT,
    INK,
    OWN,
    RUNNING_HEAD,
    SESSION,
    SIDE_MARGIN,
    SOURCE,
    TITLE,
    WHEN,
    PaperSize,
)
from sessiondesk.ui.paper.sheet_items import Item

_TITLE_TOP: Final = 14.0
_SESSION_TOP: Final = 14.8
# Below the date too, so that the two cannot meet however long they are.
_SOURCE_BELOW_TITLE: Final = 11.2
_HEAD_RULE: Final = 29.6
_BELOW_HEAD_RULE: Final = 3.6
_RUNNING_HEAD_TOP: Final = 15.2
_RUNNING_RULE: Final = 20.5
_ABOVE_RULE: Final = 0.8
_BELOW_RULE: Final = 3.4
_HANDWRITING_PITCH: Final = 8.5
_FOOT_RULE_TO_EDGE: Final = 13.5
_LINE_HEIGHT: Final = OWN.line_mm

MOST_PAGES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A sheet with everything at its place.

    Attributes:
        pages: What is painted.
        fit: How well it found room.
    """

    pages: Sequence[Page]
    fit: Fit


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measured:
    """A section and what is drawn for it.

    Attributes:
        head: Its title; empty where its columns have their own.
        items: What follows.
    """

    head: Item
    items: Sequence[Item]


_NO_HEAD: Final = Item(height=0.0, groups=())


def lay_out(sheet: Sheet, words: SheetWords, size: PaperSize, *, pages: int = 1) -> LaidOut:
    """Set ``sheet`` on paper.

    Args:
        sheet: What stands on it.
        words: The program's words for foot and page numbers.
        size: The paper.
        pages: How many pages may be used, 1 or 2.
    """
    wants_lines = sheet.block(BlockId.LINES).is_printed
    blocks = [block for block in sheet.printed if block.id is not BlockId.LINES]
    first_room = size.body_end - _HEAD_RULE - _BELOW_HEAD_RULE
    measured = list(_measure(blocks, sheet, size, first_room))
    gap = _ABOVE_RULE + _BELOW_RULE
    placed = fit(
        [
            Section(
                gap=gap,
                head=each.head.height,
                items=tuple(item.height for item in each.items),
            )
            for each in measured
        ],
        [first_room, size.body_end - _RUNNING_RULE - _BELOW_HEAD_RULE][:pages],
        Handwriting(
            gap=gap,
            # Above the first line there is room to write on it.
            head=sheet_items.TITLE_TO_CONTENT,
            pitch=_HANDWRITING_PITCH,
        )
        if wants_lines
        else None,
        line_height=_LINE_HEIGHT,
    )
    groups = [
        [
            *(_head(sheet, size) if number == 0 else _running_head(sheet, size)),
            _foot(number + 1, placed, words, size),
        ]
        for number in range(placed.pages)
    ]
    for section, place in zip(measured, placed.sections, strict=True):
        if place.head is None:
            continue
        top = _top(place.head.page) + place.head.top
        if place.head.top > 0:
            groups[place.head.page].append(_section_rule(top, placed.gap_factor, size))
        groups[place.head.page] += _moved(section.head, top)
        for item, where in zip(section.items, place.items, strict=False):
            groups[where.page] += _moved(item, _top(where.page) + where.top)
    if placed.handwriting is not None:
        page_of_lines = groups[placed.handwriting.page]
        top = _top(placed.handwriting.page) + placed.handwriting.top
        if placed.handwriting.top > 0:
            page_of_lines.append(_section_rule(top, placed.gap_factor, size))
        page_of_lines += _handwriting(sheet, placed.lines, top, size)
    return LaidOut(pages=[Page(size=size, groups=page) for page in groups], fit=placed)


def _top(page: int) -> float:
    return (_HEAD_RULE if page == 0 else _RUNNING_RULE) + _BELOW_HEAD_RULE


def _moved(item: Item, top: float) -> Iterator[Group]:
    for group in item.groups:
        yield Group(x=group.x + SIDE_MARGIN, y=group.y + top, marks=group.marks)


def _measure(
    blocks: Sequence[Block], sheet: Sheet, size: PaperSize, room: float
) -> Iterator[_Measured]:
    """Measure ``blocks``; those that stand side by side become one section."""
    waiting = list(blocks)
    while waiting:
        block = waiting.pop(0)
        if block.panel is not None:
            items = sheet_items.panel(block.panel, size.text_width)
            head = sheet_items.title(block.title, block.note, size.text_width)
            yield _Measured(head=head, items=items)
        elif block.id is BlockId.WINS_HURDLES:
            columns = sheet_items.columns_of(block, size.column, sheet.continues)
            yield from _side_by_side(columns, size, room)
        elif block.id is BlockId.FROM_LAST_TIME and waiting and waiting[0].id is BlockId.GOALS:
            pair = (block, waiting.pop(0))
            yield from _side_by_side([_titled(b, size.column, sheet) for b in pair], size, room)
        else:
            head, *items = _titled(block, size.text_width, sheet)
            yield _Measured(head=head, items=items)


def _titled(block: Block, width: float, sheet: Sheet) -> Sequence[Item]:
    return [
        sheet_items.title(block.title, block.note, width),
        *(
            item
            for column in block.columns
            for item in sheet_items.column(column, width, sheet.continues)
        ),
    ]


def _side_by_side(
    columns: Sequence[Sequence[Item]], size: PaperSize, room: float
) -> Iterator[_Measured]:
    stacks = [sheet_items.stacked(column) for column in columns]
    if len(stacks) > 1 and max(stack.height for stack in stacks) <= room:
        both = sheet_items.beside(stacks[0], stacks[1], x=size.column + COLUMN_GAP)
        yield _Measured(head=_NO_HEAD, items=[both])
        return
    # Longer than a page: one after the other, so that they can go on overleaf.
    for head, *items in columns:
        yield _Measured(head=head, items=items)


def _head(sheet: Sheet, size: PaperSize) -> Iterator[Group]:
    width = size.text_width
    marks: list[Mark] = [
        Words(shape=Shape(sheet.title, TITLE), x=0, y=_TITLE_TOP),
        Words(
            shape=Shape(sheet.source, SOURCE, width=width, keep_to=1),
            x=0,
            y=_TITLE_TOP + _SOURCE_BELOW_TITLE,
        ),
        rule(0, _HEAD_RULE, width, 0.9, INK),
    ]
    top = _SESSION_TOP
    for text, style in ((sheet.session, SESSION), (sheet.when, WHEN)):
        if text:
            shape = Shape(text, style, width=width, align=Align.RIGHT)
            marks.append(Words(shape=shape, x=0, y=top))
            top += shape.height * 0.92
    yield Group(x=SIDE_MARGIN, marks=marks)


def _running_head(sheet: Sheet, size: PaperSize) -> Iterator[Group]:
    width = size.text_width
    left = Shape(sheet.running_head, RUNNING_HEAD)
    right = Shape(sheet.when, RUNNING_HEAD, width=width, align=Align.RIGHT)
    marks: list[Mark] = [
        Words(shape=left, x=0, y=_RUNNING_HEAD_TOP),
        Words(shape=right, x=0, y=_RUNNING_HEAD_TOP),
        rule(0, _RUNNING_RULE, width, 0.9, INK),
    ]
    yield Group(x=SIDE_MARGIN, marks=marks)


def _foot(number: int, placed: Fit, words: SheetWords, size: PaperSize) -> Group:
    top = size.height - _FOOT_RULE_TO_EDGE
    width = size.text_width
    page = Shape(words.page(number, placed.pages), FOOT, width=width, align=Align.RIGHT)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            rule(0, top, width, 0.3),
            Words(shape=Shape(words.foot(is_whole=placed.is_whole), FOOT), x=0, y=top + 1.2),
            Words(shape=page, x=0, y=top + 1.2),
        ],
    )


def _section_rule(top: float, gap_factor: float, size: PaperSize) -> Group:
    y = top - _BELOW_RULE * gap_factor
    return Group(x=SIDE_MARGIN, y=y, marks=[rule(0, 0, size.text_width, 0.3)])


def _handwriting(sheet: Sheet, lines: int, top: float, size: PaperSize) -> Iterator[Group]:
    yield from _moved(
        sheet_items.title(sheet.block(BlockId.LINES).title, "", size.text_width), top
    )
    first = top + sheet_items.TITLE_TO_CONTENT
    rules = [
        rule(0, first + number * _HANDWRITING_PITCH, size.text_width, 0.35)
        for number in range(1, lines + 1)
    ]
    yield Group(x=SIDE_MARGIN, marks=rules)
