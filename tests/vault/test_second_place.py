import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from sessiondesk import paths
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreIOError
from sessiondesk.vault import backup_file, opening, parts, second_place
from sessiondesk.vault.backing_up import back_up, let_rotate
from sessiondesk.vault.backup_file import Reason, check_whole
from sessiondesk.vault.backup_writing import forget_what_was_read, replace_key_file
from sessiondesk.vault.errors import (
    BackupDamagedError,
    BackupMissingError,
    BackupNoRoomError,
    BackupNotVerifiedError,
    BackupPlaceInsideError,
    BackupPlaceMissingError,
    BackupPlaceReadOnlyError,
)
from sessiondesk.vault.key_slots import SlotKind
from sessiondesk.vault.second_place import choose, copy_to, decline, is_same_device, note_second

NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
STAMP = "2026-05-12T10:00:00Z"


class Usage(NamedTuple):
    """What a disk says of itself."""

    total: int
    used: int
    free: int


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


@pytest.fixture
def vault(open_):
    vault = open_()
    write(vault, 9)
    return vault


@pytest.fixture
def source(vault):
    return vault.backup_source()


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def backed_up(vault, now, reason=Reason.LOCK):
    backup = back_up(vault.backup_source(), reason, now=now)
    vault.note_backup(backup)
    return backup


def names(folder):
    return sorted(each.name for each in folder.iterdir())


# Choosing it.


def test_a_folder_is_chosen(vault, stick):
    choose(vault, stick)

    state = vault.backup_state(NOW)
    assert (state.second_place, state.second_is_declined) == (stick, False)
    assert state.second_last is None


def test_it_can_be_declined_and_chosen_after_all(vault, stick):
    decline(vault)
    state = vault.backup_state(NOW)
    assert (state.second_place, state.second_is_declined) == (None, True)

    choose(vault, stick)
    state = vault.backup_state(NOW)
    assert (state.second_place, state.second_is_declined) == (stick, False)


def test_a_folder_that_is_no_good_is_refused(vault, stick):
    with pytest.raises(BackupPlaceMissingError):
        choose(vault, stick / "gone")
    with pytest.raises(BackupPlaceInsideError):
        choose(vault, vault.folder)

    assert vault.backup_state(NOW).second_place is None


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_not_be_written_is_refused(vault, stick):
    stick.chmod(0o500)

    with pytest.raises(BackupPlaceReadOnlyError):
        choose(vault, stick)


def test_whether_it_is_on_the_same_device_is_known(vault, stick):
    assert is_same_device(vault.folder, stick)
    assert not is_same_device(vault.folder, Path("/proc"))
    assert not is_same_device(vault.folder, stick / "gone")


# Copying.


def test_a_copy_is_the_same_file(vault, source, stick):
    backup = backed_up(vault, NOW)
    shares: list[float] = []

    at = copy_to(source, backup, stick, progress=shares.append)

    assert at == NOW
    assert names(stick) == [backup.path.name]
    assert (stick / backup.path.name).read_bytes() == backup.path.read_bytes()
    assert (stick / backup.path.name).stat().st_mode & 0o777 == 0o600
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_when_the_newest_copy_is_of_is_noted(vault, source, stick):
    choose(vault, stick)
    note_second(vault, copy_to(source, backed_up(vault, NOW), stick))

    state = vault.backup_state(after(days=6))
    assert state.second_last == NOW
    assert not state.second_is_overdue
    # The same place chosen again, it is still known; another one has no copy.
    choose(vault, stick)
    assert vault.backup_state(NOW).second_last == NOW
    choose(vault, stick.parent)
    assert vault.backup_state(NOW).second_last is None


def test_a_copy_is_overdue_after_a_week_in_which_something_changed(vault, source, stick):
    choose(vault, stick)
    note_second(vault, copy_to(source, backed_up(vault, NOW), stick))
    assert not vault.backup_state(after(days=30)).second_is_overdue

    write(vault)
    assert not vault.backup_state(after(days=6)).second_is_overdue
    assert vault.backup_state(after(days=7)).second_is_overdue
    backed_up(vault, after(days=7))
    assert vault.backup_state(after(days=7)).second_is_overdue
    note_second(vault, copy_to(source, vault.backup_state(after(days=7)).last, stick))
    assert not vault.backup_state(after(days=30)).second_is_overdue


