"""The journal's tags."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import CheckInId, TagId
from sessiondesk.domain.tag import Tag
from sessiondesk.journal.part import Part
from sessiondesk.store import checkins, goals, records, tags, versions
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind


class Tags(Part):
    """The person's words for what was going on."""

    def all(self) -> Sequence[Tag]:
        """Return all tags, those used most first, then by name."""
        with outside_causes():
            return tags.all_(self._db)

    def names(self) -> Mapping[TagId, str]:
        """Return what each of them is called; quicker, for nothing is counted."""
        with outside_causes():
            return tags.names(self._db)

    def has_any(self) -> bool:
        """Return whether there is a tag at all."""
        with outside_causes():
            return tags.has_any(self._db)

    def counted(self) -> Sequence[tuple[Tag, int]]:
        """Return all tags, each with how many check-ins have it; those used most first."""
        with outside_causes():
            return tags.counted(self._db)

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

    def earlier_names(self) -> Mapping[TagId, Sequence[str]]:
        """Return what each tag was called before, and what was merged into it, by name."""
        found: dict[TagId, set[str]] = defaultdict(set)
        with outside_causes():
            standing = {tag.id: tag.name for tag in tags.all_(self._db)}
            for tag in tags.all_merged(self._db):
                if tag.merged_into is not None:
                    found[tag.merged_into].add(tag.name)
            for text in versions.of_kind(self._db, Kind.TAG):
                before = records.decode(Kind.TAG, text)
                if isinstance(before, Tag) and before.id in standing:
                    found[before.id].add(before.name)
        names = {id_: found[id_] - {standing.get(id_, "")} for id_ in found}
        return {id_: sorted(each, key=str.casefold) for id_, each in names.items() if each}

    def former_names(self, checkin_id: CheckInId) -> Mapping[TagId, Sequence[str]]:
        """Return, for the tags of a check-in, the names of those that stood there before.

        A tag that was merged since is shown by the one that stands for it; nothing on an entry
        is to change its words without saying so.
        """
        found: dict[TagId, list[str]] = defaultdict(list)
        with outside_causes():
            checkin = checkins.find(self._db, checkin_id, is_as_kept=True)
            for tag_id in () if checkin is None else checkin.tags:
                tag = tags.find(self._db, tag_id)
                if tag is not None and tag.merged_into is not None:
                    found[tag.merged_into].append(tag.name)
        return {id_: sorted(names, key=str.casefold) for id_, names in found.items()}

    def rename(self, tag_id: TagId, name: str) -> None:
        """Give a tag another name; the former one stays in its history.

        Raises:
            InvalidFieldError: The name is empty, or another tag has it.
        """
        wanted = " ".join(name.split())
        for tag in self.all():
            if tag.id != tag_id and tag.name.casefold() == wanted.casefold():
                raise InvalidFieldError("name", "Another tag has that name.")
        found = self.find(tag_id)
        if found is not None:
            self.record(replace(found, name=wanted))

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
