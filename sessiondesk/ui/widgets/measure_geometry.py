"""Where things stand on the chart of a questionnaire. Plain geometry, no painting."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from sessiondesk.ui.widgets.measure_model import MeasureHistory
from sessiondesk.ui.wording import day_in_words

Label = tuple[date, str]
_HALF_A_YEAR = 170
_FEW_YEARS = 1200
_NEAR = 2.0
# Months, or years, from one that is named to the next.
_STEPS = (1, 2, 3, 6, 12)


class Geometry:
    """Days and totals to pixels.

    Attributes:
        plot: The rectangle of the bands.
        spots: Where each result is.
    """

    def __init__(
        self,
        history: MeasureHistory,
        plot: QRectF,
        *,
        before: float,
        after: float,
        is_mirrored: bool,
    ) -> None:
        """Lay out a chart.

        Args:
            history: What it shows.
            plot: The rectangle of the bands.
            before: Pixels that stay free before the first result.
            after: Pixels that stay free after the last one, for the words of the bands.
            is_mirrored: Whether time runs from right to left.
        """
        self.plot = plot
        self._history = history
        self._is_mirrored = is_mirrored
        period = history.period
        self._first = period.first if period else date.min
        self._days = (period.last - period.first).days if period else 0
        left, right = (after, before) if is_mirrored else (before, after)
        self._left = plot.left() + left
        self._wide = max(1.0, plot.width() - left - right)
        self.spots = [QPointF(self.x(each.day), self.y(each.total)) for each in history.points]
        # From left to right, as plain numbers: asked for every place that a label may have.
        self._line = [(spot.x(), spot.y()) for spot in self.spots]
        if is_mirrored:
            self._line.reverse()
        self._xs = [x for x, _ in self._line]
        self._ys = [y for _, y in self._line]

    @property
    def ends(self) -> tuple[float, float]:
        """Where results can stand at most: the side of the first, and that of the last."""
        ends = (self._left, self._left + self._wide)
        return (ends[1], ends[0]) if self._is_mirrored else ends

    def x(self, day: date) -> float:
        """Return where a day is; one outside of the time shown is at its edge."""
        share = (day - self._first).days / self._days if self._days else 0.5
        share = max(0.0, min(1.0, share))
        return self._left + self._wide * (1 - share if self._is_mirrored else share)

    def y(self, total: float) -> float:
        """Return where a total is."""
        history = self._history
        share = (total - history.low) / (history.high - history.low)
        return self.plot.bottom() - max(0.0, min(1.0, share)) * self.plot.height()

    def nearest(self, x: float) -> int | None:
        """Return the place of the result that is nearest to ``x``; None without any."""
        distances = [abs(each - x) for each in self._xs]
        if not distances:
            return None
        place = distances.index(min(distances))
        return len(distances) - 1 - place if self._is_mirrored else place

    @property
    def spacing(self) -> float:
        """Pixels from one result to the next, on average."""
        return self._wide / max(1, len(self.spots) - 1)

    def crosses(self, rect: QRectF) -> bool:
        """Whether the line of the results runs through ``rect``."""
        first = bisect_left(self._xs, rect.left())
        last = bisect_right(self._xs, rect.right())
        inside = self._ys[first:last]
        if inside and min(inside) <= rect.bottom() and max(inside) >= rect.top():
            return True
        # Those inside are all above it or all below: what is left is the way in and out.
        ends = {each for each in (first, last) if 0 < each < len(self._line)}
        return any(_is_cut(rect, self._line[each - 1], self._line[each]) for each in ends)


def _is_cut(rect: QRectF, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a stretch, given from left to right, runs through ``rect``."""
    wide = end[0] - start[0]
    left, right = max(start[0], rect.left()), min(end[0], rect.right())
    if left > right:
        return False
    heights = [start[1], end[1]]
    if wide >= _NEAR:
        slope = (end[1] - start[1]) / wide
        heights = [start[1] + slope * (x - start[0]) for x in (left, right)]
    return min(heights) <= rect.bottom() and max(heights) >= rect.top()


