"""The Trends page."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal import Journal
from sessiondesk.store.connection import Connection
from sessiondesk.store.drafts import Draft
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.pages.trends_page.chart_card import ChartCard
from sessiondesk.ui.pages.trends_page.record import Range
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.page_frame import PageFrame
from sessiondesk.ui.widgets.segmented import Segmented

_CHART = "chart"
_TABLE = "table"


class TrendsPage(QWidget):
    """What was noted over weeks and months.

    Signals:
        wants: The name of a page to go to.
    """

    wants = Signal(str)

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
        self._prompts = prompts
        self._frame = PageFrame(
            self.tr("Trends"),
            theme,
            self.tr("From your own check-ins. It describes; it does not diagnose."),
        )
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
        self._views = Segmented(
            self.tr("Chart or table"),
            [(_CHART, self.tr("Chart")), (_TABLE, self.tr("Table"))],
            theme,
            value=_CHART,
        )
        self._frame.add_action(self._ranges)
        self._frame.add_action(self._views)
        self._chart = ChartCard(journal, theme, jobs=jobs, connect=connect)
        self._chart.wants.connect(self.wants)
        self._frame.narrow_changed.connect(self._chart.set_narrow)
        self._chart.set_narrow(self._frame.is_narrow)
        self._ranges.picked.connect(self._on_range_picked)
        self._views.picked.connect(self._on_view_picked)
        self._frame.body.addWidget(self._chart, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._frame)

    # What the window asks.

    def refresh(self) -> None:
        """Read again, if the page is in view; else when it next is."""
        self._chart.refresh()

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept; the words stay where they are.
        """
        self._chart.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        return self._chart.unsaved()

    def focus_first(self) -> None:
        """Put the focus on the chart, or on the table."""
        self._chart.focus_first()

    def show_range(self, chosen: Range) -> None:
        """Show another stretch of time."""
        self._ranges.value = chosen
        self._chart.show_range(chosen)

    def toggle_table(self) -> None:
        """Show the table instead of the chart, or the chart instead of the table."""
        self._chart.toggle_table()
        self._views.value = _TABLE if self._chart.is_table else _CHART

    # What the person does.

    def _on_range_picked(self, chosen: str) -> None:
        self.show_range(Range(chosen))

    def _on_view_picked(self, chosen: str) -> None:
        self._chart.show_table(chosen == _TABLE)
