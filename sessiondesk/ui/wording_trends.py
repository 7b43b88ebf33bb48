"""How a chart over time is said in words. QtCore only."""

from collections.abc import Sequence
from datetime import date
from statistics import fmean
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.therapy_session import Outcome
from sessiondesk.ui.widgets.timeline_model import Line, SessionMark, Tick, Timeline
from sessiondesk.ui.wording import average, day_in_words, days_from_to, number

Run = tuple[str, str]
"""A few words, and the name of their colour."""

_HALF: Final = 0.5
_YEAR_DAYS: Final = 365
_MOST_NAMED: Final = 5


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_trends", text, "", count)


def tick(each: Tick) -> str:
    """Return a word of the time axis: "4 May", "May", "Jan 2026", "2026"."""
    parts = (("d", each.has_day), ("MMM", each.has_month), ("yyyy", each.has_year))
    return day_in_words(each.day, " ".join(part for part, is_said in parts if is_said))


def recorded(timeline: Timeline) -> str:
    """Say how much of the period was recorded."""
    return _tr("Check-ins on {recorded} of {days} days.").format(
        recorded=len(timeline.recorded), days=timeline.period.length
    )


def summary(timeline: Timeline) -> str:
    """Describe the chart in one breath, for who does not see it."""
    names = _listed([line.name for line in timeline.lines])
    title = _tr("Chart of {names}").format(names=names) if names else _tr("Chart")
    parts = [f"{title}, {days_from_to(timeline.period)}.", recorded(timeline)]
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
    return " ".join(parts)


def reading(timeline: Timeline, step: date) -> Sequence[Run]:
    """Return what was noted at one step: its day, each rating shown, its sessions."""
    span = timeline.span_of(step)
    runs: list[Run] = [(step_name(timeline, step), "ink")]
    for line in timeline.lines:
        value = line.values.get(step)
        if value is not None:
            runs.append((_value(line, value), line.style.colour))
    if timeline.days_a_step > 1:
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
    """Name a day or a week: "Thu 26 March", "Week of 23 March 2020"."""
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


def _value(line: Line, value: float) -> str:
    return f"{line.name.lower()} {hours(value) if line.is_hours else number(value)}"


def _line_in_words(line: Line, timeline: Timeline) -> str:
    if not line.values:
        return _tr("{name}: no answers.").format(name=line.name)
    values = list(line.values.values())
    if timeline.days_a_step > 1:
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
