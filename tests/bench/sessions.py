"""How long Sessions takes to open, to go on and to answer, and how that grows with the years.

Run it by itself: ``.venv/bin/python -m tests.bench.sessions [YEARS ...]``; 1 and 10 years unless
told otherwise. The limit is 100 ms for each. "open" is until the page is seen; the private
part, which is made right after that, is counted by itself.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sessiondesk import paths
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.ui.pages.sessions_page import SessionsPage
from sessiondesk.ui.pages.sessions_page.session_sheet import SessionSheet
from sessiondesk.ui.theme import Scheme, Theme
from tests.bench import dense

LIMIT_MS = 100
ROUNDS = 9
YEARS = (1, 10)
WAYS = ("open", "private part", "next session", "one answer", "all again")
NOW = datetime(2026, 5, 12, 14, 0, tzinfo=timezone(timedelta(hours=2)))


def main() -> int:
    """Print the medians; 1 where one is above the limit."""
    years = [int(each) for each in sys.argv[1:]] or list(YEARS)
    app = QApplication([])
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(app)
    is_slow = False
    print("years " + "".join(f"{way:>16}" for way in WAYS) + "   (medians, ms)")
    with tempfile.TemporaryDirectory() as folder:
        for each in years:
            taken = measure(app, theme, dense.make(Path(folder), years=each))
            print(f"{each:5} " + "".join(f"{ms:16.1f}" for ms in taken))
            is_slow = is_slow or max(taken) > LIMIT_MS
    return int(is_slow)


def measure(app: QApplication, theme: Theme, db: Connection) -> list[float]:
    """Return how long each of ``WAYS`` takes, in milliseconds."""
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    journal = Journal(db, now=lambda: NOW, zone="Europe/Berlin", prompts=prompts)
    opened: list[float] = []
    made: list[float] = []

    def open_page() -> SessionsPage:
        begun = time.perf_counter()
        page = SessionsPage(journal, theme=theme, prompts=prompts)
        page.resize(1072, 800)
        page.show()
        page.repaint()
        opened.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        for sheet in page.findChildren(SessionSheet):
            # At once, instead of in a moment: the wait is not what is measured.
            assert sheet.is_being_made
            sheet._soon.stop()
            sheet._make_afterwards()
        page.repaint()
        made.append((time.perf_counter() - begun) * 1000)
        return page

    for _ in range(ROUNDS):
        let_go(open_page())
    last = open_page()
    ids = iter([each.id for each in journal.sessions.outline()][-3 * ROUNDS :])
    held = [each for each in journal.sessions.outline() if each.outcome.is_held][-1]

    def go_on() -> None:
        last.open_session(next(ids))
        app.processEvents()

    values = iter(range(ROUNDS + 1))

    def answer() -> None:
        noted = journal.afterwards.of(held.id)
        journal.afterwards.record(replace(noted, leaving=next(values)))
        app.processEvents()

    went = median(go_on)
    last.open_session(held.id)
    taken = [statistics.median(opened[1:]), statistics.median(made[1:]), went, median(answer)]
    taken.append(median(last.refresh))
    let_go(last)
    return taken


def let_go(page: SessionsPage) -> None:
    """End a page now: it would answer to every change otherwise."""
    page.hide()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def median(act: Callable[[], None]) -> float:
    """Return the median of some rounds, in milliseconds; the first is not counted."""
    taken = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken[1:])


if __name__ == "__main__":
    sys.exit(main())
