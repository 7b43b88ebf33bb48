import errno
import os
import shutil
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.vault import backing_up, backup_archive, beside, key_file, restoring
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import (
    AlreadyOpenError,
    BackupDamagedError,
    BackupMissingError,
    BadNameError,
    FileInTheWayError,
    FolderNotEmptyError,
    NotABackupError,
    NotWritableError,
    ParentMissingError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.opening import open_vault, unseal
from tests.vault.a_year import NOW, flip

LATER = NOW + timedelta(days=3)


def add_checkin(vault, day):
    with transaction(vault.db):
        vault.db.execute(
            """
            INSERT INTO checkin (id, felt_at, day, is_entered_later, made_at, changed_at)
            VALUES (?, ? || 'T12:00:00+00:00', ?, 0, ?, ?)
            """,
            (day.replace("-", ""), day, day, f"{day}T12:00:00Z", f"{day}T12:00:00Z"),
        )


@pytest.fixture
def backup(folder, open_, tmp_path):
    """A backup with one entry, moved to a folder of its own; the journal went on since."""
    vault = open_()
    add_checkin(vault, "2026-05-11")
    made = backing_up.back_up(vault.backup_source(), Reason.ASKED, now=NOW)
    add_checkin(vault, "2026-05-13")
    vault.close()
    elsewhere = tmp_path / "stick"
    elsewhere.mkdir()
    return Path(shutil.copy(made.path, elsewhere))


@pytest.fixture
def unpack(backup, recovery_key):
    """Unpack the backup for a place."""

    def unpack(place, **options):
        return restoring.unpack(
            backup, place, recovery_key, SlotKind.RECOVERY, now=LATER, **options
        )

    return unpack


def days(folder, recovery_key):
    with open_vault(unseal(folder, recovery_key, SlotKind.RECOVERY), now=LATER) as vault:
        assert vault.check().is_sound
        return [row[0] for row in vault.db.execute("SELECT day FROM checkin ORDER BY day")]


def test_a_backup_is_unpacked_beside_the_journal_and_both_are_compared(
    unpack, folder, recovery_key
):
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    unpacked = unpack(folder)

    assert unpacked.folder == folder.with_name("mine (restored 2026-05-15).sdesk")
    assert unpacked.place == folder
    assert unpacked.made_at == NOW
    assert unpacked.rows["checkin"] == 1
    assert unpacked.last_entry == date(2026, 5, 11)
    assert unpacked.last_entry_there == date(2026, 5, 13)
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    assert "rows" not in repr(unpacked)


def test_the_restored_journal_takes_the_place_and_the_former_one_stays(
    unpack, folder, recovery_key
):
    restored = restoring.put_in_place(unpack(folder), now=LATER)

    assert restored.folder == folder
    assert restored.before == folder.with_name("mine (before restore 2026-05-15).sdesk")
    assert days(folder, recovery_key) == ["2026-05-11"]
    assert days(restored.before, recovery_key) == ["2026-05-11", "2026-05-13"]
    assert {path.name for path in folder.parent.iterdir()} == {
        "mine.sdesk",
        "mine (before restore 2026-05-15).sdesk",
        "stick",
    }


def test_a_restored_journal_has_all_that_belongs_to_one(unpack, folder):
    restoring.put_in_place(unpack(folder), now=LATER)

    assert {path.name for path in folder.iterdir()} == {
        ".metadata_never_index",
        "README.txt",
        "backups",
        "vault.db",
        "vault.keys",
        "vault.keys.copy",
    }
    if sys.platform != "win32":
        assert folder.stat().st_mode & 0o777 == 0o700
        assert (folder / "vault.db").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("can_link", [True, False])
def test_the_backups_of_the_former_journal_come_along(unpack, folder, monkeypatch, can_link):
    (folder / "backups" / ".part-half").write_bytes(b"half")
    names = {path.name for path in (folder / "backups").iterdir()} - {".part-half"}
    if not can_link:

        def refuse(*_):
            raise OSError(errno.EPERM, "no links here")

        monkeypatch.setattr(os, "link", refuse)

    restored = restoring.put_in_place(unpack(folder), now=LATER)

    assert restored.before is not None
    assert {path.name for path in (folder / "backups").iterdir()} == names
    for name in names:
        one, other = folder / "backups" / name, restored.before / "backups" / name
        assert one.read_bytes() == other.read_bytes()
        assert one.samefile(other) == can_link


def test_backups_that_find_no_room_stay_with_the_former_journal(unpack, folder, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOSPC, "full")

    unpacked = unpack(folder)
    monkeypatch.setattr(beside, "link_or_copy", refuse)

    restored = restoring.put_in_place(unpacked, now=LATER)

    assert restored.before is not None
    assert len(list((restored.before / "backups").iterdir())) == 1


def test_a_second_restore_on_one_day_gets_a_number(unpack, folder):
    restoring.put_in_place(unpack(folder), now=LATER)
    restored = restoring.put_in_place(unpack(folder), now=LATER)

    assert restored.before == folder.with_name("mine (before restore 2026-05-15 2).sdesk")


@pytest.mark.parametrize("name", ["new.sdesk", "new", "already there.sdesk"])
def test_a_backup_becomes_a_journal_where_there_was_none(unpack, tmp_path, recovery_key, name):
    place = tmp_path / name
    if name.startswith("already"):
        place.mkdir()

    unpacked = unpack(place)
    restored = restoring.put_in_place(unpacked, now=LATER)

    assert unpacked.last_entry_there is None
    assert restored.before is None
    assert restored.folder == tmp_path / f"{place.stem}.sdesk"
    assert days(restored.folder, recovery_key) == ["2026-05-11"]


def test_the_place_may_be_named_by_a_file_in_it(unpack, folder):
    assert unpack(folder / "vault.keys").place == folder


def test_a_folder_without_the_ending_keeps_its_name(unpack, folder, tmp_path, recovery_key):
    plain = folder.rename(tmp_path / "journal of mine")

    restored = restoring.put_in_place(unpack(plain), now=LATER)

    assert restored.folder == plain
    assert restored.before == tmp_path / "journal of mine (before restore 2026-05-15)"
    assert days(plain, recovery_key) == ["2026-05-11"]


@pytest.mark.parametrize(
    "name",
    [
        'it\'s "mine" and  ours',
        "50 % grün",
        "two\nlines",
        "x" * 200,
        "ü" * 100,
        "\N{OCTOPUS}" * 60,
        ".sdesk",
    ],
)
def test_any_name_of_a_folder_works(unpack, folder, tmp_path, recovery_key, name):
    place = folder.rename(tmp_path / f"{name}.sdesk")

    restored = restoring.put_in_place(unpack(place), now=LATER)

    assert days(place, recovery_key) == ["2026-05-11"]
    assert restored.before is not None
    assert days(restored.before, recovery_key) == ["2026-05-11", "2026-05-13"]
    assert restored.before.name.endswith("(before restore 2026-05-15).sdesk")


def test_a_link_to_the_journal_is_what_is_set_aside(unpack, folder, tmp_path, recovery_key):
    place = tmp_path / "link.sdesk"
    place.symlink_to(folder)

    restored = restoring.put_in_place(unpack(place), now=LATER)

    assert restored.before is not None
    assert restored.before.is_symlink()
    assert days(folder, recovery_key) == ["2026-05-11", "2026-05-13"]
    assert days(place, recovery_key) == ["2026-05-11"]


def test_a_journal_that_is_open_is_left_alone(unpack, folder, open_):
    unpacked = unpack(folder)
    vault = open_()

    with pytest.raises(AlreadyOpenError):
        unpack(folder)
    with pytest.raises(AlreadyOpenError):
        restoring.put_in_place(unpacked, now=LATER)

    assert vault.check().is_sound
    restoring.discard(unpacked)
    assert {path.name for path in folder.parent.iterdir()} == {"mine.sdesk", "stick"}


def test_nothing_is_known_of_what_cannot_be_opened(unpack, folder, other):
    shutil.rmtree(folder)
    shutil.copytree(other[0], folder)

    unpacked = unpack(folder)

    assert unpacked.last_entry_there is None


@pytest.mark.parametrize("gone", ["vault.db", "vault.keys", "everything but backups"])
def test_a_journal_of_which_something_is_missing_can_be_restored(
    unpack, folder, recovery_key, gone
):
    for path in folder.iterdir():
        if path.is_file() and (path.name.startswith(gone) or "backups" in gone):
            path.unlink()

    unpacked = unpack(folder)
    restored = restoring.put_in_place(unpacked, now=LATER)

    # Its key file can be borrowed from a backup, its entries cannot.
    known = date(2026, 5, 13) if gone == "vault.keys" else None
    assert unpacked.last_entry_there == known
    assert restored.before is not None
    assert days(folder, recovery_key) == ["2026-05-11"]


def test_a_wrong_secret_makes_nothing(backup, folder, recovery_key, other):
    for secret, kind, error in (
        ("quite another one", SlotKind.PASSPHRASE, WrongPassphraseError),
        (other[1], SlotKind.RECOVERY, WrongRecoveryKeyError),
    ):
        with pytest.raises(error):
            restoring.unpack(backup, folder, secret, kind, now=LATER)

    assert {path.name for path in folder.parent.iterdir()} == {"mine.sdesk", "stick"}


def test_the_passphrase_opens_a_backup_as_well(backup, folder, passphrase):
    unpacked = restoring.unpack(backup, folder, passphrase, SlotKind.PASSPHRASE, now=LATER)

    assert unpacked.last_entry == date(2026, 5, 11)


def test_a_damaged_backup_makes_nothing(unpack, backup, folder):
    flip(backup, backup.stat().st_size // 2)

    with pytest.raises(BackupDamagedError):
        unpack(folder)

    assert {path.name for path in folder.parent.iterdir()} == {"mine.sdesk", "stick"}


def test_damage_that_the_sums_do_not_show_is_found_as_well(unpack, folder, monkeypatch):
    # The archive is whole; what was put into it was not.
    real = backup_archive.extract_database

    def spoilt(path, to, *, progress=None):
        real(path, to, progress=progress)
        flip(to, 30)

    monkeypatch.setattr(backup_archive, "extract_database", spoilt)

    with pytest.raises(BackupDamagedError):
        unpack(folder)


def test_what_is_no_backup_is_refused(folder, tmp_path, recovery_key):
    letter = tmp_path / "letter.sdbackup"
    letter.write_text("hello")
    for path, error in ((letter, NotABackupError), (tmp_path / "no", BackupMissingError)):
        with pytest.raises(error):
            restoring.unpack(path, folder, recovery_key, SlotKind.RECOVERY, now=LATER)


@pytest.mark.parametrize(
    ("kind", "error"), [("file", FileInTheWayError), ("folder", FolderNotEmptyError)]
)
def test_what_is_no_journal_is_never_set_aside(unpack, tmp_path, kind, error):
    place = tmp_path / "letters.sdesk"
    if kind == "file":
        place.write_text("hello")
    else:
        place.mkdir()
        (place / "letter.txt").write_text("hello")

    with pytest.raises(error):
        unpack(place)

    assert place.exists()


def test_what_got_into_the_place_meanwhile_is_left_alone(unpack, tmp_path):
    place = tmp_path / "new.sdesk"
    unpacked = unpack(place)
    place.mkdir()
    (place / "letter.txt").write_text("hello")

    with pytest.raises(FolderNotEmptyError):
        restoring.put_in_place(unpacked, now=LATER)

    assert (place / "letter.txt").read_text() == "hello"


def test_a_place_without_surroundings_is_refused(unpack, tmp_path):
    with pytest.raises(ParentMissingError):
        unpack(tmp_path / "nowhere" / "new.sdesk")
    with pytest.raises(BadNameError):
        unpack(tmp_path / ("x" * 300))
    with pytest.raises(BadNameError):
        unpack(tmp_path / "a\0b")


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_around_it_that_may_not_be_written_is_told_as_such(unpack, folder):
    folder.parent.chmod(0o500)
    try:
        with pytest.raises(NotWritableError):
            unpack(folder)
    finally:
        folder.parent.chmod(0o700)


@pytest.mark.usefixtures("plain_rights")
def test_a_journal_that_may_only_be_read_can_be_set_aside(unpack, folder, recovery_key):
    folder.chmod(0o500)

    restored = restoring.put_in_place(unpack(folder), now=LATER)

    assert restored.before is not None
    restored.before.chmod(0o700)
    assert days(folder, recovery_key) == ["2026-05-11"]


def test_a_disk_without_room_is_noticed_before_anything_is_made(unpack, folder, monkeypatch):
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 100_000)
    )

    with pytest.raises(StoreFullError):
        unpack(folder)

    assert {path.name for path in folder.parent.iterdir()} == {"mine.sdesk", "stick"}


