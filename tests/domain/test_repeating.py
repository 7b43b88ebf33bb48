from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.period import Period
from sessiondesk.domain.repeating import MOST_TIMES, Repeats, days, moved, repeated
from sessiondesk.domain.therapy_session import Outcome, Place, TherapySession

TUESDAY = date(2026, 5, 12)
MONDAYS = frozenset({0})
COURSE = Course(started_on=TUESDAY)

firsts = st.dates(date(1990, 1, 1), date(2090, 1, 1))
any_repeats = st.builds(
    Repeats,
    every_weeks=st.integers(1, 52),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
    times=st.integers(1, MOST_TIMES),
)


def a_session(**fields):
    given_: dict[str, Any] = {
        "course_id": COURSE.id,
        "planned_for": datetime(2026, 5, 12, 14, 0),
        "zone": "Europe/Berlin",
    }
    return TherapySession(**(given_ | fields))


def test_every_week_is_the_same_weekday():
    every_week = Repeats(weekdays=frozenset({1}), times=3)

    assert days(every_week, TUESDAY) == [TUESDAY, date(2026, 5, 19), date(2026, 5, 26)]


def test_several_weekdays_of_every_second_week_belong_to_the_same_week():
    repeats = Repeats(every_weeks=2, weekdays=frozenset({0, 1, 4}), times=5)

    assert days(repeats, TUESDAY) == [
        TUESDAY,
        date(2026, 5, 15),
        date(2026, 5, 25),
        date(2026, 5, 26),
        date(2026, 5, 29),
    ]


def test_until_a_day_includes_that_day():
    until = Repeats(weekdays=frozenset({1}), until=date(2026, 5, 26))

    assert days(until, TUESDAY)[-1] == date(2026, 5, 26)
    assert days(Repeats(weekdays=MONDAYS, until=TUESDAY), TUESDAY) == []


def test_a_break_is_left_out_and_not_counted_in():
    repeats = Repeats(weekdays=frozenset({1}), times=3)
    away = Break(first=date(2026, 5, 18), last=date(2026, 5, 26))

    assert days(repeats, TUESDAY, breaks=[away]) == [TUESDAY, date(2026, 6, 2), date(2026, 6, 9)]


def test_a_break_without_an_end_leaves_nothing_out():
    repeats = Repeats(weekdays=frozenset({1}), times=3)

    assert len(days(repeats, TUESDAY, breaks=[Break(first=TUESDAY)])) == 3


def test_a_last_day_far_away_does_not_go_on_for_ever():
    assert len(days(Repeats(weekdays=MONDAYS, until=date.max), TUESDAY)) == MOST_TIMES
    assert days(Repeats(weekdays=MONDAYS, until=date.max), date.max) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"every_weeks": 0, "times": 1}, "every_weeks"),
        ({"every_weeks": 53, "times": 1}, "every_weeks"),
        ({"weekdays": frozenset(), "times": 1}, "weekdays"),
        ({"weekdays": frozenset({7}), "times": 1}, "weekdays"),
        ({"times": 0}, "times"),
        ({"times": MOST_TIMES + 1}, "times"),
        ({}, "times"),
        ({"times": 1, "until": TUESDAY}, "times"),
    ],
)
def test_what_cannot_repeat_is_refused(fields, field):
    with pytest.raises(InvalidFieldError) as caught:
        Repeats(**({"weekdays": MONDAYS} | fields))

    assert caught.value.field == field


@given(any_repeats, firsts)
def test_the_days_are_as_many_as_asked_in_order_and_on_their_weekdays(repeats, first):
    found = days(repeats, first)

    assert len(found) == repeats.times
    assert list(found) == sorted(set(found))
    assert found[0] >= first
    assert {day.weekday() for day in found} <= repeats.weekdays
    monday = first - timedelta(days=first.weekday())
    assert all((day - monday).days // 7 % repeats.every_weeks == 0 for day in found)


@given(any_repeats, firsts, st.integers(0, 300), st.integers(0, 60))
def test_no_day_of_a_break_is_among_them(repeats, first, after, length):
    begins = first + timedelta(days=after)
    away = Period(first=begins, last=begins + timedelta(days=length))
    found = days(repeats, first, breaks=[Break(first=away.first, last=away.last)])

    assert len(found) == repeats.times
    assert not [day for day in found if day in away]


@given(firsts, st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]))
def test_the_time_on_the_wall_clock_stays_when_summer_time_comes_and_goes(first, zone):
    repeats = Repeats(weekdays=frozenset({first.weekday()}), times=60)
    planned = datetime(first.year, first.month, first.day, 14, 30)
    session = a_session(planned_for=planned, zone=zone)
    made = repeated(session, days(repeats, first), series_id="s")

    assert {(each.starts_at.hour, each.starts_at.minute) for each in made} == {(14, 30)}
    assert {each.day for each in made} == set(days(repeats, first))
    assert len({each.starts_at.utcoffset() for each in made}) == 2


def test_what_is_repeated_is_planned_and_has_no_words_but_its_own():
    first = a_session(place=Place.VIDEO, minutes=30, notes="words", outcome=Outcome.ATTENDED)
    made = repeated(first, [TUESDAY, date(2026, 5, 19)], series_id="s")

    assert [each.id == first.id for each in made] == [True, False]
    assert [each.notes for each in made] == ["words", ""]
    assert [each.outcome for each in made] == [Outcome.ATTENDED, Outcome.PLANNED]
    assert {(each.place, each.minutes, each.series_id) for each in made} == {
        (Place.VIDEO, 30, "s")
    }


def test_a_moved_session_keeps_its_earlier_time_and_is_planned_again():
    cancelled_at = datetime.fromisoformat("2026-05-11T10:00:00+02:00")
    session = a_session(outcome=Outcome.CANCELLED_BY_ME, cancelled_at=cancelled_at)
    later = moved(moved(session, timedelta(days=1)), timedelta(hours=-2))

    assert later.planned_for == datetime(2026, 5, 13, 12, 0)
    assert later.moved_from == (datetime(2026, 5, 12, 14, 0), datetime(2026, 5, 13, 14, 0))
    assert (later.outcome, later.cancelled_at) == (Outcome.PLANNED, None)
    assert moved(session, timedelta(0)) is session
