import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sessiondesk.insights.claim import Ending
from sessiondesk.insights.material import Unit
from sessiondesk.insights.trend import steady_within, together, trend

MONDAY = date(2026, 1, 5)


def weeks(values, at=None):
    places = range(len(values)) if at is None else at
    return [(MONDAY + timedelta(weeks=n), value) for n, value in zip(places, values, strict=True)]


def noise(n, spread, seed, slope=0.0):
    chance = random.Random(seed)
    return [5 + slope * at + chance.gauss(0, spread) for at in range(n)]


@pytest.mark.parametrize("seed", range(8))
def test_slope_and_interval_are_those_of_the_referee(seed):
    values = [round(each, seed % 3) for each in noise(14 + seed, 1.2, seed)]
    at = sorted(random.Random(seed).sample(range(40), len(values)))
    found = trend(weeks(values, at))

    referee = stats.theilslopes(values, at, alpha=0.95)
    span = at[-1] - at[0]
    # The referee takes ties among the weeks into account as well, and there are none.
    assert found.change == pytest.approx(referee.slope * span)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(referee.low_slope * span)
    assert found.interval.high == pytest.approx(referee.high_slope * span)


@pytest.mark.parametrize("seed", range(8))
def test_p_is_that_of_kendalls_test(seed):
    values = [round(each) for each in noise(30, 1.5, seed, slope=0.03)]
    found = trend(weeks(values))

    n = len(values)
    s = sum(np.sign(values[j] - values[i]) for i in range(n) for j in range(i + 1, n))
    counts = [values.count(each) for each in set(values)]
    spread = (
        (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in counts)) / 18
    ) ** 0.5
    z = 0 if s == 0 else (abs(s) - 1) / spread
    assert found.p == pytest.approx(2 * stats.norm.sf(z))


def test_a_rise_is_a_direction():
    found = trend(weeks(noise(34, 0.3, 1, slope=0.035)))

    assert found.ending is Ending.HIGHER


def test_a_fall_is_a_direction():
    assert trend(weeks(noise(34, 0.3, 1, slope=-0.035))).ending is Ending.LOWER


def test_a_change_too_small_to_feel_is_none():
    values = [5 + 0.001 * at for at in range(20)]

    assert trend(weeks(values)).ending is Ending.ABOUT_THE_SAME


def test_weeks_that_stay_are_steady_from_twelve_on():
    assert trend(weeks(noise(14, 0.3, 2))).ending is Ending.ABOUT_THE_SAME
    assert trend(weeks(noise(11, 0.3, 2))).ending is Ending.CANT_TELL


def test_weeks_all_alike_are_steady():
    found = trend(weeks([5.0] * 12))

    assert (found.ending, found.change, found.p) == (Ending.ABOUT_THE_SAME, 0.0, 1.0)


def test_hours_are_steady_within_one():
    """What a scale of ten points may move by is much for a night."""
    chance = random.Random(3)
    values = [7 + chance.gauss(0, 0.75) for _ in range(14)]
    narrow = trend(weeks(values)).narrow
    assert narrow is not None
    assert narrow.is_inside(1.5)
    assert not narrow.is_inside(1.0)

    points, hours = (
        together([trend(weeks(values), within=steady_within(unit))])[0]
        for unit in (Unit.POINTS, Unit.HOURS)
    )

    assert (points.ending, points.within) == (Ending.ABOUT_THE_SAME, 1.5)
    assert (hours.ending, hours.within) == (Ending.CANT_TELL, 1.0)


def test_seven_weeks_are_not_enough():
    found = trend(weeks([5.0] * 7))

    assert (found.ending, found.missing_weeks, found.change) == (Ending.NOT_ENOUGH, 1, None)


def test_many_looked_at_together_need_more():
    one = next(
        found
        for seed in range(400)
        if 0.02 < (found := trend(weeks(noise(20, 1.0, seed, slope=0.05)))).p < 0.05
        and found.ending.is_direction
    )
    others = [trend(weeks(noise(20, 1.0, seed))) for seed in range(500, 506)]
    flat = [each for each in others if each.p > 0.2]
    short = trend(weeks([5.0] * 3))

    said = together([one, *flat, short])

    assert not said[0].ending.is_direction
    assert said[-1] == short
    assert together([one])[0] == one


@given(st.lists(st.integers(0, 10), min_size=8, max_size=40))
def test_the_mirror_image_goes_the_other_way(values):
    one, other = trend(weeks(values)), trend(weeks([10 - each for each in values]))

    turned = {Ending.HIGHER: Ending.LOWER, Ending.LOWER: Ending.HIGHER}
    assert other.ending is turned.get(one.ending, one.ending)
