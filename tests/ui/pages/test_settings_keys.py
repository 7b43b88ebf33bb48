"""Settings, What opens it: each change is proven first, whole afterwards, and told truthfully."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from sessiondesk.ui.recovery_paper import RecoveryPaper
from sessiondesk.ui.step_dialog import StepDialog
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.vault import recovery_key, rekeying
from sessiondesk.vault.backup_file import Reason, all_in
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.key_slots import SlotKind

LEFT = Qt.MouseButton.LeftButton
NEW = "another quartet of words"


@pytest.fixture
def page(make_settings):
    return make_settings()


@pytest.fixture
def opens(vault):
    """Tell whether a secret opens the vault's folder."""

    def opens(secret, kind=SlotKind.PASSPHRASE, folder=vault.folder):
        try:
            rekeying.prove(folder, secret, kind)
        except VaultError:
            return False
        return True

    return opens


@pytest.fixture
def prove(qtbot, control, sealed):
    """Type what opens the journal now."""

    def prove(asking, secret=sealed.passphrase):
        qtbot.keyClicks(control(asking, "Current passphrase"), secret)

    return prove


@pytest.fixture
def choose_new(qtbot, control):
    """Type a new passphrase, twice."""

    def choose_new(asking, secret=NEW):
        qtbot.keyClicks(control(asking, "New passphrase"), secret)
        qtbot.keyClicks(control(asking, "Once more"), secret)

    return choose_new


def shown_key(asking):
    """Read the recovery key from the screen, as a person writes it down."""
    (paper,) = asking.findChildren(RecoveryPaper)
    groups = [
        each.text()
        for each in paper.findChildren(QLabel)
        if re.fullmatch("[0-9A-Z]{5}", each.text())
    ]
    key = "-".join(groups)
    assert recovery_key.parse(key)
    return key


@pytest.fixture
def write_down(qtbot, control):
    """Read the key that is shown, and type back the two groups that are asked for."""

    def write_down(asking):
        key = shown_key(asking)
        for number, group in enumerate(key.split("-"), start=1):
            try:
                field = control(asking, f"Group {number}")
            except AssertionError:
                continue
            qtbot.keyClicks(field, group.lower())
        return key

    return write_down


# The passphrase.


def test_the_passphrase_is_changed_after_a_backup(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, choose_new, words, until, opens, sealed, keeper
):
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    choose_new(asking)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)
    until(lambda: "The passphrase is changed" in words(asking))

    assert "Copies and backups made before still open with the old passphrase." in words(asking)
    assert opens(NEW)
    assert not opens(sealed.passphrase)
    assert opens(sealed.recovery_key, SlotKind.RECOVERY)
    assert [each.reason for each in keeper.backups()] == [Reason.BEFORE_KEY_CHANGE]


def test_the_backups_beside_it_can_be_brought_along(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, choose_new, words, until, keeper, sealed
):
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    choose_new(asking)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)
    until(lambda: "can be brought along" in words(asking))
    (backup,) = keeper.backups()
    before = backup.path.read_bytes()

    qtbot.mouseClick(control(asking, "Bring them along"), LEFT)
    until(lambda: "open with the new passphrase" in words(asking))

    assert "1 were given the new key file" not in words(asking)
    assert "One was given the new key file." in words(asking)
    assert keeper.backups()[0].path.read_bytes() != before


def test_a_wrong_proof_changes_nothing_and_keeps_what_was_typed_anew(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, choose_new, words, until, opens, sealed
):
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking, "not the one at all")
    choose_new(asking)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)
    until(lambda: "does not open this journal" in words(asking))
    assert opens(sealed.passphrase)
    assert control(asking, "Current passphrase").text() == ""

    prove(asking)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)
    until(lambda: "The passphrase is changed" in words(asking))

    assert opens(NEW)


def test_the_recovery_key_proves_it_as_well(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, choose_new, words, until, opens, sealed
):
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)
    qtbot.mouseClick(control(asking, "Use the recovery key instead"), LEFT)
    qtbot.keyClicks(control(asking, "Recovery key"), "00000")
    assert "Group 1 cannot be right" in words(asking)
    control(asking, "Recovery key").clear()
    qtbot.keyClicks(control(asking, "Recovery key"), sealed.recovery_key.lower())
    choose_new(asking)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)

    until(lambda: "The passphrase is changed" in words(asking))
    assert opens(NEW)


