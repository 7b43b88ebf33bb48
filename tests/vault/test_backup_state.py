import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sessiondesk import paths
from sessiondesk.store import overview
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreIOError, StoreReadOnlyError
from sessiondesk.vault import backup_file, layout, second_place
from sessiondesk.vault.backing_up import back_up, keep, let_rotate, remove
from sessiondesk.vault.backup_file import Reason

NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)  # when the vaults here are made
STAMP = "2026-05-12T10:00:00Z"


def after(**stretch):
    return NOW + timedelta(**stretch)


def write(vault, number=1):
    with transaction(vault.db):
        for _ in range(number):
            vault.db.execute(
                "INSERT INTO checkin (id, felt_at, day, is_entered_later, made_at, changed_at)"
                " VALUES (?, '2026-05-12T12:00:00+02:00', '2026-05-12', 0, ?, ?)",
                (os.urandom(16).hex(), STAMP, STAMP),
            )


def backed_up(vault, now, reason=Reason.LOCK):
    backup = back_up(vault.backup_source(), reason, now=now)
    vault.note_backup(backup)
    return backup


@pytest.fixture
def vault(open_):
    return open_()


def test_an_empty_journal_needs_no_backup(vault):
    state = vault.backup_state(after(days=100))

    assert (state.last, state.count, state.held) == (None, 0, None)
    assert not state.is_due
    assert not state.is_overdue


def test_a_journal_with_something_in_it_needs_one_at_once(vault):
    write(vault)

    assert vault.backup_state(NOW).is_due
    assert not vault.backup_state(after(hours=47)).is_overdue
    assert vault.backup_state(after(hours=48)).is_overdue


def test_a_backup_that_was_just_made_is_the_last(vault):
    write(vault)
    backup = backed_up(vault, NOW)

    state = vault.backup_state(after(days=30))

    assert (state.last, state.count) == (backup, 1)
    assert not state.is_due
    assert not state.is_overdue


def test_a_change_makes_one_due_after_half_an_hour_and_overdue_after_two_days(vault):
    write(vault)
    backed_up(vault, NOW)
    write(vault)

    assert not vault.backup_state(after(minutes=29)).is_due
    assert vault.backup_state(after(minutes=30)).is_due
    assert not vault.backup_state(after(hours=47)).is_overdue
    assert vault.backup_state(after(hours=48)).is_overdue


def test_a_change_by_a_worker_counts_like_any_other(vault):
    write(vault)
    backed_up(vault, NOW)
    assert not vault.backup_state(after(minutes=40)).is_due

    worker = vault.connect_writer()
    with transaction(worker):
        worker.execute("DELETE FROM checkin")
    worker.close()

    assert vault.backup_state(after(minutes=41)).is_due


def test_a_change_taken_up_by_the_next_backup_is_no_change_any_more(vault):
    write(vault)
    backed_up(vault, NOW)
    write(vault)
    backed_up(vault, after(hours=1))

    assert not vault.backup_state(after(hours=3)).is_due


def test_it_is_known_after_the_journal_was_opened_again(vault, open_):
    write(vault)
    backup = backed_up(vault, NOW)
    vault.close()

    state = open_().backup_state(after(days=3))

    assert state.last == backup
    assert not state.is_due


def test_a_backup_that_was_not_noted_counts_but_may_be_of_something_else(vault):
    write(vault)
    backed_up(vault, NOW)
    made = back_up(vault.backup_source(), Reason.LOCK, now=after(hours=1))

    state = vault.backup_state(after(hours=2))

    assert state.last == made
    assert state.is_due


def test_without_the_backups_a_new_one_is_due(vault):
    write(vault)
    backed_up(vault, NOW).path.unlink()

    assert vault.backup_state(after(minutes=1)).is_due


def test_a_clock_that_was_ahead_does_not_keep_backups_from_being_made(vault):
    write(vault)
    backed_up(vault, after(days=900))
    write(vault)

    assert vault.backup_state(NOW).is_due
    backup = backed_up(vault, NOW)
    assert vault.backup_state(after(minutes=1)).last == backup
    assert not vault.backup_state(after(hours=1)).is_due


