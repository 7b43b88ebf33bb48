"""The lock, in the real window: what is left in memory, in sight, and held by the process."""

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from sessiondesk.vault import opening, passphrase
from sessiondesk.vault.key_slots import SlotKind, unwrap
from tests.e2e.window_driver import (
    PASSPHRASE,
    Home,
    Window,
    make_journal,
    screen,
    session_bus,
    wait_until,
)
from tests.e2e.witness import VEIL
from tests.ui.test_system_signals import LOGIND, PYTHON, needs_system_bindings  # noqa: F401

SENTENCE = "the meeting went better than I thought"
LOCKED = "The journal is closed, and gone from this program’s memory."
GRAB = Path(__file__).with_name("grab.py")
ROUNDS = int(os.environ.get("SESSIONDESK_LOCK_ROUNDS", "12"))


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
def start(display, home, folder):
    windows = []

    def start(**more):
        window = Window(home.environ(display) | more, home, folder=folder)
        windows.append(window)
        return window

    yield start
    for window in windows:
        window.close()


def note_of(window):
    """What is in the note of Today, of which there is one place for words only."""
    return next((each for each in window.look() if each.kind == "words"), None)


def type_note(window, text=SENTENCE):
    note = wait_until(lambda: note_of(window), "the note")
    window.fill(note.name, text, "words")


def wait_for_note(window, text=SENTENCE):
    def words():
        note = note_of(window)
        return note is not None and text in note.text

    wait_until(words, "the words in the note", window.texts)


def lock(window):
    window.press("ctrl+l")
    window.wait_for_text(LOCKED)


def secrets_of(folder):
    """Return what must not be in memory, each under its name."""
    unsealed = opening.unseal(folder, PASSPHRASE, SlotKind.PASSPHRASE)
    (slot,) = (each for each in unsealed.used.slots if each.kind is SlotKind.PASSPHRASE)
    plain = passphrase.normalised(PASSPHRASE)
    data_key = unwrap(slot, plain, unsealed.used.vault_id)
    assert data_key is not None
    keys = {
        "database key": unsealed.keys.database,
        "data key": data_key,
        "mac key": unsealed.keys.mac,
        "rescue key": unsealed.keys.rescue,
    }
    return {
        "sentence": SENTENCE.encode(),
        "sentence, wide": SENTENCE.encode("utf-16-le"),
        "passphrase": PASSPHRASE.encode(),
        "passphrase, wide": PASSPHRASE.encode("utf-16-le"),
        **keys,
        **{f"{name} in hex": key.hex().encode() for name, key in keys.items()},
    }


def copies(window, secrets):
    """Return how often each secret is in the memory of the program."""
    veiled = [bytes(byte ^ VEIL for byte in each).hex() for each in secrets.values()]
    found = window.ask(" ".join(["copies", *veiled]))
    return dict(zip(secrets, found, strict=True))


def test_nothing_is_left_in_the_memory_of_a_locked_program(start, folder):
    secrets = secrets_of(folder)
    window = start()
    window.unlock()
    type_note(window)
    before, open_ = window.ask("held"), copies(window, secrets)
    lock(window)
    after, locked = window.ask("held"), copies(window, secrets)

    assert open_["sentence"] > 0
    assert open_["sentence, wide"] > 0
    assert open_["database key in hex"] > 0
    assert locked == dict.fromkeys(secrets, 0)
    assert after["process"] == before["process"] == window.process.pid
    assert (after["filters"], after["core"], after["is_dumpable"]) == (1, [1, 1], 0)
    assert after["words"] == ["--locked", str(folder)]
    window.unlock()
    wait_for_note(window)
    assert window.quit() == 0


def test_a_secret_is_found_wherever_it_is(start, folder):
    """What shows that nothing is left would show it, if something were."""
    window = start()
    window.wait_for("Passphrase", "line")
    window.type(SENTENCE)
    wait_until(lambda: window.find("Passphrase", "line").text == SENTENCE, "the words")

    assert copies(window, {"typed": SENTENCE.encode("utf-16-le")})["typed"] > 0


def test_nothing_grows_however_often_it_is_locked(start):
    window = start()
    window.unlock()
    type_note(window)
    seen = []
    for _ in range(ROUNDS):
        lock(window)
        seen.append(window.ask("held"))
        window.unlock()
        wait_for_note(window)
    half = ROUNDS // 2
    # How much of what comes later is loaded already when it is asked differs from time to time.
    before, after = ([each["kilobytes"] for each in part] for part in (seen[:half], seen[half:]))

    assert {each["process"] for each in seen} == {window.process.pid}
    assert {each["filters"] for each in seen} == {1}
    assert [each["children"] for each in seen] == [[]] * ROUNDS
    assert min(each["files"] for each in seen[half:]) <= max(each["files"] for each in seen[:half])
    assert min(after) < max(before) * 1.1
    assert window.quit() == 0


