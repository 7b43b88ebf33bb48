"""How long a change of range takes on ten years of days, beside bare pyqtgraph and sqlite3.

Run it by itself: ``.venv/bin/python tests/bench/chart.py``. The limit is 50 ms from the choice
of a range to the painted chart, and 100 ms for anything else that is clicked.
"""

import os
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, time, timedelta, timezone
from functools import partial
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from sessiondesk import paths
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.journal.charted import ChartReading
from sessiondesk.store import connection
from sessiondesk.store.connection import Connection
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page.chart_card import ChartCard
from sessiondesk.ui.pages.trends_page.record import Axis, Range, averages, record_of
from sessiondesk.ui.pages.trends_page.therapies import therapies
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.chips import Chip
from sessiondesk.ui.widgets.timeline_view import TimelineView
from tests.bench import dense

YEARS = 10
DAYS = 365 * YEARS
LIMIT_MS = 50
CLICK_MS = 100
ROUNDS = 15
NOW = datetime.combine(dense.LAST, time(21, 0), tzinfo=timezone(timedelta(hours=2)))
SCALES = ("mood", "anxiety", "energy", "overwhelm")


def ten_years(folder: Path) -> Journal:
    """Return a journal of ten dense years: 20,000 check-ins, 1,000 sessions."""
    db = dense.make(folder, years=YEARS, is_read=False)
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    return Journal(db, now=lambda: NOW, zone="Europe/Berlin", prompts=prompts)


def median_ms(do: Callable[[], object]) -> float:
    """Return the median of some rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = perf_counter()
        do()
        taken.append(1000 * (perf_counter() - start))
    return statistics.median(taken)


def until(condition: Callable[[], bool]) -> None:
    """Let events happen until the condition holds."""
    loop = QEventLoop()
    while not condition():
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def bare_chart() -> Callable[[], None]:
    """Return what draws as many marks and points with pyqtgraph and nothing else."""
    # The page is measured before these are loaded, as in the program.
    import numpy as np  # noqa: PLC0415 - as above
    import pyqtgraph as pg  # noqa: PLC0415 - as above

    plot = pg.PlotWidget()
    plot.resize(1000, 520)
    plot.show()
    until(plot.isVisible)
    lines = [plot.plot(pen=pg.mkPen("k", width=2.4), antialias=True) for _ in range(2)]
    marks = [pg.ScatterPlotItem(size=5.5, pen=None) for _ in range(2)]
    for item in marks:
        plot.addItem(item)
    x = np.linspace(0, DAYS, 365)
    weeks = np.arange(0, DAYS, 7)

    def draw() -> None:
        for line in lines:
            line.setData(x, 5 + np.sin(x / 50 + np.random.default_rng().random()))
        for item in marks:
            item.setData(weeks, 5 + np.cos(weeks / 60))
        plot.viewport().repaint()

    return draw


def plain_rows(folder: Path) -> Callable[[], object]:
    """Return what reads as many values from a file that is not encrypted."""
    db = sqlite3.connect(folder / "plain.db")
    db.execute("CREATE TABLE reading (day TEXT, scale TEXT, value REAL)")
    rows = [
        ((NOW - timedelta(days=n)).date().isoformat(), key, 5.0)
        for n in range(DAYS)
        for key in SCALES
    ]
    db.executemany("INSERT INTO reading VALUES (?, ?, ?)", rows)
    db.commit()

    def read_all() -> object:
        return db.execute(
            "SELECT scale, day, avg(value) FROM reading GROUP BY scale, day ORDER BY day"
        ).fetchall()

    return read_all


class Longest:
    """The longest time for which the window's thread did not answer, as a timer feels it."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._on_tick)
        self._last = perf_counter()
        self.milliseconds = 0.0
        self._timer.start()

    def _on_tick(self) -> None:
        here = perf_counter()
        self.milliseconds = max(self.milliseconds, 1000 * (here - self._last))
        self._last = here


