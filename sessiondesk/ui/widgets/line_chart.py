"""The plot of a timeline. The only module that imports pyqtgraph: import it when it is needed.

Importing it takes a third of a second on the window's thread, so a page paints itself first.
"""

import sys
from collections.abc import Sequence
from datetime import date
from itertools import chain
from types import ModuleType
from typing import Final

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPen, QWheelEvent
from PySide6.QtWidgets import QGraphicsPathItem, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.insights.local_average import Segment
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import timeline_windows
from sessiondesk.ui.widgets.timeline_events import EventBands
from sessiondesk.ui.widgets.timeline_geometry import (
    PlotScale,
    Strip,
    band,
    levels,
    middle_of,
    strips,
)
from sessiondesk.ui.widgets.timeline_model import Line, Marker, Timeline
from sessiondesk.ui.widgets.timeline_view import TimelinePlot
from sessiondesk.ui.widgets.timeline_windows import WindowBands
from sessiondesk.ui.widgets.timeline_words import (
    TICK_LENGTH,
    TICK_TOP,
    TimelineWords,
    Word,
    lanes_height,
)

# pyqtgraph imports two modules that open sockets and that no chart needs. The process may have
# no sockets, so stand-ins take their place before the import.
_STAND_INS: Final = ("pyqtgraph.multiprocess", "pyqtgraph.widgets.RemoteGraphicsView")
for _name in _STAND_INS:
    sys.modules.setdefault(_name, ModuleType(_name))
sys.modules[_STAND_INS[1]].RemoteGraphicsView = type("RemoteGraphicsView", (), {})  # type: ignore[attr-defined]

import pyqtgraph as pg  # noqa: E402 - after the stand-ins

_SYMBOLS: Final = {
    Marker.CIRCLE: ("o", 5.5),
    Marker.DIAMOND: ("d", 6.5),
    Marker.TRIANGLE: ("t1", 6.5),
    Marker.SQUARE: ("s", 5.0),
    Marker.PLUS: ("+", 7.0),
    Marker.TRIANGLE_DOWN: ("t", 6.5),
    Marker.PENTAGON: ("p", 6.5),
    Marker.STAR: ("star", 7.5),
}
_MARK_ALPHA: Final = 0.30
_BAND_ALPHA: Final = 0.13
_LINE_WIDTH: Final = 2.4
_HELD_WIDTH: Final = 2
_CURSOR_MARK: Final = 11

# Pixels at normal text size.
_AXIS_WIDTH: Final = 30
_AXIS_HEIGHT: Final = 26


