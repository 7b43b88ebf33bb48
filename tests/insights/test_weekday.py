from datetime import date, timedelta

from sessiondesk.domain.period import Period
from sessiondesk.insights.weekday import Weekday, weekdays

MONDAY = date(2026, 5, 4)
TWO_WEEKS = Period(first=MONDAY, last=MONDAY + timedelta(days=13))


def test_the_same_weekdays_of_two_weeks_are_averaged():
    values = {MONDAY: 2.0, MONDAY + timedelta(days=7): 5.0, MONDAY + timedelta(days=6): 9.0}

    found = weekdays(values, TWO_WEEKS)

    assert found[0] == Weekday(number=0, mean=3.5, days=2)
    assert found[6] == Weekday(number=6, mean=9.0, days=1)


def test_a_weekday_without_an_answer_is_not_a_zero():
    assert weekdays({}, TWO_WEEKS) == [Weekday(number=n, mean=None, days=0) for n in range(7)]


def test_a_day_outside_the_period_changes_nothing():
    outside = {MONDAY - timedelta(days=7): 10.0, MONDAY + timedelta(days=14): 10.0}

    assert weekdays(outside, TWO_WEEKS) == weekdays({}, TWO_WEEKS)
