"""The words being typed into dialogs: drafts, on disk wherever that works."""

from sessiondesk.journal import Journal
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError


class DraftBook:
    """Keeps drafts in the journal, and in memory those that the disk did not take."""

    def __init__(self, journal: Journal, kind: str) -> None:
        """Make a book.

        Args:
            journal: Where drafts are kept.
            kind: The kind of record that the words become part of.
        """
        self._kind = kind
        self._drafts = journal.drafts
        self._unsaved: dict[tuple[str, str], str] = {}

    def keep(self, name: str, record_id: str, text: str) -> None:
        """Keep ``text`` as the draft of one field of one record.

        Raises:
            StoreError: It is not on disk, but it is not forgotten either.
        """
        try:
            self._drafts.keep(name, self._kind, record_id, text)
        except StoreError:
            self._unsaved[name, record_id] = text
            raise
        self._unsaved.pop((name, record_id), None)

    def find(self, name: str, record_id: str) -> str | None:
        """Return the draft, or None."""
        unsaved = self._unsaved.get((name, record_id))
        return self._drafts.find(name, record_id) if unsaved is None else unsaved

    def drop(self, name: str, record_id: str) -> None:
        """Forget the draft, if there is one."""
        self._unsaved.pop((name, record_id), None)
        self._drafts.drop(name, record_id)

    def unsaved(self) -> list[Draft]:
        """Return the drafts that the disk did not take."""
        return [
            Draft(editor=name, record_kind=self._kind, record_id=record_id, text=text)
            for (name, record_id), text in self._unsaved.items()
        ]

    def settle(self) -> None:
        """Try once more what the disk did not take.

        Raises:
            StoreError: It still does not.
        """
        for (name, record_id), text in list(self._unsaved.items()):
            self.keep(name, record_id, text)
