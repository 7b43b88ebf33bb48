import shutil
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from sessiondesk.store.errors import StoreIOError
from sessiondesk.vault import backup_file
from sessiondesk.vault.backup_file import Reason, all_in, file_name, free_path, of_path
from sessiondesk.vault.errors import BackupMissingError, BackupUnreadableError, NotABackupError

MADE = datetime(2026, 11, 22, 15, 5, 9, tzinfo=timezone(timedelta(hours=1)))


def test_the_reasons_are_part_of_names_and_never_change():
    assert [str(each) for each in Reason] == [
        *("lock", "daily", "asked", "before-migration", "before-restore", "before-repair"),
        *("before-import", "before-removal", "before-key-change"),
    ]


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("number", [1, 2, 31])
@pytest.mark.parametrize("is_pinned", [False, True])
def test_a_name_tells_when_and_why(tmp_path, reason, number, is_pinned):
    path = tmp_path / file_name(MADE, reason, number)
    if is_pinned:
        path = path.with_name(path.name.replace(".sd", "-pinned.sd"))
    path.write_bytes(b"12345")

    found = of_path(path)

    assert (found.made_at, found.reason, found.number) == (MADE, reason, number)
    assert found.made_at.utcoffset() == timedelta()
    assert (found.is_pinned, found.size) == (is_pinned, 5)
    assert found.path == (found.pinned_path if is_pinned else found.plain_path)
    assert found.stem == file_name(MADE, reason, number).removesuffix(".sdbackup")
    assert all_in(tmp_path) == [found]


def test_a_name_has_its_time_in_utc(tmp_path):
    assert file_name(MADE, Reason.LOCK) == "20261122T140509Z-lock.sdbackup"


def test_two_of_one_second_get_names_of_their_own(tmp_path):
    for expected in ("-lock", "-lock-2", "-lock-3"):
        path = free_path(tmp_path, MADE, Reason.LOCK)
        assert path.name == f"20261122T140509Z{expected}.sdbackup"
        # Pinned or not, the name is taken.
        path.with_name(path.name.replace(".sd", "-pinned.sd")).touch()


def test_the_newest_comes_first(tmp_path):
    names = [
        "20261122T140509Z-lock-2-pinned.sdbackup",
        "20261122T140509Z-lock.sdbackup",
        "20251122T140509Z-before-import.sdbackup",
    ]
    for name in sorted(names):
        (tmp_path / name).touch()

    assert [each.path.name for each in all_in(tmp_path)] == names


def test_junk_in_the_folder_is_left_out(tmp_path, original_backup):
    (tmp_path / "20261122T140509Z-lock.sdbackup").mkdir()
    (tmp_path / "20261122T140509Z-lock.txt").touch()
    (tmp_path / "20269922T140509Z-lock.sdbackup").touch()
    (tmp_path / "20261122T140509Z-whim.sdbackup").write_text("junk")
    (tmp_path / "letter.sdbackup").write_text("junk")
    (tmp_path / ".part-abc").touch()
    assert all_in(tmp_path) == []

    shutil.copy(original_backup, tmp_path / "before the move.sdbackup")
    (found,) = all_in(tmp_path)
    assert (found.made_at, found.reason) == (datetime(2026, 5, 12, 10, tzinfo=UTC), None)
    assert not found.is_pinned


def test_a_folder_that_is_not_there_holds_no_backups(tmp_path):
    assert list(all_in(tmp_path / "nowhere")) == []
    assert list(all_in(Path("a\0b"))) == []


def test_what_cannot_be_looked_at_is_told_as_such(tmp_path, monkeypatch):
    with pytest.raises(BackupMissingError):
        of_path(tmp_path / "x.sdbackup")
    with pytest.raises(BackupMissingError):
        of_path(Path("x\0.sdbackup"))
    (tmp_path / "x.sdbackup").write_text("junk")
    with pytest.raises(NotABackupError):
        of_path(tmp_path / "x.sdbackup")

    for number, error in ((13, BackupUnreadableError), (5, StoreIOError)):

        def fail(*_, number=number, **__):
            raise OSError(number, "no")

        with monkeypatch.context() as patch:
            patch.setattr(Path, "stat", fail)
            with pytest.raises(error):
                of_path(tmp_path / "x.sdbackup")


def test_a_backup_is_not_looked_into_for_being_listed(tmp_path):
    (tmp_path / "20261122T140509Z-lock.sdbackup").write_text("spoiled")

    (found,) = all_in(tmp_path)

    assert found.size == 7
    assert found.extent is None
    assert "extent" not in repr(found)


def test_the_suffix_is_the_one_that_files_have():
    assert backup_file.SUFFIX == ".sdbackup"
