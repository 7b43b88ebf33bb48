"""What a chart over the whole record is drawn from, read in one go.

Ten years take some tenths of a second: the window reads them on a worker, through a connection
of the worker's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.life_event import LifeEvent
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.therapy_session import Appointment
from sessiondesk.store import courses, days, life_events, scales, therapy_sessions
from sessiondesk.store.connection import Connection, outside_causes


@dataclass(frozen=True, slots=True, kw_only=True)
class Charted:
    """The days of the record, and what stands beside them on a chart.

    Attributes:
        today: The reference day; nothing later counts as noted.
        first: The first day with a check-in. None: there is none at all.
        scales: The scales that are asked, in order.
        daily: The value of each answered day for each of them.
        nights: Hours slept in the night before each day.
        has_nights: Whether hours slept are asked, or ever were answered.
        recorded: The days with a check-in, oldest first.
        sessions: All therapy sessions, oldest first.
        courses: All courses.
        events: All life events, oldest first.
    """

    today: date
    first: date | None
    scales: tuple[Scale, ...]
    daily: Mapping[ScaleId, Mapping[date, float]] = field(repr=False)
    nights: Mapping[date, float] = field(repr=False)
    has_nights: bool
    recorded: Sequence[date] = field(repr=False)
    sessions: Sequence[Appointment] = field(repr=False)
    courses: Sequence[Course] = field(repr=False)
    events: Sequence[LifeEvent] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartReading:
    """What is to be read; carried to a worker, which reads it through its own connection.

    Attributes:
        today: The reference day, included.
        asks_sleep_hours: Whether hours slept are asked at the moment.
    """

    today: date
    asks_sleep_hours: bool

    def charted(self, db: Connection) -> Charted:
        """Return the record up to the reference day.

        Raises:
            StoreError: It could not be read.
        """
        with outside_causes():
            extent = days.extent(db)
            first = min(extent.first, self.today) if extent else self.today
            whole = Period(first=first, last=self.today)
            asked = tuple(each for each in scales.all_(db) if each.is_shown)
            nights = days.sleep_hours(db, whole.first, whole.last)
            return Charted(
                today=self.today,
                first=first if extent else None,
                scales=asked,
                daily=days.ratings(db, [each.id for each in asked], whole.first, whole.last),
                nights=nights,
                has_nights=bool(nights) or self.asks_sleep_hours,
                recorded=days.recorded(db, whole.first, whole.last),
                sessions=therapy_sessions.outline(db),
                courses=courses.all_(db),
                events=life_events.between(db, date.min, date.max),
            )
