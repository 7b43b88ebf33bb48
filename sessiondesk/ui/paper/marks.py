"""What stands on a page: shaped text, rules, boxes, lines and dots; and the painting of it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF, QTextLayout, QTextLine, QTextOption

from sessiondesk.ui.paper.measures import (
    DOTS_PER_MM,
    INK,
    MM_PER_POINT,
    RULE,
    PaperSize,
    Style,
)

_ANY_WIDTH: Final = 1e6
_LINE_SEPARATOR: Final = "\N{LINE SEPARATOR}"
_ELLIPSIS: Final = "…"
_MOST_KEPT: Final = 2000
_LEFT_TO_RIGHT: Final = Qt.LayoutDirection.LeftToRight
_RIGHT_TO_LEFT: Final = Qt.LayoutDirection.RightToLeft


class Align(Enum):
    """Which edge of its box a text touches."""

    LEFT = Qt.AlignmentFlag.AlignLeft
    """For a person's words: the edge they begin at."""
    RIGHT = Qt.AlignmentFlag.AlignRight


class Shape:
    """A text with its lines broken, in the density of the layout.

    The program's own words run from left to right and stand where they are put. A person's
    words run as their script does, line by line, and touch the edge at which they begin.

    Attributes:
        text: What is in it, as it was given.
        style: How it is set.
        runs_left: Whether a person's words begin at the right edge.
        width: Width of its widest line.
        height: Height of all its lines.
        lines: How many lines there are.
    """

    def __init__(
        self,
        text: str,
        style: Style,
        *,
        width: float | None = None,
        align: Align = Align.LEFT,
        keep_to: int | None = None,
    ) -> None:
        """Break ``text`` into lines.

        Args:
            text: Any text; line breaks in it are kept.
            style: How it is set.
            width: Where lines end, in millimetres. None: one line, as wide as it needs.
            align: Which edge of ``width`` it touches.
            keep_to: At most so many lines; a longer text ends in an ellipsis.
        """
        self.text = text
        self.style = style
        if keep_to is not None:
            text = text[:_MOST_KEPT]
        text = plain(text)
        turns = style.is_own and width is not None and _has_turned(text)
        self.runs_left = turns and runs_left(text)
        self._lines = self._broken(text, width, align, turns=turns)
        if keep_to is not None and len(self._lines) > keep_to:
            last = self._lines[keep_to - 1]
            kept = text[: last.begins + last.line.textStart() + last.line.textLength()]
            # UTF-16 counts in Qt and letters in Python differ; a few letters less do no harm.
            while kept:
                kept = kept[:-1].rstrip()
                self._lines = self._broken(kept + _ELLIPSIS, width, align, turns=turns)
                if len(self._lines) <= keep_to:
                    break
        self.lines = len(self._lines)
        self.width = max(each.line.naturalTextWidth() / DOTS_PER_MM for each in self._lines)

    @property
    def pitch(self) -> float:
        """Distance of two lines."""
        if self.style.line is not None:
            return self.style.line_mm
        # The first line sets the pace: a letter from another font must not push lines apart.
        line = self._lines[0].line
        return (line.ascent() + line.descent()) / DOTS_PER_MM

    @property
    def height(self) -> float:
        """Height of all lines."""
        return self.lines * self.pitch

    @property
    def baseline(self) -> float:
        """Where its first line stands, from its top."""
        line = self._lines[0].line
        return (line.y() + line.ascent()) / DOTS_PER_MM

    def draw(self, painter: QPainter, x: float, y: float) -> None:
        """Draw it with its top left corner at a point in millimetres."""
        painter.setPen(QColor(self.style.grey))
        drawn = None
        for each in self._lines:
            if each.layout is not drawn:
                drawn = each.layout
                drawn.draw(painter, QPointF(x, y) * DOTS_PER_MM)

    def _broken(
        self, text: str, width: float | None, align: Align, *, turns: bool
    ) -> "list[_Line]":
        option = QTextOption(Align.RIGHT.value if self.runs_left else align.value)
        # A word longer than the line breaks anywhere rather than run off the paper.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        # Each line that a person wrote may run in a direction of its own.
        parts = text.split(_LINE_SEPARATOR) if turns else [text]
        self._lines = []
        begins = 0
        is_turned = False
        for part in parts:
            is_turned = turns and runs_left(part, otherwise=is_turned)
            option.setTextDirection(_RIGHT_TO_LEFT if is_turned else _LEFT_TO_RIGHT)
            layout = QTextLayout(part or " ", self.style.font)
            layout.setTextOption(option)
            layout.setCacheEnabled(True)
            layout.beginLayout()
            lines = []
            while (line := layout.createLine()).isValid():
                line.setLineWidth(_ANY_WIDTH if width is None else width * DOTS_PER_MM)
                lines.append(_Line(layout=layout, line=line, begins=begins))
            layout.endLayout()
            begins += len(part) + 1
            self._lines += lines
        pitch = self.pitch * DOTS_PER_MM
        for number, each in enumerate(self._lines):
            rest = pitch - each.line.ascent() - each.line.descent()
            each.line.setPosition(QPointF(0, number * pitch + rest / 2))
        return self._lines


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A line of a shape.

    Attributes:
        layout: What it belongs to.
        line: The line.
        begins: Where in the whole text its layout begins.
    """

    layout: QTextLayout
    line: QTextLine
    begins: int


def _has_turned(text: str) -> bool:
    return not text.isascii() and any(
        unicodedata.bidirectional(letter) in {"R", "AL"} for letter in text
    )


def runs_left(text: str, *, otherwise: bool = False) -> bool:
    """Return whether ``text`` begins with a script that runs from right to left.

    Args:
        text: Any text.
        otherwise: What is returned where it has no letters that run anywhere.
    """
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return otherwise


def plain(text: str) -> str:
    """Return ``text`` with nothing in it that a layout could stumble over."""
    broken = _LINE_SEPARATOR.join(text.strip().splitlines())
    return "".join(_printable(letter) for letter in broken) or " "


def _printable(letter: str) -> str:
    if "\ud800" <= letter <= "\udfff":
        return "\N{REPLACEMENT CHARACTER}"
    return " " if letter < " " or "\x7f" <= letter <= "\x9f" else letter


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A shaped text at its place.

    Attributes:
        shape: The text.
        x: Its left edge.
        y: Its top.
    """

    shape: Shape
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A line through points.

    Attributes:
        points: Where it goes.
        points_wide: Its width in points.
        grey: Its colour.
        dashes: Lengths of dash and gap in line widths; empty: solid.
    """

    points: Sequence[tuple[float, float]]
    points_wide: float
    grey: str = INK
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """An empty square to tick.

    Attributes:
        x: Its left edge.
        y: Its top.
        side: Its width and height.
    """

    x: float
    y: float
    side: float


class Dot(Enum):
    """What marks a day."""

    DISC = "disc"
    DIAMOND = "diamond"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dots:
    """Marks of days on a chart.

    Attributes:
        centres: Where they are.
        dot: What they look like.
        radius: Half their width.
        grey: Their colour.
    """

    centres: Sequence[tuple[float, float]]
    dot: Dot
    radius: float
    grey: str


Mark = Words | Path | Box | Dots


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Marks that stand together, measured from a point of their own.

    Attributes:
        x: Where that point is from the left edge of the paper.
        y: Where it is from the top.
        marks: What there is.
    """

    x: float = 0.0
    y: float = 0.0
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One side of paper.

    Attributes:
        size: How big it is.
        groups: What stands on it.
    """

    size: PaperSize
    groups: Sequence[Group] = field(default=())


def rule(x: float, y: float, length: float, points_wide: float, grey: str = RULE) -> Path:
    """Return a level line from a point to the right."""
    return Path(points=((x, y), (x + length, y)), points_wide=points_wide, grey=grey)


def paint(painter: QPainter, page: Page) -> None:
    """Draw ``page``; one unit of ``painter`` is a dot of the layout."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for group in page.groups:
        painter.save()
        painter.translate(QPointF(group.x, group.y) * DOTS_PER_MM)
        for mark in group.marks:
            _paint_mark(painter, mark)
        painter.restore()


