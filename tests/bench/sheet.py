"""How long a prep sheet takes on ten years of days, beside a bare PDF of Qt and plain sqlite3.

Run it by itself: ``.venv/bin/python -m tests.bench.sheet [YEARS ...]``; 1 and 10 dense years
unless told otherwise. The limit is 150 ms from the sheet to the bytes of the PDF, and 100 ms for
opening the page. A dense year has 2,000 check-ins, 100 sessions and four questionnaires every two
weeks; its times are those of the processor, so that what else the machine does counts less.
"""

import os
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from sessiondesk import paths
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.exchange import instrument_file, prompt_file
from sessiondesk.journal import Journal
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet.content import build
from sessiondesk.prepsheet.sheet import Choice, Sheet
from sessiondesk.store import connection
from sessiondesk.store.connection import Connection
from sessiondesk.store.migrations import migrate
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.prep_sheet_page import PrepSheetPage
from sessiondesk.ui.paper.measures import PaperSize, load_fonts
from sessiondesk.ui.paper.pdf import make_pdf
from sessiondesk.ui.paper.sheet_layout import lay_out
from sessiondesk.ui.theme import Scheme, Theme
from sessiondesk.ui.wording_sheet import SheetWords
from tests.bench import dense

DAYS = 3650
SESSIONS = 500
LIMIT_MS = 150
OPENING_MS = 100
ROUNDS = 15
YEARS = (1, 10)
NOW = datetime(2026, 5, 12, 12, 0, tzinfo=timezone(timedelta(hours=2)))
SCALES = ("mood", "anxiety", "energy", "overwhelm")
WORDS = SheetWords()


def ten_years(folder: Path) -> Journal:
    """Return a journal of ten years, a check-in on nine days of ten."""
    db = connection.create(folder / "vault.db", "5e" * 32, "d1" * 16)
    migrate(db)
    prompts = prompt_file.load(paths.resources() / "prompts" / "en.json")
    journal = Journal(db, now=lambda: NOW, zone="Europe/Berlin", prompts=prompts)
    rng = random.Random(1)
    course = Course(started_on=(NOW - timedelta(days=DAYS)).date())
    win = (NoteLine(text="Went there although I did not want to.", kind=LineKind.WIN),)
    with journal.batch():
        journal.courses.record(course)
        for days_ago in range(DAYS):
            felt_at = NOW - timedelta(days=days_ago)
            if rng.random() < 0.1:
                continue
            ratings = {ScaleId(key): float(rng.randint(2, 8)) for key in SCALES}
            lines = win if rng.random() < 0.3 else ()
            checkin = CheckIn(felt_at=felt_at, day=felt_at.date(), ratings=ratings, lines=lines)
            journal.checkins.record(checkin)
        for number in range(SESSIONS):
            planned_for = (NOW - timedelta(days=7 * number + 1)).replace(tzinfo=None)
            journal.sessions.record(
                TherapySession(
                    course_id=course.id,
                    planned_for=planned_for,
                    zone="Europe/Berlin",
                    outcome=Outcome.ATTENDED,
                )
            )
        for number in range(6):
            journal.bring_ups.add(f"Something to bring up, number {number}")
    return journal


def median_ms(work: Callable[[], object]) -> float:
    """Return the median of some runs, after one that warms up."""
    work()
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


def sheet_of(journal: Journal) -> Sheet:
    """Read the journal and put the sheet together."""
    return build(gather(journal, journal.today()), WORDS, Choice())


def pdf_of(sheet: Sheet) -> bytes:
    """Set the sheet and write it."""
    drawn = lay_out(sheet, WORDS, PaperSize.A4)
    return make_pdf(drawn.pages, title=sheet.title, on=sheet.on)


def bare_pdf() -> bytes:
    """Return a PDF with one word on it, by Qt alone."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.drawText(100, 100, "Sheet")
    painter.end()
    return bytes(buffer.data().data())


def plain_sqlite() -> Callable[[], object]:
    """Return the reading of as many days from a plain file in memory."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE reading (day TEXT, scale TEXT, value REAL)")
    db.executemany(
        "INSERT INTO reading VALUES (?, ?, ?)",
        [
            ((NOW - timedelta(days=day)).date().isoformat(), scale, 5.0)
            for day in range(DAYS)
            for scale in SCALES
        ],
    )
    first = (NOW - timedelta(days=77)).date().isoformat()
    query = "SELECT scale, day, avg(value) FROM reading WHERE day >= ? GROUP BY scale, day"
    return lambda: db.execute(query, (first,)).fetchall()


