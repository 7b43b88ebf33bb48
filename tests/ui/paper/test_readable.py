"""Sheet, card and document without eyes: all that goes on paper is said, and nothing else."""

import html
import re
import stat
from dataclasses import replace
from datetime import timedelta

import pytest

from sessiondesk.domain.bring_up import BringUp
from sessiondesk.domain.ids import ScaleId, TagId
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.domain.tag import Tag
from sessiondesk.exchange.outline import Figure, Grid, Listing, Sign, Words
from sessiondesk.prepsheet import card as cards
from sessiondesk.prepsheet import content, initials
from sessiondesk.prepsheet.card_material import CardInput, CardPart, Practised, Tagged
from sessiondesk.prepsheet.choice import Choice
from sessiondesk.prepsheet.material import Judgement, Noted
from sessiondesk.prepsheet.sheet import Block, BlockId, Chart, Panel, SessionTick, Sheet
from sessiondesk.ui.paper import readable
from sessiondesk.ui.paper.document_model import Before, Document, Paragraph, Section, Table
from sessiondesk.ui.wording_card import CardWords
from sessiondesk.ui.wording_sheet import SheetWords
from tests.golden_sheets import a_chart, a_panel, a_sheet
from tests.sheet_everything import everything, names
from tests.sheet_material import ON, a_scale, nothing, something
from tests.ui.paper.test_hostile_texts import FIELDS, TEXTS, record_with

ISOLATES = dict.fromkeys(map(ord, "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"))


def built(record, choice=None):
    words = SheetWords(names())
    return content.build(record, words, choice or Choice(pages=2, lines_on=frozenset({"n1:0"})))


def bare(text):
    return " ".join(text.translate(ISOLATES).split())


def forms(page):
    """Return both forms, as one long line of words each."""
    page_words = re.sub(
        r"<style>.*?</style>|<[^>]*>", " ", readable.to_html(page), flags=re.DOTALL
    )
    return bare(readable.to_text(page)), bare(html.unescape(page_words))


def said_on(sheet):
    """Return everything that goes on paper."""
    yield from (sheet.title, sheet.session, sheet.when, sheet.source)
    for block in sheet.printed:
        yield from of_block(block)


def of_block(block):
    panel = block.panel
    if panel is not None:
        yield from (block.title, panel.judgement.text, panel.printed_said, *panel.circles)
        yield panel.judgement.caption if panel.printed_said else ""
        for line in (*panel.printed_rows, *panel.printed_sentences):
            yield from (line.text, line.caption, *line.cells)
    for column in block.columns:
        if not column.is_empty:
            yield from (column.title or block.title, column.more, column.note)
        yield from column.printed_heads
        for line in column.printed:
            yield from (line.text, line.caption, *line.cells)


def a_week():
    """Return a week of which something is known on two days."""
    yesterday = ON - timedelta(days=1)
    practice = Practice(text="Breathing <slowly>", agreed_on=yesterday, days_a_week=5)
    return CardInput(
        on=ON,
        days_recorded=frozenset({ON, yesterday}),
        scales=(replace(a_scale("mood"), is_built_in=True), a_scale("Patience")),
        daily={ScaleId("mood"): {ON: 6, yesterday: 4}},
        practices=(Practised(practice=practice, days={yesterday: 7}),),
        tags=(Tagged(tag=Tag(name="work", id=TagId("t1")), days=frozenset({ON})),),
        words=(Noted(key="n1", day=ON, text="Slept through. " * 40),),
    )


def a_card(record=None, **choice):
    return cards.build(record or a_week(), CardWords(), Choice(**choice))


def a_document():
    return Document(
        title="Progress review",
        when="Sunday 22 November 2026",
        source="From my own record.",
        sections=(
            Section(
                title="What I see",
                note="in my words",
                content=(
                    Paragraph(text="First <b>this</b>.", caption="from 3 May", is_own=True),
                    Paragraph(text="one", before=Before.DASH, is_own=True),
                    Paragraph(text="two", before=Before.DASH, caption="twice"),
                    Paragraph(text="ask again", before=Before.TICK),
                    Paragraph(text="decided", before=Before.TICKED),
                    Table(
                        heads=("", "then", "now"),
                        rows=(("Mood", "4.0", "6.0"),),
                        figures=frozenset({1, 2}),
                    ),
                ),
            ),
            Section(title="Nothing in it"),
        ),
    )


@pytest.mark.parametrize("record", [everything, something, nothing])
def test_both_forms_say_all_that_goes_on_the_sheet(record):
    sheet = built(record())

    for form in forms(sheet):
        assert [text for text in said_on(sheet) if bare(text) not in form] == []
        assert SheetWords().foot(is_whole=True) in form


