import json
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from sessiondesk import paths
from sessiondesk.store.errors import StoreFullError, StoreIOError, StoreReadOnlyError
from sessiondesk.vault import backing_up, key_file, key_slots, passphrase, rekeying
from sessiondesk.vault import recovery_key as recovery_keys
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import (
    KeyChangeUnfinishedError,
    KeyFileDamagedError,
    KeyFileMissingError,
    NewerVaultError,
    NoRecoveryKeyError,
    NotEnoughMemoryError,
    PassphraseNeededError,
    PassphraseRefusedError,
    RecoveryKeyMistypedError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.key_file import State
from sessiondesk.vault.opening import Notice, SlotKind, open_vault, unseal
from tests.vault.crashes import photographed

COPIES = ("vault.keys", "vault.keys.copy")
NEW = "another six words on a card"


@pytest.fixture
def change(folder, recovery_key, cheap):
    """Change the passphrase of ``folder``, with the recovery key, which does not wait."""
    return lambda new=NEW: rekeying.change_passphrase(
        folder, recovery_key, SlotKind.RECOVERY, new, cost=cheap
    )


def files(folder):
    return {name: (folder / name).read_bytes() for name in COPIES}


def current(folder):
    first, second = key_file.read_copies(folder)
    assert first == second
    assert first.state is State.WHOLE
    return first.key_file


def only(folder, name):
    """Leave one copy only, as it would be if the other one were lost."""
    (other,) = (each for each in COPIES if each != name)
    (folder / other).unlink(missing_ok=True)


def opens(folder, secret, kind=SlotKind.PASSPHRASE):
    try:
        unseal(folder, secret, kind)
    except (WrongPassphraseError, WrongRecoveryKeyError):
        return False
    return True


def test_the_new_passphrase_opens_and_the_old_one_no_more(
    folder, passphrase, recovery_key, cheap, now
):
    before = current(folder)

    after = rekeying.change_passphrase(folder, passphrase, SlotKind.PASSPHRASE, NEW, cost=cheap)

    assert current(folder) == after
    assert after.generation == before.generation + 1
    assert (after.vault_id, after.epoch, after.db_file) == (
        before.vault_id,
        before.epoch,
        before.db_file,
    )
    assert opens(folder, NEW)
    assert not opens(folder, passphrase)
    assert opens(folder, recovery_key, SlotKind.RECOVERY)
    with open_vault(unseal(folder, NEW, SlotKind.PASSPHRASE), now=now) as vault:
        assert vault.notices == ()


@pytest.mark.parametrize("name", COPIES)
def test_both_copies_refuse_the_old_passphrase(folder, passphrase, change, name):
    change()
    only(folder, name)

    assert opens(folder, NEW)
    assert not opens(folder, passphrase)


def test_a_copy_of_the_folder_made_before_still_opens_with_the_old_one(
    folder, passphrase, change, tmp_path
):
    shutil.copytree(folder, tmp_path / "copy.sdesk")

    change()

    assert opens(tmp_path / "copy.sdesk", passphrase)
    assert not opens(tmp_path / "copy.sdesk", NEW)


def test_the_same_passphrase_may_be_set_again_and_is_wrapped_anew(folder, passphrase, change):
    before = current(folder).slots[0]

    after = change(passphrase).slots[0]

    for part in ("id", "salt", "nonce", "wrapped"):
        assert getattr(after, part) != getattr(before, part)
    assert opens(folder, passphrase)


def test_what_a_guess_costs_is_measured_again_unless_it_is_given(
    folder, recovery_key, cheap, monkeypatch
):
    dearer = replace(cheap, t=3)
    monkeypatch.setattr(rekeying, "measure", lambda: dearer)

    changed = rekeying.change_passphrase(folder, recovery_key, SlotKind.RECOVERY, NEW)

    assert changed.slots[0].cost == dearer


def test_a_journal_is_rekeyed_while_it_is_open_and_adopts_it(folder, open_, change, word, now):
    vault = open_()

    changed = change()
    vault.adopt(changed)

    assert word(vault) == "kept"
    vault.close()
    with open_vault(unseal(folder, NEW, SlotKind.PASSPHRASE), now=now) as vault:
        assert vault.notices == ()
        row = vault.db.execute("SELECT value FROM meta WHERE name = 'key_file'").fetchone()
        assert row[0] == (folder / "vault.keys").read_text()


def test_an_old_key_file_put_back_after_a_change_is_told(folder, open_, passphrase, change, now):
    old = files(folder)
    vault = open_()
    vault.adopt(change())
    vault.close()
    for name, data in old.items():
        (folder / name).write_bytes(data)

    with open_vault(unseal(folder, passphrase, SlotKind.PASSPHRASE), now=now) as vault:
        assert Notice.OLDER_KEY_FILE in vault.notices


def test_a_wrong_proof_changes_nothing(folder, cheap, other):
    before = files(folder)
    for proof, kind, error in (
        ("wrong", SlotKind.PASSPHRASE, WrongPassphraseError),
        (other[1], SlotKind.RECOVERY, WrongRecoveryKeyError),
        ("ABCD", SlotKind.RECOVERY, RecoveryKeyMistypedError),
        ("a\0b", SlotKind.PASSPHRASE, PassphraseRefusedError),
    ):
        with pytest.raises(error):
            rekeying.change_passphrase(folder, proof, kind, NEW, cost=cheap)
        with pytest.raises(error):
            rekeying.prepare_recovery_key(folder, proof, kind)
    with pytest.raises(WrongPassphraseError):
        rekeying.remove_recovery_key(folder, "wrong", SlotKind.PASSPHRASE)

    assert files(folder) == before


def test_a_new_passphrase_that_could_not_be_typed_again_is_refused(folder, change):
    before = files(folder)

    for new in ("short", "a tab\tin it", "x" * (passphrase.LONGEST + 1)):
        with pytest.raises(PassphraseRefusedError):
            change(new)

    assert files(folder) == before


def test_a_proof_can_be_tried_alone(folder, recovery_key, other):
    rekeying.prove(folder, recovery_key, SlotKind.RECOVERY)
    with pytest.raises(WrongRecoveryKeyError):
        rekeying.prove(folder, other[1], SlotKind.RECOVERY)


@pytest.mark.parametrize("name", COPIES)
@pytest.mark.parametrize("spoil", [None, b"", b"\0" * 2000])
def test_one_copy_is_enough_to_change_and_both_are_written(
    folder, passphrase, change, name, spoil
):
    if spoil is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(spoil)

    change()

    assert current(folder).generation == 2
    assert opens(folder, NEW)
    assert not opens(folder, passphrase)


def test_an_older_copy_does_not_bring_the_old_passphrase_back(
    folder, passphrase, recovery_key, change, cheap
):
    older = (folder / "vault.keys.copy").read_bytes()
    change()
    (folder / "vault.keys.copy").write_bytes(older)

    # The older copy is opened by it, but it is not the one to go on from.
    with pytest.raises(WrongPassphraseError):
        rekeying.change_passphrase(folder, passphrase, SlotKind.PASSPHRASE, NEW, cost=cheap)
    changed = change("a third passphrase")

    assert changed.generation == 3
    assert current(folder) == changed


def test_a_copy_that_somebody_changed_is_not_the_one_to_go_on_from(folder, change):
    genuine = current(folder)
    forged = replace(genuine, generation=9, slots=genuine.slots[1:])
    (folder / "vault.keys").write_bytes(forged.to_bytes())

    changed = change()

    assert changed.generation == 2
    assert len(changed.slots) == 2


def test_if_both_were_changed_by_somebody_what_opens_is_sealed_again(folder, change):
    forged = replace(current(folder), generation=9)
    for name in COPIES:
        (folder / name).write_bytes(forged.to_bytes())

    changed = change()

    assert changed.generation == 10
    assert opens(folder, NEW)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, KeyFileMissingError),
        (b"", KeyFileDamagedError),
        (b'{"format":"sessiondesk-keys","version":2,"sum":""}', KeyFileDamagedError),
    ],
)
def test_without_a_usable_copy_nothing_is_changed(folder, change, content, error):
    for name in COPIES:
        if content is None:
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(content)

    with pytest.raises(KeyFileDamagedError) as raised:
        change()

    assert type(raised.value) is error


