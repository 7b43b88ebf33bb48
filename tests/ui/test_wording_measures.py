"""Scores, and how much they changed, in words."""

from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.form import Form
from sessiondesk.domain.measure_plan import Due
from sessiondesk.domain.scale import Better
from sessiondesk.insights.questionnaire_change import Baseline, ItemMove, change
from sessiondesk.ui import wording_measure_changes as changes
from sessiondesk.ui import wording_measures as words
from sessiondesk.ui.wording_measure_changes import Since

DAY = date(2026, 4, 28)
TODAY = date(2026, 5, 12)


@pytest.fixture(params=["phq9", "phq8", "gad7", "core10", "who5", "pcl5", "phq4", "phq15", "k10"])
def any_instrument(instruments, request):
    return instruments.find(request.param)


@pytest.fixture
def phq9(instruments):
    return instruments.find("phq9")


@pytest.fixture
def gad7(instruments):
    return instruments.find("gad7")


@pytest.fixture
def who5(instruments):
    return instruments.find("who5")


def result(instrument, total):
    return Assessment(
        instrument=instrument.id,
        version=instrument.version,
        day=DAY,
        total=total,
        band=instrument.band(total),
    )


# Figures.


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (9, "9"),
        (9.0, "9"),
        (15.5, "15.5"),
        (2.25, "2.25"),
        (0.005, "0.01"),
        (-7, "\N{MINUS SIGN}7"),
        (-0.001, "0"),
        (100, "100"),
        (1e300, "1e+300"),
    ],
)
def test_a_total_has_as_few_decimals_as_it_needs(value, said):
    assert words.figure(value) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [(1, "1 point"), (-1, "1 point"), (7, "7 points"), (0.5, "0.5 points"), (-6.5, "6.5 points")],
)
def test_points_are_counted_without_a_sign(value, said):
    assert words.points(value) == said


@pytest.mark.parametrize(("value", "said"), [(3, "+3"), (-3, "\N{MINUS SIGN}3"), (0, "0")])
def test_a_difference_says_its_sign(value, said):
    assert changes.signed(value) == said


# What it is, and when it is due.


def test_a_questionnaire_says_what_it_is_about_and_its_range(phq9, who5):
    assert words.range_line(phq9) == "Low mood, 0 to 27"
    assert words.range_line(who5) == "Well-being, 0 to 100, more is better"


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, ""),
        ({"low": 0, "high": 40, "better": Better.LOWER}, "0 to 40, less is better"),
        ({"low": 0.5}, "From 0.5"),
        ({"high": 12, "better": Better.HIGHER}, "Up to 12, more is better"),
        ({"better": Better.HIGHER}, "More is better"),
    ],
)
def test_a_form_says_as_much_as_is_known_of_it(known, said):
    assert words.form_range_line(Form(name="Sleep diary", **known)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "every day"),
        (7, "every week"),
        (14, "every two weeks"),
        (28, "every four weeks"),
        (77, "every 11 weeks"),
        (10, "every ten days"),
        (30, "every 30 days"),
    ],
)
def test_how_often_is_said_in_weeks_where_it_is_weeks(days, said):
    assert words.every(days) == said


def test_what_is_due_says_how_often_when_last_and_how_long(phq9, who5):
    due = Due(instrument=phq9, every_days=14, last=DAY, since=TODAY)
    assert words.due_title(due) == "PHQ-9 is ready when you are"
    said = words.due_line(due, today=TODAY)
    assert said == "Every two weeks, last on 28 April. About two minutes."
    last_year = replace(due, last=date(2025, 12, 30))
    assert "last on 30 December 2025" in words.due_line(last_year, today=TODAY)
    never = Due(instrument=who5, every_days=7, last=None, since=TODAY)
    assert words.due_line(never) == "Every week, not filled in yet. About one minute."


@pytest.mark.parametrize(
    ("days", "begins"),
    [
        (0, "The last one is of the same day."),
        (1, "The last one was a day ago."),
        (6, "The last one was six days ago."),
        (13, "The last one was 13 days ago."),
    ],
)
def test_two_that_overlap_are_allowed_with_a_note(phq9, days, begins):
    said = words.too_early(phq9, days)

    assert said.startswith(begins)
    assert "the last 2 weeks" in said
    assert said.endswith("You can fill it in all the same.")


def test_there_is_no_note_where_none_overlaps(phq9, instruments):
    assert words.too_early(phq9, None) == ""
    assert words.too_early(phq9, 14) == ""
    # Its own shortest interval is two days less than the month it asks about.
    assert words.too_early(instruments.find("pcl5"), 28) == ""
    assert words.too_early(instruments.find("pcl5"), 27) != ""


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([], ""),
        ([4], "Row 4 is open."),
        ([7, 4], "Rows 4 and 7 are open."),
        ([1, 2, 3, 7], "Rows 1 to 3 and 7 are open."),
        ([1, 2, 5, 9, 10, 11, 12], "Rows 1, 2, 5 and 9 to 12 are open."),
    ],
)
def test_open_rows_are_named(numbers, said):
    assert words.missing_line(numbers) == said


