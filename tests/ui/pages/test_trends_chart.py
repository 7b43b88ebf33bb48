from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QGuiApplication
from PySide6.QtWidgets import QLabel, QMenu, QMessageBox, QWidget

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.ui import problems
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.life_event_dialog import LifeEventDialog
from sessiondesk.ui.pages.trends_page.chart_card import ChartCard
from sessiondesk.ui.pages.trends_page.record import Axis, Range
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.widgets.timeline_view import TimelineView

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
LONG = 20_000


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def check_in(journal):
    """Note one day."""

    def note(day, *, sleep=None, words=(), **ratings):
        journal.checkins.record(
            CheckIn(
                felt_at=datetime(day.year, day.month, day.day, 20, tzinfo=journal.now().tzinfo),
                day=day,
                ratings={ScaleId(key): float(value) for key, value in ratings.items()},
                sleep_hours=sleep,
                lines=tuple(words),
            )
        )

    return note


@pytest.fixture
def meet(journal):
    """Record a session of a course."""

    def record(course, day, outcome=Outcome.ATTENDED, hour=14):
        journal.sessions.record(
            TherapySession(
                course_id=course.id,
                planned_for=datetime(day.year, day.month, day.day, hour),
                zone="Europe/Berlin",
                outcome=outcome,
            )
        )

    return record


@pytest.fixture
def six_weeks(journal, check_in, meet):
    """Every day of eight weeks; sessions on the six Tuesdays before today, one called off."""
    course = Course(started_on=date(2026, 3, 31))
    with journal.batch():
        for days_ago in range(56):
            day = TODAY - timedelta(days=days_ago)
            weeks = (day - date(2026, 3, 31)).days // 7
            check_in(day, mood=5 + weeks % 2, anxiety=4, energy=5, overwhelm=2, sleep=7)
        journal.courses.record(course)
        for weeks in range(6):
            day = date(2026, 3, 31) + timedelta(weeks=weeks)
            meet(course, day, Outcome.CANCELLED_BY_ME if weeks == 2 else Outcome.ATTENDED)
    return course


@pytest.fixture
def show(*, qtbot, journal, theme, jobs, connect):
    """Show the chart and wait until it is drawn."""
    shown = []

    def show_card(*, waits=True):
        card = ChartCard(journal, theme, jobs=jobs, connect=connect)
        shown.append(card)
        qtbot.addWidget(card)
        card.resize(1000, 700)
        card.show()
        if waits:
            qtbot.waitUntil(lambda: chart(card).has_plot and not jobs.is_busy, timeout=LONG)
        return card

    yield show_card
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=LONG)


def chart(card):
    (view,) = card.findChildren(TimelineView)
    return view


def drawn(card):
    return chart(card)._timeline


def table(card):
    (found,) = card.findChildren(DataTable)
    return found


def rows(card):
    return [line.split("\t") for line in table(card).as_text().splitlines()]


def spoken(card):
    return QAccessible.queryAccessibleInterface(chart(card)).text(QAccessible.Text.Name)


def texts(card):
    return [each.text() for each in card.findChildren(QLabel) if each.isVisible()]


# By session.


def test_the_steps_can_be_sessions(qtbot, six_weeks, show):
    card = show()

    card.show_axis(Axis.SESSION)

    assert spoken(card).startswith(
        "Chart by session of Mood and Anxiety. 5 sessions, 31 March to 5 May 2026. "
        "Each mark is the average of the days up to the next. "
        "Mood: from 5 to 6, on average 5.5, 6 averages."
    )
    qtbot.keyClick(chart(card), Key.Key_End)
    assert chart(card).reading == ("Session 5, Tue 5 May 2026, mood 5.9, anxiety 4, 8 of 8 days")


def test_left_and_right_go_from_session_to_session_and_to_what_was_before(qtbot, six_weeks, show):
    card = show()
    card.show_axis(Axis.SESSION)
    names = []

    qtbot.keyClick(chart(card), Key.Key_Home)
    names.append(chart(card).step_name)
    for key, modifier in ((Key.Key_Right, Qt.KeyboardModifier.NoModifier), (Key.Key_Right, CTRL)):
        qtbot.keyClick(chart(card), key, modifier)
        names.append(chart(card).step_name)

    assert names == [
        "Before the first session",
        "Session 1, Tue 31 March 2026",
        "Session 2, Tue 7 April 2026",
    ]
    assert chart(card).reading.endswith("14 of 14 days")


