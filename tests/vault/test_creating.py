import errno
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk import paths
from sessiondesk.store.errors import StoreFullError, StoreIOError
from sessiondesk.vault import creating, layout
from sessiondesk.vault.errors import (
    BadNameError,
    FileInTheWayError,
    FolderNotEmptyError,
    NotWritableError,
    ParentMissingError,
    PassphraseRefusedError,
)
from sessiondesk.vault.opening import SlotKind, open_vault, unseal


@pytest.fixture
def place(tmp_path):
    """Where a vault is to be made."""
    return tmp_path / "mine.sdesk"


@pytest.fixture
def write(place, new_vault, now):
    """Make the vault in ``place``."""
    return lambda: creating.write(place, new_vault, now=now)


def test_a_new_vault_is_open_complete_and_for_its_owner_only(place, new_vault, now):
    with creating.write(place, new_vault, now=now) as vault:
        assert (vault.name, vault.notices, vault.is_read_only) == ("mine", (), False)
        assert vault.check().is_sound
        made_at = vault.db.execute("SELECT value FROM meta WHERE name = 'made_at'").fetchone()
        assert made_at == ("2026-05-12T10:00:00+00:00",)

    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in place.iterdir()}
    assert set(modes) == {
        ".metadata_never_index",
        "README.txt",
        "vault.db",
        "vault.keys",
        "vault.keys.copy",
        "vault.lock",
    }
    assert set(modes.values()) == {0o600}
    assert (place / "vault.keys").read_bytes() == (place / "vault.keys.copy").read_bytes()
    assert list(place.parent.iterdir()) == [place]


def test_the_database_begins_with_the_id_in_the_key_file(place, new_vault, now):
    creating.write(place, new_vault, now=now).close()

    keys = json.loads((place / "vault.keys").read_text())
    assert (place / "vault.db").read_bytes()[:16].hex() == keys["vault_id"]
    assert (keys["epoch"], keys["generation"], keys["db_file"]) == (1, 1, "vault.db")


def test_keys_show_nothing_of_themselves(new_vault, recovery_key):
    assert repr(new_vault) == "NewVault()"
    assert re.fullmatch("(?:[0-9A-Z]{5}-){6}[0-9A-Z]{5}", recovery_key)


def test_no_two_vaults_have_a_key_in_common(cheap, new_vault):
    other = creating.prepare("six plain words on a card", calibration=cheap)

    assert other.recovery_key != new_vault.recovery_key
    one, two = other.unsealed(Path()), new_vault.unsealed(Path())
    assert one.keys.database != two.keys.database
    assert one.used.vault_id != two.used.vault_id


def test_the_cost_is_measured_where_none_is_given(monkeypatch, cheap):
    monkeypatch.setattr(creating, "measure", lambda: cheap)

    new = creating.prepare("six plain words on a card")

    assert new.unsealed(Path()).slot.cost == cheap


def test_a_passphrase_that_cannot_be_typed_again_makes_no_keys():
    with pytest.raises(PassphraseRefusedError):
        creating.prepare("with\ttab in it")


def test_a_vault_can_go_without_a_recovery_key(place, new_vault, passphrase, now):
    new = new_vault.without_recovery_key()
    creating.write(place, new, now=now).close()

    assert new.recovery_key is None
    keys = json.loads((place / "vault.keys").read_text())
    assert [slot["kind"] for slot in keys["slots"]] == ["passphrase"]
    open_vault(unseal(place, passphrase, SlotKind.PASSPHRASE), now=now).close()


def test_an_empty_folder_may_be_there(place, new_vault, now):
    place.mkdir()

    creating.write(place, new_vault, now=now).close()

    assert (place / "vault.db").is_file()


def test_a_folder_with_something_in_it_is_left_as_it_is(place, new_vault, now):
    place.mkdir()
    (place / "letter.txt").write_text("hello")

    with pytest.raises(FolderNotEmptyError):
        creating.write(place, new_vault, now=now)

    assert [path.name for path in place.iterdir()] == ["letter.txt"]
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("kind", ["file", "link to nothing"])
def test_a_file_in_the_way_is_left_as_it_is(place, new_vault, now, kind):
    if kind == "file":
        place.write_text("hello")
    else:
        place.symlink_to("gone")

    with pytest.raises(FileInTheWayError):
        creating.write(place, new_vault, now=now)

    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize("kind", ["missing", "file"])
def test_the_folder_around_it_has_to_be_there(place, new_vault, now, kind):
    if kind == "file":
        place.write_text("hello")

    with pytest.raises(ParentMissingError):
        creating.write(place / "inner.sdesk", new_vault, now=now)


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_not_be_written_is_told_as_such(place, new_vault, now):
    place.parent.chmod(0o500)

    # Already while the place is being chosen.
    with pytest.raises(NotWritableError):
        creating.refuse_place(place)
    with pytest.raises(NotWritableError):
        creating.write(place, new_vault, now=now)

    place.parent.chmod(0o700)
    assert list(place.parent.iterdir()) == []


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_may_not_be_looked_into_is_told_as_such(place):
    place.mkdir(mode=0o000)

    with pytest.raises(NotWritableError):
        creating.refuse_place(place)

    place.chmod(0o700)


