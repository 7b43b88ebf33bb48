"""The dialogs that belong to no page: going anywhere, the keys, what keeps this offline."""

import os
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from sessiondesk.guard import Enforced
from sessiondesk.ui.commands import Commands
from sessiondesk.ui.go_anywhere import GoAnywhere
from sessiondesk.ui.keys_list import KeysList
from sessiondesk.ui.offline_facts import OfflineFacts
from sessiondesk.ui.reading_dialog import ReadingDialog
from sessiondesk.ui.theme import Theme


class WindowDialogs(QObject):
    """Opens each of them over the view."""

    def __init__(
        self,
        commands: Commands,
        theme: Theme,
        enforced: Enforced,
        view: QWidget,
        *,
        further: Callable[[], Sequence[QAction]],
    ) -> None:
        """Open nothing yet.

        Args:
            commands: What can be done from anywhere.
            theme: The look in force.
            enforced: What holds about the network here.
            view: What the dialogs are over.
            further: Returns what else can be done by name, as it is at the moment.
        """
        super().__init__(view)
        self._commands = commands
        self._theme = theme
        self._enforced = enforced
        self._view = view
        self._further = further

    @Slot()
    def anywhere(self) -> None:
        """Ask where to go or what to do, by name."""
        dialog = GoAnywhere(self._commands, self._theme, self._view, further=self._further())
        dialog.chosen.connect(self._on_chosen)
        dialog.open()

    @Slot()
    def keys(self) -> None:
        """Show all keys."""
        content = KeysList(self._commands, self._theme)
        ReadingDialog(self.tr("Keys"), content, self._theme, self._view).open()

    @Slot()
    def offline(self) -> None:
        """Show what keeps the program offline, and how to check it."""
        content = OfflineFacts(self._enforced, self._theme, process_id=os.getpid())
        title = self.tr("What keeps this offline")
        ReadingDialog(title, content, self._theme, self._view).open()

    @Slot(object)
    def _on_chosen(self, action: QAction) -> None:
        action.trigger()
