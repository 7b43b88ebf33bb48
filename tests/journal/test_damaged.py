"""A journal whose file turns out to be damaged: read on, write nothing more."""

import pytest

from sessiondesk.store.errors import StoreDamagedError

PAGE = 4096


@pytest.fixture
def spoiled(open_journal, open_db, db_path):
    """A journal of which one page, that of the drafts, is damaged."""
    db = open_db()
    (page,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'draft'").fetchone()
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray(db_path.read_bytes())
    content[(page - 1) * PAGE + 100] ^= 1
    db_path.write_bytes(content)
    return open_journal()


def test_a_write_that_meets_damage_stops_all_writing(qtbot, spoiled):
    with qtbot.waitSignal(spoiled.damaged), pytest.raises(StoreDamagedError):
        spoiled.drafts.keep("note", "checkin", "a1", "half a sentence")

    assert spoiled.is_damaged
    assert spoiled.is_read_only
    # Where the file is whole, too: it is to stay as it is until it is repaired.
    with pytest.raises(StoreDamagedError):
        spoiled.tags.named("garden")


def test_damage_found_elsewhere_stops_writing_and_is_told_once(qtbot, journal):
    told = []
    journal.damaged.connect(lambda: told.append(journal.is_damaged))
    tag = journal.tags.named("garden")

    journal.stop_writing()
    journal.stop_writing()

    assert told == [True]
    with pytest.raises(StoreDamagedError):
        journal.tags.named("walk")
    assert [each.id for each in journal.tags.all()] == [tag.id]


def test_a_damaged_journal_is_closed_without_a_write(journal):
    journal.bring_ups.add("Sleep")
    journal.stop_writing()
    before = journal.db.total_changes

    journal.close()

    assert journal.db.total_changes == before
