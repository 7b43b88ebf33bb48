"""Taking back: any fifty acts, of any kinds, also after something was deleted for good."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk.domain.afterwards import Afterwards
from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.goal import Adjusted, Adjustment, Goal, GoalValue, Measure, Win
from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.domain.kept_sheet import KeptSheet, TakenAs
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.measure_plan import MeasurePlan
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.review import Finding, Review, SpeaksFor
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.domain.scale import Scale
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag
from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.journal import Journal
from sessiondesk.journal.journal import MOST_UNDO
from sessiondesk.store import records
from sessiondesk.store.connection import transaction
from sessiondesk.store.kinds import Kind, stamp
from tests import strategies
from tests.conftest import NOON

NEEDED: Sequence[records.Record] = (
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
)
_OWN = ("1a" * 16, "2b" * 16, "3c" * 16)


def _with_one_of_three_ids(drawn: tuple[str, Any]) -> records.Record:
    own, record = drawn
    changed: records.Record = replace(record, id=own)
    return changed


a_change = st.tuples(st.sampled_from(_OWN), strategies.a_record).map(_with_one_of_three_ids)
an_act = st.tuples(st.lists(a_change, min_size=1, max_size=2), st.booleans())


def content(journal: Journal) -> Mapping[tuple[Kind, str], str]:
    """Return every record outside the bin, as text."""
    return {
        (kind, own): records.encode(record)
        for kind in Kind
        for (own,) in journal.db.execute(
            "SELECT id FROM " + kind + " WHERE removed_at IS NULL"
        ).fetchall()
        if (record := records.find(journal.db, kind, own)) is not None
    }


@pytest.fixture
def needed(journal):
    """A journal with what the records of the strategies refer to."""
    with transaction(journal.db):
        for each in NEEDED:
            records.save(journal.db, each, at=stamp(NOON))
    return journal


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
    max_examples=40,
)
@given(acts=st.lists(an_act, min_size=1, max_size=MOST_UNDO))
def test_whatever_was_done_can_be_taken_back_step_by_step_and_done_again(needed, acts):
    needed.start_anew()
    before = [content(needed)]
    for changes, is_removal in acts:
        with needed.act() as act:
            for record in changes:
                if is_removal:
                    act.remove(records.kind_of(record), record.id)
                else:
                    act.save(record)
            steps = bool(act.steps)
        if steps:
            before.append(content(needed))

    for expected in reversed(before[:-1]):
        assert needed.undo()
        assert content(needed) == expected
    assert not needed.undo()
    for expected in before[1:]:
        assert needed.redo()
        assert content(needed) == expected
    assert not needed.redo()


def kept(journal: Journal, *found: records.Record) -> None:
    for record in found:
        with journal.act() as act:
            act.save(record)


def delete_for_good(journal: Journal, kind: Kind, record_id: str) -> None:
    with journal.act() as act:
        act.remove(kind, record_id)
    assert journal.bin.remove_for_good(kind, record_id)


def test_what_was_deleted_for_good_does_not_come_back_by_undo(journal):
    first, second = Tag(name="first"), Tag(name="second")
    kept(journal, first, second, replace(second, name="reworded"))
    delete_for_good(journal, Kind.TAG, second.id)

    assert journal.undo()  # the last that is left: the first tag was made

    assert [tag.name for tag in journal.tags.all()] == []
    assert not journal.undo()
    assert journal.redo()
    assert [tag.name for tag in journal.tags.all()] == ["first"]


def test_an_entry_comes_back_without_the_pattern_that_is_gone_for_good(journal):
    pattern = Pattern(name="going quiet", named_on=NOON.date())
    checkin = CheckIn(felt_at=NOON, day=NOON.date(), patterns=frozenset({pattern.id}))
    bare = replace(checkin, patterns=frozenset(), sleep_hours=6)
    kept(journal, pattern, checkin, bare)
    delete_for_good(journal, Kind.PATTERN, pattern.id)

    assert journal.undo()

    assert journal.checkins.find(checkin.id) == replace(checkin, patterns=frozenset())


def test_a_sign_comes_back_without_the_session_that_is_gone_for_good(needed):
    needed.start_anew()
    sign = Sign(
        item="said_no",
        side=SignSide.PROGRESS,
        day=NOON.date(),
        answer=SignAnswer.NOT_YET,
        session_id=strategies.SESSION,
    )
    kept(needed, sign, replace(sign, session_id=None))
    delete_for_good(needed, Kind.THERAPY_SESSION, strategies.SESSION)

    kept(needed, replace(sign, session_id=None, example="at work"))
    assert needed.undo()
    assert needed.undo() is True  # the sign was made

    assert needed.signs.find(sign.id) is None


def test_a_goal_that_cannot_be_without_its_practice_stays_as_it_is(needed):
    needed.start_anew()
    goal = Goal(
        text="breathe",
        began_on=NOON.date(),
        measure=Measure.PRACTICE_DAYS,
        practice_id=strategies.PRACTICE,
    )
    counted = replace(goal, measure=Measure.COUNT, practice_id=None)
    kept(needed, goal, counted)
    delete_for_good(needed, Kind.PRACTICE, strategies.PRACTICE)

    assert needed.undo()  # nothing but that the goal was made

    assert needed.goals.find(goal.id) is None


def test_an_appointment_does_not_go_back_to_a_course_that_is_gone_for_good(needed):
    needed.start_anew()
    other = Course(started_on=date(2026, 2, 1))
    session = TherapySession(
        course_id=other.id, planned_for=datetime(2026, 6, 1, 9, 0), zone="UTC"
    )
    kept(needed, other, session, replace(session, course_id=strategies.COURSE))
    delete_for_good(needed, Kind.COURSE, other.id)

    assert needed.undo()

    assert needed.sessions.find(session.id) is None


def test_a_review_comes_back_without_the_therapy_that_is_gone_for_good(needed):
    needed.start_anew()
    review = Review(
        day=NOON.date(),
        course_id=strategies.COURSE,
        session_id=strategies.SESSION,
        findings=(Finding(side=SpeaksFor.MOVEMENT, asked=Asked.COUNT, claim="{}"),),
    )
    kept(needed, review, replace(review, own_words="later"))
    delete_for_good(needed, Kind.COURSE, strategies.COURSE)
    assert needed.reviews.all() == [
        replace(review, own_words="later", course_id=None, session_id=None)
    ]

    assert needed.undo()

    assert needed.reviews.all() == [replace(review, course_id=None, session_id=None)]


def test_what_was_remembered_comes_back_without_the_scale_that_is_gone_for_good(needed):
    needed.start_anew()
    scale = Scale(label="mine")
    day = NOON.date()
    recall = Recall(
        day=day, first=day, last=day, words="so so", ratings={scale.id: 3, strategies.SCALES[0]: 4}
    )
    bare = replace(recall, ratings={strategies.SCALES[0]: 4}, words="better than that")
    kept(needed, scale, recall, bare)
    delete_for_good(needed, Kind.SCALE, scale.id)

    assert needed.undo()

    assert needed.recalls.all() == [replace(bare, words="so so")]


def test_a_sheet_outlives_the_session_it_was_taken_to(needed):
    sheet = KeptSheet(
        day=NOON.date(), session_id=strategies.SESSION, taken_as=TakenAs.PDF, content="{}"
    )
    needed.sheets.record(sheet)

    delete_for_good(needed, Kind.THERAPY_SESSION, strategies.SESSION)

    assert needed.sheets.all() == [replace(sheet, session_id=None)]


def test_what_was_brought_up_outlives_the_session_it_was_brought_up_in(needed):
    said = BringUp(text="the letter", state=BringUpState.BROUGHT_UP, session_id=strategies.SESSION)
    needed.bring_ups.record(said)

    delete_for_good(needed, Kind.THERAPY_SESSION, strategies.SESSION)

    assert needed.bring_ups.all() == [replace(said, session_id=None)]


PLAIN: Sequence[records.Record] = (
    Tag(name="plain"),
    CheckIn(felt_at=NOON, day=NOON.date()),
    Course(started_on=NOON.date()),
    TherapySession(
        course_id=strategies.COURSE, planned_for=datetime(2026, 6, 1, 9, 0), zone="UTC"
    ),
    BringUp(text="plain"),
    Practice(text="plain", agreed_on=NOON.date()),
    PracticeLog(practice_id=strategies.PRACTICE, done_at=NOON, day=NOON.date()),
    Goal(text="plain", began_on=NOON.date()),
    GoalValue(goal_id=strategies.GOAL, noted_at=NOON, day=NOON.date(), value=1),
    Adjustment(goal_id=strategies.GOAL, made_on=NOON.date(), what=Adjusted.AIM),
    Win(goal_id=strategies.GOAL, day=NOON.date(), text="plain"),
    Pattern(name="plain", named_on=NOON.date()),
    FeelingWord(family="sad", text="plain"),
    Afterwards(session_id=strategies.SESSION),
    Sign(item="said_no", side=SignSide.PROGRESS, day=NOON.date(), answer=SignAnswer.NOT_YET),
    LifeEvent(title="plain", kind=LifeEventKind.OTHER, first=NOON.date()),
    SafetyPlan(safer_room="plain"),
    Scale(label="plain"),
    Assessment(instrument="phq9", version=1, day=NOON.date(), answers={1: 2}, total=2),
    Form(name="plain"),
    FormTotal(form_id=strategies.FORM, day=NOON.date(), total=1.5),
    MeasurePlan(instrument="phq9", is_on=True, every_days=14),
    Insight(day=NOON.date(), asked=Asked.CHANGE, subject="mood", claim="{}"),
    Review(day=NOON.date()),
    Recall(day=NOON.date(), first=NOON.date(), last=NOON.date(), words="plain"),
    KeptSheet(day=NOON.date(), taken_as=TakenAs.PRINTED, content="{}"),
)


@pytest.mark.parametrize("record", PLAIN, ids=records.kind_of)
def test_every_kind_stays_in_the_bin_for_thirty_days_and_not_longer(needed, clock, record):
    kind = records.kind_of(record)
    kept(needed, record)
    with needed.act() as act:
        act.remove(kind, record.id)

    clock.pass_(days=30)
    needed.bin.purge()
    (there,) = needed.bin.all()
    assert (there.kind, there.id, there.value) == (kind, record.id, record)

    clock.pass_(seconds=1)
    needed.bin.purge()
    assert needed.bin.all() == []
    assert records.find(needed.db, kind, record.id) is None


def test_every_kind_is_among_those_that_were_tried():
    assert {records.kind_of(record) for record in PLAIN} == set(Kind)
