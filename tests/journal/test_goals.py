"""Goals: everything that changes about one is kept with its reason, as one act."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessiondesk.domain.goal import Adjusted, Goal, GoalValue, Horizon, Measure, Win
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.tag import Tag

MARCH = date(2026, 3, 19)


@pytest.fixture
def goal(journal):
    goal = Goal(text="Speak up", began_on=MARCH)
    journal.goals.record(goal)
    return goal


@pytest.fixture
def steadier(journal):
    goal = Goal(text="Feel steadier", began_on=MARCH, horizon=Horizon.LONG)
    journal.goals.record(goal)
    return goal


def test_which_goal_it_serves_is_an_adjustment_and_seen_from_both_ends(journal, goal, steadier):
    journal.goals.adjust(replace(goal, serves_id=steadier.id), reason="it belongs there")

    (change,) = journal.goals.adjustments(goal.id)
    assert (change.what, change.before, change.after) == (Adjusted.SERVES, "", steadier.id)
    assert [each.id for each in journal.goals.serving(steadier.id)] == [goal.id]
    assert journal.goals.serving(goal.id) == []


def test_counting_another_practice_is_another_measure(journal, goal):
    walk, swim = (Practice(text=text, agreed_on=MARCH, days_a_week=3) for text in ("walk", "swim"))
    counted = replace(goal, measure=Measure.PRACTICE_DAYS, practice_id=walk.id)
    journal.goals.adjust(counted, along=[walk, swim])

    journal.goals.adjust(replace(counted, practice_id=swim.id))

    changes = journal.goals.adjustments(goal.id)
    assert [each.what for each in changes] == [Adjusted.MEASURE, Adjusted.MEASURE]


def test_what_is_kept_along_with_a_goal_is_one_act(journal, goal):
    tag = Tag(name="meetings")
    counted = replace(goal, measure=Measure.TAG_DAYS, tag_id=tag.id)

    journal.goals.adjust(counted, reason="easier to see", along=[tag])
    assert journal.tags.find(tag.id) == tag
    assert journal.undo()

    assert journal.goals.find(goal.id) == goal
    assert journal.tags.find(tag.id) is None
    assert journal.goals.adjustments(goal.id) == []


def test_a_review_keeps_the_rating_and_the_next_day_together(journal, clock, goal):
    today = clock.moment.date()
    value = GoalValue(goal_id=goal.id, noted_at=clock.moment, day=today, value=4)

    journal.goals.adjust(replace(goal, review_on=today + timedelta(weeks=2)), along=[value])

    assert journal.goals.values(goal.id) == [value]
    assert journal.undo()
    assert (journal.goals.values(goal.id), journal.goals.find(goal.id)) == ([], goal)


def test_a_reason_can_be_put_otherwise_and_a_change_forgotten(journal, goal):
    journal.goals.adjust(replace(goal, aim=7, text="Speak up twice"), reason="too much")
    changes = journal.goals.adjustments(goal.id)

    journal.goals.keep_reason(changes, "it was too much")
    assert {each.reason for each in journal.goals.adjustments(goal.id)} == {"it was too much"}

    journal.goals.forget_adjustments(changes)
    assert journal.goals.adjustments(goal.id) == []
    assert journal.goals.find(goal.id).aim == 7
    assert journal.undo()
    assert len(journal.goals.adjustments(goal.id)) == 2


def test_a_win_leads_to_its_goal_until_it_is_gone(journal, goal):
    win = Win(goal_id=goal.id, day=MARCH, text="I did")
    journal.goals.add_win(win)
    assert journal.goals.goal_of_win(win.id) == goal.id

    journal.goals.remove_win(win.id)
    assert journal.goals.goal_of_win(win.id) is None
