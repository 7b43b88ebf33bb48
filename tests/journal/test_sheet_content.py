"""What stood on a sheet, as JSON and back."""

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.domain.kept_sheet import SheetLayout
from sessiondesk.journal import sheet_content
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.card import Card, CardDay, CardRow, CardSection
from sessiondesk.prepsheet.card_material import CardPart
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
    as_text,
)
from sessiondesk.ui.wording_sheet import SheetWords
from tests import sheet_material

ON = date(2026, 5, 12)
DAY = timedelta(days=1)
HEADS = ("", "now", "before")
LINE = Line(key="a", text="She asked again.", caption="to be heard")
LEFT_OUT = Line(key="b", text="left out", caption="left out", cells=("left out",), is_on=False)
SAID = Line(key="judgement", text="All in all:", caption="said on 11 May")
CHART = Chart(
    first=ON - 55 * DAY,
    last=ON,
    series=(Series(name="Mood", points=((ON, 4.5),), averages=(((ON - DAY, 4.0), (ON, 4.25)),)),),
    ticks=(SessionTick(day=ON, is_held=False),),
    ticks_name="sessions",
    months=((date(2026, 4, 1), "April"),),
)
PANEL = Panel(
    judgement=SAID,
    said="Better than it looks",
    chart_line=Line(key="chart", text="Chart"),
    chart=CHART,
    heads=HEADS,
    rows=(Line(key="mood", text="Mood", cells=("5", "4")), replace(LEFT_OUT, key="row")),
    sentences=(LINE, LEFT_OUT),
)
TABLE = Column(
    mark=Mark.TABLE,
    heads=("first", "now", ""),
    lines=(Line(key="t", text="PHQ-9", cells=("14", "", "lower")),),
)


def a_sheet(*blocks: Block) -> Sheet:
    return Sheet(
        on=ON,
        title="Prep sheet",
        session="Session 9",
        when="14 May",
        source="from my own record",
        blocks=blocks,
        continues="…",
        running_head="Prep sheet, 14 May",
    )


def a_block(*columns: Column, **fields: object) -> Block:
    return replace(Block(id=BlockId.TO_BRING_UP, title="To bring up", columns=columns), **fields)  # type: ignore[arg-type]


def a_card(*parts: CardSection) -> Card:
    days = [date(2026, 5, 6) + n * DAY for n in range(7)]
    return Card(
        on=days[-1],
        title="Diary card",
        session="",
        when="6 to 12 May",
        source="7 of 7 days",
        days=tuple(CardDay(day=day, name="x", short=str(day.day)) for day in days),
        days_head="days",
        parts=parts,
        note="empty: no answer",
        continues="…",
        foot="Private.",
        foot_cut="Private. Cut.",
        page="page 1 of 1",
    )


ROW = CardRow(key="scale:mood", name="Mood", cells=("4", "", "5", "", "", "", "6"), days="3 of 7")
RATINGS = CardSection(
    id=CardPart.RATINGS,
    title="Ratings",
    rows=(ROW, replace(ROW, key="scale:x", name="left out", is_on=False)),
    lines=(LINE, LEFT_OUT),
)
PRIVATE = CardSection(
    id=CardPart.WORDS, title="Words", lines=(replace(LINE, text="left out"),), is_on=False
)
LINES = Block(id=BlockId.LINES, title="Notes", is_on=False)


def there_and_back(sheet: Sheet) -> Sheet:
    found = sheet_content.decode(SheetLayout.SHEET, sheet_content.encode(sheet))
    assert isinstance(found, Sheet)
    return found


@pytest.mark.parametrize("record", [sheet_material.nothing(), sheet_material.something()])
def test_a_sheet_of_a_record_says_afterwards_what_it_said(record):
    made = content.build(record, SheetWords(), Choice())

    found = there_and_back(made)

    assert as_text(found) == as_text(made)
    assert found == sheet_content.as_taken(made)


