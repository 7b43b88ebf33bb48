import subprocess
import sys
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication, QGraphicsView, QLabel, QMenu, QPlainTextEdit

from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.store.errors import StoreFullError
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.life_event_dialog import LifeEventDialog
from sessiondesk.ui.pages.trends_page import TrendsPage
from sessiondesk.ui.pages.trends_page.below_section import BelowSection
from sessiondesk.ui.pages.trends_page.chart_card import ChartCard
from sessiondesk.ui.theme import Role
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.widgets.timeline_view import TimelineView

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def check_in(journal):
    """Note one day, so many days ago."""

    def note(days_ago, *, sleep=None, words=(), hour=20, **ratings):
        day = TODAY - timedelta(days=days_ago)
        journal.checkins.record(
            CheckIn(
                felt_at=datetime(day.year, day.month, day.day, hour, tzinfo=journal.now().tzinfo),
                day=day,
                ratings={ScaleId(key): float(value) for key, value in ratings.items()},
                sleep_hours=sleep,
                lines=tuple(words),
            )
        )

    return note


@pytest.fixture
def half_a_year(journal, check_in):
    """Every day of half a year but a week in it."""
    with journal.batch():
        for days_ago in (*range(50), *range(57, 182)):
            rating = 4 + days_ago % 3
            check_in(days_ago, mood=rating, anxiety=10 - rating, energy=5, overwhelm=2, sleep=7)


@pytest.fixture
def show(qtbot, journal, theme, prompts, jobs, connect):  # noqa: PLR0917 - fixtures
    """Show the page and wait until its chart is drawn."""
    # As in the window, a page lives until it is told to go.
    shown = []
    # These tests are about the chart: what the record says by itself was said this week.
    journal.insights.keep(TODAY, [Insight(day=TODAY, asked=Asked.MISSING, claim="{}")])

    def show_page(*, waits=True):
        page = TrendsPage(journal, theme=theme, prompts=prompts, jobs=jobs, connect=connect)
        shown.append(page)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        page.show()
        qtbot.waitUntil(lambda: bool(page.findChildren(BelowSection)), timeout=20_000)
        if waits:
            qtbot.waitUntil(lambda: chart(page).has_plot and not jobs.is_busy, timeout=20_000)
        return page

    yield show_page
    qtbot.waitUntil(lambda: not jobs.is_busy)


def chart(page):
    (view,) = page.findChildren(TimelineView)
    return view


def table(page):
    (card,) = page.findChildren(ChartCard)
    (found,) = card.findChildren(DataTable)
    return found


def spoken(page):
    return QAccessible.queryAccessibleInterface(chart(page)).text(QAccessible.Text.Name)


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


# What is shown.


def test_the_first_two_scales_of_the_last_six_months_are_drawn_at_first(half_a_year, show):
    page = show()

    assert spoken(page).startswith(
        "Chart of Mood and Anxiety, 12 November 2025 to 12 May 2026. "
        "Check-ins on 175 of 182 days. Mood: from 4 to 6, on average 5.0, 175 days."
    )
    assert "One gap without check-ins." in spoken(page)


def test_the_scales_that_the_settings_name_are_drawn_at_first(half_a_year, journal, show):
    journal.settings.change(chart_scales=(ScaleId("energy"),))

    assert spoken(show()).startswith("Chart of Energy,")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Range: 4 weeks", "15 April to 12 May 2026"),
        ("Range: 3 months", "11 February to 12 May 2026"),
        ("Range: All", "12 November 2025 to 12 May 2026"),
    ],
)
@pytest.mark.usefixtures("half_a_year")
def test_a_range_is_picked(qtbot, show, control, name, words):
    page = show()

    qtbot.mouseClick(control(page, name), LEFT)

    assert words in spoken(page)


def test_all_of_a_young_record_is_shown_on_four_weeks(qtbot, check_in, show, control):
    check_in(2, mood=5)
    page = show()

    qtbot.mouseClick(control(page, "Range: All"), LEFT)

    assert "15 April to 12 May 2026. Check-ins on 1 of 28 days." in spoken(page)


def test_beyond_a_year_marks_are_weeks(qtbot, check_in, journal, show, control):
    with journal.batch():
        for days_ago in range(0, 500, 2):
            check_in(days_ago, mood=5)
    page = show()

    qtbot.mouseClick(control(page, "Range: All"), LEFT)

    assert "weekly averages from 5 to 5" in spoken(page)
    qtbot.keyClick(chart(page), Key.Key_End)
    qtbot.keyClick(chart(page), Key.Key_Left)
    assert chart(page).reading == "Week of 4 May 2026, mood 5, 4 of 7 days"


