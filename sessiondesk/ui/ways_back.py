"""The ways back to a journal: from a backup, through a repair, by the recovery key.

Imported when one of them is needed, which is seldom; no start has to wait for it.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk.store.errors import StoreError
from sessiondesk.ui.door_page import DoorPage
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.new_passphrase_view import NewPassphraseView
from sessiondesk.ui.repair_view import RepairView
from sessiondesk.ui.restore_view import RestoreView
from sessiondesk.ui.theme import Theme
from sessiondesk.vault import restoring
from sessiondesk.vault.errors import VaultError
from sessiondesk.vault.opening import Unsealed


class WaysBack(QObject):
    """Shows what leads back to a journal, and says where it has led.

    Signals:
        opened: The open vault.
        refused: The folder, and the error that kept the journal in it from opening.
        ready: The folder of a journal that can be opened now.
        left: The person went back; nothing was changed.
        offline_wanted: What keeps the program off the network should be shown.
    """

    opened = Signal(object)
    refused = Signal(object, object)
    ready = Signal(object)
    left = Signal()
    offline_wanted = Signal()

    def __init__(
        self,
        show: Callable[[QWidget], None],
        theme: Theme,
        jobs: Jobs,
        *,
        open_vault: Callable[[Unsealed], object],
        documents: Path,
        now: Callable[[], datetime],
        offline: str,
        parent: QObject,
    ) -> None:
        """Stand ready, showing nothing yet.

        Args:
            show: Puts a view into the window.
            theme: The look in force.
            jobs: Runs what is slow.
            open_vault: Opens the database with what was unsealed; returns the open vault.
            documents: Where a journal is offered to live.
            now: The clock: aware, on the person's own wall clock.
            offline: What is true about the network here, in a line.
            parent: The owner.
        """
        super().__init__(parent)
        self._show = show
        self._theme = theme
        self._jobs = jobs
        self._open_vault = open_vault
        self._documents = documents
        self._now = now
        self._offline = offline
        self._folder: Path | None = None

    def restore(
        self, backup: Path | None, *, place: Path | None = None, likely: Path | None = None
    ) -> None:
        """Lead from a backup to a journal.

        Args:
            backup: One that is chosen already; None asks.
            place: The journal's folder that it is to become; None finds out or asks.
            likely: A journal that the backup may well be of, if it turns out so.
        """
        view = RestoreView(
            self._theme,
            self._jobs,
            backup=backup,
            place=place,
            likely=likely,
            documents=self._documents,
            now=self._now,
            offline=self._offline,
        )
        view.restored.connect(self.ready)
        view.left.connect(self.left)
        self._show_page(view)

    def repair(self, unsealed: Unsealed) -> None:
        """Lead from a damaged journal to one that opens."""
        view = RepairView(unsealed, self._theme, self._jobs, now=self._now, offline=self._offline)
        view.repaired.connect(self.ready)
        view.backup_wanted.connect(self._on_backup_wanted)
        view.left.connect(self.left)
        self._folder = unsealed.folder
        self._show_page(view)

    def set_passphrase(self, unsealed: Unsealed, recovery_key: str) -> None:
        """Lead from the recovery key to a new passphrase, and into the journal."""
        view = NewPassphraseView(
            unsealed, recovery_key, self._theme, self._jobs, offline=self._offline
        )
        view.finished.connect(self._on_finished)
        self._show_page(view)

    def finish_restore(self, place: Path) -> None:
        """Bring a change of places at ``place`` to its end."""
        interrupted = restoring.find_interrupted(place)
        try:
            folder = place if interrupted is None else restoring.finish(interrupted)
        except (VaultError, StoreError) as error:
            self.refused.emit(place, error)
        else:
            self.ready.emit(folder)

    def _show_page(self, view: DoorPage) -> None:
        view.offline_wanted.connect(self.offline_wanted)
        self._show(view)

    @Slot(object)
    def _on_backup_wanted(self, backup: Path) -> None:
        self.restore(backup, place=self._folder)

    @Slot(object)
    def _on_finished(self, unsealed: Unsealed) -> None:
        try:
            vault = self._open_vault(unsealed)
        except (VaultError, StoreError) as error:
            self.refused.emit(unsealed.folder, error)
        else:
            self.opened.emit(vault)


def is_cut_off(place: Path) -> bool:
    """Tell whether a crash cut a change of places at ``place`` in two."""
    return restoring.find_interrupted(place) is not None
