"""How often a pattern was seen: a sentence, a small chart, and the same as a table."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.journal.patterns import Month
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.pages.patterns_page.month_bars import MonthBars
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.table import Cell, Column, DataTable

_TABLE: Final = 236


class MonthsView(QWidget):
    """Shows the months, as a chart or as a table.

    Signals:
        table_wanted: The table should be shown (True), or the chart.
    """

    table_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_table = False
        self._months: Sequence[Month] = ()
        self._says = labels.readout("", theme)
        self._chart = MonthBars(theme)
        self._table = DataTable(self.tr("Month by month"), theme)
        self._reading = labels.caption("", theme)
        self._swap = buttons.quiet("", theme)
        self._swap.set_height(28)
        foot = QHBoxLayout()
        foot.addWidget(self._reading, 1)
        foot.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(labels.group(self.tr("How often"), theme))
        column.addWidget(self._says)
        column.addWidget(self._chart)
        column.addWidget(self._table)
        column.addLayout(foot)
        self._chart.read.connect(self._on_read)
        self._swap.clicked.connect(self._on_swap)
        theme.changed.connect(self._fit)
        self._fit()

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these, oldest first."""
        self._months = months
        self._says.setText(wording_patterns.how_often(months))
        self._chart.show_months(months)
        if self._is_table:
            self._fill_table()
        self._show()

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the table instead of the chart, or the chart instead of the table."""
        had_focus = self._chart.hasFocus() or self._table.hasFocus()
        self._is_table = is_table
        if is_table:
            self._fill_table()
        self._show()
        if had_focus and self._months:
            target = self._table if is_table else self._chart
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        is_table, has_any = self._is_table, bool(self._months)
        self._chart.setVisible(has_any and not is_table)
        self._table.setVisible(has_any and is_table)
        self._swap.setVisible(has_any)
        self._swap.setText(self.tr("Chart") if is_table else self.tr("Table"))
        self._swap.setAccessibleName(
            self.tr("Show the chart") if is_table else self.tr("Show the figures as a table")
        )
        self._on_read(self._chart.reading)

    def _fill_table(self) -> None:
        columns = [
            Column(title=self.tr("Month")),
            Column(title=self.tr("Seen in"), is_figure=True),
            Column(title=self.tr("Of entries"), is_figure=True),
        ]
        nothing = Cell(text=self.tr("nothing written"), is_faint=True)
        rows: list[list[Cell | str]] = [
            [
                wording_patterns.month_name(each.first),
                str(each.linked) if each.entries else nothing,
                str(each.entries),
            ]
            for each in reversed(self._months)
        ]
        self._table.set_table(columns, rows)

    def _fit(self) -> None:
        self._table.setFixedHeight(self._theme.px(_TABLE))

    @Slot(str)
    def _on_read(self, words: str) -> None:
        self._reading.setText("" if self._is_table else words)

    @Slot()
    def _on_swap(self) -> None:
        self.table_wanted.emit(not self._is_table)
