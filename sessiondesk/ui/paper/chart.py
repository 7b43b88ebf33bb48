"""The chart on paper: two months, told apart by dashes and marks, never by colour."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from sessiondesk.prepsheet.sheet import Chart, Series
from sessiondesk.ui.paper.marks import Align, Dot, Dots, Mark, Path, Shape, Words, rule
from sessiondesk.ui.paper.measures import AXIS, INK, RULE, SERIES_NAME

WIDTH: Final = 106.0
HEIGHT: Final = 47.0

_PLOT_LEFT: Final = 6.0
_PLOT_RIGHT: Final = 88.0
_PLOT_TOP: Final = 0.8
_PLOT_BOTTOM: Final = 37.8
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


def draw(chart: Chart) -> Sequence[Mark]:
    """Return the chart, in a box of ``WIDTH`` by ``HEIGHT``."""
    return [
        *_grid(),
        *_months(chart),
        *_ticks(chart),
        *_dots(chart),
        *_lines(chart),
        *_names(chart),
    ]


def _x(chart: Chart, day: date) -> float:
    span = (chart.last - chart.first).days
    return _PLOT_LEFT + (day - chart.first).days / span * (_PLOT_RIGHT - _PLOT_LEFT)


def _y(value: float) -> float:
    return _PLOT_BOTTOM - value / _HIGHEST * (_PLOT_BOTTOM - _PLOT_TOP)


def _points(chart: Chart, points: Sequence[tuple[date, float]]) -> list[tuple[float, float]]:
    return [(_x(chart, day), _y(value)) for day, value in points]


def _grid() -> Iterator[Mark]:
    for value in _GRID:
        yield rule(_PLOT_LEFT, _y(value), _PLOT_RIGHT - _PLOT_LEFT, 0.3)
        label = Shape(str(value), AXIS, width=_PLOT_LEFT - 1.4, align=Align.RIGHT)
        yield Words(shape=label, x=0, y=_y(value) - label.height / 2)


def _months(chart: Chart) -> Iterator[Mark]:
    for day, name in chart.months:
        x = _x(chart, day)
        yield Path(points=((x, _PLOT_BOTTOM), (x, _PLOT_BOTTOM + 6.2)), points_wide=0.3, grey=RULE)
        if _PLOT_RIGHT - x >= _LEAST_MONTH_WIDTH:
            label = Shape(name, AXIS)
            yield Words(shape=label, x=x + 0.9, y=_PLOT_BOTTOM + 6.4 - label.height)


def _ticks(chart: Chart) -> Iterator[Mark]:
    for tick in chart.ticks:
        x = _x(chart, tick.day)
        ends = ((x, _PLOT_BOTTOM + 0.2), (x, _PLOT_BOTTOM + 0.2 + _TICK))
        if tick.is_held:
            yield Path(points=ends, points_wide=1.1)
        else:
            yield Path(points=ends, points_wide=0.6, dashes=(1.0, 1.6))
    if chart.ticks:
        name = Shape(chart.ticks_name, AXIS)
        yield Words(shape=name, x=_PLOT_RIGHT + _NAME_GAP, y=_PLOT_BOTTOM)


def _dots(chart: Chart) -> Iterator[Mark]:
    for series, (dot, radius) in zip(chart.series, _DOTS, strict=False):
        centres = _points(chart, series.points)
        yield Dots(centres=centres, dot=dot, radius=radius, grey=_MARKS)


def _lines(chart: Chart) -> Iterator[Mark]:
    for series, dashes in zip(chart.series, _DASHES, strict=False):
        for segment in series.averages:
            if len(segment) > 1:
                points = _points(chart, segment)
                yield Path(points=points, points_wide=1.5, grey=INK, dashes=dashes)


def _names(chart: Chart) -> Iterator[Mark]:
    ends = sorted((_y(_last_value(series)), n) for n, series in enumerate(chart.series))
    taken = -_LEAST_NAME_DISTANCE
    for y, number in ends:
        shape = Shape(
            chart.series[number].name,
            SERIES_NAME,
            width=WIDTH - _PLOT_RIGHT - _NAME_GAP,
            keep_to=1,
        )
        # Two lines may end at the same height: the lower name steps down.
        middle = max(y, taken + _LEAST_NAME_DISTANCE)
        taken = middle
        yield Words(shape=shape, x=_PLOT_RIGHT + _NAME_GAP, y=middle - shape.height / 2)


def _last_value(series: Series) -> float:
    if series.averages:
        return series.averages[-1][-1][1]
    return series.points[-1][1]
