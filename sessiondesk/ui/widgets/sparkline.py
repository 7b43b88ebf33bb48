"""A small line beside words that say the same."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import painting

_DOT = 4


class Sparkline(QWidget):
    """Values in time order, a gap where there is none, and the aim as a dashed step line."""

    def __init__(
        self,
        theme: Theme,
        *,
        size: tuple[int, int] = (84, 28),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._size = size
        self._values: Sequence[float | None] = ()
        self._aims: Sequence[float | None] = ()
        self._low, self._high = 0.0, 10.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.updateGeometry)

    def set_values(
        self,
        values: Sequence[float | None],
        *,
        low: float,
        high: float,
        aims: Sequence[float | None] = (),
        says: str = "",
    ) -> None:
        """Show other values.

        Args:
            values: In time order; None is a gap.
            low: The value at the bottom.
            high: The value at the top, above ``low``.
            aims: The aim in force at each value; as many as values, or none.
            says: The same in words, for a screen reader.
        """
        self._values, self._aims = values, aims
        self._low, self._high = low, high
        self.setAccessibleName(says)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._size[0]), self._theme.px(self._size[1]))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        colour = self._theme.colour
        pen = QPen(colour("ink3"), 1)
        pen.setDashPattern([4, 2])
        painter.setPen(pen)
        for run in self._runs(self._aims, steps=True):
            painter.drawPolyline(run)
        pen = QPen(colour("accent"), 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        runs = self._runs(self._values, steps=False)
        for run in runs:
            painter.drawPolyline(run)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        for run in runs:
            if run.size() == 1:
                painter.drawEllipse(run.first(), 1.5, 1.5)
        if runs and self._values[-1] is not None:
            painter.drawEllipse(runs[-1].last(), _DOT, _DOT)
        painter.end()

    def _runs(self, values: Sequence[float | None], *, steps: bool) -> list[QPolygonF]:
        """Return the lines to draw: one for each stretch without a gap."""
        inside = QRectF(self.rect()).adjusted(_DOT, _DOT, -_DOT - 1, -_DOT)
        between = inside.width() / max(1, len(values) - 1)
        runs: list[QPolygonF] = []
        is_open = False
        for place, value in enumerate(values):
            if value is None:
                is_open = False
                continue
            share = (value - self._low) / (self._high - self._low)
            share = max(0.0, min(1.0, share))
            left = inside.left() + place * between
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                left = inside.right() - place * between
            point = QPointF(left, inside.bottom() - share * inside.height())
            if not is_open:
                runs.append(QPolygonF())
                is_open = True
            elif steps and runs[-1].last().y() != point.y():
                runs[-1].append(QPointF(point.x(), runs[-1].last().y()))
            runs[-1].append(point)
        return runs
