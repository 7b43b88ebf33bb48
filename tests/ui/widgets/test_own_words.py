"""The editor for a person's own words loses nothing and reads nothing into them."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from sessiondesk.ui.widgets.own_words import TELL_AFTER_MS, OwnWords


@pytest.fixture
def words(theme, show):
    words = OwnWords("Note", theme, placeholder="One moment that stayed with me")
    show(words, QLineEdit())
    words.setFocus(Qt.FocusReason.TabFocusReason)
    return words


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one line",
        "two\nlines",
        "\n\nempty lines around\n\n",
        "no-break\u00a0space and a\u202fnarrow one",
        "<b>not bold</b> <img src='file:///etc/passwd'> &amp;",
        "人が書いた言葉 🙂 עברית",
        "tab\tstop",
    ],
)
def test_what_goes_in_comes_out(words, text):
    words.text = text

    assert words.text == text


def test_typing_is_told_within_two_seconds_although_it_goes_on(qtbot, words, control):
    editor = control(words, "Note")

    with qtbot.waitSignal(words.edited, timeout=TELL_AFTER_MS + 500):
        qtbot.keyClicks(editor, "it goes on ", delay=100)
        qtbot.keyClicks(editor, "and on", delay=100)

    assert words.text == "it goes on and on"


def test_setting_the_text_is_not_typing(qtbot, words):
    with qtbot.assertNotEmitted(words.typed):
        words.text = "from the record"

    assert not words.has_news


def test_leaving_tells_first_and_then_says_so(qtbot, words, control):
    qtbot.keyClicks(control(words, "Note"), "unsaved")

    with qtbot.waitSignals([words.edited, words.left], order="strict"):
        qtbot.keyClick(control(words, "Note"), Qt.Key.Key_Tab)

    assert not words.has_news
    assert words.text == "unsaved"


def test_flushing_tells_once(qtbot, words, control):
    qtbot.keyClicks(control(words, "Note"), "a")

    with qtbot.waitSignal(words.edited):
        words.flush()
    with qtbot.assertNotEmitted(words.edited):
        words.flush()


def test_paste_brings_plain_text_only(words, control):
    data = QMimeData()
    data.setHtml("<b>bold</b><img src='file:///etc/passwd'>")
    data.setText("bold")
    QGuiApplication.clipboard().setMimeData(data)

    words.editor.paste()

    assert words.text == "bold"


def test_nothing_is_fetched_for_a_text(words):
    found = words.editor.loadResource(
        QTextDocument.ResourceType.ImageResource.value, QUrl("file:///etc/hostname")
    )

    assert found is None


def test_it_grows_from_two_to_eight_lines_and_then_scrolls(words):
    words.text = "one"
    two = words.editor.height()
    words.text = "\n".join("line" for _ in range(5))
    five = words.editor.height()
    words.text = "\n".join("line" for _ in range(8))
    eight = words.editor.height()
    words.text = "\n".join("line" for _ in range(40))

    assert two < five < eight == words.editor.height()
    line = words.editor.fontMetrics().lineSpacing()
    assert eight - two == 6 * line


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a line that somebody wrote, and wrote again\n" * 24_000, id="lines"),
        pytest.param("x" * 1_000_000, id="one word"),
    ],
)
def test_a_megabyte_is_kept_whole_and_can_be_typed_into(qtbot, words, control, text):
    words.text = text
    assert words.text == text

    qtbot.keyClicks(control(words, "Note"), "y")

    assert words.text == "y" + text


def test_a_megabyte_without_a_space_can_be_pasted(words):
    data = QMimeData()
    data.setText("x" * 1_000_000)
    QGuiApplication.clipboard().setMimeData(data)

    words.editor.paste()

    assert words.text == "x" * 1_000_000


def test_everything_can_be_reached_and_hit(words, control, audit):
    control(words.window(), "Note")
    words.window().findChild(QLineEdit).setAccessibleName("Next")

    assert audit(words.window()) == []


def test_the_faint_words_follow_the_size_of_text(theme, show):
    words = OwnWords("Notes", theme, placeholder="What stayed with me")
    show(words)
    editor = words.findChild(QPlainTextEdit)
    assert editor is not None

    theme.set_text_percent(150)

    assert editor.viewport().font().pointSizeF() == editor.font().pointSizeF()
