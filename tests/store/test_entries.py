from datetime import date, datetime

import pytest

from sessiondesk.domain.checkin import CheckIn, Feeling, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import PatternId, ScaleId, TagId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import entries, records, search
from sessiondesk.store.connection import transaction
from sessiondesk.store.kinds import Kind

AT = "2026-05-12T10:00:00Z"
NOON = datetime.fromisoformat("2026-05-12T12:00:00+02:00")
TODAY = date(2026, 5, 12)
MOOD = ScaleId("mood")
FAMILY = Tag(name="family")
HOME = Tag(name="Home", merged_into=FAMILY.id)
WORK = Tag(name="work")
QUIET = Pattern(name="going quiet", named_on=TODAY)
SILENT = Pattern(name="silence", named_on=TODAY, merged_into=QUIET.id)


def checkin(**fields):
    return CheckIn(felt_at=NOON, day=TODAY, **fields)


ONE = checkin(
    ratings={MOOD: 3.0},
    tags=frozenset({WORK.id, HOME.id}),
    feelings=frozenset({Feeling(family="sad", word="lonely")}),
    patterns=frozenset({SILENT.id}),
    lines=(NoteLine(text="first"), NoteLine(text="second")),
)
OTHER = checkin(
    ratings={MOOD: 7.5},
    tags=frozenset({FAMILY.id}),
    feelings=frozenset({Feeling(family="sad"), Feeling(family="calm")}),
)
COURSE = Course(started_on=TODAY)
SESSION = TherapySession(
    course_id=COURSE.id,
    planned_for=datetime(2026, 5, 8, 14, 0),
    zone="UTC",
    notes="said it",
    patterns=frozenset({QUIET.id}),
)


@pytest.fixture
def filled(db):
    """A file with two check-ins and a session."""
    with transaction(db):
        for each in (
            Scale(id=MOOD, label="Mood"),
            FAMILY,
            HOME,
            WORK,
            QUIET,
            SILENT,
            ONE,
            OTHER,
            COURSE,
            SESSION,
        ):
            records.save(db, each, at=AT)
        search.keep_up(db)
    return db


def test_those_with_any_of_some_tags_are_found_under_the_tag_that_stands(filled):
    assert entries.with_tags(filled, [WORK.id]) == {ONE.id}
    assert entries.with_tags(filled, [FAMILY.id]) == {ONE.id, OTHER.id}
    assert entries.with_tags(filled, [WORK.id, TagId("none")]) == {ONE.id}


def test_those_with_a_pattern_are_check_ins_and_sessions(filled):
    assert entries.with_patterns(filled, [QUIET.id]) == {ONE.id, SESSION.id}
    assert entries.with_patterns(filled, [PatternId("none")]) == set()


def test_a_family_of_feelings_stands_for_all_its_words(filled):
    sad, lonely = Feeling(family="sad"), Feeling(family="sad", word="lonely")

    assert entries.with_feelings(filled, [sad]) == {ONE.id, OTHER.id}
    assert entries.with_feelings(filled, [lonely]) == {ONE.id}
    assert entries.with_feelings(filled, [lonely, Feeling(family="calm")]) == {ONE.id, OTHER.id}


def test_those_with_a_rating_are_found_with_both_ends(filled):
    assert entries.with_rating(filled, MOOD, 3, 7.5) == {ONE.id, OTHER.id}
    assert entries.with_rating(filled, MOOD, 3.1, 8) == {OTHER.id}


def test_names_are_told_under_the_one_that_stands(filled):
    assert set(entries.names_of_tags(filled)) == {
        (FAMILY.id, "family"),
        (FAMILY.id, "Home"),
        (WORK.id, "work"),
    }
    assert set(entries.names_of_patterns(filled)) == {
        (QUIET.id, "going quiet"),
        (QUIET.id, "silence"),
    }
    with transaction(filled):
        records.remove(filled, Kind.TAG, FAMILY.id, at=AT)
    assert entries.names_of_tags(filled) == [(WORK.id, "work")]


def test_what_a_row_shows_is_read_for_some_at_once(filled):
    ids = [ONE.id, OTHER.id, "none"]

    assert entries.walls(filled, Kind.CHECKIN, ids) == dict.fromkeys(
        ids[:2], "2026-05-12T12:00:00"
    )
    assert entries.ratings(filled, ids) == {ONE.id: {MOOD: 3.0}, OTHER.id: {MOOD: 7.5}}
    assert entries.tag_names(filled, ids) == {ONE.id: ["family", "work"], OTHER.id: ["family"]}
    (words,) = entries.words(filled, Kind.CHECKIN, ids).values()
    assert (words.open, words.private) == ("first\nsecond", "")


def test_some_can_be_read_from_the_list(filled):
    listed = entries.listed_of(filled, [SESSION.id, "none"])

    assert [(kind, own, day, wall) for _, kind, own, day, wall in listed] == [
        (Kind.THERAPY_SESSION, SESSION.id, "2026-05-08", "2026-05-08T14:00:00")
    ]
    assert set(listed) < set(entries.listed(filled))
