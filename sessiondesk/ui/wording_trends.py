"""How a chart over time is said in words. QtCore only."""

from collections.abc import Sequence
from datetime import date, timedelta
from statistics import fmean
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.ui.widgets.timeline_labels import Tick
from sessiondesk.ui.widgets.timeline_model import Line, SessionMark, Stop, Timeline, Windows
from sessiondesk.ui.wording import average, day_in_words, days_from_to, number

Run = tuple[str, str]
"""A few words, and the name of their colour."""

_HALF: Final = 0.5
_YEAR_DAYS: Final = 365
_MOST_NAMED: Final = 5
_FOUR_WEEKS: Final = 28


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_trends", text, "", count)


def tick(each: Tick) -> str:
    """Return a word of the time axis: "4 May", "May", "Jan 2026", "2026"."""
    parts = (("d", each.has_day), ("MMM", each.has_month), ("yyyy", each.has_year))
    return day_in_words(each.day, " ".join(part for part, is_said in parts if is_said))


def recorded(timeline: Timeline) -> str:
    """Say how much of the period was recorded."""
    if timeline.stops is not None:
        return _stops_in_words(timeline)
    return _tr("Check-ins on {recorded} of {days} days.").format(
        recorded=len(timeline.recorded), days=timeline.period.length
    )


def summary(timeline: Timeline) -> str:
    """Describe the chart in one breath, for who does not see it."""
    names = _listed([line.name for line in timeline.lines])
    by = _tr("Chart by session") if timeline.stops is not None else _tr("Chart")
    title = _tr("{chart} of {names}").format(chart=by, names=names) if names else by
    if timeline.stops is None:
        title = f"{title}, {days_from_to(timeline.period)}"
    parts = [f"{title}.", recorded(timeline)]
    if timeline.stops:
        parts.append(_tr("Each mark is the average of the days up to the next."))
    if timeline.is_apart:
        parts.append(_tr("Each in a strip of its own, one below the other."))
    parts += [_line_in_words(line, timeline) for line in timeline.lines]
    if timeline.gaps:
        parts.append(
            _tr("One gap without check-ins.")
            if len(timeline.gaps) == 1
            else _tr("%n gaps without check-ins.", len(timeline.gaps))
        )
    if timeline.sessions:
        held = sum(each.is_held for each in timeline.sessions)
        parts.append(
            _tr("{held} of {all} sessions held.").format(held=held, all=len(timeline.sessions))
        )
    if timeline.events:
        shown = [each.name for each in timeline.events[:_MOST_NAMED]]
        more = len(timeline.events) - len(shown)
        if more:
            shown.append(_tr("%n more", more))
        parts.append(_tr("Life events: {names}.").format(names=_listed(shown)))
    parts += _windows_in_words(timeline)
    return " ".join(parts)


def earlier_window(windows: Windows) -> str:
    """Name the earlier of two periods that are compared: "Four weeks before"."""
    meets = windows.then.last + timedelta(days=1) == windows.now.first
    if meets and windows.then.length == _FOUR_WEEKS:
        return _tr("Four weeks before")
    return days_from_to(windows.then, month="MMM")


def current_window(windows: Windows, today: date) -> str:
    """Name the newer of two periods that are compared: "Last four weeks"."""
    if windows.now.last == today and windows.now.length == _FOUR_WEEKS:
        return _tr("Last four weeks")
    return days_from_to(windows.now, month="MMM")


def reading(timeline: Timeline, step: date) -> Sequence[Run]:
    """Return what was noted at one step: its day, each rating shown, its sessions."""
    span = timeline.span_of(step)
    runs: list[Run] = [(step_name(timeline, step), "ink")]
    for line in timeline.lines:
        value = line.values.get(step)
        if value is not None:
            runs.append((_value(line, value), line.style.colour))
    stop = (timeline.stops or {}).get(step)
    if stop is not None:
        runs += _stop_runs(stop)
    elif timeline.stops is not None:
        runs = [(recorded(timeline), "ink3")]
    elif timeline.days_a_step > 1:
        noted = timeline.recorded_in(span)
        runs.append((_tr("{n} of {days} days").format(n=noted, days=span.length), "ink3"))
    elif not timeline.recorded_in(span):
        runs.append((_tr("no check-in"), "ink3"))
    elif len(runs) == 1:
        runs.append((_tr("no answer to these"), "ink3"))
    runs += [(therapy_session(each), "ink2") for each in timeline.sessions_in(span)]
    runs += [(each.name, "event_ink") for each in timeline.events_in(span)]
    return runs


