"""The journal's practices."""

from collections.abc import Sequence
from datetime import date

from sessiondesk.domain.ids import PracticeId, PracticeLogId, TherapySessionId
from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState
from sessiondesk.journal.part import Part
from sessiondesk.store import practices, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

_EVER = Period(first=date.min, last=date.max)


class Practices(Part):
    """What was agreed to try between appointments, and how it went."""

    def all(self) -> Sequence[Practice]:
        """Return all practices, the one agreed first first."""
        with outside_causes():
            return practices.all_(self._db)

    def going_on(self) -> Sequence[Practice]:
        """Return the practices that are neither done nor dropped."""
        return [each for each in self.all() if each.state is PracticeState.GOING_ON]

    def of_session(self, session_id: TherapySessionId) -> Sequence[Practice]:
        """Return what was agreed in a session, in the order it was written down."""
        return [each for each in self.all() if each.session_id == session_id]

    def find(self, practice_id: PracticeId) -> Practice | None:
        """Return the practice of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.PRACTICE, practice_id)
            return practices.find(self._db, practice_id) if is_kept else None

    def record(self, practice: Practice) -> None:
        """Keep ``practice``, new or changed."""
        with self._journal.act() as act:
            act.save(practice)

    def remove(self, practice_id: PracticeId) -> None:
        """Put a practice into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.PRACTICE, practice_id)

    def log(self, entry: PracticeLog) -> None:
        """Keep one entry of the log, new or changed."""
        with self._journal.act() as act:
            act.save(entry)

    def remove_log(self, log_id: PracticeLogId) -> None:
        """Put one entry of the log into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.PRACTICE_LOG, log_id)

    def logs(self, practice_id: PracticeId, period: Period = _EVER) -> Sequence[PracticeLog]:
        """Return the log of a practice for the days of ``period``, oldest first."""
        with outside_causes():
            return practices.logs(self._db, practice_id, period.first, period.last)

    def days_done(self, practice_id: PracticeId, period: Period) -> int:
        """Return on how many days of ``period`` a practice was logged."""
        return len({entry.day for entry in self.logs(practice_id, period)})
