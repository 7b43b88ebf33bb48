import math
import random
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import linalg, stats

from sessiondesk.insights.local_average import local_average
from sessiondesk.insights.persistence import persistence

START = date(2025, 11, 3)
FAR = {"lowest": -math.inf, "highest": math.inf}

records = st.dictionaries(
    st.integers(0, 90).map(lambda n: START + timedelta(days=n)),
    st.integers(0, 10).map(float),
    min_size=1,
)


def line(record, **keywords):
    return local_average(list(record), list(record.values()), **keywords)


def points(record, **keywords):
    return [point for segment in line(record, **keywords) for point in segment]


def days(*numbers):
    return [START + timedelta(days=n) for n in numbers]


def slow(record, day, half_width=21):
    """The same formula by full matrices, with scipy's quantile."""
    inside = [each for each in record if abs((each - day).days) <= half_width]
    weights = [(1 - (abs((each - day).days) / (half_width + 1)) ** 2) ** 2 for each in inside]
    shares = [weight / sum(weights) for weight in weights]
    mean = sum(share * record[each] for share, each in zip(shares, inside, strict=True))
    square = sum(
        share * (record[each] - mean) ** 2 for share, each in zip(shares, inside, strict=True)
    )
    # Correlation by calendar distance: a full year's matrix, cut down to the answered days.
    phi = persistence(record)
    full = linalg.toeplitz([phi**n for n in range(2 * half_width + 1)])
    at = [(each - day).days + half_width for each in inside]
    correlation = full[at][:, at]
    effective = max(1 / (shares @ correlation @ shares), 2.0)
    variance = max(square, 1 / 12) * effective / (effective - 1) / effective
    margin = stats.t.ppf(0.975, effective - 1) * math.sqrt(variance)
    return mean, mean - margin, mean + margin


@given(record=records)
def test_the_line_and_its_range_are_those_of_the_plain_formula(record):
    for point in points(record, **FAR):
        mean, low, high = slow(record, point.day)
        assert point.mean == pytest.approx(mean)
        # The quantile is read from a table.
        assert point.low == pytest.approx(low, abs=0.001 * (high - low))
        assert point.high == pytest.approx(high, abs=0.001 * (high - low))


@given(record=records, value=st.integers(0, 10))
def test_the_same_answer_every_day_is_a_level_line(record, value):
    for point in points(dict.fromkeys(record, float(value))):
        assert point.mean == pytest.approx(value)
        assert 0 <= point.low <= point.mean <= point.high <= 10


def test_the_same_answer_every_day_still_has_a_likely_range():
    for point in points(dict.fromkeys(days(*range(20)), 5.0)):
        assert 0 < point.high - point.low < 1


@given(record=records, shift=st.integers(-20, 20))
def test_adding_the_same_to_every_day_lifts_the_line_and_nothing_else(record, shift):
    lifted = points({day: value + shift for day, value in record.items()}, **FAR)

    for before, after in zip(points(record, **FAR), lifted, strict=True):
        assert after.mean == pytest.approx(before.mean + shift)
        assert after.low == pytest.approx(before.low + shift)
        assert after.high == pytest.approx(before.high + shift)


@given(record=records)
def test_a_mirrored_record_gives_the_mirrored_line(record):
    mirrored = points({day: 10 - value for day, value in record.items()})

    for before, after in zip(points(record), mirrored, strict=True):
        assert after.mean == pytest.approx(10 - before.mean)
        assert after.low == pytest.approx(10 - before.high)


def test_twice_the_values_give_twice_the_range_once_rounding_no_longer_counts():
    values = [2.0, 8.0, 5.0, 9.0, 1.0, 7.0, 3.0, 6.0] * 3
    record = dict(zip(days(*range(24)), values, strict=True))

    single, double = (
        points({day: factor * value for day, value in record.items()}, **FAR) for factor in (1, 2)
    )

    for one, two in zip(single, double, strict=True):
        assert two.mean == pytest.approx(2 * one.mean)
        assert two.high - two.low == pytest.approx(2 * (one.high - one.low))


@given(record=records)
def test_the_order_of_arrival_does_not_matter(record):
    assert line(dict(reversed(record.items()))) == line(record)


@given(record=records)
def test_the_line_stays_between_the_smallest_and_the_largest_answer(record):
    for point in points(record):
        assert min(record.values()) - 1e-9 <= point.mean <= max(record.values()) + 1e-9
        assert 0 <= point.low <= point.high <= 10


