from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.checkin import (
    CheckIn,
    Feeling,
    Interference,
    LineKind,
    NoteLine,
    SleepInterference,
)
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.store import checkins, days, records, tags, therapy_sessions
from sessiondesk.store.kinds import Kind

AT = "2026-05-12T10:00:00Z"
MONDAY = date(2026, 5, 11)
MOOD, PAIN = ScaleId("mood"), ScaleId("pain")
WORK = Tag(name="work")


@pytest.fixture
def week(db, clock):
    """Monday twice, Tuesday once, Wednesday removed."""
    records.save(db, Scale(id=MOOD, label="Mood"), at=AT)
    records.save(db, Scale(id=PAIN, label="Pain", kind=ScaleKind.YES_NO), at=AT)
    records.save(db, WORK, at=AT)
    noon = clock.moment - timedelta(days=1)
    kept = [
        CheckIn(
            felt_at=noon,
            day=MONDAY,
            ratings={MOOD: 4, PAIN: 1},
            sleep_hours=7,
            sleep_interference=SleepInterference.CLEARLY,
            tags=frozenset({WORK.id}),
            lines=(NoteLine(text="first", kind=LineKind.WIN), NoteLine(text="plain")),
        ),
        CheckIn(
            felt_at=noon + timedelta(hours=8),
            day=MONDAY,
            ratings={MOOD: 7, PAIN: 0},
            sleep_hours=6.5,
            sleep_interference=SleepInterference.NO,
            tags=frozenset({WORK.id}),
            lines=(
                NoteLine(text="second", kind=LineKind.WIN),
                NoteLine(text="", kind=LineKind.WIN),
            ),
        ),
        CheckIn(felt_at=noon + timedelta(days=1), day=MONDAY + timedelta(days=1)),
        CheckIn(
            felt_at=noon + timedelta(days=2), day=MONDAY + timedelta(days=2), ratings={MOOD: 1}
        ),
    ]
    for each in kept:
        checkins.save(db, each, at=AT)
    records.remove(db, Kind.CHECKIN, kept[-1].id, at=AT)
    return db


SPAN = (MONDAY, MONDAY + timedelta(days=6))


def test_the_days_value_of_a_rating_is_the_mean_of_its_readings(week):
    found = days.ratings(week, [MOOD], *SPAN)

    assert found == {MOOD: {MONDAY: 5.5}}


def test_a_yes_no_is_yes_if_any_was_yes(week):
    found = days.ratings(week, [PAIN, MOOD], *SPAN)

    assert found[PAIN] == {MONDAY: 1}


def test_a_scale_never_answered_has_no_day_and_not_a_zero(week):
    assert days.ratings(week, [ScaleId("energy")], *SPAN) == {"energy": {}}


def test_sleep_is_the_last_answer_of_the_day(week):
    assert days.sleep_hours(week, *SPAN) == {MONDAY: 6.5}
    assert days.sleep_interference(week, *SPAN) == {MONDAY: SleepInterference.NO}


def test_a_day_counts_as_recorded_with_any_check_in_that_was_not_removed(week):
    assert days.recorded(week, *SPAN) == [MONDAY, MONDAY + timedelta(days=1)]
    assert days.extent(week) == Period(first=MONDAY, last=MONDAY + timedelta(days=1))


def test_an_empty_record_has_no_extent(db):
    assert days.extent(db) is None


def test_both_ends_of_a_stretch_are_included(week):
    assert days.recorded(week, MONDAY, MONDAY) == [MONDAY]
    assert days.recorded(week, MONDAY - timedelta(days=9), MONDAY - timedelta(days=1)) == []


def test_a_tag_set_twice_a_day_counts_once(week):
    assert days.tagged(week, WORK.id, *SPAN) == [MONDAY]


def test_wins_come_in_the_order_they_were_written_without_empty_ones(week):
    assert days.lines(week, LineKind.WIN, *SPAN) == [(MONDAY, "first"), (MONDAY, "second")]


def test_the_last_check_in_before_a_day_is_found(week):
    found = checkins.last_before(week, MONDAY + timedelta(days=1))

    assert found is not None
    assert found.sleep_hours == 6.5
    assert checkins.last_before(week, MONDAY) is None


def test_the_most_used_tag_comes_first(week):
    other = Tag(name="Another")
    records.save(week, other, at=AT)

    assert [tag.name for tag in tags.all_(week)] == ["work", "Another"]


