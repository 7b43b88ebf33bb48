"""Asks for a stretch of time by its first and its last day."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.insights.change import SHORTEST_WINDOW
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.day_picker import DayPicker
from sessiondesk.ui.widgets.dialog import Question
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce


class PeriodDialog(Question):
    """Two days, two weeks or more apart.

    Signals:
        chosen: Carries the ``Period``.
    """

    chosen = Signal(object)

    def __init__(
        self, period: Period, theme: Theme, parent: QWidget, *, shortest: int = SHORTEST_WINDOW
    ) -> None:
        """Make the dialog; show it with ``open()``.

        Args:
            period: What is proposed.
            theme: The look in force.
            parent: What it is opened from.
            shortest: The fewest days there may be.
        """
        super().__init__(
            self.tr("Which days?"),
            self.tr("Both days count. From {days} days on they can be looked at.").format(
                days=shortest
            ),
            theme,
            verb=self.tr("Ask about these"),
            keep=self.tr("Leave it as it is"),
            parent=parent,
        )
        self._shortest = shortest
        self._first = DayPicker(self.tr("From"), period.first, theme)
        self._last = DayPicker(self.tr("Until"), period.last, theme)
        self._wrong = Label("", theme, Role.CAPTION, colour="stop")
        self._wrong.hide()
        for each in (self._first, self._last, self._wrong):
            self.body.addWidget(each)

    @override
    def accept(self) -> None:
        first, last = self._first.day, self._last.day
        wrong = self._what_is_wrong(first, last)
        if wrong:
            self._wrong.setText(wrong)
            self._wrong.show()
            announce(self._wrong, wrong)
            return
        self.chosen.emit(Period(first=first, last=last))
        super().accept()

    def _what_is_wrong(self, first: date, last: date) -> str:
        if last < first:
            return self.tr("The last day lies before the first one. Change one of them.")
        if (last - first).days + 1 < self._shortest:
            return self.tr("These are fewer than {days} days. Choose more of them.").format(
                days=self._shortest
            )
        return ""
