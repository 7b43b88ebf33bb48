"""What the kernel is asked for while the window is used: no network, not even tried."""

import errno
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.e2e.window_driver import Home, Window, make_journal, screen, session_bus, wait_until
from tests.e2e.witness import WITHOUT_GUARD

NETWORK = ("socket", "socketpair", "connect", "bind", "sendto")
TRACED = ",".join((*NETWORK, "io_uring_setup", "execve"))
NAMES = ("socket", "_socket", "ssl", "_ssl", "http.client", "urllib.request")
MARKUP = '<img src="http://example.org/a.png"> http://example.org file:///etc/hostname'


@pytest.fixture
def desktop(needs_tool):
    """A screen, and the bus of a session, as on every desktop."""
    with screen(needs_tool) as display, session_bus(needs_tool) as bus:
        yield display, bus


@pytest.fixture
def start(desktop, needs_tool, tmp_path):
    """Start the window under strace; return it and what reads the calls it has made."""
    home = Home(root=tmp_path / "home")
    log = tmp_path / "trace"
    opened = []

    def start(*options):
        strace = [needs_tool("strace"), "-f", "-qq", "-e", f"trace={TRACED}", "-o", str(log)]
        window = Window(home.environ(*desktop), home, before=strace, options=options)
        opened.append(window)
        return window, lambda: log.read_text().splitlines()

    yield start
    for each in opened:
        each.close()


def unwanted(calls: Sequence[str]) -> list[str]:
    """Return the calls that reach for anything beyond this computer, refused or not."""
    # Each line begins with the number of the process.
    made = [(re.sub(r"\W.*", "", call.split(maxsplit=1)[1]), call) for call in calls]
    program, *started = [call for name, call in made if name == "execve"]
    number = program.split(maxsplit=1)[0]
    # Locking replaces the program by itself; any other program would be one too many.
    found = [
        call
        for call in started
        if not (call.startswith(f"{number} ") and '"--locked"' in call and sys.executable in call)
    ]
    for name, call in made:
        families = set(re.findall(r"\bAF_[A-Z0-9]+", call))
        # What is sent without an address goes where its socket was connected to.
        is_local = families == {"AF_UNIX"} or (name == "sendto" and "NULL, 0)" in call)
        if name == "io_uring_setup" or (name in NETWORK and not is_local):
            found.append(call)
    return found


def try_everything(window: Window, home: Path) -> None:
    """Go through the whole window, from no journal at all to a sheet on paper and back."""
    window.click("Try it with made-up data")
    window.click("Open journal")
    window.click("Mood: 7 of 10")
    window.click("Calm")
    window.fill("Anything you want to remember about today?", MARKUP)
    window.press("ctrl+shift+b")
    window.wait_for("Close")
    window.type(MARKUP)
    window.press("Return")
    window.wait_for_text("Kept for the next appointment")
    window.press("Escape")

    window.press("ctrl+3")
    window.fill("Notes", MARKUP)
    window.press("ctrl+4")
    window.wait_for("New goal")
    window.press("ctrl+5")
    window.wait_for("Range: All")
    window.click("Range: All")
    window.wait_for_text("Check-ins on")
    window.click("Chart or table: Table")
    window.press("ctrl+7")
    window.wait_for("Save PDF…")
    window.click("Save PDF…")
    window.wait_for("File name:")
    sheet = home / "sheet.pdf"
    window.press("ctrl+a")
    window.type(str(sheet))
    window.press("Return")
    window.wait_for_text("it is not sealed")
    assert sheet.read_bytes().startswith(b"%PDF-")
    window.press("ctrl+comma")
    window.wait_for("Light or dark: Dark")
    window.click("Light or dark: Dark")
    window.press("F1")
    window.wait_for("Close")
    window.press("Escape")
    window.press("ctrl+k")
    window.wait_for("Go to, or do")
    window.press("Escape")
    window.wait_for("Settings")


def lock_and_open_again(window: Window) -> None:
    window.press("ctrl+l")
    window.unlock("made up data")


@pytest.mark.parametrize("options", [(), (WITHOUT_GUARD,)], ids=["guarded", "unguarded"])
def test_the_window_asks_for_no_network(start, tmp_path, options):
    window, calls = start(*options)

    try_everything(window, tmp_path)
    loaded, mapped = window.ask("modules"), window.ask("mapped")
    lock_and_open_again(window)
    assert window.quit() == 0

    assert any("AF_UNIX" in call for call in calls())  # the screen itself
    assert unwanted(calls()) == []
    # Every page was shown, the chart and the sheet among them, and nothing brought these in.
    assert "pyqtgraph" in loaded
    # Where it is not held, `typing_extensions` takes the type of a constant from one of them.
    allowed = {"_socket"} if options else set()
    assert {name for name in NAMES if loaded.get(name)} <= allowed
    assert all(name in loaded for name in NAMES) is (not options)
    assert "PySide6.QtNetwork" not in loaded
    assert "PySide6.QtPrintSupport" not in loaded
    assert any(name.startswith("libQt6Widgets") for name in mapped)
    unwelcome = re.compile(r"libQt6Network|libcups|libQt6PrintSupport|libssl")
    assert [name for name in mapped if unwelcome.match(name)] == []
    assert window.said == b""


def test_an_attempt_from_the_window_is_refused_and_would_be_seen(start):
    window, calls = start()
    window.wait_for("Try it with made-up data")

    assert window.ask("attempts") == {
        "here": errno.EACCES,
        "older thread": errno.EACCES,
        "child": errno.EACCES,
    }

    assert window.quit() == 0
    seen = unwanted(calls())
    assert len([call for call in seen if "socket(AF_INET" in call and "EACCES" in call]) == 3
    assert any("execve(" in call for call in seen)


def test_without_the_guard_the_same_attempts_work(start):
    window, calls = start(WITHOUT_GUARD)
    window.wait_for("Try it with made-up data")

    assert set(window.ask("attempts").values()) == {0}

    assert window.quit() == 0
    assert len([call for call in unwanted(calls()) if "socket(AF_INET" in call]) == 3


def test_printing_alone_brings_in_the_print_service(desktop, tmp_path):
    home = Home(root=tmp_path / "home")
    folder = make_journal(tmp_path / "mine.sdesk")
    with Window(home.environ(*desktop), home, folder=folder) as window:
        window.unlock()
        window.press("ctrl+7")
        window.click("Print…")
        window.wait_for("Choose a printer…")
        assert "PySide6.QtPrintSupport" not in window.ask("modules")
        window.click("Choose a printer…")

        wait_until(
            lambda: window.ask("modules").get("PySide6.QtPrintSupport"), "the print service"
        )
