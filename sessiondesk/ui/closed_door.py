"""Everything in the window while no journal is open: the way in, and nothing personal."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from sessiondesk import paths
from sessiondesk.guard import Enforced
from sessiondesk.preferences import Preferences
from sessiondesk.store import errors as store_errors
from sessiondesk.store.errors import StoreDamagedError, StoreError
from sessiondesk.ui import offline_words
from sessiondesk.ui.frame import Frame
from sessiondesk.ui.jobs import Jobs, Progress
from sessiondesk.ui.last_opened import last_opened
from sessiondesk.ui.parts import Parts
from sessiondesk.ui.theme import Theme
from sessiondesk.ui.unlock_window import Closed, UnlockView
from sessiondesk.ui.unlocking import Doors, Unlocking
from sessiondesk.vault import errors as vault_errors
from sessiondesk.vault.errors import VaultError, VaultNotFoundError

if TYPE_CHECKING:
    from sessiondesk.ui.line_book import LineBook
    from sessiondesk.ui.ways_back import WaysBack
    from sessiondesk.vault.opening import Unsealed

SUFFIX: Final = ".sdesk"
BACKUP_SUFFIX: Final = ".sdbackup"


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
        change_preferences: Callable[..., None],
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
            change_preferences: Changes them, by the names of their fields.
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
        self._change_preferences = change_preferences
        self._now = now
        self._view: QWidget | None = None
        self._ways: WaysBack | None = None
        # The journal in front of which a way back was begun, and whether it was locked.
        self._before: Path | None = None
        self._was_locked = False

    @property
    def seconds(self) -> float | None:
        """How long the last opening took; None when nothing was opened here."""
        return self._view.seconds if isinstance(self._view, UnlockView) else None

    def start(self, folder: Path | None) -> None:
        """Show the way into ``folder``, or into the last journal, or to the first one."""
        place = folder or self._preferences().last_vault
        if place is None:
            self.show_first_run()
        elif place.suffix == BACKUP_SUFFIX:
            self.show_restore(place)
        elif place.is_file():
            # One of the files in a journal's folder will do; any other is refused at once.
            self._on_journal_chosen(str(place))
        else:
            self.show_unlock(place)

    def show_unlock(self, folder: Path, *, error: Exception | None = None) -> UnlockView:
        """Ask for the passphrase of the journal in ``folder``; ``error`` says why again."""
        before = self._view
        closed = Closed(
            folder=folder,
            name=folder.name.removesuffix(SUFFIX) or folder.name,
            last_opened=last_opened(folder, self._now()),
            seconds=self._preferences().last_opening_seconds,
        )
        view = self._closed_view(closed, self._parts.doors)
        view.opened.connect(self.opened)
        if not folder.exists() and self._is_cut_off(folder):
            view.offer_to_finish()
        elif isinstance(error, VaultError | StoreError):
            unsealed = None
            if isinstance(before, UnlockView) and before.folder == folder:
                unsealed = before.unsealed
            view.show_problem(error, unsealed=unsealed)
        elif not folder.exists():
            view.show_problem(VaultNotFoundError())
        return view

    def show_locked(
        self,
        folder: Path,
        *,
        is_covered: bool = False,
        is_forgotten: bool = False,
        trouble: str = "",
    ) -> UnlockView:
        """Ask for the passphrase again, and show nothing personal meanwhile.

        Args:
            folder: The journal that was open a moment ago.
            is_covered: Whether its pages are still in memory, because some words in them
                could not be written. ``uncovered`` brings them back.
            is_forgotten: Whether nothing of it can be left in the memory of this process.
            trouble: Name of the class of error that something ended with while locking.
        """
        closed = Closed(
            folder=folder,
            name="",
            seconds=self._preferences().last_opening_seconds,
            is_locked=True,
            is_covered=is_covered,
            is_forgotten=is_forgotten,
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

    def show_restore(self, backup: Path | None = None, place: Path | None = None) -> None:
        """Lead from a backup to a journal that can be opened.

        Args:
            backup: One that is chosen already; None asks.
            place: The journal whose place it is to take; None finds out or asks.
        """
        if place is not None:
            self._before, self._was_locked = place, False
        likely = self._preferences().last_vault
        self._ways_back().restore(backup, place=place, likely=likely)

    def show_repair(self, folder: Path) -> None:
        """Ask for what opens the journal in ``folder``, whose file is damaged, to repair it."""
        self.show_locked(folder).show_problem(StoreDamagedError())

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
        view.backup_wanted.connect(self._on_backup_wanted)
        view.offline_wanted.connect(self.show_offline)
        self._before = None
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
            now=self._now,
            make_book=self._line_book,
        )
        view.recovered.connect(self._on_recovered)
        view.repair_wanted.connect(self._on_repair_wanted)
        view.backup_wanted.connect(self._on_backup_wanted)
        view.finish_wanted.connect(self._on_finish_wanted)
        view.other_wanted.connect(self.choose_journal)
        view.offline_wanted.connect(self.show_offline)
        self._before, self._was_locked = closed.folder, closed.is_locked
        self._show(view)
        return view

    def _line_book(self) -> "LineBook":
        from sessiondesk.ui.line_book import LineBook  # noqa: PLC0415 - seldom

        return LineBook(self._preferences(), self._change_preferences)

    def _show(self, view: QWidget) -> None:
        quits = QAction(view)
        quits.setShortcut(QKeySequence("Ctrl+Q"))
        quits.triggered.connect(self.quit_wanted)
        view.addAction(quits)
        self._view = view
        self.frame.show_view(view)

    # The ways back.

    def _ways_back(self) -> "WaysBack":
        if self._ways is None:
            from sessiondesk.ui.ways_back import WaysBack  # noqa: PLC0415 - seldom needed

            self._ways = ways = WaysBack(
                self._show,
                self.theme,
                self.jobs,
                open_vault=self._parts.doors.open_vault,
                documents=self._parts.documents,
                now=self._now,
                offline=offline_words.in_a_line(self.enforced),
                parent=self,
            )
            ways.opened.connect(self.opened)
            ways.refused.connect(self._on_refused)
            ways.ready.connect(self._on_ready)
            ways.left.connect(self._on_way_left)
            ways.offline_wanted.connect(self.show_offline)
        return self._ways

    def _is_cut_off(self, place: Path) -> bool:
        from sessiondesk.ui import ways_back  # noqa: PLC0415 - only where no journal stands

        return ways_back.is_cut_off(place)

    @Slot()
    def _on_backup_wanted(self) -> None:
        self._ways_back().restore(None, place=self._before)

    @Slot(object)
    def _on_repair_wanted(self, unsealed: object) -> None:
        self._ways_back().repair(cast("Unsealed", unsealed))

    @Slot(object, str)
    def _on_recovered(self, unsealed: object, recovery_key: str) -> None:
        self._ways_back().set_passphrase(cast("Unsealed", unsealed), recovery_key)

    @Slot()
    def _on_finish_wanted(self) -> None:
        if self._before is not None:
            self._ways_back().finish_restore(self._before)

    @Slot(object, object)
    def _on_refused(self, folder: Path, error: Exception) -> None:
        self.show_unlock(folder, error=error)

    @Slot(object)
    def _on_ready(self, folder: Path) -> None:
        self.show_unlock(folder)

    @Slot()
    def _on_way_left(self) -> None:
        if self._before is None:
            self.show_first_run()
        elif self._was_locked:
            self.show_locked(self._before)
        else:
            self.show_unlock(self._before)

    @Slot(object)
    def _on_uncovered(self, _nothing: object) -> None:
        self.uncovered.emit()

    @Slot(object)
    def _on_made_up(self, folder: Path) -> None:
        self.show_unlock(folder).suggest(self._parts.made_up_passphrase())

    @Slot(str)
    def _on_journal_chosen(self, chosen: str) -> None:
        if chosen.endswith(BACKUP_SUFFIX):
            self.show_restore(Path(chosen))
            return
        try:
            self.show_unlock(self._parts.find_vault(Path(chosen)))
        except VaultError as error:
            self.show_unlock(Path(chosen), error=error)

    @Slot(object)
    def _on_warm(self, _outcome: object) -> None:
        """Nothing to do: what cannot be imported says so when it is needed."""
