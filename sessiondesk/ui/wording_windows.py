"""How the stretches of time are said that are compared. QtCore only."""

from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.period import Period, ending
from sessiondesk.insights.change import WINDOW_DAYS, default_windows
from sessiondesk.insights.frequency import three_months_ago
from sessiondesk.ui.wording import day_in_words, days_from_to

_YEAR: Final = timedelta(days=330)
_WEEK: Final = 7


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_windows", text, "", count)


def period_in_words(period: Period, today: date) -> str:
    """Return "over the last four weeks", "around six weeks ago", "in January", "from 3 to 30 May".

    Args:
        period: The days.
        today: The day from which the last weeks are counted.
    """
    now, before = default_windows(today)
    if period == now:
        return _tr("over the last four weeks")
    if period == before:
        return _tr("around six weeks ago")
    if period == three_months_ago(today):
        return _tr("three months ago")
    if is_month(period):
        pattern = "MMMM" if today - period.last < _YEAR else "MMMM yyyy"
        return _tr("in {month}").format(month=day_in_words(period.first, pattern))
    if period == ending(today, days=period.length) and period.length % _WEEK == 0:
        return _tr("over the last {weeks} weeks").format(weeks=period.length // _WEEK)
    return _tr("from {days}").format(days=days_from_to(period))


def short(period: Period, today: date) -> str:
    """Return the same without a preposition, for a menu or a column: "last four weeks"."""
    now, before = default_windows(today)
    if period == now:
        return _tr("last four weeks")
    if period == before:
        return _tr("four weeks before")
    if period == three_months_ago(today):
        return _tr("three months ago")
    if is_month(period):
        return day_in_words(period.first, "MMMM yyyy")
    return days_from_to(period)


def is_month(period: Period) -> bool:
    """Return whether ``period`` is one whole month of the calendar."""
    first, last = period.first, period.last
    is_whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return is_whole and (first.year, first.month) == (last.year, last.month)


def of_days(answered: int, period: Period, today: date, *, is_night: bool = False) -> str:
    """Return "9 of the last 28 days", "12 of 31 nights in January"."""
    if period == ending(today, days=WINDOW_DAYS):
        pattern = (
            _tr("{answered} of the last {days} nights")
            if is_night
            else _tr("{answered} of the last {days} days")
        )
        return pattern.format(answered=answered, days=period.length)
    pattern = (
        _tr("{answered} of {days} nights {when}")
        if is_night
        else _tr("{answered} of {days} days {when}")
    )
    return pattern.format(
        answered=answered, days=period.length, when=period_in_words(period, today)
    )


def capitalised(words: str) -> str:
    """Return ``words`` as the beginning of a sentence."""
    return words[:1].upper() + words[1:]
