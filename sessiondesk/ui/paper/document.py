"""A document of titled sections on paper: as many sheets as it needs, in the hand of the sheet.

What stands in it are plain values, so that it can be set on a worker, read as text, and be the
same in the preview, in a PDF and from the printer.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.ui.paper.document_model import (
    Before,
    Content,
    Document,
    Paragraph,
    Section,
    Table,
)
from sessiondesk.ui.paper.document_pieces import Piece, pieces
from sessiondesk.ui.paper.marks import Align, Group, Page, Shape, Words, rule
from sessiondesk.ui.paper.measures import (
    FOOT,
    INK,
    OWN,
    RUNNING_HEAD,
    SIDE_MARGIN,
    SOURCE,
    TITLE,
    WHEN,
    PaperSize,
)

__all__ = [
    "Before",
    "Content",
    "Document",
    "LaidOut",
    "Paragraph",
    "Section",
    "Table",
    "lay_out",
]

_TITLE_TOP: Final = 14.0
_WHEN_TOP: Final = 15.6
_SOURCE_TOP: Final = 25.2
_HEAD_RULE: Final = 29.6
_BODY_TOP: Final = 33.2
_RUNNING_HEAD_TOP: Final = 15.2
_RUNNING_RULE: Final = 20.5
_LATER_TOP: Final = 24.1
_FOOT_RULE: Final = 13.5
_ABOVE_RULE: Final = 0.8
_BELOW_RULE: Final = 3.4
# Title and date stand beside each other on one line.
_SHARE_OF_TITLE: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A document with everything at its place.

    Attributes:
        pages: What is painted.
        filled: How much of the room on each page is taken, in millimetres.
        rooms: How much room each page has.
    """

    pages: Sequence[Page]
    filled: tuple[float, ...]
    rooms: tuple[float, ...]

    def lines_over(self, most: int) -> int:
        """Return how many lines are too many for ``most`` pages; 0: it fits."""
        return ceil(sum(self.filled[most:]) / OWN.line_mm)

    def lines_to_spare(self, most: int) -> int:
        """Return how many more lines there is room for on ``most`` pages; 0 where it is full."""
        if len(self.pages) > most:
            return 0
        unused = (most - len(self.pages)) * _later_room(self.pages[0].size)
        return int((self.rooms[-1] - self.filled[-1] + unused) / OWN.line_mm)

    def share(self, most: int) -> float:
        """Return how much of ``most`` pages is taken; above 1 where it does not fit."""
        whole = self.rooms[0] + (most - 1) * _later_room(self.pages[0].size)
        return sum(self.filled) / whole


def lay_out(document: Document, size: PaperSize = PaperSize.A4) -> LaidOut:
    """Set ``document`` on as many pages as it needs.

    A title never stands alone at the foot of a page, and nothing is split that fits on one; a
    paragraph that is longer than half a page goes on upon the next one.

    Args:
        document: What stands on it.
        size: The paper.
    """
    sheets: list[list[Group]] = [[]]
    tops = [_BODY_TOP]
    for number, section in enumerate(_filled(document.sections)):
        parts = list(pieces(section, size, most=_later_room(size) / 2))
        gap = _ABOVE_RULE + _BELOW_RULE if number else 0.0
        for place, piece in enumerate(parts):
            above = gap if place == 0 and sheets[-1] else 0.0
            need = above + _with_what_follows(parts[place:])
            if tops[-1] + need > size.body_end and sheets[-1]:
                sheets.append([])
                tops.append(_LATER_TOP)
                above = 0.0
            top = tops[-1] + above
            if above:
                line = rule(0, 0, size.text_width, 0.3)
                sheets[-1].append(Group(x=SIDE_MARGIN, y=top - _BELOW_RULE, marks=[line]))
            sheets[-1] += (
                Group(x=SIDE_MARGIN + each.x, y=top + each.y, marks=each.marks)
                for each in piece.item.groups
            )
            tops[-1] = top + piece.item.height
    starts = [_BODY_TOP, *([_LATER_TOP] * (len(sheets) - 1))]
    return LaidOut(
        pages=[
            Page(
                size=size,
                groups=[
                    _running_head(document, size) if place else _head(document, size),
                    *groups,
                    _foot(document, place, len(sheets), size),
                ],
            )
            for place, groups in enumerate(sheets)
        ],
        filled=tuple(top - start for top, start in zip(tops, starts, strict=True)),
        rooms=tuple(size.body_end - start for start in starts),
    )


def _filled(sections: Iterable[Section]) -> Iterator[Section]:
    return (each for each in sections if each.content)


def _with_what_follows(pieces: Sequence[Piece]) -> float:
    """Return the height of the first piece and of all that it must not be parted from."""
    height = 0.0
    for piece in pieces:
        height += piece.item.height
        if not piece.leads_on:
            break
    return height


def _later_room(size: PaperSize) -> float:
    return size.body_end - _LATER_TOP


# What stands on every page.


def _head(document: Document, size: PaperSize) -> Group:
    width = size.text_width
    share = width * _SHARE_OF_TITLE
    title = Shape(document.title, TITLE, width=share, keep_to=1)
    when = Shape(document.when, WHEN, width=width - share, align=Align.RIGHT, keep_to=1)
    source = Shape(document.source, SOURCE, width=width, keep_to=1)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            Words(shape=title, x=0, y=_TITLE_TOP),
            Words(shape=when, x=share, y=_WHEN_TOP),
            Words(shape=source, x=0, y=_SOURCE_TOP),
            rule(0, _HEAD_RULE, width, 0.9, INK),
        ],
    )


def _running_head(document: Document, size: PaperSize) -> Group:
    width = size.text_width
    share = width * _SHARE_OF_TITLE
    left = Shape(document.title, RUNNING_HEAD, width=share, keep_to=1)
    right = Shape(document.when, RUNNING_HEAD, width=width - share, align=Align.RIGHT, keep_to=1)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            Words(shape=left, x=0, y=_RUNNING_HEAD_TOP),
            Words(shape=right, x=share, y=_RUNNING_HEAD_TOP),
            rule(0, _RUNNING_RULE, width, 0.9, INK),
        ],
    )


def _foot(document: Document, place: int, count: int, size: PaperSize) -> Group:
    width = size.text_width
    top = size.height - _FOOT_RULE
    number = _tr("page {page} of {pages}").format(page=place + 1, pages=count)
    right = Shape(number, FOOT, width=width, align=Align.RIGHT)
    return Group(
        x=SIDE_MARGIN,
        marks=[
            rule(0, top, width, 0.3),
            Words(shape=Shape(document.foot or _usual_foot(), FOOT), x=0, y=top + 1.2),
            Words(shape=right, x=0, y=top + 1.2),
        ],
    )


def _usual_foot() -> str:
    return _tr("Private. Self-reported, not a diagnosis.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("document", text)