def test_an_open_menu_and_an_open_dialog_give_way_and_no_word_is_lost(start):
    window = start()
    window.unlock()
    type_note(window)
    # The menu bar, and the first of its menus.
    window.press("alt")
    window.press("Down")
    window.wait_for("Lock now", "action")
    window.press("ctrl+l")
    window.wait_for_text(LOCKED)
    window.unlock()
    wait_for_note(window)

    window.press("ctrl+4")
    window.click("New goal", "button")
    window.fill("In your own words", SENTENCE, "words")
    lock(window)
    window.unlock()
    window.press("ctrl+4")
    window.click("New goal", "button")
    field = window.wait_for("In your own words", "words")
    assert field.text == SENTENCE
    window.press("Escape")
    assert window.quit() == 0


def test_the_window_is_blank_while_the_disk_does_not_answer(start, display, home, needs_tool):
    if os.geteuid() != 0:
        pytest.skip("only the administrator may hold up another program")
    window = start()
    window.unlock()
    type_note(window)
    # A draft that is being written would hold the window up before the lock is asked for.
    wait_until(lambda: re.search(r"Kept \d", window.texts()), "the draft", window.texts)
    assert len(colours(display, home)) > 50
    number = window.process.pid
    # From here on the disk takes an hour for each thing it is asked to make sure of.
    hold = [needs_tool("strace"), "-f", "-qq", "-o", "/dev/null", "-p", str(number)]
    calls = "fsync,fdatasync"
    with subprocess.Popen(
        [*hold, "-e", f"trace={calls}", "-e", f"inject={calls}:delay_enter=3600000000"]
    ) as held:
        try:
            wait_until(lambda: is_traced(number), "the disk to hang")
            window.press("ctrl+l")
            # The window is one colour, around it is what the screen shows without windows.
            wait_until(lambda: len(colours(display, home)) <= 2, "a blank window")
            assert "--locked" not in command(number)
        finally:
            held.kill()

    window.wait_for_text(LOCKED)
    window.unlock()
    wait_for_note(window)
    assert window.quit() == 0


def colours(display, home):
    picture = home.root / "screen.png"
    # Not from here: a program speaks to one screen only.
    subprocess.run(
        [sys.executable, GRAB, picture],
        env=home.environ(display) | {"QT_QPA_PLATFORM": "xcb"},
        check=True,
        capture_output=True,
    )
    image = QImage(str(picture)).scaled(350, 250)
    return Counter(image.pixel(x, y) for x in range(image.width()) for y in range(image.height()))


def is_traced(number):
    status = Path(f"/proc/{number}/status").read_text()
    return "TracerPid:\t0\n" not in status


def command(number):
    return Path(f"/proc/{number}/cmdline").read_bytes().decode().split("\0")


@pytest.fixture
def desktop(needs_tool, needs_system_bindings):  # noqa: F811
    """A bus for the session and the system, and who speaks on it: (its address, its process)."""
    with (
        session_bus(needs_tool) as bus,
        subprocess.Popen(
            [PYTHON, LOGIND, bus], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as speaker,
    ):
        try:
            assert speaker.stdout is not None
            assert speaker.stdout.readline() == "ready\n"
            yield bus, speaker
        finally:
            speaker.kill()


def test_it_locks_when_the_desktop_says_that_the_person_is_away(start, desktop):
    bus, speaker = desktop
    window = start(DBUS_SESSION_BUS_ADDRESS=bus, DBUS_SYSTEM_BUS_ADDRESS=bus, XDG_SESSION_ID="1")
    for said in ("saver on", "gnome on", "lock", "switched", "sleep"):
        # Each process of them all asks these two; then it listens.
        told = {speaker.stdout.readline().split()[0] for _ in range(2)}
        assert told == {"Inhibit", "GetSession"}
        window.unlock()
        type_note(window, f"{said}, ")
        speaker.stdin.write(f"{said}\n")
        speaker.stdin.flush()
        window.wait_for_text(LOCKED)
        assert speaker.stdout.readline() == "released\n"
    window.unlock()
    wait_for_note(window, "sleep")
    assert window.quit() == 0


def test_quick_hide_shows_blank_paper_until_a_key_is_pressed(start):
    window = start()
    window.unlock()
    type_note(window)
    window.press("F9")
    window.wait_for_text("Press any key to return")
    assert SENTENCE not in window.texts()
    window.press("a")
    wait_for_note(window)
    # The key that brought it back was not typed into the note.
    assert note_of(window).text == SENTENCE
    assert window.quit() == 0


def test_the_window_comes_back_where_it_was(start, display, home):
    window = start()
    window.unlock()
    number = str(window.ask("look")["window"])

    def hands(*words):
        done = subprocess.run(
            ["xdotool", *words],
            env=home.environ(display),
            check=True,
            capture_output=True,
            text=True,
        )
        return dict(line.split("=") for line in done.stdout.splitlines() if "=" in line)

    hands("windowmove", number, "60", "40")
    hands("windowsize", number, "1100", "720")

    def place(number):
        found = hands("getwindowgeometry", "--shell", number)
        return found["X"], found["Y"], found["WIDTH"], found["HEIGHT"]

    wait_until(lambda: place(number) == ("60", "40", "1100", "720"), "the window to move")
    window.wait_for("Today", "button")
    lock(window)
    again = str(window.ask("look")["window"])

    assert again != number or place(again)
    wait_until(
        lambda: place(again) == ("60", "40", "1100", "720"), "the place", lambda: place(again)
    )
    assert window.quit() == 0
