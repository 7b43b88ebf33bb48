"""What the small charts below the chart say, and how a week was remembered. QtCore only."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.period import Period
from sessiondesk.domain.recall import Recall
from sessiondesk.insights.after_session import CurvePoint
from sessiondesk.insights.claims import Weekdays
from sessiondesk.journal.recalls import Remembered
from sessiondesk.ui.insight_names import quoted
from sessiondesk.ui.wording import MINUS, average, day_in_words, days_from_to, number
from sessiondesk.ui.wording_sessions import weekday_name

_NO_CHANGE = "0.0"


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_below", text, "", count)


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


# After sessions.


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


def session(number_: int | None, day: date, today: date) -> str:
    """Return how a session is called in the small table: "8, 7 May"."""
    when = day_in_words(day, "d MMM" if day.year == today.year else "d MMM yyyy")
    return when if number_ is None else f"{number_}, {when}"


def day_after(answer: DayAfter | None) -> str:
    """Return the answer about the day after a session, short enough for a table."""
    return {
        None: "",
        DayAfter.LIGHTER: _tr("lighter"),
        DayAfter.SAME: _tr("about the same"),
        DayAfter.STIRRED_CLEAR: _tr("stirred up, makes sense"),
        DayAfter.STIRRED_UNCLEAR: _tr("stirred up, unclear why"),
        DayAfter.WORSE_ABOUT_MYSELF: _tr("worse about myself"),
    }[answer]


# What goes together, the following day.


def association_next_day(difference: float, tag: str, name: str, days: int) -> str:
    """Say what the following day is like, after days with a tag; never why."""
    pattern = (
        _tr(
            "On the day after {tag}, {name} was about {size} higher than on other days of the "
            "same week ({days} days)."
        )
        if difference > 0
        else _tr(
            "On the day after {tag}, {name} was about {size} lower than on other days of the "
            "same week ({days} days)."
        )
    )
    return pattern.format(tag=quoted(tag), name=name, size=average(abs(difference)), days=days)


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


# How a week was remembered.


def recalled(recall: Recall) -> str:
    """Return which days somebody looked back on: "5 to 11 May 2026"."""
    return days_from_to(Period(first=recall.first, last=recall.last))


def remembered(found: Remembered, of: int) -> str:
    """Say what was remembered of one rating beside what was noted; neither is put right.

    Args:
        found: Both.
        of: How many days were looked back on.
    """
    name = found.scale.label.lower() if found.scale.is_built_in else quoted(found.scale.label)
    said = number(found.said)
    if found.noted is None:
        return _tr(
            "You remembered {name} at about {said}. It was noted on {days} of {of} days, which "
            "is too few to put beside it."
        ).format(name=name, said=said, days=found.days, of=of)
    return _tr(
        "You remembered {name} at about {said}; on the days you noted it was {noted} "
        "({days} of {of} days)."
    ).format(name=name, said=said, noted=average(found.noted), days=found.days, of=of)


def on_memory() -> str:
    """Say why the two may differ, and that neither is wrong."""
    return _tr("Memory tends to keep the hardest and the latest moments; both are worth telling.")
