"""The measure of a goal over weeks: the chart, its table, and the line that is read."""

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.goals_page import goal_picture
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.goal_chart import GoalChart
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.table import DataTable

_TABLE: Final = 236


class MeasureView(QWidget):
    """Shows how a goal has gone: a chart, or the same figures as a table.

    Signals:
        table_wanted: The table should be shown (True), or the chart.
    """

    table_wanted = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_table = False
        self._counted = ""
        self._has_values = False
        self._name = Label("", theme, Role.STRONG)
        self._period = labels.caption("", theme, wraps=False)
        self._none = labels.caption(
            self.tr("Nothing yet. The line begins with the first value."), theme
        )
        self._chart = GoalChart(theme)
        self._table = DataTable(self.tr("Week by week"), theme)
        self._reading = labels.caption("", theme)
        self._swap = buttons.quiet("", theme)
        self._swap.set_height(28)
        self._lay_out()
        self._chart.read.connect(self._on_read)
        self._swap.clicked.connect(self._on_swap)
        theme.changed.connect(self._fit)

    def show_record(self, record: GoalRecord, *, today: date) -> None:
        """Show the values of a goal."""
        goal = record.goal
        self._has_values = record.has_values
        self._name.setText(wording_goals.measure(goal.measure))
        if record.has_values:
            span = goal_picture.span(record, today=today)
            self._period.setText(wording_goals.chart_period(span, today=today))
            self._chart.show_drawing(goal_picture.drawing(record, today=today))
            self._table.set_table(*goal_picture.table(record, today=today))
        else:
            self._period.setText("")
        self._counted = wording_goals.how_counted(goal, record.counted)
        self._show()

    def show_table(self, is_table: bool) -> None:  # noqa: FBT001 - a Qt-style setter
        """Show the table instead of the chart, or the chart instead of the table."""
        had_focus = self._chart.hasFocus() or self._table.hasFocus()
        self._is_table = is_table
        self._show()
        if had_focus:
            target = self._table if is_table else self._chart
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        is_table = self._is_table
        self._none.setVisible(not self._has_values)
        self._chart.setVisible(self._has_values and not is_table)
        self._table.setVisible(self._has_values and is_table)
        self._swap.setVisible(self._has_values)
        self._swap.setText(self.tr("Chart") if is_table else self.tr("Table"))
        self._swap.setAccessibleName(
            self.tr("Show the chart") if is_table else self.tr("Show the figures as a table")
        )
        self._on_read(self._chart.reading)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._period)
        foot = QHBoxLayout()
        foot.addWidget(self._reading, 1)
        foot.addWidget(self._swap, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.px(4))
        column.addLayout(head)
        column.addWidget(self._none)
        column.addWidget(self._chart)
        column.addWidget(self._table)
        column.addLayout(foot)
        self._fit()

    def _fit(self) -> None:
        self._table.setFixedHeight(self._theme.px(_TABLE))

    def _on_read(self, words: str) -> None:
        """Show what is read on the chart, or how the figures come about."""
        counted = self._counted[:1].upper() + self._counted[1:]
        is_read = bool(words) and not self._is_table
        # What stands below stays where it is while the pointer goes over the chart.
        self._reading.setMinimumHeight(self._reading.height() if is_read else 0)
        self._reading.setText(words if is_read else counted)

    def _on_swap(self) -> None:
        self.table_wanted.emit(not self._is_table)