def test_an_unanswered_day_is_not_a_zero(check_in, show, qtbot):
    check_in(0, anxiety=3)
    check_in(1, mood=6)
    page = show()

    qtbot.keyClick(chart(page), Key.Key_End)

    assert chart(page).reading == "Tue 12 May, anxiety 3"
    assert "Mood: from 6 to 6, on average 6.0, one day." in spoken(page)


def test_several_check_ins_of_a_day_are_its_mean(check_in, show, qtbot):
    check_in(0, mood=4, hour=8)
    check_in(0, mood=7, hour=20)
    page = show()

    qtbot.keyClick(chart(page), Key.Key_End)

    assert chart(page).reading == "Tue 12 May, mood 5.5"


def test_a_gap_that_lasts_until_today_is_a_gap(check_in, show):
    for days_ago in range(6, 20):
        check_in(days_ago, mood=5)

    assert "One gap without check-ins." in spoken(show())


def test_before_the_first_check_in_nothing_is_a_gap(check_in, show):
    check_in(3, mood=5)

    assert "gap" not in spoken(show())


def test_the_chart_states_its_period_also_while_a_day_is_read(qtbot, half_a_year, show, control):
    page = show()
    qtbot.mouseClick(control(page, "Range: 3 months"), LEFT)

    qtbot.keyClick(chart(page), Key.Key_Left)

    assert "11 February to 12 May 2026" in texts(page)


# Lines.


def test_a_line_is_switched_on_and_off(qtbot, half_a_year, show, control):
    page = show()

    qtbot.mouseClick(control(page, "Energy"), LEFT)
    qtbot.mouseClick(control(page, "Anxiety"), LEFT)

    assert spoken(page).startswith("Chart of Mood and Energy,")


@pytest.mark.usefixtures("half_a_year")
def test_a_new_check_in_leaves_the_choice_and_the_focus_alone(
    qtbot, check_in, jobs, show, control
):
    page = show()
    qtbot.mouseClick(control(page, "Energy"), LEFT)
    control(page, "Energy").setFocus()

    check_in(0, mood=3, hour=21)
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert control(page, "Energy").hasFocus()
    assert spoken(page).startswith("Chart of Mood, Anxiety and Energy,")


def test_hours_beside_a_rating_say_on_which_numbers_they_are_drawn(
    qtbot, half_a_year, show, control
):
    page = show()

    qtbot.mouseClick(control(page, "Sleep"), LEFT)

    assert any("Sleep in hours, up to 10." in text for text in texts(page))
    qtbot.keyClick(chart(page), Key.Key_End)
    assert chart(page).reading.endswith("sleep 7 h")


def test_hours_alone_have_a_range_of_their_own(qtbot, check_in, show, control):
    check_in(0, sleep=13.5)
    page = show()
    for name in ("Mood", "Anxiety", "Sleep"):
        qtbot.mouseClick(control(page, name), LEFT)

    assert chart(page)._timeline.highest == 14
    assert not any("up to 10" in text for text in texts(page))


def test_a_chart_without_a_line_still_shows_the_days(qtbot, half_a_year, show, control):
    page = show()

    qtbot.mouseClick(control(page, "Mood"), LEFT)
    qtbot.mouseClick(control(page, "Anxiety"), LEFT)

    assert spoken(page).startswith("Chart, 12 November 2025")
    qtbot.mouseClick(control(page, "Range: 4 weeks"), LEFT)
    assert spoken(page).startswith("Chart, 15 April")


def test_a_scale_of_ones_own_is_offered(qtbot, check_in, journal, show, control):
    journal.scales.record(Scale(label="Patience", id=ScaleId("patience"), position=99))
    check_in(0, patience=8)
    page = show()

    qtbot.mouseClick(control(page, "Patience"), LEFT)
    qtbot.keyClick(chart(page), Key.Key_End)

    assert chart(page).reading == "Tue 12 May, patience 8"


# Sessions.


@pytest.fixture
def three_sessions(journal):
    course = Course(started_on=date(2026, 4, 1), sessions_before=4)
    journal.courses.record(course)
    for day, outcome in ((7, Outcome.ATTENDED), (14, Outcome.CANCELLED_BY_ME), (21, Outcome.LATE)):
        journal.sessions.record(
            TherapySession(
                course_id=course.id,
                planned_for=datetime(2026, 4, day, 14, 0),
                zone="Europe/Berlin",
                outcome=outcome,
            )
        )
    journal.sessions.record(
        TherapySession(
            course_id=course.id, planned_for=datetime(2026, 5, 12, 14, 0), zone="Europe/Berlin"
        )
    )
    return course


