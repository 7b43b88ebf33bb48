"""Passphrases: one form for what was typed, advice on strength, and a suggestion."""

import math
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from sessiondesk import paths
from sessiondesk.vault.errors import PassphraseRefusedError, Refusal

SHORTEST: Final = 8
LONGEST: Final = 10_000
SUGGESTED_WORDS: Final = 6
# At about 10^4 guesses a second, 10^12 are years.
_GOOD_FROM: Final = 1e11
_STRONG_FROM: Final = 1e15
_LONGEST_ESTIMATED: Final = 72  # zxcvbn raises above


class Strength(StrEnum):
    """How long a passphrase would stand, in a word. English-centred, and an estimate."""

    TOO_SHORT = "too_short"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What an attacker with the files would need.

    Attributes:
        guesses: About how many guesses it takes.
        strength: The same in a word.
    """

    guesses: float
    strength: Strength

    @property
    def bits(self) -> int:
        """The guesses as a power of two, rounded down."""
        return int(math.log2(self.guesses))

    @property
    def needs_confirmation(self) -> bool:
        """Whether to ask once more before it is set. Never a reason to refuse it."""
        return self.guesses < _GOOD_FROM


def normalised(typed: str) -> bytes:
    """Return the one form of what was typed, whatever keyboard it came from.

    Nothing is trimmed and nothing made lower case. Everything but NUL is accepted: whether
    it opens the journal is for the journal to say.

    Raises:
        PassphraseRefusedError: There is a NUL in it.
    """
    if "\0" in typed:
        raise PassphraseRefusedError(Refusal.CONTROL_CHARACTER)
    return unicodedata.normalize("NFKC", typed).encode("utf-8", "surrogatepass")


def check_new(typed: str) -> None:
    """Refuse a passphrase that could not be typed again, or be told apart, in years to come.

    Raises:
        PassphraseRefusedError: With the reason.
    """
    if len(typed) > LONGEST:
        raise PassphraseRefusedError(Refusal.TOO_LONG)
    for character in typed:
        category = unicodedata.category(character)
        if category == "Cc":
            raise PassphraseRefusedError(Refusal.CONTROL_CHARACTER)
        if category in {"Cn", "Cs"}:
            # Unassigned today: a later Unicode may normalise it to something else.
            raise PassphraseRefusedError(Refusal.UNKNOWN_CHARACTER)
    if len(unicodedata.normalize("NFKC", typed)) < SHORTEST:
        raise PassphraseRefusedError(Refusal.TOO_SHORT)


def has_outer_blanks(typed: str) -> bool:
    """Tell whether it begins or ends with a blank, which is easily left out next time."""
    return typed != typed.strip()


def estimate(typed: str) -> Estimate:
    """Estimate how many guesses ``typed`` would stand."""
    from zxcvbn import zxcvbn  # noqa: PLC0415 - 80 ms, and only needed while one is chosen

    plain = unicodedata.normalize("NFKC", typed[:LONGEST])
    guesses = 1.0
    if plain:
        guesses = float(zxcvbn(plain[:_LONGEST_ESTIMATED])["guesses"])
    if len(plain) < SHORTEST:
        strength = Strength.TOO_SHORT
    elif guesses < _GOOD_FROM:
        strength = Strength.FAIR
    elif guesses < _STRONG_FROM:
        strength = Strength.GOOD
    else:
        strength = Strength.STRONG
    return Estimate(guesses=guesses, strength=strength)


def suggest() -> str:
    """Return six words drawn from the long list of the EFF, with blanks between."""
    return " ".join(secrets.choice(_words()) for _ in range(SUGGESTED_WORDS))


def suggestion_bits() -> int:
    """Return how many bits a suggestion is worth, rounded down."""
    return int(SUGGESTED_WORDS * math.log2(len(_words())))


@cache
def _words() -> Sequence[str]:
    path = paths.resources() / "wordlist" / "eff_large.txt"
    return tuple(path.read_text("utf-8").split())
