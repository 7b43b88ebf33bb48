"""Beside an open journal: is its file still sound? Looked at soon after every opening."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot

from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.ui.jobs import Job, Jobs, Progress
from sessiondesk.vault import watching
from sessiondesk.vault.opened import OpenVault
from sessiondesk.vault.watching import Found, Look

# The first page is on screen and read by then, and nobody waits for this.
_LATER_MILLISECONDS: Final = 1500
# Once more before a person is disturbed: the first look may have met a page half written.
_LOOKS: Final = 2


class BackgroundCheck(QObject):
    """Looks at every page once per opening, and once a week at everything.

    Signals:
        damaged: Something is not as it was written.
        finished: The look is over, whatever came of it.
    """

    damaged = Signal()
    finished = Signal()

    def __init__(
        self,
        vault: OpenVault,
        jobs: Jobs,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """Stand ready; ``now`` is the clock."""
        super().__init__(parent)
        self._vault = vault
        self._jobs = jobs
        self._now = now
        self._looks = 0
        self._is_looking = False
        self._job: Job | None = None
        self._at_work: Look | None = None
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.stop)
        jobs.giving_up.connect(self.stop)
        self._is_thorough = False

    def start_later(self) -> None:
        """Begin when the window has come to rest."""
        QTimer.singleShot(_LATER_MILLISECONDS, self, self.start)

    @Slot()
    def start(self) -> None:
        """Begin now."""
        vault = self._vault
        # A look that was given up, as at a lock that came to nothing, tells nobody its end.
        is_given_up = self._job is not None and self._job.is_cancelled
        if vault.is_closed or (self._is_looking and not is_given_up):
            return
        self._is_looking = True
        self._looks = 0
        try:
            self._is_thorough = watching.is_thorough_due(vault, self._now())
        except StoreError:
            self._is_thorough = True
        self._look()

    @Slot(object)
    def look_after(self, error: Exception) -> None:
        """Look at once when something else, such as a backup, has met damage."""
        if isinstance(error, StoreDamagedError):
            self.start()

    @Slot()
    def stop(self) -> None:
        """End a look that is under way, so that nobody has to wait for it."""
        if self._job is not None:
            self._job.cancel()
        if self._at_work is not None:
            self._at_work.stop()

    def _look(self) -> None:
        vault = self._vault
        if vault.is_closed or not watching.is_log_empty(vault):
            # What is in the log cannot go over now. The next opening looks again.
            self._finish()
            return
        self._looks += 1
        look, is_thorough = Look(vault), self._is_thorough
        self._at_work = look

        def work(_progress: Progress) -> Found:
            return look.run(is_thorough=is_thorough)

        self._job = self._jobs.run(work, self._on_looked, self._on_failed)

    @Slot(object)
    def _on_looked(self, found: Found) -> None:
        if self._vault.is_closed:
            return
        if found.is_sound:
            if self._is_thorough and not self._vault.is_read_only:
                # Remembered next week, if not now.
                with suppress(StoreError):
                    watching.note_thorough(self._vault, self._now())
            self._finish()
        elif self._looks < _LOOKS:
            self._look()
        else:
            self.damaged.emit()
            self._finish()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if self._vault.is_closed:
            return
        # Busy, or pulled out while it was looked at: the next opening looks again.
        if not isinstance(error, StoreError):
            raise error
        self._finish()

    def _finish(self) -> None:
        self._is_looking = False
        self.finished.emit()
