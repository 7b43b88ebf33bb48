"""What is listed: everything, what was asked for, or what was on this day in other years."""

from PySide6.QtCore import QCoreApplication

from sessiondesk.journal import Journal
from sessiondesk.journal.entries import EntryKey, Filters
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_entries, wording_sessions
from sessiondesk.ui.pages.journal_page import conditions
from sessiondesk.ui.pages.journal_page.naming import Naming


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalPage", text)


class Finding:
    """Asks the journal, and says what came of it.

    Attributes:
        everything: All entries, the newest first.
        keys: Those that are listed.
        is_on_this_day: Whether that is what was on this day in other years.
    """

    def __init__(self, journal: Journal, naming: Naming) -> None:
        self._journal = journal
        self._naming = naming
        self.everything = journal.entries.find(Filters())
        self.keys = self.everything
        self.is_on_this_day = False

    def find(self, filters: Filters) -> None:
        """Find again."""
        entries = self._journal.entries
        self.everything = entries.find(Filters())
        if self.is_on_this_day:
            self.keys = [each.key for each in entries.on_this_day(self._journal.today())]
        elif filters.is_empty:
            self.keys = self.everything
        else:
            self.keys = entries.find(filters)

    def key_of(self, kind: Kind, record_id: str) -> EntryKey | None:
        """Return where an entry is listed; None where it is not."""
        for key in self.keys:
            if key.id == record_id and key.kind is kind:
                return key
        return None

    def still(self, chosen: EntryKey | None) -> EntryKey | None:
        """Return what to choose now: what was chosen, or else the first."""
        first = self.keys[0] if self.keys else None
        if chosen is None:
            return first
        if chosen in self.keys:
            return chosen
        # It may have been moved to another day.
        return self.key_of(chosen.kind, chosen.id) or first

    def in_all(self) -> str:
        """Say how many entries there are: "143 entries since 13 November"."""
        if not self.everything:
            return _tr("Your entries will gather here")
        return wording_entries.since(
            len(self.everything), self.everything[-1].day, today=self._journal.today()
        )

    def in_words(self, filters: Filters) -> str:
        """Say what is listed."""
        today = self._journal.today()
        if self.is_on_this_day:
            day = wording_sessions.day_and_month(today)
            words = _tr("{day} in earlier years, and a month ago.")
            if not self.keys:
                words = _tr("Nothing on {day} in earlier years, nor a month ago.")
            return words.format(day=day)
        if not self.keys:
            return wording_entries.nothing_found(
                filters.text,
                in_period=filters.period is not None,
                has_filters=conditions.has_any(filters),
            )
        asked = conditions.in_words(filters, self._naming, today=today)
        return wording_entries.found(len(self.keys), filters.text, asked)
