"""The entries that an answer about a tag, a pattern or a practice rests on."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import PatternId, PracticeId, ScaleId, TagId
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.insights.claims import Association
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import EntryKey, Filters
from sessiondesk.store.kinds import Kind

_CHECKINS: Final = frozenset({Kind.CHECKIN})


def entries_of(
    journal: Journal, claim: Association, last: date, *, next_day: bool = False
) -> Sequence[EntryKey]:
    """Return the check-ins with the tag, on days whose rating was looked at, the newest first.

    Args:
        journal: The open journal.
        claim: The answer.
        last: The day it was worked out for.
        next_day: Whether the rating of the following day was looked at.

    Raises:
        StoreError: The journal could not be read.
    """
    found = _marked(journal, claim.tag)
    rated = _rated(journal, ScaleId(claim.rating)) if found else ()
    on = timedelta(days=1 if next_day else 0)
    # Thousands of entries have some hundreds of days.
    looked_at = {
        day for day in {each.day for each in found} if day <= last - on and day + on in rated
    }
    return [each for each in found if each.day in looked_at]


def _rated(journal: Journal, rating: ScaleId) -> Collection[date]:
    """Return the days on which that was rated, in any check-in."""
    # By way of the list of entries, which is at hand: joining every check-in to its ratings
    # takes ten times as long.
    filters = Filters(kinds=_CHECKINS, scale_ranges={rating: (0, HIGHEST)})
    return {each.day for each in journal.entries.find(filters)}


def _marked(journal: Journal, key: str) -> Sequence[EntryKey]:
    """Return the check-ins with what ``key`` stands for: "tag:", "pattern:" and the like."""
    kind, _, own = key.partition(":")
    match kind:
        case "tag":
            filters = Filters(kinds=_CHECKINS, tags=frozenset({TagId(own)}))
        case "pattern":
            filters = Filters(kinds=_CHECKINS, patterns=frozenset({PatternId(own)}))
        case "feeling":
            filters = Filters(kinds=_CHECKINS, feelings=frozenset({Feeling(family=own)}))
        case _:
            return _on(journal, journal.practices.days(PracticeId(own)))
    return journal.entries.find(filters)


def _on(journal: Journal, days: Collection[date]) -> Sequence[EntryKey]:
    # A practice is logged for a day and not in a check-in: those of the day tell of it.
    known = frozenset(days)
    return [each for each in journal.entries.find(Filters(kinds=_CHECKINS)) if each.day in known]
