"""Goals and questionnaires, and what a review adds to a sheet."""

from typing import Final

from sessiondesk.prepsheet.choice import BlockId, Choice
from sessiondesk.prepsheet.content_words import lines
from sessiondesk.prepsheet.material import SheetInput
from sessiondesk.prepsheet.sheet import Block, Column, Line, Mark
from sessiondesk.prepsheet.words import Words

MOST_INSIGHTS: Final = 2

_AGREED_LINES: Final = 3


def goals(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return where the goals and the questionnaires stand."""
    said = [(each.goal.id, each.goal.text, words.goal(each)) for each in record.goals]
    return Block(
        id=BlockId.GOALS,
        title=words.block_title(BlockId.GOALS),
        columns=(
            Column(mark=Mark.ROW, lines=lines(said, choice)),
            _measures(record, words, choice),
        ),
    )


def _measures(record: SheetInput, words: Words, choice: Choice) -> Column:
    return Column(
        mark=Mark.TABLE,
        heads=words.measure_heads(),
        lines=tuple(
            Line(
                key=each.key,
                text=words.measure_name(each),
                cells=words.scores(each),
                is_on=choice.has(each.key),
            )
            for each in record.measures
        ),
        note=words.measure_note([each for each in record.measures if choice.has(each.key)]),
    )


def measures_in_full(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return the questionnaires with what they call the range of the latest result."""
    rows = []
    for each in record.measures:
        *scores, _ = words.scores(each)
        key = f"full:{each.key}"
        rows.append(
            Line(
                key=key,
                text=words.measure_name(each),
                cells=(*scores, words.band(each)),
                is_on=choice.has(key),
            )
        )
    has_band = any(row.is_on and row.cells[-1] for row in rows)
    column = Column(
        mark=Mark.TABLE,
        heads=words.band_heads(),
        lines=tuple(rows),
        note=words.band_note() if has_band else "",
    )
    return _block(BlockId.MEASURES, words, column)


def attendance(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return the plain sums of this therapy."""
    said = [] if record.therapy is None else words.attendance(record.therapy)
    keyed = [(f"attendance:{place}", text, "") for place, text in enumerate(said)]
    column = Column(mark=Mark.SENTENCE, lines=lines(keyed, choice))
    return _block(BlockId.ATTENDANCE, words, column)


def fit(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return how the work together was rated, which is private until put on by hand."""
    rows = tuple(
        Line(
            key=each.key,
            text=each.text,
            caption=words.together(each),
            is_on=choice.has(each.key, is_private=True),
            is_private=True,
        )
        for each in record.together
    )
    return _block(BlockId.FIT, words, Column(mark=Mark.ROW, lines=rows))


def after_sessions(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what follows sessions, by its rule."""
    mood, claim = record.mood, record.after
    text = "" if mood is None or claim is None else words.after(mood, claim)
    said = [("after_sessions", text, words.told_on(record.on))]
    column = Column(mark=Mark.SENTENCE, lines=lines(said, choice))
    return _block(BlockId.AFTER_SESSIONS, words, column)


def events(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what else was going on."""
    said = [(each.id, words.event(each), words.event_on(each)) for each in record.events]
    column = Column(mark=Mark.ROW, lines=lines(said, choice))
    return _block(BlockId.EVENTS, words, column)


def insights(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return what was said about the record last: two of it, and others to take instead."""
    on_sheet = {each.key for each in record.told}
    said = [
        (f"finding:{each.key}", text, words.told_on(each.day))
        for each in record.insights
        # What stands on page one by hand is not said again here.
        if each.key not in on_sheet and (text := words.finding(each))
    ]
    few = choice.few([key for key, _, _ in said], MOST_INSIGHTS)
    rows = tuple(
        Line(key=key, text=text, caption=caption, is_on=key in few) for key, text, caption in said
    )
    return _block(BlockId.INSIGHTS, words, Column(mark=Mark.SENTENCE, lines=rows))


def agree_today(words: Words) -> Block:
    """Return empty lines for what is agreed in the session."""
    column = Column(mark=Mark.TICK, blanks=_AGREED_LINES)
    return _block(BlockId.AGREE_TODAY, words, column)


def _block(id_: BlockId, words: Words, column: Column) -> Block:
    title, note = words.block_title(id_), words.block_note(id_)
    return Block(id=id_, title=title, note=note, columns=(column,))
