import random
from datetime import date, timedelta

import pytest

from sessiondesk.insights.turning_point import turning_point

MONDAY = date(2025, 9, 1)


def weeks(values):
    return [(MONDAY + timedelta(weeks=at), value) for at, value in enumerate(values)]


def test_one_step_is_found_where_it_is():
    chance = random.Random(1)
    values = [5 + chance.gauss(0, 0.3) + (2 if at >= 12 else 0) for at in range(30)]

    assert turning_point(weeks(values)).at == MONDAY + timedelta(weeks=12)


def test_none_stands_out_where_there_is_none():
    chance = random.Random(2)

    assert turning_point(weeks([chance.gauss(5, 1) for _ in range(30)])).at is None


@pytest.mark.parametrize("n", [0, 15])
def test_too_few_are_not_looked_at(n):
    found = turning_point(weeks([1.0] * n))

    assert (found.points, found.at, found.is_enough) == (n, None, False)


def test_the_statistic_is_that_of_the_double_sum():
    chance = random.Random(3)
    values = [chance.randint(0, 10) + (8 if at > 9 else 0) for at in range(24)]
    sums = [
        sum(
            (values[i] > values[j]) - (values[i] < values[j])
            for i in range(t)
            for j in range(t, 24)
        )
        for t in range(1, 24)
    ]
    turn = max(range(23), key=lambda t: abs(sums[t]))

    assert turning_point(weeks(values)).at == MONDAY + timedelta(weeks=turn + 1)
