"""The chart as shapes: where things stand, and how one line is told from the other."""

import pytest

from sessiondesk.exchange.chart_picture import drawn
from sessiondesk.exchange.outline import Trace
from tests.exchange.outlines import a_figure


def a_trace(name, value, **rest):
    values = {"dots": (), "lines": (((0, value), (10, value)),)}
    return Trace(name=name, **(values | rest))


def test_a_line_goes_from_the_first_day_at_ten_to_the_last_at_zero():
    picture = drawn(a_figure())

    (line,) = picture.traces[0].lines
    assert line == f"{picture.left},{picture.top} {picture.right},{picture.bottom}"


def test_the_two_lines_differ_without_colour():
    first, second = drawn(a_figure()).traces

    assert (first.is_dashed, second.is_dashed) == (False, True)
    assert (len(first.dots), len(first.diamonds)) == (2, 0)
    assert (len(second.dots), len(second.diamonds)) == (0, 1)


def test_only_zero_five_and_ten_have_a_line_across():
    assert [each.text for each in drawn(a_figure()).grid] == ["0", "5", "10"]


def test_pieces_of_a_line_are_not_joined():
    trace = a_trace("Mood", 5, lines=(((0, 5.0), (2, 5.0)), ((6, 5.0), (8, 5.0))))

    assert len(drawn(a_figure(traces=(trace,))).traces[0].lines) == 2


def test_a_month_that_begins_at_the_very_end_has_no_room_for_its_name():
    months = ((0, "April"), (10, "May"))

    assert [each.text for each in drawn(a_figure(months=months)).months] == ["April"]


def test_sessions_stand_on_their_days():
    picture = drawn(a_figure())

    assert picture.ticks == (((picture.left + picture.right) / 2, True), (picture.right, False))


@pytest.mark.parametrize("values", [(5, 5), (5, 5.2), (4, 5), (0, 0), (10, 10)])
def test_names_at_the_ends_of_lines_do_not_run_into_each_other(values):
    traces = tuple(a_trace(f"name {value}", value) for value in values)

    first, second = drawn(a_figure(traces=traces)).names

    assert second.y - first.y >= 16


def test_the_name_of_what_has_dots_only_stands_at_the_last_of_them():
    trace = a_trace("Mood", 0, lines=(), dots=((0, 0.0), (4, 10.0)))
    picture = drawn(a_figure(traces=(trace,)))

    (name,) = picture.names
    assert abs(name.y - picture.top) < 10


def test_what_was_never_rated_has_no_name_in_the_picture():
    assert drawn(a_figure(traces=(a_trace("Mood", 0, lines=()),))).names == ()


def test_a_long_name_ends_in_dots():
    (name,) = drawn(a_figure(traces=(a_trace("How much I slept through", 5),))).names

    assert name.text == "How much I sle…"
