"""Documents on paper: titled sections, as many pages as they need, and the same as text."""

from datetime import date

import pytest

from sessiondesk.ui.paper import document, readable
from sessiondesk.ui.paper.document import Before, Document, Paragraph, Section, Table
from sessiondesk.ui.paper.marks import Words
from sessiondesk.ui.paper.measures import SIDE_MARGIN, PaperSize
from sessiondesk.ui.paper.pdf import make_pdf

ON = date(2026, 5, 12)
LONG = "It began with a quiet week, and I wrote down what I could. " * 400
SCORES = Table(
    heads=("", "First", "Last", "In words"),
    rows=(
        ("PHQ-9", "16", "9", "a drop of 7"),
        ("A form my therapist uses, with a long name", "31", "28", ""),
    ),
    figures=frozenset({1, 2}),
)
USUAL = Document(
    title="Hand-over",
    when="Tuesday 12 May 2026",
    source="From my own record of 14 sessions.",
    sections=(
        Section(title="Why I came", content=(Paragraph(text="I slept badly.", is_own=True),)),
        Section(
            title="Measures",
            note="first and last",
            content=(SCORES, Paragraph(text="They describe two weeks each.")),
        ),
        Section(
            title="What helped",
            content=(
                Paragraph(
                    text="Walking", caption="helped 7 of 10", is_own=True, before=Before.DASH
                ),
                Paragraph(text="To try", before=Before.TICK),
                Paragraph(text="Kept", before=Before.TICKED),
            ),
        ),
        Section(title="Nothing in here"),
    ),
)


def words_of(page):
    return [
        (group, mark) for group in page.groups for mark in group.marks if isinstance(mark, Words)
    ]


def texts(pages):
    return [mark.shape.text for page in pages for _, mark in words_of(page)]


def many(count, *, title="Many lines"):
    lines = tuple(Paragraph(text=f"Line {n}", before=Before.DASH) for n in range(count))
    return Document(
        title="Look back", when="today", sections=(Section(title=title, content=lines),)
    )


@pytest.mark.parametrize("size", list(PaperSize))
def test_what_stands_on_it_can_be_read_from_the_pdf(size, ask_poppler):
    laid_out = document.lay_out(USUAL, size)
    data = make_pdf(laid_out.pages, title=USUAL.title, on=ON)

    text = ask_poppler("pdftotext", data, "-layout")

    for said in (
        "Hand-over",
        "Tuesday 12 May 2026",
        "From my own record of 14 sessions.",
        "Why I came",
        "I slept badly.",
        "first and last",
        "PHQ-9",
        "a drop of 7",
        "helped 7 of 10",
        "Private. Self-reported, not a diagnosis.",
        "page 1 of 1",
    ):
        assert said in text


def test_a_section_with_nothing_in_it_is_left_out():
    laid_out = document.lay_out(USUAL)

    assert "Nothing in here" not in texts(laid_out.pages)
    assert "Nothing in here" not in readable.to_text(USUAL)


def test_the_second_page_has_a_running_head_and_its_number():
    first, second, *_ = document.lay_out(many(80)).pages

    assert "page 1 of 2" in texts([first])
    assert "page 2 of 2" in texts([second])
    assert texts([second])[:2] == ["Look back", "today"]


def test_a_title_is_never_left_alone_at_the_foot_of_a_page():
    for count in range(30, 60):
        filler = many(count).sections[0]
        two = Section(title="The last one", content=(Paragraph(text="And its only line"),))
        both = Document(title="Look back", when="today", sections=(filler, two))
        for page in document.lay_out(both).pages:
            said = texts([page])
            assert ("The last one" in said) == ("And its only line" in said)


def test_the_heads_of_a_table_stay_with_its_first_row():
    for count in range(30, 60):
        filler = many(count).sections[0]
        table = Section(title="Scores", content=(SCORES,))
        both = Document(title="Look back", when="today", sections=(filler, table))
        for page in document.lay_out(both).pages:
            said = texts([page])
            assert ("In words" in said) == ("PHQ-9" in said)


