"""What the small charts below the chart say, and how a week was remembered."""

from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.scale import Scale
from sessiondesk.insights.after_session import CurvePoint
from sessiondesk.insights.claims import Weekdays
from sessiondesk.journal.recalls import Remembered
from sessiondesk.ui import wording_below, wording_small_charts

NOT_SAID = ("because", "thanks", "significant", "stuck", "well done")
WEEKDAYS = Weekdays(
    means=(-0.5, 0.3, None, 0.0, 0.0, 0.2, 0.0), days=(8, 1, 0, 8, 8, 8, 8), weeks=9, is_clear=True
)


def point(offset, mean, sessions=12):
    return CurvePoint(offset=offset, mean=mean, sessions=sessions)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (0.84, "+0.8"),
        (-1.25, "\N{MINUS SIGN}1.3"),
        (0.04, "0.0"),
        (-0.04, "0.0"),
        (0.05, "+0.1"),
        (0, "0.0"),
    ],
)
def test_a_difference_has_its_sign_and_a_true_minus(value, says):
    assert wording_small_charts.signed(value) == says


@pytest.mark.parametrize(("value", "says"), [(1, "+1"), (0, "0"), (-1.5, "\N{MINUS SIGN}1.5")])
def test_levels_have_as_few_decimals_as_they_need(value, says):
    assert wording_small_charts.level(value) == says


@pytest.mark.parametrize(
    ("offset", "day", "axis"),
    [
        (-2, "2 days before", "\N{MINUS SIGN}2"),
        (-1, "the day before", "\N{MINUS SIGN}1"),
        (0, "on the day itself", "session"),
        (1, "the day after", "+1"),
        (6, "6 days after", "+6"),
    ],
)
def test_the_days_of_the_curve_are_counted_from_the_session(offset, day, axis):
    assert wording_small_charts.curve_day_name(offset) == day
    assert wording_small_charts.curve_axis(offset) == axis


def test_the_curve_is_one_sentence_with_its_number_of_sessions():
    says = wording_small_charts.curve([point(-1, 0.0), point(1, -0.8, 10), point(3, 0.4)], "Mood")

    assert says == (
        "Mood around 12 sessions, each against the two days before it: lowest the day after "
        "(\N{MINUS SIGN}0.8), highest 3 days after (+0.4)."
    )


def test_a_curve_of_nothing_says_so():
    assert wording_small_charts.curve([], "Mood") == (
        "Mood around sessions: nothing was noted on these days."
    )


@pytest.mark.parametrize(("sessions", "says"), [(1, "1 session"), (24, "24 sessions")])
def test_a_day_of_the_curve_says_what_it_rests_on(sessions, says):
    assert wording_small_charts.curve_day(point(1, -0.8, sessions), "mood") == (
        f"The day after: mood \N{MINUS SIGN}0.8 against the days before ({says})."
    )


def test_weekdays_say_what_they_rest_on_or_that_nothing_was_noted():
    assert wording_small_charts.weekdays(WEEKDAYS, "Mood") == (
        "Mood by weekday, each against the mean of its week, over 9 weeks."
    )
    assert wording_small_charts.weekday(WEEKDAYS, "mood", 0) == (
        "Monday: mood \N{MINUS SIGN}0.5 against the mean of the week (8 days)."
    )
    assert wording_small_charts.weekday(WEEKDAYS, "mood", 1).endswith("(1 day).")
    assert wording_small_charts.weekday(WEEKDAYS, "mood", 2) == "Wednesday: nothing noted."


def test_one_week_is_one_week():
    assert wording_small_charts.weeks(1) == "1 week"


@pytest.mark.parametrize(
    ("number", "day", "says"),
    [
        (8, date(2026, 5, 7), "8, 7 May"),
        (None, date(2026, 5, 7), "7 May"),
        (3, date(2025, 12, 18), "3, 18 Dec 2025"),
    ],
)
def test_a_session_is_called_by_its_number_and_its_day(number, day, says):
    assert wording_below.session(number, day, date(2026, 5, 12)) == says


def test_every_answer_about_the_day_after_has_words():
    assert wording_below.day_after(None) == ""
    assert all(wording_below.day_after(each) for each in DayAfter)


@pytest.mark.parametrize(("difference", "word"), [(0.9, "higher"), (-0.9, "lower")])
def test_the_following_day_is_said_without_a_why(difference, word):
    says = wording_below.association_next_day(difference, "late\nnight", "mood", 31)

    assert says == (
        f"On the day after “late night”, mood was about 0.9 {word} than on other days of the "
        "same week (31 days)."
    )


BOTH = Remembered(scale=Scale(label="Anxiety", is_built_in=True), said=6, noted=4.1, days=6)


def test_both_figures_stand_side_by_side():
    assert wording_below.remembered(BOTH, 7) == (
        "You remembered anxiety at about 6; on the days you noted it was 4.1 (6 of 7 days)."
    )


def test_too_few_days_are_said_and_not_compared():
    assert wording_below.remembered(replace(BOTH, noted=None, days=2), 7) == (
        "You remembered anxiety at about 6. It was noted on 2 of 7 days, which is too few to put "
        "beside it."
    )


def test_a_scale_of_ones_own_is_quoted():
    own = replace(BOTH, scale=Scale(label="Patience with  K."))

    assert "“Patience with K.”" in wording_below.remembered(own, 7)


def test_nothing_names_a_cause_or_praises():
    said = " ".join(
        [
            wording_below.on_memory(),
            wording_below.remembered(BOTH, 7),
            wording_small_charts.curve([point(1, -0.8)], "Mood"),
            wording_small_charts.weekdays(WEEKDAYS, "Mood"),
        ]
    ).lower()

    assert not [each for each in NOT_SAID if each in said]
