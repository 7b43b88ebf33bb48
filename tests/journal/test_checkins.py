"""Moving a check-in to another day."""

from datetime import date, datetime, timedelta, timezone

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import CheckInId, ScaleId

TODAY = date(2026, 5, 12)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def checkin(journal):
    """One of noon, written down then."""
    checkin = CheckIn(felt_at=journal.now(), day=TODAY, ratings={ScaleId("mood"): 4})
    journal.checkins.record(checkin)
    return checkin


@pytest.fixture
def moved(journal, checkin):
    """Move it, and return it as it is kept then."""

    def move(day: date) -> CheckIn:
        journal.checkins.move(checkin.id, day)
        found: CheckIn | None = journal.checkins.find(checkin.id)
        assert found is not None
        return found

    return move


def test_a_moved_check_in_is_about_that_day_and_keeps_its_hour(journal, moved):
    found = moved(YESTERDAY)

    assert found.day == YESTERDAY
    assert found.felt_at.isoformat() == "2026-05-11T12:00:00+02:00"
    assert journal.checkins.on(TODAY) == []
    assert journal.checkins.on(YESTERDAY) == [found]


def test_it_counts_as_entered_later_until_it_is_back_where_it_was_written(moved):
    assert moved(YESTERDAY).is_entered_later
    assert moved(date(2026, 5, 1)).is_entered_later
    assert not moved(TODAY).is_entered_later


def test_one_that_was_entered_later_belongs_to_the_day_it_was_written_on(journal):
    later = CheckIn(
        felt_at=journal.now() - timedelta(days=3),
        day=TODAY - timedelta(days=3),
        is_entered_later=True,
        sleep_hours=7,
    )
    journal.checkins.record(later)

    journal.checkins.move(later.id, TODAY)

    found = journal.checkins.find(later.id)
    assert (found.day, found.is_entered_later) == (TODAY, False)


def test_an_hour_in_winter_has_the_offset_of_winter(moved):
    assert moved(date(2026, 1, 12)).felt_at.isoformat() == "2026-01-12T12:00:00+01:00"


def test_an_hour_felt_on_a_journey_keeps_the_offset_it_was_felt_in(journal):
    far = datetime(2026, 5, 10, 9, 0, tzinfo=timezone(timedelta(hours=-7)))
    checkin = CheckIn(felt_at=far, day=far.date(), sleep_hours=7)
    journal.checkins.record(checkin)

    journal.checkins.move(checkin.id, date(2026, 1, 10))

    found = journal.checkins.find(checkin.id)
    assert found.felt_at.isoformat() == "2026-01-10T09:00:00-07:00"


def test_moving_is_taken_back_by_undo(journal, checkin, moved):
    moved(YESTERDAY)

    journal.undo()

    assert journal.checkins.find(checkin.id) == checkin


def test_a_move_to_the_same_day_or_of_nothing_does_nothing(journal, checkin):
    journal.checkins.move(checkin.id, TODAY)
    journal.checkins.move(CheckInId("ff" * 16), YESTERDAY)

    assert journal.checkins.on(TODAY) == [checkin]
    journal.undo()
    assert journal.checkins.on(TODAY) == []
