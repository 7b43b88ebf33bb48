"""Reminders: days of the week and a time on the wall clock, and nothing about why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

DAYS_IN_A_WEEK: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """A time of some days of the week.

    It is a time on the person's own wall clock: it follows them through time zones and
    through the change to summer time and back.

    Attributes:
        weekdays: From 0 for Monday to 6 for Sunday; at least one.
        at: The time, to the minute, without a zone.
    """

    weekdays: frozenset[int]
    at: time

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= set(range(DAYS_IN_A_WEEK)):
            raise ValueError("A reminder is for days of the week, from 0 to 6.")
        if self.at != time(self.at.hour, self.at.minute):
            raise ValueError("A reminder is for a minute of the wall clock.")


def last_due(reminders: Iterable[Reminder], wall: datetime) -> datetime | None:
    """Return when one of ``reminders`` was due last, at ``wall`` or before; None without any.

    Args:
        reminders: Any number.
        wall: What the wall clock shows, without a zone.
    """
    due = [
        datetime.combine(wall.date() - timedelta(days=ago), reminder.at)
        for reminder in reminders
        for ago in range(DAYS_IN_A_WEEK + 1)
        if (wall.weekday() - ago) % DAYS_IN_A_WEEK in reminder.weekdays
    ]
    return max((each for each in due if each <= wall), default=None)
