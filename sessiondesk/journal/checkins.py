"""The journal's check-ins."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sessiondesk.domain.checkin import CheckIn, LineKind, SleepInterference
from sessiondesk.domain.ids import CheckInId, ScaleId, TagId
from sessiondesk.domain.period import Period
from sessiondesk.journal.part import Part
from sessiondesk.store import checkins, days, drafts, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class CheckIns(Part):
    """How the days were."""

    def record(self, checkin: CheckIn, *, settles: Iterable[str] = ()) -> None:
        """Keep ``checkin``, new or changed.

        Args:
            checkin: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(checkin)
            for editor in settles:
                drafts.drop(self._db, editor, checkin.id)

    def remove(self, checkin_id: CheckInId) -> None:
        """Put a check-in into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.CHECKIN, checkin_id)

    def move(self, checkin_id: CheckInId, day: date) -> None:
        """Let a check-in be about another day; the hour of its moment stays.

        It counts as entered later from then on, unless that is the day it was written on.
        """
        checkin = self.find(checkin_id)
        if checkin is None or checkin.day == day:
            return
        moved = replace(
            checkin,
            day=day,
            felt_at=self._by_days(checkin.felt_at, (day - checkin.day).days),
            is_entered_later=day != self._written_on(checkin),
        )
        self.record(moved)

    def find(self, checkin_id: CheckInId) -> CheckIn | None:
        """Return the check-in of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.CHECKIN, checkin_id)
            return checkins.find(self._db, checkin_id) if is_kept else None

    def _by_days(self, moment: datetime, days: int) -> datetime:
        """Return the same hour on the person's own clock, so many days later."""
        there = moment + timedelta(days=days)
        here = ZoneInfo(self._journal.zone)
        if moment.astimezone(here).utcoffset() != moment.utcoffset():
            # It was felt in another zone, whose summer time nobody wrote down.
            return there
        zoned = there.replace(tzinfo=here)
        # An offset is kept, not a zone.
        return datetime.fromisoformat(zoned.isoformat())

    def _written_on(self, checkin: CheckIn) -> date | None:
        if not checkin.is_entered_later:
            return checkin.day
        made_at = self._journal.made_at(Kind.CHECKIN, checkin.id)
        return (
            None
            if made_at is None
            else self._journal.day_of(made_at.astimezone(checkin.felt_at.tzinfo))
        )

    def between(self, period: Period) -> Sequence[CheckIn]:
        """Return the check-ins of the days of ``period``, oldest first."""
        with outside_causes():
            return checkins.between(self._db, period.first, period.last)

    def on(self, day: date) -> Sequence[CheckIn]:
        """Return the check-ins of one day, oldest first."""
        return self.between(Period(first=day, last=day))

    def last_before(self, day: date) -> CheckIn | None:
        """Return the latest check-in of the days before ``day``, or None."""
        with outside_causes():
            return checkins.last_before(self._db, day)

    def extent(self) -> Period | None:
        """Return the stretch from the first to the last day with a check-in, or None."""
        with outside_causes():
            return days.extent(self._db)

    def days_recorded(self, period: Period) -> Sequence[date]:
        """Return the days of ``period`` that have a check-in, oldest first."""
        with outside_causes():
            return days.recorded(self._db, period.first, period.last)

    def daily(
        self, scale_ids: Sequence[ScaleId], period: Period
    ) -> Mapping[ScaleId, Mapping[date, float]]:
        """Return the value of each day for each scale, days oldest first.

        The mean of the day's readings; for yes / no 1 if any was yes. A day without an
        answer is not in there.
        """
        with outside_causes():
            return days.ratings(self._db, scale_ids, period.first, period.last)

    def daily_sleep(self, period: Period) -> Mapping[date, float]:
        """Return the hours slept in the night before each day: its last answer."""
        with outside_causes():
            return days.sleep_hours(self._db, period.first, period.last)

    def daily_interference(self, period: Period) -> Mapping[date, SleepInterference]:
        """Return how far anxiety got in the way of sleep: each day's last answer."""
        with outside_causes():
            return days.sleep_interference(self._db, period.first, period.last)

    def tag_days(self, tag_id: TagId, period: Period) -> Sequence[date]:
        """Return the days of ``period`` with that tag, oldest first."""
        with outside_causes():
            return days.tagged(self._db, tag_id, period.first, period.last)

    def lines(self, kind: LineKind, period: Period) -> Sequence[tuple[date, str]]:
        """Return the lines of that kind with their days, oldest first."""
        with outside_causes():
            return days.lines(self._db, kind, period.first, period.last)
