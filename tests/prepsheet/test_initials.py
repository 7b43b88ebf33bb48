import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.sheet_preset import PersonName
from sessiondesk.prepsheet import content
from sessiondesk.prepsheet.initials import apply, in_text
from sessiondesk.prepsheet.sheet import BlockId, Choice, as_text
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_everything import everything, names


def shortened(text, *people):
    return in_text(text, [PersonName(name=each) for each in people])


@pytest.mark.parametrize(
    ("text", "people", "paper"),
    [
        ("Anna called.", ["Anna"], "A. called."),
        ("Anna’s dog, Anna's cat", ["Anna"], "A.’s dog, A.'s cat"),
        ("Annabel and Hanna met Anna", ["Anna"], "Annabel and Hanna met A."),
        ("anna is a word", ["Anna"], "anna is a word"),
        ("I met Anna.", ["Anna"], "I met A."),
        ("Anna... and then", ["Anna"], "A... and then"),
        ("(Anna), “Anna”, Anna-Lena", ["Anna"], "(A.), “A.”, A.-Lena"),
        ("Anna Maria and Anna", ["Anna", "Anna Maria"], "A. M. and A."),
        ("Anna\n  Maria", ["Anna Maria"], "A. M."),
        ("O’Neil and O'Neil", ["O'Neil"], "O. and O."),
        ("11 May with May, in May", ["May"], "11 May with M., in M."),
        ("at 9 Anna called", ["Anna"], "at 9 A. called"),
        ("Мария и Марии", ["Мария"], "М. и Марии"),  # noqa: RUF001
        ("花子さんと", ["花子"], "花.さんと"),
        ("지민이가 왔다", ["지민"], "지.이가 왔다"),
        ("دانا وصلت", ["دانا"], "د. وصلت"),
        ("Anna_1 and xAnna", ["Anna"], "Anna_1 and xAnna"),
        ("Anna, or Anna?", ["Anna", " Anna "], "A., or A.?"),
        ("Nothing here", [], "Nothing here"),
    ],
)
def test_names_become_initials_and_nothing_else_changes(text, people, paper):
    assert shortened(text, *people) == paper


def test_the_initials_are_those_the_person_chose():
    people = [PersonName(name="Anna", initials="my sister"), PersonName(name="sister")]
    assert in_text("Anna came", people) == "my sister came"


def test_a_letter_is_the_same_however_it_is_put_together():
    whole, apart = "Zoë", unicodedata.normalize("NFD", "Zoë")
    for written in (whole, apart):
        for read in (whole, apart):
            assert shortened(f"With {read} now", written) == "With Z. now"
    assert shortened(apart, "Zoe") == apart


@given(text=st.text(max_size=60))
def test_without_the_name_in_it_a_text_stays_as_it_is(text):
    if "Quentin" not in text:
        assert in_text(text, [PersonName(name="Quentin")]) == text


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_name_between_blanks_is_found_whatever_stands_around_it(before, after):
    if "Quentin" not in before + after:
        assert shortened(f"{before} Quentin {after}", "Quentin") == f"{before} Q. {after}"


@pytest.mark.parametrize("name", ["(", "a|b", "[x]", "\\d", "A+", ". *"])
def test_a_name_is_never_read_as_a_rule(name):
    assert shortened(f"with {name} there", name) == f"with {PersonName(name=name).short} there"
    assert shortened("with 1 there", name) == "with 1 there"


def test_everything_that_is_printed_has_initials():
    choice = Choice(pages=2)
    words = SheetWords(names())
    sheet = content.build(everything(), words, choice)
    people = [
        PersonName(name=each)
        for each in ("Sunday", "Mood", "Anxiety", "Told", "Breathing", "clinic", "Sertraline")
    ]

    changed = apply(sheet, people)

    for each in people:
        assert each.name in as_text(sheet)
        assert each.name not in as_text(changed)
    panel = changed.block(BlockId.HOW_IT_HAS_BEEN).panel
    chart = None if panel is None else panel.printed_chart
    assert chart is not None
    assert [series.name for series in chart.series] == ["M.", "A."]
    assert [block.title for block in changed.blocks] == [block.title for block in sheet.blocks]
    keys = [line.key for block in changed.blocks for line in block.lines]
    assert keys == [line.key for block in sheet.blocks for line in block.lines]


def test_what_is_off_has_initials_as_well_for_it_may_be_put_on():
    sheet = content.build(everything(), SheetWords(), Choice())

    changed = apply(sheet, [PersonName(name="money")])

    (line,) = (
        line for line in changed.block(BlockId.ABOUT_US).lines if line.key == "held_back:s1"
    )
    assert line.text == "That M. is the real worry."
    assert not line.is_on


def test_without_names_the_sheet_is_the_same_one():
    sheet = content.build(everything(), SheetWords(), Choice())
    assert apply(sheet, []) is sheet


def test_a_sheet_without_a_chart_has_its_names_changed_too():
    record = replace(everything(), daily={}, averages={})
    sheet = apply(content.build(record, SheetWords(), Choice()), [PersonName(name="host")])
    assert "Said that I could not H." in as_text(sheet)