def test_the_key_file_of_a_newer_version_is_left_alone(folder, change):
    values: dict[str, object] = {"format": "sessiondesk-keys", "version": 2}
    values["sum"] = key_file._sum(values)
    (folder / "vault.keys").write_text(json.dumps(values))
    before = files(folder)

    with pytest.raises(NewerVaultError):
        change()

    assert files(folder) == before


# A recovery key.


def test_a_recovery_key_that_is_only_prepared_changes_nothing(folder, recovery_key):
    before = files(folder)

    prepared = rekeying.prepare_recovery_key(folder, recovery_key, SlotKind.RECOVERY)

    assert files(folder) == before
    assert not opens(folder, prepared.recovery_key, SlotKind.RECOVERY)
    assert opens(folder, recovery_key, SlotKind.RECOVERY)


@pytest.mark.parametrize("name", COPIES)
def test_a_new_recovery_key_replaces_the_one_before(folder, passphrase, recovery_key, name):
    prepared = rekeying.prepare_recovery_key(folder, passphrase, SlotKind.PASSPHRASE)

    changed = rekeying.put_recovery_key(prepared)

    assert current(folder) == changed
    assert [slot.kind for slot in changed.slots] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    only(folder, name)
    assert opens(folder, prepared.recovery_key, SlotKind.RECOVERY)
    assert not opens(folder, recovery_key, SlotKind.RECOVERY)
    assert opens(folder, passphrase)


