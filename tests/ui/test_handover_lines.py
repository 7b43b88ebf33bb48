"""The lines that a hand-over can have, from the journal."""

from datetime import timedelta

from sessiondesk.domain.course import Course
from sessiondesk.domain.goal import Goal, GoalValue
from sessiondesk.ui import course_material, handover_lines
from sessiondesk.ui.handover_document import Part
from tests.conftest import NOON


def test_a_value_of_a_day_to_come_is_not_where_a_goal_is_now(journal, prompts):
    began = NOON.date() - timedelta(days=30)
    course = Course(started_on=began)
    journal.courses.record(course)
    goal = Goal(text="Go to the choir", began_on=began)
    journal.goals.record(goal)
    for days, value in ((-20, 2), (-1, 6), (9, 1)):
        at = NOON + timedelta(days=days)
        journal.goals.log(GoalValue(goal_id=goal.id, noted_at=at, day=at.date(), value=value))

    lines = handover_lines.read(journal, course_material.read(journal, course), prompts)

    (line,) = lines[Part.GOALS]
    assert "own rating 2 at first, 6 now, of 10" in line.caption