def _paint_mark(painter: QPainter, mark: Mark) -> None:
    match mark:
        case Words():
            mark.shape.draw(painter, mark.x, mark.y)
        case Path():
            painter.setPen(_pen(mark.grey, mark.points_wide, mark.dashes))
            painter.drawPolyline(_polygon(mark.points))
        case Box():
            painter.setPen(_pen(INK, 0.7))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            side = mark.side * DOTS_PER_MM
            corner = QPointF(mark.x, mark.y) * DOTS_PER_MM
            painter.drawRect(QRectF(corner, QSizeF(side, side)))
        case Dots():
            _paint_dots(painter, mark)


def _paint_dots(painter: QPainter, mark: Dots) -> None:
    radius = mark.radius * DOTS_PER_MM
    if mark.dot is Dot.DISC:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(mark.grey))
        for x, y in mark.centres:
            painter.drawEllipse(QPointF(x, y) * DOTS_PER_MM, radius, radius)
        return
    # Thinner ones are lost on the way through a copier.
    painter.setPen(_pen(mark.grey, 0.7))
    painter.setBrush(QColor("white"))
    for x, y in mark.centres:
        centre = QPointF(x, y) * DOTS_PER_MM
        sides = (QPointF(0, -radius), QPointF(radius, 0), QPointF(0, radius), QPointF(-radius, 0))
        painter.drawPolygon(QPolygonF([centre + side for side in sides]))


def _pen(grey: str, points_wide: float, dashes: tuple[float, ...] = ()) -> QPen:
    pen = QPen(QColor(grey), points_wide * MM_PER_POINT * DOTS_PER_MM)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def _polygon(points: Sequence[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) * DOTS_PER_MM for x, y in points])
