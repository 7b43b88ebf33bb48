"""A prep sheet as an outline: what goes on paper, its chart as figures too."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.period import Period
from sessiondesk.exchange.outline import (
    Circles,
    Content,
    Entry,
    Figure,
    Grid,
    Listing,
    Outline,
    Part,
    Room,
    Sign,
    Trace,
    Words,
)
from sessiondesk.prepsheet.fitting import shorten
from sessiondesk.prepsheet.sheet import Block, BlockId, Chart, Column, Line, Mark, Panel, Sheet
from sessiondesk.ui.wording import average, day_in_words, days_from_to
from sessiondesk.ui.wording_measures import listed
from sessiondesk.ui.wording_sheet import SheetWords

_WEEK: Final = 7
# About as much as twelve lines hold; without a page there is nothing to measure by.
_LONGEST_TEXT: Final = 1200
_SIGNS: Final = {
    Mark.TICK: Sign.TICK,
    Mark.DASH: Sign.DASH,
    Mark.ROW: Sign.ROW,
    Mark.QUOTE: Sign.QUOTE,
    Mark.DATED: Sign.DATED,
}


def of_sheet(sheet: Sheet, *, handwriting: int) -> Outline:
    """Return everything of a sheet that goes on paper.

    Args:
        sheet: What is on it.
        handwriting: How many lines to write on there are, where there are any.
    """
    parts: list[Part] = []
    for block in sheet.printed:
        parts += _parts(block, sheet.continues, handwriting)
    return Outline(
        title=sheet.title,
        session=sheet.session,
        when=sheet.when,
        source=sheet.source,
        parts=tuple(parts),
        foot=SheetWords().foot(is_whole=True),
    )


def room_to_write(lines: int) -> Room:
    """Return empty lines, with what they are for whoever cannot see them."""
    return Room(lines=lines, says=_by_hand())


def _by_hand() -> str:
    return _tr("(room to write by hand)")


def _parts(block: Block, continues: str, handwriting: int) -> Iterator[Part]:
    """Yield a part for the block, or for each of its columns that has a title of its own."""
    content: list[Content] = []
    if block.panel is not None:
        content += _panel(block.panel, continues)
    if block.id is BlockId.LINES:
        content.append(room_to_write(handwriting))
    titled = [column for column in block.columns if column.title and not column.is_empty]
    for column in block.columns:
        if not column.title and not column.is_empty:
            content += _column(column, continues)
    if content or not titled:
        yield Part(title=block.title, note=block.note, content=tuple(content))
    for place, column in enumerate(titled):
        note = "" if content or place else block.note
        yield Part(title=column.title, note=note, content=tuple(_column(column, continues)))


def _column(column: Column, continues: str) -> Iterator[Content]:
    lines = column.printed
    if column.mark is Mark.TABLE:
        yield Grid(
            heads=("", *column.printed_heads),
            rows=tuple((line.text, *line.cells) for line in lines),
            figures=frozenset(range(1, len(column.heads))),
        )
    elif column.mark is Mark.SENTENCE:
        yield from (Words(text=line.text, caption=line.caption) for line in lines)
    else:
        yield Listing(
            sign=_SIGNS[column.mark],
            entries=tuple(_entry(line, continues) for line in lines),
            blanks=column.blanks,
            says=_by_hand(),
        )
    for each in (column.more, column.note):
        if each:
            yield Words(text=each, is_small=True)


def _entry(line: Line, continues: str) -> Entry:
    return Entry(text=shorten(line.text, _is_short, continues), caption=line.caption)


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST_TEXT


# How it has been.


def _panel(panel: Panel, continues: str) -> Iterator[Content]:
    if panel.judgement.is_on:
        yield Words(text=panel.judgement.text)
        if panel.said:
            said = shorten(panel.said, _is_short, continues)
            yield Words(text=said, caption=panel.judgement.caption, is_own=True)
        else:
            yield room_to_write(1)
            # Ratings may have been remembered where no sentence was given.
            if panel.judgement.caption:
                yield Words(text=panel.judgement.caption, is_small=True)
    if panel.printed_chart is not None:
        yield _figure(panel.printed_chart, panel.heads[0])
    if panel.printed_rows:
        yield Grid(
            heads=panel.heads,
            rows=tuple((row.text, *row.cells) for row in panel.printed_rows),
            figures=frozenset({1, 2}),
        )
    for line in panel.printed_sentences:
        yield Words(text=line.text, caption=line.caption)
    if panel.circles:
        yield Circles(names=panel.circles)


def _figure(chart: Chart, means: str) -> Figure:
    period = Period(first=chart.first, last=chart.last)
    names = listed([series.name for series in chart.series])
    says = _tr("Chart of {names}, {days}: a mark for each day, and their local average as a line.")
    return Figure(
        says=says.format(names=names, days=days_from_to(period)),
        alt=_tr("Line chart of {names}. Its figures are in the table that follows.").format(
            names=names
        ),
        days=period.length,
        traces=tuple(
            Trace(
                name=series.name,
                dots=_places(series.points, chart.first),
                lines=tuple(_places(piece, chart.first) for piece in series.averages),
            )
            for series in chart.series
        ),
        ticks=tuple(((tick.day - chart.first).days, tick.is_held) for tick in chart.ticks),
        ticks_name=chart.ticks_name,
        months=tuple(((day - chart.first).days, name) for day, name in chart.months),
        grid=Grid(
            name=_tr("The same by the week: {means}").format(means=means),
            heads=("", *(series.name for series in chart.series), chart.ticks_name),
            rows=tuple(_weeks(chart)),
            figures=frozenset(range(1, len(chart.series) + 1)),
        ),
    )


def _places(points: tuple[tuple[date, float], ...], first: date) -> tuple[tuple[int, float], ...]:
    return tuple(((day - first).days, value) for day, value in points)


def _weeks(chart: Chart) -> Iterator[tuple[str, ...]]:
    first = chart.first
    while first <= chart.last:
        last = min(first + timedelta(days=_WEEK - 1), chart.last)
        held = (
            _met(tick.day, is_held=tick.is_held)
            for tick in chart.ticks
            if first <= tick.day <= last
        )
        yield (
            days_from_to(Period(first=first, last=last), month="MMM"),
            *(_mean(series.points, first, last) for series in chart.series),
            ", ".join(held),
        )
        first = last + timedelta(days=1)


def _mean(points: tuple[tuple[date, float], ...], first: date, last: date) -> str:
    values = [value for day, value in points if first <= day <= last]
    if not values:
        return _tr("no ratings")
    return f"{average(sum(values) / len(values))} ({len(values)})"


def _met(day: date, *, is_held: bool) -> str:
    said = day_in_words(day, "d MMM")
    return said if is_held else _tr("{day}, not held").format(day=said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("readable", text)