def test_enter_shows_the_words_of_the_days_of_a_session(qtbot, six_weeks, check_in, show):
    check_in(date(2026, 4, 8), mood=6, words=[NoteLine(text="After the second.")])
    card = show()
    card.show_axis(Axis.SESSION)
    qtbot.keyClick(chart(card), Key.Key_Home)
    qtbot.keyClick(chart(card), Key.Key_Right)
    qtbot.keyClick(chart(card), Key.Key_Right)

    qtbot.keyClick(chart(card), Key.Key_Return)

    assert "After the second." in texts(card)
    assert "Session 2, Tue 7 April 2026" in texts(card)


def test_a_range_cuts_the_sessions_and_what_was_before_goes_with_the_first(six_weeks, show):
    card = show()
    card.show_axis(Axis.SESSION)

    card.show_range(Range.FOUR_WEEKS)

    assert [stop.number for stop in drawn(card).stops.values()] == [3, 4, 5]


def test_what_was_going_on_stands_behind_the_sessions_it_followed(journal, six_weeks, show):
    journal.life_events.record(
        LifeEvent(
            title="Moving flat",
            kind=LifeEventKind.MOVE,
            first=date(2026, 4, 9),
            last=date(2026, 4, 23),
        )
    )
    journal.life_events.record(
        LifeEvent(
            title="A new team",
            kind=LifeEventKind.WORK,
            first=date(2026, 1, 9),
            goes_on=True,
        )
    )
    card = show()

    card.show_axis(Axis.SESSION)

    found = drawn(card)
    numbers = {
        mark.name: [
            found.stops[place].number for place in found.stops if mark.first <= place <= mark.last
        ]
        for mark in found.events
    }
    assert numbers["Moving flat"] == [2, 3]
    assert numbers["A new team"] == [None, 1, 2, 3, 4, 5]
    # It began before anything that is shown: so it has no beginning on the axis.
    assert min(mark.first for mark in found.events) < found.period.first


def test_the_line_breaks_at_a_gap_of_the_record_and_the_gap_is_named(
    journal, check_in, meet, show
):
    course = Course(started_on=date(2026, 3, 3))
    with journal.batch():
        journal.courses.record(course)
        for weeks in range(10):
            day = date(2026, 3, 3) + timedelta(weeks=weeks)
            meet(course, day)
            if weeks not in {4, 5}:
                for n in range(7):
                    check_in(day + timedelta(days=n), mood=5)
    card = show()

    card.show_axis(Axis.SESSION)

    (line, *_) = drawn(card).lines
    assert len(line.segments) == 2
    (gap,) = drawn(card).gaps
    assert [drawn(card).stops[day].number for day in gap.days()] == [5, 6]
    assert "One gap without check-ins." in spoken(card)


def test_two_therapies_stand_one_after_the_other_with_a_gap(qtbot, journal, check_in, meet, show):
    first = Course(started_on=date(2026, 1, 6), ended_on=date(2026, 2, 20), therapist="A. B.")
    second = Course(started_on=date(2026, 4, 14), therapist="C. D.")
    with journal.batch():
        for course, begin, count in ((first, date(2026, 1, 6), 3), (second, date(2026, 4, 14), 4)):
            journal.courses.record(course)
            for n in range(count):
                meet(course, begin + timedelta(weeks=n))
        for days_ago in range(120):
            check_in(TODAY - timedelta(days=days_ago), mood=5)
    card = show()

    card.show_axis(Axis.SESSION)

    stops = list(drawn(card).stops.items())
    assert [stop.number for _, stop in stops] == [None, 1, 2, 3, None, 1, 2, 3, 4]
    assert (stops[4][0] - stops[3][0]).days == 3
    # The last days of a therapy that is over end with it.
    assert stops[3][1].span == Period(first=date(2026, 1, 20), last=date(2026, 2, 20))
    qtbot.keyClick(chart(card), Key.Key_Home)
    for _ in range(4):
        qtbot.keyClick(chart(card), Key.Key_Right)
    assert chart(card).reading.endswith("28 of 28 days, C. D., since 14 April")

    card.show_table(is_table=True)
    heads, *found = rows(card)
    assert heads[:4] == ["Session", "Date", "Therapy", "Days noted"]
    assert found[0][:4] == ["4, attended", "Tue 5 May 2026", "C. D., since 14 April", "8"]


