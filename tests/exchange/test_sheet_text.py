"""The plain text: what is said, in what order, and what cannot be turned round."""

import unicodedata

import pytest

from sessiondesk.exchange.outline import Entry, Grid, Listing, Outline, Part, Sign, Words
from sessiondesk.exchange.sheet_text import clean, isolated, to_text
from tests.exchange.outlines import a_figure, everything

FIRST = "\N{FIRST STRONG ISOLATE}"
END = "\N{POP DIRECTIONAL ISOLATE}"


def a_part(*content, title="", note=""):
    return to_text(Outline(title="T", parts=(Part(title=title, note=note, content=content),)))


def test_the_whole_page_is_read_in_its_order():
    assert to_text(everything()).splitlines() == [
        "Prep sheet my words",
        "Session 9 my words",
        "Thursday my words",
        "From my record my words",
        "",
        "Lists my words (how it is read my words)",
        "\N{EN DASH} dash my words (of dash my words)",
        "\N{EN DASH} my words",
        "(room for more)",
        "☐ tick my words (of tick my words)",
        "☐ my words",
        "(room for more)",
        "☑ ticked my words (of ticked my words)",
        "☑ my words",
        "(room for more)",
        "row my words: of row my words",
        "my words",
        "(room for more)",
        "“quote my words” (of quote my words)",
        "“my words”",
        "(room for more)",
        "of dated my words: dated my words",
        "my words",
        "(room for more)",
        "",
        "A paragraph my words (said of it my words)",
        "to keep in mind my words",
        "A table my words",
        "what my words",
        "Mood my words: now my words 6.0",
        "now my words 7.0 my words",
        "A chart my words",
        "By the week",
        "4 to 10 May: Mood 5.5 (2), sessions 7 May",
        "11 to 17 May: Mood no ratings",
        "(room my words)",
        "Mood my words: 0 1 2 3 4 5 6 7 8 9 10",
        "",
        "Private. my words",
    ]


def test_it_ends_with_a_line_end():
    assert to_text(Outline(title="Prep sheet")) == "Prep sheet\n"


def test_a_note_without_a_title_is_said_all_the_same():
    assert a_part(note="how it is read") == "T\n\nhow it is read\n"
    assert a_part(Words(text="only words")) == "T\n\nonly words\n"


def test_a_cell_without_a_head_stands_by_itself():
    grid = Grid(heads=("", "", "now"), rows=(("Mood", "5", ""), ("", "", "")))

    assert a_part(grid) == "T\n\nMood: 5\n\n"


def test_a_figure_is_its_sentence_and_its_figures():
    assert "Line chart." not in a_part(a_figure())


@pytest.mark.parametrize("text", ["plain words", "1 to 3 (4)", "“quoted” … and so on", "上次会议"])
def test_words_that_turn_nothing_round_stay_as_they_are(text):
    assert isolated(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "אני רוצה לדבר",
        "أريد أن أقول",
        "\N{RIGHT-TO-LEFT OVERRIDE}turned",
        "\N{RIGHT-TO-LEFT ISOLATE}left open",
        f"{END}{END} closed too often",
        f"{FIRST}once{END} and {END} again \N{LEFT-TO-RIGHT ISOLATE}",
    ],
)
def test_what_runs_the_other_way_carries_nothing_else_along(text):
    shut = isolated(text)

    assert shut.startswith(FIRST) or FIRST not in shut
    # Read from the left, no more is closed than was opened, and nothing stays open.
    depth = 0
    for letter in shut:
        kind = unicodedata.bidirectional(letter)
        depth += kind in {"FSI", "RLI", "LRI"}
        depth -= kind == "PDI"
        assert depth >= 0
    assert depth == 0
    assert [each for each in clean(text) if each != END] == [
        each for each in shut.removeprefix(FIRST) if each != END
    ]


def test_a_mark_that_closes_nothing_is_left_out():
    assert isolated(f"closed{END} too often") == "closed too often"


@pytest.mark.parametrize("text", ["“Hm.”", "«Hm.»", '"Hm."', "‘Hm.’", "  “Hm.”"])  # noqa: RUF001 - meant
def test_a_sentence_with_marks_of_its_own_gets_no_others(text):
    assert a_part(Listing(sign=Sign.QUOTE, entries=(Entry(text=text),))) == f"T\n\n{text}\n"


def test_nothing_is_quoted_as_nothing():
    assert a_part(Listing(sign=Sign.QUOTE, entries=(Entry(text=""),))) == "T\n\n“”\n"


def test_a_caption_stands_outside_of_what_runs_the_other_way():
    said = a_part(Listing(sign=Sign.TICK, entries=(Entry(text="שלום", caption="be heard"),)))

    assert said == f"T\n\n☐ {FIRST}שלום{END} (be heard)\n"


def test_letters_that_are_none_are_replaced():
    assert clean("a\x00b\tc\r\nd\x85e\u2028f\ud83dg\ufdd0h\ufffei\rj") == (
        "a b c\nd\ne\nf\N{REPLACEMENT CHARACTER}g\N{REPLACEMENT CHARACTER}h"
        "\N{REPLACEMENT CHARACTER}i\nj"
    )