def test_the_days_with_a_feeling_are_found_by_its_family_whichever_word_was_picked(week, clock):
    sad, low = Feeling(family="sad", word="sad"), Feeling(family="sad", word="low")
    felt_at = clock.moment + timedelta(days=3)
    for feelings in ({sad}, {low, sad}, {Feeling(family="angry", word="cross")}):
        kept = CheckIn(felt_at=felt_at, day=felt_at.date(), feelings=frozenset(feelings))
        checkins.save(week, kept, at=AT)
        felt_at += timedelta(hours=1)
    gone = CheckIn(felt_at=felt_at, day=MONDAY, feelings=frozenset({sad}))
    checkins.save(week, gone, at=AT)
    records.remove(week, Kind.CHECKIN, gone.id, at=AT)

    day = (clock.moment + timedelta(days=3)).date()
    assert days.all_felt(week, *SPAN) == {"sad": {day}, "angry": {day}}


def keep_on(week, clock, later, *, tags=(), patterns=()):
    """Keep a check-in with those tags or patterns, so many days after Monday."""
    felt_at = clock.moment + timedelta(days=later - 1)
    checkin = CheckIn(
        felt_at=felt_at,
        day=felt_at.date(),
        tags=frozenset(tags),
        patterns=frozenset(patterns),
    )
    checkins.save(week, checkin, at=AT)


def test_the_days_with_every_tag_that_stands_are_found_at_once(week, clock):
    office = Tag(name="office", merged_into=WORK.id)
    gone, unused = Tag(name="gone"), Tag(name="unused")
    for each in (office, gone, unused):
        records.save(week, each, at=AT)
    keep_on(week, clock, 3, tags=[office.id, WORK.id])
    keep_on(week, clock, 4, tags=[gone.id])
    records.remove(week, Kind.TAG, gone.id, at=AT)

    assert days.all_linked(week, "tag", *SPAN) == {WORK.id: {MONDAY, MONDAY + timedelta(days=3)}}
    assert days.all_linked(week, "tag", MONDAY + timedelta(days=1), SPAN[1]) == {
        WORK.id: {MONDAY + timedelta(days=3)}
    }


def test_a_tag_that_was_merged_into_a_removed_one_is_gone_with_it(week, clock):
    target = Tag(name="target")
    merged = Tag(name="merged", merged_into=target.id)
    for each in (target, merged):
        records.save(week, each, at=AT)
    keep_on(week, clock, 3, tags=[merged.id])
    records.remove(week, Kind.TAG, target.id, at=AT)

    assert set(days.all_linked(week, "tag", *SPAN)) == {WORK.id}


def test_the_days_on_which_a_pattern_was_noticed_are_found(week, clock):
    quiet = Pattern(name="quiet", named_on=MONDAY)
    fine = Pattern(name="fine", named_on=MONDAY, merged_into=quiet.id)
    gone = Pattern(name="gone", named_on=MONDAY)
    for each in (quiet, fine, gone):
        records.save(week, each, at=AT)
    for later, pattern in ((3, quiet), (4, fine), (5, gone)):
        keep_on(week, clock, later, patterns=[pattern.id])
    records.remove(week, Kind.PATTERN, gone.id, at=AT)

    assert days.all_linked(week, "pattern", *SPAN) == {
        quiet.id: {MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)}
    }


def test_of_what_kept_one_from_something_the_strongest_answer_of_the_day_counts(week, clock):
    answers = (Interference.PUT_OFF, Interference.NO, Interference.COST_MORE)
    for n, answer in enumerate(answers):
        felt_at = clock.moment + timedelta(days=3, hours=n)
        checkins.save(
            week, CheckIn(felt_at=felt_at, day=felt_at.date(), interference=answer), at=AT
        )
    gone = CheckIn(felt_at=clock.moment, day=MONDAY, interference=Interference.COULD_NOT)
    checkins.save(week, gone, at=AT)
    records.remove(week, Kind.CHECKIN, gone.id, at=AT)

    day = (clock.moment + timedelta(days=3)).date()
    assert days.interference(week, *SPAN) == {day: Interference.PUT_OFF}


def test_the_sessions_in_which_something_was_said_first_are_told(week):
    course = Course(started_on=MONDAY)
    records.save(week, course, at=AT)
    said = [
        TherapySession(
            course_id=course.id,
            planned_for=datetime(2026, 5, 11 + n, 14, 0),
            zone="UTC",
            first_said=words,
        )
        for n, words in enumerate(("that I was proud", "", " \n\u3000", "that I nod"))
    ]
    for each in said:
        records.save(week, each, at=AT)
    records.remove(week, Kind.THERAPY_SESSION, said[3].id, at=AT)

    assert therapy_sessions.with_first_said(week) == {said[0].id}
