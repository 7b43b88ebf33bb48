from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessiondesk.domain.period import Period
from sessiondesk.insights.local_average import Point
from sessiondesk.ui.widgets.timeline_labels import Tick, apart, ticks
from sessiondesk.ui.widgets.timeline_model import (
    Line,
    SessionMark,
    Stop,
    Timeline,
    place_day,
    styles,
)

FIRST = date(2026, 4, 1)  # a Wednesday
LAST = date(2026, 5, 12)  # a Tuesday
SIX_WEEKS = Period(first=FIRST, last=LAST)

periods = st.builds(
    lambda first, length: Period(first=first, last=first + timedelta(days=length)),
    st.dates(date(2010, 1, 1), date(2030, 1, 1)),
    st.integers(1, 4000),
)


def held(*days, is_held=True):
    return tuple(SessionMark(day=day, is_held=is_held) for day in days)


# Looks.


def test_the_five_of_the_design_keep_their_colour_in_any_company():
    keys = ["mood", "anxiety", "energy", "sleep", "overwhelm"]

    for chosen in (keys[:3], keys[2:], [keys[4], keys[0]]):
        found = styles(chosen)
        assert [found[key].colour for key in chosen] == [
            styles(keys)[key].colour for key in chosen
        ]


@given(st.lists(st.sampled_from(["mood", "sleep", "irritability", "x", "y", "z"]), unique=True))
def test_no_two_lines_shown_together_share_colour_marker_or_pattern(keys):
    shown = keys[:3]

    found = styles(shown)

    assert set(found) == set(shown)
    for part in ("colour", "marker", "dash"):
        assert len({getattr(style, part) for style in found.values()}) == len(shown)


# Steps.


def test_beyond_five_every_line_still_has_a_look():
    keys = ["mood", "anxiety", "energy", "sleep", "overwhelm", *(f"own{n}" for n in range(6))]

    found = styles(keys)

    assert list(found) == keys
    assert len({(style.colour, style.marker) for style in found.values()}) == len(keys)


def by_session(*places):
    stops = {
        place_day(place): Stop(
            day=FIRST + timedelta(weeks=n),
            number=n or None,
            span=Period(first=FIRST + timedelta(weeks=n), last=FIRST + timedelta(weeks=n, days=6)),
        )
        for n, place in enumerate(places)
    }
    return Timeline(period=Period(first=min(stops), last=max(stops)), stops=stops)


def test_the_steps_of_an_axis_of_sessions_are_its_sessions():
    # Between two therapies there are places without a session.
    found = by_session(0, 1, 4, 5)

    assert found.moved(place_day(0), -1) == place_day(0)
    assert found.moved(place_day(1), 1) == place_day(4)
    assert found.at_session(place_day(4), -1) == place_day(1)
    assert found.moved(place_day(5), 1) == place_day(5)
    assert found.step_of(place_day(2)) == place_day(1)
    assert found.step_of(place_day(3)) == place_day(4)
    assert found.step_of(place_day(9)) == place_day(5)


def test_a_session_stands_for_its_days_and_one_without_any_for_its_own():
    found = by_session(0, 1)
    assert found.stops is not None
    alone = Stop(day=LAST, number=2, span=None)
    with_one = Timeline(period=found.period, stops={**found.stops, place_day(1): alone})

    assert found.days_of(place_day(0)) == Period(first=FIRST, last=FIRST + timedelta(days=6))
    assert with_one.days_of(place_day(1)) == Period(first=LAST, last=LAST)
    assert with_one.days_of(place_day(7)) is None


def test_an_axis_without_a_session_has_one_place_and_no_days():
    found = Timeline(period=Period(first=place_day(0), last=place_day(0)), stops={})

    assert found.step_of(FIRST) == place_day(0)
    assert found.moved(place_day(0), 1) == place_day(0)
    assert found.days_of(place_day(0)) is None


def test_a_step_is_a_day_and_stops_at_both_ends():
    timeline = Timeline(period=SIX_WEEKS)

    assert timeline.moved(date(2026, 4, 30), 1) == date(2026, 5, 1)
    assert timeline.moved(LAST, 1) == LAST
    assert timeline.moved(FIRST, -1) == FIRST


def test_a_step_is_a_week_where_marks_stand_for_weeks():
    timeline = Timeline(period=SIX_WEEKS, days_a_step=7)
    monday = date(2026, 4, 27)

    assert timeline.step_of(date(2026, 5, 3)) == monday
    assert timeline.moved(monday, 1) == date(2026, 5, 4)
    assert timeline.span_of(monday) == Period(first=monday, last=date(2026, 5, 3))


def test_a_week_at_either_end_stands_for_its_days_inside_only():
    timeline = Timeline(period=SIX_WEEKS, days_a_step=7)

    assert timeline.step_of(FIRST) == date(2026, 3, 30)
    assert timeline.span_of(date(2026, 3, 30)) == Period(first=FIRST, last=date(2026, 4, 5))
    assert timeline.span_of(date(2026, 5, 11)) == Period(first=date(2026, 5, 11), last=LAST)


@given(periods, st.sampled_from([1, 7]), st.data())
def test_going_right_and_left_again_comes_back_except_at_an_end(period, days_a_step, data):
    timeline = Timeline(period=period, days_a_step=days_a_step)
    step = timeline.step_of(data.draw(st.dates(period.first, period.last)))

    right = timeline.moved(step, 1)

    assert right == step or timeline.moved(right, -1) == step


