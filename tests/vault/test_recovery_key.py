import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.vault import recovery_key
from sessiondesk.vault.errors import RecoveryKeyMistypedError

symbols = st.text(recovery_key.ALPHABET, min_size=28, max_size=28)
PAPER = recovery_key.grouped("0123456789ABCDEFGHJKMNPQRSTV")


def test_a_key_is_140_random_bits():
    keys = {recovery_key.generate() for _ in range(200)}

    assert len(keys) == 200
    assert all(len(key) == 28 for key in keys)
    assert set("".join(keys)) == set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_on_paper_each_group_ends_with_its_check_symbol():
    groups = PAPER.split("-")

    assert [group[:4] for group in groups] == [
        "0123", "4567", "89AB", "CDEF", "GHJK", "MNPQ", "RSTV",
    ]  # fmt: skip
    for number, group in enumerate(groups, start=1):
        digest = hashlib.sha256(str(number).encode() + group[:4].encode()).digest()
        assert group[4] == "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[digest[0] & 31]


@given(symbols)
def test_what_is_on_paper_is_read_back(key):
    assert recovery_key.parse(recovery_key.grouped(key)) == key


@pytest.mark.parametrize(
    "typed",
    [
        PAPER.lower(),
        PAPER.replace("-", ""),
        PAPER.replace("-", " "),
        f"\n  {PAPER}\t",
        " - ".join(PAPER),
        PAPER.replace("-", "\u2013"),
        PAPER.replace("0", "O").replace("1", "I"),
        PAPER.replace("0", "o").replace("1", "l"),
        PAPER.replace("-", "\u00a0\u2014\n"),
    ],
)
def test_ways_of_typing_it_do_not_matter(typed):
    assert recovery_key.parse(typed) == "0123456789ABCDEFGHJKMNPQRSTV"


@given(symbols, st.integers(0, 34), st.sampled_from(recovery_key.ALPHABET))
def test_a_wrong_symbol_is_named_by_its_group_nearly_always(key, place, symbol):
    paper = recovery_key.grouped(key).replace("-", "")
    typed = paper[:place] + symbol + paper[place + 1 :]
    group = place // 5 + 1

    wrong = list(recovery_key.wrong_groups(typed))
    if wrong:
        assert wrong == [group]
        with pytest.raises(RecoveryKeyMistypedError) as raised:
            recovery_key.parse(typed)
        assert raised.value.group == group
    else:
        # One in 32 slips also fits its check symbol; then the key itself does not open.
        assert typed == paper or recovery_key.parse(typed) != key


@pytest.mark.parametrize("group", range(1, 8))
def test_a_symbol_left_out_is_named_by_its_group(group):
    groups = PAPER.split("-")
    groups[group - 1] = groups[group - 1][1:]

    with pytest.raises(RecoveryKeyMistypedError) as raised:
        recovery_key.parse("-".join(groups))

    assert raised.value.group == group


@pytest.mark.parametrize(
    ("typed", "group"),
    [
        ("", 1),
        (PAPER[:10], 2),
        (PAPER[:11], 3),
        (PAPER + "X", 7),
        (PAPER.replace("-", "") + "XXXXX", 7),
        (PAPER.replace("4567", "456U"), 2),
        (PAPER.replace("89AB", "89Äß"), 3),
        ("\0" * 35, 1),
    ],
)
def test_a_key_of_another_form_is_named_by_the_first_wrong_group(typed, group):
    with pytest.raises(RecoveryKeyMistypedError) as raised:
        recovery_key.parse(typed)

    assert raised.value.group == group
    assert "456" not in str(raised.value)


def test_groups_exchanged_are_noticed():
    groups = PAPER.split("-")
    groups[2], groups[3] = groups[3], groups[2]

    with pytest.raises(RecoveryKeyMistypedError) as raised:
        recovery_key.parse("-".join(groups))

    assert raised.value.group == 3


def test_while_typing_only_finished_groups_are_judged():
    for length in range(len(PAPER) + 1):
        assert list(recovery_key.wrong_groups(PAPER[:length])) == []
    assert list(recovery_key.wrong_groups("0123U 456")) == [1]
    assert list(recovery_key.wrong_groups(PAPER + "-00000")) == [8]


def test_a_group_is_typed_back_from_paper():
    key = recovery_key.parse(PAPER)
    third = PAPER.split("-")[2]

    assert recovery_key.is_group(f" {third.lower()} ", 3, key)
    assert not recovery_key.is_group(third, 4, key)
    assert not recovery_key.is_group(third[:4], 3, key)
