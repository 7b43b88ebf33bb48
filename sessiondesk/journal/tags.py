"""The journal's tags."""

from collections.abc import Sequence

from sessiondesk.domain.ids import TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.journal.part import Part
from sessiondesk.store import records, tags
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Tags(Part):
    """The person's words for what was going on."""

    def all(self) -> Sequence[Tag]:
        """Return all tags, those used most first, then by name."""
        with outside_causes():
            return tags.all_(self._db)

    def find(self, tag_id: TagId) -> Tag | None:
        """Return the tag of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.TAG, tag_id)
            return tags.find(self._db, tag_id) if is_kept else None

    def named(self, name: str) -> Tag:
        """Return the tag of that name, capital letters aside; make it if there is none.

        Raises:
            InvalidFieldError: The name is empty.
        """
        wanted = " ".join(name.split())
        for tag in self.all():
            if tag.name.casefold() == wanted.casefold():
                return tag
        tag = Tag(name=wanted)
        self.record(tag)
        return tag

    def record(self, tag: Tag) -> None:
        """Keep ``tag``, new or renamed."""
        with self._journal.act() as act:
            act.save(tag)
