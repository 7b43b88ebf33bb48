"""What is heard of the system: real buses, and a stand-in for who speaks on them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sessiondesk.ui import system_signals_linux as buses
from sessiondesk.ui import system_signals_windows as windows
from sessiondesk.ui.system_signals_linux import BusSignals

LOGIND = Path(__file__).with_name("logind.py")
PYTHON = Path("/usr/bin/python3")
# Several of these may share two cores; nothing waits longer than it must.
PATIENCE_MS = 60_000

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="about Linux")


@pytest.fixture
def bus(needs_tool) -> Iterator[str]:
    """A bus of this test's own; it serves as the session's and as the system's."""
    command = [needs_tool("dbus-daemon"), "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().decode().strip()
        finally:
            daemon.terminate()


class Desktop:
    """Says what a desktop says, and remembers what it was asked for."""

    def __init__(self, bus: str) -> None:
        self.process = subprocess.Popen(
            [PYTHON, LOGIND, bus],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.expect("ready")

    def say(self, what: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{what}\n")
        self.process.stdin.flush()

    def expect(self, *words: str) -> None:
        """Wait until it says these things, in any order."""
        assert self.process.stdout is not None
        said = [self.process.stdout.readline().strip() for _ in words]
        assert sorted(said) == sorted(words)

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()


@pytest.fixture
def desktop(bus, needs_system_bindings) -> Iterator[Desktop]:
    desktop = Desktop(bus)
    yield desktop
    desktop.end()


@pytest.fixture(scope="session")
def needs_system_bindings(needs_tool):
    """Skip where the system's own Python knows no bus, or fail where nothing may be skipped."""
    asked = [str(PYTHON), "-c", "from gi.repository import Gio"]
    done = PYTHON.exists() and subprocess.run(asked, capture_output=True, check=False)
    if not done or done.returncode:
        needs_tool("python3-gi")


HELD = "Inhibit sleep SessionDesk Locking the journal delay"


@pytest.fixture
def signals(qapp, bus, desktop, monkeypatch, qtbot) -> Iterator[BusSignals]:
    monkeypatch.setenv("XDG_SESSION_ID", "1")
    signals = BusSignals(session=bus, system=bus)
    # The answer to the last question is there when the path of the session is known.
    qtbot.waitUntil(lambda: signals.is_listening, timeout=PATIENCE_MS)
    desktop.expect(HELD, "GetSession 1")
    yield signals
    signals.close()


@pytest.mark.parametrize("said", ["saver on", "gnome on", "sleep", "lock", "switched", "hinted"])
def test_each_sign_that_the_person_is_away_is_heard(qtbot, signals, desktop, said):
    with qtbot.waitSignal(signals.left, timeout=PATIENCE_MS):
        desktop.say(said)


@pytest.mark.parametrize("said", ["saver off", "wake", "unlock", "back", "lock of another"])
def test_what_says_something_else_is_no_sign(qtbot, signals, desktop, said):
    heard = []
    signals.left.connect(lambda: heard.append("left"))
    with qtbot.waitSignal(signals.left, timeout=PATIENCE_MS):
        desktop.say(said)
        # Signals of one sender come in order: after this, the other one was heard.
        desktop.say("lock")

    assert heard == ["left"]


def test_sleep_waits_until_it_is_locked_and_no_longer(qtbot, signals, desktop):
    qtbot.waitUntil(lambda: signals.holds_sleep_back, timeout=PATIENCE_MS)
    held = []
    signals.left.connect(lambda: held.append(signals.holds_sleep_back))
    with qtbot.waitSignal(signals.left, timeout=PATIENCE_MS):
        desktop.say("sleep")
    assert held == [True]
    desktop.expect("released")

    desktop.say("wake")
    qtbot.waitUntil(lambda: signals.holds_sleep_back, timeout=PATIENCE_MS)
    desktop.expect(HELD)


def test_the_session_is_found_without_its_number(qtbot, qapp, bus, desktop, monkeypatch):
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    signals = BusSignals(session=None, system=bus)
    qtbot.waitUntil(lambda: signals.is_listening, timeout=PATIENCE_MS)
    desktop.expect(HELD, "asked for Id", "GetSession 1")

    with qtbot.waitSignal(signals.left, timeout=PATIENCE_MS):
        desktop.say("lock")
    signals.close()


def test_a_bus_without_a_desktop_is_no_matter(qtbot, qapp, bus, monkeypatch):
    monkeypatch.delenv("XDG_SESSION_ID", raising=False)
    signals = BusSignals(session=bus, system=bus)
    qtbot.waitUntil(lambda: signals.open_questions == 0, timeout=PATIENCE_MS)

    assert not signals.is_listening
    assert not signals.holds_sleep_back
    signals.close()


def test_buses_that_are_not_there_are_no_matter(qapp, tmp_path):
    nowhere = f"unix:path={tmp_path}/nothing"

    BusSignals(session=nowhere, system=nowhere).close()
    BusSignals(session=None, system=None).close()


def test_a_bus_is_found_by_its_variable_or_at_its_usual_place(tmp_path):
    (tmp_path / "bus").touch()
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    find = buses.session_address

    assert find({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a"} | runtime) == "unix:path=/a"
    assert find(runtime) == f"unix:path={tmp_path}/bus"
    assert find({"XDG_RUNTIME_DIR": str(tmp_path / "other")}) is None
    assert find({}) is None
    assert buses.system_address({"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/b"}) == "unix:path=/b"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tcp:host=127.0.0.1,port=1",
        "autolaunch:",
        "unixexec:path=/bin/sh",
        "unix:path=/a;tcp:host=127.0.0.1,port=1",
    ],
)
def test_an_address_that_leads_elsewhere_is_not_followed(address):
    assert buses.session_address({"DBUS_SESSION_BUS_ADDRESS": address}) is None
    assert buses.system_address({"DBUS_SYSTEM_BUS_ADDRESS": address}) is None


@pytest.mark.parametrize(
    ("message", "detail", "is_away"),
    [
        (0x02B1, 7, True),  # locked
        (0x02B1, 8, False),  # unlocked
        (0x02B1, 2, True),  # another person's session in front
        (0x0218, 4, True),  # about to sleep
        (0x0218, 18, False),  # woke
        (0x0201, 7, False),  # a click
    ],
)
def test_what_windows_says_is_understood(message, detail, is_away):
    assert windows.is_away(message, detail) is is_away


def test_it_can_be_closed_at_any_moment(qtbot, qapp, needs_tool):
    """The thread of the buses must not meet an object that is half gone."""
    command = [needs_tool("dbus-daemon"), "--session", "--nofork", "--print-address=1"]
    for moment in range(12):
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as bus:
            assert bus.stdout is not None
            address = bus.stdout.readline().decode().strip()
            signals = BusSignals(session=address, system=address)
            qtbot.wait(moment * 5)
            if moment % 3 == 0:
                bus.kill()
                bus.wait()
            signals.close()
            qtbot.wait(moment % 2)
            del signals
            bus.kill()
