"""The backups of a journal, one line each, with what can be done with it."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sessiondesk.ui import wording_backups
from sessiondesk.ui.theme import Role, Theme
from sessiondesk.ui.widgets import buttons, labels
from sessiondesk.ui.widgets.labels import Label
from sessiondesk.vault.backup_file import BackupFile


class BackupList(QWidget):
    """Lists backups, newest first.

    Signals:
        try_wanted: The ``BackupFile`` to open and count.
        restore_wanted: The ``BackupFile`` to restore.
        removal_wanted: The ``BackupFile`` to remove.
    """

    try_wanted = Signal(object)
    restore_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[Sequence[BackupFile], datetime] | None = None
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(4))

    def show_backups(
        self, backups: Sequence[BackupFile], now: datetime, *, can_restore: bool
    ) -> None:
        """Show ``backups``, newest first; restoring locks, so it is not for every journal."""
        # Their words change with the day, not with the minute.
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        if self._shown == (backups, midnight):
            return
        self._shown = (backups, midnight)
        focused = next((place for place, row in enumerate(self._rows) if row.has_focus), None)
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for place, backup in enumerate(backups):
            row = _Row(backup, self._theme, now=now, is_newest=place == 0, can_restore=can_restore)
            row.try_wanted.connect(self.try_wanted)
            row.restore_wanted.connect(self.restore_wanted)
            row.removal_wanted.connect(self.removal_wanted)
            self._column.addWidget(row)
            row.show()
            self._rows.append(row)
        if focused is not None and self._rows:
            self._rows[min(focused, len(self._rows) - 1)].setFocus()


class _Row(QWidget):
    """One backup."""

    try_wanted = Signal(object)
    restore_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(
        self,
        backup: BackupFile,
        theme: Theme,
        *,
        now: datetime,
        is_newest: bool,
        can_restore: bool,
    ) -> None:
        super().__init__()
        self._backup = backup
        when = wording_backups.when(backup.made_at, now)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(when, theme, Role.BODY))
        words.addWidget(labels.caption(self._about(), theme))
        self._try = buttons.quiet(self.tr("Test"), theme)
        self._try.setAccessibleName(self.tr("Test the backup of {when}").format(when=when))
        self._try.clicked.connect(self._on_try)
        restore = buttons.quiet(self.tr("Restore…"), theme)
        restore.setAccessibleName(self.tr("Restore the backup of {when}").format(when=when))
        restore.setEnabled(can_restore)
        restore.clicked.connect(self._on_restore)
        remove = buttons.quiet(self.tr("Remove…"), theme)
        remove.setAccessibleName(self.tr("Remove the backup of {when}").format(when=when))
        # Without it there might be none that opens.
        remove.setVisible(not is_newest)
        remove.clicked.connect(self._on_remove)
        self._buttons = (self._try, restore, remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(words, 1)
        for button in self._buttons:
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFocusProxy(self._try)

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard is on one of its buttons."""
        return any(button.hasFocus() for button in self._buttons)

    def _about(self) -> str:
        parts = [
            wording_backups.why(self._backup.reason),
            wording_backups.size(self._backup.size),
            self.tr("stays until you say otherwise") if self._backup.is_pinned else "",
        ]
        return ", ".join(part for part in parts if part)

    @Slot()
    def _on_try(self) -> None:
        self.try_wanted.emit(self._backup)

    @Slot()
    def _on_restore(self) -> None:
        self.restore_wanted.emit(self._backup)

    @Slot()
    def _on_remove(self) -> None:
        self.removal_wanted.emit(self._backup)
