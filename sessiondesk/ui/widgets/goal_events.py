"""Life events behind the weeks of a goal."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.timeline_model import EventMark

_LEAST_BAND: Final = 3
_NAME: Final = 140
_LINE: Final = 16


def paint(
    painter: QPainter,
    events: Sequence[EventMark],
    ends: Sequence[tuple[float, float]],
    plot: QRectF,
    theme: Theme,
) -> None:
    """Draw a band for each event; of what goes on, its beginning only.

    Args:
        painter: Draws on the chart.
        events: Those that touch its weeks, oldest first.
        ends: Where each begins and where it ends, in pixels; mirrored, the beginning is right.
        plot: The rectangle of the lines; above it is room for one line of names.
        theme: The look in force.
    """
    # All bands before all names: a name reaches over the bands beside its own.
    for event, (start, end) in zip(events, ends, strict=True):
        if event.goes_on:
            painter.setPen(QPen(theme.colour("event_ink"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(start, 0), QPointF(start, plot.bottom()))
        else:
            wide = max(abs(end - start), float(theme.px(_LEAST_BAND)))
            left = (start + end - wide) / 2
            painter.fillRect(QRectF(left, 0, wide, plot.bottom()), theme.colour("event"))
    _paint_names(painter, events, ends, plot, theme)


def _paint_names(
    painter: QPainter,
    events: Sequence[EventMark],
    ends: Sequence[tuple[float, float]],
    plot: QRectF,
    theme: Theme,
) -> None:
    font = theme.font(Role.ANCHOR, weight=500)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(theme.colour("event_ink"))
    most = min(float(theme.px(_NAME)), plot.width() - theme.px(6))
    taken: list[tuple[float, float]] = []
    for event, (start, end) in zip(events, ends, strict=True):
        name = metrics.elidedText(event.name, Qt.TextElideMode.ElideRight, most)
        room = metrics.horizontalAdvance(name) + theme.px(6)
        left = max(plot.left(), min(min(start, end) + theme.px(3), plot.right() - room))
        # Side by side only: a name there is no room for is left out.
        if all(left >= after or left + room <= before for before, after in taken):
            place = QRectF(left, 0, room, theme.px(_LINE))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, name)
            taken.append((left, left + room))
