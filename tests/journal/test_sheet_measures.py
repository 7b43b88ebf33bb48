"""What questionnaires have to say on a sheet: where they stand, and what is put first by hand."""

from datetime import datetime, time, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessiondesk.domain.assessment import Assessment
from sessiondesk.domain.course import Course
from sessiondesk.domain.form import Form, FormTotal
from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import Better
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.insights import scoring
from sessiondesk.insights.questionnaire_change import ChangeClass
from sessiondesk.journal.sheet import gather
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
SUMMER = timezone(timedelta(hours=2))


def day(back):
    return TODAY - timedelta(days=back)


@pytest.fixture
def course(journal):
    course = Course(started_on=day(60))
    journal.courses.record(course)
    return course


@pytest.fixture
def meet(journal, course):
    """Keep a session at two in the afternoon, so many days back."""

    def meet(back, outcome=Outcome.ATTENDED, **rest):
        session = TherapySession(
            course_id=rest.pop("course_id", course.id),
            planned_for=datetime.combine(day(back), time(14)),
            zone=ZONE,
            outcome=outcome,
            **rest,
        )
        journal.sessions.record(session)
        return session

    return meet


@pytest.fixture
def scored(journal):
    """Keep a total of an instrument, so many days back."""

    def scored(id_, back, total):
        assessment = Assessment(instrument=id_, version=1, day=day(back), total=total)
        journal.measures.record(assessment)
        return assessment

    return scored


@pytest.fixture
def ticked(journal):
    """Keep the answers to a whole PHQ-9, that on thoughts of death among them."""

    def ticked(back, support=1, **rest):
        instrument = journal.measures.instruments.find(rest.pop("id_", "phq9"))
        answers = dict.fromkeys(range(1, len(instrument.items) + 1), 0)
        if instrument.support is not None:
            answers[instrument.support.item] = support
        score = scoring.score(instrument, answers)
        fields = {
            "version": instrument.version,
            "day": day(back),
            "answers": answers,
            "total": score.total,
            "on_sheet": True,
        }
        assessment = Assessment(instrument=instrument.id, **{**fields, **rest})
        journal.measures.record(assessment)
        return assessment

    return ticked


def standing(journal, name, on=TODAY):
    found = [each for each in gather(journal, on).measures if each.name == name]
    assert len(found) == 1
    return found[0]


def rows(found):
    return (found.first, found.last, found.now)


# Where they stand.


def test_what_was_never_filled_in_is_not_there(journal):
    assert gather(journal, TODAY).measures == ()


def test_one_result_is_the_one_of_now(journal, scored):
    scored("phq9", 3, 12)

    found = standing(journal, "PHQ-9")

    assert rows(found) == (None, None, 12)
    assert (found.day, found.change, found.is_mean) == (day(3), None, False)


def test_two_results_are_the_first_and_the_one_of_now(journal, scored):
    scored("phq9", 30, 16)
    scored("phq9", 3, 9)

    found = standing(journal, "PHQ-9")

    assert rows(found) == (16, None, 9)
    assert found.change.judged is ChangeClass.IMPROVED
    assert not found.is_mean


def test_from_three_on_the_first_is_the_mean_of_the_first_two(journal, scored):
    for back, total in ((45, 17), (31, 16), (17, 14), (3, 12)):
        scored("phq9", back, total)

    found = standing(journal, "PHQ-9")

    assert rows(found) == (16.5, 14, 12)
    assert found.is_mean
    assert found.change.judged is ChangeClass.NOT_RELIABLE


def test_nothing_is_said_of_a_change_within_the_days_that_both_look_back_on(journal, scored):
    scored("phq9", 10, 16)
    scored("phq9", 3, 9)

    found = standing(journal, "PHQ-9")

    assert rows(found) == (16, None, 9)
    assert found.change is None


def test_what_came_after_the_date_of_the_sheet_is_not_on_it(journal, scored, ticked):
    scored("phq9", 40, 16)
    scored("phq9", 3, 9)
    ticked(2, total=1)

    found = gather(journal, day(20))

    assert [each.now for each in found.measures] == [16]
    assert found.marked == ()


