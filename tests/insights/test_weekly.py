from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import Period
from sessiondesk.insights.weekly import Week, monday_of, mondays, weekly

MONDAY = date(2026, 5, 4)
SUNDAY = date(2026, 5, 10)
THE_WEEK = Period(first=MONDAY, last=SUNDAY)

periods = st.builds(
    lambda first, length: Period(first=first, last=first + timedelta(days=length)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.integers(0, 100),
)


def test_a_week_runs_from_monday_to_sunday():
    values = {
        MONDAY - timedelta(days=1): 10.0,
        MONDAY: 2.0,
        MONDAY + timedelta(days=3): 3.0,
        SUNDAY: 7.0,
        SUNDAY + timedelta(days=1): 10.0,
    }
    whole = Period(first=MONDAY - timedelta(days=7), last=SUNDAY + timedelta(days=7))

    assert weekly(values, whole)[1] == Week(monday=MONDAY, mean=4.0, days=3)


def test_two_days_are_too_few_for_an_average():
    values = {MONDAY: 2.0, SUNDAY: 7.0}

    assert weekly(values, THE_WEEK) == [Week(monday=MONDAY, mean=None, days=2)]


def test_an_empty_week_is_there_and_is_not_a_zero():
    assert weekly({}, THE_WEEK) == [Week(monday=MONDAY, mean=None, days=0)]


def test_of_a_week_at_the_end_only_the_days_inside_count():
    values = {MONDAY + timedelta(days=n): float(n) for n in range(7)}
    until_wednesday = Period(first=MONDAY, last=MONDAY + timedelta(days=2))

    assert weekly(values, until_wednesday) == [Week(monday=MONDAY, mean=1.0, days=3)]


@given(periods)
def test_the_weeks_of_a_period_follow_each_other_and_cover_it(period):
    found = mondays(period)

    assert found[0] == monday_of(period.first)
    assert found[-1] == monday_of(period.last)
    assert {(b - a).days for a, b in pairwise(found)} <= {7}
    assert all(each.weekday() == 0 for each in found)


@given(periods, st.integers(0, 10))
def test_every_answered_day_is_in_one_week(period, value):
    values = dict.fromkeys(period.days(), float(value))

    assert sum(week.days for week in weekly(values, period)) == period.length
