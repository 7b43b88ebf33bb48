"""The words on the chart of a timeline, each with its place. No pyqtgraph here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QFont, QFontMetricsF

from sessiondesk.ui import wording_trends
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import timeline_windows
from sessiondesk.ui.widgets.timeline_events import LANE, EventBands
from sessiondesk.ui.widgets.timeline_geometry import Placed, PlotScale, strips, with_room
from sessiondesk.ui.widgets.timeline_labels import apart, ticks
from sessiondesk.ui.widgets.timeline_model import Timeline
from sessiondesk.ui.widgets.timeline_windows import WindowBands

# Pixels at normal text size.
TICK_TOP: Final = 10
TICK_LENGTH: Final = 9
_ABOVE: Final = 16
_BELOW: Final = 30
_LEFT: Final = 8
_NAME_GAP: Final = 12
_NAME_LINE: Final = 16
_NAME_SIZE: Final = 13
_LEAST_GAP: Final = 8
_GAP_WORDS: Final = 16
_DAY_ROOM: Final = 72
_STOP_ROOM: Final = 30
_MOST_FOR_NAMES: Final = 0.4


@dataclass(frozen=True, slots=True)
class Word:
    """A word on the plot.

    Attributes:
        text: What is written.
        colour: Name of its colour.
        font: Its font.
        spot: Where it begins, in days and values, at the middle of its height.
        is_centred: Whether ``spot`` is its middle instead.
    """

    text: str
    colour: str
    font: QFont
    spot: QPointF
    is_centred: bool = False


class TimelineWords:
    """Says what is written where; measures with the fonts of the theme."""

    def __init__(self, theme: Theme, events: EventBands, windows: WindowBands) -> None:
        self._theme = theme
        self._events = events
        self._windows = windows

    def margins(self, timeline: Timeline, width: float) -> tuple[float, float, float, float]:
        """Return the room above, right of, below and left of the lines, in pixels.

        Above there is one line for the names of events; more of them is the chart's to add.
        """
        px = self._theme.px
        names = QFontMetricsF(self._name_font())
        words = [
            names.horizontalAdvance(wording_trends.line_name(line)) for line in timeline.lines
        ]
        small = QFontMetricsF(self._theme.font(Role.ANCHOR))
        words += [small.horizontalAdvance(each) for each in _below_zero(timeline)]
        right = px(_NAME_GAP) + max(words, default=0) + px(4)
        above = px(_ABOVE)
        if timeline_windows.are_shown(timeline):
            above += px(timeline_windows.LANE)
        # However long a name is, the plot keeps most of the width.
        return above, min(right, width * _MOST_FOR_NAMES), px(_BELOW), px(_LEFT)

    def axis(self, timeline: Timeline, width: float) -> Sequence[tuple[float, str]]:
        """Return the words below the plot with the days at which they stand."""
        if timeline.stops is None:
            most = max(1, int(width // self._theme.px(_DAY_ROOM)))
            return [
                (float(each.day.toordinal()), wording_trends.tick(each))
                for each in ticks(timeline.period, most)
            ]
        most = max(1, int(width // self._theme.px(_STOP_ROOM)))
        every = max(1, -(-timeline.period.length // most))
        # The numbers that are said are those that divide evenly, whichever comes first.
        return [
            (float(place.toordinal()), str(stop.number))
            for place, stop in timeline.stops.items()
            if stop.number is not None and stop.number % every == 0
        ]

    def written(
        self, timeline: Timeline, places: Sequence[Placed], scale: PlotScale
    ) -> Sequence[Word]:
        """Return everything that is written on the plot itself.

        Args:
            timeline: What is shown.
            places: Where the names of events stand.
            scale: How days and values lie on the pixels.
        """
        return [
            *self._line_names(timeline, scale),
            *self._notes(timeline, scale),
            *self._event_names(places, scale),
            *self._window_names(timeline, scale),
        ]

    def _line_names(self, timeline: Timeline, scale: PlotScale) -> Iterator[Word]:
        px = self._theme.px
        line_height = px(_NAME_LINE) * scale.unit
        ended = [
            (line, line.end, strip)
            for line, strip in zip(timeline.lines, strips(timeline), strict=True)
        ]
        there = [
            # A strip has its name also where nothing was answered in it.
            (line, (timeline.period.first, 0.0) if end is None else end, strip)
            for line, end, strip in ended
            if end is not None or timeline.is_apart
        ]
        heights = apart(
            [strip.at(end[1]) for _, end, strip in there],
            line_height,
            scale.bottom + line_height,
            scale.top - line_height / 2,
        )
        for (line, end, _), height in zip(there, heights, strict=True):
            right = end[0].toordinal() + px(_NAME_GAP) * scale.day
            yield Word(
                wording_trends.line_name(line),
                line.style.colour,
                self._name_font(),
                QPointF(right, height),
            )

    def _notes(self, timeline: Timeline, scale: PlotScale) -> Iterator[Word]:
        px = self._theme.px
        small = self._theme.font(Role.ANCHOR)
        for text in _below_zero(timeline):
            right = timeline.period.last.toordinal() + px(_NAME_GAP) * scale.day
            middle = -px(TICK_TOP + TICK_LENGTH / 2) * scale.unit
            yield Word(text, "ink3", small, QPointF(right, middle))
        before = QCoreApplication.translate("LineChart", "before")
        half = QFontMetricsF(small).horizontalAdvance(before) / 2 * scale.day
        for place, stop in (timeline.stops or {}).items():
            if stop.number is None:
                # Where sessions stand close together it would be cut off at the edge.
                middle = max(float(place.toordinal()), scale.left + half)
                spot = QPointF(middle, -px(TICK_TOP + TICK_LENGTH / 2) * scale.unit)
                yield Word(before, "ink3", small, spot, is_centred=True)
        text = QCoreApplication.translate("LineChart", "no check-ins")
        width = (QFontMetricsF(small).horizontalAdvance(text) + px(8)) * scale.day
        # In ten years a week without check-ins is a hair: too little to write below.
        wide = [gap for gap in timeline.gaps if gap.length / scale.day >= px(_LEAST_GAP)]
        for middle in with_room(wide, width, scale):
            spot = QPointF(middle, px(_GAP_WORDS) * scale.unit)
            yield Word(text, "ink3", small, spot, is_centred=True)

    def _event_names(self, places: Sequence[Placed], scale: PlotScale) -> Iterator[Word]:
        before = self._events.around_name(scale)
        for each in places:
            if each.lane is not None:
                spot = QPointF(each.left + before, self._events.lane_middle(each.lane, scale))
                yield Word(self._events.name(each.event), "event_ink", self._events.font(), spot)

    def _window_names(self, timeline: Timeline, scale: PlotScale) -> Iterator[Word]:
        height = scale.top - self._theme.px(timeline_windows.LANE / 2) * scale.unit
        for name in self._windows.names(timeline, scale):
            yield Word(name.words, name.colour, name.font, QPointF(name.left, height))

    def _name_font(self) -> QFont:
        font = self._theme.font(Role.GROUP)
        font.setPointSizeF(self._theme.points(_NAME_SIZE))
        return font


def lanes_height(theme: Theme, places: Sequence[Placed]) -> float:
    """Return the room above the plot for the names of events beyond the first line of them."""
    lanes = max((each.lane + 1 for each in places if each.lane is not None), default=0)
    return float(theme.px(LANE) * max(0, lanes - 1))


def _below_zero(timeline: Timeline) -> Sequence[str]:
    """Return what stands at the end of the row below zero, if there is such a row."""
    has_row = timeline.stops is not None or (timeline.sessions and timeline.shows.sessions)
    return [QCoreApplication.translate("LineChart", "Sessions")] if has_row else []
