"""Patterns: names, and the words to look for."""

from datetime import date

import pytest

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import PatternId
from sessiondesk.domain.pattern import Pattern

NAMED = date(2026, 5, 3)


@pytest.mark.parametrize("name", ["", "  ", " going quiet", "going quiet\n"])
def test_a_name_is_not_empty_and_has_no_blanks_at_its_ends(name):
    with pytest.raises(InvalidFieldError) as refused:
        Pattern(name=name, named_on=NAMED)

    assert refused.value.field == "name"


def test_a_pattern_is_not_merged_into_itself():
    with pytest.raises(InvalidFieldError) as refused:
        Pattern(name="going quiet", named_on=NAMED, id=PatternId("a"), merged_into=PatternId("a"))

    assert refused.value.field == "merged_into"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("going quiet when someone is disappointed", ["quiet", "disappointed"]),
        ("I don’t know what", ["I don’t know what"]),
        ("to be", ["to be"]),
        ("沉默", ["沉默"]),
        ("quiet, quiet", ["quiet"]),
        ("!!", ["!!"]),
    ],
)
def test_the_telling_words_of_a_name_are_looked_for(name, words):
    assert Pattern(name=name, named_on=NAMED).words == words


def test_nothing_of_it_is_in_its_repr():
    pattern = Pattern(name="secret-name", named_on=NAMED, what_i_do="secret-answer")

    assert "secret" not in repr(pattern)
