"""What stood on a sheet, as JSON and back: only what was printed, exactly as it was."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

import msgspec

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.prepsheet.sheet import Block, BlockId, Chart, Column, Mark, Panel, Series, Sheet

# What a file that came in may ask to be drawn.
_MOST_BLANKS: Final = 99
_LONGEST_CHART: Final = timedelta(days=3700)


def encode(page: Sheet) -> str:
    """Return ``page`` as JSON, without what did not go on paper.

    Lines that were left out, and private ones that were not put on by hand, are not in it: a
    sheet that is kept says what the other person has read, and no more.
    """
    return msgspec.json.encode(as_taken(page)).decode()


def decode(layout: SheetLayout, text: str) -> Sheet | None:
    """Return the page that ``encode`` made ``text`` of.

    Returns:
        None where it is not one: another version wrote it, a file that came in says what no
        page can be, or it is a page of another kind.
    """
    if layout is not SheetLayout.SHEET:
        return None
    try:
        sheet = msgspec.json.decode(text, type=Sheet)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return _completed(sheet) if all(map(_is_possible, sheet.blocks)) else None


def as_taken(sheet: Sheet) -> Sheet:
    """Return ``sheet`` with nothing in it but what is printed."""
    return replace(sheet, blocks=tuple(map(_as_taken, sheet.blocks)))


def _as_taken(block: Block) -> Block:
    if not block.is_printed:
        return replace(block, note="", columns=(), panel=None)
    columns = tuple(replace(column, lines=column.printed) for column in block.columns)
    panel = None if block.panel is None else _printed(block.panel)
    return replace(block, columns=columns, panel=panel)


def _printed(panel: Panel) -> Panel:
    chart = panel.printed_chart
    return replace(
        panel,
        said=panel.said if panel.judgement.is_on else "",
        chart_line=None if chart is None else panel.chart_line,
        chart=chart,
        rows=panel.printed_rows,
        sentences=panel.printed_sentences,
    )


def _completed(sheet: Sheet) -> Sheet | None:
    """Return ``sheet`` with blocks that came later, empty; None where one is there twice."""
    there = {block.id for block in sheet.blocks}
    if len(there) < len(sheet.blocks):
        return None
    later = (Block(id=id_, title="", is_on=False) for id_ in BlockId if id_ not in there)
    return replace(sheet, blocks=(*sheet.blocks, *later))


def _is_possible(block: Block) -> bool:
    """Tell whether what is asked for can be drawn at all."""
    panel = block.panel
    return all(map(_can_be_set, block.columns)) and (
        panel is None
        or (
            (panel.chart is None or _can_be_drawn(panel.chart))
            and all(len(row.cells) == len(panel.heads) - 1 for row in panel.rows)
        )
    )


def _can_be_set(column: Column) -> bool:
    is_table = column.mark is Mark.TABLE
    return 0 <= column.blanks <= _MOST_BLANKS and (
        not is_table
        or (
            bool(column.heads)
            and all(len(each.cells) == len(column.heads) for each in column.lines)
        )
    )


def _can_be_drawn(chart: Chart) -> bool:
    is_of_days = timedelta() < chart.last - chart.first <= _LONGEST_CHART
    return is_of_days and bool(chart.series) and all(map(_has_an_end, chart.series))


def _has_an_end(series: Series) -> bool:
    return bool(series.averages or series.points) and all(series.averages)
