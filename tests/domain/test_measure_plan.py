from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk import paths
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CourseId
from sessiondesk.domain.measure_plan import MeasurePlan, due, in_force, plan_id
from sessiondesk.exchange import instrument_file

INSTRUMENTS = instrument_file.load(paths.resources() / "instruments")
TODAY = date(2026, 5, 12)
COURSE, OTHER = CourseId("c" * 32), CourseId("d" * 32)


def plan(instrument="phq9", **more):
    return MeasurePlan(**({"instrument": instrument, "is_on": True, "every_days": 14} | more))


def ids(found):
    return [each.instrument.id for each in found]


def is_due(last, *, every_days=14, today=TODAY):
    return due(INSTRUMENTS, [plan(every_days=every_days)], {"phq9": last}, today=today)


def test_there_is_one_plan_for_an_instrument_in_a_therapy():
    assert plan(every_days=7).id == plan(is_on=False).id == plan_id(None, "phq9")
    assert len({plan().id, plan("gad7").id, plan(course_id=COURSE).id}) == 3
    # It is kept under this name: another way to make it would leave what was kept behind.
    assert plan().id == "445c5040a463440decc307dfe8a59fe3"


def test_an_identity_that_is_given_stays():
    assert replace(plan(), every_days=7).id == plan().id
    assert plan(id="e" * 32).id == "e" * 32


@pytest.mark.parametrize("days", [0, -1, 366])
def test_days_that_make_no_sense_are_refused(days):
    with pytest.raises(InvalidFieldError, match="every_days: Choose 1 to 365 days"):
        plan(every_days=days)


def test_a_plan_is_for_some_instrument():
    with pytest.raises(InvalidFieldError, match="instrument: Say which questionnaire"):
        plan("")


def test_where_nothing_was_chosen_the_instrument_says_what_holds():
    found = in_force(INSTRUMENTS, [], COURSE)

    assert [each.instrument for each in found] == [each.id for each in INSTRUMENTS.all]
    assert [each.instrument for each in found if each.is_on] == ["phq9", "gad7", "core10", "who5"]
    assert {each.instrument: each.every_days for each in found}["pcl5"] == 28
    assert {each.every_days for each in found if each.is_on} == {14}
    assert {each.course_id for each in found} == {COURSE}


def test_what_was_chosen_for_a_therapy_holds_there_alone():
    chosen = [
        plan(every_days=21),
        plan(every_days=7, course_id=COURSE),
        plan("k10", course_id=COURSE),
    ]

    def held(course_id):
        return {
            each.instrument: (each.is_on, each.every_days)
            for each in in_force(INSTRUMENTS, chosen, course_id)
        }

    assert (held(COURSE)["phq9"], held(COURSE)["k10"]) == ((True, 7), (True, 14))
    # Another therapy goes by what was chosen for none in particular.
    assert (held(OTHER)["phq9"], held(OTHER)["k10"]) == ((True, 21), (False, 28))
    assert (held(None)["phq9"], held(None)["k10"]) == ((True, 21), (False, 28))


def test_a_plan_in_force_that_is_changed_writes_over_no_other():
    general = plan(every_days=21)

    found = in_force(INSTRUMENTS, [general], COURSE)[0]

    assert found.every_days == 21
    assert (found.course_id, found.id) == (COURSE, plan_id(COURSE, "phq9"))
    assert found.id != general.id


def test_an_instrument_is_due_when_its_days_have_gone_by():
    assert is_due(TODAY - timedelta(days=13)) == []
    (found,) = is_due(TODAY - timedelta(days=14))
    assert (found.last, found.since, found.every_days) == (date(2026, 4, 28), TODAY, 14)
    (found,) = is_due(TODAY - timedelta(days=20))
    assert found.since == TODAY - timedelta(days=6)


def test_days_are_counted_over_the_end_of_a_winter_and_a_leap_day():
    assert is_due(date(2028, 2, 20), every_days=10, today=date(2028, 2, 29)) == []
    assert len(is_due(date(2028, 2, 20), every_days=10, today=date(2028, 3, 1))) == 1


@pytest.mark.parametrize("last", [TODAY, TODAY + timedelta(days=400), date.max])
def test_one_that_is_dated_today_or_later_is_not_due(last):
    assert is_due(last) == []


def test_what_was_never_filled_in_waits_until_somebody_begins_or_chooses_it():
    plans = in_force(INSTRUMENTS, [], None)

    assert due(INSTRUMENTS, plans, {}, today=TODAY) == []
    (found,) = due(INSTRUMENTS, plans, {}, today=TODAY, chosen=["gad7"])
    assert (found.instrument.id, found.last, found.since) == ("gad7", None, TODAY)


def test_what_is_switched_off_is_never_due():
    plans = in_force(INSTRUMENTS, [plan(is_on=False)], None)
    long_ago = dict.fromkeys(("phq9", "gad7", "k10"), date(2020, 1, 1))

    assert ids(due(INSTRUMENTS, plans, long_ago, today=TODAY, chosen=["phq9", "k10"])) == ["gad7"]


def test_what_is_no_longer_there_is_not_due():
    assert due(INSTRUMENTS, [plan("gone")], {"gone": date(2020, 1, 1)}, today=TODAY) == []


def test_what_is_due_comes_in_the_order_of_the_instruments():
    plans = in_force(INSTRUMENTS, [], None)
    last = dict.fromkeys(("who5", "phq9", "gad7"), date(2020, 1, 1))

    assert ids(due(INSTRUMENTS, plans, last, today=TODAY)) == ["phq9", "gad7", "who5"]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)), st.integers(1, 365))
def test_it_is_due_from_one_day_on_and_stays_so(last, today, every_days):
    found = is_due(last, every_days=every_days, today=today)

    assert bool(found) is ((today - last).days >= every_days)
    for each in found:
        assert each.since <= today
        assert is_due(last, every_days=every_days, today=each.since)
        assert not is_due(last, every_days=every_days, today=each.since - timedelta(days=1))