class StopError(Exception):
    pass


@pytest.mark.parametrize("at", range(5))
def test_it_can_be_called_off_at_any_moment(unpack, folder, at):
    shares: list[float] = []

    def report(share):
        shares.append(share)
        if len(shares) > at:
            raise StopError

    with pytest.raises(StopError):
        unpack(folder, progress=report)

    assert {path.name for path in folder.parent.iterdir()} == {"mine.sdesk", "stick"}


def test_the_share_done_only_grows(unpack, folder):
    shares: list[float] = []

    unpack(folder, progress=shares.append)

    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1


def test_a_rename_that_fails_leaves_the_journal_where_it_was(
    unpack, folder, recovery_key, monkeypatch
):
    unpacked = unpack(folder)
    real = Path.rename

    def rename(self, target):
        if target == folder and self == unpacked.folder:
            raise OSError(errno.EIO, "no")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)

    with pytest.raises(StoreIOError):
        restoring.put_in_place(unpacked, now=LATER)

    assert days(folder, recovery_key) == ["2026-05-11", "2026-05-13"]
    assert days(unpacked.folder, recovery_key) == ["2026-05-11"]


def test_one_backup_that_cannot_come_along_keeps_no_other_from_it(unpack, folder, monkeypatch):
    (made,) = (folder / "backups").iterdir()
    for name in ("20260101T000000Z-daily", "20260102T000000Z-daily", "20260103T000000Z-daily"):
        shutil.copy(made, folder / "backups" / f"{name}.sdbackup")
    real = beside.link_or_copy

    def link_or_copy(file, to):
        if file.name.startswith("20260102"):
            raise OSError(errno.EIO, "no")
        real(file, to)

    monkeypatch.setattr(beside, "link_or_copy", link_or_copy)

    restored = restoring.put_in_place(unpack(folder), now=LATER)

    assert restored.before is not None
    there = {path.name for path in (restored.before / "backups").iterdir()}
    assert {path.name for path in (folder / "backups").iterdir()} == {
        name for name in there if not name.startswith("20260102")
    }
    assert len(there) == 4


