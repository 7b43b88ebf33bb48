import math
import random
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.insights.persistence import persistence

START = date(2025, 11, 3)


def record(values):
    return {START + timedelta(days=n): value for n, value in enumerate(values)}


def test_one_full_block_gives_the_textbook_figure():
    rng = np.random.default_rng(3)
    values = np.cumsum(rng.integers(-1, 2, 28)).astype(float)
    own = values - values.mean()
    r = np.mean(own[1:] * own[:-1]) / np.mean(own**2)

    assert persistence(record(values)) == pytest.approx(min(max(r + (1 + 3 * r) / 28, 0), 0.8))


def test_days_that_swing_to_and_fro_count_as_standing_alone():
    assert persistence(record([2.0, 8.0] * 20)) == 0


def test_a_long_slide_within_a_month_is_capped():
    assert persistence(record([float(n) for n in range(28)])) == 0.8


def test_the_same_value_every_day_is_no_persistence():
    assert persistence(record([5.0] * 56)) == 0


def test_nothing_at_all_is_no_persistence():
    assert persistence({}) == 0


def test_too_few_neighbouring_days_are_no_persistence():
    every_other = {START + timedelta(days=2 * n): float(n % 7) for n in range(60)}
    ten_days = record([1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 4.0, 3.0, 2.0, 1.0])

    assert persistence(every_other) == 0
    assert persistence(ten_days) == 0
    assert persistence(record([1.0, 2.0, 3.0, 4.0, 5.0, 5.0, 5.0, 4.0, 3.0, 2.0, 1.0])) > 0


def test_a_block_with_fewer_than_eight_days_is_left_out():
    full = record([float(math.sin(n / 3)) for n in range(28)])
    with_scraps = full | {START - timedelta(days=n): 100.0 for n in range(2, 9)}
    with_a_block = full | {START - timedelta(days=n): 100.0 * (n % 2) for n in range(2, 10)}

    assert persistence(with_scraps) == persistence(full)
    assert persistence(with_a_block) != persistence(full)


def test_neighbours_on_both_sides_of_a_block_are_not_paired():
    # Two level months, a step between them: within each nothing follows anything.
    values = [2.0, 3.0] * 14 + [8.0, 9.0] * 14

    assert persistence(record(values)) == 0


@settings(max_examples=50)
@given(st.lists(st.integers(0, 10), min_size=30, max_size=80), st.integers(1, 9))
def test_moving_and_stretching_the_scale_changes_nothing(values, factor):
    moved = record([3 + factor * value for value in values])

    assert persistence(moved) == pytest.approx(persistence(record(values)), abs=1e-9)


@pytest.mark.parametrize("phi", [0.0, 0.4, 0.6])
def test_made_up_days_give_back_what_they_were_made_with(phi):
    rng = random.Random(5)
    state, values = 0.0, []
    for _ in range(2000):
        state = phi * state + math.sqrt(1 - phi * phi) * rng.gauss(0, 1.8)
        values.append(state)

    assert persistence(record(values)) == pytest.approx(phi, abs=0.07)


def dated(found):
    return {START + timedelta(days=at): float(each) for at, each in found.items()}


# Many days missing, and few: whole months among months with gaps.
many_gaps = st.dictionaries(st.integers(0, 120), st.integers(0, 10), min_size=1)
few_gaps = st.tuples(
    st.lists(st.integers(0, 10), min_size=120, max_size=140),
    st.sets(st.integers(1, 119), max_size=5),
).map(lambda made: {at: each for at, each in enumerate(made[0]) if at not in made[1]})


@settings(max_examples=60)
@given((many_gaps | few_gaps).map(dated))
def test_with_gaps_it_is_what_the_text_says(values):
    """Blocks of 28 days back from the last answer, each less its mean; then one formula."""
    last = max(values)
    own: dict[tuple[int, date], float] = {}
    blocks = 0
    for block in range(6):
        days = [day for day in values if (last - day).days // 28 == block]
        if len(days) >= 8:
            blocks += 1
            own |= {
                (block, day): values[day] - np.mean([values[each] for each in days])
                for day in days
            }
    pairs = [
        each * own[block, day + timedelta(days=1)]
        for (block, day), each in own.items()
        if (block, day + timedelta(days=1)) in own
    ]
    expected = 0.0
    if len(pairs) >= 10 and any(own.values()):
        r = np.mean(pairs) / np.mean(np.square(list(own.values())))
        expected = float(np.clip(r + (1 + 3 * r) / (len(own) / blocks), 0, 0.8))

    assert persistence(values) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=30)
@given(st.lists(st.integers(0, 10), min_size=30, max_size=60), st.randoms(use_true_random=False))
def test_the_order_in_which_days_come_does_not_matter(values, chance):
    days = list(record(values).items())
    shuffled = dict(chance.sample(days, len(days)))

    assert persistence(shuffled) == pytest.approx(persistence(dict(days)), abs=1e-12)
