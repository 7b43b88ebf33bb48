"""A small chart with its line to read, and the same figures as a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.stepped_chart import SteppedChart
from sessiondesk.ui.widgets.table import Cell, Column, DataTable


class ChartAndTable(QWidget):
    """Shows one of the two; the button below shows the other."""

    def __init__(
        self, chart: SteppedChart, name: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        """Make it with the chart shown.

        Args:
            chart: The chart.
            name: What the table holds, for a screen reader.
            theme: The look in force.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._is_table = False
        self._chart = chart
        self._table = DataTable(name, theme)
        self._reading = labels.caption("", theme)
        self._swap = buttons.quiet("", theme)
        self._swap.set_height(28)
        foot = QHBoxLayout()
        foot.addWidget(self._reading, 1)
        foot.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self._chart)
        column.addWidget(self._table)
        column.addLayout(foot)
        column.addStretch(1)
        self._chart.read.connect(self._on_read)
        self._swap.clicked.connect(self._on_swap)
        theme.changed.connect(self._fit)
        self._fit()
        self._show()

    @property
    def is_table(self) -> bool:
        """Whether the table is shown."""
        return self._is_table

    def set_table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]]) -> None:
        """Give the table other rows: the same figures as the chart."""
        self._table.set_table(columns, rows)
        self._fit()

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the table instead of the chart, or the chart instead of the table."""
        had_focus = self._chart.hasFocus() or self._table.hasFocus()
        self._is_table = is_table
        self._show()
        if had_focus:
            (self._table if is_table else self._chart).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self._chart.setVisible(not self._is_table)
        self._table.setVisible(self._is_table)
        self._swap.setText(self.tr("As a chart") if self._is_table else self.tr("As a table"))
        # There are several on the page, which a screen reader has to tell apart.
        self._swap.setAccessibleName(f"{self._name}: {self._swap.text()}")
        self._on_read(self._chart.reading)

    def _fit(self) -> None:
        # Two lines, so that what stands below stays where it is while days are read.
        self._reading.setMinimumHeight(round(2 * self._theme.line_height(Role.CAPTION)))
        # However little room there is while the page takes shape.
        self._swap.setMinimumHeight(self._theme.target(28))
        self._table.fit_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._table.fit_height()

    @Slot(str)
    def _on_read(self, words: str) -> None:
        hint = self.tr("Left and Right go from one to the next.")
        self._reading.setText("" if self._is_table else words or hint)

    @Slot()
    def _on_swap(self) -> None:
        self.show_table(not self._is_table)
