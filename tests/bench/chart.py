"""How long a change of range takes on ten years of days, beside bare pyqtgraph and sqlite3.

Run it by itself: ``.venv/bin/python tests/bench/chart.py``. The limit is 50 ms from the choice
of a range to the painted chart.
"""

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from sessiondesk import paths
from sessiondesk.domain.checkin import CheckIn
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.store import connection
from sessiondesk.store.migrations import migrate
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page import TrendsPage
from sessiondesk.ui.pages.trends_page.record import Range, averages, read
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.timeline_view import TimelineView

DAYS = 3650
SESSIONS = 500
LIMIT_MS = 50
ROUNDS = 15
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))
SCALES = ("mood", "anxiety", "energy", "overwhelm")


def ten_years(folder: Path) -> Journal:
    """Return a journal of ten years, a check-in on nine days of ten."""
    db = connection.create(folder / "vault.db", "5e" * 32, "d1" * 16)
    migrate(db)
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    journal = Journal(db, now=lambda: NOW, zone="Europe/Berlin", prompts=prompts)
    rng = random.Random(1)
    course = Course(started_on=(NOW - timedelta(days=DAYS)).date())
    with journal.batch():
        journal.courses.record(course)
        for days_ago in range(DAYS):
            felt_at = NOW - timedelta(days=days_ago)
            if rng.random() < 0.1:
                continue
            ratings = {ScaleId(key): float(rng.randint(2, 8)) for key in SCALES}
            journal.checkins.record(
                CheckIn(felt_at=felt_at, day=felt_at.date(), ratings=ratings, sleep_hours=7.0)
            )
        for weeks_ago in range(SESSIONS):
            planned = (NOW - timedelta(weeks=weeks_ago, days=1)).replace(tzinfo=None)
            journal.sessions.record(
                TherapySession(
                    course_id=course.id,
                    planned_for=planned,
                    zone="Europe/Berlin",
                    outcome=Outcome.ATTENDED if weeks_ago % 9 else Outcome.CANCELLED_BY_ME,
                )
            )
    return journal


def median_ms(do: Callable[[], object]) -> float:
    """Return the median of some rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        do()
        taken.append(1000 * (time.perf_counter() - start))
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


def main() -> int:
    """Print medians and ratios; return 1 where the limit is passed."""
    application = QApplication(["bench"])
    theme = Theme(paths.resources())
    theme.apply(application)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        journal = ten_years(folder)
        jobs = Jobs(application)
        start = time.perf_counter()
        prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
        connect = partial(connection.connect, folder / "vault.db", "5e" * 32, "d1" * 16)
        page = TrendsPage(journal, theme=theme, prompts=prompts, jobs=jobs, connect=connect)
        page.resize(1072, 800)
        page.show()
        page.repaint()
        shell = 1000 * (time.perf_counter() - start)
        (view,) = page.findChildren(TimelineView)
        until(lambda: view.has_plot and not jobs.is_busy)
        whole = 1000 * (time.perf_counter() - start)
        (plot,) = view.findChildren(QAbstractScrollArea)
        viewport = plot.viewport()

        def change(to: Range) -> Callable[[], None]:
            def do() -> None:
                page.show_range(to)
                viewport.repaint()

            return do

        bare = median_ms(bare_chart())
        plain = median_ms(plain_rows(folder))
        reading = median_ms(lambda: read(journal, sleep_name="Sleep"))
        record = read(journal, sleep_name="Sleep")
        working_out = median_ms(lambda: averages(record))
        taken = {each: median_ms(change(each)) for each in Range}
        jobs.finish()
    print(f"page painted without its chart       {shell:7.1f} ms")
    print(f"page painted with its chart          {whole:7.1f} ms")
    print(f"plain sqlite3, the same values       {plain:7.1f} ms")
    print(
        f"reading ten years                    {reading:7.1f} ms   {reading / plain:4.1f} x plain"
    )
    print(f"all local averages, on the worker    {working_out:7.1f} ms")
    print(f"bare pyqtgraph, as many points       {bare:7.1f} ms")
    for each, milliseconds in taken.items():
        ratio = milliseconds / bare
        print(
            f"change of range to {each.value:<14}    {milliseconds:7.1f} ms   {ratio:4.1f} x bare"
        )
    slowest = max(taken.values())
    print(f"slowest change of range {slowest:.1f} ms, the limit is {LIMIT_MS} ms")
    return int(slowest > LIMIT_MS)


if __name__ == "__main__":
    sys.exit(main())