def test_results_from_long_before_this_therapy_are_not_its_first(journal, meet, scored):
    scored("phq9", 60 + 29, 24)
    scored("gad7", 60 + 29, 12)
    scored("phq9", 60 + 28, 15)
    scored("phq9", 3, 9)

    found = gather(journal, TODAY).measures

    # Four weeks before its first session still count; of GAD-7 there is nothing else.
    assert [(each.name, rows(each)) for each in found] == [("PHQ-9", (15, None, 9))]


def test_the_therapy_is_the_one_the_sheet_is_for(journal, meet, scored):
    other = Course(started_on=day(400), ended_on=day(200))
    journal.courses.record(other)
    meet(-2, Outcome.PLANNED, course_id=other.id)
    scored("phq9", 300, 20)
    scored("phq9", 3, 9)

    assert rows(standing(journal, "PHQ-9")) == (20, None, 9)


def test_instruments_stand_in_their_order_and_before_the_forms(journal, scored):
    form = Form(name="The clinic’s own", better=Better.LOWER)
    journal.measures.record_form(
        form,
        FormTotal(form_id=form.id, day=day(60), total=30.5),
        FormTotal(form_id=form.id, day=day(30), total=28),
        FormTotal(form_id=form.id, day=day(3), total=22.5),
    )
    journal.measures.record_form(Form(name="Never filled in"))
    scored("who5", 3, 40)
    scored("phq9", 3, 9)

    found = gather(journal, TODAY).measures

    assert [each.name for each in found] == ["PHQ-9", "WHO-5", "The clinic’s own"]
    assert rows(found[-1]) == (30.5, 28, 22.5)
    assert (found[-1].instrument, found[-1].change) == (None, None)


def test_a_form_with_one_or_two_totals_says_what_there_is(journal):
    form = Form(name="The clinic’s own")
    journal.measures.record_form(form, FormTotal(form_id=form.id, day=day(30), total=8))
    assert rows(standing(journal, form.name)) == (None, None, 8)

    journal.measures.record_form(form, FormTotal(form_id=form.id, day=day(3), total=5))
    assert rows(standing(journal, form.name)) == (8, None, 5)


def test_what_was_removed_is_not_there(journal, scored):
    journal.measures.remove(scored("phq9", 3, 9).id)
    assert gather(journal, TODAY).measures == ()


# What is put first.


def test_an_answer_put_there_by_hand_stands_first_in_its_exact_words(journal, ticked):
    kept = ticked(3, support=2)

    (found,) = gather(journal, TODAY).marked

    instrument = journal.measures.instruments.find("phq9")
    assert found.key == f"marked:{kept.id}"
    assert (found.title, found.day) == ("PHQ-9", day(3))
    assert found.question == instrument.item(9).text
    assert found.answer == instrument.option(2).text


def test_nothing_stands_first_that_was_not_put_there(journal, ticked):
    ticked(3, support=3, on_sheet=False)
    assert gather(journal, TODAY).marked == ()


def test_what_was_there_for_the_session_before_is_not_there_again(journal, meet, ticked):
    ticked(6)
    meet(5)
    ticked(4)

    assert [each.day for each in gather(journal, TODAY).marked] == [day(4)]


def test_a_session_that_was_not_held_takes_nothing_away(journal, meet, ticked):
    ticked(6)
    meet(5, Outcome.CANCELLED_BY_THERAPIST)

    assert [each.day for each in gather(journal, TODAY).marked] == [day(6)]


@pytest.mark.parametrize(("hour", "is_there"), [(9, False), (13, False), (14, True), (21, True)])
def test_on_the_day_of_the_session_the_hour_decides(*, journal, meet, ticked, hour, is_there):
    meet(5)
    ticked(5, taken_at=datetime.combine(day(5), time(hour), tzinfo=SUMMER))

    assert bool(gather(journal, TODAY).marked) is is_there


def test_without_an_hour_it_is_rather_there_twice_than_not_at_all(journal, meet, ticked):
    meet(5)
    ticked(5)

    assert len(gather(journal, TODAY).marked) == 1


def test_the_latest_stands_first(journal, ticked):
    ticked(9, id_="core10")
    ticked(3)

    found = gather(journal, TODAY).marked

    assert [each.title for each in found] == ["PHQ-9", "CORE-10"]


