"""Everything in time order: all entries of all kinds in one list, found again in a moment."""

from bisect import bisect_left, bisect_right, insort
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.period import Period
from sessiondesk.domain.prompts import Prompts
from sessiondesk.journal.entry import Entry, EntryKey, Filters, passages
from sessiondesk.journal.part import Part
from sessiondesk.journal.taking_in import TakingIn
from sessiondesk.store import entries, feeling_words, folding, query, search
from sessiondesk.store.connection import Connection, outside_causes
from sessiondesk.store.entry_sources import SOURCES
from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import Kind
from sessiondesk.store.query import Term
from sessiondesk.store.search import SearchDamagedError

if TYPE_CHECKING:
    from sessiondesk.journal.journal import Journal

__all__ = ["MOST_HITS", "Entries", "Entry", "EntryKey", "Filters"]

MOST_HITS: Final = 1000

_Listed = tuple[int, EntryKey, str]
_SHORT: Final = 2
_MOST_PATCHED: Final = 100
_MOST_ANSWERS: Final = 64
# Fewer than one in so many are looked up; more are found by going through all.
_FEW: Final = 4
_T = TypeVar("_T")
_LINKABLE: Final = frozenset({Kind.CHECKIN, Kind.THERAPY_SESSION})


class Entries(Part):
    """The list of all entries, and the search in it.

    Kinds: check-ins, therapy sessions with words, life events, signs with an example, wins,
    bring-ups, patterns, what got in the way of a practice, questionnaires, and totals of forms.
    What is empty, or in the bin, is not in there.
    """

    def __init__(self, journal: "Journal", prompts: Prompts) -> None:
        super().__init__(journal)
        self._feelings = [
            (Feeling(family=family.id, word=word), label)
            for family in prompts.feelings
            for word, label in (
                ("", family.label),
                *((each.id, each.text) for each in family.words),
            )
        ]
        self._listed: list[_Listed] | None = None
        self._places: dict[str, int] | None = None
        # What was asked since the last change: while a word is typed, the rest stays the same.
        self._sets: dict[object, Collection[str]] = {}
        self._numbers: dict[object, Collection[int]] = {}
        self._taking_in = TakingIn(journal, at_rest=self._all, found_more=self._forget_answers)

    # Asking

    @property
    def kinds(self) -> Sequence[Kind]:
        """The kinds there can be entries of."""
        return tuple(SOURCES)

    def find(self, filters: Filters) -> Sequence[EntryKey]:
        """Return the entries that ``filters`` lets through, the newest first.

        While `is_ready` is False, some of the words are not found yet; nothing else is missing.
        """
        with outside_causes():
            if len(self._sets) + len(self._numbers) > _MOST_ANSWERS:
                self._forget_answers()
            listed = self._all()
            # What few have first: the rest is looked for in what that leaves.
            for ids in sorted(self._asked(filters), key=len):
                listed = self._of(ids, listed)
            if filters.period is not None:
                first = bisect_left(listed, filters.period.first, key=_day)
                listed = listed[first : bisect_right(listed, filters.period.last, key=_day)]
            if filters.kinds:
                listed = [each for each in listed if each[1].kind in filters.kinds]
            for numbers, ids in self._matching(query.terms(filters.text)):
                listed = [
                    each for each in listed if each[0] in numbers or (ids and each[1].id in ids)
                ]
            return [each[1] for each in reversed(listed)]

    def rows(self, keys: Iterable[EntryKey], *, text: str = "") -> Sequence[Entry]:
        """Return what is shown of those entries, in that order; one that is gone is left out.

        Args:
            keys: Those that are seen: some fifty at a time.
            text: What was searched for; then the words are those around it.
        """
        keys = list(keys)
        by_kind: dict[Kind, list[str]] = defaultdict(list)
        for key in keys:
            by_kind[key.kind].append(key.id)
        made = []
        with outside_causes():
            checkins = by_kind[Kind.CHECKIN]
            ratings = entries.ratings(self._db, checkins)
            tags = entries.tag_names(self._db, checkins)
            walls = {kind: entries.walls(self._db, kind, ids) for kind, ids in by_kind.items()}
            words = {kind: entries.words(self._db, kind, ids) for kind, ids in by_kind.items()}
        for key in keys:
            wall = walls[key.kind].get(key.id)
            if wall is None:
                continue
            found = words[key.kind].get(key.id)
            shown, private = ("", "") if found is None else passages(found, text)
            made.append(
                Entry(
                    kind=key.kind,
                    id=key.id,
                    day=key.day,
                    at=datetime.fromisoformat(wall) if wall else None,
                    words=shown,
                    private=private,
                    ratings=ratings.get(key.id, {}),
                    tags=tuple(tags.get(key.id, ())),
                )
            )
        return made

    def hits(self, text: str, words: str) -> Sequence[tuple[int, int]]:
        """Return where a text has what was searched for: (place, place after), in order.

        Args:
            text: Any text of an entry.
            words: What was typed into the search.
        """
        return query.spans(text, words, most=MOST_HITS)

    def days_with_entries(self, first: date, last: date) -> Mapping[date, int]:
        """Return how many entries each day has that has any, both ends included."""
        found: dict[date, int] = defaultdict(int)
        for key in reversed(self.find(Filters(period=Period(first=first, last=last)))):
            found[key.day] += 1
        return dict(found)

    def on_this_day(self, day: date) -> Sequence[Entry]:
        """Return the entries of a month before ``day`` and of that day in earlier years.

        The newest first. Where a month has no such day, its last one is taken.
        """
        with outside_causes():
            listed = self._all()
        if not listed:
            return []
        before = day.replace(day=1).toordinal() - 1
        days = {_in_month(date.fromordinal(before), day.day)}
        for year in range(listed[0][1].day.year, day.year):
            days.add(_in_month(date(year, day.month, 1), day.day))
        return self.rows(key for _, key, _ in reversed(listed) if key.day in days)

    def first_written(
        self, words: Sequence[str], *, kinds: Collection[Kind] = _LINKABLE, most: int = 5
    ) -> Sequence[Entry]:
        """Return the earliest entries that have any of ``words``, the earliest first.

        Args:
            words: Words, or several that all have to be there, each the beginning of a word.
            kinds: Kinds of entries to look at.
            most: How many at most.
        """
        with outside_causes():
            numbers: set[int] = set()
            for each in words:
                terms = [_longer(term, than=_SHORT) for term in query.terms(each)]
                if terms:
                    numbers.update(self._found(terms))
            keys = [
                key for number, key, _ in self._all() if number in numbers and key.kind in kinds
            ]
        return self.rows(keys[:most], text=" ".join(words))

    # Being ready

    @property
    def is_ready(self) -> bool:
        """Whether every word of every entry can be found."""
        with outside_causes():
            return self._taking_in.is_done

    def make_ready(self, progress: Callable[[float], None] | None = None) -> None:
        """Take in what cannot be found yet, a slice at a time between what the person does.

        Args:
            progress: Told the share that is done, up to 1.0 when it is ready. Give the bound
                method of a QObject that lives as long as this.
        """
        with outside_causes():
            self._taking_in.hurry(progress)

    def begin(self) -> None:
        """Look, in a calm moment, what there is to take in."""
        self._taking_in.begin()

    def take_in(self) -> None:
        """Bring the list up to date with the records, for a file that was written elsewhere.

        Raises:
            StoreError: It could not be written; then the records are asked each time.
        """
        with outside_causes():
            is_listed = search.is_listed(self._db)
        if not is_listed:
            with self._journal.writing():
                """What is due is taken in at the end of every step that writes."""

    def stop(self) -> None:
        """Leave what is still to do for the next time."""
        self._taking_in.stop()

    def heard(self, ids: Sequence[str]) -> None:
        """Put what was just written into the place it has in the list now."""
        # Also where no entry changed: two tags may be one now.
        self._forget_answers()
        if not ids:
            return
        listed, self._listed, self._places = self._listed, None, None
        # It is on disk by now. What cannot be read again is read when it is asked for.
        with suppress(StoreError), outside_causes():
            if listed is not None and len(ids) <= _MOST_PATCHED:
                gone = frozenset(ids)
                listed = [each for each in listed if each[1].id not in gone]
                for each in _keyed(entries.listed_of(self._db, ids)):
                    insort(listed, each, key=_place)
                self._listed = listed
            self._taking_in.plan()

    def read_again(self) -> None:
        """Read the list from the file, after others were brought in."""
        self._listed = self._places = None
        self._forget_answers()
        with suppress(StoreError), outside_causes():
            self._taking_in.plan()

    # Within

    def _all(self) -> Sequence[_Listed]:
        """Return all entries, the earliest first, with the numbers of their words."""
        if self._listed is None:
            is_listed = search.is_listed(self._db)
            rows = (entries.listed if is_listed else entries.listed_from_records)(self._db)
            listed = _keyed(rows)
            if not is_listed:
                return listed  # not to be kept: there is more to come
            self._listed = listed
        return self._listed

    def _of(self, ids: Collection[str], listed: Sequence[_Listed]) -> Sequence[_Listed]:
        """Return those of ``listed`` that have one of these ids."""
        if listed is not self._listed or len(ids) * _FEW > len(listed):
            return [each for each in listed if each[1].id in ids]
        if self._places is None:
            self._places = {each[1].id: place for place, each in enumerate(listed)}
        places = self._places
        return [listed[place] for place in sorted(places[own] for own in ids if own in places)]

    def _asked(self, filters: Filters) -> Iterator[Collection[str]]:
        """Yield the ids that each filter lets through, for those that need the records."""
        db = self._db
        if filters.tags:
            yield self._set(entries.with_tags, filters.tags)
        if filters.patterns:
            yield self._set(entries.with_patterns, filters.patterns)
        if filters.feelings:
            yield self._set(entries.with_feelings, filters.feelings)
        for scale_id, (low, high) in filters.scale_ranges.items():
            key = (scale_id, low, high)
            if key not in self._sets:
                self._sets[key] = entries.with_rating(db, scale_id, low, high)
            yield self._sets[key]

    def _forget_answers(self) -> None:
        self._sets.clear()
        self._numbers.clear()

    def _set(
        self, ask: Callable[[Connection, frozenset[_T]], Collection[str]], asked: frozenset[_T]
    ) -> Collection[str]:
        """Return what ``ask`` says, which is asked again only after something changed."""
        key = (ask, asked)
        if key not in self._sets:
            self._sets[key] = ask(self._db, asked)
        return self._sets[key]

    def _matching(
        self, terms: Sequence[Term]
    ) -> Iterator[tuple[Collection[int], Collection[str]]]:
        """Yield what has to be so: the words are found there, or it has one of those ids."""
        named = [(term, self._named(term)) for term in terms]
        in_words = [term for term, ids in named if not ids]
        if in_words:
            yield self._found(in_words), ()
        for term, ids in named:
            if ids:
                yield self._found([term]), ids

    def _found(self, terms: Sequence[Term]) -> Collection[int]:
        key = tuple(terms)
        try:
            if key not in self._numbers:
                self._numbers[key] = search.matching(self._db, terms)
            return self._numbers[key]
        except SearchDamagedError:
            # It is made of the records, which are not damaged by this.
            self._taking_in.is_damaged = True
            self._taking_in.plan()
            return ()

    def _named(self, term: Term) -> Collection[str]:
        """Return the ids of what has, or is, something of that name.

        A tag, a pattern or a feeling; or a questionnaire that was filled in.
        """
        term = _longer(term, than=1)
        db = self._db
        tags = frozenset(own for own, name in entries.names_of_tags(db) if _has(name, term))
        patterns = frozenset(
            own for own, name in entries.names_of_patterns(db) if _has(name, term)
        )
        feelings = frozenset(
            feeling for feeling, name in (*self._feelings, *self._own_words()) if _has(name, term)
        )
        # By its id as well: it is the title as people type it, "phq9".
        instruments = frozenset(
            each.id
            for each in self._journal.measures.instruments.all
            if _has(f"{each.title} {each.id}", term)
        )
        found: set[str] = set()
        if instruments:
            found.update(self._set(entries.of_instruments, instruments))
        if tags:
            found.update(self._set(entries.with_tags, tags))
        if patterns:
            found.update(self._set(entries.with_patterns, patterns))
        if feelings:
            found.update(self._set(entries.with_feelings, feelings))
        return found

    def _own_words(self) -> Iterator[tuple[Feeling, str]]:
        for each in feeling_words.all_(self._db):
            yield Feeling(family=each.family, word=each.id), each.text


def _has(name: str, term: Term) -> bool:
    return term.is_in(_folded(name))


@lru_cache(maxsize=4096)
def _folded(name: str) -> tuple[str, ...]:
    return tuple(folding.fold(name).split())


def _keyed(rows: Iterable[entries.Listed]) -> list[_Listed]:
    days: dict[str, date] = {}
    made = []
    for number, kind, own, day, wall in rows:
        if day not in days:
            days[day] = date.fromisoformat(day)
        made.append((number, EntryKey(kind, own, days[day]), wall))
    return made


def _day(each: _Listed) -> date:
    return each[1].day


def _place(each: _Listed) -> tuple[date, str, str, str]:
    _, key, wall = each
    return key.day, wall, key.kind, key.id


def _in_month(first: date, day: int) -> date:
    return first.replace(day=min(day, monthrange(first.year, first.month)[1]))


def _longer(term: Term, *, than: int) -> Term:
    """Return ``term``; as a whole word where it is short: as a beginning it fits anything."""
    is_short = len(term.words) == 1 and len(term.words[0]) <= than
    return replace(term, is_beginning=False) if is_short else term
