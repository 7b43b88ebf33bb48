"""The backups of the open journal as they lie there: how they stand, and which may go."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sessiondesk.journal import Journal
from sessiondesk.store.errors import StoreError
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.vault.backing_up import BackupState
    from sessiondesk.vault.backup_file import BackupFile
    from sessiondesk.vault.opened import OpenVault


class BackupShelf(QObject):
    """Knows the backups of one open journal. All of it is quick, and on the GUI thread.

    Signals:
        changed: The state is another one: something began, ended, or was chosen.

    Attributes:
        copy_problem: Why the last second copy was not made; None when it was.
    """

    changed = Signal()

    def __init__(
        self,
        vault: "OpenVault",
        journal: Journal,
        *,
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._journal = journal
        self._now = now
        self._is_over = False
        self.copy_problem: VaultError | StoreError | None = None

    @property
    def is_possible(self) -> bool:
        """Whether anything can be noted in this journal, so that backups make sense."""
        return not (self._is_over or self._vault.is_read_only or self._journal.is_read_only)

    @property
    def state(self) -> "BackupState | None":
        """How the backups stand now; None when the journal cannot be read, or is closed."""
        if self._is_over:
            return None
        try:
            return self._vault.backup_state(self._now())
        except (VaultError, StoreError):
            return None

    def backups(self) -> "Sequence[BackupFile]":
        """Return the backups in the journal's own folder, newest first."""
        from sessiondesk.vault import backup_file, layout  # noqa: PLC0415 - not at the start

        return backup_file.all_in(self._vault.folder / layout.BACKUPS)

    def remove(self, backup: "BackupFile") -> bool:
        """Remove one backup for good; false when it is the only one that can be read.

        Raises:
            StoreError: It could not be removed.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at the start

        is_gone = backup_state.remove(backup)
        self.changed.emit()
        return is_gone

    def remove_others(self, newest: "BackupFile") -> None:
        """Remove every backup but ``newest``, and in the second place all but its copy.

        Raises:
            VaultError, StoreError: Some could not be removed.
        """
        from sessiondesk.ui import backup_work  # noqa: PLC0415 - not at the start

        backup_work.remove_others(self._vault, newest, self.state)
        self.changed.emit()

    def keep_held(self) -> None:
        """Leave the backup from before much went away, and do not ask about it again.

        Raises:
            StoreError: It could not be noted.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at the start

        held = self._held()
        if held is not None:
            backup_state.keep(self._vault, held)
            self.changed.emit()

    def let_held_go(self) -> None:
        """Let that backup go in its turn, like any other.

        Raises:
            StoreError: It could not be done.
        """
        from sessiondesk.vault import backup_state  # noqa: PLC0415 - not at the start

        held = self._held()
        if held is not None:
            backup_state.let_rotate(self._vault, held)
            self.changed.emit()

    def _held(self) -> "BackupFile | None":
        state = self.state
        return state.held if state is not None else None

    def is_on_same_device(self, place: Path) -> bool:
        """Whether ``place`` is on the device that the journal is on."""
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

        return second_place.is_same_device(self._vault.folder, place)

    def decline_second_place(self) -> None:
        """Keep no second copies, and do not ask again.

        Raises:
            StoreError: It was not noted.
        """
        from sessiondesk.vault import second_place  # noqa: PLC0415 - not at the start

        second_place.decline(self._vault)
        self.copy_problem = None
        self.changed.emit()
