"""Runs the program in a process of its own, and tells from inside what its window shows.

Nothing is done through here: keys and clicks come from the screen, as a person's do. Questions
come one a line on standard input, which is a socket, and the answers go back through it: what the
program itself writes stays apart, and a process that takes the place of this one hears the next.
"""

# ruff: noqa: PLC0415 - Qt comes in after the guard, as in the program itself

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Any

from sessiondesk import __main__ as program
from sessiondesk import guard
from sessiondesk.guard import Enforced, Network

WITHOUT_GUARD = "without-guard"
# What is looked for in memory is handed over so that it does not stand in it.
VEIL = 0x5A
STEP = 1 << 20

ATTEMPT = """
import ctypes
libc = ctypes.CDLL(None, use_errno=True)
print(ctypes.get_errno() if libc.socket(2, 1, 0) < 0 else 0)
"""


def leave_the_guard_out() -> Enforced:
    """Stand in for what holds the process. Only a test can: the program has no switch."""
    return Enforced(
        network=Network.NAMES_ONLY,
        names_blocked=False,
        core_limited=False,
        not_dumpable=False,
        umask=0o022,
        sandbox=None,
        refusal=None,
        problems=(),
    )


def open_window(arguments, enforced):
    """Open the window as the program does, with a witness beside it."""
    from PySide6.QtCore import QSocketNotifier

    from sessiondesk import app

    make_shell = app.make_shell

    def with_witness(application, **parts):
        shell = make_shell(application, **parts)
        SHELLS.append(shell)
        notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, shell)
        notifier.activated.connect(lambda: hear(notifier))
        return shell

    app.make_shell = with_witness
    return open_program(arguments, enforced)


def hear(notifier):
    """Answer every question that is waiting."""
    asked = os.read(0, 65_536).decode()
    if not asked:
        notifier.setEnabled(False)
    for question in asked.splitlines():
        name, *words = question.split()
        answer = ANSWERS[name](*words)
        os.write(ANSWERS_TO, json.dumps(answer).encode() + b"\n")


def look():
    """Return what a person could see and use: of a dialog alone if one is open."""
    from PySide6.QtWidgets import QApplication, QMenu

    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        return {"window": 0, "shown": [described_action(popup, each) for each in popup.actions()]}
    window = QApplication.activeModalWidget() or next(
        (each for each in QApplication.topLevelWidgets() if each.inherits("QMainWindow")), None
    )
    if window is None or not window.isVisible():
        return {"window": 0, "shown": []}
    return {
        "window": int(window.winId()),
        "is_active": window.isActiveWindow(),
        "shown": [described(each) for each in visible(window)],
    }


def visible(window):
    from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QWidget

    for each in window.findChildren(QWidget):
        is_inside_of_stock = isinstance(each.parent(), QAbstractSpinBox | QComboBox)
        if each.isVisible() and not is_inside_of_stock:
            yield each


def described(widget):
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import (
        QAbstractButton,
        QAbstractSpinBox,
        QComboBox,
        QLabel,
        QLineEdit,
        QPlainTextEdit,
    )

    by_label = QAccessible.RelationFlag.Label
    kinds: dict[str, type] = {
        "button": QAbstractButton,
        "label": QLabel,
        "line": QLineEdit,
        "words": QPlainTextEdit,
        "number": QAbstractSpinBox,
        "choice": QComboBox,
    }
    kind = next((name for name, type_ in kinds.items() if isinstance(widget, type_)), "other")
    heard = QAccessible.queryAccessibleInterface(widget)
    name = heard.text(QAccessible.Text.Name)
    text = ""
    if kind == "choice":
        # Its own name is what is chosen; it is the label beside it that names it.
        text = name
        name = "".join(by[0].text(QAccessible.Text.Name) for by in heard.relations(by_label))
    elif kind == "words":
        text = widget.toPlainText()
    elif kind in {"line", "label"}:
        text = widget.text()
    return {
        "name": name,
        "kind": kind,
        "text": text,
        "at": place(widget),
        "can_write": kind in {"line", "words"} and not widget.isReadOnly(),
        "is_enabled": widget.isEnabled(),
        "is_on": kind == "button" and widget.isChecked(),
        "has_focus": widget.hasFocus(),
        "scroller": scroller(widget),
    }


def place(widget):
    """Return the middle of a widget on the screen; None where it is scrolled out of sight."""
    seen = widget.visibleRegion().boundingRect()
    if seen.height() < min(widget.height(), 24) or seen.width() < min(widget.width(), 24):
        return None
    middle = widget.mapToGlobal(seen.center())
    return [middle.x(), middle.y()]


