"""What was noted around therapy sessions, read in one go for the card below the chart.

Like the whole record it is read on a worker, through a connection of the worker's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.therapy_session import numbers
from sessiondesk.insights.after_session import CurvePoint, recovery_curve
from sessiondesk.store import afterwards, courses, days, therapy_sessions
from sessiondesk.store.connection import outside_causes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

    from sessiondesk.domain.afterwards import DayAfter
    from sessiondesk.domain.therapy_session import Appointment
    from sessiondesk.store.connection import Connection

LISTED: Final = 6
_LAST_OFFSET: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One session with what was noted about it.

    Attributes:
        id: Identity of the session.
        day: Its day.
        number: Its number. None: the therapy it belongs to is gone.
        arriving: Mood on the way there, 0 to 10. None: not answered, as are the next three.
        leaving: Mood when leaving.
        next_day: Mood the day after.
        day_after: How that day was, in words.
    """

    id: str
    day: date
    number: int | None
    arriving: int | None = None
    leaving: int | None = None
    next_day: int | None = None
    day_after: DayAfter | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What was noted around sessions.

    Attributes:
        curve: The days around all sessions, each session against its own days before.
        are_close: Whether sessions are closer together than the curve is long, so that its
            later days are the days before the next session as well.
        rows: The sessions asked for, the latest first.
    """

    curve: tuple[CurvePoint, ...]
    are_close: bool
    rows: tuple[SessionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AroundReading:
    """What is to be read; carried to a worker.

    Attributes:
        on: The last day that counts.
        scale: The rating that the curve is made of.
        session_days: The days whose sessions are listed. Empty: the last six sessions.
    """

    on: date
    scale: str
    session_days: Collection[date] = ()

    def read(self, db: Connection) -> Around:
        """Return what was noted.

        Raises:
            StoreError: It could not be read.
        """
        with outside_causes():
            outline = therapy_sessions.outline(db)
            held = [each for each in outline if each.outcome.is_held and each.day <= self.on]
            return Around(
                curve=self._curve(db, held),
                are_close=_are_close(held),
                rows=tuple(self._rows(db, outline, held)),
            )

    def _curve(self, db: Connection, held: Sequence[Appointment]) -> tuple[CurvePoint, ...]:
        extent = days.extent(db)
        if extent is None:
            return ()
        scale = ScaleId(self.scale)
        values = days.ratings(db, [scale], min(extent.first, self.on), self.on)[scale]
        return tuple(recovery_curve(values, [each.day for each in held], last=_LAST_OFFSET))

    def _rows(
        self, db: Connection, outline: Sequence[Appointment], held: Sequence[Appointment]
    ) -> Iterable[SessionRow]:
        listed = [each for each in held if each.day in self.session_days] or held[-LISTED:]
        counted = {
            id_: number
            for course in courses.all_(db)
            for id_, number in numbers(course, outline).items()
        }
        noted = afterwards.of_sessions(db, [each.id for each in listed])
        for each in reversed(listed):
            after = noted.get(each.id)
            yield SessionRow(
                id=each.id,
                day=each.day,
                number=counted.get(each.id),
                arriving=None if after is None else after.arriving,
                leaving=None if after is None else after.leaving,
                next_day=None if after is None else after.next_day,
                day_after=None if after is None else after.day_after,
            )


def _are_close(held: Sequence[Appointment]) -> bool:
    apart = [(later.day - earlier.day).days for earlier, later in pairwise(held)]
    # The curve begins two days before the next session.
    return bool(apart) and median(apart) <= _LAST_OFFSET + 2
