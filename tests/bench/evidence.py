"""How long what stands behind an answer takes: its entries, a pattern's page, and the review.

Run it by itself: ``.venv/bin/python -m tests.bench.evidence [YEARS ...]``; 1 and 10 years unless
told otherwise. One tag and one pattern are on every check-in: 20,000 in ten years. The limit is
100 ms for each; it is the time of the window's thread that counts, the best of some rounds, and
beside it stands how many times as much the years take as the shortest record measured.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

from sessiondesk import paths
from sessiondesk.domain.ids import PatternId, TagId
from sessiondesk.exchange import instrument_file, prompt_file
from sessiondesk.insights.claims import Association
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.connection import Connection, transaction
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.patterns_page import PatternsPage
from sessiondesk.ui.pages.review_page import ReviewPage
from sessiondesk.ui.pages.trends_page.days_list import DaysList
from sessiondesk.ui.pages.trends_page.tagged_entries import entries_of
from sessiondesk.ui.theme import Scheme, Theme
from tests.bench import dense

LIMIT_MS = 100
WAYS = ("entries", "pattern", "review", "evidence")
ROUNDS = 5
YEARS = (1, 10)
NOW = datetime(2026, 5, 11, 21, 0, tzinfo=timezone(timedelta(hours=2)))


def main() -> int:
    """Print the best; 1 where one is above the limit."""
    years = [int(each) for each in sys.argv[1:]] or list(YEARS)
    app = QApplication([])
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(app)
    shortest: dict[str, float] = {}
    taken: dict[str, float] = {}
    is_slow = False
    print("years " + "".join(f"{way:>12}" for way in WAYS) + "   (the best, ms)")
    with tempfile.TemporaryDirectory() as folder:
        for each in years:
            db = dense.make(Path(folder), years=each)
            taken = Measuring(app, theme, db, Path(folder) / f"dense-{each}.db").take()
            shortest = shortest or taken
            print(f"{each:5} " + "".join(f"{taken[way]:12.1f}" for way in WAYS))
            is_slow = is_slow or max(taken.values()) > LIMIT_MS
            db.close()
    print("times " + "".join(f"{taken[way] / max(shortest[way], 0.1):12.1f}" for way in WAYS))
    return int(is_slow)


class Measuring:
    """One record with a tag and a pattern on every check-in."""

    def __init__(self, app: QApplication, theme: Theme, db: Connection, path: Path) -> None:
        self._app = app
        self._theme = theme
        self._path = path
        self._jobs = Jobs()
        self._tag, self._pattern, self._other = put_everywhere(db)
        self._prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
        self._journal = Journal(
            db,
            now=lambda: NOW,
            zone="Europe/Berlin",
            prompts=self._prompts,
            instruments=instrument_file.load(paths.resources() / "instruments"),
        )

    def take(self) -> dict[str, float]:
        """Return how long each of ``WAYS`` takes, in milliseconds."""
        rounds = [self._round() for _ in range(ROUNDS)]
        self._jobs.finish()
        return {way: min(each[way] for each in rounds) for way in WAYS}

    def _round(self) -> dict[str, float]:
        taken = {"entries": self._entries(), "pattern": self._choose_pattern()}
        pages: list[ReviewPage] = []
        taken["review"] = self._timed(lambda: pages.append(self._review()))
        taken["evidence"] = self._timed(self._wait)
        let_go(pages.pop())
        return taken

    def _review(self) -> ReviewPage:
        page = ReviewPage(
            self._journal,
            theme=self._theme,
            prompts=self._prompts,
            jobs=self._jobs,
            connect=self._connect,
        )
        show(page)
        return page

    def _entries(self) -> float:
        entries = DaysList(self._journal, self._theme, "Entries")
        claim = Association(
            tag=f"tag:{self._tag}", rating="mood", difference=-1.0, tagged=9, others=60, p=0.001
        )
        taken = self._timed(
            lambda: entries.show_entries(entries_of(self._journal, claim, NOW.date()))
        )
        let_go(entries)
        return taken

    def _choose_pattern(self) -> float:
        page = PatternsPage(self._journal, theme=self._theme, prompts=self._prompts)
        page.show_record(Kind.PATTERN, self._other)
        show(page)
        self._app.processEvents()
        taken = self._timed(lambda: page.show_record(Kind.PATTERN, self._pattern))
        let_go(page)
        return taken

    def _timed(self, act: Callable[[], object]) -> float:
        begun = time.thread_time()
        act()
        self._app.processEvents()
        return (time.thread_time() - begun) * 1000

    def _connect(self) -> Connection:
        return connection.connect(
            self._path, dense.KEY, dense.VAULT_ID, busy_timeout_ms=2000, read_only=True
        )

    def _wait(self) -> None:
        loop = QEventLoop()
        while self._jobs.is_busy:
            # Asleep in between: waiting is not to count as work.
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def put_everywhere(db: Connection) -> tuple[TagId, PatternId, PatternId]:
    """Put one tag and one pattern on every check-in; return them, and a pattern on a few."""
    (tag,) = db.execute("SELECT id FROM tag ORDER BY rowid LIMIT 1").fetchone()
    (pattern,), (other,) = db.execute("SELECT id FROM pattern ORDER BY rowid LIMIT 2").fetchall()
    with transaction(db):
        db.execute("INSERT OR IGNORE INTO checkin_tag SELECT id, ? FROM checkin", (tag,))
        db.execute("INSERT OR IGNORE INTO checkin_pattern SELECT id, ? FROM checkin", (pattern,))
    return TagId(tag), PatternId(pattern), PatternId(other)


def show(page: QWidget) -> None:
    """Show a page in its usual size."""
    page.resize(1072, 800)
    page.show()


def let_go(page: QWidget) -> None:
    """End a page now: it would answer to every change otherwise."""
    page.hide()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


if __name__ == "__main__":
    sys.exit(main())
