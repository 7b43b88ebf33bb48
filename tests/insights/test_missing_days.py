from datetime import date, timedelta

from sessiondesk.domain.scale import Better
from sessiondesk.insights.missing_days import missing_days

FIRST = date(2026, 1, 1)


def diary(gaps, *, before, other, length=3):
    """Five days with a value, the last before a gap."""
    values, at = {}, 0
    for _ in range(gaps):
        for n in range(5):
            values[FIRST + timedelta(days=at + n)] = before if n == 4 else other
        at += 4 + length
    values[FIRST + timedelta(days=at)] = other
    return values


def test_skipping_after_harder_days_is_noticed():
    found = missing_days(diary(8, before=3, other=5), better=Better.HIGHER)

    assert (found.gaps, found.difference, found.follow_harder_days) == (8, -2, True)


def test_not_with_fewer_gaps_nor_less_than_a_point_nor_the_other_way():
    assert not missing_days(diary(7, before=3, other=5), better=Better.HIGHER).follow_harder_days
    assert not missing_days(diary(8, before=4.5, other=5), better=Better.HIGHER).follow_harder_days
    assert not missing_days(diary(8, before=3, other=5), better=Better.LOWER).follow_harder_days


def test_one_missing_day_is_no_gap():
    found = missing_days(diary(8, before=3, other=5, length=2), better=Better.HIGHER)

    assert (found.gaps, found.difference) == (0, None)


def test_no_record_has_none():
    assert missing_days({}, better=Better.HIGHER).gaps == 0
