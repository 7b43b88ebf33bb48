"""What the small charts below the chart say. QtCore only, and nothing of the journal."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.insights.after_session import CurvePoint
from sessiondesk.insights.claims import Weekdays
from sessiondesk.ui.wording import MINUS, average
from sessiondesk.ui.wording_sessions import weekday_name

_NO_CHANGE: Final = "0.0"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_small_charts", text, "", count)


def signed(value: float) -> str:
    """Return a difference with its sign (a true minus) and one decimal place: "+0.8", "0.0"."""
    text = average(value)
    if text.removeprefix(MINUS) == _NO_CHANGE:
        return _NO_CHANGE
    return text if text.startswith(MINUS) else f"+{text}"


def level(value: float) -> str:
    """Return what stands beside a level of a small chart: "+1", "0", "+1.5"."""
    text = signed(value)
    return text.removesuffix(".0")


# Days around sessions.


def curve(points: Sequence[CurvePoint], name: str) -> str:
    """Say what the curve shows, in one sentence; without a word on why."""
    if not points:
        return _tr("{name} around sessions: nothing was noted on these days.").format(name=name)
    most = max(each.sessions for each in points)
    lowest = min(points, key=lambda each: each.mean)
    highest = max(points, key=lambda each: each.mean)
    return _tr(
        "{name} around {sessions} sessions, each against the two days before it: lowest "
        "{low_day} ({low}), highest {high_day} ({high})."
    ).format(
        name=name,
        sessions=most,
        low_day=curve_day_name(lowest.offset),
        low=signed(lowest.mean),
        high_day=curve_day_name(highest.offset),
        high=signed(highest.mean),
    )


def curve_axis(offset: int) -> str:
    """Return what stands below a day of the curve: "session", "+3"."""
    if offset == 0:
        return _tr("session")
    return f"+{offset}" if offset > 0 else f"{MINUS}{-offset}"


def curve_day_name(offset: int) -> str:
    """Return a day of the curve in words, inside a sentence."""
    match offset:
        case 0:
            return _tr("on the day itself")
        case 1:
            return _tr("the day after")
        case -1:
            return _tr("the day before")
        case _ if offset < 0:
            return _tr("{days} days before").format(days=-offset)
        case _:
            return _tr("{days} days after").format(days=offset)


def curve_day(point: CurvePoint, inside: str) -> str:
    """Return the line that belongs to a day of the curve."""
    day = curve_day_name(point.offset)
    return _tr("{day}: {name} {difference} against the days before ({sessions}).").format(
        day=day[:1].upper() + day[1:],
        name=inside,
        difference=signed(point.mean),
        sessions=sessions(point.sessions),
    )


def sessions(count: int) -> str:
    """Return "1 session" or "24 sessions"."""
    return _tr("1 session") if count == 1 else _tr("{count} sessions").format(count=count)


# Weekdays.


def weekdays(claim: Weekdays, name: str) -> str:
    """Say what the bars show, in one sentence; no weekday is singled out."""
    return _tr("{name} by weekday, each against the mean of its week, over {weeks}.").format(
        name=name, weeks=weeks(claim.weeks)
    )


def weekday(claim: Weekdays, inside: str, day: int) -> str:
    """Return the line that belongs to a weekday, from 0 (Monday) to 6."""
    mean = claim.means[day]
    called = weekday_name(day)
    if mean is None:
        return _tr("{day}: nothing noted.").format(day=called)
    return _tr("{day}: {name} {difference} against the mean of the week ({days}).").format(
        day=called, name=inside, difference=signed(mean), days=days(claim.days[day])
    )


def days(count: int) -> str:
    """Return "1 day" or "24 days"."""
    return _tr("1 day") if count == 1 else _tr("{count} days").format(count=count)


def weeks(count: int) -> str:
    """Return "1 week" or "24 weeks"."""
    return _tr("1 week") if count == 1 else _tr("{count} weeks").format(count=count)