def test_a_prepared_recovery_key_shows_nothing_of_itself(folder, recovery_key):
    prepared = rekeying.prepare_recovery_key(folder, recovery_key, SlotKind.RECOVERY)

    assert repr(prepared) == "PreparedRecoveryKey()"
    recovery_keys.parse(prepared.recovery_key)


def test_a_passphrase_changed_while_the_key_is_written_down_stays_changed(
    folder, passphrase, recovery_key, change
):
    prepared = rekeying.prepare_recovery_key(folder, recovery_key, SlotKind.RECOVERY)
    change()

    changed = rekeying.put_recovery_key(prepared)

    assert changed.generation == 3
    assert opens(folder, NEW)
    assert not opens(folder, passphrase)
    assert opens(folder, prepared.recovery_key, SlotKind.RECOVERY)


def test_key_files_of_another_vault_put_there_meanwhile_are_left_alone(
    folder, recovery_key, other
):
    prepared = rekeying.prepare_recovery_key(folder, recovery_key, SlotKind.RECOVERY)
    for name in COPIES:
        shutil.copy(other[0] / name, folder / name)
    before = files(folder)

    with pytest.raises(KeyFileDamagedError):
        rekeying.put_recovery_key(prepared)

    assert files(folder) == before


def test_a_recovery_key_can_be_removed_and_made_again(folder, passphrase, recovery_key):
    changed = rekeying.remove_recovery_key(folder, passphrase, SlotKind.PASSPHRASE)

    assert current(folder) == changed
    for secret in (recovery_key, recovery_keys.grouped("0" * 28)):
        with pytest.raises(NoRecoveryKeyError):
            unseal(folder, secret, SlotKind.RECOVERY)
        with pytest.raises(NoRecoveryKeyError):
            rekeying.prove(folder, secret, SlotKind.RECOVERY)
    with pytest.raises(NoRecoveryKeyError):
        rekeying.remove_recovery_key(folder, passphrase, SlotKind.PASSPHRASE)
    prepared = rekeying.prepare_recovery_key(folder, passphrase, SlotKind.PASSPHRASE)
    rekeying.put_recovery_key(prepared)
    assert opens(folder, prepared.recovery_key, SlotKind.RECOVERY)


def test_the_recovery_key_does_not_remove_itself(folder, recovery_key):
    before = files(folder)

    with pytest.raises(PassphraseNeededError):
        rekeying.remove_recovery_key(folder, recovery_key, SlotKind.RECOVERY)

    assert files(folder) == before


# When the disk does not take it.


