"""How it has been: the person's own judgement, and beside it the record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.insights.claim import Ending
from sessiondesk.prepsheet.choice import BlockId, Choice
from sessiondesk.prepsheet.material import SheetInput, chart_period, review_period, windows
from sessiondesk.prepsheet.mean import mean_of
from sessiondesk.prepsheet.sheet import Block, Chart, Line, Panel, Series, SessionTick
from sessiondesk.prepsheet.words import Words

MOST_SCALES: Final = 5
MOST_SERIES: Final = 2

Daily = Mapping[ScaleId, Mapping[date, float]]


def how_it_has_been(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return the person's own judgement, then the record."""
    now, before = windows(record.on)
    period = chart_period(record.on)
    answered = _answered(record.scales, record.daily, period)
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
    chart = _chart(record, period, words)
    sentences = [
        *_changes(record, answered, [row.key for row in rows if row.is_on], words, choice),
        *_told(record, words, choice),
    ]
    said = record.judgement
    return Block(
        id=BlockId.HOW_IT_HAS_BEEN,
        title=words.block_title(BlockId.HOW_IT_HAS_BEEN),
        note=words.block_note(BlockId.HOW_IT_HAS_BEEN) if chart else "",
        panel=Panel(
            judgement=Line(
                key="judgement",
                text=words.judgement(),
                caption="" if said is None else words.judged(said),
                is_on=choice.has("judgement"),
            ),
            said="" if said is None else said.words.strip(),
            chart_line=_row("chart", words.chart(), (), choice) if chart else None,
            chart=chart,
            heads=words.heads(),
            rows=tuple(rows),
            sentences=tuple(sentences),
        ),
    )


def six_months(record: SheetInput, words: Words, choice: Choice) -> Block:
    """Return the long chart of a review, where it shows more than the one of page one."""
    period = review_period(record.on)
    answered = _answered(record.scales, record.daily, period)
    recent = chart_period(record.on)
    has_more = any(day not in recent for scale in answered for day in record.daily[scale.id])
    chart = _chart(record, period, words) if has_more else None
    return Block(
        id=BlockId.SIX_MONTHS,
        title=words.block_title(BlockId.SIX_MONTHS),
        note=words.block_note(BlockId.SIX_MONTHS),
        panel=Panel(
            judgement=Line(key="judgement", text="", is_on=False),
            chart_line=_row("six_months", words.long_chart(), (), choice) if chart else None,
            chart=chart,
            heads=words.heads(),
        ),
    )


def drawn(
    scales: Sequence[Scale],
    chart_scales: Sequence[ScaleId],
    daily: Daily,
    period: Period,
) -> Sequence[Scale]:
    """Return the scales that a chart of ``period`` shows: those chosen first, then the others.

    Args:
        scales: The ratings that are asked, in their order.
        chart_scales: Which of them the person wants drawn.
        daily: The days' values by scale.
        period: The days.
    """
    known = _answered(scales, daily, period)
    wanted = [scale for id_ in chart_scales for scale in known if scale.id == id_]
    return [*wanted, *(scale for scale in known if scale not in wanted)][:MOST_SERIES]


def _answered(scales: Iterable[Scale], daily: Daily, period: Period) -> Sequence[Scale]:
    return [scale for scale in scales if any(day in period for day in daily.get(scale.id, {}))]


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
            # That nothing moved is seen in the row: said of every scale, it takes the room of
            # what did. And without its row it would be a figure that rests on nothing.
            is_same = claim is not None and claim.ending is Ending.ABOUT_THE_SAME
            is_on = row in shown and choice.has(key, is_private=is_same)
            yield Line(key=key, text=text, is_on=is_on)


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


def _chart(record: SheetInput, period: Period, words: Words) -> Chart | None:
    scales = drawn(record.scales, record.chart_scales, record.daily, period)
    if not scales:
        return None
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
            for scale in scales
        ),
        ticks=tuple(
            SessionTick(day=session.day, is_held=session.outcome.is_held)
            for session in record.sessions
            if session.day in period and session.outcome is not Outcome.PLANNED
        ),
        ticks_name=words.sessions_axis(),
        months=tuple((day, words.month(day)) for day in period.days() if day.day == 1),
    )
