"""The chart of the Trends page: lines over time or by session, a table, the words of a day."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.journal import Journal, Topic
from sessiondesk.journal.charted import ChartReading
from sessiondesk.store.connection import Connection
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.jobs import Job, Jobs
from sessiondesk.ui.pages.trends_page.chart_events import ChartEvents
from sessiondesk.ui.pages.trends_page.chart_head import ChartHead
from sessiondesk.ui.pages.trends_page.chart_work import Done, work
from sessiondesk.ui.pages.trends_page.record import (
    Axis,
    Range,
    four_weeks_each,
    timeline,
)
from sessiondesk.ui.pages.trends_page.therapies import session_timeline
from sessiondesk.ui.pages.trends_page.week_table import week_table
from sessiondesk.ui.pages.trends_page.words_card import WordsCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.widgets.timeline_model import Timeline, Windows
from sessiondesk.ui.widgets.timeline_view import TimelineView

_SHOWN = {
    Topic.CHECKINS,
    Topic.SCALES,
    Topic.SESSIONS,
    Topic.COURSES,
    Topic.SETTINGS,
    Topic.LIFE_EVENTS,
}


class ChartCard(QWidget):
    """What was noted over weeks and months: a chart, and the same figures as a table.

    Numpy and pyqtgraph come in when it is first shown, and only after it has been painted: the
    first on a worker, the second because it has to be on the window's thread.

    Signals:
        wants: The name of a page to go to.
        opens: A record to show, as a link.
        record_changed: There is something to draw now, or nothing any more.
    """

    wants = Signal(str)
    opens = Signal(object)
    record_changed = Signal()

    def __init__(
        self,
        journal: Journal,
        theme: Theme,
        *,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._theme = theme
        self._jobs = jobs
        self._connect = connect
        self._done: Done | None = None
        self._job: Job | None = None
        self._has_record = False
        self._range = Range.SIX_MONTHS
        self._axis = Axis.DATE
        self._windows: Windows | None = None
        self._is_table = False
        self._is_stale = True
        self._view = TimelineView(theme)
        self._view.entry_wanted.connect(self._on_entry_wanted)
        self._events = ChartEvents(journal, theme, self)
        self._view.event_wanted.connect(self._events.add)
        self._view.menu_wanted.connect(self._on_menu_wanted)
        self._words = WordsCard(theme)
        self._words.closed.connect(self._on_words_closed)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._make_chart())
        self._stack.addWidget(self._make_table())
        self._stack.addWidget(self._make_empty())
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._words)
        self._fit()
        theme.changed.connect(self._fit)
        journal.changed.connect(self._on_journal_changed)

    # What the page asks.

    @property
    def has_record(self) -> bool:
        """Whether there is a check-in; known before it is read."""
        return self._has_record

    @property
    def axis(self) -> Axis:
        """What the steps of the chart are: days, or therapy sessions."""
        return self._axis

    @property
    def is_table(self) -> bool:
        """Whether the table is shown instead of the chart."""
        return self._is_table

    def refresh(self) -> None:
        """Read again, if the chart is in view; else when it next is."""
        self._is_stale = True
        if self.isVisible():
            self._read()

    def settle(self) -> None:
        """Keep what is being typed into the dialog of an event as a draft.

        Raises:
            StoreError: It was not kept; the words stay in the dialog.
        """
        self._events.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return self._events.unsaved()

    def focus_first(self) -> None:
        """Put the focus on the chart, or on the table."""
        target = self._table if self._is_table else self._view
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_range(self, chosen: Range) -> None:
        """Show another stretch of time."""
        self._range = chosen
        self._words.hide()
        self._show()

    def show_axis(self, chosen: Axis) -> None:
        """Let the steps of chart and table be days, or therapy sessions."""
        self._axis = chosen
        self._words.hide()
        self._show()

    def show_windows(self, now: Period, then: Period) -> None:
        """Mark the two periods that the read-outs compare, the newer one first."""
        self._windows = Windows(now=now, then=then)
        self._show()

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - one thing, said by the name
        """Show the table, or the chart; the focus goes along."""
        had_focus = self._view.hasFocus() or self._table.hasFocus()
        self._is_table = is_table
        self._show()
        if had_focus:
            self.focus_first()

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        self.show_table(not self._is_table)

    def set_narrow(self, is_narrow: bool) -> None:  # noqa: FBT001 - a signal's argument
        """Stand in a narrow window, or in a wide one again."""
        self._head.set_narrow(is_narrow)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        done = self._done
        is_yesterdays = done is not None and done.record.today != self._journal.today()
        if self._is_stale or is_yesterdays:
            self._read()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._job is not None:
            # Nobody waits any more: it is read when the chart is next seen.
            self._job.cancel()
            self._job = None
            self._is_stale = True

    # Parts.

    def _make_chart(self) -> QWidget:
        self._chart_card = Card(self._theme)
        self._head = ChartHead(self._theme)
        self._head.changed.connect(self._show)
        self._chart_card.body.addWidget(self._head)
        self._chart_card.body.addWidget(self._view, 1)
        return self._chart_card

    def _make_table(self) -> QWidget:
        self._table_card = Card(
            self._theme,
            self.tr("Weekly averages"),
            self.tr("Same figures as the chart. Ctrl+C copies, arrows move."),
        )
        self._table = DataTable(self.tr("Weekly averages"), self._theme)
        self._table_card.body.addWidget(self._table, 1)
        return self._table_card

    def _make_empty(self) -> QWidget:
        action = buttons.main(self.tr("Go to today"), self._theme)
        action.clicked.connect(self._on_today)
        self._empty = EmptyState(
            "chart-spline",
            self.tr("Nothing to draw yet"),
            self.tr("After a few check-ins their marks appear here, gaps and all."),
            self._theme,
            [action],
        )
        return self._empty

    # Reading and working out, beside the window.

    def _read(self) -> None:
        if self._job is not None:
            self._job.cancel()
        try:
            has_record = self._journal.checkins.extent() is not None
            reading = ChartReading(
                today=self._journal.today(),
                asks_sleep_hours=self._journal.settings.value.asks_sleep_hours,
            )
        except StoreError as error:
            problems.show(self, error)
            return
        self._is_stale = False
        if has_record is not self._has_record:
            # That is soon known: what else is on the page need not wait for the rest.
            self._has_record = has_record
            self.record_changed.emit()
        if not has_record:
            self._job = self._done = None
            self._stack.setCurrentWidget(self._empty)
            return
        self._job = self._jobs.run(
            partial(work, reading, self._connect, self.tr("Sleep")),
            done=self._on_done,
            failed=self._on_failed,
        )

    def _on_done(self, done: Done) -> None:
        self._job, self._done = None, done
        wished = list(map(str, self._journal.settings.value.chart_scales))
        self._head.offer(done.record.drawable, wished)
        self._show()
        if not self._view.has_plot:
            QTimer.singleShot(0, self, self._bring_plot)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._is_stale = True
        if not isinstance(error, StoreError):
            raise error
        problems.show(self, error)

    def _bring_plot(self) -> None:
        if self._view.has_plot:
            return
        chart = importlib.import_module("sessiondesk.ui.widgets.line_chart")
        self._view.set_plot(chart.LineChart(self._theme))
        self._show()

    # Showing.

    def _fit(self) -> None:
        self._column.setSpacing(self._theme.px(16))

    def _show(self) -> None:
        done = self._done
        if done is None:
            return
        self._stack.setCurrentWidget(self._table_card if self._is_table else self._chart_card)
        by_session = self._axis is Axis.SESSION
        if self._is_table:
            self._words.hide()
            self._show_table(done, by_session=by_session)
            return
        drawn = self._timeline(done, self._head.chosen)
        self._view.show_timeline(drawn)
        self._head.describe(done.record.period(self._range), drawn)

    def _show_table(self, done: Done, *, by_session: bool) -> None:
        record = done.record
        if by_session:
            name = self.tr("Averages by session")
            found = done.sessions.cut(record.period(self._range))
        else:
            name = self.tr("Weekly averages")
            # Of ten years it was made beside the window.
            is_whole = self._range is Range.ALL
            found = done.weeks if is_whole else week_table(record, record.period(self._range))
        self._table_card.set_title(name)
        self._table.setAccessibleName(name)
        self._table.set_table(*found)

    def _timeline(self, done: Done, chosen: Sequence[str]) -> Timeline:
        record = done.record
        if self._axis is Axis.SESSION:
            drawn = session_timeline(record, done.therapies, chosen, self._range)
        else:
            drawn = timeline(record, done.averages, chosen, self._range)
        windows = self._windows or four_weeks_each(record.today)
        return replace(drawn, windows=windows, shows=self._head.shows)

    # What the person does.

    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    def _on_entry_wanted(self, first: date, last: date) -> None:
        try:
            found = self._journal.checkins.between(Period(first=first, last=last))
        except StoreError as error:
            problems.show(self, error)
            return
        title = self._view.step_name
        self._words.show_words(title, found)

    def _on_menu_wanted(self, step: date, spot: QPoint) -> None:
        if self._done is not None:
            days = self._timeline(self._done, ()).days_of(step)
            if days is not None:
                self._events.offer(days, spot)

    def _on_words_closed(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_today(self) -> None:
        self.wants.emit("today")
