"""What the journal knows about patterns."""

from datetime import date, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import TagId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import Topic
from sessiondesk.journal.patterns import Month
from sessiondesk.store.kinds import Kind
from tests.conftest import NOON, ZONE

NAMED = date(2026, 5, 3)


@pytest.fixture
def quiet(journal):
    """A pattern without an entry."""
    pattern = Pattern(name="going quiet", named_on=NAMED)
    journal.patterns.record(pattern)
    return pattern


@pytest.fixture
def write(journal):
    """Write a check-in so many days ago."""

    def write(days_ago, *, words="", patterns=(), tags=()):
        moment = NOON - timedelta(days=days_ago)
        checkin = CheckIn(
            felt_at=moment,
            day=moment.date(),
            lines=(NoteLine(text=words),),
            patterns=frozenset(each.id for each in patterns),
            tags=frozenset(each.id for each in tags),
        )
        journal.checkins.record(checkin)
        return checkin

    return write


@pytest.fixture
def meet(journal):
    """Note a therapy session so many days ago."""
    course = Course(started_on=date(2026, 1, 5))
    journal.courses.record(course)

    def meet(days_ago, *, outcome=Outcome.ATTENDED, notes="", patterns=()):
        session = TherapySession(
            course_id=course.id,
            planned_for=(NOON - timedelta(days=days_ago)).replace(tzinfo=None),
            zone=ZONE,
            outcome=outcome,
            notes=notes,
            patterns=frozenset(each.id for each in patterns),
        )
        journal.sessions.record(session)
        return session

    return meet


def test_months_are_counted_from_the_first_linked_entry_to_this_one(journal, quiet, write, meet):
    write(0)
    write(70, patterns=[quiet])
    write(71)
    meet(72, patterns=[quiet])

    assert journal.patterns.months(quiet.id) == [
        Month(first=date(2026, 3, 1), linked=2, entries=3),
        Month(first=date(2026, 4, 1), linked=0, entries=0),
        Month(first=date(2026, 5, 1), linked=0, entries=1),
    ]
    assert journal.patterns.first_linked(quiet.id) == date(2026, 3, 1)


def test_a_session_that_is_still_to_come_counts_where_it_is_linked(journal, quiet, meet):
    meet(-40, outcome=Outcome.PLANNED, patterns=[quiet])

    assert journal.patterns.months(quiet.id)[-1] == Month(
        first=date(2026, 6, 1), linked=1, entries=1
    )


def test_without_an_entry_there_is_no_month_and_no_first_day(journal, quiet):
    assert journal.patterns.months(quiet.id) == []
    assert journal.patterns.first_linked(quiet.id) is None


def test_entries_of_a_merged_pattern_count_once_for_both(journal, quiet, write):
    silent = Pattern(name="falling silent", named_on=NAMED)
    journal.patterns.record(silent)
    write(1, patterns=[quiet, silent])
    write(2, patterns=[silent])

    journal.patterns.merge(silent.id, quiet.id)

    assert journal.patterns.months(quiet.id)[-1].linked == 2


def test_a_name_is_known_whatever_its_capitals_and_blanks(journal, quiet):
    assert journal.patterns.named(" Going   QUIET ") == quiet
    assert journal.patterns.named("going") is None


def test_several_entries_are_linked_as_one_act(journal, quiet, write, meet):
    checkin, session = write(1), meet(2)

    journal.patterns.link_all(
        quiet.id, [(Kind.CHECKIN, checkin.id), (Kind.THERAPY_SESSION, session.id)]
    )
    assert len(journal.patterns.linked(quiet.id)) == 2

    journal.undo()
    assert journal.patterns.linked(quiet.id) == []


def test_a_pattern_of_a_tag_has_all_its_check_ins_those_merged_into_it_too(journal, write):
    stress, work = Tag(name="stress"), Tag(name="work")
    for tag in (stress, work):
        journal.tags.record(tag)
    write(1, tags=[stress])
    write(2, tags=[work, stress])
    write(3)
    journal.tags.merge(stress.id, work.id)
    told: list[Topic] = []
    journal.changed.connect(told.append)

    pattern = journal.patterns.make_of_tag(work.id, named_on=NAMED)

    assert pattern.name == "work"
    assert len(journal.patterns.linked(pattern.id)) == 2
    assert told == [Topic.PATTERNS, Topic.CHECKINS]


def test_taking_it_back_and_doing_it_again_brings_the_links_back(journal, write):
    tag = Tag(name="quarrel")
    journal.tags.record(tag)
    write(1, tags=[tag])
    pattern = journal.patterns.make_of_tag(tag.id, named_on=NAMED)

    journal.undo()
    assert journal.patterns.find(pattern.id) is None
    journal.redo()

    assert len(journal.patterns.linked(pattern.id)) == 1


