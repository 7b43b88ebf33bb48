"""Patterns: what a person has begun to recognise, and has given a name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sessiondesk.domain.errors import InvalidFieldError
from sessiondesk.domain.ids import PatternId, new_id

_WORD: Final = re.compile(r"\w+(?:['\u2019]\w+)*")
_SHORTEST: Final = 4
# English words that are in half of all entries, and say nothing about a pattern.
_COMMON: Final = frozenset(
    {
        "about", "after", "again", "always", "another", "around", "because", "before", "being",
        "could", "doing", "don't", "even", "ever", "every", "everything", "from", "getting",
        "going", "have", "having", "into", "just", "know", "like", "make", "making", "more",
        "much", "myself", "never", "nothing", "only", "other", "over", "people", "really",
        "saying", "should", "some", "somebody", "someone", "something", "still", "such",
        "take", "taking", "than", "that", "their", "them", "then", "there", "they", "thing",
        "things", "think", "this", "time", "too", "very", "want", "wanting", "what", "when",
        "where", "which", "while", "with", "without", "would", "your",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """Something that comes again, in the person's own words.

    Check-ins and therapy sessions in which it was seen hold its identity.

    Attributes:
        name: The name given to it; not empty, without blanks at the ends.
        named_on: The day it was named.
        sets_off: What sets it off; may be empty, as are the next four.
        notice_first: What the person notices first.
        what_i_do: What the person does then.
        may_protect: What it may be protecting.
        rather_do: What the person would rather do.
        merged_into: The pattern it turned out to be. None: it stands by itself.
        id: Identity, kept when the pattern is renamed.
    """

    name: str = field(repr=False)
    named_on: date
    sets_off: str = field(default="", repr=False)
    notice_first: str = field(default="", repr=False)
    what_i_do: str = field(default="", repr=False)
    may_protect: str = field(default="", repr=False)
    rather_do: str = field(default="", repr=False)
    merged_into: PatternId | None = None
    id: PatternId = field(default_factory=lambda: PatternId(new_id()))

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise InvalidFieldError("name", "Give it a name.")
        if self.name != self.name.strip():
            raise InvalidFieldError("name", "The name has blanks at its ends.")
        if self.merged_into == self.id:
            raise InvalidFieldError("merged_into", "A pattern cannot be merged into itself.")

    @property
    def words(self) -> Sequence[str]:
        """What to look for where it may have been written about: the telling words of its name.

        The whole name where none of its words is telling.
        """
        found = dict.fromkeys(_WORD.findall(self.name.replace("\u2019", "'")))
        telling = [word for word in found if _is_telling(word)]
        return telling or [self.name]


def _is_telling(word: str) -> bool:
    # Scripts that write a word with one or two letters have no short words to leave out.
    is_long = len(word) >= _SHORTEST or not word.isascii()
    return is_long and word.casefold() not in _COMMON
