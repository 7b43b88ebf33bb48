from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.ui.widgets.timeline_model import EventMark, Line, SessionMark, Timeline, styles
from sessiondesk.ui.widgets.timeline_view import ReadingLine, TimelinePlot, TimelineView

LAST = date(2026, 5, 12)  # a Tuesday
FOUR_WEEKS = Period(first=LAST - timedelta(days=27), last=LAST)
MAR_26 = date(2026, 3, 26)  # a Thursday
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def a_line(key="mood", name="Mood", *, values, is_hours=False):
    return Line(
        key=key,
        name=name,
        style=styles([key])[key],
        values=values,
        segments=(),
        is_hours=is_hours,
    )


@pytest.fixture
def four_weeks():
    """Every day of four weeks but one, and two sessions of which one was called off."""
    days = [day for day in FOUR_WEEKS.days() if day != date(2026, 5, 10)]
    return Timeline(
        period=FOUR_WEEKS,
        lines=(
            a_line(values=dict.fromkeys(days, 5.0)),
            a_line("anxiety", "Anxiety", values={LAST: 3.5}),
        ),
        recorded=days,
        sessions=(
            SessionMark(day=date(2026, 4, 23), is_held=True, number=3),
            SessionMark(day=date(2026, 4, 30), is_held=False),
        ),
    )


@pytest.fixture
def view(qtbot, theme, four_weeks):
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.resize(800, 400)
    view.show_timeline(four_weeks)
    view.show()
    view.setFocus()
    return view


def spoken(view, part):
    return QAccessible.queryAccessibleInterface(view).text(part)


def test_without_a_cursor_the_line_below_says_how_much_was_recorded(view):
    assert view.reading == "Check-ins on 27 of 28 days."


def test_the_first_key_shows_the_last_day_and_the_next_one_moves(qtbot, view):
    qtbot.keyClick(view, Key.Key_Left)
    assert view.reading == "Tue 12 May, mood 5, anxiety 3.5"

    qtbot.keyClick(view, Key.Key_Left)
    assert view.reading == "Mon 11 May, mood 5"


def test_a_day_without_a_check_in_says_so(qtbot, view):
    for _ in range(3):
        qtbot.keyClick(view, Key.Key_Left)

    assert view.reading == "Sun 10 May, no check-in"


def test_a_check_in_that_answers_other_questions_is_not_called_none(qtbot, view, four_weeks):
    view.show_timeline(
        Timeline(
            period=four_weeks.period, recorded=four_weeks.recorded, lines=four_weeks.lines[1:]
        )
    )

    qtbot.keyClick(view, Key.Key_Home)

    assert view.reading == "Wed 15 April, no answer to these"


def test_the_cursor_stops_at_both_ends(qtbot, view):
    qtbot.keyClick(view, Key.Key_Home)
    assert view.cursor_step == FOUR_WEEKS.first
    qtbot.keyClick(view, Key.Key_Left)
    assert view.cursor_step == FOUR_WEEKS.first

    qtbot.keyClick(view, Key.Key_End)
    qtbot.keyClick(view, Key.Key_Right)
    assert view.cursor_step == LAST


def test_ctrl_goes_from_session_to_session(qtbot, view):
    qtbot.keyClick(view, Key.Key_Left, CTRL)
    assert view.reading == "Thu 30 April, mood 5, no session: cancelled or missed"

    qtbot.keyClick(view, Key.Key_Left, CTRL)
    assert view.reading == "Thu 23 April, mood 5, session 3"


def test_enter_asks_for_the_words_of_the_day_under_the_cursor(qtbot, view):
    qtbot.keyClick(view, Key.Key_End)

    with qtbot.waitSignal(view.entry_wanted) as wanted:
        qtbot.keyClick(view, Key.Key_Return)

    assert wanted.args == [LAST, LAST]


