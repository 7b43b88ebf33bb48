"""The window through its whole life: the closed door, the open journal, locking, leaving."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

from sessiondesk import paths, preferences
from sessiondesk.guard import Enforced
from sessiondesk.guard.relaunch import Return
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.ui.autolock import boot_seconds
from sessiondesk.ui.capture import CaptureShield
from sessiondesk.ui.closed_door import ClosedDoor
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.last_opened import LOCK_FILE
from sessiondesk.ui.locking import Locking
from sessiondesk.ui.parts import Parts
from sessiondesk.ui.reminders import Reminders
from sessiondesk.ui.theme import Scheme, Theme
from sessiondesk.ui.widgets.focus_ring import FocusRing

if TYPE_CHECKING:
    from sessiondesk.journal import Journal
    from sessiondesk.ui.backup_keeper import BackupKeeper
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.ui.tray import Tray
    from sessiondesk.vault.opened import OpenVault

# With the window on screen and in use there is time for what it does without at first.
_LISTEN_AFTER_MS: Final = 300


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
        self._shield = CaptureShield(application, is_up=not self.preferences.may_be_captured)
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
            change_preferences=self.change_preferences,
            now=now,
            parent=self,
        )
        self.door.opened.connect(self._on_opened)
        self.door.quit_wanted.connect(self.quit)
        self.locking = Locking(
            application,
            self.frame,
            self.theme,
            self.jobs,
            self.door,
            aside=parts.aside,
            relaunch=parts.relaunch,
            remember=self._remember_place,
            seconds=seconds or boot_seconds,
            parent=self,
        )
        self.reminders = Reminders(
            self._preferences_in_force,
            self.change_preferences,
            now=now,
            notifier=self._make_tray,
            parent=self,
        )
        self.reminders.came_due.connect(self._on_reminder)
        self._has_reported = False

    # The open journal; None while none is open.

    @property
    def vault(self) -> "OpenVault | None":
        """The open vault."""
        return None if self.locking.desk is None else self.locking.desk.vault

    @property
    def journal(self) -> "Journal | None":
        """The journal over it."""
        return None if self.locking.desk is None else self.locking.desk.journal

    @property
    def view(self) -> "MainView | None":
        """The view of it."""
        return None if self.locking.desk is None else self.locking.desk.view

    @property
    def keeper(self) -> "BackupKeeper | None":
        """What makes its backups."""
        return None if self.locking.desk is None else self.locking.desk.keeper

    def start(self, folder: Path | None = None, *, back: Return | None = None) -> None:
        """Show the way into ``folder``, or into the last journal, or to the first one.

        Args:
            folder: The journal that was asked for.
            back: How the window comes up again after the process was replaced.
        """
        if back is None:
            self.door.start(folder)
        else:
            self.locking.come_back(back, is_forgotten=True)
            self.frame.setAttribute(
                Qt.WidgetAttribute.WA_ShowWithoutActivating, not back.is_in_front
            )
        if back is not None and back.is_small:
            self.frame.showMinimized()
        else:
            self.frame.show()
        # Only the first time: afterwards the person decides what is in front.
        self.frame.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        # With the window on screen there is time for what opening a journal needs.
        QTimer.singleShot(0, self.door, self.door.warm_up)
        QTimer.singleShot(_LISTEN_AFTER_MS, self.reminders, self.reminders.start)
        if self._parts.listen is not None:
            QTimer.singleShot(_LISTEN_AFTER_MS, self, self._listen)

    def open_journal(self, vault: "OpenVault") -> None:
        """Show the journal in ``vault``.

        Raises:
            StoreError: The journal cannot be read; the vault is closed again.
        """
        try:
            desk = self._parts.make_desk(self, vault)
        except BaseException:
            vault.close()
            raise
        desk.journal.setParent(self)
        desk.view.quit_wanted.connect(self.quit)
        self.locking.take(desk)
        desk.keeper.start()
        self._on_reminder()

    # Locking.

    @Slot()
    def lock(self) -> None:
        """Close the journal and stand before the closed door."""
        self.locking.lock()

    def restore(self, backup: Path) -> None:
        """Lock, and offer to go back to ``backup``."""
        self.locking.restore(backup)

    @Slot()
    def repair(self) -> None:
        """Lock, and offer to repair the journal."""
        self.locking.repair()

    def lock_after(self, close: "Callable[[OpenVault], None]") -> None:
        """Lock, and let ``close`` close the vault when everything else is put away."""
        self.locking.lock_after(close)

    @Slot()
    def quit(self) -> None:
        """Keep what is being typed, close the journal and end."""
        if self.locking.put_away():
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
        self.locking.end()

    def change_preferences(self, **fields: object) -> None:
        """Change how the window looks or where it opens, now and for the next start."""
        # The names come from our own pages; an unknown one raises here.
        self.preferences = replace(self.preferences, **fields)  # type: ignore[arg-type]
        self._follow_preferences()
        self.reminders.follow()
        # A preference that cannot be kept is a pity, and no reason to disturb anybody.
        with suppress(OSError):
            preferences.save(self.preferences, self._preferences_path)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say, once, that the program made a mistake: class and place, never words or values.

        A damaged file is no mistake of the program, wherever it is met.
        """
        if isinstance(error, StoreDamagedError) and self.journal is not None:
            self.journal.stop_writing()
            return
        if self._has_reported:
            return
        self._has_reported = True
        from sessiondesk.ui import crash_dialog  # noqa: PLC0415 - as above

        crash_dialog.show(kind, trace, self.frame)

    # Details.

    def _preferences_in_force(self) -> preferences.Preferences:
        return self.preferences

    def _remember_place(self) -> None:
        self.change_preferences(geometry=self.frame.geometry_text())

    def _follow_preferences(self) -> None:
        scheme = Scheme(self.preferences.theme.value)
        if scheme is not self.theme.scheme:
            self.theme.set_scheme(scheme)
        if self.preferences.text_size != self.theme.text_percent:
            self.theme.set_text_percent(self.preferences.text_size)
        if self.preferences.reduced_motion != self.theme.reduced_motion:
            self.theme.set_reduced_motion(self.preferences.reduced_motion)
        self._shield.set_up(is_up=not self.preferences.may_be_captured)

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

    def _make_tray(self, owner: QObject) -> "Tray":
        from sessiondesk.ui.tray import Tray  # noqa: PLC0415 - only who asked for it needs it

        tray = Tray(self.theme.icon("notebook-pen", 22, "accent"), owner)
        tray.pressed.connect(self._to_front)
        return tray

    @Slot()
    def _to_front(self) -> None:
        self.frame.setWindowState(self.frame.windowState() & ~Qt.WindowState.WindowMinimized)
        self.frame.show()
        self.frame.raise_()
        self.frame.activateWindow()

    @Slot()
    def _on_reminder(self) -> None:
        """Say what is waiting to be said, where a journal is open to say it in."""
        view = self.view
        waiting = None if view is None else self.reminders.take()
        if view is not None and waiting is not None:
            from sessiondesk.ui import reminder_words  # noqa: PLC0415 - as above

            view.tell(reminder_words.notice(waiting.due, self.theme))

    @Slot()
    def _listen(self) -> None:
        if self._parts.listen is not None:
            self.locking.listen(self._parts.listen(int(self.frame.winId()), self))

    @Slot()
    def _leave(self) -> None:
        self._remember_place()
        self.frame.leave()
        self._application.quit()
