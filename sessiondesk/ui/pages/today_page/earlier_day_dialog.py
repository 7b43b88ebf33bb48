"""The little dialog that asks for an earlier day."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.dialog import Question


class EarlierDayDialog(Question):
    """Asks which day to open; yesterday is chosen at first.

    Signals:
        picked: The day to open.
    """

    picked = Signal(object)

    def __init__(self, today: date, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Which day?"),
            self.tr("A check-in begun there is marked as entered later."),
            theme,
            verb=self.tr("Open that day"),
            keep=self.tr("Stay here"),
            parent=parent,
        )
        self._day = DayPicker(self.tr("Day"), today - timedelta(days=1), theme, last=today)
        self.body.addWidget(self._day)
        self._day.setFocus()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.picked.emit(self._day.day)
