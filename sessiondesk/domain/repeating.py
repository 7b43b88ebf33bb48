"""Appointments that repeat: on which days they fall.

Only days are counted here. The time of an appointment is one on the wall clock, so it stays
what it is when summer time begins or ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, date, timedelta
from itertools import count, islice, takewhile

from sessiondesk.domain.course import Break
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.therapy_session import Outcome, TherapySession

MOST_TIMES = 260
"""Five years of every week: nobody plans further ahead."""
MOST_WEEKS = 52

_WEEK = timedelta(days=7)
_FAR_AWAY = date(MAXYEAR - MOST_TIMES, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """How appointments repeat.

    Attributes:
        every_weeks: Every week, every second one and so on, 1 to 52. A week begins on Monday.
        weekdays: On which days of such a week, 0 (Monday) to 6 (Sunday); at least one.
        times: How many appointments, 1 to 260. None: until a day.
        until: The last day that may have one. None: a number of times.
    """

    every_weeks: int = 1
    weekdays: frozenset[int]
    times: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.every_weeks <= MOST_WEEKS:
            raise InvalidFieldError("every_weeks", "Choose 1 to 52 weeks.")
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise InvalidFieldError("weekdays", "Choose a day of the week.")
        if (self.times is None) == (self.until is None):
            raise InvalidFieldError("times", "Choose a number of times or a last day.")
        if self.times is not None and not 1 <= self.times <= MOST_TIMES:
            raise InvalidFieldError("times", "Choose 1 to 260 times.")


def days(repeats: Repeats, first: date, *, breaks: Iterable[Break] = ()) -> Sequence[date]:
    """Return the days of appointments that repeat, from ``first`` on, at most 260.

    Days within ``breaks`` are left out and not counted. A break of which the end is not known
    leaves out nothing: whoever plans beyond it knows when it ends.
    """
    known = [each for each in breaks if each.last is not None]
    until = min(repeats.until or _FAR_AWAY, _FAR_AWAY)
    monday = first - timedelta(days=first.weekday())
    fell = (
        monday + week * repeats.every_weeks * _WEEK + timedelta(days=weekday)
        for week in count()
        for weekday in sorted(repeats.weekdays)
    )
    in_time = takewhile(lambda day: day <= until, fell)
    held = (day for day in in_time if day >= first and not _is_in(known, day))
    return list(islice(held, repeats.times or MOST_TIMES))


def repeated(
    session: TherapySession, on: Sequence[date], *, series_id: str
) -> Sequence[TherapySession]:
    """Return one planned session for each day: as ``session`` is, which is the first of them.

    The others have no words in them, and identities of their own.
    """
    first = replace(session, series_id=series_id)
    others = [
        TherapySession(
            course_id=session.course_id,
            planned_for=session.planned_for.replace(year=day.year, month=day.month, day=day.day),
            zone=session.zone,
            minutes=session.minutes,
            place=session.place,
            series_id=series_id,
        )
        for day in on
        if day != session.day
    ]
    return [first, *others]


def moved(session: TherapySession, by: timedelta) -> TherapySession:
    """Return ``session`` at another time on the wall clock, its earlier one beside it.

    Whatever had become of it, it is planned again.
    """
    if not by:
        return session
    return replace(
        session,
        planned_for=session.planned_for + by,
        moved_from=(*session.moved_from, session.planned_for),
        outcome=Outcome.PLANNED,
        cancelled_at=None,
    )


def _is_in(breaks: Iterable[Break], day: date) -> bool:
    return any(each.first <= day <= (each.last or date.max) for each in breaks)
