"""What is read of one pattern for its page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sessiondesk.domain.pattern import Pattern
from sessiondesk.journal import Journal
from sessiondesk.journal.entry import EntryKey
from sessiondesk.journal.patterns import Month


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRecord:
    """A pattern and what belongs to it.

    Attributes:
        pattern: Its name and answers.
        linked: The entries it was seen in, the latest first.
        months: How often it was seen in each month since the first of them.
        merged: The patterns that were merged into it.
        today: The day it was read.
    """

    pattern: Pattern
    linked: Sequence[EntryKey] = field(repr=False)
    months: Sequence[Month] = field(repr=False)
    merged: Sequence[Pattern] = field(repr=False)
    today: date

    @property
    def first_linked(self) -> date | None:
        """The day of the earliest of its entries; None without any."""
        return self.linked[-1].day if self.linked else None


def read(journal: Journal, pattern: Pattern) -> PatternRecord:
    """Read what belongs to ``pattern``.

    Raises:
        StoreError: It could not be read.
    """
    linked = journal.patterns.linked(pattern.id)
    return PatternRecord(
        pattern=pattern,
        linked=linked[::-1],
        months=journal.patterns.months_of(linked),
        merged=journal.patterns.merged(pattern.id),
        today=journal.today(),
    )
