"""From what the record says to the lines of a sheet."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.prepsheet.material import Noted, SheetInput, chart_period, windows
from sessiondesk.prepsheet.mean import mean_of
from sessiondesk.prepsheet.sheet import (
    Block,
    BlockId,
    Chart,
    Choice,
    Column,
    Line,
    Mark,
    Panel,
    Series,
    SessionTick,
    Sheet,
)
from sessiondesk.prepsheet.words import Words

MOST_NOTED: Final = 4
MOST_SCALES: Final = 5
MOST_SERIES: Final = 2

_BLANK_TICKS: Final = 3
_BLANK_LINES: Final = 2


def build(record: SheetInput, words: Words, choice: Choice) -> Sheet:
    """Put a sheet together.

    Every line that could stand on it is in the result, with whether it does. Where the
    record has nothing at all yet, the blocks hold empty lines: a form to fill in by hand.
    """
    blocks = [
        _first(record, words, choice),
        _to_bring_up(record, words, choice),
        _how_it_has_been(record, words, choice),
        _wins_hurdles(record, words, choice),
        _from_last_time(record, words, choice),
        _goals(record, words, choice),
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
        blocks=tuple(replace(block, is_on=_is_on(block, choice)) for block in blocks),
        continues=words.continues(),
        running_head=words.running_head(session),
    )


def _is_on(block: Block, choice: Choice) -> bool:
    if block.id is BlockId.FIRST:
        # Only its lines are switched: what is put there by hand another time has to stand
        # there, whatever became of an earlier one.
        return any(line.is_on for line in block.lines)
    return block.id not in choice.blocks_off


def _first(record: SheetInput, words: Words, choice: Choice) -> Block:
    said = [(each.key, each.question, words.marked(each)) for each in record.marked]
    return Block(
        id=BlockId.FIRST,
        title=words.block_title(BlockId.FIRST),
        columns=(Column(mark=Mark.DASH, lines=_lines(said, choice)),),
    )


def _to_bring_up(record: SheetInput, words: Words, choice: Choice) -> Block:
    lines = tuple(
        Line(
            key=item.id,
            text=item.text,
            caption=words.bring_up(item),
            is_on=choice.has(item.id, is_private=item.stays_private),
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


def _how_it_has_been(record: SheetInput, words: Words, choice: Choice) -> Block:
    now, before = windows(record.on)
    period = chart_period(record.on)
    answered = [
        scale
        for scale in record.scales
        if any(day in period for day in record.daily.get(scale.id, {}))
    ]
    keys = [f"scale:{scale.id}" for scale in answered]
    few = choice.few(keys, MOST_SCALES)
    rows = [
        Line(
            key=key,
            text=scale.label,
            cells=_means(record.daily[scale.id], record.on, words),
            is_on=key in few,
        )
        for key, scale in zip(keys, answered, strict=True)
    ]
    if any(day in period for day in record.sleep_hours):
        cells = _means(record.sleep_hours, record.on, words)
        rows.append(_row("sleep_hours", words.sleep_hours(), cells, choice))
    if rows:
        days = [sum(day in window for day in record.days_recorded) for window in (now, before)]
        cells = (words.days_of(days[0], now), words.days_of(days[1], before))
        rows.append(_row("days_recorded", words.days_recorded(), cells, choice))
    chart = _chart(record, answered, words)
    sentences = [
        *_changes(record, answered, [row.key for row in rows if row.is_on], words, choice),
        *_told(record, words, choice),
    ]
    return Block(
        id=BlockId.HOW_IT_HAS_BEEN,
        title=words.block_title(BlockId.HOW_IT_HAS_BEEN),
        note=words.block_note(BlockId.HOW_IT_HAS_BEEN) if chart else "",
        panel=Panel(
            judgement=_row("judgement", words.judgement(), (), choice),
            chart_line=_row("chart", words.chart(), (), choice) if chart else None,
            chart=chart,
            heads=words.heads(),
            rows=tuple(rows),
            sentences=tuple(sentences),
        ),
    )


def _changes(
    record: SheetInput,
    answered: Sequence[Scale],
    shown: Sequence[str],
    words: Words,
    choice: Choice,
) -> Iterable[Line]:
    """Yield at most one sentence for each row, where there is something to say."""
    claims = [(scale.id, scale, record.changes.get(scale.id)) for scale in answered]
    for id_, scale, claim in (*claims, ("sleep_hours", None, record.sleep_change)):
        text = "" if claim is None else words.compared(scale, claim)
        if text:
            key = f"change:{id_}"
            row = id_ if scale is None else f"scale:{id_}"
            # Without its row it would be a figure that rests on nothing.
            yield Line(key=key, text=text, is_on=row in shown and choice.has(key))


def _told(record: SheetInput, words: Words, choice: Choice) -> Iterable[Line]:
    for each in record.told:
        text = words.told(each)
        if text:
            yield Line(
                key=each.key,
                text=text,
                caption=words.told_on(each.day),
                is_on=choice.has(each.key),
            )


def _row(key: str, name: str, cells: tuple[str, ...], choice: Choice) -> Line:
    return Line(key=key, text=name, cells=cells, is_on=choice.has(key))


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
            if session.day in period and session.outcome is not Outcome.PLANNED
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


def _from_last_time(record: SheetInput, words: Words, choice: Choice) -> Block:
    said = []
    if record.last is not None:
        id_ = record.last.id
        said = [
            (f"to_keep:{id_}", record.last.to_keep, words.taken_away()),
            (f"left_open:{id_}", record.last.left_open, words.left_open()),
        ]
    said += [(each.practice.id, each.practice.text, words.agreed(each)) for each in record.agreed]
    return Block(
        id=BlockId.FROM_LAST_TIME,
        title=words.block_title(BlockId.FROM_LAST_TIME),
        columns=(Column(mark=Mark.DASH, lines=_lines(said, choice)),),
    )


def _goals(record: SheetInput, words: Words, choice: Choice) -> Block:
    said = [(each.goal.id, each.goal.text, words.goal(each)) for each in record.goals]
    return Block(
        id=BlockId.GOALS,
        title=words.block_title(BlockId.GOALS),
        columns=(
            Column(mark=Mark.ROW, lines=_lines(said, choice)),
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


def _lines(said: Iterable[tuple[str, str, str]], choice: Choice) -> tuple[Line, ...]:
    return tuple(
        Line(key=key, text=text, caption=caption, is_on=choice.has(key))
        for key, text, caption in said
        if text.strip()
    )


def _says_something(block: Block) -> bool:
    if block.panel is not None:
        return bool(block.panel.rows or block.panel.sentences)
    return bool(block.lines)


def _to_fill_in(block: Block, record: SheetInput, words: Words) -> Block:
    """Turn an empty block into a form, where there is something to fill in by hand."""
    if block.id is BlockId.FIRST:
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
