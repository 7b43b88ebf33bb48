"""Places where no journal is, where none can be made, and where one is in use already."""

import hashlib
import os
import signal
import subprocess
import sys

import pytest

from tests.e2e.window_driver import (
    PASSPHRASE,
    PATIENCE,
    Home,
    Window,
    make_journal,
    screen,
    wait_until,
)

NOTE = "Anything you want to remember about today?"


@pytest.fixture
def home(tmp_path):
    home = Home(root=tmp_path / "home")
    home.documents.mkdir(parents=True)
    return home


@pytest.fixture
def folder(tmp_path):
    return make_journal(tmp_path / "mine.sdesk")


@pytest.fixture
def start(needs_tool, home):
    """Start the window, as often as the test wants."""
    opened = []
    with screen(needs_tool) as display:

        def start(folder=None, before=()):
            opened.append(Window(home.environ(display), home, folder=folder, before=before))
            return opened[-1]

        yield start
        for each in opened:
            each.close()


@pytest.fixture
def plain_rights(needs_tool):
    """A command before another one that takes away what root alone may do with files."""
    if os.geteuid():
        return ()
    powers = "-dac_override,-dac_read_search"
    return (needs_tool("setpriv"), "--bounding-set", powers, "--")


def contents(folder):
    return {
        each.name: hashlib.sha256(each.read_bytes()).hexdigest()
        for each in folder.rglob("*")
        if each.is_file()
    }


def test_a_file_is_no_journal(start, tmp_path):
    letter = tmp_path / "letters" / "letter.txt"
    letter.parent.mkdir()
    letter.write_text("Dear all")
    window = start(letter)

    window.wait_for_text("This is not a journal of this program.")
    assert [each.name for each in letter.parent.iterdir()] == ["letter.txt"]
    assert letter.read_text() == "Dear all"
    assert window.quit() == 0


def test_any_file_in_its_folder_opens_a_journal(start, folder):
    window = start(folder / "vault.keys")
    window.unlock()

    assert window.quit() == 0


def test_a_journal_that_is_gone_is_said_at_once_and_not_made_anew(start, tmp_path):
    window = start(tmp_path / "gone.sdesk")

    window.wait_for_text("The journal is not where it was.")
    assert window.quit() == 0
    assert not (tmp_path / "gone.sdesk").exists()


def test_a_second_window_says_that_the_journal_is_open(start, folder):
    first = start(folder)
    first.unlock()
    second = start(folder)
    second.wait_for("Passphrase", "line")
    second.type(PASSPHRASE)
    second.press("Return")
    second.wait_for_text("The journal is already open in another window.")

    # The first one goes on undisturbed; and once it is closed the way is free.
    first.click("Mood: 7 of 10")
    wait_until(lambda: first.wait_for("Mood: 7 of 10").is_on, "the answer in the first")
    assert first.quit() == 0
    second.unlock()
    wait_until(lambda: second.wait_for("Mood: 7 of 10").is_on, "the answer in the second")
    assert second.quit() == 0


def test_a_window_that_was_killed_does_not_keep_the_journal_shut(start, folder):
    first = start(folder)
    first.unlock()
    os.kill(first.process.pid, signal.SIGKILL)
    first.process.wait(PATIENCE)

    second = start(folder)
    second.unlock()
    assert second.quit() == 0


def test_a_folder_that_cannot_be_written_can_be_read(start, folder, plain_rights):
    for each in folder.iterdir():
        each.chmod(0o400)
    folder.chmod(0o500)
    before = contents(folder)
    window = start(folder, plain_rights)
    window.unlock()
    window.wait_for_text("This journal can be read, and nothing can be kept")

    window.fill(NOTE, "one more line")
    window.press("Tab")
    window.wait_for_text("so this was not kept")
    assert window.wait_for(NOTE, "words").text == "one more line"

    # What could not be kept in the folder is put aside, sealed, and is there the next time.
    window.press("ctrl+q")
    assert window.process.wait(PATIENCE) == 0
    folder.chmod(0o700)
    assert contents(folder) == before
    for each in folder.iterdir():
        each.chmod(0o600)
    again = start(folder, plain_rights)
    again.unlock()
    assert again.wait_for(NOTE, "words").text == "one more line"
    assert again.quit() == 0


def test_no_journal_is_made_where_nothing_may_be_written(start, home, plain_rights):
    # The session's own folders first: only Documents is closed.
    home.environ("")
    home.documents.chmod(0o500)
    window = start(None, plain_rights)
    window.click("Continue to passphrase")

    window.wait_for_text("Your account may not write in this place.")
    assert window.quit() == 0
    home.documents.chmod(0o700)
    assert list(home.documents.iterdir()) == []


def test_no_journal_takes_the_place_of_a_file(start, home):
    taken = home.documents / "taken.sdesk"
    taken.write_text("mine")
    window = start()
    window.click("Name, shown before you unlock", "line")
    window.press("ctrl+a")
    window.type("taken")
    window.click("Continue to passphrase")

    window.wait_for_text("There is already something with this name in this place.")
    assert window.quit() == 0
    assert taken.read_text() == "mine"


def test_a_screen_that_does_not_answer_is_said_in_words(home, folder):
    environ = home.environ(":77") | {"QT_QPA_PLATFORM": "xcb"}

    answer = subprocess.run(
        [sys.executable, "-m", "sessiondesk", folder],
        env=environ,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("There is no screen here to open a window on.")
    assert answer.stderr.count("\n") == 1
