"""A timeline that can be read by keyboard and by ear: the plot, a cursor, the line below it.

Knows nothing of pyqtgraph: it can be on screen, and have the focus, before the plot is there.
"""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.domain.period import Period
from sessiondesk.ui import wording_trends
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.ui.widgets.notice import announce
from sessiondesk.ui.widgets.timeline_model import Timeline

_LEAST_HEIGHT = 330
_STRIP = 92
_AROUND_STRIPS = 90
_RUN_GAP = 14
_INSIDE = 8


class TimelinePlot(QWidget):
    """What draws a timeline inside a ``TimelineView``; it has no focus and no words.

    Signals:
        picked: The day that was clicked.
    """

    picked = Signal(object)

    def show_timeline(self, timeline: Timeline) -> None:
        """Draw another timeline."""
        raise NotImplementedError

    def show_cursor(self, step: date | None) -> None:
        """Mark one step, or none."""
        raise NotImplementedError

    def day_at(self, spot: QPoint) -> date | None:
        """Return the day at a spot inside this widget; None: there is nothing drawn yet."""
        raise NotImplementedError


class ReadingLine(QWidget):
    """A line of a few words, each in a colour of its own."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._runs: Sequence[wording_trends.Run] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    @property
    def text(self) -> str:
        """All of it as one line, as it is spoken."""
        return ", ".join(words for words, _ in self._runs)

    def show_runs(self, runs: Sequence[wording_trends.Run]) -> None:
        """Say something else."""
        self._runs = runs
        self.setAccessibleName(self.text)
        self.update()

    def natural_width(self, runs: Sequence[wording_trends.Run] | None = None) -> int:
        """Return the width at which nothing is left out of what is said, or of ``runs``."""
        gap = self._theme.px(_RUN_GAP)
        return round(
            sum(
                QFontMetricsF(self._font(colour)).horizontalAdvance(words) + 1 + gap
                for words, colour in (self._runs if runs is None else runs)
            )
        )

    def _font(self, colour: str) -> QFont:
        return self._theme.font(Role.STRONG if colour == "ink" else Role.LABEL)

    @override
    def sizeHint(self) -> QSize:
        return QSize(0, round(self._theme.line_height(Role.LABEL)))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        left = 0.0
        for words, colour in self._runs:
            font = self._font(colour)
            metrics = QFontMetricsF(font)
            room = self.width() - left
            if room < metrics.height():
                break
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.setFont(font)
            painter.setPen(self._theme.colour(colour))
            width = metrics.horizontalAdvance(words) + 1
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(QRectF(left, 0, room, self.height()), flags, shown)
            left += width + self._theme.px(_RUN_GAP)
        painter.end()


class TimelineView(QWidget):
    """Shows a timeline and steps through its days.

    Left and Right go day by day (week by week where a mark stands for a week, session by session
    on an axis of sessions), with Ctrl from session to session; Home and End go to both ends;
    Enter asks for what was written; E adds a life event on the day; the menu key, or the right
    mouse button, offers both; Esc lets the cursor go.

    Signals:
        entry_wanted: The first day and the last one that the person wants to read about.
        event_wanted: The day on which something else was going on.
        menu_wanted: What can be done about a step should be offered: (the step, where on the
            screen).
    """

    entry_wanted = Signal(object, object)
    event_wanted = Signal(object)
    menu_wanted = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._timeline: Timeline | None = None
        self._cursor: date | None = None
        self._plot: TimelinePlot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(painting.RING, 6)
        self.setAccessibleName(self.tr("Chart"))
        self._stage = QWidget()
        self._stage_column = QVBoxLayout(self._stage)
        self._reading = ReadingLine(theme)
        self._hint = Label("", theme, Role.CAPTION, wraps=False)
        foot = QHBoxLayout()
        self._foot = foot
        foot.addWidget(self._reading, 1)
        foot.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stage, 1)
        column.addLayout(foot)
        self._fit()
        theme.changed.connect(self._fit)

    @property
    def has_plot(self) -> bool:
        """Whether there is something that draws."""
        return self._plot is not None

    @property
    def cursor_step(self) -> date | None:
        """The day, or the Monday of the week, that is being read. None: none is."""
        return self._cursor

    @property
    def step_name(self) -> str:
        """What that day or week is called; empty where there is no cursor."""
        if self._timeline is None or self._cursor is None:
            return ""
        return wording_trends.step_name(self._timeline, self._cursor)

    @property
    def reading(self) -> str:
        """The line under the chart, as it is spoken."""
        return self._reading.text

    def set_plot(self, plot: TimelinePlot) -> None:
        """Let ``plot`` draw from now on; it becomes a child."""
        self._plot = plot
        self._stage_column.addWidget(plot)
        plot.picked.connect(self._on_picked)
        if self._timeline is not None:
            plot.show_timeline(self._timeline)
            plot.show_cursor(self._cursor)

    def show_timeline(self, timeline: Timeline) -> None:
        """Show another timeline; the cursor stays where it was if that day is in it."""
        self._timeline = timeline
        if self._cursor is not None and self._cursor not in timeline.period:
            self._cursor = None
        if self._cursor is not None:
            self._cursor = timeline.step_of(self._cursor)
        self.setAccessibleName(wording_trends.summary(timeline))
        self._fit()
        if self._plot is not None:
            self._plot.show_timeline(timeline)
        self._show_reading()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        timeline = self._timeline
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        by_session = plain == Qt.KeyboardModifier.ControlModifier
        if timeline is None or not (by_session or plain == Qt.KeyboardModifier.NoModifier):
            super().keyPressEvent(event)
            return
        # The first key shows where one is: the latest day.
        last = timeline.step_of(timeline.period.last)
        here = self._cursor if self._cursor is not None else last
        match Qt.Key(event.key()):
            case Qt.Key.Key_Left | Qt.Key.Key_Right as key:
                by = 1 if key is Qt.Key.Key_Right else -1
                if by_session:
                    self._go(timeline.at_session(here, by))
                else:
                    self._go(here if self._cursor is None else timeline.moved(here, by))
            case Qt.Key.Key_Home if not by_session:
                self._go(timeline.step_of(timeline.period.first))
            case Qt.Key.Key_End if not by_session:
                self._go(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._cursor is not None:
                self._ask(timeline.days_of(self._cursor))
            case Qt.Key.Key_E if not by_session:
                self._ask(timeline.days_of(here), for_event=True)
            case Qt.Key.Key_Escape if self._cursor is not None:
                self._go(None)
            case _:
                super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        timeline, plot = self._timeline, self._plot
        if timeline is None:
            return
        step = self._cursor or timeline.step_of(timeline.period.last)
        spot = QPoint(self.width() // 2, self.height() // 2)
        if event.reason() is QContextMenuEvent.Reason.Mouse and plot is not None:
            day = plot.day_at(plot.mapFrom(self, event.pos()))
            step = step if day is None else timeline.step_of(day)
            spot = event.pos()
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._go(step)
        self.menu_wanted.emit(step, self.mapToGlobal(spot))

    def _ask(self, days: Period | None, *, for_event: bool = False) -> None:
        if days is None:
            return
        if for_event:
            self.event_wanted.emit(days.first)
        else:
            self.entry_wanted.emit(days.first, days.last)

    def _go(self, step: date | None) -> None:
        self._cursor = step
        self._show_reading()
        announce(self, self._reading.text)

    def _on_picked(self, day: date) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if self._timeline is not None:
            self._go(self._timeline.step_of(day))

    def _show_reading(self) -> None:
        timeline = self._timeline
        if timeline is None:
            return
        if self._plot is not None:
            self._plot.show_cursor(self._cursor)
        if self._cursor is None:
            self._reading.show_runs(_at_rest(timeline))
        else:
            self._reading.show_runs(wording_trends.reading(timeline, self._cursor))
        self._hint.setText(self._hint_for(timeline))
        self._make_room()
        self.setAccessibleDescription(self._reading.text)

    def _hint_for(self, timeline: Timeline) -> str:
        if timeline.stops is not None:
            return self.tr(
                "Arrow keys move session by session, Enter shows your words, E adds an event"
            )
        if timeline.days_a_step == 1:
            return self.tr("Arrow keys move day by day, Enter shows your words, E adds an event")
        return self.tr("Arrow keys move week by week, Enter shows your words, E adds an event")

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Let the hint not cut short what is read: it stands below, or is left out for a while.

        Where it stands does not change from day to day, or the chart would grow and shrink.
        """
        if self._timeline is None:
            return
        taken = self._hint.sizeHint().width() + self._theme.px(2 * _INSIDE + _RUN_GAP)
        room = self.width() - taken
        is_below = self._reading.natural_width(_at_rest(self._timeline)) > room
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._foot.setDirection(down if is_below else across)
        self._foot.setSpacing(self._theme.px(2 if is_below else 16))
        self._hint.setVisible(
            is_below or self._cursor is None or self._reading.natural_width() <= room
        )

    def _fit(self) -> None:
        px = self._theme.px
        # Inside the focus ring, which stands where the card's other things begin and end.
        self._stage_column.setContentsMargins(px(_INSIDE), 0, px(_INSIDE), 0)
        self._foot.setContentsMargins(px(_INSIDE), 0, px(_INSIDE), px(_INSIDE - 2))
        timeline = self._timeline
        strips = len(timeline.lines) if timeline is not None and timeline.is_apart else 0
        self._stage.setMinimumHeight(px(max(_LEAST_HEIGHT, _AROUND_STRIPS + strips * _STRIP)))
        column = self.layout()
        if column is not None:
            column.setSpacing(px(6))
        self._make_room()


def _at_rest(timeline: Timeline) -> Sequence[wording_trends.Run]:
    """Return what is said while no day is read."""
    return [(wording_trends.recorded(timeline), "ink3")]
