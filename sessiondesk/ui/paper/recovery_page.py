"""The recovery key on a sheet of paper, to be put away where passports are kept."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui.paper.marks import Align, Group, Mark, Page, Shape, Words, rule
from sessiondesk.ui.paper.measures import (
    CAPTION,
    CELL,
    COLUMN_GAP,
    INK,
    KEY,
    OWN,
    SIDE_MARGIN,
    SOURCE,
    TITLE,
    WHEN,
    PaperSize,
)
from sessiondesk.ui.wording import day_in_words

_TITLE_TOP: Final = 14.0
_RULE: Final = 29.6
_KEY_TOP: Final = 40.0
_KEY_PITCH: Final = 13.0
_NUMBER_WIDTH: Final = 12.0
_BELOW_KEY: Final = 8.0
_COPY_LINE: Final = 22.0


def _tr(text: str) -> str:
    return QCoreApplication.translate("recovery_page", text)


def title() -> str:
    """Return the title of the page, which is also that of its PDF."""
    return _tr("Recovery key")


def lay_out(key: str, *, on: date, size: PaperSize = PaperSize.A4) -> Sequence[Page]:
    """Return the page that holds ``key``.

    Args:
        key: The groups, with dashes or blanks between them.
        on: The day it was made.
        size: The paper.
    """
    groups = key.replace("-", " ").split()
    marks = [*_head(on, size), *_key(groups, size), *_advice(len(groups), size)]
    return [Page(size=size, groups=[Group(x=SIDE_MARGIN, marks=marks)])]


def _head(on: date, size: PaperSize) -> Iterator[Mark]:
    width = size.text_width
    yield Words(shape=Shape(title(), TITLE), x=0, y=_TITLE_TOP)
    made = _tr("Made on {day}").format(day=day_in_words(on, "d MMMM yyyy"))
    when = Shape(made, WHEN, width=width, align=Align.RIGHT)
    yield Words(shape=when, x=0, y=_TITLE_TOP + 3)
    says = _tr("Opens a SessionDesk journal when the passphrase is forgotten.")
    yield Words(shape=Shape(says, SOURCE), x=0, y=_TITLE_TOP + 10.4)
    yield rule(0, _RULE, width, 0.9, INK)


def _key(groups: Sequence[str], size: PaperSize) -> Iterator[Mark]:
    for place, group in enumerate(groups):
        line, side = divmod(place, 2)
        left = side * (size.column + COLUMN_GAP)
        top = _KEY_TOP + line * _KEY_PITCH
        symbols = Shape(group, KEY)
        number = Shape(str(place + 1), CELL)
        middle = top + symbols.height / 2
        yield Words(shape=number, x=left, y=middle - number.height / 2)
        yield Words(shape=symbols, x=left + _NUMBER_WIDTH, y=top)


def _advice(groups: int, size: PaperSize) -> Iterator[Mark]:
    width = size.text_width
    top = _KEY_TOP + (groups + 1) // 2 * _KEY_PITCH + _BELOW_KEY
    yield rule(0, top - _BELOW_KEY / 2, width, 0.3)
    says = Shape(
        _tr(
            "Whoever has this key and the files of your journal can open it without the "
            "passphrase. Keep the paper where you keep a passport, not next to the computer. "
            "Capital or small letters do not matter, and there is no letter O, I or L in it. "
            "The key is shown once and kept nowhere else."
        ),
        OWN,
        width=width,
    )
    yield Words(shape=says, x=0, y=top)
    top += says.height + _COPY_LINE
    yield rule(0, top, width, 0.35)
    where = Shape(_tr("Where a second copy lies"), CAPTION)
    yield Words(shape=where, x=0, y=top + 1)
