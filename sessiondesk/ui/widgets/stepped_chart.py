"""What small charts with a few steps have in common: one Tab stop, and a line for each step."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.notice import announce

_LEAST_WIDTH: Final = 240
_WISHED_WIDTH: Final = 420
_ABOVE: Final = 10
_BESIDE: Final = 10


class SteppedChart(QWidget):
    """A chart of a few steps above and below a line for nothing.

    Left and Right go from step to step, Home and End to both ends, Esc lets go; the pointer
    reads the step that is nearest.

    Signals:
        read: The line that belongs to the step that is read; empty where there is none.
    """

    read = Signal(str)

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
        super().__init__(parent)
        self._theme = theme
        self._height = height
        self._below = below
        self._readings: Sequence[str] = ()
        self._reach = 1.0
        self._cursor: int | None = None
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setProperty(painting.RING, 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    @property
    def reading(self) -> str:
        """The line that belongs to the step that is read; empty where there is none."""
        place = self.place_read
        return "" if place is None else self._readings[place]

    @property
    def place_read(self) -> int | None:
        """The place of the step that is read, from 0; None where there is none."""
        return self._cursor if self._hovered is None else self._hovered

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
        self._cursor = self._hovered = None
        self.setAccessibleName(says)
        self._tell()

    def paint(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the steps into ``plot``; levels are there already."""
        raise NotImplementedError

    def level_words(self, value: float) -> str:
        """Return what stands beside the level of ``value``."""
        raise NotImplementedError

    # What the person does.

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._readings or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        last = len(self._readings) - 1
        # The first key shows where one is: the first step.
        here = 0 if self._cursor is None else self._cursor
        by = 0 if self._cursor is None else 1
        match event.key():
            case Qt.Key.Key_Left:
                self._go(max(0, here - by))
            case Qt.Key.Key_Right:
                self._go(min(last, here + by))
            case Qt.Key.Key_Home:
                self._go(0)
            case Qt.Key.Key_End:
                self._go(last)
            case Qt.Key.Key_Escape if self._cursor is not None:
                self._go(None)
            case _:
                super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._readings or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._go(self._nearest(event.position().x()))

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self._readings:
            self._hover(self._nearest(event.position().x()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(None)

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

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _plot(self) -> QRectF:
        px = self._theme.px
        metrics = QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))
        words = max(metrics.horizontalAdvance(self.level_words(each)) for each in self._levels())
        left, right = words + px(_BESIDE), float(px(6))
        if self._is_mirrored:
            left, right = right, left
        return QRectF(self.rect()).adjusted(left, px(_ABOVE), -right, -px(self._below))

    def _levels(self) -> tuple[float, float, float]:
        return (self._reach, 0.0, -self._reach)

    def _nearest(self, x: float) -> int:
        plot = self._plot()
        away = [abs(self.slot(plot, at).center().x() - x) for at in range(len(self._readings))]
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
        theme = self._theme
        painter.setFont(theme.font(Role.ANCHOR, figures=True))
        half = theme.px(9)
        for value in self._levels():
            level = self.level_at(plot, value)
            painter.setPen(QPen(theme.colour("edge" if value == 0 else "line"), 1))
            painter.drawLine(QPointF(plot.left(), level), QPointF(plot.right(), level))
            painter.setPen(theme.colour("ink3"))
            if self._is_mirrored:
                place = QRectF(plot.right() + theme.px(8), level - half, self.width(), 2 * half)
                side = Qt.AlignmentFlag.AlignLeft
            else:
                place = QRectF(0, level - half, plot.left() - theme.px(8), 2 * half)
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, self.level_words(value))

    def paint_words(self, painter: QPainter, slot: QRectF, row: int, words: str) -> None:
        """Write something below a step, in the first row (0) or the next one."""
        line = self._theme.px(16)
        top = slot.bottom() + self._theme.px(4) + row * line
        place = QRectF(slot.left() - slot.width(), top, 3 * slot.width(), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _hover(self, place: int | None) -> None:
        if place != self._hovered:
            self._hovered = place
            self._tell()

    def _go(self, place: int | None) -> None:
        self._cursor, self._hovered = place, None
        self._tell()
        announce(self, self.reading)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.reading)
        self.read.emit(self.reading)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def reach_for(values: Sequence[float], *, least: float = 1.0) -> float:
    """Return how far a plot has to go for ``values``: in half points, never less than ``least``.

    So that differences nobody would feel do not look like mountains.
    """
    most = max(map(abs, values), default=0.0)
    steps = -(-most // 0.5)
    return max(least, steps * 0.5)
