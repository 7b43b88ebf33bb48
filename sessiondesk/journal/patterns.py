"""The journal's patterns."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sessiondesk.domain.ids import CheckInId, PatternId, TherapySessionId
from sessiondesk.domain.pattern import Pattern
from sessiondesk.journal.entry import Filters
from sessiondesk.journal.part import Part
from sessiondesk.journal.topics import Topic
from sessiondesk.store import checkins, drafts, patterns, records, tags, therapy_sessions
from sessiondesk.store.connection import outside_causes
from sessiondesk.store.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sessiondesk.domain.ids import TagId
    from sessiondesk.journal.acts import Act
    from sessiondesk.journal.entry import Entry, EntryKey

# What a pattern can be seen in.
LINKABLE: Final = frozenset({Kind.CHECKIN, Kind.THERAPY_SESSION})
_MOST_REFUSED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """How often a pattern was seen in one month.

    Attributes:
        first: The first day of the month.
        linked: Entries linked to the pattern.
        entries: Check-ins and sessions held, linked or not. Without any the month says nothing
            about the pattern.
    """

    first: date
    linked: int
    entries: int


class Patterns(Part):
    """What the person has begun to recognise."""

    def all(self) -> Sequence[Pattern]:
        """Return the patterns that stand by themselves, the one named last first."""
        with outside_causes():
            return patterns.all_(self._db)

    def find(self, pattern_id: PatternId) -> Pattern | None:
        """Return the pattern of that id, or None."""
        with outside_causes():
            is_kept = records.is_kept(self._db, Kind.PATTERN, pattern_id)
            return patterns.find(self._db, pattern_id) if is_kept else None

    def merged(self, pattern_id: PatternId) -> Sequence[Pattern]:
        """Return the patterns that were merged into that one, by name."""
        with outside_causes():
            return patterns.merged_into(self._db, pattern_id)

    def record(self, pattern: Pattern, *, settles: Iterable[str] = ()) -> None:
        """Keep ``pattern``, new or changed.

        Args:
            pattern: What to keep.
            settles: Editors whose drafts for it are in there now and can go.
        """
        with self._journal.act() as act:
            act.save(pattern)
            for editor in settles:
                drafts.drop(self._db, editor, pattern.id)

    def named(self, name: str) -> Pattern | None:
        """Return the pattern of that name, capital letters and extra blanks aside, or None."""
        wanted = " ".join(name.split()).casefold()
        for pattern in self.all():
            if " ".join(pattern.name.split()).casefold() == wanted:
                return pattern
        return None

    def name(self, pattern: Pattern, *, seen_in: tuple[Kind, str] | None = None) -> None:
        """Keep a new pattern and note where it was seen, as one act.

        Args:
            pattern: What was given a name.
            seen_in: Kind and identity of the check-in or therapy session it was named from.
        """
        with self._journal.act() as act:
            act.save(pattern)
            if seen_in is not None:
                self._relink(act, *seen_in, add=frozenset({pattern.id}))

    def make_of_tag(self, tag_id: TagId, *, named_on: date) -> Pattern | None:
        """Make a pattern of a tag: it is linked to every check-in that has the tag.

        The tag stays as it is. One act, however many check-ins there are: taking it back
        puts the pattern away, and its links with it.

        Returns:
            The new pattern; None when there is no such tag.
        """
        tag = tags.find(self._db, tag_id)
        if tag is None:
            return None
        pattern = Pattern(name=tag.name, named_on=named_on)
        with self._journal.act() as act:
            act.save(pattern)
            patterns.link_tagged(self._db, pattern.id, tag_id)
        self._journal.changed.emit(Topic.CHECKINS)
        return pattern

    def remove(self, pattern_id: PatternId) -> None:
        """Put a pattern into the bin; the entries keep their link, for the case it comes back."""
        with self._journal.act() as act:
            act.remove(Kind.PATTERN, pattern_id)

    def merge(self, pattern_id: PatternId, into: PatternId) -> None:
        """Let ``into`` stand for both. The former one keeps its words and its history.

        Raises:
            InvalidFieldError: The two are one.
        """
        with self._journal.act() as act:
            for each in (pattern_id, *(one.id for one in self.merged(pattern_id))):
                former = patterns.find(self._db, each)
                if former is not None:
                    act.save(replace(former, merged_into=into))

    def part(self, pattern_id: PatternId) -> None:
        """Let a merged pattern stand by itself again, with the entries linked to it before."""
        with self._journal.act() as act:
            former = patterns.find(self._db, pattern_id)
            if former is not None:
                act.save(replace(former, merged_into=None))

    def link(self, pattern_id: PatternId, kind: Kind, record_id: str) -> None:
        """Note that the pattern is in that check-in or therapy session."""
        with self._journal.act() as act:
            self._relink(act, kind, record_id, add=frozenset({pattern_id}))

    def unlink(self, pattern_id: PatternId, kind: Kind, record_id: str) -> None:
        """Note that it is not in there after all."""
        with self._journal.act() as act:
            self._relink(act, kind, record_id, drop=frozenset({pattern_id}))

    def linked(self, pattern_id: PatternId) -> Sequence[EntryKey]:
        """Return the entries in which it was seen, oldest first; merged patterns included."""
        # Each of them is in the list of entries, if only for its pattern: there may be
        # thousands, and that list is at hand.
        filters = Filters(kinds=LINKABLE, patterns=frozenset({pattern_id}))
        return self._journal.entries.find(filters)[::-1]

    def first_linked(self, pattern_id: PatternId) -> date | None:
        """Return the day of the earliest entry in which it was seen; None without any."""
        linked = self.linked(pattern_id)
        return linked[0].day if linked else None

    def months(self, pattern_id: PatternId) -> Sequence[Month]:
        """Return every month from the first linked entry to this one, oldest first."""
        return self.months_of(self.linked(pattern_id))

    def months_of(self, entries: Sequence[EntryKey]) -> Sequence[Month]:
        """Return what ``months`` does, for the entries that ``linked`` returned."""
        if not entries:
            return []
        linked: Counter[date] = Counter()
        for day, count in Counter(each.day for each in entries).items():
            linked[day.replace(day=1)] += count
        month = min(linked)
        with outside_causes():
            written = patterns.entries_per_month(self._db, month)
        last = max(*linked, self._journal.today().replace(day=1))
        months: list[Month] = []
        while month <= last:
            count = linked.get(month, 0)
            # A session that is still planned can be linked, and counts then.
            whole = max(written.get(month, 0), count)
            months.append(Month(first=month, linked=count, entries=whole))
            month = (month + timedelta(days=31)).replace(day=1)
        return months

    def link_all(self, pattern_id: PatternId, entries: Iterable[tuple[Kind, str]]) -> None:
        """Note that the pattern is in each of those check-ins and sessions, as one act."""
        with self._journal.act() as act:
            for kind, record_id in entries:
                self._relink(act, kind, record_id, add=frozenset({pattern_id}))

    def refuse(self, pattern_id: PatternId, kind: Kind, record_id: str) -> None:
        """Note that a pattern is not in that entry, which is not proposed again."""
        refused = self._journal.settings.value.not_patterns
        self._journal.settings.change(
            not_patterns=refused | {_refusal(pattern_id, kind, record_id)}
        )

    def suggestion(self, pattern: Pattern) -> Entry | None:
        """Return the earliest entry that has a word of the pattern's name, to be asked about.

        It is earlier than the first one linked, and was not refused. After some refusals in a
        row the words are no good for this pattern, and nothing is proposed any more.
        """
        refused = self._journal.settings.value.not_patterns
        if sum(each.startswith(pattern.id) for each in refused) >= _MOST_REFUSED:
            return None
        first = self.first_linked(pattern.id)
        for entry in self._journal.entries.first_written(pattern.words):
            if entry.kind not in LINKABLE or (first is not None and entry.day >= first):
                continue
            if _refusal(pattern.id, entry.kind, entry.id) not in refused:
                return entry
        return None

    def counts(self) -> Mapping[PatternId, int]:
        """Return how many entries are linked to each pattern that has any."""
        with outside_causes():
            return patterns.counts(self._db)

    def _relink(
        self,
        act: Act,
        kind: Kind,
        record_id: str,
        *,
        add: frozenset[PatternId] = frozenset(),
        drop: frozenset[PatternId] = frozenset(),
    ) -> None:
        if kind is Kind.CHECKIN:
            checkin = checkins.find(self._db, CheckInId(record_id))
            if checkin is not None:
                act.save(replace(checkin, patterns=(checkin.patterns | add) - drop))
        elif kind is Kind.THERAPY_SESSION:
            session = therapy_sessions.find(self._db, TherapySessionId(record_id))
            if session is not None:
                act.save(replace(session, patterns=(session.patterns | add) - drop))


def _refusal(pattern_id: PatternId, kind: Kind, record_id: str) -> str:
    return f"{pattern_id} {kind} {record_id}"
