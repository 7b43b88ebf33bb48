"""The little dialog that asks when an appointment was cancelled."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from sessiondesk.domain.therapy_session import TherapySession
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets.day_picker import DayPicker, TimePicker
from sessiondesk.ui.widgets.dialog import Question


class CancelledDialog(Question):
    """Asks for day and time of a cancellation.

    Signals:
        given: When it was, with the offset of the appointment's own zone.
    """

    given = Signal(object)

    def __init__(
        self, therapy_session: TherapySession, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            self.tr("When was it cancelled?"),
            "",
            theme,
            verb=self.tr("Keep it"),
            keep=self.tr("Never mind"),
            parent=parent,
        )
        self._zone = therapy_session.starts_at.tzinfo
        at = therapy_session.cancelled_at or therapy_session.starts_at
        self._day = DayPicker(self.tr("Day"), at.date(), theme)
        self._time = TimePicker(self.tr("Time"), at.time(), theme)
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        row.addWidget(self._day, 3)
        row.addWidget(self._time, 2)
        self.body.addLayout(row)
        self._day.setFocus()
        self.accepted.connect(self._on_accepted)

    def _on_accepted(self) -> None:
        zoned = datetime.combine(self._day.day, self._time.time_of_day, tzinfo=self._zone)
        # An offset is kept, not a zone.
        self.given.emit(datetime.fromisoformat(zoned.isoformat()))
