"""How goals are said on screen: where they stand, when they are due, how they have changed."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.goal import Adjusted, Adjustment, Goal, GoalState, Horizon, Measure
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import DAYS_IN_A_WEEK
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.wording import day_in_words, number

# A wording quoted inside a sentence of the program: a line or two of it, not a page.
_LONGEST_QUOTE: Final = 160
# Some pages of a book.
_LONGEST_SHOWN: Final = 6000


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_goals", text, "", count)


# What kind of goal it is.


def lane(horizon: Horizon) -> str:
    """Return "Short-term, weeks" or "Long-term, months"."""
    return _tr("Short-term, weeks") if horizon is Horizon.SHORT else _tr("Long-term, months")


def lane_count(active: int, paused: int) -> str:
    """Return "3 active" or "2 active, 1 paused"."""
    words = _tr("{count} active").format(count=active)
    if not paused:
        return words
    return _tr("{active}, {count} paused").format(active=words, count=paused)


def since(goal: Goal, serves: str, *, today: date) -> str:
    """Return "Short-term, since 19 March. Serves “Feel steadier in disagreement”."."""
    began = (
        _tr("Short-term, since {day}.")
        if goal.horizon is Horizon.SHORT
        else _tr("Long-term, since {day}.")
    )
    words = began.format(day=wording_sessions.day_and_month(goal.began_on, today=today))
    if not serves:
        return words
    return _tr("{since} Serves “{goal}”.").format(since=words, goal=in_short(serves))


def in_short(words: str) -> str:
    """Return the person's words as one line that fits into a sentence."""
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"


def shown(words: str) -> str:
    """Return the person's words as far as a page shows them; the rest is there when changing.

    Laying out a megabyte takes seconds.
    """
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN].rstrip()} …"


def measure(value: Measure) -> str:
    """Name a measure above its chart."""
    return {
        Measure.OWN_RATING: _tr("My own rating"),
        Measure.PRACTICE_DAYS: _tr("Days a week"),
        Measure.TAG_DAYS: _tr("Days a week"),
        Measure.COUNT: _tr("My count"),
    }[value]


def measure_to_pick(value: Measure) -> str:
    """Name a measure where one is chosen."""
    return {
        Measure.OWN_RATING: _tr("My own rating, 0 to 10"),
        Measure.PRACTICE_DAYS: _tr("Days a week I practise something"),
        Measure.TAG_DAYS: _tr("Days a week with a tag"),
        Measure.COUNT: _tr("A number I enter"),
    }[value]


def how_counted(goal: Goal, counted: str) -> str:
    """Say where the figures come from; ``counted`` is the practice or the tag."""
    match goal.measure:
        case Measure.PRACTICE_DAYS:
            return _tr("counted from the log of “{practice}”").format(practice=in_short(counted))
        case Measure.TAG_DAYS:
            return _tr("counted from check-ins with the tag “{tag}”").format(tag=in_short(counted))
        case Measure.OWN_RATING:
            return _tr("0 as far away as at the start, 10 reached")
        case Measure.COUNT:
            return _tr("the numbers I entered")


# Where it stands.


def standing(goal: Goal, first: float | None, now: float | None) -> str:
    """Return "4 of 7 days, aim 5" or "My rating 5, began at 2"."""
    if goal.measure.is_entered:
        words = _entered_standing(goal.measure, first, now)
    else:
        words = _tr("{count} of 7 days").format(count=number(now or 0))
    if goal.aim is not None:
        words = _tr("{standing}, aim {aim}").format(standing=words, aim=number(goal.aim))
    return words


def _entered_standing(measured_by: Measure, first: float | None, now: float | None) -> str:
    is_rating = measured_by is Measure.OWN_RATING
    if now is None or first is None:
        return _tr("No rating yet") if is_rating else _tr("No count yet")
    words = _tr("My rating {now}") if is_rating else _tr("Last count {now}")
    words = words.format(now=number(now))
    if first == now:
        return words
    return _tr("{standing}, began at {first}").format(standing=words, first=number(first))


def with_unit(measured_by: Measure, value: float) -> str:
    """Return "5 days", "6 of 10" or "31"."""
    match measured_by:
        case Measure.PRACTICE_DAYS | Measure.TAG_DAYS:
            return _tr("1 day") if value == 1 else _tr("{count} days").format(count=number(value))
        case Measure.OWN_RATING:
            return _tr("{value} of 10").format(value=number(value))
        case Measure.COUNT:
            return number(value)


def aim_at_the_end(measured_by: Measure, value: float) -> str:
    """Name the aim at the end of its line: "aim: 5 days"."""
    if measured_by.is_entered:
        return _tr("aim: {value}").format(value=number(value))
    return _tr("aim: {value}").format(value=with_unit(measured_by, value))


def now_at_the_end(value: float) -> str:
    """Name the latest value at the end of its line: "now 4"."""
    return _tr("now {value}").format(value=number(value))


def last_at_the_end(value: float) -> str:
    """Name a value that is not of these days at the end of its line: "last 4"."""
    return _tr("last {value}").format(value=number(value))


def paused() -> str:
    """Say why the line has a gap."""
    return _tr("paused")


def week(monday: date, *, is_last_days: bool, today: date) -> str:
    """Return "Week of 20 April", or "The last 7 days"."""
    if is_last_days:
        return _tr("The last 7 days")
    day = wording_sessions.day_and_month(monday, today=today)
    return _tr("Week of {day}").format(day=day)