@given(record=records)
def test_nothing_is_drawn_where_nothing_was_answered(record):
    assert {point.day for point in points(record)} <= set(record)


@given(record=records)
def test_no_stretch_crosses_four_days_without_an_answer(record):
    for segment in line(record):
        for before, after in pairwise(segment):
            assert (after.day - before.day).days <= 4


def test_three_empty_days_do_not_break_the_line_and_four_do():
    joined = line(dict.fromkeys(days(0, 1, 2, 6, 7, 8), 5.0))
    broken = line(dict.fromkeys(days(0, 1, 2, 7, 8, 9), 5.0))

    assert [len(segment) for segment in joined] == [6]
    assert [len(segment) for segment in broken] == [3, 3]


def test_a_day_out_of_reach_changes_nothing():
    record = dict(zip(days(*range(9)), [4.0, 5.0, 6.0] * 3, strict=True))
    far = record | dict.fromkeys(days(8 + 22), 10.0)

    before, after = points(record), points(far)

    assert after[: len(before)] == before


def test_a_day_just_in_reach_changes_the_line():
    record = dict(zip(days(*range(9)), [4.0, 5.0, 6.0] * 3, strict=True))
    near = record | dict.fromkeys(days(8 + 21), 10.0)

    assert points(near)[8].mean > points(record)[8].mean


def test_fewer_than_three_answers_in_reach_give_no_average():
    assert line(dict.fromkeys(days(0, 1), 5.0)) == []
    assert len(points(dict.fromkeys(days(0, 1, 2), 5.0))) == 3


def test_the_line_breaks_where_the_days_grow_too_few():
    sparse = dict.fromkeys(days(0, 1, 2, 5, 9, 13, 14, 15), 5.0)

    found = line(sparse, half_width=3)

    assert [[point.day for point in segment] for segment in found] == [
        days(0, 1, 2),
        days(13, 14, 15),
    ]


def test_an_empty_record_has_no_line():
    assert local_average([], []) == []


def test_every_so_many_days_keeps_both_ends_and_the_distance():
    record = dict(zip(days(*range(100)), [3.0, 5.0, 7.0, 4.0] * 25, strict=True))

    (segment,) = line(record, every=10)

    gaps = [(b.day - a.day).days for a, b in pairwise(segment)]
    assert (segment[0].day, segment[-1].day) == (START, START + timedelta(days=99))
    assert min(gaps) >= 9
    assert [point for point in points(record) if point in segment] == list(segment)


def test_a_single_day_in_a_stretch_is_one_point():
    (_, alone) = line(dict.fromkeys(days(0, 1, 2, 9), 5.0))

    assert [point.day for point in alone] == days(9)


def test_the_range_does_not_leave_the_scale_it_is_told():
    nights = dict(zip(days(*range(6)), [9.0, 12.0, 8.0, 14.0, 9.5, 7.0], strict=True))

    assert max(point.high for point in points(nights, highest=24)) > 10
    assert max(point.high for point in points(nights, highest=12)) == 12


def test_days_that_resemble_their_neighbours_widen_the_range():
    values = [3.0, 7.0] * 30
    in_runs = sorted(values[:10]) + sorted(values[:10], reverse=True)
    unlike = dict(zip(days(*range(60)), values, strict=True))
    alike = dict(zip(days(*range(60)), in_runs * 3, strict=True))

    def width(record):
        found = points(record)
        return sum(point.high - point.low for point in found) / len(found)

    assert width(alike) > 1.5 * width(unlike)


def a_made_up_record(rng, phi, length):
    """Whole-number days around 5 whose neighbours correlate by phi, 30 % left out."""
    record = {}
    state = rng.gauss(0, 1.8)
    for n in range(length):
        state = phi * state + math.sqrt(1 - phi * phi) * rng.gauss(0, 1.8)
        if rng.random() > 0.3:
            record[START + timedelta(days=n)] = float(min(10, max(0, round(5 + state))))
    return record


@pytest.mark.parametrize("phi", [0.0, 0.3, 0.5, 0.7])
def test_the_likely_range_holds_the_true_average_as_often_as_it_says(phi):
    rng = random.Random(7)
    inside, at_the_end = [], []
    for _ in range(120):
        found = points(a_made_up_record(rng, phi, length=100))
        inside += [point.low <= 5 <= point.high for point in found[::9]]
        at_the_end.append(found[-1].low <= 5 <= found[-1].high)

    assert 0.92 <= sum(inside) / len(inside) <= 0.985
    assert 0.91 <= sum(at_the_end) / len(at_the_end) <= 1
