"""The Trends page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.ids import RecallId
from sessiondesk.domain.insight import Insight
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import Kind
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page.ask_section import AskSection
from sessiondesk.ui.pages.trends_page.below_section import BelowSection
from sessiondesk.ui.pages.trends_page.chart_card import ChartCard
from sessiondesk.ui.pages.trends_page.recall_strip import RecallStrip
from sessiondesk.ui.pages.trends_page.record import Axis, Range
from sessiondesk.ui.pages.trends_page.weekly_section import WeeklySection
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import labels
from sessiondesk.ui.widgets.flow_layout import Flow
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.segmented import Segmented

_CHART = "chart"
_TABLE = "table"
# How high the switches are.
_SWITCH = 36


class TrendsPage(QWidget):
    """What the record says of weeks and months: in sentences, as a chart, and asked.

    Signals:
        wants: The name of a page to go to.
        opens: A record that another page shows, as a ``Link``.
        brings_up: Something to bring up, as a ``BringUpOffer``.
    """

    wants = Signal(str)
    opens = Signal(object)
    brings_up = Signal(object)

    def __init__(
        self,
        journal: Journal,
        *,
        theme: Theme,
        prompts: Prompts,
        jobs: Jobs,
        connect: Callable[[], Connection],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._frame = PageFrame(
            self.tr("Trends"),
            theme,
            self.tr("It describes your own record; it does not diagnose."),
        )
        self._make_switches(theme)
        self._recall = RecallStrip(journal, theme)
        self._weekly = WeeklySection(journal, theme, prompts, jobs=jobs, connect=connect)
        self._chart = ChartCard(journal, theme, jobs=jobs, connect=connect)
        self._ask: AskSection | None = None
        self._below: BelowSection | None = None
        self._make_rest = partial(_make_rest, journal, theme, prompts, jobs, connect)
        self._is_rest_planned = False
        self._mind = labels.caption(prompts.with_insights, theme)
        self._frame.body.addWidget(self._recall)
        self._frame.body.addWidget(self._weekly)
        self._frame.body.addWidget(self._chart, 1)
        self._frame.body.addWidget(self._mind)
        self._connect_parts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)
        self._on_record_changed()

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        for part in (self._recall, self._weekly, self._chart, self._ask, self._below):
            if part is not None:
                part.refresh()

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept; the words stay where they are.
        """
        self._recall.settle()
        self._chart.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return (*self._recall.unsaved(), *self._chart.unsaved())

    def focus_first(self) -> None:
        """Put the focus where it was last, else on the first read-out, at the top of the page."""
        last = cast("QWidget | None", self.focusWidget())
        if last is not None and last is not self and last.isVisibleTo(self):
            last.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not (self._chart.has_record and self._weekly.focus_first()):
            self._ranges.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_range(self, chosen: Range) -> None:
        """Show another stretch of time."""
        self._ranges.value = chosen
        self._chart.show_range(chosen)

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        self._chart.toggle_table()
        self._views.value = _TABLE if self._chart.is_table else _CHART
        self._show_tables_below()

    def show_record(self, kind: Kind, record_id: str) -> None:
        """Show what was remembered, or what was said about the record on one day."""
        if kind is Kind.RECALL:
            self._recall.show_recall(RecallId(record_id))
            return
        found = self._journal.find(kind, record_id)
        if isinstance(found, Insight):
            self._weekly.show_day(found.day)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        # What stands below the chart is made once there is something to read above it.
        if not self._is_rest_planned:
            self._is_rest_planned = True
            QTimer.singleShot(0, self, self._add_rest)

    # Parts.

    @Slot()
    def _add_rest(self) -> None:
        self._ask, self._below = ask, below = self._make_rest()
        ask.opens.connect(self.opens)
        below.wants.connect(self.wants)
        below.opens.connect(self.opens)
        below.brings_up.connect(self.brings_up)
        before = self._frame.body.indexOf(self._mind)
        self._frame.body.insertWidget(before, ask)
        self._frame.body.insertWidget(before + 1, below)
        self._on_record_changed()
        self._on_answers_changed()
        self._show_tables_below()

    def _make_switches(self, theme: Theme) -> None:
        self._ranges = Segmented(
            self.tr("Range"),
            [
                (Range.FOUR_WEEKS, self.tr("4 weeks")),
                (Range.THREE_MONTHS, self.tr("3 months")),
                (Range.SIX_MONTHS, self.tr("6 months")),
                (Range.ALL, self.tr("All")),
            ],
            theme,
            value=Range.SIX_MONTHS,
        )
        self._axes = Segmented(
            self.tr("By date or by session"),
            [(Axis.DATE, self.tr("By date")), (Axis.SESSION, self.tr("By session"))],
            theme,
            value=Axis.DATE,
        )
        self._views = Segmented(
            self.tr("Chart or table"),
            [(_CHART, self.tr("Chart")), (_TABLE, self.tr("Table"))],
            theme,
            value=_CHART,
        )
        # In a narrow window, or with large text, they take a second line and are never squeezed.
        switches = Flow(spacing=theme.px(8), at_end=True)
        for each in (self._ranges, self._axes, self._views):
            switches.add(each)
        self._frame.add_action(switches, line=_SWITCH)

    def _connect_parts(self) -> None:
        self._ranges.picked.connect(self._on_range_picked)
        self._axes.picked.connect(self._on_axis_picked)
        self._views.picked.connect(self._on_view_picked)
        self._frame.narrow_changed.connect(self._chart.set_narrow)
        self._chart.set_narrow(self._frame.is_narrow)
        self._chart.wants.connect(self.wants)
        self._chart.opens.connect(self.opens)
        self._chart.record_changed.connect(self._on_record_changed)
        self._weekly.answers_changed.connect(self._on_answers_changed)

    # What changes, and what the person does.

    @Slot()
    def _on_record_changed(self) -> None:
        """Without a check-in there is nothing to say, and nothing to keep in mind about it."""
        has_record = self._chart.has_record
        for part in (self._weekly, self._ask, self._below, self._mind):
            if part is not None:
                part.setVisible(has_record)

    @Slot()
    def _on_answers_changed(self) -> None:
        windows = self._weekly.windows
        if windows is not None:
            self._chart.show_windows(*windows)
        if self._below is not None and self._weekly.names is not None:
            self._below.show_answers(self._weekly.answers, self._weekly.names)

    @Slot(object)
    def _on_range_picked(self, chosen: str) -> None:
        self.show_range(Range(chosen))

    @Slot(object)
    def _on_axis_picked(self, chosen: str) -> None:
        self._chart.show_axis(Axis(chosen))

    @Slot(object)
    def _on_view_picked(self, chosen: str) -> None:
        self._chart.show_table(chosen == _TABLE)
        self._show_tables_below()

    def _show_tables_below(self) -> None:
        if self._below is not None:
            self._below.show_table(self._chart.is_table)


def _make_rest(
    journal: Journal,
    theme: Theme,
    prompts: Prompts,
    jobs: Jobs,
    connect: Callable[[], Connection],
) -> tuple[AskSection, BelowSection]:
    """Return what stands below the chart."""
    return (
        AskSection(journal, theme, prompts, jobs=jobs, connect=connect),
        BelowSection(journal, theme, prompts, jobs=jobs, connect=connect),
    )
