"""How a week was remembered: when it is asked, and what stands beside it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import RecallId, ScaleId
from sessiondesk.domain.period import Period
from sessiondesk.domain.recall import Recall
from sessiondesk.domain.scale import Better, Scale, ScaleKind
from sessiondesk.journal import Journal
from tests.conftest import ZONE

TODAY = date(2026, 5, 12)
THE_WEEK = Period(first=date(2026, 5, 6), last=TODAY)
MOOD, ANXIETY, ENERGY = ScaleId("mood"), ScaleId("anxiety"), ScaleId("energy")


@pytest.fixture
def note(journal):
    """Note a rating of the last days, the newest last; None is a day without a check-in."""

    def note_(*values, scale=MOOD, until=TODAY):
        for ago, value in enumerate(reversed(values)):
            if value is not None:
                day = until - timedelta(days=ago)
                felt_at = journal.now() - (TODAY - day)
                journal.checkins.record(CheckIn(felt_at=felt_at, day=day, ratings={scale: value}))

    return note_


def recall(*, day=TODAY, words="Long.", **ratings):
    return Recall(
        day=day,
        first=day - timedelta(days=6),
        last=day,
        words=words,
        ratings={ScaleId(key): value for key, value in ratings.items()},
    )


# When it is asked.


def test_a_week_is_asked_about_once_three_of_its_days_are_noted(journal, note):
    note(4, 5)
    assert journal.recalls.asked_about() is None

    note(4, 5, 6)

    assert journal.recalls.asked_about() == THE_WEEK


def test_days_before_the_week_do_not_count(journal, note):
    note(4, 5, 6, 7, until=TODAY - timedelta(days=7))

    assert journal.recalls.asked_about() is None


def test_a_day_with_something_else_is_no_day_to_compare(journal, note):
    for ago in range(5):
        felt_at = journal.now() - timedelta(days=ago)
        journal.checkins.record(
            CheckIn(felt_at=felt_at, day=TODAY - timedelta(days=ago), sleep_hours=7)
        )

    assert journal.recalls.asked_about() is None


@pytest.mark.parametrize(("days", "is_asked"), [(0, False), (6, False), (7, True)])
def test_it_is_asked_once_a_week_at_most(journal, note, days, is_asked):
    note(4, 5, 6)
    journal.recalls.record(recall(day=TODAY - timedelta(days=days)))

    assert (journal.recalls.asked_about() is not None) is is_asked


def test_what_was_said_on_a_day_to_come_does_not_stand_in_the_way(journal, note):
    note(4, 5, 6)
    journal.recalls.record(recall(day=TODAY + timedelta(days=1)))

    assert journal.recalls.asked_about() == THE_WEEK


def test_not_this_week_is_for_a_week(journal, note, clock):
    note(4, 5, 6)
    journal.recalls.put_off()
    assert journal.recalls.asked_about() is None

    clock.pass_(days=6)
    note(4, 5, 6, until=journal.today())
    assert journal.recalls.asked_about() is None

    clock.pass_(days=1)
    assert journal.recalls.asked_about() is not None


def test_a_day_to_come_in_the_settings_puts_nothing_off(journal, note):
    note(4, 5, 6)
    journal.settings.change(recalls_not_on="2030-01-01")

    assert journal.recalls.asked_about() == THE_WEEK


def test_a_journal_that_is_only_read_does_not_ask(db, clock, prompts, note):
    note(4, 5, 6)
    reader = Journal(db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)

    assert reader.recalls.asked_about() is None


def test_up_to_three_ratings_are_asked_about_that_were_noted_on_days_enough(journal):
    own = Scale(label="Patience")
    walked = Scale(label="Walked", kind=ScaleKind.YES_NO, better=Better.HIGHER)
    for scale in (own, walked):
        journal.scales.add(scale)
    for ago in range(3):
        always = dict.fromkeys((MOOD, ENERGY, ScaleId("overwhelm"), own.id), 5) | {walked.id: 1}
        seldom = {ANXIETY: 5} if ago < 2 else {}
        journal.checkins.record(
            CheckIn(
                felt_at=journal.now() - timedelta(days=ago),
                day=TODAY - timedelta(days=ago),
                ratings=always | seldom,
            )
        )

    asked = [each.id for each in journal.recalls.scales(THE_WEEK)]

    assert asked == ["mood", "energy", "overwhelm"]


def test_a_hidden_rating_is_not_asked_about(journal, note):
    note(4, 5, 6)
    journal.scales.record(replace(journal.scales.find(MOOD), is_shown=False))

    assert journal.recalls.asked_about() is None


# Beside the record.


def test_what_was_remembered_stands_beside_the_mean_of_the_days(journal, note):
    note(4, 5, None, 3, scale=ANXIETY)
    said = recall(mood=3, anxiety=7)

    mood, anxiety = journal.recalls.beside_record(said)

    assert (mood.scale.id, mood.said, mood.noted, mood.days) == ("mood", 3, None, 0)
    assert (anxiety.said, anxiety.noted, anxiety.days) == (7, 4.0, 3)


def test_two_days_are_too_few_to_put_beside_it(journal, note):
    note(4, 5)

    (mood,) = journal.recalls.beside_record(recall(mood=3))

    assert (mood.noted, mood.days) == (None, 2)


def test_the_days_are_those_that_were_looked_back_on(journal, note):
    note(1, 1, 1, 9, 9, 9, 9, 9, 9, 9)

    (mood,) = journal.recalls.beside_record(recall(mood=3))

    assert (mood.noted, mood.days) == (9.0, 7)


def test_they_come_in_the_order_of_asking(journal):
    found = journal.recalls.beside_record(recall(energy=1, mood=2, anxiety=3))

    assert [each.scale.id for each in found] == ["mood", "anxiety", "energy"]


def test_a_rating_that_was_deleted_since_is_left_out(journal, note):
    own = Scale(label="Patience")
    journal.scales.add(own)
    said = recall(mood=2, **{own.id: 5})
    journal.scales.remove(own.id)

    assert [each.scale.id for each in journal.recalls.beside_record(said)] == ["mood"]


def test_it_can_be_taken_back_and_put_into_the_bin(journal):
    said = recall(mood=2)
    journal.recalls.record(said)
    assert journal.recalls.all() == [said]

    journal.undo()
    assert journal.recalls.all() == []
    journal.redo()
    journal.recalls.remove(said.id)

    assert journal.recalls.all() == []
    assert journal.recalls.find(said.id) is None
    assert journal.recalls.find(RecallId("nothing")) is None


def test_its_words_are_in_no_repr(journal, note):
    note(4, 5, 6)
    said = recall(mood=2, words="a marker of mine")

    assert "marker" not in repr(said)
    assert "Mood" not in repr(journal.recalls.beside_record(said))