def test_what_is_half_filled_says_how_far(phq9):
    said = words.half_filled(4, len(phq9.items), DAY, today=TODAY)

    assert said == "Half filled in on 28 April: 4 of 9 rows have an answer."


# One score.


def test_a_score_is_in_a_range_and_never_what_a_person_has(phq9):
    assert words.score_line(result(phq9, 12), phq9) == (
        "12, in the range the questionnaire calls moderate"
    )
    assert words.score_sentence(result(phq9, 12), phq9) == (
        "12, in the range the questionnaire calls moderate. It describes the last 2 weeks; it is "
        "not a diagnosis."
    )
    assert words.day_and_range(result(phq9, 9), today=TODAY) == "28 April, mild range"


def test_where_no_words_are_published_only_the_range_is_said(instruments):
    pcl5 = instruments.find("pcl5")

    assert words.score_line(result(pcl5, 33), pcl5) == "33, between 0 and 80"
    assert words.day_and_range(result(pcl5, 33), today=TODAY) == "28 April"


def test_an_answer_that_is_none_of_them_stays_a_number(phq9):
    assert words.answer(phq9, phq9.options[0].value) == phq9.options[0].text
    assert words.answer(phq9, 9) == "9"


# A change.


def said(instrument, before, after, since=Since.BEFORE_THERAPY, **more):
    found = change(instrument, before, after)
    return changes.change_sentence(instrument, found, since=since, **more)


def test_a_change_that_is_large_enough_stands_by_itself(phq9):
    assert said(phq9, 16, 12, with_crossing=False) != said(phq9, 16, 9, with_crossing=False)
    assert said(phq9, 22, 16) == "6 points lower than before therapy began, 22 to 16."
    assert said(phq9, 16, 22) == "6 points higher than before therapy began, 16 to 22."


def test_a_change_that_is_too_small_says_so(gad7):
    assert said(gad7, 12, 9) == (
        "3 points lower than before therapy began, 12 to 9. Too small to be sure of."
    )


def test_no_change_is_the_same(gad7):
    assert said(gad7, 12, 12, Since.START) == "The same as at the start of this therapy, 12."
    assert said(gad7, 12, 12, Since.FIRST) == "The same as at first, 12."
    assert said(gad7, 12, 12, Since.PREVIOUS) == "The same as the time before, 12."


@pytest.mark.parametrize(
    ("since", "than"),
    [
        (Since.BEFORE_THERAPY, "before therapy began"),
        (Since.START, "at the start of this therapy"),
        (Since.FIRST, "at first"),
        (Since.PREVIOUS, "the time before"),
    ],
)
def test_a_change_says_what_it_is_compared_with(phq9, since, than):
    assert said(phq9, 26, 20, since) == f"6 points lower than {than}, 26 to 20."
    assert said(phq9, 20, 26, since) == f"6 points higher than {than}, 20 to 26."


def test_the_mean_of_two_is_said_with_its_half(phq9):
    start = Baseline(value=15.5, days=(DAY, TODAY), is_before_therapy=True)
    alone = replace(start, days=(DAY,))

    assert said(phq9, 25.5, 19).startswith("6.5 points lower than before therapy began, 25.5 to")
    assert "15.5 is the mean of your first two" in changes.mean_note(start)
    assert changes.mean_note(alone) == ""


def test_leaving_the_range_is_said_and_so_is_coming_into_it(phq9, who5):
    assert said(phq9, 16, 9).endswith(
        "It was in the range where a clinician would look closer; now it is below it."
    )
    assert said(phq9, 9, 16).endswith(
        "It was below the range where a clinician would look closer; now it is in it."
    )
    # Where more is better, it is the other way up.
    assert said(who5, 40, 60).endswith("now it is above it.")
    assert said(who5, 60, 40).endswith(
        "It was above the range where a clinician would look closer; now it is in it."
    )
    assert "clinician" not in said(phq9, 16, 9, with_crossing=False)


def test_without_a_threshold_only_the_difference_is_said(who5):
    assert said(who5, 20, 40) == (
        "20 points higher than before therapy began, 20 to 40. The program knows no threshold "
        "for this questionnaire, so nothing is made of it."
    )


def test_forms_about_the_same_days_are_not_judged(phq9):
    assert said(phq9, 16, 9, Since.PREVIOUS, is_overlapping=True) == (
        "7 points lower than the time before, 16 to 9. The two describe some of the same days, "
        "so nothing is made of it."
    )
    assert said(phq9, 9, 9, Since.PREVIOUS, is_overlapping=True) == (
        "The same as the time before, 9. The two describe some of the same days."
    )