class LineChart(TimelinePlot):
    """Draws a timeline: marks, local averages with their likely range, sessions, a cursor."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timeline: Timeline | None = None
        self._cursor: date | None = None
        self._plot = _Plot(enableMenu=False)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # What can be done about a day is offered by the view around this.
        self._plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self._plot.setFrameShape(pg.PlotWidget.Shape.NoFrame)
        self._plot.setAccessibleName(self.tr("Plot"))
        self._plot.setAntialiasing(True)
        self._item = self._plot.getPlotItem()
        self._item.hideButtons()
        self._item.layout.setContentsMargins(0, 0, 0, 0)
        self._item.layout.setSpacing(0)
        self._view = self._item.getViewBox()
        self._view.setMouseEnabled(x=False, y=False)
        self._view.disableAutoRange()
        self._view.setDefaultPadding(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._plot)

        self._events = EventBands(theme)
        self._windows = WindowBands(theme)
        self._wording = TimelineWords(theme, self._events, self._windows)
        for item in (*self._windows.items, *self._events.items):
            self._item.addItem(item, ignoreBounds=True)
        self._grid = self._curve(0)
        self._drawn: list[_Drawn] = []
        self._held = self._curve(1)
        self._not_held = self._curve(1)
        self._reading = self._curve(5)
        self._words: list[pg.TextItem] = []
        self._keys: list[tuple[str, str, bool]] = []
        self._view.sigResized.connect(self._on_resized)
        self._plot.scene().sigMouseClicked.connect(self._on_clicked)
        theme.changed.connect(self._dress)
        self._dress()

    @override
    def show_timeline(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._cursor = None
        self._draw()

    @override
    def show_cursor(self, step: date | None) -> None:
        self._cursor = step
        self._draw_cursor()

    @override
    def event(self, event: QEvent) -> bool:
        # The window moved to a screen of another density: pens are in device pixels.
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._dress()
        return super().event(event)

    # Colours, pens and fonts.

    def _dress(self) -> None:
        theme = self._theme
        # The words have the fonts and the colours of before.
        self._write([])
        self._plot.setBackground(theme.colour("card"))
        font = theme.font(Role.ANCHOR)
        for name in ("left", "bottom"):
            axis = self._item.getAxis(name)
            axis.setPen(pg.mkPen(None))
            axis.setTextPen(self._pen("ink3", 1))
            axis.setStyle(tickLength=0, tickAlpha=0, tickTextOffset=theme.px(8), tickFont=font)
        self._item.getAxis("left").setWidth(theme.px(_AXIS_WIDTH))
        self._item.getAxis("bottom").setHeight(theme.px(_AXIS_HEIGHT))
        self._grid.setPen(self._pen("line", 1))
        dotted = self._pen("ink3", 1.5)
        dotted.setDashPattern([1.2, 1.2])
        self._not_held.setPen(dotted)
        self._reading.setPen(self._pen("ink2", 1))
        self._draw()

    def _pen(self, colour: str, width: float) -> QPen:
        # Cosmetic pens count device pixels and know nothing of the screen's density.
        pen = QPen(self._theme.colour(colour), width * self.devicePixelRatioF())
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    # Drawing.

    def _curve(self, height: int) -> "pg.PlotCurveItem":
        curve = pg.PlotCurveItem(antialias=False, connect="pairs")
        curve.setZValue(height)
        self._item.addItem(curve, ignoreBounds=True)
        return curve

    def _on_resized(self) -> None:
        self._draw()

    def _draw(self) -> None:
        timeline = self._timeline
        if timeline is None or self._view.width() < 1 or self._view.height() < 1:
            return
        size = self._view.width(), self._view.height()
        margins = self._wording.margins(timeline, size[0])
        lane = self._theme.px(timeline_windows.LANE)
        self._events.leave_above(lane if timeline_windows.are_shown(timeline) else 0)
        # Across nothing changes when the names of events need more room above.
        places = self._events.places(timeline, PlotScale(timeline, *size, margins))
        above = margins[0] + lanes_height(self._theme, places)
        scale = PlotScale(timeline, *size, (above, *margins[1:]))
        self._view.setRange(
            xRange=(scale.left, scale.right), yRange=(scale.bottom, scale.top), padding=0
        )
        across = levels(timeline)
        ends = np.tile([scale.left, scale.right], len(across))
        self._grid.setData(ends, np.repeat(np.array([at for at, _ in across], dtype=float), 2))
        self._item.getAxis("left").setTicks([[(at, str(number)) for at, number in across]])
        self._item.getAxis("bottom").setTicks([self._wording.axis(timeline, size[0])])
        self._windows.show(timeline, scale, self._pen("edge", 1))
        self._events.show(timeline, places, scale, self._pen("event_ink", 1))
        self._draw_lines(timeline)
        self._draw_sessions(timeline, scale)
        self._write(self._wording.written(timeline, places, scale))
        self._draw_cursor()

    def _draw_lines(self, timeline: Timeline) -> None:
        while len(self._drawn) < len(timeline.lines):
            self._drawn.append(_Drawn(self._item))
        found = [*zip(timeline.lines, strips(timeline), strict=True)]
        for place, drawn in enumerate(self._drawn):
            line, strip = found[place] if place < len(found) else (None, None)
            drawn.show(line, strip, timeline, self)

    def _draw_sessions(self, timeline: Timeline, scale: PlotScale) -> None:
        marks = timeline.sessions if timeline.shows.sessions else ()
        px = self._theme.px
        # Years of sessions stand closer than their ticks are wide.
        is_dense = len(marks) * 2 * _HELD_WIDTH > 1 / scale.day * (scale.right - scale.left)
        self._held.setPen(self._pen("ink2", 1 if is_dense else _HELD_WIDTH))
        ends = [-px(TICK_TOP) * scale.unit, -px(TICK_TOP + TICK_LENGTH) * scale.unit]
        for curve, is_held in ((self._held, True), (self._not_held, False)):
            days = [float(each.day.toordinal()) for each in marks if each.is_held is is_held]
            curve.setData(np.repeat(np.array(days), 2), np.tile(ends, len(days)))

    def _write(self, words: Sequence[Word]) -> None:
        # A word takes long to make: one that is on the chart already only moves.
        there: dict[tuple[str, str, bool], list[pg.TextItem]] = {}
        for key, item in zip(self._keys, self._words, strict=True):
            there.setdefault(key, []).append(item)
        self._keys = [(word.text, word.colour, word.is_centred) for word in words]
        self._words = [
            there[key].pop() if there.get(key) else self._make(word)
            for key, word in zip(self._keys, words, strict=True)
        ]
        for item, word in zip(self._words, words, strict=True):
            item.setPos(word.spot)
        for item in chain.from_iterable(there.values()):
            self._item.removeItem(item)

    def _make(self, word: Word) -> "pg.TextItem":
        anchor = (0.5 if word.is_centred else 0, 0.5)
        item = pg.TextItem(word.text, self._theme.colour(word.colour), anchor=anchor)
        item.textItem.document().setDocumentMargin(0)
        item.setFont(word.font)
        item.setZValue(4)
        self._item.addItem(item, ignoreBounds=True)
        return item

    def _draw_cursor(self) -> None:
        timeline, step = self._timeline, self._cursor
        for drawn in self._drawn:
            drawn.show_cursor(timeline, step, self)
        if timeline is None or step is None:
            self._reading.setData([], [])
            return
        day = middle_of(timeline, step)
        top = self._view.viewRange()[1][1]
        self._reading.setData([day, day], [0.0, top])

    def _on_clicked(self, event: "pg.GraphicsScene.mouseEvents.MouseClickEvent") -> None:
        if self._timeline is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self._day_at(event.scenePos(), self._timeline.period))

    @override
    def day_at(self, spot: QPoint) -> date | None:
        if self._timeline is None:
            return None
        scene = self._plot.mapToScene(self._plot.mapFrom(self, spot))
        return self._day_at(scene, self._timeline.period)

    def _day_at(self, spot: QPointF, period: Period) -> date:
        day = round(self._view.mapSceneToView(spot).x())
        return date.fromordinal(min(max(day, period.first.toordinal()), period.last.toordinal()))

    # What the lines ask.

    def line_pen(self, line: Line) -> QPen:
        """Return the pen of a local average."""
        pen = self._pen(line.style.colour, _LINE_WIDTH)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        # In the system's high contrast all lines have one colour.
        colour = self._theme.colour
        patterns = self._theme.distinguish_by_pattern or colour("mood") == colour("anx")
        if patterns and line.style.dash.value:
            pen.setDashPattern([each / _LINE_WIDTH for each in line.style.dash.value])
        else:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        return pen

    def tint(self, line: Line, alpha: float) -> QColor:
        """Return a line's colour, let through."""
        colour = QColor(self._theme.colour(line.style.colour))
        colour.setAlphaF(alpha)
        return colour

    def outline(self) -> QPen:
        """Return what sets the marks of the cursor off from everything below."""
        return self._pen("card", 2)


