from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.insights.change import default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.frequency import _Share, frequency, frequency_change, three_months_ago

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


def test_the_difference_is_that_of_the_published_example(monkeypatch):
    # Newcombe (1998), Statistics in Medicine 17, 873-890, table II (a), method 10: 56/70 - 48/80.
    one, other = _Share.wilson(56 / 70, 70), _Share.wilson(48 / 80, 80)
    low = 0.2 - ((one.p - one.low) ** 2 + (other.high - other.p) ** 2) ** 0.5
    high = 0.2 + ((one.high - one.p) ** 2 + (other.p - other.low) ** 2) ** 0.5

    assert (low, high) == (pytest.approx(0.0524, abs=5e-5), pytest.approx(0.3339, abs=5e-5))


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
