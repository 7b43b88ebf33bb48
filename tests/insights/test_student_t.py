import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sessiondesk.insights.student_t import two_sided_95


@given(st.floats(1, 1e6))
def test_the_quantile_is_right_within_a_thousandth(df):
    assert two_sided_95(df) == pytest.approx(stats.t.ppf(0.975, df), rel=0.001)


def test_the_quantile_at_both_ends_of_the_table():
    assert two_sided_95(1) == pytest.approx(12.7062, abs=1e-4)
    assert two_sided_95(1e9) == pytest.approx(1.96, abs=1e-4)