def test_sessions_are_read_with_their_numbers(qtbot, half_a_year, three_sessions, show):
    page = show()
    assert "2 of 3 sessions held." in spoken(page)

    qtbot.keyClick(chart(page), Key.Key_Left, CTRL)
    assert chart(page).reading == "Tue 21 April, mood 4, anxiety 6, session 6"

    qtbot.keyClick(chart(page), Key.Key_Left, CTRL)
    assert chart(page).reading.endswith("no session: cancelled or missed")


# The table.


def test_the_table_holds_the_weeks_newest_first(qtbot, half_a_year, three_sessions, show, control):
    page = show()

    qtbot.mouseClick(control(page, "Chart or table: Table"), LEFT)

    lines = table(page).as_text().splitlines()
    head = ("Week from", "Days noted", "Mood", "Anxiety", "Energy", "Overwhelm")
    assert lines[0].split("\t") == [*head, "Sleep, h", "Session"]
    # Of this week there are two days, too few for an average.
    too_few = ["too few"] * 5
    assert lines[1].split("\t") == ["11 May", "2", *too_few, "7, planned"]
    assert lines[2].split("\t") == ["4 May", "7", "5.1", "4.9", "5.0", "2.0", "7.0", ""]
    assert lines[4].split("\t")[-1] == "6, late"
    assert lines[5].split("\t")[-1] == "cancelled"


def test_the_table_has_the_range_of_the_chart(qtbot, half_a_year, show, control):
    page = show()
    qtbot.mouseClick(control(page, "Chart or table: Table"), LEFT)

    qtbot.mouseClick(control(page, "Range: 4 weeks"), LEFT)

    assert table(page).model().rowCount() == 5


def test_no_cell_of_the_table_is_cut_short_by_larger_text(
    half_a_year, three_sessions, theme, show
):
    theme.set_text_percent(150)
    page = show()
    page.toggle_table()
    model = table(page).model()
    metrics = QFontMetrics(theme.font(Role.BODY, figures=True))

    for column in range(model.columnCount()):
        texts_in = {model.index(row, column).data() for row in range(model.rowCount())}
        longest = max(map(metrics.horizontalAdvance, texts_in))
        assert table(page).columnWidth(column) >= longest + 2 * theme.px(14)


def test_yes_or_no_is_counted_in_the_table_and_not_drawn(qtbot, check_in, journal, show, control):
    journal.scales.record(
        Scale(label="Went out", kind=ScaleKind.YES_NO, id=ScaleId("out"), position=99)
    )
    for days_ago, out in enumerate((1, 0, 1, 1)):
        check_in(days_ago + 2, out=out)
    page = show()
    assert not any("Went out" in text for text in (spoken(page), *texts(page)))

    qtbot.mouseClick(control(page, "Chart or table: Table"), LEFT)

    lines = table(page).as_text().splitlines()
    place = lines[0].split("\t").index("Went out, days")
    assert lines[2].split("\t")[place] == "3 of 4"
    assert lines[3].split("\t")[place] == "too few"


def test_chart_and_table_change_places_by_command_and_keep_the_focus(half_a_year, show):
    page = show()
    chart(page).setFocus()
    assert chart(page).hasFocus()

    page.toggle_table()
    assert table(page).isVisible()
    assert table(page).hasFocus()

    page.toggle_table()
    assert chart(page).isVisible()
    assert chart(page).hasFocus()


def test_the_table_is_copied_as_text(qtbot, half_a_year, show):
    page = show()
    page.toggle_table()

    qtbot.keyClick(table(page), Key.Key_C, CTRL)

    assert QGuiApplication.clipboard().text() == table(page).as_text()


# Own words.


def test_enter_shows_the_own_words_of_the_day_and_esc_puts_them_away(
    qtbot, check_in, show, control
):
    check_in(
        1,
        mood=5,
        words=[
            NoteLine(text="The tram was <b>late</b>."),
            NoteLine(text="Went.", kind=LineKind.WIN),
        ],
    )
    check_in(0, mood=6, words=[NoteLine(text="Not of that day.")])
    page = show()
    chart(page).setFocus()
    qtbot.keyClick(chart(page), Key.Key_End)
    qtbot.keyClick(chart(page), Key.Key_Left)

    qtbot.keyClick(chart(page), Key.Key_Return)

    shown = texts(page)
    assert "Mon 11 May" in shown
    # What was written is shown as it was written.
    assert "The tram was <b>late</b>." in shown
    assert "Win: Went." in shown
    assert "Not of that day." not in shown

    qtbot.keyClick(control(page, "Close these words"), Key.Key_Escape)
    assert "Win: Went." not in texts(page)
    assert chart(page).hasFocus()


