"""Where things stand on the chart of a timeline, in days and values. No pyqtgraph here."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtGui import QPainterPath

from sessiondesk.domain.period import Period
from sessiondesk.insights.local_average import Segment
from sessiondesk.ui.widgets.timeline_model import Timeline


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
        first, last = timeline.period.first.toordinal(), timeline.period.last.toordinal()
        self.day = max(last - first, 1) / max(width - left - right, 1)
        self.unit = timeline.highest / max(height - above - below, 1)
        self.left = first - left * self.day
        self.right = last + right * self.day
        self.bottom = -below * self.unit
        self.top = timeline.highest + above * self.unit


def middle_of(timeline: Timeline, step: date) -> float:
    """Return where a step stands: a day at itself, a week at its Thursday."""
    if timeline.days_a_step == 1:
        return float(step.toordinal())
    period = timeline.period
    thursday = step.toordinal() + 3
    return float(min(max(thursday, period.first.toordinal()), period.last.toordinal()))


def band(segments: Sequence[Segment]) -> QPainterPath:
    """Return the likely range of all segments as one area."""
    path = QPainterPath()
    for segment in segments:
        first, *others = segment
        path.moveTo(first.day.toordinal(), first.low)
        for point in others:
            path.lineTo(point.day.toordinal(), point.low)
        for point in reversed(segment):
            path.lineTo(point.day.toordinal(), point.high)
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


def _length(gap: Period) -> int:
    return gap.length
