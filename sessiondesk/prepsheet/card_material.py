"""What a diary card is made from: one week of the record, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from sessiondesk.domain.checkin import Interference, SleepInterference
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.period import Period, ending
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.prepsheet.material import Noted

DAYS: Final = 7


class CardPart(StrEnum):
    """The parts, in the order they stand in. The values are kept: they never change."""

    RATINGS = "card:ratings"
    NIGHTS = "card:nights"
    THROUGH_THE_DAY = "card:through_the_day"
    """What is answered with yes or no, and what feelings kept the person from."""
    PRACTICES = "card:practices"
    TAGS = "card:tags"
    SESSIONS = "card:sessions"
    WORDS = "card:words"
    """One line of the person's own words a day: off until it is put on by hand."""
    LINES = "card:lines"
    """Room for handwriting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Practised:
    """Something agreed, and the days of the week it was done on.

    Attributes:
        practice: What was agreed.
        days: The days; how much it helped, 0 to 10, or None where that was not said.
    """

    practice: Practice
    days: Mapping[date, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tagged:
    """A tag, and the days of the week that have it.

    Attributes:
        tag: The tag.
        days: The days, one or more.
    """

    tag: Tag
    days: frozenset[date]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardInput:
    """What the record says of one week.

    Attributes:
        on: The card's date, the last of its seven days.
        coming: The appointment it is for. None: none is noted.
        coming_number: Number of that session.
        days_recorded: The days with a check-in.
        scales: What is asked, and what was answered in this week, in their order.
        daily: The days' values by scale; a day not answered is not there.
        asks_sleep_hours: Whether hours slept are asked.
        sleep_hours: Hours slept in the night before each day.
        asks_sleep_question: Whether it is asked if anxiety got in the way of sleep.
        sleep_question: The answer of each day.
        asks_interference: Whether it is asked what feelings kept the person from.
        interference: The strongest answer of each day.
        practices: What goes on or was done, the one agreed first first.
        tags: The tags of this week, the one on most days first.
        sessions: The therapy sessions of these days, oldest first.
        words: One line of the person's own words for each day that has any.
    """

    on: date
    coming: Appointment | None = None
    coming_number: int | None = None
    days_recorded: frozenset[date] = frozenset()
    scales: tuple[Scale, ...] = ()
    daily: Mapping[ScaleId, Mapping[date, float]] = field(default_factory=dict, repr=False)
    asks_sleep_hours: bool = True
    sleep_hours: Mapping[date, float] = field(default_factory=dict, repr=False)
    asks_sleep_question: bool = True
    sleep_question: Mapping[date, SleepInterference] = field(default_factory=dict, repr=False)
    asks_interference: bool = True
    interference: Mapping[date, Interference] = field(default_factory=dict, repr=False)
    practices: tuple[Practised, ...] = ()
    tags: tuple[Tagged, ...] = ()
    sessions: tuple[Appointment, ...] = ()
    words: tuple[Noted, ...] = ()

    @property
    def period(self) -> Period:
        """The seven days of the card."""
        return ending(self.on, days=DAYS)
