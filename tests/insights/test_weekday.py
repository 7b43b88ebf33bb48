import random
from datetime import date, timedelta

from sessiondesk.insights.weekday import weekdays

MONDAY = date(2025, 9, 1)


def diary(weeks, *, lift=0.0, seed=1, skip=()):
    chance = random.Random(seed)
    return {
        day: chance.gauss(5, 1) + (lift if at % 7 == 0 else 0)
        for at in range(7 * weeks)
        if at % 7 not in skip
        for day in [MONDAY + timedelta(days=at)]
    }


def test_a_hard_monday_is_clear():
    found = weekdays(diary(20, lift=-2))

    assert found.is_clear
    assert found.lowest == 0
    assert found.days == (20,) * 7


def test_chance_is_not():
    assert not weekdays(diary(20)).is_clear


def test_seven_weeks_are_not_enough():
    assert not weekdays(diary(7, lift=-5)).is_clear


def test_a_weekday_never_answered_has_no_mean():
    found = weekdays(diary(20, lift=2, skip=(6,)))

    assert found.means[6] is None
    assert found.is_clear
    assert found.highest == 0


def test_nothing_is_nothing():
    found = weekdays({})

    assert (found.means, found.weeks, found.is_clear) == ((None,) * 7, 0, False)
