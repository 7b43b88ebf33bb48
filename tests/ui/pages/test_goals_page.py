"""The Goals page, used as a person would use it."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.goal import (
    Adjusted,
    Goal,
    GoalState,
    GoalValue,
    Horizon,
    Measure,
    Win,
)
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.goals_page import GoalsPage
from sessiondesk.ui.widgets.pick_line import PickLine

LEFT = Qt.MouseButton.LeftButton
TODAY = date(2026, 5, 12)  # a Tuesday
MARCH = date(2026, 3, 19)
HTML = "<b>bold</b><img src='file:///etc/passwd'> & more"


@pytest.fixture
def open_page(qtbot, theme, prompts, journal):
    def open_(over=journal, size=(1072, 800)):
        page = GoalsPage(over, theme=theme, prompts=prompts)
        qtbot.addWidget(page)
        page.resize(*size)
        with qtbot.waitExposed(page):
            page.show()
        return page

    return open_


class Hands:
    """What a person does at the page, by spoken names."""

    def __init__(self, qtbot, control):
        self._qtbot = qtbot
        self.find = control

    def click(self, page, name):
        self._qtbot.mouseClick(self.find(page, name), LEFT)

    def key(self, widget, key):
        self._qtbot.keyClick(widget, key)

    def type(self, widget, words):
        self._qtbot.keyClicks(widget, words)

    def pick(self, box, place):
        """Choose an entry of a list as the arrow keys do."""
        self.key(box, Qt.Key.Key_Home)
        for _ in range(place):
            self.key(box, Qt.Key.Key_Down)

    def choose(self, page, text):
        """Trigger the one visible entry of that text in a menu of the page."""
        (found,) = (
            each for each in page.findChildren(QAction) if each.text() == text and each.isVisible()
        )
        found.trigger()

    def dialog(self, page):
        """Return the dialog that is open over a page, with the keyboard in it."""
        (found,) = dialogs_of(page)
        if QApplication.activeWindow() is not found:
            found.activateWindow()
            self._qtbot.waitUntil(lambda: QApplication.activeWindow() is found)
        return found


@pytest.fixture
def hands(qtbot, control):
    return Hands(qtbot, control)


def dialogs_of(page):
    return [each for each in page.findChildren(QDialog) if each.isVisible()]


def focused(dialog):
    assert dialog.isAncestorOf(QApplication.focusWidget())
    return QApplication.focusWidget()


def words_on(page):
    return [each.text() for each in page.findChildren(QLabel) if each.isVisible() and each.text()]


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


def practised(journal, clock, *days_ago):
    practice = Practice(text="Five minutes of breathing", agreed_on=MARCH, days_a_week=5)
    journal.practices.record(practice)
    for days in days_ago:
        moment = clock.moment - timedelta(days=days)
        journal.practices.log(
            PracticeLog(practice_id=practice.id, done_at=moment, day=moment.date())
        )
    return practice


# The first goal.


def test_without_a_goal_the_page_offers_to_begin_one(open_page, hands):
    page = open_page()

    assert hands.find(page, "New goal").isVisible()
    assert "No goals yet" in words_on(page)


def test_a_goal_is_begun_by_keyboard_alone(journal, open_page, hands):
    page = open_page()
    page.focus_first()

    hands.key(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert hands.find(hands.dialog(page), "In your own words").hasFocus()
    hands.type(QApplication.focusWidget(), "reduce anxiety")
    while QApplication.focusWidget() is not hands.find(hands.dialog(page), "Keep this goal"):
        hands.key(QApplication.focusWidget(), Qt.Key.Key_Tab)
    hands.key(QApplication.focusWidget(), Qt.Key.Key_Space)

    (goal,) = journal.goals.all()
    assert (goal.text, goal.began_on, goal.horizon) == ("reduce anxiety", TODAY, Horizon.SHORT)
    assert (goal.measure, goal.aim) == (Measure.OWN_RATING, None)
    assert goal.review_on == TODAY + timedelta(weeks=2)
    assert "reduce anxiety" in words_on(page)


def test_a_vague_wording_is_kept_and_asked_one_gentle_question(open_page, hands):
    page = open_page()

    hands.click(page, "New goal")

    said = words_on(hands.dialog(page))
    assert "What would you be doing if it were going well?" in said


def test_examples_are_shown_when_asked_for_and_only_those_as_far_away(open_page, prompts, hands):
    page = open_page()
    hands.click(page, "New goal")
    dialog = hands.dialog(page)

    hands.click(dialog, "Show examples")
    hands.click(dialog, "How far away: Long-term, months")

    shown = {each.text() for each in dialog.findChildren(PickLine) if each.isVisible()}
    assert shown == {each.specific for each in prompts.goals.templates if each.kind == "long"}


def test_a_goal_without_words_is_not_kept_and_says_what_is_missing(journal, open_page, hands):
    page = open_page()
    hands.click(page, "New goal")

    hands.click(hands.dialog(page), "Keep this goal")

    assert "Write it down first, a word or two will do." in words_on(hands.dialog(page))
    assert journal.goals.all() == []


def test_a_goal_with_a_practice_of_its_own_is_one_step_to_undo(journal, open_page, hands):
    page = open_page()
    hands.click(page, "New goal")
    dialog = hands.dialog(page)
    hands.type(hands.find(dialog, "In your own words"), "Breathe")
    hands.pick(hands.find(dialog, "How do you want to see where it stands?"), 1)
    hands.type(hands.find(dialog, "What you will practise"), "Five minutes after breakfast")
    hands.click(dialog, "With a number to aim at")

    hands.click(dialog, "Keep this goal")

    (goal,) = journal.goals.all()
    (practice,) = journal.practices.all()
    assert goal.practice_id == practice.id
    assert (practice.text, practice.days_a_week) == ("Five minutes after breakfast", 4)
    assert goal.aim == 4
    journal.undo()
    assert journal.goals.all() == journal.practices.all() == []


def test_a_new_tag_to_count_is_made_once(journal, open_page, hands):
    known = journal.tags.named("outdoors")
    page = open_page()
    hands.click(page, "New goal")
    dialog = hands.dialog(page)
    hands.type(hands.find(dialog, "In your own words"), "Get out")
    hands.pick(hands.find(dialog, "How do you want to see where it stands?"), 2)
    hands.pick(hands.find(dialog, "Tag"), 1)
    hands.type(hands.find(dialog, "Name of the tag"), "Outdoors")

    hands.click(dialog, "Keep this goal")

    (goal,) = journal.goals.all()
    assert goal.tag_id == known.id
    assert list(journal.tags.all()) == [known]


# The cards.


def test_a_card_says_where_a_goal_stands(journal, clock, open_page, hands):
    rated(journal, clock, kept(journal, aim=8), 2, 3, 5)

    page = open_page()

    card = hands.find(page, "Speak up in meetings, My rating 5, began at 2, aim 8")
    assert card.isChecked()


def test_a_goal_without_a_value_says_so_and_not_zero(journal, open_page, hands):
    kept(journal)

    page = open_page()

    assert hands.find(page, "Speak up in meetings, No rating yet").isVisible()
    assert "Nothing yet. The line begins with the first value." in words_on(page)


def test_days_are_counted_over_the_last_seven(journal, clock, open_page, hands):
    practice = practised(journal, clock, 0, 1, 6, 7)
    kept(journal, measure=Measure.PRACTICE_DAYS, practice_id=practice.id, aim=5)

    page = open_page()

    assert hands.find(page, "Speak up in meetings, 3 of 7 days, aim 5").isVisible()


def test_up_and_down_choose_another_goal_across_the_lanes(journal, open_page, hands):
    kept(journal, text="First")
    kept(journal, text="Second", horizon=Horizon.LONG)
    page = open_page()
    page.focus_first()

    hands.key(QApplication.focusWidget(), Qt.Key.Key_Down)

    assert hands.find(page, "Second, No rating yet").isChecked()
    assert any(line.startswith("Long-term, since 19 March.") for line in words_on(page))


def test_a_review_that_is_due_is_said_on_the_card_and_comes_first(journal, open_page, hands):
    kept(journal, text="Other")
    kept(journal, text="Due", review_on=TODAY - timedelta(days=2))

    page = open_page()

    assert hands.find(page, "Due, No rating yet, Review due since 10 May").isChecked()


def test_keeping_a_goal_as_it_is_plans_the_next_look(journal, open_page, hands):
    goal = kept(journal, review_on=TODAY)
    page = open_page()

    hands.click(page, "Review it…")
    hands.click(hands.dialog(page), "Keep it as it is")

    assert journal.goals.find(goal.id).review_on == TODAY + timedelta(weeks=2)
    assert "Next review 26 May" in words_on(page)


def test_which_long_term_goal_it_serves_is_said(journal, open_page):
    far = kept(journal, text="Feel steadier", horizon=Horizon.LONG)
    kept(journal, serves_id=far.id)

    page = open_page()

    assert "Short-term, since 19 March. Serves “Feel steadier”." in words_on(page)


# Logging.


def test_a_rating_is_logged_by_a_digit_and_enter(journal, open_page, hands):
    goal = kept(journal)
    page = open_page()
    hands.click(page, "Log today")

    hands.key(focused(hands.dialog(page)), Qt.Key.Key_6)
    hands.click(hands.dialog(page), "Log it")

    (value,) = journal.goals.values(goal.id)
    assert (value.day, value.value) == (TODAY, 6)
    assert "Today: 6 of 10" in words_on(page)


def test_another_rating_on_the_same_day_replaces_the_first(journal, clock, open_page, hands):
    goal = kept(journal)
    rated(journal, clock, goal, 6)
    page = open_page()
    hands.click(page, "Change today’s")

    hands.key(focused(hands.dialog(page)), Qt.Key.Key_4)
    hands.click(hands.dialog(page), "Log it")

    (value,) = journal.goals.values(goal.id)
    assert value.value == 4


def test_a_cleared_rating_is_taken_back_and_is_not_zero(journal, clock, open_page, hands):
    goal = kept(journal)
    rated(journal, clock, goal, 6)
    page = open_page()
    hands.click(page, "Change today’s")

    hands.key(focused(hands.dialog(page)), Qt.Key.Key_Backspace)
    hands.click(hands.dialog(page), "Log it")

    assert journal.goals.values(goal.id) == []


def test_a_count_may_have_decimals_and_nothing_else_is_taken(journal, open_page, hands):
    goal = kept(journal, measure=Measure.COUNT)
    page = open_page()
    hands.click(page, "Log today")
    field = hands.find(hands.dialog(page), "Number")

    hands.type(field, "many")
    hands.click(hands.dialog(page), "Log it")
    assert "Write a number, 0 or more." in words_on(hands.dialog(page))
    field.clear()
    hands.type(field, "2,5")
    hands.click(hands.dialog(page), "Log it")

    (value,) = journal.goals.values(goal.id)
    assert value.value == 2.5


def test_logging_a_practice_writes_into_its_log(journal, clock, open_page, hands):
    practice = practised(journal, clock)
    kept(journal, measure=Measure.PRACTICE_DAYS, practice_id=practice.id)
    page = open_page()
    hands.click(page, "Log today")

    hands.key(focused(hands.dialog(page)), Qt.Key.Key_7)
    hands.click(hands.dialog(page), "Log it")

    (entry,) = journal.practices.logs(practice.id)
    assert (entry.day, entry.helped) == (TODAY, 7)
    assert "Logged today, helped 7 of 10" in words_on(page)


def test_a_practice_logged_today_can_be_taken_back(journal, clock, open_page, hands):
    practice = practised(journal, clock, 0)
    kept(journal, measure=Measure.PRACTICE_DAYS, practice_id=practice.id)
    page = open_page()

    hands.click(page, "Take it back")

    assert journal.practices.logs(practice.id) == []
    assert hands.find(page, "Log today").isVisible()


def test_a_goal_counted_by_a_tag_says_so_and_leads_to_today(
    qtbot, journal, clock, open_page, hands
):
    tag = journal.tags.named("outdoors")
    journal.checkins.record(CheckIn(felt_at=clock.moment, day=TODAY, tags=frozenset({tag.id})))
    kept(journal, measure=Measure.TAG_DAYS, tag_id=tag.id)
    page = open_page()

    with qtbot.waitSignal(page.wants) as wanted:
        hands.click(page, "Open today’s check-in")

    assert wanted.args == ["today"]
    assert "Counted from check-ins with the tag “outdoors”" in words_on(page)
    assert hands.find(page, "Speak up in meetings, 1 of 7 days").isVisible()


# Adjusting.


def test_an_adjusted_aim_is_kept_with_the_reason(journal, open_page, hands):
    goal = kept(journal, aim=7)
    page = open_page()
    hands.click(page, "Adjust…")
    dialog = hands.dialog(page)

    aim = hands.find(dialog, "Rating to aim at")
    hands.key(aim, Qt.Key.Key_Down)
    hands.type(hands.find(dialog, "Why, if you want to say"), "Seven beat me.")
    hands.click(dialog, "Adjust it")

    (adjustment,) = journal.goals.adjustments(goal.id)
    assert (adjustment.what, adjustment.before, adjustment.after) == (Adjusted.AIM, "7", "6")
    assert adjustment.reason == "Seven beat me."
    assert {"Aim from 7 to 6", "Seven beat me."} <= set(words_on(page))


def test_what_was_changed_at_once_has_its_reason_once(journal, open_page, hands):
    kept(journal, text="Old words")
    page = open_page()
    hands.click(page, "Adjust…")
    dialog = hands.dialog(page)
    words = hands.find(dialog, "In your own words")
    words.selectAll()
    hands.type(words, "New words")
    hands.click(dialog, "How far away: Long-term, months")
    hands.type(hands.find(dialog, "Why, if you want to say"), "It takes longer.")

    hands.click(dialog, "Adjust it")

    said = words_on(page)
    assert {"Worded differently. Before: “Old words”", "Moved to long-term"} <= set(said)
    assert said.count("It takes longer.") == 1
    assert "Began as “Old words”" in said


def test_nothing_changed_is_no_adjustment(journal, open_page, hands):
    goal = kept(journal, aim=4.5)
    page = open_page()
    hands.click(page, "Adjust…")

    hands.click(hands.dialog(page), "Adjust it")

    assert journal.goals.adjustments(goal.id) == []
    assert journal.goals.find(goal.id) == goal


def test_a_paused_goal_says_so_and_has_no_review(journal, open_page, hands):
    goal = kept(journal, review_on=TODAY)
    page = open_page()
    hands.click(page, "Adjust…")

    hands.click(hands.dialog(page), "Pause it for now")
    hands.click(hands.dialog(page), "Adjust it")

    assert journal.goals.find(goal.id).state is GoalState.PAUSED
    assert hands.find(page, "Speak up in meetings, Paused since 12 May. No rating yet").isVisible()
    assert "Review due today" not in words_on(page)


def test_undo_takes_an_adjustment_back_on_the_page(journal, open_page, hands):
    kept(journal)
    page = open_page()
    hands.click(page, "Adjust…")
    hands.click(hands.dialog(page), "Pause it for now")
    hands.click(hands.dialog(page), "Adjust it")

    journal.undo()

    assert "Paused since 12 May" not in words_on(page)


# How it ends.


def test_a_goal_reached_moves_to_the_shelf_with_its_words(journal, open_page, hands):
    goal = kept(journal)
    kept(journal, text="Other")
    page = open_page()
    hands.choose(page, "Reached…")
    asked = words_on(hands.dialog(page))
    hands.type(hands.find(hands.dialog(page), "A word on it, if you like"), "Practice helped.")

    hands.click(hands.dialog(page), "It is reached")

    closed = journal.goals.find(goal.id)
    assert (closed.state, closed.closing_words) == (GoalState.REACHED, "Practice helped.")
    assert any("You wrote this goal on 19 March." in line for line in asked)
    assert hands.find(page, "Other, No rating yet").isChecked()
    hands.click(page, "Reached and let go (1)")
    assert hands.find(page, "Speak up in meetings, Reached 12 May").isVisible()


def test_letting_go_says_what_will_happen_and_can_be_left(journal, open_page, hands):
    goal = kept(journal)
    page = open_page()
    hands.choose(page, "Let go…")
    said = words_on(hands.dialog(page))

    hands.key(hands.dialog(page), Qt.Key.Key_Escape)

    assert "Let this goal go?" in said
    assert "It moves to “Reached and let go” with its history. It can be taken up again." in said
    assert journal.goals.find(goal.id) == goal


def test_a_goal_from_the_shelf_can_be_taken_up_again(journal, open_page, hands):
    goal = kept(journal, state=GoalState.LET_GO, closing_words="Not mine.")
    page = open_page()
    hands.click(page, "Reached and let go (1)")

    hands.click(page, "Take it up again")

    again = journal.goals.find(goal.id)
    assert (again.state, again.closing_words) == (GoalState.ACTIVE, "")


def test_a_removed_goal_can_be_brought_back_at_once(journal, open_page, hands):
    goal = kept(journal)
    page = open_page()
    hands.choose(page, "Remove…")
    # The way out has the focus, for something is removed.
    assert hands.find(hands.dialog(page), "Keep it").hasFocus()
    hands.click(hands.dialog(page), "Remove it")
    assert [each.id for each in journal.bin.all()] == [goal.id]

    hands.click(page, "Bring it back")

    assert journal.goals.find(goal.id) == goal
    assert hands.find(page, "Speak up in meetings, No rating yet").isChecked()


# Wins.


def test_a_win_is_added_in_own_words(journal, open_page, hands):
    goal = kept(journal)
    page = open_page()
    hands.click(page, "Add a win")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "Said no.")

    hands.click(hands.dialog(page), "Keep it")

    (win,) = journal.goals.wins(goal.id)
    assert (win.text, win.day) == ("Said no.", TODAY)
    assert "Said no." in words_on(page)


def test_a_win_can_be_worded_differently(journal, open_page, hands):
    goal = kept(journal)
    win = Win(goal_id=goal.id, day=MARCH, text="Old")
    journal.goals.add_win(win)
    page = open_page()
    hands.click(page, "More for this win: Old")
    hands.choose(page, "Change…")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "New, not ")

    hands.click(hands.dialog(page), "Keep it")

    (changed,) = journal.goals.wins(goal.id)
    assert (changed.id, changed.text, changed.day) == (win.id, "New, not Old", MARCH)


def test_a_removed_win_can_be_brought_back_at_once(journal, open_page, hands):
    goal = kept(journal)
    journal.goals.add_win(Win(goal_id=goal.id, day=TODAY, text="Said no."))
    page = open_page()
    hands.click(page, "More for this win: Said no.")

    hands.choose(page, "Remove")
    assert journal.goals.wins(goal.id) == []
    hands.click(page, "Bring it back")

    assert [each.text for each in journal.goals.wins(goal.id)] == ["Said no."]


# The chart.


def test_the_chart_is_read_by_arrow_keys(journal, clock, open_page, hands):
    rated(journal, clock, kept(journal, aim=8), 2, 3, 5)
    page = open_page()
    chart = hands.find(
        page, "My own rating from 27 April to 11 May: My rating 5, began at 2, aim 8."
    )

    hands.key(chart, Qt.Key.Key_Left)
    assert "Week of 11 May: 5 of 10, aim 8" in words_on(page)
    hands.key(chart, Qt.Key.Key_Left)

    assert "Week of 4 May: 3 of 10, aim 8" in words_on(page)
    assert chart.accessibleDescription() == "Week of 4 May: 3 of 10, aim 8"


def test_the_table_has_the_figures_of_the_chart(journal, clock, open_page, hands):
    rated(journal, clock, kept(journal, aim=8), 2, 3)
    page = open_page()

    hands.click(page, "Show the figures as a table")

    assert hands.find(page, "Week by week").as_text().splitlines() == [
        "Week\tMy own rating\tAim",
        "Week of 11 May\t3\t8",
        "Week of 4 May\t2\t8",
    ]
    page.toggle_table()
    assert hands.find(page, "Show the figures as a table").isVisible()


# Nothing is lost.


def test_words_of_a_new_goal_come_back_after_a_crash(open_journal, open_page, hands):
    page = open_page(open_journal())
    hands.click(page, "New goal")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "half a sent")
    page.settle()

    again = open_page(open_journal())
    hands.click(again, "New goal")

    assert hands.find(hands.dialog(again), "In your own words").toPlainText() == "half a sent"


def test_words_are_a_draft_within_two_seconds_of_being_typed(qtbot, journal, open_page, hands):
    kept(journal)
    page = open_page()
    hands.click(page, "Add a win")

    hands.type(hands.find(hands.dialog(page), "In your own words"), "Said")

    qtbot.waitUntil(lambda: [each.text for each in journal.drafts.all()] == ["Said"], timeout=2000)


def test_leaving_with_esc_loses_no_words_and_keeping_forgets_the_draft(journal, open_page, hands):
    kept(journal)
    page = open_page()
    hands.click(page, "Add a win")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "Said no.")
    hands.key(hands.dialog(page), Qt.Key.Key_Escape)

    hands.click(page, "Add a win")
    assert hands.find(hands.dialog(page), "In your own words").toPlainText() == "Said no."
    hands.click(hands.dialog(page), "Keep it")

    assert journal.drafts.all() == []


def test_what_could_not_be_kept_stays_in_the_dialog_until_it_is(journal, open_page, hands):
    goal = kept(journal)
    page = open_page()
    hands.click(page, "Add a win")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "Said no.")
    journal.is_read_only = True

    hands.click(hands.dialog(page), "Keep it")
    assert hands.find(hands.dialog(page), "In your own words").toPlainText() == "Said no."
    journal.is_read_only = False
    hands.click(hands.dialog(page), "Try again")

    assert [each.text for each in journal.goals.wins(goal.id)] == ["Said no."]
    assert dialogs_of(page) == []


def test_words_that_no_disk_took_come_back_when_the_dialog_does(journal, open_page, hands):
    kept(journal)
    page = open_page()
    hands.click(page, "Add a win")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "Said no.")
    journal.is_read_only = True
    hands.dialog(page).close()
    with pytest.raises(StoreReadOnlyError):
        page.settle()

    hands.click(page, "Add a win")
    assert hands.find(hands.dialog(page), "In your own words").toPlainText() == "Said no."
    journal.is_read_only = False
    page.settle()

    assert [each.text for each in journal.drafts.all()] == ["Said no."]


def test_a_dialog_can_be_closed_after_the_journal_is(journal, db, open_page, hands):
    kept(journal)
    page = open_page()
    hands.click(page, "Add a win")
    hands.type(hands.find(hands.dialog(page), "In your own words"), "Said no.")
    page.settle()
    dialog = hands.dialog(page)
    db.close()

    dialog.close()

    assert dialogs_of(page) == []


def test_a_step_that_could_not_be_kept_can_be_tried_again(journal, open_page, hands):
    goal = kept(journal, state=GoalState.LET_GO)
    page = open_page()
    page.open_goal(goal.id)
    journal.is_read_only = True
    hands.click(page, "Take it up again")
    assert journal.goals.find(goal.id) == goal

    journal.is_read_only = False
    hands.click(page, "Try again")

    assert journal.goals.find(goal.id).state is GoalState.ACTIVE
    assert not any("may not be written" in line for line in words_on(page))


def test_a_page_out_of_sight_reads_again_when_it_is_shown(journal, open_page):
    page = open_page()
    page.hide()
    kept(journal)

    page.show()

    assert "Speak up in meetings" in words_on(page)


def test_a_new_day_is_noticed_when_the_page_is_shown_again(journal, clock, open_page):
    kept(journal, review_on=TODAY + timedelta(days=10))
    page = open_page()
    page.hide()
    clock.pass_(days=10)

    page.show()

    assert "Review due today" in words_on(page)


def test_markup_in_a_goal_is_only_text(journal, open_page, audit):
    goal = kept(journal, text=HTML)
    journal.goals.add_win(Win(goal_id=goal.id, day=TODAY, text=HTML))

    page = open_page()

    assert words_on(page).count(HTML) >= 2
    assert audit(page) == []


def test_a_very_long_goal_is_shown_and_stays_whole(journal, open_page):
    goal = kept(journal, text="long words " * 100_000)

    page = open_page()

    assert journal.goals.find(goal.id).text == "long words " * 100_000
    assert page.isVisible()


# For everyone.


@pytest.mark.parametrize(("size", "percent"), [((1072, 800), 100), ((872, 640), 150)])
def test_every_control_has_a_name_a_stop_and_a_size(
    *, journal, clock, theme, open_page, audit, size, percent, hands
):
    theme.set_text_percent(percent)
    practice = practised(journal, clock, 0, 3, 12)
    goal = kept(journal, measure=Measure.PRACTICE_DAYS, practice_id=practice.id, review_on=TODAY)
    kept(journal, text="Far", horizon=Horizon.LONG)
    kept(journal, text="Over", state=GoalState.LET_GO)
    journal.goals.add_win(Win(goal_id=goal.id, day=TODAY, text="Said no."))
    page = open_page(size=size)
    hands.click(page, "Reached and let go (1)")

    assert audit(page) == []


@pytest.mark.parametrize("opens", ["New goal", "Log today", "Adjust…", "Add a win"])
def test_every_dialog_can_be_used_by_ear_and_by_keyboard(journal, open_page, audit, opens, hands):
    kept(journal)
    page = open_page()

    hands.click(page, opens)

    assert audit(hands.dialog(page)) == []


@pytest.mark.parametrize("ending", ["Reached…", "Let go…", "Remove…"])
def test_every_question_can_be_answered_by_keyboard(journal, open_page, audit, ending, hands):
    kept(journal)
    page = open_page()

    hands.choose(page, ending)

    assert audit(hands.dialog(page)) == []


def test_a_goal_in_the_bin_is_not_shown(journal, open_page):
    goal = kept(journal)
    journal.goals.remove(goal.id)

    page = open_page()

    assert "No goals yet" in words_on(page)
    assert [each.kind for each in journal.bin.all()] == [Kind.GOAL]