def test_enter_without_a_cursor_asks_for_nothing(qtbot, view):
    with qtbot.assertNotEmitted(view.entry_wanted):
        qtbot.keyClick(view, Key.Key_Return)


def test_esc_lets_the_cursor_go(qtbot, view):
    qtbot.keyClick(view, Key.Key_End)

    qtbot.keyClick(view, Key.Key_Escape)

    assert view.cursor_step is None


def test_the_chart_is_described_in_words(view):
    assert spoken(view, QAccessible.Text.Name) == (
        "Chart of Mood and Anxiety, 15 April to 12 May 2026. Check-ins on 27 of 28 days. "
        "Mood: from 5 to 5, on average 5.0, 27 days. "
        "Anxiety: from 3.5 to 3.5, on average 3.5, one day. "
        "1 of 2 sessions held."
    )


def test_what_is_read_is_spoken_as_well(qtbot, view):
    qtbot.keyClick(view, Key.Key_End)

    assert spoken(view, QAccessible.Text.Description) == view.reading


def test_hours_are_read_as_hours(qtbot, view, four_weeks):
    nights = a_line("sleep", "Sleep", values={LAST: 6.5}, is_hours=True)
    view.show_timeline(
        Timeline(period=four_weeks.period, recorded=four_weeks.recorded, lines=(nights,))
    )

    qtbot.keyClick(view, Key.Key_End)

    assert view.reading == "Tue 12 May, sleep 6½ h"


def test_weeks_are_read_with_how_many_days_they_rest_on(qtbot, view):
    period = Period(first=date(2024, 5, 12), last=LAST)
    monday = date(2026, 5, 4)
    view.show_timeline(
        Timeline(
            period=period,
            lines=(a_line(values={monday: 6.4}),),
            recorded=[monday, monday + timedelta(days=2), monday + timedelta(days=6)],
            days_a_step=7,
        )
    )
    qtbot.keyClick(view, Key.Key_End)

    qtbot.keyClick(view, Key.Key_Left)

    assert view.reading == "Week of 4 May 2026, mood 6.4, 3 of 7 days"
    with qtbot.waitSignal(view.entry_wanted) as wanted:
        qtbot.keyClick(view, Key.Key_Return)
    assert wanted.args == [monday, monday + timedelta(days=6)]


def test_another_range_keeps_the_cursor_where_it_can(qtbot, view):
    qtbot.keyClick(view, Key.Key_Left)

    view.show_timeline(Timeline(period=Period(first=date(2026, 1, 1), last=LAST)))
    assert view.cursor_step == LAST

    view.show_timeline(Timeline(period=Period(first=date(2026, 1, 1), last=date(2026, 2, 1))))
    assert view.cursor_step is None


def test_keys_of_others_are_left_to_others(qtbot, view):
    for key, modifier in (
        (Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Key.Key_Left, Qt.KeyboardModifier.AltModifier),
    ):
        qtbot.keyClick(view, key, modifier)

    assert view.cursor_step is None


class Slate(TimelinePlot):
    """A plot that remembers what it was told."""

    def __init__(self):
        super().__init__()
        self.told = []

    @override
    def show_timeline(self, timeline):
        self.told.append(timeline)

    @override
    def show_cursor(self, step):
        self.told.append(step)

    @override
    def day_at(self, spot):
        return None if spot.x() < 0 else date(2026, 5, 3)


def test_a_plot_that_comes_late_is_told_everything(qtbot, view, four_weeks):
    qtbot.keyClick(view, Key.Key_End)
    slate = Slate()

    view.set_plot(slate)

    assert slate.told == [four_weeks, LAST]


def test_a_click_on_a_day_puts_the_cursor_and_the_focus_there(view):
    slate = Slate()
    view.set_plot(slate)
    view.clearFocus()

    slate.picked.emit(date(2026, 5, 1))

    assert view.cursor_step == date(2026, 5, 1)
    assert slate.told[-1] == date(2026, 5, 1)


