import random
from datetime import date, timedelta

import numpy as np
import pytest

from sessiondesk.insights import weekday
from sessiondesk.insights.weekday import weekdays
from sessiondesk.insights.weeks_table import WeeksTable

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


def by_hand(values, shuffles):
    """The p of the spread, one shuffle and one week after the other."""
    chance = random.Random(7)
    weeks: dict[date, dict[int, float]] = {}
    for day, value in values.items():
        weeks.setdefault(day - timedelta(days=day.weekday()), {})[day.weekday()] = value
    own = [
        {at: value - np.mean(list(week.values())) for at, value in week.items()}
        for week in weeks.values()
    ]

    def spread(shuffled):
        sums, counts = np.zeros(7), np.zeros(7)
        for week in shuffled:
            for at, value in week.items():
                sums[at] += value
                counts[at] += 1
        return np.std(sums[counts > 0] / counts[counts > 0])

    actual = spread(own)

    def shuffled(week):
        return dict(zip(week, chance.sample(list(week.values()), len(week)), strict=True))

    as_far = sum(
        spread([shuffled(week) for week in own]) >= actual - 1e-12 for _ in range(shuffles)
    )
    return (1 + as_far) / (1 + shuffles)


@pytest.mark.parametrize(("lift", "seed"), [(0.0, 3), (0.6, 4), (-0.4, 5)])
def test_the_days_of_a_week_are_shuffled_as_the_slow_way_does(lift, seed):
    chance = random.Random(seed)
    values = diary(20, lift=lift, seed=seed, skip=(2,))
    values = {day: round(value) for day, value in values.items() if chance.random() < 0.8}
    table = WeeksTable.of(values)

    # Two samples of shuffles lie no further apart than this but once in ten thousand times.
    referee = by_hand(values, 1000)
    found = weekday._p(table, table.answered.sum(axis=0))
    assert found == pytest.approx(referee, abs=0.045)


def test_only_answered_days_change_places():
    table = WeeksTable.of(
        {MONDAY: 1.0, MONDAY + timedelta(days=2): 4.0, MONDAY + timedelta(days=14): 2.0}
    )

    shuffled = weekday._shuffled(table)

    seen = {tuple(row) for row in shuffled.tolist()}
    assert seen == {(-1.5, 0, 1.5, 0, 0, 0, 0), (1.5, 0, -1.5, 0, 0, 0, 0)}
    share = (shuffled[:, 0] < 0).mean()
    assert 0.45 < share < 0.55


def test_weeks_all_alike_are_not_clear():
    assert not weekdays({MONDAY + timedelta(days=at): 5.0 for at in range(140)}).is_clear
