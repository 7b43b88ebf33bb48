"""How the chart of a questionnaire is painted."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import goal_events, painting
from sessiondesk.ui.widgets.measure_geometry import Geometry, Room, day_labels
from sessiondesk.ui.widgets.measure_model import Level, MeasureHistory
from sessiondesk.ui.wording_measures import figure

_DOT: Final = 4.5
_DOT_SMALL: Final = 2.5
_RING: Final = 8.5
_RING_SMALL: Final = 4.5
_RING_LEAST: Final = 3.25
# Pixels from one result to the next: below the first dots are small, below the second none.
_SMALL_BELOW: Final = 15
_NONE_BELOW: Final = 7
TICK: Final = 9
# How far level lines go on after the latest result.
BEYOND: Final = 28
_PARTS: Final = 4
# Stretches between the places at which the words of a level are tried.
_PLACES: Final = 8
# Half lines that words may be away from their level.
_ROWS: Final = 9


class _Line(NamedTuple):
    """A level line: where it begins and ends, its dashes, and whether it stands back."""

    level: Level
    start: float
    end: float
    dashes: Sequence[float]
    is_quiet: bool = False


class MeasurePainting:
    """Paints one chart, once."""

    def __init__(
        self,
        painter: QPainter,
        history: MeasureHistory,
        layout: Geometry,
        theme: Theme,
        *,
        size: QSize,
        read: int | None,
        is_compact: bool,
        is_mirrored: bool,
    ) -> None:
        """Take what is to be painted.

        Args:
            painter: Draws on the chart.
            history: What it shows.
            layout: Where things are.
            theme: The look in force.
            size: The size of the whole chart.
            read: The place of the result that is read; None is none.
            is_compact: Whether sessions, life events and all but one of the levels stay out.
            is_mirrored: Whether time runs from right to left.
        """
        self._painter = painter
        self._history = history
        self._layout = layout
        self._theme = theme
        self._size = size
        self._read = read
        self._is_compact = is_compact
        self._is_mirrored = is_mirrored
        self._room = Room(layout, [_RING + 1 if each.is_ringed else 7 for each in history.points])
        self._small = theme.font(Role.ANCHOR, figures=True)

    def paint(self) -> None:
        """Paint it."""
        self._paint_bands()
        if not self._is_compact:
            self._paint_events()
            self._paint_sessions()
        self._paint_figures()
        self._paint_days()
        lines = self._lines()
        self._paint_levels(lines)
        self._paint_line()
        self._paint_values()
        self._paint_names(lines)

    def _paint_bands(self) -> None:
        theme, plot = self._theme, self._layout.plot
        # Each band reaches up to where the next one begins.
        tops = [*(self._layout.y(each.first) for each in self._history.bands[1:]), plot.top()]
        self._painter.setFont(theme.font(Role.ANCHOR))
        gap = theme.px(12)
        side = Qt.AlignmentFlag.AlignLeft if self._is_mirrored else Qt.AlignmentFlag.AlignRight
        for number, (band, top) in enumerate(
            zip(self._history.bands, tops, strict=False), start=1
        ):
            foot = self._layout.y(band.first) if number > 1 else plot.bottom()
            place = QRectF(plot.left(), top, plot.width(), foot - top)
            self._painter.fillRect(place, theme.colour(f"band{number}"))
            self._painter.setPen(theme.colour("ink"))
            inside = place.adjusted(gap, 0, -gap, 0)
            flags = side | Qt.AlignmentFlag.AlignVCenter
            self._room.take(self._painter.boundingRect(inside, flags, band.label))
            self._painter.drawText(inside, flags, band.label)

    def _paint_events(self) -> None:
        start, end = sorted(self._layout.ends)
        plot = QRectF(self._layout.plot)
        plot.setLeft(start)
        plot.setRight(end)
        ends = [
            (self._layout.x(each.first), self._layout.x(each.last))
            for each in self._history.events
        ]
        goal_events.paint(self._painter, self._history.events, ends, plot, self._theme)

    def _paint_sessions(self) -> None:
        top = self._layout.plot.bottom() + self._theme.px(3)
        spots = [self._layout.x(day) for day in self._history.sessions]
        is_dense = len(spots) * self._theme.px(4) > self._layout.plot.width()
        colour = self._theme.colour("edge" if is_dense else "ink2")
        self._painter.setPen(QPen(colour, 1 if is_dense else 2))
        for x in spots:
            self._painter.drawLine(QPointF(x, top), QPointF(x, top + self._theme.px(TICK)))

    def _paint_figures(self) -> None:
        for value in labelled(self._history):
            painting.level(
                self._painter,
                self._layout.plot,
                self._layout.y(value),
                figure(value),
                self._theme,
                is_mirrored=self._is_mirrored,
            )

    def _paint_days(self) -> None:
        theme = self._theme
        metrics = QFontMetricsF(self._small)
        air, high = theme.px(14), theme.px(18)

        def width(words: str) -> float:
            return metrics.horizontalAdvance(words) + air

        self._painter.setFont(theme.font(Role.ANCHOR, figures=True))
        self._painter.setPen(theme.colour("ink3"))
        edges = (-air / 2, self._size.width() + air / 2)
        top = self._size.height() - high
        for day, words in day_labels(self._history, self._layout.x, width, edges):
            half = width(words) / 2
            place = QRectF(self._layout.x(day) - half, top, 2 * half, high)
            self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _lines(self) -> Sequence[_Line]:
        """Return the level lines, those first whose words matter most."""
        start, end = self._layout.ends
        if self._history.baseline_from is not None:
            start = self._layout.x(self._history.baseline_from)
        end += self._theme.px(-BEYOND if self._is_mirrored else BEYOND)
        lines = []
        if self._history.baseline is not None:
            lines.append(_Line(self._history.baseline, start, end, (1.0, 2.4)))
        reliable = self._history.reliable[:1] if self._is_compact else self._history.reliable
        lines += [_Line(level, start, end, (4.0, 2.4)) for level in reliable]
        if self._history.cut_off is not None:
            lines.append(
                _Line(self._history.cut_off, self._layout.ends[0], end, (2.0, 2.0), is_quiet=True)
            )
        return lines

    def _paint_levels(self, lines: Sequence[_Line]) -> None:
        for line in lines:
            y = self._layout.y(line.level.value)
            colour = self._theme.colour("edge" if line.is_quiet else "ink2")
            pen = QPen(colour, 1 if line.is_quiet else 1.25)
            pen.setDashPattern(line.dashes)
            self._painter.setPen(pen)
            self._painter.drawLine(QPointF(line.start, y), QPointF(line.end, y))
            left, right = sorted((line.start, line.end))
            self._room.take(QRectF(left, y - 1, right - left, 2))

    def _paint_names(self, lines: Sequence[_Line]) -> None:
        """Write what each level is, where the line of the results leaves room for it."""
        theme = self._theme
        self._painter.setFont(theme.font(Role.ANCHOR))
        for line in lines:
            is_start = line is lines[0]
            words = line.level.label
            place = self._room.find(self._places(line, words, is_start=is_start))
            if place is None:
                # Away from its line it says which one it is of.
                words = f"{words}, {figure(line.level.value)}"
                place = self._room.find(self._places_away(line, words))
            if place is not None:
                self._painter.setPen(theme.colour("ink3" if line.is_quiet else "ink"))
                self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _size_of(self, words: str) -> tuple[float, float]:
        metrics = QFontMetricsF(self._theme.font(Role.ANCHOR))
        return metrics.horizontalAdvance(words) + 2, self._theme.px(16)

    def _along(self, line: _Line, wide: float) -> Sequence[float]:
        """Return where words could begin along a line: its start first, then its end."""
        left, right = sorted((line.start, line.end))
        gap = self._theme.px(10)
        near, far = left + gap, right - wide
        if self._is_mirrored:
            near, far = right - gap - wide, left
        between = (near + (far - near) * part / _PLACES for part in range(1, _PLACES))
        return [near, far, *between]

    def _places(self, line: _Line, words: str, *, is_start: bool) -> Sequence[QRectF]:
        """Return the places for words on a line, the best one first."""
        wide, high = self._size_of(words)
        y = self._layout.y(line.level.value)
        along = [
            QRectF(x, top, wide, high)
            for x in self._along(line, wide)
            for top in (y - high - 1, y + 2)
        ]
        gap = self._theme.px(10)
        x = line.start + gap if self._is_mirrored else line.start - gap - wide
        before = QRectF(x, y - high / 2, wide, high)
        return [*along, before] if is_start else [before, *along]

    def _places_away(self, line: _Line, words: str) -> Sequence[QRectF]:
        """Return places above and below a line, the nearest ones first."""
        wide, high = self._size_of(words)
        y = self._layout.y(line.level.value)
        return [
            QRectF(x, top, wide, high)
            for row in range(1, _ROWS)
            for top in (y - high - row * high / 2, y + row * high / 2)
            for x in self._along(line, wide)
        ]

    def _paint_line(self) -> None:
        theme = self._theme
        is_dense = self._layout.spacing < _NONE_BELOW
        pen = QPen(theme.colour("ink"), 1.5 if is_dense else 2)
        if not is_dense:
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        # Line by line: hundreds of them as one polyline take thirty times as long.
        spots = self._layout.spots
        self._painter.drawLines(list(map(QLineF, spots[:-1], spots[1:])))
        place = self._read
        if place is not None:
            x = self._layout.spots[place].x()
            self._painter.setPen(QPen(theme.colour("ink2"), 1))
            self._painter.drawLine(
                QPointF(x, self._layout.plot.top()), QPointF(x, self._layout.plot.bottom())
            )
        is_small = self._layout.spacing < _SMALL_BELOW
        has_dots = self._layout.spacing >= _NONE_BELOW
        last = len(self._layout.spots) - 1
        for number, (point, spot) in enumerate(
            zip(self._history.points, self._layout.spots, strict=True)
        ):
            is_read = number == place
            is_big = is_read or number == last or not is_small
            if point.is_ringed:
                small = _RING_SMALL if has_dots else _RING_LEAST
                ring = _RING if is_big else small
                self._painter.setBrush(theme.colour("card"))
                self._painter.setPen(QPen(theme.colour("accent"), 2 if is_big else 1.25))
                self._painter.drawEllipse(spot, ring, ring)
            if is_big or has_dots:
                dot = (_DOT if is_big else _DOT_SMALL) + is_read
                self._painter.setBrush(theme.colour("ink"))
                self._painter.setPen(QPen(theme.colour("card"), 1.5 if is_big else 0.75))
                self._painter.drawEllipse(spot, dot, dot)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_values(self) -> None:
        """Write the latest total and the level at the start as figures."""
        if not self._layout.spots:
            return
        latest = self._layout.spots[-1]
        self._paint_value(figure(self._history.points[-1].total), latest, side=1)
        if self._history.baseline is not None and self._history.baseline_from is not None:
            spot = QPointF(
                self._layout.x(self._history.baseline_from),
                self._layout.y(self._history.baseline.value),
            )
            self._paint_value(figure(self._history.baseline.value), spot, side=0)

    def _paint_value(self, words: str, spot: QPointF, *, side: int) -> None:
        theme = self._theme
        font = theme.font(Role.STRONG, figures=True)
        metrics = QFontMetricsF(font)
        wide, high = metrics.horizontalAdvance(words) + 2, theme.px(18)
        away = theme.px(13)
        beside = [spot.x() + away, spot.x() - away - wide]
        if self._is_mirrored:
            beside.reverse()
        at_side = [QRectF(x, spot.y() - high / 2, wide, high) for x in beside]
        over = [
            QRectF(spot.x() - wide / 2, y, wide, high)
            for y in (spot.y() + away, spot.y() - away - high)
        ]
        first = [*at_side[:1], *over] if side else over
        rest = at_side[1:] if side else at_side
        place = self._room.find([*first, *rest], must=True)
        if place is not None:
            self._painter.setFont(font)
            self._painter.setPen(theme.colour("ink"))
            self._painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def labelled(history: MeasureHistory) -> Sequence[float]:
    """Return the totals that have a hairline and a figure: the edges of the bands."""
    if history.bands:
        return [history.low, *(each.first for each in history.bands[1:]), history.high]
    step = (history.high - history.low) / _PARTS
    return [history.low + step * number for number in range(_PARTS + 1)]
