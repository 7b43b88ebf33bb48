"""The journal's therapy sessions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from sessiondesk.domain.ids import CourseId, TherapySessionId
from sessiondesk.domain.period import Period
from sessiondesk.domain.therapy_session import (
    Appointment,
    Outcome,
    TherapySession,
    numbers,
)
from sessiondesk.journal.part import Part
from sessiondesk.store import courses, drafts, records, therapy_sessions
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from sessiondesk.journal.journal import Journal

_EVER = Period(first=date.min, last=date.max)
_A_DAY = timedelta(days=1)
_LATEST_WITH_TOPICS = 200


class Sessions(Part):
    """The meetings with the therapist, planned and past."""

    def __init__(self, journal: "Journal") -> None:
        super().__init__(journal)
        self._outline: tuple[tuple[int, int, int], Sequence[Appointment]] | None = None

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

    def outline(
        self, course_id: CourseId | None = None, *, period: Period = _EVER
    ) -> Sequence[Appointment]:
        """Return when the sessions were and what became of them, oldest first.

        Their words are not read: ten years of them would hold up the window.
        """
        found = self._whole_outline()
        if period is not _EVER:
            found = [each for each in found if each.day in period]
        if course_id is None:
            return found
        return [each for each in found if each.course_id == course_id]

    def coming(self, after: datetime) -> TherapySession | None:
        """Return the next planned session that begins at ``after`` or later, or None."""
        for each in self.outline():
            if each.outcome is Outcome.PLANNED and each.starts_at >= after:
                return self.find(each.id)
        return None

    def unwritten(self, before: datetime) -> TherapySession | None:
        """Return the latest session that began before ``before`` and still says planned."""
        for each in self._back_from(before):
            if each.outcome is Outcome.PLANNED:
                return self.find(each.id)
        return None

    def last_held(self, before: datetime) -> TherapySession | None:
        """Return the latest session held that began before ``before``, or None."""
        for each in self._back_from(before):
            if each.outcome.is_held:
                return self.find(each.id)
        return None

    def day_after(self, today: date) -> TherapySession | None:
        """Return the session held on the day before ``today``, the latest of several, or None.

        That is the one after which a person is asked, today, how the day after is.
        """
        if today == date.min:
            return None
        yesterday = Period(first=today - _A_DAY, last=today - _A_DAY)
        held = [each for each in self.outline(period=yesterday) if each.outcome.is_held]
        return self.find(held[-1].id) if held else None

    def numbers(self, course_id: CourseId) -> Mapping[TherapySessionId, int]:
        """Return the numbers of the sessions of a course that have one."""
        with outside_causes():
            course = courses.find(self._db, course_id)
        return {} if course is None else numbers(course, self.outline(course_id))

    def number_of(self, session: Appointment) -> int | None:
        """Return the number of ``session``; None if it has none."""
        return self.numbers(session.course_id).get(session.id)

    def later_in_series(self, session: TherapySession) -> Sequence[TherapySession]:
        """Return the sessions made in one go with ``session`` that are planned after it.

        What is past its time, or has been written down, is none of them.
        """
        if session.series_id is None:
            return []
        with outside_causes():
            found = therapy_sessions.in_series(self._db, session.series_id, session.day)
        return [
            each for each in found if each.id != session.id and each.starts_at >= session.starts_at
        ]

    def topics(self) -> Sequence[str]:
        """Return what sessions were about lately, the most frequent first."""
        with outside_causes():
            return therapy_sessions.topics(self._db, latest=_LATEST_WITH_TOPICS)

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

    def record_all(self, sessions: Iterable[TherapySession]) -> None:
        """Keep several sessions in one step, so that one undo takes all of it back."""
        with self._journal.act() as act:
            for session in sessions:
                act.save(session)

    def remove_all(self, session_ids: Iterable[TherapySessionId]) -> None:
        """Put several sessions into the bin, in one step."""
        with self._journal.act() as act:
            for session_id in session_ids:
                act.remove(Kind.THERAPY_SESSION, session_id)

    def remove(self, session_id: TherapySessionId) -> None:
        """Put a session into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.THERAPY_SESSION, session_id)

    def _whole_outline(self) -> Sequence[Appointment]:
        """Return all of it, read again only when something was written since."""
        with outside_causes():
            db = self._db
            (others,) = db.execute("PRAGMA data_version").fetchone()
            state = (id(db), db.total_changes, int(others))
            if self._outline is not None and self._outline[0] == state:
                return self._outline[1]
            found = therapy_sessions.outline(db)
        # What is read amid changes may be taken back, and nothing would tell.
        self._outline = None if db.in_transaction else (state, found)
        return found

    def _back_from(self, before: datetime) -> Iterator[Appointment]:
        """Yield what began before ``before``, the latest first."""
        return (each for each in reversed(self.outline()) if each.starts_at < before)
