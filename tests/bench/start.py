"""How long a person waits: for the window, and from the passphrase to Today.

Run it with ``python tests/bench/start.py [RUNS]``, under Xvfb or on a screen. Two measures, each
beside its bare counterpart of the same run:

- from the start of the process to the painted unlock window, against a bare PySide6 window
  that asks for a passphrase with stock widgets, and against one with nothing in it;
- from the proven passphrase to the painted Today with ten years of data, against plain sqlite3
  opening a file with the same check-ins and reading them all.
"""

import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "xcb" if os.environ.get("DISPLAY") else "offscreen")

START_LIMIT = 1.6
UNLOCK_LIMIT_MS = 300
DAYS, SESSIONS = 3650, 500
PASSPHRASE = "ten years of days"

# Each child says when its window was painted, by the clock that all processes share.
PAINTED = """
        done = super().event(event)
        if event.type() == event.Type.UpdateRequest:
            print(time.monotonic(), flush=True)
            os._exit(0)
        return done
"""
EMPTY = f"""
import os, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([sys.argv[0]])
class Window(QMainWindow):
    def event(self, event):{PAINTED}
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
# What asks for a passphrase with nothing but stock widgets: the least that could be ours.
ASKING = f"""
import os, sys, time
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication, QLabel, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
)
application = QApplication([sys.argv[0]])
class Window(QMainWindow):
    def event(self, event):{PAINTED}
window = Window()
form = QWidget()
column = QVBoxLayout(form)
column.setAlignment(Qt.AlignmentFlag.AlignCenter)
column.addWidget(QLabel("Passphrase"))
field = QLineEdit()
field.setEchoMode(QLineEdit.EchoMode.Password)
column.addWidget(field)
column.addWidget(QPushButton("Open journal"))
window.setCentralWidget(form)
window.resize(1280, 800)
window.show()
application.exec()
"""
OURS = f"""
import gc, os, sys, time
from sessiondesk import __main__ as program
enforced = program.guard.protect()
gc.disable()  # as the program does before it imports the window
from sessiondesk.ui.frame import Frame
class Window(Frame):
    def event(self, event):{PAINTED}
import sessiondesk.ui.shell as shell
shell.Frame = Window
program._open_window([sys.argv[1]], enforced)
"""


def main(runs: int) -> int:
    """Measure, print, and return 1 if a limit is broken."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "Ten years.sdesk"
        make(folder)
        start = _start(Path(place), folder, runs)
        unlock = _unlock(Path(place), folder, runs)
    return 0 if start and unlock else 1


def _start(place: Path, folder: Path, runs: int) -> bool:
    empty, asking, ours = [], [], []
    for _ in range(runs):  # in turn, so that a busy machine is busy for all
        empty.append(painted_after(EMPTY, []))
        asking.append(painted_after(ASKING, []))
        ours.append(painted_after(OURS, [str(folder)], home=place))
    middle = statistics.median
    print(f"start, empty PySide6 window          median {ms(empty)}")
    print(f"start, bare PySide6 window that asks median {ms(asking)}")
    print(f"start, painted unlock window         median {ms(ours)}")
    print(f"  ratio to the empty one {middle(ours) / middle(empty):.2f}")
    ratio = middle(ours) / middle(asking)
    print(f"  ratio to the bare one  {ratio:.2f}, limit {START_LIMIT}")
    return ratio <= START_LIMIT


def painted_after(code: str, words: Sequence[str], *, home: Path | None = None) -> float:
    """Return the seconds from the start of a process to its painted window."""
    environ = os.environ | ({} if home is None else {"XDG_CONFIG_HOME": str(home / "config")})
    # An installed program finds its modules compiled; the first run here does that.
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout.split()[-1]) - begun


