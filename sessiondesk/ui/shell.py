"""The window through its whole life: the closed door, the open journal, locking, leaving."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog
from shiboken6 import isValid

from sessiondesk import paths, preferences
from sessiondesk.guard import Enforced
from sessiondesk.store.errors import StoreError
from sessiondesk.ui.autolock import Autolock, boot_seconds
from sessiondesk.ui.closed_door import ClosedDoor
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.lock_key import LockKey
from sessiondesk.ui.parts import Parts
from sessiondesk.ui.theme import Scheme, Theme
from sessiondesk.ui.unlock_window import LOCK_FILE
from sessiondesk.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from sessiondesk.journal import Journal, Topic
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.vault.opened import OpenVault


class Shell(QObject):
    """Holds the window, the open vault and its journal, and takes them from one to the next."""

    def __init__(
        self,
        application: QApplication,
        parts: Parts,
        *,
        enforced: Enforced,
        preferences_path: Path,
        now: Callable[[], datetime],
        seconds: Callable[[], float] | None = None,
    ) -> None:
        """Make the window, without showing it.

        Args:
            application: The one Qt application.
            parts: What it is put together from.
            enforced: What the guard found to hold.
            preferences_path: Where the preferences are read and kept.
            now: The clock: aware, on the person's own wall clock.
            seconds: A clock for idleness that knows of sleep; None is the computer's own.
        """
        super().__init__(application)
        self._application = application
        self.enforced = enforced
        self._preferences_path = preferences_path
        self._now = now
        self._parts = parts
        self.preferences = preferences.load(preferences_path)
        self.theme = Theme(paths.resources(), self)
        self._follow_preferences()
        self.theme.apply(application)
        self._ring = FocusRing(application, self.theme)
        self.jobs = Jobs(self)
        self.frame = Frame()
        self.frame.restore(self.preferences.geometry)
        self.frame.closing.connect(self.quit)
        self.door = ClosedDoor(
            self.frame,
            self.theme,
            self.jobs,
            parts,
            enforced=enforced,
            preferences=self._preferences_in_force,
            now=now,
            parent=self,
        )
        self.door.opened.connect(self._on_opened)
        self.door.uncovered.connect(self._on_uncovered)
        self.door.quit_wanted.connect(self.quit)
        self.vault: OpenVault | None = None
        self.journal: Journal | None = None
        self.view: MainView | None = None
        self._autolock = Autolock(1, seconds=seconds or boot_seconds, parent=self)
        self._autolock.due.connect(self.lock)
        self._lock_key = LockKey(self)
        # Later: the dialog it was pressed in is still busy with the key.
        self._lock_key.pressed.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        application.focusWindowChanged.connect(self._on_focus_window)
        self._has_reported = False

    def start(self, folder: Path | None = None) -> None:
        """Show the way into ``folder``, or into the last journal, or to the first one."""
        self.door.start(folder)
        self.frame.show()
        # With the window on screen there is time for what opening a journal needs.
        QTimer.singleShot(0, self.door, self.door.warm_up)

    # With an open journal.

    def open_journal(self, vault: "OpenVault") -> None:
        """Show the journal in ``vault``.

        Raises:
            StoreError: The journal cannot be read; the vault is closed again.
        """
        try:
            journal, view = self._parts.make_desk(self, vault)
        except BaseException:
            vault.close()
            raise
        journal.setParent(self)
        self.vault, self.journal, self.view = vault, journal, view
        view.lock_wanted.connect(self.lock)
        view.quit_wanted.connect(self.quit)
        self._autolock.warned.connect(view.warn_of_lock)
        self._autolock.calmed.connect(view.calm)
        journal.changed.connect(self._on_changed)
        self._autolock.set_minutes(journal.settings.value.lock_after_minutes)
        self._autolock.start()
        self.frame.show_view(view, view.menu_bar())

    @Slot()
    def lock(self) -> None:
        """Close the journal and stand before the closed door, with nothing of it in sight.

        This is the place where the process will be replaced by a fresh one: once the journal
        is closed, nothing here needs to live on but the folder's path.
        """
        view, vault = self.view, self.vault
        if view is None or vault is None:
            return
        folder = vault.folder
        self.frame.take_view()
        self._autolock.stop()
        is_kept = self._close_journal()
        _clear_clipboard()
        for dialog in self.frame.findChildren(QDialog) + view.findChildren(QDialog):
            dialog.close()
        # Otherwise some words could not be written. The pages stay in memory, out of sight,
        # until the passphrase brings them back.
        self.door.show_locked(folder, is_covered=not is_kept)

    @Slot()
    def quit(self) -> None:
        """Keep what is being typed, close the journal and end."""
        if self._close_journal():
            self._leave()
            return
        from sessiondesk.ui.widgets.dialog import Question  # noqa: PLC0415 - as above

        question = Question(
            self.tr("Leave without keeping everything?"),
            self.tr(
                "Some of your last words could not be written to the disk. They are gone when "
                "the program ends. Everything kept before is safe."
            ),
            self.theme,
            verb=self.tr("Leave without them…"),
            keep=self.tr("Stay"),
            removes=True,
            parent=self.frame,
        )
        question.accepted.connect(self._leave)
        question.open()

    def end(self) -> None:
        """Let work under way come to its end, after the window is closed."""
        self.jobs.finish()
        if self.vault is not None:
            self.vault.close()

    def change_preferences(self, **fields: object) -> None:
        """Change how the window looks or where it opens, now and for the next start."""
        # The names come from our own pages; an unknown one raises here.
        self.preferences = replace(self.preferences, **fields)  # type: ignore[arg-type]
        self._follow_preferences()
        # A preference that cannot be kept is a pity, and no reason to disturb anybody.
        with suppress(OSError):
            preferences.save(self.preferences, self._preferences_path)

    def report(
        self, kind: type[BaseException], _error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say, once, that the program made a mistake: class and place, never words or values."""
        if self._has_reported:
            return
        self._has_reported = True
        from sessiondesk.ui import crash_dialog  # noqa: PLC0415 - as above

        crash_dialog.show(kind, trace, self.frame)

    # Details.

    def _preferences_in_force(self) -> preferences.Preferences:
        return self.preferences

    def _close_journal(self) -> bool:
        """Keep what is being typed and close the journal; false when it cannot all be kept."""
        view, journal, vault = self.view, self.journal, self.vault
        if view is None or journal is None or vault is None:
            return True
        if not view.settle():
            return False
        self._autolock.stop()
        # What this would tidy can be tidied next time.
        with suppress(StoreError):
            journal.close()
        vault.close()
        self.vault = self.journal = self.view = None
        view.deleteLater()
        journal.deleteLater()
        return True

    def _follow_preferences(self) -> None:
        scheme = Scheme(self.preferences.theme.value)
        if scheme is not self.theme.scheme:
            self.theme.set_scheme(scheme)
        if self.preferences.text_size != self.theme.text_percent:
            self.theme.set_text_percent(self.preferences.text_size)
        if self.preferences.reduced_motion != self.theme.reduced_motion:
            self.theme.set_reduced_motion(self.preferences.reduced_motion)

    @Slot(object)
    def _on_opened(self, vault: "OpenVault") -> None:
        seconds = self.door.seconds
        try:
            self.open_journal(vault)
        except StoreError as error:
            self.door.show_unlock(vault.folder, error=error)
            return
        with suppress(OSError):
            # Its time is how the closed window knows when it was opened last.
            os.utime(vault.folder / LOCK_FILE)
        self.change_preferences(
            last_vault=vault.folder,
            last_opening_seconds=seconds or self.preferences.last_opening_seconds,
        )

    @Slot()
    def _on_uncovered(self) -> None:
        if self.view is not None:
            self.frame.show_view(self.view, self.view.menu_bar())
            self._autolock.start()

    @Slot(object)
    def _on_changed(self, topic: "Topic") -> None:
        if topic == "settings" and self.journal is not None:
            self._autolock.set_minutes(self.journal.settings.value.lock_after_minutes)

    @Slot(object)
    def _on_focus_window(self, window: QWindow | None) -> None:
        # Dialogs have windows of their own; being typed into counts in each of them.
        # Python may hold the native window of one of Qt's own dialogs for gone.
        if window is not None and isValid(window):
            window.removeEventFilter(self._autolock)
            window.installEventFilter(self._autolock)
            if window is not self.frame.windowHandle():
                window.removeEventFilter(self._lock_key)
                window.installEventFilter(self._lock_key)

    @Slot()
    def _leave(self) -> None:
        self.change_preferences(geometry=self.frame.geometry_text())
        self.frame.leave()
        self._application.quit()


def _clear_clipboard() -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
