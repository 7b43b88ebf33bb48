"""A copy of the journal in another place, for when the disk takes nothing any more."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from sessiondesk import paths
from sessiondesk.store.drafts import Draft
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import files, vault_words
from sessiondesk.ui.backup_keeper import BackupKeeper
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.vault.backup_file import BackupFile


class CopyElsewhere(QObject):
    """Asks for a folder and puts a backup there, with the words that could not be kept."""

    def __init__(
        self,
        keeper: BackupKeeper,
        *,
        unsaved: Callable[[], Sequence[Draft]],
        say: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        """Make it.

        Args:
            keeper: Makes the backup.
            unsaved: Returns the words that the disk did not take.
            say: Tells in passing what came of it.
            parent: The view whose window asks.
        """
        super().__init__(parent)
        self._keeper = keeper
        self._unsaved = unsaved
        self._say = say
        self._view = parent

    @Slot()
    def ask(self) -> None:
        """Ask where, then make the copy."""
        dialog = files.folder_dialog(
            self._view, self.tr("Save a copy of the journal in"), paths.documents_folder()
        )
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    @Slot(str)
    def _on_chosen(self, folder: str) -> None:
        begun = self._keeper.back_up_into(
            Path(folder), self._unsaved(), then=self._on_done, failed=self._on_failed
        )
        if not begun:
            self._say(self.tr("A backup is under way. Try again when it is done."))

    @Slot(object)
    def _on_done(self, backup: "BackupFile") -> None:
        self._say(
            self.tr(
                "A copy with all you wrote is in {folder}. It is sealed as the journal is."
            ).format(folder=backup.path.parent)
        )

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, VaultError | StoreError):
            raise error
        self._say(vault_words.describe(error).happened)
