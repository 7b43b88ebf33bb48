"""What the parts of the journal have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessiondesk.journal.journal import Journal
    from sessiondesk.store.connection import Connection


class Part:
    """One stem of the journal: its questions and its acts."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def _db(self) -> Connection:
        # Asked each time: it is another one after a drive was pulled and plugged in again.
        return self._journal.db
