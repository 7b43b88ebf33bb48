"""What the values of the whole record refuse, and what they know of themselves."""

from dataclasses import replace
from datetime import date

import pytest

from sessiondesk.domain.afterwards import Afterwards, FitItem, id_after
from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.course import Break, Course
from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import PatternId, TagId, TherapySessionId
from sessiondesk.domain.life_event import LifeEvent, LifeEventKind
from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.safety_plan import THE_ONE, SafetyPlan
from sessiondesk.domain.sign import Sign, SignAnswer, SignSide
from sessiondesk.domain.tag import Tag

DAY = date(2026, 5, 12)
SESSION = TherapySessionId("s1")


def a_life_event(**fields: object) -> LifeEvent:
    values = {"title": "moved", "kind": LifeEventKind.MOVE, "first": DAY, **fields}
    return LifeEvent(**values)  # type: ignore[arg-type]


def a_sign(side: SignSide, answer: SignAnswer) -> Sign:
    return Sign(item="said_no", side=side, day=DAY, answer=answer)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda: a_life_event(title=" "), "title"),
        (lambda: a_life_event(last=date(2026, 5, 11)), "last"),
        (lambda: a_life_event(last=DAY, goes_on=True), "last"),
        (lambda: a_sign(SignSide.WARNING, SignAnswer.NOT_YET), "answer"),
        (lambda: a_sign(SignSide.PROGRESS, SignAnswer.TICKED), "answer"),
        (lambda: Tag(name="work", id=TagId("t"), merged_into=TagId("t")), "merged_into"),
        (lambda: FeelingWord(family="sad", text=""), "text"),
        (lambda: FeelingWord(family="sad", text=" worn"), "text"),
        (lambda: Pattern(name="\t", named_on=DAY), "name"),
        (lambda: Pattern(name="quiet ", named_on=DAY), "name"),
        (
            lambda: Pattern(
                name="quiet", named_on=DAY, id=PatternId("p"), merged_into=PatternId("p")
            ),
            "merged_into",
        ),
        (lambda: Break(first=DAY, last=date(2026, 5, 11)), "last"),
        (lambda: Afterwards(session_id=SESSION, fit={FitItem.SAFE: 11}), "fit"),
        (lambda: Afterwards(session_id=SESSION, arriving=-1), "arriving"),
        (lambda: Afterwards(session_id=SESSION, leaving=11), "leaving"),
        (lambda: Afterwards(session_id=SESSION, next_day=11), "next_day"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(make, field):
    with pytest.raises(InvalidFieldError) as refused:
        make()

    assert refused.value.field == field


def test_only_medicines_are_medicines():
    assert {kind for kind in LifeEventKind if kind.is_medicine} == {
        LifeEventKind.MEDICINE_STARTED,
        LifeEventKind.MEDICINE_CHANGED,
        LifeEventKind.MEDICINE_STOPPED,
    }


def test_what_is_noted_after_a_session_is_one_for_each_session():
    noted = Afterwards(session_id=SESSION)

    assert noted.id == Afterwards(session_id=SESSION, words="more").id == id_after(SESSION)
    assert noted.id != Afterwards(session_id=TherapySessionId("s2")).id
    assert len(noted.id) == 32


def test_nothing_noted_is_empty_and_a_zero_is_not():
    noted = Afterwards(session_id=SESSION)

    assert noted.is_empty
    assert not replace(noted, arriving=0).is_empty
    assert not replace(noted, fit={FitItem.SAFE: 0}).is_empty


def test_answers_about_a_session_are_our_own_copy():
    given = {FitItem.SAFE: 7}
    noted = Afterwards(session_id=SESSION, fit=given)

    given[FitItem.SAFE] = 1

    assert noted.fit == {FitItem.SAFE: 7}


def test_a_plan_of_blanks_is_empty():
    assert SafetyPlan().is_empty
    assert SafetyPlan(safer_room=" \n").is_empty
    assert not SafetyPlan(safer_room="x").is_empty
    assert SafetyPlan().id == THE_ONE


def test_breaks_stand_in_the_order_of_their_days():
    later, open_, sooner = (
        Break(first=date(2026, 8, 1), last=date(2026, 8, 14)),
        Break(first=date(2026, 8, 1)),
        Break(first=date(2026, 1, 1)),
    )

    course = Course(started_on=DAY, breaks=(open_, later, sooner))

    assert course.breaks == (sooner, later, open_)


def test_what_was_brought_up_may_have_lost_its_session():
    said = BringUp(text="the letter", state=BringUpState.BROUGHT_UP)

    assert not said.is_open
