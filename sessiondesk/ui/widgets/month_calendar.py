"""A calendar of months in which the days with entries are marked."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QDate, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QTextCharFormat, QTransform
from PySide6.QtWidgets import QCalendarWidget, QTableView, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from sessiondesk.ui import wording_entries
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import painting
from sessiondesk.ui.widgets.notice import announce

Counts = Callable[[date, date], Mapping[date, int]]

_HEIGHT = 300
_DOT = 5
_WEEKS_SHOWN = 6


class MonthCalendar(QWidget):
    """One month at a time; arrows go through the days, Page Up and Page Down through months.

    Signals:
        picked: The person chose a day, by a click or by Enter; carries a ``date``.
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        counts: Counts,
        theme: Theme,
        *,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        """Make a calendar.

        Args:
            name: What a screen reader says.
            counts: Returns how many entries the days from one to another have.
            theme: The look in force.
            today: The day it shows at first.
            parent: The owner.
        """
        super().__init__(parent)
        self._theme = theme
        self._calendar = _Days(counts, theme, today)
        self._calendar.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._calendar)
        table = self._table()
        if table is not None:
            table.setAccessibleName(name)
            table.setProperty(painting.RING, 6)
            self.setFocusProxy(table)
        self._calendar.clicked.connect(self._on_picked)
        self._calendar.activated.connect(self._on_picked)
        self._calendar.selectionChanged.connect(self._on_moved)
        self._calendar.currentPageChanged.connect(self._calendar.read)
        theme.changed.connect(self._dress)
        self._dress()

    def show_day(self, day: date) -> None:
        """Go to a day, without telling anybody."""
        self._calendar.blockSignals(True)
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.blockSignals(False)
        self._calendar.read()

    def refresh(self, *, today: date) -> None:
        """Read again which days have entries."""
        self._calendar.today = today
        self._calendar.read()

    def _table(self) -> QTableView | None:
        # Qt's own: what stands for it here may be gone by the time it is wanted again.
        return self._calendar.findChild(QTableView)

    def _on_picked(self, day: QDate) -> None:
        self.picked.emit(_day(day))

    def _on_moved(self) -> None:
        day = _day(self._calendar.selectedDate())
        count = self._calendar.counts.get(day, 0)
        said = wording_entries.day_said(day, count, today=self._calendar.today)
        self._calendar.setAccessibleDescription(said)
        table = self._table()
        if table is not None and table.hasFocus():
            announce(table, said)

    def _dress(self) -> None:
        theme = self._theme
        calendar = self._calendar
        calendar.setFixedHeight(theme.px(_HEIGHT))
        calendar.setFont(theme.font(Role.BODY))
        calendar.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("ink2"))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(theme.colour("ink2"))
        head.setBackground(theme.colour("card"))
        calendar.setHeaderTextFormat(head)
        later = theme.icon("chevron-right", 16).pixmap(theme.px(16))
        earlier = later.transformed(QTransform.fromScale(-1, 1))
        arrows = {
            "qt_calendar_prevmonth": (earlier, self.tr("Earlier month")),
            "qt_calendar_nextmonth": (later, self.tr("Later month")),
        }
        for button in calendar.findChildren(QToolButton):
            button.setMinimumSize(theme.target(32), theme.target(32))
            if button.objectName() in arrows:
                picture, name = arrows[button.objectName()]
                button.setIcon(QIcon(picture))
                button.setAccessibleName(name)
                button.setToolTip(name)


class _Days(QCalendarWidget):
    def __init__(self, counts: Counts, theme: Theme, today: date) -> None:
        super().__init__()
        self._counts = counts
        self._theme = theme
        self.today = today
        self.counts: Mapping[date, int] = {}
        header = QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        self.setVerticalHeaderFormat(header)
        self.setFirstDayOfWeek(self.locale().firstDayOfWeek())
        self.setSelectedDate(QDate(today.year, today.month, today.day))
        self.read()

    def read(self) -> None:
        """Read which days of the month in view, and around it, have entries."""
        first = QDate(self.yearShown(), self.monthShown(), 1).addDays(-7)
        last = first.addDays(7 * (_WEEKS_SHOWN + 2))
        self.counts = self._counts(_day(first), _day(last))
        self.updateCells()

    @override
    def paintCell(self, painter: QPainter, rect: QRect, day: QDate | date) -> None:
        when = _day(day) if isinstance(day, QDate) else day
        theme, px = self._theme, self._theme.px
        count = self.counts.get(when, 0)
        is_chosen = _day(self.selectedDate()) == when
        is_here = when.month == self.monthShown()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(rect).adjusted(1, 1, -1, -1)
        painter.fillRect(rect, theme.colour("card"))
        if is_chosen:
            painting.box(painter, box, px(6), fill=theme.colour("accent"))
        elif when == self.today:
            painting.box(painter, box, px(6), edge=theme.colour("edge"))
        ink = "on_accent" if is_chosen else "ink" if is_here else "ink3"
        painter.setFont(theme.font(Role.BODY, weight=600 if count else None, figures=True))
        painter.setPen(theme.colour(ink))
        words = box.adjusted(0, 0, 0, -px(6))
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, f"{when.day}")
        if count:
            # One dot for one entry or more: how many is said, and is no score.
            size = px(_DOT)
            dot = QRectF(box.center().x() - size / 2, box.bottom() - size - px(3), size, size)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("on_accent" if is_chosen else "accent"))
            painter.drawEllipse(dot)
        painter.restore()


def _day(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
