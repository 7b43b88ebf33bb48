"""Chance that falls the same way every time."""

import hashlib
import random
from collections.abc import Sequence
from typing import Final, TypeVar

_T = TypeVar("_T")
_ROLLS: Final = 12


class Dice:
    """Chance from a seed, the same on every computer and every version of Python.

    Only ``random.Random.random`` is promised to stay as it is, so everything is made of it.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._random = random.Random(seed)  # noqa: S311 - repeatable on purpose
        self._born = 0

    def new_id(self) -> str:
        """Return the next identity: 32 hexadecimal digits."""
        self._born += 1
        return hashlib.sha256(f"made up {self._seed} {self._born}".encode()).hexdigest()[:32]

    def chance(self, of_one: float) -> bool:
        """Return True in that share of the cases."""
        return self._random.random() < of_one

    def pick(self, among: Sequence[_T]) -> _T:
        """Return one of ``among``."""
        return among[int(self._random.random() * len(among))]

    def between(self, low: float, high: float) -> float:
        """Return a number from ``low`` up to but not ``high``."""
        return low + self._random.random() * (high - low)

    def around(self, spread: float) -> float:
        """Return a number around 0, mostly within ``spread``."""
        return spread * (sum(self._random.random() for _ in range(_ROLLS)) - _ROLLS / 2)


class Deck:
    """Sentences drawn one after the other, each once before any comes again."""

    def __init__(self, dice: Dice, cards: Sequence[str]) -> None:
        self._dice = dice
        self._cards = cards
        self._left: list[str] = []

    def draw(self) -> str:
        """Return the next one."""
        if not self._left:
            self._left = list(self._cards)
        return self._left.pop(int(self._dice.between(0, len(self._left))))
