from types import SimpleNamespace

import pytest

from sessiondesk.store import migrations
from sessiondesk.store.errors import StoreDamagedError, StoreIOError
from sessiondesk.vault import backing_up, backup_file, backup_making, key_file
from sessiondesk.vault.backup_file import Reason
from sessiondesk.vault.errors import BackupNoRoomError, MigrationRefusedError

NEXT = SimpleNamespace(STATEMENTS=("CREATE TABLE later (word TEXT NOT NULL) STRICT",))


@pytest.fixture
def a_version_later(monkeypatch):
    """Let the program be one version ahead of the journals there are."""
    version = migrations.CURRENT_VERSION + 1
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, NEXT))
    monkeypatch.setattr(migrations, "CURRENT_VERSION", version)
    return version


def version_of(vault):
    (version,) = vault.db.execute("PRAGMA user_version").fetchone()
    return version


@pytest.mark.usefixtures("a_version_later")
def test_a_journal_is_backed_up_before_it_is_brought_up_to_date(folder, open_):
    vault = open_()

    (backup,) = backup_file.all_in(vault.backups)
    assert backup.reason is Reason.BEFORE_MIGRATION
    assert backup_file.read_manifest(backup.path).schema == version_of(vault) - 1
    # Of an older version all the same, it can be tried out.
    assert backing_up.try_out(backup.path, vault.backup_source()).made_at == backup.made_at


def test_a_journal_of_today_is_not_backed_up_for_being_opened(open_):
    assert backup_file.all_in(open_().backups) == ()


@pytest.mark.usefixtures("a_version_later")
@pytest.mark.parametrize("error", [BackupNoRoomError(), StoreIOError()])
def test_without_a_backup_an_older_journal_is_left_as_it_is(folder, open_, monkeypatch, error):
    def fail(*_, **__):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(backup_making, "back_up", fail)
        with pytest.raises(MigrationRefusedError):
            open_()

    monkeypatch.undo()
    assert version_of(open_()) == migrations.CURRENT_VERSION


@pytest.mark.usefixtures("a_version_later")
def test_damage_found_on_the_way_is_told_as_damage(open_, monkeypatch):
    def fail(*_, **__):
        raise StoreDamagedError

    monkeypatch.setattr(backup_making, "back_up", fail)

    with pytest.raises(StoreDamagedError):
        open_()


@pytest.mark.usefixtures("a_version_later")
def test_a_spoiled_key_file_does_not_get_into_the_backup(folder, open_, recovery_key):
    for name in key_file.NAMES:
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b'"generation": 1', b'"generation": 7'))

    vault = open_()

    (backup,) = backup_file.all_in(vault.backups)
    kept = backup_file.key_file_of(backup.path)
    assert kept.generation == 8
    assert kept.slots == vault.key_file.slots
