"""The log of another journal beside a database: the engine would take it for its own."""

import shutil
from pathlib import Path

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.vault import opening, pages, repairing
from sessiondesk.vault.errors import MismatchedKeyFileError
from sessiondesk.vault.key_slots import SlotKind


@pytest.fixture
def killed(other, tmp_path, now):
    """What a process leaves of another vault that is killed while a log waits beside it."""
    folder, recovery_key = other
    copy = Path(shutil.copytree(folder, tmp_path / "killed.sdesk"))
    unsealed = opening.unseal(copy, recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=now) as vault:
        # While somebody reads, the log cannot be emptied.
        reader = vault.connect_worker()
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM meta").fetchone()
        with transaction(vault.db):
            vault.db.execute("INSERT INTO meta (name, value) VALUES ('word', ?)", ("x" * 9000,))
        left = Path(shutil.copytree(copy, tmp_path / "left.sdesk"))
        reader.close()
    return left


@pytest.fixture
def beside_foreign_log(folder, killed):
    """A closed vault, into which the log of another one was put."""
    shutil.copy(killed / "vault.db-wal", folder)
    return folder


def test_its_own_log_is_not_foreign(killed, other, now):
    _, recovery_key = other
    unsealed = opening.unseal(killed, recovery_key, SlotKind.RECOVERY)

    with opening.open_vault(unsealed, now=now) as vault:
        (word,) = vault.db.execute("SELECT value FROM meta WHERE name = 'word'").fetchone()

    assert len(word) == 9000


def test_a_foreign_log_is_told_as_damage_and_nothing_is_written(beside_foreign_log, open_):
    before = (beside_foreign_log / "vault.db").read_bytes()

    with pytest.raises(StoreDamagedError):
        open_()

    assert (beside_foreign_log / "vault.db").read_bytes() == before


def test_the_pages_are_read_without_it(beside_foreign_log, recovery_key):
    unsealed = opening.unseal(beside_foreign_log, recovery_key, SlotKind.RECOVERY)
    database = beside_foreign_log / "vault.db"

    found = pages.read(database, unsealed.keys.database, unsealed.used.vault_id)

    assert (found.bad, found.is_exact) == ([], True)


def test_a_repair_leaves_it_out_and_loses_nothing(
    beside_foreign_log, recovery_key, open_, word, now
):
    unsealed = opening.unseal(beside_foreign_log, recovery_key, SlotKind.RECOVERY)

    repaired = repairing.repair(unsealed, now=now, backup=None)

    assert repaired.way is repairing.Way.MENDED
    assert word(open_()) == "kept"


def test_a_whole_database_of_another_vault_does_not_belong(folder, killed, recovery_key, now):
    unsealed = opening.unseal(folder, recovery_key, SlotKind.RECOVERY)
    for name in ("vault.db", "vault.db-wal"):
        shutil.copy(killed / name, folder)

    with pytest.raises(MismatchedKeyFileError):
        opening.open_vault(unsealed, now=now)