def scroller(widget):
    """Return a bare spot of what scrolls ``widget``, and which way to turn the wheel."""
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QScrollArea

    above = widget.parentWidget()
    while above is not None and not (
        isinstance(above, QScrollArea) and above.verticalScrollBar().maximum() > 0
    ):
        above = above.parentWidget()
    if above is None:
        return None
    port = above.viewport()
    spot = port.mapToGlobal(QPoint(3, port.height() // 2))
    is_below = widget.mapTo(port, widget.rect().center()).y() > port.height() // 2
    return [spot.x(), spot.y(), is_below]


def described_action(menu, action):
    middle = menu.mapToGlobal(menu.actionGeometry(action).center())
    return {
        "name": action.text().replace("&", ""),
        "kind": "action",
        "text": "",
        "at": [middle.x(), middle.y()],
        "can_write": False,
        "is_enabled": action.isEnabled(),
        "is_on": action.isChecked(),
        "has_focus": menu.activeAction() is action,
        "scroller": None,
    }


def modules():
    """Return the modules that are loaded, and whether each is more than a closed door."""
    return {name: module is not None for name, module in sys.modules.items()}


def mapped():
    """Return the files that are mapped into memory."""
    lines = Path("/proc/self/maps").read_text().splitlines()
    return sorted({Path(line.split(maxsplit=5)[5]).name for line in lines if "/" in line})


def held():
    """Return what this process holds, and what holds it."""
    import resource

    status = dict(
        line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines()
    )
    return {
        "process": os.getpid(),
        "files": len(list(Path("/proc/self/fd").iterdir())) - 1,
        "children": Path("/proc/thread-self/children").read_text().split(),
        "kilobytes": int(status["VmRSS"].split()[0]),
        "filters": int(status["Seccomp_filters"]),
        "core": resource.getrlimit(resource.RLIMIT_CORE),
        "is_dumpable": ctypes.CDLL(None).prctl(3, 0, 0, 0, 0),
        "words": sys.argv[1:],
    }


def copies(*veiled):
    """Return how often each of some bytes stands in the memory of this process.

    They come veiled and stay so: what is looked for must not be put there by looking for it.
    """
    veil = bytes(byte ^ VEIL for byte in range(256))
    found = dict.fromkeys(veiled, 0)
    wanted = {each: bytes.fromhex(each) for each in veiled}
    for start, end in regions():
        for at in range(start, end, STEP):
            # A little more, for what lies across the border.
            seen = memory(at, min(STEP + 256, end - at)).translate(veil)
            for name, bytes_ in wanted.items():
                found[name] += seen.count(bytes_)
    return [found[each] for each in veiled]


def regions():
    for line in Path("/proc/self/maps").read_text().splitlines():
        place, rights, *_ = line.split()
        if rights.startswith("r") and "[v" not in line:
            start, end = (int(number, 16) for number in place.split("-"))
            yield start, end


def memory(at, size):
    """Return a stretch of our own memory; nothing where it cannot be read."""

    class Stretch(ctypes.Structure):
        _fields_ = (("at", ctypes.c_void_p), ("size", ctypes.c_size_t))

    room = ctypes.create_string_buffer(size)
    ours, theirs = Stretch(ctypes.addressof(room), size), Stretch(at, size)
    libc = ctypes.CDLL(None)
    libc.process_vm_readv.restype = ctypes.c_ssize_t
    read = libc.process_vm_readv(
        os.getpid(), ctypes.byref(ours), 1, ctypes.byref(theirs), 1, ctypes.c_ulong(0)
    )
    return room.raw[:read] if read > 0 else b""


def drafts():
    """Return the words being typed that are on the disk already."""
    journal = SHELLS[0].journal
    return [] if journal is None else [draft.text for draft in journal.drafts.all()]


def attempt():
    """Try to make a network socket; return 0, or the number of the error."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.socket(2, 1, 0)
    if descriptor < 0:
        return ctypes.get_errno()
    os.close(descriptor)
    return 0


def attempts():
    """Try it on this thread, on one that is older than the guard, and in another program."""
    TRIES.put(attempt)
    child = subprocess.run([sys.executable, "-c", ATTEMPT], capture_output=True, check=True)
    return {"here": attempt(), "older thread": TRIED.get(), "child": int(child.stdout)}


def try_when_asked():
    while True:
        TRIED.put(TRIES.get()())


TRIES: SimpleQueue[Callable[[], int]] = SimpleQueue()
TRIED: SimpleQueue[int] = SimpleQueue()
ANSWERS_TO = 0
ANSWERS = {
    "look": look,
    "modules": modules,
    "mapped": mapped,
    "attempts": attempts,
    "held": held,
    "copies": copies,
    "drafts": drafts,
}
SHELLS: list[Any] = []

if __name__ == "__main__":
    Thread(target=try_when_asked, daemon=True).start()
    if sys.argv[1:2] == [WITHOUT_GUARD]:
        sys.argv.pop(1)
        guard.protect = leave_the_guard_out
    # The guard is up when this is called: what the witness needs comes after it.
    open_program, program._open_window = program._open_window, open_window
    sys.exit(program.main())
