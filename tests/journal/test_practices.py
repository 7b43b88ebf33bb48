"""Practices: logged with one act, put aside, ended, and looked back on."""

from datetime import date, timedelta

import pytest

from sessiondesk.domain.period import Period
from sessiondesk.domain.practice import Practice, PracticeLog, PracticeState

MARCH = date(2026, 3, 19)


@pytest.fixture
def breathing(journal):
    practice = Practice(text="breathing", agreed_on=MARCH, days_a_week=5)
    journal.practices.record(practice)
    return practice


@pytest.fixture
def letter(journal):
    practice = Practice(text="write the letter", agreed_on=MARCH)
    journal.practices.record(practice)
    return practice


def logged(journal, clock, practice, *days_ago):
    for days in days_ago:
        moment = clock.moment - timedelta(days=days)
        journal.practices.log(
            PracticeLog(practice_id=practice.id, done_at=moment, day=moment.date())
        )


def test_what_was_agreed_once_is_done_with_its_log_and_goes_on_when_that_is_taken_back(
    journal, letter
):
    journal.practices.do(letter, helped=6, obstacle="the stamp")

    today = journal.today()
    done = journal.practices.find(letter.id)
    assert (done.state, done.ended_on, done.is_over) == (PracticeState.DONE, today, True)
    (entry,) = journal.practices.last_logs(letter.id, most=5)
    assert (entry.day, entry.helped, entry.obstacle) == (today, 6, "the stamp")
    assert journal.practices.for_day(today) == [done]

    journal.practices.take_back(done)

    assert journal.practices.find(letter.id) == letter
    assert journal.practices.count_logs(letter.id) == 0
    assert journal.undo()
    assert journal.practices.find(letter.id) == done


def test_a_log_is_taken_back_as_one_step_too(journal, letter):
    journal.practices.do(letter)

    assert journal.undo()

    assert journal.practices.find(letter.id) == letter
    assert journal.practices.count_logs(letter.id) == 0


def test_taking_back_today_leaves_other_days_and_a_practice_that_goes_on(
    journal, clock, breathing
):
    logged(journal, clock, breathing, 1)
    journal.practices.do(breathing, helped=3)

    journal.practices.take_back(breathing)

    yesterday = clock.moment.date() - timedelta(days=1)
    assert journal.practices.days(breathing.id) == [yesterday]
    assert journal.practices.find(breathing.id) == breathing


def test_a_paused_practice_is_not_asked_for_and_can_be_taken_up(journal, breathing):
    journal.practices.end(breathing, PracticeState.PAUSED)

    paused = journal.practices.find(breathing.id)
    assert (paused.state, paused.ended_on, paused.is_over) == (PracticeState.PAUSED, None, False)
    assert journal.practices.going_on() == []
    assert journal.practices.for_day(journal.today()) == []
    assert journal.practices.paused() == journal.practices.all() == [paused]

    journal.practices.end(paused, PracticeState.GOING_ON)
    assert journal.practices.going_on() == [breathing]


def test_a_dropped_practice_is_shown_on_the_day_it_ended_only(journal, clock, breathing):
    journal.practices.end(breathing, PracticeState.DROPPED)

    today = journal.today()
    (shown,) = journal.practices.for_day(today)
    assert (shown.state, shown.ended_on) == (PracticeState.DROPPED, today)
    assert journal.practices.for_day(today + timedelta(days=1)) == []
    assert journal.practices.going_on() == []


def test_days_are_counted_once_and_within_a_period(journal, clock, breathing):
    logged(journal, clock, breathing, 0, 0, 2, 9)
    today = clock.moment.date()
    week = Period(first=today - timedelta(days=6), last=today)

    assert journal.practices.days_done(breathing.id, week) == 2
    assert journal.practices.days(breathing.id, week) == [today - timedelta(days=2), today]
    assert journal.practices.count_logs(breathing.id) == 4


def test_the_log_is_read_from_its_end(journal, clock, breathing):
    logged(journal, clock, breathing, 9, 0, 2)

    found = journal.practices.last_logs(breathing.id, most=2)

    today = clock.moment.date()
    assert [each.day for each in found] == [today, today - timedelta(days=2)]
