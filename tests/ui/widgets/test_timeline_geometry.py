from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from sessiondesk.domain.period import Period
from sessiondesk.insights.local_average import Point
from sessiondesk.ui.widgets.timeline_geometry import (
    MOST_LANES,
    PlotScale,
    Strip,
    band,
    levels,
    middle_of,
    placed,
    strips,
    total_height,
    with_room,
)
from sessiondesk.ui.widgets.timeline_model import EventMark, Line, Timeline, styles

FIRST = date(2026, 4, 1)
LAST = date(2026, 5, 12)
SIX_WEEKS = Timeline(period=Period(first=FIRST, last=LAST))
MARGINS = (16.0, 90.0, 30.0, 8.0)

gaps = st.builds(
    lambda start, length: Period(
        first=FIRST + timedelta(days=start), last=FIRST + timedelta(days=start + length)
    ),
    st.integers(0, 30),
    st.integers(3, 10),
)


def test_margins_are_kept_in_pixels():
    scale = PlotScale(SIX_WEEKS, 900, 400, MARGINS)

    assert (FIRST.toordinal() - scale.left) / scale.day == pytest.approx(8)
    assert (scale.right - LAST.toordinal()) / scale.day == pytest.approx(90)
    assert (scale.top - 10) / scale.unit == pytest.approx(16)
    assert -scale.bottom / scale.unit == pytest.approx(30)
    assert (scale.right - scale.left) / scale.day == pytest.approx(900)
    assert (scale.top - scale.bottom) / scale.unit == pytest.approx(400)


def test_a_plot_smaller_than_its_margins_still_has_a_scale():
    scale = PlotScale(SIX_WEEKS, 10, 10, MARGINS)

    assert scale.left < scale.right
    assert scale.bottom < scale.top


def in_strips(count, *, hours=()):
    keys = [f"line{n}" for n in range(count)]
    return Timeline(
        period=SIX_WEEKS.period,
        lines=tuple(
            Line(
                key=key,
                name=key,
                style=styles(keys)[key],
                values={},
                segments=(),
                is_hours=n in hours,
                highest=12 if n in hours else 10,
            )
            for n, key in enumerate(keys)
        ),
    )


def test_three_lines_share_one_plot():
    three = in_strips(3)

    assert [strip.at(7.0) for strip in strips(three)] == [7.0, 7.0, 7.0]
    assert levels(three) == [(float(n), n) for n in range(0, 11, 2)]


def test_four_lines_have_strips_of_one_height_none_on_another_the_first_on_top():
    four = in_strips(4, hours={3})

    found = [(strip.at(0), strip.at(strip.highest)) for strip in strips(four)]

    assert found == [(39.0, 49.0), (26.0, 36.0), (13.0, 23.0), (0.0, 10.0)]
    assert total_height(four) == 49.0
    # A night of six hours stands in the middle of its strip, a longer one than any at its top.
    assert strips(four)[3].at(6.0) == 5.0
    assert strips(four)[3].at(20.0) == 10.0
    assert levels(four)[-3:] == [(0.0, 0), (5.0, 6), (10.0, 12)]


def test_strips_fill_the_plot():
    scale = PlotScale(in_strips(5), 900, 600, MARGINS)

    assert (scale.top - total_height(in_strips(5))) / scale.unit == pytest.approx(16)
    assert (scale.top - scale.bottom) / scale.unit == pytest.approx(600)


def test_sessions_have_half_a_step_around_them():
    scale = PlotScale(Timeline(period=SIX_WEEKS.period, stops={}), 900, 400, MARGINS)

    assert (FIRST.toordinal() - 0.5 - scale.left) / scale.day == pytest.approx(8)


def test_a_day_stands_at_itself_and_a_week_at_its_thursday():
    weeks = Timeline(period=SIX_WEEKS.period, days_a_step=7)

    assert middle_of(SIX_WEEKS, FIRST) == FIRST.toordinal()
    assert middle_of(weeks, date(2026, 5, 4)) == date(2026, 5, 7).toordinal()
    # Of the last week only Monday and Tuesday are there.
    assert middle_of(weeks, date(2026, 5, 11)) == LAST.toordinal()


def test_the_area_lies_between_low_and_high_and_not_across_a_gap():
    def stretch(*numbers):
        days = [date.fromordinal(number) for number in numbers]
        return tuple(Point(day=day, mean=5, low=4, high=6) for day in days)

    area = band([stretch(10, 11, 12), stretch(20, 21, 22)], Strip(0.0, 1.0, 10))

    assert area.contains(QPointF(11, 5))
    assert area.contains(QPointF(21, 4.1))
    assert not area.contains(QPointF(11, 6.5))
    assert not area.contains(QPointF(16, 5))


@given(st.lists(gaps, max_size=6), st.floats(1, 20))
def test_words_stand_inside_and_never_on_each_other(found, width):
    scale = PlotScale(SIX_WEEKS, 900, 400, MARGINS)

    middles = sorted(with_room(found, width, scale))

    assert bool(middles) == bool(found)
    assert all(b - a >= width for a, b in pairwise(middles))
    assert all(scale.left <= each - width / 2 + 1e-6 for each in middles)
    assert all(each + width / 2 <= scale.right + 1e-6 for each in middles)


def test_the_longest_gap_is_named_first():
    short = Period(first=date(2026, 4, 3), last=date(2026, 4, 6))
    long = Period(first=date(2026, 4, 8), last=date(2026, 4, 20))
    scale = PlotScale(SIX_WEEKS, 900, 400, MARGINS)

    assert with_room([short, long], 15, scale) == [date(2026, 4, 14).toordinal()]


# Names of life events.

events = st.builds(
    lambda start, length, goes_on: EventMark(
        key="e",
        name="Moving flat",
        first=FIRST + timedelta(days=start),
        last=LAST if goes_on else FIRST + timedelta(days=start + length),
        goes_on=goes_on,
    ),
    st.integers(-10, 40),
    st.integers(0, 20),
    st.booleans(),
)


@given(st.lists(events, max_size=12).map(lambda found: sorted(found, key=lambda each: each.first)))
def test_no_name_of_an_event_stands_on_another(found):
    scale = PlotScale(SIX_WEEKS, 900, 400, MARGINS)
    widths = [90 * scale.day] * len(found)

    places = placed(found, widths, scale, SIX_WEEKS.period)

    assert [each.event for each in places] == found
    for lane in range(MOST_LANES):
        inside = [each for each in places if each.lane == lane]
        for before, after in pairwise(inside):
            assert after.left >= before.left + widths[0] - 1e-6
            # What goes on fills its line up to the end.
            assert not before.event.goes_on
    for each in places:
        assert each.left >= FIRST.toordinal()
        assert each.left + widths[0] <= scale.right + 1e-6


def test_a_name_stands_over_the_middle_of_its_days():
    scale = PlotScale(SIX_WEEKS, 900, 400, MARGINS)
    move = EventMark(key="e", name="Move", first=date(2026, 4, 10), last=date(2026, 4, 20))

    (place,) = placed([move], [4.0], scale, SIX_WEEKS.period)

    assert place.left + 2.0 == date(2026, 4, 15).toordinal()
    assert place.lane == 0


def test_a_fourth_name_in_one_place_is_left_out():
    scale = PlotScale(SIX_WEEKS, 900, 400, MARGINS)
    day = date(2026, 4, 10)
    four = [EventMark(key=str(n), name="x", first=day, last=day) for n in range(4)]

    places = placed(four, [5.0] * 4, scale, SIX_WEEKS.period)

    assert [each.lane for each in places] == [0, 1, 2, None]
