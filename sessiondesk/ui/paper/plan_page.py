"""The safety plan on paper: to carry along, to put where it is needed, to give to somebody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QCoreApplication

from sessiondesk.domain.crisis_line import CrisisLine, OwnLine
from sessiondesk.domain.safety_plan import SafetyPlan
from sessiondesk.ui import wording_plan
from sessiondesk.ui.paper.marks import Align, Group, Mark, Page, Shape, Words, rule
from sessiondesk.ui.paper.measures import (
    CAPTION,
    FOOT,
    INK,
    OWN_LARGE,
    RUNNING_HEAD,
    SECTION,
    SIDE_MARGIN,
    SOURCE,
    TITLE,
    WHEN,
    PaperSize,
)
from sessiondesk.ui.wording import day_in_words

_TITLE_TOP: Final = 14.0
_RULE: Final = 29.6
_BODY_TOP: Final = 33.2
_LATER_RULE: Final = 20.5
_LATER_TOP: Final = 24.1
_FOOT_RULE: Final = 13.5
_FOOT: Final = 12.0
_TITLE_GAP: Final = 6.0
_PART_GAP: Final = 5.0
_LINE_APART: Final = 8.5
_EMPTY_LINES: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers that stand below the plan.

    Attributes:
        line: Those of the country. None: no country is chosen.
        own: The person's own.
    """

    line: CrisisLine | None = None
    own: tuple[OwnLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something that is not split over two sheets."""

    marks: Sequence[Mark]
    height: float
    # Whether it must not be the last thing on a sheet.
    leads_on: bool = False


def title() -> str:
    """Return the title of the page, which is also that of its PDF."""
    return _tr("Safety plan")


def lay_out(
    plan: SafetyPlan, numbers: Numbers, *, on: date, size: PaperSize = PaperSize.A4
) -> Sequence[Page]:
    """Return the sheets that hold the plan.

    Args:
        plan: What is written. A part with nothing in it has lines for writing by hand.
        numbers: What stands below it.
        on: The day it is put on paper.
        size: The paper.
    """
    pieces = [*_parts(plan, size), *_numbers(numbers, size)]
    sheets = _filled(pieces, size)
    return [
        Page(
            size=size,
            groups=[
                Group(
                    x=SIDE_MARGIN,
                    marks=[*_head(place, on, size), *marks, *_foot(place, len(sheets), size)],
                )
            ],
        )
        for place, marks in enumerate(sheets)
    ]


def _filled(pieces: Sequence[_Piece], size: PaperSize) -> Sequence[list[Mark]]:
    sheets: list[list[Mark]] = [[]]
    top = _BODY_TOP
    for place, piece in enumerate(pieces):
        following = pieces[place + 1].height if piece.leads_on and place + 1 < len(pieces) else 0
        if top + piece.height + following > size.body_end and sheets[-1]:
            sheets.append([])
            top = _LATER_TOP
        sheets[-1] += (_moved(mark, top) for mark in piece.marks)
        top += piece.height
    return sheets


def _moved(mark: Mark, down: float) -> Mark:
    if isinstance(mark, Words):
        return Words(shape=mark.shape, x=mark.x, y=mark.y + down)
    # Nothing else than level lines is made below.
    ((x, y), (end, _)) = mark.points  # type: ignore[union-attr]
    return rule(x, y + down, end - x, mark.points_wide, mark.grey)  # type: ignore[union-attr]


def _parts(plan: SafetyPlan, size: PaperSize) -> Iterator[_Piece]:
    for part in wording_plan.PARTS:
        yield _title(wording_plan.title(part))
        text = wording_plan.text_of(plan, part)
        if text.strip():
            yield from _own(text, size)
        else:
            for _ in range(_EMPTY_LINES):
                yield _Piece([rule(0, _LINE_APART - 1, size.text_width, 0.35)], _LINE_APART)
        yield _Piece([], _PART_GAP)


def _own(text: str, size: PaperSize) -> Iterator[_Piece]:
    """Set what is written line by line, so that it can go on upon the next sheet."""
    for line in text.strip().splitlines():
        yield from _paragraph(line, size)


def _paragraph(text: str, size: PaperSize) -> Iterator[_Piece]:
    shape = Shape(text, OWN_LARGE, width=size.text_width)
    if shape.height <= (size.body_end - _LATER_TOP) / 2 or len(text) < 2:  # noqa: PLR2004
        yield _Piece([Words(shape=shape, x=0, y=0)], shape.height)
        return
    middle = text.rfind(" ", 1, len(text) // 2)
    middle = len(text) // 2 if middle < 0 else middle
    yield from _paragraph(text[:middle], size)
    yield from _paragraph(text[middle:], size)


def _numbers(numbers: Numbers, size: PaperSize) -> Iterator[_Piece]:
    if numbers.line is None and not numbers.own:
        return
    yield _title(_tr("Someone who can be with me now"))
    if numbers.line is not None:
        line = numbers.line
        yield from _number(
            _tr("Emergency ({country})").format(country=line.name), line.emergency, size
        )
        yield from _number(_tr("Crisis line"), line.line, size, note=line.note)
        says = _tr("Check these numbers: nobody has compared them with the service’s own page.")
        if line.checked_on is not None:
            says = _tr("Compared with the service’s own page on {day}.").format(
                day=day_in_words(line.checked_on, "d MMMM yyyy")
            )
        shape = Shape(says, CAPTION, width=size.text_width)
        yield _Piece([Words(shape=shape, x=0, y=0)], shape.height + 2)
    for own in numbers.own:
        yield from _number(own.name, own.number, size)


def _number(name: str, dialled: str, size: PaperSize, *, note: str = "") -> Iterator[_Piece]:
    half = size.column
    label = Shape(name, CAPTION, width=half - 4)
    shape = Shape(
        f"{dialled}\n{note}" if note else dialled, OWN_LARGE, width=size.text_width - half
    )
    height = max(label.height + 1, shape.height) + 1
    yield _Piece([Words(shape=label, x=0, y=1), Words(shape=shape, x=half, y=0)], height)


def _title(text: str) -> _Piece:
    return _Piece([Words(shape=Shape(text, SECTION), x=0, y=0)], _TITLE_GAP, leads_on=True)


def _head(place: int, on: date, size: PaperSize) -> Iterator[Mark]:
    width = size.text_width
    when = _tr("As of {day}").format(day=day_in_words(on, "d MMMM yyyy"))
    if place:
        yield Words(shape=Shape(title(), RUNNING_HEAD), x=0, y=_TITLE_TOP)
        later = Shape(when, RUNNING_HEAD, width=width, align=Align.RIGHT)
        yield Words(shape=later, x=0, y=_TITLE_TOP)
        yield rule(0, _LATER_RULE, width, 0.9, INK)
        return
    yield Words(shape=Shape(title(), TITLE), x=0, y=_TITLE_TOP)
    yield Words(shape=Shape(when, WHEN, width=width, align=Align.RIGHT), x=0, y=_TITLE_TOP + 3)
    says = _tr("In my own words, for a harder day. Paper is not sealed: keep it where I want it.")
    yield Words(shape=Shape(says, SOURCE), x=0, y=_TITLE_TOP + 10.4)
    yield rule(0, _RULE, width, 0.9, INK)


def _foot(place: int, count: int, size: PaperSize) -> Iterator[Mark]:
    width = size.text_width
    yield rule(0, size.height - _FOOT_RULE, width, 0.3)
    private = Shape(_tr("Private."), FOOT)
    yield Words(shape=private, x=0, y=size.height - _FOOT)
    words = _tr("page {page} of {pages}").format(page=place + 1, pages=count)
    right = Shape(words, FOOT, width=width, align=Align.RIGHT)
    yield Words(shape=right, x=0, y=size.height - _FOOT)


def _tr(text: str) -> str:
    return QCoreApplication.translate("plan_page", text)
