"""The journal's bring-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sessiondesk.domain.bring_up import BringUp, SourceKind, Want
from sessiondesk.domain.ids import BringUpId, TherapySessionId
from sessiondesk.journal.part import Part
from sessiondesk.store import bring_ups, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class BringUps(Part):
    """Things to say at the next appointment."""

    def all(self) -> Sequence[BringUp]:
        """Return all bring-ups, whatever became of them, by rank."""
        with outside_causes():
            return bring_ups.all_(self._db)

    def texts(self) -> Mapping[BringUpId, str]:
        """Return the text of each of them; quicker, for there may be thousands."""
        with outside_causes():
            return bring_ups.texts(self._db)

    def open(self) -> Sequence[BringUp]:
        """Return what is still to be said, by rank."""
        with outside_causes():
            return bring_ups.open_(self._db)

    def of_session(self, session_id: TherapySessionId) -> Sequence[BringUp]:
        """Return what was brought up in a session, or carried over from it, by rank."""
        with outside_causes():
            return bring_ups.of_session(self._db, session_id)

    def find(self, bring_up_id: BringUpId) -> BringUp | None:
        """Return the bring-up of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.BRING_UP, bring_up_id)
            return bring_ups.find(self._db, bring_up_id) if is_kept else None

    def add(
        self,
        text: str,
        *,
        want: Want | None = None,
        source: SourceKind | None = None,
        source_id: str = "",
    ) -> BringUp:
        """Keep a new thing to say, as the last of the list, and return it.

        Raises:
            InvalidFieldError: The text is empty.
        """
        with outside_causes():
            rank = bring_ups.last_rank(self._db) + 1
        bring_up = BringUp(text=text, want=want, rank=rank, source=source, source_id=source_id)
        self.record(bring_up)
        return bring_up

    def record(self, bring_up: BringUp) -> None:
        """Keep ``bring_up``, new or changed."""
        with self._journal.act() as act:
            act.save(bring_up)

    def rank(self, bring_up_ids: Sequence[BringUpId]) -> None:
        """Put the bring-ups named into that order; they share out the places they had.

        The others keep theirs, so that moving one of thousands writes a few.
        """
        found = (self.find(each) for each in bring_up_ids)
        named = [each for each in found if each is not None]
        places = sorted(each.rank for each in named)
        for n in range(1, len(places)):
            # Two of one rank, as an import may bring them, could not be told apart.
            places[n] = max(places[n], places[n - 1] + 1)
        with self._journal.act() as act:
            for each, place in zip(named, places, strict=True):
                if each.rank != place:
                    act.save(replace(each, rank=place))

    def remove(self, bring_up_id: BringUpId) -> None:
        """Put a bring-up into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.BRING_UP, bring_up_id)
