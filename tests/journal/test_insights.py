"""What was said about the record: kept for a week, dated, whole or not at all."""

from datetime import timedelta

import pytest

from sessiondesk.domain.insight import Asked, Insight
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreFullError, StoreReadOnlyError
from tests.conftest import NOON, ZONE

TODAY = NOON.date()
WEEK = timedelta(days=7)


def answers(day=TODAY, *subjects, claim="{}"):
    return [
        Insight(day=day, asked=Asked.CHANGE, subject=each, claim=claim)
        for each in subjects or ("mood",)
    ]


def test_nothing_was_said_yet_and_it_is_time(journal):
    assert journal.insights.days() == []
    assert journal.insights.latest() == ()
    assert journal.insights.is_due()


def test_what_was_said_stands_for_a_week(journal, clock):
    journal.insights.keep(TODAY, answers())
    assert not journal.insights.is_due()

    clock.pass_(days=6)
    assert not journal.insights.is_due()
    clock.pass_(days=1)
    assert journal.insights.is_due()


def test_the_last_that_was_said_is_what_is_shown_and_the_rest_is_kept(journal, clock):
    journal.insights.keep(TODAY, answers(TODAY, "mood", "sleep"))
    clock.pass_(days=7)
    later = answers(TODAY + WEEK, "anxiety")
    journal.insights.keep(TODAY + WEEK, later)

    assert journal.insights.latest() == later
    assert journal.insights.days() == [TODAY, TODAY + WEEK]
    assert journal.insights.on(TODAY) == answers(TODAY, "mood", "sleep")


def test_worked_out_anew_on_the_same_day_it_takes_the_place_of_what_was_said(journal):
    journal.insights.keep(TODAY, answers(TODAY, "mood", "sleep"))
    new = answers(TODAY, "sleep", claim='{"n":1}')

    journal.insights.keep(TODAY, new)

    assert journal.insights.on(TODAY) == new


def test_what_is_of_a_day_to_come_is_not_shown_before_it(journal):
    journal.insights.keep(TODAY, answers())
    journal.insights.keep(TODAY + WEEK, answers(TODAY + WEEK, "sleep"))

    assert journal.insights.latest() == answers()
    assert journal.insights.days() == [TODAY, TODAY + WEEK]


def test_one_is_found_under_its_identity(journal):
    (kept,) = answers()
    journal.insights.keep(TODAY, [kept])

    assert journal.insights.find(kept.id) == kept
    assert journal.insights.find(answers(TODAY, "sleep")[0].id) is None


def test_it_is_told_once_it_is_on_disk_and_is_no_act_to_take_back(qtbot, journal):
    with qtbot.waitSignal(journal.changed) as changed:
        journal.insights.keep(TODAY, answers())

    assert changed.args == [Topic.INSIGHTS]
    assert not journal.can_undo
    assert not journal.undo()
    assert journal.insights.latest() == answers()


def test_on_a_full_disk_nothing_is_kept_and_what_was_said_before_stands(journal):
    journal.insights.keep(TODAY, answers())
    heard: list[Topic] = []
    journal.changed.connect(heard.append)
    (pages,) = journal.db.execute("PRAGMA page_count").fetchone()
    journal.db.execute(f"PRAGMA max_page_count = {pages}")

    long = answers(TODAY, *map(str, range(99)), claim='{"n":"' + "x" * 20_000 + '"}')
    with pytest.raises(StoreFullError):
        journal.insights.keep(TODAY, long)

    assert journal.insights.latest() == answers()
    assert heard == []
    journal.db.execute("PRAGMA max_page_count = 1000000")
    journal.insights.keep(TODAY, long)
    assert len(journal.insights.latest()) == len(long)


def test_a_journal_that_may_only_be_read_keeps_nothing(journal, clock, prompts):
    journal.insights.keep(TODAY, answers())
    locked = Journal(journal.db, now=clock, zone=ZONE, prompts=prompts, is_read_only=True)

    with pytest.raises(StoreReadOnlyError):
        locked.insights.keep(TODAY, answers(TODAY, "sleep"))

    assert locked.insights.latest() == answers()


def test_it_survives_a_lock_and_is_no_version_that_is_put_together(open_journal, db):
    journal = open_journal()
    journal.insights.keep(TODAY, answers(TODAY, "mood", "sleep"))
    journal.insights.keep(TODAY, answers(TODAY, "mood"))
    journal.close()

    assert open_journal().insights.latest() == answers(TODAY, "mood")
    assert db.execute("SELECT count(*) FROM version WHERE kind = 'insight'").fetchone() == (0,)
