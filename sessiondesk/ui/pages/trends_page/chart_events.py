"""Adding and changing life events where they are seen: on a day of the chart."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, QPoint, Slot
from PySide6.QtWidgets import QMenu, QWidget

from sessiondesk.domain.ids import LifeEventId
from sessiondesk.domain.period import Period
from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import problems, wording_life_events
from sessiondesk.ui.life_event_dialog import LifeEventDialog
from sessiondesk.ui.theme import Theme

_MOST: int = 8


class ChartEvents(QObject):
    """Opens the dialog for an event, from a key or from a menu on the chart."""

    def __init__(self, journal: Journal, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._journal = journal
        self._theme = theme
        self._page = page

    @Slot(object)
    def add(self, day: date) -> None:
        """Ask about something that was going on that day."""
        LifeEventDialog(self._journal, self._theme, self._page, day=day).open()

    def offer(self, span: Period, spot: QPoint) -> None:
        """Open a menu with what can be done about the days of ``span``."""
        try:
            events = self._journal.life_events.between(span)
        except StoreError as error:
            problems.show(self._page, error)
            return
        menu = QMenu(self._page)
        day = wording_life_events.short_day(span.first)
        add = menu.addAction(self.tr("Add a life event on {day}…").format(day=day))
        add.triggered.connect(partial(self.add, span.first))
        for event in events[-_MOST:]:
            name = wording_life_events.on_chart(event).replace("&", "&&")
            change = menu.addAction(self.tr("Change “{event}”…").format(event=name))
            change.triggered.connect(partial(self._change, event.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(spot)

    def settle(self) -> None:
        """Keep what is being typed as a draft.

        Raises:
            StoreError: It was not kept; the words stay in the dialog.
        """
        for dialog in self._page.findChildren(LifeEventDialog):
            dialog.settle()

    def unsaved(self) -> Sequence[Draft]:
        """Return what the disk did not take."""
        found = self._page.findChildren(LifeEventDialog)
        return [draft for dialog in found for draft in dialog.unsaved()]

    def _change(self, event_id: LifeEventId) -> None:
        try:
            event = self._journal.life_events.find(event_id)
        except StoreError as error:
            problems.show(self._page, error)
            return
        if event is not None:
            LifeEventDialog(self._journal, self._theme, self._page, event=event).open()
