"""The chart of one goal: its value week by week, and the aim as a dashed line with steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import goal_events, painting
from sessiondesk.ui.widgets.reading_chart import ReadingChart
from sessiondesk.ui.widgets.timeline_model import EventMark
from sessiondesk.ui.wording import day_in_words

_HEIGHT: Final = 196
_DOT: Final = 4.5
_DOT_READ: Final = 5.5
_DOT_SMALL: Final = 3.0
_LABELS_APART: Final = 16
_HALF_WEEK: Final = timedelta(days=3, hours=12) / timedelta(days=1)
# Weeks between two days named below the chart.
_STEPS: Final = (1, 2, 4, 8, 13, 26, 52)
_WEEKS_OF_A_YEAR: Final = 52
_SMALL_DOTS_FROM: Final = 20
_NO_DOTS_FROM: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One week.

    Attributes:
        day: The day it stands for on the axis.
        value: The value. None: a gap.
        is_joined: Whether a line leads to it from the mark before.
        says: The line that is read when the cursor is on it.
    """

    day: date
    value: float | None
    is_joined: bool
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDrawing:
    """What the chart shows.

    Attributes:
        marks: Oldest first; at least one.
        aims: (From this day on, the aim or none), oldest first; the first from the beginning.
        gaps: Stretches without a value that have a reason.
        gap_says: The reason, in a word.
        high: The value at the top; the bottom is 0.
        labelled: Values with a hairline and a figure.
        now_says: The word at the end of the line; empty: none.
        aim_says: The word at the end of the aim's line; empty: none.
        events: What else was going on in these weeks, oldest first.
        says: All of it in one sentence.
    """

    marks: Sequence[Mark]
    aims: Sequence[tuple[date, float | None]] = ()
    gaps: Sequence[Period] = ()
    gap_says: str = ""
    high: float
    labelled: Sequence[float]
    now_says: str = ""
    aim_says: str = ""
    events: Sequence[EventMark] = ()
    says: str

    @property
    def first(self) -> date:
        """The day of the first mark."""
        return self.marks[0].day

    @property
    def last(self) -> date:
        """The day of the last mark."""
        return self.marks[-1].day


