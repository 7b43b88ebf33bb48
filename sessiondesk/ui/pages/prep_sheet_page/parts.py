"""What goes on the page, as the list at its left shows it: one part after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.prepsheet.card import Card, CardSection
from sessiondesk.prepsheet.card_material import CardPart
from sessiondesk.prepsheet.choice import REVIEW_BLOCKS, BlockId
from sessiondesk.prepsheet.fitting import Fit
from sessiondesk.prepsheet.sheet import Block, Line, Mark, Panel, Sheet

_TWO: Final = 2
_NOT_OWN: Final = frozenset({Mark.TABLE, Mark.SENTENCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """One line of a part, with its switch.

    Attributes:
        key: Stable name.
        text: What it says.
        beside: What stands beside it; may be empty.
        is_on: Whether it goes on the page.
        is_own: Whether the person wrote it.
        stays_private: Whether leaving it out is keeping it private, and not only leaving it out.
    """

    key: str
    text: str = field(repr=False)
    beside: str = field(default="", repr=False)
    is_on: bool
    is_own: bool
    stays_private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the page.

    Attributes:
        id: Stable name.
        title: What it is called.
        how_much: How much there is: "3 lines".
        is_on: Whether the person wants it.
        can_move: Whether it may stand in another place.
        lines: What it opens to.
        lines_move_it: Whether it is on only because lines of it are: then those can be switched
            while it is off.
    """

    id: str
    title: str
    how_much: str
    is_on: bool
    can_move: bool = True
    lines: tuple[PartLine, ...] = ()
    lines_move_it: bool = False


def of_sheet(sheet: Sheet, fit: Fit, *, pages: int) -> Sequence[Part]:
    """Return the parts of ``sheet`` that there is something to decide about.

    Args:
        sheet: Everything that could stand on it.
        fit: How it found room.
        pages: How many pages are allowed: what belongs on a second one waits for it.
    """
    return [_of_block(each, fit) for each in sheet.blocks if _is_shown(each, pages)]


def of_card(card: Card, fit: Fit) -> Sequence[Part]:
    """Return the parts of a diary card; their order is fixed."""
    return [_of_section(each, fit) for each in card.parts]


def _is_shown(block: Block, pages: int) -> bool:
    if block.id is BlockId.FIRST:
        # An empty place for what is urgent would ask whether something is.
        return bool(block.lines)
    return block.id not in REVIEW_BLOCKS or pages == _TWO or block.is_on


def _of_block(block: Block, fit: Fit) -> Part:
    is_first = block.id is BlockId.FIRST
    title = _tr("Lines for handwriting") if block.id is BlockId.LINES else block.title
    return Part(
        id=block.id.value,
        title=title,
        how_much=_how_much(block, fit),
        is_on=block.is_on,
        # What is urgent is not put behind anything.
        can_move=not is_first,
        lines=tuple(_lines_of(block)),
        lines_move_it=is_first,
    )


def _lines_of(block: Block) -> Iterator[PartLine]:
    if block.panel is not None:
        for line in block.lines:
            yield _line(line, line.caption or ", ".join(line.cells), is_own=False)
    for column in block.columns:
        is_own = column.mark not in _NOT_OWN and block.id not in {BlockId.FIRST, BlockId.FIT}
        for line in column.lines:
            yield _line(line, column.beside(line), is_own=is_own)


def _line(line: Line, beside: str, *, is_own: bool) -> PartLine:
    return PartLine(
        key=line.key,
        text=line.text,
        beside=beside,
        is_on=line.is_on,
        is_own=is_own,
        # Only what a person wrote, or keeps to themselves, can be said to stay private.
        stays_private=is_own or line.is_private,
    )


def _of_section(section: CardSection, fit: Fit) -> Part:
    rows = [
        PartLine(
            key=row.key,
            text=row.name,
            beside=row.days,
            is_on=row.is_on,
            is_own=row.is_own,
            stays_private=row.is_own,
        )
        for row in section.rows
        if row.name
    ]
    lines = [_line(line, line.caption, is_own=True) for line in section.lines]
    count = len(section.printed_rows) + len(section.printed_lines)
    if section.id is CardPart.LINES:
        how_much = _room(fit, is_on=section.is_on)
    elif section.is_private and not section.is_on:
        how_much = _tr("stays private")
    elif not rows and not lines:
        how_much = _tr("nothing yet")
    else:
        how_much = _rows(count) if rows else _lines(count)
    return Part(
        id=section.id.value,
        title=section.title,
        how_much=how_much,
        is_on=section.is_on,
        can_move=False,
        lines=(*rows, *lines),
    )


def _how_much(block: Block, fit: Fit) -> str:
    if block.id is BlockId.LINES:
        return _room(fit, is_on=block.is_on)
    if block.panel is not None:
        return _how_much_of(block.panel)
    counts = [len(column.printed) for column in block.columns]
    if not block.lines:
        blanks = sum(column.blanks for column in block.columns)
        return _tr("to fill in") if blanks else _tr("nothing yet")
    if len(counts) == _TWO and all(column.title for column in block.columns):
        return _tr("{first} and {second} lines").format(first=counts[0], second=counts[1])
    if not sum(counts):
        return _tr("none of %n", len(block.lines))
    return _lines(sum(counts))


def _how_much_of(panel: Panel) -> str:
    if not (panel.rows or panel.sentences):
        return _tr("nothing yet")
    rows = len(panel.printed_rows) + len(panel.printed_sentences)
    if panel.printed_chart is None:
        return _rows(rows)
    return _tr("chart and {rows}").format(rows=_rows(rows)) if rows else _tr("chart")


def _room(fit: Fit, *, is_on: bool) -> str:
    if not is_on:
        return ""
    return _tr("%n lines", fit.lines) if fit.lines else _tr("no room")


def _lines(count: int) -> str:
    return _tr("one line") if count == 1 else _tr("%n lines", count)


def _rows(count: int) -> str:
    return _tr("one row") if count == 1 else _tr("%n rows", count)


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("prep_sheet_parts", text, "", count)