def test_without_a_session_the_axis_says_so(qtbot, check_in, show):
    check_in(TODAY, mood=5)
    card = show()

    card.show_axis(Axis.SESSION)

    assert chart(card).reading == "No session that took place is noted in this time."
    for key in (Key.Key_Left, Key.Key_Right, Key.Key_Return, Key.Key_E, Key.Key_Home):
        qtbot.keyClick(chart(card), key)
    assert chart(card).reading == "No session that took place is noted in this time."
    chart(card).menu_wanted.emit(drawn(card).period.first, QPoint(0, 0))
    assert not card.findChildren(QMenu)


def test_two_sessions_on_one_day_share_its_words_and_the_first_has_no_days(
    qtbot, journal, check_in, meet, show
):
    course = Course(started_on=date(2026, 5, 5))
    journal.courses.record(course)
    meet(course, date(2026, 5, 5), hour=10)
    meet(course, date(2026, 5, 5), hour=16)
    check_in(date(2026, 5, 5), mood=5, words=[NoteLine(text="Twice today.")])
    card = show()
    card.show_axis(Axis.SESSION)
    qtbot.keyClick(chart(card), Key.Key_End)
    qtbot.keyClick(chart(card), Key.Key_Left)

    assert chart(card).reading == "Session 1, Tue 5 May 2026, another session on the same day"
    qtbot.keyClick(chart(card), Key.Key_Return)
    assert "Twice today." in texts(card)