def test_a_day_without_words_says_so(qtbot, check_in, show):
    check_in(0, mood=6)
    page = show()
    qtbot.keyClick(chart(page), Key.Key_End)

    qtbot.keyClick(chart(page), Key.Key_Return)

    assert "No words were noted here." in texts(page)


def test_very_much_writing_is_cut_and_says_so(qtbot, check_in, show):
    check_in(0, words=[NoteLine(text=f"line {n}") for n in range(300)])
    page = show()
    qtbot.keyClick(chart(page), Key.Key_End)

    qtbot.keyClick(chart(page), Key.Key_Return)

    shown = texts(page)
    assert "line 39" in shown
    assert "line 40" not in shown
    assert "There is more." in shown


def test_another_range_puts_the_words_away(qtbot, check_in, show, control):
    check_in(0, words=[NoteLine(text="A word.")])
    page = show()
    qtbot.keyClick(chart(page), Key.Key_End)
    qtbot.keyClick(chart(page), Key.Key_Return)

    qtbot.mouseClick(control(page, "Range: 4 weeks"), LEFT)

    assert "A word." not in texts(page)


# Coming and going.


def test_an_empty_record_says_how_it_begins(qtbot, show, control):
    page = show(waits=False)
    assert "Nothing to draw yet" in texts(page)

    with qtbot.waitSignal(page.wants) as wanted:
        qtbot.mouseClick(control(page, "Go to today"), LEFT)

    assert wanted.args == ["today"]


def test_the_first_check_in_brings_the_chart(qtbot, check_in, show):
    page = show(waits=False)

    check_in(0, mood=5)

    qtbot.waitUntil(lambda: chart(page).has_plot)
    assert chart(page).isVisible()
    assert "Check-ins on 1 of 182 days." in spoken(page)


def test_a_check_in_made_while_the_page_is_out_of_view_is_there_afterwards(
    qtbot, half_a_year, check_in, jobs, show
):
    page = show()
    page.hide()
    check_in(52, mood=9)

    page.show()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert "Check-ins on 176 of 182 days. Mood: from 4 to 9" in spoken(page)


def test_the_next_day_the_chart_ends_with_that_day(half_a_year, clock, jobs, qtbot, show):
    page = show()
    page.hide()
    clock.pass_(days=1)

    page.show()
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert "to 13 May 2026" in spoken(page)


def test_a_page_that_is_gone_hears_nothing_of_its_work(  # noqa: PLR0917 - fixtures
    qtbot, half_a_year, journal, theme, prompts, jobs, connect
):
    page = TrendsPage(journal, theme=theme, prompts=prompts, jobs=jobs, connect=connect)
    page.show()

    page.deleteLater()
    with qtbot.waitSignal(page.destroyed):
        del page

    qtbot.waitUntil(lambda: not jobs.is_busy)


def test_a_hidden_scale_is_no_longer_offered(qtbot, half_a_year, journal, jobs, show):
    page = show()
    anxiety = journal.scales.find(ScaleId("anxiety"))

    journal.scales.record(
        Scale(**{name: getattr(anxiety, name) for name in Scale.__slots__} | {"is_shown": False})
    )
    qtbot.waitUntil(lambda: not jobs.is_busy)

    assert spoken(page).startswith("Chart of Mood,")


def test_everything_can_be_named_reached_and_hit(half_a_year, three_sessions, show, audit):
    page = show()
    assert audit(page) == []

    page.toggle_table()
    assert audit(page) == []


def test_an_empty_page_can_be_named_reached_and_hit(show, audit):
    assert audit(show(waits=False)) == []


def test_by_keyboard_alone_from_the_range_to_the_words_of_a_day(
    qtbot, half_a_year, check_in, show, control
):
    check_in(1, words=[NoteLine(text="By keyboard.")])
    page = show()
    control(page, "Range, 6 months").setFocus()
    qtbot.keyClick(page.focusWidget(), Key.Key_Left)
    qtbot.keyClick(page.focusWidget(), Key.Key_Left)
    assert "15 April to 12 May" in spoken(page)
    while not chart(page).hasFocus():
        qtbot.keyClick(page.focusWidget(), Key.Key_Tab)

    qtbot.keyClick(chart(page), Key.Key_End)
    qtbot.keyClick(chart(page), Key.Key_Left)
    qtbot.keyClick(chart(page), Key.Key_Return)

    assert "By keyboard." in texts(page)


