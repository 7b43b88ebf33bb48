"""Everything in the window while no journal is open: the way in, and nothing personal."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sessiondesk import paths
from sessiondesk.guard import Enforced
from sessiondesk.preferences import Preferences
from sessiondesk.store import errors as store_errors
from sessiondesk.store.errors import StoreError
from sessiondesk.ui import offline_words
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.parts import Parts
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.unlock_window import Closed, UnlockView, last_opened
from sessiondesk.ui.unlocking import Doors, Unlocking
from sessiondesk.vault import errors as vault_errors
from sessiondesk.vault.errors import VaultError, VaultNotFoundError

SUFFIX: Final = ".sdesk"


class ClosedDoor(QObject):
    """Shows what leads to an open journal, and says when one is open.

    Signals:
        opened: The open vault.
        uncovered: The person who covered the pages of an open journal is back.
        quit_wanted: The program should end.
    """

    opened = Signal(object)
    uncovered = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        jobs: Jobs,
        parts: Parts,
        *,
        enforced: Enforced,
        preferences: Callable[[], Preferences],
        now: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        """Stand ready, showing nothing yet.

        Args:
            frame: The window.
            theme: The look in force.
            jobs: Runs what is slow.
            parts: What the views are put together from.
            enforced: What the guard found to hold.
            preferences: Returns the preferences in force.
            now: The clock: aware, on the person's own wall clock.
            parent: The owner.
        """
        super().__init__(parent)
        self.frame = frame
        self.theme = theme
        self.jobs = jobs
        self.enforced = enforced
        self._parts = parts
        self._preferences = preferences
        self._now = now
        self._view: QWidget | None = None

    @property
    def seconds(self) -> float | None:
        """How long the last opening took; None when nothing was opened here."""
        return self._view.seconds if isinstance(self._view, UnlockView) else None

    def start(self, folder: Path | None) -> None:
        """Show the way into ``folder``, or into the last journal, or to the first one."""
        place = folder or self._preferences().last_vault
        if place is None:
            self.show_first_run()
        elif place.is_file():
            # One of the files in a journal's folder will do; any other is refused at once.
            self._on_journal_chosen(str(place))
        else:
            self.show_unlock(place)

    def show_unlock(self, folder: Path, *, error: Exception | None = None) -> UnlockView:
        """Ask for the passphrase of the journal in ``folder``; ``error`` says why again."""
        closed = Closed(
            folder=folder,
            name=folder.name.removesuffix(SUFFIX) or folder.name,
            last_opened=last_opened(folder, self._now()),
            seconds=self._preferences().last_opening_seconds,
        )
        view = self._closed_view(closed, self._parts.doors)
        view.opened.connect(self.opened)
        if isinstance(error, VaultError | StoreError):
            view.show_problem(error)
        elif not folder.exists():
            view.show_problem(VaultNotFoundError())
        return view

    def show_locked(
        self, folder: Path, *, is_covered: bool = False, trouble: str = ""
    ) -> UnlockView:
        """Ask for the passphrase again, and show nothing personal meanwhile.

        Args:
            folder: The journal that was open a moment ago.
            is_covered: Whether its pages are still in memory, because some words in them
                could not be written. ``uncovered`` brings them back.
            trouble: Name of the class of error that something ended with while locking.
        """
        closed = Closed(
            folder=folder,
            name="",
            seconds=self._preferences().last_opening_seconds,
            is_locked=True,
            is_covered=is_covered,
        )
        view = self._closed_view(closed, self._parts.cover if is_covered else self._parts.doors)
        if is_covered:
            view.opened.connect(self._on_uncovered)
        else:
            view.opened.connect(self.opened)
        known = getattr(vault_errors, trouble, None) or getattr(store_errors, trouble, None)
        if isinstance(known, type) and issubclass(known, VaultError | StoreError):
            view.show_problem(known())
        return view

    def show_restore(self, backup: Path, place: Path) -> None:
        """Offer to go back to ``backup`` in the ``place`` of a journal."""
        del backup
        self.show_locked(place)

    def show_repair(self, folder: Path) -> None:
        """Offer to repair the journal in ``folder``."""
        self.show_locked(folder)

    def refuse(self) -> None:
        """Give up an opening that is under way: nothing opens while the screen is locked."""
        if isinstance(self._view, UnlockView):
            self._view.give_up()

    def show_first_run(self) -> None:
        """Offer to make a journal, to open one, or to try with made-up data."""
        view = self._parts.make_first_run(self)
        view.created.connect(self.opened)
        view.made_up.connect(self._on_made_up)
        view.existing_wanted.connect(self.choose_journal)
        view.offline_wanted.connect(self.show_offline)
        self._show(view)

    @Slot()
    def choose_journal(self) -> None:
        """Ask for the folder of another journal."""
        from sessiondesk.ui import files  # noqa: PLC0415 - the start waits for every import

        last = self._preferences().last_vault
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

    @Slot()
    def warm_up(self) -> None:
        """Have what opening a journal needs imported, beside the window."""

        def work(_progress: Progress) -> None:
            self._parts.warm_up()

        self.jobs.run(work, self._on_warm, self._on_warm)

    def _closed_view(self, closed: Closed, doors: Doors) -> UnlockView:
        view = UnlockView(
            closed,
            self.theme,
            unlocking=Unlocking(doors, self.jobs),
            offline=offline_words.in_a_line(self.enforced),
        )
        view.other_wanted.connect(self.choose_journal)
        view.offline_wanted.connect(self.show_offline)
        self._show(view)
        return view

    def _show(self, view: QWidget) -> None:
        quits = QAction(view)
        quits.setShortcut(QKeySequence("Ctrl+Q"))
        quits.triggered.connect(self.quit_wanted)
        view.addAction(quits)
        self._view = view
        self.frame.show_view(view)

    @Slot(object)
    def _on_uncovered(self, _nothing: object) -> None:
        self.uncovered.emit()

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
    def _on_warm(self, _outcome: object) -> None:
        """Nothing to do: what cannot be imported says so when it is needed."""
