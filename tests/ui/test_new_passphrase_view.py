"""After the recovery key: a new passphrase, or not."""

import shutil
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.new_passphrase_view import NewPassphraseView
from sessiondesk.vault import opening
from sessiondesk.vault.errors import WrongPassphraseError
from sessiondesk.vault.key_slots import SlotKind
from tests.conftest import NOON
from tests.ui import backed_up
from tests.ui.backed_up import CHEAP, PASSPHRASE

NEW = "orchard lantern quiet harbour maple"
LEFT = Qt.MouseButton.LeftButton
PATIENCE = 60_000
OFFLINE = "Offline · network blocked. Everything stays on this computer."


@pytest.fixture(scope="session")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("recovered") / "Garden notes.sdesk"
    return backed_up.make(folder, NOON, before=2, after=1)


@pytest.fixture
def folder(original, tmp_path):
    return shutil.copytree(original.folder, tmp_path / original.folder.name)


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.finish()


@pytest.fixture
def view(qtbot, theme, jobs, original, folder):
    unsealed = opening.unseal(folder, original.recovery_key, SlotKind.RECOVERY)
    view = NewPassphraseView(
        unsealed, original.recovery_key, theme, jobs, offline=OFFLINE, cost=CHEAP
    )
    qtbot.addWidget(view)
    view.resize(1280, 900)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    return view


@pytest.fixture
def change(view, control, click, wait_for):
    def change():
        control(view, "New passphrase").setText(NEW)
        control(view, "Once more").setText(NEW)
        click(view, "Set this passphrase")
        wait_for(view, "The new passphrase is set")

    return change


@pytest.fixture
def click(qtbot, control):
    """Click on what has a spoken name."""

    def click(view, name):
        qtbot.mouseClick(control(view, name), LEFT)

    return click


@pytest.fixture
def wait_for(qtbot):
    """Wait until these words can be read."""

    def wait_for(view, text):
        qtbot.waitUntil(lambda: text in words(view), timeout=PATIENCE)

    return wait_for


def focused() -> Any:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def words(view):
    return " | ".join(each.text() for each in view.findChildren(QLabel) if each.isVisible())


def test_the_new_passphrase_opens_and_the_one_before_does_not(  # noqa: PLR0917
    qtbot, view, control, folder, change, click
):
    assert focused() is control(view, "New passphrase")
    change()
    assert "The one before does not open this journal any more." in words(view)
    assert "Copies and backups made before still open with it." in words(view)

    with qtbot.waitSignal(view.finished) as finished:
        click(view, "Open the journal")

    with opening.open_vault(finished.args[0], now=NOON) as vault:
        # Nothing is told of a change that came from outside or was cut off.
        assert vault.notices == ()
    assert opening.unseal(folder, NEW, SlotKind.PASSPHRASE).folder == folder
    with pytest.raises(WrongPassphraseError):
        opening.unseal(folder, PASSPHRASE, SlotKind.PASSPHRASE)


def test_the_backups_beside_it_can_follow(view, folder, original, change, click, wait_for):  # noqa: PLR0917
    from sessiondesk.vault import backing_up  # noqa: PLC0415

    change()
    click(view, "Change the backups beside it too")
    wait_for(view, "open with the new passphrase now")

    backup = folder / "backups" / original.backup.name
    assert backing_up.try_out_with(backup, NEW, SlotKind.PASSPHRASE).rows["checkin"] == 2


def test_later_asks_and_opens_with_the_passphrase_that_stands(qtbot, view, folder, click):
    click(view, "Later…")
    (question,) = (each for each in view.findChildren(QDialog) if each.isVisible())
    click(question, "Set one now")
    assert "Set a new passphrase" in words(view)

    click(view, "Later…")
    (question,) = (each for each in view.findChildren(QDialog) if each.isVisible())
    with qtbot.waitSignal(view.finished) as finished:
        click(question, "Open it")

    opening.open_vault(finished.args[0], now=NOON).close()
    assert opening.unseal(folder, PASSPHRASE, SlotKind.PASSPHRASE).folder == folder


def test_a_change_that_fails_says_so_and_the_journal_is_as_it_was(
    view, control, folder, click, wait_for
):
    for name in ("vault.keys", "vault.keys.copy"):
        (folder / name).rename(folder / f"{name}.away")
    control(view, "New passphrase").setText(NEW)
    control(view, "Once more").setText(NEW)
    click(view, "Set this passphrase")
    wait_for(view, "key files are not in")

    # Nothing that was typed is still in the fields.
    assert control(view, "New passphrase").text() == ""
    assert not (folder / "vault.keys").exists()


@pytest.mark.parametrize("percent", [100, 150])
def test_every_step_can_be_reached_and_heard(qtbot, view, theme, audit, change, percent):  # noqa: PLR0917
    theme.set_text_percent(percent)
    qtbot.waitUntil(lambda: audit(view) == [], timeout=PATIENCE)
    change()
    qtbot.waitUntil(lambda: audit(view) == [], timeout=PATIENCE)
