"""The program from its start: what it loads, what it refuses, and what survives its end."""

import os
import re
import signal
import subprocess
import sys

import pytest

from tests.e2e.window_driver import PATIENCE, Home, Window, make_journal, screen, wait_until

SENTENCE = "the meeting went better than I thought"


@pytest.fixture
def display(needs_tool):
    with screen(needs_tool) as display:
        yield display


@pytest.fixture
def home(tmp_path):
    home = Home(root=tmp_path / "home")
    home.environ("")
    return home


@pytest.fixture
def folder(home):
    return make_journal(home.documents / "Garden notes.sdesk")


@pytest.fixture
def start(display, home):
    windows = []

    def start(folder=None):
        window = Window(home.environ(display), home, folder=folder)
        windows.append(window)
        return window

    yield start
    for window in windows:
        window.close()


def note_of(window):
    """What is in the note of Today, of which there is one place for words only."""
    return next((each for each in window.look() if each.kind == "words"), None)


def test_neither_chart_nor_numbers_are_loaded_before_they_are_shown(start, folder):
    window = start(folder)
    window.unlock()
    loaded = {name for name, is_there in window.ask("modules").items() if is_there}

    assert "sessiondesk.ui.pages.today_page" in loaded
    assert loaded.isdisjoint({"pyqtgraph", "numpy", "scipy", "PySide6.QtPrintSupport"})
    assert loaded.isdisjoint({"sessiondesk.ui.pages.trends_page", "zxcvbn"})
    assert window.quit() == 0


def test_words_being_typed_come_back_after_the_process_is_killed(start, folder):
    window = start(folder)
    window.unlock()
    note = wait_until(lambda: note_of(window), "the note")
    window.fill(note.name, SENTENCE, "words")
    # Said once the draft is on disk, while the cursor is still in the note.
    wait_until(lambda: re.search(r"Kept \d", window.texts()), "the draft", window.texts)
    os.kill(window.process.pid, signal.SIGKILL)
    window.process.wait(PATIENCE)

    again = start(folder)
    again.unlock()

    wait_until(lambda: SENTENCE in (note_of(again).text if note_of(again) else ""), "the words")
    assert again.quit() == 0


def test_lock_takes_a_copy_out_of_the_clipboard(start, folder):
    window = start(folder)
    window.unlock()
    note = wait_until(lambda: note_of(window), "the note")
    window.fill(note.name, SENTENCE, "words")
    window.press("ctrl+a", "ctrl+c")
    window.press("ctrl+l")
    window.wait_for_text("Locked")

    window.wait_for("Passphrase", "line")
    window.press("ctrl+v")
    assert window.find("Passphrase", "line").text == ""
    assert window.quit() == 0


def test_the_next_start_offers_the_journal_opened_last(start, folder):
    window = start(folder)
    window.unlock()
    assert window.quit() == 0

    again = start()

    again.wait_for_text("Garden notes")
    assert "Last opened today" in again.texts()


def test_the_title_of_the_window_names_nobody(start, folder, display, home):
    window = start(folder)
    window.unlock()
    number = str(window.ask("look")["window"])
    title = subprocess.run(
        ["xdotool", "getwindowname", number],
        env=home.environ(display),
        check=True,
        capture_output=True,
        text=True,
    )

    assert title.stdout.strip() == "SessionDesk"


@pytest.mark.parametrize(
    ("variables", "says"),
    [
        ({"QT_QPA_PLATFORM": "vnc"}, "seen from elsewhere"),
        ({"QT_QPA_PLATFORM": "xcb;vnc"}, "seen from elsewhere"),
        ({"QT_QPA_PLATFORM": "minimal"}, "seen from elsewhere"),
        ({"DISPLAY": "elsewhere:0"}, "another computer"),
    ],
)
def test_a_window_that_others_could_see_is_refused_with_a_sentence(home, variables, says):
    environ = home.environ(":97") | variables
    done = subprocess.run(
        [sys.executable, "-m", "sessiondesk"],
        env=environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=home.work,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_options_of_qt_on_the_command_line_are_not_for_qt(home):
    done = subprocess.run(
        [sys.executable, "-m", "sessiondesk", "-platform", "vnc"],
        env=home.environ(":97") | {"PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=home.work,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_file_dialog_writes_no_folder_names_where_others_look(start, home):
    window = start()
    window.wait_for("Open an existing journal…", "button")
    window.click("Open an existing journal…", "button")
    wait_until(lambda: window.find("Open an existing journal…", "button") is None, "the dialog")
    window.press("Escape")
    window.wait_for("Open an existing journal…", "button")
    window.quit()

    written = home.root.rglob("QtProject.conf")
    assert all("sessiondesk" in each.parts for each in written)
