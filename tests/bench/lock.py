"""What a person feels of a lock, and of the work beside the window, with ten years of data.

Run it with ``python tests/bench/lock.py [ROUNDS]``, under Xvfb or on a screen. Two measures:

- from the lock to the hidden window, to the process that is given up with all it knew, and to
  the painted window of the fresh one; once with a backup that is due and once without. Beside
  it the bare PySide6 window of ``start.py`` that asks;
- the longest time in which the window does not answer while a backup, a look at the whole
  file, an export and an import are made beside it. Each is given in processor time of this
  process, for another program that is busy does not count there, and as time on the clock.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import start  # noqa: E402 - the line above makes it known

if TYPE_CHECKING:
    from sessiondesk.ui.backup_keeper import BackupKeeper
    from sessiondesk.ui.pages.settings_page.transfer_card import TransferCard
    from sessiondesk.ui.shell import Shell

ANSWER_LIMIT_MS = 100
SHORTEST_MS = 5

LOCKS = """
import os, sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from tests.bench import lock
application = QApplication([sys.argv[0]])
shell = lock.open_shell(application, Path(sys.argv[1]))
lock.turn(lambda: shell.vault is not None and shell.view.isVisible(), least=1.0)
if sys.argv[3] == "backed up":
    from sessiondesk.vault.backup_file import Reason
    shell.keeper.back_up(Reason.ASKED)
    lock.turn(lambda: not shell.keeper.is_busy)
from sessiondesk.ui import out_of_sight
hide = out_of_sight.hide
def hidden(frame):
    hide(frame)
    print(time.monotonic() - begun, flush=True)
def replaced(back):
    print(time.monotonic() - begun, begun, flush=True)
    os.execv(sys.executable, [sys.executable, "-c", sys.argv[2], str(back.folder)])
out_of_sight.hide = hidden
shell.locking._relaunch = replaced
begun = time.monotonic()
shell.lock()
"""


def main(rounds: int) -> int:
    """Measure, print, and return 1 if the window does not answer for too long."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "Ten years.sdesk"
        start.make(folder)
        _locks(Path(place), folder, rounds)
        longest = _beside(Path(place), folder, rounds)
    return 0 if longest <= ANSWER_LIMIT_MS else 1


# Locking.


def _locks(place: Path, folder: Path, rounds: int) -> None:
    bare: list[float] = []
    for words in ("backup due", "backed up"):
        hidden, given_up, painted = [], [], []
        for number in range(rounds):
            bare.append(start.painted_after(start.ASKING, []))
            copy = place / f"{words} {number}.sdesk"
            shutil.copytree(folder, copy)
            first, second, third = _lock(place, copy, words)
            hidden.append(first)
            given_up.append(second)
            painted.append(third)
        print(f"lock, {words}:")
        print(f"  window hidden after              {start.ms(hidden)}")
        print(f"  process given up after           {start.ms(given_up)}")
        print(f"  fresh window painted after       {start.ms(painted)}")
    print(f"bare PySide6 window that asks      {start.ms(bare)}")


def _lock(place: Path, folder: Path, words: str) -> tuple[float, float, float]:
    environ = os.environ | {"XDG_CONFIG_HOME": str(place / "config"), "PYTHONPATH": str(ROOT)}
    # An installed program finds its modules compiled.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-c", LOCKS, str(folder), start.OURS, words],
        cwd=ROOT,
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    hidden, given_up, begun, painted = map(float, done.stdout.split())
    return hidden, given_up, painted - begun


