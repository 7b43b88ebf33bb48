"""The days with a tag, a pattern or a practice, by the key that answers about them have."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

from sessiondesk.domain.checkin import Feeling
from sessiondesk.domain.ids import PatternId, PracticeId, ScaleId, TagId
from sessiondesk.domain.period import Period
from sessiondesk.insights.claims import Association
from sessiondesk.journal import Journal
from sessiondesk.journal.entries import Filters
from sessiondesk.store.kinds import Kind

_CHECKINS: Final = frozenset({Kind.CHECKIN})


def tagged_days(journal: Journal, key: str) -> Collection[date]:
    """Return the days with what ``key`` stands for: "tag:", "pattern:" and the like.

    Raises:
        StoreError: The journal could not be read.
    """
    kind, _, own = key.partition(":")
    match kind:
        case "tag":
            filters = Filters(kinds=_CHECKINS, tags=frozenset({TagId(own)}))
        case "pattern":
            filters = Filters(kinds=_CHECKINS, patterns=frozenset({PatternId(own)}))
        case "feeling":
            filters = Filters(kinds=_CHECKINS, feelings=frozenset({Feeling(family=own)}))
        case _:
            return journal.practices.days(PracticeId(own))
    return {each.day for each in journal.entries.find(filters)}


def days_of(
    journal: Journal, claim: Association, last: date, *, next_day: bool = False
) -> Collection[date]:
    """Return the days with the tag that an answer rests on.

    Args:
        journal: The open journal.
        claim: The answer.
        last: The day it was worked out for.
        next_day: Whether the rating of the following day was looked at.

    Raises:
        StoreError: The journal could not be read.
    """
    on = timedelta(days=1 if next_day else 0)
    days = [each for each in tagged_days(journal, claim.tag) if each + on <= last]
    if not days:
        return ()
    rating = ScaleId(claim.rating)
    rated = journal.checkins.daily([rating], Period(first=min(days), last=max(days) + on))
    return [each for each in days if each + on in rated[rating]]
