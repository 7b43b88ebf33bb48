"""What small charts of a few steps above and below nothing have in common."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.reading_chart import ReadingChart

_LEAST_WIDTH: Final = 240
_WISHED_WIDTH: Final = 420
_ABOVE: Final = 10
_BESIDE: Final = 10


class SteppedChart(ReadingChart):
    """A chart of a few steps above and below a line for nothing."""

    def __init__(
        self, theme: Theme, *, height: int, below: int, parent: QWidget | None = None
    ) -> None:
        """Make an empty chart.

        Args:
            theme: The look in force.
            height: Its height at normal text size.
            below: How much of that is for the words below the plot.
            parent: The owner.
        """
        super().__init__(theme, starts_at_end=False, parent=parent)
        self._height = height
        self._below = below
        self._readings: Sequence[str] = ()
        self._reach = 1.0

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WISHED_WIDTH), self._theme.px(self._height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(_LEAST_WIDTH), self._theme.px(self._height))

    # What a chart says of itself.

    def show_steps(self, says: str, readings: Sequence[str], *, reach: float) -> None:
        """Show other steps; the cursor lets go.

        Args:
            says: The whole of it in a sentence.
            readings: The line of each step.
            reach: How far the plot goes above and below nothing, in the unit of the values.
        """
        self._readings = readings
        self._reach = reach
        self._show_steps(says, None)

    def paint(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the steps into ``plot``; levels are there already."""
        raise NotImplementedError

    def level_words(self, value: float) -> str:
        """Return what stands beside the level of ``value``."""
        raise NotImplementedError

    @override
    def _count(self) -> int:
        return len(self._readings)

    @override
    def _line(self, place: int) -> str:
        return self._readings[place]

    # Where things are.

    def slot(self, plot: QRectF, place: int) -> QRectF:
        """Return the column of a step."""
        wide = plot.width() / max(1, len(self._readings))
        left = plot.left() + place * wide
        if self._is_mirrored:
            left = plot.right() - (place + 1) * wide
        return QRectF(left, plot.top(), wide, plot.height())

    def level_at(self, plot: QRectF, value: float) -> float:
        """Return where a value stands."""
        share = max(-1.0, min(1.0, value / self._reach))
        return plot.center().y() - share * plot.height() / 2

    def _plot(self) -> QRectF:
        px = self._theme.px
        metrics = QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))
        words = max(metrics.horizontalAdvance(self.level_words(each)) for each in self._levels())
        return self._room(
            before=words + px(_BESIDE), after=px(6), above=px(_ABOVE), below=px(self._below)
        )

    def _levels(self) -> tuple[float, float, float]:
        return (self._reach, 0.0, -self._reach)

    @override
    def _step_at(self, point: QPointF) -> int:
        plot = self._plot()
        away = [
            abs(self.slot(plot, at).center().x() - point.x()) for at in range(len(self._readings))
        ]
        return away.index(min(away))

    # Painting.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._readings:
            return
        painter = painting.begin(self)
        plot = self._plot()
        place = self.place_read
        if place is not None:
            ground = self.slot(plot, place).adjusted(0, 0, 0, self._theme.px(self._below))
            painting.box(painter, ground, 6, fill=self._theme.colour("accent_soft"))
        self._paint_levels(painter, plot)
        self.paint(painter, plot)
        painter.end()

    def _paint_levels(self, painter: QPainter, plot: QRectF) -> None:
        for value in self._levels():
            painting.level(
                painter,
                plot,
                self.level_at(plot, value),
                self.level_words(value),
                self._theme,
                colour="edge" if value == 0 else "line",
                is_mirrored=self._is_mirrored,
            )

    def paint_words(self, painter: QPainter, slot: QRectF, row: int, words: str) -> None:
        """Write something below a step, in the first row (0) or the next one."""
        line = self._theme.px(16)
        top = slot.bottom() + self._theme.px(4) + row * line
        place = QRectF(slot.left() - slot.width(), top, 3 * slot.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)


def reach_for(values: Sequence[float], *, least: float = 1.0) -> float:
    """Return how far a plot has to go for ``values``: in half points, never less than ``least``.

    So that differences nobody would feel do not look like mountains.
    """
    most = max(map(abs, values), default=0.0)
    steps = -(-most // 0.5)
    return max(least, steps * 0.5)
