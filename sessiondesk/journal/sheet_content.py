"""What stood on a sheet, as JSON and back: only what was printed, exactly as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import msgspec

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.prepsheet.card import Card, CardSection
from sessiondesk.prepsheet.card_material import DAYS, CardPart
from sessiondesk.prepsheet.sheet import (
    Block,
    BlockId,
    Chart,
    Column,
    Mark,
    Panel,
    Series,
    Sheet,
)

# What a file that came in may ask to be drawn.
_MOST_BLANKS: Final = 99
_LONGEST_CHART: Final = timedelta(days=3700)

_UNREADABLE: Final = (msgspec.DecodeError, ValueError, RecursionError)


def encode(page: Sheet | Card) -> str:
    """Return ``page`` as JSON, without what did not go on paper.

    Lines that were left out, and private ones that were not put on by hand, are not in it: a
    sheet that is kept says what the other person has read, and no more.
    """
    taken = as_taken(page) if isinstance(page, Sheet) else _card_as_taken(page)
    return msgspec.json.encode(taken).decode()


def decode(layout: SheetLayout, text: str) -> Sheet | Card | None:
    """Return the page that ``encode`` made ``text`` of.

    Returns:
        None where it is not one: another version wrote it, a file that came in says what no
        page can be, or it is a page of another kind.
    """
    try:
        match layout:
            case SheetLayout.SHEET:
                return _sound_sheet(msgspec.json.decode(text, type=Sheet))
            case SheetLayout.CARD:
                return _sound_card(msgspec.json.decode(text, type=Card))
            case _:
                return None
    except _UNREADABLE:
        return None


def as_taken(sheet: Sheet) -> Sheet:
    """Return ``sheet`` with nothing in it but what is printed."""
    return replace(sheet, blocks=tuple(map(_block_as_taken, sheet.blocks)))


def _block_as_taken(block: Block) -> Block:
    if not block.is_printed:
        return replace(block, note="", columns=(), panel=None)
    columns = tuple(replace(column, lines=column.printed) for column in block.columns)
    panel = None if block.panel is None else _panel_as_taken(block.panel)
    return replace(block, columns=columns, panel=panel)


def _panel_as_taken(panel: Panel) -> Panel:
    chart, asked = panel.printed_chart, panel.judgement
    return replace(
        panel,
        judgement=asked if asked.is_on else replace(asked, caption=""),
        said=panel.printed_said,
        chart_line=None if chart is None else panel.chart_line,
        chart=chart,
        rows=panel.printed_rows,
        sentences=panel.printed_sentences,
    )


def _card_as_taken(card: Card) -> Card:
    return replace(card, parts=tuple(map(_part_as_taken, card.parts)))


def _part_as_taken(part: CardSection) -> CardSection:
    is_printed = part.is_printed
    return replace(
        part,
        rows=part.printed_rows if is_printed else (),
        lines=part.printed_lines if is_printed else (),
    )


# Whether what came out of a file can be drawn at all.


def _sound_sheet(sheet: Sheet) -> Sheet | None:
    """Return ``sheet`` with blocks that came later, empty; None where it cannot be."""
    there = {block.id for block in sheet.blocks}
    if len(there) < len(sheet.blocks) or not all(map(_is_possible, sheet.blocks)):
        return None
    later = (Block(id=id_, title="", is_on=False) for id_ in BlockId if id_ not in there)
    return replace(sheet, blocks=(*sheet.blocks, *later))


def _is_possible(block: Block) -> bool:
    panel = block.panel
    return all(map(_can_be_set, block.columns)) and (
        panel is None
        or (
            (panel.chart is None or _can_be_drawn(panel.chart))
            and all(len(row.cells) == len(panel.heads) - 1 for row in panel.rows)
        )
    )


def _can_be_set(column: Column) -> bool:
    has_cells = bool(column.heads) and all(
        len(each.cells) == len(column.heads) for each in column.lines
    )
    return 0 <= column.blanks <= _MOST_BLANKS and (column.mark is not Mark.TABLE or has_cells)


def _can_be_drawn(chart: Chart) -> bool:
    is_of_days = timedelta() < chart.last - chart.first <= _LONGEST_CHART
    return is_of_days and bool(chart.series) and all(map(_has_an_end, chart.series))


def _has_an_end(series: Series) -> bool:
    return bool(series.averages or series.points) and all(series.averages)


def _sound_card(card: Card) -> Card | None:
    """Return ``card`` with parts that came later, empty; None where it cannot be."""
    there = {part.id for part in card.parts}
    is_possible = len(card.days) == DAYS and all(map(_fits, card.parts))
    if len(there) < len(card.parts) or not is_possible:
        return None
    later = (CardSection(id=id_, title="", is_on=False) for id_ in CardPart if id_ not in there)
    return replace(card, parts=(*card.parts, *later))


def _fits(part: CardSection) -> bool:
    is_grid = all(len(row.cells) == DAYS for row in part.rows)
    return is_grid and 0 <= part.blanks <= _MOST_BLANKS
