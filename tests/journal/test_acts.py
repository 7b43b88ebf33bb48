from dataclasses import replace
from datetime import UTC, timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.journal import Journal, Topic
from sessiondesk.store import versions
from sessiondesk.store.errors import StoreReadOnlyError
from sessiondesk.store.kinds import Kind
from sessiondesk.store.migrations import migrate

MOOD = ScaleId("mood")


@pytest.fixture
def checkin(journal):
    """A check-in of today, not kept yet."""
    return CheckIn(felt_at=journal.now(), day=journal.today(), ratings={MOOD: 6})


def test_what_was_kept_is_there_when_the_journal_is_opened_again(journal, checkin, open_journal):
    journal.checkins.record(checkin)

    again = open_journal()

    assert again.checkins.on(again.today()) == [checkin]
    assert again.checkins.find(checkin.id).felt_at.utcoffset() == timedelta(hours=2)


def test_pages_hear_of_a_change_only_when_it_is_on_disk(journal, checkin, qtbot, open_journal):
    seen: list[tuple[Topic, CheckIn | None]] = []
    journal.changed.connect(
        lambda topic: seen.append((topic, open_journal().checkins.find(checkin.id)))
    )

    journal.checkins.record(checkin)

    assert seen == [(Topic.CHECKINS, checkin)]


def test_keeping_the_same_again_changes_nothing(journal, checkin, qtbot):
    journal.checkins.record(checkin)

    with qtbot.assertNotEmitted(journal.changed):
        journal.checkins.record(checkin)

    journal.undo()
    assert not journal.can_undo


def test_the_same_moment_on_another_wall_clock_is_a_change(journal, checkin):
    journal.checkins.record(checkin)
    abroad = replace(checkin, felt_at=checkin.felt_at.astimezone(tz=None).astimezone(UTC))

    journal.checkins.record(abroad)

    assert journal.checkins.find(checkin.id).felt_at.utcoffset() == timedelta(0)


def test_undo_goes_back_step_by_step_and_redo_forward_again(journal, checkin):
    states = [replace(checkin, ratings={MOOD: n}) for n in range(4)]
    for each in states:
        journal.checkins.record(each)

    for each in reversed(states[:-1]):
        assert journal.undo()
        assert journal.checkins.find(checkin.id) == each
    assert journal.undo()
    assert journal.checkins.find(checkin.id) is None
    assert not journal.undo()

    for each in states:
        assert journal.redo()
        assert journal.checkins.find(checkin.id) == each
    assert not journal.redo()


def test_after_something_new_there_is_nothing_to_do_again(journal, checkin):
    journal.checkins.record(checkin)
    journal.undo()

    journal.checkins.record(replace(checkin, ratings={MOOD: 2}))

    assert not journal.can_redo
    assert journal.checkins.find(checkin.id).ratings == {MOOD: 2}


def test_keeping_a_record_that_is_in_the_bin_takes_it_out(journal, checkin):
    journal.checkins.record(checkin)
    journal.checkins.remove(checkin.id)

    journal.checkins.record(checkin)

    assert journal.checkins.find(checkin.id) == checkin
    assert journal.bin.all() == []
    journal.undo()
    assert journal.checkins.find(checkin.id) is None


def test_removing_twice_is_one_act(journal, checkin):
    journal.checkins.record(checkin)
    journal.checkins.remove(checkin.id)
    journal.checkins.remove(checkin.id)

    journal.undo()

    assert journal.checkins.find(checkin.id) == checkin


def test_the_last_fifty_acts_can_be_taken_back(journal, checkin):
    for n in range(60):
        journal.checkins.record(replace(checkin, sleep_hours=n / 4))

    count = 0
    while journal.undo():
        count += 1

    assert count == 50
    assert journal.checkins.find(checkin.id).sleep_hours == 9 / 4


def test_of_one_sitting_one_earlier_version_stays(journal, checkin, open_journal):
    journal.checkins.record(checkin)
    journal.checkins.record(replace(checkin, sleep_hours=7))
    journal.close()
    assert versions.of_record(journal.db, Kind.CHECKIN, checkin.id) == []

    second = open_journal()
    for hours in (6.5, 6, 5.5):
        second.checkins.record(replace(checkin, sleep_hours=hours))
    second.close()

    (kept,) = versions.of_record(second.db, Kind.CHECKIN, checkin.id)
    assert '"sleep_hours":7.0' in kept[1]


def test_closing_in_the_middle_of_a_step_leaves_the_step_alone(journal):
    journal.db.execute("BEGIN")

    journal.close()

    assert journal.db.in_transaction
    journal.db.execute("ROLLBACK")


def test_an_act_that_fails_leaves_nothing_behind(journal, checkin):
    def fail():
        with journal.act() as act:
            act.save(checkin)
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail()

    assert journal.checkins.find(checkin.id) is None
    assert not journal.can_undo


def test_a_batch_is_one_step_and_cannot_be_taken_back(journal, checkin, qtbot):
    heard: list[Topic] = []
    journal.changed.connect(heard.append)

    with journal.batch():
        journal.checkins.record(checkin)
        journal.tags.named("work")
        journal.settings.change(day_end_hour=3)
        journal.checkins.record(replace(checkin, sleep_hours=7))

    assert heard == [Topic.SETTINGS, Topic.CHECKINS, Topic.TAGS]
    assert not journal.can_undo
    assert journal.checkins.find(checkin.id).sleep_hours == 7


def test_a_batch_that_fails_leaves_nothing_behind(journal, checkin):
    def fail():
        with journal.batch():
            journal.checkins.record(checkin)
            raise RuntimeError("midway")

    with pytest.raises(RuntimeError, match="midway"):
        fail()

    assert journal.checkins.find(checkin.id) is None
    journal.checkins.record(checkin)
    assert journal.undo()


def test_a_journal_that_may_only_be_read_refuses_every_change(db, clock, prompts, checkin):
    migrate(db)
    reader = Journal(db, now=clock, zone="UTC", prompts=prompts, is_read_only=True)

    with pytest.raises(StoreReadOnlyError):
        reader.checkins.record(checkin)
    with pytest.raises(StoreReadOnlyError):
        reader.drafts.keep("checkin.note", "checkin", checkin.id, "words")
    reader.close()


def test_the_clock_is_kept_to_the_second(journal, clock):
    clock.moment = clock.moment.replace(microsecond=999)

    assert journal.now().microsecond == 0
    assert journal.now().utcoffset() == timedelta(hours=2)


def test_it_counts_every_kind_of_record(journal, checkin):
    journal.checkins.record(checkin)
    journal.checkins.remove(checkin.id)

    assert journal.counts()["checkin"] == 1
    assert journal.made_at(Kind.CHECKIN, checkin.id) == journal.now()
