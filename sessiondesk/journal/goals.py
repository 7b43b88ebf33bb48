"""The journal's goals."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sessiondesk.domain.goal import (
    Adjusted,
    Adjustment,
    Goal,
    GoalValue,
    Measure,
    Win,
)
from sessiondesk.domain.ids import GoalId, GoalValueId, PracticeId, TagId, WinId
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.tag import Tag
from sessiondesk.insights.goal_weeks import days_each_week, last_of_each_week
from sessiondesk.journal.part import Part
from sessiondesk.store import goal_steps, goals, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Goals(Part):
    """What a person works towards, and what happened on the way."""

    def all(self) -> Sequence[Goal]:
        """Return all goals, those over too, the one set first first."""
        with outside_causes():
            return goals.all_(self._db)

    def active(self) -> Sequence[Goal]:
        """Return the goals that are active or paused."""
        return [goal for goal in self.all() if not goal.state.is_on_shelf]

    def on_shelf(self) -> Sequence[Goal]:
        """Return the goals that were reached or let go."""
        return [goal for goal in self.all() if goal.state.is_on_shelf]

    def find(self, goal_id: GoalId) -> Goal | None:
        """Return the goal of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.GOAL, goal_id)
            return goals.find(self._db, goal_id) if is_kept else None

    def record(self, goal: Goal) -> None:
        """Keep ``goal`` without a word on what changed: a new one, or a slip corrected."""
        with self._journal.act() as act:
            act.save(goal)

    def adjust(
        self, goal: Goal, *, reason: str = "", along: Sequence[GoalValue | Practice | Tag] = ()
    ) -> None:
        """Keep ``goal`` with one adjustment for each thing that changed, and the reason.

        Args:
            goal: The goal as it is to be.
            reason: Why, in the person's words.
            along: What is kept with it, as one act: a rating, a practice or tag to count.

        Raises:
            ValueError: There is no such goal yet.
        """
        before = self.find(goal.id)
        if before is None:
            raise ValueError("There is no such goal to adjust.")
        today = self._journal.today()
        with self._journal.act() as act:
            for each in along:
                act.save(each)
            act.save(goal)
            for what, former, new in _differences(before, goal):
                act.save(
                    Adjustment(
                        goal_id=goal.id,
                        made_on=today,
                        what=what,
                        before=former,
                        after=new,
                        reason=reason,
                    )
                )

    def remove(self, goal_id: GoalId) -> None:
        """Put a goal into the bin, and with it what happened on the way."""
        with self._journal.act() as act:
            act.remove(Kind.GOAL, goal_id)

    def log(self, value: GoalValue) -> None:
        """Keep one value, new or changed."""
        with self._journal.act() as act:
            act.save(value)

    def remove_value(self, value_id: GoalValueId) -> None:
        """Put one value into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.GOAL_VALUE, value_id)

    def values(self, goal_id: GoalId) -> Sequence[GoalValue]:
        """Return the values of a goal, oldest first."""
        with outside_causes():
            return goal_steps.values(self._db, goal_id)

    def current_values(self, goal: Goal) -> Sequence[GoalValue]:
        """Return the values since ``goal`` is measured the way it is now, oldest first.

        Earlier ones mean another thing. There are none for what the record counts.
        """
        if not goal.measure.is_entered:
            return ()
        change = self._last_change_of_measure(goal.id)
        since = None if change is None else self._journal.made_at(Kind.GOAL_ADJUSTMENT, change.id)
        values = self.values(goal.id)
        return [each for each in values if since is None or each.noted_at >= since]

    def measured_from(self, goal: Goal) -> date:
        """Return the day since which ``goal`` is measured the way it is now."""
        change = self._last_change_of_measure(goal.id)
        return goal.began_on if change is None else change.made_on

    def _last_change_of_measure(self, goal_id: GoalId) -> Adjustment | None:
        changes = (each for each in self.adjustments(goal_id) if each.what is Adjusted.MEASURE)
        return next(changes, None)

    def adjustments(self, goal_id: GoalId) -> Sequence[Adjustment]:
        """Return the adjustments of a goal, newest first."""
        with outside_causes():
            return goal_steps.adjustments(self._db, goal_id)

    def forget_adjustments(self, adjustments: Sequence[Adjustment]) -> None:
        """Put adjustments into the bin; the goal stays as it is now."""
        with self._journal.act() as act:
            for each in adjustments:
                act.remove(Kind.GOAL_ADJUSTMENT, each.id)

    def keep_reason(self, adjustments: Sequence[Adjustment], reason: str) -> None:
        """Give adjustments that were made at once another reason."""
        with self._journal.act() as act:
            for each in adjustments:
                act.save(replace(each, reason=reason))

    def serving(self, goal_id: GoalId) -> Sequence[Goal]:
        """Return the goals that serve a long-term one, the one set first first."""
        return [goal for goal in self.all() if goal.serves_id == goal_id]

    def wins(self, goal_id: GoalId) -> Sequence[Win]:
        """Return the wins of a goal, newest first."""
        with outside_causes():
            return goal_steps.wins(self._db, goal_id)

    def goal_of_win(self, win_id: WinId) -> GoalId | None:
        """Return the goal that a win is of; None if there is no such win outside the bin."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.WIN, win_id)
            win = goal_steps.find_win(self._db, win_id) if is_kept else None
        return None if win is None else win.goal_id

    def add_win(self, win: Win) -> None:
        """Keep one win, new or changed."""
        with self._journal.act() as act:
            act.save(win)

    def remove_win(self, win_id: WinId) -> None:
        """Put one win into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.WIN, win_id)

    def weekly(self, goal: Goal, period: Period) -> Sequence[tuple[date, float]]:
        """Return (Monday, value) for the weeks of ``period``, oldest first.

        Days a week count every week from the one in which the goal began, 0 included: the
        log is complete by itself. For a value the person enters, only weeks with one are in
        there, with the last; nothing is filled in.
        """
        if goal.measure.is_entered:
            return last_of_each_week(
                (value.day, value.value) for value in self.values(goal.id) if value.day in period
            )
        first = max(period.first, goal.began_on)
        if first > period.last:
            return []
        stretch = Period(first=first, last=period.last)
        return days_each_week(self._days_counted(goal, stretch), stretch)

    def _days_counted(self, goal: Goal, period: Period) -> Iterable[date]:
        if goal.measure is Measure.PRACTICE_DAYS and goal.practice_id is not None:
            return self._journal.practices.days(goal.practice_id, period)
        if goal.tag_id is not None:
            return self._journal.checkins.tag_days(goal.tag_id, period)
        return []


def _differences(before: Goal, after: Goal) -> Iterable[tuple[Adjusted, str, str]]:
    facets = (
        (Adjusted.WORDING, before.text, after.text),
        (Adjusted.HORIZON, before.horizon, after.horizon),
        (Adjusted.SERVES, before.serves_id or "", after.serves_id or ""),
        (Adjusted.AIM, _number(before.aim), _number(after.aim)),
        (Adjusted.REVIEW, _day(before.review_on), _day(after.review_on)),
        (Adjusted.STATE, before.state, after.state),
    )
    found = [facet for facet in facets if facet[1] != facet[2]]
    if _measured_by(before) != _measured_by(after):
        found.append((Adjusted.MEASURE, before.measure, after.measure))
    return found


def _measured_by(goal: Goal) -> tuple[Measure, PracticeId | None, TagId | None]:
    # Days of another practice are another measure, though it has the same name.
    return goal.measure, goal.practice_id, goal.tag_id


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()
