"""How long Today takes to open and to answer, and how that grows with the years of record.

Run it by itself: ``.venv/bin/python -m tests.bench.today [YEARS ...]``; 1 and 10 years unless
told otherwise. The limit is 100 ms for either. Beside it: the same page over an empty record,
which is what the widgets alone cost.
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
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sessiondesk import paths
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.connection import Connection
from sessiondesk.store.migrations import migrate
from sessiondesk.ui.pages.today_page import TodayPage
from sessiondesk.ui.theme import Scheme, Theme
from tests.bench import dense

LIMIT_MS = 100
ROUNDS = 9
YEARS = (1, 10)
NOW = datetime(2026, 5, 12, 14, 0, tzinfo=timezone(timedelta(hours=2)))


def main() -> int:
    """Print the medians; 1 where one is above the limit."""
    years = [int(each) for each in sys.argv[1:]] or list(YEARS)
    app = QApplication([])
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(app)
    is_slow = False
    print("years   open, ms   answer, ms   (medians)")
    with tempfile.TemporaryDirectory() as folder:
        for each in (0, *years):
            opened, answered = measure(app, theme, make(Path(folder), each))
            print(f"{each:5}   {opened:8.1f}   {answered:10.1f}")
            is_slow = is_slow or max(opened, answered) > LIMIT_MS
    return int(is_slow)


def make(folder: Path, years: int) -> Connection:
    """Return a file with that many years in it."""
    if years:
        return dense.make(folder, years=years)
    db = connection.create(folder / "empty.db", dense.KEY, dense.VAULT_ID)
    migrate(db)
    return db


def measure(app: QApplication, theme: Theme, db: Connection) -> tuple[float, float]:
    """Return how long opening and one answer take, in milliseconds."""
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    journal = Journal(db, now=lambda: NOW, zone="Europe/Berlin", prompts=prompts)
    pages: list[TodayPage] = []

    def open_page() -> None:
        page = TodayPage(journal, theme=theme, prompts=prompts)
        page.resize(1072, 800)
        page.show()
        app.processEvents()
        pages.append(page)

    def close_page() -> None:
        let_go(pages.pop())

    opened = median(open_page, ROUNDS, after=close_page)
    open_page()
    page = pages.pop()
    page.activateWindow()
    page.focus_first()
    app.processEvents()
    strip = QApplication.focusWidget()
    if strip is None:
        raise RuntimeError("nothing has the keyboard")
    digits = iter("3142536475869708")

    def answer() -> None:
        QTest.keyClicks(strip, next(digits))
        app.processEvents()

    answered = median(answer, ROUNDS)
    QTest.keyClick(strip, Qt.Key.Key_Backspace)
    let_go(page)
    return opened, answered


def let_go(page: TodayPage) -> None:
    """End a page now: it would answer to every change otherwise."""
    page.hide()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def median(
    act: Callable[[], None], rounds: int, *, after: Callable[[], None] | None = None
) -> float:
    """Return the median of some rounds, in milliseconds; the first is not counted."""
    taken = []
    for _ in range(rounds + 1):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
        if after is not None:
            after()
    return statistics.median(taken[1:])


if __name__ == "__main__":
    sys.exit(main())