def reading(measured_by: Measure, when: str, value: float | None, aim: float | None) -> str:
    """Return "Week of 20 April: 5 days, aim 5"."""
    words = paused() if value is None else with_unit(measured_by, value)
    if aim is not None and value is not None:
        words = _tr("{value}, aim {aim}").format(value=words, aim=number(aim))
    return _tr("{week}: {value}").format(week=when, value=words)


def chart(goal: Goal, span: Period, stands: str, *, today: date) -> str:
    """Say what the chart shows, in one sentence."""
    return _tr("{measure} from {first} to {last}: {standing}.").format(
        measure=measure(goal.measure),
        first=wording_sessions.day_and_month(span.first, today=today),
        last=wording_sessions.day_and_month(span.last, today=today),
        standing=stands,
    )


def chart_period(span: Period, *, today: date) -> str:
    """Return "23 March to 12 May"."""
    return _tr("{first} to {last}").format(
        first=wording_sessions.day_and_month(span.first, today=today),
        last=wording_sessions.day_and_month(span.last, today=today),
    )


# When to look at it again.


def review(review_on: date, today: date) -> str:
    """Return "Review due Thursday" for the days to come, or since when it is due."""
    if review_on == today:
        return _tr("Review due today")
    if review_on < today:
        day = wording_sessions.day_and_month(review_on, today=today)
        return _tr("Review due since {day}").format(day=day)
    if is_review_near(review_on, today):
        return _tr("Review due {day}").format(day=wording_sessions.weekday(review_on))
    day = wording_sessions.day_and_month(review_on, today=today)
    return _tr("Next review {day}").format(day=day)


def is_review_near(review_on: date, today: date) -> bool:
    """Whether a review is due, or comes within the week."""
    return (review_on - today).days < DAYS_IN_A_WEEK


# How it has changed.


def state_since(state: GoalState, day: date | None, *, today: date) -> str:
    """Return "Paused since 3 May", "Reached 3 May", "Let go 3 May"; empty while active."""
    if day is None:
        return {
            GoalState.ACTIVE: "",
            GoalState.PAUSED: _tr("Paused"),
            GoalState.REACHED: _tr("Reached"),
            GoalState.LET_GO: _tr("Let go"),
        }[state]
    words = {
        GoalState.ACTIVE: "",
        GoalState.PAUSED: _tr("Paused since {day}"),
        GoalState.REACHED: _tr("Reached {day}"),
        GoalState.LET_GO: _tr("Let go {day}"),
    }[state]
    return words.format(day=wording_sessions.day_and_month(day, today=today))


def day_in_history(day: date, *, today: date) -> str:
    """Return "9 April", or "9 Apr 2025" where the year has to be said."""
    return day_in_words(day, "d MMMM" if day.year == today.year else "d MMM yyyy")


def began(text: str) -> str:
    """Return "Began as “reduce anxiety”"."""
    return _tr("Began as “{goal}”").format(goal=in_short(text))


def change(
    adjustment: Adjustment, *, today: date, names: Mapping[str, str] = MappingProxyType({})
) -> str:
    """Say one adjustment in a few words: "Aim from 7 to 5".

    Args:
        adjustment: What was changed.
        today: The day it is.
        names: What the goals it speaks of are called, by their identity.
    """
    before, after = adjustment.before, adjustment.after
    match adjustment.what:
        case Adjusted.AIM | Adjusted.REVIEW:
            return _moved(adjustment, today)
        case Adjusted.WORDING:
            return _tr("Worded differently. Before: “{before}”").format(before=in_short(before))
        case Adjusted.HORIZON:
            to_short = after == Horizon.SHORT
            return _tr("Moved to short-term") if to_short else _tr("Moved to long-term")
        case Adjusted.MEASURE:
            return _tr("Measured another way: {after}").format(
                after=_lower(measure_to_pick(Measure(after)))
            )
        case Adjusted.SERVES:
            return _serves(after, names)
        case Adjusted.STATE:
            return {
                GoalState.ACTIVE: _tr("Taken up again"),
                GoalState.PAUSED: _tr("Paused"),
                GoalState.REACHED: _tr("Reached"),
                GoalState.LET_GO: _tr("Let go"),
            }[GoalState(after)]


def _moved(adjustment: Adjustment, today: date) -> str:
    before, after = adjustment.before, adjustment.after
    if adjustment.what is Adjusted.AIM:
        return _from_to(
            number(float(before)) if before else "",
            number(float(after)) if after else "",
            (_tr("Aim from {before} to {after}"), _tr("Aim set at {after}")),
            _tr("No aim any more; before: {before}"),
        )
    return _from_to(
        _day(before, today),
        _day(after, today),
        (_tr("Review moved from {before} to {after}"), _tr("Review planned for {after}")),
        _tr("No review planned any more"),
    )


def _serves(after: str, names: Mapping[str, str]) -> str:
    if not after:
        return _tr("Serves no other goal any more")
    name = names.get(after, "")
    words = _tr("Serves “{goal}” now") if name else _tr("Serves another goal now")
    return words.format(goal=in_short(name))


def _from_to(before: str, after: str, to_something: tuple[str, str], to_nothing: str) -> str:
    if not after:
        return to_nothing.format(before=before)
    both, only_after = to_something
    return (both if before else only_after).format(before=before, after=after)


def _day(iso: str, today: date) -> str:
    if not iso:
        return ""
    return wording_sessions.day_and_month(date.fromisoformat(iso), today=today)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