def _unlock(place: Path, folder: Path, runs: int) -> bool:
    # Qt only from here: the children above should not inherit anything from it.
    from PySide6.QtCore import QEvent, QEventLoop  # noqa: PLC0415
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication, QWidget  # noqa: PLC0415

    from sessiondesk import app  # noqa: PLC0415
    from sessiondesk.guard import Enforced, Network  # noqa: PLC0415
    from sessiondesk.ui.pages.today_page import TodayPage  # noqa: PLC0415
    from sessiondesk.vault import opening  # noqa: PLC0415

    application = QApplication([sys.argv[0]])
    loop = QEventLoop()

    def painted(_page: QWidget, _event: QPaintEvent) -> None:
        loop.quit()

    # A filter over all events would be asked some thousand times, and count as ours.
    TodayPage.paintEvent = painted  # type: ignore[method-assign]
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
    took, busy = [], []
    for _ in range(runs):
        shell = app.make_shell(
            application,
            enforced=enforced,
            preferences_path=place / "config" / "preferences.json",
            now=lambda: datetime.now().astimezone(),
        )
        shell.start(folder)
        while shell.jobs.is_busy:
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)
        unsealed = opening.unseal(folder, PASSPHRASE, opening.SlotKind.PASSPHRASE)
        begun, worked = time.perf_counter(), time.process_time()
        shell.open_journal(opening.open_vault(unsealed, now=datetime.now(UTC)))
        loop.exec()
        took.append(time.perf_counter() - begun)
        busy.append(time.process_time() - worked)
        shell.lock()
        shell.end()
        shell.frame.leave()
        shell.frame.deleteLater()
        shell.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    plain = _plain(place, runs)
    print(f"plain sqlite3, open and read {DAYS} check-ins   median {ms(plain)}")
    print(f"unlock to painted Today, key derivation aside median {ms(took)}")
    print(f"  of it in processor time of this process            median {ms(busy)}")
    ratio = statistics.median(took) / statistics.median(plain)
    print(f"  ratio {ratio:.1f}; limit {UNLOCK_LIMIT_MS} ms")
    return statistics.median(took) * 1000 <= UNLOCK_LIMIT_MS


def _plain(place: Path, runs: int) -> Sequence[float]:
    file = place / "plain.db"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE checkin (felt_at TEXT, mood REAL, anxiety REAL, note TEXT)")
        db.executemany(
            "INSERT INTO checkin VALUES (?, ?, ?, ?)",
            [(f"2020-01-01T{day}", day % 11, 10 - day % 11, "a line") for day in range(DAYS)],
        )
    db.close()
    took = []
    for _ in range(runs):
        begun = time.perf_counter()
        db = sqlite3.connect(file)
        db.execute("SELECT felt_at, mood, anxiety, note FROM checkin ORDER BY felt_at").fetchall()
        db.close()
        took.append(time.perf_counter() - begun)
    return took


def make(folder: Path) -> None:
    """Make a journal with ten years in it."""
    from sessiondesk import paths  # noqa: PLC0415
    from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine  # noqa: PLC0415
    from sessiondesk.domain.course import Course  # noqa: PLC0415
    from sessiondesk.domain.therapy_session import Outcome, TherapySession  # noqa: PLC0415
    from sessiondesk.exchange import prompt_file  # noqa: PLC0415
    from sessiondesk.journal import Journal  # noqa: PLC0415
    from sessiondesk.vault import creating  # noqa: PLC0415
    from sessiondesk.vault.key_slots import Cost  # noqa: PLC0415

    now = datetime.now(UTC).replace(microsecond=0)
    new = creating.prepare(PASSPHRASE, calibration=Cost(65536, 2, 1))
    with creating.write(folder, new, now=now) as vault:
        journal = Journal(
            vault.db,
            now=lambda: now,
            zone="Europe/Berlin",
            prompts=prompt_file.load(paths.resources() / "prompts" / "en.json"),
        )
        scales = [scale.id for scale in journal.scales.shown()]
        course = Course(started_on=(now - timedelta(days=DAYS)).date())
        with journal.batch():
            journal.courses.record(course)
            for ago in range(1, DAYS + 1):
                felt_at = now - timedelta(days=ago)
                journal.checkins.record(
                    CheckIn(
                        felt_at=felt_at,
                        day=journal.day_of(felt_at),
                        ratings={id_: (ago + place) % 11 for place, id_ in enumerate(scales)},
                        sleep_hours=6 + ago % 4,
                        lines=(NoteLine(kind=LineKind.PLAIN, text=f"a line on day {ago}"),),
                    )
                )
            for ago in range(SESSIONS):
                planned_for = (now - timedelta(days=7 * ago + 1)).replace(tzinfo=None, second=0)
                journal.sessions.record(
                    TherapySession(
                        course_id=course.id,
                        planned_for=planned_for,
                        zone="Europe/Berlin",
                        outcome=Outcome.ATTENDED,
                        notes="what was said " * 20,
                    )
                )
        journal.close()


def ms(seconds: Sequence[float]) -> str:
    """Return the middle of some times, with the least and the most."""
    low, high = min(seconds) * 1000, max(seconds) * 1000
    return f"{statistics.median(seconds) * 1000:6.0f} ms ({low:.0f} to {high:.0f})"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 9))
