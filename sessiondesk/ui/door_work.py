"""A page before a journal is open that does slow work, with progress and a way to stop it."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.door_page import DoorPage
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.slow_work import SlowWork
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.unlock_form import OpeningProgress
from sessiondesk.vault.errors import VaultError


class WorkingPage(DoorPage):
    """Shows how far one piece of slow work is, and tells the page what came of it."""

    def __init__(
        self, theme: Theme, jobs: Jobs, offline: str, parent: QWidget | None = None
    ) -> None:
        """Make an empty card; ``offline`` is what is true about the network here."""
        super().__init__(theme, offline, parent)
        self._progress: OpeningProgress | None = None
        self._work = SlowWork(jobs, self)
        self._work.progressed.connect(self._on_progressed)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        self._work.stopped.connect(self._on_stopped)

    # What each page says for itself.

    def _take(self, result: object) -> None:
        """Go on with what the work returned; it may be done although it was told to stop."""
        raise NotImplementedError

    def _take_back(self) -> None:
        """Go back to where the work was begun: it was stopped in time."""
        raise NotImplementedError

    def _tell(self, error: VaultError | StoreError) -> None:
        """Say why the work could not be done."""
        raise NotImplementedError

    # What is the same for all of them.

    def _show_progress(self, headline: str, sentence: str) -> OpeningProgress:
        """Show how far the work is that begins now."""
        progress = OpeningProgress(headline, sentence, self._theme)
        progress.cancelled.connect(self._on_cancelled)
        self._progress = progress
        self.show_step(progress)
        return progress

    @Slot(float)
    def _on_progressed(self, share: float) -> None:
        if self._progress is not None:
            self._progress.report(share)

    @Slot()
    def _on_cancelled(self) -> None:
        self._work.stop()
        if self._progress is not None:
            self._progress.say_stopping()

    @Slot(object)
    def _on_done(self, result: object) -> None:
        self._progress = None
        self._take(result)

    @Slot()
    def _on_stopped(self) -> None:
        self._progress = None
        self._take_back()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._progress = None
        if not isinstance(error, VaultError | StoreError):
            raise error
        self._tell(error)
