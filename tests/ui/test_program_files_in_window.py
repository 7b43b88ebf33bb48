"""The window where a file that comes with the program is damaged."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from sessiondesk import paths
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.unlock_window import UnlockView
from tests.ui.shell_hands import words


@pytest.fixture
def resources(tmp_path, monkeypatch):
    """A copy of what comes with the program, that a test may damage."""
    copy = shutil.copytree(paths.resources(), tmp_path / "resources")
    monkeypatch.setattr("sessiondesk.paths.resources", lambda: copy)
    return copy


def test_a_damaged_questionnaire_is_said_and_the_journal_opens_without_it(
    resources, shell, unlock
):
    (resources / "instruments/gad7.json").write_bytes(b"{")

    unlock(shell)

    shown = words(shell.frame)
    assert "Some questionnaires cannot be shown" in shown
    assert "gad7.json" in shown
    shell.view.go(PageName.MEASURES)
    assert shell.view.current is PageName.MEASURES


def test_without_the_prompts_the_door_says_why_and_what_to_do(
    resources, shell, control, sealed_once, qtbot
):
    (resources / "prompts/en.json").write_bytes(b"")
    field = control(shell.frame, "Passphrase")
    assert isinstance(field, QLineEdit)
    field.setText(sealed_once.passphrase)
    QTest.keyClick(field, Qt.Key.Key_Return)

    qtbot.waitUntil(
        lambda: "damaged or missing" in words(shell.frame),
        timeout=60_000,
    )

    assert isinstance(shell.frame.centralWidget(), UnlockView)
    assert "Install SessionDesk again" in words(shell.frame)
