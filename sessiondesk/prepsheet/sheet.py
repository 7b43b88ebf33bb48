"""A prep sheet before it is measured: blocks, lines, and which of them are printed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.prepsheet.choice import BlockId, Choice
from sessiondesk.prepsheet.fitting import shorten
from sessiondesk.prepsheet.material import Segment

__all__ = [
    "Block",
    "BlockId",
    "Chart",
    "Choice",
    "Column",
    "Line",
    "Mark",
    "Panel",
    "Series",
    "SessionTick",
    "Sheet",
    "as_text",
]

_LONGEST_TEXT: Final = 1200


class Mark(StrEnum):
    """What stands before a line, or how it is set."""

    TICK = "tick"
    DASH = "dash"
    ROW = "row"
    """As in a table: the words left, the rest right, a rule below."""
    TABLE = "table"
    """A table with heads: the words, figures, and last a cell with words again."""
    QUOTE = "quote"
    """A sentence to say, in quotation marks."""
    DATED = "dated"
    """The day in a column of its own at the left, the words beside it."""
    SENTENCE = "sentence"
    """The program's own words, as a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that can be switched.

    Attributes:
        key: Stable name: the record's identity where it comes from one.
        text: The person's words, or the name of a row.
        caption: What the program adds to it; may be empty.
        cells: Further cells where the line is a row of a table.
        is_on: Whether the person wants it on the sheet.
        is_private: Whether the person keeps this record private until put on by hand.
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
        heads: Heads of the cells, where it is a table.
        lines: Everything that could stand here, in order.
        more: Says how many were left for the journal; may be empty.
        note: What to keep in mind with them, below; may be empty.
        blanks: How many empty lines follow, to be filled by hand.
    """

    title: str = ""
    mark: Mark
    heads: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    more: str = ""
    note: str = ""
    blanks: int = 0

    @property
    def printed(self) -> tuple[Line, ...]:
        """The lines that go on the sheet."""
        return tuple(line for line in self.lines if line.is_on)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to print, not even an empty line."""
        return not self.printed and not self.blanks

    @property
    def printed_heads(self) -> tuple[str, ...]:
        """The heads, empty over nothing: there one would only look for what is missing."""
        printed = self.printed
        return tuple(
            head if any(line.cells[place] for line in printed) else ""
            for place, head in enumerate(self.heads)
        )

    def beside(self, line: Line) -> str:
        """Return what stands beside the words of a line, as one text; may be empty."""
        if self.mark is not Mark.TABLE:
            return line.caption
        *figures, words = line.cells
        said = [f"{head} {cell}" for head, cell in zip(self.heads, figures, strict=False) if cell]
        return ", ".join([*said, words] if words else said)


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
    """Some months of up to two scales.

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
        judgement: Asks for the person's own judgement, beside a rule to write on. Its caption
            says when it was given, where it was. Without a text: it is not asked for here.
        said: That judgement, given before the record was shown. Empty: it is to be written.
        chart_line: Switches the chart. None: there is nothing to draw.
        chart: What is drawn.
        heads: Heads of the table: what its figures are, the newer window, the older one.
        rows: The rows of the table.
        sentences: What is said of them, below; then what was put there by hand.
        circles: Names of scales to be circled by hand, where there is no record yet.
    """

    judgement: Line
    said: str = field(default="", repr=False)
    chart_line: Line | None = None
    chart: Chart | None = None
    heads: tuple[str, str, str]
    rows: tuple[Line, ...] = ()
    sentences: tuple[Line, ...] = ()
    circles: tuple[str, ...] = ()

    @property
    def printed_said(self) -> str:
        """The person's own judgement, if it goes on the sheet; empty where it is to be written."""
        return self.said if self.judgement.is_on else ""

    @property
    def printed_chart(self) -> Chart | None:
        """The chart, if it goes on the sheet."""
        return self.chart if self.chart_line is not None and self.chart_line.is_on else None

    @property
    def printed_rows(self) -> tuple[Line, ...]:
        """The rows that go on the sheet."""
        return tuple(row for row in self.rows if row.is_on)

    @property
    def printed_sentences(self) -> tuple[Line, ...]:
        """The sentences that go on the sheet."""
        return tuple(line for line in self.sentences if line.is_on)

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the record is left in it."""
        return not (
            self.printed_said
            or self.printed_chart
            or self.printed_rows
            or self.printed_sentences
            or self.circles
        )


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
        judgement = (self.panel.judgement,) if self.panel.judgement.text else ()
        chart = (self.panel.chart_line,) if self.panel.chart_line else ()
        return (*judgement, *chart, *self.panel.rows, *self.panel.sentences)


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


def as_text(sheet: Sheet) -> str:
    """Return the sheet as plain text: what its picture holds, for whoever listens."""
    head = [sheet.title, sheet.session, sheet.when, sheet.source]
    parts = ["\n".join(line for line in head if line)]
    parts += ["\n".join(_block_text(block, sheet.continues)) for block in sheet.printed]
    return "\n\n".join(parts)


def _block_text(block: Block, continues: str) -> Iterator[str]:
    if not any(column.title for column in block.columns):
        yield block.title
    panel = block.panel
    if panel is not None:
        if panel.printed_said:
            said = shorten(panel.printed_said, _is_short, continues)
            yield f"{panel.judgement.text} {said} ({panel.judgement.caption})"
        if panel.printed_rows:
            yield ", ".join(panel.heads)
        for row in panel.printed_rows:
            yield f"{row.text}: {', '.join(row.cells)}"
        for line in panel.printed_sentences:
            yield f"{line.text} ({line.caption})" if line.caption else line.text
        yield from panel.circles
    for column in block.columns:
        if column.title and not column.is_empty:
            yield column.title
        for line in column.printed:
            text = shorten(line.text, _is_short, continues)
            beside = column.beside(line)
            yield f"{text} ({beside})" if beside else text
        yield from (each for each in (column.more, column.note) if each)


def _is_short(text: str) -> bool:
    # About as much as twelve lines hold; without a page there is nothing to measure by.
    return len(text) <= _LONGEST_TEXT
