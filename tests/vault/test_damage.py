import json
import shutil
import time

import pytest

from sessiondesk.store import driver, migrations
from sessiondesk.store.errors import (
    NewerStoreError,
    StoreDamagedError,
    StoreMissingError,
)
from sessiondesk.vault import key_file, migrating
from sessiondesk.vault.errors import (
    FolderUnreadableError,
    KeyFileDamagedError,
    KeyFileMissingError,
    MismatchedKeyFileError,
    NewerVaultError,
)
from sessiondesk.vault.opening import Notice, SlotKind, open_vault, unseal

COPIES = ("vault.keys", "vault.keys.copy")


def flip(path, place):
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("spoil", [b"", b"\0" * 2000, None])
def test_one_copy_of_the_key_file_is_enough_and_the_other_is_written_again(
    folder, open_, word, name, spoil
):
    good = (folder / name).read_bytes()
    if spoil is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(spoil)

    vault = open_()

    assert word(vault) == "kept"
    assert vault.notices == (Notice.KEY_FILE_HEALED,)
    assert (folder / name).read_bytes() == good
    vault.close()
    assert open_().notices == ()


@pytest.mark.parametrize("name", COPIES)
def test_whatever_is_flipped_in_one_copy_the_other_opens(folder, recovery_key, new_vault, name):
    keys = new_vault.unsealed(folder).keys
    good = (folder / name).read_bytes()
    for place in range(0, len(good), 3):
        flip(folder / name, place)
        assert unseal(folder, recovery_key, SlotKind.RECOVERY).keys == keys
        (folder / name).write_bytes(good)


def test_whatever_is_flipped_in_both_copies_opens_rightly_or_is_refused(
    folder, recovery_key, new_vault
):
    keys = new_vault.unsealed(folder).keys
    good = (folder / "vault.keys").read_bytes()
    outcomes: set[object] = set()
    for place in range(0, len(good), 3):
        for name in COPIES:
            flip(folder / name, place)
        try:
            found = unseal(folder, recovery_key, SlotKind.RECOVERY).keys
        except (KeyFileDamagedError, NewerVaultError, StoreMissingError) as refusal:
            outcomes.add(type(refusal))
        else:
            outcomes.add("opened")
            assert found == keys
        for name in COPIES:
            (folder / name).write_bytes(good)
    assert {"opened", KeyFileDamagedError} <= outcomes


def test_both_copies_damaged_is_never_called_a_wrong_passphrase(folder, recovery_key):
    for name in COPIES:
        keys = json.loads((folder / name).read_text())
        keys["slots"][1]["wrapped"] = "00" * 48
        (folder / name).write_text(json.dumps(keys))

    with pytest.raises(KeyFileDamagedError) as raised:
        unseal(folder, recovery_key, SlotKind.RECOVERY)

    assert type(raised.value) is KeyFileDamagedError


