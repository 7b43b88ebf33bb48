"""Reading a file that may be anything: what is no whole backup is told in a sentence, at once."""

import hashlib
import io
import json
import os
import random
import shutil
import time
import zipfile
from pathlib import Path

import pytest

from sessiondesk import paths
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.vault import backup_archive, backup_file, key_file
from sessiondesk.vault.backup_archive import (
    check_whole,
    extract_database,
    key_file_of,
    read_manifest,
)
from sessiondesk.vault.canonical import pretty
from sessiondesk.vault.errors import (
    BackupDamagedError,
    BackupError,
    BackupMissingError,
    BackupUnreadableError,
    NewerBackupError,
    NotABackupError,
)

READERS = (read_manifest, key_file_of, check_whole)


@pytest.fixture
def path(original_backup, tmp_path) -> Path:
    """A backup of this test's own."""
    return Path(shutil.copy(original_backup, tmp_path / "20260512T100000Z-asked.sdbackup"))


def members_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path, members, *, compression=zipfile.ZIP_STORED):
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in members.items() if isinstance(members, dict) else members:
            archive.writestr(name, data)


def changed_manifest(path, change):
    members = members_of(path)
    values = json.loads(members["manifest.json"])
    change(values)
    rewrite(path, members | {"manifest.json": json.dumps(values)})


def errors_of(path):
    """Return what each reader says, each at once."""
    said = []
    for reader in READERS:
        begun = time.process_time()
        with pytest.raises(BackupError) as raised:
            reader(path)
        # Some milliseconds; the rest is room for a slow machine.
        assert time.process_time() - begun < 10
        said.append(type(raised.value))
    return said


def test_any_program_for_archives_reads_a_backup(path, folder):
    members = members_of(path)

    assert list(members) == ["README.txt", "vault.keys", "vault.db", "manifest.json"]
    assert members["vault.keys"] == (folder / "vault.keys").read_bytes()
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


def test_only_its_owner_may_read_a_backup(original_backup):
    assert original_backup.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(original_backup) as archive:
        assert {each.external_attr >> 16 for each in archive.infolist()} == {0o100600}


def test_a_backup_says_nothing_of_what_is_in_it(path):
    members = members_of(path)

    values = json.loads(members["manifest.json"])
    assert set(values) == {
        *("format", "version", "vault_id", "epoch", "created", "schema", "db_file"),
        *("members", "rows_mac"),
    }
    assert b"kept" not in b"".join(members.values())


def test_a_whole_backup_is_read(path, tmp_path, new_vault):
    manifest = check_whole(path)

    assert read_manifest(path) == manifest
    found = key_file_of(path)
    assert (found.vault_id, found.epoch) == (manifest.vault_id, manifest.epoch)
    shares: list[float] = []
    extract_database(path, tmp_path / "vault.db", progress=shares.append)
    assert (tmp_path / "vault.db").read_bytes() == members_of(path)["vault.db"]
    assert (tmp_path / "vault.db").stat().st_mode & 0o777 == 0o600
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_what_is_extracted_is_never_put_over_something(path, tmp_path):
    (tmp_path / "vault.db").write_text("mine")

    with pytest.raises(StoreIOError):
        extract_database(path, tmp_path / "vault.db")

    assert (tmp_path / "vault.db").read_text() == "mine"


