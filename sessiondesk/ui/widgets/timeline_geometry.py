"""Where things stand on the chart of a timeline, in days and values. No pyqtgraph here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtGui import QPainterPath

from sessiondesk.domain.period import Period
from sessiondesk.domain.scale import HIGHEST
from sessiondesk.insights.local_average import Segment
from sessiondesk.ui.widgets.timeline_model import EventMark, Timeline

_BETWEEN: Final = 3
"""Room between two strips, in units of which a strip has ten."""
MOST_LANES: Final = 3
"""Names of events one above the other; more would leave the lines too little room."""


class PlotScale:
    """How days and values lie on the pixels of the plot.

    Attributes:
        day: Days a pixel is wide.
        unit: How much of the values a pixel is high.
        left: The day at the left edge, as an ordinal.
        right: The day at the right edge; the names of the lines stand before it.
        bottom: The value at the lower edge, below 0: the sessions stand there.
        top: The value at the upper edge.
    """

    def __init__(
        self,
        timeline: Timeline,
        width: float,
        height: float,
        margins: tuple[float, float, float, float],
    ) -> None:
        """Fit ``timeline`` into pixels; margins are above, right, below and left of it."""
        above, right, below, left = margins
        # Sessions have their days around them, also the first and the last one.
        beside = 0.5 if timeline.stops is not None else 0.0
        first = timeline.period.first.toordinal() - beside
        last = timeline.period.last.toordinal() + beside
        whole = total_height(timeline)
        self.day = max(last - first, 1) / max(width - left - right, 1)
        self.unit = whole / max(height - above - below, 1)
        self.left = first - left * self.day
        self.right = last + right * self.day
        self.bottom = -below * self.unit
        self.top = whole + above * self.unit


@dataclass(frozen=True, slots=True)
class Strip:
    """Where the values of a line stand on the plot.

    Attributes:
        base: Where its 0 stands.
        factor: How much of the plot one of its units takes.
        highest: Upper end of its values; what is more is drawn there.
    """

    base: float
    factor: float
    highest: float

    def at(self, value: float) -> float:
        """Return where a value stands."""
        return self.base + self.factor * min(value, self.highest)


def strips(timeline: Timeline) -> Sequence[Strip]:
    """Return the strip of each line: all the same one, or one below the other."""
    if not timeline.is_apart:
        return [Strip(0.0, 1.0, timeline.highest)] * len(timeline.lines)
    count = len(timeline.lines)
    return [
        Strip((count - 1 - n) * (HIGHEST + _BETWEEN), HIGHEST / line.highest, line.highest)
        for n, line in enumerate(timeline.lines)
    ]


def total_height(timeline: Timeline) -> float:
    """Return how high the plot is above the 0 of its lowest strip, in units of the plot."""
    if not timeline.is_apart:
        return float(timeline.highest)
    return float(len(timeline.lines) * (HIGHEST + _BETWEEN) - _BETWEEN)


def levels(timeline: Timeline) -> Sequence[tuple[float, int]]:
    """Return the lines across with a number at their side: where each stands, and the number."""
    if not timeline.is_apart:
        return [(float(level), level) for level in timeline.labelled]
    # In a strip there is room for both ends and the middle.
    return [
        (strip.at(number), number)
        for line, strip in zip(timeline.lines, strips(timeline), strict=True)
        for number in (0, line.highest // 2, line.highest)
    ]


def middle_of(timeline: Timeline, step: date) -> float:
    """Return where a step stands: a day at itself, a week at its Thursday."""
    if timeline.days_a_step == 1:
        return float(step.toordinal())
    period = timeline.period
    thursday = step.toordinal() + 3
    return float(min(max(thursday, period.first.toordinal()), period.last.toordinal()))


def band(segments: Sequence[Segment], strip: Strip) -> QPainterPath:
    """Return the likely range of all segments as one area."""
    path = QPainterPath()
    for segment in segments:
        first, *others = segment
        path.moveTo(first.day.toordinal(), strip.at(first.low))
        for point in others:
            path.lineTo(point.day.toordinal(), strip.at(point.low))
        for point in reversed(segment):
            path.lineTo(point.day.toordinal(), strip.at(point.high))
        path.closeSubpath()
    return path


def with_room(gaps: Sequence[Period], width: float, scale: PlotScale) -> Sequence[float]:
    """Return the middles of the gaps whose words touch no other's, the longest gaps first."""
    found: list[float] = []
    for gap in sorted(gaps, key=_length, reverse=True):
        middle = (gap.first.toordinal() + gap.last.toordinal()) / 2
        middle = min(max(middle, scale.left + width / 2), scale.right - width / 2)
        if all(abs(middle - other) >= width for other in found):
            found.append(middle)
    return found


@dataclass(frozen=True, slots=True)
class Placed:
    """An event with the place of its name.

    Attributes:
        event: The event.
        left: Where its name begins, in days.
        lane: In which line, from the top. None: there is no room for its name.
    """

    event: EventMark
    left: float
    lane: int | None


def placed(
    events: Sequence[EventMark], widths: Sequence[float], scale: PlotScale, period: Period
) -> Sequence[Placed]:
    """Return where the names of ``events`` stand, none of them on another.

    Args:
        events: What is named, oldest first.
        widths: How wide each name is, in days, with the room around it.
        scale: How days lie on the pixels.
        period: The days of the chart; a name does not begin before them.
    """
    ends = [scale.left] * MOST_LANES
    found: list[Placed] = []
    first, last = float(period.first.toordinal()), float(period.last.toordinal())
    for event, width in zip(events, widths, strict=True):
        begins = max(event.first.toordinal() - 0.5, first)
        if not event.goes_on:
            # Over the middle of its days, as far as the edges of the chart let it.
            middle = (begins + min(event.last.toordinal() + 0.5, last)) / 2
            begins = middle - width / 2
        left = max(min(begins, scale.right - width), first)
        lane = next((n for n, end in enumerate(ends) if end <= left), None)
        if lane is not None:
            # What goes on has its line to itself, for its strip reaches to the end.
            ends[lane] = scale.right if event.goes_on else left + width
        found.append(Placed(event, left, lane))
    return found


def _length(gap: Period) -> int:
    return gap.length
