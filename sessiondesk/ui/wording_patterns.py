"""How patterns, and what is known about them, are said on screen."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.pattern import Pattern
from sessiondesk.domain.prompts import Prompts
from sessiondesk.ui import wording_sessions

# A name quoted inside a sentence of the program, and on a chip.
_LONGEST_QUOTE: Final = 120
_FIELDS: Final = ("sets_off", "notice_first", "what_i_do", "may_protect", "rather_do")


def _tr(text: str, count: int = -1) -> str:
    return QCoreApplication.translate("wording_patterns", text, "", count)


def in_short(name: str) -> str:
    """Return a name as one line that fits into a sentence or on a chip."""
    line = " ".join(name.split())
    return line if len(line) <= _LONGEST_QUOTE else f"{line[:_LONGEST_QUOTE].rstrip()} …"


def questions(prompts: Prompts) -> Sequence[tuple[str, str]]:
    """Return the field and the label of each of the five questions, in their order."""
    asked = prompts.pattern
    labels = (
        asked.sets_off,
        asked.notice_first,
        asked.what_i_do,
        asked.may_protect,
        asked.rather_do,
    )
    return [(field, _capital(label)) for field, label in zip(_FIELDS, labels, strict=True)]


def already_named(pattern: Pattern, *, today: date) -> str:
    """Say that there is a pattern of that name."""
    day = wording_sessions.day_and_month(pattern.named_on, today=today)
    return _tr("You have one of this name, named on {day}.").format(day=day)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