def test_a_chart_without_a_spoken_name_does_not_exist(view, nameless):
    assert nameless(view) == []


# Life events.


def with_an_event(timeline):
    return replace(
        timeline,
        events=(
            EventMark(key="e", name="Moving", first=date(2026, 5, 1), last=date(2026, 5, 3)),
            EventMark(key="f", name="Pills", first=date(2026, 5, 3), last=LAST, goes_on=True),
        ),
    )


def test_what_was_going_on_is_read_with_its_day(qtbot, view, four_weeks):
    view.show_timeline(with_an_event(four_weeks))
    view.set_plot(slate := Slate())

    slate.picked.emit(date(2026, 5, 3))
    assert view.reading == "Sun 3 May, mood 5, Moving, Pills"

    slate.picked.emit(date(2026, 5, 4))
    assert view.reading == "Mon 4 May, mood 5, Pills"


def test_the_chart_names_what_was_going_on(view, four_weeks):
    view.show_timeline(with_an_event(four_weeks))

    assert "Life events: Moving and Pills." in spoken(view, QAccessible.Text.Name)


def test_a_chart_with_many_events_names_a_few(view, four_weeks):
    many = tuple(EventMark(key=str(n), name=f"Event {n}", first=LAST, last=LAST) for n in range(9))
    view.show_timeline(replace(four_weeks, events=many))

    said = spoken(view, QAccessible.Text.Name)
    assert "Event 4 and 4 more." in said
    assert "Event 5" not in said


def test_e_asks_for_an_event_on_the_day_under_the_cursor(qtbot, view):
    with qtbot.waitSignal(view.event_wanted) as wanted:
        qtbot.keyClick(view, Key.Key_E)
    assert wanted.args == [LAST]

    qtbot.keyClick(view, Key.Key_Home)
    with qtbot.waitSignal(view.event_wanted) as wanted:
        qtbot.keyClick(view, Key.Key_E)
    assert wanted.args == [FOUR_WEEKS.first]


def test_the_menu_key_offers_what_can_be_done_about_the_day_under_the_cursor(qtbot, view):
    qtbot.keyClick(view, Key.Key_Home)

    with qtbot.waitSignal(view.menu_wanted) as wanted:
        asks = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        QApplication.sendEvent(view, asks)

    assert wanted.args[0] == FOUR_WEEKS.first


def test_the_right_button_offers_it_for_the_day_it_is_pressed_on(qtbot, view):
    view.set_plot(Slate())

    with qtbot.waitSignal(view.menu_wanted) as wanted:
        asks = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, QPoint(400, 100), QPoint(400, 100)
        )
        QApplication.sendEvent(view, asks)

    assert wanted.args[0] == date(2026, 5, 3)
    assert view.cursor_step == date(2026, 5, 3)


def test_what_is_read_is_not_cut_short_for_the_hint(qtbot, view, four_weeks):
    hint = "Arrow keys move day by day, Enter shows your words, E adds an event"
    assert hint in [each.text() for each in view.findChildren(QLabel) if each.isVisible()]
    long = EventMark(key="e", name="Moving and much else " * 3, first=LAST, last=LAST)
    view.show_timeline(replace(four_weeks, events=(long,)))

    qtbot.keyClick(view, Key.Key_End)

    assert hint not in [each.text() for each in view.findChildren(QLabel) if each.isVisible()]


def test_in_a_narrow_window_the_hint_stands_below_and_both_are_whole(qtbot, view, theme):
    theme.set_text_percent(150)
    view.resize(780, 400)
    reading = view.findChild(ReadingLine)
    (hint,) = (each for each in view.findChildren(QLabel) if each.text().startswith("Arrow keys"))

    qtbot.waitUntil(lambda: hint.geometry().top() >= reading.geometry().bottom())

    assert reading.natural_width() <= reading.width()
    assert hint.sizeHint().width() <= hint.width()
    qtbot.keyClick(view, Key.Key_End)
    assert hint.isVisible()
