"""The chart of the Trends page: lines over time, the same as a table, the words of a day."""

import importlib
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.journal import Journal, Topic
from sessiondesk.store.connection import Connection
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.pages.trends_page.chart_events import ChartEvents
from sessiondesk.ui.pages.trends_page.record import (
    NOTHING_YET,
    Averages,
    Axis,
    Range,
    Record,
    averages,
    read,
    timeline,
)
from sessiondesk.ui.pages.trends_page.week_table import week_table
from sessiondesk.ui.pages.trends_page.words_card import WordsCard
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.empty_state import EmptyState
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.table import DataTable
from sessiondesk.ui.widgets.timeline_model import MOST_LINES
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
        self._record: Record | None = None
        self._averages: Averages | None = None
        self._range = Range.SIX_MONTHS
        self._axis = Axis.DATE
        self._windows: tuple[Period, Period] | None = None
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
        """Whether there is a check-in to show."""
        return self._record is not None and self._record.first is not None

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
        self._windows = (now, then)
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
        is_yesterdays = self._record is not None and self._record.today != self._journal.today()
        if self._is_stale or is_yesterdays:
            self._read()

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
        self._chips_row.addLayout(self._notes)
        self.set_narrow(False)
        self._refusal = labels.caption("", self._theme)
        self._refusal.hide()
        self._chart_card.body.addLayout(self._chips_row)
        self._chart_card.body.addWidget(self._refusal)
        self._chart_card.body.addWidget(self._view, 1)
        return self._chart_card

    def _make_table(self) -> QWidget:
        card = Card(
            self._theme,
            self.tr("Weekly averages"),
            self.tr("Same figures as the chart. Ctrl+C copies, arrows move."),
        )
        self._table = DataTable(self.tr("Weekly averages"), self._theme)
        card.body.addWidget(self._table, 1)
        return card

    def _make_empty(self) -> QWidget:
        action = buttons.main(self.tr("Go to today"), self._theme)
        action.clicked.connect(self._on_today)
        return EmptyState(
            "chart-spline",
            self.tr("Nothing to draw yet"),
            self.tr("After a few check-ins their marks appear here, gaps and all."),
            self._theme,
            [action],
        )

    # Reading, and working out beside the window.

    def _read(self) -> None:
        had_record = self.has_record
        try:
            self._record = read(self._journal, sleep_name=self.tr("Sleep"))
        except StoreError as error:
            problems.show(self, error)
            return
        self._is_stale = False
        if self.has_record is not had_record:
            self.record_changed.emit()
        self._offer_lines(self._record)
        self._jobs.run(
            partial(_work_out, self._record), done=self._on_worked_out, failed=self._on_failed
        )
        self._show()

    def _on_worked_out(self, result: tuple[Record, Averages]) -> None:
        record, self._averages = result
        if record is not self._record:
            # Something changed meanwhile, and its own answer is on the way.
            return
        if self._view.has_plot:
            self._show()
        else:
            QTimer.singleShot(0, self, self._bring_plot)

    def _on_failed(self, error: BaseException) -> None:
        raise error

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
            self._chosen = (kept or keys[:_LINES_AT_FIRST])[:MOST_LINES]
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
        record = self._record
        if record is None:
            return
        if record.first is None:
            self._stack.setCurrentIndex(2)
            return
        self._stack.setCurrentIndex(1 if self._is_table else 0)
        if self._is_table:
            self._words.hide()
            self._table.set_table(*week_table(record, record.period(self._range)))
            return
        drawn = timeline(record, self._averages or NOTHING_YET, self._chosen, self._range)
        self._view.show_timeline(drawn)
        self._period.setText(days_from_to(drawn.period))
        self._legend.setText(self._legend_for(hours=any(line.is_hours for line in drawn.lines)))

    def _legend_for(self, *, hours: bool) -> str:
        words = self.tr("Line: local average. Tint: where it likely lies.")
        if hours and len(self._chosen) > 1:
            words = self.tr("{words} Sleep in hours, up to 10.").format(words=words)
        return words

    # What the person does.

    def _on_journal_changed(self, topic: Topic) -> None:
        if topic in _SHOWN:
            self.refresh()

    def _on_chip(self, key: str, is_on: bool) -> None:  # noqa: FBT001 - the signal's argument
        if self._chips is None:
            return
        refused = is_on and len(self._chosen) >= MOST_LINES
        self._refusal.setVisible(refused)
        if refused:
            words = self.tr("Three lines at a time. Let one go to see another.")
            self._refusal.setText(words)
            announce(self._refusal, words)
            self._chips.value = self._chosen
            return
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
        record = self._record
        if record is not None:
            drawn = timeline(record, NOTHING_YET, (), self._range)
            self._events.offer(drawn.span_of(step), spot)

    def _on_words_closed(self) -> None:
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_today(self) -> None:
        self.wants.emit("today")


def _work_out(record: Record, _progress: Progress) -> tuple[Record, Averages]:
    """Work out the averages; bring numpy in on the way, off the window's thread."""
    importlib.import_module("numpy")
    return record, averages(record)
