"""What all prompts are made of."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

_ID: Final = re.compile(r"[a-z][a-z0-9_]*", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer that can be picked.

    Attributes:
        id: What is kept: ASCII, unique in its list, never changed and never reused.
        text: What the person reads.
    """

    id: str
    text: str

    def __post_init__(self) -> None:
        require_id(self.id)
        require_text(self.text)


def require_id(id_: str) -> None:
    """Refuse, with ``ValueError``, what cannot be kept as an id."""
    if not _ID.fullmatch(id_):
        raise ValueError(f"{id_!r} is no id: a to z, 0 to 9 and _ only, a letter first")


def require_text(*texts: str) -> None:
    """Refuse, with ``ValueError``, an empty text."""
    if not all(text.strip() for text in texts):
        raise ValueError("a text is empty")


def require_unique(ids: Iterable[str]) -> None:
    """Refuse, with ``ValueError``, an id that is there twice."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            raise ValueError(f"{id_!r} is there twice")
        seen.add(id_)
