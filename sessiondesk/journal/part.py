"""What the parts of the journal have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessiondesk.journal.journal import Journal


class Part:
    """One stem of the journal: its questions and its acts."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._db = journal.db