# A crash between the two renames.


@pytest.fixture
def interrupted(unpack, folder):
    """What a crash between the two renames leaves."""
    unpacked = unpack(folder)
    before = folder.rename(folder.with_name("mine (before restore 2026-05-15).sdesk"))
    return unpacked.folder, before


def test_a_restore_cut_in_two_is_found_and_finished(interrupted, folder, recovery_key):
    new, before = interrupted

    found = restoring.find_interrupted(folder)

    assert found == restoring.Interrupted(place=folder, folder=new, is_former=False, before=before)
    assert restoring.finish(found) == folder
    assert days(folder, recovery_key) == ["2026-05-11"]
    assert restoring.find_interrupted(folder) is None


def test_without_the_new_journal_the_former_one_comes_back(interrupted, folder, recovery_key):
    new, before = interrupted
    shutil.rmtree(new)

    found = restoring.find_interrupted(folder)

    assert found is not None
    assert (found.folder, found.is_former, found.before) == (before, True, before)
    restoring.finish(found)
    assert days(folder, recovery_key) == ["2026-05-11", "2026-05-13"]


def test_a_restore_to_a_new_place_that_was_cut_short_is_found(unpack, tmp_path, recovery_key):
    place = tmp_path / "new.sdesk"
    unpack(place)

    found = restoring.find_interrupted(place)

    assert found is not None
    assert (found.is_former, found.before) == (False, None)
    assert days(restoring.finish(found), recovery_key) == ["2026-05-11"]