def test_the_records_are_not_looked_at_for_every_question(vault, monkeypatch):
    write(vault)
    backed_up(vault, NOW)
    looks: list[object] = []
    overview_of = overview.overview

    def look(db):
        looks.append(db)
        return overview_of(db)

    monkeypatch.setattr(overview, "overview", look)
    for expected, act in ((1, None), (2, write), (2, write)):
        if act:
            act(vault)
        assert vault.backup_state(after(days=1)).is_due == bool(act)
        assert vault.backup_state(after(days=1)).is_due == bool(act)
        assert len(looks) == expected
    backed_up(vault, after(days=1))
    assert not vault.backup_state(after(days=2)).is_due


def test_notes_that_make_no_sense_are_as_good_as_none(vault):
    write(vault)
    backed_up(vault, NOW)
    for name in ("last_backup", "second_place", "kept_backups", "made_at"):
        for value in ("", "{", "[1]", '{"stem": 1}', '{"copied": "yesterday", "folder": null}'):
            with transaction(vault.db):
                vault.db.execute(
                    "INSERT INTO meta (name, value) VALUES (?, ?)"
                    " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                    (name, value),
                )
            vault.backup_state(after(days=1))

    state = vault.backup_state(after(days=1))
    assert state.is_due
    assert state.second_place is None
    assert state.second_last is None


def test_a_copy_elsewhere_is_not_noted(vault, tmp_path):
    write(vault)
    (tmp_path / "stick").mkdir()

    vault.note_backup(
        back_up(vault.backup_source(), Reason.ASKED, now=NOW, into=tmp_path / "stick")
    )
    vault.note_backup(backup_file.of_path(*(tmp_path / "stick").iterdir()))

    assert vault.backup_state(after(minutes=1)).last is None


def test_nothing_is_noted_where_nothing_can_be(vault, open_, monkeypatch):
    write(vault)
    made = back_up(vault.backup_source(), Reason.LOCK, now=NOW)
    vault.close()
    monkeypatch.setattr(layout, "can_write", lambda *_: False)
    read_only = open_()

    read_only.note_backup(made)

    assert read_only.backup_state(after(minutes=1)).last == made
    with pytest.raises(StoreReadOnlyError):
        second_place.decline(read_only)


# One that is kept because of a great loss.


@pytest.fixture
def held(vault):
    write(vault, 9)
    backed_up(vault, NOW)
    with transaction(vault.db):
        vault.db.execute("DELETE FROM checkin WHERE rowid > 2")
    backed_up(vault, after(hours=1))
    return vault.backup_state(after(hours=2)).held


def test_the_one_before_a_great_loss_is_held_until_somebody_decides(vault, held):
    assert held.made_at == NOW
    assert held.is_pinned
    assert vault.backup_state(after(days=50)).held == held


def test_what_is_kept_is_not_asked_about_again(vault, held):
    keep(vault, held)
    keep(vault, held)

    assert vault.backup_state(after(hours=2)).held is None
    assert held in backup_file.all_in(vault.backups)


def test_what_is_let_go_is_like_any_other(vault, held):
    keep(vault, held)
    free = let_rotate(vault, held)

    assert free.path.name == "20260512T100000Z-lock.sdbackup"
    assert not free.is_pinned
    assert vault.backup_state(after(hours=2)).held is None
    assert let_rotate(vault, free) == free
    # Kept once is not kept for ever: pinned again, it is asked about again.
    free.path.rename(held.path)
    assert vault.backup_state(after(hours=2)).held == held


def test_a_pin_that_cannot_be_taken_away_is_told(vault, held, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(paths, "put", fail)

    with pytest.raises(StoreIOError):
        let_rotate(vault, held)


# Removing one by hand.


def test_a_backup_is_removed_for_good(vault):
    first, second = backed_up(vault, NOW), backed_up(vault, after(hours=1))

    assert remove(second)
    assert backup_file.all_in(vault.backups) == [first]


def test_the_only_readable_backup_is_not_removed(vault):
    first, second = backed_up(vault, NOW), backed_up(vault, after(hours=1))
    first.path.write_bytes(b"spoiled")

    assert not remove(second)
    assert remove(first)
    assert not remove(second)
    assert backup_file.all_in(vault.backups) == [second]


def test_a_backup_that_cannot_be_removed_is_told(vault, monkeypatch):
    backed_up(vault, NOW)
    second = backed_up(vault, after(hours=1))

    def fail(*_, **__):
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "unlink", fail)
    with pytest.raises(StoreReadOnlyError):
        remove(second)
