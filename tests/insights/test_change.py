import math
import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sessiondesk.domain.period import Period
from sessiondesk.insights.change import change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.effective_days import effective_days
from sessiondesk.insights.persistence import persistence

ON = date(2026, 5, 12)
NOW, THEN = default_windows(ON)


def record(then, now):
    """The same values on every day of each window, or one for each day."""
    return {
        day: value
        for window, values in ((THEN, then), (NOW, now))
        for day, value in zip(window.days(), values, strict=False)
    }


def wave(middle, reach, n=28):
    return [middle + reach * (1 if at % 2 else -1) for at in range(n)]


def test_now_is_four_weeks_and_then_the_four_before_them():
    assert (NOW.first, NOW.last) == (date(2026, 4, 15), ON)
    assert (THEN.first, THEN.last) == (date(2026, 3, 18), date(2026, 4, 14))


def test_a_clear_fall_is_lower_with_its_share():
    found = change(record(wave(6, 1), wave(4, 1)), NOW, THEN, none_at_zero=True)

    assert found.ending is Ending.LOWER
    assert found.difference == pytest.approx(-2)
    assert found.percent == pytest.approx(-100 / 3)
    assert found.percent_interval is not None
    assert found.percent_interval.low < -100 / 3 < found.percent_interval.high < 0


def test_days_that_stand_alone_give_the_interval_of_welch():
    chance = random.Random(5)
    then, now = ([chance.gauss(5, 1.8) for _ in range(28)] for _ in range(2))
    values = record(then, now)
    assert persistence(values) == 0
    found = change(values, NOW, THEN, none_at_zero=False)

    # Its variance divides by n - 1, as v = s^2 / (n - 1) does with s^2 the mean square.
    referee = stats.ttest_ind(now, then, equal_var=False).confidence_interval(0.95)
    assert found.interval is not None
    assert found.interval.low == pytest.approx(referee.low, rel=2e-3)
    assert found.interval.high == pytest.approx(referee.high, rel=2e-3)


@pytest.mark.parametrize("seed", range(6))
def test_with_gaps_and_days_alike_it_is_what_the_formulas_say(seed):
    """Everything again from the text: double sums, sample moments and scipy's quantile."""
    chance = random.Random(seed)
    state, values = 0.0, {}
    for at in range(140):
        state = 0.6 * state + chance.gauss(0, 1.5)
        if chance.random() < 0.8:
            values[ON - timedelta(days=at)] = min(10, max(0, round(5 + state)))
    phi = persistence(values)
    assert phi > 0.2

    means, v, n_eff = [], [], []
    for window in (NOW, THEN):
        days = [day for day in values if day in window]
        inside = np.array([values[day] for day in days])
        shared = sum(phi ** abs((one - other).days) for one in days for other in days)
        effective = len(days) ** 2 / shared
        means.append(inside.mean())
        n_eff.append(effective)
        v.append(inside.var() * effective / (effective - 1) / effective)
    assert min(n_eff) > 2

    def half(one, other):
        freedom = (one + other) ** 2 / (one**2 / (n_eff[0] - 1) + other**2 / (n_eff[1] - 1))
        return stats.t.ppf(0.975, max(freedom, 1)) * math.sqrt(one + other)

    found = change(values, NOW, THEN, none_at_zero=True)

    margin = half(*v)
    assert found.interval is not None
    assert found.interval.high - found.interval.low == pytest.approx(2 * margin, rel=2e-3)
    assert found.difference == pytest.approx(means[0] - means[1])
    ratio = half(v[0] / means[0] ** 2, v[1] / means[1] ** 2)
    assert found.percent == pytest.approx(100 * (means[0] / means[1] - 1))
    assert found.percent_interval is not None
    assert found.percent_interval.low == pytest.approx(
        100 * (means[0] / means[1] * math.exp(-ratio) - 1), rel=5e-3, abs=0.2
    )
    assert found.percent_interval.high == pytest.approx(
        100 * (means[0] / means[1] * math.exp(ratio) - 1), rel=5e-3, abs=0.2
    )