def test_only_what_was_printed_is_kept():
    column = Column(mark=Mark.TICK, lines=(LINE, LEFT_OUT), blanks=1)
    sheet = a_sheet(
        a_block(column),
        Block(id=BlockId.HOW_IT_HAS_BEEN, title="How it has been", panel=PANEL),
        Block(
            id=BlockId.ABOUT_US,
            title="About how we work",
            note="left out",
            columns=(Column(mark=Mark.QUOTE, lines=(replace(LINE, text="left out"),)),),
            is_on=False,
        ),
        LINES,
    )

    text = sheet_content.encode(sheet)

    assert "left out" in json.dumps(as_text(replace(sheet, blocks=tuple(on(sheet.blocks)))))
    assert "left out" not in text
    assert "She asked again." in text
    assert "Better than it looks" in text
    assert as_text(there_and_back(sheet)) == as_text(sheet)


def on(blocks):
    """Return the blocks with everything on."""
    for block in blocks:
        columns = tuple(
            replace(column, lines=tuple(replace(line, is_on=True) for line in column.lines))
            for column in block.columns
        )
        yield replace(block, columns=columns, is_on=True)


def test_a_judgement_that_was_left_out_is_not_kept_either():
    panel = replace(PANEL, judgement=replace(SAID, is_on=False))
    text = sheet_content.encode(
        a_sheet(Block(id=BlockId.HOW_IT_HAS_BEEN, title="How it has been", panel=panel))
    )

    assert "Better than it looks" not in text
    assert "said on 11 May" not in text
    assert "All in all:" in text


def test_a_chart_that_was_left_out_is_not_kept_either():
    line = replace(LINE, key="chart", is_on=False)
    panel = replace(PANEL, chart_line=line)
    block = Block(id=BlockId.HOW_IT_HAS_BEEN, title="How it has been", panel=panel)

    kept = there_and_back(a_sheet(block)).block(BlockId.HOW_IT_HAS_BEEN).panel

    assert kept is not None
    assert (kept.chart, kept.chart_line) == (None, None)
    assert [row.key for row in kept.rows] == ["mood"]


def test_blocks_that_the_sheet_had_not_are_there_and_empty():
    found = there_and_back(a_sheet(a_block(Column(mark=Mark.DASH, lines=(LINE,)))))

    assert {block.id for block in found.blocks} == set(BlockId)
    assert [block.id for block in found.printed] == [BlockId.TO_BRING_UP]


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_whatever_is_left_out_the_rest_says_the_same_and_nothing_else_is_kept(data):
    whole = content.build(sheet_material.something(), SheetWords(), Choice())
    keys = [line.key for block in whole.blocks for line in block.lines]
    choice = Choice(
        blocks_off=data.draw(st.frozensets(st.sampled_from([each.value for each in BlockId]))),
        lines_off=data.draw(st.frozensets(st.sampled_from(keys))),
        lines_on=data.draw(st.frozensets(st.sampled_from(keys))),
    )
    made = content.build(sheet_material.something(), SheetWords(), choice)

    found = there_and_back(made)

    assert as_text(found) == as_text(made)
    judgements = {each.panel.judgement.key for each in whole.blocks if each.panel}
    lines = [line for block in found.blocks for line in block.lines]
    assert {line.key for line in lines if not line.is_on} <= judgements


# Cards


def test_a_card_comes_back_with_what_was_printed_of_it():
    made = a_card(RATINGS, PRIVATE)

    text = sheet_content.encode(made)
    found = sheet_content.decode(SheetLayout.CARD, text)

    assert "left out" not in text
    assert isinstance(found, Card)
    assert [part.id for part in found.printed] == [CardPart.RATINGS]
    assert found.part(CardPart.RATINGS).rows == (ROW,)
    assert found.part(CardPart.RATINGS).lines == (LINE,)
    assert {part.id for part in found.parts} == set(CardPart)
    assert sheet_content.decode(SheetLayout.CARD, sheet_content.encode(found)) == found


