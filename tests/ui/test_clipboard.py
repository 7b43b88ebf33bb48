"""What is copied: plain, marked as secret, and gone at the lock."""

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QLineEdit

from sessiondesk.ui.clipboard import SecretClipboard, is_marked, marked
from sessiondesk.ui.widgets.own_words import OwnWords


@pytest.fixture
def clipboard(qapp, monkeypatch):
    """The clipboard, watched. Off screen there is no other program, and Qt knows no owner."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: True)
    watched = SecretClipboard(qapp)
    qapp.clipboard().clear()
    yield watched
    watched.deleteLater()
    qapp.clipboard().clear()


def test_what_is_copied_from_a_field_is_marked_as_secret(qtbot, qapp, clipboard):
    field = QLineEdit("my own words")
    qtbot.addWidget(field)
    field.selectAll()

    field.copy()

    qtbot.waitUntil(lambda: is_marked(qapp.clipboard().mimeData()))
    assert qapp.clipboard().text() == "my own words"


def test_an_editor_hands_out_plain_text_only(qtbot, qapp, theme, clipboard):
    words = OwnWords("Note", theme, text="so\u00a0bold")
    qtbot.addWidget(words)
    words.editor.selectAll()

    words.editor.copy()

    qtbot.waitUntil(lambda: is_marked(qapp.clipboard().mimeData()))
    handed_out = qapp.clipboard().mimeData()
    assert handed_out.text() == "so\u00a0bold"
    assert not handed_out.hasHtml()
    assert not words.editor.createMimeDataFromSelection().hasHtml()


def test_the_mark_is_not_text(qapp):
    assert not is_marked(QMimeData())
    assert is_marked(marked("words"))


def test_the_lock_empties_what_is_ours(qtbot, qapp, clipboard):
    qapp.clipboard().setText("my own words")
    qtbot.waitUntil(lambda: is_marked(qapp.clipboard().mimeData()))

    clipboard.clear_if_ours()

    assert qapp.clipboard().text() == ""


def test_the_lock_leaves_what_others_put_there(qapp, clipboard, monkeypatch):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: False)
    qapp.clipboard().setText("from another program")

    clipboard.clear_if_ours()

    assert qapp.clipboard().text() == "from another program"


def test_what_others_put_there_is_not_touched(qapp, clipboard, monkeypatch):
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _self: False)

    qapp.clipboard().setText("from another program")

    assert not is_marked(qapp.clipboard().mimeData())
