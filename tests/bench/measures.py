"""How long Measures takes to open, to take an answer and to keep a form, and how that grows.

Run it by itself: ``.venv/bin/python -m tests.bench.measures [YEARS ...]``; 1 and 10 years unless
told otherwise, with four questionnaires and a therapist's form every two weeks. The limit is
100 ms for each. Beside it: the same page over an empty record, which is what the widgets alone
cost, and how many times as much the years take. It is the time of the processor that counts.
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
from PySide6.QtWidgets import QApplication, QPushButton

from sessiondesk import paths
from sessiondesk.exchange import instrument_file, prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.ui.pages.measures_page import MeasuresPage
from sessiondesk.ui.theme import Scheme, Theme
from tests.bench.today import make

LIMIT_MS = 100
ROUNDS = 7
YEARS = (1, 10)
WAYS = ("open", "begin", "one answer", "keep", "what is due")
NOW = datetime(2026, 5, 26, 14, 0, tzinfo=timezone(timedelta(hours=2)))
ITEMS = 9


def main() -> int:
    """Print the medians; 1 where one is above the limit."""
    years = [int(each) for each in sys.argv[1:]] or list(YEARS)
    app = QApplication([])
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(app)
    is_slow = False
    print("years " + "".join(f"{way:>14}" for way in WAYS) + "   (medians, ms)")
    with tempfile.TemporaryDirectory() as folder:
        empty: list[float] = []
        taken: list[float] = []
        for each in (0, *years):
            taken = measure(app, theme, make(Path(folder), each))
            empty = empty or taken
            print(f"{each:5} " + "".join(f"{ms:14.1f}" for ms in taken))
            is_slow = is_slow or max(taken) > LIMIT_MS
        ratios = [ms / max(before, 0.1) for ms, before in zip(taken, empty, strict=True)]
        print("times " + "".join(f"{ratio:14.1f}" for ratio in ratios))
    return int(is_slow)


def measure(app: QApplication, theme: Theme, db: Connection) -> list[float]:
    """Return how long each of ``WAYS`` takes, in milliseconds."""
    resources = paths.resources()
    prompts = prompt_file.load(resources / "prompts" / "en.json")
    journal = Journal(
        db,
        now=lambda: NOW,
        zone="Europe/Berlin",
        prompts=prompts,
        instruments=instrument_file.load(resources / "instruments"),
    )
    pages: list[MeasuresPage] = []

    def open_page() -> None:
        page = MeasuresPage(journal, theme=theme, prompts=prompts)
        page.resize(1072, 800)
        page.show()
        app.processEvents()
        pages.append(page)

    taken = [median(open_page, after=lambda: let_go(pages.pop()))]
    open_page()
    page = pages.pop()
    page.activateWindow()
    kept: dict[str, list[float]] = {"begin": [], "one answer": [], "keep": []}
    for _ in range(ROUNDS + 1):
        kept["begin"].append(timed(lambda: begin(app, page)))
        for _ in range(ITEMS):
            kept["one answer"].append(timed(lambda: answer(app)))
        kept["keep"].append(timed(lambda: see_result(app, page)))
    if len(journal.measures.of("phq9")) < ROUNDS:
        raise RuntimeError("not every form was kept")
    taken += [statistics.median(each[1:]) for each in kept.values()]
    taken.append(median(journal.measures.due))
    let_go(page)
    return taken


def begin(app: QApplication, page: MeasuresPage) -> None:
    """Open a questionnaire."""
    page.begin("phq9")
    app.processEvents()
    page.focus_first()


def answer(app: QApplication) -> None:
    """Give the answer on which the keyboard is; the next question has it then."""
    focused = QApplication.focusWidget()
    if focused is None:
        raise RuntimeError("nothing has the keyboard")
    QTest.keyClick(focused, Qt.Key.Key_1)
    app.processEvents()


def see_result(app: QApplication, page: MeasuresPage) -> None:
    """Keep what was filled in, and see what it comes to."""
    shown = (each for each in page.findChildren(QPushButton) if each.isVisible())
    next(each for each in shown if each.text() == "See the result").click()
    app.processEvents()


def let_go(page: MeasuresPage) -> None:
    """End a page now: it would answer to every change otherwise."""
    page.hide()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def timed(act: Callable[[], None]) -> float:
    """Return how long something takes, in milliseconds."""
    begun = time.process_time()
    act()
    return (time.process_time() - begun) * 1000


def median(act: Callable[[], object], *, after: Callable[[], None] | None = None) -> float:
    """Return the median of some rounds, in milliseconds; the first is not counted."""
    taken = []
    for _ in range(ROUNDS + 1):
        begun = time.process_time()
        act()
        taken.append((time.process_time() - begun) * 1000)
        if after is not None:
            after()
    return statistics.median(taken[1:])


if __name__ == "__main__":
    sys.exit(main())
