"""What a person typed to search for, taken apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sessiondesk.store import folding

# What stands between quotation marks belongs together; a mark that is still open as well.
_TYPED: Final = re.compile(r'["“”„«»]([^"“”„«»]*)(["“”„«»]|$)|([^\s"“”„«»]+)')
# Nobody types as much. A whole text put into the search field is found by its beginning.
_MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to find: words that stand one after the other.

    Attributes:
        words: The folded words, at least one.
        is_beginning: Whether the last of them need only be the beginning of a word.
    """

    words: tuple[str, ...] = field(repr=False)
    is_beginning: bool

    def is_at(self, folds: Sequence[str], place: int) -> bool:
        """Return whether the words in ``folds`` from ``place`` on are these."""
        end = place + len(self.words) - 1
        if end >= len(folds):
            return False
        last = self.words[-1]
        if not (folds[end].startswith(last) if self.is_beginning else folds[end] == last):
            return False
        return place == end or tuple(folds[place:end]) == self.words[:-1]

    def is_in(self, folds: Sequence[str]) -> bool:
        """Return whether these words stand anywhere in ``folds``."""
        return any(self.is_at(folds, place) for place in range(len(folds)))


def terms(typed: str) -> Sequence[Term]:
    """Return what is to be found, all of it; nothing where no word was typed.

    Each word typed is the beginning of one in the text. What stands between quotation marks is
    found as it stands; while the last mark is missing, it is still being typed.
    """
    found = []
    for match in _TYPED.finditer(typed):
        quoted, closing, word = match.groups()
        words = tuple(folding.fold(word if quoted is None else quoted).split())[:_MOST]
        if words:
            is_beginning = not closing and not folding.is_one_by_one(words[-1])
            found.append(Term(words, is_beginning))
    return list(dict.fromkeys(found))[:_MOST]


def spans(text: str, typed: str, *, most: int) -> Sequence[tuple[int, int]]:
    """Return where ``text`` has what was typed: (first place, place after), in order, apart."""
    return _spans(text, terms(typed), _BLOCK, most)


def first_span(text: str, typed: str) -> tuple[int, int] | None:
    """Return where ``text`` first has what was typed, or None if it has not."""
    wanted = terms(typed)
    # In small pieces first: as a rule one of the first has it, and the rest can stay as it is.
    found = _spans(text, wanted, _SMALL_BLOCK, 1) or _spans(text, wanted, _BLOCK, 1)
    return found[0] if found else None


# A megabyte is looked at in pieces: most of them hold nothing and are passed over quickly.
_BLOCK: Final = re.compile(r".{1,4000}(?:\s|\Z)|.{1,4000}", re.DOTALL)
_SMALL_BLOCK: Final = re.compile(r".{1,300}(?:\s|\Z)|.{1,300}", re.DOTALL)


def _spans(
    text: str, wanted: Sequence[Term], block: re.Pattern[str], most: int
) -> Sequence[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for piece in block.finditer(text):
        folded = folding.fold(piece.group())
        here = [term for term in wanted if term.words[0] in folded]
        words = list(folding.words(piece.group())) if here else []
        folds = [word.fold for word in words]
        for place in range(len(words)):
            ends = [
                words[place + len(term.words) - 1].end for term in here if term.is_at(folds, place)
            ]
            if ends:
                _add(found, piece.start() + words[place].start, piece.start() + max(ends))
                if len(found) == most:
                    return found
    return found


def _add(found: list[tuple[int, int]], start: int, end: int) -> None:
    if found and start < found[-1][1]:
        found[-1] = (found[-1][0], max(end, found[-1][1]))
    else:
        found.append((start, end))
