import unicodedata

import pytest

from sessiondesk.vault import passphrase
from sessiondesk.vault.errors import PassphraseRefusedError, Refusal
from sessiondesk.vault.passphrase import Strength


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("M\u00fchle am Flu\u00df", unicodedata.normalize("NFD", "M\u00fchle am Flu\u00df")),
        ("\uff11\uff12\uff13 words", "123 words"),  # full-width digits of an Asian input method
        ("two\u00a0words", "two words"),
        ("\ufb01sh and chips", "fish and chips"),
    ],
)
def test_one_passphrase_has_one_form_whatever_keyboard_it_comes_from(one, other):
    assert one != other
    assert passphrase.normalised(one) == passphrase.normalised(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Words here", "words here"), (" words here", "words here"), ("a", "ä")]
)
def test_what_differs_for_a_person_differs(one, other):
    assert passphrase.normalised(one) != passphrase.normalised(other)


@pytest.mark.parametrize(
    "typed", ["", " ", "'\";--", "🦉🦉", "tab\tinside", "lone \ud800", "\U000e0fff", "x" * 10_000]
)
def test_to_open_a_journal_everything_but_nul_is_tried(typed):
    assert isinstance(passphrase.normalised(typed), bytes)


def test_nul_is_refused():
    with pytest.raises(PassphraseRefusedError) as raised:
        passphrase.normalised("owls\0owls")

    assert raised.value.refusal is Refusal.CONTROL_CHARACTER
    assert "owls" not in str(raised.value)


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("seven77", Refusal.TOO_SHORT),
        ("e\u0301" * 7, Refusal.TOO_SHORT),  # seven letters with an accent
        ("x" * 10_001, Refusal.TOO_LONG),
        ("with\0nul inside", Refusal.CONTROL_CHARACTER),
        ("with\ttab inside", Refusal.CONTROL_CHARACTER),
        ("with line break\n", Refusal.CONTROL_CHARACTER),
        ("unassigned \U000e0fff", Refusal.UNKNOWN_CHARACTER),
        ("half of a pair \ud83e", Refusal.UNKNOWN_CHARACTER),
    ],
)
def test_a_new_passphrase_is_refused_with_the_reason(typed, refusal):
    with pytest.raises(PassphraseRefusedError) as raised:
        passphrase.check_new(typed)

    assert raised.value.refusal is refusal


@pytest.mark.parametrize(
    "typed", ["eight888", "'quotes' and \"more\"", "🦉 and 👩🏽‍🚀", "e\u0301" * 8, "x" * 10_000]
)
def test_a_new_passphrase_may_be_anything_that_can_be_typed_again(typed):
    passphrase.check_new(typed)


@pytest.mark.parametrize(
    ("typed", "is_so"), [("a b", False), (" a b", True), ("a b ", True), ("a b\u00a0", True)]
)
def test_blanks_around_it_are_noticed(typed, is_so):
    assert passphrase.has_outer_blanks(typed) is is_so


@pytest.mark.parametrize(
    ("typed", "strength", "asks"),
    [
        ("", Strength.TOO_SHORT, True),
        ("q8$Zx", Strength.TOO_SHORT, True),
        ("therapy2024!", Strength.FAIR, True),
        ("quarry tinfoil 42", Strength.GOOD, False),
        ("correct horse battery staple", Strength.STRONG, False),
    ],
)
def test_strength_is_told_in_a_word(typed, strength, asks):
    found = passphrase.estimate(typed)

    assert (found.strength, found.needs_confirmation) == (strength, asks)


@pytest.mark.parametrize("typed", ["x" * 73, "long words " * 50, "🦉" * 100, "\ufdfa" * 73])
def test_strength_is_estimated_however_long_it_is(typed):
    assert passphrase.estimate(typed).bits > 0


def test_a_suggestion_is_six_words_of_the_long_list():
    suggestions = {passphrase.suggest() for _ in range(50)}

    assert len(suggestions) == 50
    assert all(len(words.split(" ")) == 6 for words in suggestions)
    assert passphrase.suggestion_bits() == 77
    for words in suggestions:
        passphrase.check_new(words)
        assert passphrase.estimate(words).strength is Strength.STRONG
