from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.period import Period, check_moment, day_of, ending

FIRST = date(2026, 5, 1)


@pytest.mark.parametrize(
    ("hour", "minute", "day_end", "day"),
    [(1, 30, 4, 11), (3, 59, 4, 11), (4, 0, 4, 12), (23, 59, 4, 12), (0, 0, 0, 12)],
)
def test_a_day_ends_at_the_hour_the_person_chose(hour, minute, day_end, day):
    moment = datetime(2026, 5, 12, hour, minute, tzinfo=timezone(timedelta(hours=2)))

    assert day_of(moment, day_end) == date(2026, 5, day)


def test_a_period_counts_both_its_ends():
    period = Period(first=FIRST, last=date(2026, 5, 3))

    assert period.length == 3
    assert list(period.days()) == [FIRST, date(2026, 5, 2), date(2026, 5, 3)]
    assert date(2026, 5, 3) in period
    assert date(2026, 5, 4) not in period


def test_a_period_cannot_end_before_it_begins():
    with pytest.raises(InvalidFieldError, match="last"):
        Period(first=FIRST, last=FIRST - timedelta(days=1))


@given(st.dates(date(1900, 1, 1)), st.integers(1, 4000))
def test_so_many_days_that_end_with_a_day_are_so_many_and_end_with_it(last, days):
    period = ending(last, days=days)

    assert (period.length, period.last) == (days, last)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 5, 12, 12),
        datetime(2026, 5, 12, 12, microsecond=1, tzinfo=timezone(timedelta(hours=1))),
        datetime(1930, 5, 12, 12, tzinfo=timezone(timedelta(minutes=19, seconds=32))),
        datetime(1899, 12, 31, 12, tzinfo=UTC),
    ],
)
def test_a_moment_that_could_not_be_written_down_is_refused(moment):
    with pytest.raises(InvalidFieldError) as caught:
        check_moment("felt_at", moment)

    assert caught.value.field == "felt_at"
