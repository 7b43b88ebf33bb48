from datetime import timedelta

import pytest

from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.ids import ScaleId
from sessiondesk.store import changed_days, connection, records
from sessiondesk.store.connection import transaction
from sessiondesk.store.kinds import Kind, stamp
from tests.conftest import KEY, NOON, VAULT_ID

TODAY = NOON.date()
AT = stamp(NOON)


def of(back):
    felt_at = NOON - timedelta(days=back)
    return CheckIn(felt_at=felt_at, day=felt_at.date(), ratings={ScaleId("mood"): 5.0})


@pytest.fixture
def watched(journal, db):
    """A file with a check-in of today, watched since."""
    records.save(db, of(0), at=AT)
    assert changed_days.watch(db)
    return db


def test_nothing_changed_at_first(watched):
    assert changed_days.newest(watched) == 0
    assert changed_days.since(watched, 0) == []


def test_whatever_happens_to_a_check_in_its_day_is_noted(watched):
    each = of(3)
    steps = [
        lambda: records.save(watched, each, at=AT),
        lambda: records.remove(watched, Kind.CHECKIN, each.id, at=AT),
        lambda: records.restore(watched, Kind.CHECKIN, each.id),
        lambda: watched.execute("DELETE FROM checkin WHERE id = ?", (each.id,)),
    ]
    for step in steps:
        seen = changed_days.newest(watched)
        step()

        assert changed_days.since(watched, seen) == [each.day]


def test_of_one_that_was_moved_both_days_are_noted(watched):
    each = of(3)
    records.save(watched, each, at=AT)
    seen = changed_days.newest(watched)

    watched.execute(
        "UPDATE checkin SET day = ? WHERE id = ?",
        ((TODAY - timedelta(days=8)).isoformat(), each.id),
    )

    days = {TODAY - timedelta(days=back) for back in (3, 8)}
    assert set(changed_days.since(watched, seen)) == days


def test_a_day_that_changes_again_is_told_again_and_kept_once(watched):
    records.save(watched, of(1), at=AT)
    records.save(watched, of(2), at=AT)
    seen = changed_days.newest(watched)

    records.save(watched, of(1), at=AT)

    assert changed_days.since(watched, seen) == [TODAY - timedelta(days=1)]
    assert len(changed_days.since(watched, 0)) == 2


def test_what_was_taken_back_as_a_whole_was_no_change(watched):
    def begin():
        with transaction(watched):
            records.save(watched, of(1), at=AT)
            raise KeyError

    with pytest.raises(KeyError):
        begin()

    assert changed_days.since(watched, 0) == []
    records.save(watched, of(2), at=AT)
    assert changed_days.since(watched, 0) == [TODAY - timedelta(days=2)]


def test_watching_twice_forgets_nothing(watched):
    records.save(watched, of(1), at=AT)

    assert changed_days.watch(watched)

    assert changed_days.newest(watched) == 1


def test_the_notes_are_not_in_the_file_and_count_as_no_write(watched, open_db):
    before = watched.total_changes
    changed_days.watch(watched)
    changed_days.since(watched, 0)

    assert watched.total_changes == before
    names = open_db().execute("SELECT name FROM sqlite_master").fetchall()
    assert names
    assert not [name for (name,) in names if "changed_day" in name or name == "checkin_made"]


def test_where_nothing_can_be_written_there_is_nothing_to_note(db, db_path):
    only_read = connection.connect(db_path, KEY, VAULT_ID, read_only=True)
    try:
        assert not changed_days.watch(only_read)
    finally:
        only_read.close()
