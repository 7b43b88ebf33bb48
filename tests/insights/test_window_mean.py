from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import Period, ending
from sessiondesk.insights.window_mean import WindowMean, window_mean

LAST = date(2026, 5, 12)
FOUR_WEEKS = ending(LAST, days=28)


def back(*numbers):
    return [LAST - timedelta(days=n) for n in numbers]


def test_both_ends_of_the_window_count():
    values = dict(zip(back(0, 27), [2.0, 5.0], strict=True))

    assert window_mean(values, FOUR_WEEKS) == WindowMean(mean=3.5, days=2)


@given(st.dictionaries(st.integers(28, 400), st.floats(0, 10)))
def test_a_day_outside_the_window_changes_nothing(outside):
    values = dict(zip(back(3, 4), [2.0, 5.0], strict=True))
    before = {LAST - timedelta(days=n): value for n, value in outside.items()}

    assert window_mean(values | before, FOUR_WEEKS) == window_mean(values, FOUR_WEEKS)


def test_a_day_without_an_answer_is_not_a_zero():
    assert window_mean(dict.fromkeys(back(1), 8.0), FOUR_WEEKS).mean == 8.0


def test_an_empty_window_has_no_mean():
    assert window_mean({}, FOUR_WEEKS) == WindowMean(mean=None, days=0)


@given(st.dictionaries(st.integers(0, 27), st.floats(0, 10), min_size=1))
def test_the_mean_of_two_halves_by_their_days_is_the_mean_of_the_whole(answers):
    values = {LAST - timedelta(days=n): value for n, value in answers.items()}
    halves = [
        window_mean(values, ending(LAST - timedelta(days=14), days=14)),
        window_mean(values, Period(first=LAST - timedelta(days=13), last=LAST)),
    ]

    whole = window_mean(values, FOUR_WEEKS)

    assert whole.days == sum(half.days for half in halves)
    weighted = sum((half.mean or 0) * half.days for half in halves)
    assert whole.mean == pytest.approx(weighted / whole.days)
