from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.crisis_line import CrisisLine, CrisisLines, OwnLine, is_country
from sessiondesk.domain.errors import InvalidFieldError

LINE = CrisisLine(country="GB", name="United Kingdom", line="116 123", emergency="999")


@pytest.mark.parametrize("code", ["gb", "G", "GBR", "G1", "ÄÖ", ""])
def test_a_country_is_two_capital_letters(code):
    assert not is_country(code)
    with pytest.raises(InvalidFieldError) as caught:
        replace(LINE, country=code)
    assert caught.value.field == "country"


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("line", " ", "line"),
        ("emergency", "", "emergency"),
        ("note", "x" * 201, "line"),
        ("name", "x" * 201, "line"),
    ],
)
def test_a_line_has_numbers_that_can_be_read_in_a_hurry(field, value, named):
    with pytest.raises(InvalidFieldError) as caught:
        replace(LINE, **{field: value})
    assert caught.value.field == named


@pytest.mark.parametrize(
    ("name", "number", "named"),
    [(" ", "1", "name"), ("Sam", "", "number"), ("Sam", "1" * 201, "name")],
)
def test_a_number_of_ones_own_has_a_name_and_a_number(name, number, named):
    with pytest.raises(InvalidFieldError) as caught:
        OwnLine(name=name, number=number)
    assert caught.value.field == named


def test_whose_number_it_is_stays_out_of_what_is_printed_for_a_programmer():
    assert "Sam" not in repr(OwnLine(name="Sam", number="01234 5"))


def test_a_list_finds_the_line_of_a_country():
    lines = CrisisLines(language="en", source="s", elsewhere="e", lines=(LINE,))

    assert lines.of("GB") == LINE
    assert lines.of("DE") is None
    assert lines.of(None) is None


def test_no_country_is_in_a_list_twice():
    other = replace(LINE, checked_on=date(2026, 5, 12))

    with pytest.raises(ValueError, match="twice"):
        CrisisLines(language="en", source="s", elsewhere="e", lines=(LINE, other))
