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
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from sessiondesk import paths, preferences
from sessiondesk.guard import Enforced
from sessiondesk.guard.relaunch import Return
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.ui import locking
from sessiondesk.ui.autolock import Autolock, boot_seconds
from sessiondesk.ui.clipboard import SecretClipboard
from sessiondesk.ui.closed_door import ClosedDoor
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.last_opened import LOCK_FILE
from sessiondesk.ui.lock_key import LockKey
from sessiondesk.ui.parts import Parts
from sessiondesk.ui.theme import Scheme, Theme
from sessiondesk.ui.widgets.focus_ring import FocusRing
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.journal import Journal, Topic
    from sessiondesk.ui.backup_keeper import BackupKeeper
    from sessiondesk.ui.desk import Desk
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.vault.opened import OpenVault

# What is under way beside the window may come to a good end; killed, it leaves no harm.
_LONGEST_WAIT_MS: Final = 2000
_TRY_AGAIN_MS: Final = 10_000


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
        self._desk: Desk | None = None
        self._back: Return | None = None
        self._retry = QTimer(self)
        self._retry.setInterval(_TRY_AGAIN_MS)
        self._retry.timeout.connect(self._on_retry)
        self._autolock = Autolock(1, seconds=seconds or boot_seconds, parent=self)
        self._autolock.due.connect(self.lock)
        self._clipboard = SecretClipboard(application)
        self._lock_key = LockKey(self)
        # Later: the dialog it was pressed in is still busy with the key.
        self._lock_key.pressed.connect(self.lock, Qt.ConnectionType.QueuedConnection)
        application.focusWindowChanged.connect(self._on_focus_window)
        self._has_reported = False

    # The open journal; None while none is open.

    @property
    def vault(self) -> "OpenVault | None":
        """The open vault."""
        return None if self._desk is None else self._desk.vault

    @property
    def journal(self) -> "Journal | None":
        """The journal over it."""
        return None if self._desk is None else self._desk.journal

    @property
    def view(self) -> "MainView | None":
        """The view of it."""
        return None if self._desk is None else self._desk.view

    @property
    def keeper(self) -> "BackupKeeper | None":
        """What makes its backups."""
        return None if self._desk is None else self._desk.keeper

    def start(self, folder: Path | None = None, *, back: Return | None = None) -> None:
        """Show the way into ``folder``, or into the last journal, or to the first one.

        Args:
            folder: The journal that was asked for.
            back: How the window comes up again after the process was replaced.
        """
        if back is None:
            self.door.start(folder)
        else:
            self._come_back(back)
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
        self._desk = desk
        view, journal = desk.view, desk.journal
        journal.setParent(self)
        view.lock_wanted.connect(self.lock)
        view.quit_wanted.connect(self.quit)
        view.repair_wanted.connect(self.repair)
        self._autolock.warned.connect(view.warn_of_lock)
        self._autolock.calmed.connect(view.calm)
        journal.changed.connect(self._on_changed)
        self._autolock.set_minutes(journal.settings.value.lock_after_minutes)
        self._autolock.start()
        self.frame.show_view(view, view.menu_bar())
        desk.keeper.start()

    # Locking.

    @Slot()
    def lock(self) -> None:
        """Close the journal and stand before the closed door, with nothing of it in memory.

        While a journal is being opened, that is given up.
        """
        self._lock()

    def restore(self, backup: Path) -> None:
        """Lock, and offer to go back to ``backup``."""
        self._lock(backup=backup)

    @Slot()
    def repair(self) -> None:
        """Lock, and offer to repair the journal."""
        self._lock(repairs=True)

    def lock_after(self, close: "Callable[[OpenVault], None]") -> None:
        """Lock, and let ``close`` close the vault when everything else is put away.

        Where it fails, or the disk is in trouble anyway, it is locked all the same, and the
        closed door says what went wrong.
        """
        self._lock(close=close)

    def _lock(
        self,
        *,
        backup: Path | None = None,
        repairs: bool = False,
        close: "Callable[[OpenVault], None] | None" = None,
    ) -> None:
        desk = self._desk
        if desk is None:
            self.door.refuse()
            return
        if self._retry.isActive():
            self._on_retry()
            return
        back = Return(
            folder=desk.vault.folder,
            backup=backup,
            repairs=repairs,
            is_in_front=locking.is_in_front(),
            is_small=self.frame.isMinimized(),
        )
        locking.hide(self.frame)
        self._autolock.stop()
        self.jobs.give_up()
        try:
            self._put_away(close)
        except (VaultError, StoreError) as error:
            # It is told in front of the closed door.
            back = replace(back, trouble=type(error).__name__)
        finally:
            # Whatever went wrong: what is in sight now is the closed door.
            self._clipboard.clear_if_ours()
            locking.let_go_of_dialogs(self.frame, desk.view)
            if self._desk is None:
                self._start_afresh(back)
            else:
                # Some words could not be written anywhere. The pages stay in memory, out of
                # sight, until there is room or the passphrase brings them back.
                self._back = back
                self._retry.start()
                self.door.show_locked(back.folder, is_covered=True)

    def _put_away(self, close: "Callable[[OpenVault], None] | None" = None) -> bool:
        """Close the journal, if every word in it can be kept; tell whether none is open now."""
        desk = self._desk
        if desk is None:
            return True
        try:
            return desk.put_away(self._parts.aside, close=close)
        finally:
            if desk.is_away:
                self._autolock.stop()
                self._retry.stop()
                self._desk = None

    def _start_afresh(self, back: Return) -> None:
        """Give up this process and all that is in its memory; stay in it if that fails."""
        if self._parts.relaunch is not None:
            self.change_preferences(geometry=self.frame.geometry_text())
            self.jobs.wait(_LONGEST_WAIT_MS)
            with suppress(OSError):
                self._parts.relaunch(back)
        self._come_back(back)

    def _come_back(self, back: Return) -> None:
        if back.backup is not None:
            self.door.show_restore(back.backup, back.folder)
        elif back.repairs:
            self.door.show_repair(back.folder)
        else:
            self.door.show_locked(back.folder, trouble=back.trouble)

    @Slot()
    def _on_retry(self) -> None:
        """Try again to put away what waits covered."""
        if self._back is not None and self._put_away():
            self._start_afresh(self._back)

    @Slot()
    def quit(self) -> None:
        """Keep what is being typed, close the journal and end."""
        if self._put_away():
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
        if self._desk is not None:
            self._desk.vault.close()

    def change_preferences(self, **fields: object) -> None:
        """Change how the window looks or where it opens, now and for the next start."""
        # The names come from our own pages; an unknown one raises here.
        self.preferences = replace(self.preferences, **fields)  # type: ignore[arg-type]
        self._follow_preferences()
        # A preference that cannot be kept is a pity, and no reason to disturb anybody.
        with suppress(OSError):
            preferences.save(self.preferences, self._preferences_path)

    def report(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Say, once, that the program made a mistake: class and place, never words or values.

        A damaged file is no mistake of the program, wherever it is met.
        """
        if isinstance(error, StoreDamagedError) and self._desk is not None:
            self._desk.journal.stop_writing()
            return
        if self._has_reported:
            return
        self._has_reported = True
        from sessiondesk.ui import crash_dialog  # noqa: PLC0415 - as above

        crash_dialog.show(kind, trace, self.frame)

    # Details.

    def _preferences_in_force(self) -> preferences.Preferences:
        return self.preferences

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
        self._retry.stop()
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
