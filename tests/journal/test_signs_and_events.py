"""Signs, life events and the safety plan: what is asked of the journal."""

from datetime import date, timedelta

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.period import Period
from sessiondesk.domain.safety_plan import THE_ONE, SafetyPlan
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide

TODAY = date(2026, 5, 12)


def small(item, *, day=TODAY):
    return Sign(item=item, side=SignSide.PROGRESS, day=day, answer=SignAnswer.NOT_YET)


def warning(item, *, day=TODAY):
    return Sign(item=item, side=SignSide.WARNING, day=day, answer=SignAnswer.TICKED)


def note_a_day(journal, day):
    noon = journal.now().replace(year=day.year, month=day.month, day=day.day)
    journal.checkins.record(CheckIn(felt_at=noon, day=day))


# When small signs are due.


def test_a_record_that_has_just_begun_is_not_asked_for_signs(journal):
    assert not journal.signs.is_due(TODAY)

    note_a_day(journal, TODAY - timedelta(days=27))

    assert not journal.signs.is_due(TODAY)


def test_after_four_weeks_of_record_signs_are_due(journal):
    note_a_day(journal, TODAY - timedelta(days=28))

    assert journal.signs.is_due(TODAY)


def test_signs_are_due_four_weeks_after_the_last_sheet(journal):
    journal.signs.record(small("one", day=TODAY - timedelta(days=200)))
    journal.signs.record(small("one", day=TODAY - timedelta(days=27)))
    assert not journal.signs.is_due(TODAY)

    assert journal.signs.is_due(TODAY + timedelta(days=1))


def test_a_closer_look_is_no_sheet_of_small_signs(journal):
    note_a_day(journal, TODAY - timedelta(days=28))
    journal.signs.record(warning("judged"))

    assert journal.signs.is_due(TODAY)


# Sheets.


def test_a_sheet_is_what_was_answered_on_one_day_on_one_side(journal):
    first, second = small("one"), small("two")
    earlier = small("one", day=TODAY - timedelta(days=30))
    journal.signs.record(first, second, earlier, warning("judged"))

    assert journal.signs.on(SignSide.PROGRESS, TODAY) == [first, second]
    assert journal.signs.all(SignSide.PROGRESS) == [earlier, first, second]
    assert journal.signs.since(SignSide.PROGRESS, TODAY) == [first, second]
    assert journal.signs.days(SignSide.PROGRESS) == [earlier.day, TODAY]
    assert journal.signs.days(SignSide.WARNING) == [TODAY]


def test_a_sign_in_the_bin_is_on_no_sheet(journal):
    sign = small("one")
    journal.signs.record(sign)

    journal.signs.remove([sign.id])

    assert journal.signs.on(SignSide.PROGRESS, TODAY) == []
    assert journal.signs.days(SignSide.PROGRESS) == []
    assert journal.signs.find(sign.id) is None


def test_words_that_are_kept_take_their_draft_with_them(journal):
    sign = small("one")
    journal.drafts.keep("sign.example", "sign", sign.id, "On the st")
    journal.drafts.keep("sign.example", "sign", "other", "stays")

    journal.signs.record(sign, settles=("sign.example",))

    assert [each.text for each in journal.drafts.all()] == ["stays"]


# The plan.


def test_the_plan_takes_its_drafts_with_it(journal):
    journal.drafts.keep("safety_plan.safer_room", "safety_plan", THE_ONE, "The ke")

    journal.safety.record(SafetyPlan(safer_room="The key"), settles=("safety_plan.safer_room",))

    assert journal.drafts.all() == []
    assert journal.safety.plan().safer_room == "The key"


def test_without_a_plan_there_is_an_empty_one(journal):
    assert journal.safety.plan() == SafetyPlan()
    assert journal.safety.plan().is_empty

    journal.safety.record(SafetyPlan(worth_living_for="the garden"))
    assert not journal.safety.plan().is_empty
    journal.undo()
    assert journal.safety.plan().is_empty


# Life events.


def test_what_goes_on_touches_every_later_stretch_of_time(journal):
    goes_on = LifeEvent(
        title="Pills", kind=LifeEventKind.MEDICINE_STARTED, first=TODAY, goes_on=True
    )
    over = LifeEvent(
        title="Sea", kind=LifeEventKind.HOLIDAY, first=TODAY, last=TODAY + timedelta(days=7)
    )
    for event in (goes_on, over):
        journal.life_events.record(event)
    later = Period(first=TODAY + timedelta(days=100), last=TODAY + timedelta(days=200))
    before = Period(first=TODAY - timedelta(days=9), last=TODAY - timedelta(days=1))

    assert journal.life_events.between(later) == [goes_on]
    assert journal.life_events.between(before) == []
    assert journal.life_events.all() == [goes_on, over]
    journal.life_events.remove(over.id)
    assert journal.life_events.find(over.id) is None
    assert journal.life_events.find(goes_on.id) == goes_on
