from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum

import pytest
from hypothesis import given

from sessiondesk.domain.afterwards import id_after
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form
from sessiondesk.domain.goal import Goal, Measure
from sessiondesk.domain.ids import CourseId, GoalId, PracticeId, TagId, TherapySessionId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import drafts, records, scales
from sessiondesk.store.connection import transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from tests import strategies

AT = "2026-05-12T10:00:00Z"
LATER = "2026-05-13T10:00:00Z"
# Texts that the program offers, and a zone; all others are a person's.
NOT_WRITTEN = {"zone", "family", "item", "merged_into", "instrument"}
TAGGED = Goal(
    text="call someone",
    began_on=date(2026, 1, 1),
    measure=Measure.TAG_DAYS,
    tag_id=TagId(strategies.TAG),
)


@pytest.fixture
def furnished(db):
    """A file that holds what the records of the strategies refer to."""
    needed: list[records.Record] = [
        *(Scale(id=each, label=each) for each in strategies.SCALES),
        Tag(id=strategies.TAG, name="work"),
        Pattern(id=strategies.PATTERN, name="going quiet", named_on=date(2026, 1, 1)),
        Course(id=strategies.COURSE, started_on=date(2026, 1, 1)),
        TherapySession(
            id=strategies.SESSION,
            course_id=strategies.COURSE,
            planned_for=datetime(2026, 5, 14, 14, 0),
            zone="UTC",
        ),
        Practice(id=strategies.PRACTICE, text="breathing", agreed_on=date(2026, 1, 1)),
        Goal(id=strategies.GOAL, text="steadier", began_on=date(2026, 1, 1)),
        Form(id=strategies.FORM, name="theirs"),
    ]
    with transaction(db):
        for each in needed:
            records.save(db, each, at=AT)
    return db


@given(kept=strategies.a_record)
def test_a_record_comes_back_as_it_was_saved(furnished, kept):
    kind = records.kind_of(kept)

    records.save(furnished, kept, at=AT)

    found = records.find(furnished, kind, kept.id)
    assert found is not None
    assert found == kept
    # Two moments are equal across time zones; the text shows the wall clock as well.
    assert records.encode(found) == records.encode(kept)


@given(kept=strategies.a_record)
def test_a_version_is_read_back_as_the_record_it_was(furnished, kept):
    text = records.encode(kept)

    found = records.decode(records.kind_of(kept), text)

    assert found == kept
    assert records.encode(found) == text


@given(kept=strategies.a_record)
def test_saving_twice_is_the_same_as_once(furnished, kept):
    records.save(furnished, kept, at=AT)
    before = records.counts(furnished)

    records.save(furnished, kept, at=LATER)

    assert records.counts(furnished) == before
    made_at = records.made_at(furnished, records.kind_of(kept), kept.id)
    assert made_at == datetime.fromisoformat(AT)


@given(kept=strategies.a_record)
def test_nothing_a_person_wrote_is_in_a_repr(kept):
    marker = "a sentence of mine"
    names = [each.name for each in fields(kept)]

    for name in [each for each in names if isinstance(getattr(kept, each), str)]:
        if name in NOT_WRITTEN or name.endswith("id") or isinstance(getattr(kept, name), StrEnum):
            continue
        changed = object.__new__(type(kept))
        for each in names:
            object.__setattr__(changed, each, getattr(kept, each))
        object.__setattr__(changed, name, marker)
        assert marker not in repr(changed), name


def test_every_kind_has_a_table_and_no_two_share_a_type(furnished):
    assert set(records.counts(furnished)) == set(Kind)
    assert records.counts(furnished)[Kind.SCALE] == len(strategies.SCALES)


def test_there_is_no_record_of_an_unknown_id(db):
    for kind in Kind:
        assert records.find(db, kind, "nobody") is None
        assert not records.is_kept(db, kind, "nobody")
        assert records.made_at(db, kind, "nobody") is None


def test_a_removed_record_is_in_the_bin_until_it_is_restored(furnished):
    records.remove(furnished, Kind.TAG, strategies.TAG, at=LATER)

    assert records.removed(furnished, Kind.TAG) == [(strategies.TAG, LATER)]
    assert not records.is_kept(furnished, Kind.TAG, strategies.TAG)

    records.restore(furnished, Kind.TAG, strategies.TAG)

    assert records.removed(furnished, Kind.TAG) == []
    assert records.is_kept(furnished, Kind.TAG, strategies.TAG)


def test_what_others_count_with_is_not_deleted_for_good(furnished):
    records.save(furnished, TAGGED, at=AT)

    assert not records.purge(furnished, Kind.TAG, strategies.TAG)
    assert records.find(furnished, Kind.TAG, strategies.TAG) is not None

    assert records.purge(furnished, Kind.GOAL, TAGGED.id)
    assert records.purge(furnished, Kind.TAG, strategies.TAG)
    assert records.find(furnished, Kind.TAG, strategies.TAG) is None


def test_deleting_for_good_takes_parts_versions_and_drafts_along(furnished):
    goal = GoalId(strategies.GOAL)
    furnished.execute(
        "INSERT INTO version (kind, record_id, at, value) VALUES ('goal', ?, ?, '{}')", (goal, AT)
    )
    furnished.execute(
        """
        INSERT INTO draft (editor, record_kind, record_id, text, at)
        VALUES ('goal.text', 'goal', ?, 'half a word', ?)
        """,
        (goal, AT),
    )

    assert records.purge(furnished, Kind.GOAL, goal)

    for table in ("version", "draft"):
        assert furnished.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_deleting_a_course_for_good_takes_every_draft_about_it_along(furnished):
    course_id, session_id = strategies.COURSE, TherapySessionId(strategies.SESSION)
    for own in (course_id, session_id, id_after(session_id), "", "0" * 32, strategies.GOAL):
        drafts.save(
            furnished,
            Draft(editor="anywhere", record_kind="any", record_id=own, text="half a word"),
            at=AT,
        )

    assert records.purge(furnished, Kind.COURSE, course_id)

    # What belongs to no record of now may belong to one that is still to be made.
    left = {each.record_id for each in drafts.all_(furnished)}
    assert left == {"", "0" * 32, strategies.GOAL}


def test_a_course_takes_its_sessions_along_and_leaves_what_was_agreed(furnished):
    practice = Practice(
        text="write it down",
        agreed_on=date(2026, 1, 1),
        session_id=TherapySessionId(strategies.SESSION),
    )
    records.save(furnished, practice, at=AT)

    assert records.purge(furnished, Kind.COURSE, CourseId(strategies.COURSE))

    assert records.find(furnished, Kind.THERAPY_SESSION, strategies.SESSION) is None
    left = records.find(furnished, Kind.PRACTICE, PracticeId(practice.id))
    assert isinstance(left, Practice)
    assert left.session_id is None


def test_a_scale_knows_whether_it_was_ever_answered(furnished):
    assert not scales.has_reading(furnished, strategies.SCALES[0])


def test_the_newest_record_is_known_by_when_it_was_made(db):
    assert records.newest_made_at(db) is None

    with transaction(db):
        records.save(db, Tag(id=TagId("one"), name="one"), at=LATER)
        records.save(db, Scale(id=strategies.SCALES[0], label="one"), at=AT)

    assert records.newest_made_at(db) == datetime.fromisoformat(LATER)