def test_without_a_day_on_one_side_there_is_no_difference():
    assert change(record([], [4.0] * 28), NOW, THEN, none_at_zero=True).difference is None
    assert change(record([4.0] * 28, []), NOW, THEN, none_at_zero=True).difference is None


def test_days_that_resemble_each_other_say_less():
    steady = [5 + 2 * math.sin(at / 3) for at in range(56)]
    values = record(steady[:28], steady[28:])
    shuffled = random.Random(1).sample(steady[28:], 28)
    alone = record(random.Random(2).sample(steady[:28], 28), shuffled)

    def width(found):
        return found.interval.high - found.interval.low

    assert width(change(values, NOW, THEN, none_at_zero=False)) > width(
        change(alone, NOW, THEN, none_at_zero=False)
    )


def test_a_change_nobody_would_feel_is_no_direction():
    found = change(record([5.0] * 28, [5.33] * 28), NOW, THEN, none_at_zero=False)

    assert found.ending is Ending.ABOUT_THE_SAME


def test_days_that_vary_much_end_in_cant_tell():
    found = change(record(wave(5, 4), wave(4, 4)), NOW, THEN, none_at_zero=False)

    assert found.ending is Ending.CANT_TELL


@pytest.mark.parametrize("answered", [0, 1, 13])
def test_below_fourteen_days_nothing_is_compared(answered):
    found = change(record(wave(5, 1), wave(2, 1)[:answered]), NOW, THEN, none_at_zero=True)

    assert found.ending is Ending.NOT_ENOUGH
    assert found.now.answered == answered
    assert (found.interval, found.percent) == (None, None)


def test_fourteen_days_are_too_few_for_a_longer_window():
    longer = Period(first=NOW.first, last=NOW.first + timedelta(days=28))
    values = record(wave(5, 1), [*wave(2, 1)[:14]])

    assert change(values, longer, THEN, none_at_zero=True).ending is Ending.NOT_ENOUGH


def test_no_share_is_said_of_something_that_was_very_low_already():
    found = change(record([0.6] * 28, [0.9] * 28), NOW, THEN, none_at_zero=True)

    assert found.percent is None
    assert found.difference == pytest.approx(0.3)


def test_falling_to_nothing_is_all_of_it_without_a_range():
    found = change(record(wave(4, 1), [0.0] * 28), NOW, THEN, none_at_zero=True)

    assert found.percent == pytest.approx(-100)
    assert found.percent_interval is None


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (THEN, NOW),
        (NOW, Period(first=THEN.first, last=NOW.first)),
        (Period(first=NOW.last, last=NOW.last), THEN),
    ],
)
def test_windows_that_cannot_be_compared_are_refused(now, then):
    with pytest.raises(ValueError, match="window"):
        change({}, now, then, none_at_zero=False)


days_of_values = st.dictionaries(
    st.integers(0, 55).map(lambda n: THEN.first + timedelta(days=n)), st.integers(0, 10)
)


@given(days_of_values)
def test_the_mirror_image_of_a_record_has_the_mirrored_ending(values):
    mirrored = {day: 10 - value for day, value in values.items()}
    one = change(values, NOW, THEN, none_at_zero=False)
    other = change(mirrored, NOW, THEN, none_at_zero=False)

    turned = {Ending.HIGHER: Ending.LOWER, Ending.LOWER: Ending.HIGHER}
    assert other.ending is turned.get(one.ending, one.ending)


@given(days_of_values, st.integers(1, 40))
def test_days_after_the_newer_window_change_nothing(values, n):
    more = values | {ON + timedelta(days=n): 10}

    assert change(more, NOW, THEN, none_at_zero=True) == change(
        values, NOW, THEN, none_at_zero=True
    )


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 3, 1))), st.floats(0, 0.8))
def test_effective_days_are_what_the_double_sum_says(days, phi):
    total = sum(phi ** abs((one - other).days) for one in days for other in days)
    plain = max(len(days) ** 2 / total, 2.0) if days else 2.0

    assert effective_days(days, phi) == pytest.approx(plain)
