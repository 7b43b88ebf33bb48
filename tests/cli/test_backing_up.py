import os
import pty
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sessiondesk import paths
from sessiondesk.cli import backing_up
from sessiondesk.vault import backup_file, opening, second_place
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.key_slots import SlotKind
from tests.cli.conftest import PASSPHRASE

ROOT = Path(__file__).parents[2]
MAP = """
source = "my old tracker"
[when]
column = "date"
format = "%Y-%m-%d"
zone = "Europe/London"
default_time = "21:00"
[columns.mood]
as = "scale"
scale = "mood"
low = 0
high = 10
"""


@pytest.fixture(autouse=True)
def state_folder(tmp_path, monkeypatch):
    """Keep what is looked into out of the real state folder."""
    monkeypatch.setattr(paths, "state_folder", lambda: tmp_path / "state")


@pytest.fixture
def backup(run, folder, recovery_file):
    """A backup of the journal."""
    assert run("backup", folder, "--recovery-key-file", recovery_file).code == 0
    (found,) = backup_file.all_in(folder / "backups")
    return found


def test_a_backup_is_made_among_the_journals_own(run, folder, recovery_file):
    answer = run("backup", folder, "--recovery-key-file", recovery_file)

    (found,) = backup_file.all_in(folder / "backups")
    assert (answer.code, answer.err) == (0, "")
    assert str(found.path) in answer.out
    assert f"{found.size / 1000:.0f} kB" in answer.out
    assert found.reason is Reason.ASKED


def test_a_backup_is_made_in_another_folder(run, folder, recovery_file, tmp_path):
    (tmp_path / "stick").mkdir()

    answer = run(
        "backup", folder, "--to", tmp_path / "stick", "--recovery-key-file", recovery_file
    )

    assert answer.code == 0
    assert len(backup_file.all_in(tmp_path / "stick")) == 1
    assert not (folder / "backups").exists()


def test_a_folder_that_is_not_there_is_refused(run, folder, recovery_file, tmp_path):
    answer = run("backup", folder, "--to", tmp_path / "gone", "--recovery-key-file", recovery_file)

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: The folder for backups is not there.")
    assert answer.out == ""


def test_how_much_room_is_missing_is_said(run, folder, recovery_file, monkeypatch):
    class Usage:
        free = 200_000

    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage)

    answer = run("backup", folder, "--recovery-key-file", recovery_file)

    assert answer.code == 1
    assert "There is not enough room on the disk for a backup." in answer.err
    assert re.search(r"It takes [1-9]\d* MiB\.", answer.err)


def test_a_second_copy_is_made_where_the_person_wanted_it(run, folder, recovery_file, tmp_path):
    (tmp_path / "stick").mkdir()
    unsealed = opening.unseal(folder, recovery_file.read_text(), SlotKind.RECOVERY)
    with opening.open_vault(unsealed, now=datetime(2026, 5, 12, tzinfo=UTC)) as vault:
        second_place.choose(vault, tmp_path / "stick")

    answer = run("backup", folder, "--recovery-key-file", recovery_file)

    assert f"A second copy is in {tmp_path / 'stick'}." in answer.out
    assert len(backup_file.all_in(tmp_path / "stick")) == 1
    # Not connected: the backup is there all the same, and the rest is said.
    shutil.rmtree(tmp_path / "stick")
    answer = run("backup", folder, "--recovery-key-file", recovery_file)
    assert answer.code == 0
    assert "There is no second copy in" in answer.err
    assert "plug it in" in answer.err


def test_a_backup_is_tested(run, backup, passphrase_file, recovery_file):
    answer = run("test-backup", backup.path, "--recovery-key-file", recovery_file)

    assert (answer.code, answer.err) == (0, "")
    assert f"{backup.made_at:%Y-%m-%d at %H:%M} UTC" in answer.out
    assert "Check-ins: 0" in answer.out
    assert "Newest entry: none." in answer.out
    assert "Sound:" in answer.out
    again = run("test-backup", backup.path, "--passphrase-file", passphrase_file)
    assert again.out == answer.out


def test_what_is_in_a_backup_is_counted(run, folder, recovery_file, passphrase_file, tmp_path):
    csv, map_ = tmp_path / "in.csv", tmp_path / "map.toml"
    csv.write_text("date,mood\n2026-05-01,3\n2026-05-02,4\n")
    map_.write_text(MAP)
    into = ("--into", folder, "--map", map_, "--recovery-key-file", recovery_file)
    assert run("import", csv, *into).code == 0
    assert run("backup", folder, "--recovery-key-file", recovery_file).code == 0

    newest = backup_file.all_in(folder / "backups")[0]
    answer = run("test-backup", newest.path, "--passphrase-file", passphrase_file)

    assert "Newest entry: 2026-05-02." in answer.out
    assert "Check-ins: 2" in answer.out


def test_a_damaged_backup_is_told_as_such(run, backup, recovery_file):
    data = bytearray(backup.path.read_bytes())
    data[len(data) // 2] ^= 1
    backup.path.write_bytes(data)

    answer = run("test-backup", backup.path, "--recovery-key-file", recovery_file)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("sessiondesk: The backup is damaged.")


def test_another_file_is_no_backup(run, recovery_file, tmp_path):
    for path, said in ((recovery_file, "not a backup"), (tmp_path / "x", "no backup at this")):
        answer = run("test-backup", path, "--recovery-key-file", recovery_file)
        assert (answer.code, answer.out) == (1, "")
        assert said in answer.err


def test_the_wrong_passphrase_is_no_damage(run, backup, tmp_path):
    (tmp_path / "wrong.txt").write_text("not this one\n")

    answer = run("test-backup", backup.path, "--passphrase-file", tmp_path / "wrong.txt")

    assert answer.code == 1
    assert answer.err.startswith("sessiondesk: That passphrase does not open this journal.")


def test_the_journal_is_backed_up_before_something_is_brought_in(
    run, folder, recovery_file, tmp_path
):
    csv, map_ = tmp_path / "in.csv", tmp_path / "map.toml"
    map_.write_text(MAP)
    into = ("--into", folder, "--map", map_, "--recovery-key-file", recovery_file)
    csv.write_text("date,mood\n2026-05-01,3\n")
    assert run("import", csv, *into).code == 0
    # An empty journal has nothing to lose.
    assert not (folder / "backups").exists()

    csv.write_text("date,mood\n2026-05-02,3\n")
    assert run("import", csv, *into, "--dry-run").code == 0
    assert not (folder / "backups").exists()
    assert run("import", csv, *into).code == 0

    (found,) = backup_file.all_in(folder / "backups")
    assert found.reason is Reason.BEFORE_IMPORT


def test_how_far_it_is_shows_at_a_terminal_only(folder, passphrase_file):
    ours, theirs = pty.openpty()
    command = (sys.executable, "-m", "sessiondesk", "backup", folder)

    done = subprocess.run(
        [*command, "--passphrase-file", passphrase_file],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
        cwd=ROOT,
    )
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)

    assert "\rBacking up: " in shown
    assert shown.endswith("\r")
    assert b"Backing up" not in done.stdout


def test_an_archive_program_reads_what_was_made(backup):
    with zipfile.ZipFile(backup.path) as archive:
        assert archive.testzip() is None
    assert PASSPHRASE.encode() not in backup.path.read_bytes()


@pytest.mark.parametrize(
    ("size", "words"), [(1_499, "1 kB"), (999_000, "999 kB"), (12_340_000, "12.3 MB")]
)
def test_a_size_is_said_as_people_say_it(size, words):
    assert backing_up.size_in_words(size) == words
