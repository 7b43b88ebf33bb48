"""What stands on the sheet, block by block and line by line, and what is switched off."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.domain.scale import Scale
from sessiondesk.prepsheet.material import (
    Noted,
    Segment,
    SheetInput,
    chart_period,
    windows,
)
from sessiondesk.prepsheet.mean import mean_of
from sessiondesk.prepsheet.words import Words

MOST_NOTED: Final = 4
MOST_SCALES: Final = 5
MOST_SERIES: Final = 2

_BLANK_TICKS: Final = 3
_BLANK_LINES: Final = 2


class BlockId(StrEnum):
    """The blocks, in the order they stand in. The values are kept: they never change."""

    TO_BRING_UP = "to_bring_up"
    HOW_IT_HAS_BEEN = "how_it_has_been"
    WINS_HURDLES = "wins_hurdles"
    FROM_LAST_TIME = "from_last_time"
    GOALS = "goals"
    LINES = "lines"


class Mark(StrEnum):
    """What stands before a line, or how it is set."""

    TICK = "tick"
    DASH = "dash"
    ROW = "row"
    """As in a table: the words left, the rest right, a rule below."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a person left out.

    Attributes:
        blocks_off: Ids of the blocks.
        lines_off: Keys of single lines.
    """

    blocks_off: frozenset[str] = frozenset()
    lines_off: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that can be switched.

    Attributes:
        key: Stable name: the record's identity where it comes from one.
        text: The person's words, or the name of a row.
        caption: What the program adds to it; may be empty.
        cells: Further cells where the line is a row of the table.
        is_on: Whether the person wants it on the sheet.
        is_private: Off because the person keeps this record private.
    """

    key: str
    text: str = field(repr=False)
    caption: str = field(default="", repr=False)
    cells: tuple[str, ...] = ()
    is_on: bool = True
    is_private: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A list of lines under a title.

    Attributes:
        title: Names it; empty where the block's title is enough.
        mark: How its lines are set.
        lines: Everything that could stand here, in order.
        most: How many of them go on the sheet.
        more: Says how many were left for the journal; may be empty.
        blanks: How many empty lines follow, to be filled by hand.
    """

    title: str = ""
    mark: Mark
    lines: tuple[Line, ...] = ()
    most: int | None = None
    more: str = ""
    blanks: int = 0

    @property
    def printed(self) -> tuple[Line, ...]:
        """The lines that go on the sheet."""
        return tuple(line for line in self.lines if line.is_on)[: self.most]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print, not even an empty line."""
        return not self.printed and not self.blanks


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One scale on the chart.

    Attributes:
        name: What it is called.
        points: The days' values, 0 to 10, by day.
        averages: The local average, piece by piece; nothing joins two pieces.
    """

    name: str
    points: Segment = field(repr=False)
    averages: tuple[Segment, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionTick:
    """A therapy session under the chart.

    Attributes:
        day: Its day.
        is_held: Whether the two of them met.
    """

    day: date
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Two months of up to two scales.

    Attributes:
        first: The day at the left edge.
        last: The day at the right edge.
        series: The scales, the first one drawn solid.
        ticks: The sessions in these days.
        ticks_name: What the ticks are.
        months: Each first of a month in these days, with the name of the month.
    """

    first: date
    last: date
    series: tuple[Series, ...]
    ticks: tuple[SessionTick, ...]
    ticks_name: str
    months: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """How it has been: a line to fill in, a chart, a table.

    Attributes:
        judgement: Asks for the person's own judgement, beside a rule to write on.
        chart_line: Switches the chart. None: there is nothing to draw.
        chart: What is drawn.
        heads: Heads of the table: what its figures are, the newer window, the older one.
        rows: The rows of the table.
        circles: Names of scales to be circled by hand, where there is no record yet.
    """

    judgement: Line
    chart_line: Line | None = None
    chart: Chart | None = None
    heads: tuple[str, str, str]
    rows: tuple[Line, ...] = ()
    circles: tuple[str, ...] = ()

    @property
    def printed_chart(self) -> Chart | None:
        """The chart, if it goes on the sheet."""
        return self.chart if self.chart_line is not None and self.chart_line.is_on else None

    @property
    def printed_rows(self) -> tuple[Line, ...]:
        """The rows that go on the sheet."""
        return tuple(row for row in self.rows if row.is_on)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the record is left in it."""
        return not (self.printed_chart or self.printed_rows or self.circles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One part of the sheet.

    Attributes:
        id: Which one.
        title: Heads it.
        note: How it is read, at the right of the title; may be empty.
        columns: Its lists, one or two side by side.
        panel: The chart and table, in the one block that has them.
        is_on: Whether the person wants it on the sheet.
    """

    id: BlockId
    title: str
    note: str = ""
    columns: tuple[Column, ...] = ()
    panel: Panel | None = None
    is_on: bool = True

    @property
    def is_printed(self) -> bool:
        """Whether it goes on the sheet: switched on, and with something in it."""
        if self.id is BlockId.LINES:
            return self.is_on
        is_empty = self.panel.is_empty if self.panel else all(c.is_empty for c in self.columns)
        return self.is_on and not is_empty

    @property
    def lines(self) -> tuple[Line, ...]:
        """Everything in it that can be switched, in order."""
        if self.panel is None:
            return tuple(line for column in self.columns for line in column.lines)
        chart = (self.panel.chart_line,) if self.panel.chart_line else ()
        return (self.panel.judgement, *chart, *self.panel.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A prep sheet before it is measured.

    Attributes:
        on: Its date.
        title: "Prep sheet", in the language of the words.
        session: Which appointment it is for; may be empty.
        when: When that is, or the sheet's date.
        source: Where all of it comes from.
        blocks: All blocks, those that are off included.
        continues: Put where a text was cut.
        running_head: Heads the second page.
    """

    on: date
    title: str
    session: str
    when: str
    source: str
    blocks: tuple[Block, ...]
    continues: str
    running_head: str

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks that go on the sheet."""
        return tuple(block for block in self.blocks if block.is_printed)

    def block(self, id_: BlockId) -> Block:
        """Return one block, on or off."""
        return next(block for block in self.blocks if block.id is id_)


def build(record: SheetInput, words: Words, choice: Choice) -> Sheet:
    """Put a sheet together.

    Every line that could stand on it is in the result, with whether it does. Where the
    record has nothing at all yet, the blocks hold empty lines: a form to fill in by hand.
    """
    blocks = [
        _to_bring_up(record, words),
        _how_it_has_been(record, words),
        _wins_hurdles(record, words, choice),
        _from_last_time(record, words),
        _goals(record, words),
        Block(id=BlockId.LINES, title=words.block_title(BlockId.LINES)),
    ]
    if not any(_says_something(block) for block in blocks):
        blocks = [_to_fill_in(block, record, words) for block in blocks]
    session = "" if record.coming is None else words.session_name(record.coming_number)
    return Sheet(
        on=record.on,
        title=words.title(),
        session=session,
        when=(
            words.sheet_day(record.on)
            if record.coming is None
            else words.appointment(record.coming)
        ),
        source=words.source(
            record.since,
            sum(day in record.since for day in record.days_recorded),
            is_since_last=record.last is not None,
        ),
        blocks=tuple(_switched(block, choice) for block in blocks),
        continues=words.continues(),
        running_head=words.running_head(session),
    )


def _to_bring_up(record: SheetInput, words: Words) -> Block:
    lines = tuple(
        Line(
            key=item.id,
            text=item.text,
            caption=words.bring_up(item),
            is_on=not item.stays_private,
            is_private=item.stays_private,
        )
        for item in record.bring_ups
    )
    return Block(
        id=BlockId.TO_BRING_UP,
        title=words.block_title(BlockId.TO_BRING_UP),
        note=words.block_note(BlockId.TO_BRING_UP),
        columns=(Column(mark=Mark.TICK, lines=lines, blanks=1 if lines else _BLANK_TICKS),),
    )


def _how_it_has_been(record: SheetInput, words: Words) -> Block:
    now, before = windows(record.on)
    period = chart_period(record.on)
    answered = [
        scale
        for scale in record.scales
        if any(day in period for day in record.daily.get(scale.id, {}))
    ]
    rows = [
        Line(
            key=f"scale:{scale.id}",
            text=scale.label,
            cells=_means(record.daily[scale.id], record.on, words),
        )
        for scale in answered[:MOST_SCALES]
    ]
    if any(day in period for day in record.sleep_hours):
        cells = _means(record.sleep_hours, record.on, words)
        rows.append(Line(key="sleep_hours", text=words.sleep_hours(), cells=cells))
    if rows:
        days = [sum(day in window for day in record.days_recorded) for window in (now, before)]
        cells = (words.days_of(days[0], now), words.days_of(days[1], before))
        rows.append(Line(key="days_recorded", text=words.days_recorded(), cells=cells))
    chart = _chart(record, answered, words)
    return Block(
        id=BlockId.HOW_IT_HAS_BEEN,
        title=words.block_title(BlockId.HOW_IT_HAS_BEEN),
        note=words.block_note(BlockId.HOW_IT_HAS_BEEN) if chart else "",
        panel=Panel(
            judgement=Line(key="judgement", text=words.judgement()),
            chart_line=Line(key="chart", text=words.chart()) if chart else None,
            chart=chart,
            heads=words.heads(),
            rows=tuple(rows),
        ),
    )


def _means(daily: Mapping[date, float], on: date, words: Words) -> tuple[str, ...]:
    return tuple(words.mean(mean_of(daily, window)) for window in windows(on))


def _chart(record: SheetInput, answered: Sequence[Scale], words: Words) -> Chart | None:
    wanted = [scale for id_ in record.chart_scales for scale in answered if scale.id == id_]
    drawn = [*wanted, *(scale for scale in answered if scale not in wanted)][:MOST_SERIES]
    if not drawn:
        return None
    period = chart_period(record.on)
    return Chart(
        first=period.first,
        last=period.last,
        series=tuple(
            Series(
                name=scale.label,
                points=tuple(sorted(p for p in record.daily[scale.id].items() if p[0] in period)),
                averages=tuple(
                    piece
                    for segment in record.averages.get(scale.id, ())
                    if (piece := tuple(point for point in segment if point[0] in period))
                ),
            )
            for scale in drawn
        ),
        ticks=tuple(
            SessionTick(day=session.day, is_held=session.outcome.is_held)
            for session in record.sessions
            if session.day in period
        ),
        ticks_name=words.sessions_axis(),
        months=tuple((day, words.month(day)) for day in period.days() if day.day == 1),
    )


def _wins_hurdles(record: SheetInput, words: Words, choice: Choice) -> Block:
    return Block(
        id=BlockId.WINS_HURDLES,
        title=words.block_title(BlockId.WINS_HURDLES),
        columns=(
            _noted(words.block_title("wins"), record.wins, words, choice),
            _noted(words.block_title("hurdles"), record.hurdles, words, choice),
        ),
    )


def _noted(title: str, noted: Iterable[Noted], words: Words, choice: Choice) -> Column:
    lines = tuple(
        Line(key=each.key, text=each.text, caption=words.noted_on(each.day)) for each in noted
    )
    left = sum(line.key not in choice.lines_off for line in lines) - MOST_NOTED
    return Column(
        title=title,
        mark=Mark.DASH,
        lines=lines,
        most=MOST_NOTED,
        more=words.more(left) if left > 0 else "",
    )


def _from_last_time(record: SheetInput, words: Words) -> Block:
    lines = []
    if record.last is not None and record.last.to_keep.strip():
        key = f"to_keep:{record.last.id}"
        lines.append(Line(key=key, text=record.last.to_keep, caption=words.taken_away()))
    if record.last is not None and record.last.left_open.strip():
        key = f"left_open:{record.last.id}"
        lines.append(Line(key=key, text=record.last.left_open, caption=words.left_open()))
    lines += [
        Line(key=each.practice.id, text=each.practice.text, caption=words.agreed(each))
        for each in record.agreed
    ]
    return Block(
        id=BlockId.FROM_LAST_TIME,
        title=words.block_title(BlockId.FROM_LAST_TIME),
        columns=(Column(mark=Mark.DASH, lines=tuple(lines)),),
    )


def _goals(record: SheetInput, words: Words) -> Block:
    lines = tuple(
        Line(key=each.goal.id, text=each.goal.text, caption=words.goal(each))
        for each in record.goals
    )
    return Block(
        id=BlockId.GOALS,
        title=words.block_title(BlockId.GOALS),
        columns=(Column(mark=Mark.ROW, lines=lines),),
    )


def _says_something(block: Block) -> bool:
    if block.panel is not None:
        return bool(block.panel.rows)
    return bool(block.lines)


def _to_fill_in(block: Block, record: SheetInput, words: Words) -> Block:
    """Turn an empty block into a form."""
    if block.panel is not None:
        names = [scale.label for scale in record.scales[:MOST_SCALES]]
        return replace(
            block,
            note=words.block_note("circles"),
            panel=replace(block.panel, circles=tuple(names)),
        )
    columns = (
        replace(column, blanks=max(column.blanks, _BLANK_LINES)) for column in block.columns
    )
    return replace(block, columns=tuple(columns))


def _switched(block: Block, choice: Choice) -> Block:
    def switched(line: Line) -> Line:
        return replace(line, is_on=line.is_on and line.key not in choice.lines_off)

    panel = block.panel
    if panel is not None:
        panel = replace(
            panel,
            judgement=switched(panel.judgement),
            chart_line=switched(panel.chart_line) if panel.chart_line else None,
            rows=tuple(switched(row) for row in panel.rows),
        )
    columns = (
        replace(column, lines=tuple(switched(line) for line in column.lines))
        for column in block.columns
    )
    return replace(
        block,
        is_on=block.id not in choice.blocks_off,
        columns=tuple(columns),
        panel=panel,
    )


def as_text(sheet: Sheet) -> str:
    """Return the sheet as plain text: what its picture holds, for whoever listens."""
    head = [sheet.title, sheet.session, sheet.when, sheet.source]
    parts = ["\n".join(line for line in head if line)]
    parts += ["\n".join(_block_text(block)) for block in sheet.printed]
    return "\n\n".join(parts)


def _block_text(block: Block) -> Iterator[str]:
    if not any(column.title for column in block.columns):
        yield block.title
    panel = block.panel
    if panel is not None:
        if panel.printed_rows:
            yield ", ".join(panel.heads)
        for row in panel.printed_rows:
            yield f"{row.text}: {', '.join(row.cells)}"
        yield from panel.circles
    for column in block.columns:
        if column.title and not column.is_empty:
            yield column.title
        for line in column.printed:
            yield f"{line.text} ({line.caption})" if line.caption else line.text
        if column.more:
            yield column.more
