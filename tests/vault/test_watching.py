"""Looking after an open journal's file: what is found, when, and what is no damage."""

from datetime import timedelta

import pytest

from sessiondesk.store import driver
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreBusyError, StoreError
from sessiondesk.vault import checking, watching
from sessiondesk.vault.watching import Found, Look

PAGE = 4096


def spoil(path, *numbers):
    """Flip one bit in each of these pages, counted from 1."""
    content = bytearray(path.read_bytes())
    for number in numbers:
        content[(number - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("is_thorough", [False, True])
def test_a_sound_file_is_found_sound(open_, is_thorough):
    vault = open_()

    assert watching.is_log_empty(vault)
    found = Look(vault).run(is_thorough=is_thorough)

    assert found == Found(bad_pages=(), problems=0)
    assert found.is_sound


@pytest.mark.parametrize("is_thorough", [False, True])
def test_a_flipped_bit_is_found_with_the_number_of_its_page(open_, folder, is_thorough):
    vault = open_()
    vault.close()
    spoil(folder / "vault.db", 7)

    vault = open_()
    found = Look(vault).run(is_thorough=is_thorough)

    assert found.bad_pages == (7,)
    assert not found.is_sound


def test_damage_that_keeps_a_reader_out_is_found_as_well(open_, folder):
    vault = open_()
    # The window's connection has what it needs in memory; a worker begins anew.
    spoil(folder / "vault.db", 1)

    assert not Look(vault).run(is_thorough=False).is_sound


def test_what_waits_in_the_log_is_brought_over_first(open_, folder):
    vault = open_()
    vault.db.execute("INSERT INTO meta (name, value) VALUES ('another', 'word')")

    before = (folder / "vault.db").read_bytes()
    assert watching.is_log_empty(vault)

    # Closing finds nothing to bring over any more.
    over = (folder / "vault.db").read_bytes()
    vault.close()
    assert (folder / "vault.db").read_bytes() == over != before


def test_a_log_that_another_connection_reads_is_not_empty(open_):
    vault = open_()
    reader = vault.connect_worker()
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM meta").fetchone()
    with transaction(vault.db):
        vault.db.execute("INSERT INTO meta (name, value) VALUES ('another', 'word')")

    assert not watching.is_log_empty(vault)
    reader.close()


def test_a_log_that_cannot_be_asked_about_counts_as_not_empty(open_):
    vault = open_()
    vault.db.close()

    assert not watching.is_log_empty(vault)


@pytest.mark.usefixtures("plain_rights")
def test_a_journal_that_is_only_read_has_no_log(open_, folder):
    open_().close()
    folder.chmod(0o500)
    vault = open_()
    folder.chmod(0o700)

    assert vault.is_read_only
    assert watching.is_log_empty(vault)
    assert Look(vault).run(is_thorough=False).is_sound


def test_a_look_that_is_told_to_stop_ends(open_, monkeypatch):
    vault = open_()
    look = Look(vault)
    asked = []

    def interrupted(db):
        # As it happens on the other thread, in the middle of a statement.
        asked.append(db)
        look.stop()
        db.set_progress_handler(lambda: 1, 1)
        db.execute("SELECT count(*) FROM sqlite_master, sqlite_master").fetchone()

    monkeypatch.setattr(checking, "bad_pages", interrupted)

    with pytest.raises(StoreBusyError):
        look.run(is_thorough=False)
    assert len(asked) == 1
    look.stop()


def test_a_look_that_is_told_to_stop_before_its_turn_does_not_begin(open_):
    look = Look(open_())
    look.stop()

    with pytest.raises(StoreBusyError):
        look.run(is_thorough=True)


def test_an_interruption_nobody_asked_for_is_a_mistake_of_ours(open_, monkeypatch):
    def interrupted(db):
        db.set_progress_handler(lambda: 1, 1)
        db.execute("SELECT count(*) FROM sqlite_master, sqlite_master").fetchone()

    monkeypatch.setattr(checking, "bad_pages", interrupted)

    with pytest.raises(driver.OperationalError):
        Look(open_()).run(is_thorough=False)


def test_everything_is_looked_at_once_a_week(open_, now):
    vault = open_()
    assert watching.is_thorough_due(vault, now)

    watching.note_thorough(vault, now)

    assert not watching.is_thorough_due(vault, now + timedelta(days=6))
    assert watching.is_thorough_due(vault, now + timedelta(days=7))


def test_a_clock_that_went_back_does_not_put_it_off_for_years(open_, now):
    vault = open_()
    watching.note_thorough(vault, now + timedelta(days=900))

    assert watching.is_thorough_due(vault, now)


@pytest.mark.parametrize("value", ["", "yesterday", "2026-05-12"])
def test_a_memory_that_makes_no_sense_is_no_memory(open_, now, value):
    vault = open_()
    with transaction(vault.db):
        vault.db.execute("INSERT INTO meta (name, value) VALUES ('checked_at', ?)", (value,))

    assert watching.is_thorough_due(vault, now)


def test_remembering_is_refused_where_nothing_can_be_written(open_, now):
    vault = open_()
    vault.db.execute("PRAGMA query_only = ON")

    with pytest.raises(StoreError):
        watching.note_thorough(vault, now)
