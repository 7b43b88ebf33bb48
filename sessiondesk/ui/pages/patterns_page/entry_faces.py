"""What an entry says in the lists of this page."""

from collections.abc import Sequence

from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Entry, EntryKey
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.ui import wording_entries
from sessiondesk.ui.widgets.entry_row import Face


class EntryFaces:
    """Fetches what comes into view, with what was searched for marked in it.

    Attributes:
        text: What was searched for; empty where entries are listed for another reason.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self.text = ""

    def fetch(self, keys: Sequence[EntryKey]) -> Sequence[Face]:
        """Return what these entries say; one that cannot be read says nothing."""
        try:
            rows = {each.key: each for each in self._journal.entries.rows(keys, text=self.text)}
        except StoreError:
            rows = {}
        return [self._face(rows.get(key)) for key in keys]

    def _face(self, entry: Entry | None) -> Face:
        if entry is None:
            return Face()
        is_session = entry.kind is Kind.THERAPY_SESSION
        spans = self._journal.entries.hits(entry.words, self.text) if self.text else ()
        return Face(
            words=entry.words,
            spans=tuple(spans),
            kind=wording_entries.kind(entry.kind) if is_session else "",
            icon="messages-square" if is_session else "",
            more=", ".join(entry.tags),
        )
