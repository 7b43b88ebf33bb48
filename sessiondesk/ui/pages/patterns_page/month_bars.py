"""How often a pattern was seen, month by month: a bar for each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.journal.patterns import Month
from sessiondesk.ui import wording_patterns
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.reading_chart import ReadingChart
from sessiondesk.ui.wording import day_in_words

_HEIGHT: Final = 148
_BELOW: Final = 26
_WIDEST: Final = 34
_LEAST: Final = 2
_SHARE: Final = 0.66
# Months between two that are named below the chart.
_STEPS: Final = (1, 2, 3, 6, 12, 24, 60)


class MonthBars(ReadingChart):
    """Draws the months; each is a step."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._months: Sequence[Month] = ()
        self._top = 1

    def show_months(self, months: Sequence[Month]) -> None:
        """Show these; the cursor stays on its month, if that is still there."""
        at = None if self._cursor is None else self._months[self._cursor].first
        self._months = months
        self._top = max((each.linked for each in months), default=1)
        firsts = [each.first for each in months]
        after = firsts.index(at) if at in firsts else None
        self._show_steps(wording_patterns.how_often(months), after)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

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

    # Its steps, and where they are.

    @override
    def _count(self) -> int:
        return len(self._months)

    @override
    def _line(self, place: int) -> str:
        return wording_patterns.month_says(self._months[place])

    @override
    def _step_at(self, point: QPointF) -> int:
        plot = self._plot()
        away = [
            abs(self._slot(plot, at).center().x() - point.x()) for at in range(len(self._months))
        ]
        return away.index(min(away))

    def _plot(self) -> QRectF:
        px = self._theme.px
        figures = QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))
        words = figures.horizontalAdvance(str(self._top))
        return self._room(before=words + px(10), after=px(6), above=px(12), below=px(_BELOW))

    def _slot(self, plot: QRectF, place: int) -> QRectF:
        """Return the column of a month; a short record does not fill the width with bars."""
        wide = min(plot.width() / len(self._months), self._theme.px(_WIDEST) / _SHARE)
        left = plot.left() + place * wide
        if self._is_mirrored:
            left = plot.right() - (place + 1) * wide
        return QRectF(left, plot.top(), wide, plot.height())

    # Painting.

    def _paint_levels(self, painter: QPainter, plot: QRectF) -> None:
        for value in (0, self._top):
            y = plot.bottom() - plot.height() * value / self._top
            painting.level(
                painter, plot, y, str(value), self._theme, is_mirrored=self._is_mirrored
            )

    def _paint_bars(self, painter: QPainter, plot: QRectF) -> None:
        theme = self._theme
        for place, month in enumerate(self._months):
            slot = self._slot(plot, place)
            if place == self.place_read:
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