def test_an_answer_of_none_at_all_or_in_other_words_is_not_put_into_ours(journal, ticked):
    ticked(3, support=0)
    ticked(4, version=99)
    ticked(5, answers={})
    ticked(6, answers={9: 77})
    # One without such a question.
    ticked(7, id_="gad7")

    assert gather(journal, TODAY).marked == ()


# What is read.


taken = st.tuples(
    st.sampled_from(["phq9", "gad7", "of another version"]),
    st.integers(-2, 9),
    st.none() | st.integers(8, 20),
    st.booleans(),
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(filled_in=st.lists(taken, max_size=14), first=st.integers(0, 9), length=st.integers(0, 9))
def test_the_ends_are_those_of_all_that_was_filled_in(journal, filled_in, first, length):
    period = Period(first=day(first + length), last=day(first))
    for n, (id_, back, hour, is_on) in enumerate(filled_in):
        taken_at = None if hour is None else datetime.combine(day(back), time(hour), SUMMER)
        journal.measures.record(
            Assessment(
                instrument=id_,
                version=1,
                day=day(back),
                taken_at=taken_at,
                total=float(n),
                on_sheet=is_on,
            )
        )
    whole = journal.measures.all()
    ends = []
    for id_ in {each.instrument for each in whole}:
        of_it = [each for each in whole if each.instrument == id_ and each.day in period]
        ends += [each for n, each in enumerate(of_it) if n < 2 or n >= len(of_it) - 2]

    assert journal.measures.ends(period) == [each for each in whole if each in ends]
    assert journal.measures.on_sheet(period.last) == [
        each for each in whole if each.on_sheet and each.day <= period.last
    ]
    for each in whole:
        journal.measures.remove(each.id)
    assert journal.measures.ends(period) == journal.measures.on_sheet(TODAY) == []


def test_of_many_results_the_first_is_the_mean_of_the_first_two_and_the_last_the_one_before(
    journal, scored
):
    for back, total in ((80, 20), (70, 16), (60, 3), (50, 4), (40, 9), (3, 12)):
        scored("phq9", back, total)

    found = standing(journal, "PHQ-9")

    assert rows(found) == (18, 9, 12)
    assert found.is_mean


def test_a_therapy_that_begins_long_after_the_sheet_has_no_result_yet(journal, scored):
    journal.courses.record(Course(started_on=day(-29)))
    scored("phq9", 1, 12)
    scored("phq9", -1, 11)

    assert gather(journal, TODAY).measures == ()
    assert rows(standing(journal, "PHQ-9", day(-1))) == (None, None, 11)


def test_the_words_of_one_session_only_are_read(journal, meet, monkeypatch):
    for back in range(100, 5, -7):
        meet(back, notes="A long note. ", to_keep=f"{back} days ago")
    last = meet(5, to_keep="I can wait.")
    coming = meet(-2, Outcome.PLANNED)

    def refuses(*_args):
        raise AssertionError("all notes were read")

    monkeypatch.setattr(journal.sessions, "between", refuses)
    found = gather(journal, TODAY)

    assert found.last is not None
    assert found.coming is not None
    assert found.last == journal.sessions.find(last.id)
    assert found.last.to_keep == "I can wait."
    assert (found.coming.id, found.coming_number) == (coming.id, 16)


def test_the_sessions_without_words_are_those_with_words(journal, meet):
    moved = (datetime.combine(day(20), time(9)),)
    meet(21, Outcome.LATE, moved_from=moved, notes="words")
    meet(14, Outcome.MISSED)
    meet(7, Outcome.CANCELLED_BY_ME, cancelled_at=NOON - timedelta(days=8))
    meet(0, Outcome.PLANNED)
    journal.sessions.remove(meet(3).id)

    found = gather(journal, TODAY).sessions

    whole = [each for each in journal.sessions.all() if each.day <= TODAY]
    assert len(found) == len(whole) == 4
    for outline, session in zip(found, whole, strict=True):
        for name in ("id", "planned_for", "zone", "minutes", "moved_from", "outcome"):
            assert getattr(outline, name) == getattr(session, name)
