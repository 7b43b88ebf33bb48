"""What stands below the chart: after sessions, what goes together, weekdays, whether it moves."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.prompts import Prompts
from sessiondesk.insights.after_session import AfterSessions
from sessiondesk.insights.any_claim import Claim
from sessiondesk.insights.claims import Associations, Weekdays
from sessiondesk.insights.missing_days import MissingDays
from sessiondesk.insights.steady import Steady
from sessiondesk.journal import Journal
from sessiondesk.journal.around_sessions import Around, AroundReading
from sessiondesk.journal.looking_back import Reading
from sessiondesk.store.connection import Connection
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.insight_names import Names, names_of
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.ui.pages.trends_page.after_sessions_card import AfterSessionsCard
from sessiondesk.ui.pages.trends_page.missing_line import MissingLine
from sessiondesk.ui.pages.trends_page.recall_earlier import RecallEarlier
from sessiondesk.ui.pages.trends_page.steady_card import SteadyCard
from sessiondesk.ui.pages.trends_page.together_card import TogetherCard
from sessiondesk.ui.pages.trends_page.weekday_card import WeekdayCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.tab_order import put_in_reading_order

_BESIDE_FROM = 900
_READ_SHARE = 0.4

Answers = Sequence[tuple[str, Claim]]


class BelowSection(QWidget):
    """The cards below the chart. They show what was kept, and never change by themselves.

    Signals:
        opens: A record should be shown; carries a ``Link``.
        brings_up: Something should be brought up; carries a ``BringUpOffer``.
        wants: The name of a page to go to.
    """

    opens = Signal(object)
    brings_up = Signal(object)
    wants = Signal(str)

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        prompts: Prompts,
        *,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        """Make the section, with nothing to show.

        Args:
            journal: The open journal.
            theme: The look in force.
            prompts: What the program asks.
            jobs: Where slow work is done.
            connect: Makes a connection for it, which reads only.
            parent: The owner.
        """
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._jobs = jobs
        self._connect = connect
        self._prompts = prompts
        self._answers: Answers = ()
        self._names: Names | None = None
        self._around_key = ""
        self._around_wanted: AroundReading | None = None
        self._around: Job | None = None
        self._next_day: Job | None = None
        self._after = AfterSessionsCard(theme, prompts)
        self._together = TogetherCard(journal, theme)
        self._weekdays = WeekdayCard(theme)
        self._steady = SteadyCard(theme, prompts)
        self._missing = MissingLine(theme)
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._pair.setSpacing(theme.px(16))
        self._pair.addWidget(self._weekdays, 1)
        self._pair.addWidget(self._steady, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        column.addWidget(self._missing)
        column.addWidget(self._after)
        column.addWidget(self._together)
        column.addLayout(self._pair)
        column.addWidget(RecallEarlier(journal, theme))
        self._connect_parts()

    def show_answers(self, answers: Answers, names: Names) -> None:
        """Show what was said about the record.

        Args:
            answers: What each is about, and the answer; those shown elsewhere are passed over.
            names: What things are called; its ``today`` is the day it was worked out for.
        """
        told = tuple(answers)
        if told == self._answers and names == self._names:
            # What was opened in the cards stays open.
            return
        self.cancel()
        self._around_wanted = None
        self._answers, self._names = told, names
        for card in (self._after, self._together, self._weekdays, self._steady):
            card.hide()
        missing = None
        for key, claim in told:
            match claim:
                case AfterSessions():
                    self._after.show_claim(key, claim, names)
                    self._want_around(key, claim, names.today)
                case Associations():
                    self._together.show_claim(claim, names)
                case Weekdays():
                    self._weekdays.show_claim(key, claim, names)
                case Steady():
                    self._steady.show_claim(claim, names)
                case MissingDays():
                    missing = claim
                case _:
                    pass
        self._missing.show_claim(missing)
        put_in_reading_order(self)

    def refresh(self) -> None:
        """Say the same answers again where things are called otherwise now."""
        if self._names is None:
            return
        try:
            names = names_of(self._journal, self._prompts, with_bring_ups=False)
        except StoreError as error:
            problems.show(self, error)
            return
        self.show_answers(self._answers, names.at(self._names.today))

    def cancel(self) -> None:
        """Give up what is being read: nobody looks any more. It is read when somebody does."""
        for job in (self._around, self._next_day):
            if job is not None:
                job.cancel()
        self._around = self._next_day = None
        self._together.stop_waiting()

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the small charts as tables, or as charts again."""
        for twin in (self._after.twin, self._weekdays.twin):
            twin.show_table(is_table)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_around()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.cancel()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = self.width() >= self._theme.px(_BESIDE_FROM)
        direction = QBoxLayout.Direction
        self._pair.setDirection(direction.LeftToRight if is_wide else direction.TopToBottom)

    # Parts.

    def _connect_parts(self) -> None:
        self._after.brings_up.connect(self.brings_up)
        self._steady.brings_up.connect(self.brings_up)
        self._steady.review_wanted.connect(self._on_review_wanted)
        self._together.opens.connect(self.opens)
        self._together.grew.connect(self._on_grew)
        self._together.next_day_wanted.connect(self._on_next_day_wanted)
        self._together.next_day_cancelled.connect(self._on_next_day_cancelled)

    # The days around sessions.

    def _want_around(self, key: str, claim: AfterSessions, on: date) -> None:
        days = [each.day for each in claim.sessions] if claim.is_enough else []
        self._around_key = key
        self._around_wanted = AroundReading(on=on, scale=key, session_days=days)
        self._read_around()

    def _read_around(self) -> None:
        if self._around_wanted is None or self._around is not None or not self.isVisible():
            return
        self._around = self._jobs.run(
            partial(_read_around, self._connect, self._around_wanted),
            done=self._on_around_read,
            failed=self._on_failed,
        )

    @Slot(object)
    def _on_around_read(self, around: Around) -> None:
        self._around = self._around_wanted = None
        if self._names is None:
            return
        subject = self._names.subject(self._around_key)
        if subject is not None:
            self._after.show_around(around, subject, self._names.today)

    # The following day.

    @Slot()
    def _on_next_day_wanted(self) -> None:
        if self._names is None or self._next_day is not None:
            return
        self._together.wait()
        reading = self._journal.looking_back.reading(self._names.today)
        self._next_day = self._jobs.run(
            partial(_look_at_next_day, self._connect, reading),
            done=self._on_next_day_found,
            failed=self._on_failed,
            progressed=self._together.show_share,
        )

    @Slot()
    def _on_next_day_cancelled(self) -> None:
        if self._next_day is not None:
            self._next_day.cancel()
            self._next_day = None
        self._together.stop_waiting()

    @Slot(object)
    def _on_next_day_found(self, claim: Associations) -> None:
        self._next_day = None
        if self._names is not None:
            self._together.show_next_day(claim, self._names)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._around = self._next_day = self._around_wanted = None
        self._together.stop_waiting()
        if not isinstance(error, StoreError):
            raise error
        problems.show(self, error)

    @Slot()
    def _on_grew(self) -> None:
        put_in_reading_order(self)

    @Slot()
    def _on_review_wanted(self) -> None:
        self.wants.emit("review")


def _read_around(
    connect: Callable[[], Connection], reading: AroundReading, _progress: Progress
) -> Around:
    db = connect()
    try:
        return reading.read(db)
    finally:
        db.close()


def _look_at_next_day(
    connect: Callable[[], Connection], reading: Reading, progress: Progress
) -> Associations:
    # Here and not above: it brings numpy in, which the window is to do without.
    from sessiondesk.insights.association import associations  # noqa: PLC0415

    db = connect()
    try:
        material = reading.material(db)
    finally:
        db.close()
    progress.report(_READ_SHARE)
    return associations(
        material.rated(), material.tags, next_day=True, progress=partial(_report_rest, progress)
    )


def _report_rest(progress: Progress, share: float) -> None:
    progress.report(_READ_SHARE + share * (1 - _READ_SHARE))
