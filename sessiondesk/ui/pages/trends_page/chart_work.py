"""What the chart needs, read and worked out on a worker."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sessiondesk.journal.charted import ChartReading
from sessiondesk.store.connection import Connection
from sessiondesk.ui.jobs import JobCancelledError, Progress
from sessiondesk.ui.pages.trends_page.record import Averages, Range, Record, averages, record_of
from sessiondesk.ui.pages.trends_page.session_table import SessionTable, session_table
from sessiondesk.ui.pages.trends_page.therapies import Therapy, therapies
from sessiondesk.ui.pages.trends_page.week_table import WeekTable, week_table


@dataclass(frozen=True, slots=True)
class Done:
    """Everything that chart and table show, whatever the range and the axis.

    Attributes:
        record: The days.
        averages: The lines over the days.
        therapies: The same from session to session.
        weeks: The table of all weeks.
        sessions: The table of all sessions.
    """

    record: Record = field(repr=False)
    averages: Averages = field(repr=False)
    therapies: Sequence[Therapy] = field(repr=False)
    weeks: WeekTable = field(repr=False)
    sessions: SessionTable = field(repr=False)


def work(
    reading: ChartReading,
    connect: Callable[[], Connection],
    sleep_name: str,
    progress: Progress,
) -> Done:
    """Read the record and work out its lines; bring numpy in, off the window's thread.

    Raises:
        StoreError: The journal could not be read.
        JobCancelledError: Nobody waits any more.
    """
    db = connect()
    try:
        charted = reading.charted(db)
    finally:
        db.close()
    record = record_of(charted, sleep_name=sleep_name)
    importlib.import_module("numpy")
    found = averages(record)
    if progress.is_cancelled:
        raise JobCancelledError
    courses = therapies(record, found)
    return Done(
        record,
        found,
        courses,
        week_table(record, record.period(Range.ALL)),
        session_table(record, courses),
    )
