from dataclasses import replace
from datetime import date, datetime

import pytest

from sessiondesk.domain.course import Course
from sessiondesk.domain.insight import Asked
from sessiondesk.domain.review import Finding, Movement, Review, SpeaksFor, Step
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import records, reviews
from sessiondesk.store.kinds import Kind

AT = "2026-05-12T10:00:00Z"
LATER = "2026-05-19T10:00:00Z"
DAY = date(2026, 5, 11)
COURSE = Course(started_on=date(2026, 1, 7))
SESSION = TherapySession(
    course_id=COURSE.id, planned_for=datetime(2026, 5, 7, 14, 0), zone="Europe/Berlin"
)


def finding(subject: str, *, is_aside: bool = False) -> Finding:
    return Finding(
        side=SpeaksFor.AGAINST,
        asked=Asked.CHANGE,
        subject=subject,
        claim='{"ending":"lower"}',
        is_aside=is_aside,
    )


REVIEW = Review(
    day=DAY,
    course_id=COURSE.id,
    session_id=SESSION.id,
    findings=(finding("sleep"), finding("anxiety", is_aside=True), finding("")),
    hard=frozenset({Movement.POINT, Movement.SAID}),
    not_right=frozenset({Movement.SAID}),
    hard_words="zäh\n",
    not_right_words="十年",
    own_words=" ",
    decisions="again in June",
    steps=frozenset({Step.TALK, Step.SECOND}),
)


@pytest.fixture
def furnished(db):
    for each in (COURSE, SESSION):
        records.save(db, each, at=AT)
    reviews.save(db, REVIEW, at=AT)
    return db


def test_a_review_comes_back_with_its_evidence_in_order(furnished):
    assert reviews.find(furnished, REVIEW.id) == REVIEW
    assert reviews.all_(furnished) == [REVIEW]


def test_there_is_none_of_an_unknown_id(furnished):
    assert reviews.find(furnished, Review(day=DAY).id) is None


def test_changed_evidence_takes_the_place_of_the_former(furnished):
    changed = replace(REVIEW, findings=(finding("", is_aside=True),), steps=frozenset())
    reviews.save(furnished, changed, at=LATER)

    assert reviews.find(furnished, REVIEW.id) == changed


def test_reviews_come_oldest_first_and_those_in_the_bin_do_not(furnished):
    older, same_day = Review(day=date(2026, 3, 1)), Review(day=DAY)
    gone = Review(day=date(2026, 4, 1))
    for each in (same_day, older, gone):
        reviews.save(furnished, each, at=LATER)
    records.remove(furnished, Kind.REVIEW, gone.id, at=LATER)

    assert reviews.all_(furnished) == [older, REVIEW, same_day]
    assert reviews.find(furnished, gone.id) == gone


def test_a_review_outlives_its_therapy_and_its_session(furnished):
    assert records.purge(furnished, Kind.THERAPY_SESSION, SESSION.id)
    assert reviews.find(furnished, REVIEW.id) == replace(REVIEW, session_id=None)

    assert records.purge(furnished, Kind.COURSE, COURSE.id)
    assert reviews.find(furnished, REVIEW.id) == replace(REVIEW, session_id=None, course_id=None)


def test_a_review_that_is_deleted_for_good_takes_its_evidence_along(furnished):
    assert records.purge(furnished, Kind.REVIEW, REVIEW.id)

    assert furnished.execute("SELECT count(*) FROM review_finding").fetchone() == (0,)


def test_nothing_that_was_written_is_in_a_repr():
    said = repr(REVIEW)

    assert not any(words in said for words in ("zäh", "十年", "again in June", "ending", "sleep"))
