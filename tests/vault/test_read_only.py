import subprocess
import sys
from pathlib import Path

import pytest

from sessiondesk.store import migrations
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import (
    NewerStoreError,
    OlderStoreError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from sessiondesk.vault import lock_file, migrating
from sessiondesk.vault.errors import AlreadyOpenError, UnfinishedLogError
from sessiondesk.vault.opening import Notice


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize("has_lock_file", [True, False])
def test_a_folder_that_cannot_be_written_is_read(folder, open_, word, has_lock_file):
    if not has_lock_file:
        (folder / "vault.lock").unlink()
    folder.chmod(0o500)
    before = sorted(folder.iterdir())

    first, second = open_(), open_()

    assert first.is_read_only
    assert first.notices == (Notice.READ_ONLY_FOLDER,)
    assert word(first) == word(second) == "kept"
    with pytest.raises(StoreError), transaction(first.db):
        first.db.execute("DELETE FROM meta")
    with pytest.raises(StoreReadOnlyError):
        first.connect_writer()
    first.checkpoint()
    assert first.check().is_sound
    assert sorted(folder.iterdir()) == before
    folder.chmod(0o700)


@pytest.mark.usefixtures("plain_rights")
def test_a_folder_that_cannot_be_written_after_a_crash_asks_for_a_copy(folder, open_):
    (folder / "vault.db-wal").write_bytes(b"x" * 4152)
    folder.chmod(0o500)

    with pytest.raises(UnfinishedLogError):
        open_()

    folder.chmod(0o700)


@pytest.mark.usefixtures("plain_rights")
@pytest.mark.parametrize(("step", "error"), [(-1, OlderStoreError), (1, NewerStoreError)])
def test_another_version_in_a_folder_that_cannot_be_written_is_refused(folder, open_, step, error):
    vault = open_()
    vault.db.execute(f"PRAGMA user_version = {migrations.CURRENT_VERSION + step}")
    vault.close()
    folder.chmod(0o500)

    with pytest.raises(error):
        open_()

    folder.chmod(0o700)


FULL = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
from sessiondesk.store.connection import transaction
from sessiondesk.store.errors import StoreError
from sessiondesk.store.migrations import CURRENT_VERSION
from sessiondesk.vault import creating
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.key_slots import Cost
from sessiondesk.vault.opening import SlotKind, open_vault, unseal

now = datetime(2026, 5, 12, tzinfo=UTC)
place = Path(sys.argv[1])
folder = place / "mine.sdesk"
new = creating.prepare("a passphrase", calibration=Cost(m=65536, t=2, p=1))
creating.write(folder, new, now=now).close()


def fill():
    with (place / "filler").open("ab", buffering=0) as file:
        for size in (65536, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass


def attempt():
    try:
        with open_vault(unseal(folder, new.recovery_key, SlotKind.RECOVERY), now=now) as vault:
            print(*vault.notices, len(vault.db.execute("SELECT * FROM meta").fetchall()))
    except (StoreError, VaultError) as error:
        print(type(error).__name__)


fill()
attempt()
os.unlink(folder / "vault.lock")
fill()
attempt()
try:
    creating.write(place / "second.sdesk", new, now=now)
except (StoreError, VaultError) as error:
    print(type(error).__name__, sorted(os.listdir(place)))
(folder / "vault.db-wal").touch()
os.truncate(folder / "vault.db-wal", 4000)
attempt()
os.unlink(folder / "vault.db-wal")
os.unlink(place / "filler")
with open_vault(unseal(folder, new.recovery_key, SlotKind.RECOVERY), now=now) as vault:
    print(*vault.notices, vault.is_read_only)
    vault.db.execute(f"PRAGMA user_version = {CURRENT_VERSION - 1}")
fill()
attempt()
"""


def test_a_full_disk_is_told_as_such_and_the_journal_can_be_read(needs_tool, tmp_path):
    mount = f"mount -t tmpfs -o size=2m none '{tmp_path}'"
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

    assert done.stdout.splitlines() == [
        "no_room 2",
        "no_room 2",
        "StoreFullError ['filler', 'mine.sdesk']",
        "StoreFullError",
        "False",
        "StoreFullError",
    ]


def test_a_disk_too_full_for_the_lock_file_is_told_as_such(open_, monkeypatch, word):
    def fail(_):
        raise StoreFullError

    monkeypatch.setattr(lock_file, "take", fail)

    vault = open_()

    assert (vault.notices, word(vault)) == ((Notice.NO_ROOM,), "kept")


def test_a_disk_that_fills_up_while_opening_is_told_as_such(folder, open_, monkeypatch, word):
    def fail(*_, **__):
        raise StoreFullError

    monkeypatch.setattr(migrating, "bring_up_to_date", fail)

    vault = open_()

    assert (vault.notices, vault.is_read_only, word(vault)) == ((Notice.NO_ROOM,), True, "kept")
    # The lock is held all the same: nobody else writes meanwhile.
    with pytest.raises(AlreadyOpenError):
        lock_file.take(folder / "vault.lock")
