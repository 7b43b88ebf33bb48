"""The quiet word in the sidebar beside Measures: how many questionnaires are ready."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from sessiondesk.journal import Journal, Topic
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.commands import PageName
from sessiondesk.ui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from datetime import date

# What decides about it: results and plans, "not today" and the end of the day, the therapies.
_TOPICS: Final = {Topic.MEASURES, Topic.SETTINGS, Topic.COURSES}
_LOOK_AT_THE_CLOCK_EVERY_MS: Final = 60_000


class DueBadge(QObject):
    """Keeps the word as it is now; there is none while nothing is due, or on "not today"."""

    def __init__(self, journal: Journal, sidebar: Sidebar) -> None:
        """Say it at once.

        Args:
            journal: The open journal.
            sidebar: Where it is said; it owns this.
        """
        super().__init__(sidebar)
        self._journal = journal
        self._sidebar = sidebar
        self._said_on: date | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AT_THE_CLOCK_EVERY_MS)
        self._clock.timeout.connect(self.look_at_clock)
        self._clock.start()
        journal.changed.connect(self._on_changed)
        self.refresh()

    @Slot()
    def look_at_clock(self) -> None:
        """Say it anew when another day has begun."""
        if self._journal.today() != self._said_on:
            self.refresh()

    def refresh(self) -> None:
        """Say it as it is now."""
        self._said_on = self._journal.today()
        count = 0
        # A word beside a page is no place for what went wrong: the page itself says so.
        with suppress(StoreError):
            count = 0 if self._journal.measures.is_put_off else len(self._journal.measures.due())
        words = self.tr("%n due", "", count) if count else ""
        self._sidebar.set_badge(PageName.MEASURES, words, str(count) if count else "")

    @Slot(object)
    def _on_changed(self, topic: Topic) -> None:
        if topic in _TOPICS:
            self.refresh()
