"""What the Goals page reads about a goal: its weeks, its aims, its pauses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessiondesk.domain.goal import (
    Adjusted,
    Adjustment,
    Goal,
    GoalState,
    GoalValue,
    Measure,
)
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.goals_page import goal_record
from sessiondesk.ui.pages.goals_page.goal_card import drawn, top
from sessiondesk.ui.pages.goals_page.goal_record import Point

TODAY = date(2026, 5, 12)  # a Tuesday
MONDAY = date(2026, 5, 11)
BEGAN = date(2026, 4, 15)  # a Wednesday


@pytest.fixture
def practice(journal):
    practice = Practice(text="Breathe", agreed_on=BEGAN, days_a_week=5)
    journal.practices.record(practice)
    return practice


@pytest.fixture
def goal(journal, practice):
    """A goal counted from the log of a practice, four weeks old."""
    goal = Goal(
        text="Calmer",
        began_on=BEGAN,
        measure=Measure.PRACTICE_DAYS,
        practice_id=practice.id,
        aim=5,
    )
    journal.goals.record(goal)
    return goal


@pytest.fixture
def rated(journal):
    """A goal rated by hand."""
    goal = Goal(text="Calmer", began_on=BEGAN, aim=8)
    journal.goals.record(goal)
    return goal


def done(journal, clock, practice, *days):
    for day in days:
        moment = clock.moment - (TODAY - day)
        journal.practices.log(PracticeLog(practice_id=practice.id, done_at=moment, day=day))


def rate(journal, clock, goal, day, value):
    moment = clock.moment - (TODAY - day)
    journal.goals.log(GoalValue(goal_id=goal.id, noted_at=moment, day=day, value=value))


def adjusted(journal, goal, day, change):
    what, before, after = change
    with journal.act() as act:
        act.save(Adjustment(goal_id=goal.id, made_on=day, what=what, before=before, after=after))


def test_only_whole_weeks_are_counted_and_then_the_last_seven_days(journal, clock, practice, goal):
    done(journal, clock, practice, BEGAN, date(2026, 4, 20), date(2026, 5, 8), TODAY)

    record = goal_record.read(journal, goal)

    # The week of 13 April had begun before the goal did.
    assert [(each.monday, each.value) for each in record.points] == [
        (date(2026, 4, 20), 1),
        (date(2026, 4, 27), 0),
        (date(2026, 5, 4), 1),
        (MONDAY, 2),
    ]
    assert [each.is_last_days for each in record.points] == [False, False, False, True]
    assert record.now == 2


def test_a_week_with_a_pause_in_it_is_a_gap(journal, goal):
    adjusted(journal, goal, date(2026, 4, 29), (Adjusted.STATE, "active", "paused"))
    adjusted(journal, goal, date(2026, 5, 1), (Adjusted.STATE, "paused", "active"))

    record = goal_record.read(journal, goal)

    assert [each.value for each in record.points] == [0, None, 0, 0]
    assert [each.is_joined for each in record.points] == [False, False, False, True]
    (pause,) = record.paused
    assert (pause.first, pause.last) == (date(2026, 4, 29), date(2026, 4, 30))


def test_a_pause_that_goes_on_ends_today(journal, goal):
    journal.goals.adjust(replace(goal, state=GoalState.PAUSED))

    record = goal_record.read(journal, journal.goals.find(goal.id))

    (pause,) = record.paused
    assert (pause.first, pause.last) == (TODAY, TODAY)
    assert record.points[-1].value is None
    assert record.review_on is None


def test_a_pause_taken_back_on_the_same_day_is_none(journal, goal):
    adjusted(journal, goal, TODAY, (Adjusted.STATE, "active", "paused"))
    adjusted(journal, goal, TODAY, (Adjusted.STATE, "paused", "active"))

    assert goal_record.read(journal, goal).paused == ()


def test_an_earlier_aim_holds_until_the_day_it_was_adjusted(journal, goal):
    adjusted(journal, goal, date(2026, 4, 25), (Adjusted.AIM, "", "7"))
    adjusted(journal, goal, date(2026, 5, 6), (Adjusted.AIM, "7", "5"))

    record = goal_record.read(journal, goal)

    assert record.aims == ((BEGAN, None), (date(2026, 4, 25), 7.0), (date(2026, 5, 6), 5.0))
    assert [each.aim for each in record.points] == [7, 7, 5, 5]


def test_ratings_are_joined_up_to_four_weeks_apart(journal, clock, rated):
    for day, value in ((date(2026, 3, 2), 1), (date(2026, 4, 6), 2), (date(2026, 5, 4), 3)):
        rate(journal, clock, rated, day, value)

    record = goal_record.read(journal, rated)

    assert [each.is_joined for each in record.points] == [False, False, True]
    assert drawn(record.points) == [1, None, 2, 3]
    assert (record.first, record.now) == (1, 3)


def test_ratings_are_not_joined_over_a_pause(journal, clock, rated):
    rate(journal, clock, rated, date(2026, 4, 20), 2)
    rate(journal, clock, rated, date(2026, 5, 11), 3)
    adjusted(journal, rated, date(2026, 4, 29), (Adjusted.STATE, "active", "paused"))
    adjusted(journal, rated, date(2026, 5, 8), (Adjusted.STATE, "paused", "active"))

    record = goal_record.read(journal, rated)

    assert [each.is_joined for each in record.points] == [False, False]


def test_values_of_another_measure_are_left_out(journal, clock, rated):
    rate(journal, clock, rated, TODAY, 9)
    clock.pass_(hours=1)
    journal.goals.adjust(replace(rated, measure=Measure.COUNT, aim=40))
    counted = journal.goals.find(rated.id)
    clock.pass_(hours=1)
    rate(journal, clock, counted, TODAY, 31)

    record = goal_record.read(journal, counted)

    assert [each.value for each in record.points] == [31]
    assert (record.first, record.now) == (31, 31)
    assert record.aims == ((TODAY, 40.0),)
    assert goal_record.value_on(journal, counted, TODAY) == record.value_today


def test_a_practice_in_the_bin_leaves_a_goal_that_can_be_read(journal, practice, goal):
    journal.practices.remove(practice.id)

    record = goal_record.read(journal, goal)

    assert record.counted == ""
    assert [each.value for each in record.points] == [0, 0, 0, 0]


def test_the_first_wording_is_found_behind_all_others(journal, goal):
    journal.goals.adjust(replace(goal, text="Second"))
    journal.goals.adjust(replace(goal, text="Third"))

    assert goal_record.read(journal, goal).first_text == "Calmer"


def test_no_more_weeks_are_drawn_than_a_chart_can_show(journal, clock, practice):
    long_ago = TODAY - timedelta(weeks=300)
    goal = Goal(
        text="Old", began_on=long_ago, measure=Measure.PRACTICE_DAYS, practice_id=practice.id
    )
    journal.goals.record(goal)

    record = goal_record.read(journal, goal)

    assert len(record.points) == goal_record.MOST_WEEKS
    assert record.points[-1].is_last_days


@pytest.mark.parametrize(
    ("values", "high"), [([], 1), ([0, None], 1), ([3], 4), ([40], 40), ([41], 50), ([999], 1000)]
)
def test_a_count_is_drawn_up_to_a_round_number(values, high):
    assert top(Goal(text="Post", began_on=BEGAN, measure=Measure.COUNT), values) == high


def test_a_value_that_stands_alone_has_gaps_around_it():
    points = [Point(monday=MONDAY + timedelta(weeks=n), value=n) for n in range(3)]

    assert drawn(points) == [0, None, 1, None, 2]


@pytest.mark.parametrize(
    ("what", "before", "after", "said"),
    [
        (Adjusted.AIM, "7", "5", "Aim from 7 to 5"),
        (Adjusted.AIM, "", "5", "Aim set at 5"),
        (Adjusted.AIM, "7", "", "No aim any more; before: 7"),
        (Adjusted.WORDING, "Old", "New", "Worded differently. Before: “Old”"),
        (Adjusted.HORIZON, "short", "long", "Moved to long-term"),
        (Adjusted.HORIZON, "long", "short", "Moved to short-term"),
        (Adjusted.MEASURE, "count", "own_rating", "Measured another way: my own rating, 0 to 10"),
        (Adjusted.REVIEW, "", "2026-05-21", "Review planned for 21 May"),
        (
            Adjusted.REVIEW,
            "2026-05-21",
            "2027-01-02",
            "Review moved from 21 May to 2 January 2027",
        ),
        (Adjusted.REVIEW, "2026-05-21", "", "No review planned any more"),
        (Adjusted.STATE, "active", "paused", "Paused"),
        (Adjusted.STATE, "paused", "active", "Taken up again"),
        (Adjusted.STATE, "active", "let_go", "Let go"),
    ],
)
def test_an_adjustment_is_said_in_a_few_words(goal, what, before, after, said):
    adjustment = Adjustment(goal_id=goal.id, made_on=TODAY, what=what, before=before, after=after)

    assert wording_goals.change(adjustment, today=TODAY) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-40, "Review due since 2 April"),
        (0, "Review due today"),
        (2, "Review due Thursday"),
        (6, "Review due Monday"),
        (7, "Next review 19 May"),
    ],
)
def test_a_review_is_said_by_how_near_it_is(days, said):
    assert wording_goals.review(TODAY + timedelta(days=days), TODAY) == said