@pytest.mark.parametrize("name", ["x" * 300, "nul\0inside"])
def test_a_name_that_no_folder_can_have_is_told_as_such(tmp_path, new_vault, now, name):
    with pytest.raises(BadNameError):
        creating.write(tmp_path / name, new_vault, now=now)

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    ["with blanks", 'it\'s "quoted"', "schön", "100%41", "line\nbreak", "x" * 200, "?a=b#c"],
)
def test_an_odd_name_is_no_obstacle(tmp_path, new_vault, recovery_key, now, name):
    place = tmp_path / name / f"{name}.sdesk"
    place.parent.mkdir()

    creating.write(place, new_vault, now=now).close()

    open_vault(unseal(place, recovery_key, SlotKind.RECOVERY), now=now).close()
    assert list(place.parent.iterdir()) == [place]


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOTEMPTY, FolderNotEmptyError),
        (errno.EEXIST, FolderNotEmptyError),
        (errno.ENOTDIR, FileInTheWayError),
        (errno.ENAMETOOLONG, BadNameError),
        (errno.EROFS, NotWritableError),
        (errno.ENOSPC, StoreFullError),
        (errno.EIO, StoreIOError),
    ],
)
def test_what_gets_in_the_way_at_the_last_step_leaves_nothing_behind(
    place, write, monkeypatch, number, error
):
    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(error):
        write()

    assert list(place.parent.iterdir()) == []


def test_a_database_without_the_right_beginning_is_not_handed_over(
    place, new_vault, now, monkeypatch
):
    monkeypatch.setattr(layout, "read_header", lambda _: bytes(16))

    with pytest.raises(StoreIOError):
        creating.write(place, new_vault, now=now)

    assert list(place.parent.iterdir()) == []


def test_what_a_crash_left_is_cleared_away_a_day_later(place, new_vault, now):
    old, young, foreign = (
        place.parent / name
        for name in (".sessiondesk-01.part", ".sessiondesk-02.part", ".other-03.part")
    )
    for folder in (old, young, foreign):
        folder.mkdir()
        (folder / "vault.db").touch()
    yesterday = now.timestamp() - 2 * 86_400
    os.utime(old, (yesterday, yesterday))
    os.utime(foreign, (yesterday, yesterday))
    os.utime(young, (now.timestamp(), now.timestamp()))

    creating.write(place, new_vault, now=now).close()

    assert sorted(place.parent.iterdir()) == sorted([place, young, foreign])


@pytest.mark.usefixtures("plain_rights")
def test_what_cannot_be_cleared_away_is_no_obstacle(place, new_vault, now):
    old = place.parent / ".sessiondesk-01.part"
    old.mkdir()
    (old / "vault.db").touch()
    os.utime(old, (0, 0))
    old.chmod(0o500)

    creating.write(place, new_vault, now=now).close()

    assert (old / "vault.db").is_file()
    old.chmod(0o700)


# One process makes the keys once, then a copy of it for each file call is killed there, or
# told that the call failed, while it writes the vault.
AT_EACH_CALL = """
import errno, json, os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sessiondesk.store.errors import StoreError
from sessiondesk.vault import creating
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.key_slots import Cost
from sessiondesk.vault.opening import SlotKind, open_vault, unseal

place, fault = Path(sys.argv[1]), sys.argv[2]
now = datetime(2026, 5, 12, tzinfo=UTC)
new = creating.prepare("a passphrase", calibration=Cost(m=65536, t=2, p=1))
calls = 0


def at_call(number, real):
    def call(*args, **named):
        global calls
        calls += 1
        if calls == number:
            if fault == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            code = getattr(errno, fault)
            raise OSError(code, os.strerror(code))
        return real(*args, **named)

    return call


def attempt(number, folder):
    child = os.fork()
    if child == 0:
        for name in ("open", "fsync", "replace", "rename", "mkdir", "unlink", "stat", "lstat"):
            setattr(os, name, at_call(number, getattr(os, name)))
        outcome = 0
        try:
            creating.write(folder, new, now=now).close()
        except (StoreError, VaultError):
            outcome = 1
        if calls < number:
            outcome = 2
        os._exit(outcome)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


tally = {"none": 0, "complete": 0}
for number in range(1, 500):
    parent = place / str(number)
    parent.mkdir()
    outcome = attempt(number, parent / "mine.sdesk")
    if outcome == 2:
        break
    assert outcome in ({-9} if fault == "kill" else {0, 1}), outcome
    if (parent / "mine.sdesk").exists():
        unsealed = unseal(parent / "mine.sdesk", new.recovery_key, SlotKind.RECOVERY)
        with open_vault(unsealed, now=now) as vault:
            assert vault.check().is_sound
        tally["complete"] += 1
    else:
        assert outcome != 0
        # A refusal leaves nothing; what a kill leaves is no vault and is cleared away later.
        left = [path.name for path in parent.iterdir()]
        assert all(name.startswith(".sessiondesk-") for name in left), left
        tally["none"] += 1
        creating.write(parent / "mine.sdesk", new, now=now).close()
print(json.dumps(tally))
"""


@pytest.mark.parametrize("fault", ["kill", "ENOSPC", "EIO", "EACCES"])
def test_at_every_moment_there_is_no_vault_or_a_complete_one(tmp_path, fault):
    done = subprocess.run(
        [sys.executable, "-c", AT_EACH_CALL, tmp_path, fault],
        check=False,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )

    assert done.returncode == 0, done.stderr
    tally = json.loads(done.stdout)
    assert tally["none"] > 10
    assert tally["complete"] > 3


def test_a_folder_whose_names_cannot_be_made_safe_is_told_as_a_disk_error(
    place, new_vault, now, monkeypatch
):
    real = paths.sync_folder

    def fail(folder):
        if folder == place.parent:
            raise OSError(errno.EIO, "Input/output error")
        real(folder)

    monkeypatch.setattr(paths, "sync_folder", fail)

    with pytest.raises(StoreIOError):
        creating.write(place, new_vault, now=now)
