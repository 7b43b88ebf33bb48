"""When a reminder was due, on the wall clock."""

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessiondesk.domain.reminder import Reminder, last_due

TUESDAY = datetime(2026, 5, 12, 12, 0)
EVERY_DAY = frozenset(range(7))

reminders = st.builds(
    Reminder,
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    at=st.builds(time, st.integers(0, 23), st.integers(0, 59)),
)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2060, 12, 31))


def test_it_was_due_earlier_today():
    noon = Reminder(weekdays=EVERY_DAY, at=time(9, 30))

    assert last_due([noon], TUESDAY) == datetime(2026, 5, 12, 9, 30)


def test_what_comes_later_today_was_due_yesterday():
    evening = Reminder(weekdays=EVERY_DAY, at=time(20, 0))

    assert last_due([evening], TUESDAY) == datetime(2026, 5, 11, 20, 0)


def test_one_of_this_weekday_and_a_later_hour_was_due_a_week_ago():
    evening = Reminder(weekdays=frozenset({1}), at=time(20, 0))

    assert last_due([evening], TUESDAY) == datetime(2026, 5, 5, 20, 0)


def test_it_is_due_in_its_very_minute():
    noon = Reminder(weekdays=frozenset({1}), at=time(12, 0))

    assert last_due([noon], TUESDAY) == TUESDAY


def test_of_several_the_latest_counts():
    several = [
        Reminder(weekdays=frozenset({0}), at=time(20, 0)),
        Reminder(weekdays=frozenset({1}), at=time(8, 0)),
        Reminder(weekdays=frozenset({1}), at=time(22, 0)),
    ]

    assert last_due(several, TUESDAY) == datetime(2026, 5, 12, 8, 0)


def test_without_any_nothing_was_due():
    assert last_due([], TUESDAY) is None


@settings(deadline=None)
@given(st.lists(reminders, min_size=1), moments)
def test_it_was_due_within_the_week_at_a_time_that_was_asked_for(chosen, wall):
    due = last_due(chosen, wall)

    assert due is not None
    assert wall - timedelta(days=7) < due <= wall
    assert any(due.weekday() in each.weekdays and due.time() == each.at for each in chosen)


@settings(deadline=None)
@given(st.lists(reminders, min_size=1), moments)
def test_what_was_due_does_not_come_due_again_before_the_next(chosen, wall):
    due = last_due(chosen, wall)

    assert due is not None
    assert last_due(chosen, due) == due


@pytest.mark.parametrize(
    ("weekdays", "at"),
    [(frozenset(), time(8)), (frozenset({7}), time(8)), (frozenset({1}), time(8, 0, 30))],
)
def test_a_reminder_is_for_days_of_the_week_and_a_minute(weekdays, at):
    with pytest.raises(ValueError, match="A reminder is for"):
        Reminder(weekdays=weekdays, at=at)