@contextmanager
def failing(which, error):
    """Let the writing of key files fail at the calls with these numbers."""
    real = paths.write_whole
    calls = []

    def write_whole(path, data):
        calls.append(path.name)
        if len(calls) in which:
            raise error
        real(path, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "write_whole", write_whole)
        yield


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), StoreFullError),
        (OSError(13, "Permission denied"), StoreReadOnlyError),
        (OSError(5, "Input/output error"), StoreIOError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_a_change_that_cannot_be_written_is_undone(folder, change, error, told):
    before = files(folder)
    for call in (1, 2):
        with failing({call}, error), pytest.raises(told):
            change()

    assert files(folder) == before


def test_a_change_that_can_neither_be_finished_nor_be_undone_is_told_as_such(
    folder, passphrase, change, now
):
    no_room = OSError(28, "No space left on device")

    with failing({2, 3, 4}, no_room), pytest.raises(KeyChangeUnfinishedError):
        change()

    assert opens(folder, passphrase)
    with open_vault(unseal(folder, NEW, SlotKind.PASSPHRASE), now=now) as vault:
        assert vault.notices == (Notice.KEY_FILE_HEALED,)
    assert not opens(folder, passphrase)


def test_a_failure_after_the_file_was_replaced_is_undone_too(
    folder, passphrase, change, monkeypatch
):
    before = files(folder)
    real = paths.sync_folder
    calls = []

    def sync_folder(path):
        calls.append(path)
        if len(calls) == 1:
            raise OSError(5, "Input/output error")
        real(path)

    monkeypatch.setattr(paths, "sync_folder", sync_folder)

    with pytest.raises(StoreIOError):
        change()

    assert files(folder) == before


def test_where_one_copy_was_missing_and_nothing_can_be_written_nothing_was_changed(
    folder, passphrase, change
):
    (folder / "vault.keys").unlink()
    no_room = OSError(28, "No space left on device")

    with failing({1, 2, 3, 4}, no_room), pytest.raises(StoreFullError):
        change()

    assert opens(folder, passphrase)
    assert not opens(folder, NEW)


def test_success_is_said_only_after_the_new_passphrase_opened_what_was_written(
    folder, passphrase, change, monkeypatch
):
    before = files(folder)
    monkeypatch.setattr(rekeying, "unwrap", _unwrapping_once())

    with pytest.raises(StoreIOError):
        change()

    assert files(folder) == before
    assert opens(folder, passphrase)


def _unwrapping_once():
    real = key_slots.unwrap
    calls: list[object] = []

    def unwrap(*values):
        calls.append(values)
        return real(*values) if len(calls) == 1 else None

    return unwrap


def test_too_little_memory_to_prove_it_undoes_the_change(folder, change, monkeypatch):
    before = files(folder)
    once = _unwrapping_once()

    def unwrap(*values):
        found = once(*values)
        if found is None:
            raise NotEnoughMemoryError(64)
        return found

    monkeypatch.setattr(rekeying, "unwrap", unwrap)

    with pytest.raises(NotEnoughMemoryError):
        change()

    assert files(folder) == before


def test_a_folder_that_cannot_be_written_is_told_as_such(folder, change, plain_rights):
    before = files(folder)
    folder.chmod(0o500)

    with pytest.raises(StoreReadOnlyError):
        change()

    folder.chmod(0o700)
    assert files(folder) == before


# After a crash.


def test_whatever_moment_a_crash_picks_the_old_or_the_new_passphrase_opens(
    folder, passphrase, recovery_key, change, now
):
    with photographed(folder, []) as moments:
        change()

    assert len(moments) > 4
    seen = []
    for moment in moments:
        found = [opens(moment, secret) for secret in (passphrase, NEW)]
        assert any(found)
        seen.append(found)
        with open_vault(unseal(moment, recovery_key, SlotKind.RECOVERY), now=now):
            pass
        # From now on it is one of them; nothing half written stays behind.
        assert [opens(moment, secret) for secret in (passphrase, NEW)] == [not found[1], found[1]]
        assert not list(moment.glob(".*.part"))
    assert [True, False] in seen
    assert [True, True] in seen
    assert opens(folder, NEW)


def test_whatever_moment_a_crash_picks_the_old_or_the_new_recovery_key_opens(
    folder, passphrase, recovery_key
):
    prepared = rekeying.prepare_recovery_key(folder, recovery_key, SlotKind.RECOVERY)

    with photographed(folder, []) as moments:
        rekeying.put_recovery_key(prepared)

    for moment in (*moments, folder):
        keys = (recovery_key, prepared.recovery_key)
        assert any(opens(moment, key, SlotKind.RECOVERY) for key in keys)
        assert opens(moment, passphrase)


# In backups.


@pytest.fixture
def backups(folder, open_, now):
    """Two backups of ``folder``."""
    with open_() as vault:
        source = vault.backup_source()
        return [
            backing_up.back_up(source, reason, now=now).path
            for reason in (Reason.LOCK, Reason.ASKED)
        ]


def opens_backup(path, secret):
    try:
        backing_up.try_out_with(path, secret, SlotKind.PASSPHRASE)
    except WrongPassphraseError:
        return False
    return True


def test_backups_made_before_open_with_the_old_passphrase_until_they_are_rewritten(
    folder, passphrase, change, backups
):
    changed = change()
    assert opens_backup(backups[0], passphrase)
    assert not opens_backup(backups[0], NEW)

    done = rekeying.rewrite_in_backups(folder, changed)

    assert (done.count, done.failed) == (2, ())
    for path in backups:
        assert opens_backup(path, NEW)
        assert not opens_backup(path, passphrase)
    assert sorted((folder / "backups").iterdir()) == sorted(backups)


def test_a_backup_asked_for_before_a_change_and_made_after_it_opens_with_the_new_one(
    folder, open_, passphrase, change, now
):
    source = open_().backup_source()
    change()

    path = backing_up.back_up(source, Reason.DAILY, now=now).path

    assert opens_backup(path, NEW)
    assert not opens_backup(path, passphrase)


def test_a_backup_that_cannot_be_rewritten_is_named_and_left(folder, change, backups):
    changed = change()
    data = bytearray(backups[1].read_bytes())
    data[len(data) // 2] ^= 1
    backups[1].write_bytes(data)

    done = rekeying.rewrite_in_backups(folder, changed)

    assert (done.count, done.failed) == (1, (backups[1],))
    assert backups[1].read_bytes() == data


def test_backups_of_another_vault_are_left_as_they_are(folder, change, other, now):
    with open_vault(unseal(other[0], other[1], SlotKind.RECOVERY), now=now) as vault:
        foreign = backing_up.back_up(vault.backup_source(), Reason.LOCK, now=now).path
    (folder / "backups").mkdir()
    there = Path(shutil.copy(foreign, folder / "backups"))

    done = rekeying.rewrite_in_backups(folder, change())

    assert (done.count, done.failed) == (0, ())
    assert there.read_bytes() == foreign.read_bytes()


def test_rewriting_tells_how_far_it_is_and_can_be_stopped_between_two(folder, change, backups):
    shares = []

    def progress(share):
        shares.append(share)
        if len(shares) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rekeying.rewrite_in_backups(folder, change(), progress=progress)

    assert shares == [0.0, 0.5]
    assert sorted(opens_backup(path, NEW) for path in backups) == [False, True]


# Taking it up.


def test_an_open_vault_takes_up_no_key_file_but_its_own(open_, other):
    vault = open_()
    with pytest.raises(ValueError, match="this vault"):
        vault.adopt(current(other[0]))
    with pytest.raises(ValueError, match="this vault"):
        vault.adopt(replace(current(vault.folder), generation=7))

    vault.close()
    with pytest.raises(RuntimeError):
        vault.adopt(current(vault.folder))


def test_whether_there_is_a_recovery_key_follows_the_change(open_, folder, passphrase):
    vault = open_()
    assert vault.has_recovery_key

    vault.adopt(rekeying.remove_recovery_key(folder, passphrase, SlotKind.PASSPHRASE))

    assert not vault.has_recovery_key


def test_a_database_that_cannot_remember_it_now_does_so_at_the_next_opening(
    folder, open_, change, monkeypatch
):
    def fail(*_):
        raise StoreFullError

    vault = open_()
    changed = change()
    monkeypatch.setattr("sessiondesk.vault.healing.remember", fail)

    vault.adopt(changed)

    monkeypatch.undo()
    vault.close()
    vault = open_()
    assert vault.notices == ()
    row = vault.db.execute("SELECT value FROM meta WHERE name = 'key_file'").fetchone()
    assert row[0] == (folder / "vault.keys").read_text()