def test_from_session_to_session_and_no_further():
    timeline = Timeline(period=SIX_WEEKS, sessions=held(date(2026, 4, 9), date(2026, 4, 16)))

    assert timeline.at_session(FIRST, 1) == date(2026, 4, 9)
    assert timeline.at_session(date(2026, 4, 9), 1) == date(2026, 4, 16)
    assert timeline.at_session(date(2026, 4, 16), 1) == date(2026, 4, 16)
    assert timeline.at_session(date(2026, 4, 16), -1) == date(2026, 4, 9)
    assert timeline.at_session(date(2026, 4, 9), -1) == date(2026, 4, 9)


def test_without_sessions_there_is_nowhere_to_go():
    assert Timeline(period=SIX_WEEKS).at_session(LAST, -1) == LAST


def test_what_lies_in_a_span_is_counted():
    days = [date(2026, 4, 27), date(2026, 4, 29), date(2026, 5, 4)]
    timeline = Timeline(period=SIX_WEEKS, recorded=days, sessions=held(date(2026, 4, 29)))
    week = Period(first=date(2026, 4, 27), last=date(2026, 5, 3))

    assert timeline.recorded_in(week) == 2
    assert [each.day for each in timeline.sessions_in(week)] == [date(2026, 4, 29)]


# The ends of lines.


def a_line(*, values=None, segments=()):
    return Line(
        key="mood",
        name="Mood",
        style=styles(["mood"])["mood"],
        values=values or {},
        segments=segments,
    )


def test_a_line_ends_with_its_last_average():
    point = Point(day=date(2026, 5, 2), mean=5.5, low=5, high=6)

    line = a_line(values={date(2026, 5, 9): 1.0}, segments=[(point,)])

    assert line.end == (date(2026, 5, 2), 5.5)


def test_a_line_without_averages_ends_with_its_last_mark():
    assert a_line(values={LAST: 4.0, FIRST: 2.0}).end == (LAST, 4.0)
    assert a_line().end is None


# The axes.


@pytest.mark.parametrize(
    ("highest", "labelled"),
    [(10, [0, 2, 4, 6, 8, 10]), (12, [0, 2, 4, 6, 8, 10, 12]), (20, [0, 4, 8, 12, 16, 20])],
)
def test_zero_and_the_highest_are_always_numbered(highest, labelled):
    assert list(Timeline(period=SIX_WEEKS, highest=highest).labelled) == labelled


@given(st.integers(5, 12).map(lambda n: 2 * n))
def test_every_even_upper_end_is_numbered(highest):
    labelled = Timeline(period=SIX_WEEKS, highest=highest).labelled

    assert labelled[0] == 0
    assert labelled[-1] in {highest, highest - 2}


def test_six_weeks_are_named_by_their_mondays():
    found = ticks(SIX_WEEKS, most=12)

    assert [each.day for each in found] == [
        date(2026, 4, 6) + timedelta(days=7 * n) for n in range(6)
    ]
    assert found[0] == Tick(day=date(2026, 4, 6), has_day=True, has_month=True, has_year=False)


def test_six_months_are_named_by_month_and_a_new_year_says_so():
    found = ticks(Period(first=date(2025, 11, 12), last=LAST), most=12)

    assert [(each.day.month, each.has_year) for each in found] == [
        (12, False),
        (1, True),
        (2, False),
        (3, False),
        (4, False),
        (5, False),
    ]


def test_a_period_that_begins_with_a_month_names_it():
    found = ticks(Period(first=date(2026, 1, 1), last=date(2026, 12, 31)), most=12)

    assert (found[0].day, found[0].has_year, len(found)) == (date(2026, 1, 1), True, 12)


def test_ten_years_are_named_by_year_alone():
    found = ticks(Period(first=date(2016, 5, 13), last=LAST), most=12)

    assert [each.day.year for each in found] == list(range(2017, 2027))
    assert not any(each.has_month for each in found)


@given(periods, st.integers(1, 20))
def test_the_words_of_the_axis_fit_and_lie_inside(period, most):
    found = ticks(period, most)

    assert len(found) <= most + 1
    assert all(each.day in period for each in found)
    assert [each.day for each in found] == sorted({each.day for each in found})


# Labels.


def test_labels_that_do_not_touch_stay_where_they_are():
    assert apart([2.0, 9.0], 1.0, 0.0, 10.0) == [2.0, 9.0]


def test_two_labels_at_one_place_are_pushed_apart_around_it():
    assert apart([5.0, 5.0], 1.0, 0.0, 10.0) == [4.5, 5.5]


def test_labels_keep_the_order_of_their_lines():
    assert apart([5.1, 5.0, 5.2], 1.0, 0.0, 10.0) == pytest.approx([5.1, 4.1, 6.1])


def test_labels_at_the_edge_are_pushed_inwards():
    assert apart([10.0, 9.9], 1.0, 0.0, 10.0) == [10.0, 9.0]


def test_a_label_pushed_inwards_pushes_the_next_one():
    assert apart([10.0, 10.0, 8.5], 1.0, 0.0, 10.0) == [9.0, 10.0, 8.0]


@given(st.lists(st.floats(0, 10), max_size=3))
def test_labels_end_up_apart_and_inside(wished):
    found = sorted(apart(wished, 1.0, 0.0, 10.0))

    assert all(0 <= place <= 10 for place in found)
    assert all(b - a >= 1 - 1e-9 for a, b in pairwise(found))
