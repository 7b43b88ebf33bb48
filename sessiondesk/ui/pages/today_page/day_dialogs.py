"""The little dialogs that ask for a day, or whether an entry should go."""

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


class MoveDialog(Question):
    """Asks which day an entry is about.

    Signals:
        picked: The day it is about.
    """

    picked = Signal(object)

    def __init__(
        self, day: date, today: date, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("Which day is this entry about?"),
            self.tr(
                "It keeps everything in it and its hour, and is marked as entered later "
                "unless it was written on that day."
            ),
            theme,
            verb=self.tr("Move it there"),
            keep=self.tr("Leave it here"),
            parent=parent,
        )
        at_first = day if day < today else today - timedelta(days=1)
        self._day = DayPicker(self.tr("Day"), at_first, theme, last=today)
        self.body.addWidget(self._day)
        self._day.setFocus()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        self.picked.emit(self._day.day)


class RemoveDialog(Question):
    """Asks whether an entry should go."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Remove this entry?"),
            self.tr(
                "Its answers and words go to Recently deleted and can be brought back from "
                "there for 30 days. Ctrl+Z brings them back at once."
            ),
            theme,
            verb=self.tr("Remove it"),
            keep=self.tr("Keep it"),
            removes=True,
            parent=parent,
        )
