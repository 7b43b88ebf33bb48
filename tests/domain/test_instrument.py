from dataclasses import replace

import pytest

from sessiondesk.domain.instrument import (
    Band,
    CutOff,
    Instruments,
    Item,
    Option,
    Pair,
    ScoringMethod,
    require_options,
)


def test_a_question_and_an_answer_are_found_by_their_numbers(instruments):
    phq9 = instruments.find("phq9")

    assert [phq9.item(n).n for n in (1, 9)] == [1, 9]
    assert phq9.option(3) is phq9.options[3]
    assert phq9.option(4) is None
    assert (phq9.lowest, phq9.highest) == (0, 3)


@pytest.mark.parametrize("n", [0, -1, 10])
def test_there_is_no_question_of_another_number(instruments, n):
    with pytest.raises(IndexError):
        instruments.find("phq9").item(n)


def test_answers_are_found_in_whatever_order_they_are_printed(instruments):
    who5 = instruments.find("who5")

    assert [each.value for each in who5.options] == [5, 4, 3, 2, 1, 0]
    assert who5.option(0) is who5.options[-1]
    assert (who5.lowest, who5.highest) == (0, 5)
    assert (instruments.find("k10").lowest, instruments.find("k10").highest) == (1, 5)


@pytest.mark.parametrize(
    ("total", "band"),
    [(0, "none or minimal"), (4, "none or minimal"), (5, "mild"), (27, "severe")],
)
def test_a_total_has_the_word_for_its_range(instruments, total, band):
    assert instruments.find("phq9").band(total) == band


def test_a_total_outside_of_every_range_has_no_word(instruments):
    assert instruments.find("phq9").band(28) == ""
    # A mean of two may lie between two ranges, and is in neither.
    assert instruments.find("phq9").band(4.5) == ""
    assert instruments.find("pcl5").band(40) == ""


def test_an_instrument_is_found_by_its_id(instruments):
    assert instruments.find("gad7") is instruments.all[1]
    assert instruments.find("GAD-7") is None


def test_no_two_instruments_have_one_id(instruments):
    phq9 = instruments.find("phq9")

    with pytest.raises(ValueError, match="'phq9' is there twice"):
        Instruments(all=(phq9, replace(phq9, place=2)))


def test_methods_say_what_a_sum_is_multiplied_by():
    assert {method: method.factor for method in ScoringMethod} == {
        ScoringMethod.SUM: 1,
        ScoringMethod.SUM_TIMES_4: 4,
    }


def test_two_answers_never_count_the_same():
    require_options([Option(value=1, text="a"), Option(value=0, text="b")])
    for values in [(0, 0), (0, 1, 1), (0, 2), (3,), ()]:
        with pytest.raises(ValueError, match="answers"):
            require_options([Option(value=value, text="a") for value in values])


def test_words_that_are_shown_are_never_empty():
    for make in (
        lambda: Item(n=1, text=" "),
        lambda: Option(value=0, text=""),
        lambda: Band(first=0, last=1, label="\n"),
        lambda: CutOff(points=1, source=""),
        lambda: Pair(name="", items=(1,)),
    ):
        with pytest.raises(ValueError, match="a text is empty"):
            make()


def test_an_instrument_without_anything_that_may_be_missing_is_whole(instruments):
    phq9 = instruments.find("phq9")

    bare = replace(
        phq9, functional=None, bands=(), reliable_change=None, cut_off=None, support=None
    )

    assert bare.band(12) == ""


def test_a_rule_that_does_not_fit_the_answers_is_refused_however_it_is_made(instruments):
    # The files are one way in; no other makes a value that breaks a rule.
    phq9, who5 = instruments.find("phq9"), instruments.find("who5")

    with pytest.raises(ValueError, match="which is not its range"):
        replace(phq9, items=phq9.items[:8], support=None)
    with pytest.raises(ValueError, match="support names item 9, which is not there"):
        replace(phq9, items=phq9.items[:8])
    with pytest.raises(ValueError, match="which is not its range"):
        replace(phq9, options=who5.options)
    with pytest.raises(ValueError, match="the bands do not reach the end"):
        replace(phq9, bands=phq9.bands[:4])
    with pytest.raises(ValueError, match="on its worse side"):
        replace(phq9, cut_off=CutOff(points=10, ordinary=11, source="x"))
    assert replace(who5, cut_off=CutOff(points=50, ordinary=60, source="x"))
