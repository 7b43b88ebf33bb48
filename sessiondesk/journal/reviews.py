"""The journal's progress reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessiondesk.journal.evidence import EvidenceReading
from sessiondesk.journal.part import Part
from sessiondesk.store import drafts, records, reviews
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sessiondesk.domain.course import Course
    from sessiondesk.domain.ids import CourseId, ReviewId
    from sessiondesk.domain.review import Review

ALSO_AFTER: Final = (8, 20)
"""Sessions after which a review is offered besides the rhythm that was chosen."""


class Reviews(Part):
    """Looks at a therapy, each kept as it stood."""

    def all(self) -> Sequence[Review]:
        """Return all reviews, oldest first."""
        with outside_causes():
            return reviews.all_(self._db)

    def find(self, review_id: ReviewId) -> Review | None:
        """Return the review of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.REVIEW, review_id)
            return reviews.find(self._db, review_id) if is_kept else None

    def record(self, review: Review, *, settles: Iterable[str] = ()) -> None:
        """Keep ``review``, new or changed.

        Args:
            review: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(review)
            for editor in settles:
                drafts.drop(self._db, editor, review.id)

    def remove(self, review_id: ReviewId) -> None:
        """Put a review into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.REVIEW, review_id)

    def evidence_reading(
        self, course_id: CourseId | None = None, *, on: date | None = None
    ) -> EvidenceReading:
        """Return what a review is made of, to be read by a worker or by the command line.

        Args:
            course_id: The therapy; the one that goes on, else the latest, where it is not said.
            on: The day it is asked for, else today.
        """
        return EvidenceReading(
            record=self._journal.looking_back.reading(on),
            course=self.course(course_id, on=on),
            instruments=self._journal.measures.instruments,
        )

    def course(
        self, course_id: CourseId | None = None, *, on: date | None = None
    ) -> Course | None:
        """Return a therapy; the one that goes on, else the latest, where it is not said.

        Args:
            course_id: Which one.
            on: Another day than today, on which it went on or was the latest.
        """
        if course_id is not None:
            return self._journal.courses.find(course_id)
        known = self._journal.courses.all()
        if on is not None and on != self._journal.today():
            begun = [each for each in known if each.started_on <= on]
            went_on = [each for each in begun if each.ended_on is None or each.ended_on >= on]
            return max(went_on or begun, key=_start, default=None)
        return self._journal.measures.course() or max(known, key=_start, default=None)

    def due_for(self) -> Course | None:
        """Return the therapy for which it is time to look, or None.

        Only where the person chose a rhythm for it: so many sessions after the last review (or
        after the start, or the first session in here), and at the 8th and the 20th session.
        """
        course = self._journal.measures.course()
        if course is None or course.review_every is None or self._journal.is_read_only:
            return None
        numbers = self._journal.sessions.numbers(course.id)
        held = {
            each.id: each
            for each in self._journal.sessions.outline()
            if each.course_id == course.id and each.outcome.is_held and each.id in numbers
        }
        if not held:
            return None
        seen = course.sessions_before
        mine = [each for each in self.all() if each.course_id == course.id]
        if mine and mine[-1].session_id in held:
            seen = numbers[held[mine[-1].session_id].id]
        elif mine:
            # There was no session, or it is gone: then those up to that day were looked at.
            before = [numbers[each.id] for each in held.values() if each.day <= mine[-1].day]
            seen = max(before, default=seen)
        now = max(numbers[each] for each in held)
        is_time = now - seen >= course.review_every
        is_special = any(seen < each <= now for each in ALSO_AFTER)
        return course if is_time or is_special else None


def _start(course: Course) -> date:
    return course.started_on
