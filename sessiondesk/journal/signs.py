"""The journal's signs: of progress, and worth a closer look."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.ids import SignId
from sessiondesk.domain.sign import Sign, SignSide
from sessiondesk.journal.part import Part
from sessiondesk.store import drafts, records, signs
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

ASKED_EVERY: Final = timedelta(weeks=4)


class Signs(Part):
    """What was ticked, when, with an example."""

    def all(self, side: SignSide) -> Sequence[Sign]:
        """Return all signs of one side, oldest first."""
        with outside_causes():
            return signs.all_(self._db, side)

    def since(self, side: SignSide, day: date) -> Sequence[Sign]:
        """Return the signs of one side answered on ``day`` or later, oldest first."""
        with outside_causes():
            return signs.since(self._db, side, day)

    def on(self, side: SignSide, day: date) -> Sequence[Sign]:
        """Return the signs of one side that were answered on that day."""
        with outside_causes():
            return signs.on(self._db, side, day)

    def days(self, side: SignSide) -> Sequence[date]:
        """Return the days on which that list was answered, oldest first."""
        with outside_causes():
            return signs.days(self._db, side)

    def find(self, sign_id: SignId) -> Sign | None:
        """Return the sign of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.SIGN, sign_id)
            return signs.find(self._db, sign_id) if is_kept else None

    def record(self, *found: Sign, settles: Iterable[str] = ()) -> None:
        """Keep signs, new or changed, as one act.

        Args:
            found: What to keep.
            settles: Editors whose drafts for them are in there now and can go.
        """
        editors = tuple(settles)
        with self._journal.act() as act:
            for sign in found:
                act.save(sign)
                for editor in editors:
                    drafts.drop(self._db, editor, sign.id)

    def remove(self, sign_ids: Iterable[SignId]) -> None:
        """Put signs into the bin, as one act."""
        with self._journal.act() as act:
            for sign_id in sign_ids:
                act.remove(Kind.SIGN, sign_id)

    def is_due(self, today: date) -> bool:
        """Return whether small signs of progress are to be offered: every four weeks.

        Not before there is a record of four weeks, or a sheet of signs four weeks old.
        """
        answered = self.days(SignSide.PROGRESS)
        if answered:
            return today - answered[-1] >= ASKED_EVERY
        extent = self._journal.checkins.extent()
        return extent is not None and today - extent.first >= ASKED_EVERY
