"""What a strip of one therapy shows, and where on it things stand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF

from sessiondesk.ui.theme import Role, Theme

LANE: Final = 30
FOOT: Final = 24
TOP: Final = 4
GAP: Final = 14
_MARK: Final = 16
_NAMES_MOST: Final = 132
_NEAR: Final = 14
_LEAST_CIRCLE: Final = 9
# Marks of sessions this close still stand apart.
_FILLED: Final = 0.86


class Look(Enum):
    """How something is drawn; each differs by its shape."""

    HELD = "held"
    CANCELLED = "cancelled"
    MISSED = "missed"
    BREAK = "break"
    REVIEW = "review"
    GOAL = "goal"
    SCORE = "score"
    RINGED = "ringed"
    EVENT = "event"


CIRCLES: Final = {Look.HELD, Look.CANCELLED, Look.MISSED}
SPANS: Final = {Look.BREAK, Look.EVENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMark:
    """One thing on the strip.

    Attributes:
        look: How it is drawn.
        lane: The place of its lane, from 0 at the top.
        first: Its day, or the first of them.
        last: The last of its days.
        says: What is read of it.
        label: A word or a few that stand in it where there is room; may be empty.
    """

    look: Look
    lane: int
    first: date
    last: date
    says: str = field(repr=False)
    label: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPicture:
    """All that the strip shows.

    Attributes:
        first: The first day.
        last: The last day, not before the first.
        lanes: What the lanes are called, from the top; an empty name goes on with the one above.
        marks: In the order in which the keys go through them.
        says: All of it in a sentence or two, for a screen reader.
    """

    first: date
    last: date
    lanes: Sequence[str]
    marks: Sequence[StripMark]
    says: str = field(repr=False)


class StripGeometry:
    """Where things stand in a widget of some width.

    Attributes:
        plot: The room of all lanes, without their names.
        circle: How large the mark of a session is; 0 where only a tick has room.
    """

    def __init__(
        self, picture: StripPicture, theme: Theme, width: float, *, is_mirrored: bool
    ) -> None:
        self._picture = picture
        self._theme = theme
        self._is_mirrored = is_mirrored
        px = theme.px
        metrics = QFontMetricsF(theme.font(Role.ANCHOR))
        names = max((metrics.horizontalAdvance(each) for each in picture.lanes), default=0)
        left, right = min(names, px(_NAMES_MOST)) + px(GAP), float(px(GAP))
        if is_mirrored:
            left, right = right, left
        height = len(picture.lanes) * px(LANE)
        self.plot = QRectF(left, px(TOP), max(1.0, width - left - right), height)
        count = sum(mark.look in CIRCLES for mark in picture.marks)
        size = min(px(_MARK), _FILLED * self.plot.width() / max(1, count))
        self.circle = size if size >= px(_LEAST_CIRCLE) else 0.0

    def x(self, day: date) -> float:
        """Return where a day is."""
        length = max(1, (self._picture.last - self._picture.first).days)
        share = (day - self._picture.first).days / length
        share = 1 - share if self._is_mirrored else share
        return self.plot.left() + share * self.plot.width()

    def place(self, mark: StripMark) -> QRectF:
        """Return the room of a mark: what it covers, or a square around its day."""
        high, size = self._theme.px(LANE), self._theme.px(_MARK)
        middle = self.plot.top() + mark.lane * high + high / 2
        if mark.look not in SPANS:
            return QRectF(self.x(mark.first) - size / 2, middle - size / 2, size, size)
        start, end = sorted((self.x(mark.first), self.x(mark.last)))
        room = QRectF(start, middle - high / 2 + 4, end - start, high - 8)
        # A single day is seen, too.
        short = max(0.0, 4 - room.width()) / 2
        return room.adjusted(-short, 0, short, 0)

    def beside(self, span: StripMark) -> QRectF:
        """Return the empty room after a stretch of time, as far as the next one in its lane."""
        own = self.place(span)
        others = [
            self.place(each)
            for each in self._picture.marks
            if each.look in SPANS and each.lane == span.lane and each is not span
        ]
        room = QRectF(own)
        if self._is_mirrored:
            ends = [each.right() for each in others if each.center().x() < own.center().x()]
            room.setRight(own.left())
            room.setLeft(max(ends, default=self.plot.left()))
        else:
            starts = [each.left() for each in others if each.center().x() > own.center().x()]
            room.setLeft(own.right())
            room.setRight(min(starts, default=self.plot.right()))
        return room

    def at(self, point: QPointF) -> int | None:
        """Return the place of the mark that is nearest to a point, where one is near."""
        near = self._theme.px(_NEAR)
        found = []
        for place, mark in enumerate(self._picture.marks):
            room = self.place(mark)
            if not room.top() - 4 <= point.y() <= room.bottom() + 4:
                continue
            is_span = mark.look in SPANS
            away = (
                max(room.left() - point.x(), point.x() - room.right(), 0.0)
                if is_span
                else abs(room.center().x() - point.x())
            )
            if away <= near:
                # What stands within a stretch is meant rather than the stretch.
                found.append((is_span, away, place))
        return min(found)[2] if found else None
