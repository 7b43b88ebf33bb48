"""The parts of the Trends page together; what each does by itself is held elsewhere."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.insight import Asked, Insight, insight_id
from sessiondesk.domain.period import ending
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.change import Change
from sessiondesk.insights.claim import Ending, Interval, Window
from sessiondesk.insights.keeping import encode
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page import TrendsPage
from sessiondesk.ui.pages.trends_page.below_section import BelowSection
from sessiondesk.ui.pages.trends_page.chart_head import ChartHead
from sessiondesk.ui.pages.trends_page.readout_card import ReadoutCard
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.segmented import Segmented
from tests.ui import focus_chain

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 20_000


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def ten_days(journal):
    with journal.batch():
        for days_ago in range(10):
            day = TODAY - timedelta(days=days_ago)
            felt_at = datetime(day.year, day.month, day.day, 9, tzinfo=journal.now().tzinfo)
            ratings = {ScaleId("mood"): 5.0, ScaleId("anxiety"): 4.0}
            journal.checkins.record(CheckIn(felt_at=felt_at, day=day, ratings=ratings))


@pytest.fixture
def keep(journal):
    """Keep that anxiety is lower, or higher."""

    def keep_(ends=Ending.LOWER, day=TODAY):
        now = ending(day, days=28)
        then = ending(now.first - timedelta(days=1), days=28)
        turn = -1 if ends is Ending.LOWER else 1
        change = Change(
            now=Window(period=now, answered=24),
            then=Window(period=then, answered=26),
            mean_now=5.0 + turn,
            mean_then=5.0,
            interval=Interval(low=turn - 0.4, high=turn + 0.4),
            percent=20.0 * turn,
            percent_interval=Interval(low=20.0 * turn - 8, high=20.0 * turn + 8),
            ending=ends,
        )
        told = Insight(day=day, asked=Asked.CHANGE, subject="anxiety", claim=encode(change))
        journal.insights.keep(day, [told])

    return keep_


@pytest.fixture
def show(qtbot, journal, theme, prompts, jobs, connect):  # noqa: PLR0917 - fixtures
    shown = []

    def show_page():
        page = TrendsPage(journal, theme=theme, prompts=prompts, jobs=jobs, connect=connect)
        shown.append(page)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        page.show()
        page.focus_first()
        # What stands below the chart comes after the first painting.
        qtbot.waitUntil(lambda: bool(page.findChildren(BelowSection)), timeout=PATIENCE)
        qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)
        return page

    yield show_page
    qtbot.waitUntil(lambda: not jobs.is_busy, timeout=PATIENCE)


def texts(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible()]


def scrolled(page):
    """Return how far the page itself is scrolled down."""
    outermost = page.findChildren(QScrollArea)[0]
    return outermost.verticalScrollBar().value()


LOWER = "Your anxiety ratings are about 20% lower than six weeks ago"
HIGHER = "Your anxiety ratings are about 20% higher than six weeks ago"


def test_the_page_begins_at_its_top_with_the_keyboard_on_the_first_read_out(
    ten_days, keep, show, control
):
    keep()

    page = show()

    assert page.focusWidget() is control(page, f"How was this worked out? {LOWER}")
    assert scrolled(page) == 0


def test_tab_comes_to_a_read_out_from_what_is_read_before_it(qtbot, ten_days, keep, show, control):
    keep()
    page = show()
    # The chips come with what is drawn, which is read on a worker.
    lines = page.findChild(ChartHead)
    qtbot.waitUntil(
        lambda: any(each.isVisible() for each in lines.findChildren(ChipGroup)), timeout=PATIENCE
    )
    head = control(page, "Range, 6 months")
    ask = control(page, f"How was this worked out? {LOWER}")
    again = control(page, "Work it out again")
    chip = control(page, "Mood")

    order = [each for each in focus_chain.others(head) if each in {ask, again, chip}]

    assert order == [ask, again, chip]


def test_where_nothing_was_said_yet_the_page_stays_at_its_top(ten_days, show, control):
    page = show()

    assert control(page, "Range, 6 months").isAncestorOf(page.focusWidget())
    assert scrolled(page) == 0
    assert page.findChildren(ReadoutCard)


def test_who_comes_back_finds_the_keyboard_where_it_was(ten_days, keep, show, control):
    keep()
    page = show()
    control(page, "Chart or table, Chart").setFocus()
    page.hide()

    page.show()
    page.focus_first()

    assert control(page, "Chart or table, Chart").isAncestorOf(page.focusWidget())


def test_what_to_keep_in_mind_is_said_once(ten_days, keep, show, prompts):
    keep()

    assert texts(show()).count(prompts.with_insights) == 1


def test_an_empty_record_has_nothing_to_say_and_nothing_to_keep_in_mind(show, prompts, journal):
    page = show()

    assert prompts.with_insights not in texts(page)
    assert "Ask your record" not in texts(page)
    assert journal.insights.days() == []


def test_a_kept_answer_of_an_earlier_day_can_be_gone_to(ten_days, keep, show):
    earlier = TODAY - timedelta(days=7)
    keep(Ending.HIGHER, earlier)
    keep()
    page = show()
    assert LOWER in texts(page)

    page.show_record(Kind.INSIGHT, insight_id(earlier, Asked.CHANGE, "anxiety"))

    assert HIGHER in texts(page)
    assert "Worked out on Tuesday 5 May, from 3 days." in texts(page)


def test_going_to_what_is_gone_changes_nothing(ten_days, keep, show):
    keep()
    page = show()

    page.show_record(Kind.INSIGHT, "gone")

    assert LOWER in texts(page)


def test_what_was_worked_out_reaches_the_cards_below(qtbot, ten_days, show):
    page = show()

    qtbot.waitUntil(lambda: "Weekdays" in texts(page), timeout=PATIENCE)


def test_whether_a_therapy_still_moves_is_looked_at_with_the_rest(ten_days, journal, show):
    course = Course(started_on=TODAY - timedelta(days=9))
    journal.courses.record(course)
    journal.sessions.record(
        TherapySession(
            course_id=course.id,
            planned_for=datetime(2026, 5, 5, 14),
            zone="Europe/Berlin",
            outcome=Outcome.ATTENDED,
        )
    )

    show()

    steady = [each for each in journal.insights.latest() if each.asked is Asked.STEADY]
    assert [each.subject for each in steady] == [course.id]


def test_the_whole_page_can_be_named_reached_and_hit(qtbot, ten_days, show, audit, control):
    page = show()
    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)

    qtbot.mouseClick(control(page, "By date or by session: By session"), LEFT)
    page.toggle_table()

    qtbot.waitUntil(lambda: audit(page) == [], timeout=PATIENCE)


@pytest.mark.parametrize("text_percent", [100, 150])
def test_the_switches_of_a_narrow_window_are_never_squeezed(
    qtbot, ten_days, show, theme, text_percent
):
    theme.set_text_percent(text_percent)
    page = show()

    page.resize(892, 700)

    (head,) = [
        each
        for each in page.findChildren(Flow)
        if each.findChildren(Segmented, options=Qt.FindChildOption.FindDirectChildrenOnly)
    ]
    switches = head.findChildren(Segmented)
    assert len(switches) == 3
    qtbot.waitUntil(
        lambda: all(each.width() >= each.sizeHint().width() for each in switches),
        timeout=PATIENCE,
    )
    qtbot.waitUntil(
        lambda: all(
            each.mapTo(page, each.rect().bottomRight()).x() <= page.width() for each in switches
        ),
        timeout=PATIENCE,
    )
