"""The chart of the Trends page: lines over time or by session, a table, the words of a day."""

import importlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
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
from sessiondesk.ui.pages.trends_page.chart_work import Done, work
from sessiondesk.ui.pages.trends_page.record import (
    Axis,
    Range,
    Record,
    four_weeks_each,
    timeline,
)
from sessiondesk.ui.pages.trends_page.session_table import session_table
from sessiondesk.ui.pages.trends_page.show_menu import ShowMenu
from sessiondesk.ui.pages.trends_page.therapies import session_timeline
from sessiondesk.ui.pages.trends_page.week_table import week_table
from sessiondesk.ui.pages.trends_page.words_card import WordsCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.widgets.timeline_model import Timeline, Windows
from sessiondesk.ui.widgets.timeline_view import TimelineView
from sessiondesk.ui.wording import days_from_to

_LINES_AT_FIRST = 2
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
        self._chosen: list[str] = []
        self._offered: list[tuple[str, str]] = []
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
        """In a narrow window the notes on how to read the chart stand below the chips."""
        side = Qt.AlignmentFlag.AlignLeft if is_narrow else Qt.AlignmentFlag.AlignRight
        self._chips_row.setDirection(
            QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        )
        for note in (self._period, self._legend):
            self._notes.setAlignment(note, side)

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
        self._chips_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._chips: ChipGroup | None = None
        self._period = labels.caption("", self._theme, wraps=False)
        self._legend = labels.caption("", self._theme, wraps=False)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(0)
        self._notes.addWidget(self._period)
        self._notes.addWidget(self._legend)
        self._shows = ShowMenu(self._theme)
        self._shows.changed.connect(self._show)
        aside = QHBoxLayout()
        aside.setSpacing(self._theme.px(8))
        aside.addLayout(self._notes, 1)
        aside.addWidget(self._shows, 0, Qt.AlignmentFlag.AlignTop)
        self._chips_row.addLayout(aside)
        self._chips_row.setAlignment(aside, Qt.AlignmentFlag.AlignTop)
        self.set_narrow(False)
        self._chart_card.body.addLayout(self._chips_row)
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
        self._offer_lines(done.record)
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

    def _offer_lines(self, record: Record) -> None:
        drawable = [(each.key, each.name) for each in record.drawable]
        keys = [key for key, _ in drawable]
        if not self._chosen:
            wished = map(str, self._journal.settings.value.chart_scales)
            kept = [key for key in wished if key in keys]
            self._chosen = kept or keys[:_LINES_AT_FIRST]
        self._chosen = [key for key in self._chosen if key in keys]
        if self._chips is not None and drawable == self._offered:
            return
        self._offered = drawable
        if self._chips is not None:
            self._chips_row.removeWidget(self._chips)
            self._chips.deleteLater()
        self._chips = ChipGroup(self.tr("Lines"), drawable, self._theme)
        self._chips.value = self._chosen
        self._chips.toggled.connect(self._on_chip)
        self._chips_row.insertWidget(0, self._chips, 1)

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
        drawn = self._timeline(done, self._chosen)
        self._view.show_timeline(drawn)
        self._period.setText(self._period_for(done.record, drawn))
        self._legend.setText(self.tr("Line: local average. Tint: where it likely lies."))
        self._shows.set_axis(self._axis)

    def _show_table(self, done: Done, *, by_session: bool) -> None:
        record = done.record
        if by_session:
            name = self.tr("Averages by session")
            found = session_table(record, done.therapies, self._range)
        else:
            name = self.tr("Weekly averages")
            found = week_table(record, record.period(self._range))
        self._table_card.set_title(name)
        self._table.setAccessibleName(name)
        self._table.set_table(*found)

    def _timeline(self, done: Done, chosen: Sequence[str]) -> Timeline:
        record = done.record
        if self._axis is Axis.SESSION:
            drawn = session_timeline(record, done.therapies, done.averages, chosen, self._range)
        else:
            drawn = timeline(record, done.averages, chosen, self._range)
        windows = self._windows or four_weeks_each(record.today)
        return replace(drawn, windows=windows, shows=self._shows.value)

    def _period_for(self, record: Record, drawn: Timeline) -> str:
        words = days_from_to(record.period(self._range))
        if drawn.stops is not None:
            words = self.tr("{days}, by session").format(days=words)
        hours = any(line.is_hours for line in drawn.lines)
        if hours and len(drawn.lines) > 1 and not drawn.is_apart:
            words = self.tr("{days}. Sleep in hours, up to 10.").format(days=words)
        return words

    # What the person does.

    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    def _on_chip(self, key: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        self._chosen = (
            [*self._chosen, key] if is_on else [each for each in self._chosen if each != key]
        )
        self._show()

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
