from datetime import date, timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import Period
from sessiondesk.insights.by_session import Stretch, StretchMean, answered, stretches

FIRST = date(2026, 3, 3)
SECOND = date(2026, 3, 10)
TODAY = date(2026, 3, 14)


def days(first, last):
    return Period(first=first, last=last)


def test_a_stretch_goes_from_its_session_to_the_day_before_the_next():
    assert stretches([FIRST, SECOND], TODAY) == [
        Stretch(session=None, days=days(date(2026, 2, 3), date(2026, 3, 2))),
        Stretch(session=0, days=days(FIRST, date(2026, 3, 9))),
        Stretch(session=1, days=days(SECOND, TODAY)),
    ]


def test_without_a_session_there_is_no_stretch():
    assert stretches([], TODAY) == []
    assert answered({TODAY: 5.0}, []) == []


def test_the_first_of_two_sessions_on_one_day_has_no_days_of_its_own():
    found = stretches([FIRST, FIRST], TODAY)

    assert [each.days for each in found[1:]] == [None, days(FIRST, TODAY)]
    assert answered({FIRST: 5.0}, found)[1] == StretchMean(mean=None, days=0)


def test_a_session_after_the_last_day_that_counts_keeps_its_own_day():
    (_, only) = stretches([SECOND], FIRST)

    assert only.days == days(SECOND, SECOND)


def test_the_average_of_a_stretch_needs_three_answered_days():
    whole = stretches([FIRST, SECOND], TODAY)
    values = {
        date(2026, 2, 2): 9.0,  # a day too early for "before"
        date(2026, 2, 3): 2.0,
        FIRST: 4.0,
        FIRST + timedelta(days=3): 5.0,
        FIRST + timedelta(days=6): 9.0,
        SECOND: 1.0,
        TODAY: 2.0,
        TODAY + timedelta(days=1): 3.0,  # not yet
    }

    assert answered(values, whole) == [
        StretchMean(mean=None, days=1),
        StretchMean(mean=6.0, days=3),
        StretchMean(mean=None, days=2),
    ]


def test_a_gap_in_the_record_leaves_an_empty_stretch_between_two_others():
    sessions = [FIRST + timedelta(weeks=n) for n in range(3)]
    noted = [*range(7), *range(14, 21)]
    values = {FIRST + timedelta(days=n): 5.0 for n in noted}

    found = answered(values, stretches(sessions, FIRST + timedelta(days=30)))

    assert [(each.mean, each.days) for each in found] == [(None, 0), (5.0, 7), (None, 0), (5.0, 7)]


@given(
    sessions=st.lists(st.integers(0, 200), min_size=1, max_size=12).map(sorted),
    values=st.dictionaries(st.integers(-40, 260), st.integers(0, 10), max_size=120),
    until=st.integers(0, 260),
)
def test_each_day_counts_for_one_session_only_and_averages_are_those_of_its_days(
    sessions, values, until
):
    start = date(2025, 1, 1)
    noted = {start + timedelta(days=day): float(value) for day, value in values.items()}
    whole = stretches([start + timedelta(days=n) for n in sessions], start + timedelta(days=until))

    found = answered(noted, whole)

    owned = [day for each in whole if each.days is not None for day in each.days.days()]
    assert len(owned) == len(set(owned))
    assert len(found) == len(sessions) + 1
    for each, mean in zip(whole, found, strict=True):
        inside = [v for day, v in noted.items() if each.days is not None and day in each.days]
        assert mean.days == len(inside)
        assert mean.mean == (pytest.approx(fmean(inside)) if len(inside) >= 3 else None)
