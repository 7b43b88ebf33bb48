"""The chart of a goal with its line below: what stands under it stays in its place."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from sessiondesk.domain.goal import Goal, Measure
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.ui.pages.goals_page import goal_record
from sessiondesk.ui.pages.goals_page.measure_view import MeasureView
from sessiondesk.ui.widgets.goal_chart import GoalChart

TODAY = date(2026, 5, 12)  # a Tuesday, as the clock of these tests has it
BEGAN = date(2026, 4, 15)
PATIENCE = 20_000


@pytest.fixture
def window(qtbot, journal, clock, theme):
    """Show a goal that is counted from a log with a long name, and something below."""
    practice = Practice(text="Say one thing in the small meeting without a plan", agreed_on=BEGAN)
    journal.practices.record(practice)
    done = PracticeLog(practice_id=practice.id, done_at=clock.moment, day=TODAY)
    journal.practices.log(done)
    goal = Goal(
        text="Speak up",
        began_on=BEGAN,
        measure=Measure.PRACTICE_DAYS,
        practice_id=practice.id,
        aim=5,
    )
    journal.goals.record(goal)
    view = MeasureView(theme)
    view.show_record(goal_record.read(journal, goal), today=TODAY)
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(view)
    column.addWidget(QLabel("below"))
    column.addStretch(1)
    window.resize(300, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.close()


def test_what_stands_below_the_chart_stays_while_it_is_read(qtbot, window):
    chart = window.findChild(GoalChart)
    below = next(each for each in window.findChildren(QLabel) if each.text() == "below")

    def line():
        return next(
            each
            for each in window.findChild(MeasureView).findChildren(QLabel)
            if "Say one thing" in each.text() or each.text() == chart.reading
        )

    # The log's long name takes more than one line; a week takes fewer.
    qtbot.waitUntil(lambda: line().height() > 2 * line().fontMetrics().height(), timeout=PATIENCE)
    before, high = below.mapTo(window, QPoint()).y(), line().height()

    qtbot.keyClick(chart, Qt.Key.Key_End)

    assert chart.reading
    assert line().sizeHint().height() < high
    for each in (window.findChild(MeasureView), window):
        each.layout().activate()
    assert line().height() == high
    assert below.mapTo(window, QPoint()).y() == before
