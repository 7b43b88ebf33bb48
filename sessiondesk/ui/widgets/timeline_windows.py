"""The two periods that are compared, behind the lines of a timeline."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetricsF, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem

from sessiondesk.domain.period import Period
from sessiondesk.ui import wording_trends
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.timeline_geometry import PlotScale
from sessiondesk.ui.widgets.timeline_model import Timeline

LANE: Final = 18
"""Height of the line of names above the plot, in pixels at normal text size."""
_BEHIND: Final = -4
_LEAST_WIDTH: Final = 24
_BESIDE: Final = 6


@dataclass(frozen=True, slots=True)
class WindowName:
    """The name of one of the periods.

    Attributes:
        words: What is written.
        left: Where it begins, in days.
        colour: Name of its colour.
        font: Its font.
    """

    words: str
    left: float
    colour: str
    font: QFont


class WindowBands:
    """Draws the earlier period as a band; knows its own two graphics items and no chart.

    Attributes:
        items: What has to be put into the plot, once.
    """

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._band = QGraphicsPathItem()
        self._sides = QGraphicsPathItem()
        self.items = (self._band, self._sides)
        self._band.setPen(QPen(Qt.PenStyle.NoPen))
        for height, item in enumerate(self.items):
            item.setZValue(_BEHIND + height)

    def show(self, timeline: Timeline, scale: PlotScale, pen: QPen) -> None:
        """Draw the earlier period, as far as it is on the chart.

        Args:
            timeline: What is shown.
            scale: How days and values lie on the pixels.
            pen: For its sides.
        """
        band, sides = QPainterPath(), QPainterPath()
        shown = _shown(timeline)
        if shown is not None:
            left, right = _sides(shown[0])
            band.addRect(QRectF(left, scale.bottom, right - left, scale.top - scale.bottom))
            for day in (left, right):
                sides.moveTo(day, scale.bottom)
                sides.lineTo(day, scale.top)
        self._band.setPath(band)
        self._band.setBrush(QBrush(self._theme.colour("prev")))
        pen.setDashPattern([2.0, 2.0])
        self._sides.setPen(pen)
        self._sides.setPath(sides)

    def names(self, timeline: Timeline, scale: PlotScale) -> Sequence[WindowName]:
        """Return the names of both periods with their places; none where there is no room.

        Each stands over the middle of its period. One that is wider than its period begins, or
        ends, where the two periods meet, so that neither stands on the other.
        """
        windows, shown = timeline.windows, _shown(timeline)
        if windows is None or shown is None:
            return []
        then, now = (_sides(each) for each in shown)
        if (then[1] - then[0]) / scale.day < self._theme.px(_LEAST_WIDTH):
            return []
        first, last = timeline.period.first.toordinal() - 0.5, scale.right
        earlier = self._name(wording_trends.earlier_window(windows), "ink3", 400)
        later = self._name(
            wording_trends.current_window(windows, timeline.period.last), "ink2", 600
        )
        found: list[WindowName] = []
        for (words, colour, font), (left, right), is_then in (
            (earlier, then, True),
            (later, now, False),
        ):
            width = QFontMetricsF(font).horizontalAdvance(words) * scale.day
            beside = self._theme.px(_BESIDE) * scale.day
            at = (left + right - width) / 2
            if width > right - left:
                at = right - beside - width if is_then else left + beside
            if first <= at and at + width <= last:
                found.append(WindowName(words, at, colour, font))
        return found

    def _name(self, words: str, colour: str, weight: int) -> tuple[str, str, QFont]:
        return words, colour, self._theme.font(Role.ANCHOR, weight=weight)


def are_shown(timeline: Timeline) -> bool:
    """Whether the two periods take room above the plot."""
    return _shown(timeline) is not None


def _shown(timeline: Timeline) -> tuple[Period, Period] | None:
    """Return the parts of both periods, the earlier first, that are on the chart, if both are."""
    windows = timeline.windows
    if windows is None or not timeline.shows.earlier or timeline.stops is not None:
        return None
    then, now = (_inside(each, timeline.period) for each in (windows.then, windows.now))
    return None if then is None or now is None else (then, now)


def _inside(part: Period, whole: Period) -> Period | None:
    first, last = max(part.first, whole.first), min(part.last, whole.last)
    return Period(first=first, last=last) if first <= last else None


def _sides(period: Period) -> tuple[float, float]:
    return period.first.toordinal() - 0.5, period.last.toordinal() + 0.5
