"""Every way in which an open journal is put out of sight, and the one in which it is locked."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from sessiondesk.guard.relaunch import Return
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import out_of_sight
from sessiondesk.ui.autolock import Autolock
from sessiondesk.ui.clipboard import SecretClipboard
from sessiondesk.ui.closed_door import ClosedDoor
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs
from sessiondesk.ui.lock_key import LockKey
from sessiondesk.ui.quick_hide import QuickHide
from sessiondesk.ui.theme import Theme
from sessiondesk.vault.errors import VaultError

if TYPE_CHECKING:
    from sessiondesk.journal import Topic
    from sessiondesk.ui.desk import Desk
    from sessiondesk.ui.system_signals import SystemSignals
    from sessiondesk.vault.opened import OpenVault

# What is under way beside the window may come to a good end; killed, it leaves no harm.
_LONGEST_WAIT_MS: Final = 2000
_TRY_AGAIN_MS: Final = 10_000


class Locking(QObject):
    """Holds the open journal, and puts it away.

    Attributes:
        desk: The open journal; None while none is open.
        autolock: Counts the minutes without a touch.
        quick_hide: The cover for a moment.
    """

    def __init__(
        self,
        application: QApplication,
        frame: Frame,
        theme: Theme,
        jobs: Jobs,
        door: ClosedDoor,
        *,
        aside: Path,
        relaunch: Callable[[Return], None] | None,
        remember: Callable[[], None],
        seconds: Callable[[], float],
        parent: QObject | None = None,
    ) -> None:
        """Stand ready.

        Args:
            application: The one Qt application.
            frame: The window.
            theme: The look in force.
            jobs: Runs what is slow.
            door: What stands in the window while no journal is open.
            aside: Where words are put that the journal's own disk does not take.
            relaunch: Puts a fresh process in the place of this one; None locks within it.
            remember: Keeps what the next process needs to look the same.
            seconds: A clock that never goes back and knows of sleep.
            parent: The owner.
        """
        super().__init__(parent)
        self._frame = frame
        self._jobs = jobs
        self._door = door
        self._aside = aside
        self._relaunch = relaunch
        self._remember = remember
        self.desk: Desk | None = None
        self._back: Return | None = None
        self._signals: SystemSignals | None = None
        self._clipboard = SecretClipboard(application)
        self.autolock = Autolock(1, seconds=seconds, parent=self)
        self.autolock.due.connect(self.lock)
        self.quick_hide = QuickHide(frame, theme, seconds=seconds, parent=self)
        self.quick_hide.over.connect(self._on_back)
        self.quick_hide.due.connect(self.lock)
        self._keys = LockKey(self)
        # Later: what it was pressed in is still busy with the key.
        queued = Qt.ConnectionType.QueuedConnection
        self._keys.lock_pressed.connect(self.lock, queued)
        self._keys.hide_pressed.connect(self.hide, queued)
        self._retry = QTimer(self)
        self._retry.setInterval(_TRY_AGAIN_MS)
        self._retry.timeout.connect(self._on_retry)
        door.uncovered.connect(self._on_uncovered)
        frame.minimised.connect(self._on_minimised)
        application.focusWindowChanged.connect(self.watch)

    # While a journal is open.

    def take(self, desk: "Desk") -> None:
        """Show an open journal, and count from now."""
        self.desk = desk
        view, journal = desk.view, desk.journal
        view.lock_wanted.connect(self.lock)
        view.hide_wanted.connect(self.hide)
        view.repair_wanted.connect(self.repair)
        self.autolock.warned.connect(view.warn_of_lock)
        self.autolock.calmed.connect(view.calm)
        journal.changed.connect(self._on_changed)
        self.autolock.set_minutes(journal.settings.value.lock_after_minutes)
        self.autolock.start()
        self._show_view()

    def listen(self, signals: "SystemSignals") -> None:
        """Lock when the system says that the person is away."""
        self._signals = signals
        signals.setParent(self)
        signals.left.connect(self.lock)

    def end(self) -> None:
        """Listen no longer, and close what is still open."""
        if self._signals is not None:
            self._signals.close()
        if self.desk is not None:
            # What can be kept of what the person left behind is kept.
            self.desk.view.settle()
            self.desk.vault.close()

    @Slot()
    def hide(self) -> None:
        """Cover the journal for a moment, without closing it."""
        if self.desk is not None and not self.quick_hide.is_on and not self._retry.isActive():
            self.quick_hide.cover()

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

    def put_away(self, close: "Callable[[OpenVault], None] | None" = None) -> bool:
        """Close the journal, if every word in it can be kept; tell whether none is open now."""
        desk = self.desk
        if desk is None:
            return True
        try:
            return desk.put_away(self._aside, close=close)
        finally:
            if desk.is_away:
                self.autolock.stop()
                self.quick_hide.forget()
                self._retry.stop()
                self.desk = None

    def come_back(self, back: Return, *, is_forgotten: bool = False) -> None:
        """Show what should be in the window after a lock.

        Args:
            back: What that is.
            is_forgotten: Whether this process never had the journal open.
        """
        if back.backup is not None:
            self._door.show_restore(back.backup, back.folder)
        elif back.repairs:
            self._door.show_repair(back.folder)
        else:
            self._door.show_locked(back.folder, is_forgotten=is_forgotten, trouble=back.trouble)

    def _lock(
        self,
        *,
        backup: Path | None = None,
        repairs: bool = False,
        close: "Callable[[OpenVault], None] | None" = None,
    ) -> None:
        desk = self.desk
        if desk is None:
            self._door.refuse()
            return
        if self._retry.isActive():
            self._on_retry()
            return
        back = Return(
            folder=desk.vault.folder,
            backup=backup,
            repairs=repairs,
            is_in_front=out_of_sight.is_in_front(),
            is_small=self._frame.isMinimized(),
        )
        out_of_sight.hide(self._frame)
        self.autolock.stop()
        self.quick_hide.forget()
        self._jobs.give_up()
        try:
            self.put_away(close)
        except (VaultError, StoreError) as error:
            # It is told in front of the closed door.
            back = replace(back, trouble=type(error).__name__)
        finally:
            # Whatever went wrong: what is in sight now is the closed door.
            self._clipboard.clear_if_ours()
            out_of_sight.let_go_of_dialogs(self._frame, desk.view)
            if self.desk is None:
                self._start_afresh(back)
            else:
                # Some words could not be written anywhere. The pages stay in memory, out of
                # sight, until there is room or the passphrase brings them back.
                self._back = back
                self._retry.start()
                self._door.show_locked(back.folder, is_covered=True)

    def _start_afresh(self, back: Return) -> None:
        """Give up this process and all that is in its memory; stay in it if that fails."""
        if self._relaunch is not None:
            self._remember()
            self._jobs.wait(_LONGEST_WAIT_MS)
            with suppress(OSError):
                self._relaunch(back)
        self.come_back(back)

    def _show_view(self) -> None:
        if self.desk is not None:
            self._frame.show_view(self.desk.view, self.desk.view.menu_bar())

    @Slot()
    def _on_retry(self) -> None:
        """Try again to put away what waits covered."""
        if self._back is not None and self.put_away():
            self._start_afresh(self._back)

    @Slot()
    def _on_uncovered(self) -> None:
        self._retry.stop()
        self._show_view()
        self.autolock.start()

    @Slot()
    def _on_back(self) -> None:
        self._show_view()
        self.quick_hide.bring_back()

    @Slot()
    def _on_minimised(self) -> None:
        desk = self.desk
        if desk is not None and desk.journal.settings.value.locks_when_minimised:
            self.lock()

    @Slot(object)
    def _on_changed(self, topic: "Topic") -> None:
        if topic == "settings" and self.desk is not None:
            self.autolock.set_minutes(self.desk.journal.settings.value.lock_after_minutes)

    @Slot(object)
    def watch(self, window: QWindow | None) -> None:
        """Hear what reaches ``window``, which is in front now.

        Dialogs have windows of their own; being typed into counts in each of them.
        """
        # Python may hold the native window of one of Qt's own dialogs for gone.
        if window is not None and isValid(window):
            for ear in (self._keys, self.autolock):
                window.removeEventFilter(ear)
                window.installEventFilter(ear)