IN_A_PROCESS_OF_ITS_OWN = """
import sys
from sessiondesk.ui.pages.trends_page import TrendsPage
assert "numpy" not in sys.modules
assert "pyqtgraph" not in sys.modules
"""


def test_the_page_is_there_before_numpy_and_the_chart_are_loaded():
    ran = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, ran.stderr


# Life events.

MOVE = LifeEvent(
    title="Moving flat",
    kind=LifeEventKind.MOVE,
    first=TODAY - timedelta(days=20),
    last=TODAY - timedelta(days=6),
)
PILLS = LifeEvent(
    title="Sertraline",
    kind=LifeEventKind.MEDICINE_STARTED,
    first=TODAY - timedelta(days=10),
    goes_on=True,
    dose="25 mg",
)


def open_dialog(qtbot, page):
    def found():
        return [each for each in page.findChildren(LifeEventDialog) if each.isVisible()]

    qtbot.waitUntil(lambda: len(found()) == 1, timeout=20_000)
    return found()[0]


def test_life_events_are_told_and_stand_in_the_table(half_a_year, journal, show):
    journal.life_events.record(MOVE)
    journal.life_events.record(PILLS)
    page = show()
    assert "Life events: Moving flat and Sertraline, 25 mg." in spoken(page)

    page.toggle_table()

    heads, *rows = (row.split("\t") for row in table(page).as_text().splitlines())
    assert heads[-1] == "Life events"
    assert [row[-1] for row in rows[:5]] == [
        "",
        "Moving flat",
        "Moving flat; Sertraline, 25 mg (goes on)",
        "Moving flat",
        "",
    ]


def test_without_events_the_table_has_no_column_for_them(half_a_year, show):
    page = show()
    page.toggle_table()

    assert "Life events" not in table(page).as_text()


def test_an_event_is_added_on_the_day_under_the_cursor(qtbot, half_a_year, journal, show, control):
    page = show()
    qtbot.keyClick(chart(page), Key.Key_Left)
    qtbot.keyClick(chart(page), Key.Key_Left)
    qtbot.keyClick(chart(page), Key.Key_E)
    asked = open_dialog(qtbot, page)
    title = control(asked, "In a word or two")
    assert isinstance(title, QPlainTextEdit)
    title.setPlainText("A new job")

    qtbot.mouseClick(control(asked, "Keep it"), LEFT)

    (kept,) = journal.life_events.all()
    assert (kept.title, kept.first) == ("A new job", TODAY - timedelta(days=1))
    qtbot.waitUntil(lambda: "Life events: A new job." in spoken(page), timeout=20_000)


def test_the_menu_of_a_day_adds_and_changes(qtbot, half_a_year, journal, show):
    journal.life_events.record(MOVE)
    page = show()
    view = chart(page)

    view.menu_wanted.emit(MOVE.first, view.mapToGlobal(view.rect().center()))

    (menu,) = [each for each in page.findChildren(QMenu) if each.actions()]
    add, change = menu.actions()
    day = "22 April 2026"
    assert add.text() == f"Add a life event on {day}…"
    assert change.text() == "Change “Moving flat”…"
    change.trigger()
    menu.close()
    asked = open_dialog(qtbot, page)
    assert asked.accessibleName() == "What changes about it?"
    asked.reject()


def test_the_right_button_opens_the_menu_of_the_day_under_it(qtbot, half_a_year, show):
    page = show()
    (plot,) = chart(page).findChildren(QGraphicsView)
    spot = plot.viewport().rect().center()

    at = plot.viewport().mapToGlobal(spot)
    asks = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, at)
    QApplication.sendEvent(plot.viewport(), asks)

    (menu,) = [each for each in page.findChildren(QMenu) if each.actions()]
    day = chart(page).cursor_step
    assert day is not None
    assert TODAY - timedelta(days=130) < day < TODAY - timedelta(days=50)
    assert f"{day.day} " in menu.actions()[0].text()
    menu.close()


def test_words_begun_in_the_dialog_of_an_event_are_safe(
    *, qtbot, half_a_year, journal, show, control, monkeypatch
):
    page = show()
    qtbot.keyClick(chart(page), Key.Key_E)
    asked = open_dialog(qtbot, page)
    title = control(asked, "In a word or two")
    assert isinstance(title, QPlainTextEdit)
    title.setPlainText("A new job")

    def full(*_args, **_more):
        raise StoreFullError

    with monkeypatch.context() as disk:
        disk.setattr(journal.drafts, "keep", full)
        with pytest.raises(StoreFullError):
            page.settle()
        assert [each.text for each in page.unsaved()] == ["A new job"]
    page.settle()

    assert [each.text for each in journal.drafts.all()] == ["A new job"]
    asked.reject()
