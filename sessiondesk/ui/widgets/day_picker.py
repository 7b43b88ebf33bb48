"""Fields for a day and for a time of day."""

from datetime import date, time

from PySide6.QtCore import QDate, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtGui import QIcon, QPaintEvent, QTextCharFormat, QTransform, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QDateEdit,
    QDateTimeEdit,
    QTimeEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.fields import Labelled, inset, paint_end_icon


class _DateEdit(QDateEdit):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setCalendarPopup(True)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        paint_end_icon(self, "calendar", self._theme)

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    @override
    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        if self.currentSection() is not QDateTimeEdit.Section.DaySection:
            return super().stepEnabled()
        flag = QAbstractSpinBox.StepEnabledFlag
        can = flag.StepNone
        if self.date() > self.minimumDate():
            can |= flag.StepDownEnabled
        if self.date() < self.maximumDate():
            can |= flag.StepUpEnabled
        return can

    @override
    def stepBy(self, steps: int) -> None:
        if self.currentSection() is not QDateTimeEdit.Section.DaySection:
            super().stepBy(steps)
            return
        # Qt would stop at Monday, and at the first of the month.
        place = self.currentSectionIndex()
        self.setDate(self.date().addDays(steps))
        self.setCurrentSectionIndex(place)


class DayPicker(Labelled):
    """A day, typed or taken from a calendar.

    Signals:
        picked: The day has changed; carries a ``date``.
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        day: date,
        theme: Theme,
        *,
        first: date | None = None,
        last: date | None = None,
        help_text: str = "",
        hides_label: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field for a day.

        Args:
            name: The label, which is also what a screen reader says.
            day: The day chosen at first.
            theme: The look in force.
            first: Earliest day that can be chosen; None is any.
            last: Latest day; None is any.
            help_text: A sentence below.
            hides_label: Whether the label is spoken only.
            parent: The owner.
        """
        self._theme = theme
        self._edit = _DateEdit(theme)
        super().__init__(
            name, self._edit, theme, help_text=help_text, hides_label=hides_label, parent=parent
        )
        self._edit.setDisplayFormat("ddd d MMMM yyyy")
        if first is not None:
            self._edit.setMinimumDate(QDate(first.year, first.month, first.day))
        if last is not None:
            self._edit.setMaximumDate(QDate(last.year, last.month, last.day))
        calendar = self._edit.calendarWidget()
        calendar.setAccessibleName(name)
        calendar.setFirstDayOfWeek(calendar.locale().firstDayOfWeek())
        header = QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
        calendar.setVerticalHeaderFormat(header)
        self._dress()
        self.day = day
        self._edit.dateChanged.connect(self._on_changed)
        theme.changed.connect(self._dress)

    @property
    def day(self) -> date:
        """The day chosen."""
        shown = self._edit.date()
        return date(shown.year(), shown.month(), shown.day())

    @day.setter
    def day(self, day: date) -> None:
        with QSignalBlocker(self._edit):
            self._edit.setDate(QDate(day.year, day.month, day.day))

    def _on_changed(self) -> None:
        self.picked.emit(self.day)

    def _dress(self) -> None:
        """Take the red of the weekends away, for a Sunday is no error, and tint the arrows."""
        plain = QTextCharFormat()
        plain.setForeground(self._theme.colour("ink"))
        calendar = self._edit.calendarWidget()
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(weekday, plain)
        head = QTextCharFormat()
        head.setForeground(self._theme.colour("ink"))
        head.setBackground(self._theme.colour("card"))
        calendar.setHeaderTextFormat(head)
        later = self._theme.icon("chevron-right", 16).pixmap(self._theme.px(16))
        earlier = later.transformed(QTransform.fromScale(-1, 1))
        arrows = {
            "qt_calendar_prevmonth": (earlier, self.tr("Earlier month")),
            "qt_calendar_nextmonth": (later, self.tr("Later month")),
        }
        for button in calendar.findChildren(QToolButton):
            if button.objectName() in arrows:
                picture, name = arrows[button.objectName()]
                button.setIcon(QIcon(picture))
                button.setAccessibleName(name)


class TimePicker(Labelled):
    """A time of day, to the minute.

    Signals:
        picked: The time has changed; carries a ``time``.
    """

    picked = Signal(object)

    def __init__(
        self,
        name: str,
        at: time,
        theme: Theme,
        *,
        help_text: str = "",
        hides_label: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._edit = QTimeEdit()
        super().__init__(
            name, self._edit, theme, help_text=help_text, hides_label=hides_label, parent=parent
        )
        self._edit.setDisplayFormat("HH:mm")
        inset(self._edit, theme)
        self.time_of_day = at
        self._edit.timeChanged.connect(self._on_changed)

    @property
    def time_of_day(self) -> time:
        """The time chosen, on the person's own clock."""
        shown = self._edit.time()
        return time(shown.hour(), shown.minute())

    @time_of_day.setter
    def time_of_day(self, at: time) -> None:
        with QSignalBlocker(self._edit):
            self._edit.setTime(QTime(at.hour, at.minute))

    def _on_changed(self) -> None:
        self.picked.emit(self.time_of_day)
