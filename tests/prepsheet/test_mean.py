from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import ending
from sessiondesk.prepsheet.mean import Mean, mean_of

LAST = date(2026, 5, 12)
MONTH = ending(LAST, days=28)


def days(values):
    """Give ``values`` to the days that end with the last one of the month."""
    return {LAST - timedelta(days=n): value for n, value in enumerate(values)}


def test_a_mean_says_on_how_many_days_it_rests():
    assert mean_of(days([4.0] * 7 + [5.0] * 7), MONTH) == Mean(value=Decimal("4.5"), days=14)


def test_thirteen_days_are_too_few():
    assert mean_of(days([4.0] * 13), MONTH) == Mean(value=None, days=13)


def test_a_record_without_days_has_no_mean():
    assert mean_of({}, MONTH) == Mean(value=None, days=0)


def test_both_ends_of_the_period_count_and_what_lies_outside_does_not():
    values = days([3.0] * 28)
    values[LAST + timedelta(days=1)] = 10
    values[MONTH.first - timedelta(days=1)] = 10
    assert mean_of(values, MONTH) == Mean(value=Decimal("3.0"), days=28)


def test_a_half_is_rounded_up():
    # Nineteen times 5 and once 6 is 5.05: to even it would be 5.0.
    assert mean_of(days([5.0] * 19 + [6.0]), MONTH).value == Decimal("5.1")


def test_a_tie_made_of_thirds_is_still_a_tie():
    # 20 thirds of 1 and what makes 5.25 * 20 of the rest: the floats alone give 5.2499...
    thirds = [10 / 3, 20 / 3, 10 / 3, 20 / 3] * 4
    mean = mean_of(days([*thirds, 5.0, 5.0, 5.0, 10.0]), MONTH)
    assert mean.value == Decimal("5.3")


@given(st.lists(st.integers(0, 10), min_size=14, max_size=28))
def test_whole_readings_average_as_school_arithmetic_does(values):
    tenths, rest = divmod(10 * sum(values), len(values))
    expected = tenths + (1 if 2 * rest >= len(values) else 0)
    assert mean_of(days(map(float, values)), MONTH).value == Decimal(expected) / 10
