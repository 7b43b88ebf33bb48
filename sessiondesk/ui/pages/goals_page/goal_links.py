"""The goals that one goal has to do with: the one it serves, and those that serve it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from sessiondesk.ui import wording_goals
from sessiondesk.ui.pages.goals_page.goal_record import GoalRecord
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.pick_line import PickLine


class GoalLinks(QWidget):
    """Leads from one goal to another; not there where there is no other.

    Signals:
        picked: The goal to show: (its id).
    """

    picked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._serves = ""
        self._shown: list[tuple[str, str]] = []
        self._lines: list[PickLine] = []
        self._up = buttons.quiet(self.tr("Show that goal"), theme)
        self._up.set_height(28)
        self._title = labels.group(self.tr("Served by"), theme)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._column.addWidget(self._up, 0, buttons.AT_START)
        self._column.addWidget(self._title)
        self._up.clicked.connect(self._on_up)

    def show_record(self, record: GoalRecord) -> None:
        """Show what the goal serves, and what serves it."""
        self._serves = (record.goal.serves_id or "") if record.serves else ""
        self._up.setVisible(bool(self._serves))
        name = self.tr("Show the goal it serves: {goal}")
        self._up.setAccessibleName(name.format(goal=wording_goals.in_short(record.serves)))
        serving = [(str(each.id), wording_goals.in_short(each.text)) for each in record.served_by]
        self._title.setVisible(bool(serving))
        self.setVisible(bool(serving or self._serves))
        if serving == self._shown:
            return
        self._shown = serving
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = []
        for id_, text in serving:
            line = PickLine(text, self._theme)
            line.setObjectName(id_)
            line.clicked.connect(self._on_line)
            self._column.addWidget(line)
            self._lines.append(line)
            line.show()

    def _on_up(self) -> None:
        self.picked.emit(self._serves)

    def _on_line(self) -> None:
        self.picked.emit(self.sender().objectName())
