"""What a person does with a goal, each as one step of the journal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sessiondesk.domain.goal import Goal, GoalState, GoalValue, Horizon
from sessiondesk.domain.ids import GoalId, GoalValueId, WinId
from sessiondesk.domain.practice import PracticeLog
from sessiondesk.journal import Journal
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.pages.goals_page import goal_record
from sessiondesk.ui.pages.goals_page.goal_form import Offered, Told

_T = TypeVar("_T")


class GoalActs:
    """Turns answers into records. Everything here may raise ``StoreError``."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    def offered(self, goal: Goal | None = None) -> Offered:
        """Return what a goal can be tied to; ``goal`` is the one to adjust."""
        long_term = [
            each
            for each in self._journal.goals.active()
            if each.horizon is Horizon.LONG and (goal is None or each.id != goal.id)
        ]
        if goal is not None and goal.serves_id is not None:
            serves = self._journal.goals.find(goal.serves_id)
            # It may be on the shelf by now, and is served all the same.
            long_term = _with(long_term, serves)
        practices = [*self._journal.practices.going_on()]
        if goal is not None and goal.practice_id is not None:
            practices = _with(practices, self._journal.practices.find(goal.practice_id))
        return Offered(
            goals=long_term,
            practices=practices,
            tags=self._journal.tags.all(),
            today=self._journal.today(),
        )

    def begin(self, told: Told) -> None:
        """Keep a new goal, and the practice or tag that is new with it."""
        with self._journal.act() as act:
            for each in (told.practice, told.tag, told.goal):
                if each is not None:
                    act.save(each)

    def adjust(self, told: Told, reason: str) -> None:
        """Keep a goal with what changed about it, and why."""
        along = [each for each in (told.practice, told.tag) if each is not None]
        self._journal.goals.adjust(told.goal, reason=reason, along=along)

    def review(self, goal: Goal, value: float | None, review_on: date | None, words: str) -> None:
        """Keep a goal as it is, with where it stands today and when to look at it again."""
        self._journal.goals.adjust(
            replace(goal, review_on=review_on), reason=words, along=self._values(goal, value)
        )

    def note(self, goal: Goal, value: float | None) -> None:
        """Keep where a goal stands today, before it is adjusted."""
        self._journal.goals.adjust(goal, along=self._values(goal, value))

    def _values(self, goal: Goal, value: float | None) -> Sequence[GoalValue]:
        if value is None:
            return ()
        day = self._journal.today()
        before = goal_record.value_on(self._journal, goal, day)
        if before is not None:
            return (replace(before, value=value),)
        return (GoalValue(goal_id=goal.id, noted_at=self._journal.now(), day=day, value=value),)

    def close(self, goal: Goal, state: GoalState, words: str) -> None:
        """Put a goal on the shelf, with a word on it."""
        closed = replace(goal, state=state, closing_words=words)
        self._journal.goals.adjust(closed, reason=words)

    def reword_closing(self, goal: Goal, words: str) -> None:
        """Put the words on a goal that is over otherwise; nothing else about it changes."""
        self._journal.goals.record(replace(goal, closing_words=words))

    def take_up(self, goal: Goal) -> None:
        """Take a goal from the shelf; the words it was closed with stay in its history."""
        again = replace(goal, state=GoalState.ACTIVE, closing_words="")
        self._journal.goals.adjust(again)

    def log(self, goal: Goal, before: GoalValue | None, value: float | None, day: date) -> None:
        """Keep where a goal stands on a day, in place of what was kept for it before.

        Args:
            goal: The goal.
            before: What is kept for that day. None: nothing.
            value: The value. None takes back what is kept.
            day: The day it counts for.
        """
        if value is None:
            if before is not None:
                self._journal.goals.remove_value(before.id)
        elif before is not None:
            self._journal.goals.log(replace(before, value=value))
        else:
            self._journal.goals.log(
                GoalValue(goal_id=goal.id, noted_at=self._journal.now(), day=day, value=value)
            )

    def log_practice(self, goal: Goal, helped: int | None, obstacle: str) -> None:
        """Write down that the practice of a goal was done today."""
        practice = (
            None if goal.practice_id is None else self._journal.practices.find(goal.practice_id)
        )
        if practice is not None:
            self._journal.practices.do(practice, helped=helped, obstacle=obstacle)

    def remove(self, kind: Kind, record_id: str) -> None:
        """Put a goal, a win or a value into the bin."""
        goals = self._journal.goals
        if kind is Kind.GOAL:
            goals.remove(GoalId(record_id))
        elif kind is Kind.WIN:
            goals.remove_win(WinId(record_id))
        else:
            goals.remove_value(GoalValueId(record_id))

    def take_back_log(self, entry: PracticeLog) -> None:
        """Take back one entry of the log of a practice."""
        self._journal.practices.remove_log(entry.id)


def _with(found: Sequence[_T], one_more: _T | None) -> list[_T]:
    if one_more is None or one_more in found:
        return list(found)
    return [*found, one_more]