class _Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot over which the wheel scrolls the page; its axes would keep it to themselves."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class _Drawn:
    """The graphics items of one line, used again for each line that takes its place."""

    def __init__(self, plot: "pg.PlotItem") -> None:
        self._marks = pg.ScatterPlotItem(pxMode=True, pen=None)
        self._band = QGraphicsPathItem()
        self._curve = pg.PlotCurveItem(antialias=True, connect="finite")
        self._cursor = pg.ScatterPlotItem(pxMode=True)
        self._line: Line | None = None
        self._strip: Strip | None = None
        self._band.setPen(QPen(Qt.PenStyle.NoPen))
        for height, item in enumerate((self._marks, self._band, self._curve)):
            item.setZValue(1 + height)
            plot.addItem(item, ignoreBounds=True)
        self._cursor.setZValue(6)
        plot.addItem(self._cursor, ignoreBounds=True)

    def show(
        self, line: Line | None, strip: Strip | None, timeline: Timeline, chart: LineChart
    ) -> None:
        self._line, self._strip = line, strip
        for item in (self._marks, self._band, self._curve, self._cursor):
            item.setVisible(line is not None)
        if line is None or strip is None:
            return
        self._marks.setVisible(timeline.shows.marks)
        symbol, size = _SYMBOLS[line.style.marker]
        x = np.array([middle_of(timeline, day) for day in line.values], dtype=float)
        y = np.array(list(map(strip.at, line.values.values())), dtype=float)
        self._marks.setData(
            x=x, y=y, symbol=symbol, size=size, brush=chart.tint(line, _MARK_ALPHA), pen=None
        )
        self._band.setPath(band(line.segments, strip))
        self._band.setBrush(chart.tint(line, _BAND_ALPHA))
        self._curve.setData(*_polyline(line.segments, strip), connect="finite")
        self._curve.setPen(chart.line_pen(line))

    def show_cursor(self, timeline: Timeline | None, step: date | None, chart: LineChart) -> None:
        line, strip = self._line, self._strip
        value = line.values.get(step) if line is not None and step else None
        if timeline is None or line is None or strip is None or step is None or value is None:
            self._cursor.setData([], [])
            return
        symbol, _ = _SYMBOLS[line.style.marker]
        self._cursor.setData(
            x=[middle_of(timeline, step)],
            y=[strip.at(value)],
            symbol=symbol,
            size=_CURSOR_MARK + 2,
            brush=chart.tint(line, 1),
            pen=chart.outline(),
        )


def _polyline(segments: Sequence[Segment], strip: Strip) -> tuple[np.ndarray, np.ndarray]:
    """Return the lines of all segments as one, with a hole between two of them."""
    x: list[float] = []
    y: list[float] = []
    for segment in segments:
        x += [*(float(point.day.toordinal()) for point in segment), np.nan]
        y += [*(strip.at(point.mean) for point in segment), np.nan]
    return np.array(x), np.array(y)