def open_shell(application: object, folder: Path) -> "Shell":
    """Open the journal in the window, put together as the program does it."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - a child may not inherit it

    from sessiondesk import app  # noqa: PLC0415 - as above
    from sessiondesk.guard import Enforced, Network  # noqa: PLC0415 - as above
    from sessiondesk.vault import opening  # noqa: PLC0415 - as above

    assert isinstance(application, QApplication)
    enforced = Enforced(
        network=Network.NAMES_ONLY,
        names_blocked=False,
        core_limited=False,
        not_dumpable=False,
        umask=0o77,
        sandbox=None,
        refusal=None,
        problems=(),
    )
    shell = app.make_shell(
        application,
        enforced=enforced,
        preferences_path=folder.parent / "config" / "preferences.json",
        aside=folder.parent / "state",
        now=lambda: datetime.now().astimezone(),
    )
    shell.start(folder)
    turn(lambda: not shell.jobs.is_busy, least=0.2)
    unsealed = opening.unseal(folder, start.PASSPHRASE, opening.SlotKind.PASSPHRASE)
    shell.open_journal(opening.open_vault(unsealed, now=datetime.now(UTC)))
    return shell


# Beside the window.


def turn(is_over: Callable[[], bool], *, least: float = 0.0) -> tuple[float, float]:
    """Turn the event loop until ``is_over``, and for ``least`` seconds.

    Returns:
        The longest time between two looks of the window at what there is to do: in seconds of
        this process's processor time, and on the clock.
    """
    from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: PLC0415 - as above

    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(SHORTEST_MS)
    end = time.perf_counter() + least
    busy, clock = time.process_time(), time.perf_counter()
    longest = (0.0, 0.0)

    def look() -> None:
        nonlocal busy, clock, longest
        now = time.process_time(), time.perf_counter()
        longest = max(longest, (now[0] - busy, now[1] - clock))
        busy, clock = now
        if clock >= end and is_over():
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    return longest


def _beside(place: Path, folder: Path, rounds: int) -> float:
    """Print how long the window did not answer, and return the longest in milliseconds."""
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    from sessiondesk.ui.background_check import BackgroundCheck  # noqa: PLC0415 - as above
    from sessiondesk.vault import creating  # noqa: PLC0415 - as above
    from sessiondesk.vault.backup_file import Reason  # noqa: PLC0415 - as above
    from sessiondesk.vault.key_slots import Cost  # noqa: PLC0415 - as above

    application = QApplication.instance() or QApplication([sys.argv[0]])
    found: dict[str, list[tuple[float, float]]] = {}
    new = creating.prepare(start.PASSPHRASE, calibration=Cost(65536, 2, 1))
    for number in range(rounds):
        full, empty = place / f"full {number}.sdesk", place / f"empty {number}.sdesk"
        document = place / f"{number}.json"
        shutil.copytree(folder, full)
        creating.write(empty, new, now=datetime.now(UTC)).close()

        def note(words: str, longest: tuple[float, float]) -> None:
            found.setdefault(words, []).append(longest)

        shell = open_shell(application, full)
        turn(_is_free(shell), least=1.0)
        note("nothing", turn(_is_free(shell), least=0.5))
        _keeper(shell).back_up(Reason.ASKED)
        note("a backup", turn(_is_free(shell)))
        assert shell.vault is not None
        # Next month everything is due to be looked at.
        check = BackgroundCheck(shell.vault, shell.jobs, now=_next_month, parent=shell)
        check.start()
        note("a look at everything", turn(_is_free(shell)))
        card = _transfer_card(shell)
        turn(_is_free(shell), least=0.5)
        card._on_place(str(document))
        note("an export", turn(_is_free(shell)))
        _end(shell)

        shell = open_shell(application, empty)
        card = _transfer_card(shell)
        turn(_is_free(shell), least=5.0)
        card._on_file(str(document))
        note("reading an import", turn(_is_free(shell)))
        card._on_sure_to_import()
        note("a backup, and the import", turn(_is_free(shell)))
        turn(_is_free(shell), least=0.2)
        assert shell.journal is not None
        assert shell.journal.counts()["checkin"] == start.DAYS
        _end(shell)
    print("longest time without an answer, in processor time (on the clock), while there is:")
    for words, each in found.items():
        busy, clock = zip(*each, strict=True)
        print(f"  {words:26} {_least(busy)} ({_least(clock)})")
    return max(min(busy for busy, _ in each) for each in found.values()) * 1000


def _is_free(shell: "Shell") -> Callable[[], bool]:
    return lambda: not (shell.jobs.is_busy or _keeper(shell).is_busy)


def _keeper(shell: "Shell") -> "BackupKeeper":
    assert shell.keeper is not None
    return shell.keeper


def _transfer_card(shell: "Shell") -> "TransferCard":
    from sessiondesk.ui.commands import PageName  # noqa: PLC0415 - as above
    from sessiondesk.ui.pages.settings_page.transfer_card import TransferCard  # noqa: PLC0415

    assert shell.view is not None
    shell.view.go(PageName.SETTINGS)
    (card,) = shell.view.findChildren(TransferCard)
    return card


def _next_month() -> datetime:
    return datetime.now().astimezone() + timedelta(days=31)


def _end(shell: "Shell") -> None:
    shell.lock()
    shell.end()
    shell.frame.leave()


def _least(seconds: Sequence[float]) -> str:
    # Of several rounds the least: what other programs take from this one only adds to it.
    return f"{min(seconds) * 1000:4.0f} ms, median {statistics.median(seconds) * 1000:.0f}"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