def step_name(timeline: Timeline, step: date) -> str:
    """Name a step: "Thu 26 March", "Week of 23 March 2020", "Session 3, Thu 26 March 2026"."""
    stop = (timeline.stops or {}).get(step)
    if stop is not None:
        if stop.number is None:
            return _tr("Before the first session")
        day = day_in_words(stop.day, "ddd d MMMM yyyy")
        return _tr("Session {number}, {day}").format(number=stop.number, day=day)
    if timeline.days_a_step > 1:
        return _tr("Week of {day}").format(day=day_in_words(step, "d MMMM yyyy"))
    # Within a year no two days have the same name.
    has_year = timeline.period.length > _YEAR_DAYS
    return day_in_words(step, "ddd d MMMM yyyy" if has_year else "ddd d MMMM")


def therapy_session(mark: SessionMark) -> str:
    """Name a session on the chart: "session 3", "session cancelled or missed"."""
    if not mark.is_held:
        return _tr("no session: cancelled or missed")
    if mark.number is None:
        return _tr("session")
    return _tr("session {number}").format(number=mark.number)


def outcome(number_: int | None, value: Outcome) -> str:
    """Name a session in the table: "8, attended", "cancelled"."""
    word = {
        Outcome.PLANNED: _tr("planned"),
        Outcome.ATTENDED: _tr("attended"),
        Outcome.LATE: _tr("late"),
        Outcome.CANCELLED_BY_ME: _tr("cancelled"),
        Outcome.CANCELLED_BY_THERAPIST: _tr("cancelled"),
        Outcome.MISSED: _tr("missed"),
    }[value]
    return word if number_ is None else f"{number_}, {word}"


def line_name(line: Line) -> str:
    """Return what stands at the end of a line: "Mood", "Sleep, h"."""
    return _tr("{name}, h").format(name=line.name) if line.is_hours else line.name


def hours(value: float) -> str:
    """Return hours slept: "7 h", "6½ h", "6.3 h"."""
    whole = int(value)
    figure = f"{whole or ''}½" if value - whole == _HALF else number(value)
    return _tr("{hours} h").format(hours=figure)


def _stop_runs(stop: Stop) -> Sequence[Run]:
    """Return how many days of a session were noted, and in which therapy that was."""
    if stop.span is None:
        runs = [(_tr("another session on the same day"), "ink3")]
    else:
        words = _tr("{n} of {days} days").format(n=stop.noted, days=stop.span.length)
        runs = [(words, "ink3")]
    return [*runs, (stop.course, "ink3")] if stop.course else runs


def _stops_in_words(timeline: Timeline) -> str:
    held = [stop for stop in (timeline.stops or {}).values() if stop.number is not None]
    if not held:
        return _tr("No session that took place is noted in this time.")
    between = days_from_to(Period(first=min(s.day for s in held), last=max(s.day for s in held)))
    count = (
        _tr("One session, {days}.") if len(held) == 1 else _tr("%n sessions, {days}.", len(held))
    )
    return count.format(days=between)


def _windows_in_words(timeline: Timeline) -> Sequence[str]:
    windows = timeline.windows
    if windows is None or timeline.stops is not None or not timeline.shows.earlier:
        return []
    if windows.now.first > timeline.period.last or windows.then.last < timeline.period.first:
        return []
    return [
        _tr("Marked: {now}, and before that {then}.").format(
            now=days_from_to(windows.now), then=days_from_to(windows.then)
        )
    ]


def _value(line: Line, value: float) -> str:
    return f"{line.name.lower()} {hours(value) if line.is_hours else number(value)}"


def _line_in_words(line: Line, timeline: Timeline) -> str:
    if not line.values:
        return _tr("{name}: no answers.").format(name=line.name)
    values = list(line.values.values())
    if timeline.stops is not None:
        pattern = _tr("{name}: from {low} to {high}, on average {mean}, {count}.")
        count = _tr("after one session") if len(values) == 1 else _tr("%n averages", len(values))
    elif timeline.days_a_step > 1:
        pattern = _tr("{name}: weekly averages from {low} to {high}, on average {mean}, {count}.")
        count = _tr("one week") if len(values) == 1 else _tr("%n weeks", len(values))
    else:
        pattern = _tr("{name}: from {low} to {high}, on average {mean}, {count}.")
        count = _tr("one day") if len(values) == 1 else _tr("%n days", len(values))
    return pattern.format(
        name=line.name,
        low=number(min(values)),
        high=number(max(values)),
        mean=average(fmean(values)),
        count=count,
    )


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:  # noqa: PLR2004 - one name needs no "and"
        return "".join(names)
    return _tr("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
