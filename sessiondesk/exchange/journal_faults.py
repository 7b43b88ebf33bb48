"""What can be wrong with the file of a complete export, in sentences, and where."""

import re
from typing import Final, Self

import msgspec

_TOLD: Final = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<place>[^`]*)`)?", re.DOTALL)
_EXPECTED: Final = re.compile(r"Expected `(?P<expected>[a-z |]+)`, got `(?P<got>[a-z]+)`")
_FIELD: Final = re.compile(
    r"Object (?P<what>missing required|contains unknown) field `(?P<name>.*)`"
)
_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_]{1,40}")
_KINDS: Final = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}


class JournalFileError(Exception):
    """Something in the file cannot be in a journal. Nothing was brought in.

    Never repeats a value, so it is safe to show and to log.

    Attributes:
        place: Where it is: ``checkin[12].felt_at``, counted from 0; empty for the whole file.
        problem: One sentence for the person.
    """

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}" if place else problem)
        self.place = place
        self.problem = problem

    @classmethod
    def of_field(cls, place: str, field: str, problem: str) -> Self:
        """Return the error for one field of the row at ``place``."""
        return cls(f"{place}.{field}", problem)


class NoJournalFileError(JournalFileError):
    """The file is no complete export of a journal, or it was cut off. Nothing was brought in."""


class NewerJournalFileError(JournalFileError):
    """The file comes from a newer version of the program. Nothing was brought in."""


NOT_JSON: Final = "This is not whole JSON in UTF-8: another kind of file, or one that was cut off."
NO_EXPORT: Final = "This is not a complete export of a SessionDesk journal."
NEWER: Final = "A newer version of SessionDesk wrote this file. Bring it in with that version."
_UNKNOWN_TABLE: Final = (
    "This version of SessionDesk knows no such table. A newer version may have written the file."
)
_UNKNOWN_FIELD: Final = (
    "This version of SessionDesk knows no such field. A newer version may have written the file."
)


def from_decoder(error: msgspec.ValidationError, *, own: frozenset[str]) -> JournalFileError:
    """Return what a decoder found, in our words.

    Args:
        error: What it said, which may quote the file.
        own: Sentences of ours that it passes on, and that quote nothing.
    """
    told = _TOLD.fullmatch(str(error))
    what, place = (told["what"], told["place"] or "") if told else ("", "")
    if what in own:
        return JournalFileError(place, what)
    if field := _FIELD.fullmatch(what):
        name = field["name"] if _PLAIN_NAME.fullmatch(field["name"]) else "(another name)"
        problem = "It is missing."
        if field["what"] == "contains unknown":
            problem = _UNKNOWN_FIELD if place else _UNKNOWN_TABLE
        return JournalFileError(".".join(each for each in (place, name) if each), problem)
    if kinds := _EXPECTED.fullmatch(what):
        expected = " or ".join(_KINDS[each] for each in kinds["expected"].split(" | "))
        return JournalFileError(place, f"Not {_KINDS[kinds['got']]}: {expected} belongs here.")
    if what.startswith("Invalid enum value"):
        return JournalFileError(place, "This is none of the choices.")
    # What is left of the decoder's complaints is about the range of a number or a length.
    return JournalFileError(place, "This is outside of what can be kept here.")