def test_unreadable_copies_are_damaged(folder, recovery_key):
    for name in COPIES:
        (folder / name).write_bytes(b"\0")

    with pytest.raises(KeyFileDamagedError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


def test_missing_key_files_are_told_as_such(folder, recovery_key):
    for name in COPIES:
        (folder / name).unlink()

    with pytest.raises(KeyFileMissingError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


def test_the_key_file_of_another_vault_does_not_belong(folder, recovery_key, other):
    for name in COPIES:
        shutil.copy(other[0] / name, folder / name)

    with pytest.raises(MismatchedKeyFileError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


def test_it_does_not_belong_even_with_its_own_recovery_key(folder, other, now):
    for name in COPIES:
        shutil.copy(other[0] / name, folder / name)
    unsealed = unseal(folder, other[1], SlotKind.RECOVERY)

    with pytest.raises(MismatchedKeyFileError):
        open_vault(unsealed, now=now)


@pytest.mark.parametrize("name", COPIES)
def test_one_foreign_copy_does_not_keep_the_right_one_from_opening(folder, open_, other, name):
    good = (folder / name).read_bytes()
    shutil.copy(other[0] / name, folder / name)

    assert open_().notices == (Notice.KEY_FILE_HEALED,)
    assert (folder / name).read_bytes() == good


def test_a_key_file_of_a_newer_version_is_left_alone(folder, recovery_key):
    keys = json.loads((folder / "vault.keys").read_text())
    keys["version"] = 2
    keys["sum"] = key_file._sum(keys)
    (folder / "vault.keys").write_text(json.dumps(keys))

    with pytest.raises(NewerVaultError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


def test_newer_key_files_are_refused_whatever_their_sum(folder, recovery_key):
    for name in COPIES:
        text = (folder / name).read_text()
        (folder / name).write_text(text.replace('"version": 1', '"version": 2'))

    with pytest.raises(NewerVaultError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize("names", [COPIES, ("vault.db",)])
def test_files_of_another_account_are_not_called_damaged(folder, recovery_key, names):
    for name in names:
        (folder / name).chmod(0o200)

    with pytest.raises(FolderUnreadableError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)


def test_more_memory_than_may_be_asked_for_is_refused_before_it_is_taken(folder, passphrase):
    for name in COPIES:
        keys = json.loads((folder / name).read_text())
        keys["slots"][0].update(m=4 * 2**30, t=2**31)
        keys["sum"] = key_file._sum(keys)
        (folder / name).write_text(json.dumps(keys))
    begun = time.thread_time()

    with pytest.raises(KeyFileDamagedError):
        unseal(folder, passphrase, SlotKind.PASSPHRASE)

    assert time.thread_time() - begun < 1


@pytest.mark.parametrize("size", [None, 0])
def test_a_missing_or_empty_database_is_never_made_anew(folder, recovery_key, size):
    (folder / "vault.db").unlink()
    if size == 0:
        (folder / "vault.db").touch()
    before = sorted(path.name for path in folder.iterdir())

    with pytest.raises(StoreMissingError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)

    assert sorted(path.name for path in folder.iterdir()) == before
    assert not (folder / "vault.db").exists() or (folder / "vault.db").stat().st_size == 0


def test_a_database_that_goes_between_the_two_steps_is_not_made_anew(folder, recovery_key, now):
    unsealed = unseal(folder, recovery_key, SlotKind.RECOVERY)
    (folder / "vault.db").unlink()

    with pytest.raises(StoreMissingError):
        open_vault(unsealed, now=now)

    assert not (folder / "vault.db").exists()


@pytest.mark.parametrize("place", [20, 2000, 4095])
def test_damage_to_the_first_page_is_never_called_a_wrong_passphrase(
    folder, passphrase, place, now
):
    flip(folder / "vault.db", place)
    unsealed = unseal(folder, passphrase, SlotKind.PASSPHRASE)

    with pytest.raises(StoreDamagedError):
        open_vault(unsealed, now=now)


@pytest.mark.parametrize("content", [bytes(4096), b"\xff" * 4096, b"SQLite format 3\0" * 256])
def test_a_first_page_that_is_gone_is_never_called_another_vault(
    folder, recovery_key, content, now
):
    database = folder / "vault.db"
    bad = content + database.read_bytes()[4096:]
    database.write_bytes(bad)
    unsealed = unseal(folder, recovery_key, SlotKind.RECOVERY)

    with pytest.raises(StoreDamagedError):
        open_vault(unsealed, now=now)

    assert database.read_bytes() == bad


def test_damage_to_the_first_bytes_is_mended(folder, open_, word):
    good = (folder / "vault.db").read_bytes()[:16]
    flip(folder / "vault.db", 5)

    vault = open_()

    assert word(vault) == "kept"
    assert vault.notices == (Notice.DATABASE_HEALED,)
    vault.close()
    assert (folder / "vault.db").read_bytes()[:16] == good
    assert open_().notices == ()


def test_a_database_that_is_not_encrypted_does_not_belong(folder, recovery_key, now):
    (folder / "vault.db").write_bytes(b"SQLite format 3\0" + bytes(8176))
    unsealed = unseal(folder, recovery_key, SlotKind.RECOVERY)

    with pytest.raises(MismatchedKeyFileError):
        open_vault(unsealed, now=now)


def test_a_journal_of_a_newer_version_is_refused_and_left_alone(folder, open_):
    vault = open_()
    vault.db.execute(f"PRAGMA user_version = {migrations.CURRENT_VERSION + 1}")
    vault.close()

    with pytest.raises(NewerStoreError):
        open_()

    # Nothing is held after a refusal.
    with pytest.raises(NewerStoreError):
        open_()


def test_an_error_of_our_own_while_opening_leaves_nothing_held(folder, open_, monkeypatch):
    def fail(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(migrating, "bring_up_to_date", fail)
    with pytest.raises(ZeroDivisionError):
        open_()

    monkeypatch.undo()
    assert open_().notices == ()


def test_a_log_that_cannot_be_emptied_now_is_no_reason_not_to_open(open_, monkeypatch, word):
    class OnAFullDisk(driver.Connection):
        def execute(self, sql, *values):  # type: ignore[explicit-override]
            if sql == "PRAGMA wal_checkpoint(TRUNCATE)":
                raise driver.OperationalError("database or disk is full")
            return super().execute(sql, *values)

    real = driver.connect
    monkeypatch.setattr(
        driver, "connect", lambda *args, **named: real(*args, **named, factory=OnAFullDisk)
    )

    vault = open_()

    assert word(vault) == "kept"
    vault.close()
