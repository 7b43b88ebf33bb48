"""Progress reviews: kept as they stood, and offered by the rhythm that was chosen."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sessiondesk.domain.course import Course
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.store.kinds import Kind
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
BEGAN = TODAY - timedelta(weeks=30)
FINDING = Finding(side=SpeaksFor.AGAINST, asked=Asked.CHANGE, subject="mood", claim='{"n":1}')


@pytest.fixture
def therapy(journal):
    """A therapy with a chosen rhythm, and a way to have met so many times in it."""
    return Therapy(journal)


class Therapy:
    def __init__(self, journal):
        self._journal = journal
        self.sessions = []
        self.course = Course(started_on=BEGAN, review_every=5)
        journal.courses.record(self.course)

    def change(self, **fields):
        self.course = replace(self.course, **fields)
        self._journal.courses.record(self.course)

    def meet(self, times, outcome=Outcome.ATTENDED):
        for _ in range(times):
            week = len(self.sessions)
            session = TherapySession(
                course_id=self.course.id,
                planned_for=datetime(2025, 10, 14, 14, 0) + timedelta(weeks=week),
                zone=ZONE,
                outcome=outcome,
            )
            self.sessions.append(session)
            self._journal.sessions.record(session)

    def review(self, **fields):
        last = self.sessions[-1]
        values = {"day": last.day, "course_id": self.course.id, "session_id": last.id}
        review = Review(**{**values, **fields})
        self._journal.reviews.record(review)
        return review


def test_a_review_is_kept_and_found_and_taken_back(qtbot, journal):
    review = Review(day=TODAY, findings=(FINDING,), hard=frozenset({Movement.SAID}))

    with qtbot.waitSignal(journal.changed) as changed:
        journal.reviews.record(review)

    assert changed.args == [Topic.REVIEWS]
    assert journal.reviews.all() == [review]
    assert journal.reviews.find(review.id) == review
    assert journal.undo()
    assert journal.reviews.find(review.id) is None


def test_what_was_put_aside_stays_in_it_and_the_former_is_a_version(open_journal):
    review = Review(day=TODAY, findings=(FINDING,))
    open_journal().reviews.record(review)
    journal = open_journal()
    aside = replace(review, findings=(replace(FINDING, is_aside=True),))

    journal.reviews.record(aside)

    assert journal.reviews.all() == [aside]
    assert [each.value for each in journal.history(Kind.REVIEW, review.id)] == [review]


def test_recording_it_settles_what_was_being_typed_and_nothing_else(journal):
    review = Review(day=TODAY)
    for editor in ("own_words", "hard_words"):
        journal.drafts.keep(editor, Kind.REVIEW, review.id, "typed")

    journal.reviews.record(replace(review, own_words="typed"), settles=["own_words"])

    assert [each.editor for each in journal.drafts.all()] == ["hard_words"]


def test_a_removed_review_is_in_the_bin_and_comes_back(journal):
    review = Review(day=TODAY, own_words="so far", findings=(FINDING,))
    journal.reviews.record(review)
    journal.reviews.remove(review.id)
    assert journal.reviews.all() == []
    assert journal.reviews.find(review.id) is None
    assert [each.value for each in journal.bin.all()] == [review]

    journal.bin.restore(Kind.REVIEW, review.id)

    assert journal.reviews.all() == [review]


def test_without_a_therapy_or_a_rhythm_no_review_is_offered(journal, therapy):
    therapy.meet(9)
    therapy.change(review_every=None)
    assert journal.reviews.due_for() is None

    therapy.change(review_every=5, ended_on=TODAY - timedelta(days=1))
    assert journal.reviews.due_for() is None


def test_before_the_first_session_none_is_offered(journal, therapy):
    assert journal.reviews.due_for() is None
    therapy.meet(1, Outcome.PLANNED)
    assert journal.reviews.due_for() is None


def test_one_is_offered_after_so_many_sessions_that_were_held(journal, therapy):
    therapy.meet(4)
    therapy.meet(3, Outcome.CANCELLED_BY_ME)
    assert journal.reviews.due_for() is None

    therapy.meet(1, Outcome.LATE)
    assert journal.reviews.due_for() == therapy.course


def test_after_a_review_the_count_begins_anew(journal, therapy):
    therapy.meet(9)
    therapy.review()
    assert journal.reviews.due_for() is None

    therapy.meet(4)
    assert journal.reviews.due_for() is None
    therapy.meet(1)
    assert journal.reviews.due_for() == therapy.course


@pytest.mark.parametrize(("reviewed_at", "special"), [(7, 8), (19, 20)])
def test_at_the_eighth_and_the_twentieth_one_is_offered_whatever_the_rhythm(
    journal, therapy, reviewed_at, special
):
    therapy.change(review_every=12)
    therapy.meet(reviewed_at)
    therapy.review()
    assert journal.reviews.due_for() is None

    therapy.meet(special - reviewed_at)
    assert journal.reviews.due_for() == therapy.course
    therapy.review()
    assert journal.reviews.due_for() is None


def test_sessions_before_the_record_are_not_waiting_for_a_review(journal, therapy):
    therapy.change(sessions_before=30)
    therapy.meet(1)
    assert journal.reviews.due_for() is None

    therapy.meet(4)
    assert journal.reviews.due_for() == therapy.course


def test_a_review_whose_session_is_gone_counts_from_its_day(journal, therapy):
    therapy.meet(9)
    therapy.review(session_id=None)
    assert journal.reviews.due_for() is None

    therapy.meet(5)
    assert journal.reviews.due_for() == therapy.course


def test_a_review_before_the_first_session_counts_from_the_start(journal, therapy):
    therapy.meet(4)
    therapy.review(day=BEGAN - timedelta(days=9), session_id=None)
    assert journal.reviews.due_for() is None

    therapy.meet(1)
    assert journal.reviews.due_for() == therapy.course


def test_reviews_of_another_therapy_do_not_count(journal, therapy):
    therapy.meet(5)
    journal.reviews.record(Review(day=TODAY))

    assert journal.reviews.due_for() == therapy.course


def test_one_in_the_bin_does_not_count(journal, therapy):
    therapy.meet(5)
    review = therapy.review()
    journal.reviews.remove(review.id)

    assert journal.reviews.due_for() == therapy.course


def test_where_nothing_can_be_kept_none_is_offered(journal, therapy, clock, prompts):
    therapy.meet(5)
    locked = Journal(journal.db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)

    assert locked.reviews.due_for() is None
    with pytest.raises(StoreReadOnlyError):
        locked.reviews.record(Review(day=TODAY))