def test_a_disk_that_fills_up_leaves_nothing_half_extracted(path, tmp_path, monkeypatch):
    def fail(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(paths, "sync_descriptor", fail)

    with pytest.raises(StoreFullError):
        extract_database(path, tmp_path / "vault.db")

    assert not (tmp_path / "vault.db").exists()


def test_what_is_asked_to_stop_leaves_nothing_behind(path, tmp_path):
    class StopError(Exception):
        pass

    def stop(_):
        raise StopError

    with pytest.raises(StopError):
        extract_database(path, tmp_path / "vault.db", progress=stop)

    assert not (tmp_path / "vault.db").exists()


def test_a_flipped_bit_anywhere_is_found(original_backup, tmp_path):
    data = bytearray(original_backup.read_bytes())
    size = len(data)
    chance = random.Random(1)
    path = tmp_path / "x.sdbackup"
    # Every byte around the members and of the small ones, and a few of the many of the database.
    with zipfile.ZipFile(original_backup) as archive:
        start = archive.getinfo("vault.db").header_offset
        end = archive.getinfo("manifest.json").header_offset
    places = [
        *chance.sample(range(start), 400),
        *chance.sample(range(start + 38, end), 100),
        *chance.sample(range(end, size), 400),
    ]
    right = check_whole(original_backup)
    keys = key_file_of(original_backup)
    found = 0
    for place in places:
        bit = 1 << chance.randrange(8)
        data[place] ^= bit
        path.write_bytes(data)
        data[place] ^= bit
        try:
            # Times and rights of the members are of no importance; all that is has a sum.
            assert (check_whole(path), key_file_of(path)) == (right, keys)
        except BackupError:
            found += 1

    assert found > len(places) * 0.9


def test_a_cut_off_backup_is_damaged_and_not_something_else(original_backup, tmp_path):
    data = original_backup.read_bytes()
    path = tmp_path / "x.sdbackup"
    for length in (len(data) - 1, len(data) // 2, 5000, 60):
        path.write_bytes(data[:length])
        assert set(errors_of(path)) == {BackupDamagedError}


def test_an_empty_file_with_the_name_of_a_backup_is_damaged(tmp_path):
    (tmp_path / "x.sdbackup").touch()
    (tmp_path / "x.txt").touch()

    assert set(errors_of(tmp_path / "x.sdbackup")) == {BackupDamagedError}
    assert set(errors_of(tmp_path / "x.txt")) == {NotABackupError}


def test_trailing_bytes_do_no_harm(path):
    whole = check_whole(path)
    with path.open("ab") as file:
        file.write(b"x" * 100)

    assert check_whole(path) == whole


@pytest.mark.parametrize(
    "data",
    [
        b"hello",
        os.urandom(5000),
        b"%PDF-1.4" + bytes(100),
        b"PK\x05\x06" + bytes(18),  # an archive with nothing in it
        b"PK\x03\x04" + bytes(1000),
    ],
)
def test_another_file_is_no_backup(tmp_path, data):
    path = tmp_path / "x.sdbackup"
    path.write_bytes(data)

    assert set(errors_of(path)) == {NotABackupError}


def test_another_archive_is_no_backup(tmp_path):
    path = tmp_path / "x.sdbackup"
    rewrite(path, {"letter.txt": b"hello"})
    assert set(errors_of(path)) == {NotABackupError}

    rewrite(path, {"manifest.json": b'{"format": "something-else", "version": 1}'})
    assert set(errors_of(path)) == {NotABackupError}


def test_nothing_is_there(tmp_path):
    for path in (tmp_path / "x", tmp_path / "x/y", tmp_path / ("x" * 300), tmp_path / "x\0y"):
        assert set(errors_of(path)) == {BackupMissingError}


def test_a_folder_or_a_pipe_is_no_backup(tmp_path):
    os.mkfifo(tmp_path / "pipe.sdbackup")

    assert set(errors_of(tmp_path)) == {NotABackupError}
    assert set(errors_of(tmp_path / "pipe.sdbackup")) == {NotABackupError}


@pytest.mark.usefixtures("plain_rights")
def test_a_backup_that_may_not_be_read_is_told_as_such(path):
    path.chmod(0)
    assert set(errors_of(path)) == {BackupUnreadableError}
    path.parent.chmod(0)
    assert set(errors_of(path)) == {BackupUnreadableError}
    path.parent.chmod(0o700)


def test_a_failing_disk_is_told_as_such(path, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup_archive, "FileIO", fail)
    with pytest.raises(StoreIOError):
        read_manifest(path)


def test_a_disk_that_fails_in_the_middle_is_told_as_such(path, monkeypatch):
    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(zipfile.ZipExtFile, "read", fail)
    with pytest.raises(StoreIOError):
        key_file_of(path)


@pytest.mark.parametrize("name", ["README.txt", "vault.keys", "vault.db", "manifest.json"])
def test_a_missing_member_is_damage(path, name):
    members = members_of(path)
    del members[name]
    rewrite(path, members)

    assert set(errors_of(path)) == {BackupDamagedError}


@pytest.mark.parametrize("name", ["README.txt", "vault.keys", "vault.db", "manifest.json"])
def test_a_member_twice_is_damage(path, name):
    members = members_of(path)
    with pytest.warns(UserWarning, match="Duplicate name"):
        rewrite(path, [*members.items(), (name, members[name])])

    assert set(errors_of(path)) == {BackupDamagedError}


@pytest.mark.parametrize("name", ["../vault.keys", "/etc/passwd", "more.txt", "a/"])
def test_a_member_more_is_damage_and_nothing_is_written(path, tmp_path, name):
    members = members_of(path)
    rewrite(path, members | {name: b"x"})
    before = sorted(tmp_path.iterdir())

    assert set(errors_of(path)) == {BackupDamagedError}
    with pytest.raises(BackupDamagedError):
        extract_database(path, tmp_path / "out.db")
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "compression", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_a_compressed_member_is_damage(path, compression):
    rewrite(path, members_of(path), compression=compression)

    assert set(errors_of(path)) == {BackupDamagedError}


def test_a_bomb_is_not_set_off(path, tmp_path):
    members = members_of(path)
    values = json.loads(members["manifest.json"])
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("vault.keys", members["vault.keys"])
        archive.writestr("README.txt", members["README.txt"])
        archive.writestr("vault.db", bytes(100 * 2**20), zipfile.ZIP_DEFLATED)
        values["members"]["vault.db"]["size"] = 100 * 2**20
        archive.writestr("manifest.json", json.dumps(values))

    assert set(errors_of(path)) == {BackupDamagedError}


def test_a_member_that_claims_to_be_larger_than_the_file_is_damage(path):
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("vault.db")
    size = info.file_size.to_bytes(4, "little")
    claimed = (2**32 - 2**16).to_bytes(4, "little")
    path.write_bytes(data.replace(size + size, claimed + claimed))

    assert set(errors_of(path)) == {BackupDamagedError}


def test_a_list_of_members_without_end_is_not_read(path):
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_000):
            archive.writestr(f"{number:0200}", b"")

    assert set(errors_of(path)) == {BackupDamagedError}


def test_an_encrypted_member_is_damage(path):
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        data[at + offset] |= 1
    path.write_bytes(data)

    assert set(errors_of(path)) == {BackupDamagedError}


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"[]",
        b"null",
        b"{}",
        b"\xff\xfe{\x00}\x00",
        b"\xef\xbb\xbf{}",
        b"[" * 100_000,
        b'{"a": ' * 10_000 + b"1" + b"}" * 10_000,
        b'{"format": "sessiondesk-backup"}',
        b'{"format": "sessiondesk-backup", "version": "1"}',
        b'{"format": "sessiondesk-backup", "version": true}',
        b'{"format": "sessiondesk-backup", "version": 1e3}',
        b'{"format": "sessiondesk-backup", "format": "sessiondesk-backup", "version": 1}',
        b'{"format": "sessiondesk-backup", "version": ' + b"9" * 5000 + b"}",
        b" " * 70_000 + b"{}",
        b" " * 3_000_000 + b"{}",
    ],
)
def test_a_manifest_that_makes_no_sense_is_damage(path, manifest):
    rewrite(path, members_of(path) | {"manifest.json": manifest})

    assert set(errors_of(path)) == {BackupDamagedError}


