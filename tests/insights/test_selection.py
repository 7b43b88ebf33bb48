import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from sessiondesk.insights.selection import are_discoveries


@given(st.lists(st.floats(0.0001, 1), max_size=40), st.sampled_from([0.05, 0.10]))
def test_it_is_what_the_referee_says(p_values, level):
    found = are_discoveries(p_values, level=level)

    if p_values:
        adjusted = stats.false_discovery_control(p_values)
        sure = np.abs(adjusted - level) > 1e-9
        assert [a for a, s in zip(found, sure, strict=True) if s] == [
            bool(each <= level) for each, s in zip(adjusted, sure, strict=True) if s
        ]


def test_nothing_looked_at_finds_nothing():
    assert list(are_discoveries([], level=0.05)) == []


def test_the_published_example():
    # Benjamini & Hochberg (1995), section 3.2: of fifteen p-values the four smallest stand.
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459]
    p_values += [0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]

    assert sum(are_discoveries(p_values, level=0.05)) == 4
    assert pytest.approx(p_values[3]) == 0.0095
