"""A folder that is taken away while the journal is open, and comes back."""

import shutil

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreBusyError, StoreGoneError
from sessiondesk.vault import creating


def word(db):
    (found,) = db.execute("SELECT value FROM meta WHERE name = 'word'").fetchone()
    return found


def say(db, value):
    with transaction(db):
        db.execute("UPDATE meta SET value = ? WHERE name = 'word'", (value,))


def test_a_journal_knows_when_its_folder_is_taken_away_and_back(folder, open_):
    vault = open_()
    assert vault.is_in_place()

    folder.rename(folder.with_name("elsewhere"))
    assert not vault.is_in_place()
    folder.with_name("elsewhere").rename(folder)

    assert vault.is_in_place()


def test_nothing_is_opened_where_nothing_is(folder, open_):
    vault = open_()
    folder.rename(folder.with_name("elsewhere"))

    with pytest.raises(StoreGoneError):
        vault.reconnect()

    assert not folder.exists()
    assert word(vault.db) == "kept"


def test_what_came_back_as_another_file_is_opened_again(folder, open_):
    # As after a drive was pulled and mounted again: the same content behind another descriptor.
    vault = open_()
    say(vault.db, "before")
    vault.checkpoint()
    away = folder.rename(folder.with_name("elsewhere"))
    shutil.copytree(away, folder)
    assert not vault.is_in_place()

    vault.reconnect()
    say(vault.db, "after")

    assert vault.is_in_place()
    assert word(vault.db) == "after"
    vault.close()
    assert word(open_().db) == "after"


def test_the_same_file_is_opened_again_after_the_disk_failed(folder, open_):
    vault = open_()
    before = vault.db

    vault.reconnect()
    say(vault.db, "after")

    assert vault.db is not before
    assert word(vault.db) == "after"


def test_another_journal_in_its_place_is_not_touched(folder, open_, other):
    vault = open_()
    folder.rename(folder.with_name("elsewhere"))
    shutil.copytree(other[0], folder)
    before = (folder / "vault.db").read_bytes()

    with pytest.raises(StoreGoneError):
        vault.reconnect()

    assert (folder / "vault.db").read_bytes() == before


def test_a_folder_that_came_back_and_is_open_elsewhere_is_left_to_the_other(
    folder, open_, original
):
    vault = open_()
    folder.rename(folder.with_name("elsewhere"))
    shutil.copytree(original, folder)
    open_()

    with pytest.raises(StoreBusyError):
        vault.reconnect()


def test_a_closed_journal_is_not_opened_again(folder, open_):
    vault = open_()
    vault.close()

    with pytest.raises(RuntimeError):
        vault.reconnect()


def test_a_folder_without_its_database_is_gone_as_well(folder, open_):
    vault = open_()
    vault.checkpoint()
    (folder / "vault.db").rename(folder / "vault.db.away")

    with pytest.raises(StoreGoneError):
        vault.reconnect()


def test_making_a_journal_leaves_it_in_place(new_vault, tmp_path, now):
    with creating.write(tmp_path / "new.sdesk", new_vault, now=now) as vault:
        assert vault.is_in_place()
