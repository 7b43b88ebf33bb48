from datetime import date, timedelta

import pytest

from sessiondesk.domain.scale import Better
from sessiondesk.insights.after_session import after_sessions, recovery_curve

THURSDAY = date(2026, 1, 8)


def thursdays(n):
    return [THURSDAY + timedelta(weeks=at) for at in range(n)]


def around(days, *, before, after, own=9.0):
    values = {}
    for day in days:
        for offset, value in ((-2, before), (-1, before), (0, own), (1, after), (2, after)):
            values[day + timedelta(days=offset)] = value
    return values


def test_five_of_six_is_consistent():
    values = around(thursdays(5), before=6, after=5)
    values |= around(thursdays(6)[5:], before=6, after=6)

    found = after_sessions(values, thursdays(6), better=Better.HIGHER)

    assert (found.worse, found.is_enough, found.is_consistent) == (5, True, True)
    assert [each.difference for each in found.sessions] == [-1, -1, -1, -1, -1, 0]


def test_four_of_six_is_not():
    values = around(thursdays(4), before=6, after=5)
    values |= around(thursdays(6)[4:], before=6, after=6)

    assert not after_sessions(values, thursdays(6), better=Better.HIGHER).is_consistent


def test_where_less_is_better_a_rise_is_worse():
    values = around(thursdays(6), before=4, after=5)

    assert after_sessions(values, thursdays(6), better=Better.LOWER).worse == 6
    assert after_sessions(values, thursdays(6), better=Better.HIGHER).worse == 0


def test_the_own_day_of_the_session_counts_for_neither_side():
    values = around(thursdays(6), before=5, after=5, own=0)

    assert after_sessions(values, thursdays(6), better=Better.HIGHER).worse == 0


def test_one_day_on_each_side_is_enough_and_none_is_not():
    (one, other) = thursdays(2)
    values = {one - timedelta(days=2): 6.0, one + timedelta(days=1): 4.0}
    values |= {other - timedelta(days=1): 6.0, other: 1.0, other + timedelta(days=3): 1.0}

    found = after_sessions(values, [other, one, one], better=Better.HIGHER)

    assert [each.day for each in found.sessions] == [one]
    assert (found.known, found.is_enough) == (1, False)


def test_only_the_last_six_count():
    values = around(thursdays(6), before=6, after=5)
    late = [THURSDAY + timedelta(weeks=at) for at in range(6, 12)]
    values |= around(late, before=6, after=6)

    found = after_sessions(values, [*thursdays(6), *late], better=Better.HIGHER)

    assert (found.known, found.worse) == (12, 0)


def test_the_curve_is_each_session_against_its_own_days_before():
    one, other = thursdays(2)
    values = around([one], before=6, after=4) | around([other], before=3, after=3)
    values[one + timedelta(days=3)] = 6.0
    alone = other + timedelta(days=28)
    values[alone] = 1.0

    points = {each.offset: each for each in recovery_curve(values, [one, other, alone])}

    assert points[1].mean == pytest.approx(-1)
    assert points[1].sessions == 2
    assert (points[3].mean, points[3].sessions) == (0, 1)
    assert 4 not in points
    assert points[-1].mean == 0
