"""How a reminder is said: when it is, and nothing else."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.reminder import DAYS_IN_A_WEEK, Reminder
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.notice import Kind, Notice

_WORKING: Final = frozenset(range(5))
_WEEKEND: Final = frozenset({5, 6})


def _tr(text: str) -> str:
    return QCoreApplication.translate("reminder_words", text)


def in_words(reminder: Reminder) -> str:
    """Return "Monday, Wednesday and Friday, 20:00"."""
    days = reminder.weekdays
    if len(days) == DAYS_IN_A_WEEK:
        said = _tr("Every day")
    elif days == _WORKING:
        said = _tr("Monday to Friday")
    elif days == _WEEKEND:
        said = _tr("Saturday and Sunday")
    else:
        names = [
            wording_sessions.weekday_name(day) for day in wording_sessions.week() if day in days
        ]
        said = names[0]
        if len(names) > 1:
            said = _tr("{first} and {last}").format(
                first=_tr(", ").join(names[:-1]), last=names[-1]
            )
    return _tr("{days}, {time}").format(days=said, time=f"{reminder.at:%H:%M}")


def notice(due: datetime, theme: Theme) -> Notice:
    """Return the quiet line for a reminder that was due, to be put away."""
    day = wording_sessions.long_day(due.date())
    return Notice(
        Kind.INFO,
        _tr("A reminder you set"),
        _tr("It was for {day}, {time}.").format(day=day, time=f"{due:%H:%M}"),
        theme,
        icon="clock",
        can_close=True,
    )