def test_a_place_without_any_copy_is_overdue_once_there_is_a_backup(vault, stick):
    choose(vault, stick)
    backed_up(vault, NOW)

    assert vault.backup_state(NOW).second_is_overdue
    decline(vault)
    assert not vault.backup_state(NOW).second_is_overdue


def test_a_copy_that_is_there_already_is_only_read_back(vault, source, stick):
    backup = backed_up(vault, NOW)
    copy_to(source, backup, stick)
    before = (stick / backup.path.name).stat()

    copy_to(source, backup, stick)

    assert os.path.samestat(before, (stick / backup.path.name).stat())


def test_a_spoiled_copy_is_made_anew_under_another_name(vault, source, stick):
    """Whose it is cannot be told any more, so it is left as it is."""
    backup = backed_up(vault, NOW)
    (stick / backup.path.name).write_bytes(b"spoiled")

    copy_to(source, backup, stick)

    assert (stick / backup.path.name).read_bytes() == b"spoiled"
    assert check_whole(stick / "20260512T100000Z-lock-2.sdbackup").made_at == NOW


def test_a_copy_with_a_flipped_bit_is_made_anew_in_its_place(vault, source, stick):
    backup = backed_up(vault, NOW)
    copy = Path(shutil.copy(backup.path, stick))
    data = bytearray(copy.read_bytes())
    data[len(data) // 2] ^= 1
    copy.write_bytes(data)

    copy_to(source, backup, stick)

    assert copy.read_bytes() == backup.path.read_bytes()
    assert names(stick) == [backup.path.name]


def test_a_copy_with_a_former_key_file_is_brought_up_to_date(vault, source, stick):
    backup = backed_up(vault, NOW)
    copy_to(source, backup, stick)
    newer = replace(source.key_file, generation=9).sealed(source.keys.mac)
    replace_key_file(backup.path, newer)

    copy_to(source, backup, stick)

    assert backup_file.key_file_of(stick / backup.path.name) == newer


def test_another_journals_backup_of_that_name_is_left(vault, source, stick, other, tmp_path):
    backup = backed_up(vault, NOW)
    # Elsewhere: other tests may have left backups of that name in the one they share.
    copied = shutil.copytree(
        other[0], tmp_path / "theirs.sdesk", ignore=shutil.ignore_patterns("backups")
    )
    with opening.open_vault(
        opening.unseal(copied, other[1], SlotKind.RECOVERY), now=NOW
    ) as second:
        theirs = back_up(second.backup_source(), Reason.LOCK, now=NOW)
    copy = Path(shutil.copy(theirs.path, stick))
    assert copy.name == backup.path.name
    content = copy.read_bytes()

    copy_to(source, backup, stick)

    assert copy.read_bytes() == content
    assert (stick / "20260512T100000Z-lock-2.sdbackup").exists()


def test_a_backup_renamed_by_hand_can_be_copied(vault, source, stick):
    backup = backed_up(vault, NOW)
    named = backup_file.of_path(backup.path.rename(backup.path.with_name("mine.sdbackup")))
    (stick / "mine.sdbackup").write_text("in the way")

    copy_to(source, named, stick)

    assert names(stick) == ["20260512T100000Z-asked.sdbackup", "mine.sdbackup"]


def test_old_copies_go_like_old_backups(vault, source, stick):
    for hour in range(5):
        copy_to(source, backed_up(vault, after(hours=hour)), stick)
    (stick / "letter.txt").write_text("mine")

    copies = backup_file.all_in(stick)
    assert [each.made_at.hour for each in copies] == [14, 13, 12]
    assert (stick / "letter.txt").exists()


def test_a_pin_goes_along_and_is_taken_away_again(vault, source, stick):
    copy_to(source, backed_up(vault, NOW), stick)
    with transaction(vault.db):
        vault.db.execute("DELETE FROM checkin")
    second = backed_up(vault, after(hours=1))
    copy_to(source, second, stick)

    pinned = [each for each in backup_file.all_in(stick) if each.is_pinned]
    assert [each.made_at for each in pinned] == [NOW]
    # Copied itself, it is found under that name.
    held = vault.backup_state(after(hours=1)).held
    assert copy_to(source, held, stick) == NOW
    assert len(names(stick)) == 2

    # Let go, it is found under the name it has there, which then changes as well.
    copy_to(source, let_rotate(vault, held), stick)
    assert not any(each.is_pinned for each in backup_file.all_in(stick))


def test_a_pin_that_cannot_be_set_is_no_reason_to_fail(vault, source, stick, monkeypatch):
    backup = backed_up(vault, NOW)
    copy_to(source, backup, stick)
    backup.path.rename(backup.pinned_path)

    def fail(*_):
        raise OSError

    monkeypatch.setattr(paths, "put", fail)

    assert copy_to(source, backup_file.of_path(backup.pinned_path), stick) == NOW
    assert names(stick) == [backup.path.name]


# What can go wrong.


def test_a_place_that_is_not_connected_is_told_as_such(vault, source, stick):
    backup = backed_up(vault, NOW)
    stick.rmdir()

    with pytest.raises(BackupPlaceMissingError):
        copy_to(source, backup, stick)

    assert not stick.exists()


def test_a_place_without_room_is_told_as_such(vault, source, stick, monkeypatch):
    backup = backed_up(vault, NOW)
    monkeypatch.setattr("shutil.disk_usage", lambda _: Usage(9, 9, backup.size - 1))

    with pytest.raises(BackupNoRoomError):
        copy_to(source, backup, stick)

    assert names(stick) == []


def test_a_backup_that_is_gone_is_told_as_such(vault, source, stick):
    backup = backed_up(vault, NOW)
    backup.path.unlink()

    with pytest.raises((BackupMissingError, StoreIOError)):
        copy_to(source, backup, stick)


def test_a_stick_that_is_pulled_when_all_is_done_is_told_as_such(
    vault, source, stick, monkeypatch
):
    backup = backed_up(vault, NOW)
    monkeypatch.setattr(second_place, "all_in", lambda _: ())

    with pytest.raises(StoreIOError):
        copy_to(source, backup, stick)


def test_a_stick_that_writes_something_else_is_found_out(vault, source, stick, monkeypatch):
    backup = backed_up(vault, NOW)
    forget = forget_what_was_read

    def spoil(path):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        forget(path)

    monkeypatch.setattr(second_place, "forget_what_was_read", spoil)

    with pytest.raises(BackupNotVerifiedError):
        copy_to(source, backup, stick)

    assert names(stick) == []


def test_a_stick_that_gives_back_another_backup_is_found_out(vault, source, stick, monkeypatch):
    first, second = backed_up(vault, NOW), backed_up(vault, after(hours=1))

    def mix_up(path):
        path.write_bytes(first.path.read_bytes())

    monkeypatch.setattr(second_place, "forget_what_was_read", mix_up)

    with pytest.raises(BackupNotVerifiedError):
        copy_to(source, second, stick)


def test_a_spoiled_backup_is_not_blamed_on_the_stick(vault, source, stick):
    backup = backed_up(vault, NOW)
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 1
    backup.path.write_bytes(data)

    with pytest.raises(BackupDamagedError):
        copy_to(source, backup, stick)

    assert names(stick) == []


def test_what_is_cancelled_leaves_nothing_behind(vault, source, stick):
    class StopError(Exception):
        pass

    backup = backed_up(vault, NOW)
    for limit in (0, 0.7):

        def stop(share, limit=limit):
            if share >= limit:
                raise StopError

        with pytest.raises(StopError):
            copy_to(source, backup, stick, progress=stop)
        assert names(stick) == []


def test_what_a_crash_left_there_is_removed_the_next_time(vault, source, stick):
    with parts.part(stick, source.vault_id) as part:
        left_over = part.name + "1"
    (stick / left_over).write_bytes(b"half a copy")

    copy_to(source, backed_up(vault, NOW), stick)

    assert names(stick) == ["20260512T100000Z-lock.sdbackup"]
