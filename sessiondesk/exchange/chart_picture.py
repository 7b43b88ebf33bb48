"""A chart as shapes, told apart by dashes and marks and never by colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sessiondesk.exchange.outline import Figure, Trace
from sessiondesk.exchange.sheet_text import clean

WIDTH: Final = 680
HEIGHT: Final = 256

_LEFT: Final = 32.0
_RIGHT: Final = 556.0
_TOP: Final = 12.0
_BOTTOM: Final = 208.0
_HIGHEST: Final = 10.0
_GRID: Final = (0, 5, 10)
_BETWEEN_NAMES: Final = 18.0
_TICK_TOP: Final = 214.0
_TICK_BOTTOM: Final = 225.0
_DIAMOND: Final = 3.6
_LEAST_MONTH_WIDTH: Final = 34.0
# A longer name would run out of the picture; it is whole in the table.
_LONGEST_NAME: Final = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A word beside the chart.

    Attributes:
        text: What it says.
        x: Its left end.
        y: Its base line.
    """

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTrace:
    """One line of the chart.

    Attributes:
        lines: Corners, as a polyline takes them.
        dots: Where the marks stand.
        diamonds: The corners of the marks, where they are diamonds.
        is_dashed: Whether it is told from the other one by dashes and diamonds.
    """

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    diamonds: tuple[str, ...]
    is_dashed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart with everything at its place; y grows downwards.

    Attributes:
        width: Of the whole picture.
        height: Likewise.
        left: Where the first day stands.
        right: Where the last day stands.
        top: Where the highest value stands.
        bottom: Where zero stands.
        grid: The height and the name of each line across.
        months: The first of each month.
        names: The names of the lines, at their ends.
        traces: The lines.
        ticks: Where something was held, or not, below zero.
        tick_top: The upper end of these.
        tick_bottom: The lower end.
    """

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    grid: tuple[Label, ...]
    months: tuple[Label, ...]
    names: tuple[Label, ...]
    traces: tuple[DrawnTrace, ...]
    ticks: tuple[tuple[float, bool], ...]
    tick_top: float
    tick_bottom: float


def drawn(figure: Figure) -> Picture:
    """Return ``figure`` with everything at its place."""
    return Picture(
        width=WIDTH,
        height=HEIGHT,
        left=_LEFT,
        right=_RIGHT,
        top=_TOP,
        bottom=_BOTTOM,
        grid=tuple(Label(text=str(each), x=_LEFT - 6, y=_y(each)) for each in _GRID),
        months=tuple(_months(figure)),
        names=tuple(_names(figure)),
        traces=tuple(
            _trace(trace, figure.days, is_dashed=bool(place))
            for place, trace in enumerate(figure.traces)
        ),
        ticks=tuple((_x(day, figure.days), is_held) for day, is_held in figure.ticks),
        tick_top=_TICK_TOP,
        tick_bottom=_TICK_BOTTOM,
    )


def _x(day: int, days: int) -> float:
    return round(_LEFT + day / (days - 1) * (_RIGHT - _LEFT), 1)


def _y(value: float) -> float:
    return round(_BOTTOM - value / _HIGHEST * (_BOTTOM - _TOP), 1)


def _trace(trace: Trace, days: int, *, is_dashed: bool) -> DrawnTrace:
    dots = tuple((_x(day, days), _y(value)) for day, value in trace.dots)
    return DrawnTrace(
        lines=tuple(
            " ".join(f"{_x(day, days)},{_y(value)}" for day, value in line) for line in trace.lines
        ),
        dots=() if is_dashed else dots,
        diamonds=tuple(_diamond(x, y) for x, y in dots) if is_dashed else (),
        is_dashed=is_dashed,
    )


def _diamond(x: float, y: float) -> str:
    corners = ((x, y - _DIAMOND), (x + _DIAMOND, y), (x, y + _DIAMOND), (x - _DIAMOND, y))
    return " ".join(f"{right:.1f},{down:.1f}" for right, down in corners)


def _months(figure: Figure) -> Iterator[Label]:
    for day, name in figure.months:
        x = _x(day, figure.days)
        # A name at the very edge would run into those of the lines.
        if x + _LEAST_MONTH_WIDTH <= _RIGHT:
            yield Label(text=name, x=x, y=HEIGHT - 10)


def _names(figure: Figure) -> Iterator[Label]:
    """Yield the names beside the ends of their lines, pushed apart where these meet."""
    ends = sorted(
        (_y(last[1]), place)
        for place, trace in enumerate(figure.traces)
        if (last := _last(trace)) is not None
    )
    before = -_BETWEEN_NAMES
    for wished, place in ends:
        before = max(wished, before + _BETWEEN_NAMES)
        name = clean(figure.traces[place].name).strip()
        short = name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"
        yield Label(text=short, x=_RIGHT + 8, y=round(before + 5, 1))


def _last(trace: Trace) -> tuple[int, float] | None:
    points: Sequence[tuple[int, float]] = trace.lines[-1] if trace.lines else trace.dots
    return points[-1] if points else None
