import hashlib
import math
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from sessiondesk import paths
from sessiondesk.store.connection import finish_copy, transaction
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import (
    StoreDamagedError,
    StoreGoneError,
    StoreIOError,
)
from sessiondesk.vault import (
    backing_up,
    backup_file,
    backup_making,
    backup_writing,
    checking,
    layout,
    opening,
    parts,
)
from sessiondesk.vault.backing_up import back_up, try_out, try_out_with
from sessiondesk.vault.backup_archive import Member, extract_database, opened
from sessiondesk.vault.backup_file import Reason, read_manifest
from sessiondesk.vault.backup_making import reading
from sessiondesk.vault.backup_writing import replace_key_file, write_archive
from sessiondesk.vault.errors import (
    BackupDamagedError,
    BackupNoRoomError,
    BackupNotVerifiedError,
    BackupPlaceInsideError,
    BackupPlaceMissingError,
    BackupPlaceReadOnlyError,
    NewerBackupError,
    OtherBackupError,
    WrongPassphraseError,
    WrongRecoveryKeyError,
)
from sessiondesk.vault.key_slots import SlotKind

NOW = datetime(2026, 5, 12, 10, 0, tzinfo=UTC)
STAMP = "2026-05-12T10:00:00Z"


class Usage(NamedTuple):
    """What a disk says of itself."""

    total: int
    used: int
    free: int


class StopError(Exception):
    """What a person who cancels raises from the progress."""


@pytest.fixture
def vault(open_):
    return open_()


@pytest.fixture
def source(vault):
    return vault.backup_source()


@pytest.fixture(autouse=True)
def state_folder(tmp_path, monkeypatch):
    """Keep what is looked into out of the real state folder."""
    folder = tmp_path / "state"
    monkeypatch.setattr(paths, "state_folder", lambda: folder)
    return folder


def write(vault, *days):
    with transaction(vault.db):
        for day in days:
            vault.db.execute(
                "INSERT INTO checkin (id, felt_at, day, is_entered_later, made_at, changed_at)"
                " VALUES (?, ?, ?, 0, ?, ?)",
                (os.urandom(16).hex(), f"{day}T12:00:00+00:00", day, STAMP, STAMP),
            )


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def drafts_in(path, source, tmp_path):
    backup_file.extract_database(path, tmp_path / "look.db")
    with reading(tmp_path / "look.db", source.keys, source.vault_id) as db:
        return db.execute("SELECT editor, text, at FROM draft").fetchall()


# Making one.


def test_a_backup_is_made_beside_the_window(vault, source):
    write(vault, "2026-05-11", "2026-05-12")
    made = []

    def work():
        made.append(back_up(source, Reason.LOCK, now=NOW))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    (backup,) = made
    assert backup.path == vault.backups / "20260512T100000Z-lock.sdbackup"
    assert backup_file.all_in(vault.backups) == [backup]
    assert backup.extent
    assert backup.extent.records == 2
    assert vault.backups.stat().st_mode & 0o777 == 0o700
    tried = try_out(backup.path, source)
    assert (tried.rows["checkin"], tried.newest_day) == (2, date(2026, 5, 12))
    assert tried.made_at == NOW


def test_a_backup_is_of_one_moment_while_others_write(vault, source):
    write(vault, "2026-05-11")
    steps: list[float] = []

    def interfere(share):
        if not steps:
            write(vault, "2026-05-12")
        steps.append(share)

    backup = back_up(source, Reason.LOCK, now=NOW, progress=interfere)

    assert try_out(backup.path, source).rows["checkin"] == 1
    assert vault.db.execute("SELECT count(*) FROM checkin").fetchone() == (2,)
    assert steps == sorted(steps)
    assert steps[-1] == 1


