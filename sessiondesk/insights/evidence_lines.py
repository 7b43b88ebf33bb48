"""The five lines of a progress review, each with what it rests on."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.scale import Better
from sessiondesk.insights import working as five
from sessiondesk.insights.change import Change, change, default_windows
from sessiondesk.insights.claim import Ending
from sessiondesk.insights.claims import Trend
from sessiondesk.insights.counts import ScoreStory
from sessiondesk.insights.material import Series, SessionSeen, Unit
from sessiondesk.insights.questionnaire_change import ChangeClass, baseline, overlaps
from sessiondesk.insights.questionnaire_change import change as score_change
from sessiondesk.insights.review_material import GoalSeen, ReviewMaterial, ScoresSeen
from sessiondesk.insights.working import FIT_SESSIONS, GOAL_MOVED_BY, Line, Says

_WEEK: Final = 7
_WEEKS: Final = 4
_TWO: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What one of the five lines rests on.

    Attributes:
        line: Which.
        says: What it says.
        better: How many of its parts point to the better side: questionnaires, ratings, goals.
        worse: How many to the worse.
        steady: How many stayed as they were.
        of: How many parts there are; of those left over nothing can be told.
        now: Weeks with an aim met in the last four, signs on the last sheet, or mean fit of
            the last six sessions. None: that is not counted, or there are too few.
        before: The same before that. None: likewise.
        known: How many sheets, or sessions with ratings of the work together, there are.
    """

    line: Line
    says: Says
    better: int = 0
    worse: int = 0
    steady: int = 0
    of: int = 0
    now: float | None = None
    before: float | None = None
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A rating, or hours slept, over this therapy and over the last weeks.

    Attributes:
        series: Which.
        trend: Over this therapy.
        change: The last four weeks against the four before.
    """

    series: Series
    trend: Trend
    change: Change

    @property
    def is_rating(self) -> bool:
        """Whether it is a rating from 0 to 10."""
        return self.series.unit is Unit.POINTS

    @property
    def says(self) -> Says:
        """The trend; the last weeks where there are too few weeks for one."""
        is_short = self.trend.ending is Ending.NOT_ENOUGH
        return says_of(self.series, self.change.ending if is_short else self.trend.ending)


def says_of(series: Series, found: Ending) -> Says:
    """Return what ``found`` means for the person: it depends on which way is better."""
    if found is Ending.ABOUT_THE_SAME:
        return Says.STEADY
    if not found.is_direction or series.better is None:
        return Says.CANT_TELL
    is_up = found is Ending.HIGHER
    return Says.BETTER if is_up is (series.better is Better.HIGHER) else Says.WORSE


def compared(material: ReviewMaterial, trends: Sequence[tuple[str, Trend]]) -> Sequence[Compared]:
    """Put the trend of each rating beside its last weeks."""
    now, then = default_windows(material.record.today)
    return [
        Compared(
            series=series,
            trend=found,
            change=change(series.values, now, then, none_at_zero=series.none_at_zero),
        )
        for key, found in trends
        if (series := material.record.find(key)) is not None
    ]


def stories(material: ReviewMaterial) -> Sequence[tuple[str, ScoreStory]]:
    """Return how each questionnaire went since the start, by its id.

    Left out is one with fewer than two results, or whose two are about some of the same days.
    """
    found = ((each.instrument.id, _story(each, material.began_on)) for each in material.scores)
    return [(id_, story) for id_, story in found if story is not None]


def _story(scores: ScoresSeen, began_on: date | None) -> ScoreStory | None:
    start = baseline(scores.results, began_on)
    if start is None:
        return None
    last = scores.results[-1]
    if last.day <= start.days[-1] or overlaps(scores.instrument, start.days[-1], last.day):
        return None
    return ScoreStory(
        first_on=start.days[-1],
        last_on=last.day,
        change=score_change(scores.instrument, start.value, last.total),
        recall_days=scores.instrument.recall.days,
    )


def moved(goal: GoalSeen) -> float | None:
    """Return how far a goal moved since it was set, in points; None without two ratings."""
    return goal.rated[-1] - goal.rated[0] if len(goal.rated) >= _TWO else None


def fit_of(session: SessionSeen) -> float | None:
    """Return the mean of the sentences that were answered after a session, 0 to 10."""
    return fmean(session.fit.values()) if session.fit else None


def fits_of(held: Sequence[SessionSeen]) -> Sequence[float]:
    """Return the mean fit of each session that has one, oldest first."""
    return [fit for fit in map(fit_of, held) if fit is not None]


def forms_line(found: Sequence[tuple[str, ScoreStory]]) -> Rest:
    """Return the worst of the questionnaires that were taken."""
    judged = [each.change.judged for _, each in found]
    return Rest(
        line=Line.FORMS,
        says=five.forms(judged),
        better=judged.count(ChangeClass.IMPROVED),
        worse=judged.count(ChangeClass.WORSENED),
        steady=judged.count(ChangeClass.NOT_RELIABLE),
        of=len(judged),
    )


def days_line(found: Sequence[Compared]) -> Rest:
    """Return what more of the daily ratings say."""
    said = [each.says for each in found if each.is_rating and each.series.better is not None]
    return Rest(
        line=Line.DAYS,
        says=five.days(said),
        better=said.count(Says.BETTER),
        worse=said.count(Says.WORSE),
        steady=said.count(Says.STEADY),
        of=len(said),
    )


def goals_line(goals: Collection[GoalSeen], today: date) -> Rest:
    """Return what own ratings and aims met say."""
    steps = [step for step in map(moved, goals) if step is not None]
    met = aims_met(goals, today)
    up = sum(step >= GOAL_MOVED_BY for step in steps)
    down = sum(step <= -GOAL_MOVED_BY for step in steps)
    return Rest(
        line=Line.GOALS,
        says=five.goals(steps, met),
        better=up,
        worse=down,
        steady=len(steps) - up - down,
        of=len(steps),
        now=None if met is None else met[0],
        before=None if met is None else met[1],
    )


def aims_met(goals: Collection[GoalSeen], today: date) -> tuple[int, int] | None:
    """Return in how many weeks an aim was met, in the last four weeks and in the four before.

    Weeks are stretches of seven days that end with ``today``. A goal counts that is measured
    in days a week for all eight of them; None where there is none.
    """
    eight = ending(today, days=2 * _WEEKS * _WEEK)
    found = [
        _weeks_met(each.days, each.aim, today)
        for each in goals
        if each.days is not None and each.aim and each.since <= eight.first
    ]
    if not found:
        return None
    return sum(now for now, _ in found), sum(before for _, before in found)


def _weeks_met(days: Collection[date], aim: float, today: date) -> tuple[int, int]:
    met = [
        sum(day in _week(today, back) for day in set(days)) >= aim for back in range(2 * _WEEKS)
    ]
    return sum(met[:_WEEKS]), sum(met[_WEEKS:])


def _week(today: date, back: int) -> Period:
    return ending(today - timedelta(days=_WEEK * back), days=_WEEK)


def signs_line(sheets: Sequence[int]) -> Rest:
    """Return what the last sheet of small signs says against the one before it."""
    has_two = len(sheets) >= _TWO
    return Rest(
        line=Line.SIGNS,
        says=five.signs(sheets),
        now=sheets[-1] if has_two else None,
        before=sheets[-2] if has_two else None,
        known=len(sheets),
    )


def together_line(held: Sequence[SessionSeen]) -> Rest:
    """Return what the last six sessions with ratings say against the six before."""
    fit = fits_of(held)
    has_both = len(fit) >= 2 * FIT_SESSIONS
    return Rest(
        line=Line.TOGETHER,
        says=five.together(fit),
        now=fmean(fit[-FIT_SESSIONS:]) if fit else None,
        before=fmean(fit[-2 * FIT_SESSIONS : -FIT_SESSIONS]) if has_both else None,
        known=len(fit),
    )
