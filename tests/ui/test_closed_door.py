"""Where the closed door leads when something is wrong, and that one always gets back."""

import shutil
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog

from sessiondesk.store.errors import StoreDamagedError
from sessiondesk.ui.first_run import FirstRunView
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.new_passphrase_view import NewPassphraseView
from sessiondesk.ui.repair_view import RepairView
from sessiondesk.ui.restore_view import RestoreView
from sessiondesk.ui.unlock_window import UnlockView
from sessiondesk.vault import restoring
from sessiondesk.vault.key_slots import SlotKind
from tests.conftest import NOON
from tests.ui import backed_up
from tests.ui.backed_up import PASSPHRASE
from tests.ui.shell_hands import LEFT, words

PATIENCE = 60_000


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("door") / "Garden notes.sdesk"
    return backed_up.make(folder, NOON, before=4, after=1)


@pytest.fixture
def folder(original, tmp_path):
    return shutil.copytree(original.folder, tmp_path / "Documents" / original.folder.name)


@pytest.fixture
def backup(original, folder):
    return folder / "backups" / original.backup.name


@pytest.fixture
def click(qtbot, control):
    def click(shell, name):
        qtbot.mouseClick(control(shell.frame, name), LEFT)

    return click


@pytest.fixture
def wait_for(qtbot):
    """Wait until the window holds a view of this kind, and return it."""

    def wait_for(shell, kind):
        qtbot.waitUntil(lambda: isinstance(shell.frame.centralWidget(), kind), timeout=PATIENCE)
        return shell.frame.centralWidget()

    return wait_for


@pytest.fixture
def enter(control):
    """Type something into a field and press Enter."""

    def enter(shell, secret, field="Passphrase"):
        control(shell.frame, field).setText(secret)
        QTest.keyClick(control(shell.frame, field), Qt.Key.Key_Return)

    return enter


def test_a_damaged_file_leads_to_its_repair_and_back(shell, folder, enter, click, wait_for, qtbot):  # noqa: PLR0917
    backed_up.spoil(folder / "vault.db", 1)
    enter(shell, PASSPHRASE)
    wait_for(shell, RepairView)
    qtbot.waitUntil(lambda: "What Repair does" in words(shell.frame), timeout=PATIENCE)

    click(shell, "Back")

    assert isinstance(shell.frame.centralWidget(), UnlockView)
    assert shell.vault is None


def test_damage_that_only_a_page_meets_leads_to_the_repair_as_well(
    shell, folder, enter, wait_for, monkeypatch
):
    def make_desk(_shell, vault):
        raise StoreDamagedError

    monkeypatch.setattr(shell, "_parts", replace(shell._parts, make_desk=make_desk))
    enter(shell, PASSPHRASE)

    wait_for(shell, RepairView)
    assert shell.vault is None


def test_from_the_repair_to_the_backup_as_it_is(shell, folder, enter, click, wait_for, qtbot):  # noqa: PLR0917
    backed_up.spoil(folder / "vault.db", 1)
    enter(shell, PASSPHRASE)
    qtbot.waitUntil(lambda: "What Repair does" in words(shell.frame), timeout=PATIENCE)
    click(shell, "Restore that backup as it is…")
    wait_for(shell, RestoreView)
    click(shell, "Continue with this backup")
    enter(shell, PASSPHRASE)
    qtbot.waitUntil(lambda: "Put this backup" in words(shell.frame), timeout=PATIENCE)
    click(shell, "Put it in place")
    qtbot.waitUntil(lambda: "is in place" in words(shell.frame), timeout=PATIENCE)
    click(shell, "Go to the journal")
    enter(shell, PASSPHRASE)

    wait_for(shell, MainView)
    assert len(shell.journal.counts()) > 0


def test_the_recovery_key_leads_to_a_new_passphrase_and_then_in(  # noqa: PLR0917
    shell, original, enter, click, wait_for, control
):
    click(shell, "Use recovery key")
    enter(shell, original.recovery_key, "Recovery key")
    view = wait_for(shell, NewPassphraseView)
    click(shell, "Later…")
    (question,) = (each for each in view.findChildren(QDialog) if each.isVisible())
    control(question, "Open it").click()

    wait_for(shell, MainView)
    assert shell.vault.notices == ()


def test_a_file_of_a_backup_leads_to_the_restore(make_shell, backup, wait_for, click):
    shell = make_shell()
    shell.start(backup)

    wait_for(shell, RestoreView)
    assert "Made yesterday, 12:00" in words(shell.frame)
    click(shell, "Back")
    assert isinstance(shell.frame.centralWidget(), FirstRunView)


def test_what_only_has_the_name_of_a_backup_is_refused_with_words(make_shell, tmp_path):
    letter = tmp_path / "letter.sdbackup"
    letter.write_text("Dear all")
    shell = make_shell()
    shell.start(letter)

    assert "This file is not a backup of a journal." in words(shell.frame)


def test_the_first_run_offers_a_backup_too(make_shell, click, wait_for):
    shell = make_shell()
    shell.start()
    click(shell, "Restore from a backup…")
    wait_for(shell, RestoreView)
    click(shell, "Back")

    assert isinstance(shell.frame.centralWidget(), FirstRunView)


def test_back_from_the_backups_is_where_one_was(shell, click, wait_for):
    click(shell, "Restore from a backup…")
    wait_for(shell, RestoreView)
    click(shell, "Back")

    assert "Garden notes" in words(shell.frame)


def test_back_after_a_lock_is_the_lock_screen(shell, folder, click, wait_for):
    shell.door.show_repair(folder)
    assert "file is damaged" in words(shell.frame)
    click(shell, "Open a backup…")
    wait_for(shell, RestoreView)
    click(shell, "Back")

    assert "Locked" in words(shell.frame)
    assert "Garden" not in words(shell.frame)


def test_a_repair_wanted_from_the_open_journal_asks_for_the_passphrase_first(
    qtbot, shell, enter, click, wait_for
):
    enter(shell, PASSPHRASE)
    view = wait_for(shell, MainView)
    shell.journal.stop_writing()
    click(shell, "Repair…")
    assert shell.vault is None
    assert view is not shell.frame.centralWidget()

    enter(shell, PASSPHRASE)

    wait_for(shell, RepairView)


def test_a_restore_that_was_cut_off_is_brought_to_its_end(  # noqa: PLR0917
    make_shell, folder, backup, enter, click, wait_for
):
    unpacked = restoring.unpack(backup, folder, PASSPHRASE, SlotKind.PASSPHRASE, now=NOON)
    # The first of the two renames, and no more.
    folder.rename(folder.with_name("Garden notes (before restore 2026-05-12).sdesk"))
    shell = make_shell()
    shell.start(folder)
    assert "was cut off" in words(shell.frame)

    click(shell, "Bring it to its end")

    assert folder.is_dir()
    assert not unpacked.folder.exists()
    enter(shell, PASSPHRASE)
    wait_for(shell, MainView)


def test_the_way_out_stays_open_on_every_way_back(shell, click, wait_for):
    click(shell, "Restore from a backup…")
    view = wait_for(shell, RestoreView)
    click(shell, "Offline · network blocked. Everything stays on this computer.")

    assert any(each.isVisible() for each in shell.frame.findChildren(QDialog))
    assert [each.shortcut().toString() for each in view.actions()] == ["Ctrl+Q"]