def shown(
    application: QApplication, journal: Journal, connect: Callable[[], Connection]
) -> tuple[ChartCard, Jobs]:
    """Show the card and say how long that took, and how long the window's thread was held."""
    theme = Theme(paths.resources())
    theme.apply(application)
    jobs = Jobs(application)
    start = perf_counter()
    card = ChartCard(journal, theme, jobs=jobs, connect=connect)
    card.resize(1072, 620)
    card.show()
    card.repaint()
    print(f"card painted without its chart       {1000 * (perf_counter() - start):7.1f} ms")
    (view,) = card.findChildren(TimelineView)
    until(lambda: view.has_plot and not jobs.is_busy)
    print(f"card painted with its chart          {1000 * (perf_counter() - start):7.1f} ms")
    # Once more, with everything loaded: what a new check-in costs while the page is open.
    held = Longest()
    card.refresh()
    until(lambda: not jobs.is_busy)
    print(f"longest hold of the window meanwhile {held.milliseconds:7.1f} ms")
    return card, jobs


def on_the_worker(folder: Path, connect: Callable[[], Connection]) -> None:
    """Say how long the parts of the work take that is done beside the window."""
    reading = ChartReading(today=NOW.date(), asks_sleep_hours=True)
    db = connect()
    plain = median_ms(plain_rows(folder))
    read = median_ms(lambda: reading.charted(db))
    record = record_of(reading.charted(db), sleep_name="Sleep")
    db.close()
    lines = averages(record)
    print(f"plain sqlite3, as many values        {plain:7.1f} ms")
    print(f"reading ten years, on the worker     {read:7.1f} ms   {read / plain:4.1f} x plain")
    print(f"all local averages, on the worker    {median_ms(lambda: averages(record)):7.1f} ms")
    by_session = median_ms(lambda: therapies(record, lines))
    print(f"all sessions, on the worker          {by_session:7.1f} ms")


def main() -> int:
    """Print medians and ratios; return 1 where a limit is passed."""
    application = QApplication(["bench"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = ten_years(folder)
        path = folder / f"dense-{YEARS}.db"
        connect = partial(connection.connect, path, dense.KEY, dense.VAULT_ID, read_only=True)
        card, jobs = shown(application, journal, connect)
        (view,) = card.findChildren(TimelineView)
        (plot,) = view.findChildren(QAbstractScrollArea)
        on_the_worker(folder, connect)
        bare = median_ms(bare_chart())
        viewport = plot.viewport()

        def clicked(do: Callable[[], object]) -> float:
            def do_and_paint() -> None:
                do()
                viewport.repaint()

            return median_ms(do_and_paint)

        taken = {each: clicked(partial(card.show_range, each)) for each in Range}
        others = {}
        for where in ("", ", in strips"):
            others["by session" + where] = clicked(partial(card.show_axis, Axis.SESSION))
            others["by date" + where] = clicked(partial(card.show_axis, Axis.DATE))
            for chip in card.findChildren(Chip):
                if not chip.isChecked():
                    chip.click()
        others["table by week"] = clicked(partial(card.show_table, True))
        others["table by session"] = clicked(partial(card.show_axis, Axis.SESSION))
        jobs.finish()
    print(f"bare pyqtgraph, as many points       {bare:7.1f} ms")
    for each, milliseconds in taken.items():
        ratio = milliseconds / bare
        print(
            f"change of range to {each.value:<14}    {milliseconds:7.1f} ms   {ratio:4.1f} x bare"
        )
    for words, milliseconds in others.items():
        print(f"{words:<36} {milliseconds:7.1f} ms")
    slowest, longest = max(taken.values()), max(others.values())
    print(f"slowest change of range {slowest:.1f} ms, the limit is {LIMIT_MS} ms")
    print(f"slowest of the others {longest:.1f} ms, the limit is {CLICK_MS} ms")
    return int(slowest > LIMIT_MS or longest > CLICK_MS)


if __name__ == "__main__":
    sys.exit(main())
