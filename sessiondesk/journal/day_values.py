"""What was rated on each day of the whole record: read once, and again only where it changed.

How much a day is like the one before it is seen in the whole record, so ten years of check-ins
stand behind a sheet about eight weeks. Reading them takes a third of a second; it is done in a
calm moment, and what was read of a month stays until something of that month changes.
"""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, QTimer

from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import ScaleKind
from sessiondesk.journal.part import Part
from sessiondesk.store import changed_days, days, scales, search
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sessiondesk.domain.ids import ScaleId
    from sessiondesk.journal.journal import Journal
    from sessiondesk.store.connection import Connection

# A shorter record is read faster than anybody notices.
_LONG: Final = timedelta(days=366)
_MONTHS_AT_ONCE: Final = 3
_A_YEAR: Final = 12
_PAUSE_MS: Final = 20
_REST_MS: Final = 500


class Days(NamedTuple):
    """What was answered, by day; a day that is not in there was not answered.

    Attributes:
        ratings: The day's value of each scale, days oldest first.
        nights: The hours slept in the night before each day, oldest first.
    """

    ratings: Mapping[ScaleId, Mapping[date, float]]
    nights: Mapping[date, float]


class _State(NamedTuple):
    """What it was read of."""

    db: Connection
    others: int
    scale_ids: tuple[ScaleId, ...]


class DayValues(Part):
    """The ratings and the hours slept of every day."""

    def __init__(self, journal: Journal) -> None:
        super().__init__(journal)
        self._state: _State | None = None
        self._seen = 0
        self._is_watched = False
        # By the number of the month.
        self._months: dict[int, Days] = {}
        self._timer = QTimer(journal)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timer)

    def up_to(self, last: date, scale_ids: Sequence[ScaleId]) -> Days:
        """Return what was answered on the days of the whole record up to ``last``, included.

        Args:
            last: The last day.
            scale_ids: The scales.

        Raises:
            StoreError: The journal could not be read.
        """
        with outside_causes():
            extent = days.extent(self._db)
            if extent is None or extent.first > last:
                return Days({each: {} for each in scale_ids}, {})
            whole = Period(first=extent.first, last=min(extent.last, last))
            if self._db.in_transaction:
                # What is read amid changes may be taken back, and nothing would tell.
                return _read(self._db, scale_ids, whole)
            self._keep_up(scale_ids)
            for month in self._missing(whole):
                self._read_month(month, scale_ids)
        return _within(whole, [self._months[month] for month in _months(whole)], scale_ids)

    # In a calm moment.

    def begin(self) -> None:
        """Read a long record in a calm moment, before anybody asks for it."""
        # Without a window there is nobody to wait for, and nothing that would ring.
        if QCoreApplication.instance() is not None:
            self._timer.start(_REST_MS)

    def stop(self) -> None:
        """Read no further."""
        self._timer.stop()

    def _on_timer(self) -> None:
        if not search.is_usable(self._db):
            return  # the journal was closed since
        # Whatever it is, who asks for the days will meet it, and tell.
        with suppress(StoreError), outside_causes():
            if self._read_ahead():
                self._timer.start(_PAUSE_MS)

    def _read_ahead(self) -> bool:
        """Read a few months of a long record; return whether there are more."""
        extent, today = days.extent(self._db), self._journal.today()
        if extent is None or today - extent.first < _LONG or self._db.in_transaction:
            return False
        scale_ids = self._rated() if self._state is None else self._state.scale_ids
        self._keep_up(scale_ids)
        missing = self._missing(Period(first=extent.first, last=min(extent.last, today)))
        for month in missing[-_MONTHS_AT_ONCE:]:
            self._read_month(month, scale_ids)
        return len(missing) > _MONTHS_AT_ONCE

    def _rated(self) -> Sequence[ScaleId]:
        shown = (each for each in scales.all_(self._db) if each.is_shown)
        return [each.id for each in shown if each.kind is ScaleKind.RATING]

    # Keeping up with what changes.

    def _keep_up(self, scale_ids: Sequence[ScaleId]) -> None:
        """Forget what is no longer as it was read."""
        db = self._db
        (others,) = db.execute("PRAGMA data_version").fetchone()
        state = _State(db, int(others), tuple(scale_ids))
        if state != self._state:
            self._months.clear()
            self._is_watched = changed_days.watch(db)
            self._seen = changed_days.newest(db) if self._is_watched else 0
            self._state = state
        elif self._is_watched:
            for day in changed_days.since(db, self._seen):
                self._months.pop(_month_of(day), None)
            self._seen = changed_days.newest(db)

    def _missing(self, period: Period) -> Sequence[int]:
        return [month for month in _months(period) if month not in self._months]

    def _read_month(self, month: int, scale_ids: Sequence[ScaleId]) -> None:
        self._months[month] = _read(self._db, scale_ids, _days_of(month))


def _read(db: Connection, scale_ids: Sequence[ScaleId], period: Period) -> Days:
    return Days(
        days.ratings(db, scale_ids, period.first, period.last),
        days.sleep_hours(db, period.first, period.last),
    )


def _within(whole: Period, months: Sequence[Days], scale_ids: Sequence[ScaleId]) -> Days:
    """Return the months as one, without the days after the last."""
    last = whole.last
    ratings: dict[ScaleId, dict[date, float]] = {each: {} for each in scale_ids}
    nights: dict[date, float] = {}
    for month in months[:-1]:
        nights.update(month.nights)
        for id_, values in ratings.items():
            values.update(month.ratings[id_])
    ends = months[-1]
    nights.update((day, hours) for day, hours in ends.nights.items() if day <= last)
    for id_, values in ratings.items():
        values.update((day, value) for day, value in ends.ratings[id_].items() if day <= last)
    return Days(ratings, nights)


def _months(period: Period) -> Sequence[int]:
    """Return the number of each month that has a day of ``period``."""
    return range(_month_of(period.first), _month_of(period.last) + 1)


def _month_of(day: date) -> int:
    return day.year * _A_YEAR + day.month - 1


def _days_of(month: int) -> Period:
    first = date(month // _A_YEAR, month % _A_YEAR + 1, 1)
    return Period(first=first, last=first.replace(day=monthrange(first.year, first.month)[1]))
