from datetime import date, timedelta

import pytest

from sessiondesk.domain.afterwards import DayAfter
from sessiondesk.domain.review import Movement, Review
from sessiondesk.insights.after_session import AfterOne, AfterSessions
from sessiondesk.insights.evidence import Beside, Met
from sessiondesk.insights.working import Line, Says, Sum, Working
from sessiondesk.ui import wording_review

DAY = date(2026, 5, 12)


def test_there_is_always_a_question_to_take_along():
    def question(found, way=Says.CANT_TELL, *, forms=Says.STEADY, worse_first=False):
        return wording_review.question(
            Working(
                lines=((Line.FORMS, forms),),
                sum=found,
                way=way,
                pointing=3,
                worse_first=worse_first,
            )
        )

    asked = {question(found, way) for found in Sum for way in Says}

    assert len(asked) == 6
    assert all(each.endswith("?") for each in asked)
    worse = question(Sum.POINTS_ONE_WAY, Says.BETTER, forms=Says.WORSE, worse_first=True)
    assert worse == "What would have to change for this to be right for me?"
    # Something crossed a boundary: that is no question for the session.
    assert question(Sum.MIXED, worse_first=True) == "Whom outside this therapy could I talk to?"


def test_where_things_stand_is_said_with_the_year_of_another_year(prompts):
    def said(day):
        met = Met(number=4, day=day, sessions=3, kept=3, offered=4)
        return wording_review.met(met, prompts, DAY)

    assert said(date(2026, 4, 2)) == (
        "Since session 4 (2 April) we have met 3 times; you kept 3 of 4 appointments."
    )
    assert "(2 December 2025)" in said(date(2025, 12, 2))


def test_expectations_are_those_that_were_said():
    assert wording_review.expected(1, None) == "You have had one session so far."
    assert wording_review.expected(9, 20) == (
        "You have had 9 sessions so far. You expected about 20."
    )


def after(worse, known, *, is_enough):
    one = AfterOne(day=DAY - timedelta(days=9), difference=-2.0, is_worse=True)
    return AfterSessions(
        sessions=(one,) * min(known, 6),
        known=known,
        worse=worse,
        is_enough=is_enough,
        is_consistent=False,
    )


@pytest.mark.parametrize(
    ("asked", "seen", "words"),
    [
        (
            Movement.MOVEMENT,
            {"signs_now": 9, "signs_before": 4, "same_place": 1, "ground_known": 3},
            (
                "9 small signs on the last sheet, 4 on the one before. Old ground, same place in "
                "1 of the last 3 sessions with an answer."
            ),
        ),
        (
            Movement.POINT,
            {"days_after": {DayAfter.LIGHTER: 2, DayAfter.WORSE_ABOUT_MYSELF: 1}},
            "The days after, as you noted them: 2 lighter, 1 worse about yourself.",
        ),
        (
            Movement.TRUST,
            {"fit_now": 7.0, "fit_known": 3},
            "The six sentences: 7.0 of 10 on average, over 3 sessions so far.",
        ),
        (
            Movement.TRUST,
            {"fit_now": 7.0, "fit_before": 6.5, "fit_known": 12},
            (
                "The six sentences: 7.0 of 10 on average over the last six sessions, 6.5 over the "
                "six before."
            ),
        ),
        (
            Movement.HONEST,
            {"held_back": 2, "held_back_known": 5},
            "You held something back in 2 of the last 5 sessions with an answer.",
        ),
        (
            Movement.AFTER,
            {"after": after(2, 4, is_enough=False)},
            "4 sessions have check-ins on both sides so far; from 6 on I can look.",
        ),
        (
            Movement.AFTER,
            {"after": after(2, 9, is_enough=True)},
            "Mood was at least a point lower for two days after 2 of the last 6.",
        ),
        (
            Movement.SAID,
            {"openers": (1, 3)},
            "Of 3 sentences you chose to open the conversation with, you used 1.",
        ),
    ],
)
def test_the_record_is_said_beside_each_question(asked, seen, words):
    assert " ".join(wording_review.beside(asked, Beside(**seen))) == words


@pytest.mark.parametrize("asked", Movement)
def test_where_the_record_has_nothing_nothing_is_said(asked):
    assert wording_review.beside(asked, Beside()) == []
    assert wording_review.beside(asked, Beside(after=after(0, 0, is_enough=False))) == []


def test_the_last_review_is_named_by_its_session_or_by_its_day():
    review = Review(day=DAY)

    assert wording_review.last_review([], {}) == ""
    assert wording_review.last_review([review], {}) == "Last one on 12 May 2026."
    assert wording_review.after_session(None, DAY) == "12 May 2026"


def test_things_are_counted_in_words():
    assert [wording_review.things(count) for count in (0, 1, 5)] == [
        "Nothing",
        "One thing",
        "5 things",
    ]