def test_of_a_tag_that_is_gone_no_pattern_is_made(journal):
    assert journal.patterns.make_of_tag(TagId("0" * 32), named_on=NAMED) is None


def test_only_what_is_earlier_than_the_first_entry_is_asked_about(journal, quiet, write):
    early = write(90, words="went quiet")
    write(60, words="quiet again", patterns=[quiet])
    write(30, words="quiet and content")

    assert journal.patterns.suggestion(quiet).id == early.id
    journal.patterns.refuse(quiet.id, Kind.CHECKIN, early.id)
    assert journal.patterns.suggestion(quiet) is None


def test_notes_of_a_session_are_asked_about_as_well(journal, quiet, meet):
    session = meet(20, notes="He says I go **quiet**.")

    assert journal.patterns.suggestion(quiet).id == session.id


def test_all_it_was_seen_in_is_linked_the_oldest_first_and_nothing_in_the_bin(
    journal, quiet, write, meet
):
    others = Course(started_on=date(2025, 1, 5))
    journal.courses.record(others)
    lost = TherapySession(
        course_id=others.id,
        planned_for=(NOON - timedelta(days=5)).replace(tzinfo=None),
        zone=ZONE,
        patterns=frozenset({quiet.id}),
    )
    journal.sessions.record(lost)
    later = write(1, patterns=[quiet])
    write(2)
    seen = meet(3, patterns=[quiet])
    planned = meet(-7, outcome=Outcome.PLANNED, patterns=[quiet])
    earlier = write(4, patterns=[quiet])
    removed = write(6, patterns=[quiet])
    assert len(journal.patterns.linked(quiet.id)) == 6

    journal.checkins.remove(removed.id)
    journal.courses.remove(others.id)

    assert [(each.kind, each.id, each.day) for each in journal.patterns.linked(quiet.id)] == [
        (Kind.CHECKIN, earlier.id, earlier.day),
        (Kind.THERAPY_SESSION, seen.id, seen.day),
        (Kind.CHECKIN, later.id, later.day),
        (Kind.THERAPY_SESSION, planned.id, planned.day),
    ]
    assert journal.patterns.first_linked(quiet.id) == earlier.day


def test_entries_are_counted_for_the_pattern_that_stands(journal, quiet, write, meet):
    silent = Pattern(name="falling silent", named_on=NAMED)
    journal.patterns.record(silent)
    write(1, patterns=[quiet, silent])
    write(2, patterns=[silent])
    meet(3, patterns=[quiet, silent])
    assert journal.patterns.counts() == {quiet.id: 2, silent.id: 3}

    journal.patterns.merge(silent.id, quiet.id)

    assert journal.patterns.counts() == {quiet.id: 3}
    assert len(journal.patterns.linked(quiet.id)) == 3


def test_what_is_in_the_bin_counts_nowhere(journal, quiet, write):
    write(1, patterns=[quiet])
    removed = write(2, patterns=[quiet])

    journal.checkins.remove(removed.id)

    assert journal.patterns.counts() == {quiet.id: 1}
    assert len(journal.patterns.linked(quiet.id)) == 1
    (month,) = journal.patterns.months(quiet.id)
    assert (month.linked, month.entries) == (1, 1)


def test_tags_are_counted_without_the_bin_and_each_check_in_once(journal, write):
    stress, work = Tag(name="stress"), Tag(name="work")
    for tag in (stress, work):
        journal.tags.record(tag)
    write(1, tags=[stress, work])
    removed = write(2, tags=[stress])
    journal.tags.merge(stress.id, work.id)
    assert journal.tags.counted() == [(work, 2)]

    journal.checkins.remove(removed.id)

    assert journal.tags.counted() == [(work, 1)]
    assert journal.tags.has_any()


def test_a_merged_pattern_on_removed_entries_alone_counts_nothing(journal, quiet, write):
    silent = Pattern(name="falling silent", named_on=NAMED)
    journal.patterns.record(silent)
    removed = write(1, patterns=[silent])
    journal.patterns.merge(silent.id, quiet.id)

    journal.checkins.remove(removed.id)

    assert journal.patterns.counts() == {}


def test_a_link_made_to_a_merged_pattern_is_taken_back_from_the_one_that_stands(
    journal, quiet, write
):
    silent = Pattern(name="falling silent", named_on=NAMED)
    journal.patterns.record(silent)
    seen = write(1, patterns=[silent])
    journal.patterns.merge(silent.id, quiet.id)

    journal.patterns.unlink(quiet.id, Kind.CHECKIN, seen.id)
    assert journal.patterns.linked(quiet.id) == []

    journal.undo()
    journal.patterns.part(silent.id)
    assert [each.id for each in journal.patterns.linked(silent.id)] == [seen.id]