def test_a_backup_of_a_newer_version_is_known_as_such(path):
    def newer(values):
        values["version"] = 2
        values["more"] = "what we cannot know"

    changed_manifest(path, newer)

    assert set(errors_of(path)) == {NewerBackupError}


def test_a_newer_key_file_is_known_as_such(path):
    members = members_of(path)
    keys = json.loads(members["vault.keys"])
    keys["version"] = 2
    put_keys(path, members, pretty(summed(keys)))

    with pytest.raises(NewerBackupError):
        key_file_of(path)


def summed(keys):
    return keys | {"sum": key_file._sum(keys)}


def put_keys(path, members, data):
    values = json.loads(members["manifest.json"])
    values["members"]["vault.keys"] = {
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    rewrite(
        path, members | {"vault.keys": data, "manifest.json": json.dumps(values, sort_keys=True)}
    )


@pytest.mark.parametrize(
    ("name", "value"), [("vault_id", "00" * 16), ("epoch", 2), ("db_file", "other.db")]
)
def test_a_key_file_that_does_not_belong_is_damage(path, name, value):
    members = members_of(path)
    keys = json.loads(members["vault.keys"])
    put_keys(path, members, json.dumps(summed(keys | {name: value})).encode())

    with pytest.raises(BackupDamagedError):
        key_file_of(path)


def test_a_key_file_that_is_spoiled_is_damage(path):
    members = members_of(path)
    for data in (b"{}", members["vault.keys"].replace(b'"generation": 1', b'"generation": 2')):
        put_keys(path, members, data)
        with pytest.raises(BackupDamagedError):
            key_file_of(path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vault_id", "00" * 15),
        ("vault_id", 5),
        ("epoch", 0),
        ("created", "2026-05-12"),
        ("created", "2026-13-12T10:00:00Z"),
        ("created", "2026-05-12T10:00:00+00:00"),
        ("schema", -1),
        ("db_file", "../vault.db"),
        ("db_file", ""),
        ("members", {}),
        ("members", []),
        ("members", {"vault.db": {"size": 1, "sha256": "00" * 32}, "vault.keys": 1}),
        ("rows_mac", ""),
        ("rows_mac", None),
        ("more", 1),
    ],
)
def test_a_value_of_another_form_is_damage(path, name, value):
    changed_manifest(path, lambda values: values.update({name: value}))

    assert set(errors_of(path)) == {BackupDamagedError}


