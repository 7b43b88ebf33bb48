from dataclasses import replace

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import (
    StoreFullError,
)
from sessiondesk.vault import healing, key_file, rekeying
from sessiondesk.vault.errors import WrongPassphraseError
from sessiondesk.vault.opening import Notice, SlotKind, open_vault, unseal

COPIES = ("vault.keys", "vault.keys.copy")


def test_the_database_remembers_the_key_file(folder, open_):
    vault = open_()
    row = vault.db.execute("SELECT value FROM meta WHERE name = 'key_file'").fetchone()

    assert row[0] == (folder / "vault.keys").read_text()


def put(folder, keys):
    for name in COPIES:
        (folder / name).write_bytes(keys.to_bytes())


@pytest.fixture
def current(folder):
    """The key file of ``folder`` as it is."""
    return key_file.read_copies(folder)[0].key_file


@pytest.fixture
def mac_key(new_vault, folder):
    return new_vault.unsealed(folder).keys.mac


@pytest.fixture
def opened_by_passphrase(folder, passphrase, now):
    """Open ``folder`` with its passphrase."""
    return lambda: open_vault(unseal(folder, passphrase, SlotKind.PASSPHRASE), now=now)


def generations(folder):
    copies = key_file.read_copies(folder)
    return [copy.key_file.generation for copy in copies if copy.key_file]


def test_an_older_copy_is_written_again(folder, open_, current, mac_key):
    newer = replace(current, generation=2).sealed(mac_key)
    (folder / "vault.keys").write_bytes(newer.to_bytes())

    vault = open_()

    assert vault.notices == (Notice.KEY_FILE_HEALED,)
    assert generations(folder) == [2, 2]


def test_an_older_key_file_put_back_is_told_and_replaced(folder, open_, current, mac_key):
    put(folder, replace(current, generation=5).sealed(mac_key))
    open_().close()
    put(folder, current)

    vault = open_()

    assert Notice.OLDER_KEY_FILE in vault.notices
    assert generations(folder) == [5, 5]
    vault.close()
    assert open_().notices == ()


def test_an_older_key_file_goes_on_opening_for_who_has_just_used_it(
    folder, open_, opened_by_passphrase, current, mac_key
):
    # Since the older file was made, the slot of this passphrase was taken out of the newer.
    put(folder, replace(current, generation=5, slots=current.slots[1:]).sealed(mac_key))
    open_().close()
    put(folder, current)

    with opened_by_passphrase() as vault:
        assert Notice.OLDER_KEY_FILE in vault.notices

    assert generations(folder) == [6, 6]
    with opened_by_passphrase() as vault:
        assert vault.notices == ()


@pytest.fixture
def interrupted(folder, passphrase, recovery_key, cheap):
    """Leave a change of the passphrase half done, with the former one in the second copy."""
    former = (folder / "vault.keys.copy").read_bytes()
    changed = rekeying.change_passphrase(
        folder, recovery_key, SlotKind.RECOVERY, "another six words on a card", cost=cheap
    )
    (folder / "vault.keys.copy").write_bytes(former)
    return changed


def test_an_interrupted_change_is_told_to_who_opens_with_the_former_passphrase(
    folder, interrupted, opened_by_passphrase
):
    with opened_by_passphrase() as vault:
        assert vault.notices == (Notice.KEY_CHANGE_FINISHED, Notice.KEY_FILE_HEALED)

    assert [copy.key_file for copy in key_file.read_copies(folder)] == [interrupted] * 2
    with pytest.raises(WrongPassphraseError):
        opened_by_passphrase()


def test_an_interrupted_change_is_not_told_to_who_opens_with_what_stays(open_, interrupted):
    assert open_().notices == (Notice.KEY_FILE_HEALED,)


def test_a_change_that_cannot_be_finished_now_is_not_said_to_be(
    folder, interrupted, opened_by_passphrase, monkeypatch
):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("sessiondesk.paths.write_whole", fail)

    with opened_by_passphrase() as vault:
        assert vault.notices == (Notice.KEY_FILE_NOT_HEALED,)


def test_a_key_file_changed_by_somebody_is_told_and_put_right(folder, open_, current):
    put(folder, replace(current, epoch=7))  # its sum is right, its seal is not

    vault = open_()

    assert vault.notices == (Notice.KEY_FILE_CHANGED_OUTSIDE, Notice.KEY_FILE_HEALED)
    assert key_file.read_copies(folder)[1].key_file == current


def test_one_copy_changed_by_somebody_is_told_and_put_right(folder, open_, current):
    changed = replace(current, generation=9)
    (folder / "vault.keys").write_bytes(changed.to_bytes())

    vault = open_()

    assert vault.notices == (Notice.KEY_FILE_CHANGED_OUTSIDE, Notice.KEY_FILE_HEALED)
    assert key_file.read_copies(folder)[0].key_file == current


@pytest.mark.parametrize("memory", ["none", "older", "nonsense", "another's"])
def test_a_changed_key_file_that_nobody_remembers_is_sealed_as_it_is(
    folder, open_, current, memory, other
):
    vault = open_()
    with transaction(vault.db):
        if memory == "none":
            vault.db.execute("DELETE FROM meta WHERE name = 'key_file'")
        elif memory != "older":
            text = "{" if memory == "nonsense" else (other[0] / "vault.keys").read_text()
            vault.db.execute("UPDATE meta SET value = ? WHERE name = 'key_file'", (text,))
    vault.close()
    put(folder, replace(current, generation=3))

    vault = open_()

    assert Notice.KEY_FILE_CHANGED_OUTSIDE in vault.notices
    assert generations(folder) == [4, 4]
    vault.close()
    assert open_().notices == ()


def test_a_changed_key_file_whose_slot_the_database_does_not_know_is_kept_and_sealed(
    folder, open_, opened_by_passphrase, current, mac_key
):
    put(folder, replace(current, generation=5, slots=current.slots[1:]).sealed(mac_key))
    open_().close()
    put(folder, replace(current, generation=2))

    with opened_by_passphrase() as vault:
        assert Notice.KEY_FILE_CHANGED_OUTSIDE in vault.notices

    assert generations(folder) == [6, 6]


@pytest.mark.parametrize("fails", ["file", "database"])
def test_keys_that_cannot_be_put_right_now_are_no_reason_not_to_open(
    folder, open_, word, monkeypatch, fails
):
    (folder / "vault.keys").unlink()

    def fail(*_):
        raise OSError(28, "No space left on device") if fails == "file" else StoreFullError

    if fails == "file":
        monkeypatch.setattr("sessiondesk.paths.write_whole", fail)
    else:
        monkeypatch.setattr(healing, "_remembered", lambda *_: None)
        monkeypatch.setattr(healing, "remember", fail)

    vault = open_()

    assert word(vault) == "kept"
    assert vault.notices[-1] is Notice.KEY_FILE_NOT_HEALED
    vault.close()
    monkeypatch.undo()
    assert open_().notices == ((Notice.KEY_FILE_HEALED,) if fails == "file" else ())
