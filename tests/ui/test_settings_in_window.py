"""What Settings asks of the whole window: to lock, to go back, and never to be in the way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.ui.main_window import MainView
from sessiondesk.ui.step_dialog import StepDialog
from sessiondesk.vault import new_data_key, rekeying
from sessiondesk.vault.backup_file import Reason, all_in
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.key_slots import SlotKind
from tests.ui.shell_hands import LEFT, words

PATIENCE = 60_000
NEW = "another quartet of words"


@pytest.fixture
def in_settings(qtbot, opened, control):
    """The window with Settings in front."""
    qtbot.keyClick(opened.frame, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: control(opened.frame, "Back up now").isVisible())
    return opened


@pytest.fixture
def dialog(qtbot):
    def find(shell, kind=QDialog):
        def shown() -> list[QWidget]:
            return [each for each in shell.frame.findChildren(kind) if each.isVisible()]

        qtbot.waitUntil(lambda: len(shown()) == 1, timeout=PATIENCE)
        return shown()[0]

    return find


@pytest.fixture
def backed_up(qtbot, in_settings, control):
    """The window with Settings in front and one backup in its list."""
    keeper = in_settings.keeper
    assert isinstance(keeper, BackupKeeper)
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=PATIENCE)
    keeper.back_up(Reason.ASKED)
    qtbot.waitUntil(lambda: not keeper.is_busy, timeout=PATIENCE)
    qtbot.mouseClick(control(in_settings.frame, "Show the backups that are kept"), LEFT)
    return in_settings


def test_going_back_to_a_backup_leads_to_the_closed_door(qtbot, backed_up, control, dialog):
    qtbot.mouseClick(control(backed_up.frame, "Restore the backup of today, 12:00"), LEFT)
    qtbot.mouseClick(control(dialog(backed_up), "Lock and go on"), LEFT)

    qtbot.waitUntil(lambda: backed_up.vault is None, timeout=PATIENCE)
    assert not isinstance(backed_up.frame.centralWidget(), MainView)
    assert "backup" in words(backed_up.frame).lower()


def test_the_lock_waits_for_no_dialog(qtbot, in_settings, control, dialog, folder, sealed_once):  # noqa: PLR0917 - fixtures
    qtbot.mouseClick(control(in_settings.frame, "Change the passphrase"), LEFT)
    asking = dialog(in_settings, StepDialog)
    qtbot.keyClicks(control(asking, "Current passphrase"), sealed_once.passphrase)

    in_settings.lock()

    assert in_settings.vault is None
    qtbot.waitUntil(
        lambda: not any(each.isVisible() for each in in_settings.frame.findChildren(QDialog))
    )
    rekeying.prove(folder, sealed_once.passphrase, SlotKind.PASSPHRASE)


def test_a_lock_in_the_middle_of_a_change_leaves_the_one_or_the_other(  # noqa: PLR0917 - fixtures
    qtbot, in_settings, control, dialog, folder, sealed_once, monkeypatch
):
    # How slow guessing should be is not measured here: that takes seconds and much memory.
    monkeypatch.setattr(rekeying, "measure", lambda: sealed_once.cost)
    qtbot.mouseClick(control(in_settings.frame, "Change the passphrase"), LEFT)
    asking = dialog(in_settings, StepDialog)
    qtbot.keyClicks(control(asking, "Current passphrase"), sealed_once.passphrase)
    for name in ("New passphrase", "Once more"):
        qtbot.keyClicks(control(asking, name), NEW)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)
    qtbot.waitUntil(lambda: "Changing the passphrase" in words(asking), timeout=PATIENCE)

    in_settings.lock()
    qtbot.waitUntil(lambda: not in_settings.jobs.is_busy, timeout=PATIENCE)

    assert in_settings.vault is None
    assert opens(folder, sealed_once.passphrase) or opens(folder, NEW)
    rekeying.prove(folder, sealed_once.recovery_key, SlotKind.RECOVERY)


def test_sealing_anew_ends_at_the_lock_screen(qtbot, in_settings, folder, sealed_once, clock):
    new = new_data_key.prepare(folder, NEW, cost=sealed_once.cost)

    in_settings.lock_after(lambda vault: new_data_key.switch(vault, new, now=clock()))

    assert in_settings.vault is None
    assert opens(folder, NEW)
    assert not opens(folder, sealed_once.passphrase)
    assert len(all_in(folder / "backups")) == 1


def opens(folder, passphrase):
    try:
        rekeying.prove(folder, passphrase, SlotKind.PASSPHRASE)
    except VaultError:
        return False
    return True
