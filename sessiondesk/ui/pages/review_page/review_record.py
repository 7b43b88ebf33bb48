"""What the page needs to know of reviews: which there are, and the one in hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import TherapySessionId
from sessiondesk.domain.review import Review
from sessiondesk.journal import Journal
from sessiondesk.ui import wording_review


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord:
    """The reviews as they are on disk.

    Attributes:
        course: The therapy that is looked at. None: there is none.
        reviews: All reviews, of whichever therapy, oldest first.
        numbers: Numbers of the sessions after which reviews were.
        in_hand: What a review that is begun now goes into: today's, or a new one.
        is_kept: Whether that one is on disk.
    """

    course: Course | None
    reviews: Sequence[Review] = field(repr=False)
    numbers: Mapping[str, int] = field(repr=False)
    in_hand: Review = field(repr=False)
    is_kept: bool

    @classmethod
    def read(cls, journal: Journal, in_hand: Review | None) -> "ReviewRecord":
        """Read it; ``in_hand`` is a new one that was begun before and is to keep its identity.

        Raises:
            StoreError: It could not be read.
        """
        today = journal.today()
        course = journal.reviews.course()
        course_id = None if course is None else course.id
        reviews = journal.reviews.all()
        of_today = [each for each in reviews if (each.day, each.course_id) == (today, course_id)]
        last = None if course is None else _last_held(journal, course, today)
        new = Review(day=today, course_id=course_id, session_id=last)
        if in_hand is not None and (in_hand.day, in_hand.course_id) == (today, course_id):
            new = Review(day=today, course_id=course_id, session_id=last, id=in_hand.id)
        courses = {each.course_id for each in reviews if each.course_id is not None}
        numbers: dict[str, int] = {}
        for each in courses:
            numbers.update(journal.sessions.numbers(each).items())
        return cls(
            course=course,
            reviews=reviews,
            numbers=numbers,
            in_hand=of_today[-1] if of_today else new,
            is_kept=bool(of_today),
        )

    def find(self, review_id: str) -> Review | None:
        """Return the review of that id, or None."""
        return next((each for each in self.reviews if each.id == review_id), None)

    def name(self, review: Review) -> str:
        """Return what a review is called: "After session 4, 3 March 2026"."""
        number = None if review.session_id is None else self.numbers.get(review.session_id)
        return wording_review.after_session(number, review.day)

    @property
    def last_one(self) -> str:
        """Say when the last review of this therapy was; empty without one."""
        course_id = None if self.course is None else self.course.id
        mine = [each for each in self.reviews if each.course_id == course_id]
        return wording_review.last_review(mine, self.numbers)


def _last_held(journal: Journal, course: Course, today: date) -> TherapySessionId | None:
    held = [
        each.id
        for each in journal.sessions.outline(course.id)
        if each.outcome.is_held and each.day <= today
    ]
    return held[-1] if held else None
