"""How long a prep sheet takes on ten years of days, beside a bare PDF of Qt and plain sqlite3.

Run it by itself: ``.venv/bin/python tests/bench/sheet.py``. The limit is 150 ms from the sheet
to the bytes of the PDF.
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
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QPainter, QPdfWriter

from sessiondesk import paths
from sessiondesk.domain.checkin import CheckIn, LineKind, NoteLine
from sessiondesk.domain.course import Course
from sessiondesk.domain.ids import ScaleId
from sessiondesk.domain.therapy_session import Outcome, TherapySession
from sessiondesk.exchange import prompt_file
from sessiondesk.journal import Journal
from sessiondesk.journal.sheet import gather
from sessiondesk.prepsheet.content import build
from sessiondesk.prepsheet.sheet import Choice, Sheet
from sessiondesk.store import connection
from sessiondesk.store.migrations import migrate
from sessiondesk.ui.paper.measures import PaperSize, load_fonts
from sessiondesk.ui.paper.pdf import make_pdf
from sessiondesk.ui.paper.sheet_layout import lay_out
from sessiondesk.ui.wording_sheet import SheetWords

DAYS = 3650
SESSIONS = 500
LIMIT_MS = 150
ROUNDS = 15
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


def main() -> int:
    """Print the medians and ratios; 1 if the limit is passed."""
    application = QGuiApplication(sys.argv[:1])
    load_fonts(paths.resources() / "fonts")
    with tempfile.TemporaryDirectory() as folder:
        journal = ten_years(Path(folder))
        sheet = sheet_of(journal)
        reading = median_ms(lambda: sheet_of(journal))
        making = median_ms(lambda: pdf_of(sheet))
        journal.close()
    bare, plain = median_ms(bare_pdf), median_ms(plain_sqlite())
    print(f"sheet from ten years    {reading:7.1f} ms   {reading / plain:6.1f} x plain sqlite3")
    print(f"PDF from the sheet      {making:7.1f} ms   {making / bare:6.1f} x a bare PDF")
    print(f"both                    {reading + making:7.1f} ms   limit of the PDF {LIMIT_MS} ms")
    del application
    return 0 if making <= LIMIT_MS else 1


if __name__ == "__main__":
    sys.exit(main())
