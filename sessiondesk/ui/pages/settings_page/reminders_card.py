"""Reminders: none until one is added; any number, each for days of the week and a time."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.domain.reminder import Reminder
from sessiondesk.preferences import Preferences
from sessiondesk.ui import reminder_words, wording_sessions
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.card import Card
from sessiondesk.ui.widgets.chips import ChipGroup
from sessiondesk.ui.widgets.day_picker import TimePicker
from sessiondesk.ui.widgets.disclosure import Disclosure
from sessiondesk.ui.widgets.notice import announce

_EVENING: Final = time(20, 0)
_TIME: Final = 140


class RemindersCard(Card):
    """Lists the reminders, and adds one.

    Signals:
        preferred: Fields of the preferences, kept outside the journal, with their values.
    """

    preferred = Signal(object)

    def __init__(
        self, theme: Theme, preferences: Preferences, *, now: Callable[[], datetime]
    ) -> None:
        super().__init__(theme, self.tr("Reminders"))
        self._theme = theme
        self._now = now
        self._reminders = preferences.reminders
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._adding = Disclosure(self.tr("Add a reminder"), theme, hide=self.tr("Add none"))
        self._days = ChipGroup(
            self.tr("On"),
            [(str(day), wording_sessions.weekday_name(day)) for day in wording_sessions.week()],
            theme,
        )
        self._at = TimePicker(self.tr("At"), _EVENING, theme)
        self._wrong = labels.caption("", theme)
        self._wrong.hide()
        self._add = buttons.second(self.tr("Keep this reminder"), theme, icon="check")
        self._days.value = {str(day) for day in wording_sessions.week()}
        for widget in (self._days, self._at, self._wrong, self._add):
            self._adding.body.addWidget(widget)
        self._adding.body.setAlignment(self._add, buttons.AT_START)
        self._adding.body.setAlignment(self._at, buttons.AT_START)
        self._fit_time()
        theme.changed.connect(self._fit_time)
        self.body.addWidget(
            labels.caption(
                self.tr(
                    "It says “A reminder you set” and nothing else. Where the desktop shows no "
                    "notifications, it is said the next time the journal is open. What was "
                    "missed is never listed."
                ),
                theme,
            )
        )
        self.body.addLayout(self._list)
        self.body.addWidget(self._adding)
        self._add.clicked.connect(self._on_add)
        self._show()

    @Slot()
    def _fit_time(self) -> None:
        self._at.setFixedWidth(self._theme.px(_TIME))

    def _show(self) -> None:
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = []
        self.set_caption("" if self._reminders else self.tr("None until you add one"))
        for place, reminder in enumerate(self._reminders):
            row = QWidget()
            across = QHBoxLayout(row)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(self._theme.px(8))
            words = reminder_words.in_words(reminder)
            across.addWidget(labels.label(words, self._theme), 1)
            remove = buttons.quiet(self.tr("Remove"), self._theme)
            remove.setAccessibleName(
                self.tr("Remove the reminder {reminder}").format(reminder=words)
            )
            remove.setObjectName(str(place))
            remove.clicked.connect(self._on_remove)
            across.addWidget(remove)
            self._list.addWidget(row)
            row.show()
            self._rows.append(row)

    def _change(self, reminders: tuple[Reminder, ...]) -> None:
        self._reminders = reminders
        # What would have been due before the change was not asked for.
        now = self._now().replace(tzinfo=None)
        self.preferred.emit({"reminders": reminders, "reminded_at": now})
        self._show()

    @Slot()
    def _on_add(self) -> None:
        days = frozenset(int(day) for day in self._days.value)
        self._wrong.setVisible(not days)
        if not days:
            self._wrong.setText(self.tr("Choose at least one day."))
            announce(self, self._wrong.text())
            return
        added = Reminder(weekdays=days, at=self._at.time_of_day)
        if added not in self._reminders:
            self._change(tuple(sorted((*self._reminders, added), key=_by_time)))
        self._adding.set_open(False)
        self._adding.focus_button()
        announce(self, reminder_words.in_words(added))

    @Slot()
    def _on_remove(self) -> None:
        place = int(self.sender().objectName())
        left = tuple(each for at, each in enumerate(self._reminders) if at != place)
        self._change(left)
        self._adding.focus_button()


def _by_time(reminder: Reminder) -> tuple[time, list[int]]:
    return reminder.at, sorted(reminder.weekdays)
