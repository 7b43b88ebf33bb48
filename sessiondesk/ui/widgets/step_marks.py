"""Numbered marks for a few steps: done ones show a tick."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting

_MARK = 28
_GAP = 10
_LINE = 48


class StepMarks(QWidget):
    """Where one is in a short way: "Where it lives", "Passphrase", "Recovery key"."""

    def __init__(self, steps: Sequence[str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps = list(steps)
        self._theme = theme
        self._current = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_current(0)
        theme.changed.connect(self.updateGeometry)

    def set_current(self, step: int) -> None:
        """Mark a step, from 0, as the present one; those before it are done."""
        self._current = step
        name = self.tr("Step {number} of {count}: {name}")
        self.setAccessibleName(
            name.format(number=step + 1, count=len(self._steps), name=self._steps[step])
        )
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(round(self._natural_width()), self._theme.px(_MARK + 2))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        theme = self._theme
        px = theme.px
        lines = len(self._steps) - 1
        short = max(0.0, self._natural_width() - self.width())
        line = max(px(8), px(_LINE) - short / max(1, lines))
        left = 0.0
        for place, name in enumerate(self._steps):
            rect = QRectF(left + 1, (self.height() - px(_MARK)) / 2, px(_MARK), px(_MARK))
            is_current, is_done = place == self._current, place < self._current
            edge = "accent" if is_current or is_done else "edge"
            fill = theme.colour("accent") if is_current else None
            radius = rect.width() / 2
            painting.box(painter, rect, radius, fill=fill, edge=theme.colour(edge), width=1.5)
            if is_done:
                inside = rect.adjusted(px(6), px(6), -px(6), -px(6))
                theme.paint_icon(painter, "check", inside, "accent", stroke=2.5)
            else:
                painter.setFont(theme.font(Role.GROUP, figures=True))
                painter.setPen(theme.colour("on_accent" if is_current else "ink2"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(place + 1))
            font = theme.font(Role.STRONG if is_current else Role.BODY)
            painter.setFont(font)
            painter.setPen(theme.colour("ink" if is_current else "ink2"))
            wide = QFontMetrics(font).horizontalAdvance(name) + 2
            words = QRectF(rect.right() + px(_GAP), 0, wide, self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, name)
            left = words.right() + px(_GAP)
            if place < lines:
                rule = QRectF(left, self.height() / 2, line, 1)
                painter.fillRect(rule, theme.colour("edge"))
                left += line + px(_GAP)
        painter.end()

    def _natural_width(self) -> float:
        px = self._theme.px
        metrics = QFontMetrics(self._theme.font(Role.STRONG))
        words = sum(metrics.horizontalAdvance(name) + 2 for name in self._steps)
        marks = len(self._steps) * (px(_MARK) + 2 * px(_GAP))
        return words + marks + (len(self._steps) - 1) * (px(_LINE) + px(_GAP))
