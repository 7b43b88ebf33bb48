from datetime import date
from decimal import Decimal

import pytest

from sessiondesk.domain.period import Period
from sessiondesk.ui.wording import average, day_in_words, days_from_to, number


@pytest.mark.parametrize(
    ("value", "said"),
    [(Decimal("6.25"), "6.3"), (Decimal(6), "6.0"), (0.25, "0.3"), (-1.5, "\N{MINUS SIGN}1.5")],
)
def test_a_mean_has_one_decimal_and_a_true_minus(value, said):
    assert average(value) == said


@pytest.mark.parametrize(("value", "said"), [(4, "4"), (4.5, "4.5"), (0.04, "0")])
def test_a_value_has_no_more_decimals_than_it_needs(value, said):
    assert number(value) == said


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 3), date(2026, 11, 17), "3 to 17 November 2026"),
        (date(2026, 10, 30), date(2026, 11, 17), "30 October to 17 November 2026"),
        (date(2025, 12, 30), date(2026, 1, 2), "30 December 2025 to 2 January 2026"),
        (date(2026, 11, 3), date(2026, 11, 3), "3 November 2026"),
    ],
)
def test_each_end_of_a_stretch_says_as_much_as_it_needs(first, last, said):
    assert days_from_to(Period(first=first, last=last)) == said


def test_a_day_is_said_in_the_language_of_the_words():
    assert day_in_words(date(2026, 5, 14), "dddd d MMMM yyyy") == "Thursday 14 May 2026"
