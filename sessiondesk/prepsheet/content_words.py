"""What is on the sheet in the person's own words."""

from collections.abc import Iterable, Sequence
from typing import Final

from sessiondesk.domain.bring_up import BringUp, SourceKind, Want
from sessiondesk.prepsheet import moments
from sessiondesk.prepsheet.choice import BlockId, Choice
from sessiondesk.prepsheet.material import Moment, Noted, SheetInput
from sessiondesk.prepsheet.sheet import Block, Column, Line, Mark
from sessiondesk.prepsheet.words import Words

MOST_NOTED: Final = 4
MOST_OFFERED: Final = 6
"""So many moments can be chosen from, of either kind."""

MOST_EXCERPTS: Final = 40

_BLANK_TICKS: Final = 3
_ABOUT_US: Final = frozenset({SourceKind.OPENER, SourceKind.REVIEW})
# Of any script: Greek asks with a semicolon of its own, Armenian and Ethiopic with their own mark.
_QUESTION_MARKS: Final = (
    "?",
    "\uff1f",
    "\u061f",
    "\u037e",
    "\u055e",
    "\u1367",
    "\u2047",
    "\u2048",
)
_CLOSING: Final = "\"'\u201d\u2019\u00bb)\u300d\u300f\uff09 "


def first(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what comes before all else, only where it was put there by hand."""
    said = [(each.key, each.question, words.marked(each)) for each in record.marked]
    return Block(
        id=BlockId.FIRST,
        title=words.block_title(BlockId.FIRST),
        columns=(Column(mark=Mark.DASH, lines=lines(said, choice)),),
    )


def to_bring_up(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what is to be said, in the person's own order."""
    found = [each for each in record.bring_ups if place_of(each, record) is BlockId.TO_BRING_UP]
    said = _bring_ups(found, words, choice)
    return Block(
        id=BlockId.TO_BRING_UP,
        title=words.block_title(BlockId.TO_BRING_UP),
        note=words.block_note(BlockId.TO_BRING_UP),
        columns=(Column(mark=Mark.TICK, lines=said, blanks=1 if said else _BLANK_TICKS),),
    )


def questions(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what is to be asked."""
    found = [each for each in record.bring_ups if place_of(each, record) is BlockId.QUESTIONS]
    return Block(
        id=BlockId.QUESTIONS,
        title=words.block_title(BlockId.QUESTIONS),
        columns=(Column(mark=Mark.TICK, lines=_bring_ups(found, words, choice)),),
    )


def about_us(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return the openers that were chosen; what was noted afterwards only line by line."""
    found = [each for each in record.bring_ups if place_of(each, record) is BlockId.ABOUT_US]
    private = tuple(
        Line(
            key=each.key,
            text=each.text,
            caption=words.private(each),
            is_on=choice.has(each.key, is_private=True),
            is_private=True,
        )
        for each in record.afterwards
    )
    return Block(
        id=BlockId.ABOUT_US,
        title=words.block_title(BlockId.ABOUT_US),
        columns=(
            Column(mark=Mark.QUOTE, lines=_bring_ups(found, words, choice)),
            Column(mark=Mark.DASH, lines=private),
        ),
    )


def place_of(bring_up: BringUp, record: SheetInput) -> BlockId:
    """Return the one block in which a bring-up stands.

    What begins a talk about the work itself stands there, wherever it is ranked. A question
    stands among the questions, but not the one that the person put first of all, and not where
    something other than an answer is wanted from it.
    """
    if bring_up.source in _ABOUT_US:
        return BlockId.ABOUT_US
    ranked = [each for each in record.bring_ups if each.source not in _ABOUT_US]
    is_question = bring_up.text.rstrip(_CLOSING + "\n\t").endswith(_QUESTION_MARKS)
    wants_answer = bring_up.want in {None, Want.UNDERSTAND}
    if is_question and wants_answer and bring_up.id != ranked[0].id:
        return BlockId.QUESTIONS
    return BlockId.TO_BRING_UP


def _bring_ups(found: Iterable[BringUp], words: Words, choice: Choice) -> tuple[Line, ...]:
    return tuple(
        Line(
            key=item.id,
            text=item.text,
            caption=words.bring_up(item),
            is_on=choice.has(item.id, is_private=item.stays_private),
            is_private=item.stays_private,
        )
        for item in found
    )


def one_hard_one_good(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return one moment of either kind, and others to take instead of it.

    Where there are too few to choose from, only what was written for the sheet is proposed.
    """
    found = moments.hard_and_good(record.moments)
    columns: list[tuple[str, Sequence[Moment], Sequence[Moment]]]
    if found is None:
        answers = [each for each in record.moments if each.is_answer]
        columns = [("stayed", record.moments, answers)]
    else:
        hard, good = found
        columns = [("hard", hard, hard), ("good", good, good)]
    return Block(
        id=BlockId.MOMENTS,
        title=words.block_title(BlockId.MOMENTS),
        columns=tuple(
            Column(
                title=words.block_title(kind),
                mark=Mark.DASH,
                lines=_moments(offered, proposed, words, choice),
            )
            for kind, offered, proposed in columns
        ),
    )


def _moments(
    offered: Sequence[Moment], proposed: Sequence[Moment], words: Words, choice: Choice
) -> tuple[Line, ...]:
    """Return what is offered, with the first that is proposed on unless others were taken."""
    taken = [each.key for each in offered if each.key in choice.lines_on]
    on = taken or [each.key for each in proposed[:1] if choice.has(each.key)]
    return tuple(
        Line(key=each.key, text=each.text, caption=words.moment(each), is_on=each.key in on)
        for place, each in enumerate(offered)
        if place < MOST_OFFERED or each.key in on
    )


def wins_hurdles(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what went well and what was hard, side by side."""
    return Block(
        id=BlockId.WINS_HURDLES,
        title=words.block_title(BlockId.WINS_HURDLES),
        columns=(
            _noted(words.block_title("wins"), record.wins, words, choice),
            _noted(words.block_title("hurdles"), record.hurdles, words, choice),
        ),
    )


def _noted(title: str, noted: Sequence[Noted], words: Words, choice: Choice) -> Column:
    few = choice.few([each.key for each in noted], MOST_NOTED)
    left = sum(choice.has(each.key) for each in noted) - len(few)
    return Column(
        title=title,
        mark=Mark.DASH,
        lines=tuple(
            Line(
                key=each.key,
                text=each.text,
                caption=words.noted_on(each.day),
                is_on=each.key in few,
            )
            for each in noted
        ),
        more=words.more(left) if left else "",
    )


def from_last_time(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what was taken away, what stayed open, and what became of what was agreed."""
    said = []
    if record.last is not None:
        id_ = record.last.id
        said = [
            (f"to_keep:{id_}", record.last.to_keep, words.taken_away()),
            (f"left_open:{id_}", record.last.left_open, words.left_open()),
        ]
    said += [(each.practice.id, each.practice.text, words.agreed(each)) for each in record.agreed]
    said += [(each.key, each.text, words.tried(each.day)) for each in record.tried]
    return Block(
        id=BlockId.FROM_LAST_TIME,
        title=words.block_title(BlockId.FROM_LAST_TIME),
        columns=(Column(mark=Mark.DASH, lines=lines(said, choice)),),
    )


def in_my_words(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return lines of notes, each of which the person has to choose."""
    return Block(
        id=BlockId.IN_MY_WORDS,
        title=words.block_title(BlockId.IN_MY_WORDS),
        columns=(
            Column(
                mark=Mark.DATED,
                lines=tuple(
                    Line(
                        key=each.key,
                        text=each.text,
                        caption=words.noted_on(each.day),
                        is_on=each.key in choice.lines_on,
                    )
                    for place, each in enumerate(record.excerpts)
                    if place < MOST_EXCERPTS or each.key in choice.lines_on
                ),
            ),
        ),
    )


def lines(said: Iterable[tuple[str, str, str]], choice: Choice) -> tuple[Line, ...]:
    """Return a line for each key, text and caption that has a text."""
    return tuple(
        Line(key=key, text=text, caption=caption, is_on=choice.has(key))
        for key, text, caption in said
        if text.strip()
    )