class GoalChart(ReadingChart):
    """Draws one goal; its steps are its weeks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent=parent)
        self._drawing: GoalDrawing | None = None

    def show_drawing(self, drawing: GoalDrawing) -> None:
        """Show something else; the cursor stays on its day, if that is still there."""
        day = None
        if self._drawing is not None and self._cursor is not None:
            day = self._drawing.marks[self._cursor].day
        self._drawing = drawing
        days = [mark.day for mark in drawing.marks]
        self._show_steps(drawing.says, days.index(day) if day in days else None)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320), self._theme.px(_HEIGHT))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(_HEIGHT))

    # Its steps, and where they are.

    @override
    def _count(self) -> int:
        return 0 if self._drawing is None else len(self._drawing.marks)

    @override
    def _line(self, place: int) -> str:
        return "" if self._drawing is None else self._drawing.marks[place].says

    @override
    def _step_at(self, point: QPointF) -> int | None:
        drawing = self._drawing
        if drawing is None:
            return None
        plot = self._plot(drawing)
        away = [abs(self._x(drawing, plot, mark.day) - point.x()) for mark in drawing.marks]
        return away.index(min(away))

    def _plot(self, drawing: GoalDrawing) -> QRectF:
        """Return the rectangle of the lines, with room for figures, names and days around."""
        px = self._theme.px
        figures = QFontMetricsF(self._theme.font(Role.ANCHOR, figures=True))
        names = QFontMetricsF(self._name_font())
        wide = max(figures.horizontalAdvance(f"{value:g}") for value in drawing.labelled)
        ends = max(
            names.horizontalAdvance(words) for words in (drawing.now_says, drawing.aim_says)
        )
        return self._room(
            before=wide + px(10),
            after=ends + px(10) if ends else px(6),
            above=px(20 if drawing.events else 12),
            below=px(30),
        )

    def _x(self, drawing: GoalDrawing, plot: QRectF, day: date) -> float:
        whole = (drawing.last - drawing.first).days + 2 * _HALF_WEEK
        share = ((day - drawing.first).days + _HALF_WEEK) / whole
        share = max(0.0, min(1.0, share))
        return (
            plot.right() - share * plot.width()
            if self._is_mirrored
            else (plot.left() + share * plot.width())
        )

    def _y(self, drawing: GoalDrawing, plot: QRectF, value: float) -> float:
        share = max(0.0, min(1.0, value / drawing.high))
        return plot.bottom() - share * plot.height()

    def _at(self, drawing: GoalDrawing, plot: QRectF, mark: Mark) -> QPointF:
        value = mark.value or 0.0
        return QPointF(self._x(drawing, plot, mark.day), self._y(drawing, plot, value))

    # Painting.

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        drawing = self._drawing
        if drawing is None:
            return
        painter = painting.begin(self)
        plot = self._plot(drawing)
        inside = [
            each
            for each in drawing.events
            if each.first <= drawing.last and each.last >= drawing.first
        ]
        ends = [
            (self._x(drawing, plot, each.first), self._x(drawing, plot, each.last))
            for each in inside
        ]
        goal_events.paint(painter, inside, ends, plot, self._theme)
        self._paint_figures(painter, drawing, plot)
        self._paint_days(painter, drawing, plot)
        self._paint_gaps(painter, drawing, plot)
        self._paint_aims(painter, drawing, plot)
        self._paint_values(painter, drawing, plot)
        self._paint_names(painter, drawing, plot)
        painter.end()

    def _paint_figures(self, painter: QPainter, drawing: GoalDrawing, plot: QRectF) -> None:
        for value in drawing.labelled:
            y = self._y(drawing, plot, value)
            painting.level(
                painter, plot, y, f"{value:g}", self._theme, is_mirrored=self._is_mirrored
            )

    def _paint_days(self, painter: QPainter, drawing: GoalDrawing, plot: QRectF) -> None:
        theme = self._theme
        font = theme.font(Role.ANCHOR, figures=True)
        metrics = QFontMetricsF(font)
        weeks = max(1, (drawing.last - drawing.first).days // 7)
        is_long = weeks >= _WEEKS_OF_A_YEAR
        widest = "MMM yyyy" if is_long else "d MMM"
        wide = metrics.horizontalAdvance(day_in_words(date(2000, 3, 28), widest)) + theme.px(12)
        a_week = plot.width() / (weeks + 1)
        step = next((each for each in _STEPS if each * a_week >= wide), _STEPS[-1])
        painter.setFont(font)
        painter.setPen(theme.colour("ink3"))
        month = 0
        for number in range(0, weeks + 1, step):
            day = drawing.first + timedelta(weeks=number)
            is_new_month = is_long or day.month != month
            words = day_in_words(day, widest if is_new_month else "d")
            month = day.month
            half = metrics.horizontalAdvance(words) / 2 + 1
            centre = self._x(drawing, plot, day)
            place = QRectF(centre - half, plot.bottom() + theme.px(6), 2 * half, theme.px(18))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_gaps(self, painter: QPainter, drawing: GoalDrawing, plot: QRectF) -> None:
        font = self._theme.font(Role.ANCHOR)
        wide = QFontMetricsF(font).horizontalAdvance(drawing.gap_says)
        painter.setFont(font)
        painter.setPen(self._theme.colour("ink3"))
        for gap in drawing.gaps:
            if gap.last < drawing.first or gap.first > drawing.last:
                continue
            ends = [self._x(drawing, plot, day) for day in (gap.first, gap.last)]
            room = abs(ends[1] - ends[0])
            if room >= wide:
                place = QRectF(min(ends), plot.bottom() - self._theme.px(22), room, 0)
                place.setHeight(self._theme.px(18))
                painter.drawText(place, Qt.AlignmentFlag.AlignCenter, drawing.gap_says)

    def _paint_aims(self, painter: QPainter, drawing: GoalDrawing, plot: QRectF) -> None:
        """Draw each aim over the time it held: adjusting it is a step, not a failure."""
        if not drawing.aims:
            return
        pen = QPen(self._theme.colour("ink2"), 1.25)
        pen.setDashPattern([4, 2.4])
        painter.setPen(pen)
        ends = (plot.right(), plot.left()) if self._is_mirrored else (plot.left(), plot.right())
        starts = [ends[0], *(self._x(drawing, plot, day) for day, _ in drawing.aims[1:]), ends[1]]
        before: QPointF | None = None
        for (_, aim), (start, end) in zip(drawing.aims, pairwise(starts), strict=True):
            if aim is None:
                before = None
                continue
            level = self._y(drawing, plot, aim)
            if before is not None:
                painter.drawLine(before, QPointF(start, level))
            before = QPointF(end, level)
            painter.drawLine(QPointF(start, level), before)

    def _paint_values(self, painter: QPainter, drawing: GoalDrawing, plot: QRectF) -> None:
        accent, card = self._theme.colour("accent"), self._theme.colour("card")
        pen = QPen(accent, 2)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        for before, mark in pairwise(drawing.marks):
            if mark.is_joined:
                ends = (self._at(drawing, plot, each) for each in (before, mark))
                painter.drawLine(*ends)
        reading = None if self.place_read is None else drawing.marks[self.place_read]
        if reading is not None:
            left = self._x(drawing, plot, reading.day)
            painter.setPen(QPen(self._theme.colour("ink2"), 1))
            painter.drawLine(QPointF(left, plot.top()), QPointF(left, plot.bottom()))
        painter.setBrush(accent)
        count = len(drawing.marks)
        shows_all = count < _NO_DOTS_FROM
        ring = 2.0 if count < _SMALL_DOTS_FROM else 1.0
        rest = _DOT if count < _SMALL_DOTS_FROM else _DOT_SMALL
        for place, mark in enumerate(drawing.marks):
            if mark.value is None:
                continue
            is_last = place == len(drawing.marks) - 1
            if shows_all or is_last or mark is reading or self._stands_alone(place):
                # The ring of the ground keeps a dot apart from its line.
                is_big = mark is reading or is_last
                size = _DOT_READ if mark is reading else _DOT if is_last else rest
                painter.setPen(QPen(card, 2.0 if is_big else ring))
                painter.drawEllipse(self._at(drawing, plot, mark), size, size)

    def _stands_alone(self, place: int) -> bool:
        marks = () if self._drawing is None else self._drawing.marks
        after = place + 1
        return not marks[place].is_joined and not (after < len(marks) and marks[after].is_joined)

    def _paint_names(self, painter: QPainter, drawing: GoalDrawing, plot: QRectF) -> None:
        names: list[tuple[float, str, str]] = []
        last, aim = drawing.marks[-1].value, drawing.aims[-1][1] if drawing.aims else None
        if drawing.aim_says and aim is not None:
            names.append((self._y(drawing, plot, aim), drawing.aim_says, "ink2"))
        if drawing.now_says and last is not None:
            names.append((self._y(drawing, plot, last), drawing.now_says, "accent"))
        names.sort()
        apart = self._theme.px(_LABELS_APART)
        if len(names) == 2 and names[1][0] - names[0][0] < apart:  # noqa: PLR2004 - both names
            middle = (names[0][0] + names[1][0]) / 2
            middle = min(middle, self.height() - self._theme.px(30) - apart / 2)
            names = [
                (middle - apart / 2, *names[0][1:]),
                (middle + apart / 2, *names[1][1:]),
            ]
        painter.setFont(self._name_font())
        gap, half = self._theme.px(8), self._theme.px(10)
        for level, words, colour in names:
            painter.setPen(self._theme.colour(colour))
            if self._is_mirrored:
                place = QRectF(0, level - half, plot.left() - gap, 2 * half)
                side = Qt.AlignmentFlag.AlignRight
            else:
                place = QRectF(plot.right() + gap, level - half, self.width(), 2 * half)
                side = Qt.AlignmentFlag.AlignLeft
            painter.drawText(place, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _name_font(self) -> QFont:
        return self._theme.font(Role.GROUP)
