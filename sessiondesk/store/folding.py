"""What is left of words when only what matters for finding them is kept.

Capitals, accents and the strokes of letters go; what is written without blanks between the
words, like Chinese, Japanese, Korean or Thai, and signs like an emoji, are taken one by one.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

# Letters that have no decomposition into a plain one.
_PLAIN: Final = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "\u0131": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    "ŋ": "n",
    "ĸ": "k",
    "ƀ": "b",
    "ƶ": "z",
    "ɨ": "i",
    "ʉ": "u",
    "ⱥ": "a",
    "ɇ": "e",
    "ɍ": "r",
    "ɏ": "y",
    # Apostrophes that count as letters, and the stroke in a fraction.
    "\ua78c": " ",
    "\u02bc": " ",
    "\u02b9": " ",
    "\u2044": " ",
    # For the engine this is a full stop, as it was in earlier versions of Unicode.
    "\u166d": " ",
}
# First and last character of what is taken one by one: Thai, Lao; Burmese; Khmer; from the
# radicals to the signs of Yi; Hangul; what is compatible with the like; the far planes.
_ONE_BY_ONE: Final = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x303C),
    (0x3041, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0xA4CF),
    (0xA960, 0xA97F),
    (0xAC00, 0xD7FF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFFDC),
    (0x1AFF0, 0x1B2FF),
    (0x20000, 0x3FFFF),
)
# Of the classes of marks, those that are letters rather than marks: signs of vowels, the
# voicing of kana, and what takes a vowel away.
_KEPT_CLASSES: Final = frozenset({0, 8, 9})
# Marks of those classes that choose a look only.
_OF_LOOK: Final = re.compile("[\u034f\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ASCII_END: Final = 0x80
_JAMO: Final = (0x1160, 0x11FF)
# Plain European writing: there a word is a run of letters, and what is between stays between.
_LETTERS: Final = "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u013e\u0141-\u0148\u014a-\u024f"
_RUN: Final = re.compile(f"[{_LETTERS}]+")
_IS_EUROPEAN: Final = re.compile(
    f"[{_LETTERS}\\x00-\\x7f\u00a0\u00a1\u00ab\u00b7\u00bb\u00bf\u2010-\u2027]*"
)


class _Folds(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        fold = self[code] = _fold_of(chr(code))
        return fold


def fold(text: str) -> str:
    """Return the words of ``text`` as they are searched for, with blanks between them."""
    return " ".join(_composed(text).translate(_FOLDS).split())


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text.

    Attributes:
        fold: What is left of it.
        start: Place of its first character in the text.
        end: Place after its last.
    """

    fold: str = field(repr=False)
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of ``text`` that ``fold`` has, each with its place, in order."""
    if _IS_EUROPEAN.fullmatch(text):
        for run in _RUN.finditer(text):
            yield Word(run.group().translate(_FOLDS), run.start(), run.end())
    else:
        yield from _words_by_character(text)


def _words_by_character(text: str) -> Iterator[Word]:
    made: list[str] = []
    start = end = 0
    for first, last, cluster in _clusters(text):
        for character in cluster:
            pieces = _FOLDS[ord(character)]
            if not pieces:
                end = last if made else end
                continue
            for n, piece in enumerate(pieces.split(" ")):
                if n and made:
                    yield Word("".join(made), start, end)
                    made.clear()
                if piece:
                    start = start if made else first
                    end = last
                    made.append(piece)
    if made:
        yield Word("".join(made), start, end)


def is_one_by_one(word: str) -> bool:
    """Return whether a folded word is a single character of those taken one by one."""
    return _FOLDS[ord(word[0])].startswith(" ")


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what belongs together, composed, with its place: a letter and its marks."""
    if unicodedata.is_normalized("NFC", text):
        for n, character in enumerate(text):
            yield n, n + 1, character
        return
    start = 0
    for n in range(1, len(text) + 1):
        if n == len(text) or not _continues(text[n]):
            yield start, n, unicodedata.normalize("NFC", text[start:n])
            start = n


def _continues(character: str) -> bool:
    return unicodedata.category(character)[0] == "M" or (_JAMO[0] <= ord(character) <= _JAMO[1])


def _fold_of(character: str) -> str:
    code = ord(character)
    if code < _ASCII_END:
        return character.lower() if character.isalnum() else " "
    if any(first <= code <= last for first, last in _ONE_BY_ONE):
        pieces = unicodedata.normalize("NFKC", character)
        kept = [each for each in pieces if unicodedata.category(each)[0] in "LMN"]
        return f" {' '.join(kept)} "
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(_piece(each) for each in unicodedata.normalize("NFKD", plain))


def _piece(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] in "LN" or (category[0] == "M" and _is_letter(character, category)):
        return character
    # Marks, what only chooses a look, and the tones of skin.
    if category[0] == "M" or category == "Cf" or "\U0001f3fb" <= character <= "\U0001f3ff":
        return ""
    # A sign that says something by itself, and what this version does not know yet.
    is_sign = category in {"So", "Sc", "Sm", "Co", "Cn"} and not character.isascii()
    return f" {character} " if is_sign else " "


def _is_letter(mark: str, category: str) -> bool:
    return (
        category != "Me"
        and unicodedata.combining(mark) in _KEPT_CLASSES
        and not _OF_LOOK.match(mark)
    )


_FOLDS: Final = _Folds()
