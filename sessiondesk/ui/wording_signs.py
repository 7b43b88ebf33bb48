"""How signs are counted and dated in words. QtCore only."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.period import Period
from sessiondesk.ui.wording import day_in_words, days_from_to


def ticked(days: Sequence[date]) -> str:
    """Say how often and for how long a sign was ticked; nothing when it never was.

    Args:
        days: The days on which it was, oldest first.
    """
    if not days:
        return ""
    if len(days) == 1:
        return _tr("Ticked once, on {day}").format(day=day_in_words(days[0], "d MMMM yyyy"))
    return _tr("Ticked on %n days, from {span}", len(days)).format(
        span=days_from_to(Period(first=days[0], last=days[-1]))
    )


def sheet(day: date, *, today: date) -> str:
    """Name a sheet of small signs: "Today", "Sheet of 14 April 2026"."""
    if day == today:
        return _tr("Today’s sheet")
    return _tr("Sheet of {day}").format(day=day_in_words(day, "d MMMM yyyy"))


def short_day(day: date) -> str:
    """Return a day as the head of a column."""
    return day_in_words(day, "d MMM yyyy")


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_signs", text, "", count)