def test_nothing_is_asked_of_the_disk_before_all_is_typed(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, keeper
):
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)
    assert "Type what opens the journal now." in words(asking)

    prove(asking)
    qtbot.keyClicks(control(asking, "New passphrase"), NEW)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)

    assert "Type the same passphrase here" in words(asking)
    assert keeper.backups() == ()


def test_without_a_backup_nothing_is_changed(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, choose_new, words, until, opens, sealed, vault
):
    (vault.folder / "backups").write_bytes(b"in the way")
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    choose_new(asking)
    qtbot.mouseClick(control(asking, "Change it"), LEFT)

    until(lambda: control(asking, "Change it"))
    assert opens(sealed.passphrase)
    assert not opens(NEW)


def test_escape_leaves_it_as_it_is(qtbot, page, control, dialog, opens, sealed):  # noqa: PLR0917 - fixtures
    qtbot.mouseClick(control(page, "Change the passphrase"), LEFT)
    asking = dialog(page, StepDialog)

    qtbot.keyClick(asking, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: not page.findChildren(StepDialog))
    assert opens(sealed.passphrase)


# The recovery key.


def test_a_new_recovery_key_counts_once_it_was_read_back(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, write_down, words, until, opens, sealed
):
    qtbot.mouseClick(control(page, "Make a new recovery key"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    qtbot.mouseClick(control(asking, "Show me the key"), LEFT)
    until(lambda: "Write down your recovery key" in words(asking))
    key = shown_key(asking)
    qtbot.mouseClick(control(asking, "Use this key"), LEFT)
    assert "is not group" in words(asking)
    assert not opens(key, SlotKind.RECOVERY)
    assert opens(sealed.recovery_key, SlotKind.RECOVERY)

    write_down(asking)
    qtbot.mouseClick(control(asking, "Use this key"), LEFT)
    until(lambda: "The new recovery key opens this journal" in words(asking))

    assert opens(key, SlotKind.RECOVERY)
    assert not opens(sealed.recovery_key, SlotKind.RECOVERY)
    assert opens(sealed.passphrase)


def test_the_page_with_the_key_is_printed_and_saved(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, until, outside, tmp_path
):
    qtbot.mouseClick(control(page, "Make a new recovery key"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    qtbot.mouseClick(control(asking, "Show me the key"), LEFT)
    until(lambda: "Write down your recovery key" in words(asking))

    qtbot.mouseClick(control(asking, "Print…"), LEFT)
    question = dialog(asking, Question)
    qtbot.mouseClick(control(question, "Print…"), LEFT)
    until(lambda: bool(outside.printer.dialogs))
    outside.printer.dialogs[0].accept()
    assert "The page was handed to the printer." in words(asking)
    qtbot.mouseClick(control(asking, "Save PDF…"), LEFT)
    save = dialog(asking, QFileDialog)
    save.fileSelected.emit(str(tmp_path / "key.pdf"))
    save.reject()

    key = shown_key(asking)
    assert outside.laid_out == [key]
    assert outside.printer.printed == [("a4", 1)]
    assert outside.saved == [(Path(tmp_path / "key.pdf"), key)]
    assert "The PDF is there. It is not sealed" in words(asking)


def test_a_pdf_that_cannot_be_written_is_said(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, until, outside, tmp_path
):
    outside.refuses_to_save = True
    qtbot.mouseClick(control(page, "Make a new recovery key"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    qtbot.mouseClick(control(asking, "Show me the key"), LEFT)
    until(lambda: "Write down your recovery key" in words(asking))

    qtbot.mouseClick(control(asking, "Save PDF…"), LEFT)
    save = dialog(asking, QFileDialog)
    save.fileSelected.emit(str(tmp_path / "key.pdf"))
    save.reject()

    assert "The PDF could not be written there." in words(asking)


@pytest.mark.parametrize(
    ("names", "says"),
    [([], "This computer knows no printer"), (["Office"], "The page could not be printed")],
)
def test_a_page_that_was_not_printed_is_said(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, until, outside, names, says
):
    outside.printer.names, outside.printer.takes = names, False
    qtbot.mouseClick(control(page, "Make a new recovery key"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    qtbot.mouseClick(control(asking, "Show me the key"), LEFT)
    until(lambda: "Write down your recovery key" in words(asking))

    qtbot.mouseClick(control(asking, "Print…"), LEFT)
    qtbot.mouseClick(control(dialog(asking, Question), "Print…"), LEFT)
    if names:
        until(lambda: bool(outside.printer.dialogs))
        outside.printer.dialogs[0].accept()

    until(lambda: says in words(asking))
    assert shown_key(asking)


def test_a_recovery_key_is_taken_out_and_a_new_one_made(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, until, opens, sealed
):
    qtbot.mouseClick(control(page, "Go without a recovery key"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    qtbot.mouseClick(control(asking, "Go without a key"), LEFT)
    until(lambda: "Only the passphrase opens this journal now" in words(asking))
    qtbot.mouseClick(control(asking, "Close"), LEFT)

    assert not opens(sealed.recovery_key, SlotKind.RECOVERY)
    assert opens(sealed.passphrase)
    assert "There is no recovery key" in words(page)
    assert control(page, "Make a recovery key")
    with pytest.raises(AssertionError):
        control(page, "Go without a recovery key")


def test_a_wrong_passphrase_takes_no_key_out(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, until, opens, sealed
):
    qtbot.mouseClick(control(page, "Go without a recovery key"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking, "not the one at all")
    qtbot.mouseClick(control(asking, "Go without a key"), LEFT)

    until(lambda: "does not open this journal" in words(asking))
    assert opens(sealed.recovery_key, SlotKind.RECOVERY)


# Sealing it anew.


def test_the_journal_is_sealed_anew(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, choose_new, write_down, words, until, opens, sealed, vault
):
    qtbot.mouseClick(control(page, "Seal the journal anew"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking)
    qtbot.mouseClick(control(asking, "Go on"), LEFT)
    until(lambda: "Choose another passphrase" in words(asking))
    choose_new(asking)
    qtbot.mouseClick(control(asking, "Continue to recovery key"), LEFT)
    until(lambda: "Write down your new recovery key" in words(asking))
    assert opens(sealed.passphrase)
    assert not opens(NEW)

    key = write_down(asking)
    qtbot.mouseClick(control(asking, "Seal it and lock"), LEFT)

    assert vault.is_closed
    assert opens(NEW)
    assert opens(key, SlotKind.RECOVERY)
    assert not opens(sealed.passphrase)
    assert not opens(sealed.recovery_key, SlotKind.RECOVERY)
    assert len(all_in(vault.folder / "backups")) == 1


def test_only_who_can_open_it_can_seal_it_anew(  # noqa: PLR0917 - fixtures
    qtbot, page, control, dialog, prove, words, until
):
    qtbot.mouseClick(control(page, "Seal the journal anew"), LEFT)
    asking = dialog(page, StepDialog)
    prove(asking, "not the one at all")
    qtbot.mouseClick(control(asking, "Go on"), LEFT)

    until(lambda: "does not open this journal" in words(asking))


# All of it.


def test_where_nothing_can_be_kept_nothing_can_be_changed(page, control, words, vault_journal):
    vault_journal.is_read_only = True
    page.refresh()

    assert not control(page, "Change the passphrase").isEnabled()
    assert not control(page, "Seal the journal anew").isEnabled()
    assert "Nothing can be kept in this folder" in words(page)


@pytest.mark.parametrize(
    "name",
    [
        "Change the passphrase",
        "Make a new recovery key",
        "Go without a recovery key",
        "Seal the journal anew",
    ],
)
@pytest.mark.parametrize("percent", [100, 150])
def test_each_dialog_can_be_used_by_key_and_by_ear(  # noqa: PLR0917 - fixtures
    qtbot, make_settings, control, dialog, audit, theme, name, percent
):
    theme.set_text_percent(percent)
    page = make_settings()
    qtbot.mouseClick(control(page, name), LEFT)
    asking = dialog(page, StepDialog)

    qtbot.waitUntil(lambda: audit(asking) == [])
    assert asking.height() <= page.height()