def test_the_table_by_session_has_the_figures_of_the_chart(qtbot, six_weeks, journal, show):
    journal.scales.record(
        Scale(label="Went out", kind=ScaleKind.YES_NO, id=ScaleId("out"), position=99)
    )
    card = show()
    card.show_axis(Axis.SESSION)

    card.show_table(is_table=True)

    heads, *found = rows(card)
    assert heads == [
        *("Session", "Date", "Days noted", "Mood", "Anxiety", "Energy", "Overwhelm"),
        *("Went out, days", "Sleep, h"),
    ]
    assert [row[:4] for row in found] == [
        ["5, attended", "Tue 5 May 2026", "8", "5.9"],
        ["4, attended", "Tue 28 April 2026", "7", "5.0"],
        ["3, attended", "Tue 21 April 2026", "7", "6.0"],
        ["cancelled", "Tue 14 April 2026", "", ""],
        ["2, attended", "Tue 7 April 2026", "14", "5.5"],
        ["1, attended", "Tue 31 March 2026", "7", "5.0"],
        ["before", "", "13", "5.5"],
    ]
    assert found[0][7] == "too few"
    assert table(card).accessibleName() == "Averages by session"
    qtbot.keyClick(table(card), Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == table(card).as_text()


def test_fewer_than_three_days_are_too_few_in_chart_and_table(
    qtbot, journal, check_in, meet, show
):
    course = Course(started_on=date(2026, 5, 5))
    journal.courses.record(course)
    journal.scales.record(
        Scale(label="Went out", kind=ScaleKind.YES_NO, id=ScaleId("out"), position=99)
    )
    meet(course, date(2026, 5, 5))
    for day in (6, 7):
        check_in(date(2026, 5, day), mood=5, out=day == 6)
    card = show()
    card.show_axis(Axis.SESSION)

    assert not drawn(card).lines[0].values
    qtbot.keyClick(chart(card), Key.Key_End)
    assert chart(card).reading == "Session 1, Tue 5 May 2026, 2 of 8 days"

    card.show_table(is_table=True)
    heads, row, _ = rows(card)
    assert row[heads.index("Mood")] == "too few"
    assert row[heads.index("Went out, days")] == "1 of 2"


def test_an_event_is_added_on_the_first_day_of_a_session(qtbot, six_weeks, show):
    card = show()
    card.show_axis(Axis.SESSION)
    qtbot.keyClick(chart(card), Key.Key_End)

    with qtbot.waitSignal(chart(card).event_wanted) as wanted:
        qtbot.keyClick(chart(card), Key.Key_E)

    assert wanted.args == [date(2026, 5, 5)]
    chart(card).menu_wanted.emit(chart(card).cursor_step, QPoint(0, 0))
    (menu,) = [each for each in card.findChildren(QMenu) if each.parent() is card]
    assert menu.actions()[0].text() == "Add a life event on 5 May 2026…"
    menu.close()
    for asked in card.findChildren(LifeEventDialog):
        asked.reject()


# Strips.


def test_a_fourth_line_gives_each_its_own_strip_and_one_less_is_one_plot_again(
    qtbot, six_weeks, show, control
):
    card = show()
    for name in ("Energy", "Overwhelm", "Sleep"):
        qtbot.mouseClick(control(card, name), LEFT)

    assert drawn(card).is_apart
    assert "Each in a strip of its own, one below the other." in spoken(card)
    assert not any("up to 10" in text for text in texts(card))
    qtbot.keyClick(chart(card), Key.Key_End)
    assert chart(card).reading == (
        "Tue 12 May, mood 5, anxiety 4, energy 5, overwhelm 2, sleep 7 h"
    )

    qtbot.mouseClick(control(card, "Mood"), LEFT)
    qtbot.mouseClick(control(card, "Anxiety"), LEFT)
    assert not drawn(card).is_apart


def test_strips_make_the_chart_higher(qtbot, six_weeks, show, control):
    card = show()
    low = chart(card).minimumSizeHint().height()

    for name in ("Energy", "Overwhelm", "Sleep"):
        qtbot.mouseClick(control(card, name), LEFT)

    assert chart(card).minimumSizeHint().height() > low


def test_every_line_there_is_can_be_shown(qtbot, check_in, journal, show, control):
    own = [f"Own {n}" for n in range(3)]
    for n, name in enumerate(own):
        journal.scales.record(Scale(label=name, id=ScaleId(f"own{n}"), position=90 + n))
    check_in(TODAY, mood=5, anxiety=5, energy=5, overwhelm=5, sleep=13, own2=9)
    card = show()

    for name in ("Energy", "Overwhelm", "Sleep", *own):
        qtbot.mouseClick(control(card, name), LEFT)

    assert len(drawn(card).lines) == 8
    # A long night has a strip that reaches as far.
    assert [line.highest for line in drawn(card).lines if line.is_hours] == [14]
    qtbot.keyClick(chart(card), Key.Key_End)
    assert chart(card).reading.endswith("own 2 9, sleep 13 h")


# What is to be seen.


def shows(qtbot, card, control, name):
    qtbot.mouseClick(control(card, "Show on the chart"), LEFT)
    (menu,) = card.findChildren(QMenu)
    found = {each.text(): each for each in menu.actions() if each.isVisible()}
    if name:
        found[name].trigger()
    menu.close()
    qtbot.waitUntil(lambda: not card.findChildren(QMenu), timeout=LONG)
    return list(found)


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Daily marks", "marks"),
        ("Sessions", "sessions"),
        ("Life events", "events"),
        ("Earlier period", "earlier"),
    ],
)
@pytest.mark.usefixtures("six_weeks")
def test_things_are_left_out_of_the_chart_and_kept_out_for_the_sitting(
    qtbot, show, control, name, field
):
    card = show()
    assert all(
        getattr(drawn(card).shows, each) for each in ("marks", "sessions", "events", "earlier")
    )

    shows(qtbot, card, control, name)
    card.show_range(Range.THREE_MONTHS)

    assert not getattr(drawn(card).shows, field)
    shows(qtbot, card, control, name)
    assert getattr(drawn(card).shows, field)


def test_by_session_only_what_there_is_is_offered(qtbot, six_weeks, show, control):
    card = show()
    card.show_axis(Axis.SESSION)

    assert shows(qtbot, card, control, "") == ["Marks", "Life events"]