@pytest.mark.parametrize(
    "card",
    [
        replace(a_card(RATINGS), days=a_card().days[:6]),
        a_card(RATINGS, RATINGS),
        a_card(replace(RATINGS, rows=(replace(ROW, cells=("1",)),))),
        a_card(replace(RATINGS, blanks=-1)),
        a_card(replace(RATINGS, blanks=10**6)),
    ],
    ids=["six days", "twice", "one cell", "fewer than none", "a million lines"],
)
def test_a_card_that_cannot_be_is_none(card):
    assert sheet_content.decode(SheetLayout.CARD, sheet_content.encode(card)) is None


# What others may have written


def a_panel_block(**fields: object) -> Block:
    panel = replace(PANEL, rows=PANEL.rows[:1], **fields)  # type: ignore[arg-type]
    return Block(id=BlockId.HOW_IT_HAS_BEEN, title="How it has been", panel=panel)


@pytest.mark.parametrize(
    "block",
    [
        a_block(replace(TABLE, heads=())),
        a_block(replace(TABLE, heads=("first",))),
        a_block(replace(TABLE, lines=(LINE,))),
        a_block(replace(TABLE, mark=Mark.DASH, blanks=-1)),
        a_block(replace(TABLE, mark=Mark.DASH, blanks=10**6)),
        a_panel_block(chart=replace(CHART, series=())),
        a_panel_block(chart=replace(CHART, first=ON)),
        a_panel_block(chart=replace(CHART, first=ON + DAY)),
        a_panel_block(chart=replace(CHART, first=date(1, 1, 1))),
        a_panel_block(chart=replace(CHART, series=(Series(name="x", points=(), averages=()),))),
        a_panel_block(chart=replace(CHART, series=(Series(name="x", points=(), averages=((),)),))),
        replace(a_panel_block(), panel=replace(PANEL, rows=(replace(LINE, cells=("1",)),))),
    ],
)
def test_what_cannot_be_drawn_is_none(block):
    text = sheet_content.encode(a_sheet(block))

    assert sheet_content.decode(SheetLayout.SHEET, text) is None


def test_what_can_be_drawn_is_not_refused():
    for block in (a_block(TABLE), a_panel_block(), a_panel_block(chart_line=None)):
        assert there_and_back(a_sheet(block)).block(block.id).is_printed


def test_a_block_that_is_there_twice_makes_no_sheet():
    text = sheet_content.encode(a_sheet(LINES, LINES))

    assert sheet_content.decode(SheetLayout.SHEET, text) is None


@pytest.mark.parametrize("layout", SheetLayout)
@pytest.mark.parametrize(
    "text",
    [
        *("", "5", "null", "[]", "{}", '{"title":"Prep sheet"}', '"words"', "{", '{"on":5}'),
        sheet_content.encode(a_sheet()).replace("2026-05-12", "2026-13-12"),
        sheet_content.encode(a_sheet(LINES)).replace('"lines"', '"a block of a later version"'),
        "[" * 100_000 + "]" * 100_000,
        '{"on":' * 5_000 + "1" + "}" * 5_000,
        '{"on":"2026-05-12","title":"\ud800"}'.encode("utf-8", "surrogatepass").decode("latin-1"),
    ],
    ids=range(14),
)
def test_what_is_no_page_is_none_whatever_it_is(layout, text):
    assert sheet_content.decode(layout, text) is None


def test_a_page_of_another_kind_is_none():
    sheet, card = sheet_content.encode(a_sheet(LINES)), sheet_content.encode(a_card(RATINGS))

    assert sheet_content.decode(SheetLayout.CARD, sheet) is None
    assert sheet_content.decode(SheetLayout.SHEET, card) is None
    assert sheet_content.decode(SheetLayout.REVIEW, sheet) is None
    assert sheet_content.decode(SheetLayout.HANDOVER, sheet) is None


def test_something_a_later_version_added_is_left_out():
    plain = json.loads(sheet_content.encode(a_sheet(LINES)))
    plain["colour"] = {"of": "the paper"}

    found = sheet_content.decode(SheetLayout.SHEET, json.dumps(plain))

    assert isinstance(found, Sheet)
    assert found.title == "Prep sheet"
