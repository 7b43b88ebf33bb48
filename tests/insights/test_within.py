from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import Period
from sessiondesk.insights.within import until, within

START = date(2026, 1, 1)
days = st.integers(0, 60).map(lambda n: START + timedelta(days=n))
records = st.dictionaries(days, st.integers(0, 10))


@given(records, days, days)
def test_the_days_of_a_stretch_are_found_whether_it_is_longer_than_the_record_or_not(
    values, one, other
):
    period = Period(first=min(one, other), last=max(one, other))

    assert within(values, period) == {d: v for d, v in values.items() if d in period}


@given(records, days)
def test_the_days_up_to_the_last_are_found(values, last):
    assert until(values, last) == {d: v for d, v in values.items() if d <= last}


def test_all_time_there_is_takes_no_longer_than_the_record():
    assert within({START: 5}, Period(first=date.min, last=date.max)) == {START: 5}
