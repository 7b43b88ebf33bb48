from datetime import date, timedelta

from sessiondesk.domain.period import Period
from sessiondesk.insights.goal_weeks import days_each_week, last_of_each_week

MONDAY = date(2026, 5, 11)
FORTNIGHT = Period(first=MONDAY, last=MONDAY + timedelta(days=13))


def test_a_day_counts_once_however_often_it_is_named():
    found = days_each_week([MONDAY, MONDAY, MONDAY + timedelta(days=2)], FORTNIGHT)

    assert found == [(MONDAY, 2), (MONDAY + timedelta(days=7), 0)]


def test_days_outside_the_stretch_are_left_out():
    found = days_each_week([MONDAY - timedelta(days=1), MONDAY + timedelta(days=14)], FORTNIGHT)

    assert [count for _, count in found] == [0, 0]


def test_a_stretch_that_begins_midweek_begins_with_that_week():
    period = Period(first=MONDAY + timedelta(days=3), last=MONDAY + timedelta(days=4))

    assert days_each_week([MONDAY, MONDAY + timedelta(days=3)], period) == [(MONDAY, 1)]


def test_of_each_week_the_last_value_counts_and_no_week_is_made_up():
    values = [(MONDAY, 3.0), (MONDAY + timedelta(days=5), 4.0), (MONDAY + timedelta(days=15), 5.0)]

    assert last_of_each_week(values) == [(MONDAY, 4.0), (MONDAY + timedelta(days=14), 5.0)]
