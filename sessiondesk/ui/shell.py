"""The window through its whole life: the closed door, the open journal, locking, leaving."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from sessiondesk import paths, preferences
from sessiondesk.guard import Enforced
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import offline_words
from sessiondesk.ui.autolock import Autolock, boot_seconds
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.lock_key import LockKey
from sessiondesk.ui.theme import Scheme, Theme
from sessiondesk.ui.unlock_window import LOCK_FILE, Closed, UnlockView, last_opened
from sessiondesk.ui.unlocking import Doors, Unlocking
from sessiondesk.ui.widgets.focus_ring import FocusRing
from sessiondesk.vault.errors import VaultError, VaultNotFoundError

if TYPE_CHECKING:
    from sessiondesk.journal import Journal, Topic
    from sessiondesk.ui.first_run import FirstRunView
    from sessiondesk.ui.main_window import MainView
    from sessiondesk.vault.opened import OpenVault

SUFFIX: Final = ".sdesk"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Parts:
    """What the shell is put together from; each is imported when it is first needed.

    Attributes:
        doors: The way into a vault.
        cover: The way back to pages that are covered: proves a secret, opens nothing.
        make_first_run: Makes the view for a person who has no journal yet.
        make_desk: Makes the journal over an open vault and the view of it; raises
            ``StoreError`` when the journal cannot be read.
        find_vault: Returns the vault's folder for a path; raises ``VaultError``.
        warm_up: Imports, beside the window, what opening a journal needs.
        made_up_passphrase: Returns what opens the made-up journal.
    """

    doors: Doors
    cover: Doors
    make_first_run: "Callable[[Shell], FirstRunView]"
    make_desk: "Callable[[Shell, OpenVault], tuple[Journal, MainView]]"
    find_vault: Callable[[Path], Path]
    warm_up: Callable[[], None]
    made_up_passphrase: Callable[[], str]


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

    # In front of the closed door.

    def start(self, folder: Path | None = None) -> None:
        """Show the way into ``folder``, or into the last journal, or to the first one."""
        place = folder or self.preferences.last_vault
        if place is None:
            self.show_first_run()
        elif place.is_file():
            # One of the files in a journal's folder will do; any other is refused at once.
            self._on_journal_chosen(str(place))
        else:
            self.show_unlock(place)
        self.frame.show()
        # With the window on screen there is time for what opening a journal needs.
        QTimer.singleShot(0, self, self._warm_up)

    def show_unlock(self, folder: Path, *, error: Exception | None = None) -> UnlockView:
        """Ask for the passphrase of the journal in ``folder``; ``error`` says why again."""
        closed = Closed(
            folder=folder,
            name=folder.name.removesuffix(SUFFIX) or folder.name,
            last_opened=last_opened(folder, self._now()),
            seconds=self.preferences.last_opening_seconds,
        )
        view = self._closed_view(closed, self._parts.doors)
        view.opened.connect(self._on_opened)
        if isinstance(error, VaultError | StoreError):
            view.show_problem(error)
        elif not folder.exists():
            view.show_problem(VaultNotFoundError())
        return view

    def show_first_run(self) -> None:
        """Offer to make a journal, to open one, or to try with made-up data."""
        view = self._parts.make_first_run(self)
        view.created.connect(self._on_opened)
        view.made_up.connect(self._on_made_up)
        view.existing_wanted.connect(self.choose_journal)
        view.offline_wanted.connect(self.show_offline)
        self._show_closed(view)

    @Slot()
    def choose_journal(self) -> None:
        """Ask for the folder of another journal."""
        from sessiondesk.ui import files  # noqa: PLC0415 - the start waits for every import

        last = self.preferences.last_vault
        start = last.parent if last is not None and last.parent.is_dir() else None
        dialog = files.folder_dialog(
            self.frame, self.tr("Open a journal"), start or paths.documents_folder()
        )
        dialog.fileSelected.connect(self._on_journal_chosen)
        dialog.open()

    @Slot()
    def show_offline(self) -> None:
        """Say what keeps the program off the network here."""
        from sessiondesk.ui.offline_facts import OfflineFacts  # noqa: PLC0415 - as above
        from sessiondesk.ui.reading_dialog import ReadingDialog  # noqa: PLC0415

        facts = OfflineFacts(self.enforced, self.theme, process_id=os.getpid())
        ReadingDialog(self.tr("What keeps this offline"), facts, self.theme, self.frame).open()

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
        closed = Closed(
            folder=folder,
            name="",
            seconds=self.preferences.last_opening_seconds,
            is_locked=True,
            is_covered=not is_kept,
        )
        if is_kept:
            door = self._closed_view(closed, self._parts.doors)
            door.opened.connect(self._on_opened)
        else:
            # Some words could not be written. The pages stay in memory, out of sight, until
            # the passphrase brings them back.
            door = self._closed_view(closed, self._parts.cover)
            door.opened.connect(self._on_uncovered)

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

    def _closed_view(self, closed: Closed, doors: Doors) -> UnlockView:
        view = UnlockView(
            closed,
            self.theme,
            unlocking=Unlocking(doors, self.jobs),
            offline=offline_words.in_a_line(self.enforced),
        )
        view.other_wanted.connect(self.choose_journal)
        view.offline_wanted.connect(self.show_offline)
        self._show_closed(view)
        return view

    def _show_closed(self, view: QWidget) -> None:
        quits = QAction(view)
        quits.setShortcut(QKeySequence("Ctrl+Q"))
        quits.triggered.connect(self.quit)
        view.addAction(quits)
        self.frame.show_view(view)

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
        door = self.sender()
        try:
            self.open_journal(vault)
        except StoreError as error:
            self.show_unlock(vault.folder, error=error)
            return
        with suppress(OSError):
            # Its time is how the closed window knows when it was opened last.
            os.utime(vault.folder / LOCK_FILE)
        seconds = door.seconds if isinstance(door, UnlockView) else None
        self.change_preferences(
            last_vault=vault.folder,
            last_opening_seconds=seconds or self.preferences.last_opening_seconds,
        )

    @Slot(object)
    def _on_uncovered(self, _unsealed: object) -> None:
        if self.view is not None:
            self.frame.show_view(self.view, self.view.menu_bar())
            self._autolock.start()

    @Slot(object)
    def _on_made_up(self, folder: Path) -> None:
        self.show_unlock(folder).suggest(self._parts.made_up_passphrase())

    @Slot(str)
    def _on_journal_chosen(self, chosen: str) -> None:
        try:
            self.show_unlock(self._parts.find_vault(Path(chosen)))
        except VaultError as error:
            self.show_unlock(Path(chosen), error=error)

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

    @Slot()
    def _warm_up(self) -> None:
        def work(_progress: Progress) -> None:
            self._parts.warm_up()

        self.jobs.run(work, self._on_warm, self._on_warm)

    @Slot(object)
    def _on_warm(self, _outcome: object) -> None:
        """Nothing to do: what cannot be imported says so when it is needed."""


def _clear_clipboard() -> None:
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