def switched_off(sheet):
    for block in sheet.blocks:
        for line in block.lines:
            if not (block.is_printed and line.is_on):
                yield line.text


@pytest.mark.parametrize("choice", [Choice(pages=2), Choice()])
def test_what_stays_in_the_journal_is_in_neither(choice):
    sheet = built(everything(), choice)
    off = {text for text in switched_off(sheet) if text not in set(said_on(sheet))}

    assert "The message I nearly sent" in off
    for form in forms(sheet):
        # A word that stands elsewhere too proves nothing.
        assert [text for text in off if len(text) > 12 and text in form] == []


def test_initials_that_are_on_the_sheet_are_in_both_forms():
    record = replace(something(), bring_ups=(BringUp(text="What Rosalind said to me"),))
    sheet = initials.apply(built(record), [PersonName(name="Rosalind")])

    for form in forms(sheet):
        assert "Rosalind" not in form
        assert "What R. said to me" in form


def test_a_judgement_that_was_not_given_leaves_a_line_to_write_on():
    text, _ = forms(built(something()))

    assert "All in all, I would say: (room to write by hand)" in text


def test_ratings_that_were_remembered_are_said_without_a_sentence_too():
    judgement = Judgement(day=ON - timedelta(days=1), words="", ratings=(("Mood", 6.0),))
    sheet = built(replace(something(), judgement=judgement))
    panel = sheet.block(BlockId.HOW_IT_HAS_BEEN).panel
    text, page = forms(sheet)

    assert panel is not None
    assert "Mood" in panel.judgement.caption
    assert f"(room to write by hand) {panel.judgement.caption}" in text
    assert panel.judgement.caption in page


def test_a_judgement_that_was_left_out_is_not_asked_for():
    text, page = forms(built(something(), Choice(lines_off=frozenset({"judgement"}))))

    assert "All in all" not in text + page


def test_where_there_is_no_record_numbers_are_there_to_be_circled():
    text, page = forms(built(nothing()))

    assert "Mood: 0 1 2 3 4 5 6 7 8 9 10" in text
    assert "Mood 0 1 2 3 4 5 6 7 8 9 10" in page


def figure_of(chart: Chart) -> Figure:
    panel: Panel = a_panel(chart=chart)
    sheet: Sheet = a_sheet(Block(id=BlockId.HOW_IT_HAS_BEEN, title="How", panel=panel))
    (part, _) = readable.outline(sheet).parts
    (figure,) = (each for each in part.content if isinstance(each, Figure))
    return figure


def test_the_chart_is_said_by_the_week_with_its_days_and_its_gaps():
    figure = figure_of(a_chart())

    assert figure.says == (
        "Chart of Mood and Anxiety, 18 March to 12 May 2026: a mark for each day, and their local "
        "average as a line."
    )
    assert figure.grid.heads == ("", "Mood", "Anxiety", "sessions")
    assert len(figure.grid.rows) == 8
    # Days 1, 2, 3, 5 and 6 have a rating of mood: 4.5, 4.5, 7.5 and so on, rounded.
    assert [row[0] for row in figure.grid.rows][:2] == ["18 to 24 Mar 2026", "25 to 31 Mar 2026"]
    assert figure.grid.rows[0][1].endswith("(5)")
    assert [row[3] for row in figure.grid.rows][3:5] == ["10 Apr", "17 Apr, not held"]


def test_a_week_without_a_rating_is_no_zero():
    chart = a_chart()
    mood = chart.series[0]
    points = tuple(point for point in mood.points if point[0] >= chart.first + timedelta(days=7))
    chart = replace(chart, series=(replace(mood, points=points),))

    assert figure_of(chart).grid.rows[0][1] == "no ratings"


def test_a_mean_is_rounded_as_on_the_sheet():
    chart = a_chart()
    points = ((chart.first, 4.0), (chart.first + timedelta(days=1), 5.0))
    chart = replace(chart, series=(replace(chart.series[0], points=points),))

    assert figure_of(chart).grid.rows[0][1] == "4.5 (2)"


def test_the_last_week_may_be_short_and_two_sessions_may_be_in_one():
    chart = a_chart()
    ticks = tuple(SessionTick(day=chart.last - timedelta(days=n), is_held=True) for n in (2, 1))
    chart = replace(chart, first=chart.first + timedelta(days=3), ticks=ticks, months=())

    rows = figure_of(replace(chart, series=chart.series[1:])).grid.rows
    assert rows[-1][0] == "9 to 12 May 2026"
    assert rows[-1][-1] == "10 May, 11 May"


def test_a_title_of_a_column_takes_the_place_of_the_one_above_it():
    parts = [part.title for part in readable.outline(built(something())).parts]

    assert "Wins" in parts
    assert "Hurdles" in parts
    assert "Wins and hurdles" not in parts


