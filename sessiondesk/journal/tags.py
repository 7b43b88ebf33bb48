"""The journal's tags."""

from collections.abc import Sequence
from dataclasses import replace

from sessiondesk.domain.ids import TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.journal.part import Part
from sessiondesk.store import goals, records, tags
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Tags(Part):
    """The person's words for what was going on."""

    def all(self) -> Sequence[Tag]:
        """Return all tags, those used most first, then by name."""
        with outside_causes():
            return tags.all_(self._db)

    def counted(self) -> Sequence[tuple[Tag, int]]:
        """Return all tags, each with how many check-ins have it; those used most first."""
        with outside_causes():
            counts = tags.counts(self._db)
            return [(tag, counts.get(tag.id, 0)) for tag in tags.all_(self._db)]

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

    def merged(self, tag_id: TagId) -> Sequence[Tag]:
        """Return the tags that were merged into that one, by name."""
        with outside_causes():
            return tags.merged_into(self._db, tag_id)

    def record(self, tag: Tag) -> None:
        """Keep ``tag``, new or renamed."""
        with self._journal.act() as act:
            act.save(tag)

    def remove(self, tag_id: TagId) -> None:
        """Put a tag into the bin; the entries keep it, for the case it comes back."""
        with self._journal.act() as act:
            act.remove(Kind.TAG, tag_id)

    def merge(self, tag_id: TagId, into: TagId) -> None:
        """Let ``into`` stand for both, also where goals count them.

        Raises:
            InvalidFieldError: The two are one.
        """
        with self._journal.act() as act:
            for each in (tag_id, *(one.id for one in self.merged(tag_id))):
                former = tags.find(self._db, each)
                if former is not None:
                    act.save(replace(former, merged_into=into))
            for goal in goals.all_(self._db):
                if goal.tag_id == tag_id:
                    act.save(replace(goal, tag_id=into))

    def part(self, tag_id: TagId) -> None:
        """Let a merged tag stand by itself again, with the entries it was on before."""
        with self._journal.act() as act:
            former = tags.find(self._db, tag_id)
            if former is not None:
                act.save(replace(former, merged_into=None))
