"""What the journal knows about one goal, as the page shows it. No widgets, and no words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.goal import (
    Adjusted,
    Adjustment,
    Goal,
    GoalState,
    GoalValue,
    Horizon,
    Win,
)
from sessiondesk.domain.ids import GoalId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import DAYS_IN_A_WEEK, PracticeLog
from sessiondesk.insights.goal_weeks import last_of_each_week
from sessiondesk.insights.weekly import monday_of
from sessiondesk.journal import Journal

# What a chart of this width can tell apart.
MOST_WEEKS: Final = 104
# Own ratings are asked every two weeks; after twice that a line would claim too much.
_JOINED_WITHIN: Final = timedelta(weeks=4)
_WEEK: Final = timedelta(days=DAYS_IN_A_WEEK)
_DAY: Final = timedelta(days=1)
NEXT_REVIEW: Final[Mapping[Horizon, timedelta]] = {
    Horizon.SHORT: timedelta(weeks=2),
    Horizon.LONG: timedelta(weeks=4),
}
"""How long until one looks at a goal again, where nobody said otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Where a goal stood in one week.

    Attributes:
        monday: The Monday of the week.
        value: The value. None: the goal was paused then.
        aim: The aim in force at the end of the week. None: none.
        is_joined: Whether a line leads to it from the point before.
        is_last_days: Whether it stands for the last seven days, because the week is not over.
    """

    monday: date
    value: float | None
    aim: float | None = None
    is_joined: bool = False
    is_last_days: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRecord:
    """One goal with what happened on the way.

    Attributes:
        goal: The goal as it is now.
        points: Week by week, oldest first, since it is measured the way it is now.
        aims: (From this day on, the aim), oldest first; the first holds from the beginning.
        paused: The stretches of days in which it was paused.
        wins: Newest first.
        adjustments: Newest first.
        first: The first value the person gave. None: none, or its days are counted.
        now: The latest value, or the days of the last seven. None: no value yet.
        counted: The practice or the tag that is counted; empty: none, or it is gone.
        serves: The long-term goal that it serves; empty: none.
        served_by: The goals that serve it, the one set first first.
        names: What other goals that its history speaks of are called, by their identity.
        first_text: How it was worded at first.
        state_since: The day it came to its present state. None: it never changed.
        value_today: What was entered for today. None: nothing.
        log_today: Today's entry in the log of the practice. None: there is none.
        events: What else was going on in the weeks of its points, oldest first.
    """

    goal: Goal
    points: tuple[Point, ...] = ()
    aims: tuple[tuple[date, float | None], ...] = ()
    paused: tuple[Period, ...] = ()
    wins: Sequence[Win] = ()
    adjustments: Sequence[Adjustment] = ()
    first: float | None = None
    now: float | None = None
    counted: str = field(default="", repr=False)
    serves: str = field(default="", repr=False)
    served_by: Sequence[Goal] = ()
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    first_text: str = field(default="", repr=False)
    state_since: date | None = None
    value_today: GoalValue | None = None
    log_today: PracticeLog | None = None
    events: Sequence[LifeEvent] = ()

    @property
    def has_values(self) -> bool:
        """Whether there is something to draw."""
        return any(point.value is not None for point in self.points)

    @property
    def review_on(self) -> date | None:
        """The day to look at it again. None: not planned, or it does not go on."""
        return self.goal.review_on if self.goal.state is GoalState.ACTIVE else None


def read(journal: Journal, goal: Goal, others: Sequence[Goal] = ()) -> GoalRecord:
    """Return what the journal knows about ``goal``.

    Args:
        journal: The open journal.
        goal: The goal.
        others: All goals, to name those that it has to do with.

    Raises:
        StoreError: The journal could not be read.
    """
    today = journal.today()
    adjustments = journal.goals.adjustments(goal.id)
    values = journal.goals.current_values(goal)
    paused = tuple(_pauses(adjustments, goal, today))
    aims = tuple(_aims(adjustments, goal))
    points: Iterable[Point]
    now: float | None
    if goal.measure.is_entered:
        points = _entered(values, aims, paused)
        now = values[-1].value if values else None
    else:
        points, now = _counted(journal, goal, aims, paused)
    points = tuple(points)[-MOST_WEEKS:]
    states = [each.made_on for each in adjustments if each.what is Adjusted.STATE]
    wordings = [each.before for each in adjustments if each.what is Adjusted.WORDING]
    return GoalRecord(
        goal=goal,
        points=points,
        aims=aims,
        paused=paused,
        wins=journal.goals.wins(goal.id),
        adjustments=adjustments,
        first=values[0].value if values else None,
        now=now,
        counted=_name_of_counted(journal, goal),
        serves=_text_of(journal, goal.serves_id),
        served_by=[each for each in others if each.serves_id == goal.id],
        names={each.id: each.text for each in others},
        first_text=wordings[-1] if wordings else goal.text,
        state_since=states[0] if states else None,
        value_today=next((each for each in reversed(values) if each.day == today), None),
        log_today=_log_of(journal, goal, today),
        events=(
            journal.life_events.between(Period(first=points[0].monday, last=today))
            if points
            else ()
        ),
    )


def read_all(journal: Journal, goals: Sequence[Goal], *, shelf: bool) -> Sequence[GoalRecord]:
    """Return all goals; of those that are over as much as a list says of them.

    Args:
        journal: The open journal.
        goals: All of them.
        shelf: Whether those that are over are shown.

    Raises:
        StoreError: The journal could not be read.
    """
    records: list[GoalRecord] = []
    for each in goals:
        if not each.state.is_on_shelf:
            records.append(read(journal, each, goals))
        elif shelf:
            adjustments = journal.goals.adjustments(each.id)
            states = [one.made_on for one in adjustments if one.what is Adjusted.STATE]
            records.append(GoalRecord(goal=each, state_since=states[0] if states else None))
        else:
            records.append(GoalRecord(goal=each))
    return records


def value_on(journal: Journal, goal: Goal, day: date) -> GoalValue | None:
    """Return what was entered for ``day``, the last one; None if nothing was."""
    values = journal.goals.current_values(goal)
    return next((each for each in reversed(values) if each.day == day), None)


def _entered(
    values: Sequence[GoalValue],
    aims: Sequence[tuple[date, float | None]],
    paused: Sequence[Period],
) -> Iterator[Point]:
    before: date | None = None
    for monday, value in last_of_each_week((each.day, each.value) for each in values):
        is_joined = (
            before is not None
            and monday - before <= _JOINED_WITHIN
            and not _touches(paused, before + _WEEK, monday - _DAY)
        )
        aim = _aim_on(aims, monday + _WEEK - _DAY)
        yield Point(monday=monday, value=value, aim=aim, is_joined=is_joined)
        before = monday


def _counted(
    journal: Journal,
    goal: Goal,
    aims: Sequence[tuple[date, float | None]],
    paused: Sequence[Period],
) -> tuple[Sequence[Point], float]:
    """Return the whole weeks and, in place of the one going on, the last seven days."""
    today = journal.today()
    last_days = ending(today, days=DAYS_IN_A_WEEK)
    now = float(_days_done(journal, goal, last_days))
    began = journal.goals.measured_from(goal)
    # A week that began earlier would count fewer days than it had.
    first = max(monday_of(began - _DAY), monday_of(today) - MOST_WEEKS * _WEEK) + _WEEK
    last = monday_of(today) - _DAY
    weeks = () if first > last else journal.goals.weekly(goal, Period(first=first, last=last))
    points: list[Point] = []
    for monday, value in weeks:
        is_paused = _touches(paused, monday, monday + _WEEK - _DAY)
        points.append(_next_point(points, monday, None if is_paused else value, aims))
    if not goal.state.is_on_shelf:
        is_paused = _touches(paused, last_days.first, today)
        value_now = None if is_paused else now
        point = _next_point(points, monday_of(today), value_now, aims)
        points.append(replace(point, aim=goal.aim, is_last_days=True))
    return points, now


def _next_point(
    points: Sequence[Point],
    monday: date,
    value: float | None,
    aims: Sequence[tuple[date, float | None]],
) -> Point:
    is_joined = bool(points) and points[-1].value is not None and value is not None
    aim = _aim_on(aims, monday + _WEEK - _DAY)
    return Point(monday=monday, value=value, aim=aim, is_joined=is_joined)


def _days_done(journal: Journal, goal: Goal, period: Period) -> int:
    if goal.practice_id is not None:
        return journal.practices.days_done(goal.practice_id, period)
    return 0 if goal.tag_id is None else len(journal.checkins.tag_days(goal.tag_id, period))


def _pauses(adjustments: Sequence[Adjustment], goal: Goal, today: date) -> Iterator[Period]:
    began: date | None = None
    for each in reversed(adjustments):
        if each.what is not Adjusted.STATE:
            continue
        if each.after == GoalState.PAUSED:
            began = each.made_on
        elif began is not None:
            # On the day it is taken up again it counts again.
            if each.made_on > began:
                yield Period(first=began, last=each.made_on - _DAY)
            began = None
    if began is not None and goal.state is GoalState.PAUSED:
        yield Period(first=began, last=max(began, today))


def _aims(adjustments: Sequence[Adjustment], goal: Goal) -> Sequence[tuple[date, float | None]]:
    """Return from which day on which aim held, since it is measured the way it is now."""
    aims: list[tuple[date, float | None]] = []
    aim = goal.aim
    for each in adjustments:
        if each.what is Adjusted.AIM:
            aims.append((each.made_on, aim))
            aim = float(each.before) if each.before else None
    aims.append((goal.began_on, aim))
    aims.reverse()
    changes = [each.made_on for each in adjustments if each.what is Adjusted.MEASURE]
    if changes:
        since = changes[0]
        aims = [(since, _aim_on(aims, since)), *(each for each in aims if each[0] > since)]
    return aims


def _aim_on(aims: Sequence[tuple[date, float | None]], day: date) -> float | None:
    aim = aims[0][1] if aims else None
    for since, each in aims:
        if since <= day:
            aim = each
    return aim


def _touches(stretches: Sequence[Period], first: date, last: date) -> bool:
    return any(each.first <= last and first <= each.last for each in stretches)


def _name_of_counted(journal: Journal, goal: Goal) -> str:
    if goal.practice_id is not None:
        practice = journal.practices.find(goal.practice_id)
        return "" if practice is None else practice.text
    if goal.tag_id is not None:
        tag = journal.tags.find(goal.tag_id)
        return "" if tag is None else tag.name
    return ""


def _text_of(journal: Journal, goal_id: GoalId | None) -> str:
    found = None if goal_id is None else journal.goals.find(goal_id)
    return "" if found is None else found.text


def _log_of(journal: Journal, goal: Goal, today: date) -> PracticeLog | None:
    if goal.practice_id is None:
        return None
    logs = journal.practices.logs(goal.practice_id, ending(today, days=1))
    return logs[-1] if logs else None
