"""The days before and after therapy sessions, as a curve."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.insights.after_session import CurvePoint
from sessiondesk.ui import wording_small_charts
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets.stepped_chart import SteppedChart, reach_for

_HEIGHT: Final = 236
_BELOW: Final = 44
_DOT: Final = 4.5
_DOT_READ: Final = 5.5
_LINE: Final = 2.4
FEW: Final = 3
"""Below so many sessions a day is drawn as a ring, and no line leads to it."""


class RecoveryCurve(SteppedChart):
    """Draws each day against the days before the session, with how many sessions it rests on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, height=_HEIGHT, below=_BELOW, parent=parent)
        self._points: Sequence[CurvePoint] = ()

    def show_curve(self, points: Sequence[CurvePoint], name: str, inside: str) -> None:
        """Show the days of a curve.

        Args:
            points: The days.
            name: What was rated, where it stands alone: "Mood".
            inside: The same inside a sentence: "mood".
        """
        self._points = points
        self.show_steps(
            wording_small_charts.curve(points, name),
            [wording_small_charts.curve_day(each, inside) for each in points],
            reach=reach_for([each.mean for each in points]),
        )

    @override
    def level_words(self, value: float) -> str:
        return wording_small_charts.level(value)

    @override
    def paint(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._theme
        spots = [
            QPointF(self.slot(plot, place).center().x(), self.level_at(plot, each.mean))
            for place, each in enumerate(self._points)
        ]
        self._paint_session(painter, plot)
        pen = QPen(theme.colour("mood"), _LINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for (start, spot), (end, other) in pairwise(zip(self._points, spots, strict=True)):
            if end.offset - start.offset == 1 and min(start.sessions, end.sessions) >= FEW:
                painter.drawLine(spot, other)
        for place, (each, spot) in enumerate(zip(self._points, spots, strict=True)):
            radius = _DOT_READ if place == self.place_read else _DOT
            is_few = each.sessions < FEW
            painter.setPen(QPen(theme.colour("mood"), 1.5))
            painter.setBrush(theme.colour("card" if is_few else "mood"))
            painter.drawEllipse(spot, radius, radius)
        painter.setFont(theme.font(Role.ANCHOR, figures=True))
        for place, each in enumerate(self._points):
            slot = self.slot(plot, place)
            painter.setPen(theme.colour("ink2"))
            self.paint_words(painter, slot, 0, wording_small_charts.curve_axis(each.offset))
            painter.setPen(theme.colour("ink3"))
            self.paint_words(painter, slot, 1, str(each.sessions))

    def _paint_session(self, painter: QPainter, plot: QRectF) -> None:
        """Mark the day of the session, behind everything else."""
        for place, each in enumerate(self._points):
            if each.offset == 0:
                x = self.slot(plot, place).center().x()
                pen = QPen(self._theme.colour("ink3"), 1)
                pen.setDashPattern([2.0, 3.0])
                painter.setPen(pen)
                painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