def test_a_backup_unpacked_by_hand_is_a_journal(vault, source, tmp_path, recovery_key):
    write(vault, "2026-05-11")
    backup = back_up(source, Reason.LOCK, now=NOW)
    vault.close()
    with zipfile.ZipFile(backup.path) as archive:
        archive.extractall(tmp_path / "by hand")

    unsealed = opening.unseal(tmp_path / "by hand", recovery_key, SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=NOW) as found:
        assert found.db.execute("SELECT count(*) FROM checkin").fetchone() == (1,)


def test_a_backup_opens_where_nothing_can_be_written(source, tmp_path):
    backup = back_up(source, Reason.LOCK, now=NOW)
    backup_file.extract_database(backup.path, tmp_path / "look.db")
    (tmp_path / "look.db").chmod(0o400)

    with reading(tmp_path / "look.db", source.keys, source.vault_id) as db:
        assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert checking.check(db).is_sound
    assert names(tmp_path).count("look.db-wal") == 0


def test_without_the_keys_a_backup_is_noise(source, tmp_path):
    backup = back_up(source, Reason.LOCK, now=NOW)
    backup_file.extract_database(backup.path, tmp_path / "look.db")

    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "look.db").execute("SELECT * FROM sqlite_master")


def test_two_backups_of_one_second_do_not_collide(source):
    back_up(source, Reason.LOCK, now=NOW)
    second = back_up(source, Reason.LOCK, now=NOW)

    assert second.path.name == "20260512T100000Z-lock-2.sdbackup"
    assert len(backup_file.all_in(source.backups)) == 2


def test_the_keys_are_never_shown(source):
    shown = repr(source)

    for secret in (source.keys.database, source.keys.mac, source.keys.rescue):
        assert secret.hex() not in shown
        assert repr(secret) not in shown
    assert "wrapped" not in shown


def test_unsaved_words_go_into_a_copy_elsewhere(vault, source, tmp_path):
    words = [
        Draft(editor="note", record_kind="checkin", record_id="1", text="unsaved"),
        Draft(editor="line", record_kind="win", record_id="2", text="so is this"),
    ]
    (tmp_path / "stick").mkdir()

    backup = back_up(source, Reason.ASKED, now=NOW, into=tmp_path / "stick", words=words)

    assert backup.path.parent == tmp_path / "stick"
    assert drafts_in(backup.path, source, tmp_path) == [
        ("note", "unsaved", STAMP),
        ("line", "so is this", STAMP),
    ]
    assert vault.db.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    # Neither rotated nor noted: it is none of the journal's own.
    assert not vault.backups.exists()


def test_a_read_only_journal_can_be_copied_elsewhere(folder, open_, tmp_path, monkeypatch):
    monkeypatch.setattr(layout, "can_write", lambda *_: False)
    vault = open_()
    assert vault.is_read_only
    (tmp_path / "stick").mkdir()
    monkeypatch.undo()

    backup = back_up(vault.backup_source(), Reason.ASKED, now=NOW, into=tmp_path / "stick")

    assert backup_file.check_whole(backup.path).made_at == NOW


# What can go wrong.


def test_what_is_cancelled_leaves_nothing_behind(source):
    before = back_up(source, Reason.LOCK, now=NOW)
    reached = set()
    for limit in (0, 0.3, 0.5, 0.66, 0.85, 0.999):

        def stop(share, limit=limit):
            if share >= limit:
                reached.add(limit)
                raise StopError

        with pytest.raises(StopError):
            back_up(source, Reason.LOCK, now=NOW, progress=stop)
        assert names(source.backups) == [before.path.name]
    assert len(reached) == 6


def test_a_disk_with_too_little_room_is_refused_before_anything_is_written(source, monkeypatch):
    pages = source.database.stat().st_size
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**9, 10**9, 2 * pages))

    with pytest.raises(BackupNoRoomError) as raised:
        back_up(source, Reason.LOCK, now=NOW)

    assert raised.value.needed_mebibytes == math.ceil(2.2 * pages / 2**20)
    assert names(source.backups) == []


