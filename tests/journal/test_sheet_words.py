"""What a sheet is told in the person's own words, and what is asked where there is little."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from sessiondesk.domain.bring_up import BringUp, BringUpState
from sessiondesk.domain.checkin import CheckIn, Feeling, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.feeling_word import FeelingWord
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.practice import Practice, PracticeLog
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.sheet_prompts import GoesTo
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.journal import sheet_questions
from sessiondesk.journal.sheet import gather
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
DAY = timedelta(days=1)
MOOD = ScaleId("mood")


def gathered(journal, on: date) -> Any:
    """Return what a sheet is told; a test may look into what can be missing."""
    return gather(journal, on)


@pytest.fixture
def last(journal):
    """A session held five days ago, at two in the afternoon."""
    course = Course(started_on=TODAY - 60 * DAY)
    journal.courses.record(course)
    session = TherapySession(
        course_id=course.id,
        planned_for=datetime.combine(TODAY - 5 * DAY, time(14)),
        zone=ZONE,
        outcome=Outcome.ATTENDED,
        notes="What was said in there stays in there.",
    )
    journal.sessions.record(session)
    return session


@pytest.fixture
def check_in(journal):
    """Keep a check-in, so many days back at noon."""

    def check_in(back, *lines, mood=None, at=NOON, **rest):
        ratings = {} if mood is None else {MOOD: mood}
        told = tuple(line if isinstance(line, NoteLine) else NoteLine(text=line) for line in lines)
        felt_at = at - back * DAY
        checkin = CheckIn(felt_at=felt_at, day=felt_at.date(), ratings=ratings, lines=told, **rest)
        journal.checkins.record(checkin)
        return checkin

    return check_in


def texts(found):
    return [each.text for each in found]


# Moments and lines of notes.


def test_a_moment_is_a_check_in_with_words_and_says_what_was_felt_and_tried(journal, check_in):
    own = FeelingWord(family="sad", text="Grey inside")
    journal.feelings.record(own)
    feelings = {
        Feeling(family="sad", word=own.id),
        Feeling(family="afraid", word="worried"),
        Feeling(family="angry"),
        Feeling(family="sad", word="gone"),
        Feeling(family="unheard_of"),
    }
    checkin = check_in(1, "  ", "The letter came.", "More.", mood=3, feelings=frozenset(feelings))
    practice = Practice(text="Breathing", agreed_on=TODAY - 9 * DAY)
    other = Practice(text="Walking", agreed_on=TODAY - 9 * DAY)
    for each in (practice, other):
        journal.practices.record(each)
    journal.practices.log(
        PracticeLog(practice_id=practice.id, done_at=NOON - DAY, day=TODAY - DAY)
    )

    (moment,) = gathered(journal, TODAY).moments

    assert (moment.key, moment.day, moment.mood) == (f"moment:{checkin.id}", TODAY - DAY, 3)
    assert moment.text == "The letter came."
    assert sorted(moment.feelings) == ["Grey inside", "angry", "sad", "unheard_of", "worried"]
    assert moment.feelings[0] == "worried"
    assert moment.feelings[-1] == "unheard_of"
    assert moment.tried == ("Breathing",)


def test_wins_and_hurdles_are_no_moments_and_no_excerpts(journal, check_in):
    check_in(
        1,
        NoteLine(text="Said no.", kind=LineKind.WIN),
        NoteLine(text="Went blank.", kind=LineKind.HURDLE),
        NoteLine(text="They will notice.", kind=LineKind.THOUGHT),
    )
    check_in(2, NoteLine(text="Only a win.", kind=LineKind.WIN), mood=1)

    found = gathered(journal, TODAY)

    assert texts(found.moments) == ["They will notice."]
    assert texts(found.excerpts) == ["They will notice."]
    assert found.checkins == 2


def test_the_latest_comes_first_and_every_line_can_be_chosen(journal, check_in):
    old = check_in(3, "First.", "Second.")
    check_in(1, "Third.")
    found = gathered(journal, TODAY)
    assert texts(found.excerpts) == ["Third.", "First.", "Second."]
    assert [each.key for each in found.excerpts][1:] == [f"{old.id}:0", f"{old.id}:1"]


def test_what_was_written_in_the_morning_was_for_the_session_of_that_day(journal, last, check_in):
    check_in(5, "In the morning.", mood=2)
    check_in(5, "In the evening.", mood=2, at=NOON + timedelta(hours=6))
    check_in(6, "The day before.", mood=2)

    found = gathered(journal, TODAY)

    assert texts(found.moments) == texts(found.excerpts) == ["In the evening."]
    assert found.checkins == 1


def test_nothing_written_about_a_session_is_ever_among_them(journal, last, check_in):
    check_in(1, "My own line.")
    assert "stays in there" not in str([*gathered(journal, TODAY).moments])
    assert texts(gathered(journal, TODAY).excerpts) == ["My own line."]


# The judgement that was given before looking.


def remembered(journal, back, words, **ratings):
    day = TODAY - back * DAY
    recall = Recall(
        day=day,
        first=day - 6 * DAY,
        last=day,
        words=words,
        ratings={ScaleId(id_): value for id_, value in ratings.items()},
    )
    journal.recalls.record(recall)
    return recall


def test_the_judgement_is_what_was_said_last_with_what_was_remembered(journal, last):
    remembered(journal, 4, "Long.")
    remembered(journal, 1, "Better than I thought.", anxiety=4, mood=6)

    found = gathered(journal, TODAY).judgement

    assert (found.day, found.words) == (TODAY - DAY, "Better than I thought.")
    assert found.ratings == (("Mood", 6), ("Anxiety", 4))


def test_what_was_said_before_the_last_session_was_for_that_one(journal, last):
    remembered(journal, 5, "For that day.")
    assert gathered(journal, TODAY).judgement is None
    # A sheet of that day says it all the same.
    assert gathered(journal, TODAY - 6 * DAY).judgement is None


def test_without_a_session_what_was_said_in_four_weeks_counts(journal):
    remembered(journal, 20, "Slow.")
    assert gathered(journal, TODAY).judgement.words == "Slow."
    remembered(journal, 0, "Of two on one day", mood=5)
    remembered(journal, 0, "the one said last.")
    assert gathered(journal, TODAY).judgement.day == TODAY


# The few questions.


ANSWERS = {
    "been": " Up and\n down. ",
    "stayed": "The row with my sister.\n\nShe left early.",
    "tried": "Breathing. It helped a bit.",
    "want": "What I do when she shouts",
    "hard": "That I thought of stopping",
}


def test_the_answers_stand_where_they_belong(journal, last):
    assert gathered(journal, TODAY).is_thin

    sheet_questions.answer(journal, ANSWERS)

    found = gathered(journal, TODAY)
    assert not found.is_thin
    assert found.judgement.words == "Up and down."
    (moment,) = found.moments
    assert moment.text == "The row with my sister.\nShe left early."
    assert moment.is_answer
    assert texts(found.tried) == ["Breathing. It helped a bit."]
    assert [(each.text, each.stays_private) for each in found.bring_ups] == [
        ("What I do when she shouts", False),
        ("That I thought of stopping", True),
    ]
    assert found.excerpts == ()
    (recall,) = journal.recalls.all()
    assert (recall.first, recall.last) == (last.day, TODAY)


def test_all_of_it_is_one_act(journal):
    sheet_questions.answer(journal, ANSWERS)

    assert journal.undo()

    assert journal.bring_ups.all() == journal.recalls.all() == []
    assert journal.checkins.on(TODAY) == []
    assert not journal.undo()


def test_what_is_left_empty_is_not_kept(journal):
    sheet_questions.answer(journal, {"been": " ", "tried": "", "want": "Sleep"})
    assert texts(journal.bring_ups.open()) == ["Sleep"]
    assert journal.checkins.on(TODAY) == []

    sheet_questions.answer(journal, {"been": ""})

    assert journal.undo()
    assert not journal.undo()


def test_answered_again_on_that_day_it_is_said_better_and_not_twice(journal):
    sheet_questions.answer(journal, {"want": "Sleep", "stayed": "The letter"})
    (first,) = journal.bring_ups.open()

    sheet_questions.answer(journal, {"want": "Sleep, and why", "stayed": "The letter came"})

    (again,) = journal.bring_ups.open()
    assert (again.id, again.text, again.rank) == (first.id, "Sleep, and why", first.rank)
    assert texts(gathered(journal, TODAY).moments) == ["The letter came"]


def test_an_answer_that_was_talked_about_meanwhile_stays_so(journal, last):
    sheet_questions.answer(journal, {"want": "Sleep"})
    (said,) = journal.bring_ups.open()
    done = BringUp(
        text=said.text,
        rank=said.rank,
        state=BringUpState.BROUGHT_UP,
        session_id=last.id,
        id=said.id,
    )
    journal.bring_ups.record(done)

    sheet_questions.answer(journal, {"want": "Sleep, again"})

    (kept,) = journal.bring_ups.all()
    assert (kept.text, kept.state) == ("Sleep, again", BringUpState.BROUGHT_UP)


def test_on_another_day_it_is_another_answer_and_comes_last(journal, clock):
    journal.bring_ups.add("Something older")
    sheet_questions.answer(journal, {"want": "Sleep"})
    clock.pass_(days=1)

    sheet_questions.answer(journal, {"want": "Work"})

    assert texts(journal.bring_ups.open()) == ["Something older", "Sleep", "Work"]


def test_without_a_session_the_answer_is_about_four_weeks(journal):
    sheet_questions.answer(journal, {"been": "Slow"})
    (recall,) = journal.recalls.all()
    assert (recall.last - recall.first).days == 27


def test_a_question_that_is_not_asked_is_refused_and_nothing_is_kept(journal):
    with pytest.raises(KeyError):
        sheet_questions.answer(journal, {"want": "Sleep", "unheard_of": "Yes"})
    assert journal.bring_ups.all() == []


def test_an_answer_given_before_the_last_session_is_not_asked_for_again_nor_shown(
    journal, last, clock
):
    clock.pass_(days=-6)
    sheet_questions.answer(journal, {"tried": "Breathing"})
    clock.pass_(days=6)

    found = gathered(journal, TODAY)

    assert found.tried == ()
    assert not found.has_answers


def test_there_are_five_questions_and_each_goes_somewhere(prompts):
    assert [each.id for each in prompts.thin_sheet.questions] == list(ANSWERS)
    assert {each.goes_to for each in prompts.thin_sheet.questions} == set(GoesTo)
