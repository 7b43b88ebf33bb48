"""The chart on paper: two months or six, told apart by dashes and marks, never by colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sessiondesk.prepsheet.sheet import Chart, Series
from sessiondesk.ui.paper.marks import Align, Dot, Dots, Mark, Path, Shape, Words, rule
from sessiondesk.ui.paper.measures import AXIS, INK, RULE, SERIES_NAME

_PLOT_LEFT: Final = 6.0
_PLOT_TOP: Final = 0.8
_BESIDE_PLOT: Final = 18.0
_BELOW_PLOT: Final = 9.2
_HIGHEST: Final = 10.0
_GRID: Final = (0, 5, 10)
_NAME_GAP: Final = 1.2
_LEAST_NAME_DISTANCE: Final = 4.0
_LEAST_MONTH_WIDTH: Final = 11.0
_TICK: Final = 2.2
_MARKS: Final = "#7B7B7B"
"""INK at 55 % on white: a transparent ink would not survive every printer."""

_DASHES: Final = ((), (4.0, 2.2))
_DOTS: Final = ((Dot.DISC, 0.5), (Dot.DIAMOND, 0.66))


_MOST_DAYS_NARROW: Final = 70


@dataclass(frozen=True, slots=True)
class Box:
    """The room a chart takes.

    Attributes:
        width: With the names at the ends of its lines.
        height: With the names of the months below it.
    """

    width: float
    height: float

    @property
    def right(self) -> float:
        """Where the last day is."""
        return self.width - _BESIDE_PLOT

    @property
    def bottom(self) -> float:
        """Where zero is."""
        return self.height - _BELOW_PLOT

    def x(self, chart: Chart, day: date) -> float:
        """Return where a day is."""
        span = (chart.last - chart.first).days
        return _PLOT_LEFT + (day - chart.first).days / span * (self.right - _PLOT_LEFT)

    def y(self, value: float) -> float:
        """Return where a value is."""
        return self.bottom - value / _HIGHEST * (self.bottom - _PLOT_TOP)

    def points(
        self, chart: Chart, points: Sequence[tuple[date, float]]
    ) -> list[tuple[float, float]]:
        """Return where days and their values are."""
        return [(self.x(chart, day), self.y(value)) for day, value in points]


BESIDE_TABLE: Final = Box(106.0, 47.0)
_WIDE_HEIGHT: Final = 52.0


def box(chart: Chart, width: float) -> Box:
    """Return the room for a chart: two months beside a table, six over the whole width."""
    is_narrow = (chart.last - chart.first).days <= _MOST_DAYS_NARROW
    return BESIDE_TABLE if is_narrow else Box(width, _WIDE_HEIGHT)


def draw(chart: Chart, box: Box) -> Sequence[Mark]:
    """Return the chart, drawn in a box."""
    return [
        *_grid(box),
        *_months(chart, box),
        *_ticks(chart, box),
        *_dots(chart, box),
        *_lines(chart, box),
        *_names(chart, box),
    ]


def _grid(box: Box) -> Iterator[Mark]:
    for value in _GRID:
        yield rule(_PLOT_LEFT, box.y(value), box.right - _PLOT_LEFT, 0.3)
        label = Shape(str(value), AXIS, width=_PLOT_LEFT - 1.4, align=Align.RIGHT)
        yield Words(shape=label, x=0, y=box.y(value) - label.height / 2)


def _months(chart: Chart, box: Box) -> Iterator[Mark]:
    for day, name in chart.months:
        x = box.x(chart, day)
        yield Path(points=((x, box.bottom), (x, box.bottom + 6.2)), points_wide=0.3, grey=RULE)
        if box.right - x >= _LEAST_MONTH_WIDTH:
            label = Shape(name, AXIS)
            yield Words(shape=label, x=x + 0.9, y=box.bottom + 6.4 - label.height)


def _ticks(chart: Chart, box: Box) -> Iterator[Mark]:
    for tick in chart.ticks:
        x = box.x(chart, tick.day)
        ends = ((x, box.bottom + 0.2), (x, box.bottom + 0.2 + _TICK))
        if tick.is_held:
            yield Path(points=ends, points_wide=1.1)
        else:
            yield Path(points=ends, points_wide=0.6, dashes=(1.0, 1.6))
    if chart.ticks:
        name = Shape(chart.ticks_name, AXIS)
        yield Words(shape=name, x=box.right + _NAME_GAP, y=box.bottom)


def _dots(chart: Chart, box: Box) -> Iterator[Mark]:
    for series, (dot, radius) in zip(chart.series, _DOTS, strict=False):
        centres = box.points(chart, series.points)
        yield Dots(centres=centres, dot=dot, radius=radius, grey=_MARKS)


def _lines(chart: Chart, box: Box) -> Iterator[Mark]:
    for series, dashes in zip(chart.series, _DASHES, strict=False):
        for segment in series.averages:
            if len(segment) > 1:
                points = box.points(chart, segment)
                yield Path(points=points, points_wide=1.5, grey=INK, dashes=dashes)


def _names(chart: Chart, box: Box) -> Iterator[Mark]:
    ends = sorted((box.y(_last_value(series)), n) for n, series in enumerate(chart.series))
    taken = -_LEAST_NAME_DISTANCE
    for y, number in ends:
        shape = Shape(
            chart.series[number].name,
            SERIES_NAME,
            width=box.width - box.right - _NAME_GAP,
            keep_to=1,
        )
        # Two lines may end at the same height: the lower name steps down.
        middle = max(y, taken + _LEAST_NAME_DISTANCE)
        taken = middle
        yield Words(shape=shape, x=box.right + _NAME_GAP, y=middle - shape.height / 2)


def _last_value(series: Series) -> float:
    if series.averages:
        return series.averages[-1][-1][1]
    return series.points[-1][1]
