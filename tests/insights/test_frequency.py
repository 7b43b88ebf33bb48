from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sessiondesk.domain.period import Period
from sessiondesk.insights.change import default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.frequency import (
    _apart,
    _Share,
    frequency,
    frequency_change,
    three_months_ago,
)
from sessiondesk.insights.persistence import persistence

ON = date(2026, 5, 12)
NOW, THEN = default_windows(ON)


def record(window, counted, answered):
    """Spread evenly, so that a day is not like the one before it."""
    days = list(window.days())[:answered]
    yes = {round(at * answered / counted) for at in range(counted)} if counted else set()
    return {day: at in yes for at, day in enumerate(days)}


def test_wilson_is_that_of_the_published_example():
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I: 81 of 263.
    found = _Share.wilson(81 / 263, 263)

    assert found.low == pytest.approx(0.2553, abs=5e-5)
    assert found.high == pytest.approx(0.3662, abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_difference_is_that_of_the_published_examples(one, other, low, high):
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II (a) to (h), method 10.
    shares = [_Share.wilson(counted / n, n) for counted, n in (one, other)]
    found = _apart(*shares)

    assert found.low == pytest.approx(low, abs=6e-5)
    assert found.high == pytest.approx(high, abs=6e-5)


def test_two_windows_are_compared_as_the_published_example_is():
    # The first of them again, from days: 48 of 80, then 56 of 70, none like the day before.
    then = Period(first=date(2025, 1, 1), last=date(2025, 3, 21))
    now = Period(first=date(2025, 3, 22), last=date(2025, 5, 30))
    values = record(then, 48, 80) | record(now, 56, 70)
    assert persistence({day: float(each) for day, each in values.items()}) == 0

    found = frequency_change(values, now, then)

    assert (found.now.counted, found.then.counted) == (56, 48)
    assert found.difference == pytest.approx(7 * 0.2)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(7 * 0.0524, abs=5e-4)
    assert found.interval.high == pytest.approx(7 * 0.3339, abs=5e-4)


@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_is_what_the_referee_says(seen):
    counted, n = seen
    found = _Share.wilson(counted / n, n)

    referee = stats.binomtest(counted, n).proportion_ci(0.95, method="wilson")
    assert found.low == pytest.approx(referee.low, abs=1e-6)
    assert found.high == pytest.approx(referee.high, abs=1e-6)


def test_days_a_week_rest_on_the_answered_days():
    found = frequency(record(NOW, 6, 24), NOW)

    assert (found.counted, found.window.answered) == (6, 24)
    assert found.a_week == pytest.approx(7 * 6 / 24)
    assert found.interval is not None
    assert found.a_week is not None
    assert 0 < found.interval.low < found.a_week < found.interval.high < 7


def test_fewer_than_seven_days_have_no_number():
    found = frequency(record(NOW, 2, 6), NOW)

    assert (found.counted, found.a_week, found.interval) == (2, None, None)


def test_no_day_at_all_is_no_number():
    assert frequency({}, NOW).a_week is None


def test_clearly_fewer_is_lower():
    values = record(THEN, 20, 28) | record(NOW, 2, 28)

    found = frequency_change(values, NOW, THEN)

    assert found.ending is Ending.LOWER
    assert found.difference == pytest.approx(-4.5)
    assert found.interval is not None
    assert found.interval.high < -0.5 + 4


def test_small_differences_end_in_cant_tell():
    values = record(THEN, 9, 27) | record(NOW, 6, 25)

    assert frequency_change(values, NOW, THEN).ending is Ending.CANT_TELL


def test_thirteen_days_are_not_enough_to_compare():
    values = record(THEN, 5, 28) | record(NOW, 5, 13)

    found = frequency_change(values, NOW, THEN)

    assert found.ending is Ending.NOT_ENOUGH
    assert (found.difference, found.interval) == (None, None)


def test_windows_that_overlap_are_refused():
    with pytest.raises(ValueError, match="window"):
        frequency_change({}, THEN, NOW)


def test_three_months_ago_are_days_105_to_78_back():
    window = three_months_ago(ON)

    assert (ON - window.last, ON - window.first) == (timedelta(days=78), timedelta(days=105))


@given(st.floats(0, 1), st.floats(2, 400))
def test_what_was_seen_lies_in_its_own_range(p, n):
    found = _Share.wilson(p, n)

    assert 0 <= found.low <= p <= found.high <= 1


@given(
    st.dictionaries(
        st.integers(0, 55).map(lambda n: THEN.first + timedelta(days=n)), st.booleans()
    )
)
def test_turning_yes_into_no_mirrors_the_answer(values):
    one = frequency_change(values, NOW, THEN)
    other = frequency_change({day: not each for day, each in values.items()}, NOW, THEN)

    turned = {Ending.HIGHER: Ending.LOWER, Ending.LOWER: Ending.HIGHER}
    assert other.ending is turned.get(one.ending, one.ending)
