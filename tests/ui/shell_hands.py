"""What a person does in the whole window, and what is seen there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from sessiondesk import paths
from sessiondesk.exchange import prompt_file

NOTE = prompt_file.load(paths.resources() / "prompts" / "en.json").note_question
LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier


def words(widget):
    return " | ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def fill_disk(shell, *, is_full=True):
    """Let SQLite find no room, as on a full disk."""
    (pages,) = shell.vault.db.execute("PRAGMA page_count").fetchone()
    shell.vault.db.execute(f"PRAGMA max_page_count = {pages if is_full else 1_000_000}")


def write_note(shell, control, text):
    note = control(shell.frame, NOTE)
    note.setFocus()
    QTest.keyClicks(note, text)
    return note


def notes_of_today(journal):
    return [line.text for each in journal.checkins.on(journal.today()) for line in each.lines]
