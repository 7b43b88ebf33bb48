"""A prep sheet on its pages, ready to be painted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sessiondesk.prepsheet.choice import REVIEW_BLOCKS
from sessiondesk.prepsheet.fitting import Fit, Handwriting, Place, Section, fit
from sessiondesk.prepsheet.sheet import Block, BlockId, Sheet
from sessiondesk.prepsheet.words import Words as SheetWords
from sessiondesk.ui.paper import sheet_items, sheet_panel
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
        beside: What stands in a second column.
        is_review: Whether it is looked at in a review only.
    """

    head: Item
    items: Sequence[Item]
    beside: Sequence[Item] = ()
    is_review: bool = False

    def section(self, *, is_overleaf: bool) -> Section:
        """Return its measures."""
        return Section(
            gap=_GAP,
            head=self.head.height,
            items=sheet_items.pieces(self.items),
            beside=sheet_items.pieces(self.beside),
            is_overleaf=is_overleaf,
        )


_NO_HEAD: Final = Item(height=0.0, groups=())
_GAP: Final = _ABOVE_RULE + _BELOW_RULE
# What was agreed and where it leads stand side by side, where they are neighbours.
_NEIGHBOURS: Final = frozenset({BlockId.FROM_LAST_TIME, BlockId.GOALS})


def lay_out(sheet: Sheet, words: SheetWords, size: PaperSize, *, pages: int = 1) -> LaidOut:
    """Set ``sheet`` on paper.

    Args:
        sheet: What stands on it.
        words: The program's words for foot and page numbers.
        size: The paper.
        pages: How many pages may be used, 1 or 2.
    """
    rooms = [size.body_end - _HEAD_RULE, size.body_end - _RUNNING_RULE]
    rooms = [room - _BELOW_HEAD_RULE for room in rooms][:pages]
    blocks = list(sheet.printed)
    ids = [block.id for block in blocks]
    lines = ids.index(BlockId.LINES) if BlockId.LINES in ids else len(ids)
    above = list(_measure(blocks[:lines], sheet, size, rooms[0]))
    measured = [*above, *_measure(blocks[lines + 1 :], sheet, size, rooms[0])]
    handwriting = Handwriting(
        gap=_GAP,
        # Above the first line there is room to write on it.
        head=sheet_items.TITLE_TO_CONTENT,
        pitch=_HANDWRITING_PITCH,
        place=len(above),
    )
    review = next((n for n, each in enumerate(measured) if each.is_review), None)
    placed = fit(
        [each.section(is_overleaf=n == review) for n, each in enumerate(measured)],
        rooms,
        handwriting if lines < len(ids) else None,
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
        groups[place.head.page] += _begun(section.head, place.head, placed, size)
        for items, places, x in (
            (section.items, place.items, 0.0),
            (section.beside, place.beside, size.column + COLUMN_GAP),
        ):
            for item, where in zip(items, places, strict=False):
                groups[where.page] += _moved(item, _top(where.page) + where.top, x)
    if placed.handwriting is not None:
        lines_of_hand = _handwriting(sheet, placed.lines, size)
        groups[placed.handwriting.page] += _begun(lines_of_hand, placed.handwriting, placed, size)
    return LaidOut(pages=[Page(size=size, groups=page) for page in groups], fit=placed)


def _begun(item: Item, place: Place, placed: Fit, size: PaperSize) -> Iterator[Group]:
    """Set what a section begins with, below a rule where something stands above it."""
    top = _top(place.page) + place.top
    if place.top > 0:
        y = top - _BELOW_RULE * placed.gap_factor
        yield Group(x=SIDE_MARGIN, y=y, marks=[rule(0, 0, size.text_width, 0.3)])
    yield from _moved(item, top)


def _top(page: int) -> float:
    return (_HEAD_RULE if page == 0 else _RUNNING_RULE) + _BELOW_HEAD_RULE


def _moved(item: Item, top: float, x: float = 0.0) -> Iterator[Group]:
    for group in item.groups:
        yield Group(x=group.x + SIDE_MARGIN + x, y=group.y + top, marks=group.marks)


def _measure(
    blocks: Sequence[Block], sheet: Sheet, size: PaperSize, room: float
) -> Iterator[_Measured]:
    """Measure ``blocks``; those that stand side by side become one section."""
    waiting = list(blocks)
    while waiting:
        together = [waiting.pop(0)]
        if waiting and {together[0].id, waiting[0].id} == _NEIGHBOURS:
            together.append(waiting.pop(0))
        is_review = together[0].id in REVIEW_BLOCKS
        for each in _set(together, sheet, size, room):
            yield replace(each, is_review=is_review)


def _set(
    together: Sequence[Block], sheet: Sheet, size: PaperSize, room: float
) -> Iterator[_Measured]:
    columns = _columns(together, size.column, sheet)
    if len(columns) == 2 and all(_height(column) <= room for column in columns):  # noqa: PLR2004
        # A title stays with what it heads, as everything that is one item.
        items, beside = ([sheet_items.stacked(each[:2]), *each[2:]] for each in columns)
        yield _Measured(head=_NO_HEAD, items=items, beside=beside)
        return
    # Alone, or longer than a page: one after the other, over the whole width.
    for head, *items in _columns(together, size.text_width, sheet):
        yield _Measured(head=head, items=items)


def _height(items: Sequence[Item]) -> float:
    return sum(item.height for item in items)


def _columns(blocks: Sequence[Block], width: float, sheet: Sheet) -> Sequence[Sequence[Item]]:
    """Return what could stand side by side, each beginning with its title."""
    if len(blocks) == 1 and any(column.title for column in blocks[0].columns):
        return sheet_items.columns_of(blocks[0], width, sheet.continues)
    return [_titled(block, width, sheet) for block in blocks]


def _titled(block: Block, width: float, sheet: Sheet) -> Sequence[Item]:
    head = sheet_items.title(block.title, block.note, width)
    if block.panel is not None:
        return [head, *sheet_panel.panel(block.panel, width, sheet.continues)]
    items = (
        item
        for column in block.columns
        for item in sheet_items.column(column, width, sheet.continues)
    )
    return sheet_items.ended([head, *items])


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


def _handwriting(sheet: Sheet, lines: int, size: PaperSize) -> Item:
    head = sheet_items.title(sheet.block(BlockId.LINES).title, "", size.text_width)
    rules = [
        rule(0, head.height + number * _HANDWRITING_PITCH, size.text_width, 0.35)
        for number in range(1, lines + 1)
    ]
    height = head.height + lines * _HANDWRITING_PITCH
    return Item(height=height, groups=(*head.groups, Group(marks=rules)))
