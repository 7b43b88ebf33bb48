"""The calendar of months over the list, and the way to write for a day that has nothing."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from sessiondesk.journal import Journal
from sessiondesk.ui import wording_sessions
from sessiondesk.ui.pages.journal_page.tab_order import put_after
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.month_calendar import MonthCalendar


class CalendarCard(Card):
    """Shows which days have entries; made when it is first opened.

    Signals:
        picked: The person chose a day.
        write_wanted: The person wants to write for a day that is past.
    """

    picked = Signal(object)
    write_wanted = Signal(object)

    def __init__(self, journal: Journal, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=(10, 8), parent=parent)
        self._journal = journal
        self._theme = theme
        self._day: date | None = None
        self._calendar: MonthCalendar | None = None
        self._write = buttons.quiet("", theme, icon="pen-line")
        self._write.hide()
        self._write.clicked.connect(self._on_write)
        self.body.addWidget(self._write, 0, buttons.AT_START)
        self.hide()

    def open_at(self, day: date) -> None:
        """Show the month of ``day`` and put the keyboard into it."""
        if self._calendar is None:
            self._calendar = MonthCalendar(
                self.tr("Calendar of entries"),
                self._journal.entries.days_with_entries,
                self._theme,
                today=self._journal.today(),
            )
            self._calendar.picked.connect(self.picked)
            self.body.insertWidget(0, self._calendar)
            last = put_after(self._write, self._calendar)
            QWidget.setTabOrder(last, self._write)
        self._calendar.show_day(day)
        self._write.hide()
        self.show()
        self._calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Read again which days have entries, if it is open."""
        if self._calendar is not None and not self.isHidden():
            self._calendar.refresh(today=self._journal.today())

    def offer_writing(self, day: date | None) -> None:
        """Offer to write for a day; None takes the offer away."""
        self._day = day
        self._write.setVisible(day is not None)
        if day is not None:
            said = wording_sessions.long_day(day, today=self._journal.today())
            self._write.setText(self.tr("Write for {day}").format(day=said))

    def _on_write(self) -> None:
        if self._day is not None:
            self.write_wanted.emit(self._day)