@pytest.mark.parametrize(
    "forbidden",
    ["%", "per cent", "significant", "because", "thanks", "!", "cured", "clinical case", "great"],
)
def test_no_sentence_praises_explains_or_counts_in_percent(any_instrument, forbidden):
    low, high = any_instrument.scoring.low, any_instrument.scoring.high
    totals = range(low, high + 1, any_instrument.scoring.method.factor)
    for before in (low, (low + high) // 2, high):
        for after in totals:
            for since in Since:
                assert forbidden not in said(any_instrument, before, after, since).casefold()
            assert forbidden not in words.score_sentence(
                result(any_instrument, after), any_instrument
            )


def test_who5_is_never_called_reliable(who5):
    for before in range(0, 101, 4):
        for after in range(0, 101, 4):
            found = change(who5, before, after)
            assert "reliable" not in said(who5, before, after)
            assert "reliable" not in changes.sheet_words(who5, found)
    assert "reliable" not in changes.rule_line(who5)


def test_the_published_word_is_there_for_table_and_paper(phq9, who5):
    assert changes.change_word(change(phq9, 16, 10)) == "reliable improvement"
    assert changes.change_word(change(phq9, 10, 16)) == "reliable worsening"
    assert changes.change_word(change(phq9, 10, 15)) == "no reliable change"
    assert changes.change_word(change(who5, 10, 90)) == "not judged"


@pytest.mark.parametrize(
    ("id_", "before", "after", "line"),
    [
        ("phq9", 16, 12, "4 points lower: no reliable change"),
        ("phq9", 16, 9, "7 points lower: reliable improvement, now below the cut-off"),
        ("phq9", 4, 12, "8 points higher: reliable worsening, now at or above the cut-off"),
        ("phq9", 4, 4, "the same: no reliable change"),
        ("who5", 40, 60, "20 points higher, now above the cut-off"),
        ("who5", 60, 40, "20 points lower, now at or below the cut-off"),
        ("phq4", 4, 5, "1 point higher"),
    ],
)
def test_the_sheet_says_it_in_a_few_words(instruments, id_, before, after, line):
    instrument = instruments.find(id_)

    assert changes.sheet_words(instrument, change(instrument, before, after)) == line


def test_the_rule_says_the_size_that_counts(phq9, gad7, who5):
    assert changes.rule_line(phq9) == (
        "A change of 6 or more is larger than the questionnaire’s margin of error. Ringed points "
        "pass that line."
    )
    assert changes.rule_line(gad7, has_ringed=False, next_on=date(2026, 5, 26)) == (
        "A change of 4 or more would be clearer. No point passes that line yet; the next one is "
        "due 26 May."
    )
    assert changes.rule_line(gad7, has_ringed=False) == (
        "A change of 4 or more would be clearer. No point passes that line yet."
    )
    assert changes.rule_line(who5) == (
        "The program knows no threshold for how large a change has to be."
    )
    assert changes.rule_line(who5, next_on=date(2026, 5, 26)).endswith("due 26 May.")


def test_of_a_form_nothing_is_made(phq9):
    assert changes.form_change_sentence(20.5, 16) == (
        "4.5 points lower than at first, 20.5 to 16. What size of a change counts on this form "
        "is for your therapist to say."
    )
    assert changes.form_change_sentence(16, 16) == "The same as at first, 16."


def test_a_single_answer_says_from_what_to_what(phq9):
    move = ItemMove(item=1, before=3, after=1, is_better=True)
    before, after = phq9.option(3).text, phq9.option(1).text

    assert changes.moved(phq9, move) == f"from “{before}” to “{after}”"


def test_a_start_is_named_by_what_is_known_of_it():
    start = Baseline(value=15, days=(DAY,), is_before_therapy=False)

    assert changes.since_when(replace(start, is_before_therapy=True), has_course=True) is (
        Since.BEFORE_THERAPY
    )
    assert changes.since_when(start, has_course=True) is Since.START
    assert changes.since_when(start, has_course=False) is Since.FIRST
    assert [changes.baseline_label(each) for each in Since] == [
        "before therapy began",
        "at the start",
        "at first",
        "the time before",
    ]


def test_lines_of_a_chart_have_words(phq9, who5, instruments):
    assert changes.threshold_label(6, is_lower=True) == "6 points lower"
    assert changes.threshold_label(4, is_lower=False) == "4 points higher"
    assert changes.cut_off_label(phq9) == "closer look from 10 up"
    assert changes.cut_off_label(who5) == "closer look from 50 down"
    assert changes.cut_off_label(replace(phq9, cut_off=None)) == ""
