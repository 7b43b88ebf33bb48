"""Sheets that are drawn again and again and compared with a picture of how they were.

They are made by hand and not from a record: what the program chooses and how it words it may
change without the drawing being another one.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from math import cos, sin
from typing import Final

from sessiondesk.prepsheet.sheet import (
    Block,
    BlockId,
    Chart,
    Column,
    Line,
    Mark,
    Panel,
    Series,
    SessionTick,
    Sheet,
)

ON: Final = date(2026, 5, 12)
_FIRST: Final = ON - timedelta(days=55)
_DAYS: Final = [_FIRST + timedelta(days=n) for n in range(56)]
_TITLES: Final = {
    BlockId.FIRST: "First",
    BlockId.TO_BRING_UP: "To bring up",
    BlockId.HOW_IT_HAS_BEEN: "How it has been",
    BlockId.FROM_LAST_TIME: "From last time",
    BlockId.GOALS: "Goals and measures",
    BlockId.ABOUT_US: "About how we work",
    BlockId.QUESTIONS: "Questions for you",
    BlockId.IN_MY_WORDS: "In my words",
    BlockId.MEASURES: "Measures in full",
    BlockId.ATTENDANCE: "Our sessions",
    BlockId.FIT: "How we work, over time",
    BlockId.AFTER_SESSIONS: "After sessions",
    BlockId.EVENTS: "What happened in my life",
    BlockId.AGREE_TODAY: "What we agree today",
    BlockId.LINES: "Notes in the session",
}
_RULE_TO_WRITE_ON: Final = Line(key="judgement", text="All in all, I would say:")
_HEADS: Final = ("mean (days)", "last 4 weeks", "4 weeks before")
_LINES: Final = Block(id=BlockId.LINES, title=_TITLES[BlockId.LINES])


def a_line(text: str, caption: str = "", *cells: str) -> Line:
    """Return a line that is on."""
    return Line(key=text, text=text, caption=caption, cells=cells)


def a_column(mark: Mark, *lines: Line, title: str = "", blanks: int = 0) -> Column:
    """Return a column of lines."""
    return Column(title=title, mark=mark, lines=lines, blanks=blanks)


def a_block(id_: BlockId, *columns: Column, note: str = "") -> Block:
    """Return a block with its usual title."""
    return Block(id=id_, title=_TITLES.get(id_, ""), columns=columns, note=note)


def a_sheet(*blocks: Block, session: str = "Session 9") -> Sheet:
    """Return a sheet with the usual head, and lines for handwriting."""
    return Sheet(
        on=ON,
        title="Prep sheet",
        session=session,
        when="Thursday 14 May 2026, 14:00" if session else "Tuesday 12 May 2026",
        source="From my own record since last session, 7 to 12 May 2026: 5 of 6 days.",
        blocks=(*blocks, _LINES),
        continues="(continues in my journal)",
        running_head="Prep sheet, session 9",
    )


def a_chart() -> Chart:
    """Return two months of two scales, with a week without check-ins."""
    pieces = (_DAYS[:30], _DAYS[37:])
    return Chart(
        first=_FIRST,
        last=ON,
        series=(
            Series(
                name="Mood",
                points=tuple(
                    (day, round(5.5 + 2 * cos(n * 2.1))) for n, day in enumerate(_DAYS) if n % 4
                ),
                averages=tuple(
                    tuple((day, 5.6 + (day - _FIRST).days / 50) for day in piece)
                    for piece in pieces
                ),
            ),
            Series(
                name="Anxiety",
                points=tuple(
                    (day, round(4 + 2 * sin(n * 1.7))) for n, day in enumerate(_DAYS) if n % 5
                ),
                averages=tuple(
                    tuple((day, 5.4 - (day - _FIRST).days / 25) for day in piece)
                    for piece in pieces
                ),
            ),
        ),
        ticks=tuple(
            SessionTick(day=_FIRST + timedelta(days=7 * n + 2), is_held=n != 4) for n in range(8)
        ),
        ticks_name="sessions",
        months=((date(2026, 4, 1), "April"), (date(2026, 5, 1), "May")),
    )


def a_panel(said: str = "", *, chart: Chart | None = None, rows: tuple[Line, ...] = ()) -> Panel:
    """Return how it has been."""
    return Panel(
        judgement=Line(
            key="judgement",
            text="All in all, I would say:",
            caption="said on 11 May, before looking" if said else "",
        ),
        said=said,
        chart_line=None if chart is None else a_line("chart"),
        chart=chart,
        heads=_HEADS,
        rows=rows,
        sentences=(
            (a_line("Anxiety: about 33% lower than before, probably between 20% and 43%."),)
            if rows
            else ()
        ),
    )


def _how(panel: Panel, note: str = "") -> Block:
    return Block(
        id=BlockId.HOW_IT_HAS_BEEN,
        title=_TITLES[BlockId.HOW_IT_HAS_BEEN],
        note=note,
        panel=panel,
    )


def _usual_rows() -> tuple[Line, ...]:
    return (
        a_line("Mood", "", "6.6 (26)", "6.4 (27)"),
        a_line("Anxiety", "", "4.1 (25)", "6.0 (26)"),
        a_line("Energy", "", "6.2 (24)", "6.1 (27)"),
        a_line("Patience", "", "5.1 (20)", "too few (6)"),
        a_line("Sleep, hours", "", "6.9 (25)", "6.7 (25)"),
        a_line("Days recorded", "", "26 of 28", "27 of 28"),
    )


def _wins_and_hurdles() -> Block:
    return a_block(
        BlockId.WINS_HURDLES,
        a_column(
            Mark.DASH,
            a_line("Said that it had hurt me, on the second day. It took a minute.", "10 May"),
            a_line("Rang the surgery.", "8 May"),
            title="Wins",
        ),
        a_column(Mark.DASH, a_line("Three short nights in a row.", "9 May"), title="Hurdles"),
    )


def _agreed_and_goals() -> tuple[Block, Block]:
    return (
        a_block(
            BlockId.FROM_LAST_TIME,
            a_column(
                Mark.DASH,
                a_line("The second day is earlier than the fourth.", "what I took away"),
                a_line("Write the worry down", "4 of the last 7 days, helped 5.0 of 10 (3 times)"),
            ),
        ),
        a_block(
            BlockId.GOALS,
            a_column(Mark.ROW, a_line("Screen off at ten", "2 at first, now 5, up 3; aim 7")),
            Column(
                mark=Mark.TABLE,
                heads=("first", "last", "now", "from first to now"),
                lines=(
                    a_line("PHQ-9, 28 Apr", "", "16", "9", "8", "reliable improvement"),
                    a_line(
                        "The clinic’s own form, 9 Apr", "", "41.5", "", "29", "12.5 points lower"
                    ),
                ),
                note="First: the mean of the first two. A change does not say why.",
            ),
        ),
    )


def empty() -> Sheet:
    """Return a form to fill in by hand."""
    circles = ("Mood", "Anxiety", "Energy", "Overwhelm")
    return a_sheet(
        a_block(BlockId.TO_BRING_UP, a_column(Mark.TICK, blanks=3), note="tick when talked about"),
        _how(Panel(judgement=_RULE_TO_WRITE_ON, heads=_HEADS, circles=circles), "circle a number"),
        a_block(
            BlockId.WINS_HURDLES,
            a_column(Mark.DASH, title="Wins", blanks=2),
            a_column(Mark.DASH, title="Hurdles", blanks=2),
        ),
        a_block(BlockId.QUESTIONS, a_column(Mark.TICK, blanks=2)),
        session="",
    )


def thin() -> Sheet:
    """Return what a person made in five minutes, from a record that was just begun."""
    return a_sheet(
        a_block(
            BlockId.TO_BRING_UP,
            a_column(
                Mark.TICK, a_line("I keep putting the call off.", "I want to decide"), blanks=1
            ),
            note="tick when talked about",
        ),
        _how(a_panel("Tired, and glad that the week is over.")),
        a_block(
            BlockId.MOMENTS,
            a_column(
                Mark.DASH,
                a_line("Sat in the car for twenty minutes.", "9 May, mood 3; tense"),
                title="What stayed with me",
            ),
        ),
    )


def typical() -> Sheet:
    """Return an ordinary week."""
    return a_sheet(
        a_block(
            BlockId.TO_BRING_UP,
            a_column(
                Mark.TICK,
                a_line("Every two weeks: do I want that, or do I only want to be done?"),
                a_line("What I say when the other one goes quiet.", "I want to practise it"),
                a_line("I told a friend that I come here."),
                blanks=1,
            ),
            note="tick when talked about",
        ),
        _how(
            a_panel("Better than it felt on Sunday.", chart=a_chart(), rows=_usual_rows()),
            "line: local average; marks: days",
        ),
        a_block(
            BlockId.MOMENTS,
            a_column(
                Mark.DASH,
                a_line("Went blank when asked for figures.", "8 May, mood 2; ashamed, tense"),
                title="A hard moment",
            ),
            a_column(
                Mark.DASH,
                a_line("Did the breathing on the bus. Nobody looked.", "11 May, mood 8"),
                title="A good moment",
            ),
        ),
        _wins_and_hurdles(),
        *_agreed_and_goals(),
        a_block(
            BlockId.ABOUT_US,
            a_column(Mark.QUOTE, a_line("I notice that I hold back sometimes.")),
        ),
    )


def overfull() -> Sheet:
    """Return more than two pages hold, every kind of block among it."""
    long = "It began before the meeting and went on after it. I wrote down what I could. "
    said = tuple(
        a_line(f"The {day}th. {long * count}", f"{day} May")
        for day, count in ((12, 1), (11, 20), (10, 2), (9, 6), (8, 7), (7, 8))
    )
    before, *rest = typical().blocks[:-1]
    return a_sheet(
        a_block(
            BlockId.FIRST,
            a_column(Mark.DASH, a_line("A question that I ticked.", "several days, 11 May")),
        ),
        before,
        *rest,
        a_block(BlockId.QUESTIONS, a_column(Mark.TICK, a_line("Is this usual after a year?"))),
        a_block(BlockId.IN_MY_WORDS, a_column(Mark.DATED, *said)),
        *_review(),
    )


def review() -> Sheet:
    """Return what is looked at in a review, with an ordinary week before it."""
    return a_sheet(*typical().blocks[:-1], *_review())


def _review() -> tuple[Block, ...]:
    return (
        a_block(
            BlockId.MEASURES,
            Column(
                mark=Mark.TABLE,
                heads=("first", "last", "now", "in words"),
                lines=(a_line("GAD-7, 28 Apr", "", "12", "9", "9", "in the range called mild"),),
            ),
        ),
        a_block(
            BlockId.ATTENDANCE,
            a_column(Mark.SENTENCE, a_line("8 of 10 sessions kept, 1 moved, 1 cancelled by me.")),
        ),
        a_block(BlockId.FIT, a_column(Mark.ROW, a_line("I felt heard.", "7, 6 and 5 of 10"))),
        a_block(
            BlockId.AFTER_SESSIONS,
            a_column(
                Mark.SENTENCE,
                a_line("On the day after 5 of 6 sessions mood was lower.", "said on 9 May"),
            ),
        ),
        a_block(BlockId.EVENTS, a_column(Mark.DATED, a_line("New job", "since 13 Apr"))),
        a_block(BlockId.AGREE_TODAY, a_column(Mark.TICK, blanks=3)),
    )


def right_to_left() -> Sheet:
    """Return a person's words in Hebrew and Arabic, among the program's own."""
    return a_sheet(
        a_block(
            BlockId.TO_BRING_UP,
            a_column(
                Mark.TICK,
                a_line("אני רוצה לדבר על זה בפגישה הבאה, ואז PHQ-9 פעמיים.", "I want to decide"),
                a_line("أريد أن أقول شيئا عن هذا.\nAnd one line in English."),
                a_line("An English line, then שתי מילים."),
                blanks=1,
            ),
            note="tick when talked about",
        ),
        _how(a_panel("עייף, אבל (קצת) שמח.", rows=_usual_rows()[:2])),
        a_block(
            BlockId.WINS_HURDLES,
            a_column(Mark.DASH, a_line("הצלחתי לישון לילה שלם!", "12 May"), title="Wins"),
            a_column(Mark.DASH, a_line("لم أنم جيدا.", "9 May"), title="Hurdles"),
        ),
        a_block(BlockId.ABOUT_US, a_column(Mark.QUOTE, a_line("שמתי לב שאני מחזיק בפנים."))),
        a_block(BlockId.IN_MY_WORDS, a_column(Mark.DATED, a_line("היה לי קשה לקום.", "11 May"))),
    )


SHEETS: Final[Mapping[str, Callable[[], Sheet]]] = {
    "empty": empty,
    "thin": thin,
    "typical": typical,
    "overfull": overfull,
    "review": review,
    "right-to-left": right_to_left,
}
