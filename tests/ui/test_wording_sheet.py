from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.bring_up import BringUp, BringUpState, Want
from sessiondesk.domain.goal import Goal, GoalState, Measure
from sessiondesk.domain.ids import TagId
from sessiondesk.domain.practice import Practice, PracticeState
from sessiondesk.prepsheet.material import Agreed, GoalStanding
from sessiondesk.ui.wording_sheet import SheetWords
from tests.sheet_material import ON

WORDS = SheetWords()
ONCE = Practice(text="call the office", agreed_on=ON)
DAILY = Practice(text="breathing", agreed_on=ON, days_a_week=5)
GOAL = Goal(text="rest", began_on=ON)


@pytest.mark.parametrize("want", list(Want))
def test_every_want_is_said(want):
    assert WORDS.bring_up(BringUp(text="it", want=want)).startswith("I want to")


def test_what_was_carried_over_says_so():
    carried = BringUp(text="it", want=Want.DECIDE, state=BringUpState.CARRIED_OVER)
    assert WORDS.bring_up(carried) == "I want to decide, carried over from last time"
    assert WORDS.bring_up(BringUp(text="it")) == ""


@pytest.mark.parametrize(
    ("agreed", "said"),
    [
        (Agreed(practice=DAILY, days_done=4), "4 of the last 7 days"),
        (Agreed(practice=ONCE, days_done=0), "not yet"),
        (Agreed(practice=ONCE, days_done=1, last_done_on=date(2026, 5, 9)), "done 9 May"),
        (Agreed(practice=replace(ONCE, state=PracticeState.DONE), days_done=0), "done"),
        (
            Agreed(
                practice=replace(ONCE, state=PracticeState.DONE, ended_on=date(2026, 5, 8)),
                days_done=0,
            ),
            "done 8 May",
        ),
        (Agreed(practice=replace(DAILY, state=PracticeState.DROPPED), days_done=2), "let go"),
        (
            Agreed(practice=DAILY, days_done=1, helped=(7,)),
            "1 of the last 7 days, helped 7.0 of 10 (once)",
        ),
        (
            Agreed(practice=DAILY, days_done=3, helped=(6, 7, 7), obstacle="noise\nat work"),
            "3 of the last 7 days, helped 6.7 of 10 (3 times), in the way: noise at work",
        ),
    ],
)
def test_something_agreed_says_what_became_of_it(agreed, said):
    assert WORDS.agreed(agreed) == said


def test_a_long_obstacle_is_a_line_not_a_page():
    said = WORDS.agreed(Agreed(practice=DAILY, days_done=1, obstacle="because " * 1000))
    assert len(said) < 200
    assert said.endswith("…")


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (GoalStanding(goal=GOAL), "no value yet"),
        (GoalStanding(goal=GOAL, first=3), "3 so far"),
        (GoalStanding(goal=GOAL, first=3, last=3), "3 at first, now 3, the same"),
        (GoalStanding(goal=GOAL, first=5, last=3.5), "5 at first, now 3.5, down 1.5"),
        (
            GoalStanding(goal=replace(GOAL, aim=8, state=GoalState.PAUSED), first=2, last=6),
            "2 at first, now 6, up 4; aim 8; paused",
        ),
        (
            GoalStanding(
                goal=replace(GOAL, measure=Measure.TAG_DAYS, tag_id=TagId("t")), first=1, last=4
            ),
            "days a week: 1 at first, now 4, up 3",
        ),
    ],
)
def test_a_goal_says_where_it_began_and_where_it_is(standing, said):
    assert WORDS.goal(standing) == said
