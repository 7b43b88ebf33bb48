import shutil
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from sessiondesk import paths
from sessiondesk.store.connection import connect, transaction
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreIOError,
    StoreMissingError,
    StoreReadOnlyError,
)
from sessiondesk.vault import backing_up, backup_file, key_file, layout, left_over, new_data_key
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import (
    AlreadyOpenError,
    BackupNoRoomError,
    KeyChangeUnfinishedError,
    NotAVaultError,
    PassphraseRefusedError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.opening import SlotKind, open_vault, unseal
from tests.vault.conftest import NOW
from tests.vault.crashes import photographed

COPIES = ("vault.keys", "vault.keys.copy")
NEW = "another six words on a card"
NO_ROOM = OSError(28, "No space left on device")


@pytest.fixture(scope="session")
def new_keys(original, cheap):
    """New keys; they can be put to any vault here."""
    return new_data_key.prepare(original, NEW, cost=cheap)


@pytest.fixture
def switch(open_, new_keys):
    """Open the vault, make a backup, and put it under the new keys."""

    def switch(**more):
        vault = open_()
        vault.note_backup(backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW))
        return new_data_key.switch(vault, new_keys, now=NOW, **more)

    return switch


def reopened(folder, secret, kind):
    return open_vault(unseal(folder, secret, kind), now=NOW)


def word(vault):
    (found,) = vault.db.execute("SELECT value FROM meta WHERE name = 'word'").fetchone()
    return found


def opens(folder, recovery_key):
    try:
        unseal(folder, recovery_key, SlotKind.RECOVERY)
    except WrongRecoveryKeyError:
        return False
    return True


def current(folder):
    first, second = key_file.read_copies(folder)
    assert first == second
    return first.key_file


def databases(folder):
    return sorted(path.name for path in folder.iterdir() if ".db" in path.name)


