"""Sheets that were printed or saved, kept as they were taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import Topic
from sessiondesk.store import kept_sheets, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind, stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessiondesk.domain.ids import KeptSheetId, TherapySessionId
    from sessiondesk.domain.kept_sheet import KeptSheet


# A script may write the same page every night.
_LOOKED_THROUGH: Final = 20


class Sheets(Part):
    """What was taken to appointments on paper."""

    def all(self, *, most: int | None = None) -> Sequence[KeptSheet]:
        """Return the sheets, the one taken last first.

        Args:
            most: No more than that many; None: all of them.
        """
        with outside_causes():
            return kept_sheets.all_(self._db, most=most)

    def of_session(self, session_id: TherapySessionId) -> Sequence[KeptSheet]:
        """Return the sheets taken to that session, the one taken last first."""
        with outside_causes():
            return kept_sheets.of_session(self._db, session_id)

    def find(self, sheet_id: KeptSheetId) -> KeptSheet | None:
        """Return the sheet of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.SHEET, sheet_id)
            return kept_sheets.find(self._db, sheet_id) if is_kept else None

    def take(self, sheet: KeptSheet) -> None:
        """Keep ``sheet``, once: the same page taken the same way again is one to look back at.

        Raises:
            StoreError: It was not kept; nothing else changed.
        """
        latest = self.all(most=_LOOKED_THROUGH)
        if not any(replace(sheet, id=each.id) == each for each in latest):
            self.record(sheet)

    def record(self, sheet: KeptSheet) -> None:
        """Keep ``sheet`` as it was taken.

        What lies on paper cannot be taken back, so neither can this: taking back goes on with
        what the person did before.

        Raises:
            StoreError: It was not kept; nothing else changed.
        """
        with self._journal.writing():
            records.save(self._db, sheet, at=stamp(self._journal.now()))
        self._journal.changed.emit(Topic.SHEETS)

    def remove(self, sheet_id: KeptSheetId) -> None:
        """Put a sheet into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.SHEET, sheet_id)
