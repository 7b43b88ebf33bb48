"""The journal's courses of therapy."""

from collections.abc import Sequence

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import CourseId
from sessiondesk.journal.part import Part
from sessiondesk.store import courses, records
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Courses(Part):
    """The therapies a person has or had."""

    def all(self) -> Sequence[Course]:
        """Return all courses, the one that started last first."""
        with outside_causes():
            return courses.all_(self._db)

    def current(self) -> Course | None:
        """Return the course that goes on and started last, or None."""
        today = self._journal.today()
        for course in self.all():
            if course.ended_on is None or course.ended_on >= today:
                return course
        return None

    def find(self, course_id: CourseId) -> Course | None:
        """Return the course of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.COURSE, course_id)
            return courses.find(self._db, course_id) if is_kept else None

    def record(self, course: Course) -> None:
        """Keep ``course``, new or changed."""
        with self._journal.act() as act:
            act.save(course)

    def remove(self, course_id: CourseId) -> None:
        """Put a course, and with it its sessions, into the bin."""
        with self._journal.act() as act:
            act.remove(Kind.COURSE, course_id)