def content(folder):
    """What is in the folder but for the backups, by name."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_only_the_new_keys_open_what_was_written_again(
    folder, passphrase, recovery_key, new_keys, switch
):
    former = current(folder)

    done = switch()

    assert done.is_former_gone
    after = current(folder)
    assert (after.epoch, after.db_file) == (former.epoch + 1, "vault-2.db")
    assert after.generation == former.generation + 1
    assert after.vault_id != former.vault_id
    assert databases(folder) == ["vault-2.db"]
    assert (folder / "vault-2.db").read_bytes()[:16] == after.vault_id
    assert (folder / "vault-2.db").stat().st_mode & 0o777 == 0o600
    for secret, kind in ((NEW, SlotKind.PASSPHRASE), (new_keys.recovery_key, SlotKind.RECOVERY)):
        with reopened(folder, secret, kind) as vault:
            assert word(vault) == "kept"
            assert vault.check().is_sound
            assert vault.notices == ()
    with pytest.raises(WrongPassphraseError):
        unseal(folder, passphrase, SlotKind.PASSPHRASE)
    assert not opens(folder, recovery_key)


def test_the_former_data_key_does_not_open_the_new_database(folder, new_vault, switch):
    former = new_vault.unsealed(folder)
    switch()

    for vault_id in (former.used.vault_id, current(folder).vault_id):
        with pytest.raises(StoreDamagedError):
            connect(folder / "vault-2.db", former.keys.database.hex(), vault_id.hex())


def test_what_is_written_afterwards_is_kept(folder, new_keys, switch):
    switch()
    with (
        reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY) as vault,
        transaction(vault.db),
    ):
        vault.db.execute("UPDATE meta SET value = 'more' WHERE name = 'word'")

    with reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY) as vault:
        assert word(vault) == "more"


def test_the_data_key_can_be_changed_again(folder, new_keys, switch, cheap):
    switch()
    third = new_data_key.prepare(folder, "a third passphrase", cost=cheap)
    with reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY) as vault:
        new_data_key.switch(vault, third, now=NOW)

    assert databases(folder) == ["vault-3.db"]
    assert current(folder).epoch == 3
    with reopened(folder, third.recovery_key, SlotKind.RECOVERY) as vault:
        assert word(vault) == "kept"


def test_a_vault_can_do_without_a_recovery_key(folder, open_, new_keys):
    new_data_key.switch(open_(), new_keys.without_recovery_key(), now=NOW)

    with reopened(folder, NEW, SlotKind.PASSPHRASE) as vault:
        assert not vault.has_recovery_key


# Backups.


def vaults_of_backups(folder):
    found = backup_file.all_in(folder / "backups")
    return [backup_file.read_manifest(each.path).vault_id for each in found]


def test_a_first_backup_takes_the_place_of_those_under_the_former_key(folder, switch):
    done = switch()

    assert vaults_of_backups(folder) == [current(folder).vault_id]
    assert done.backup.path.exists()
    assert done.backups_left == 0


def test_what_a_crash_left_of_a_backup_under_the_former_key_goes_as_well(folder, open_, new_keys):
    vault = open_()
    (folder / "backups").mkdir()
    (folder / "backups" / f".part-{vault.key_file.vault_id.hex()}-0123").touch()

    new_data_key.switch(vault, new_keys, now=NOW)

    assert not list((folder / "backups").glob(".part-*"))


def test_a_backup_that_waits_for_a_decision_stays_until_that_is_made(folder, open_, new_keys):
    vault = open_()
    former_id = vault.backup_source().vault_id
    held = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW)
    pinned = held.path.rename(held.pinned_path)

    done = new_data_key.switch(vault, new_keys, now=NOW)

    assert done.backups_left == 1
    assert vaults_of_backups(folder).count(former_id) == 1
    pinned.rename(held.path)
    reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY).close()
    assert vaults_of_backups(folder) == [current(folder).vault_id]


def test_without_a_new_backup_the_former_ones_stay_until_there_is_one(
    folder, new_keys, switch, monkeypatch
):
    def fail(*_, **__):
        raise BackupNoRoomError

    monkeypatch.setattr(new_data_key, "back_up", fail)

    done = switch()

    assert (done.backup, done.backups_left, done.is_former_gone) == (None, 1, True)
    with reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY) as vault:
        assert len(vaults_of_backups(folder)) == 1
        backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW)
    assert len(vaults_of_backups(folder)) == 2
    reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY).close()
    assert vaults_of_backups(folder) == [current(folder).vault_id]


def test_a_spoiled_backup_under_the_new_key_pushes_out_no_good_one(
    folder, new_keys, switch, monkeypatch
):
    def fail(*_, **__):
        raise BackupNoRoomError

    monkeypatch.setattr(new_data_key, "back_up", fail)
    switch()
    with reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY) as vault:
        path = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW).path
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)

    reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY).close()

    assert len(vaults_of_backups(folder)) == 2


def test_backups_of_other_vaults_are_left_alone(folder, other, switch):
    with reopened(other[0], other[1], SlotKind.RECOVERY) as vault:
        foreign = backing_up.back_up(vault.backup_source(), Reason.LOCK, now=NOW)
    (folder / "backups").mkdir(exist_ok=True)
    shutil.copy(foreign.path, folder / "backups" / foreign.path.name)
    (folder / "backups" / "20260101T000000Z-lock.sdbackup").write_bytes(b"nonsense")

    switch()

    names = {path.name for path in (folder / "backups").iterdir()}
    assert {foreign.path.name, "20260101T000000Z-lock.sdbackup"} < names


# Before anything is done.


@pytest.mark.parametrize("refused", ["short", "a tab\tin it"])
def test_a_passphrase_that_could_not_be_typed_again_is_refused(folder, refused):
    with pytest.raises(PassphraseRefusedError):
        new_data_key.prepare(folder, refused)


@pytest.fixture
def little_room(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))


def test_too_little_room_is_told_before_a_recovery_key_is_written_down(folder, cheap, little_room):
    with pytest.raises(StoreFullError):
        new_data_key.prepare(folder, NEW, cost=cheap)


def test_keys_that_do_not_open_are_not_handed_out(folder, cheap, monkeypatch):
    monkeypatch.setattr("sessiondesk.vault.creating.unwrap", lambda *_: None)

    with pytest.raises(StoreIOError):
        new_data_key.prepare(folder, NEW, cost=cheap)


def test_a_vault_that_cannot_be_written_stays_open(folder, open_, new_keys, plain_rights):
    folder.chmod(0o500)
    vault = open_()
    assert vault.is_read_only

    with pytest.raises(StoreReadOnlyError):
        new_data_key.switch(vault, new_keys, now=NOW)

    folder.chmod(0o700)
    assert not vault.is_closed


def test_a_closed_vault_cannot_be_closed_and_held(open_):
    vault = open_()
    vault.close()

    with pytest.raises(RuntimeError):
        vault.close_but_hold()


def test_other_windows_are_kept_out_until_it_is_done(folder, recovery_key, switch, new_keys):
    refused = []

    def progress(share):
        with pytest.raises(AlreadyOpenError):
            unseal(folder, recovery_key, SlotKind.RECOVERY)
        refused.append(share)

    switch(progress=progress)

    assert refused[-1] == 1.0
    assert refused == sorted(refused)
    assert opens(folder, new_keys.recovery_key)


def test_a_held_vault_can_be_let_go_and_opened_again(folder, recovery_key, open_):
    held = open_().close_but_hold()
    with pytest.raises(AlreadyOpenError):
        unseal(folder, recovery_key, SlotKind.RECOVERY)
    assert recovery_key not in repr(held)

    held.release()
    held.release()

    assert word(open_()) == "kept"


# When it cannot be done.


class StoppedError(Exception):
    pass


def stop(_share):
    raise StoppedError


def test_what_is_stopped_on_the_way_has_changed_nothing(
    folder, switch, open_, new_keys, recovery_key
):
    before = content(folder)

    with pytest.raises(StoppedError):
        switch(progress=stop)

    assert content(folder).keys() == before.keys()
    assert current(folder).to_bytes() == before["vault.keys"]
    assert not opens(folder, new_keys.recovery_key)
    vault = open_()
    assert (word(vault), vault.notices) == ("kept", ())


@contextmanager
def failing(target, name, which, error):
    """Let the calls of a function whose numbers are in ``which`` fail."""
    real = getattr(target, name)
    calls = []

    def fails(*values, **named):
        calls.append(values)
        if len(calls) in which:
            raise error
        return real(*values, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(target, name, fails)
        yield


@pytest.mark.parametrize(
    "call",
    [
        (left_over, "mark_unused", 1),
        (new_data_key, "create", 1),
        (left_over, "remember_replaced", 1),
        (paths, "write_whole", 2),
        (paths, "write_whole", 3),
    ],
)
def test_a_disk_that_fails_on_the_way_has_changed_nothing(folder, open_, new_keys, call):
    target, name, number = call
    before = content(folder)
    vault = open_()

    with failing(target, name, {number}, NO_ROOM), pytest.raises(StoreFullError):
        new_data_key.switch(vault, new_keys, now=NOW)

    assert content(folder).keys() == before.keys()
    assert current(folder).to_bytes() == before["vault.keys"]
    vault = open_()
    assert (word(vault), vault.notices) == ("kept", ())


def test_a_database_that_does_not_start_as_it_should_is_not_switched_to(
    folder, open_, new_keys, monkeypatch
):
    before = content(folder)
    vault = open_()
    monkeypatch.setattr("sessiondesk.vault.layout.read_header", lambda _: b"?" * 16)

    with pytest.raises(StoreIOError):
        new_data_key.switch(vault, new_keys, now=NOW)

    assert content(folder).keys() == before.keys()


@pytest.mark.parametrize("page_from_the_end", [6, 12, 18])
def test_a_damaged_journal_is_not_written_again(folder, open_, new_keys, page_from_the_end):
    with transaction((vault := open_()).db):
        vault.db.execute("INSERT INTO meta VALUES ('long', ?)", ("x" * 100_000,))
    vault.close()
    data = bytearray((folder / "vault.db").read_bytes())
    data[-page_from_the_end * 4096 + 2000] ^= 1
    (folder / "vault.db").write_bytes(data)
    vault = open_()

    with pytest.raises(StoreDamagedError):
        new_data_key.switch(vault, new_keys, now=NOW)

    assert (folder / "vault.db").read_bytes() == data
    assert databases(folder) == ["vault.db"]


def test_a_copy_with_other_rows_is_not_switched_to(folder, open_, new_keys, monkeypatch):
    vault = open_()
    counts = iter([1, 2])
    monkeypatch.setattr("sessiondesk.vault.checking.rows", lambda _: {"checkin": next(counts)})

    with pytest.raises(StoreDamagedError):
        new_data_key.switch(vault, new_keys, now=NOW)

    assert databases(folder) == ["vault.db"]


def test_a_key_file_in_one_place_only_leaves_both_databases_and_the_new_keys_open(
    folder, open_, recovery_key, new_keys
):
    vault = open_()

    with (
        failing(paths, "write_whole", {3, 4, 5}, NO_ROOM),
        pytest.raises(KeyChangeUnfinishedError),
    ):
        new_data_key.switch(vault, new_keys, now=NOW)

    assert {"vault.db", "vault-2.db"} < set(databases(folder))
    assert not opens(folder, recovery_key)
    with reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY) as vault:
        assert word(vault) == "kept"
    assert "vault.db" not in databases(folder)
    assert current(folder).epoch == 2


def test_a_former_database_that_cannot_be_removed_goes_at_the_next_opening(
    folder, new_keys, switch
):
    with failing(left_over, "remove", range(1, 9), OSError(13, "Permission denied")):
        done = switch()

    assert not done.is_former_gone
    assert {"vault.db", "vault-2.db"} <= set(databases(folder))
    reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY).close()
    assert databases(folder) == ["vault-2.db"]


# After a crash.


def test_whatever_moment_a_crash_picks_there_is_one_journal_and_it_is_whole(
    folder, open_, recovery_key, new_keys
):
    vault = open_()
    backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW)

    with photographed(folder, [], (left_over, "remember_replaced")) as moments:
        new_data_key.switch(vault, new_keys, now=NOW)

    assert len(moments) > 12
    seen = []
    for moment in moments:
        keys = [key for key in (recovery_key, new_keys.recovery_key) if opens(moment, key)]
        assert len(keys) == 1
        seen.append(keys[0] == recovery_key)
        with reopened(moment, keys[0], SlotKind.RECOVERY) as vault:
            assert word(vault) == "kept"
            assert vault.check().is_sound
        assert len(databases(moment)) == 1
        with reopened(moment, keys[0], SlotKind.RECOVERY) as vault:
            assert vault.notices == ()
    # The former keys up to the switch, the new ones from then on.
    assert seen == sorted(seen, reverse=True)
    assert {True, False} == set(seen)


def test_a_database_that_nothing_names_and_nobody_called_unused_is_kept(
    folder, open_, new_keys, other
):
    shutil.copy(other[0] / "vault.db", folder / "vault-2.db")
    before = (folder / "vault-2.db").read_bytes()

    vault = open_()
    assert (folder / "vault-2.db").read_bytes() == before
    new_data_key.switch(vault, new_keys, now=NOW)

    assert databases(folder) == ["vault-2.db", "vault-3.db"]
    assert (folder / "vault-2.db").read_bytes() == before
    assert current(folder).epoch == 3


def test_a_folder_without_key_files_is_known_by_a_database_of_any_number(folder, switch):
    switch()
    for name in COPIES:
        (folder / name).unlink()

    assert layout.find(folder) == folder
    (folder / "vault-2.db").rename(folder / "vault-02.db")
    with pytest.raises(NotAVaultError):
        layout.find(folder)


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_not_be_listed_is_not_known_by_its_databases(tmp_path):
    (tmp_path / "vault-2.db").touch()
    tmp_path.chmod(0o300)

    with pytest.raises(NotAVaultError):
        layout.find(tmp_path)

    tmp_path.chmod(0o700)


def test_what_has_another_name_than_a_database_is_not_removed(folder, open_):
    (folder / "letter.txt").write_text("mine")
    (folder / "letter.txt.new").touch()

    open_()

    assert (folder / "letter.txt").read_text() == "mine"
    assert (folder / "letter.txt.new").exists()


def test_another_file_with_the_name_of_the_former_database_is_kept(
    folder, new_keys, switch, other, monkeypatch
):
    def fail(*_, **__):
        raise BackupNoRoomError

    monkeypatch.setattr(new_data_key, "back_up", fail)
    switch()
    shutil.copy(other[0] / "vault.db", folder / "vault.db")

    reopened(folder, new_keys.recovery_key, SlotKind.RECOVERY).close()

    assert databases(folder) == ["vault-2.db", "vault.db"]


def test_half_written_key_files_of_a_crash_are_removed(folder, open_):
    for name in ("vault.keys", "vault.keys.copy", "vault-2.db.new"):
        (folder / f".{name}.0123abcd.part").write_bytes(b"{")
    (folder / ".letter.txt.0123abcd.part").touch()

    open_()

    assert [path.name for path in folder.glob(".*.part")] == [".letter.txt.0123abcd.part"]


def test_what_cannot_be_cleared_is_no_reason_not_to_open(folder, open_, new_keys):
    (folder / "vault-2.db").touch()
    (folder / "vault-2.db.new").touch()

    with failing(Path, "unlink", range(1, 99), OSError(13, "Permission denied")):
        vault = open_()

    assert word(vault) == "kept"
    vault.close()
    open_()
    assert not (folder / "vault-2.db").exists()


def test_nothing_is_cleared_while_the_key_files_do_not_agree(folder, open_, monkeypatch):
    (folder / "vault-2.db").touch()
    (folder / "vault-2.db.new").touch()
    (folder / "vault.keys").unlink()

    with failing(paths, "write_whole", range(1, 9), NO_ROOM):
        open_()

    assert (folder / "vault-2.db").exists()


def test_a_backup_made_before_opens_with_what_opened_the_journal_then(
    folder, passphrase, open_, new_keys
):
    vault = open_()
    backup = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW)
    kept = Path(shutil.copy(backup.path, folder.parent / backup.path.name))
    new_data_key.switch(vault, new_keys, now=NOW)

    tried = backing_up.try_out_with(kept, passphrase, SlotKind.PASSPHRASE)

    assert tried.pages > 1
    with pytest.raises(WrongPassphraseError):
        backing_up.try_out_with(kept, NEW, SlotKind.PASSPHRASE)


def test_the_key_file_of_the_former_vault_does_not_open_the_new_database(folder, switch):
    former = {name: (folder / name).read_bytes() for name in COPIES}
    switch()
    with closing(reopened(folder, NEW, SlotKind.PASSPHRASE)):
        pass

    for name, data in former.items():
        (folder / name).write_bytes(data)

    # It names a database that is not there any more; nothing is made in its place.
    with pytest.raises(StoreMissingError):
        unseal(folder, NEW, SlotKind.PASSPHRASE)
    assert databases(folder) == ["vault-2.db"]
