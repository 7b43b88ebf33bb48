"""The whole record as values: what the questions about it are asked of."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from sessiondesk.domain.afterwards import AboutTheTime, FitItem, HeldBack, SameGround
from sessiondesk.domain.checkin import CheckIn, Interference, SleepInterference
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.scale import About, Better, Scale, ScaleKind
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights.material import INTERFERENCE, SLEEP, SLEEP_INTERFERENCE, Unit
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
MOOD = ScaleId("mood")
DAY = timedelta(days=1)


def noted(journal, ago, **fields):
    felt_at = NOON - ago * DAY
    checkin = CheckIn(felt_at=felt_at, day=felt_at.date(), **fields)
    journal.checkins.record(checkin)
    return checkin


def test_an_empty_journal_has_scales_and_no_days(journal):
    material = journal.looking_back.gather()

    assert material.today == TODAY
    assert not material.recorded
    assert not material.tags
    assert material.sessions == ()
    assert [each.key for each in material.series if each.is_main][:2] == ["mood", "anxiety"]
    assert all(not each.values for each in material.series)


def test_values_are_those_of_days_up_to_the_reference_day(journal):
    noted(journal, 0, ratings={MOOD: 9})
    noted(journal, 1, ratings={MOOD: 4})
    noted(journal, 1, ratings={MOOD: 7})
    gone = noted(journal, 2, ratings={MOOD: 1})
    journal.checkins.remove(gone.id)

    whole, earlier = journal.looking_back.gather(), journal.looking_back.gather(TODAY - DAY)

    assert whole.find("mood").values == {TODAY - DAY: 5.5, TODAY: 9}
    assert earlier.find("mood").values == {TODAY - DAY: 5.5}
    assert (set(whole.recorded), set(earlier.recorded)) == ({TODAY - DAY, TODAY}, {TODAY - DAY})
    assert whole.find("nothing of the kind") is None


def test_a_day_before_the_record_begins_has_nothing_and_breaks_nothing(journal):
    noted(journal, 0, ratings={MOOD: 9})

    material = journal.looking_back.gather(TODAY - 30 * DAY)

    assert material.today == TODAY - 30 * DAY
    assert not material.recorded


def test_a_series_says_what_its_values_are(journal):
    walked = Scale(label="walked", kind=ScaleKind.YES_NO, about=About.NIGHT, position=20)
    craving = Scale(label="craving", better=Better.LOWER, none_at_zero=True, position=21)
    hidden = replace(craving, id=ScaleId("0b" * 16), is_shown=False, position=0)
    for each in (walked, craving, hidden):
        journal.scales.record(each)
    noted(journal, 0, ratings={walked.id: 0, craving.id: 3, hidden.id: 4}, sleep_hours=7.5)
    noted(journal, 0, ratings={walked.id: 1})

    material = journal.looking_back.gather()

    yes = material.find(walked.id)
    assert (yes.unit, yes.about, yes.is_main, yes.values) == (
        *(Unit.YES_NO, About.NIGHT),
        *(False, {TODAY: 1}),
    )
    own = material.find(craving.id)
    assert (own.unit, own.better, own.none_at_zero) == (Unit.POINTS, Better.LOWER, True)
    slept = material.find(SLEEP)
    assert (slept.unit, slept.none_at_zero, slept.values) == (Unit.HOURS, False, {TODAY: 7.5})
    keys = [each.key for each in material.series]
    # What is hidden keeps its days, and comes after what is asked.
    assert keys.index(hidden.id) > keys.index(craving.id)
    assert not material.find(hidden.id).is_main


def test_hours_slept_are_left_out_where_they_are_neither_asked_nor_known(journal):
    journal.settings.change(asks_sleep_hours=False)
    assert journal.looking_back.gather().find(SLEEP) is None

    noted(journal, 3, sleep_hours=6)
    slept = journal.looking_back.gather().find(SLEEP)
    assert slept.values
    assert not slept.is_main


def test_answers_in_words_count_from_where_the_question_says(journal):
    noted(journal, 0, sleep_interference=SleepInterference.CLEARLY)
    noted(journal, 1, sleep_interference=SleepInterference.A_LITTLE)
    noted(journal, 1, interference=Interference.COST_MORE)
    noted(journal, 2, interference=Interference.NO)
    noted(journal, 2, interference=Interference.COULD_NOT)

    graded = journal.looking_back.gather().graded

    assert graded[SLEEP_INTERFERENCE] == {TODAY - DAY: False, TODAY: True}
    assert graded[INTERFERENCE] == {TODAY - 2 * DAY: True, TODAY - DAY: False}


def test_tags_patterns_and_practices_are_there_with_their_days(journal):
    work, job = Tag(name="work"), Tag(name="job")
    quiet = Pattern(name="quiet", named_on=TODAY)
    breathing = Practice(text="breathing", agreed_on=TODAY - 9 * DAY)
    for tag in (work, job):
        journal.tags.record(tag)
    journal.patterns.record(quiet)
    journal.practices.record(breathing)
    noted(journal, 0, tags=frozenset({work.id}))
    noted(journal, 1, tags=frozenset({job.id}), patterns=frozenset({quiet.id}))
    journal.tags.merge(job.id, into=work.id)
    journal.practices.log(
        PracticeLog(practice_id=breathing.id, done_at=NOON - DAY, day=TODAY - DAY)
    )

    tags = journal.looking_back.gather().tags

    assert set(tags[f"tag:{work.id}"]) == {TODAY - DAY, TODAY}
    assert set(tags[f"pattern:{quiet.id}"]) == {TODAY - DAY}
    assert set(tags[f"practice:{breathing.id}"]) == {TODAY - DAY}
    assert f"tag:{job.id}" not in tags


@pytest.fixture
def course(journal):
    course = Course(started_on=TODAY - 60 * DAY, sessions_before=7)
    journal.courses.record(course)
    return course


def met(journal, course, ago, outcome=Outcome.ATTENDED, **fields):
    day = TODAY - ago * DAY
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime.combine(day, datetime.min.time().replace(hour=9)),
        zone=ZONE,
        outcome=outcome,
        **fields,
    )
    journal.sessions.record(session)
    return session


def test_sessions_of_the_past_come_with_what_was_noted_after_them(journal, course):
    first = met(journal, course, 21, first_said="that I was proud")
    met(journal, course, 14, Outcome.MISSED)
    met(journal, course, 7)
    met(journal, course, 3, Outcome.PLANNED)
    met(journal, course, -7, Outcome.PLANNED)
    journal.afterwards.record(
        replace(
            journal.afterwards.of(first.id),
            fit={FitItem.SAFE: 3},
            held_back=HeldBack.A_LITTLE,
            same_ground=SameGround.SAME_PLACE,
            arriving=2,
            leaving=5,
            next_day=4,
            about_the_time=frozenset({AboutTheTime.CROSSED_A_LINE}),
        )
    )

    material = journal.looking_back.gather()

    noted_after, missed, bare = material.sessions
    assert (noted_after.number, noted_after.said_first, noted_after.crossed_a_line) == (
        *(8, True),
        True,
    )
    assert (noted_after.fit, noted_after.held_back, noted_after.same_ground) == (
        *({FitItem.SAFE: 3}, HeldBack.A_LITTLE),
        SameGround.SAME_PLACE,
    )
    assert (noted_after.arriving, noted_after.leaving, noted_after.next_day) == (2, 5, 4)
    assert (missed.number, missed.outcome) == (None, Outcome.MISSED)
    assert (bare.number, bare.fit, bare.held_back, bare.said_first, bare.crossed_a_line) == (
        *(9, {}, None),
        *(False, False),
    )
    assert material.held() == (noted_after, bare)
    assert material.held(course.id) == (noted_after, bare)
    assert material.held("another") == ()


def test_of_a_day_before_a_session_that_one_is_not_known_yet(journal, course):
    met(journal, course, 21)
    met(journal, course, 7)

    earlier = journal.looking_back.gather(TODAY - 8 * DAY)

    assert [each.day for each in earlier.sessions] == [TODAY - 21 * DAY]


def test_a_worker_reads_the_same_through_a_connection_of_its_own(journal, course, connect):
    noted(journal, 1, ratings={MOOD: 4}, sleep_hours=6)
    met(journal, course, 7)
    reading = journal.looking_back.reading()
    db = connect()
    try:
        material = reading.material(db)
    finally:
        db.close()

    here = journal.looking_back.gather()
    assert material.series == here.series
    assert [each.values for each in material.series] == [each.values for each in here.series]
    assert (material.recorded, material.tags) == (here.recorded, here.tags)
    assert material.sessions == here.sessions
    assert date(2026, 5, 11) in material.recorded


def test_several_questions_in_a_row_read_the_record_once(journal, connect):
    noted(journal, 1, ratings={MOOD: 4})
    worker = connect()

    first = journal.looking_back.reading().material(worker)
    again = journal.looking_back.reading().material(worker)
    earlier = journal.looking_back.reading(TODAY - DAY).material(worker)

    assert again is first
    assert earlier is not first
    worker.close()


def test_what_changed_is_read_again_and_what_was_said_changes_nothing(journal, connect):
    noted(journal, 1, ratings={MOOD: 4})
    worker = connect()
    before = journal.looking_back.reading().material(worker)
    journal.insights.keep(TODAY, [])
    assert journal.looking_back.reading().material(worker) is before

    noted(journal, 0, ratings={MOOD: 9})
    after = journal.looking_back.reading().material(worker)
    journal.undo()
    undone = journal.looking_back.reading().material(worker)

    assert after.find("mood").values == {TODAY - DAY: 4, TODAY: 9}
    assert undone.find("mood").values == before.find("mood").values
    journal.settings.change(asks_sleep_hours=False)
    hidden = journal.looking_back.reading().material(worker).find("sleep")
    assert hidden is None or not hidden.is_main
    worker.close()
