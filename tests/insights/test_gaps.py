from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import Period
from sessiondesk.insights.gaps import gaps

START = date(2026, 2, 27)


def days(*numbers):
    return [START + timedelta(days=n) for n in numbers]


def test_four_empty_days_are_a_gap_and_three_are_none():
    assert gaps(days(0, 4)) == []
    assert gaps(days(0, 5)) == [Period(first=date(2026, 2, 28), last=date(2026, 3, 3))]


def test_nothing_before_the_first_and_after_the_last_day_is_a_gap():
    assert gaps([]) == []
    assert gaps(days(3)) == []


@given(st.sets(st.integers(0, 60)))
def test_gaps_are_long_empty_and_lie_between_days_that_are_not(numbers):
    record = set(days(*numbers))

    for gap in gaps(record):
        assert gap.length >= 4
        assert not record & set(gap.days())
        assert {gap.first - timedelta(days=1), gap.last + timedelta(days=1)} <= record


@given(st.lists(st.integers(0, 60)))
def test_every_long_empty_stretch_is_found(numbers):
    record = sorted(set(days(*numbers)))
    longest = max((b - a for a, b in pairwise(record)), default=timedelta(0))

    assert bool(gaps(days(*numbers))) == (longest.days >= 5)