def test_the_latest_of_several_counts(interrupted, folder, tmp_path):
    new, _ = interrupted
    for tag in ("2026-05-14", "2026-05-15 2", "2026-05-15 10"):
        shutil.copytree(new, folder.with_name(f"mine (repaired {tag}).sdesk"))

    found = restoring.find_interrupted(folder)

    assert found is not None
    assert found.folder == folder.with_name("mine (repaired 2026-05-15 10).sdesk")


@pytest.mark.parametrize(
    "name",
    [
        "mine (damaged 2026-05-15).sdesk",
        "theirs (restored 2026-05-15).sdesk",
        "mine (restored yesterday).sdesk",
        "mine (restored 2026-05-15)",
        "mine (restored 2026-05-15).sdesk.txt",
    ],
)
def test_other_folders_are_not_taken_for_one(folder, tmp_path, name):
    folder.rename(tmp_path / name)

    assert restoring.find_interrupted(folder) is None


def test_a_folder_that_is_no_whole_journal_is_not_taken_for_one(interrupted, folder):
    new, before = interrupted
    (new / "vault.db").unlink()
    for name in key_file.NAMES:
        (before / name).unlink()

    assert restoring.find_interrupted(folder) is None


def test_a_file_with_such_a_name_is_not_taken_for_one(folder, tmp_path):
    shutil.rmtree(folder)
    (tmp_path / "mine (restored 2026-05-15).sdesk").write_text("hello")

    assert restoring.find_interrupted(folder) is None


def test_where_a_journal_stands_nothing_was_interrupted(unpack, folder):
    unpack(folder)

    assert restoring.find_interrupted(folder) is None


def test_where_there_is_no_folder_nothing_is_found(tmp_path):
    assert restoring.find_interrupted(tmp_path / "nowhere" / "mine.sdesk") is None


def test_what_a_crash_left_half_made_is_removed_by_the_next_restore(unpack, folder):
    part = folder.with_name(".sessiondesk-0123456789abcdef.part")
    part.mkdir()
    (part / "vault.db").write_bytes(b"half")
    old = datetime(2026, 5, 1, tzinfo=UTC).timestamp()
    os.utime(part, (old, old))

    unpack(folder)

    assert not part.exists()
