"""How often a pattern was seen, month by month: a bar for each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.journal.patterns import Month
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.wording import day_in_words

_HEIGHT: Final = 148
_BELOW: Final = 26
_WIDEST: Final = 34
_LEAST: Final = 2
_SHARE: Final = 0.66
# Months between two that are named below the chart.
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60)


class MonthBars(QWidget):
    """Draws the months. Left and Right go month by month, Home and End to both ends.

    Signals:
        read: The line that belongs to where the cursor is; empty where there is none.
    """

    read = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._months: Sequence[Month] = ()
        self._top = 1
        self._cursor: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(painting.RING, 6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._on_theme_changed)

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these; the cursor stays on its month, if that is still there."""
        at = None if self._cursor is None else self._months[self._cursor].first
        self._months = months
        self._top = max((each.linked for each in months), default=1)
        firsts = [each.first for each in months]
        self._cursor = firsts.index(at) if at in firsts else None
        self.setAccessibleName(wording_patterns.how_often(months))
        self._tell()

    @property
    def reading(self) -> str:
        """The line that belongs to where the cursor is; empty where there is none."""
        return "" if self._cursor is None else wording_patterns.month_says(self._at(self._cursor))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._months or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        last = len(self._months) - 1
        # The first key shows where one is: this month.
        here = last if self._cursor is None else self._cursor
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
        if not self._months or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        plot, at = self._plot(), event.position().x()
        count = len(self._months)
        centres = [abs(self._slot(plot, place).center().x() - at) for place in range(count)]
        self._go(centres.index(min(centres)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        painter = painting.begin(self)
        plot = self._plot()
        self._paint_levels(painter, plot)
        self._paint_bars(painter, plot)
        self._paint_names(painter, plot)
        painter.end()

    # Where things are.

    def _at(self, place: int) -> Month:
        return self._months[place]

    def _plot(self) -> QRectF:
        px = self._theme.px
        figures = QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))
        left, right = figures.horizontalAdvance(str(self._top)) + px(10), float(px(6))
        if self._is_mirrored:
            left, right = right, left
        return QRectF(self.rect()).adjusted(left, px(12), -right, -px(_BELOW))

    @property
    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _slot(self, plot: QRectF, place: int) -> QRectF:
        """Return the column of a month; a short record does not fill the width with bars."""
        wide = min(plot.width() / len(self._months), self._theme.px(_WIDEST) / _SHARE)
        left = plot.left() + place * wide
        if self._is_mirrored:
            left = plot.right() - (place + 1) * wide
        return QRectF(left, plot.top(), wide, plot.height())

    # Painting.

    def _paint_levels(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._theme
        painter.setFont(theme.font(Role.ANCHOR, figures=True))
        half = theme.px(10)
        for value in (0, self._top):
            level = plot.bottom() - plot.height() * value / self._top
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(plot.left(), level), QPointF(plot.right(), level))
            painter.setPen(theme.colour("ink3"))
            if self._is_mirrored:
                place = QRectF(plot.right() + theme.px(8), level - half, self.width(), 2 * half)
                side = Qt.AlignmentFlag.AlignLeft
            else:
                place = QRectF(0, level - half, plot.left() - theme.px(8), 2 * half)
                side = Qt.AlignmentFlag.AlignRight
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, str(value))

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._theme
        for place, month in enumerate(self._months):
            slot = self._slot(plot, place)
            if place == self._cursor:
                painter.fillRect(slot, theme.colour("accent_soft"))
            if not month.linked:
                continue
            high = max(float(_LEAST), slot.height() * month.linked / self._top)
            wide = max(1.0, slot.width() * _SHARE)
            left = slot.center().x() - wide / 2
            bar = QRectF(left, slot.bottom() - high, wide, high)
            painting.box(painter, bar, min(3.0, wide / 3), fill=theme.colour("accent"))

    def _paint_names(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._theme
        font = theme.font(Role.ANCHOR, figures=True)
        metrics = QFontMetricsF(font)
        is_long = len(self._months) > _STEPS[-3]
        pattern = "MMM yyyy" if is_long else "MMM"
        named = [day_in_words(each.first, pattern) for each in self._months]
        wide = max(map(metrics.horizontalAdvance, set(named))) + theme.px(12)
        slot = self._slot(plot, 0).width()
        step = next((each for each in _STEPS if each * slot >= wide), _STEPS[-1])
        painter.setFont(font)
        painter.setPen(theme.colour("ink3"))
        for place in range(0, len(self._months), step):
            centre = self._slot(plot, place).center().x()
            half = metrics.horizontalAdvance(named[place]) / 2 + 1
            # The first and the last name stay inside.
            centre = min(max(centre, half), self.width() - half)
            top = plot.bottom() + theme.px(5)
            at = QRectF(centre - half, top, 2 * half, theme.px(18))
            painter.drawText(at, Qt.AlignmentFlag.AlignCenter, named[place])

    def _go(self, place: int | None) -> None:
        self._cursor = place
        self._tell()
        announce(self, self.reading)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.reading)
        self.read.emit(self.reading)
        self.update()

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()
