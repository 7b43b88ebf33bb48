"""Life events behind the lines of a timeline: bands, and strips for what goes on."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.timeline_geometry import Placed, PlotScale, placed
from sessiondesk.ui.widgets.timeline_model import EventMark, Timeline

LANE: Final = 16
"""Height of a line of names, in pixels at normal text size."""
_BEHIND: Final = -2
_LEAST_WIDTH: Final = 3
_MOST_NAME: Final = 160
_AROUND_NAME: Final = 6


class EventBands:
    """Draws the events of a timeline; knows its own two graphics items and no chart.

    Attributes:
        items: What has to be put into the plot, once.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._above = 0.0
        self._bands = QGraphicsPathItem()
        self._starts = QGraphicsPathItem()
        self.items = (self._bands, self._starts)
        self._bands.setPen(QPen(Qt.PenStyle.NoPen))
        for height, item in enumerate(self.items):
            item.setZValue(_BEHIND + height)

    def font(self) -> QFont:
        """Return the font of the names."""
        return self._theme.font(Role.ANCHOR, weight=500)

    def name(self, event: EventMark) -> str:
        """Return as much of a name as there is room for."""
        most = self._theme.px(_MOST_NAME)
        return QFontMetricsF(self.font()).elidedText(event.name, Qt.TextElideMode.ElideRight, most)

    def leave_above(self, pixels: float) -> None:
        """Leave so much room above the names for others."""
        self._above = pixels

    def places(self, timeline: Timeline, scale: PlotScale) -> Sequence[Placed]:
        """Return where the names stand; none where events are not to be seen."""
        if not timeline.shows.events:
            return []
        metrics = QFontMetricsF(self.font())
        around = 2 * self._theme.px(_AROUND_NAME)
        widths = [
            (metrics.horizontalAdvance(self.name(each)) + around) * scale.day
            for each in timeline.events
        ]
        return placed(timeline.events, widths, scale, timeline.period)

    def lane_middle(self, lane: int, scale: PlotScale) -> float:
        """Return the value at which the middle of a lane lies."""
        return scale.top - (self._above + self._theme.px(LANE) * (lane + 0.5)) * scale.unit

    def around_name(self, scale: PlotScale) -> float:
        """Return the room before a name, in days."""
        return self._theme.px(_AROUND_NAME) * scale.day

    def show(
        self, timeline: Timeline, places: Sequence[Placed], scale: PlotScale, pen: QPen
    ) -> None:
        """Draw the bands; the names are the chart's to write.

        Args:
            timeline: What is shown.
            places: Where the names stand.
            scale: How days and values lie on the pixels.
            pen: For the beginning of what goes on.
        """
        bands, starts = QPainterPath(), QPainterPath()
        # Two that overlap are one ground, not a hole in it.
        bands.setFillRule(Qt.FillRule.WindingFill)
        first = timeline.period.first.toordinal() - 0.5
        last = timeline.period.last.toordinal() + 0.5
        least = self._theme.px(_LEAST_WIDTH) * scale.day
        lane_height = self._theme.px(LANE) * scale.unit
        for each in places:
            left = max(each.event.first.toordinal() - 0.5, first)
            right = min(each.event.last.toordinal() + 0.5, last)
            if not each.event.goes_on:
                missing = max(0.0, least - (right - left)) / 2
                whole = scale.top - scale.bottom
                bands.addRect(
                    QRectF(left - missing, scale.bottom, right - left + 2 * missing, whole)
                )
                continue
            if each.lane is not None:
                low = self.lane_middle(each.lane, scale) - lane_height / 2
                # From its name on, where that had to begin before it.
                begins = min(left, each.left)
                bands.addRect(QRectF(begins, low, right - begins, lane_height))
            if each.event.first >= timeline.period.first:
                starts.moveTo(left, 0)
                starts.lineTo(left, scale.top)
        self._bands.setPath(bands)
        self._bands.setBrush(QBrush(self._theme.colour("event")))
        pen.setDashPattern([2.0, 2.0])
        self._starts.setPen(pen)
        self._starts.setPath(starts)
