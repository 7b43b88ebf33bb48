import errno
import os
import stat
from pathlib import Path

import pytest

from sessiondesk import paths


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with nothing in it."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def test_preferences_and_state_are_in_the_folders_of_this_system(home):
    assert paths.config_folder() == home / ".config" / "sessiondesk"
    assert paths.state_folder() == home / ".local" / "state" / "sessiondesk"


def test_documents_are_where_the_person_keeps_them(home):
    (home / "Documents").mkdir()

    assert paths.documents_folder() == home / "Documents"


def test_without_a_folder_for_documents_there_is_the_home_folder(home):
    assert paths.documents_folder() == home


def test_resources_are_beside_the_package_in_a_source_checkout():
    assert (paths.resources() / "wordlist" / "eff_large.txt").is_file()


def test_resources_are_inside_the_package_in_a_wheel(tmp_path, monkeypatch):
    (tmp_path / "sessiondesk" / "resources").mkdir(parents=True)
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "sessiondesk" / "paths.py"))

    assert paths.resources() == tmp_path / "sessiondesk" / "resources"


@pytest.mark.parametrize(
    ("place", "service"),
    [
        ("/home/a/Dropbox/journals/mine.sdesk", "Dropbox"),
        ("/home/a/Dropbox (Personal)/mine.sdesk", "Dropbox"),
        ("/Users/a/Library/CloudStorage/Dropbox-Home/mine.sdesk", "Dropbox"),
        ("/home/a/OneDrive - Practice/mine.sdesk", "OneDrive"),
        ("/Users/a/Library/Mobile Documents/com~apple~CloudDocs/mine.sdesk", "iCloud"),
        ("/Users/a/iCloudDrive/mine.sdesk", "iCloud"),
        ("/Users/a/Library/CloudStorage/GoogleDrive-a/My Drive/mine.sdesk", "Google Drive"),
        ("/mnt/g/My Drive/mine.sdesk", "Google Drive"),
        ("/home/a/nextcloud/mine.sdesk", "Nextcloud"),
        ("/home/a/Documents/mine.sdesk", None),
        ("/home/a/my drives/mine.sdesk", None),
        ("/home/a/dropboxes/mine.sdesk", None),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_its_name(place, service):
    assert paths.looks_synchronised(Path(place)) == service


@pytest.mark.parametrize(
    ("marker", "service"),
    [
        (".stfolder", "Syncthing"),
        (".dropbox.cache", "Dropbox"),
        (".nextcloudsync.log", "Nextcloud"),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_known_by_what_lies_in_it(tmp_path, marker, service):
    (tmp_path / marker).mkdir()

    assert paths.looks_synchronised(tmp_path / "sub" / "mine.sdesk") == service


def test_a_folder_that_may_not_be_looked_at_is_not_known(tmp_path):
    assert paths.looks_synchronised(tmp_path / ("x" * 300)) is None


def test_a_file_is_written_whole_and_for_its_owner_only(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(b"old")
    path.chmod(0o644)

    paths.write_whole(path, b"new")

    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("fails", ["fsync", "replace"])
def test_a_file_that_cannot_be_written_is_as_it_was(tmp_path, monkeypatch, fails):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, fails, fail)
    with pytest.raises(OSError, match="No space"):
        paths.write_whole(path, b"new")

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_keeps_something_else_is_noticed(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    monkeypatch.setattr(Path, "read_bytes", lambda _: b"nwe")
    with pytest.raises(OSError, match="read back"):
        paths.write_whole(path, b"new")

    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_folder_is_written_too_before_a_file_counts_as_kept(tmp_path, monkeypatch):
    synced = []
    real = os.fsync

    def fsync(descriptor):
        synced.append(Path(f"/proc/self/fd/{descriptor}").readlink().name)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    paths.write_whole(tmp_path / "file", b"new")

    assert synced[0].endswith(".part")
    assert synced[1:] == [tmp_path.name]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP])
def test_a_folder_that_knows_no_waiting_for_the_disk_takes_files_all_the_same(
    tmp_path, monkeypatch, number
):
    real = os.fsync

    def fsync(descriptor):
        if Path(f"/proc/self/fd/{descriptor}").readlink().is_dir():
            raise OSError(number, os.strerror(number))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    paths.write_whole(tmp_path / "file", b"new")

    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_new_file_is_written_piece_by_piece(tmp_path):
    paths.write_new(tmp_path / "file", (b"one ", b"two"))

    assert (tmp_path / "file").read_bytes() == b"one two"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExistsError):
        paths.write_new(tmp_path / "file", (b"three",))
    assert (tmp_path / "file").read_bytes() == b"one two"


def test_a_new_file_that_is_not_finished_is_not_left_behind(tmp_path):
    def pieces():
        yield b"one"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        paths.write_new(tmp_path / "file", pieces())

    assert list(tmp_path.iterdir()) == []


def test_a_finished_file_is_put_in_its_place(tmp_path):
    (tmp_path / "part").write_bytes(b"new")
    (tmp_path / "file").write_bytes(b"old")

    paths.put(tmp_path / "part", tmp_path / "file")

    assert [each.name for each in tmp_path.iterdir()] == ["file"]
    assert (tmp_path / "file").read_bytes() == b"new"