def test_what_is_not_drawn_is_still_read(qtbot, six_weeks, show, control):
    card = show()

    shows(qtbot, card, control, "Sessions")

    qtbot.keyClick(chart(card), Key.Key_Left, CTRL)
    assert chart(card).reading.endswith("session 5")
    assert "5 of 6 sessions held." in spoken(card)


def test_the_two_windows_of_the_read_outs_are_marked_and_can_be_others(six_weeks, show):
    card = show()
    assert spoken(card).endswith(
        "Marked: 15 April to 12 May 2026, and before that 18 March to 14 April 2026."
    )

    now = Period(first=date(2026, 4, 1), last=date(2026, 4, 30))
    then = Period(first=date(2026, 1, 1), last=date(2026, 1, 31))
    card.show_windows(now, then)

    assert spoken(card).endswith(
        "Marked: 1 to 30 April 2026, and before that 1 to 31 January 2026."
    )


# Coming and going.


def test_a_record_that_cannot_be_read_says_so_and_is_read_when_seen_again(
    *, qtbot, six_weeks, jobs, connect, journal, theme
):
    failing = [True]

    def connects():
        if failing[0]:
            raise StoreDamagedError
        return connect()

    card = ChartCard(journal, theme, jobs=jobs, connect=connects)
    window = QWidget()
    qtbot.addWidget(window)
    card.setParent(window)
    window.resize(1000, 700)
    window.show()
    card.show()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=LONG)
    assert drawn(card) is None
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == problems.describe(StoreDamagedError()).happened
    box.close()

    failing[0] = False
    card.hide()
    card.show()

    qtbot.waitUntil(lambda: drawn(card) is not None, timeout=LONG)
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=LONG)


def test_what_is_left_while_it_is_read_is_read_when_it_is_seen_again(qtbot, six_weeks, jobs, show):
    card = show(waits=False)
    card.hide()
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=LONG)
    assert drawn(card) is None

    card.show()

    qtbot.waitUntil(lambda: drawn(card) is not None and not jobs.is_busy, timeout=LONG)


def test_whether_there_is_a_record_is_known_before_it_is_read(qtbot, six_weeks, show, journal):
    card = show(waits=False)

    assert card.has_record
    assert drawn(card) is None


def test_a_record_that_is_gone_leaves_no_chart_behind(qtbot, check_in, show, journal, jobs):
    check_in(TODAY, mood=5)
    card = show()
    (only,) = journal.checkins.between(Period(first=TODAY, last=TODAY))

    with qtbot.waitSignal(card.record_changed, timeout=LONG):
        journal.checkins.remove(only.id)

    assert not card.has_record
    card.show_range(Range.FOUR_WEEKS)
    card.show_table(is_table=True)
    assert "Nothing to draw yet" in texts(card)


def test_tab_comes_to_the_chips_before_show_and_to_show_before_the_chart(
    qtbot, six_weeks, show, control
):
    card = show()
    order = [control(card, name) for name in ("Mood", "Sleep", "Show on the chart")]

    control(card, "Mood").setFocus()
    seen = [card.window().focusWidget()]
    while card.window().focusWidget() is not chart(card):
        qtbot.keyClick(card.window().focusWidget(), Key.Key_Tab)
        seen.append(card.window().focusWidget())
        assert len(seen) < 30

    assert [each for each in seen if each in order] == order


def test_everything_can_be_named_reached_and_hit_on_both_axes(six_weeks, show, audit):
    card = show()
    card.show_axis(Axis.SESSION)
    assert audit(card) == []

    card.show_table(is_table=True)
    assert audit(card) == []


def test_by_keyboard_alone_a_thing_is_left_out(qtbot, six_weeks, show, control):
    card = show()
    button = control(card, "Show on the chart")
    button.setFocus()

    qtbot.keyClick(button, Key.Key_Space)
    (menu,) = card.findChildren(QMenu)
    qtbot.keyClick(menu, Key.Key_Down)
    qtbot.keyClick(menu, Key.Key_Return)

    assert not drawn(card).shows.marks
    assert isinstance(menu.actions()[0], QAction)
