"""The journal's drafts: words that are still being typed, safe from a crash."""

from collections.abc import Sequence

from sessiondesk.journal.part import Part
from sessiondesk.store import drafts
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.drafts import Draft
from sessiondesk.store.kinds import stamp


class Drafts(Part):
    """Keeps and gives back what was being typed. No undo, and no page is told."""

    def keep(self, editor: str, record_kind: str, record_id: str, text: str) -> None:
        """Keep ``text`` in place of the former draft of that editor and record."""
        draft = Draft(editor=editor, record_kind=record_kind, record_id=record_id, text=text)
        at = stamp(self._journal.now())
        with self._journal.writing():
            drafts.save(self._db, draft, at=at)

    def find(self, editor: str, record_id: str) -> str | None:
        """Return the words being typed in that editor for that record, or None."""
        with outside_causes():
            draft = drafts.find(self._db, editor, record_id)
        return None if draft is None else draft.text

    def all(self) -> Sequence[Draft]:
        """Return all drafts, the one typed in last first."""
        with outside_causes():
            return drafts.all_(self._db)

    def drop(self, editor: str, record_id: str) -> None:
        """Forget the draft of that editor for that record, if there is one."""
        with self._journal.writing():
            drafts.drop(self._db, editor, record_id)
