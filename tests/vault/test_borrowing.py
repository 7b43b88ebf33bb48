import shutil
from datetime import timedelta

import pytest

from sessiondesk.store.errors import StoreMissingError
from sessiondesk.vault import backing_up, borrowing, key_file
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import (
    BorrowedKeyRefusedError,
    KeyFileDamagedError,
    KeyFileMissingError,
    MismatchedKeyFileError,
)
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.opening import Notice, open_vault, unseal
from tests.vault.a_year import NOW


@pytest.fixture
def with_backups(folder, open_):
    """The folder of a vault with two backups."""
    with open_() as vault:
        for hours in (0, 1):
            backing_up.back_up(
                vault.backup_source(), Reason.ASKED, now=NOW + timedelta(hours=hours)
            )
    return folder


def spoil(folder, how):
    for name in key_file.NAMES:
        if how == "gone":
            (folder / name).unlink()
        else:
            (folder / name).write_bytes(b"\0" * 100)


@pytest.mark.parametrize("how", ["gone", "spoilt"])
def test_without_a_key_file_that_of_a_backup_opens_and_is_put_back(with_backups, open_, word, how):
    good = (with_backups / "vault.keys").read_bytes()
    spoil(with_backups, how)

    vault = open_()

    assert word(vault) == "kept"
    assert vault.notices == (Notice.KEY_FILE_HEALED,)
    vault.close()
    assert [(with_backups / name).read_bytes() for name in key_file.NAMES] == [good, good]


def test_the_passphrase_opens_it_as_well(with_backups, passphrase, now):
    spoil(with_backups, "gone")

    unsealed = unseal(with_backups, passphrase, SlotKind.PASSPHRASE)

    open_vault(unsealed, now=now).close()


def test_copies_that_are_readable_but_open_nothing_are_passed_over(with_backups, open_, word):
    # Readable, their sums wrong, and what they hold of the data key is gone.
    for name in key_file.NAMES:
        text = (with_backups / name).read_text()
        found = key_file.parse(text.encode()).key_file
        assert found is not None
        for slot in found.slots:
            text = text.replace(slot.wrapped.hex(), "00" * len(slot.wrapped))
        (with_backups / name).write_text(text)

    assert word(open_()) == "kept"


@pytest.mark.parametrize("kind", list(SlotKind))
def test_what_opens_no_backup_is_not_called_wrong(with_backups, other, kind):
    spoil(with_backups, "gone")
    secret = other[1] if kind is SlotKind.RECOVERY else "quite another passphrase"

    with pytest.raises(BorrowedKeyRefusedError) as raised:
        unseal(with_backups, secret, kind)

    assert isinstance(raised.value, KeyFileDamagedError)


def test_without_a_backup_that_can_be_read_it_stays_closed(with_backups, recovery_key):
    spoil(with_backups, "gone")
    for backup in (with_backups / "backups").iterdir():
        backup.write_bytes(backup.read_bytes()[:1000])

    with pytest.raises(KeyFileMissingError):
        unseal(with_backups, recovery_key, SlotKind.RECOVERY)


def test_one_bad_backup_is_no_obstacle(with_backups, open_, word):
    spoil(with_backups, "gone")
    newest = max((with_backups / "backups").iterdir())
    newest.write_bytes(newest.read_bytes()[:100])

    assert word(open_()) == "kept"


def test_a_missing_database_is_told_as_such(with_backups, recovery_key):
    spoil(with_backups, "gone")
    (with_backups / "vault.db").write_bytes(b"")

    with pytest.raises(StoreMissingError):
        unseal(with_backups, recovery_key, SlotKind.RECOVERY)


def test_a_key_file_that_belongs_comes_before_others(with_backups, other, tmp_path):
    foreign = tmp_path / "theirs.sdesk"
    shutil.copytree(other[0], foreign)
    unsealed = unseal(foreign, other[1], SlotKind.RECOVERY)
    with open_vault(unsealed, now=NOW) as vault:
        made = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW + timedelta(days=9))
    shutil.copy(made.path, with_backups / "backups")

    mine, theirs = borrowing.key_files(with_backups)

    assert mine.vault_id == (with_backups / "vault.db").read_bytes()[:16]
    assert theirs.vault_id == unsealed.used.vault_id


def test_a_backup_of_another_journal_does_not_open_this_one(with_backups, other, tmp_path):
    test_a_key_file_that_belongs_comes_before_others(with_backups, other, tmp_path)
    spoil(with_backups, "gone")

    unsealed = unseal(with_backups, other[1], SlotKind.RECOVERY)
    with pytest.raises(MismatchedKeyFileError):
        open_vault(unsealed, now=NOW)

    assert not (with_backups / "vault.keys").exists()


def test_the_newest_key_file_is_put_back_although_an_older_one_opened(
    with_backups, open_, word, recovery_key
):
    # The key file was written again after the backups; the database remembers.
    with open_() as vault:
        keys = unseal_keys(vault)
    current = key_file.read_copies(with_backups)[0].key_file
    assert current is not None
    newer = current.__class__(
        vault_id=current.vault_id,
        db_file=current.db_file,
        epoch=current.epoch,
        generation=current.generation + 5,
        slots=current.slots,
    ).sealed(keys.mac)
    for name in key_file.NAMES:
        (with_backups / name).write_bytes(newer.to_bytes())
    open_().close()
    spoil(with_backups, "gone")

    vault = open_()

    assert Notice.KEY_FILE_HEALED in vault.notices
    vault.close()
    assert key_file.read_copies(with_backups)[0].key_file == newer


def unseal_keys(vault):
    keys = vault._keys
    assert keys is not None
    return keys
