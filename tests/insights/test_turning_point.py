import math
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


@pytest.mark.parametrize("seed", range(12))
def test_a_turn_is_named_where_p_is_below_one_in_a_hundred(seed):
    """With answers that are often alike, and a step of a size at which it is close."""
    chance = random.Random(seed)
    n = 20
    values = [round(chance.gauss(5, 1) + (1.4 if at >= 9 else 0)) for at in range(n)]
    k = max(
        abs(sum((a > b) - (a < b) for a in values[:t] for b in values[t:])) for t in range(1, n)
    )
    p = 2 * math.exp(-6 * k**2 / (n**3 + n**2))

    assert (turning_point(weeks(values)).at is not None) == (p < 0.01)


def test_weeks_all_alike_have_no_turn():
    assert turning_point(weeks([5.0] * 20)).at is None
