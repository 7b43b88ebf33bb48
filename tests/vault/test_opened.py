import threading
from contextlib import suppress

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.vault import creating, opening


def test_a_worker_reads_with_a_connection_of_its_own(open_):
    vault = open_()
    found = []

    def work():
        db = vault.connect_worker()
        found.append((opening.check(db).is_sound, db.execute("PRAGMA busy_timeout").fetchone()))
        db.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert found == [(True, (2000,))]


def test_a_closed_vault_has_forgotten_its_keys(folder, open_):
    vault = open_()
    vault.close()
    vault.close()

    assert vault._keys is None
    with pytest.raises(RuntimeError):
        vault.connect_worker()


def test_a_checkpoint_empties_the_log(folder, open_):
    vault = open_()
    with transaction(vault.db):
        vault.db.execute("UPDATE meta SET value = 'more' WHERE name = 'word'")

    vault.checkpoint()

    assert (folder / "vault.db-wal").stat().st_size == 0


def test_whether_there_is_a_recovery_key_is_known(open_, new_vault, tmp_path, now):
    assert open_().has_recovery_key

    without = new_vault.without_recovery_key()
    with creating.write(tmp_path / "second.sdesk", without, now=now) as vault:
        assert not vault.has_recovery_key


def test_a_worker_writes_all_of_it_or_nothing(open_, word):
    vault = open_()

    def work(value, *, is_cut_short):
        db = vault.connect_writer()
        with suppress(InterruptedError), transaction(db):
            db.execute("UPDATE meta SET value = ? WHERE name = 'word'", (value,))
            if is_cut_short:
                raise InterruptedError
        db.close()

    for value, is_cut_short in (("half", True), ("whole", False)):
        thread = threading.Thread(
            target=work, args=(value,), kwargs={"is_cut_short": is_cut_short}
        )
        thread.start()
        thread.join()
        assert word(vault) == ("kept" if is_cut_short else "whole")
