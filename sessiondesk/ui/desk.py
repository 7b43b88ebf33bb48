"""The open journal with everything over it, and the one way to put it away."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sessiondesk.store.errors import StoreError
from sessiondesk.store.kinds import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from sessiondesk.journal import Journal
    from sessiondesk.ui.backup_keeper import BackupKeeper
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.vault.opened import OpenVault


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Desk:
    """What is there while a journal is open.

    Attributes:
        vault: The open vault.
        journal: The journal over it.
        view: The view of it.
        keeper: What makes its backups.
        is_away: Whether all of it is put away, and no use any more.
    """

    vault: "OpenVault"
    journal: "Journal"
    view: "MainView"
    keeper: "BackupKeeper"
    is_away: bool = False

    def put_away(self, aside: Path, *, close: "Callable[[OpenVault], None] | None" = None) -> bool:
        """Keep what is being typed, and close the journal.

        Args:
            aside: Where words are put that the journal's own disk does not take.
            close: Closes the vault in its own way. It is left out when the disk is in
                trouble, or when it fails: then the vault is closed as always.

        Returns:
            Whether that is done. False when words would be lost: then nothing is closed.

        Raises:
            VaultError, StoreError: ``close`` failed. All is put away nonetheless.
        """
        is_kept = self.view.settle()
        if not is_kept and not self._put_words_aside(aside):
            return False
        # What this would tidy can be tidied next time.
        with suppress(StoreError):
            self.journal.close()
        self.keeper.at_close()
        try:
            if close is not None and is_kept:
                close(self.vault)
        finally:
            # Closes nothing that is closed already.
            self.vault.close()
            self.is_away = True
            self.view.deleteLater()
            self.journal.deleteLater()
        return True

    def _put_words_aside(self, aside: Path) -> bool:
        words = self.view.unsaved()
        if not words:
            # Something is not kept that is not words: it is still in the page.
            return False
        try:
            self.vault.put_aside(words, aside, at=stamp(self.journal.now()))
        except OSError:
            return False
        return True
