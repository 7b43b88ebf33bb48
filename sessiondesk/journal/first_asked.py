"""When something was first written about: for a pattern, or for words that were typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sessiondesk.domain.pattern import Pattern
from sessiondesk.insights.first_noticed import FirstNoticed, first_noticed
from sessiondesk.journal.entry import Entry, EntryKey, Filters
from sessiondesk.journal.journal import Journal
from sessiondesk.journal.patterns import LINKABLE
from sessiondesk.store import query


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAsked:
    """The answer, with what it rests on.

    Attributes:
        claim: The dates.
        entries: The entries it rests on, the newest first.
        suggestion: An earlier entry that has one of the words, to be asked about. None: there
            is none, or it was refused.
    """

    claim: FirstNoticed
    entries: Sequence[EntryKey]
    suggestion: Entry | None = None


def of_pattern(journal: Journal, pattern: Pattern) -> FirstAsked:
    """Return when ``pattern`` was named, first linked and perhaps first written about.

    Raises:
        StoreError: The journal could not be read.
    """
    linked = journal.patterns.linked(pattern.id)
    suggestion = journal.patterns.suggestion(pattern)
    written = () if suggestion is None else (suggestion.day,)
    return FirstAsked(
        claim=first_noticed(pattern.named_on, (each.day for each in linked), written),
        entries=linked[::-1],
        suggestion=suggestion,
    )


def has_words(text: str) -> bool:
    """Return whether there is anything in ``text`` to look for: signs alone are no word."""
    return bool(query.terms(text))


def of_words(journal: Journal, text: str) -> FirstAsked:
    """Return when ``text`` was first written, in check-ins and about sessions.

    Args:
        journal: The journal to look through.
        text: The words, at least one.

    Raises:
        ValueError: There is no word in it, so that every entry would do.
        StoreError: The journal could not be read.
    """
    if not has_words(text):
        raise ValueError("There is no word to look for.")
    found = journal.entries.find(Filters(text=text, kinds=LINKABLE))
    newest_first = sorted(found, key=_day, reverse=True)
    return FirstAsked(
        claim=first_noticed(None, (), (each.day for each in newest_first)), entries=newest_first
    )


def _day(entry: EntryKey) -> date:
    return entry.day
