"""How long Trends takes to say something, and to work out what it says.

Run it by itself: ``.venv/bin/python -m tests.bench.trends [YEARS ...]``; 1 and 10 years unless
told otherwise. The first read-out is there within 300 ms of showing the page, a click is answered
within 100 ms, and the weekly work is done within two seconds. It is the time of the processor
that counts: that of the window's thread, and for what is worked out that of all threads. Beside
it stands how many times as much the years take as the shortest record measured.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As in the program: a thread for each core would only spin.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QAbstractButton, QApplication
from typing_extensions import override

from sessiondesk import paths
from sessiondesk.exchange import instrument_file, prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.connection import Connection
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page import TrendsPage
from sessiondesk.ui.pages.trends_page.readout_card import ReadoutCard
from sessiondesk.ui.pages.trends_page.weekly_work import WeeklyWork
from sessiondesk.ui.theme import Scheme, Theme
from tests.bench import dense

LIMITS_MS = {"first read-out": 300, "show all": 100, "worked out how": 100, "look": 2000}
ROUNDS = 5
YEARS = (1, 10)
PATIENCE_SECONDS = 120
NOW = datetime(2026, 5, 11, 21, 0, tzinfo=timezone(timedelta(hours=2)))


def main() -> int:
    """Print the medians; 1 where one is above its limit."""
    years = [int(each) for each in sys.argv[1:]] or list(YEARS)
    app = QApplication([])
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(app)
    shortest: dict[str, float] = {}
    taken: dict[str, float] = {}
    is_slow = False
    print("years " + "".join(f"{way:>16}" for way in LIMITS_MS) + "   (medians, ms)")
    with tempfile.TemporaryDirectory() as folder:
        for each in years:
            db = dense.make(Path(folder), years=each, is_read=False)
            taken = Measuring(app, theme, db, Path(folder) / f"dense-{each}.db").take()
            shortest = shortest or taken
            print(f"{each:5} " + "".join(f"{taken[way]:16.1f}" for way in LIMITS_MS))
            is_slow = is_slow or any(taken[way] > limit for way, limit in LIMITS_MS.items())
            db.close()
    ratios = [taken[way] / max(shortest[way], 0.1) for way in LIMITS_MS]
    print("times " + "".join(f"{ratio:16.1f}" for ratio in ratios))
    return int(is_slow)


class Measuring:
    """One record, and the page over it."""

    def __init__(self, app: QApplication, theme: Theme, db: Connection, path: Path) -> None:
        self._app = app
        self._theme = theme
        self._path = path
        self._prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
        self._jobs = Jobs()
        self._journal = Journal(
            db,
            now=lambda: NOW,
            zone="Europe/Berlin",
            prompts=self._prompts,
            instruments=instrument_file.load(paths.resources() / "instruments"),
        )

    def take(self) -> dict[str, float]:
        """Return how long each of ``LIMITS_MS`` takes, in milliseconds."""
        looks = [self._look() for _ in range(2)]
        kept: dict[str, list[float]] = {way: [] for way in LIMITS_MS}
        # The first look brings numpy in as well.
        kept["look"].append(looks[-1])
        for _ in range(ROUNDS + 1):
            page, first = self._first_readout()
            kept["first read-out"].append(first)
            self._wait()
            kept["show all"].append(self._press(page, "Show all"))
            kept["worked out how"].append(self._press(page, "How was this worked out?"))
            let_go(page)
        self._jobs.finish()
        return {
            way: statistics.median(each[1:] if len(each) > 1 else each)
            for way, each in kept.items()
        }

    def _look(self) -> float:
        """Return how long the record is looked at, reading and keeping included."""
        if self._journal.insights.days():
            self._journal.insights.keep(self._journal.today(), [])
        work = WeeklyWork(self._journal, self._jobs, self._connect)
        begun = time.process_time()
        work.start()
        self._wait()
        taken = (time.process_time() - begun) * 1000
        if not self._journal.insights.days():
            raise RuntimeError("nothing was kept")
        return taken

    def _first_readout(self) -> tuple[TrendsPage, float]:
        painted = FirstPainted()
        self._app.installEventFilter(painted)
        begun = time.thread_time()
        page = self._page()
        page.show()
        self._app.processEvents()
        self._app.removeEventFilter(painted)
        if painted.at is None:
            raise RuntimeError("there is no read-out")
        return page, (painted.at - begun) * 1000

    def _press(self, page: TrendsPage, words: str) -> float:
        shown = (each for each in page.findChildren(QAbstractButton) if each.isVisible())
        button = next(each for each in shown if each.text().startswith(words))
        return self._timed(button.click)

    def _timed(self, act: Callable[[], None]) -> float:
        begun = time.thread_time()
        act()
        self._app.processEvents()
        return (time.thread_time() - begun) * 1000

    def _page(self) -> TrendsPage:
        page = TrendsPage(
            self._journal,
            theme=self._theme,
            prompts=self._prompts,
            jobs=self._jobs,
            connect=self._connect,
        )
        page.resize(1072, 800)
        return page

    def _connect(self) -> Connection:
        return connection.connect(
            self._path, dense.KEY, dense.VAULT_ID, busy_timeout_ms=2000, read_only=True
        )

    def _wait(self) -> None:
        """Let the events come until nothing is worked out any more."""
        loop = QEventLoop()
        end = time.monotonic() + PATIENCE_SECONDS
        self._app.processEvents()
        while self._jobs.is_busy:
            # Asleep in between: waiting is not to count as work.
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise RuntimeError("it never ended")
        self._app.processEvents()


class FirstPainted(QObject):
    """Notes when the first read-out was painted.

    Attributes:
        at: The time of the window's thread at which it was. None: not yet.
    """

    def __init__(self) -> None:
        super().__init__()
        self.at: float | None = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_paint = event.type() is QEvent.Type.Paint
        if self.at is None and is_paint and isinstance(watched, ReadoutCard):
            self.at = time.thread_time()
        return False


def let_go(page: TrendsPage) -> None:
    """End a page now: it would answer to every change otherwise."""
    page.hide()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    sys.exit(main())
