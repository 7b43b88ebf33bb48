"""What the journal said about the record, kept with its date."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import Topic
from sessiondesk.store import records, said
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sessiondesk.domain.ids import InsightId
    from sessiondesk.domain.insight import Insight

EVERY: Final = timedelta(days=7)
"""People look every day, and the odds of a false direction are those of one look: what was said
stands for a week, unless somebody asks for it anew."""


class Insights(Part):
    """What was said, and when it is time to look again."""

    def days(self) -> Sequence[date]:
        """Return the days on which something was said, oldest first."""
        with outside_causes():
            return said.days(self._db)

    def on(self, day: date) -> Sequence[Insight]:
        """Return what was said on that day, in the order it was told."""
        with outside_causes():
            return said.on(self._db, day)

    def find(self, insight_id: InsightId) -> Insight | None:
        """Return what was said under that identity, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.INSIGHT, insight_id)
            return said.find(self._db, insight_id) if is_kept else None

    def latest(self) -> Sequence[Insight]:
        """Return what was said last; empty where nothing was said yet."""
        days = [day for day in self.days() if day <= self._journal.today()]
        return self.on(days[-1]) if days else ()

    def is_due(self) -> bool:
        """Return whether a week has gone by since the record was looked at, or it never was."""
        last = self.latest()
        return not last or self._journal.today() - last[0].day >= EVERY

    def is_behind(self, day: date) -> bool:
        """Return whether the record has changed since something was said on ``day``."""
        with outside_causes():
            return said.is_behind(self._db, day)

    def keep(self, day: date, insights: Sequence[Insight]) -> None:
        """Keep what was worked out for ``day``, in place of what was said that day before.

        It is no act of the person, so there is nothing to take back.

        Raises:
            StoreError: It was not kept; nothing else changed.
        """
        with self._journal.writing():
            said.forget(self._db, day)
            said.save_all(self._db, insights, at=stamp(self._journal.now()))
        self._journal.changed.emit(Topic.INSIGHTS)