class Opening:
    """The page over one dense record."""

    WAYS = ("read whole", "read ahead, most", "first", "after a check-in", "again")
    """All days read at once; one piece of them, read in a calm moment; the page opened for the
    first time after that, when a check-in came, and when nothing changed."""

    def __init__(self, app: QApplication, theme: Theme, db: Connection) -> None:
        self._app = app
        self._theme = theme
        self._db = db
        self._jobs = Jobs()
        self._checkins = 0
        # Nobody has two hundred things to say open.
        db.execute("UPDATE bring_up SET state = 'let_go' WHERE rank NOT IN (0, 25, 50, 75, 100)")

    def take(self) -> Sequence[float]:
        """Return the least of some rounds for each of ``WAYS``, in milliseconds."""
        rounds = [self._round() for _ in range(ROUNDS)]
        return [min(each) for each in zip(*rounds, strict=True)]

    def _round(self) -> Sequence[float]:
        whole = self._journal()
        read = _timed(lambda: gather(whole, whole.today()))
        journal = self._journal()
        ahead, is_more = [0.0], [True]
        while is_more[-1]:
            ahead.append(_timed(lambda: is_more.append(journal.day_values._read_ahead())))
        page = PrepSheetPage(journal, theme=self._theme, jobs=self._jobs)
        page.resize(1072, 800)
        first = self._shown(page)
        self._checkins += 1
        felt_at = NOW - timedelta(minutes=self._checkins)
        ratings = dict.fromkeys(map(ScaleId, SCALES), float(self._checkins % 11))
        journal.checkins.record(CheckIn(felt_at=felt_at, day=felt_at.date(), ratings=ratings))
        after, again = self._shown(page), self._shown(page)
        page.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        for each in (whole, journal):
            each.close()
        return read, max(ahead), first, after, again

    def _shown(self, page: PrepSheetPage) -> float:
        def show() -> None:
            page.show()
            self._app.processEvents()

        taken = _timed(show)
        page.hide()
        return taken

    def _journal(self) -> Journal:
        journal = Journal(
            self._db,
            now=lambda: NOW,
            zone="Europe/Berlin",
            prompts=prompt_file.load(paths.resources() / "prompts" / "en.json"),
            instruments=instrument_file.load(paths.resources() / "instruments"),
        )
        # What is done in a calm moment would fall into what is measured.
        journal.entries.stop()
        journal.day_values.stop()
        return journal


def _timed(act: Callable[[], object]) -> float:
    begun = time.thread_time()
    act()
    return 1000 * (time.thread_time() - begun)


def open_pages(app: QApplication, folder: Path, years: Sequence[int]) -> bool:
    """Print what opening the page takes; return whether it is below the limit."""
    theme = Theme(paths.resources())
    theme.set_scheme(Scheme.LIGHT)
    theme.apply(app)
    print("years " + "".join(f"{way:>18}" for way in Opening.WAYS) + "   (ms)")
    found = []
    for each in years:
        db = dense.make(folder, years=each)
        found.append(Opening(app, theme, db).take())
        print(f"{each:5} " + "".join(f"{taken:18.1f}" for taken in found[-1]))
        db.close()
    ratios = (last / first for first, last in zip(found[0], found[-1], strict=True))
    print("times " + "".join(f"{ratio:18.1f}" for ratio in ratios))
    return max(found[-1][1:]) <= OPENING_MS


def main() -> int:
    """Print the medians and ratios; 1 if a limit is passed."""
    years = [int(each) for each in sys.argv[1:]] or list(YEARS)
    application = QApplication(sys.argv[:1])
    load_fonts(paths.resources() / "fonts")
    with tempfile.TemporaryDirectory() as folder:
        journal = ten_years(Path(folder))
        sheet = sheet_of(journal)
        reading = median_ms(lambda: sheet_of(journal))
        making = median_ms(lambda: pdf_of(sheet))
        journal.close()
        journal.db.close()
        bare, plain = median_ms(bare_pdf), median_ms(plain_sqlite())
        print(
            f"sheet from ten years    {reading:7.1f} ms   {reading / plain:6.1f} x plain sqlite3"
        )
        print(f"PDF from the sheet      {making:7.1f} ms   {making / bare:6.1f} x a bare PDF")
        print(
            f"both                    {reading + making:7.1f} ms   limit of the PDF {LIMIT_MS} ms"
        )
        is_quick = open_pages(application, Path(folder), years)
    return 0 if making <= LIMIT_MS and is_quick else 1


if __name__ == "__main__":
    sys.exit(main())
