"""The journal's therapy sessions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from sessiondesk.domain.ids import CourseId, TherapySessionId
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import Outcome, TherapySession, numbers
from sessiondesk.journal.part import Part
from sessiondesk.store import courses, drafts, records, therapy_sessions
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

_EVER = Period(first=date.min, last=date.max)


class Sessions(Part):
    """The meetings with the therapist, planned and past."""

    def all(self, course_id: CourseId | None = None) -> Sequence[TherapySession]:
        """Return all sessions, or those of one course, oldest first."""
        return [
            session
            for session in self.between(_EVER)
            if course_id is None or session.course_id == course_id
        ]

    def between(self, period: Period) -> Sequence[TherapySession]:
        """Return the sessions planned for the days of ``period``, oldest first."""
        with outside_causes():
            return therapy_sessions.between(self._db, period.first, period.last)

    def coming(self, after: datetime) -> TherapySession | None:
        """Return the next planned session that begins at ``after`` or later, or None."""
        for session in self.all():
            if session.outcome is Outcome.PLANNED and session.starts_at >= after:
                return session
        return None

    def unwritten(self, before: datetime) -> TherapySession | None:
        """Return the latest session that began before ``before`` and still says planned."""
        for session in reversed(self.all()):
            if session.outcome is Outcome.PLANNED and session.starts_at < before:
                return session
        return None

    def last_held(self, before: datetime) -> TherapySession | None:
        """Return the latest session held that began before ``before``, or None."""
        for session in reversed(self.all()):
            if session.outcome.is_held and session.starts_at < before:
                return session
        return None

    def numbers(self, course_id: CourseId) -> Mapping[TherapySessionId, int]:
        """Return the numbers of the sessions of a course that have one."""
        with outside_causes():
            course = courses.find(self._db, course_id)
        return {} if course is None else numbers(course, self.all(course_id))

    def number_of(self, session: TherapySession) -> int | None:
        """Return the number of ``session``; None if it has none."""
        return self.numbers(session.course_id).get(session.id)

    def find(self, session_id: TherapySessionId) -> TherapySession | None:
        """Return the session of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.THERAPY_SESSION, session_id)
            return therapy_sessions.find(self._db, session_id) if is_kept else None

    def record(self, session: TherapySession, *, settles: Iterable[str] = ()) -> None:
        """Keep ``session``, new or changed.

        Args:
            session: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(session)
            for editor in settles:
                drafts.drop(self._db, editor, session.id)

    def remove(self, session_id: TherapySessionId) -> None:
        """Put a session into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.THERAPY_SESSION, session_id)
