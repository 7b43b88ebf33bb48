"""From what the record says to the lines of a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from sessiondesk.prepsheet import content_figures, content_panel, content_words
from sessiondesk.prepsheet.choice import REVIEW_BLOCKS, BlockId, Choice
from sessiondesk.prepsheet.content_panel import MOST_SCALES
from sessiondesk.prepsheet.material import SheetInput
from sessiondesk.prepsheet.sheet import Block, Mark, Sheet
from sessiondesk.prepsheet.words import Words

_BLANK_LINES: Final = 2
_NOT_TO_FILL_IN: Final = REVIEW_BLOCKS | {BlockId.FIRST, BlockId.ABOUT_US, BlockId.IN_MY_WORDS}
_MAKERS: Final[Sequence[Callable[[SheetInput, Words, Choice], Block]]] = (
    content_words.first,
    content_words.to_bring_up,
    content_panel.how_it_has_been,
    content_words.one_hard_one_good,
    content_words.wins_hurdles,
    content_words.from_last_time,
    content_figures.goals,
    content_words.about_us,
    content_words.questions,
    content_words.in_my_words,
    content_panel.six_months,
    content_figures.measures_in_full,
    content_figures.attendance,
    content_figures.fit,
    content_figures.after_sessions,
    content_figures.events,
    content_figures.insights,
)


def build(record: SheetInput, words: Words, choice: Choice) -> Sheet:
    """Put a sheet together.

    Every line that could stand on it is in the result, with whether it does. Where the
    record has nothing at all yet, the blocks hold empty lines: a form to fill in by hand.
    """
    blocks = [
        *(make(record, words, choice) for make in _MAKERS),
        content_figures.agree_today(words),
        Block(id=BlockId.LINES, title=words.block_title(BlockId.LINES)),
    ]
    source = words.source(
        record.since,
        sum(day in record.since for day in record.days_recorded),
        is_since_last=record.last is not None,
    )
    if not any(_says_something(block) for block in blocks):
        blocks = [_to_fill_in(block, record, words) for block in blocks]
        source = words.to_fill_in()
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
        source=source,
        blocks=choice.in_order(
            [replace(block, is_on=_is_on(block, record, choice)) for block in blocks]
        ),
        continues=words.continues(),
        running_head=words.running_head(session),
    )


def _is_on(block: Block, record: SheetInput, choice: Choice) -> bool:
    if block.id is BlockId.FIRST:
        # Only its lines are switched: what is put there by hand another time has to stand
        # there, whatever became of an earlier one.
        return any(line.is_on for line in block.lines)
    return choice.has_block(block.id, is_review=record.is_review)


def _says_something(block: Block) -> bool:
    if block.id in REVIEW_BLOCKS:
        return False
    if block.panel is not None:
        return bool(block.panel.said or block.panel.rows or block.panel.sentences)
    return bool(block.lines)


def _to_fill_in(block: Block, record: SheetInput, words: Words) -> Block:
    """Turn an empty block into a form, where there is something to fill in by hand."""
    if block.id in _NOT_TO_FILL_IN:
        return block
    if block.panel is not None:
        names = [scale.label for scale in record.scales[:MOST_SCALES]]
        return replace(
            block,
            note=words.block_note("circles"),
            panel=replace(block.panel, circles=tuple(names)),
        )
    columns = (
        replace(column, blanks=max(column.blanks, _BLANK_LINES))
        for column in block.columns
        if column.mark is not Mark.TABLE
    )
    return replace(block, columns=tuple(columns))
