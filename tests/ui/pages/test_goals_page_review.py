"""Goals looked at again, put right afterwards, and led to from each other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMenu

from sessiondesk.domain.bring_up import SourceKind
from sessiondesk.domain.goal import (
    Adjusted,
    Goal,
    GoalState,
    GoalValue,
    Horizon,
    Measure,
    Win,
)
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.store.errors import StoreFullError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.page import BringUpOffer
from sessiondesk.ui.pages.goals_page import GoalsPage
from sessiondesk.ui.practice_view import PracticeView
from sessiondesk.ui.widgets.table import DataTable

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)  # a Tuesday
MARCH = date(2026, 3, 19)
LEAST = 28
WAIT = 20_000


@pytest.fixture
def open_page(qtbot, theme, prompts, journal):
    def open_():
        page = GoalsPage(journal, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(1072, 800)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        return page

    return open_


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page, name):
        widget = self.find(page, name)
        # What was opened a moment ago has yet to get its place.
        self._qtbot.waitUntil(lambda: widget.height() >= LEAST, timeout=WAIT)
        self._qtbot.mouseClick(widget, LEFT)

    def key(self, page, name, key):
        widget = self.find(page, name)
        widget.setFocus()
        self._qtbot.keyClick(widget, key)

    def type(self, page, name, words):
        self._qtbot.keyClicks(self.find(page, name), words)

    def choose(self, page, text):
        """Take the visible entry of that text in a menu of the page."""
        (found,) = (
            each for each in page.findChildren(QAction) if each.text() == text and each.isVisible()
        )
        found.trigger()
        for menu in page.findChildren(QMenu):
            menu.close()

    def dialog(self, page):
        """Return the dialog on top, with the keyboard in it."""
        found = [each for each in page.findChildren(QDialog) if each.isVisible()][-1]
        found.activateWindow()
        self._qtbot.waitUntil(lambda: QApplication.activeWindow() is found, timeout=WAIT)
        return found


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


@pytest.fixture
def goal(journal):
    return kept(journal, review_on=TODAY)


def kept(journal, **fields):
    goal = Goal(**{"text": "Speak up in meetings", "began_on": MARCH, **fields})
    journal.goals.record(goal)
    return goal


def rated(journal, clock, goal, *values):
    """Keep a rating a week, the last one today."""
    for weeks, value in enumerate(reversed(values)):
        moment = clock.moment - timedelta(weeks=weeks)
        journal.goals.log(
            GoalValue(goal_id=goal.id, noted_at=moment, day=moment.date(), value=value)
        )


def words_on(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible() and each.text()]


def values_of(journal, goal):
    return [each.value for each in journal.goals.values(goal.id)]


# Reviewing.


def test_a_review_asks_where_it_stands_and_sets_the_next_day(journal, goal, open_page, hands):
    page = open_page()
    hands.click(page, "Review it…")
    dialog = hands.dialog(page)

    QApplication.focusWidget()
    hands.click(dialog, "How close are you to this goal?: 6 of 10")
    hands.type(dialog, "A word on it, if you like", "slower, but real")
    hands.click(dialog, "Keep it as it is")

    assert values_of(journal, goal) == [6]
    (change,) = journal.goals.adjustments(goal.id)
    assert (change.what, change.after, change.reason) == (
        Adjusted.REVIEW,
        (TODAY + timedelta(weeks=2)).isoformat(),
        "slower, but real",
    )
    assert journal.undo()
    assert (values_of(journal, goal), journal.goals.find(goal.id)) == ([], goal)


def test_a_review_is_answered_by_keyboard_alone(qtbot, journal, goal, open_page, hands):
    page = open_page()
    hands.key(page, "Review it…", Qt.Key.Key_Space)
    dialog = hands.dialog(page)

    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_7)
    hands.key(dialog, "Keep it as it is", Qt.Key.Key_Return)

    assert values_of(journal, goal) == [7]


def test_a_review_can_end_without_another_day(journal, goal, open_page, hands):
    page = open_page()
    hands.click(page, "Review it…")
    dialog = hands.dialog(page)

    hands.click(dialog, "Look at it again on a day")
    hands.click(dialog, "Keep it as it is")

    assert journal.goals.find(goal.id).review_on is None
    assert values_of(journal, goal) == []


def test_a_review_leads_to_adjusting_and_keeps_the_rating(journal, goal, open_page, hands):
    page = open_page()
    hands.click(page, "Review it…")
    first = hands.dialog(page)
    hands.click(first, "How close are you to this goal?: 3 of 10")
    hands.click(first, "Adjust it…")

    dialog = hands.dialog(page)
    hands.type(dialog, "Why, if you want to say", "too much at once")
    hands.click(dialog, "Pause it for now")
    hands.click(dialog, "Adjust it")

    assert values_of(journal, goal) == [3]
    (change,) = journal.goals.adjustments(goal.id)
    assert (change.what, change.reason) == (Adjusted.STATE, "too much at once")


def test_a_count_is_asked_for_and_what_is_no_number_is_said(journal, open_page, hands):
    goal = kept(journal, measure=Measure.COUNT, review_on=TODAY)
    page = open_page()
    hands.click(page, "Review it…")
    dialog = hands.dialog(page)
    hands.type(dialog, "What is the number now?", "many")
    hands.click(dialog, "Adjust it…")
    assert "Write a number, 0 or more." in words_on(dialog)

    hands.find(dialog, "What is the number now?").clear()
    hands.type(dialog, "What is the number now?", "12,5")
    hands.click(dialog, "Keep it as it is")

    assert values_of(journal, goal) == [12.5]


def test_a_full_disk_leaves_the_review_open_with_every_word(
    journal, goal, open_page, hands, monkeypatch
):
    def refuse():
        raise StoreFullError

    page = open_page()
    hands.click(page, "Review it…")
    dialog = hands.dialog(page)
    hands.click(dialog, "How close are you to this goal?: 6 of 10")
    hands.type(dialog, "A word on it, if you like", "slower")
    with monkeypatch.context() as broken:
        broken.setattr(journal, "act", refuse)
        hands.click(dialog, "Keep it as it is")
        hands.click(dialog, "Adjust it…")
    assert dialog.isVisible()
    assert values_of(journal, goal) == []

    hands.click(dialog, "Keep it as it is")

    assert values_of(journal, goal) == [6]
    assert [each.reason for each in journal.goals.adjustments(goal.id)] == ["slower"]


def test_a_goal_can_be_reviewed_before_its_day(journal, open_page, hands):
    goal = kept(journal, review_on=TODAY + timedelta(days=9))
    page = open_page()

    hands.choose(page, "Review it now…")
    hands.click(hands.dialog(page), "Keep it as it is")

    assert journal.goals.find(goal.id).review_on == TODAY + timedelta(weeks=2)


# Putting right what was kept.


def test_every_value_can_be_changed_and_removed(journal, clock, goal, open_page, hands):
    rated(journal, clock, goal, 2, 5)
    page = open_page()
    hands.choose(page, "What I entered…")
    values = hands.dialog(page)
    assert [each for each in words_on(values) if "of 10" in each] == [
        "Tuesday 12 May: 5 of 10",
        "Tuesday 5 May: 2 of 10",
    ]

    hands.click(values, "More for Tuesday 5 May: 2 of 10")
    hands.choose(values, "Change…")
    dialog = hands.dialog(page)
    hands.click(dialog, "How close: 4 of 10")
    hands.click(dialog, "Log it")
    assert values_of(journal, goal) == [4, 5]

    hands.click(values, "More for Tuesday 12 May: 5 of 10")
    hands.choose(values, "Remove")
    assert values_of(journal, goal) == [4]
    assert journal.undo()
    assert values_of(journal, goal) == [4, 5]


def test_a_long_list_of_values_is_shown_in_pieces(journal, clock, goal, open_page, hands):
    rated(journal, clock, goal, *[n % 10 for n in range(50)])
    page = open_page()
    hands.choose(page, "What I entered…")
    values = hands.dialog(page)
    assert sum("of 10" in each for each in words_on(values)) == 20

    hands.click(values, "Show older values")

    assert sum("of 10" in each for each in words_on(values)) == 50


def test_a_reason_is_put_otherwise_and_a_change_leaves_the_history(
    journal, goal, open_page, hands
):
    journal.goals.adjust(replace(goal, aim=7), reason="too lttle")
    page = open_page()
    hands.click(page, "More for this change: Aim set at 7")
    hands.choose(page, "Change the reason…")
    dialog = hands.dialog(page)
    hands.find(dialog, "Words").clear()
    hands.type(dialog, "Words", "too little")
    hands.click(dialog, "Change it")
    assert "too little" in words_on(page)

    hands.click(page, "More for this change: Aim set at 7")
    hands.choose(page, "Remove from the history")
    assert journal.goals.adjustments(goal.id) == []
    assert journal.goals.find(goal.id).aim == 7


def test_a_change_of_measure_stays_in_the_history(journal, goal, open_page, hands):
    journal.goals.adjust(replace(goal, measure=Measure.COUNT))
    page = open_page()

    hands.click(page, "More for this change: Measured another way: a number I enter")

    offered = {each.text() for each in page.findChildren(QAction) if each.isVisible()}
    assert "Change the reason…" in offered
    assert "Remove from the history" not in offered


def test_the_words_on_a_goal_that_is_over_can_be_put_otherwise(journal, open_page, hands):
    goal = kept(journal, state=GoalState.REACHED, closing_words="with help")
    page = open_page()
    page.show_record(Kind.GOAL, goal.id)

    hands.choose(page, "Change the words on it…")
    dialog = hands.dialog(page)
    hands.type(dialog, "Words", "with a lot of help")
    hands.click(dialog, "Change it")

    assert journal.goals.find(goal.id).closing_words == "with a lot of help"


def test_a_goal_that_counts_a_practice_leads_to_its_log(journal, clock, open_page, hands):
    practice = Practice(text="breathing", agreed_on=MARCH, days_a_week=5)
    journal.practices.record(practice)
    journal.practices.log(PracticeLog(practice_id=practice.id, done_at=clock.moment, day=TODAY))
    kept(journal, measure=Measure.PRACTICE_DAYS, practice_id=practice.id)
    page = open_page()

    hands.choose(page, "Days and log of the practice…")

    (view,) = page.findChildren(PracticeView)
    assert "breathing" in words_on(view)


# From one to another.


def test_a_goal_leads_to_the_one_it_serves_and_back(journal, open_page, hands):
    far = kept(journal, text="Feel steadier", horizon=Horizon.LONG)
    near = kept(journal, serves_id=far.id)
    page = open_page()
    page.show_record(Kind.GOAL, near.id)

    hands.click(page, "Show the goal it serves: Feel steadier")
    assert any(each.startswith("Long-term, since") for each in words_on(page))
    assert "Served by" in words_on(page)

    hands.click(page, "Speak up in meetings")
    assert any("Serves “Feel steadier”" in each for each in words_on(page))


def test_serving_another_goal_is_told_in_the_history(journal, goal, open_page):
    far = kept(journal, text="Feel steadier", horizon=Horizon.LONG)
    journal.goals.adjust(replace(goal, serves_id=far.id))
    journal.goals.adjust(replace(goal, serves_id=None))
    page = open_page()
    page.show_record(Kind.GOAL, goal.id)

    said = words_on(page)
    assert "Serves “Feel steadier” now" in said or any(
        "Serves “Feel steadier” now" in each for each in said
    )
    assert any("Serves no other goal any more" in each for each in said)


def test_what_else_was_going_on_stands_behind_the_weeks(journal, clock, goal, open_page):
    rated(journal, clock, goal, 2, 5)
    journal.life_events.record(
        LifeEvent(title="New job", kind=LifeEventKind.WORK, first=TODAY - timedelta(days=8))
    )
    page = open_page()

    page.toggle_table()

    (table,) = (each for each in page.findChildren(DataTable) if each.isVisible())
    head, *rows = table.as_text().splitlines()
    assert head.endswith("Life events")
    assert ["New job" in row for row in rows] == [False, True]


def test_a_goal_is_offered_to_be_brought_up(qtbot, goal, open_page, hands):
    page = open_page()

    with qtbot.waitSignal(page.brings_up) as offered:
        hands.click(page, "Bring up")

    assert offered.args == [
        BringUpOffer(text=goal.text, source=SourceKind.GOAL, source_id=goal.id)
    ]


def test_a_record_on_the_shelf_is_shown_and_one_that_is_gone_passed_over(journal, goal, open_page):
    over = kept(journal, text="An old one", state=GoalState.LET_GO)
    win = Win(goal_id=over.id, day=TODAY, text="It was worth it")
    journal.goals.add_win(win)
    page = open_page()
    assert "An old one" not in words_on(page)

    page.show_record(Kind.GOAL, "gone")
    page.show_record(Kind.WIN, "gone")
    assert "An old one" not in words_on(page)

    page.show_record(Kind.WIN, win.id)
    assert "It was worth it" in words_on(page)


def test_an_example_is_begun_with_and_never_takes_the_place_of_own_words(
    open_page, prompts, hands
):
    near = [each.specific for each in prompts.goals.templates if each.kind == "short"]
    page = open_page()
    hands.click(page, "New goal")
    dialog = hands.dialog(page)
    hands.click(dialog, "Show examples")

    hands.click(dialog, near[0])
    assert hands.find(dialog, "In your own words").toPlainText() == near[0]
    hands.click(dialog, near[1])
    assert hands.find(dialog, "In your own words").toPlainText() == near[1]

    editor = hands.find(dialog, "In your own words")
    editor.setPlainText("be kinder")
    hands.click(dialog, near[2])
    assert editor.toPlainText() == f"be kinder\n{near[2]}"


def test_every_dialog_can_be_used_by_ear_and_by_keyboard(journal, goal, open_page, hands, audit):
    journal.goals.log(GoalValue(goal_id=goal.id, noted_at=journal.now(), day=TODAY, value=2))
    journal.goals.adjust(replace(goal, aim=7), reason="why not")
    page = open_page()
    assert audit(page) == []
    for entry in ("Review it now…", "What I entered…"):
        hands.choose(page, entry)
        dialog = hands.dialog(page)
        assert audit(dialog) == []
        dialog.reject()


def test_the_examples_can_be_used_by_ear_and_by_keyboard(open_page, prompts, hands, audit):
    page = open_page()
    hands.click(page, "New goal")
    dialog = hands.dialog(page)
    hands.click(dialog, "Show examples")
    hands.click(dialog, prompts.goals.templates[0].specific)

    assert audit(dialog) == []