def test_a_database_of_odd_size_is_damage(path):
    members = members_of(path)
    values = json.loads(members["manifest.json"])
    data = members["vault.db"] + b"x"
    values["members"]["vault.db"] = {
        "size": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }
    rewrite(path, members | {"vault.db": data, "manifest.json": json.dumps(values)})

    assert set(errors_of(path)) == {BackupDamagedError}


@pytest.mark.parametrize("name", ["vault.keys", "vault.db"])
def test_a_member_of_another_size_than_the_manifest_says_is_damage(path, name):
    def larger(values):
        values["members"][name]["size"] += 4096

    changed_manifest(path, larger)

    assert set(errors_of(path)) == {BackupDamagedError}


@pytest.mark.parametrize("name", ["vault.keys", "vault.db"])
def test_another_content_with_a_sum_of_its_own_is_found(path, tmp_path, name):
    members = members_of(path)
    data = bytearray(members[name])
    data[len(data) // 2] ^= 1
    rewrite(path, members | {name: bytes(data)})

    with pytest.raises(BackupDamagedError):
        check_whole(path)
    if name == "vault.db":
        with pytest.raises(BackupDamagedError):
            extract_database(path, tmp_path / "out.db")
        assert not (tmp_path / "out.db").exists()


def test_random_changes_never_lead_to_anything_but_a_sentence(original_backup, tmp_path):
    data = original_backup.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        start = archive.getinfo("vault.db").header_offset
        end = archive.getinfo("manifest.json").header_offset
    chance = random.Random(2)
    path = tmp_path / "x.sdbackup"
    for _ in range(200):
        spoiled = bytearray(data)
        for _ in range(chance.randrange(1, 6)):
            size = len(spoiled)
            at = chance.choice([chance.randrange(start + 40), chance.randrange(end, size)])
            if chance.random() < 0.7 or size - end < 300:
                spoiled[at] = chance.randrange(256)
            else:
                del spoiled[at : at + chance.randrange(1, 50)]
        path.write_bytes(spoiled)
        for reader in READERS:
            try:
                reader(path)
            except BackupError:
                continue
        backup_file.all_in(tmp_path)
