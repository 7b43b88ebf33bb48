"""What was filled in, a therapist's own forms, the plan of both, and what is due."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.ids import AssessmentId, FormId
from sessiondesk.domain.measure_plan import MeasurePlan, plan_id
from sessiondesk.domain.scale import Better
from sessiondesk.journal.topics import Topic
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.store.kinds import Kind
from tests.conftest import NOON

TODAY = NOON.date()
KATHMANDU = timezone(timedelta(hours=5, minutes=45))


def filled_in(instrument="phq9", *, days_ago=0, **more):
    values = {
        "answers": {item: item % 4 for item in range(1, 10)},
        "total": 13,
        "band": "moderate",
        **more,
    }
    return Assessment(
        instrument=instrument, version=1, day=TODAY - timedelta(days=days_ago), **values
    )


def a_course(**more):
    return Course(**{"started_on": date(2026, 1, 7), **more})


def due(journal):
    return [each.instrument.id for each in journal.measures.due()]


# Questionnaires.


def test_what_was_filled_in_is_read_as_it_was_ticked(journal):
    moment = datetime(2026, 5, 12, 1, 30, tzinfo=KATHMANDU)
    kept = filled_in(taken_at=moment, functional=2, on_sheet=True, is_entered_later=True)

    journal.measures.record(kept)

    (found,) = journal.measures.of("phq9")
    assert found == kept
    assert list(found.answers) == list(range(1, 10))
    assert found.taken_at.utcoffset() == moment.utcoffset()
    assert journal.measures.find(kept.id) == kept


def test_an_answer_that_is_changed_leaves_the_form_as_it_was_behind(open_journal):
    first = open_journal()
    kept = filled_in()
    first.measures.record(kept)
    first.close()
    journal = open_journal()

    journal.measures.record(replace(kept, answers={**kept.answers, 9: 0}, total=12))

    assert journal.measures.find(kept.id).answers[9] == 0
    assert [each.value for each in journal.history(Kind.ASSESSMENT, kept.id)] == [kept]
    journal.undo()
    assert journal.measures.find(kept.id) == kept
    journal.redo()
    assert journal.measures.find(kept.id).total == 12


def test_keeping_the_same_again_changes_nothing(journal, qtbot):
    kept = filled_in()
    journal.measures.record(kept)

    with qtbot.assertNotEmitted(journal.changed):
        journal.measures.record(kept)

    assert journal.history(Kind.ASSESSMENT, kept.id) == []


def test_forms_stand_in_the_order_of_their_days_and_then_of_the_clock(journal):
    evening = filled_in(taken_at=NOON.replace(hour=20))
    morning = filled_in(taken_at=NOON.replace(hour=8))
    on_paper = filled_in(answers={}, is_entered_later=True)
    earlier = filled_in(days_ago=14)
    other = filled_in("gad7", days_ago=3)
    for each in (evening, morning, earlier, other, on_paper):
        journal.measures.record(each)

    assert journal.measures.of("phq9") == [earlier, on_paper, morning, evening]
    assert journal.measures.all() == [earlier, other, on_paper, morning, evening]
    assert journal.measures.of("who5") == []
    assert journal.measures.last_days() == {"phq9": TODAY, "gad7": TODAY - timedelta(days=3)}


def test_a_form_that_is_removed_does_not_count_and_comes_back(journal):
    former, newer = filled_in(days_ago=14), filled_in()
    journal.measures.record(former)
    journal.measures.record(newer)

    journal.measures.remove(newer.id)

    assert journal.measures.of("phq9") == journal.measures.all() == [former]
    assert journal.measures.last_days() == {"phq9": former.day}
    assert journal.measures.find(newer.id) is None
    (removed,) = journal.bin.all()
    journal.bin.restore(removed.kind, removed.id)
    assert journal.measures.find(newer.id) == newer


def test_there_is_no_form_of_an_unknown_identity(journal):
    assert journal.measures.find(AssessmentId("nobody")) is None


def test_what_was_half_filled_in_goes_when_the_whole_is_kept(journal):
    journal.drafts.keep("assessment", "assessment", "phq9", '{"1": 2}')
    journal.drafts.keep("assessment", "assessment", "gad7", '{"1": 1}')

    journal.measures.record(filled_in(), settles=["assessment"])

    assert [each.record_id for each in journal.drafts.all()] == ["gad7"]


def test_what_was_half_filled_in_stays_where_the_whole_cannot_be_kept(journal):
    journal.drafts.keep("assessment", "assessment", "phq9", '{"1": 2}')
    journal.is_read_only = True

    with pytest.raises(StoreReadOnlyError):
        journal.measures.record(filled_in(), settles=["assessment"])

    assert journal.drafts.find("assessment", "phq9") == '{"1": 2}'
    assert journal.measures.all() == []


def test_deleted_for_good_nothing_of_a_form_is_left(journal):
    kept = filled_in()
    journal.measures.record(kept)
    journal.measures.record(replace(kept, on_sheet=True))
    journal.measures.remove(kept.id)

    assert journal.bin.remove_for_good(Kind.ASSESSMENT, kept.id)

    for table in ("assessment", "assessment_answer", "version"):
        (count,) = journal.db.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == 0, table


# Forms of a therapist.


@pytest.fixture
def theirs(journal):
    """A form with a range, and a total."""
    form = Form(name="Clinic’s own", better=Better.LOWER, low=0, high=63)
    journal.measures.record_form(form, FormTotal(form_id=form.id, day=TODAY, total=20.5))
    return form


def test_a_form_and_its_totals_are_kept_as_one_step(journal, theirs):
    assert journal.measures.forms() == [theirs]
    assert [each.total for each in journal.measures.totals(theirs.id)] == [20.5]

    journal.undo()

    assert journal.measures.forms() == []
    assert journal.measures.totals(theirs.id) == []


def test_totals_stand_in_the_order_of_their_days(journal, theirs):
    older = FormTotal(form_id=theirs.id, day=TODAY - timedelta(days=14), total=30)
    same_day = FormTotal(form_id=theirs.id, day=TODAY, total=19)

    journal.measures.record_form(theirs, same_day, older)

    assert [each.total for each in journal.measures.totals(theirs.id)] == [30, 20.5, 19]
    assert journal.measures.totals(FormId("nobody")) == []


def test_a_total_beyond_the_range_is_refused_and_nothing_is_kept(journal, theirs):
    with pytest.raises(InvalidFieldError) as raised:
        journal.measures.record_form(
            replace(theirs, name="renamed"),
            FormTotal(form_id=theirs.id, day=TODAY, total=12),
            FormTotal(form_id=theirs.id, day=TODAY, total=63.5),
        )

    assert raised.value.field == "total"
    assert journal.measures.forms() == [theirs]
    assert [each.total for each in journal.measures.totals(theirs.id)] == [20.5]


@pytest.mark.parametrize(("field", "value"), [("low", 21), ("high", 20)])
def test_a_range_that_a_total_is_beyond_already_is_refused(journal, theirs, field, value):
    with pytest.raises(InvalidFieldError) as raised:
        journal.measures.record_form(replace(theirs, **{field: value}))

    assert raised.value.field == field
    assert "20" not in raised.value.problem
    assert journal.measures.forms() == [theirs]


def test_a_range_and_the_total_it_makes_wrong_can_be_changed_together(journal, theirs):
    (total,) = journal.measures.totals(theirs.id)

    journal.measures.record_form(replace(theirs, high=20), replace(total, total=20))

    assert journal.measures.forms() == [replace(theirs, high=20)]
    assert journal.measures.totals(theirs.id) == [replace(total, total=20)]


def test_without_a_range_any_total_is_taken(journal):
    form = Form(name="open")
    journal.measures.record_form(form, FormTotal(form_id=form.id, day=TODAY, total=-0.5))

    journal.measures.record_form(replace(form, better=Better.HIGHER))

    assert [each.total for each in journal.measures.totals(form.id)] == [-0.5]


def test_a_form_goes_with_its_totals_and_comes_back_with_them(journal, theirs):
    journal.measures.remove_form(theirs.id)
    assert journal.measures.forms() == []

    journal.undo()

    assert journal.measures.forms() == [theirs]
    assert len(journal.measures.totals(theirs.id)) == 1


def test_a_total_can_go_alone(journal, theirs):
    (total,) = journal.measures.totals(theirs.id)

    journal.measures.remove_total(total.id)

    assert journal.measures.totals(theirs.id) == []
    assert journal.measures.forms() == [theirs]
    assert [each.value for each in journal.bin.all()] == [total]


def test_a_form_deleted_for_good_takes_its_totals_and_their_earlier_versions(journal, theirs):
    (total,) = journal.measures.totals(theirs.id)
    journal.measures.record_form(replace(theirs, name="renamed"), replace(total, total=1))
    journal.measures.remove_form(theirs.id)

    assert journal.bin.remove_for_good(Kind.FORM, theirs.id)

    for table in ("form", "form_total", "version"):
        (count,) = journal.db.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == 0, table


# The plan.


def test_without_a_choice_the_plan_is_what_the_questionnaires_say(journal, instruments):
    plans = journal.measures.plans(None)

    assert [each.instrument for each in plans] == [each.id for each in instruments.all]
    assert {each.instrument for each in plans if each.is_on} == {
        each.id for each in instruments.all if each.is_on
    }
    assert journal.measures.chosen() == []


def test_a_choice_for_one_therapy_leaves_the_others_alone(journal):
    here, there = a_course(), a_course()
    for course in (here, there):
        journal.courses.record(course)
    general = MeasurePlan(instrument="phq9", is_on=True, every_days=28)
    journal.measures.plan(general)
    (offered,) = (each for each in journal.measures.plans(here.id) if each.instrument == "phq9")
    assert (offered.course_id, offered.every_days) == (here.id, 28)

    journal.measures.plan(replace(offered, every_days=7))

    def every_days(course_id):
        return {each.instrument: each.every_days for each in journal.measures.plans(course_id)}[
            "phq9"
        ]

    assert (every_days(here.id), every_days(there.id), every_days(None)) == (7, 28, 28)
    assert len(journal.measures.chosen()) == 2


def test_choices_made_together_are_taken_back_together(journal):
    journal.measures.plan(
        MeasurePlan(instrument="phq9", is_on=False, every_days=14),
        MeasurePlan(instrument="pcl5", is_on=True, every_days=28),
    )

    journal.undo()

    assert journal.measures.chosen() == []
    journal.redo()
    assert {each.id for each in journal.measures.chosen()} == {
        plan_id(None, "phq9"),
        plan_id(None, "pcl5"),
    }


def test_a_therapy_deleted_for_good_takes_its_plan(journal):
    course = a_course()
    journal.courses.record(course)
    kept = MeasurePlan(instrument="gad7", is_on=True, every_days=21)
    journal.measures.plan(
        kept, MeasurePlan(instrument="phq9", course_id=course.id, is_on=True, every_days=7)
    )
    with journal.act() as act:
        act.remove(Kind.COURSE, course.id)

    assert journal.bin.remove_for_good(Kind.COURSE, course.id)

    assert journal.measures.chosen() == [kept]


def test_the_plan_in_force_is_that_of_the_therapy_that_began_last(journal):
    assert journal.measures.course() is None
    ended = a_course(started_on=date(2026, 3, 1), ended_on=TODAY - timedelta(days=1))
    older = a_course(started_on=date(2024, 1, 1))
    newer = a_course(started_on=date(2025, 1, 1), ended_on=TODAY)
    to_come = a_course(started_on=TODAY + timedelta(days=9))
    for expected, course in ((None, ended), (to_come, to_come), (older, older), (newer, newer)):
        journal.courses.record(course)

        assert journal.measures.course() == expected


# What is due.


def test_what_was_never_filled_in_is_not_asked_for_unless_it_was_chosen(journal):
    assert due(journal) == []

    journal.measures.plan(MeasurePlan(instrument="pcl5", is_on=True, every_days=28))

    (found,) = journal.measures.due()
    assert (found.instrument.id, found.last, found.since) == ("pcl5", None, TODAY)


def test_what_was_chosen_for_another_therapy_is_not_asked_for(journal):
    elsewhere, here = a_course(started_on=date(2020, 1, 1)), a_course()
    for course in (elsewhere, here):
        journal.courses.record(course)

    for course, expected in ((elsewhere, []), (here, ["phq9"])):
        journal.measures.plan(
            MeasurePlan(instrument="phq9", course_id=course.id, is_on=True, every_days=14)
        )
        assert due(journal) == expected


def test_it_is_due_when_its_days_have_passed(journal):
    journal.measures.record(filled_in(days_ago=13))
    assert due(journal) == []

    journal.measures.record(filled_in("gad7", days_ago=14))

    (found,) = journal.measures.due()
    assert (found.instrument.id, found.every_days) == ("gad7", 14)
    assert (found.last, found.since) == (TODAY - timedelta(days=14), TODAY)


def test_what_was_switched_off_is_never_due(journal):
    journal.measures.record(filled_in(days_ago=300))
    assert due(journal) == ["phq9"]

    journal.measures.plan(MeasurePlan(instrument="phq9", is_on=False, every_days=14))

    assert due(journal) == []


def test_a_form_that_this_program_does_not_know_is_kept_and_never_due(journal):
    journal.measures.record(filled_in("xyz12", days_ago=99))
    journal.measures.plan(MeasurePlan(instrument="xyz12", is_on=True, every_days=1))

    assert len(journal.measures.of("xyz12")) == 1
    assert due(journal) == []


def test_not_today_holds_for_today(journal, clock, qtbot):
    journal.measures.record(filled_in(days_ago=14))
    assert not journal.measures.is_put_off

    with qtbot.waitSignal(journal.changed) as changed:
        journal.measures.put_off()

    assert changed.args == [Topic.SETTINGS]
    assert journal.measures.is_put_off
    assert due(journal) == ["phq9"]
    clock.pass_(hours=15)  # three in the night: still the same day
    assert journal.measures.is_put_off
    clock.pass_(hours=2)
    assert not journal.measures.is_put_off


@pytest.mark.parametrize("value", ["tomorrow", "2026-5-1", "20260501", 7, None])
def test_the_day_of_not_today_is_a_day_or_nothing(journal, value):
    with pytest.raises(ValueError, match="measures_not_on"):
        journal.settings.change(measures_not_on=value)

    journal.settings.change(measures_not_on="")
    assert not journal.measures.is_put_off
