"""The journal's practices."""

from collections.abc import Sequence
from dataclasses import replace
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
        """Return the practices that are neither paused nor over."""
        return [each for each in self.for_day(date.min) if not each.is_over]

    def for_day(self, day: date) -> Sequence[Practice]:
        """Return the practices that go on, and those that were done or dropped on ``day``."""
        with outside_causes():
            return practices.for_day(self._db, day)

    def paused(self) -> Sequence[Practice]:
        """Return the practices that are put aside for a while, the one agreed first first."""
        with outside_causes():
            return practices.paused(self._db)

    def of_session(self, session_id: TherapySessionId) -> Sequence[Practice]:
        """Return what was agreed in a session, in the order it was written down."""
        with outside_causes():
            return practices.of_session(self._db, session_id)

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

    def end(self, practice: Practice, state: PracticeState) -> None:
        """Keep what became of a practice: done, dropped, paused, or going on again."""
        over = state in {PracticeState.DONE, PracticeState.DROPPED}
        ended_on = self._journal.today() if over else None
        self.record(replace(practice, state=state, ended_on=ended_on))

    def log(self, entry: PracticeLog) -> None:
        """Keep one entry of the log, new or changed."""
        with self._journal.act() as act:
            act.save(entry)

    def do(self, practice: Practice, *, helped: int | None = None, obstacle: str = "") -> None:
        """Write down that a practice was done now; one that was agreed once is done with it."""
        today = self._journal.today()
        with self._journal.act() as act:
            act.save(
                PracticeLog(
                    practice_id=practice.id,
                    done_at=self._journal.now(),
                    day=today,
                    helped=helped,
                    obstacle=obstacle,
                )
            )
            if practice.days_a_week is None:
                act.save(replace(practice, state=PracticeState.DONE, ended_on=today))

    def take_back(self, practice: Practice) -> None:
        """Take back what was logged today; what ended today goes on again."""
        today = self._journal.today()
        with self._journal.act() as act:
            for entry in self.logs(practice.id, Period(first=today, last=today)):
                act.remove(Kind.PRACTICE_LOG, entry.id)
            if practice.is_over and practice.ended_on == today:
                act.save(replace(practice, state=PracticeState.GOING_ON, ended_on=None))

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
        return len(self.days(practice_id, period))

    def days(self, practice_id: PracticeId, period: Period = _EVER) -> Sequence[date]:
        """Return the days of ``period`` on which a practice was logged, oldest first."""
        with outside_causes():
            return practices.days(self._db, practice_id, period.first, period.last)

    def last_logs(self, practice_id: PracticeId, *, most: int) -> Sequence[PracticeLog]:
        """Return the log of a practice, newest first, at most ``most`` entries of it."""
        with outside_causes():
            return practices.last_logs(self._db, practice_id, most=most)

    def count_logs(self, practice_id: PracticeId) -> int:
        """Return how many entries the log of a practice has."""
        with outside_causes():
            return practices.count_logs(self._db, practice_id)