@pytest.mark.parametrize("size", list(PaperSize))
@pytest.mark.parametrize(
    "shown",
    [
        USUAL,
        many(200),
        Document(
            title="Look back",
            when="today",
            sections=(
                Section(title="Own", content=(Paragraph(text=LONG, is_own=True, caption="x"),)),
                Section(title="", content=(Paragraph(text="w" * 9000, before=Before.TICK),)),
            ),
        ),
        Document(title="T" * 300, when="d" * 300, source="s" * 600, sections=many(1).sections),
    ],
    ids=["usual", "many lines", "long words", "long head"],
)
def test_nothing_leaves_the_margins(shown, size):
    for page in document.lay_out(shown, size).pages:
        for group, mark in words_of(page):
            left = group.x + mark.x
            assert left >= SIDE_MARGIN - 0.01
            assert left + mark.shape.width <= size.width - SIDE_MARGIN + 0.5
            bottom = group.y + mark.y + mark.shape.height
            assert bottom <= size.height - 5


def test_no_two_texts_lie_over_each_other():
    for page in document.lay_out(many(80)).pages:
        tops = [group.y + mark.y for group, mark in words_of(page) if mark.x > 4]
        assert len(set(tops)) == len(tops)


def test_long_words_go_on_upon_the_next_page_whole():
    shown = Document(
        title="Look back",
        when="today",
        sections=(Section(title="Own", content=(Paragraph(text=LONG, is_own=True),)),),
    )
    pages = document.lay_out(shown).pages

    assert len(pages) > 2
    joined = " ".join(" ".join(texts(pages)).split())
    assert joined.count("It began with a quiet week") == 400


def test_words_without_a_space_are_parted_anywhere():
    shown = Document(
        title="Look back",
        when="today",
        sections=(Section(title="Own", content=(Paragraph(text="w" * 20000, is_own=True),)),),
    )
    pages = document.lay_out(shown).pages

    assert sum(text.count("w") for text in texts(pages) if set(text) == {"w"}) == 20000


def test_how_much_is_too_much_is_said_in_lines():
    short, long = document.lay_out(many(3)), document.lay_out(many(200))

    assert short.lines_over(2) == 0
    assert short.lines_to_spare(1) > 20
    assert short.lines_to_spare(2) > short.lines_to_spare(1)
    assert short.share(2) < short.share(1) < 1
    assert long.lines_over(2) > 0
    assert long.lines_to_spare(2) == 0
    assert long.share(2) > 1


def test_a_document_without_anything_in_it_is_one_page_with_its_head():
    laid_out = document.lay_out(Document(title="Look back", when="today"))

    assert len(laid_out.pages) == 1
    assert texts(laid_out.pages)[:2] == ["Look back", "today"]


def test_a_table_without_heads_has_rows_alone():
    rows = Table(heads=("", ""), rows=(("Sessions", "14 of 16"),))
    shown = Document(
        title="Look back", when="today", sections=(Section(title="Sums", content=(rows,)),)
    )

    assert "14 of 16" in texts(document.lay_out(shown).pages)
    assert "Sessions: 14 of 16" in readable.to_text(shown)


def test_read_as_text_it_is_whole_and_in_order():
    text = readable.to_text(USUAL)

    assert text.startswith("Hand-over\nTuesday 12 May 2026\nFrom my own record of 14 sessions.")
    assert "Measures (first and last)\nPHQ-9: First 16, Last 9, In words a drop of 7" in text
    assert "\N{EN DASH} Walking (helped 7 of 10)\n\N{BALLOT BOX} To try" in text
    assert text.endswith("\n\nPrivate. Self-reported, not a diagnosis.\n")


def test_a_foot_of_its_own_takes_the_place_of_the_usual_one():
    shown = Document(title="Look back", when="today", foot="Private.", sections=many(1).sections)

    assert "Private." in texts(document.lay_out(shown).pages)
    assert readable.to_text(shown).endswith("\n\nPrivate.\n")


def test_what_a_person_wrote_shows_in_no_log():
    paragraph = Paragraph(text="zinnober", caption="zinnober", is_own=True)
    table = Table(heads=("a",), rows=(("zinnober",),))

    assert "zinnober" not in repr(
        Document(title="t", when="w", sections=(Section(title="s", content=(paragraph, table)),))
    )
