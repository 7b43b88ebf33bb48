"""Tells, at the times a person chose, that it is one of those times, and nothing else.

A reminder says nothing about the journal, so it works in front of the closed door as well.
What was due while the computer slept or the program was away is said once, for the latest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from sessiondesk.domain.reminder import last_due
from sessiondesk.preferences import Preferences
from sessiondesk.ui.marks import PROGRAM

# How far a time can be gone for a notification to be still about now.
_STILL_NOW: Final = timedelta(minutes=15)
# A clock that was set back by more than travelling does was wrong before.
_TRAVEL: Final = timedelta(days=1)
_LOOK_EVERY_MS: Final = 20_000


class Notifier(Protocol):
    """Where the desktop shows something in passing."""

    def notify(self, title: str, words: str) -> bool:
        """Show it; tell whether there is a place for that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A reminder that was not told yet.

    Attributes:
        due: When it was due, on the wall clock.
    """

    due: datetime


class Reminders(QObject):
    """Looks at the wall clock while there is a reminder; without any it does nothing.

    Signals:
        came_due: A reminder has to be told in the window.

    Attributes:
        waiting: What has to be told in the window, until it is taken. None: nothing.
    """

    came_due = Signal()

    def __init__(
        self,
        preferences: Callable[[], Preferences],
        change_preferences: Callable[..., None],
        *,
        now: Callable[[], datetime],
        notifier: Callable[[QObject], Notifier],
        parent: QObject,
    ) -> None:
        """Stand ready; ``start`` begins.

        Args:
            preferences: Returns the preferences in force.
            change_preferences: Changes them, by the names of their fields.
            now: The clock: aware, on the person's own wall clock.
            notifier: Makes the desktop's place for notifications, when one is needed; given
                its owner.
            parent: The owner.
        """
        super().__init__(parent)
        self._preferences = preferences
        self._change_preferences = change_preferences
        self._now = now
        self._make_notifier = notifier
        self._notifier: Notifier | None = None
        self.waiting: Waiting | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_EVERY_MS)
        self._clock.timeout.connect(self.look)

    @property
    def is_on(self) -> bool:
        """Whether it looks at the clock."""
        return self._clock.isActive()

    @Slot()
    def start(self) -> None:
        """Look at once, and then again and again, while there is a reminder."""
        self.follow()
        self.look()

    def follow(self) -> None:
        """Follow the preferences: with a reminder it looks at the clock, without it rests."""
        if not self._preferences().reminders:
            self._clock.stop()
            self.waiting = None
        elif not self._clock.isActive():
            self._clock.start()

    @Slot()
    def look(self) -> None:
        """Tell what has come due since the last look."""
        preferences = self._preferences()
        wall = self._now().replace(tzinfo=None)
        told = preferences.reminded_at
        if preferences.reminders and (told is None or told - wall > _TRAVEL):
            self._change_preferences(reminded_at=wall)
            return
        due = last_due(preferences.reminders, wall)
        if due is None or told is None or due <= told:
            return
        if self.waiting is not None and self.waiting.due == due:
            return
        if wall - due <= _STILL_NOW and self._notify():
            self._change_preferences(reminded_at=due)
            return
        self.waiting = Waiting(due=due)
        self.came_due.emit()

    def take(self) -> Waiting | None:
        """Return what has to be told in the window, which counts as told from now on."""
        waiting, self.waiting = self.waiting, None
        if waiting is not None:
            self._change_preferences(reminded_at=waiting.due)
        return waiting

    def _notify(self) -> bool:
        if self._notifier is None:
            self._notifier = self._make_notifier(self)
        return self._notifier.notify(PROGRAM, self.tr("A reminder you set"))