class Room:
    """The places for labels that are taken already."""

    def __init__(self, geometry: Geometry, marks: Sequence[float]) -> None:
        """Begin with the results themselves.

        Args:
            geometry: Where they are.
            marks: How far each reaches from its middle.
        """
        self._geometry = geometry
        self._taken = [
            QRectF(spot.x() - mark, spot.y() - mark, 2 * mark, 2 * mark)
            for spot, mark in zip(geometry.spots, marks, strict=True)
        ]

    def take(self, rect: QRectF) -> None:
        """Let nothing else stand there."""
        self._taken.append(rect)

    def find(self, candidates: Sequence[QRectF], *, must: bool = False) -> QRectF | None:
        """Take the first place of ``candidates`` that is free.

        Args:
            candidates: The best place first; those that leave the plot sideways are passed
                over, those that leave it at its top or foot are moved inside.
            must: Whether to take the best one where none is free.

        Returns:
            The place, or None where there is none.
        """
        plot = self._geometry.plot
        inside = []
        for each in candidates:
            top = max(plot.top(), min(each.top(), plot.bottom() - each.height()))
            moved = QRectF(each.left(), top, each.width(), each.height())
            if plot.contains(moved):
                inside.append(moved)
        for each in inside:
            if not self._geometry.crosses(each) and not any(map(each.intersects, self._taken)):
                self.take(each)
                return each
        if not must or not inside:
            return None
        self.take(inside[0])
        return inside[0]


def day_labels(
    history: MeasureHistory,
    x: Callable[[date], float],
    width: Callable[[str], float],
    room: tuple[float, float],
) -> Sequence[Label]:
    """Return the days that are named below the chart, as many as fit side by side.

    Args:
        history: What it shows.
        x: Where a day is.
        width: How wide words are, with the air around them.
        room: Where the words may stand, from its left to its right edge.
    """
    found: list[Label] = []
    for days in _to_name(history):
        fitting = [
            (day, words)
            for day, words in days
            if x(day) - width(words) / 2 >= room[0] and x(day) + width(words) / 2 <= room[1]
        ]
        found = _side_by_side(fitting, x, width)
        if len(found) == len(fitting):
            break
    return sorted(found)


def _side_by_side(
    days: Sequence[Label], x: Callable[[date], float], width: Callable[[str], float]
) -> list[Label]:
    """Return those of ``days`` that do not overlap one that comes before them in the list."""
    taken: list[tuple[float, float]] = []
    found: list[Label] = []
    for day, words in days:
        half = width(words) / 2
        left, right = x(day) - half, x(day) + half
        if all(right <= start or left >= end for start, end in taken):
            taken.append((left, right))
            found.append((day, words))
    return found


def _to_name(history: MeasureHistory) -> Iterator[Sequence[Label]]:
    """Return the days worth naming: more of them first, then fewer.

    Of years and months those with even steps between them; of single days those first that
    are missed most.
    """
    period = history.period
    if period is None:
        return
    days = (period.last - period.first).days
    if days <= _HALF_A_YEAR:
        points = list(dict.fromkeys(point.day for point in history.points))
        starts = [] if history.baseline_from is None else [history.baseline_from]
        wanted = dict.fromkeys((points[-1], *starts, points[0], *reversed(points[1:-1])))
        yield [(day, day_in_words(day, "d MMM")) for day in wanted]
        return
    months: list[date] = []
    day = period.last.replace(day=1)
    while day > period.first:
        months.insert(0, day)
        day = (day - timedelta(days=1)).replace(day=1)
    if days <= _FEW_YEARS:
        for step in _STEPS:
            even = [day for day in months if (day.month - 1) % step == 0]
            # One of them says the year, at least.
            with_year = [day for day in even if day.month == 1] or even[:1]
            yield [
                (day, day_in_words(day, "MMM yyyy" if day in with_year else "MMM")) for day in even
            ]
    for step in _STEPS:
        yield [(day, str(day.year)) for day in months if day.month == 1 and day.year % step == 0]