def test_a_disk_that_fills_up_leaves_the_others_as_they_were(source, monkeypatch):
    before = back_up(source, Reason.LOCK, now=NOW)
    content = before.path.read_bytes()

    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "sync_descriptor", fail)
    with pytest.raises(BackupNoRoomError):
        back_up(source, Reason.LOCK, now=NOW)

    assert names(source.backups) == [before.path.name]
    assert before.path.read_bytes() == content


def test_a_failing_disk_is_told_as_such(source, monkeypatch):
    def fail(_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(paths, "sync_descriptor", fail)
    with pytest.raises(StoreIOError):
        back_up(source, Reason.LOCK, now=NOW)


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_not_be_written_is_told_as_such(source, tmp_path):
    (tmp_path / "stick").mkdir(mode=0o500)

    with pytest.raises(BackupPlaceReadOnlyError):
        back_up(source, Reason.ASKED, now=NOW, into=tmp_path / "stick")


def test_a_folder_that_is_gone_is_told_as_such(source, tmp_path, monkeypatch):
    with pytest.raises(BackupPlaceMissingError):
        back_up(source, Reason.ASKED, now=NOW, into=tmp_path / "stick")

    # Pulled in the middle of it.
    (tmp_path / "stick").mkdir()

    def pull(share):
        if (tmp_path / "stick").exists():
            (tmp_path / "stick").rename(tmp_path / "pulled")

    with pytest.raises(BackupPlaceMissingError):
        back_up(source, Reason.ASKED, now=NOW, into=tmp_path / "stick", progress=pull)


@pytest.mark.parametrize("where", [".", "backups", "sub"])
def test_a_folder_inside_of_the_journal_is_refused(source, where):
    (source.folder / where).mkdir(exist_ok=True)

    with pytest.raises(BackupPlaceInsideError):
        back_up(source, Reason.ASKED, now=NOW, into=source.folder / where)


def test_a_journal_whose_drive_was_pulled_is_told_as_such(vault, source, tmp_path):
    vault.folder.rename(tmp_path / "pulled")
    with pytest.raises(StoreGoneError):
        back_up(source, Reason.LOCK, now=NOW)
    with pytest.raises(StoreGoneError):
        vault.connect_worker()

    assert not vault.folder.exists()
    (tmp_path / "pulled").rename(vault.folder)


def spoil(path, page, page_size=4096):
    with path.open("r+b") as file:
        file.seek(page * page_size + 100)
        byte = file.read(1)[0]
        file.seek(page * page_size + 100)
        file.write(bytes([byte ^ 1]))


def test_a_damaged_journal_pushes_out_no_backup(folder, open_, source, vault):
    before = back_up(source, Reason.LOCK, now=NOW)
    (page,) = vault.db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'win'").fetchone()
    vault.close()
    spoil(folder / "vault.db", page)
    again = open_().backup_source()

    with pytest.raises(StoreDamagedError):
        back_up(again, Reason.LOCK, now=NOW)

    assert names(source.backups) == [before.path.name]


def test_damage_that_only_the_copy_shows_is_blamed_on_the_journal(folder, open_, vault):
    """Past some hundred pages the copying itself does not stumble over a bad one."""
    with transaction(vault.db):
        for number in range(150):
            vault.db.execute(
                "INSERT INTO tag (id, name, made_at, changed_at) VALUES (?, ?, ?, ?)",
                (f"{number}", "word " * 4000, STAMP, STAMP),
            )
    vault.close()
    pages = (folder / "vault.db").stat().st_size // 4096
    assert pages > 600
    spoil(folder / "vault.db", pages * 2 // 3)
    again = open_().backup_source()

    with pytest.raises(StoreDamagedError):
        back_up(again, Reason.LOCK, now=NOW)

    assert names(again.backups) == []


@pytest.mark.parametrize("page", [0, 5])
def test_a_copy_with_a_bad_page_never_gets_its_name(source, monkeypatch, page):
    finish = finish_copy

    def finish_and_spoil(db):
        finish(db)
        rows = db.execute("PRAGMA database_list").fetchall()
        spoil(Path(rows[0][2]), page)

    monkeypatch.setattr(backup_making, "finish_copy", finish_and_spoil)

    with pytest.raises(BackupNotVerifiedError):
        back_up(source, Reason.LOCK, now=NOW)

    assert names(source.backups) == []


@pytest.mark.parametrize(
    ("found", "error"),
    [
        ({"bad_pages": (3,)}, BackupNotVerifiedError),
        ({"rows": {"meta": 1}}, BackupNotVerifiedError),
        ({"structure_problems": 2}, BackupNotVerifiedError),
    ],
)
def test_what_the_check_finds_decides(source, monkeypatch, found, error):
    check = checking.check

    def find(db):
        is_copy = ".part-" in db.execute("PRAGMA database_list").fetchone()[2]
        return replace(check(db), **found) if is_copy else check(db)

    monkeypatch.setattr(checking, "check", find)

    with pytest.raises(error):
        back_up(source, Reason.LOCK, now=NOW)

    assert names(source.backups) == []


def test_a_reference_to_nothing_is_no_reason_to_go_without_backups(vault, source):
    vault.db.execute("PRAGMA foreign_keys = OFF")
    with transaction(vault.db):
        vault.db.execute("INSERT INTO checkin_area (checkin_id, area) VALUES ('gone', 'work')")

    backup = back_up(source, Reason.LOCK, now=NOW)

    assert try_out(backup.path, source).made_at == NOW


def test_fewer_rows_in_the_copy_are_noticed(source, monkeypatch):
    finish = finish_copy

    def lose_some(db):
        finish(db)
        db.execute("DELETE FROM meta WHERE name = 'word'")

    monkeypatch.setattr(backup_making, "finish_copy", lose_some)

    with pytest.raises(BackupNotVerifiedError):
        back_up(source, Reason.LOCK, now=NOW)


def test_an_archive_that_does_not_read_back_never_gets_its_name(source, monkeypatch):
    write = write_archive

    def write_and_spoil(to, *rest):
        write(to, *rest)
        spoil(to, 3)

    monkeypatch.setattr(backup_making, "write_archive", write_and_spoil)

    with pytest.raises(BackupNotVerifiedError):
        back_up(source, Reason.LOCK, now=NOW)

    assert names(source.backups) == []


def test_an_archive_with_another_key_file_never_gets_its_name(source, monkeypatch):
    write = write_archive

    def write_other(to, database, key_file, manifest):
        other = replace(key_file, generation=9)
        manifest = replace(manifest, keys=backup_writing.keys_member(other))
        write(to, database, other, manifest)

    monkeypatch.setattr(backup_making, "write_archive", write_other)

    with pytest.raises(BackupNotVerifiedError):
        back_up(source, Reason.LOCK, now=NOW)


def test_what_a_crash_left_is_removed_the_next_time(source):
    source.backups.mkdir()
    with parts.part(source.backups, source.vault_id, ".db") as live:
        for name in (f".part-{source.vault_id.hex()}-0123{end}" for end in ("", ".db", ".db-wal")):
            (source.backups / name).write_bytes(b"left over")
        (source.backups / f".part-{bytes(16).hex()}-01").write_bytes(b"somebody else's")
        live.write_bytes(b"being made")
        (source.backups / f"{live.name}-journal").write_bytes(b"likewise")

        back_up(source, Reason.LOCK, now=NOW)

        assert names(source.backups) == sorted(
            [
                f".part-{bytes(16).hex()}-01",
                live.name,
                f"{live.name}-journal",
                "20260512T100000Z-lock.sdbackup",
            ]
        )
    assert not live.exists()


def test_what_cannot_be_cleared_is_no_reason_to_fail(source, tmp_path):
    (tmp_path / f".part-{source.vault_id.hex()}-0").mkdir()

    parts.clear(tmp_path, source.vault_id)
    parts.clear(tmp_path / "nowhere", source.vault_id)

    assert (tmp_path / f".part-{source.vault_id.hex()}-0").exists()


# After it was made.


def test_old_ones_go_when_a_new_one_is_made(source):
    for hour in range(5):
        back_up(source, Reason.LOCK, now=NOW + timedelta(hours=hour))

    assert [each.made_at.hour for each in backup_file.all_in(source.backups)] == [14, 13, 12]


def test_the_backup_before_a_great_loss_stays(vault, source):
    """Bin or not: what a person had is what counts."""
    write(vault, *["2026-05-11"] * 10)
    first = back_up(source, Reason.LOCK, now=NOW)
    vault.note_backup(first)
    with transaction(vault.db):
        vault.db.execute("UPDATE checkin SET removed_at = ? WHERE rowid <= 4", (STAMP,))
    second = back_up(source, Reason.LOCK, now=NOW + timedelta(hours=1))
    vault.note_backup(second)

    pinned = [each for each in backup_file.all_in(source.backups) if each.is_pinned]
    assert [each.stem for each in pinned] == [first.stem]
    for hour in range(2, 9):
        vault.note_backup(back_up(source, Reason.LOCK, now=NOW + timedelta(hours=hour)))
    found = backup_file.all_in(source.backups)
    assert len(found) == 4
    assert found[-1] == pinned[0]
    assert try_out(pinned[0].path, source).rows["checkin"] == 10


def test_a_loss_of_a_third_is_no_great_loss(vault, source):
    write(vault, *["2026-05-11"] * 9)
    vault.note_backup(back_up(source, Reason.LOCK, now=NOW))
    with transaction(vault.db):
        vault.db.execute("DELETE FROM checkin WHERE rowid <= 3")

    back_up(source, Reason.LOCK, now=NOW + timedelta(hours=1))

    assert not any(each.is_pinned for each in backup_file.all_in(source.backups))


def test_a_loss_after_the_backup_is_gone_pins_nothing(vault, source):
    write(vault, *["2026-05-11"] * 9)
    first = back_up(source, Reason.LOCK, now=NOW)
    vault.note_backup(first)
    first.path.unlink()
    with transaction(vault.db):
        vault.db.execute("DELETE FROM checkin")

    second = back_up(source, Reason.LOCK, now=NOW + timedelta(hours=1))

    assert backup_file.all_in(source.backups) == [second]


# Trying one out.


def test_a_backup_is_tried_out_with_what_a_person_gives(
    vault, source, passphrase, recovery_key, state_folder
):
    write(vault, "2026-05-11")
    backup = back_up(source, Reason.LOCK, now=NOW)
    vault.close()
    shares: list[float] = []

    tried = try_out_with(backup.path, recovery_key, SlotKind.RECOVERY, progress=shares.append)

    assert tried == try_out_with(backup.path, passphrase, SlotKind.PASSPHRASE)
    assert (tried.rows["checkin"], tried.newest_day) == (1, date(2026, 5, 11))
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert names(state_folder) == []
    assert names(backup.path.parent) == [backup.path.name]


def test_a_backup_of_an_empty_journal_has_no_newest_day(source):
    tried = try_out(back_up(source, Reason.LOCK, now=NOW).path, source)

    assert tried.newest_day is None
    assert tried.rows["checkin"] == 0
    assert tried.pages > 0


def test_the_wrong_secret_is_told_as_such(original_backup, other):
    with pytest.raises(WrongPassphraseError):
        try_out_with(original_backup, "not this one", SlotKind.PASSPHRASE)
    with pytest.raises(WrongRecoveryKeyError):
        try_out_with(original_backup, other[1], SlotKind.RECOVERY)


def test_a_backup_of_another_journal_does_not_open_with_these_keys(original_backup, other):
    unsealed = opening.unseal(other[0], other[1], SlotKind.RECOVERY)
    with (
        opening.open_vault(unsealed, now=NOW) as vault,
        pytest.raises(OtherBackupError),
    ):
        try_out(original_backup, vault.backup_source())


def forged(path, to, change, *, database=None):
    """Write the backup anew with another manifest, all sums right but the seal."""
    with opened(path) as (archive, manifest):
        data = database or archive.read("vault.db")
    member = Member(size=len(data), sha256=hashlib.sha256(data).digest())
    changed = replace(manifest, database=member, **change)
    write_archive(to, [data], backup_file.key_file_of(path), changed)
    return to


def test_a_changed_manifest_is_found_by_its_seal(original_backup, recovery_key, tmp_path):
    for number, change in enumerate(
        ({"made_at": NOW + timedelta(days=1)}, {"rows_mac": bytes(32)})
    ):
        path = forged(original_backup, tmp_path / f"{number}.sdbackup", change)
        backup_file.check_whole(path)
        with pytest.raises(BackupDamagedError):
            try_out_with(path, recovery_key, SlotKind.RECOVERY)


def test_a_backup_with_newer_tables_is_known_as_such(original_backup, recovery_key, tmp_path):
    path = forged(original_backup, tmp_path / "x.sdbackup", {"schema": 99})

    with pytest.raises(NewerBackupError):
        try_out_with(path, recovery_key, SlotKind.RECOVERY)


@pytest.mark.parametrize("page", [0, 5])
def test_a_database_with_a_bad_page_is_damage(original_backup, recovery_key, tmp_path, page):
    """Its sums are right, as if somebody had made it so; its seals are not."""
    with zipfile.ZipFile(original_backup) as archive:
        data = bytearray(archive.read("vault.db"))
    data[page * 4096 + 100] ^= 1
    path = forged(original_backup, tmp_path / "x.sdbackup", {}, database=bytes(data))

    with pytest.raises(BackupDamagedError):
        try_out_with(path, recovery_key, SlotKind.RECOVERY)


def test_a_key_file_changed_by_somebody_is_damage(original_backup, recovery_key, tmp_path):
    key_file = backup_file.key_file_of(original_backup)
    with opened(original_backup) as (archive, manifest):
        data = archive.read("vault.db")
    other = replace(key_file, generation=5)
    manifest = replace(manifest, keys=backup_writing.keys_member(other))
    path = tmp_path / "x.sdbackup"
    write_archive(path, [data], other, manifest)

    with pytest.raises(BackupDamagedError):
        try_out_with(path, recovery_key, SlotKind.RECOVERY)


def test_a_backup_is_looked_into_wherever_there_is_room(
    source, original_backup, recovery_key, state_folder, monkeypatch
):
    tmp_path = state_folder.parent
    path = Path(shutil.copy(original_backup, tmp_path / "x.sdbackup"))
    used = []
    extract = extract_database

    def watch(path, to, **rest):
        used.append(to.parent)
        extract(path, to, **rest)

    monkeypatch.setattr(backing_up, "extract_database", watch)
    with monkeypatch.context() as patch:
        patch.setattr(
            shutil,
            "disk_usage",
            lambda place: Usage(9, 9, 10**9 if place == tmp_path else 0),
        )
        try_out(path, source)
        try_out_with(path, recovery_key, SlotKind.RECOVERY)
        patch.setattr(shutil, "disk_usage", lambda _: Usage(9, 9, 0))
        with pytest.raises(BackupNoRoomError):
            try_out(path, source)
    # Where the state folder cannot be made, beside the backup.
    state_folder.rmdir()
    state_folder.write_text("in the way")
    try_out_with(path, recovery_key, SlotKind.RECOVERY)
    assert used == [tmp_path] * 3


def test_what_another_window_is_making_beside_a_backup_is_left_alone(
    source, state_folder, recovery_key
):
    backup = back_up(source, Reason.LOCK, now=NOW)
    state_folder.write_text("in the way")
    making = source.backups / f".part-{source.vault_id.hex()}-0123456789abcdef.db"
    making.write_bytes(b"half a backup of another process")

    try_out_with(backup.path, recovery_key, SlotKind.RECOVERY)

    assert making.exists()


def test_a_copy_that_goes_away_while_it_is_looked_into_says_nothing_of_the_backup(
    source, original_backup, monkeypatch
):
    def extract(path, to, **rest):
        extract_database(path, to, **rest)
        to.unlink()

    monkeypatch.setattr(backing_up, "extract_database", extract)

    with pytest.raises(StoreIOError):
        try_out(original_backup, source)


def test_what_is_cancelled_while_it_is_tried_out_leaves_nothing_behind(source):
    backup = back_up(source, Reason.LOCK, now=NOW)

    def stop(_):
        raise StopError

    with pytest.raises(StopError):
        try_out(backup.path, source, progress=stop)

    assert names(source.backups) == [backup.path.name]


# Another key file in it.


def test_a_newer_key_file_can_be_put_into_a_backup(source, recovery_key):
    backup = back_up(source, Reason.LOCK, now=NOW)
    newer = replace(source.key_file, generation=7).sealed(source.keys.mac)

    replace_key_file(backup.path, newer)

    assert backup_file.key_file_of(backup.path) == newer
    assert try_out_with(backup.path, recovery_key, SlotKind.RECOVERY).made_at == NOW
    assert names(source.backups) == [backup.path.name]


def test_a_key_file_of_another_data_key_is_refused(source, original_backup):
    backup = back_up(source, Reason.LOCK, now=NOW)
    content = backup.path.read_bytes()
    for change in ({"vault_id": bytes(16)}, {"epoch": 2}):
        with pytest.raises(OtherBackupError):
            replace_key_file(backup.path, replace(source.key_file, **change))

    assert backup.path.read_bytes() == content
    assert read_manifest(backup.path).epoch == 1


FULL = """
import os, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from sessiondesk.store.errors import StoreError
from sessiondesk.vault import backup_file, backup_making, creating
from sessiondesk.vault.backup_making import Reason, back_up
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.key_slots import Cost

now = datetime(2026, 5, 12, tzinfo=UTC)
place = Path(sys.argv[1])
new = creating.prepare("a passphrase", calibration=Cost(m=65536, t=2, p=1))
with creating.write(place / "mine.sdesk", new, now=now) as vault:
    source = vault.backup_source()
    first = back_up(source, Reason.LOCK, now=now)
    content = first.path.read_bytes()
    # As if the room had looked larger than it was.
    backup_making.refuse_without_room = lambda *_: None
    for left in (4096, first.size // 2, first.size * 6 // 5, first.size * 9 // 5):
        with (place / "filler").open("wb", buffering=0) as file:
            try:
                file.write(bytes(8 * 2**20))
            except OSError:
                pass
        os.truncate(place / "filler", os.path.getsize(place / "filler") - left)
        try:
            back_up(source, Reason.LOCK, now=now + timedelta(hours=1))
            print("made")
        except (StoreError, VaultError) as error:
            print(type(error).__name__)
        print(os.listdir(vault.backups) == [first.path.name], first.path.read_bytes() == content)
        (place / "filler").unlink()
"""


def test_a_really_full_disk_leaves_everything_as_it_was(needs_tool, tmp_path):
    mount = f"mount -t tmpfs -o size=4m none '{tmp_path}'"
    if subprocess.run(
        [needs_tool("unshare"), "-Urm", "sh", "-c", mount], check=False, capture_output=True
    ).returncode:
        pytest.skip("this system lets nobody make a small disk")

    done = subprocess.run(
        [
            *("unshare", "-Urm", "sh", "-c", f'{mount} && exec "$@"', "sh"),
            *(sys.executable, "-c", FULL, str(tmp_path)),
        ],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.stdout.splitlines() == ["BackupNoRoomError", "True True"] * 4
