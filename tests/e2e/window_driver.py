"""A screen of its own, the real window on it, and hands: xdotool presses, types and clicks."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Self, TypeVar

from sessiondesk.cli.opened import journal_of
from sessiondesk.vault import creating
from sessiondesk.vault.key_slots import Cost

WITNESS = Path(__file__).with_name("witness.py")
# Generous, because several of these may share two cores; nothing waits longer than it must.
PATIENCE = 60.0
_PAUSE = 0.05
_SETTLING = 2.0
_WHEEL_UP, _WHEEL_DOWN = "4", "5"

PASSPHRASE = "six plain words on a card"
MADE_AT = datetime(2026, 5, 12, 12, 0, tzinfo=UTC)

_T = TypeVar("_T")
Needs = Callable[[str], str]


def wait_until(
    find: Callable[[], _T | None], what: str, seen: Callable[[], object] | None = None
) -> _T:
    """Return what ``find`` finds, as soon as it is something; fail when it stays nothing.

    Args:
        find: Looks once.
        what: What is waited for.
        seen: Returns what is there instead, for when the waiting is in vain.
    """
    deadline = time.monotonic() + PATIENCE
    while not (found := find()):
        if time.monotonic() > deadline:
            instead = "" if seen is None else f"; there is {seen()}"
            raise AssertionError(f"waited in vain for {what}{instead}")
        time.sleep(_PAUSE)
    return found


@contextmanager
def screen(needs_tool: Needs) -> Iterator[str]:
    """Start an X server and return the name of its display."""
    needs_tool("xdotool")
    reads, writes = os.pipe()
    server = subprocess.Popen(
        [
            needs_tool("Xvfb"),
            *("-displayfd", str(writes)),
            *("-screen", "0", "1400x1000x24"),
            *("-nolisten", "tcp", "-noreset"),
        ],
        pass_fds=(writes,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads, "rb") as answer:
            number = answer.readline().decode().strip()
        assert number, "the X server did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def session_bus(needs_tool: Needs) -> Iterator[str]:
    """Start a bus for one session, as every desktop has one, and return its address."""
    command = [needs_tool("dbus-daemon"), "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as bus:
        assert bus.stdout is not None
        try:
            yield bus.stdout.readline().decode().strip()
        finally:
            bus.terminate()


def make_journal(folder: Path) -> Path:
    """Make a journal with nothing in it, at the least cost of a passphrase; return its folder."""
    new = creating.prepare(PASSPHRASE, calibration=Cost(m=65_536, t=2, p=1))
    with creating.write(folder, new, now=MADE_AT) as vault:
        journal_of(vault).close()
    return folder


@dataclass(frozen=True, kw_only=True)
class Home:
    """A home folder of its own, and everything that lies in one."""

    root: Path

    @property
    def documents(self) -> Path:
        """Where new journals are offered to live."""
        return self.root / "Documents"

    @property
    def work(self) -> Path:
        """Where the program is started."""
        return self.root / "work"

    def environ(self, display: str, bus: str = "") -> dict[str, str]:
        """Return the variables of a session there, and nothing of the tests' own."""
        places = {
            "HOME": self.root,
            "TMPDIR": self.root / "tmp",
            "XDG_CONFIG_HOME": self.root / ".config",
            "XDG_CACHE_HOME": self.root / ".cache",
            "XDG_DATA_HOME": self.root / ".local" / "share",
            "XDG_STATE_HOME": self.root / ".local" / "state",
            "XDG_RUNTIME_DIR": self.root / "run",
            "XDG_DOCUMENTS_DIR": self.documents,
        }
        for folder in (*places.values(), self.work):
            folder.mkdir(parents=True, mode=0o700, exist_ok=True)
        return {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "TZ": "Europe/Berlin",
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            # Without an address the library would start a bus of its own.
            "DBUS_SESSION_BUS_ADDRESS": bus or f"unix:path={self.root}/no-bus",
            **{name: str(place) for name, place in places.items()},
        }


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Something in the window, as `witness.look` tells of it."""

    name: str
    kind: str
    text: str
    at: tuple[int, int] | None
    can_write: bool
    is_enabled: bool
    is_on: bool
    has_focus: bool
    scroller: tuple[int, int, bool] | None


class Window:
    """The program, running, with its window on a screen."""

    def __init__(
        self,
        environ: Mapping[str, str],
        home: Home,
        *,
        folder: Path | None = None,
        before: Sequence[str] = (),
        options: Sequence[str] = (),
    ) -> None:
        """Start the program.

        Args:
            environ: Its environment variables.
            home: Where it is started.
            folder: The journal to open; None is none.
            before: A command that is to start it, such as strace with its options.
            options: For the witness.
        """
        self._environ = dict(environ)
        ours, theirs = socket.socketpair()
        journal = [] if folder is None else [str(folder)]
        self._out = (home.root / "stdout").open("w+b")
        self._err = (home.root / "stderr").open("w+b")
        self.process = subprocess.Popen(
            [*before, sys.executable, "-P", str(WITNESS), *options, *journal],
            cwd=home.work,
            env=self._environ,
            # Standard streams go on to a process that takes the place of this one.
            stdin=theirs.fileno(),
            stdout=self._out,
            stderr=self._err,
        )
        theirs.close()
        self._questions = ours.makefile("wb")
        self._answers = ours.makefile("rb")
        ours.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process if it is still there, and let go of its pipes."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        for each in (self._questions, self._answers, self._out, self._err):
            with contextlib.suppress(OSError):
                each.close()

    @property
    def said(self) -> bytes:
        """What the program has written to standard output and standard error."""
        return b"".join(_everything(each) for each in (self._out, self._err))

    # Looking.

    def ask(self, question: str) -> Any:
        """Ask the witness."""
        line = b""
        # Nobody is there to answer when the program has ended.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self._questions.write(f"{question}\n".encode())
            self._questions.flush()
            line = self._answers.readline()
        assert line, f"the program is gone: {self.said.decode(errors='replace')}"
        return json.loads(line)

    def look(self) -> list[Shown]:
        """Return what is in view: of a menu or a dialog alone, if one is open."""
        return self._look()[1]

    def _look(self) -> tuple[bool, list[Shown]]:
        """Return whether keys reach what is in view, and what that is."""
        answer = self.ask("look")
        has_keys = not answer["window"] or answer["is_active"]
        if not has_keys:
            # What a window manager does; there is none here. A window that is not on the
            # screen yet refuses.
            window = answer["window"]
            self._hands("windowraise", window, "windowfocus", window, must_work=False)
        return has_keys, [Shown(**each) for each in answer["shown"]]

    def find(self, name: str, *kinds: str) -> Shown | None:
        """Return what has this spoken name; what can be used before what only says it."""
        named = [
            each
            for each in self.look()
            if each.name == name and (not kinds or each.kind in kinds) and each.is_enabled
        ]
        named.sort(key=lambda each: each.kind in {"label", "other"})
        return named[0] if named else None

    def wait_for(self, name: str, *kinds: str) -> Shown:
        """Wait until something with this spoken name is there."""
        return wait_until(lambda: self.find(name, *kinds), repr(name), self._names)

    def wait_until_gone(self, name: str) -> None:
        """Wait until nothing has this spoken name."""
        wait_until(lambda: self.find(name) is None, f"the end of {name!r}")

    def texts(self) -> str:
        """Return every word in view."""
        return "\n".join(each.text or each.name for each in self.look())

    def wait_for_text(self, words: str) -> None:
        """Wait until these words are in view."""
        wait_until(lambda: words in self.texts(), repr(words), self.texts)

    # Doing.

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as "ctrl+1"."""
        self._wait_for_keys()
        self._hands("key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        self._wait_for_keys()
        self._hands("type", "--delay", "2", text)

    def click(self, name: str, *kinds: str) -> None:
        """Click on what has this spoken name, after bringing it into view."""
        self._click(self._in_view(name, *kinds))

    def fill(self, name: str, text: str, *kinds: str) -> None:
        """Click into a field and type, until the field holds the text."""

        def is_in_it() -> bool:
            # What is above it may have grown since it was looked at: then again.
            self.click(name, *(kinds or ("line", "words")))
            deadline = time.monotonic() + _SETTLING
            while time.monotonic() < deadline:
                focused = self._focused()
                if focused is not None and focused.name == name:
                    return True
                time.sleep(_PAUSE)
            return False

        wait_until(is_in_it, f"the focus in {name!r}", self._names)
        self._type_into_focus(text)

    def fill_all(self, text: str) -> set[str]:
        """Type into every empty field for words that is in view or can be scrolled there."""
        filled: set[str] = set()
        while True:
            empty = [
                each
                for each in self.look()
                if each.can_write and not each.text and each.name not in filled
            ]
            if not empty:
                return filled
            self.fill(empty[0].name, text)
            filled.add(empty[0].name)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """Type the passphrase and wait for Today."""
        self.wait_for("Passphrase", "line")
        self.type(passphrase)
        self.press("Return")
        self.wait_for("Today", "button")

    def quit(self) -> int:
        """Press Ctrl+Q and return the exit code."""
        self.press("ctrl+q")
        return self.process.wait(PATIENCE)

    def _focused(self) -> Shown | None:
        return next((each for each in self.look() if each.has_focus and each.can_write), None)

    def _type_into_focus(self, text: str) -> None:
        before = wait_until(self._focused, "the focus in a field").text
        self.type(text)

        def is_in() -> bool:
            found = self._focused()
            return found is not None and len(found.text) >= len(before) + len(text)

        wait_until(is_in, f"{text!r} in the field")

    def _in_view(self, name: str, *kinds: str) -> Shown:
        """Bring something into view; return it once it has come to rest."""
        last: list[tuple[int, int]] = []

        def seen() -> Shown | None:
            found = self.find(name, *kinds)
            if found is None:
                return None
            if found.at is None:
                assert found.scroller is not None, f"{name!r} is out of sight"
                x, y, is_below = found.scroller
                self._hands("mousemove", x, y, "click", _WHEEL_DOWN if is_below else _WHEEL_UP)
                return None
            last.append(found.at)
            return found if last[-2:] == [found.at] * 2 else None

        return wait_until(seen, repr(name), self._names)

    def _wait_for_keys(self) -> None:
        wait_until(lambda: self._look()[0], "the window to have the keyboard")

    def _click(self, shown: Shown) -> None:
        assert shown.at is not None
        self._hands("mousemove", *shown.at, "click", 1)

    def _hands(self, *words: object, must_work: bool = True) -> None:
        subprocess.run(
            ["xdotool", *map(str, words)],
            env=self._environ,
            check=must_work,
            capture_output=True,
        )

    def _names(self) -> list[str]:
        return sorted({each.name for each in self.look() if each.kind != "label"})


def _everything(file: IO[bytes]) -> bytes:
    # Through the descriptor's own place, the program goes on writing at its own.
    return os.pread(file.fileno(), 10_000_000, 0)