def test_everything_is_a_list_or_a_table_as_it_is_on_paper():
    sheet = built(everything())
    kinds = {
        part.title: {
            each.sign if isinstance(each, Listing) else type(each) for each in part.content
        }
        for part in readable.outline(sheet).parts
    }

    assert Sign.TICK in kinds["To bring up"]
    assert Sign.ROW in kinds["Goals and measures"]
    assert Grid in kinds["Goals and measures"]
    assert Sign.QUOTE in kinds["About how we work"]
    assert Sign.DATED in kinds["In my words"]
    assert Words in kinds["So far"]


# The diary card.


def test_both_forms_say_all_that_goes_on_the_card():
    card = a_card()

    for form in forms(card):
        for part in card.printed:
            assert bare(part.title) in form
            for row in part.printed_rows:
                said = (row.name, row.caption, row.days, *row.cells)
                assert [each for each in said if bare(each) not in form] == []
        assert bare(card.note) in form
        assert card.foot in form


def test_own_words_of_the_week_are_off_until_they_are_put_on():
    for form in forms(a_card()):
        assert "Slept through" not in form

    for form in forms(a_card(lines_on=frozenset({CardPart.WORDS}))):
        assert "Slept through. (continues in my journal)" in form


def test_the_week_is_one_table_with_a_day_in_each_head():
    card = a_card()
    parts = {part.title: part for part in readable.outline(card).parts}
    (grid,) = parts[card.part(CardPart.RATINGS).title].content

    assert isinstance(grid, Grid)
    assert len(grid.heads) == 9
    assert grid.heads[1] == f"{card.days[0].name} {card.days[0].short}"
    assert grid.rows[0][0] == "Mood"
    assert grid.rows[0][-3:-1] == ("4", "6")
    assert grid.figures == {8}
    # Which rows the person named: theirs stand in their hand.
    assert grid.own == {1}


def test_an_empty_week_is_a_form_to_fill_in():
    card = a_card(CardInput(on=ON, scales=(a_scale("mood"),)))
    text, page = forms(card)

    assert card.is_form
    assert "Mood" in text
    assert "Mood" in page
    assert "(room to write by hand)" in text


# Other documents.


def test_both_forms_say_all_of_a_document():
    text, page = forms(a_document())

    for said in (
        *("Progress review", "Sunday 22 November 2026", "From my own record.", "What I see"),
        *("in my words", "First <b>this</b>.", "from 3 May", "two", "twice", "ask again"),
        *("decided", "Mood", "then", "4.0", "now", "6.0", "Private. Self-reported"),
    ):
        assert said in text
        assert said in page
    assert "Nothing in it" not in text + page


def test_lines_that_belong_together_are_one_list():
    (part,) = readable.outline(a_document()).parts

    lists = [each for each in part.content if isinstance(each, Listing)]
    assert [(each.sign, len(each.entries)) for each in lists] == [
        (Sign.DASH, 2),
        (Sign.TICK, 1),
        (Sign.TICKED, 1),
    ]
    assert isinstance(part.content[0], Words)


def test_a_foot_of_its_own_stands_instead_of_the_usual_one():
    text, _ = forms(replace(a_document(), foot="For my next therapist."))

    assert "For my next therapist." in text
    assert "Self-reported" not in text


# What people write.


@pytest.mark.parametrize("text", TEXTS, ids=str)
def test_whatever_was_written_each_of_them_is_said_and_none_goes_on_for_pages(text):
    sheet = built(record_with(TEXTS[text]))

    for form in (readable.to_text(sheet), readable.to_html(sheet)):
        assert [n for n in range(FIELDS) if f"Word{n}x" not in form] == []
        assert len(form) < 120_000
        assert form.encode()


def test_a_text_on_paper_and_a_text_read_aloud_end_at_the_same_sentence():
    record = replace(something(), bring_ups=(BringUp(text="This is a sentence. " * 500),))

    for form in forms(built(record)):
        assert "This is a sentence. (continues in my journal)" in form


# Files.


def test_a_file_is_for_its_owner_only_and_is_the_only_one(tmp_path):
    path = tmp_path / "prep-2026-05-14.html"
    readable.write(path, "<p>ü 字")

    assert path.read_bytes() == "<p>ü 字".encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path):
    path = tmp_path / "there"
    path.mkdir()
    with pytest.raises(OSError, match="there"):
        readable.write(path, "words")

    assert list(tmp_path.iterdir()) == [path]
    assert list(path.iterdir()) == []


def test_the_same_page_gives_the_same_words():
    sheet = built(everything())

    assert readable.to_html(sheet) == readable.to_html(built(everything()))
    assert readable.to_text(sheet) == readable.to_text(built(everything()))
